"""What several tests of work on one document do."""

from desk.desk import Desk
from desk.drafts.drafts import Drafts
from desk.drafts.reading import Reader
from desk.people.account import Account
from desk.publishing.document_folder import document_folder
from desk.publishing.review import Review
from tests.desk.conftest import OTHER


def read_all(desk: Desk) -> None:
    """
    Read every file that waits.

    :param desk: the desk.
    """
    while Reader(desk).read_next():
        pass


def publish(desk: Desk, by: Account, number: int) -> int:
    """
    Publish a draft as it is now.

    :param desk: the desk.
    :param by: who does it.
    :param number: the draft's.
    :returns: the publication's number.
    """
    return Review(desk, by).publish(number, Drafts(desk, by).get(number).version)


def publish_another(desk: Desk, **fields: object) -> None:
    """
    Somebody publishes another change of the law: from a draft of their own, for the machine knows no other way.

    :param desk: the desk.
    :param fields: of the record, and what they are to be.
    """
    record = document_folder(desk.corpus, "model-law").record
    assert record is not None
    Review(desk, OTHER)._change_record(document_folder(desk.corpus, "model-law"), fields, "changed", "")
