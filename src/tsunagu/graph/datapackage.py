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


def descriptor(schema: Schema, graph: Path) -> dict[str, Any]:
    """Every table file below `graph` as the standard describes it, in plain data; O(files)."""
    folders = [graph / LAW_FOLDER, *document_folders(graph), *register_folders(graph)]
    resources = [
        _resource(table, folder, graph)
        for folder in folders
        for table in schema.of_folder(kind_of(folder))
        if (folder / f"{table.name}.csv").exists()
    ]
    return {
        "name": "tsunagu-tables",
        "profile": "data-package",
        "title": "tsunagu: tables",
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "resources": resources,
    }


def descriptor_text(schema: Schema, graph: Path) -> str:
    """What stands in `graph/datapackage.json`: the descriptor as JSON that ends in a line break."""
    return json.dumps(descriptor(schema, graph), ensure_ascii=False, indent=1) + "\n"


def _resource(table: Table, folder: Path, graph: Path) -> dict[str, Any]:
    return {
        "name": f"{folder.name}-{table.name}".replace("_", "-"),
        "path": (folder / f"{table.name}.csv").relative_to(graph).as_posix(),
        "profile": "tabular-data-resource",
        "title": table.title,
        "encoding": "utf-8",
        "schema": {"fields": [_field(field) for field in table.fields], "primaryKey": list(table.key)},
    }


def _field(field: Field) -> dict[str, Any]:
    shown: dict[str, Any] = {"name": field.name, "title": field.title, "type": _type(field)}
    limits: dict[str, Any] = {"required": True} if field.required else {}
    if field.choices and not field.listed:
        limits["enum"] = list(field.choices)
    pattern = _PERIOD if field.type == "period" and not field.listed else field.pattern
    if pattern and not field.listed:
        limits["pattern"] = pattern
    if limits:
        shown["constraints"] = limits
    return shown


def _type(field: Field) -> str:
    return "string" if field.type == "period" or field.listed else field.type
