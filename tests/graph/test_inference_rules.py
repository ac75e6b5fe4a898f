"""Every rule of inference on tables of a few rows: what follows and what does not, shipped rows or not."""

from __future__ import annotations

from datetime import date

import pytest
from pyoxigraph import Literal, Quad

from tsunagu.graph.cells import TypedValue
from tsunagu.graph.inference import inferred_quads
from tsunagu.graph.iris import Iris
from tsunagu.graph.mapping import Mapper
from tsunagu.graph.rows import Row, Tables
from tsunagu.graph.schema import load_schema

IRIS = Iris()
NS = "https://w3id.org/tsunagu/ns#"
Cell = TypedValue | tuple[TypedValue, ...]
Facts = dict[str, set[str]]


def row(table: str, document: str = "japan", /, **cells: Cell) -> Row:
    """One row; a column that is a word of Python is written with a line below."""
    values = {name.rstrip("_"): value if isinstance(value, tuple) else (value,) for name, value in cells.items()}
    return Row(load_schema().tables[table], document, f"{document}/{table}.csv", 1, values)


def kind(name: str, **cells: Cell) -> Row:
    return row("body_types", id=name, label_ja=f"種類{name}", label_en=f"kind {name}", **cells)


def place(code: str, sort: str, prefecture: str) -> Row:
    return row("places", code=code, kind=sort, prefecture=prefecture, label_ja=f"場所{code}", label_en=f"place {code}")


def expectation(name: str, strength: str, place_kind: str = "city", body_type: str = "bt_a") -> Row:
    return row("expectations", id=name, body_type=body_type, place_kind=place_kind, strength=strength)


def body(name: str, kinds: str = "bt_a", where: str = "c1", status: str = "existing", **cells: Cell) -> Row:
    return row("bodies", "plan", id=name, body_types=(kinds,), place=where, status=status, label_ja=f"体{name}",
               label_en=f"body {name}", **{"disclosure": "public", **cells})  # fmt: skip


def duty(**cells: Cell) -> Row:
    made: dict[str, Cell] = {"id": "ld_1", "from_": "bt_a", "to": "bt_b", "kind": "refer", "confidence": "verified"}
    return row("linkage_duties", **{**made, "rule": "stated", **cells})


def linkage(**cells: Cell) -> Row:
    made: dict[str, Cell] = {"id": "l1", "from_": "a1", "to": "bt_b", "kind": "refer", "status": "in_operation"}
    return row("linkages", "plan", **{**made, "layer": "stated", **cells})


LAW = (
    place("c1", "city", "p1"), place("c2", "city", "p1"), place("p1", "prefecture", "p1"), place("t1", "town", "p1"),
    kind("bt_a"), kind("bt_b"), kind("bt_c", disclosure="confidential"), kind("bt_municipality"),
    row("document", "plan", id="plan", authority="c1"),
)  # fmt: skip


def inferred(*rows: Row) -> dict[str, Facts]:
    """What follows from these rows and `LAW`: thing → property → values, all by their last names."""
    quads = inferred_quads(Mapper(Tables((*LAW, *rows), ("plan",)), IRIS))
    found: dict[str, Facts] = {}
    for quad in quads:
        found.setdefault(last(quad, "subject"), {}).setdefault(last(quad, "predicate"), set()).add(last(quad, "object"))
    return found


def last(quad: Quad, part: str) -> str:
    term = getattr(quad, part)
    return term.value if isinstance(term, Literal) else str(term.value).rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def ends(found: dict[str, Facts]) -> set[tuple[str, str]]:
    """The inferred linkages by their ends."""
    return {
        ("".join(facts["from"]), "".join(facts["to"])) for facts in found.values() if "InferredLinkage" in facts["type"]
    }


def expected(found: dict[str, Facts]) -> dict[str, str]:
    """The expected bodies and how strongly law speaks for each."""
    return {name: "".join(facts["modality"]) for name, facts in found.items() if "ExpectedBody" in facts["type"]}


# ---- expected bodies ----


