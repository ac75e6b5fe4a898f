"""The analyses by name, and how one is run over a graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from tsunagu.disclosure.guard import Guard
from tsunagu.errors import NameUnknown
from tsunagu.gaps.rows import GapRow, told
from tsunagu.graph.problems import nearest
from tsunagu.network.model import Network
from tsunagu.network.records import Words
from tsunagu.network.statements import read_statements
from tsunagu.queries.built_graph import BuiltGraph, ids_of
from tsunagu.referral.rulebook import read_rulebook
from tsunagu.referral.snapshot import Snapshot, View

ALL = "all"
Run = Callable[[Snapshot], Iterator[GapRow]]


@dataclass(frozen=True)
class Analysis:
    """A named analysis: the module it stands in (imported when run) and the catalogue questions it reuses."""

    name: str
    questions: tuple[str, ...] = ()

    @property
    def title(self) -> Words:
        """What the analysis is called, in both languages."""
        return told(f"gaps-{self.name}-title")

    @property
    def looks_at(self) -> Words:
        """What it looks at, in a sentence."""
        return told(f"gaps-{self.name}-looks-at")

    @property
    def limits(self) -> Words:
        """What it cannot tell: the limits a reader must know."""
        return told(f"gaps-{self.name}-limits")

    def run(self, snapshot: Snapshot) -> Iterator[GapRow]:
        """Yield its rows, in a fixed order."""
        name = self.name.replace("-", "_")
        run: Run = getattr(import_module(f"tsunagu.gaps.{name}"), name)
        return run(snapshot)


LAW_AND_WORDS = ("japan", "vocabulary")
"""The named graphs every document rests on."""
FEW = 12
"""Up to so many documents all are read together."""
ANALYSES: Mapping[str, Analysis] = {
    analysis.name: analysis
    for analysis in (
        Analysis("coverage"),
        Analysis("duties"),
        Analysis("partners"),
        Analysis("stages"),
        Analysis("one-way", ("one-way-linkages",)),
        Analysis("single-points"),
        Analysis("measures", (
            "measures-without-a-department", "measures-without-an-indicator", "measures-without-a-result",
            "indicators-without-a-target", "indicators-below-their-baseline",
        )),
        Analysis("drift"),
        Analysis("unnamed"),
    )
}  # fmt: skip
"""DESIGN section 5, (a) to (i)."""


def analyses_of(name: str) -> tuple[Analysis, ...]:
    """The analysis of a name, or every one for `all`; raises `NameUnknown` with the nearest name."""
    if name == ALL:
        return tuple(ANALYSES.values())
    if name not in ANALYSES:
        raise NameUnknown("name-unknown", name=name, near=nearest(name, set(ANALYSES)) or "-")
    return (ANALYSES[name],)


def read_snapshot(graph: BuiltGraph, guard: Guard, view: View, analyses: Sequence[Analysis] = ()) -> Snapshot:
    """What the analyses work on: network and statements as they may be shown, and the answers they reuse.

    O(rows of the documents that speak for the places of the view); of all where it names none, or where all are few:
    they are read once a process then, whatever place is asked for.
    """
    wanted = dict.fromkeys(question for analysis in analyses for question in analysis.questions)
    apart = view.places and len(guard.network.concepts_in("document")) > FEW
    near = graph.within((*LAW_AND_WORDS, *_speaking(guard.network, view))) if apart else graph
    answers = {question: guard.table(ids_of(near, question, view.day)).value for question in wanted}
    statements, rulebook = guard.statements(read_statements(near)), read_rulebook(graph)
    return Snapshot(guard.network, statements, view.day, view.layers, view.places, answers, rulebook, view.steps)


def _speaking(network: Network, view: View) -> list[str]:
    """The documents of the places of a view and of what is above them, as their named graphs are called."""
    near = {reached for place in view.places for reached in network.reaches_of(place)}
    return [document.id.rpartition("/")[2] for document in network.concepts_in("document")
            if document.authority in near]  # fmt: skip


def find_gaps(snapshot: Snapshot, analyses: Sequence[Analysis] = ()) -> list[GapRow]:
    """The rows of some analyses, or of all, one analysis after another."""
    return [row for analysis in analyses or tuple(ANALYSES.values()) for row in analysis.run(snapshot)]
