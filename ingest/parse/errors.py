"""Why a file could not be read."""

# What `python -m ingest.parse` ends with where it refuses a file.
REFUSED = 3


class UnreadableFile(Exception):  # noqa: N818 - it says what the file is, as FileNotFoundError does not
    """A file that cannot be read; the message says why and how to mend it, for a curator to act on."""
