"""
Terms from a SKOS file, laid before a curator: `python -m corpus.skos propose FILE --scheme sector`, and after reading
what it proposes `python -m corpus.skos accept sector ID …`. Nothing of a file goes into a vocabulary by itself.
"""

import argparse
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from corpus.settings import settings
from corpus.vocabulary import Vocabulary, VocabularyError, load_vocabulary, parse_vocabulary

PROPOSED = "proposed"
# Of a proposed term, who proposed it; no field of a term, so it stays behind when the term is accepted.
PROPOSED_BY = "proposed_by"
# JSON-LD is left out: it may name contexts that are fetched from the network.
_FORMATS = {".ttl": "turtle", ".rdf": "xml", ".xml": "xml", ".nt": "nt"}
_LANGUAGES = ("en", "km")


def read_skos(path: Path) -> list[dict[str, Any]]:
    """
    The concepts of a SKOS file as terms of ours, without those that have no English label.

    ```python
    from corpus.skos import read_skos

    [term["id"] for term in read_skos(Path("sectors.ttl"))]
    ```

    :param path: Turtle, RDF/XML or N-Triples.
    :returns: the terms, as mappings that `Term` reads; the definition is empty where the file gives none.
    :raises VocabularyError: where it is of another format, or cannot be read.
    """
    from rdflib import Graph
    from rdflib.namespace import RDF, SKOS

    if path.suffix.lower() not in _FORMATS:
        raise VocabularyError(f"{path}: is no {', '.join(_FORMATS)} file; save it as Turtle (.ttl)")
    graph = Graph()
    try:
        graph.parse(path, format=_FORMATS[path.suffix.lower()])
    except Exception as error:
        # rdflib's parsers share no error of their own.
        raise VocabularyError(f"{path}: cannot be read as {_FORMATS[path.suffix.lower()]}: {error}") from error
    names = {}
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        preferred = _by_language(graph.objects(concept, SKOS.prefLabel))
        if preferred.get("en"):
            names[concept] = (preferred, identifier_of(preferred["en"][0]))
    return [
        {
            "id": identifier,
            "prefLabel": {language: labels[0] for language, labels in preferred.items()},
            "altLabel": _by_language(graph.objects(concept, SKOS.altLabel)),
            "definition": next(iter(_by_language(graph.objects(concept, SKOS.definition)).get("en", [])), ""),
            "broader": next((names[b][1] for b in graph.objects(concept, SKOS.broader) if b in names), ""),
            "source": str(concept),
        }
        for concept, (preferred, identifier) in sorted(names.items(), key=lambda item: item[1][1])
    ]


