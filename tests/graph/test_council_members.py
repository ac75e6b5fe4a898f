"""Who is named as a member of a council: a membership of its own, for bodies, kinds and open partners."""

from __future__ import annotations

from tsunagu.graph.iris import Iris
from tsunagu.graph.rows import Tables
from tsunagu.queries.engines import OxigraphEngine

IRIS = Iris()
PREFIXES = "".join(f"PREFIX {name}: <{IRIS.expand(name + ':')}> " for name in ("tsg", "org", "rdfs"))


def test_a_council_is_a_collaboration_of_the_document(tables: Tables) -> None:
    kinds = {(row.document, row.key[0]): row.text("kind") for row in tables.of("bodies")}
    members = list(tables.of("council_members"))
    assert len(members) == 13
    assert {kinds[row.document, row.text("council")] for row in members} == {"collaboration"}


def test_a_member_of_a_planned_council_stands_on_no_day(engine: OxigraphEngine) -> None:
    rows = engine.select(
        PREFIXES + "SELECT ?status ?begins ?ends { ?m a tsg:CouncilMembership ; tsg:status ?status ;"
        " tsg:standsFrom ?begins ; tsg:standsUntil ?ends }"
    ).rows
    planned = {row[1:] for row in rows if row[0].endswith("/planned")}
    running = {row[1:] for row in rows if row[0].endswith("/in_operation")}
    assert planned == {("9999-12-31", "0001-01-01")}
    assert running
    assert all(begins <= ends for begins, ends in running)


def test_memberships_are_those_of_org_and_name_a_member_to_it_only_where_it_is_a_body(engine: OxigraphEngine) -> None:
    """One of the thirteen leads to a kind that is not public, and of such nothing is said in the terms of others."""
    told = engine.select(
        PREFIXES + "SELECT ?m ?member { ?m a org:Membership ; org:organization ?c ; tsg:councilMember ?who"
        " OPTIONAL { ?m org:member ?member } }"
    ).rows
    assert len(told) == 12
    assert [member for _, member in told if member] == [IRIS.base + "body/142140-chiiki-taisaku-bu"]


def test_an_unnamed_member_keeps_its_printed_word(engine: OxigraphEngine) -> None:
    rows = engine.select(
        PREFIXES
        + "SELECT ?name ?printed { ?m a tsg:CouncilMembership ; tsg:councilMember ?who ; tsg:printedForm ?printed ."
        ' ?who a tsg:UnnamedPartner ; rdfs:label ?name FILTER(LANG(?name) = "ja") }'
    ).rows
    assert len(rows) > 5
    assert all(name == printed for name, printed in rows)
