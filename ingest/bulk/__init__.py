"""Many records at once, from a spreadsheet and into one."""

from ingest.bulk.plan import BulkPlan, Problem, plan_import
from ingest.bulk.table import TableError, read_table
from ingest.bulk.write import write_table

__all__ = ["BulkPlan", "Problem", "TableError", "plan_import", "read_table", "write_table"]
