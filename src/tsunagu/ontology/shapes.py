"""Check a graph against the SHACL shapes and say what is wrong in Japanese and English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from pyoxigraph import Quad
from rdflib import BNode, Dataset, Graph, Literal
from rdflib.namespace import SH
from rdflib.term import Node

from tsunagu.assets import asset_root
from tsunagu.errors import TsunaguError
from tsunagu.ontology.checker import Breach, Checker
from tsunagu.ontology.shape_facts import ShapeFacts
from tsunagu.ontology.shape_paths import path_text
from tsunagu.ontology.triples import Term, Triple, Triples, stored_term
from tsunagu.ontology.vocabulary import Namespaces, shape_files, shape_triples


class ShapesUnreadable(TsunaguError):
    """The validator could not use the shapes or the data."""


class Severity(StrEnum):
    """How bad a result is, worst first: only a violation makes a graph unfit to store."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class ShapeResult:
    """One thing that is wrong.

    `focus` is the resource, `path` the property (a SPARQL-like text where it is a path), `value` the
    offending value or an empty text, `shape` the shape that found it.
    """

    severity: Severity
    focus: str
    path: str
    value: str
    message_ja: str
    message_en: str
    shape: str

    @property
    def rank(self) -> tuple[int, str, str, str, str]:
        """Order of results: worst first, then by resource, shape, property and value."""
        return list(Severity).index(self.severity), self.focus, self.shape, self.path, self.value

    def message(self, language: str) -> str:
        """The message in `ja` or `en`."""
        return self.message_ja if language == "ja" else self.message_en


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """All results, worst first."""

    results: tuple[ShapeResult, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing is a violation; warnings do not count."""
        return not self.violations

    @property
    def violations(self) -> tuple[ShapeResult, ...]:
        """The results that make a graph unfit to store."""
        return self.of(Severity.VIOLATION)

    @property
    def warnings(self) -> tuple[ShapeResult, ...]:
        """The results a person should look at."""
        return self.of(Severity.WARNING)

    def of(self, severity: Severity) -> tuple[ShapeResult, ...]:
        """The results of one severity."""
        return tuple(result for result in self.results if result.severity is severity)


def validate(
    data: Graph | Iterable[Quad], names: Namespaces | None = None, shapes: Graph | ShapeFacts | None = None
) -> ValidationReport:
    """Check `data` against all shapes of `ontology/shapes-*.ttl`, or against `shapes`: read once, they are used again.

    `data` is an rdflib graph or dataset, or pyoxigraph quads. Named graphs are checked as their union: the
    rules of confidentiality join a body of one document with its type in the graph `japan`. No inference
    is made, nothing is fetched, `data` is not changed. Raises `ShapesUnreadable` where the shapes or the
    data cannot be used. About 2 s for 250,000 triples.
    """
    held = _own_shapes(names or Namespaces()) if shapes is None else shapes
    facts = held if isinstance(held, ShapeFacts) else ShapeFacts(held)
    try:
        found = [_result(facts.graph, breach) for breach in Checker(facts, Triples(_triples(data))).breaches()]
    except (ValueError, TypeError, re.error) as error:
        raise ShapesUnreadable("shapes-unreadable", reason=str(error)) from error
    return ValidationReport(tuple(sorted(found, key=lambda result: result.rank)))


def _own_shapes(names: Namespaces) -> ShapeFacts:
    """All shapes of `ontology`, parsed once a process while their files stay as they are; not to be changed."""
    stats = ((name, (asset_root("ontology") / name).stat()) for name in shape_files())
    return _parsed_shapes(names, tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats))


@lru_cache(maxsize=2)
def _parsed_shapes(names: Namespaces, _files: tuple[tuple[str, int, int], ...]) -> ShapeFacts:
    return ShapeFacts(shape_triples(names))


def _triples(data: Graph | Iterable[Quad]) -> Iterator[Triple]:
    """Every triple of `data` in the store's terms, whatever graph it stands in."""
    if isinstance(data, Dataset):
        term = cache(stored_term)
        yield from ((term(s), term(p), term(o)) for s, p, o, _ in data.quads())
    elif isinstance(data, Graph):
        yield from ((stored_term(s), stored_term(p), stored_term(o)) for s, p, o in data)
    else:
        yield from ((quad.subject, quad.predicate, quad.object) for quad in data)  # type: ignore[misc]


def _result(shapes: Graph, breach: Breach) -> ShapeResult:
    """What was found as a row for people: its severity and words are those of the shape."""
    messages = [value for value in shapes.objects(breach.shape, SH.message) if isinstance(value, Literal)]
    focus, path, value = _place(shapes, breach)
    return ShapeResult(
        severity=_severity(shapes.value(breach.shape, SH.severity)),
        focus=focus,
        path=path,
        value=value,
        message_ja=_message(messages, "ja"),
        message_en=_message(messages, "en"),
        shape=_shape_name(shapes, breach.shape),
    )


def _place(shapes: Graph, breach: Breach) -> tuple[str, str, str]:
    """Focus, path and value of a result.

    A confidentiality shape starts at a disclosure concept and walks back to its bodies; a result found
    there is told of the body, which is what a person can mend.
    """
    path = _text(breach.predicate) or path_text(shapes, shapes.value(breach.shape, SH.path))
    if path.startswith("^") and "|" not in path and breach.value is not None:
        return _text(breach.value), path.removeprefix("^"), _text(breach.focus)
    return _text(breach.focus), path, _text(breach.value)


def _text(term: Term | None) -> str:
    return "" if term is None else term.value


def _severity(node: Node | None) -> Severity:
    """The severity a SHACL severity stands for."""
    if node == SH.Warning:
        return Severity.WARNING
    return Severity.INFO if node == SH.Info else Severity.VIOLATION


def _message(messages: list[Literal], language: str) -> str:
    """The message in `language`, else the first there is."""
    chosen = [str(message) for message in messages if message.language == language]
    return (chosen or [str(message) for message in messages] or [""])[0]


def _shape_name(shapes: Graph, shape: Node | None) -> str:
    """The IRI of a shape, or of the named shape a blank one stands in."""
    while isinstance(shape, BNode):
        shape = next(iter(shapes.subjects(None, shape)), None)
    return "" if shape is None else str(shape)
