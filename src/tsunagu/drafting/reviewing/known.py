"""Things of the graph a cell may name: from the id under which they are found to the one tables use."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tsunagu.drafting.reviewing.changes import Row
from tsunagu.drafting.reviewing.telling import law_tables
from tsunagu.graph.build import load_tables
from tsunagu.graph.iris import CONCEPT_TABLES, Iris
from tsunagu.graph.schema import load_schema
from tsunagu.names.kinds import Kind

KINDS: Mapping[str, Kind] = {
    "bodies": "body", "body_types": "kind", "functions": "function", "needs": "need", "statutes": "statute",
    "places": "place",
}  # fmt: skip
"""What is searched for a column that names rows of a table."""


@cache
def table_ids() -> Mapping[str, str]:
    """The id in tables of each concept, law and place, by the id it is found under: `body-type/wsc` is `bt_wsc`."""
    iris, tables = Iris(), law_tables()
    found = {iris.table_concept(name, row.key[0]).removeprefix(iris.base): row.key[0]
             for name in CONCEPT_TABLES for row in tables.of(name)}  # fmt: skip
    found |= {f"place/{row.key[0]}": row.key[0] for row in tables.of("places")}
    laws = ((iris.law(row.text("egov_id") or row.key[0]), row.key[0]) for row in tables.of("statutes"))
    return found | {iri.removeprefix(iris.base): key for iri, key in laws}


def known_body(identifier: str) -> Row | None:
    """The row of a body of the shipped documents as texts, by its id in tables; None where none has it."""
    return _bodies().get(identifier)


@cache
def _bodies() -> Mapping[str, Row]:
    columns = load_schema().tables["bodies"].columns
    left = {"spans", "anchors", "printed", "note"}
    found: dict[str, Row] = {}
    for row in load_tables().of("bodies"):
        if row.text("disclosure") == "public":
            values = {name: "；".join(row.texts(name)) for name in columns if name not in left}
            found.setdefault(row.text("id"), values)
    return found
