"""The index: passages, their words and vectors, in one SQLite file with a FAISS cache beside it."""

import corpus  # noqa: F401 - telemetry is turned off before Haystack is loaded
from index.documents import FileState, PreparedDocument
from index.model import IndexModelError
from index.passages import embedding_key
from index.retrieval import Scores
from index.store import PassageStore

__all__ = ["FileState", "IndexModelError", "PassageStore", "PreparedDocument", "Scores", "embedding_key"]
