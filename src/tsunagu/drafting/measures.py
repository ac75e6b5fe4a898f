# ruff: noqa: E501 - a pattern is read in one line
"""Measures and who is in charge of them, in the layouts plans are printed in.

Four layouts: a table with a column for who is in charge; marked lines with the units in brackets beside or below them;
numbered lines that end in units below a head such as 主な事業 所管課; and sheets about one measure each, whose lines begin
with labels. Each names itself as the rule of what it found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from tsunagu.drafting.departments import are_units, bracketed, split_units, units_at_end
from tsunagu.drafting.headings import mark_of
from tsunagu.drafting.lines import Cell, Line, Table
from tsunagu.drafting.model import Item, Piece
from tsunagu.drafting.related import related_items
from tsunagu.graph.text import Span, normal_form
from tsunagu.reading.vocabulary import vocabulary

_SENTENCE_END = re.compile(r"(?:[。．]|ます|です|した|する|[）)〕】])$")
_REPEAT = re.compile(r"[【〔（(\[](?:一部)?再掲[^】〕）)\]]{0,12}[】〕）)\]]")
_CODE = re.compile(r"[〔【\[（(][^〔【\[（(〕】\]）)]{1,20}[〕】\]）)]$")
_WORDS = re.compile("[ぁ-んァ-ヶ一-鿿A-Za-z](?![〇○])")
MOST_BETWEEN = 4
FEWEST = 3
PART = 0.3
"""The part of the lines of one mark that name who is in charge, below which they are no measures."""
FEW = 0.05
"""The part of all measures below which a mark is taken for a stray one."""
MOST_TITLE = 120
LONGEST_HEAD = 10


def measures_of_tables(tables: Sequence[Table]) -> list[Item]:
    """The rows of each table that has a column for who is in charge and no figures."""
    used = [table for table in tables if table.column("department") is not None and _names(table)]
    used = [table for table in used if not table.columns("baseline", "target", "actual")]
    grouped = any(_is_grouped(table) for table in used)
    return [item for table in used for item in _rows(table, grouped)]


def _names(table: Table) -> list[int]:
    return table.columns("title", "content")


def _is_grouped(table: Table) -> bool:
    """Tell whether the first column of names is carried down over rows: then the second one names the measures."""
    names = _names(table)
    if len(names) < 2 or table.column("number") is not None:
        return False
    first, second = names[0], names[1]
    return any(_text(row, second) and not _text(row, first) for row in table.rows)


def _text(row: Line, at: int | None) -> str:
    return row.cells[at].text if at is not None and at < len(row.cells) else ""


def _rows(table: Table, grouped: bool) -> Iterator[Item]:
    """Yield the measures of a table; a row that is cut by a page end is put together with the one before."""
    names, charge, number = _names(table), table.column("department"), table.column("number")
    title_at = names[1] if grouped and len(names) > 1 and number is None else names[0]
    group: Piece | None = None
    before: Item | None = None
    for row in table.rows:
        if before is not None and _is_cut(row, before, title_at, charge, number):
            _put_together(before, row, names, charge)
            continue
        if grouped and title_at != names[0] and _text(row, names[0]):
            group = _piece(row.cells[names[0]], "table-group")
        if not _WORDS.search(_text(row, title_at)) or set(_text(row, title_at)) <= set("〇○～-"):
            continue
        item = _item(row, table, title_at, names, group)
        if not item.departments and before is not None and charge is not None:
            item.departments = [_carried(piece) for piece in before.departments]
        before = item
        yield item


def _is_cut(row: Line, before: Item, title_at: int, charge: int | None, number: int | None) -> bool:
    """Tell whether a row goes on with the one before: no number where rows have one, or nobody in charge in mid-sentence."""
    if number is not None:
        return not _text(row, number) and bool(before.number)
    return not _text(row, charge) and not _SENTENCE_END.search(before.title.text) and bool(_text(row, title_at))


def _put_together(before: Item, row: Line, names: Sequence[int], charge: int | None) -> None:
    for at in names:
        if _text(row, at):
            before.parts.append(row.cells[at].span)
    if _text(row, charge):
        cell = row.cells[charge or 0]
        before.departments += split_units(cell.text, cell.span.start, "table-unit")


def _carried(piece: Piece) -> Piece:
    return Piece(piece.text, piece.span, "table-unit-carried", "likely", "doubt-carried", piece.role)


def _item(row: Line, table: Table, title_at: int, names: Sequence[int], group: Piece | None) -> Item:
    charge, number = table.column("department"), table.column("number")
    title = _piece(row.cells[title_at], "table-title")
    parts = [row.cells[at].span for at in names if _text(row, at) and (at >= title_at)]
    units = row.cells[charge] if charge is not None and charge < len(row.cells) else None
    item = Item(title, parts, number=_text(row, number), group=group)
    item.departments = split_units(units.text, units.span.start, "table-unit") if units else []
    item.repeat = bool(_REPEAT.search(row.text))
    return item


def _piece(cell: Cell, rule: str) -> Piece:
    """A title with its code in brackets cut off."""
    text = _CODE.sub("", _REPEAT.sub("", cell.text)).rstrip(" 　")
    return (
        Piece(text, Span(cell.span.start, cell.span.start + len(text)), rule)
        if text
        else Piece(cell.text, cell.span, rule)
    )


def measures_of_lists(lines: Sequence[Line]) -> list[Item]:
    """Numbered lines that end in units, below a head that names both (主な事業 所管課)."""
    found: list[Item] = []
    listing = False
    for line in lines:
        if line.is_row:
            listing = len(line.cells) == 2 and _are_list_heads([cell.text for cell in line.cells])
            continue
        if _is_list_head(line.text):
            listing = True
            continue
        number = re.match(r"[(（]?([0-9０-９]{1,3}(?:[-－][0-9０-９]{1,3})*)[)）.．]?[ 　]+", line.text)
        if listing and number:
            at = units_at_end(line.text)
            if at is None:
                continue
            found.append(_listed(line, number.end(), at, normal_form(number[1])))
    return found


def _is_list_head(text: str) -> bool:
    words = text.split()
    if len(words) == 1 and 4 <= len(text) <= LONGEST_HEAD:
        return any(_are_heads(text[:at], text[at:]) for at in range(2, len(text) - 1))
    return _are_list_heads(words)


def _are_list_heads(words: Sequence[str]) -> bool:
    roles = [vocabulary().role(word) for word in words]
    return 1 < len(words) < 5 and "department" in roles and ("title" in roles or "content" in roles)


def _are_heads(name: str, units: str) -> bool:
    """Tell whether a head that lost the blank within it names measures and then who is in charge."""
    role = vocabulary().role
    return role(units) == "department" and role(name) == "title"


def _listed(line: Line, begins: int, units: int, number: str) -> Item:
    title = line.text[begins:units].rstrip(" 　")
    span = Span(line.span.start + begins, line.span.start + begins + len(title))
    item = Item(Piece(title, span, "list-title"), [span], number=number)
    item.departments = split_units(line.text[units:], line.span.start + units, "list-unit")
    item.repeat = bool(_REPEAT.search(title))
    return item


def measures_of_brackets(text: str, lines: Sequence[Line]) -> list[Item]:
    """Marked lines with the units in brackets beside or below them; lines of the same mark between them as well."""
    marks = [_marked(line) for line in lines]
    owners: dict[int, list[tuple[int, int]]] = {}
    for at, line in enumerate(lines):
        if line.is_row:
            continue
        for start, end, inner in bracketed(line.text):
            owner = _owner(lines, marks, at)
            if owner is not None and not line.text[end:].strip(" 　"):
                owners.setdefault(owner, []).append(
                    (line.span.start + start + line.text[start:end].index(inner), len(inner))
                )
    kept = _measure_marks(marks, owners)
    if not kept:
        return []
    first, last = min(owners), max(owners)
    begins = _region(marks, first, kept)
    narrowest = max(kind for kind in kept if kind is not None)
    while last + 1 < len(lines) and (lines[last + 1].is_note or _kind(marks[last + 1]) == narrowest):
        last += 1
    found = [
        _bracketed_item(text, lines, at, owners.get(at, []))
        for at in range(begins, last + 1)
        if not lines[at].is_row and _kind(marks[at]) in kept and _kind(marks[at]) is not None
    ]
    return _nested(
        found, [marks[at] for at in range(begins, last + 1) if not lines[at].is_row and _kind(marks[at]) in kept]
    )


def _measure_marks(marks: Sequence[tuple[int, int, str] | None], owners: Collection[int]) -> set[int | None]:
    """The ranks of marks that begin measures: some units belong to them, and to a good part of those between them."""
    if len(owners) < FEWEST:
        return set()
    owned = Counter(_kind(marks[at]) for at in owners)
    every = Counter(_kind(mark) for mark in marks[min(owners) : max(owners) + 1] if mark)
    return {kind for kind, count in owned.items() if count >= FEW * len(owners) and count >= PART * every[kind]}


def _region(marks: Sequence[tuple[int, int, str] | None], first: int, kept: set[int | None]) -> int:
    """Where the measures begin: just below the nearest wider heading before the first unit in charge."""
    widest = min(kind for kind in kept if kind is not None)
    for at in range(first, -1, -1):
        mark = marks[at]
        if mark is not None and mark[0] < widest:
            return at + 1
    return 0


def _marked(line: Line) -> tuple[int, int, str] | None:
    """The rank of the mark of a line, where its words begin, and its number; a line that names a measure ranks last."""
    head = vocabulary().measure_heads.match(line.text)
    if head:
        return 90, head.end(), normal_form(head[1]) if head[1].isascii() else _circled(head[1])
    mark = mark_of(line.text)
    return (mark.rank, mark.words, mark.number) if mark and not line.is_row and not line.is_note else None


def _circled(sign: str) -> str:
    return normal_form(sign)


def _kind(mark: tuple[int, int, str] | None) -> int | None:
    return mark[0] if mark else None


def _owner(lines: Sequence[Line], marks: Sequence[tuple[int, int, str] | None], at: int) -> int | None:
    """The marked line that a bracket belongs to: its own, or the nearest above within a few lines."""
    seen = 0
    for back in range(at, -1, -1):
        if lines[back].is_note:
            continue
        if marks[back] is not None:
            return back
        seen += 1
        if seen > MOST_BETWEEN or (back < at and lines[back].text.endswith("。")):
            return None
    return None


def _bracketed_item(text: str, lines: Sequence[Line], at: int, units: Sequence[tuple[int, int]]) -> Item:
    line = lines[at]
    marked = _marked(line)
    begins = marked[1] if marked else 0
    end = line.span.end
    own = next(iter(bracketed(line.text)), None)
    if own:
        end = line.span.start + own[0]
    elif at + 1 < len(lines) and _wraps(lines[at], lines[at + 1]):
        end = lines[at + 1].span.end
    start = line.span.start + begins
    raw = text[start:end]
    title = _REPEAT.sub("", raw).strip(" 　\n")
    start += raw.index(title[:1]) if title else 0
    span = Span(start, start + len(title))
    item = Item(Piece(title, span, "bracket-title"), [span], number=marked[2] if marked else "")
    item.repeat = bool(_REPEAT.search(raw))
    for place, length in units:
        item.departments += split_units(text[place : place + length], place, "bracket-unit")
    return item


def _wraps(line: Line, after: Line) -> bool:
    """Tell whether the words of a line go on in the next one: it is no mark, no bracket, and follows at once."""
    follows = after.span.start - line.span.end <= 2
    return follows and _marked(after) is None and not next(bracketed(after.text), None) and len(line.text) > 25


def _nested(items: list[Item], marks: Sequence[tuple[int, int, str] | None]) -> list[Item]:
    """Items of a narrower mark become parts of the wider one above them."""
    above: dict[int, Item] = {}
    for item, mark in zip(items, marks, strict=True):
        rank = mark[0] if mark else 0
        above = {kind: heading for kind, heading in above.items() if kind < rank}
        item.parent = above[max(above)] if above else None
        item.kind = "action" if item.parent else "measure"
        above[rank] = item
    for item in items:
        if item.parent:
            item.parent.kind = "item"
    return items


def with_fields(text: str, lines: Sequence[Line], items: list[Item]) -> list[Item]:
    """Items with the labelled lines below them: contents as parts, related matters as items of their own."""
    found: list[Item] = []
    starts = sorted(item.start for item in items)
    for item in items:
        found.append(item)
        after = next((start for start in starts if start > item.start), len(text))
        block = [line for line in lines if item.title.span.end <= line.span.start < after and not line.is_row]
        for name, body in _labelled(block):
            if name == "content":
                item.parts += [line.span for line in body]
            elif name == "related":
                found += related_items(body, item)
    return found


def _labelled(block: Sequence[Line]) -> Iterator[tuple[str, list[Line]]]:
    """Yield each label with its lines, without the label itself; a heading ends the last one."""
    name, body = "", list[Line]()
    for line in block:
        label = next(
            ((kind, found) for kind, pattern in vocabulary().fields if (found := pattern.match(line.text))), None
        )
        if label:
            if name:
                yield name, body
            kind, found = label
            cut = found.end()
            rest = line.text[cut:].lstrip(" 　:：")
            begins = line.span.end - len(rest)
            name, body = kind, [Line(rest, Span(begins, line.span.end))] if rest else []
        elif mark_of(line.text) or _marked(line):
            break
        elif name:
            body.append(line)
    if name:
        yield name, body


def find_measures(text: str, lines: Sequence[Line], tables: Sequence[Table]) -> list[Item]:
    """Every measure, by the layouts that fit, in the order of the text; numbers and places make each one once."""
    found = measures_of_tables(tables)
    found += measures_of_lists(lines)
    found += with_fields(text, lines, measures_of_brackets(text, lines))
    kept: dict[int, Item] = {}
    for item in found:
        kept.setdefault(item.title.span.start, item)
    items = sorted(kept.values(), key=lambda item: item.title.span.start)
    _mark_repeats(items)
    return items


def _mark_repeats(items: Sequence[Item]) -> None:
    seen: dict[str, Item] = {}
    for item in items:
        seen.setdefault(normal_form(item.title.text), item)


__all__ = ["are_units", "find_measures"]
