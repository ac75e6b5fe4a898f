"""The tables as a Frictionless Data Package: a descriptor any Data Package tool reads.

`graph/tables.yaml` holds more than the standard knows (RDF properties, grounded columns). This makes the
standard part of it: types, constraints, primary keys. Periods are strings with a pattern.

Reference: https://specs.frictionlessdata.io (Data Package 1.0, Table Schema 1.0).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tsunagu.graph.folders import LAW_FOLDER, document_folders, kind_of, register_folders
from tsunagu.graph.schema import Field, Schema, Table

_PERIOD = r"(FY\d{4}|\d{4}(-\d{2}(-\d{2})?)?)(/(FY\d{4}|\d{4}(-\d{2}(-\d{2})?)?))?"


LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def described_tables(schema: Schema, graph: Path) -> list[tuple[Table, Path]]:
    """Every table file below `graph` with its table: law, documents, registers."""
    folders = [graph / LAW_FOLDER, *document_folders(graph), *register_folders(graph)]
    found = ((table, folder / f"{table.name}.csv") for folder in folders for table in schema.of_folder(kind_of(folder)))
    return [(table, path) for table, path in found if path.exists()]


def limits_of(field: Field) -> tuple[tuple[str, ...], str | None]:
    """The words a cell may hold, and the pattern it must have; of a column of several values neither is told."""
    if field.listed:
        return (), None
    return field.choices, _PERIOD if field.type == "period" else field.pattern


def descriptor(schema: Schema, graph: Path) -> dict[str, Any]:
    """Every table file below `graph` as the standard describes it, in plain data; O(files)."""
    resources = [resource(table, path, graph) for table, path in described_tables(schema, graph)]
    return {
        "name": "tsunagu-tables",
        "profile": "data-package",
        "title": "tsunagu: tables",
        "licenses": [{"name": "CC-BY-4.0", "path": LICENCE}],
        "resources": resources,
    }


def descriptor_text(schema: Schema, graph: Path) -> str:
    """What stands in `graph/datapackage.json`: the descriptor as JSON that ends in a line break."""
    return json.dumps(descriptor(schema, graph), ensure_ascii=False, indent=1) + "\n"


def resource(table: Table, path: Path, graph: Path) -> dict[str, Any]:
    """A table file as the standard describes it, its path told from `graph` on."""
    return {
        "name": f"{path.parent.name}-{table.name}".replace("_", "-"),
        "path": path.relative_to(graph).as_posix(),
        "profile": "tabular-data-resource",
        "title": table.title,
        "encoding": "utf-8",
        "schema": {"fields": [_field(field) for field in table.fields], "primaryKey": list(table.key)},
    }


def _field(field: Field) -> dict[str, Any]:
    shown: dict[str, Any] = {"name": field.name, "title": field.title, "type": _type(field)}
    limits: dict[str, Any] = {"required": True} if field.required else {}
    choices, pattern = limits_of(field)
    limits |= {"enum": list(choices)} if choices else {}
    limits |= {"pattern": pattern} if pattern else {}
    if limits:
        shown["constraints"] = limits
    return shown


def _type(field: Field) -> str:
    return "string" if field.type == "period" or field.listed else field.type
