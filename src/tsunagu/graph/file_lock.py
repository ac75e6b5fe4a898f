"""A lock on a file, kept by the system: a killed process leaves none behind."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tsunagu.writing import told

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@contextmanager
def lock_file(path: Path) -> Iterator[bool]:
    """Hold the lock of a file, made where it is not there; gives False at once where someone else holds it."""
    with told(path):
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        yield _taken(handle)
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
