"""Everything a report is made from, read once for all places: rows of gaps, routes, structure, places of facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tsunagu.closures.ground import newest_day, place_of
from tsunagu.closures.ranking import Ranked, rank_bodies
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
class Ground:
    """What holds for all places asked for."""

    graph: BuiltGraph
    network: Network
    material: Snapshot
    guard: Guard
    rows: Mapping[str, Mapping[str, tuple[GapRow, ...]]]
    router: Router

    @cached_property
    def links(self) -> Mapping[str, Linkage]:
        """Return linkages by id."""
        return {one.id: one for one in self.network.links}


@dataclass(frozen=True)
class PlaceGround:
    """What a report of one place is made from. `rows` are by analysis, cleaned; `stands` tells where facts stand."""

    ground: Ground
    place: str
    rows: Mapping[str, tuple[GapRow, ...]]
    withheld: Mapping[str, int]
    worst: tuple[Ranked, ...]
    listed: tuple[CompareRow, ...]
    answers: Mapping[str, Shown[Json]]
    shape: tuple[LayerStructure, ...]
    stands: Mapping[str, tuple[SourceLocator, ...]]

    @property
    def network(self) -> Network:
        """Return the network."""
        return self.ground.network

    @property
    def material(self) -> Snapshot:
        """Return what the analyses worked on."""
        return self.ground.material

    @property
    def links(self) -> Mapping[str, Linkage]:
        """Return linkages by id."""
        return self.ground.links


def read_ground(graph: BuiltGraph, guard: Guard, places: Sequence[str] = (), day: date | None = None) -> Ground:
    """Return what reports of these places (by default all that issued a document) share.

    Every analysis runs once for all places. O(rows of the graph).
    """
    analyses = tuple(ANALYSES.values())
    day = day or newest_day(guard.network)
    material = read_snapshot(graph, guard, View(day, places=tuple(places)), analyses)
    rows: dict[str, dict[str, list[GapRow]]] = defaultdict(lambda: defaultdict(list))
    for row in find_gaps(material, analyses):
        rows[row.place][row.analysis].append(row)
    held = {place: {name: tuple(found) for name, found in by.items()} for place, by in rows.items()}
    return Ground(graph, guard.network, material, guard, held, Router(graph, guard))


def read_place(ground: Ground, place: str, tell: Tell = lambda _: None) -> PlaceGround:
    """Return what a report of one place is made from; `tell` hears the name of each step."""
    tell("gaps")
    raw = ground.rows.get(place, {})
    shown = {name: ground.guard.rows(held) for name, held in raw.items()}
    rows = {name: held.value for name, held in shown.items()}
    withheld = {name: held.withheld for name, held in shown.items()}
    tell("what-if")
    worst = _worst(ground, place)
    tell("structure")
    shape = structure(ground.network, place=place, settings=Settings(SAMPLES, 0))
    tell("routes")
    answers = {name: _ask(ground, place, *wanted) for name, wanted in STANDARD.items()}
    tell("places")
    facts = {fact for held in rows.values() for row in held for fact in row.evidence}
    figures = {one.id for document in ground.material.ids_of(place)
               for one in ground.material.statements.figures_in.get(document, ())}  # fmt: skip
    stands = read_locators(ground.graph, facts | figures)
    return PlaceGround(ground, place, rows, withheld, worst, _listed(ground, place), answers, tuple(shape), stands)


def _worst(ground: Ground, place: str) -> tuple[Ranked, ...]:
    network = ground.network
    needs = [one.id for one in network.concepts_in("need")]
    ranked = rank_bodies([place_of(ground.material, place, needs)], needs)
    return tuple([one for one in ranked if not any(ground.guard.is_secret(body) for body in one.closed)][:WORST])


def _listed(ground: Ground, place: str) -> tuple[CompareRow, ...]:
    """Return the place's partners beside its prefecture's printed list, or, for a prefecture, its own."""
    concept = ground.network.concepts[place]
    above = place if concept.place_kind == "prefecture" else concept.prefecture
    if not above or above not in ground.network.concepts or above == place:
        return ()
    return compare(ground.material, place, above).of("partner")


def _ask(ground: Ground, place: str, needs: tuple[str, ...], functions: tuple[str, ...]) -> Shown[Json]:
    question = Question("", needs, functions, place=place, day=ground.material.day, most=2)
    return ground.router.ask(question, with_changes=False)


def facts_at(stands: Mapping[str, tuple[SourceLocator, ...]], facts: Iterable[str]) -> list[tuple[str, SourceLocator]]:
    """Return the places of facts in the order of the facts, each place once."""
    held = ((fact, place) for fact in facts for place in stands.get(fact, ()))
    return list({(place.document, place.item, place.anchors): (fact, place) for fact, place in held}.values())
