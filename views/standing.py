"""That a document stands no longer: said wherever it is shown, with what stands in its place."""

from corpus.record import Record
from index import PassageStore
from search.standing import OUTDATED
from views.html import escape
from views.labels import value_label
from views.record_card import document_link


def standing(record: Record, store: PassageStore) -> str:
    """
    What became of a superseded or withdrawn document.

    ```python
    standing(record, store)  # '<b>Superseded</b> by <a href="document?document=law-2008">Law …</a>. …'
    ```

    :param record: the document's.
    :param store: tells what replaced it, as far as the audience may know.
    :returns: HTML; empty for a document that stands.
    """
    if record.status not in OUTDATED:
        return ""
    others = store.relations(record.identifier).is_replaced_by
    links = " and ".join(document_link(other, store) for other in others)
    by = {"superseded": " by ", "withdrawn": ", replaced by "}[record.status] + links if links else ""
    note = f" {escape(record.status_note)}" if record.status_note else ""
    return f"<b>{escape(value_label('status', record.status))}</b>{by}.{note}"
