"""Folders of tables: which there are, and what lies in them that would not be read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from tsunagu.graph.problems import Problem, nearest
from tsunagu.graph.schema import Folder, Schema, Table, load_schema
from tsunagu.graph.tablefile import RawRow, is_there, read_lines

LAW_FOLDER = "japan"
REGISTERS = "registers"
"""The folder of `graph` in which each folder is a register."""
TABLE = ".csv"
_OTHER_FORMS = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".tsv", ".numbers"})
COMPANIONS = frozenset({"cells.csv", "doubts.csv", "unread.csv", "boxes.csv"})
"""What `tsunagu read` writes beside the tables it drafts: no tables, and read by nobody but the reviewer."""
_NOT_MEANT = (".", "~$")
"""How names begin that a system or an office program writes for itself."""


def document_folders(graph: Path) -> list[Path]:
    """The folders of `graph` that hold a document, in name order."""
    return sorted(folder for folder in graph.glob("*/") if is_there(folder / f"document{TABLE}"))


def register_folders(graph: Path) -> list[Path]:
    """The folders of `graph` that hold a register, in name order."""
    return sorted(folder for folder in (graph / REGISTERS).glob("*/") if any(folder.glob(f"*{TABLE}")))


def kind_of(folder: Path) -> Folder:
    """Tell whether a folder holds the tables of law, of a register or of a document."""
    if folder.name == LAW_FOLDER:
        return "japan"
    listed = folder.parent.name == REGISTERS or is_there(folder / f"register{TABLE}")
    return "register" if listed else "document"


class TableFolder:
    """A folder of CSV files: the tables of law, or those of the document or register it is called after."""

    def __init__(self, path: Path, schema: Schema) -> None:
        kind = kind_of(path)
        self.path = path
        self.name = path.name
        self.tables = {table.name: table for table in schema.of_folder(kind)}

    def shown(self, table: Table) -> str:
        """How problems name the file of a table."""
        return f"{self.name}/{table.name}{TABLE}"

    def unread(self) -> Iterator[Problem]:
        """Yield a problem for each thing in it that looks like a table and would not be read."""
        return unread_files(self.path, set(self.tables))

    def lines(self, table: Table) -> list[RawRow] | None:
        """Every row of the file of a table, None where there is none; raises `FileRefused`."""
        path = self.path / f"{table.name}{TABLE}"
        return read_lines(path, self.shown(table)) if is_there(path) else None


def each_once(folders: Sequence[Path]) -> list[Path]:
    """The folders in order, one that is named twice, by whatever path, once."""
    found = {os.path.realpath(folder): folder for folder in reversed(folders)}
    return list(reversed(found.values()))


class Source(Protocol):
    """Where the tables of a document stand: its id, and the folder or workbook."""

    name: str
    path: Path


def named_twice(sources: Sequence[Source]) -> Iterator[Problem]:
    """Yield a problem for each document that has the id or the file name of another one: their rows would be mixed."""
    first: dict[str, Path] = {}
    for source in sources:
        for name in dict.fromkeys((source.name, source.path.name)):
            if first.setdefault(name, source.path) != source.path:
                data = {"first": str(first[name]), "second": str(source.path)}
                yield Problem(f"{name}/", 0, "-", "problem-folder-twice", {**data})
                break


def unread_files(folder: Path, tables: set[str]) -> Iterator[Problem]:
    """Yield a problem for each thing in a folder that looks like one of some tables and would not be read."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Problem(f"{folder.name}/", 0, "-", "problem-unreadable", {"reason": error.strerror or str(error)})
        return
    for path in entries:
        shown = f"{folder.name}/{path.name}"
        if (
            path.name.startswith(_NOT_MEANT)
            or path.name in COMPANIONS
            or (path.suffix == TABLE and path.stem in tables)
        ):
            continue
        if path.suffix == TABLE and path.stem in load_schema().tables:
            yield Problem(shown, 0, "-", "problem-table-of-law")
        elif path.suffix.lower() == TABLE:
            near = nearest(path.stem.lower(), tables)
            yield Problem(shown, 0, "-", "problem-table-unknown", {"near": f"{near}{TABLE}" if near else "-"})
        elif _other_form(path, tables):
            yield Problem(shown, 0, "-", "problem-table-form", {"near": path.name.split(".")[0].lower() + TABLE})
        elif path.is_dir() and any(path.glob(f"*{TABLE}")):
            yield Problem(f"{shown}/", 0, "-", "problem-folder-unread")


def _other_form(path: Path, tables: set[str]) -> bool:
    named = path.name.split(".")[0].lower() in tables
    return named and (path.suffix.lower() in _OTHER_FORMS or TABLE in path.name.lower() or not path.suffix)


def without_document(graph: Path, schema: Schema) -> Iterator[Problem]:
    """Yield a problem for each folder of `graph` that holds tables of a document but no `document.csv`."""
    tables = {table.name for table in schema.of_folder("document")}
    for folder in sorted(path for path in graph.glob("*/") if path.name != LAW_FOLDER):
        held = {path.stem for path in folder.glob(f"*{TABLE}")}
        if held & tables and "document" not in held:
            yield Problem(f"{folder.name}/document{TABLE}", 0, "-", "problem-no-file")
