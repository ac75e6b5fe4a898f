"""What hangs on a row that is split: to which half it goes is offered by where it stands in the source, and decided.

The halves meet where the words of the second begin within the cell of the row, else in its middle. What stands in that
place goes to the half it stands in, what stands elsewhere to the half it stands beside; who is responsible and tags are
said of the row as a whole and go to both, unless their place within it tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from tsunagu.drafting.review_book import key_of_row
from tsunagu.drafting.reviewing.acts import Step, fresh_id
from tsunagu.drafting.reviewing.cascade import naming, swapped
from tsunagu.drafting.reviewing.changes import Change, Row
from tsunagu.drafting.reviewing.queue import spans_of
from tsunagu.drafting.reviewing.state import State
from tsunagu.graph.schema import Table
from tsunagu.graph.text import Span

Half = Literal["first", "second", "both"]
HALVES: tuple[Half, ...] = get_args(Half)
OF_THE_WHOLE = ("responsibilities", "classifications", "tags", "tags_first", "tags_second")
"""Tables whose rows are said of a row as a whole."""
_END = re.compile("[\t\n\f]")
_WORDS = ("label_ja", "name_ja", "title_ja", "purpose_ja")


@dataclass(frozen=True)
class Hanging:
    """A row that names the one that is split, and the half it is offered to."""

    table: str
    key: str
    half: Half


def hanging(state: State, table: str, key: str, second: Row, text: str) -> list[Hanging]:
    """The rows that name a row, each with the half its place in the text falls into. O(cells)."""
    form, row = state.schema.tables[table], state.tables[table][key].values
    if len(form.key) > 1:
        return []
    places = [_to_its_end(place, text) for place in spans_of(row.get("spans", ""))]
    meeting = _meeting(places, second, text)
    found = [Hanging(other.name, key_of_row(other, held), _half(other, held, places, meeting))
             for other, held, _ in naming(state, table, key)]  # fmt: skip
    return [row for row in found if (row.table, row.key) != (table, key)]


def _to_its_end(place: Span, text: str) -> Span:
    """A place up to the end of its cell: of a long one the row names the first characters alone."""
    end = _END.search(text, place.end)
    return Span(place.start, end.start() if end else max(place.end, len(text)))


def _meeting(places: Sequence[Span], second: Row, text: str) -> int:
    start, end = (places[0].start, max(place.end for place in places)) if places else (0, 0)
    for words in (second.get(name, "") for name in _WORDS):
        found = text.find(words, start + 1, end) if words else -1
        if found > 0:
            return found
    return (start + end) // 2


def _half(table: Table, row: Row, places: Sequence[Span], meeting: int) -> Half:
    own = spans_of(row.get("spans", ""))
    within = own and any(place.start <= own[0].start < place.end for place in places)
    if table.name in OF_THE_WHOLE and not within:
        return "both"
    return "second" if own and own[0].start >= meeting else "first"


def hang(state: State, step: Step, table: str, key: str, halves: Mapping[tuple[str, str], Half]) -> Step:
    """The split of a row by which rows that name it go to the halves they are given to; those not named stay.

    A row given to both stands twice, the second time with an id of its own and not yet checked.
    """
    new = step.changes[-1].key(state.schema.tables[table], after=True)
    return Step((*step.changes, *_moves(state, table, (key, step.key, new), halves)), step.decided, step.key)


def _moves(
    state: State, table: str, names: tuple[str, str, str], halves: Mapping[tuple[str, str], Half]
) -> Iterator[Change]:
    before, kept, after = names
    taken: dict[str, set[str]] = {}
    for other, row, fields in naming(state, table, before):
        half = halves.get((other.name, key_of_row(other, row)), "first")
        if half == "first" or (other.name, key_of_row(other, row)) == (table, before):
            continue
        stands = row | {field.name: swapped(field, row[field.name], before, kept) for field in fields}
        moved = row | {field.name: swapped(field, row[field.name], before, after) for field in fields}
        if half == "second":
            yield Change(other.name, stands, moved)
            continue
        keys = taken.setdefault(other.name, set(state.tables[other.name]))
        if len(other.key) == 1:
            moved[other.key[0]] = fresh_id(moved[other.key[0]], keys)
        keys.add(key_of_row(other, moved))
        yield Change(other.name, None, moved, key_of_row(other, stands))
