"""Corrections that would place or name a closed body are refused before they are kept anywhere.

The rule is the one of the tables (`tsunagu.graph.refusals`): it is asked here of the rows under review, so that what it
refuses is neither in the journal nor in a table, and what stands in one already is not shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from tsunagu.assets import asset_root
from tsunagu.drafting.reviewing.changes import Change, Entry
from tsunagu.drafting.reviewing.state import State
from tsunagu.graph.closed_bodies import ClosedBodies
from tsunagu.graph.folders import LAW_FOLDER
from tsunagu.graph.problems import Problem
from tsunagu.graph.refusals import refusals
from tsunagu.graph.rows import Row, Tables
from tsunagu.graph.schema import load_schema
from tsunagu.graph.table_reader import read_tables, typed_rows
from tsunagu.reading.model import FileUnreadable

Cell = tuple[str, str, str]
"""Table, key of the row, column."""


def telling_cells(state: State, document: str) -> frozenset[Cell]:
    """The cells that would place or name a closed body."""
    rows = list(_typed(state, document))
    keys = {(row.file, row.line): (row.table.name, " / ".join(row.key)) for row in rows}
    found = ((*keys[problem.file, problem.line], problem.column) for problem in _problems(rows))
    return frozenset(
        (table, key, column) for table, key, column in found if column in load_schema().tables[table].columns
    )


def refuse_telling(state: State, changes: Sequence[Change], document: str) -> None:
    """Raise `FileUnreadable` where changes would make a cell tell of a closed place that did not before."""
    if not any(change.after for change in changes):
        return
    tried = state.copy()
    tried.apply(Entry(0, "", 0, "", "correct", changes=tuple(changes)))
    found = telling_cells(tried, document) - telling_cells(state, document)
    for table, _, column in sorted(found):
        raise FileUnreadable("review-telling", table=table, column=column)


def _typed(state: State, document: str) -> Iterator[Row]:
    for table in load_schema().of_folder("document"):
        yield from typed_rows(table, document, state.rows(table.name))


def _problems(rows: Iterable[Row]) -> Iterator[Problem]:
    own = tuple(rows)
    whole = Tables((*law_tables().rows, *own), ())
    return refusals(Tables(own, ()), ClosedBodies(whole))


@cache
def law_tables() -> Tables:
    """The tables of law, which say what kinds of bodies are closed."""
    return read_tables([asset_root("graph") / LAW_FOLDER], load_schema())
