"""What a draft would be in the index: its passages, with the tags that are suggested and those a person chose."""

import tempfile
from pathlib import Path

from haystack import Document

from corpus.passage_tags import PassageTags
from corpus.record import Record
from desk.desk import Desk
from desk.drafts.draft import Draft
from desk.drafts.shelf import Shelf
from desk.publishing.document_folder import link_or_copy
from ingest.build import makes_by, reads_by
from ingest.confirmed_tags import tagged_by_hand
from ingest.pipeline import preparing_pipeline
from ingest.records import Source, fingerprint


def preview(desk: Desk, draft: Draft, record: Record) -> list[Document]:
    """
    The passages that a draft would have, cut and tagged as publishing would, and written nowhere.

    ```python
    passages = preview(desk, drafts.get(12), check_draft(desk, drafts.get(12)).record)
    passages[0].meta["locator"], passages[0].meta["four_p_suggested"]
    ```

    :param desk: the desk.
    :param draft: the draft; files that are not read yet are left out.
    :param record: its record.
    :returns: the passages, file by file.
    """
    shelf = Shelf(desk.folder)
    ready = {file.path: file for file in draft.files if file.state == "ready"}
    readings = {file.sha256: shelf.reading(draft.number, file.sha256) for file in ready.values()}
    record = record.model_copy(update={"files": tuple(file for file in record.files if file.path in ready)})
    with tempfile.TemporaryDirectory(dir=shelf.of(draft.number), prefix=".preview-") as name:
        folder = Path(name)
        for path, file in ready.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            link_or_copy(shelf.file(draft.number, file.sha256), folder / path)
        paths = tuple(f"{record.type}/{record.identifier}/{file.path}" for file in record.files)
        source = Source(record, folder, paths, passage_tags=draft.tags)
        hashes = [ready[file.path].sha256 for file in record.files]
        pipeline = preparing_pipeline(
            desk.store, desk.encoder, readings={sha: parsed for sha, parsed in readings.items() if parsed}
        )
        made_of = fingerprint(source, hashes, reads_by(), makes_by(desk.encoder))
        done = pipeline.run({"read": {"source": source, "fingerprint": made_of}, "split": {"source": source}})
    return list(done["document"]["documents"])


def tags_of(passage: Document, tags: tuple[PassageTags, ...]) -> PassageTags | None:
    """
    What a person said of a passage.

    :param passage: of `preview`.
    :param tags: of the draft.
    :returns: the tags; None where nobody said anything.
    """
    return tagged_by_hand(tags, [passage]).get(passage.id)
