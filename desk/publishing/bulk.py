"""Many records at once, from a spreadsheet: planned and published with nobody between, all of them or none."""

from collections.abc import Callable, Mapping

from corpus.record import Record
from desk.desk import Desk
from desk.drafts.as_seen import fields_of
from desk.harm.field_findings import screened_fields
from desk.people.account import Account
from desk.publishing.document_change import DocumentChange, dated
from desk.publishing.document_folder import DocumentFolder, document_folder
from desk.publishing.publication import Publisher
from index.audience import ORDER
from ingest.bulk import BulkPlan, Problem, plan_import, read_table, write_table

__all__ = ["BulkPlan", "Problem", "plan_bulk", "publish_bulk", "read_table", "write_table"]


def plan_bulk(desk: Desk, rows: list[dict[str, str]], columns: Mapping[str, str] | None = None) -> BulkPlan:
    """
    What an import of a spreadsheet would do to what is published now.

    ```python
    plan_bulk(desk, read_table(Path("records.csv"))).problems
    ```

    :param desk: the desk.
    :param rows: of `ingest.bulk.read_table`.
    :param columns: {heading: field} where a heading is none of the record's names; an empty field leaves it out.
    :returns: the plan, with every problem of every row.
    """
    return _plan(desk, rows, columns)[0]


def publish_bulk(
    desk: Desk,
    by: Account,
    rows: list[dict[str, str]],
    columns: Mapping[str, str] | None = None,
    *,
    only_good: bool = False,
    note: str = "",
) -> tuple[int, BulkPlan]:
    """
    Import a spreadsheet.

    A record that is held keeps its files and what was said of its passages.

    ```python
    publication, plan = publish_bulk(desk, account, read_table(Path("records.csv")))
    ```

    :param desk: the desk.
    :param by: who does it.
    :param rows: of `ingest.bulk.read_table`.
    :param columns: as for `plan_bulk`.
    :param only_good: leave out rows with problems, where nothing is imported otherwise.
    :param note: where it comes from, for the trail.
    :returns: the publication's number, 0 where nothing was to be done or a problem hindered it; and the plan.
    :raises desk.people.account.NotAllowedError: where the account may not publish.
    """
    by.need("curate")
    with desk.alone():
        publisher = Publisher(desk)
        publisher.recover()
        plan, folders = _plan(desk, rows, columns)
        if not plan.records or (plan.problems and not only_good):
            return 0, plan
        changes = [_change(record, folders[record.identifier]) for record in plan.records]
        return publisher.publish(changes, by, "imported", note=note), plan


def _change(record: Record, folder: DocumentFolder) -> DocumentChange:
    return DocumentChange(record.identifier, dated(record), passage_tags=folder.passage_tags, base=folder.state)


def _plan(
    desk: Desk, rows: list[dict[str, str]], columns: Mapping[str, str] | None
) -> tuple[BulkPlan, dict[str, DocumentFolder]]:
    held = {record.identifier: record for record in desk.store.records()}
    plan = plan_import(rows, held, columns)
    folders = {
        record.identifier: document_folder(desk.corpus, record.identifier, record.type) for record in plan.records
    }
    wrong = [
        Problem(row, column, str(getattr(record, column)), what)
        for record, row in zip(plan.records, plan.rows, strict=True)
        for refuse in _REFUSALS
        if (said := refuse(record, held.get(record.identifier), folders[record.identifier]))
        for column, what in [said]
    ]
    if wrong:
        _take_out(plan, wrong)
    return plan, folders


def _shows_to_more(record: Record, held: Record | None, _: DocumentFolder) -> tuple[str, str] | None:
    """What only some were to see is looked at again before others see it."""
    if held is None or ORDER.index(record.audience) >= ORDER.index(held.audience):
        return None
    return "audience", (
        f"it would be shown to more people than now ({held.audience}): begin a draft that changes it, which is screened"
    )


def _is_not_as_indexed(record: Record, held: Record | None, folder: DocumentFolder) -> tuple[str, str] | None:
    if held is not None and folder.record is None:
        return "identifier", "it is a loose file: give it a folder of its own with a record.yaml first"
    if folder.record != held:
        return "identifier", f"{folder.path / 'record.yaml'} was changed by hand: run `python -m ingest build` first"
    return None


def _could_identify(record: Record, held: Record | None, _: DocumentFolder) -> tuple[str, str] | None:
    """Nobody reads a spreadsheet's rows one by one before they are published."""
    now = fields_of(held) if held is not None else {}
    for field, found in screened_fields(fields_of(record), now):
        return field, (
            f"“{found.words}” could identify somebody ({found.why}): say it without, or bring the record as a draft, "
            "where a person can decide that it may stay"
        )
    return None


_REFUSALS: tuple[Callable[[Record, Record | None, DocumentFolder], tuple[str, str] | None], ...] = (
    _shows_to_more,
    _is_not_as_indexed,
    _could_identify,
)


def _take_out(plan: BulkPlan, wrong: list[Problem]) -> None:
    rows = {problem.row for problem in wrong}
    good = [(record, row) for record, row in zip(plan.records, plan.rows, strict=True) if row not in rows]
    plan.records, plan.rows = [record for record, _ in good], [row for _, row in good]
    kept = {record.identifier for record in plan.records}
    plan.changed = [identifier for identifier in plan.changed if identifier in kept]
    plan.new = [identifier for identifier in plan.new if identifier in kept]
    plan.problems = sorted([*plan.problems, *wrong], key=lambda problem: problem.row)
