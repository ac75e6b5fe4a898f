"""The structure of a scope: per layer and for all walked layers together, each figure beside chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from tsunagu.network.arrays import Arcs, Ints
from tsunagu.network.model import Network
from tsunagu.network.records import LAYERS
from tsunagu.referral.standing import WALKED_LAYERS
from tsunagu.structure.centrality import CENTRALITIES, top
from tsunagu.structure.chance import SAMPLES, Chance, Model, compare
from tsunagu.structure.groups import OfficeLine, communities, found_modularity, members, modularity, office_line
from tsunagu.structure.measures import (
    MEASURES,
    core_numbers,
    density,
    linked_density,
    pair_density,
    reciprocity,
    strong_components,
    weak_components,
)
from tsunagu.structure.scope import Scope, make_scope, offices
from tsunagu.structure.uncertainty import jackknife

MOST = 5
"""Bodies listed per centrality and members listed per group."""
UNCERTAIN: dict[str, Callable[[Arcs], float]] = {
    "density": density, "pair-density": pair_density, "reciprocity": reciprocity,
}  # fmt: skip
"""Figures that get a jackknife error: averages over linkages, where leaving out a row moves the figure smoothly."""
JACKKNIFE_UP_TO = 1500
"""Most linkages for which every row is left out in turn."""
PUBLISHED = ((27, 0.215), (43, 0.30), (68, 0.505))
"""Densities published for networks of agencies against domestic violence, by number of agencies; for orientation."""


@dataclass(frozen=True, slots=True)
class StructureFigure:
    """One figure with its chance in both kinds of random networks and, where it makes sense, its jackknife error."""

    name: str
    value: float
    chances: tuple[Chance, ...] = ()
    error: float | None = None


@dataclass(frozen=True, slots=True)
class BodyGroup:
    """A group of bodies: the deepest core, a community. Members by id, the most linked first."""

    size: int
    members: tuple[str, ...]


@dataclass(frozen=True)
class LayerStructure:
    """What is measured on one choice of layers.

    `sorts` counts nodes by sort, `linkages` all linkages, `arcs` ordered pairs, `unnamed` linkages whose partner the
    text leaves open (in no figure), `loops` linkages of a body with itself. `isolates` are nodes without a partner, of
    which `only_unnamed` have linkages with unnamed partners.
    """

    name: str
    layers: tuple[str, ...]
    sorts: dict[str, int]
    linkages: int
    arcs: int
    unnamed: int
    loops: int
    isolates: tuple[str, ...]
    only_unnamed: int
    weak: int
    strong: int
    figures: tuple[StructureFigure, ...]
    core: BodyGroup
    communities: tuple[BodyGroup, ...]
    office: OfficeLine
    central: dict[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)

    @property
    def nodes(self) -> int:
        """How many bodies and kinds of bodies are nodes."""
        return sum(self.sorts.values())

    def figure(self, name: str) -> StructureFigure:
        """The figure of a name; raises `StopIteration` where it was not measured."""
        return next(figure for figure in self.figures if figure.name == name)


@dataclass(frozen=True, slots=True)
class Settings:
    """How random networks are drawn."""

    samples: int = SAMPLES
    seed: int = 0
    models: tuple[Model, ...] = ("any", "rewired")


def structure(
    network: Network,
    *,
    place: str = "",
    document: str = "",
    layers: Sequence[str] = (),
    settings: Settings | None = None,
) -> list[LayerStructure]:
    """The structure of a place, a document or everything: one entry per layer that has linkages, then `walked`.

    With `layers`, one entry for these together. Linkages of every kind count, also those no person is handed on along.
    """
    used = settings or Settings()
    if layers:
        return [measure(make_scope(network, layers, place, document), "chosen", used)]
    found = [make_scope(network, (layer,), place, document) for layer in LAYERS]
    whole = make_scope(network, WALKED_LAYERS, place, document)
    shown = [scope for scope in found if scope.links or scope.unnamed]
    return [*(measure(scope, scope.layers[0], used) for scope in shown), measure(whole, "walked", used)]


def measure(scope: Scope, name: str, settings: Settings) -> LayerStructure:
    """Everything measured on one scope; the random networks take nearly all of the time."""
    numbered = scope.numbered
    arcs, names = numbered.arcs, numbered.names
    office = {numbered.number[body]: held for body, held in offices(scope.network, names).items()}
    groups = communities(arcs, settings.seed)
    alone = tuple(names[at] for at in np.flatnonzero(arcs.around.degrees == 0))
    return LayerStructure(
        name, scope.layers, dict(sorted(Counter(scope.network.bodies[body].sort for body in names).items())),
        len(scope.links), len(arcs), len(scope.unnamed), scope.loops,
        alone, len({end for link in scope.unnamed for end in (link.start, link.end)} & set(alone)),
        _groups(weak_components(arcs)), _groups(strong_components(arcs)), tuple(_figures(scope, groups, settings)),
        _core(arcs, names), tuple(_part(arcs, names, group) for group in members(groups)),
        office_line(arcs, office),
        {kind: tuple((names[at], value) for at, value in top(centrality(arcs), MOST))
         for kind, centrality in CENTRALITIES.items()},
    )  # fmt: skip


def _groups(labels: Ints) -> int:
    return len(np.unique(labels))


def _figures(scope: Scope, groups: Ints, settings: Settings) -> list[StructureFigure]:
    arcs = scope.numbered.arcs
    compared = {**MEASURES, "modularity": found_modularity}
    values = {"density": density(arcs), "pair-density": pair_density(arcs), "linked-density": linked_density(arcs)}
    values |= {name: measured(arcs) for name, measured in MEASURES.items()}
    values["modularity"] = modularity(arcs, groups)
    drawn = {model: compare(arcs, compared, model, settings.samples, settings.seed) if len(arcs) else {}
             for model in settings.models if settings.samples}  # fmt: skip
    errors = jackknife(scope, UNCERTAIN) if len(scope.links) <= JACKKNIFE_UP_TO else {}
    return [
        StructureFigure(name, value, tuple(held[name] for held in drawn.values() if name in held), errors.get(name))
        for name, value in values.items()
    ]


def _core(arcs: Arcs, names: Sequence[str]) -> BodyGroup:
    core = core_numbers(arcs)
    deepest = int(core.max(initial=0))
    return _part(arcs, names, np.flatnonzero(core == deepest).tolist() if deepest else [])


def _part(arcs: Arcs, names: Sequence[str], nodes: Sequence[int]) -> BodyGroup:
    degrees = arcs.around.degrees
    ordered = sorted(nodes, key=lambda node: (-int(degrees[node]), node))
    return BodyGroup(len(ordered), tuple(names[node] for node in ordered))
