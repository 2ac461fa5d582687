"""Dates of birth, however they are written or told."""

from ingest.screen.births.birth_clauses import find_birth_clauses
from ingest.screen.births.birthdays import find_birthdays
from ingest.screen.births.dates_in_columns import find_dates_in_columns
from ingest.screen.births.dates_of_birth import find_dates_of_birth
from ingest.screen.births.loose_dates import find_loose_dates
from ingest.screen.finding import Detectors

SURE: Detectors = (find_dates_of_birth,)
DOUBTS: Detectors = (find_birth_clauses, find_birthdays, find_dates_in_columns, find_loose_dates)
