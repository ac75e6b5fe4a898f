"""What a worker does with a job: ask the embedded store, or call an endpoint."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from pyoxigraph import NamedNode, Store

from tsunagu.errors import QueryProblem, StoreProblem, first_line
from tsunagu.queries.limits import Limits
from tsunagu.queries.results import ConstructedGraph, Reply, Solutions, Truth, read_result

Job = dict[str, Any]
Frame = tuple[dict[str, Any], bytes]
Task = Callable[[Limits], Frame]


def prepare(job: Job) -> Task:
    """Load what a job needs; the task that comes back does the work."""
    if "endpoint" in job:
        from tsunagu.queries.endpoint import call  # noqa: PLC0415 - takes long to import

        _import_guard()
        return lambda limits: frame_of(call(job, limits))
    store = open_store(job["store"])
    if job["check"]:
        _import_guard()
    return lambda limits: frame_of(_ask(store, job, limits))


def _import_guard() -> None:
    import rdflib  # noqa: PLC0415 - takes long to import

    import tsunagu.queries.sparql_check  # noqa: F401, PLC0415

    rdflib.NORMALIZE_LITERALS = False  # it would write out 1e999999999


@cache
def open_store(folder: str) -> Store:
    """Open a store for reading; raises `StoreProblem` where it cannot be."""
    try:
        return Store.read_only(folder)
    except OSError as error:
        raise StoreProblem("store-unreadable", folder=folder, reason=str(error)) from error


def _ask(store: Store, job: Job, limits: Limits) -> Reply:
    if job["check"]:
        from tsunagu.queries.sparql_check import check_allowed  # noqa: PLC0415

        check_allowed(job["text"])
    chosen = _dataset(store, job)
    try:
        return read_result(store.query(job["text"], **chosen), limits)
    except (SyntaxError, ValueError, OSError) as error:
        raise QueryProblem("sparql-syntax", reason=first_line(error)) from error


def _dataset(store: Store, job: Job) -> dict[str, Any]:
    """Which graphs of the store are asked: the union of all, or those the protocol names; raises `QueryProblem`."""
    if "dataset" not in job:
        return {"use_default_graph_as_union": True}
    default, named = ([_graph(store, name) for name in names] for names in job["dataset"])
    return {"default_graph": default, "named_graphs": named}


def _graph(store: Store, name: str) -> NamedNode:
    """A graph the store holds; none is ever read from elsewhere."""
    try:
        graph = NamedNode(name)
    except ValueError as error:
        raise QueryProblem("sparql-graph-unknown", name=name) from error
    if not store.contains_named_graph(graph):
        raise QueryProblem("sparql-graph-unknown", name=name)
    return graph


def frame_of(reply: Reply) -> Frame:
    """A reply as header and body."""
    cut = {"key": reply.cut.key, "data": reply.cut.data} if reply.cut else None
    match reply.result:
        case Truth(value):
            return {"kind": "truth", "value": value, "cut": cut}, b""
        case ConstructedGraph(ntriples, count):
            return {"kind": "statements", "count": count, "cut": cut}, ntriples
        case Solutions(columns, tsv, count):
            return {"kind": "solutions", "columns": columns, "count": count, "cut": cut}, tsv
