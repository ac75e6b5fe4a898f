"""The shipped folders with their documents repeated under other places: real tables of any size.

A copy is a document of another prefecture and its cities: the codes of its places, and the ids of bodies that begin
with them, are others; everything else stands as printed. Made for measuring; nothing it shows is a finding.
"""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tsunagu.graph.folders import LAW_FOLDER, document_folders
from tsunagu.graph.schema import Field, Table, load_schema

_CODE = re.compile(r"[0-9]{6}(?![0-9])")
PLACED = {"places", "bodies"}
"""Tables whose ids begin with the code of a place."""
Row = dict[str, str]


def scale(graph: Path, folder: Path, times: int) -> Path:
    """Write the tables of `graph` into a new `folder`, each document `times` times; the folder. O(rows x times)."""
    documents = document_folders(graph)
    shutil.copytree(graph, folder)
    used = {code for document in documents for code in _codes(document)}
    for number, codes in zip(range(1, times), _moves(graph / LAW_FOLDER, sorted(used)), strict=False):
        for document in documents:
            _copy(document, folder / f"{document.name}-{number}", codes)
    return folder


def _codes(document: Path) -> Iterator[str]:
    for row in read(document / "document.csv"):
        yield row["authority"]
    for row in read(document / "bodies.csv"):
        yield row["place"]


def _moves(law: Path, used: Sequence[str]) -> Iterator[Mapping[str, str]]:
    """Yield, copy after copy, another place of the same kind for each place used, no place twice."""
    places = {row["code"]: row for row in read(law / "places.csv")}
    homes = sorted({places[code]["prefecture"] or code for code in used if code != "jp"})
    others = [code for code, row in places.items() if row["kind"] == "prefecture" and code not in homes]
    while len(others) >= len(homes):
        moved = dict(zip(homes, others, strict=False))
        del others[: len(homes)]
        free = {home: [code for code, row in places.items() if row["prefecture"] == moved[home]] for home in homes}
        for code in used:
            if code not in moved and code != "jp":
                moved[code] = _take(free[places[code]["prefecture"]], places, places[code]["kind"])
        yield moved


def _take(free: list[str], places: Mapping[str, Row], kind: str) -> str:
    """Another place, of the same kind where one is left."""
    chosen = next((code for code in free if places[code]["kind"] == kind), free[0])
    free.remove(chosen)
    return chosen


def _copy(document: Path, folder: Path, codes: Mapping[str, str]) -> None:
    folder.mkdir()
    schema = load_schema()
    for path in sorted(document.glob("*.csv")):
        rows = read(path)
        table = schema.tables[path.stem]
        columns = [field.name for field in table.fields if _is_placed(field, table)]
        for row in rows:
            for column in columns:
                row[column] = _CODE.sub(lambda found: codes.get(found[0], found[0]), row[column])
            if table.name == "document":
                row["id"] = folder.name
        write(folder / path.name, rows)


def _is_placed(field: Field, table: Table) -> bool:
    return bool(PLACED & set(field.refers)) or (table.name in PLACED and field.name in (*table.key, "part_of"))


def read(path: Path) -> list[Row]:
    """The rows of a table as they stand."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, rows: Sequence[Row]) -> None:
    """Write rows as a table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
