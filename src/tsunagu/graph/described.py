"""Everything the graph names under its base, it also describes: a reference that leads nowhere hides a mistake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from tsunagu.errors import ReferenceUndescribed
from tsunagu.graph.iris import Iris

_NOT_A_THING = ("owl:versionIRI",)
"""Properties whose value is a name and no resource of its own."""


@dataclass(frozen=True)
class Undescribed:
    """A resource under the base that has no class, and one statement that names it."""

    iri: str
    subject: str
    property: str


def find_undescribed(quads: Sequence[Quad], iris: Iris) -> list[Undescribed]:
    """Every subject and object under the base without a class, once each, in the order of the quads; O(quads)."""
    kind = iris.expand("rdf:type")
    described = {q.subject.value for q in quads if q.predicate.value == kind and isinstance(q.subject, NamedNode)}
    skipped = {iris.expand(name) for name in _NOT_A_THING}
    found: dict[str, Undescribed] = {}
    for quad in quads:
        if quad.predicate.value not in skipped:
            for iri in _mentioned(quad, iris.base):
                if iri not in described:
                    found.setdefault(iri, Undescribed(iri, str(quad.subject).strip("<>"), quad.predicate.value))
    return list(found.values())


def _mentioned(quad: Quad, base: str) -> Iterator[str]:
    for term in (quad.subject, quad.object):
        if isinstance(term, NamedNode) and term.value.startswith(base):
            yield term.value


def refuse_undescribed(quads: Sequence[Quad], iris: Iris) -> None:
    """Raise `ReferenceUndescribed` where the quads name a resource under the base that they do not describe."""
    found = find_undescribed(quads, iris)
    if found:
        first = found[0]
        raise ReferenceUndescribed(
            "reference-undescribed", count=len(found), iri=first.iri, subject=first.subject, property=first.property
        )
