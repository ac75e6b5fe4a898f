"""The description of every table, read from `graph/tables.yaml` (a Data Package with Table Schemas)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from tsunagu.assets import asset_root
from tsunagu.yaml_text import read_yaml

FieldType = Literal["string", "integer", "number", "boolean", "date", "yearmonth", "period"]
Folder = Literal["document", "japan", "register"]


@dataclass(frozen=True)
class Field:
    """One column: its type, its limits, and the RDF property it becomes.

    `refers` names the tables whose key the value may be; `listed` columns hold several values
    joined with ；; the value of a `grounded` column must stand in the source text. `language` is a code, or `{column}`
    where another column of the row tells it. `words` is the property, with its languages, of an item of a column of
    sources that is neither an address nor the id of a provision; None for other columns.
    """

    name: str
    type: FieldType
    title: str
    title_en: str
    required: bool
    choices: tuple[str, ...]
    pattern: str | None
    refers: tuple[str, ...]
    listed: bool
    grounded: bool
    property: str | None
    language: str | None
    scheme: str | None
    minimum: int | None = None
    words: tuple[str, str] | None = None


@dataclass(frozen=True)
class Table:
    """One table: its columns, its key, the class and IRI pattern of its rows."""

    name: str
    folder: Folder
    title: str
    title_en: str
    key: tuple[str, ...]
    optional: bool
    rdf_class: str | None
    iri: str | None
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """The column called `name`; raises `KeyError` if there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    @property
    def columns(self) -> tuple[str, ...]:
        """Column names in file order."""
        return tuple(field.name for field in self.fields)


@dataclass(frozen=True)
class Schema:
    """Every table by name."""

    tables: Mapping[str, Table]

    def of_folder(self, folder: Folder) -> tuple[Table, ...]:
        """The tables of each document folder (`document`), of graph/japan (`japan`), of each register (`register`)."""
        return tuple(table for table in self.tables.values() if table.folder == folder)


def _fields(items: list[Any]) -> Iterator[Field]:
    for item in items:
        if isinstance(item, list):
            yield from _fields(item)
        else:
            yield _field(item)


def _field(item: dict[str, Any]) -> Field:
    limits = item.get("constraints", {})
    named, _, language = str(item.get("property", "")).partition("@")
    worded, _, spoken = str(item.get("words", "")).partition("@")
    return Field(
        name=item["name"],
        type=item["type"],
        title=item.get("title", item["name"]),
        title_en=item.get("title_en", item["name"]),
        required=limits.get("required", False),
        choices=tuple(str(choice) for choice in limits.get("enum", ())),
        pattern=limits.get("pattern"),
        refers=tuple(item.get("refers", ())),
        listed=item.get("list", False),
        grounded=item.get("grounded", False),
        property=named or None,
        language=language or None,
        scheme=item.get("scheme"),
        minimum=limits.get("minimum"),
        words=(worded, spoken) if worded else None,
    )


def _table(item: dict[str, Any]) -> Table:
    key = item["key"]
    return Table(
        name=item["name"],
        folder=item["folder"],
        title=item["title"],
        title_en=item["title_en"],
        key=(key,) if isinstance(key, str) else tuple(key),
        optional=item.get("optional", False),
        rdf_class=item.get("class"),
        iri=item.get("iri"),
        fields=tuple(_fields(item["fields"])),
    )


@cache
def load_schema() -> Schema:
    """Read `graph/tables.yaml` once; O(size of the file)."""
    text = (asset_root("graph") / "tables.yaml").read_text(encoding="utf-8")
    raw = read_yaml(text)
    tables = [_table(item) for item in raw["resources"]]
    return Schema({table.name: table for table in tables})
