"""The constraints of SHACL Core that our shapes use: given the values at a node, which of them offend.

Each component of the recommendation (https://www.w3.org/TR/shacl/#core-components) is a small function that reads
its parameters from a shape once and gives back the check of one node. A component that stands in no table here is
refused, never passed over.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Protocol

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode
from rdflib import Literal, URIRef
from rdflib.namespace import SH, XSD
from rdflib.term import Node

from tsunagu.ontology.shape_facts import ShapeFacts
from tsunagu.ontology.triples import Term, Triples, rdflib_literal, stored_term

NO_VALUE: Final = -1
"""Stands where an offence has no value, such as too few of them."""


@dataclass(frozen=True, slots=True)
class Offence:
    """One breach of one constraint: the value, or `NO_VALUE`, and the predicate where it is not the shape's path."""

    value: int
    predicate: int = NO_VALUE


Comparison = Callable[[Any, Any], Any]
Values = Collection[int]
Check = Callable[[int, Values], Iterable[Offence]]
"""From a focus node and its values to what offends."""


class Judge(Protocol):
    """Who checks: has the graph of shapes and the data, and knows whether a node of the data conforms to a shape."""

    shapes: ShapeFacts
    triples: Triples

    def read(self, node: Node) -> Node:
        """The same node of the shapes, its shape read: what cannot be read is refused before anything is checked."""
        ...

    def conforms(self, shape: Node, node: int) -> bool:
        """Whether a node of the data has no result by the shape at a node of the shapes."""
        ...


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a component reads: the shape's node in the graph of shapes, and who checks."""

    judge: Judge
    shape: Node

    @property
    def shapes(self) -> ShapeFacts:
        """The graph of shapes."""
        return self.judge.shapes

    @property
    def triples(self) -> Triples:
        """The data."""
        return self.judge.triples

    def all(self, name: URIRef) -> list[Node]:
        """Every value of a parameter."""
        return list(self.shapes.objects(self.shape, name))

    def number(self, name: URIRef) -> int:
        """A parameter that is a whole number."""
        return int(str(self.shapes.value(self.shape, name)))

    def members(self, name: URIRef) -> list[Node]:
        """The members of a parameter that is a list."""
        return [member for head in self.all(name) for member in self.shapes.members(head)]

    def ids(self, nodes: Iterable[Node]) -> frozenset[int]:
        """Nodes of the shapes as numbers of terms."""
        return frozenset(self.triples.id(stored_term(node)) for node in nodes)


def each(allowed: Callable[[int], bool]) -> Check:
    """A check that looks at every value alone; what was found of a value is remembered."""
    known: dict[int, bool] = {}

    def check(_: int, values: Values) -> Iterator[Offence]:
        for value in values:
            if value not in known:
                known[value] = allowed(value)
            if not known[value]:
                yield Offence(value)

    return check


def once(offends: Callable[[int, Values], bool]) -> Check:
    """A check of all values together, which offend at most once and without a value."""
    return lambda focus, values: (Offence(NO_VALUE),) if offends(focus, values) else ()


def _min_count(given: Parameters) -> Check:
    least = given.number(SH.minCount)
    return once(lambda _, values: len(values) < least)


def _max_count(given: Parameters) -> Check:
    most = given.number(SH.maxCount)
    return once(lambda _, values: len(values) > most)


_STRING: Final = str(XSD.string)
_KINDS: Final[dict[Node, tuple[type[Term], ...]]] = {
    SH.IRI: (NamedNode,),
    SH.BlankNode: (BlankNode,),
    SH.Literal: (pyoxigraph.Literal,),
    SH.BlankNodeOrIRI: (BlankNode, NamedNode),
    SH.BlankNodeOrLiteral: (BlankNode, pyoxigraph.Literal),
    SH.IRIOrLiteral: (NamedNode, pyoxigraph.Literal),
}


def _node_kind(given: Parameters) -> Check:
    kinds = _KINDS[given.all(SH.nodeKind)[0]]
    return each(lambda value: isinstance(given.triples.terms[value], kinds))


def _datatype(given: Parameters) -> Check:
    wanted = str(given.all(SH.datatype)[0])

    def fits(value: int) -> bool:
        term = given.triples.terms[value]
        return isinstance(term, pyoxigraph.Literal) and term.datatype.value == wanted and _well_formed(term)

    return each(fits)


def _well_formed(term: pyoxigraph.Literal) -> bool:
    """Whether a literal's spelling belongs to its datatype, by rdflib; every text is a string."""
    return term.datatype.value == _STRING or not rdflib_literal(term).ill_typed


def _words(given: Parameters, fits: Callable[[str], bool]) -> Check:
    """A check on the text of an IRI or a literal; a blank node has none and offends."""

    def allowed(value: int) -> bool:
        term = given.triples.terms[value]
        return not isinstance(term, BlankNode) and fits(term.value)

    return each(allowed)


def _pattern(given: Parameters) -> Check:
    flags = "".join(map(str, given.all(SH.flags)))
    patterns = [re.compile(str(found), re.IGNORECASE if "i" in flags else 0) for found in given.all(SH.pattern)]
    return _words(given, lambda text: all(pattern.search(text) for pattern in patterns))


def _min_length(given: Parameters) -> Check:
    least = given.number(SH.minLength)
    return _words(given, lambda text: len(text) >= least)


def _max_length(given: Parameters) -> Check:
    most = given.number(SH.maxLength)
    return _words(given, lambda text: len(text) <= most)


