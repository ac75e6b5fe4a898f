"""One build of the graph as it is asked: the engine over its store together with its identifiers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tsunagu.graph.iris import Iris
from tsunagu.queries.answers import Answer
from tsunagu.queries.catalogue import load_catalogue, load_query
from tsunagu.queries.engines import Engine, OxigraphEngine
from tsunagu.queries.once import once_a_graph
from tsunagu.queries.parameters import DAY, asks_for_a_day, check_choices, fill_for


@dataclass(frozen=True)
class BuiltGraph:
    """A graph that answers questions of the catalogue; every method raises `QueryProblem` for an unknown one."""

    engine: Engine
    iris: Iris = field(default_factory=Iris)

    def text(self, question: str, values: Mapping[str, str] | None = None) -> str:
        """The SPARQL of a question for this build, some of its parameters set; a day left open is the newest known."""
        return fill_for(self.engine, load_query(question), values or {}, self.iris)

    def check(self, question: str, values: Mapping[str, str]) -> None:
        """Raise `QueryProblem` for a value that is none of the choices of its parameter."""
        check_choices(self.engine, load_catalogue().get(question), values, self.iris)

    def ask(self, question: str, values: Mapping[str, str] | None = None) -> Answer:
        """The answer to a question, in the order it asks for; raises `QueryProblem` for a value of the wrong kind."""
        return self.engine.select(self.text(question, values))

    def within(self, graphs: Iterable[str]) -> BuiltGraph:
        """The same graph as if it held some of its named graphs alone, where the engine can tell them apart."""
        if not isinstance(self.engine, OxigraphEngine):
            return self
        return BuiltGraph(self.engine.within(map(self.iris.graph, graphs)), self.iris)

    def ask_unordered(self, question: str, values: Mapping[str, str] | None = None) -> Answer:
        """The answer in any order: sorting a large one costs several times the answer itself."""
        return self.engine.select(unordered(self.text(question, values)))


@once_a_graph
def ids_of(graph: BuiltGraph, question: str, day: date | None = None) -> Answer:
    """The answer with sorted rows, each IRI without its base (`body/142042-shimin-sodan-ka`), for a day."""
    dated = day is not None and asks_for_a_day(load_catalogue().get(question))
    answer = graph.ask_unordered(question, {DAY: str(day)} if dated else None)
    rows = sorted(tuple(cell.removeprefix(graph.iris.base) for cell in row) for row in answer.rows)
    return Answer(answer.columns, tuple(rows))


def unordered(text: str) -> str:
    """A query without its last ORDER BY; raises `ValueError` where it has none.

    >>> unordered("SELECT ?s { ?s ?p ?o } ORDER BY ?s")
    'SELECT ?s { ?s ?p ?o } '
    """
    return text[: text.rindex("ORDER BY")]
