"""The digests: our own descriptions of instruments, and the files made from the text kept beside their records."""

from corpus.digests.front import facts, notice
from corpus.digests.made import make, stale, stamp_of
from corpus.digests.source import Piece, Source, read_source

__all__ = ["Piece", "Source", "facts", "make", "notice", "read_source", "stale", "stamp_of"]
