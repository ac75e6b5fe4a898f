"""From a file that was read to the rows of a draft: secrets covered first, then everything else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tsunagu.drafting.gazetteer import Gazetteer
from tsunagu.drafting.lines import read_lines
from tsunagu.drafting.model import DraftRow
from tsunagu.drafting.reader import Reading
from tsunagu.drafting.secrets import Covered, cover, find_secrets
from tsunagu.drafting.tables import Drafter
from tsunagu.graph.rows import Tables
from tsunagu.reading.model import FileUnreadable, ReadText, Unread


@dataclass(frozen=True)
class Draft:
    """The text with its secrets covered, the rows, what was covered, and what could not be read."""

    read: ReadText
    rows: Sequence[DraftRow]
    covered: Sequence[Covered]
    unread: Sequence[Unread]


def make_draft(read: ReadText, tables: Tables, document: str, *, place: str = "", kind: str = "plan") -> Draft:
    """The draft of a document; raises `FileUnreadable` where no row of a plan was found in it."""
    covered = find_secrets(read_lines(read.text))
    text = cover(read.text, covered)
    shown = replace(read, text=text)
    reading = Reading(text, Gazetteer(tables, document), place)
    if not reading.lines:
        raise FileUnreadable("read-empty", file=document)
    rows = unsure(known_rows(Drafter(reading, document, kind).rows()), read)
    unread = [*read.unread, *_secret(shown, covered), *_unplaced(shown, reading)]
    return Draft(shown, rows, covered, unread)


def unsure(rows: Sequence[DraftRow], read: ReadText) -> Sequence[DraftRow]:
    """The rows, none of them sure that rests on a page whose characters were recognised in a picture."""
    for row in rows if read.guessed else ():
        for column, origin in row.origins.items():
            known = origin.span is not None and read.page_of(origin.span.start) not in read.guessed
            if origin.confidence == "sure" and not known:
                row.origins[column] = replace(origin, confidence="likely")
    return rows


def known_rows(rows: Iterable[DraftRow]) -> list[DraftRow]:
    """The rows whose row, section and bodies are rows themselves, so that none points to nothing."""
    made = list(rows)
    ids = {row.values["id"] for row in made if row.table == "sections"} | {
        row.values["row"] for row in made if row.table == "measures"
    }
    bodies = {row.values["id"] for row in made if row.table == "bodies"}
    laws = {row.values["id"] for row in made if row.table == "local_laws"}
    return [row for row in made if _stands(row, ids, bodies, laws)]


def _stands(row: DraftRow, ids: set[str], bodies: set[str], laws: set[str]) -> bool:
    values = row.values
    if row.table not in ("measures", "sections") and values.get("row", "") and values["row"] not in ids:
        return False
    ends = [values[column] for column in ("body", "from", "to", "provider") if values.get(column)]
    if any(end not in bodies and end != "unnamed" and not end.startswith("bt_") for end in ends):
        return False
    return not values.get("statute", "").startswith("local_") or values["statute"] in laws


def _secret(read: ReadText, covered: Sequence[Covered]) -> Iterable[Unread]:
    return (Unread(str(read.page_of(secret.span.start)), "read-unread-secret", f"{secret.span}") for secret in covered)


def _unplaced(read: ReadText, reading: Reading) -> Iterable[Unread]:
    """Tables whose heads are not known, and a text without any measure."""
    if not reading.items:
        yield Unread("", "read-unread-no-measures")
    known = {line.span.start for table in reading.tables for line in (table.head, *table.rows)}
    before = -2
    for at, line in enumerate(reading.lines):
        if line.is_row and line.span.start not in known:
            if at != before + 1:
                yield Unread(
                    str(read.page_of(line.span.start)), "read-unread-table", f"{line.span.start}-{line.span.end}"
                )
            before = at