@pytest.mark.parametrize("names", [("e1", "e2", "e3"), ("e3", "e2", "e1"), ("e2", "e3", "e1")])
def test_the_strongest_of_several_expectations_counts(names: tuple[str, ...]) -> None:
    rows = [expectation(name, strength) for name, strength in zip(names, ("may", "endeavour", "must"), strict=True)]
    assert expected(inferred(*rows)) == {"c1-a": "must", "c2-a": "must"}
    assert expected(inferred(*rows[:2])) == {"c1-a": "endeavour"}


def test_what_is_only_encouraged_is_expected_where_a_document_speaks_and_in_its_prefecture() -> None:
    rows = [expectation("e1", "endeavour"), expectation("e2", "may", "prefecture"), expectation("e3", "may", "town")]
    assert expected(inferred(*rows)) == {"c1-a": "endeavour", "p1-a": "may"}


def test_an_expected_body_says_what_it_is_and_from_where() -> None:
    found = inferred(expectation("e1", "must"), kind("bt_long_name"), expectation("e2", "must", "town", "bt_long_name"))
    assert found["c1-a"] == {
        "type": {"ExpectedBody"}, "label": {"場所c1の種類bt_a", "kind bt_a, place c1"}, "bodyType": {"a"},
        "place": {"c1"}, "modality": {"must"}, "layer": {"inferred"}, "inferenceRule": {"expected_from_law"},
        "disclosure": {"public"}, "wasDerivedFrom": {"e1"}, "standsFrom": {"0001-01-01"},
        "standsUntil": {"9999-12-31"},
    }  # fmt: skip
    assert "t1-long-name" in found


def test_an_expected_body_of_a_secret_kind_is_secret() -> None:
    found = inferred(expectation("e1", "must", body_type="bt_c"))
    assert found["c1-c"]["disclosure"] == {"confidential"}


def test_an_order_requires_a_body_where_law_only_encourages_one() -> None:
    named = row("designations", id="d1", body_type="bt_a", place="c2")
    assert expected(inferred(expectation("e1", "may"), named)) == {"c1-a": "may", "c2-a": "must"}
    links = inferred(
        named, duty(from_="bt_a"), row("designations", id="d2", body_type="bt_a", place="c1"), body("b1", "bt_b")
    )
    assert ends(links) == {("c1-a", "b1")}


# ---- linkages from duties of law ----


def test_a_duty_links_named_bodies_before_expected_ones() -> None:
    rows = [expectation("e1", "must"), expectation("e2", "must", body_type="bt_b"), duty()]
    assert ends(inferred(*rows)) == {("c1-a", "c1-b")}
    assert ends(inferred(*rows, body("a1"))) == {("a1", "c1-b")}
    assert ends(inferred(*rows, body("a1"), body("a2"), body("b1", "bt_b"))) == {("a1", "b1"), ("a2", "b1")}


def test_a_body_that_is_not_there_is_no_end() -> None:
    for status in ("planned", "former", "under_study"):
        assert ends(inferred(body("a1"), body("b1", "bt_b", status=status), duty())) == set()


def test_a_body_that_is_not_there_hides_no_other() -> None:
    gone = [body(f"gone-{status}", status=status) for status in ("planned", "former", "under_study")]
    assert ends(inferred(*gone, body("a1"), body("a1"), body("a2"), body("b1", "bt_b"), duty())) == {
        ("a1", "b1"), ("a2", "b1"),
    }  # fmt: skip


def test_a_body_law_only_encourages_or_allows_is_no_end() -> None:
    for strength in ("endeavour", "may"):
        assert ends(inferred(body("a1"), expectation("e1", strength, body_type="bt_b"), duty())) == set()


def test_a_body_of_the_prefecture_is_the_partner_where_the_place_has_none() -> None:
    far, near = body("b9", "bt_b", "p1"), body("b1", "bt_b")
    assert ends(inferred(body("a1"), far, duty())) == {("a1", "b9")}
    assert ends(inferred(body("a1"), far, near, duty())) == {("a1", "b1")}
    assert ends(inferred(body("a1"), body("b2", "bt_b", "c2"), duty())) == set()


def test_no_body_is_linked_with_itself() -> None:
    assert ends(inferred(body("a1"), body("a2"), duty(to="bt_a"))) == {("a1", "a2"), ("a2", "a1")}


