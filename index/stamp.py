"""What an index says of itself: when it was built, from what, and by which model."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.settings import Audience
from index.database import Database
from index.metadata import MetadataQueries
from index.retrieval import PassageRetrieval


class IndexModelError(RuntimeError):
    """The index was made by another model than the one it is opened with; the message says what to do."""


class IndexStamp(PassageRetrieval, MetadataQueries):
    """
    The stamps of an index, and the refusal of one that another model made.

    :param database: the SQLite file.
    :param audience: who reads.
    :param path: the folder.
    :param embedding_dim: numbers in an embedding.
    :param model: the encoder's name; empty asks for no particular one.
    :param revision: the encoder's revision.
    :raises IndexModelError: where the index was made by another model, or of another dimension.
    """

    def __init__(
        self, database: Database, audience: Audience | None, path: Path, embedding_dim: int, model: str, revision: str
    ) -> None:
        super().__init__(database, audience, path, embedding_dim)
        self.model = model
        self.model_revision = revision
        self._check_model()

    def revision(self) -> int:
        """
        The number of the last change.

        :returns: 0 for an index nothing was ever written to.
        """
        return self._database.revision()

    def info(self) -> dict[str, Any]:
        """
        What the audience may know of the index.

        :returns: revision, passages, documents, pages, built_at, model, model_revision, embedding_dim, corpus.
        """
        sql, parameters = self._audience_sql()
        with self._database.reading() as connection:
            documents = connection.execute(f"SELECT count(*) FROM records WHERE {sql}", parameters).fetchone()[0]
            readings = connection.execute(
                "SELECT reading, count(*) AS pages FROM pages JOIN records USING (identifier) "
                f"WHERE {sql} GROUP BY reading",
                parameters,
            ).fetchall()
            pages = {row["reading"]: row["pages"] for row in readings}
            return {
                "revision": self.revision(),
                "passages": self.count_documents_by_filter({}),
                "documents": documents,
                "pages": sum(pages.values()),
                "pages_read": pages,
                "built_at": self._database.get("built_at"),
                "model": self._database.get("model"),
                "model_revision": self._database.get("model_revision"),
                "embedding_dim": int(self._database.get("embedding_dim", str(self.embedding_dim))),
                "corpus": self._database.get("corpus"),
            }

    def finish_build(self, corpus: str = "") -> None:
        """
        Stamp the index as built now, by this model, from this folder, and bring the FAISS file up to date.

        :param corpus: the folder it was built from.
        """
        self._may_write()
        stamps = {
            "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "model": self.model,
            "model_revision": self.model_revision,
            "corpus": corpus,
        }
        with self._database.writing() as connection:
            connection.executemany("INSERT OR REPLACE INTO info (key, value) VALUES (?, ?)", stamps.items())
        self.save_vectors()

    def save_vectors(self) -> None:
        """Bring the FAISS file up to date, so that the next process need not make it."""
        with self._database.reading() as connection:
            self.vectors.save(connection)

    def _check_model(self) -> None:
        made_by = self._database.get("model")
        if (
            self.model
            and made_by
            and (made_by, self._database.get("model_revision"))
            != (
                self.model,
                self.model_revision,
            )
        ):
            raise IndexModelError(
                f"The index in {self.path} was made by the model {made_by!r}, and the settings name {self.model!r}. "
                "Make it again with `python -m index rebuild` and `python -m ingest build`, "
                "or set CLEARINGHOUSE_MODEL back."
            )
        dimension = self._database.get("embedding_dim")
        if self.model and dimension and int(dimension) != self.embedding_dim:
            raise IndexModelError(
                f"The index in {self.path} holds embeddings of {dimension} numbers and {self.model!r} makes "
                f"{self.embedding_dim}. Make it again with `python -m index rebuild` and `python -m ingest build`."
            )
