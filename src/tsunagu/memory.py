"""Python's collector of cycles set aside while much is made that stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

RARELY = (200_000, 20, 100)
"""More new objects before the collector looks than a command makes that stay; a tenth to a sixth of its time."""


def rarely_collecting() -> None:
    """Let the collector of this process look seldom: for a command, or tests, that hold large graphs and end soon."""
    gc.set_threshold(*RARELY)


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
