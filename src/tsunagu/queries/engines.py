"""Engines: the embedded store, rdflib, and any remote SPARQL 1.1 endpoint. Same question, same rows.

These run in this process, without limits: for questions of the product's own. What a user asks goes through
`tsunagu.queries.limited`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import BlankNode, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from tsunagu.errors import QueryProblem, StoreProblem, first_line
from tsunagu.graph.home import Home
from tsunagu.queries.answers import Answer, lexical, make_answer
from tsunagu.queries.results import table_of

if TYPE_CHECKING:
    from rdflib import Dataset


PARTS_KEPT = 32
"""Parts of a store that are kept with what was read of them."""


class Engine(Protocol):
    """Something that answers SELECT and ASK queries over the whole dataset (all named graphs together)."""

    def select(self, text: str) -> Answer:
        """The answer of a query; an ASK gives one column `ask`. Raises `QueryProblem` for what cannot be run."""
        ...


class OxigraphEngine:
    """The embedded store, opened for reading; for the product's own questions.

    `graphs` are the IRIs of the named graphs that are asked, every one where none is named.
    """

    def __init__(self, store: Store, graphs: Iterable[str] = ()) -> None:
        self.store = store
        self._graphs: list[NamedNode | BlankNode] = [NamedNode(graph) for graph in graphs]
        self._parts: dict[tuple[str, ...], OxigraphEngine] = {}

    def within(self, graphs: Iterable[str]) -> OxigraphEngine:
        """The same store as if it held some of its named graphs alone; the last ones asked for are kept."""
        named = tuple(graphs)
        part = self._parts.pop(named, None) or OxigraphEngine(self.store, named)
        self._parts[named] = part
        while len(self._parts) > PARTS_KEPT:
            self._parts.pop(next(iter(self._parts)))
        return part

    @classmethod
    def open(cls, home: Home) -> OxigraphEngine:
        """Open the current build; raises `StoreProblem` where there is none."""
        folder = home.store()
        try:
            return cls(Store.read_only(str(folder)))
        except (OSError, RuntimeError) as error:
            raise StoreProblem("store-unreadable", folder=str(folder), reason=str(error)) from error

    def select(self, text: str) -> Answer:
        """The answer of a SELECT or ASK query; raises `QueryProblem` for what cannot be run."""
        try:
            found = self._found(text)
        except (SyntaxError, ValueError, OSError) as error:
            raise QueryProblem("sparql-syntax", reason=first_line(error)) from error
        if isinstance(found, QueryBoolean):
            return make_answer(["ask"], [["true" if found else "false"]])
        if not isinstance(found, QuerySolutions):
            del found  # it may be dropped in this thread only, and an error keeps it
            raise QueryProblem("sparql-not-table")
        return table_of(found)

    def _found(self, text: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        if self._graphs:
            return self.store.query(text, default_graph=list(self._graphs), named_graphs=self._graphs)
        return self.store.query(text, use_default_graph_as_union=True)


class RdflibEngine:
    """rdflib in memory: slow, but a second opinion."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset

    @classmethod
    def load(cls, nquads: Path) -> RdflibEngine:
        """Load a dataset written by the build; O(quads) time and memory."""
        from rdflib import Dataset  # noqa: PLC0415 - takes long to import

        dataset = Dataset(default_union=True)
        dataset.parse(str(nquads), format="nquads")
        return cls(dataset)

    def select(self, text: str) -> Answer:
        """The answer of a SELECT or ASK query; raises `QueryProblem` for what cannot be run."""
        from rdflib.plugins import sparql  # noqa: PLC0415

        from tsunagu.queries.sparql_check import translated  # noqa: PLC0415

        sparql.SPARQL_LOAD_GRAPHS = False
        query = translated(text)
        try:
            found = self.dataset.query(query)
        except Exception as error:  # pyparsing and rdflib raise many kinds
            raise QueryProblem("sparql-syntax", reason=first_line(error)) from error
        if found.type == "ASK":
            return make_answer(["ask"], [["true" if found.askAnswer else "false"]])
        if found.vars is None:
            raise QueryProblem("sparql-not-table")
        names = [str(variable) for variable in found.vars]
        rows = [[_rdflib_text(binding.get(variable)) for variable in found.vars] for binding in found.bindings]
        return make_answer(names, rows)


def _rdflib_text(term: object) -> str:
    from rdflib import BNode  # noqa: PLC0415
    from rdflib import Literal as RdflibLiteral  # noqa: PLC0415

    if term is None:
        return ""
    if isinstance(term, BNode):
        return "_:"
    if isinstance(term, RdflibLiteral):
        return lexical(str(term), str(term.datatype) if term.datatype else None)
    return str(term)
