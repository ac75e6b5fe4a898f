"""docs/table-reference.md: every table and column, from graph/tables.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from rdflib import Graph
from scripts.markdown import MARK, code, grid

from tsunagu.graph.schema import Field, Folder, Schema, Table
from tsunagu.ontology.table_shapes import label
from tsunagu.ontology.vocabulary import load_vocabulary
from tsunagu.yaml_text import read_yaml

ROOT = Path(__file__).resolve().parent.parent
FOLDERS: tuple[tuple[Folder, str], ...] = (
    ("document", "文書ごとの表 / Tables of each document"),
    ("register", "窓口の名簿ごとの表 / Tables of each register (`graph/registers`)"),
    ("japan", "法令と統制語の表 / Law and controlled lists (`graph/japan`)"),
)


def descriptions() -> dict[tuple[str, str], str]:
    """Return the description of each column that has one; the schema in Python has no need of it."""
    raw = read_yaml((ROOT / "graph" / "tables.yaml").read_text(encoding="utf-8"))
    return {
        (table["name"], field["name"]): field["description"]
        for table in raw["resources"]
        for field in flat(table["fields"])
        if "description" in field
    }


@cache
def vocabulary() -> Graph:
    """Return the vocabulary, for the labels of properties."""
    return load_vocabulary()


def labels(field: Field) -> list[str]:
    """Return the Japanese and the English label of the property a column becomes, as far as there are any."""
    return list(label(vocabulary(), field.property).values()) if field.property else []


def flat(items: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """Yield the columns of a table, those of shared groups among them."""
    for item in items:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield item


def table_reference(schema: Schema) -> str:
    """Return docs/table-reference.md."""
    lines = [
        MARK,
        "# 表の説明 / Table reference",
        "",
        "`graph/tables.yaml` から作成しています。書き方の規則は[データの手引き](data-guide.md)をご覧ください。",
        "",
        "Made from `graph/tables.yaml`. The rules for filling the tables are in the [data guide](data-guide.md).",
        "",
        "- 必須 / required: ● は空欄にできません。● marks a column that may not be empty.",
        "- 複数 / several: ； と書いた列は、値を「；」で区切って並べます。Values are joined with ；.",
        "- 原文 / printed: ● は原文の印字のとおりの値です。● marks a value that stands in the source as printed.",
        "- 型 / types: `period` は `FY2023`（年度）、`2023`、`2023-04`、`2023-04-01`、`FY2024/FY2026`（範囲）。",
        "",
    ]
    notes = descriptions()
    for folder, title in FOLDERS:
        lines += [f"## {title}", ""]
        for table in schema.of_folder(folder):
            lines += [*table_section(table, notes), ""]
    return "\n".join(lines)


def table_section(table: Table, notes: dict[tuple[str, str], str]) -> Iterator[str]:
    """Yield the section of one table."""
    yield f"### {table.name}.csv {table.title} / {table.title_en}"
    yield ""
    optional = "、任意の表 / optional" if table.optional else ""
    yield f"鍵 / key: {', '.join(code(name) for name in table.key)}{optional}。"
    if table.rdf_class:
        yield f"RDF: {code(table.rdf_class)}、IRI {code(table.iri or '')}"
    yield ""
    heads = ("列 column", "名称 name", "型 type", "必須 required", "複数 several", "原文 printed", "値 values", "RDF")
    yield from grid(heads, (column_row(table, field, notes) for field in table.fields))


def column_row(table: Table, field: Field, notes: dict[tuple[str, str], str]) -> tuple[str, ...]:
    """Return the row of one column."""
    names = dict.fromkeys(name for name in (field.title, field.title_en) if name != field.name) or labels(field)
    parts = [" ".join(code(choice) for choice in field.choices)]
    if field.refers:
        parts.append("→ " + ", ".join(field.refers))
    if field.pattern:
        parts.append(code(field.pattern))
    parts.append(notes.get((table.name, field.name), ""))
    language = f"@{field.language}" if field.language else ""
    return (
        code(field.name),
        " / ".join(names),
        field.type,
        "●" if field.required else "",
        "；" if field.listed else "",
        "●" if field.grounded else "",
        " ".join(part for part in parts if part),
        code(f"{field.property}{language}" if field.property else ""),
    )
