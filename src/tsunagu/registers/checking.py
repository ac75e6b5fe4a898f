"""Check every desk of a register against the published list it was taken from.

Of each row of the list that a desk names, the list must still say what the desk says: its name, its number, its page
and the day of the check, digit by digit and letter by letter, whatever the import made of them. The list is read anew
by the mapping file of the register; nothing of the import is used.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from tsunagu.assets import asset_root
from tsunagu.errors import RegisterProblem, SourcesUnavailable
from tsunagu.graph.rows import Row, Tables
from tsunagu.graph.verify import CheckedFact, Failure, VerifyReport
from tsunagu.registers.lists import ListRow, PublishedList, read_list
from tsunagu.registers.maps import RegisterMap, read_map

_SUFFIXES = frozenset({".csv", ".xlsx"})
_FILE_SIZE = re.compile(r"\((?:PDF|Excel|Word)?:?[\d,.]+[KM]B\)", re.IGNORECASE)


def check_registers(tables: Tables, folder: Path | None, report: VerifyReport) -> None:
    """Add what the published lists show of each desk; `folder` holds a folder a register. O(rows of the lists).

    Without a folder, or without the list of a register in it, its desks are not checkable. Raises `SourcesUnavailable`
    where the folder is none.
    """
    if folder is not None and not folder.is_dir():
        raise SourcesUnavailable("registers-missing", folder=str(folder))
    for register in dict.fromkeys(row.document for row in tables.of("desks")):
        by, listed = _mapping(register), None
        if folder is not None and by is not None:
            listed = _list_of(folder / register, by)
        published = _by_id(listed, by) if listed and by else None
        for desk in tables.of("desks"):
            if desk.document == register:
                _check(desk, published, by, report)


def _mapping(register: str) -> RegisterMap | None:
    """The mapping file that ships with a register; None where it has none."""
    path = asset_root("graph") / "registers" / "maps" / f"{register}.yaml"
    return read_map(path) if path.is_file() else None


def _list_of(folder: Path, by: RegisterMap) -> PublishedList | None:
    """The list in a folder that has the columns of the mapping file; None where none has."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix in _SUFFIXES:
            try:
                found = read_list(path, by.header_row, by.sheet)
            except RegisterProblem:
                continue
            if {*by.columns.name, *by.columns.phone, *by.columns.keep} <= set(found.headings):
                return found
    return None


def _by_id(listed: PublishedList, by: RegisterMap) -> dict[str, ListRow]:
    return {row.first(by.columns.id): row for row in listed.rows}


def _check(desk: Row, published: dict[str, ListRow] | None, by: RegisterMap | None, report: VerifyReport) -> None:
    if published is None or by is None:
        report.checked.append(CheckedFact(desk.document, desk.file, desk.line, "not-checkable"))
        return
    doubts = list(_doubts(desk, published, by))
    report.failures.extend(Failure(desk.document, desk.file, desk.line, *doubt) for doubt in doubts[:1])
    report.checked.append(CheckedFact(desk.document, desk.file, desk.line, "failed" if doubts else "register"))


def _doubts(desk: Row, published: dict[str, ListRow], by: RegisterMap) -> Iterator[tuple[str, str]]:
    """Yield each reason, a message key with its detail, why the list does not say what the desk says."""
    columns, rows = by.columns, []
    for name in desk.texts("rows"):
        row = published.get(name)
        if row is None or not all(row.cells.get(column, "") in words for column, words in columns.keep.items()):
            yield "verify-register-row", name
        else:
            rows.append(row)
    for row in rows:
        if _number(desk.text("phone")) not in _numbers(row.first(columns.phone), desk.text("phone")):
            yield "verify-register-phone", f"{desk.text('phone') or '-'} ≠ {row.first(columns.phone) or '-'}"
    if rows and _said(desk.text("printed")) not in {_said(row.first(columns.name)) for row in rows}:
        yield "verify-register-name", f"{desk.text('printed')} ≠ {rows[0].first(columns.name)}"
    if rows and not any(desk.text("url") == row.first(columns.url) for row in rows):
        yield "verify-register-page", f"{desk.text('url') or '-'} ≠ {rows[0].first(columns.url) or '-'}"
    days = [_number(row.first(columns.checked_on))[:8] for row in rows]
    if rows and any(days) and _number(desk.text("checked_on")) not in days:
        yield "verify-register-day", f"{desk.text('checked_on')} ≠ {rows[0].first(columns.checked_on)}"


def _said(text: str) -> str:
    """A name without spaces, and without what a web page adds to the name of a linked file."""
    return _FILE_SIZE.sub("", "".join(unicodedata.normalize("NFKC", text).split()))


def _number(text: str) -> str:
    """The digits of a number or a day, with the sign of a short number."""
    return re.sub(r"[^0-9#]", "", unicodedata.normalize("NFKC", text))


def _numbers(published: str, held: str) -> set[str]:
    """The numbers a list may mean by a cell: all its digits, and where it names several, each."""
    parts = re.split(r"[、,，・/／;；（(]|内線|代表| ", unicodedata.normalize("NFKC", published))
    return {_number(part) for part in (published, *parts) if held or not published.strip()}
