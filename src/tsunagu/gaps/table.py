"""Rows of gaps as an answer, so that they are written like any other: table, CSV, Excel, JSON, Turtle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tsunagu.gaps.rows import GapRow
from tsunagu.messages import Language, text
from tsunagu.network.model import Network
from tsunagu.network.records import SourceLocator
from tsunagu.queries.answers import Answer, make_answer

COLUMNS = ("analysis", "place", "subject", "state", "detail", "layers", "closes", "where", "evidence")
SHOWN_PLACES = 3
"""Places shown per row in the column `where`; `evidence` names every fact."""


def as_answer(
    rows: Sequence[GapRow], network: Network, places: Mapping[str, tuple[SourceLocator, ...]], language: Language
) -> Answer:
    """The rows in one language as a table of `COLUMNS`; `places` as `read_locators` gives them for the evidence."""
    return make_answer(COLUMNS, [_cells(row, network, places, language) for row in rows])


def wanted_places(rows: Iterable[GapRow]) -> list[str]:
    """The facts whose places the table shows."""
    return [fact for row in rows for fact in row.evidence]


def _cells(
    row: GapRow, network: Network, places: Mapping[str, tuple[SourceLocator, ...]], language: Language
) -> tuple[str, ...]:
    return (
        row.analysis,
        network.label(row.place).of(language),
        row.subject.of(language),
        text(f"gaps-state-{row.state}", language),
        row.detail.of(language),
        "；".join(network.label(f"layer/{layer}").of(language) for layer in row.layers),
        row.closes.of(language),
        where(row.evidence, network, places, language),
        "；".join(row.evidence),
    )


def where(
    evidence: Iterable[str], network: Network, places: Mapping[str, tuple[SourceLocator, ...]], language: Language
) -> str:
    """Where the first facts stand: document, row and words with their characters; provisions by name."""
    told = [line for fact in evidence for line in _lines(fact, network, places, language)]
    held = list(dict.fromkeys(told))
    more = [f"+{len(held) - SHOWN_PLACES}"] if len(held) > SHOWN_PLACES else []
    return "；".join([*held[:SHOWN_PLACES], *more])


def _lines(
    fact: str, network: Network, places: Mapping[str, tuple[SourceLocator, ...]], language: Language
) -> list[str]:
    if fact in network.provisions:
        provision = network.provisions[fact]
        return [f"{provision.statute.of(language)} {provision.number}".strip()]
    return [_line(locator) for locator in places.get(fact, ())]


def _line(place: SourceLocator) -> str:
    return " ".join((place.document.removeprefix("document/"), place.item, *place.anchors[:1]))
