"""A process that publishes without end, to be killed."""

from pathlib import Path

from corpus.record import Record
from desk.publishing.document_change import DocumentChange
from desk.publishing.document_folder import document_folder
from desk.publishing.publication import Publisher
from index.encoder import load_encoder
from tests.desk.conftest import CURATOR, law, open_desk

# Loaded once, before the processes that are killed are forked from this one.
load_encoder().document_embedder().warm_up()


def run(root: str, log: str) -> None:
    """
    Publish states of two documents, one by one, until killed.

    :param root: of the desk.
    :param log: a file that is made when it begins.
    """
    desk = open_desk(Path(root))
    publisher = Publisher(desk)
    publisher.recover()
    Path(log).touch()
    while True:
        held = document_folder(desk.corpus, "boat-report").record
        number = int(held.title.split()[-1]) + 1 if held else 1
        text = Path(root) / "uploaded.md"
        text.write_text(f"Debt bondage on fishing boats, edition {number}.\n", encoding="utf-8")
        name = f"en-{number}.md"
        report = Record(identifier="boat-report", title=f"Report {number}", type="report", files=({"path": name},))
        changes = [
            DocumentChange("boat-report", report, {name: text}),
            DocumentChange("model-law", law(title=f"Law {number}")),
        ]
        publisher.publish(changes, CURATOR, "published")
