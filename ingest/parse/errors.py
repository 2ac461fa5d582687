"""Why a file could not be read."""


class UnreadableFile(Exception):  # noqa: N818 - it says what the file is, as FileNotFoundError does not
    """A file that cannot be read; the message says why and how to mend it, for a curator to act on."""
