"""Where facts stand, for people: document, section, row and words, with the words around where the text is at hand."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tsunagu.network.records import SourceLocator
from tsunagu.reading.model import PAGE_END
from tsunagu.reading.plain import with_pages

if TYPE_CHECKING:
    from tsunagu.messages import Language
    from tsunagu.network.model import Network

AROUND = 45
"""Characters of a text shown on each side of the words of a fact."""
WIDER = 160
"""Characters on each side that are looked through for what must not be said."""
SOURCES = "TSUNAGU_SOURCES"


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a fact in its source, and what stands before and behind them where the text is at hand."""

    words: str
    before: str = ""
    behind: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place where a fact stands: document by id and label, section, row, words; or the provision it rests on.

    `page` is counted from 1 by the marks between pages of the text; 0 where it has none, or is not at hand.
    """

    fact: str
    label: str
    document: str
    title: str
    section: str = ""
    row: str = ""
    words: tuple[Words, ...] = ()
    page: int = 0


def evidence_of(
    network: Network,
    facts: Sequence[str],
    places: Mapping[str, tuple[SourceLocator, ...]],
    labels: Mapping[str, str],
    language: Language,
    is_sayable: Callable[[str], bool],
) -> tuple[Evidence, ...]:
    """The places of facts in their order, each once; a provision is its own place.

    What stands around is left out where `is_sayable` does not let a wider piece of the text be said.
    """
    found: dict[tuple[str, ...], Evidence] = {}
    for fact in facts:
        if fact in network.provisions:
            found.setdefault((fact,), Evidence(fact, labels.get(fact, fact), fact, labels.get(fact, fact)))
        for at in places.get(fact, ()):
            title, sha = network.label(at.document).of(language), network.concepts[at.document].sha256
            held = Evidence(fact, labels.get(fact, ""), at.document, title, at.section, at.item,
                            tuple(_words(anchor, sha, is_sayable) for anchor in at.anchors),
                            _page(at.anchors, sha))  # fmt: skip
            found.setdefault((at.document, at.item, *at.anchors), held)
    return tuple(found.values())


def _words(anchor: str, sha256: str, is_sayable: Callable[[str], bool]) -> Words:
    words, _, span = anchor.rpartition(" (")
    start, _, end = span.rstrip(")").partition("-")
    text = _texts().get(sha256, "")
    if not text or not is_sayable(text[max(0, int(start) - WIDER) : int(end) + WIDER]):
        return Words(words)
    before, behind = text[max(0, int(start) - AROUND) : int(start)], text[int(end) : int(end) + AROUND]
    return Words(words, " ".join(before.split()), " ".join(behind.split()))


def _page(anchors: tuple[str, ...], sha256: str) -> int:
    """The page on which the first words of a fact stand."""
    text = _paged(sha256)
    start = anchors[0].rpartition(" (")[2].partition("-")[0] if anchors else ""
    return text.count(PAGE_END, 0, int(start)) + 1 if PAGE_END in text and start.isdecimal() else 0


@cache
def _paged(sha256: str) -> str:
    return with_pages(_texts().get(sha256, ""))


@cache
def _texts() -> Mapping[str, str]:
    """The source texts of the folder that TSUNAGU_SOURCES names, else `sources`, by the SHA-256 of their bytes."""
    return dict(_read(Path(os.environ.get(SOURCES) or "sources")))


def _read(folder: Path) -> Iterable[tuple[str, str]]:
    for path in sorted(folder.glob("*.txt")):
        held = path.read_bytes()
        yield hashlib.sha256(held).hexdigest(), held.decode("utf-8", "replace")
