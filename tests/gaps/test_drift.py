"""Two plans of one local government."""

from __future__ import annotations

from dataclasses import replace

from tests.gaps.samples import CITY, OTHER, PLAN, SECOND, body, document, link, material, measure, network
from tsunagu.gaps.drift import drift
from tsunagu.gaps.rows import GapRow
from tsunagu.network.records import Body, Concept, Linkage, Words
from tsunagu.network.statements import Measure, Responsibility, Statements

DOCUMENTS = (document(), document(SECOND))
BOTH = (PLAN, SECOND)


def rows(
    bodies: list[Body], links: tuple[Linkage, ...] = (), said: Statements | None = None,
    documents: tuple[Concept, ...] = DOCUMENTS,
) -> list[GapRow]:  # fmt: skip
    return list(drift(material(network(bodies, links, documents=documents), said, chosen=(CITY,))))


def charge(document_id: str, row: str, name: str) -> Responsibility:
    plan = document_id.removeprefix("document/")
    return Responsibility(f"responsibility/{plan}/{row}/{name}", document_id, f"measure/{plan}/{row}", f"body/{name}")


def test_one_plan_alone_has_no_drift() -> None:
    assert rows([body("a")], documents=(document(), document(SECOND, OTHER))) == []


def test_in_charge_in_one_plan_only() -> None:
    charges = (charge(PLAN, "1", "a"), charge(PLAN, "2", "a"), charge(SECOND, "1", "b"), charge(PLAN, "3", "b"))
    said = Statements(responsibilities=charges)
    (found,) = rows([body("a"), body("b", documents=BOTH)], said=said)
    assert (found.subjects, found.state) == (("body/a", PLAN, SECOND), "not_found")
    assert found.evidence == (charges[0].id, charges[1].id)
    (named,) = rows([body("a", documents=BOTH), body("b", documents=BOTH)], said=said)
    assert named.state == "stated_otherwise"


def test_named_in_one_plan_only() -> None:
    (found,) = rows([body("a"), body("b", documents=BOTH)])
    assert (found.subjects[0], found.state) == ("body/a", "not_found")


def test_two_printed_names_of_one_body() -> None:
    names = {("body/a", PLAN): ("こども相談課",), ("body/a", SECOND): ("子ども相談係",)}
    (found,) = rows([body("a", documents=BOTH)], said=Statements(names=names))
    assert (found.subjects, found.state) == (("body/a",), "stated_otherwise")
    same = {("body/a", PLAN): ("コドモ相談課",), ("body/a", SECOND): ("こども相談課",)}
    assert rows([body("a", documents=BOTH)], said=Statements(names=same)) == []


def test_two_bodies_whose_names_are_alike() -> None:
    section = replace(body("a"), label=Words("こども家庭相談課", "a"))
    two = replace(body("b", documents=(SECOND,)), label=Words("こども相談課", "b"))
    alike = [found for found in rows([section, two]) if len(found.subjects) == 2]
    assert [found.subjects for found in alike] == [("body/a", "body/b")]
    other = replace(two, label=Words("道路管理課", "b"))
    assert not [found for found in rows([section, other]) if len(found.subjects) == 2]
    assert not [found for found in rows([section, replace(two, place=OTHER)]) if len(found.subjects) == 2]


def test_a_linkage_in_one_plan_only_between_bodies_both_name() -> None:
    bodies = [body("a", documents=BOTH), body("b", documents=BOTH)]
    (found,) = rows(bodies, (link("body/a", "body/b"),))
    assert (found.subjects, found.state) == (("body/a", "body/b"), "not_found")
    again = link("body/a", "body/b", document=SECOND, id="linkage/again")
    assert rows(bodies, (link("body/a", "body/b"), again)) == []


def test_a_need_with_nobody_in_charge_in_both_plans() -> None:
    met = {"functions": frozenset({"function/consult"}), "needs": frozenset({"need/dv"})}
    first, second = measure("1", "ア", **met), measure("9", "イ", document=SECOND, **met)
    bodies = [body("a", documents=BOTH), body("b", documents=BOTH)]
    held = {measure.id: measure for measure in (first, second)}
    apart = Statements(held, responsibilities=(charge(PLAN, "1", "a"), charge(SECOND, "9", "b")))
    found = next(row for row in rows(bodies, said=apart) if row.subjects[0] == "need/dv")
    assert (found.state, found.subjects) == ("stated_otherwise", ("need/dv", "body/a", "body/b"))
    assert set(found.evidence) == {
        first.id,
        second.id,
        *(responsibility.id for responsibility in apart.responsibilities),
    }
    shared = replace(apart, responsibilities=(*apart.responsibilities, charge(SECOND, "9", "a")))
    assert not [row for row in rows(bodies, said=shared) if row.subjects[0] == "need/dv"]
    trained = {**held, first.id: replace(first, functions=frozenset({"function/staff"}))}
    assert not [row for row in rows(bodies, said=replace(apart, measures=trained)) if row.subjects[0] == "need/dv"]


def test_measures_of_like_name_and_who_is_in_charge() -> None:
    first, second = measure("1", "子育て支援センターの運営"), measure("9", "子育て支援センターの運営", document=SECOND)
    held: dict[str, Measure] = {measure.id: measure for measure in (first, second)}
    bodies = [body("a", documents=BOTH), body("b", documents=BOTH)]
    apart = Statements(held, responsibilities=(charge(PLAN, "1", "a"), charge(SECOND, "9", "b")))
    found = next(row for row in rows(bodies, said=apart) if row.subjects == (first.id, second.id))
    assert found.state == "stated_otherwise"
    assert found.closes
    shared = Statements(held, responsibilities=(charge(PLAN, "1", "a"), charge(SECOND, "9", "a")))
    (same,) = rows(bodies, said=shared)
    assert (same.state, same.subjects) == ("found", (first.id, second.id))
    unlike = {**held, second.id: replace(second, label=Words("道路の清掃", "roads"))}
    assert not [row for row in rows(bodies, said=Statements(unlike)) if row.subjects == (first.id, second.id)]
