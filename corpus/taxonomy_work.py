"""
Work on the vocabularies: a term renamed, merged into another, or retired.

Each gives the change and writes nothing: what bears a term follows it in the same change, so that files, records and
index can be written together, and the change be shown before it is made.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from corpus.gaps import dump_notes, notes_file, read_notes
from corpus.passage_tags import PassageTags
from corpus.record import Record
from corpus.skos import dump_proposals, proposals_file, read_proposals
from corpus.taxonomy_change import OpenTaxonomy, TaxonomyChange, documents
from corpus.taxonomy_files import add_ids, add_to, drop_name, put, scalar
from corpus.taxonomy_follow import bearing, notes_with, passages_with, records_with, refer
from corpus.term import Term, plain_name
from corpus.vocabulary import VocabularyError

Records = Mapping[str, Record]
Passages = Mapping[str, Iterable[PassageTags]]


def rename(
    scheme: str,
    term: str,
    label: str,
    language: str = "en",
    *,
    keep_old: bool = True,
    records: Records,
    passage_tags: Passages,
    folder: Path | None = None,
) -> TaxonomyChange:
    """
    Call a term something else. Its id stays, so nothing that bears it changes.

    ```python
    rename("sector", "fisheries", "Fishing", records=records, passage_tags=passage_tags).said
    ```

    :param scheme: the vocabulary.
    :param term: the term.
    :param label: its new name.
    :param language: of the name, BCP 47.
    :param keep_old: whether the old name still finds it.
    :param records: {identifier: record}, all there are: to say how many show the name.
    :param passage_tags: {identifier: the tags of its passages}, likewise.
    :param folder: of the vocabularies; the settings' where not given.
    :returns: the change.
    :raises VocabularyError: where there is no such term, or another is called so.
    """
    taxonomy = OpenTaxonomy(folder)
    held, label = taxonomy.term(scheme, term), " ".join(label.split())
    old, name = held.prefLabel.get(language, ""), plain_name(label)
    if not name or label == old:
        raise VocabularyError(f"“{held.label}” is to be called “{label}”: give it a new name")
    taxonomy.free(scheme, [label, name], "choose another name, or merge the two", besides=held.id)
    fields = taxonomy.files[scheme].term(held.id)
    drop_name(fields, "altLabel", language, name)
    fields["prefLabel"][language] = scalar(label)
    if keep_old and old and plain_name(old).casefold() != name.casefold():
        add_to(fields, "altLabel", language, [plain_name(old)])
    bear = len(bearing(scheme, held.id, records, passage_tags))
    before = f"“{held.label}”" + ("" if language == "en" else f" in {language}")
    said = f"{before} is now called “{label}”: {documents(bear)} tagged with it"
    return TaxonomyChange(taxonomy.changed(), said)


def merge(
    scheme: str,
    term: str,
    into: str,
    *,
    records: Records,
    passage_tags: Passages,
    folder: Path | None = None,
    gaps: Path | None = None,
) -> TaxonomyChange:
    """
    Make two terms one. The names of the one become other names of the other; what named or bore it follows.

    ```python
    merge("sector", "seafood-processing", "fisheries", records=records, passage_tags=passage_tags).said
    ```

    :param scheme: the vocabulary of both.
    :param term: the term that goes; its id means the other from then on.
    :param into: the term that stays.
    :param records: {identifier: record}, all there are.
    :param passage_tags: {identifier: the tags of its passages}, all there are.
    :param folder: of the vocabularies; the settings' where not given.
    :param gaps: the file of notes on gaps; the corpus's where not given.
    :returns: the change.
    :raises VocabularyError: where there is no such term, or the two cannot be one; the message says how to mend it.
    :raises GapNotesError: where the notes on gaps cannot be read.
    """
    taxonomy = OpenTaxonomy(folder)
    taxonomy.keep_the_four_p(scheme)
    gone, stays = taxonomy.term(scheme, term), taxonomy.term(scheme, into)
    if gone.id == stays.id:
        raise VocabularyError(f"“{gone.label}” is to be merged into itself: name another term")
    if stays.status == "retired":
        raise VocabularyError(f"“{stays.label}” is retired: merge it into “{gone.label}”, or choose another term")
    above = taxonomy.vocabularies[scheme].above(stays.id)
    if gone.id in above[1:]:
        between = taxonomy.term(scheme, above[0]).label
        raise VocabularyError(f"“{between}” stands between “{gone.label}” and “{stays.label}”: merge it into one first")
    _take_over(taxonomy, scheme, gone, stays)
    refer(taxonomy.files, scheme, gone.id, stays.id)
    files = taxonomy.changed() | _proposals_with(taxonomy.folder, scheme, gone.id, stays.id)
    gaps = gaps or notes_file()
    notes = read_notes(gaps)
    if (moved := notes_with(scheme, gone.id, stays.id, notes)) != notes:
        files[gaps] = dump_notes(moved)
    follow = records_with(scheme, gone.id, stays.id, records)
    passages = passages_with(scheme, gone.id, stays.id, passage_tags)
    count = len(follow.keys() | passages.keys())
    said = f"“{gone.label}” was merged into “{stays.label}”: {documents(count)} follow{'s' if count == 1 else ''}"
    return TaxonomyChange(files, said, follow, passages)


def _take_over(taxonomy: OpenTaxonomy, scheme: str, gone: Term, stays: Term) -> None:
    """Give a term all that tells of another, and take the other out."""
    file = taxonomy.files[scheme]
    fields = file.term(stays.id)
    if stays.broader == gone.id:
        # It takes the place of the one it stood under.
        put(fields, "broader", scalar(gone.broader))
    called = {name.casefold() for name in stays.names}
    names = {language: [plain_name(label)] for language, label in gone.prefLabel.items()}
    for language, others in gone.altLabel.items():
        names.setdefault(language, []).extend(others)
    for language, all_names in names.items():
        add_to(fields, "altLabel", language, [name for name in all_names if name.casefold() not in called])
    for language, words in gone.hiddenLabel.items():
        add_to(fields, "hiddenLabel", language, words)
    add_ids(fields, "related", [other for other in gone.related if other != f"{scheme}/{stays.id}"])
    add_ids(fields, "merged", [gone.id, *gone.merged])
    file.remove(gone.id)


def _proposals_with(folder: Path, scheme: str, term: str, into: str) -> dict[Path, str]:
    """The file of proposals where it changes: what is proposed below or for a term is so for the other."""
    held = read_proposals(scheme, folder)
    moved = {
        "new": [each | ({"broader": into} if each.get("broader") == term else {}) for each in held["new"]],
        "names": [each | ({"id": into} if each.get("id") == term else {}) for each in held["names"]],
    }
    return {} if moved == held else {proposals_file(scheme, folder): dump_proposals(moved)}


def retire(
    scheme: str,
    term: str,
    *,
    replaced_by: str = "",
    records: Records,
    passage_tags: Passages,
    folder: Path | None = None,
) -> TaxonomyChange:
    """
    Offer a term no more. What bears it keeps it, and is found by it; no new passage is given it.

    ```python
    retire("body", "uniap", replaced_by="un-act", records=records, passage_tags=passage_tags).said
    ```

    :param scheme: the vocabulary.
    :param term: the term.
    :param replaced_by: the term to use in its stead, which takes over those below it; empty for none.
    :param records: {identifier: record}, all there are: to say how many keep it.
    :param passage_tags: {identifier: the tags of its passages}, likewise.
    :param folder: of the vocabularies; the settings' where not given.
    :returns: the change.
    :raises VocabularyError: where there is no such term, it is retired already, or terms in use stand below it.
    """
    taxonomy = OpenTaxonomy(folder)
    taxonomy.keep_the_four_p(scheme)
    held = taxonomy.term(scheme, term)
    if held.status == "retired":
        raise VocabularyError(f"“{held.label}” is retired already: nothing is left to do")
    below = [each for each in taxonomy.vocabularies[scheme].narrower(held.id) if each.status == "current"]
    if below and not replaced_by:
        raise VocabularyError(
            f"“{below[0].label}” stands below “{held.label}”: retire it first, or say what replaces both"
        )
    fields = taxonomy.files[scheme].term(held.id)
    instead = ""
    if replaced_by:
        other = taxonomy.term(scheme, replaced_by)
        if other.id == held.id or other.status == "retired":
            raise VocabularyError(f"“{other.label}” is to replace “{held.label}”: name another term, one in use")
        if held.id in taxonomy.vocabularies[scheme].above(other.id)[1:]:
            raise VocabularyError(
                f"“{other.label}” stands deep below “{held.label}”: name one beside or right below it"
            )
        for each in below:
            narrower = taxonomy.files[scheme].term(each.id)
            put(narrower, "broader", scalar(held.broader if each.id == other.id else other.id))
        put(fields, "replaced_by", scalar(other.id))
        instead = f"; “{other.label}” is used instead"
    put(fields, "status", "retired")
    keep = len(bearing(scheme, held.id, records, passage_tags))
    kept = f"{documents(keep)} keep{'s' if keep == 1 else ''} it"
    said = f"“{held.label}” is retired: {kept}, no new passage is given it{instead}"
    return TaxonomyChange(taxonomy.changed(), said)
