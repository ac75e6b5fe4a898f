"""Results with their types: rows of RDF terms, a yes or no, or a graph.

Rows are kept as SPARQL 1.1 TSV and graphs as N-Triples: one line each, written and read by the RDF library, so that
they pass between processes as they are and no type, language or blank node is lost on the way to another format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from tsunagu.errors import QueryProblem
from tsunagu.queries.answers import Answer, lexical, make_answer
from tsunagu.queries.limits import Cut, Limits, cut_at

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True)
class Solutions:
    """The rows of a SELECT, as SPARQL TSV."""

    columns: tuple[str, ...]
    tsv: bytes
    count: int

    def parsed(self) -> QuerySolutions:
        """Read the rows anew; each call begins at the first."""
        found = parse_query_results(self.tsv, format=QueryResultsFormat.TSV)
        assert isinstance(found, QuerySolutions)  # noqa: S101 - made by `tabulate`
        return found


@dataclass(frozen=True)
class Truth:
    """The yes or no of an ASK."""

    value: bool


@dataclass(frozen=True)
class ConstructedGraph:
    """The graph of a CONSTRUCT or DESCRIBE, as N-Triples, each triple once."""

    ntriples: bytes
    count: int

    def parsed(self) -> Iterator[Triple]:
        """Read the triples anew."""
        return (quad.triple for quad in parse(self.ntriples, format=RdfFormat.N_TRIPLES))


Result = Solutions | Truth | ConstructedGraph


@dataclass(frozen=True)
class Reply:
    """A result, and why it was cut where it was."""

    result: Result
    cut: Cut | None = None


def read_result(found: QueryBoolean | QuerySolutions | Iterable[Triple], limits: Limits) -> Reply:
    """Take what an engine or a parser yields until it ends or a limit of rows or size is reached."""
    if isinstance(found, QueryBoolean):
        return Reply(Truth(bool(found)))
    return _solutions(found, limits) if isinstance(found, QuerySolutions) else _statements(found, limits)


def _solutions(found: QuerySolutions, limits: Limits) -> Reply:
    names = tuple(variable.value for variable in found.variables)
    lines = ["\t".join(f"?{name}" for name in names)]
    size, cut = 0, None
    for solution in found:
        cut = cut_at(limits, len(lines) - 1, size)
        if cut:
            break
        line = "\t".join(written(solution[name]) for name in names)
        size += len(line)
        lines.append(line)
    return Reply(Solutions(names, ("\n".join(lines) + "\n").encode("utf-8"), len(lines) - 1), cut)


def _statements(found: Iterable[Triple], limits: Limits) -> Reply:
    lines: dict[str, None] = {}
    size, cut = 0, None
    for triple in found:
        line = " ".join(written(term) for term in triple) + " ."
        if line in lines:
            continue
        cut = cut_at(limits, len(lines), size)
        if cut:
            break
        size += len(line)
        lines[line] = None
    return Reply(ConstructedGraph("".join(f"{line}\n" for line in sorted(lines)).encode("utf-8"), len(lines)), cut)


def written(term: Term | None) -> str:
    """Write a term as N-Triples and SPARQL TSV do; nothing for an unbound one."""
    if term is None:
        return ""
    if isinstance(term, Triple):
        return "<<( " + " ".join(written(part) for part in term) + " )>>"
    return str(term)


def term_text(term: object) -> str:
    """The text of a term as tables for people show it: no type, no language, no name of a blank node."""
    if isinstance(term, NamedNode):
        return term.value
    if isinstance(term, Literal):
        return term.value if term.language else lexical(term.value, term.datatype.value)
    return "_:" if isinstance(term, BlankNode) else "" if term is None else str(term)


def as_answer(result: Result) -> Answer:
    """The table of a result; an ASK gives one column `ask`.

    Raises `QueryProblem` for a graph.
    """
    if isinstance(result, Truth):
        return make_answer(["ask"], [["true" if result.value else "false"]])
    if isinstance(result, ConstructedGraph):
        raise QueryProblem("sparql-not-table")
    return table_of(result.parsed())


def table_of(solutions: QuerySolutions) -> Answer:
    """The table of solutions an engine or a parser yields."""
    names = [variable.value for variable in solutions.variables]
    return make_answer(names, [tuple(map(term_text, solution)) for solution in solutions])
