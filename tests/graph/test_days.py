"""From when until when facts stand: documents, lives of bodies, changes, and what is on no known day."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tsunagu.graph.cells import TypedValue
from tsunagu.graph.days import ALWAYS, FIRST, LAST, NEVER, Days, Standing
from tsunagu.graph.rows import Row, Tables
from tsunagu.graph.schema import load_schema
from tsunagu.queries.engines import OxigraphEngine

START = date(2026, 4, 1)
OLD, NEW = date(2018, 7, 1), date(2024, 3, 31)
PREFIX = "PREFIX tsg: <https://w3id.org/tsunagu/ns#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
WITH_DAYS = ("Body", "ExpectedBody", "Service", "Linkage", "InferredLinkage", "LinkageDuty")


def row(table: str, document: str = "plan", **cells: TypedValue) -> Row:
    values = {name.rstrip("_"): (value,) for name, value in cells.items()}
    return Row(load_schema().tables[table], document, table, 1, values)


def standing(*rows: Row) -> Standing:
    dated, undated = row("document", id="plan", period_start=START, period_end=START), row("document", "old", id="old")
    return Standing(Tables((dated, undated, *rows), ()))


def body(name: str = "b", status: str = "existing", **cells: TypedValue) -> Row:
    return row("bodies", "plan", id=name, status=status, **cells)


def service(status: str = "in_operation", document: str = "plan", **cells: TypedValue) -> Row:
    return row("services", document, provider="b", status=status, **cells)


def test_a_fact_stands_from_the_first_day_of_its_document_and_after_its_last() -> None:
    assert standing(body()).of_fact(service()) == Days(START, LAST)


def test_a_fact_of_an_undated_document_and_of_law_stands_always() -> None:
    assert standing(body()).of_fact(service(document="old")) == ALWAYS
    assert standing().of_fact(row("linkage_duties", "japan", from_="bt_a", to="bt_b")) == ALWAYS


@pytest.mark.parametrize("status", ["planned", "under_study", "ended", "not_done", "requested"])
def test_what_is_not_in_operation_stands_on_no_day(status: str) -> None:
    assert standing(body()).of_fact(service(status)) == NEVER


def test_a_body_stands_for_its_own_life_whenever_it_is_spoken_of() -> None:
    assert standing(body()).of_body("b") == ALWAYS
    assert standing(body(valid_from=OLD, valid_until=NEW)).of_body("b") == Days(OLD, NEW)
    assert standing().of_body("bt_dvc") == ALWAYS


@pytest.mark.parametrize("status", ["planned", "under_study", "former"])
def test_a_body_that_is_not_there_stands_on_no_day(status: str) -> None:
    assert standing(body(status=status)).of_body("b") == NEVER


def test_a_former_body_stood_until_its_last_day() -> None:
    assert standing(body(status="former", valid_until=NEW)).of_body("b") == Days(FIRST, NEW)


def test_of_two_documents_the_one_that_knows_the_body_counts() -> None:
    assert standing(body(status="planned"), body(valid_from=OLD)).of_body("b") == Days(OLD, LAST)


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("renamed", Days(FIRST, NEW), Days(date(2024, 4, 1), LAST)),
        ("split", Days(FIRST, NEW), Days(date(2024, 4, 1), LAST)),
        ("merged", Days(FIRST, NEW), ALWAYS),
        ("transferred", ALWAYS, ALWAYS),
        ("function_given", ALWAYS, ALWAYS),
    ],
)
def test_dated_changes_end_and_begin_bodies(kind: str, before: Days, after: Days) -> None:
    change = row("body_changes", from_="b", to="c", kind=kind, date=date(2024, 4, 1))
    found = standing(body(), body("c"), change)
    assert (found.of_body("b"), found.of_body("c")) == (before, after)


def test_an_undated_change_and_a_renamed_kind_say_nothing() -> None:
    undated = row("body_changes", from_="b", to="c", kind="renamed")
    kind = row("body_changes", from_="b", to="b", kind="renamed", date=NEW)
    assert standing(body(), undated, kind).of_body("b") == ALWAYS


def test_a_service_and_a_linkage_stand_only_while_their_bodies_do() -> None:
    gone = body(status="former", valid_until=NEW)
    assert standing(gone).of_fact(service(document="old")) == Days(FIRST, NEW)
    assert standing(gone).of_fact(service()) == NEVER
    late = body("desk", valid_from=date(2026, 10, 1))
    assert standing(body(), late).of_fact(service(desk="desk")) == Days(date(2026, 10, 1), LAST)
    link = row("linkages", from_="b", to="desk", status="in_operation")
    assert standing(body(), late).of_fact(link) == Days(date(2026, 10, 1), LAST)


@pytest.mark.parametrize("kind", WITH_DAYS)
def test_everything_that_stands_says_from_when_until_when_once(kind: str, engine: OxigraphEngine) -> None:
    text = f"""{PREFIX}SELECT (COUNT(DISTINCT ?x) AS ?all) (COUNT(?from) AS ?said) (COUNT(DISTINCT ?y) AS ?y) {{
      {{ ?x a tsg:{kind} }} UNION {{ SELECT DISTINCT ?y ?from ?until {{
        ?y a tsg:{kind} ; tsg:standsFrom ?from ; tsg:standsUntil ?until
        FILTER(DATATYPE(?from) = xsd:date && DATATYPE(?until) = xsd:date) }} }} }}"""
    things, said, once = engine.select(re.sub(r"AS \?y\)", "AS ?once)", text)).rows[0]
    assert things == said == once != "0"


def test_no_desk_that_is_not_open_says_that_one_may_come(engine: OxigraphEngine) -> None:
    open_desks = engine.select(PREFIX + "SELECT DISTINCT ?status { ?s tsg:entryPoint ?e ; tsg:status ?status }").rows
    assert open_desks == (("https://w3id.org/tsunagu/status/in_operation",),)
    planned = engine.select(
        PREFIX + "SELECT DISTINCT ?from { ?s tsg:plannedEntryPoint ?e ; tsg:standsFrom ?from }"
    ).rows
    assert planned == (("9999-12-31",),)


def test_a_renamed_centre_has_the_life_its_change_tells(engine: OxigraphEngine) -> None:
    text = (
        PREFIX
        + "SELECT DISTINCT ?from ?until { ?body tsg:standsFrom ?from ; tsg:standsUntil ?until FILTER(?body = <%s>) }"
    )
    name = "https://w3id.org/tsunagu/body/110001-"
    assert engine.select(text % f"{name}saitama-shigoto-senta").rows == (("2021-04-01", "9999-12-31"),)
    assert engine.select(text % f"{name}saitama-ken-fujin-sodan-senta").rows == (("0001-01-01", "2024-03-31"),)
