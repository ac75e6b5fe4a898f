"""Rows that are part of themselves: a section, measure or body whose parents lead back to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tsunagu.graph.problems import Problem
from tsunagu.graph.rows import Row, Tables
from tsunagu.graph.schema import Field

Node = tuple[str, str]
"""Scope (a document, or empty for what all documents share) and key of a row."""
SHOWN = 6
NO_PART = frozenset({"front_door"})
"""Columns that name a row of the same table without making either part of the other; they have rules of their own."""


def cycles(tables: Tables) -> Iterator[Problem]:
    """Yield a problem for each ring of rows of one table, at its first row. O(rows).

    A body is one body in every document, so a ring may run through several.
    """
    by_table: dict[str, list[Row]] = defaultdict(list)
    for row in tables.rows:
        by_table[row.table.name].append(row)
    for rows in by_table.values():
        for field in rows[0].table.fields:
            if rows[0].table.name in field.refers and not field.listed and field.name not in NO_PART:
                yield from _rings(rows, field)


def _rings(rows: Sequence[Row], field: Field) -> Iterator[Problem]:
    import networkx as nx  # noqa: PLC0415 - takes long to import

    stated: dict[tuple[Node, Node], Row] = {}
    for row in rows:
        if row.text(field.name):
            stated.setdefault((_node(row, row.key[0]), _node(row, row.text(field.name))), row)
    graph = nx.DiGraph(list(stated))
    for members in nx.strongly_connected_components(graph):
        some = next(iter(members))
        if len(members) > 1 or graph.has_edge(some, some):
            ring = nx.find_cycle(graph.subgraph(members))
            yield _problem(min((stated[pair] for pair in ring), key=_place), field, [pair[0][1] for pair in ring])


def _place(row: Row) -> tuple[str, int]:
    return (row.file, row.line)


def _node(row: Row, key: str) -> Node:
    return (row.document if "{document}" in (row.table.iri or "") else "", key)


def _problem(row: Row, field: Field, ring: list[str]) -> Problem:
    at = ring.index(row.key[0])
    turned = [*ring[at:], *ring[:at]]
    shown = " → ".join([*turned[:SHOWN], *(["…"] if len(ring) > SHOWN else []), turned[0]])
    return Problem(row.file, row.line, field.name, "problem-cycle", {"ring": shown})
