"""The whole way out, as one Haystack pipeline: embed the question, retrieve both ways, fuse."""

from haystack import Pipeline

from index import PassageStore
from index.encoder import Encoder
from search.answer import Mode
from search.fuse import Fuser
from search.retrievers import MeaningRetriever, WordRetriever


def query_pipeline(store: PassageStore, encoder: Encoder, mode: Mode) -> Pipeline:
    """
    The pipeline that turns a question into a ranking.

    ```python
    pipeline = query_pipeline(store, load_encoder(), "lexical")
    pipeline.run({"words": {"words": "debt bondage"}})["fuse"]["ranking"]
    ```

    :param store: the index, for one audience.
    :param encoder: the encoder the index was made by.
    :param mode: hybrid; or dense, by meaning alone; or lexical, by words alone, which needs no model.
    :returns: the pipeline; of `embed.text`, `meaning.filters`, `words.words`, `words.filters` give those it has.
    """
    pipeline = Pipeline()
    pipeline.add_component("fuse", Fuser())
    if mode != "dense":
        pipeline.add_component("words", WordRetriever(store))
        pipeline.connect("words.scores", "fuse.words")
    if mode != "lexical":
        pipeline.add_component("embed", encoder.text_embedder())
        pipeline.add_component("meaning", MeaningRetriever(store))
        pipeline.connect("embed.embedding", "meaning.query_embedding")
        pipeline.connect("meaning.scores", "fuse.meaning")
    return pipeline
