"""
Two collections that differ by what the public may not see: in one it is there, in the other it never was.

What the public is shown of either must be the same. The words, values, years and names of the hidden documents are
their own, and they stand between the public ones in every order there is.
"""

from collections.abc import Sequence
from pathlib import Path

from haystack import Document

from corpus.page import Block, OutlineEntry, Page, ParsedFile
from corpus.record import Record, RecordFile
from index import FileState, PassageStore
from index.encoder import load_encoder
from ingest.document_tags import DocumentTagger
from ingest.terms import TermTagger
from tests.search.conftest import bag_of_words

HIDDEN_IDS = ("aaa-dossier", "mid-memo", "zzz-list")
# No public document has any of these.
HIDDEN_WORDS = ("xylophone", "quagmire", "velociraptor")

Described = tuple[Record, Sequence[str]]


def _record(identifier: str, title: str, kind: str, date: str, **more: object) -> Record:
    files = (RecordFile(path="en.txt"),)
    given = {"status": "in force", "files": files, "creator": ("Office",), "spatial": ("KH",)} | more
    return Record.model_validate({"identifier": identifier, "title": title, "type": kind, "date": date} | given)


def public(*, told: bool) -> list[Described]:
    """
    The public documents; of those held one is superseded and one withdrawn, of two that are only known one is.

    :param told: whether their records name hidden ones, as a curator may who sees both.
    """
    law = (
        {"related": ("aaa-dossier", "not-held"), "is_amended_by": ("mid-memo",)} if told else {"related": ("not-held",)}
    )
    plan = {"is_replaced_by": ("mid-memo",)} if told else {}
    return [
        (
            _record("law-a", "Law on trafficking", "law", "2008-02-15", four_p=("prosecution",), **law),
            (
                "Whoever recruits a person by deceit shall be imprisoned.",
                "A child cannot consent to being sold or recruited.",
                "Courts protect the identity of victims of trafficking.",
            ),
        ),
        (
            _record("plan-old", "Old plan of action", "plan", "2006", four_p=("policy",), status="superseded", **plan),
            ("The committee coordinates ministries and reports.", "Brick kilns are to be inspected for debt bondage."),
        ),
        (
            _record("plan-new", "New plan", "plan", "2011", four_p=("policy", "prevention"), replaces=("plan-old",)),
            ("Villages are warned of debt bondage in brick kilns.", "The committee reports on brick kilns each year."),
        ),
        (
            _record("report-b", "Report on fishing boats", "report", "2015", creator=("Institute",)),
            ("Men on fishing boats are held by debt bondage.", "Shelters for men who return from boats are few."),
        ),
        (
            _record("form-c", "Withdrawn form", "tool", "2004", status="withdrawn", status_note="It asked for names."),
            ("The form asks for the name of a victim and of the shelters.",),
        ),
        (_record("known-e", "Prakas on shelters", "prakas", "2013", files=()), ()),
        (_record("known-f", "Earlier prakas on shelters", "prakas", "1998", status="superseded", files=()), ()),
    ]


def hidden() -> list[Described]:
    """The documents that the public may not see."""
    restricted = {"audience": "restricted", "creator": ("Secret service",), "spatial": ("MM",), "language": ("my",)}
    return [
        (
            _record(
                "aaa-dossier",
                "Xylophone dossier on shelters",
                "study",
                "1999",
                four_p=("protection",),
                replaces=("law-a",),
                implements=("plan-new",),
                related=("report-b",),
                tags={"sector": ("fisheries",), "province": ("KH-12",)},
                **restricted,
            ),
            (
                "Xylophone informants in Thailand named the traffickers on fishing boats.",
                "Shelters hide the xylophone.",
            ),
        ),
        (
            _record("mid-memo", "Quagmire memo", "mou", "2021", amends=("law-a",), status="draft", **restricted),
            ("The quagmire of debt bondage in garment factories. Velociraptor, velociraptor.",),
        ),
        (
            _record("zzz-list", "List of velociraptor shelters", "statistics", "2024", audience="partners", files=()),
            (),
        ),
    ]


def make(folder: Path, *, with_hidden: bool) -> Path:
    """
    Write one of the two collections.

    :param folder: of its index.
    :param with_hidden: whether the hidden documents are in it, between the public ones.
    :returns: the folder.
    """
    described = public(told=with_hidden)
    if with_hidden:
        first, second, third = hidden()
        described = [first, *described[:3], second, *described[3:], third]
    encoder = load_encoder()
    with PassageStore(folder, encoder.dimension, encoder.name, encoder.revision) as store:
        for record, texts in described:
            files, passages = _read(record, texts, encoder.dimension)
            store.replace_document(record, files, passages, f"made of {record.identifier}")
        store.finish_build("corpus")
    return folder


def _read(record: Record, texts: Sequence[str], dimension: int) -> tuple[list[FileState], list[Document]]:
    path = f"{record.type}/{record.identifier}/en.txt"
    documents = [
        Document(
            id=f"{record.identifier}/{number}",
            content=text,
            embedding=bag_of_words(text, dimension),
            meta={
                "document": record.identifier,
                "title": record.title,
                "alternative": [],
                "type": record.type,
                "date": record.date,
                "year": record.year,
                "creator": list(record.creator),
                "language": record.language[0],
                "spatial": list(record.spatial),
                "status": record.status,
                "audience": record.audience,
                "text_kind": "official",
                f"only_{record.audience}": True,
                "file": "en.txt",
                "path": path,
                "four_p": list(record.four_p),
                "locator": f"Article {number}",
                "heading_path": [f"Article {number}"],
                "pdf_page": number,
                "page_label": str(number),
                "ordinal": number,
                "start": 0,
                "end": len(text),
                "context": f"{record.title} — Article {number}",
                "apparatus": False,
            },
        )
        for number, text in enumerate(texts, start=1)
    ]
    if not documents:
        return [], []
    tagged = TermTagger().run(documents, record)["documents"]
    pages = tuple(Page(n, str(n), text, (Block(0, len(text), "text"),)) for n, text in enumerate(texts, start=1))
    parsed = ParsedFile(pages, (OutlineEntry("Article 1", 1, 1),))
    return [FileState(path, "0" * 64, parsed)], DocumentTagger().run(tagged, record)["documents"]
