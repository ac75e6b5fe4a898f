"""Make the small fixture anew: a few rows of each document and everything they refer to, and the expected answers.

Run `python -m tests.queries.regenerate` after a question or the model changed, then READ the differences in
`fixtures/expected/`: they are the truth the tests compare with.
"""

from __future__ import annotations

import json
from pathlib import Path

from pyoxigraph import RdfFormat, Store, serialize

from tsunagu.gaps.findings import concluded
from tsunagu.graph.build import load_tables
from tsunagu.graph.dataset import build_quads
from tsunagu.graph.iris import Iris
from tsunagu.graph.references import References
from tsunagu.graph.rows import Row, Tables
from tsunagu.queries.answers import Answer
from tsunagu.queries.catalogue import load_catalogue
from tsunagu.queries.engines import OxigraphEngine

FIXTURES = Path(__file__).resolve().parent / "fixtures"
CHOSEN = {
    "kunitachi-gender": {
        "13",
        "13.1",
        "15",
        "15.1",
        "16",
        "16.2",
        "18",
        "20",
        "20.1",
        "20.2",
        "20.4",
        "22.1",
        "26",
        "s9",
    },
    "isehara-review": {"1", "4", "49", "50", "52", "66", "140007-kanagawa-ken-dv-shien-senta"},
    "saitama-women": {"I-4", "I-4-(3)", "I-4-(3)-2", "I-5-(3)", "I-8-(2)", "c1-2", "c2-t6", "c1-6-(2)-e"},
    "kamakura-gender": {"V-2-(2)-1", "II-2-(1)-1", "VI-3-(3)-1", "III-1-(4)-5", "VI-2-(1)-2"},
    "kurashi-shien-navi": {
        "kurashi-shien-navi",
        "prefecture-dv-center-14",
        "prefecture-child-guidance-center-14",
        "jp-14204-housing-benefit",
        "jp-14204-city-general",
    },
    "kamakura-welfare": {"1-1-1-1", "1-1-2-8", "2-1-1-2", "3-1-1-1", "4-3-2-1"},
}
INDICATORS = {
    "saitama-women": {"k2", "k2-baseline"},
    "isehara-review": {"1-(1)-b-baseline", "1-(1)-b-target", "1-(1)-b-actual", "1-(1)-a-actual-views"},
}
NAMING = {Iris().expand(name) for name in ("rdf:type", "rdfs:label")}
LAW = {
    "linkage_duties": {"ld_001", "ld_020", "ld_030", "ld_037", "ld_041", "ld_050", "ld_159"},
    "type_functions": {"bf_196", "bf_001", "bf_004", "bf_016"},
    "articles": {"law_women_support:9(1)"},
    "checklist": {"ck_15", "ck_20"},
    "confidentiality": {"C2"},
    "emergency_numbers": {"110", "#8008"},
    "written_lines": {"wl_110_app"},
    "body_types": {"bt_private_shelter", "bt_wsc", "bt_dvc", "bt_ws_counselor"},
    "needs": {"nd_dv"},
    "circumstances": {"ci_woman", "ci_man", "ci_interpreter", "ci_stays_home"},
    "audiences": {"au_wsc_women", "au_dvc_victim", "au_child_guidance_parent", "au_onestop_victim"},
    "practice": {"pr_danger_110", "pr_dv_man", "pr_man_not_wsc", "pr_address_register"},
    "actors": {"ac_medical"},
    "expectations": {"ex_welfare_office_city", "ex_child_section_municipality", "ex_wsc_prefecture"},
    "competence": {"co_wsc_prefecture", "co_welfare_office_own"},
    "designations": {"de_child_guidance_yokosuka"},
    "conditions": {"cd_001", "cd_013", "cd_024", "cd_084", "cd_158"},
    "phrases": {"ph_0118", "ph_0123", "ph_0128", "ph_2209"},
}
EXPECTED_KINDS = {"bt_wsc", "bt_dvc", "bt_ws_counselor", "bt_minsei", "bt_welfare_office"}


def chosen(row: Row) -> bool:
    """Tell whether a row is part of the fixture in its own right."""
    name, key = row.table.name, row.key[0]
    if name in ("tags_first", "tags_second"):
        return False
    if row.document == "japan":
        return key in LAW.get(name, set()) or (name == "expectations" and row.text("body_type") in EXPECTED_KINDS)
    wanted = CHOSEN[row.document]
    if name == "document" or (name == "body_changes" and key in ("bc-1", "bc-5")):
        return True
    return key in INDICATORS.get(row.document, set()) or key in wanted or row.text("row") in wanted


def closed(tables: Tables) -> Tables:
    """Return the chosen rows and, again and again, the rows they refer to."""
    references = References(tables)
    by_key = {(row.document, row.table.name, row.key[0]): row for row in tables.rows}
    kept = {id(row): row for row in tables.rows if chosen(row)}
    waiting = list(kept.values())
    while waiting:
        row = waiting.pop()
        for table, value in _referred(row, references):
            own = by_key.get((row.document, table, value)) or by_key.get(("japan", table, value))
            found = own or next((other for other in tables.of(table) if other.key[0] == value), None)
            if found is not None and id(found) not in kept:
                kept[id(found)] = found
                waiting.append(found)
    return Tables(tuple(row for row in tables.rows if id(row) in kept), tables.documents)


def _referred(row: Row, references: References) -> list[tuple[str, str]]:
    """Return table and key of every row that a row names, the provisions of law it rests on among them."""
    named = [
        (references.table_of(value, field.refers, row.document) or "", value)
        for field in row.table.fields
        if field.refers
        for value in row.texts(field.name)
    ]
    return named + [("articles", f"{row.text('statute')}:{article}") for article in row.texts("article")]


def small_store(trig: bytes) -> OxigraphEngine:
    """Return an engine over a TriG text."""
    store = Store()
    store.load(trig, format=RdfFormat.TRIG)
    return OxigraphEngine(store)


def as_text(answer: Answer) -> str:
    """Return an answer as it is committed: one row a line."""
    rows = [json.dumps(row, ensure_ascii=False) for row in answer.rows]
    return "[\n" + ",\n".join([json.dumps(answer.columns, ensure_ascii=False), *rows]) + "\n]\n"


def main() -> None:
    """Write the fixture and every expected answer."""
    vocabulary = Iris().graph("vocabulary")
    quads = [
        quad
        for quad in build_quads(closed(load_tables()), Iris())
        if getattr(quad.graph_name, "value", "") != vocabulary
        or "/ns#" not in str(quad.subject)
        or quad.predicate.value in NAMING
    ]
    store = Store()
    store.extend(quads)
    quads += concluded(store, Iris())
    trig = serialize(quads, format=RdfFormat.TRIG, prefixes=Iris().prefixes) or b""
    (FIXTURES / "small.trig").write_bytes(trig)
    engine = small_store(trig)
    for old in (FIXTURES / "expected").glob("*.json"):
        old.unlink()
    for query in load_catalogue().queries.values():
        path = FIXTURES / "expected" / f"{query.id}.json"
        path.write_text(as_text(engine.select(query.text)), encoding="utf-8")
    print(len(quads), "quads,", len(load_catalogue().queries), "answers")


if __name__ == "__main__":
    main()
