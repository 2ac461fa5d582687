"""Terms proposed at the desk: they wait beside the vocabularies until a curator accepts them."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from corpus.geography import SEVERAL, geography
from corpus.settings import settings
from corpus.skos import PROPOSED_BY, accepted, dump_proposals, identifier_of, proposals_file, read_proposals
from corpus.taxonomy_change import OpenTaxonomy, TaxonomyChange
from corpus.term import Term
from corpus.vocabulary import VocabularyError, check_together, read_texts

_NO_DEFINITION_YET = "to be written"


def propose(scheme: str, fields: Mapping[str, Any], by: str, *, folder: Path | None = None) -> TaxonomyChange:
    """
    Propose a term. Nothing is tagged by it until a curator accepts it.

    ```python
    propose("sector", {"prefLabel": {"en": "Mining"}, "definition": "Taking stone and ore from the ground."}, "Sok")
    ```

    :param scheme: the vocabulary.
    :param fields: of `Term`; without an id it is made of the English name, the definition may come later.
    :param by: who proposes it.
    :param folder: of the vocabularies; the settings' where not given.
    :returns: the change: the file of proposals.
    :raises VocabularyError: where a field does not fit, or there is such a term, in use, retired or proposed.
    """
    taxonomy = OpenTaxonomy(folder)
    taxonomy.keep_the_four_p(scheme)
    term = _term(scheme, fields)
    if term.id in taxonomy.ids(scheme):
        held = taxonomy.term(scheme, term.id)
        raise VocabularyError(f"the id {term.id!r} is that of “{held.label}”: give the new term another")
    taxonomy.free(scheme, [term.label, *term.names], "give that one more names, or call the new one otherwise")
    if term.broader:
        taxonomy.term(scheme, term.broader)
    _has_a_place(scheme, term)
    waiting = read_proposals(scheme, taxonomy.folder)
    if term.id in [each.get("id") for each in waiting["new"]]:
        raise VocabularyError(f"{term.id!r} is proposed already: accept that, or give this one another id")
    written = term.model_dump(mode="json", exclude_defaults=True)
    if not fields.get("definition"):
        del written["definition"]
    waiting["new"].append(written | {PROPOSED_BY: by})
    path = proposals_file(scheme, taxonomy.folder)
    said = f"“{term.label}” is proposed for {taxonomy.vocabularies[scheme].title}"
    return TaxonomyChange({path: dump_proposals(waiting)}, said)


def _term(scheme: str, fields: Mapping[str, Any]) -> Term:
    held = {name: value for name, value in fields.items() if value}
    label = (held.get("prefLabel") or {}).get("en", "")
    given = {"id": identifier_of(label), "definition": _NO_DEFINITION_YET} | held
    try:
        return Term.model_validate(given)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise VocabularyError(f"the term proposed for {scheme}: {faults}") from error


def _has_a_place(scheme: str, term: Term) -> None:
    """The maps draw every province and corridor: one without a place could not be drawn."""
    countries = {*geography().countries, SEVERAL}
    if scheme == "province" and term.id not in geography().provinces:
        raise VocabularyError(f"{term.id} has no place on the map: add it to geography.yaml and province.yaml together")
    if scheme == "corridor" and not {term.origin, term.destination} <= countries:
        raise VocabularyError(f"{term.id}: give its origin and destination as codes of countries on the map")


def accept(scheme: str, identifiers: Iterable[str], *, folder: Path | None = None) -> TaxonomyChange:
    """
    Take proposed terms into their vocabulary, all of them or none.

    ```python
    accept("sector", ["mining"]).said
    ```

    :param scheme: the vocabulary.
    :param identifiers: of the proposed terms; each must have a definition by now.
    :param folder: of the vocabularies; the settings' where not given.
    :returns: the change: the vocabulary, and what is still proposed.
    :raises VocabularyError: where one is not proposed, is not complete, or does not fit the vocabularies.
    """
    folder, wanted = folder or settings().taxonomy_dir, list(identifiers)
    texts = read_texts(folder)
    files = accepted(scheme, wanted, folder)
    after = check_together({path: files.get(path, text) for path, text in texts.items()})
    taken = [term for term in after[scheme].terms if term.id in wanted]
    for term in taken:
        _has_a_place(scheme, term)
    labels = ", ".join(f"“{term.label}”" for term in taken)
    return TaxonomyChange(files, f"{labels} taken into {after[scheme].title}")
