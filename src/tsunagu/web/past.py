"""What became of a body: renamed, merged or handed over, since when, and what it was before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tsunagu.messages import Language
from tsunagu.workspace import Workspace

FORMER = "former"
CHANGES = """PREFIX tsg: <{tsg}>
SELECT ?other ?kind ?day WHERE {{
  GRAPH ?graph {{ ?change tsg:{this} <{iri}> ; tsg:{other} ?other ; tsg:changeKind ?kind }}
  OPTIONAL {{ GRAPH ?graph {{ ?change tsg:onDate ?day }} }}
}} ORDER BY ?day ?other"""


@dataclass(frozen=True)
class Change:
    """One change: the other body (id, label), how (a choice, and in words), and from which day, ISO 8601 or empty."""

    other: tuple[str, str]
    kind: str
    how: str
    day: str


@dataclass(frozen=True)
class Past:
    """What a body has become, what it was before, whether it is no more, and its last day where that is known."""

    became: tuple[Change, ...]
    was: tuple[Change, ...]
    ended: bool
    last_day: str

    @property
    def renamed(self) -> str:
        """The id of the one body it is called now, where it was renamed and nothing else."""
        return self.became[0].other[0] if self.ended and [held.kind for held in self.became] == ["renamed"] else ""


def past_of(workspace: Workspace, name: str, language: Language) -> Past | None:
    """What documents say became of a body; None for what no document names, and where nothing of it is said."""
    body = workspace.network.bodies.get(name)
    if body is None or body.sort != "named" or body.serves:
        return None
    became, was = (tuple(_changes(workspace, name, forward, language)) for forward in (True, False))
    day = body.life.ends.isoformat() if body.life.ends else ""
    ended = body.status == FORMER
    return Past(became, was, ended, day) if became or was or ended else None


def _changes(workspace: Workspace, name: str, forward: bool, language: Language) -> Iterator[Change]:
    network, iris = workspace.network, workspace.iris
    ends = ("changedFrom", "changedTo") if forward else ("changedTo", "changedFrom")
    asked = CHANGES.format(tsg=iris.expand("tsg:"), this=ends[0], other=ends[1], iri=iris.base + name)
    for iri, kind, day in workspace.sparql(asked).value.rows:
        other, how = network.bodies.get(iri.removeprefix(iris.base)), kind.removeprefix(iris.base)
        if other and other.sort == "named" and other.id != name:
            named = network.label(other.id).of(language)
            yield Change((other.id, named), how.rpartition("/")[2], network.label(how).of(language), day)
