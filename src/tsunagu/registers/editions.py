"""A new edition beside the one held: what is new, gone and changed, and the files that would be written."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tsunagu.errors import RegisterProblem
from tsunagu.graph.schema import Table, load_schema
from tsunagu.graph.tablefile import is_there, read_lines
from tsunagu.registers.desks import Desk
from tsunagu.registers.maps import ListingRule, RegisterMap
from tsunagu.writing import writing_together

TABLES = ("register", "listings", "desks")


@dataclass(frozen=True)
class Changed:
    """A desk that both editions hold, and the columns that differ: name → what stood there, what would stand."""

    desk: str
    label: str
    columns: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Difference:
    """What a new edition changes: names of new and of gone desks by id, and desks that changed."""

    new: Mapping[str, str]
    gone: Mapping[str, str]
    changed: tuple[Changed, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.changed)


def held_desks(folder: Path) -> dict[str, dict[str, str]]:
    """The rows of `desks.csv` in a folder by id; none where there is no such file."""
    return {row["id"]: row for row in _rows(folder, "desks")}


def held_edition(folder: Path) -> date | None:
    """The day of the edition held in a folder, None where there is none."""
    found = next(iter(_rows(folder, "register")), None)
    return date.fromisoformat(found["edition"]) if found else None


def _rows(folder: Path, table: str) -> list[dict[str, str]]:
    path = folder / f"{table}.csv"
    if not is_there(path):
        return []
    lines = read_lines(path, f"{folder.name}/{path.name}")
    return [dict(zip(lines[0].cells, line.cells, strict=False)) for line in lines[1:]]


def refuse_older(folder: Path, edition: date) -> None:
    """Raise `RegisterProblem` where an edition is older than the one held."""
    held = held_edition(folder)
    if held and edition < held:
        raise RegisterProblem("register-older", edition=edition.isoformat(), held=held.isoformat())


def difference(held: Mapping[str, Mapping[str, str]], desks: Iterable[Desk]) -> Difference:
    """Compare the desks held with those of a new edition, by id. O(desks)."""
    coming = {desk.id: desk.cells() for desk in desks}
    changed = [
        Changed(name, cells["label_ja"], differing)
        for name, cells in coming.items()
        if name in held and (differing := _differing(held[name], cells))
    ]
    return Difference(
        {name: cells["label_ja"] for name, cells in coming.items() if name not in held},
        {name: cells["label_ja"] for name, cells in held.items() if name not in coming},
        tuple(changed),
    )


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    return {name: (before.get(name, ""), text) for name, text in after.items() if before.get(name, "") != text}


def write_register(folder: Path, by: RegisterMap, edition: date, desks: Sequence[Desk], taken: int) -> None:
    """Write the tables of a register, all of them or none; raises `StoreProblem`."""
    facts = {name: getattr(by.register, name) for name in by.register.__dataclass_fields__}
    rows: dict[str, Iterable[Mapping[str, str]]] = {
        "register": [{**facts, "edition": edition.isoformat(), "source_rows": str(taken)}],
        "listings": [_listing(rule) for rule in by.listings],
        "desks": [desk.cells() for desk in desks],
    }
    with writing_together() as files:
        for name in TABLES:
            files.write(folder / f"{name}.csv", _csv(load_schema().tables[name], rows[name]))


def _listing(rule: ListingRule) -> dict[str, str]:
    held = {name: getattr(rule, name) for name in rule.__dataclass_fields__ if name not in ("when", "unless")}
    return {name: "；".join(value) if isinstance(value, tuple) else value for name, value in held.items()}


def _csv(table: Table, rows: Iterable[Mapping[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([row.get(name, "") for name in table.columns] for row in rows)
    return out.getvalue().encode("utf-8")
