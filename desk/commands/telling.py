"""Drafts, findings and publications as the command line tells them."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from rich import box
from rich.table import Column, Table
from rich.text import Text

from desk.commands.opening import AtDesk
from desk.drafts.check import check_draft
from desk.drafts.draft import Draft, DraftFile
from desk.drafts.shelf import Shelf
from desk.harm.findings import DraftFinding, Findings, open_findings
from desk.publishing.review import Review


def told_draft(at: AtDesk, draft: Draft) -> dict[str, Any]:
    """
    All of a draft, for JSON.

    :param at: the command.
    :param draft: the draft.
    :returns: its fields, files with how their pages were read, findings and what hinders its publication.
    """
    checked = check_draft(at.desk, draft)
    findings = Findings(at.desk, at.by).of(draft.number)
    return asdict(draft) | {
        "identifier": checked.record.identifier if checked.record else "",
        "tags": list(draft.tags),
        "files": [asdict(file) | {"readings": readings(at, draft, file)} for file in draft.files],
        "findings": [asdict(found) for found in findings],
        "open_findings": len(open_findings(draft, findings)),
        "hindrances": Review(at.desk, at.by).hindrances(draft.number) if draft.open else [],
    }


def readings(at: AtDesk, draft: Draft, file: DraftFile) -> dict[str, int]:
    """
    How well the pages of a file were read.

    :param at: the command.
    :param draft: the draft.
    :param file: its file.
    :returns: {reading: pages}; empty where it was not read.
    """
    parsed = Shelf(at.desk.folder).reading(draft.number, file.sha256) if draft.open else None
    counts: dict[str, int] = {}
    for page in parsed.pages if parsed else ():
        counts[page.reading] = counts.get(page.reading, 0) + 1
    return counts


def shown_draft(told: dict[str, Any]) -> list[Any]:
    """
    All of a draft, for a person.

    :param told: of `told_draft`.
    :returns: what to print.
    """
    changes = f", changes {told['changes']}" if told["changes"] else ""
    note = [f"Sent back: {told['note']}"] if told["note"] else []
    lines: list[Any] = [f"Draft {told['number']}: {told['stage']}, version {told['version']}{changes}", *note]
    fields = table("Field", "Value")
    for name, value in told["fields"].items():
        fields.add_row(name, Text("; ".join(map(str, value)) if isinstance(value, list) else str(value)))
    lines.append(fields)
    for file in told["files"]:
        pages = ", ".join(f"{number} {reading}" for reading, number in file["readings"].items())
        redacted = ", redacted" if file["sha256"] != file["brought"] else ""
        about = f"{file['language']}, {file['text']}, {file['state']}{redacted}"
        lines.append(
            f"File {file['number']}: {file['name']} ({about})" + (f"; pages {pages}" if pages else "") + _said(file)
        )
        lines += [f"  {each['field']}: {each['value']!r}, read in {each['where']}" for each in file["inferred"]]
        lines += [f"  Like {each['identifier']}: {each['why']}" for each in file["alike"]]
    if told["findings"]:
        lines.append(f"{len(told['findings'])} findings, {told['open_findings']} open: `findings {told['number']}`")
    lines += [f"Hinders publishing: {reason}" for reason in told["hindrances"]]
    return lines


def shown_findings(found: Sequence[DraftFinding]) -> Table:
    """
    Findings, for a person.

    :param found: the findings.
    :returns: a table.
    """
    made = table("No.", "Where", "Kind", "Words", "Why", "Decision", "Reason")
    for each in found:
        decision = f"{each.decision} ({each.who})" if each.decision else "open"
        where = each.field or f"file {each.file}, page {each.page + 1}"
        cells = (each.number, where, each.kind, each.words, each.why, decision, each.reason)
        made.add_row(*(Text(str(cell)) for cell in cells))
    return made


def table(*columns: str) -> Table:
    """
    An empty table.

    :param columns: the headings.
    :returns: the table.
    """
    return Table(*(Column(name, overflow="fold") for name in columns), box=box.SIMPLE)


def rows(made: Table, lines: Iterable[Iterable[Any]]) -> Table:
    """
    Fill a table; what stands in it is text and no markup.

    :param made: the table.
    :param lines: the cells of each row.
    :returns: the same table.
    """
    for line in lines:
        made.add_row(*(Text(str(cell)) for cell in line))
    return made


def _said(file: dict[str, Any]) -> str:
    return f": {file['said']}" if file["said"] else ""
