"""What a file says of itself: the fields of its record, each with where it was read."""

from corpus.page import ParsedFile
from ingest.inferred.bodies import infer_creators, infer_publishers
from ingest.inferred.dates import infer_dates
from ingest.inferred.finding import Inferred
from ingest.inferred.kinds import infer_types
from ingest.inferred.places import infer_languages, infer_places
from ingest.inferred.titles import infer_alternatives, infer_titles

__all__ = ["Inferred", "infer_fields"]


def infer_fields(parsed: ParsedFile, file_name: str) -> list[Inferred]:
    """
    Read a record's fields off a file, for a curator to check; nothing is supposed that was not read.

    ```python
    from pathlib import Path
    from ingest.inferred import infer_fields
    from ingest.parse import parse_file

    path = Path("corpus/documents/mou/commit-mou-2004/en.md")
    for each in infer_fields(parse_file(path), path.name):
        print(each.field, each.value, "read in", each.where)
    ```

    :param parsed: what was read of the file.
    :param file_name: its name, as the curator has it.
    :returns: the findings, those of one field together and the best of them first; the others are alternatives.
    """
    titles = infer_titles(parsed, file_name)
    title = titles[0]
    return [
        *titles,
        *infer_alternatives(parsed, title),
        *infer_types(parsed, file_name, title),
        *infer_dates(parsed, file_name, title),
        *infer_languages(parsed),
        *infer_publishers(parsed, title),
        *infer_creators(parsed, title),
        *infer_places(parsed, title),
    ]
