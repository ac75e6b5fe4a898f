"""Everything a report is made from, read once for all places: rows of gaps, routes, structure, places of facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tsunagu.closures.ranking import RankedClosing, rank_bodies
from tsunagu.closures.reach import newest_day, place_reach
from tsunagu.disclosure.guard import Guard
from tsunagu.disclosure.shown import Shown
from tsunagu.gaps.comparison import CompareRow, compare
from tsunagu.gaps.registry import ANALYSES, find_gaps, read_snapshot
from tsunagu.gaps.rows import GapRow
from tsunagu.network.model import Network
from tsunagu.network.records import Linkage, SourceLocator
from tsunagu.network.sources import read_locators
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.referral.question import Question
from tsunagu.referral.snapshot import Snapshot, View
from tsunagu.routes.answer import Json
from tsunagu.routes.router import Router
from tsunagu.structure.report import LayerStructure, Settings, structure

SAMPLES = 60
"""Random networks per model: enough to tell above, within and below."""
WORST = 8
STANDARD: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "protection": (("need/dv",), ("function/temp-protection",)),
    "living": (("need/poverty", "need/housing"), ()),
    "pregnancy": (("need/unplanned-pregnancy",), ()),
}
"""The three questions every report answers: name → needs, functions."""
Tell = Callable[[str], None]


@dataclass(frozen=True)
class SharedInputs:
    """What holds for all places asked for."""

    graph: BuiltGraph
    network: Network
    snapshot: Snapshot
    guard: Guard
    rows: Mapping[str, Mapping[str, tuple[GapRow, ...]]]
    router: Router

    @cached_property
    def links(self) -> Mapping[str, Linkage]:
        """Linkages by id."""
        return {link.id: link for link in self.network.links}


@dataclass(frozen=True)
class PlaceInputs:
    """What a report of one place is made from. `rows` are by analysis, cleaned; `stands` tells where facts stand."""

    shared: SharedInputs
    place: str
    rows: Mapping[str, tuple[GapRow, ...]]
    withheld: Mapping[str, int]
    worst: tuple[RankedClosing, ...]
    listed: tuple[CompareRow, ...]
    answers: Mapping[str, Shown[Json]]
    shape: tuple[LayerStructure, ...]
    stands: Mapping[str, tuple[SourceLocator, ...]]

    @property
    def network(self) -> Network:
        """The network as it may be shown."""
        return self.shared.network

    @property
    def snapshot(self) -> Snapshot:
        """What the analyses worked on."""
        return self.shared.snapshot

    @property
    def links(self) -> Mapping[str, Linkage]:
        """Linkages by id."""
        return self.shared.links


def read_shared_inputs(
    graph: BuiltGraph, guard: Guard, places: Sequence[str] = (), day: date | None = None
) -> SharedInputs:
    """What reports of these places (by default all that issued a document) share.

    Every analysis runs once for all places. O(rows of the graph).
    """
    analyses = tuple(ANALYSES.values())
    day = day or newest_day(guard.network)
    snapshot = read_snapshot(graph, guard, View(day, places=tuple(places)), analyses)
    rows: dict[str, dict[str, list[GapRow]]] = defaultdict(lambda: defaultdict(list))
    for row in find_gaps(snapshot, analyses):
        rows[row.place][row.analysis].append(row)
    held = {place: {name: tuple(found) for name, found in by.items()} for place, by in rows.items()}
    return SharedInputs(graph, guard.network, snapshot, guard, held, Router.over(graph, guard))


def read_place_inputs(shared: SharedInputs, place: str, tell: Tell = lambda _: None) -> PlaceInputs:
    """What a report of one place is made from; `tell` hears the name of each step."""
    tell("gaps")
    raw = shared.rows.get(place, {})
    shown = {name: shared.guard.rows(held) for name, held in raw.items()}
    rows = {name: held.value for name, held in shown.items()}
    withheld = {name: held.withheld for name, held in shown.items()}
    tell("what-if")
    worst = _worst(shared, place)
    tell("structure")
    shape = structure(shared.network, place=place, settings=Settings(SAMPLES, 0))
    tell("routes")
    answers = {name: _ask(shared, place, *wanted) for name, wanted in STANDARD.items()}
    tell("places")
    facts = {fact for held in rows.values() for row in held for fact in row.evidence}
    figures = {figure.id for document in shared.snapshot.ids_of(place)
               for figure in shared.snapshot.statements.figures_in.get(document, ())}  # fmt: skip
    stands = read_locators(shared.graph, facts | figures)
    return PlaceInputs(shared, place, rows, withheld, worst, _listed(shared, place), answers, tuple(shape), stands)


def _worst(shared: SharedInputs, place: str) -> tuple[RankedClosing, ...]:
    network = shared.network
    needs = [need.id for need in network.concepts_in("need")]
    ranked = rank_bodies([place_reach(shared.snapshot, place, needs)], needs)
    sayable = [closing for closing in ranked if not any(map(shared.guard.is_secret, closing.closed))]
    return tuple(sayable[:WORST])


def _listed(shared: SharedInputs, place: str) -> tuple[CompareRow, ...]:
    """The place's partners beside its prefecture's printed list, or, for a prefecture, its own."""
    concept = shared.network.concepts[place]
    above = place if concept.place_kind == "prefecture" else concept.prefecture
    if not above or above not in shared.network.concepts or above == place:
        return ()
    return compare(shared.snapshot, place, above).of("partner")


def _ask(shared: SharedInputs, place: str, needs: tuple[str, ...], functions: tuple[str, ...]) -> Shown[Json]:
    question = Question("", needs, functions, place=place, day=shared.snapshot.day, most=2)
    return shared.router.ask(question, with_changes=False)


def facts_at(stands: Mapping[str, tuple[SourceLocator, ...]], facts: Iterable[str]) -> list[tuple[str, SourceLocator]]:
    """Where facts stand, in the order of the facts, each place of a source once."""
    held = ((fact, locator) for fact in facts for locator in stands.get(fact, ()))
    return list({(locator.document, locator.item, locator.anchors): (fact, locator) for fact, locator in held}.values())
