"""The store of a build: filled from the lines of its parts, or the store of the current build with what changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store, parse

from tsunagu.errors import StoreProblem
from tsunagu.graph.home import Home
from tsunagu.graph.kept import Earlier, Manifest
from tsunagu.graph.parts import Parts

AT_ONCE = 40_000_000
"""Bytes of lines put into a store together, 200,000 statements: more take more memory, fewer a larger store."""
MOST_CHANGES = 20
"""How often a store is changed in place before it is filled anew: what is taken out leaves its traces in the files."""
TABLES = ".sst"
LARGEST_CHANGE = 0.2
"""The share of all statements above which filling a store anew costs less than changing it."""


def fill(folder: Path, parts: Parts) -> Store:
    """A new store of everything in the parts.

    From the fourth piece on a store puts its files in order by itself: questions are a quarter faster then, and the
    store twice as large. Done here, it is not left to the first change.

    Only the first section has blank nodes; they keep their names. Raises `OSError`.
    """
    store, first = Store(str(folder)), parts.sections[0]
    store.bulk_extend(quads_of(parts.lines(first)))
    for chunk in parts.chunks(first.size, AT_ONCE):
        store.bulk_load(input=chunk, format=RdfFormat.N_QUADS)
    return store


def renew(folder: Path, home: Home, earlier: Earlier, parts: Parts, made: Manifest) -> Store | None:
    """The store of the current build as it is with these parts, and nothing beside them.

    None where there is none to be used, or too much is another. Raises `OSError`.
    """
    if not earlier.manifest.parts or earlier.manifest.changes >= MOST_CHANGES:
        return None
    change = _change(earlier, parts, made)
    if change is None:
        return None
    try:
        shutil.copytree(home.store(), folder, copy_function=_shared)
    except StoreProblem:
        return None
    gone, new = change
    store = Store(str(folder))
    for quad in quads_of(gone):
        store.remove(quad)
    store.extend(quads_of(new))
    return store


def _shared(source: str, target: str) -> None:
    """Give a file of tables, which a store never changes, a second name; any other, or where a disk cannot, a copy."""
    if source.endswith(TABLES):
        with suppress(OSError, NotImplementedError):
            os.link(source, target)
            return
    shutil.copyfile(source, target)


def _change(earlier: Earlier, parts: Parts, made: Manifest) -> tuple[set[bytes], set[bytes]] | None:
    """The lines that go, what was concluded among them, and those that come; None where they are too many to tell."""
    gone, new = set(earlier.rest() or ()), set[bytes]()
    most = parts.count * LARGEST_CHANGE
    before, after = earlier.manifest.sections(), made.sections()
    for name in before.keys() | after.keys():
        old, now = before.get(name), after.get(name)
        if old and now and old.digest == now.digest:
            continue
        held = earlier.block(old) if old else b""
        if held is None:
            return None
        gone |= set(held.split(b"\n"))
        new |= set(parts.lines(now) if now else ())
    gone, new = gone - new - {b""}, new - gone
    return (gone, new) if gone and len(gone) + len(new) < most else None


def quads_of(lines: Iterable[bytes]) -> Iterator[Quad]:
    """Yield lines as quads, as a store takes them."""
    rest = iter(lines)
    while held := list(islice(rest, 10_000)):
        yield from parse(b"\n".join(held) + b"\n", format=RdfFormat.N_QUADS)
