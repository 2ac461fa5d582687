"""A writer that is killed: it changes a store without end and notes each change as it begins and once it is done."""

import json
import os
import random
from pathlib import Path
from typing import Any

from haystack import Document
from haystack.document_stores.types import DuplicatePolicy

from index import PassageStore
from tests.index.samples import WIDTH, publish, vector

Contents = dict[str, str]


def run(folder: str, log: str, seed: int) -> None:
    """Change the store in `folder` until killed; `log` gets a line at the beginning and at the end of each change."""
    rng = random.Random(seed)
    lines = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def note(state: str, change: dict[str, Any]) -> None:
        os.write(lines, json.dumps({"state": state, **change}).encode() + b"\n")

    with PassageStore(folder, embedding_dim=WIDTH) as store:
        for step in range(1_000_000):
            change = _change(rng, f"{seed}.{step}")
            note("begun", change)
            make(store, change)
            note("done", change)


def _change(rng: random.Random, version: str) -> dict[str, Any]:
    kind = rng.choice(["write", "write", "delete", "publish", "publish", "remove", "save"])
    ids = [f"loose/{number}" for number in rng.sample(range(20), 4)]
    return {
        "kind": kind,
        "ids": ids,
        "document": f"law-{rng.randrange(4)}",
        "pages": rng.randint(1, 5),
        "text": version,
    }


def make(store: PassageStore, change: dict[str, Any]) -> None:
    """Make one change in a store."""
    kind, document = change["kind"], change["document"]
    if kind == "write":
        written = [Document(id=i, content=change["text"], embedding=vector(change["text"] + i)) for i in change["ids"]]
        store.write_documents(written, DuplicatePolicy.OVERWRITE)
    elif kind == "delete":
        store.delete_documents(change["ids"])
    elif kind == "publish":
        publish(store, document, _texts(change))
    elif kind == "remove":
        store.remove_document(document)
    else:
        store.save_vectors()


def make_in(contents: Contents, change: dict[str, Any]) -> Contents:
    """What a store of these contents must hold after a change."""
    kind, document = change["kind"], change["document"]
    if kind == "write":
        return {**contents, **dict.fromkeys(change["ids"], change["text"])}
    if kind == "delete":
        return {i: text for i, text in contents.items() if i not in change["ids"]}
    if kind in ("publish", "remove"):
        contents = {i: text for i, text in contents.items() if not i.startswith(f"{document}/")}
    if kind == "publish":
        contents |= {f"{document}/{page}": text for page, text in enumerate(_texts(change), start=1)}
    return contents


def _texts(change: dict[str, Any]) -> list[str]:
    return [f"Page {page} of version {change['text']}" for page in range(1, change["pages"] + 1)]


def changes(log: Path) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """The changes a log reports as done, and the one it reports as begun and not done."""
    noted = [json.loads(line) for line in log.read_text().splitlines()]
    done = [line for line in noted if line["state"] == "done"]
    return done, noted[-1] if noted and noted[-1]["state"] == "begun" else None