def proposals(vocabulary: Vocabulary, terms: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """
    What terms from elsewhere would bring to a vocabulary.

    :param vocabulary: ours.
    :param terms: of `read_skos`.
    :returns: {"new": terms that are not in it, "names": names that one of its terms does not have}.
    """
    known = {name.casefold(): term for term in vocabulary.terms for name in (term.id, *term.names)}
    new, names = [], []
    for term in terms:
        labels = [*term["prefLabel"].values(), *(name for each in term["altLabel"].values() for name in each)]
        ours = next((known[name.casefold()] for name in (term["id"], *labels) if name.casefold() in known), None)
        if ours is None:
            new.append({field: value for field, value in term.items() if value})
        elif unknown := [name for name in labels if name.casefold() not in known]:
            names.append({"id": ours.id, "prefLabel": ours.label, "names": unknown, "source": term["source"]})
    return {"new": new, "names": names}


def propose(path: Path, scheme: str, folder: Path | None = None) -> Path:
    """
    Write what a SKOS file would bring beside the vocabularies, for a curator to read and complete.

    :param path: the SKOS file.
    :param scheme: the vocabulary it is for.
    :param folder: of the vocabularies; the settings' where not given.
    :returns: the file of proposals; one of before is replaced.
    :raises VocabularyError: where the file or the vocabulary cannot be read.
    """
    folder = folder or settings().taxonomy_dir
    found = proposals(load_vocabulary(folder / f"{scheme}.yaml"), read_skos(path))
    target = proposals_file(scheme, folder)
    target.parent.mkdir(exist_ok=True)
    target.write_text(dump_proposals(found), encoding="utf-8")
    return target


def proposals_file(scheme: str, folder: Path) -> Path:
    """
    Where the terms wait that are proposed for a vocabulary.

    :param scheme: the vocabulary.
    :param folder: of the vocabularies.
    :returns: the file, which need not be there.
    """
    return folder / PROPOSED / f"{scheme}.yaml"


def read_proposals(scheme: str, folder: Path) -> dict[str, list[dict[str, Any]]]:
    """
    The terms that are proposed for a vocabulary.

    :param scheme: the vocabulary.
    :param folder: of the vocabularies.
    :returns: as of `proposals`; nothing in them where nothing is proposed.
    :raises VocabularyError: where the file cannot be read.
    """
    path = proposals_file(scheme, folder)
    if not path.is_file():
        return {"new": [], "names": []}
    try:
        held = yaml.safe_load(path.read_text(encoding="utf-8"))
        return {"new": [dict(term) for term in held["new"]], "names": [dict(term) for term in held.get("names", [])]}
    except (yaml.YAMLError, UnicodeDecodeError, TypeError, KeyError, ValueError) as error:
        raise VocabularyError(
            f"{path}: cannot be read as proposals, `new:` and `names:` with terms: {error}"
        ) from error


def dump_proposals(held: dict[str, list[dict[str, Any]]]) -> str:
    """
    Write proposals as the YAML that `read_proposals` reads.

    :param held: the proposals.
    :returns: YAML text.
    """
    return yaml.safe_dump(held, allow_unicode=True, sort_keys=False, width=120)


def accept(scheme: str, identifiers: Iterable[str], folder: Path | None = None) -> None:
    """
    Take proposed terms into their vocabulary, at its end, all of them or none.

    :param scheme: the vocabulary.
    :param identifiers: of the proposed terms; each must have a definition by now.
    :param folder: of the vocabularies; the settings' where not given.
    :raises VocabularyError: where one is not proposed, is not complete, or does not fit the vocabulary.
    """
    for path, text in accepted(scheme, identifiers, folder or settings().taxonomy_dir).items():
        unfinished = path.with_suffix(".unfinished")
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(path)


def accepted(scheme: str, identifiers: Iterable[str], folder: Path) -> dict[Path, str]:
    """
    What the files are when proposed terms are taken into their vocabulary; nothing is written.

    :param scheme: the vocabulary.
    :param identifiers: of the proposed terms; each must have a definition by now.
    :param folder: of the vocabularies.
    :returns: {file: its new text}: the vocabulary's, then that of what is still proposed.
    :raises VocabularyError: where one is not proposed, is not complete, or does not fit the vocabulary.
    """
    vocabulary, proposed = folder / f"{scheme}.yaml", proposals_file(scheme, folder)
    held = read_proposals(scheme, folder)
    waiting = {term["id"]: term for term in held["new"]}
    wanted = list(dict.fromkeys(identifiers))
    if lost := [identifier for identifier in wanted if identifier not in waiting]:
        raise VocabularyError(f"{lost[0]!r} is not proposed: {', '.join(waiting) or 'nothing'} is, see {proposed}")
    if bare := [identifier for identifier in wanted if not waiting[identifier].get("definition")]:
        raise VocabularyError(f"{bare[0]!r} has no definition: write one into {proposed}")
    terms = [{k: v for k, v in waiting[identifier].items() if k != PROPOSED_BY} for identifier in wanted]
    # A long line stays one, as in the vocabularies: folded, the next change would show it as changed.
    block = yaml.safe_dump(terms, allow_unicode=True, sort_keys=False, width=10**6)
    lines = "".join(f"  {line}\n" for line in block.splitlines())
    text = vocabulary.read_text(encoding="utf-8").rstrip() + "\n" + lines
    try:
        parse_vocabulary(text, vocabulary)
    except VocabularyError as error:
        raise VocabularyError(f"nothing was taken in: {error}") from error
    held["new"] = [term for term in held["new"] if term["id"] not in wanted]
    return {vocabulary: text, proposed: dump_proposals(held)}


def _by_language(literals: Iterable[Any]) -> dict[str, list[str]]:
    """Labels in our languages; one without a language is taken for English."""
    found: dict[str, list[str]] = {}
    for literal in sorted(literals, key=str):
        language = (getattr(literal, "language", None) or "en").split("-")[0]
        if language in _LANGUAGES:
            found.setdefault(language, []).append(str(literal))
    return found


def identifier_of(label: str) -> str:
    """
    The id that a term of a name is given.

    :param label: its name in English.
    :returns: the id, in small letters, digits and hyphens.
    """
    return re.sub(r"[^a-z0-9]+", "-", label.casefold()).strip("-")


def main(arguments: list[str] | None = None) -> int:
    """
    Propose or accept, and say what was done.

    :param arguments: of the command line; those of this process when left out.
    :returns: 0, or 2 where something has to be mended first.
    """
    parser = argparse.ArgumentParser(prog="python -m corpus.skos", description="Terms from a SKOS file.")
    commands = parser.add_subparsers(dest="command", required=True)
    proposing = commands.add_parser("propose", help="write what a file would bring, for a curator to read")
    proposing.add_argument("file", type=Path)
    proposing.add_argument("--scheme", required=True, help="the vocabulary it is for")
    accepting = commands.add_parser("accept", help="take proposed terms into their vocabulary")
    accepting.add_argument("scheme")
    accepting.add_argument("id", nargs="+")
    for each in (proposing, accepting):
        each.add_argument(
            "--taxonomy", type=Path, default=settings().taxonomy_dir, help="the folder of the vocabularies"
        )
    given = parser.parse_args(arguments)
    try:
        if given.command == "propose":
            target = propose(given.file, given.scheme, given.taxonomy)
            found = yaml.safe_load(target.read_text(encoding="utf-8"))
            said = f"{len(found['new'])} new terms and {len(found['names'])} with new names: read {target}"
        else:
            accept(given.scheme, given.id, given.taxonomy)
            said = f"{len(given.id)} taken into {given.scheme}. Run `python -m ingest build` to tag by them."
    except VocabularyError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"{said}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
