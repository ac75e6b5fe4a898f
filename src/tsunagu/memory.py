"""Python's collector of cycles set aside while much is made that stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collecting() -> Iterator[None]:
    """Make many lasting objects without the collector walking them again and again.

    A fifth of the time of a build went into looking for cycles among rows, terms and quads, which have none. Cycles
    made inside wait for the next collection; a collector that was already set aside stays so.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
