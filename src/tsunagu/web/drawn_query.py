"""The answer to a query of one's own as a picture: triples, or the things of one row."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from tsunagu.disclosure.shown import Shown
from tsunagu.messages import Language, catalogue, text
from tsunagu.queries.results import ConstructedGraph, Reply, Solutions
from tsunagu.viz.scenes.answer import Arrow, End
from tsunagu.web.frame import thing_of
from tsunagu.workspace import Workspace

MOST_ARROWS = 150
"""Arrows of one picture; beyond, it shows nothing that can be followed."""
PROPERTIES = frozenset(("p", "property", "predicate", "relation"))
"""Names of a column that says what joins the two beside it."""


def can_be_drawn(base: str, shown: Shown[Reply]) -> bool:
    """Tell whether an answer joins two things anywhere."""
    return next(_joined(base, shown.value), None) is not None


def arrows_of(workspace: Workspace, shown: Shown[Reply], language: Language) -> tuple[tuple[Arrow, ...], int]:
    """The arrows of an answer in its order, each once, and how many more there are than a picture holds."""
    base = workspace.iris.base
    found = list(dict.fromkeys(_joined(base, shown.value)))

    def end(thing: str) -> End:
        return End(thing, workspace.label(language)(thing), _kind(workspace, thing, language))

    kept = found[:MOST_ARROWS]
    return (
        tuple(Arrow(end(start), end(finish), _said(workspace, says, language)) for start, says, finish in kept),
        len(found) - len(kept),
    )


def _joined(base: str, reply: Reply) -> Iterator[tuple[str, str, str]]:
    """Yield where an arrow begins, the property or the column it stands for, and where it ends."""
    if isinstance(reply.result, ConstructedGraph):
        for triple in reply.result.parsed():
            start, finish = _thing(base, triple.subject), _thing(base, triple.object)
            if start and finish:
                yield start, triple.predicate.value, finish
    elif isinstance(reply.result, Solutions):
        columns = reply.result.columns
        for solution in reply.result.parsed():
            yield from _of_row(base, columns, tuple(solution))


def _of_row(base: str, columns: tuple[str, ...], row: tuple[object, ...]) -> Iterator[tuple[str, str, str]]:
    """Yield arrows from the first thing of a row to each further one."""
    cells = list(zip(columns, row, strict=True))
    told = next((cell.value for name, cell in cells if name in PROPERTIES and isinstance(cell, NamedNode)), "")
    things = [(name, thing) for name, cell in cells if name not in PROPERTIES and (thing := _thing(base, cell))]
    for name, thing in things[1:]:
        if thing != things[0][1]:
            yield things[0][1], told or name, thing


def _thing(base: str, term: object) -> str:
    return thing_of(base, term.value) if isinstance(term, NamedNode) else ""


def _kind(workspace: Workspace, thing: str, language: Language) -> str:
    kind = workspace.names.kinds.get(thing, "")
    key = f"web-kind-{kind}"
    return text(key if key in catalogue(language) else "web-kind-other", language)


def _said(workspace: Workspace, says: str, language: Language) -> str:
    """What a property is called; the name of a column as it is."""
    if "://" not in says:
        return says
    return workspace.property_label(says, language)
