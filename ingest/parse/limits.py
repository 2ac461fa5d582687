"""What a process that reads a stranger's file may take of the machine."""

import sys

from corpus.settings import settings


def set_limits(memory_mb: int, seconds: int, file_mb: int = 64) -> None:
    """
    Limit this process and those it starts: memory, time of the processor, size of what they write.

    Windows has no such limits; there only the time the parent waits is one.

    :param memory_mb: the most memory, in MiB.
    :param seconds: the most seconds of the processor.
    :param file_mb: the most one file it writes may hold, in MiB.
    """
    if sys.platform == "win32":
        return
    import resource

    for limit, most in (
        (resource.RLIMIT_AS, memory_mb << 20),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, file_mb << 20),
        (resource.RLIMIT_CORE, 0),
    ):
        _, highest = resource.getrlimit(limit)
        allowed = most if highest == resource.RLIM_INFINITY else min(most, highest)
        resource.setrlimit(limit, (allowed, allowed))


def over_size(size: int) -> str:
    """
    Whether a file is larger than the settings allow.

    :param size: in bytes.
    :returns: how large it is and how to mend it; empty where it is not too large.
    """
    most = settings().max_file_mb
    if size <= most << 20:
        return ""
    return f"{size >> 20} MiB, and {most} are allowed: make it smaller, or raise CLEARINGHOUSE_MAX_FILE_MB"
