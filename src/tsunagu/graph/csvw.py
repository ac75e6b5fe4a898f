"""The tables as CSV on the Web: metadata any reader of CSVW takes, beside the Data Package.

A choice is a pattern of the words it allows, for CSVW has no list of them; columns of several values have `；` as
separator. The RDF of the tables is not made from this but from `graph/tables.yaml`, which knows more than CSVW can say.

Reference: https://www.w3.org/TR/tabular-metadata/
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tsunagu.graph.datapackage import LICENCE, described_tables, limits_of
from tsunagu.graph.schema import Field, Schema, Table

NAME = "csv-metadata.json"
_TYPES = {
    "string": "string", "period": "string", "integer": "integer", "number": "decimal", "date": "date",
    "yearmonth": "gYearMonth",
}  # fmt: skip


def csvw(schema: Schema, graph: Path) -> dict[str, Any]:
    """Every table file below `graph` as CSVW describes it, in plain data; O(files)."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "ja"}],
        "dc:title": _both("つなぐの表", "Tables of tsunagu"),
        "dc:license": {"@id": LICENCE},
        "tables": [
            _table(table, path.relative_to(graph).as_posix()) for table, path in described_tables(schema, graph)
        ],
    }


def csvw_text(schema: Schema, graph: Path) -> str:
    """What stands in `graph/csv-metadata.json`: JSON that ends in a line break."""
    return json.dumps(csvw(schema, graph), ensure_ascii=False, indent=1) + "\n"


def _table(table: Table, url: str) -> dict[str, Any]:
    columns = [_column(field) for field in table.fields]
    return {"url": url, "dc:title": _both(table.title, table.title_en),
            "tableSchema": {"columns": columns, "primaryKey": list(table.key)}}  # fmt: skip


def _column(field: Field) -> dict[str, Any]:
    said: dict[str, Any] = {"name": field.name, "titles": [field.name], "datatype": _datatype(field)}
    said |= {"dc:title": _both(field.title, field.title_en)} if field.title else {}
    said |= {"required": True} if field.required else {}
    return said | ({"separator": "；"} if field.listed else {})


def _datatype(field: Field) -> dict[str, Any]:
    if field.type == "boolean":
        return {"base": "boolean", "format": "true|false"}
    choices, pattern = limits_of(field)
    said: dict[str, Any] = {"base": "string" if field.listed else _TYPES[field.type]}
    if choices:
        said["format"] = "|".join(map(re.escape, choices))
    elif pattern and said["base"] == "string":
        said["format"] = pattern
    return said


def _both(japanese: str, english: str) -> list[dict[str, str]]:
    said = (("ja", japanese), ("en", english))
    return [{"@value": words, "@language": language} for language, words in said if words]