def _language_in(given: Parameters) -> Check:
    wanted = {str(language).lower() for language in given.members(SH.languageIn)}

    def allowed(value: int) -> bool:
        language = _language(given.triples.terms[value])
        return bool(language) and (language in wanted or language.partition("-")[0] in wanted)

    return each(allowed)


def _language(term: Term) -> str:
    return ((term.language if isinstance(term, pyoxigraph.Literal) else None) or "").lower()


def _unique_lang(given: Parameters) -> Check:
    def repeated(_: int, values: Values) -> list[Offence]:
        languages = [language for value in values if (language := _language(given.triples.terms[value]))]
        return [Offence(NO_VALUE) for language in set(languages) if languages.count(language) > 1]

    return repeated


def _in(given: Parameters) -> Check:
    wanted = given.ids(given.members(SH["in"]))
    return each(wanted.__contains__)


def _has_value(given: Parameters) -> Check:
    wanted = given.ids(given.all(SH.hasValue))
    return lambda _, values: [Offence(NO_VALUE) for value in wanted if value not in values]


def _disjoint(given: Parameters) -> Check:
    others = given.ids(given.all(SH.disjoint))

    def common(focus: int, values: Values) -> Iterator[Offence]:
        for other in others:
            taken = given.triples.objects(focus, other)
            yield from (Offence(value) for value in values if value in taken)

    return common


def _at_least(name: URIRef, fits: Comparison) -> Callable[[Parameters], Check]:
    """The check that each value stands on one side of a bound, by the values of the literals."""

    def component(given: Parameters) -> Check:
        bound = given.all(name)[0]
        limit = bound.value if isinstance(bound, Literal) else None
        return each(lambda value: _compares(given.triples.terms[value], limit, fits))

    return component


def _compares(term: Term, limit: object, fits: Comparison) -> bool:
    found = rdflib_literal(term).value if isinstance(term, pyoxigraph.Literal) else None
    try:
        return found is not None and bool(fits(found, limit))
    except TypeError:
        return False


def _before(name: URIRef, fits: Comparison) -> Callable[[Parameters], Check]:
    """The check that each value comes before every value of another property of the node."""

    def component(given: Parameters) -> Check:
        others = given.ids(given.all(name))

        def check(focus: int, values: Values) -> Iterator[Offence]:
            bounds = [bound for other in others for bound in given.triples.objects(focus, other)]
            for value in values:
                limits = [_value(given.triples.terms[bound]) for bound in bounds]
                yield from (
                    Offence(value) for limit in limits if not _compares(given.triples.terms[value], limit, fits)
                )

        return check

    return component


def _value(term: Term) -> object:
    return rdflib_literal(term).value if isinstance(term, pyoxigraph.Literal) else term.value


def _qualified(given: Parameters) -> Check:
    inner = [given.judge.read(node) for node in given.all(SH.qualifiedValueShape)]
    least = given.number(SH.qualifiedMinCount)
    return lambda _, values: [
        Offence(NO_VALUE) for shape in inner if sum(given.judge.conforms(shape, value) for value in values) < least
    ]


def _or(given: Parameters) -> Check:
    groups = [[given.judge.read(member) for member in given.shapes.members(head)] for head in given.all(SH["or"])]
    return each(lambda value: all(any(given.judge.conforms(shape, value) for shape in group) for group in groups))


def _not(given: Parameters) -> Check:
    refused = [given.judge.read(node) for node in given.all(SH["not"])]
    return each(lambda value: not any(given.judge.conforms(shape, value) for shape in refused))


def _closed(given: Parameters) -> Check:
    paths = [path for inner in given.all(SH.property) for path in given.shapes.objects(inner, SH.path)]
    named = [path for path in paths if isinstance(path, URIRef)]
    allowed = given.ids([*given.members(SH.ignoredProperties), *named])

    def check(_: int, values: Values) -> Iterator[Offence]:
        for value in values:
            for predicate, object_ in given.triples.described(value):
                if predicate not in allowed:
                    yield Offence(object_, predicate)

    return check


COMPONENTS: Final[dict[URIRef, Callable[[Parameters], Check]]] = {
    SH.minCount: _min_count,
    SH.maxCount: _max_count,
    SH.nodeKind: _node_kind,
    SH.datatype: _datatype,
    SH.pattern: _pattern,
    SH.minLength: _min_length,
    SH.maxLength: _max_length,
    SH.languageIn: _language_in,
    SH.uniqueLang: _unique_lang,
    SH["in"]: _in,
    SH.hasValue: _has_value,
    SH.disjoint: _disjoint,
    SH.minInclusive: _at_least(SH.minInclusive, operator.ge),
    SH.maxInclusive: _at_least(SH.maxInclusive, operator.le),
    SH.lessThan: _before(SH.lessThan, operator.lt),
    SH.lessThanOrEquals: _before(SH.lessThanOrEquals, operator.le),
    SH.qualifiedValueShape: _qualified,
    SH["or"]: _or,
    SH["not"]: _not,
    SH.closed: _closed,
}
"""Every component that is understood, by the parameter it is known by."""
BESIDE: Final = {SH.flags, SH.qualifiedMinCount, SH.ignoredProperties, SH.path, SH.property}
"""Parameters that another component, or the checker, reads."""
TOLD: Final = {SH.name, SH.description, SH.message, SH.severity, SH.order, SH.group, SH.deactivated}
"""What tells of a shape and constrains nothing."""
TARGETS: Final = {SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf}
