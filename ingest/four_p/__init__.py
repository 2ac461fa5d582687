"""The four Ps of a passage: the cues, the examples, and the model that learns from both."""

from ingest.four_p.model import FourPModel, embedder, four_p_model

__all__ = ["FourPModel", "embedder", "four_p_model"]