@pytest.mark.parametrize("weak", [{"confidence": "memory"}, {"rule": "not_in_law"}])
def test_a_duty_no_law_text_bears_out_links_nobody(weak: dict[str, Cell]) -> None:
    assert ends(inferred(body("a1"), body("b1", "bt_b"), duty(**weak))) == set()


def test_a_duty_holds_in_the_kinds_of_government_it_binds() -> None:
    bodies = [body("a1"), body("b1", "bt_b")]
    assert ends(inferred(*bodies, duty(place_kinds=("city",)))) == {("a1", "b1")}
    assert ends(inferred(*bodies, duty(place_kinds=("prefecture",)))) == set()


# ---- linkages from documents ----


def test_a_linkage_with_a_kind_holds_for_the_bodies_of_that_kind_both_ways() -> None:
    bodies = [body("a1"), body("b1", "bt_b"), body("b2", "bt_b", "c2")]
    assert ends(inferred(*bodies, linkage())) == {("a1", "b1")}
    assert ends(inferred(*bodies, linkage(from_="bt_b", to="a1"))) == {("b1", "a1")}
    assert ends(inferred(*bodies, linkage(layer="reported"))) == {("a1", "b1")}


@pytest.mark.parametrize(
    "told",
    [
        {"status": "planned"},
        {"layer": "planned"},
        {"layer": "opinion"},
        {"to": "bt_municipality"},
        {"to": "b1"},
        {"from_": "bt_a"},
        {"from_": "unnamed"},
        {"from_": "nobody"},
    ],
)
def test_what_a_document_does_not_say_of_kinds_links_nobody(told: dict[str, Cell]) -> None:
    actors = body("m1", "bt_municipality")
    assert ends(inferred(body("a1"), body("b1", "bt_b"), actors, linkage(**told))) == set()


def test_a_body_of_no_place_is_no_end() -> None:
    assert ends(inferred(body("a1", where=""), body("b1", "bt_b", ""), linkage())) == set()


# ---- what is said of an inferred linkage ----


def test_an_inferred_linkage_says_what_its_origin_says() -> None:
    found = inferred(
        body("a1"), body("b1", "bt_b"), linkage(purpose_ja="相談", purpose_en="advice", condition_ja="夜間")
    )
    (held,) = (facts for facts in found.values() if "InferredLinkage" in facts["type"])
    assert held["type"] == {"InferredLinkage", "Linkage"}
    assert held["label"] == {"体a1 → 体b1", "body a1 → body b1"}
    assert (held["linkageKind"], held["layer"], held["inferenceRule"]) == (
        {"refer"},
        {"inferred"},
        {"same_jurisdiction"},
    )
    assert (held["purpose"], held["condition"]) == ({"相談", "advice"}, {"夜間"})


def test_no_purpose_is_said_of_a_secret_end_and_nobody_who_runs_it() -> None:
    secret = body("b1", "bt_b", disclosure="confidential")
    for told in (linkage(purpose_ja="相談", condition_ja="夜間"),
                 linkage(from_="bt_a", to="b1", purpose_ja="相談", condition_ja="夜間")):  # fmt: skip
        found = inferred(body("a1"), secret, told)
        (held,) = (facts for facts in found.values() if "InferredLinkage" in facts["type"])
        assert "purpose" not in held
        assert held["condition"] == {"夜間"}
    for kind_ in ("entrust", "supervise"):
        assert ends(inferred(body("a1"), secret, linkage(kind=kind_))) == set()
        assert ends(inferred(body("a1"), body("b1", "bt_b"), linkage(kind=kind_))) == {("a1", "b1")}


def test_an_expected_body_of_a_secret_kind_may_be_entrusted_with_work() -> None:
    rows = [body("a1"), expectation("e1", "must", body_type="bt_c"), duty(to="bt_c", kind="entrust")]
    assert ends(inferred(*rows)) == {("a1", "c1-c")}


def test_an_inferred_linkage_stands_while_both_ends_and_its_origin_do() -> None:
    first, last_ = date(2025, 4, 1), date(2026, 3, 31)
    found = inferred(body("a1", valid_from=first), body("b1", "bt_b", valid_until=last_), duty())
    (linkage,) = (facts for facts in found.values() if "InferredLinkage" in facts["type"])
    assert (linkage["standsFrom"], linkage["standsUntil"]) == ({"2025-04-01"}, {"2026-03-31"})
