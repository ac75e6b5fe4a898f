#!/usr/bin/env python3
"""Find sentences of the source texts that stand in the project.

Names, figures and titles may be carried over; sentences may not. White space aside, a run of characters shared
with a source text is reported where it has at least 24 characters and looks like a sentence (holds ます, ました,
です, or a full stop with something behind it), and where it has at least 60 characters, whatever it holds.
Vendored libraries are left out, and so are runs without any letter or figure (ruled lines).

Exit code 0: nothing found. 1: something found, each run with file and line. 2: no source texts to compare with.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SHORTEST = 24
LONG = 60
LOOKS_LIKE_A_SENTENCE = re.compile(r"ます|ました|です|。.")
LEFT_OUT = ("viz/vendor/", "tests/viz/vendor/")
LARGEST = 8_000_000
SHOWN = 50
FOUND, NO_SOURCES = 1, 2


@dataclass(frozen=True)
class Copied:
    """A run of characters that stands in a source text too."""

    file: str
    line: int
    run: str

    def __str__(self) -> str:
        shown = self.run if len(self.run) <= SHOWN else self.run[:SHOWN] + "…"
        return f"{self.file}:{self.line}: {shown} ({len(self.run)} characters)"


def squeezed(text: str) -> tuple[str, list[int]]:
    r"""Return the text without white space, and the line number of each character kept.

    >>> squeezed("相 談\n窓口")
    ('相談窓口', [1, 1, 2, 2])
    """
    kept: list[str] = []
    lines: list[int] = []
    for number, line in enumerate(text.split("\n"), start=1):
        piece = "".join(line.split())
        kept.append(piece)
        lines.extend([number] * len(piece))
    return "".join(kept), lines


def pieces_of(texts: Iterable[str]) -> frozenset[str]:
    """Return every run of `SHORTEST` characters of the texts; O(characters) time and memory."""
    found: set[str] = set()
    for text in texts:
        body, _ = squeezed(text)
        found.update(body[at : at + SHORTEST] for at in range(len(body) - SHORTEST + 1))
    return frozenset(found)


def shared_runs(body: str, pieces: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each longest run of `body` made of known pieces; O(characters)."""
    at = 0
    while at + SHORTEST <= len(body):
        if body[at : at + SHORTEST] not in pieces:
            at += 1
            continue
        end = at + SHORTEST
        while end < len(body) and body[end - SHORTEST + 1 : end + 1] in pieces:
            end += 1
        yield at, end
        at = end


def copied_in(file: str, text: str, pieces: frozenset[str]) -> Iterator[Copied]:
    """Yield the runs of one file that are too much to carry over."""
    body, lines = squeezed(text)
    for start, end in shared_runs(body, pieces):
        run = body[start:end]
        if LOOKS_LIKE_A_SENTENCE.search(run) or (len(run) >= LONG and any(char.isalnum() for char in run)):
            yield Copied(file, lines[start], run)


def files_of(root: Path) -> Iterator[str]:
    """Yield the files git tracks below `root`, or would track, but for vendored libraries."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=root, capture_output=True, check=True)  # noqa: S603 - a fixed command
    for name in sorted(set(listed.stdout.decode("utf-8").split("\0"))):
        path = root / name
        if name and not name.startswith(LEFT_OUT) and path.is_file() and path.stat().st_size <= LARGEST:
            yield name


def find_copied(root: Path, sources: Path) -> list[Copied]:
    """Return every copied run in the project at `root`; raises `FileNotFoundError` where no source text is there."""
    pieces = pieces_of(path.read_text(encoding="utf-8") for path in sorted(sources.glob("*.txt")))
    if not pieces:
        raise FileNotFoundError(sources)
    found: list[Copied] = []
    for name in files_of(root):
        try:
            text = (root / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found.extend(copied_in(name, text, pieces))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the project and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = os.environ.get("TSUNAGU_SOURCES") or "sources"
    parser.add_argument("--sources", type=Path, default=Path(default), help="folder of the source texts")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent, help="the project")
    chosen = parser.parse_args(arguments)
    try:
        found = find_copied(chosen.root, chosen.sources)
    except FileNotFoundError:
        sys.stderr.write(f"no source texts in {chosen.sources}: name their folder with --sources\n")
        return NO_SOURCES
    for copied in found:
        sys.stdout.write(f"{copied}\n")
    sys.stdout.write(f"{len(found)} copied sentences\n" if found else "no copied sentences\n")
    return FOUND if found else 0


if __name__ == "__main__":
    sys.exit(main())
