"""A draft's file beside a document that it is likely a duplicate of."""

from collections.abc import Mapping
from typing import Any

from desk.desk import Desk
from desk.drafts.shelf import Shelf
from ingest.duplicates import Duplicate
from ingest.side_by_side import side_by_side


def beside(desk: Desk, draft: int, sha256: str, alike: Mapping[str, Any]) -> list[tuple[str, str, float]]:
    """
    What differs between a draft's file and a held document.

    ```python
    file = drafts.get(12).files[0]
    beside(desk, 12, file.sha256, file.alike[0])
    ```

    :param desk: the desk.
    :param draft: the draft's number.
    :param sha256: of the file's bytes.
    :param alike: one of `DraftFile.alike`.
    :returns: (its text, the held text, likeness 0 to 1), the stretches that differ.
    """
    parsed = Shelf(desk.folder).reading(draft, sha256)
    return side_by_side(parsed, desk.store, Duplicate(**alike)) if parsed else []
