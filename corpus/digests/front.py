"""What stands at the front of a digest: that it is one, and the facts of its record."""

import re

from corpus.record import Record
from corpus.settings import settings

_KHMER = re.compile("[\u1780-\u17ff]")


def notice(record: Record) -> str:
    """
    What a digest says of itself.

    :param record: the instrument's.
    :returns: a sentence or two for its front.
    """
    where = f" The official text: {record.source}" if record.source else ""
    return f"A digest by {settings().owner}, in its own words. It is not the official text.{where}"


def other_names(record: Record) -> list[str]:
    """
    The names beside its title, without those in Khmer.

    The PDFs' fonts have no Khmer; the Khmer title stands on the catalogue card, and in the digest in Khmer.

    :param record: the instrument's.
    :returns: the names.
    """
    return [name for name in record.alternative if not _KHMER.search(name)]


def facts(record: Record) -> list[tuple[str, str]]:
    """
    The facts of a record that stand at the front of its digest.

    :param record: the instrument's.
    :returns: (name, value), those that are known.
    """
    date = (
        f"{record.date} ({record.date_note})" if record.date and record.date_note else record.date_note or record.date
    )
    rows = [
        ("Also known as", "; ".join(other_names(record))),
        ("Kind", record.type),
        ("Date", date),
        ("By", "; ".join(record.creator)),
        ("Status", f"{record.status}. {record.status_note}".rstrip(". ") + "."),
        ("Rights", record.rights),
    ]
    return [(name, value) for name, value in rows if value]
