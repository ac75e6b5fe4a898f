"""Everything the graph names under its base, it also describes: a reference that leads nowhere hides a mistake."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from tsunagu.errors import ReferenceUndescribed
from tsunagu.graph.by_predicate import ByPredicate, by_predicate
from tsunagu.graph.iris import Iris

_NOT_A_THING = ("owl:versionIRI",)
"""Properties whose value is a name and no resource of its own."""


@dataclass(frozen=True)
class Undescribed:
    """A resource under the base that has no class, and one statement that names it."""

    iri: str
    subject: str
    property: str


def find_undescribed(quads: Sequence[Quad], iris: Iris, beside: Sequence[Quad] = ()) -> list[Undescribed]:
    """Every subject and object under the base without a class, once each, in the order of the quads; O(quads).

    `beside` are further quads that describe; what they name is not looked at.
    """
    skipped = {iris.expand(name) for name in _NOT_A_THING}
    missing = _missing(by_predicate(quads), by_predicate(beside), iris, skipped)
    found: dict[str, Undescribed] = {}
    for quad in quads if missing else ():
        if quad.predicate.value not in skipped:
            for iri in _mentioned(quad, iris.base):
                if iri in missing:
                    found.setdefault(iri, Undescribed(iri, str(quad.subject).strip("<>"), quad.predicate.value))
    return list(found.values())


def _missing(named: ByPredicate, beside: ByPredicate, iris: Iris, skipped: Collection[str]) -> set[str]:
    """The IRIs under the base among subjects and objects that have no class."""
    kind = iris.expand("rdf:type")
    described: set[object] = {quad.subject for held in (named, beside) for quad in held.get(kind, ())}
    mentioned: set[object] = set()
    for predicate, quads in named.items():
        if predicate not in skipped:
            mentioned.update(quad.subject for quad in quads)
            mentioned.update(quad.object for quad in quads)
    return {term.value for term in mentioned - described
            if isinstance(term, NamedNode) and term.value.startswith(iris.base)}  # fmt: skip


def _mentioned(quad: Quad, base: str) -> Iterator[str]:
    for term in (quad.subject, quad.object):
        if isinstance(term, NamedNode) and term.value.startswith(base):
            yield term.value


def refuse_undescribed(quads: Sequence[Quad], iris: Iris, beside: Sequence[Quad] = ()) -> None:
    """Raise `ReferenceUndescribed` where the quads name a resource under the base that no quad describes."""
    found = find_undescribed(quads, iris, beside)
    if found:
        first = found[0]
        raise ReferenceUndescribed(
            "reference-undescribed", count=len(found), iri=first.iri, subject=first.subject, property=first.property
        )
