"""A child process that reads a stranger's file, and how it is ended."""

import os
import signal
import subprocess
import sys
from typing import Any


def end_child(child: "subprocess.Popen[Any]") -> None:
    """
    End a child and all it started, if it still runs: it ran over its time, or this process is being ended.

    :param child: begun in a session of its own.
    """
    if child.poll() is not None:
        return
    if sys.platform == "win32":
        child.kill()
    else:
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
