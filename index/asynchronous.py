"""The store's methods for asynchronous pipelines: each runs its namesake in a thread."""

from asyncio import to_thread
from typing import Any, Protocol

from haystack import Document
from haystack.document_stores.types import DuplicatePolicy


class SynchronousStore(Protocol):
    """The methods that are run."""

    def count_documents(self) -> int: ...
    def filter_documents(self, filters: dict[str, Any] | None = None) -> list[Document]: ...
    def write_documents(self, documents: list[Document], policy: DuplicatePolicy = DuplicatePolicy.NONE) -> int: ...
    def delete_documents(self, document_ids: list[str]) -> None: ...
    def delete_all_documents(self) -> None: ...
    def delete_by_filter(self, filters: dict[str, Any]) -> int: ...
    def update_by_filter(self, filters: dict[str, Any], meta: dict[str, Any]) -> int: ...
    def count_documents_by_filter(self, filters: dict[str, Any]) -> int: ...
    def count_unique_metadata_by_filter(
        self, filters: dict[str, Any], metadata_fields: list[str]
    ) -> dict[str, int]: ...
    def get_metadata_fields_info(self) -> dict[str, dict[str, str]]: ...
    def get_metadata_field_min_max(self, metadata_field: str) -> dict[str, Any]: ...
    def get_metadata_field_unique_values(
        self,
        metadata_field: str,
        search_term: str | None = None,
        from_: int = 0,
        size: int | None = 10,
        filters: dict[str, Any] | None = None,
    ) -> tuple[list[Any], int]: ...
    def embedding_retrieval(
        self, query_embedding: list[float], filters: dict[str, Any] | None = None, top_k: int = 10
    ) -> list[Document]: ...
    def bm25_retrieval(self, query: str, filters: dict[str, Any] | None = None, top_k: int = 10) -> list[Document]: ...


class AsynchronousStore:
    """
    Haystack's asynchronous names. SQLite and FAISS give the interpreter free while they work, so a thread is
    enough to keep an event loop turning.
    """

    async def count_documents_async(self: SynchronousStore) -> int:
        """As `count_documents`."""
        return await to_thread(self.count_documents)

    async def filter_documents_async(self: SynchronousStore, filters: dict[str, Any] | None = None) -> list[Document]:
        """As `filter_documents`."""
        return await to_thread(self.filter_documents, filters)

    async def write_documents_async(
        self: SynchronousStore, documents: list[Document], policy: DuplicatePolicy = DuplicatePolicy.NONE
    ) -> int:
        """As `write_documents`."""
        return await to_thread(self.write_documents, documents, policy)

    async def delete_documents_async(self: SynchronousStore, document_ids: list[str]) -> None:
        """As `delete_documents`."""
        await to_thread(self.delete_documents, document_ids)

    async def delete_all_documents_async(self: SynchronousStore) -> None:
        """As `delete_all_documents`."""
        await to_thread(self.delete_all_documents)

    async def delete_by_filter_async(self: SynchronousStore, filters: dict[str, Any]) -> int:
        """As `delete_by_filter`."""
        return await to_thread(self.delete_by_filter, filters)

    async def update_by_filter_async(self: SynchronousStore, filters: dict[str, Any], meta: dict[str, Any]) -> int:
        """As `update_by_filter`."""
        return await to_thread(self.update_by_filter, filters, meta)

    async def count_documents_by_filter_async(self: SynchronousStore, filters: dict[str, Any]) -> int:
        """As `count_documents_by_filter`."""
        return await to_thread(self.count_documents_by_filter, filters)

    async def count_unique_metadata_by_filter_async(
        self: SynchronousStore, filters: dict[str, Any], metadata_fields: list[str]
    ) -> dict[str, int]:
        """As `count_unique_metadata_by_filter`."""
        return await to_thread(self.count_unique_metadata_by_filter, filters, metadata_fields)

    async def get_metadata_fields_info_async(self: SynchronousStore) -> dict[str, dict[str, str]]:
        """As `get_metadata_fields_info`."""
        return await to_thread(self.get_metadata_fields_info)

    async def get_metadata_field_min_max_async(self: SynchronousStore, metadata_field: str) -> dict[str, Any]:
        """As `get_metadata_field_min_max`."""
        return await to_thread(self.get_metadata_field_min_max, metadata_field)

    async def get_metadata_field_unique_values_async(
        self: SynchronousStore,
        metadata_field: str,
        search_term: str | None = None,
        from_: int = 0,
        size: int | None = 10,
        filters: dict[str, Any] | None = None,
    ) -> tuple[list[Any], int]:
        """As `get_metadata_field_unique_values`."""
        return await to_thread(self.get_metadata_field_unique_values, metadata_field, search_term, from_, size, filters)

    async def embedding_retrieval_async(
        self: SynchronousStore, query_embedding: list[float], filters: dict[str, Any] | None = None, top_k: int = 10
    ) -> list[Document]:
        """As `embedding_retrieval`."""
        return await to_thread(self.embedding_retrieval, query_embedding, filters, top_k)

    async def bm25_retrieval_async(
        self: SynchronousStore, query: str, filters: dict[str, Any] | None = None, top_k: int = 10
    ) -> list[Document]:
        """As `bm25_retrieval`."""
        return await to_thread(self.bm25_retrieval, query, filters, top_k)
