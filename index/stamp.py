"""What an index says of itself: when it was built, from what, and by which model."""

from datetime import UTC, datetime
from typing import Any

from index.metadata import MetadataQueries
from index.retrieval import PassageRetrieval


class IndexStamp(PassageRetrieval, MetadataQueries):
    """The stamps of an index."""

    def revision(self) -> int:
        """
        The number of the last change.

        :returns: 0 for an index nothing was ever written to.
        """
        return self._database.revision()

    def info(self) -> dict[str, Any]:
        """
        What the audience may know of the index.

        :returns: revision, passages, documents (held), known (not held), pages, pages_read, built_at, model,
            model_revision, embedding_dim, corpus.
        """
        sql, parameters = self._audience_sql()
        with self._database.reading() as connection:
            known, held = connection.execute(
                "SELECT count(*), count(*) FILTER (WHERE identifier IN (SELECT identifier FROM files)) "
                f"FROM records WHERE {sql}",
                parameters,
            ).fetchone()
            readings = connection.execute(
                "SELECT reading, count(*) AS pages FROM pages JOIN records USING (identifier) "
                f"WHERE {sql} GROUP BY reading",
                parameters,
            ).fetchall()
            pages = {row["reading"]: row["pages"] for row in readings}
            return {
                "revision": self.revision(),
                "passages": self.count_documents_by_filter({}),
                "documents": held,
                "known": known - held,
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
            "corpus": corpus,
        }
        with self._database.writing() as connection:
            dimension = self._check_model(connection)
            if self.model:
                self._write_model(connection, dimension)
            connection.executemany("INSERT OR REPLACE INTO info (key, value) VALUES (?, ?)", stamps.items())
        self.save_vectors()

    def save_vectors(self) -> None:
        """Bring the FAISS file up to date, so that the next process need not make it."""
        self._may_write()
        with self._database.reading() as connection:
            name = self.vectors.save(connection)
        if name:
            # Only the file that the truth names is taken for its own.
            self._database.note("vectors", name)
