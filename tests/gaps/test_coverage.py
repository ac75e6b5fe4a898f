"""Need x place: how far, on which layers, and what is told where nobody is reached."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.gaps.samples import (
    CITY,
    NEED,
    OTHER,
    PREFECTURE,
    body,
    document,
    link,
    material,
    network,
    service,
)  # fmt: skip
from tsunagu.gaps.coverage import coverage
from tsunagu.gaps.rows import GapRow
from tsunagu.network.model import NATION, Network
from tsunagu.network.records import Body, Duty, Words
from tsunagu.referral.rulebook import PracticeRule, Rulebook

DESK, FAR, HELPER = body("desk"), body("far"), body("helper")
OPEN = service("body/desk", ("function/heal",), needs=frozenset(), entry=True)
CENTRE = Body(
    "expected/centre", "expected", Words("県のセンター", "centre"), kinds=("body-type/centre",), place=PREFECTURE,
    modality="must",
)  # fmt: skip
BY_LAW = Duty("type-function/1", "body-type/centre", "function/consult", "statutory", modality="must")


def row(held: Network, place: str = CITY, **more: object) -> GapRow:
    """The row of the only need."""
    made = material(held, chosen=(place,), **more)  # type: ignore[arg-type]
    (found,) = coverage(made)
    return found


def test_two_steps_by_the_documents() -> None:
    links = [link("body/desk", "body/far"), link("body/far", "body/helper")]
    found = row(network([DESK, FAR, HELPER], links, [OPEN, service("body/helper")]))
    assert (found.state, found.figure("hops"), found.figure("documents")) == ("found", 2, 2)
    assert found.layers == ("stated",)
    assert found.evidence == (OPEN.id, links[0].id, links[1].id, "service/helper")
    assert "2段階" in found.detail.ja
    assert not found.closes


def test_four_steps_are_the_most() -> None:
    chain = [body(f"c{number}") for number in range(6)]
    links = [link(here.id, next_on.id) for here, next_on in pairwise(chain)]
    opened = replace(OPEN, provider="body/c0")
    assert row(network(chain, links, [opened, service("body/c4")])).figure("hops") == 4
    far = row(network(chain, links, [opened, service("body/c5")]))
    assert (far.state, far.figures) == ("stated_otherwise", ())
    assert far.evidence == ("service/c5",)


def test_a_step_of_law_shortens_the_way_and_is_told_apart() -> None:
    links = [
        link("body/desk", "body/far"),
        link("body/far", "body/helper"),
        link("body/desk", "body/helper", layer="inferred", document=""),
    ]
    found = row(network([DESK, FAR, HELPER], links, [OPEN, service("body/helper")]))
    assert (found.figure("hops"), found.figure("documents")) == (1, 2)
    assert found.layers == ("stated",), "it is found by documents alone"
    assert found.state == "found"


def test_what_a_document_reports_is_found_in_a_document() -> None:
    links = [link("body/desk", "body/helper", layer="reported")]
    services = [replace(OPEN, layer="reported"), service("body/helper", layer="reported")]
    found = row(network([DESK, HELPER], links, services))
    assert (found.state, found.figure("hops"), found.figure("documents")) == ("found", 1, 1)
    assert found.layers == ("reported",)


def test_what_rests_on_law_alone_is_no_finding_in_a_document() -> None:
    found = row(network([CENTRE], duties=[BY_LAW]))
    assert (found.state, found.figure("hops"), found.figure("documents")) == ("law_only", 0, None)
    assert found.layers == ("statutory", "inferred")
    assert found.closes


@pytest.mark.parametrize(
    "duty",
    [
        replace(BY_LAW, function="function/staff"),
        replace(BY_LAW, kind="body-type/police"),
    ],
)
def test_what_law_does_not_give(duty: Duty) -> None:
    assert row(network([CENTRE], duties=[duty])).state == "not_found"


@pytest.mark.parametrize("doubted", [replace(BY_LAW, modality="may"), replace(BY_LAW, confidence="memory")])
def test_what_law_only_permits_or_nobody_verified_is_to_confirm(doubted: Duty) -> None:
    found = row(network([CENTRE], duties=[doubted]))
    assert (found.state, found.figure("hops"), found.figure("unsure")) == ("stated_otherwise", 0, 1)
    assert "要確認" in found.detail.ja


def test_chosen_layers_are_kept_to() -> None:
    assert row(network([CENTRE], duties=[BY_LAW]), layers=("stated", "reported")).state == "not_found"
    stated = network([DESK, HELPER], [link("body/desk", "body/helper")], [OPEN, service("body/helper")])
    assert row(stated, layers=("reported",)).state == "stated_otherwise"


def test_the_door_of_another_service_is_told() -> None:
    door = replace(OPEN, id="service/open", label=Words("開いた窓口", "open desk"))
    found = row(network([DESK], [], [door, service("body/desk", id="service/other")]))
    assert found.figure("hops") == 0
    assert "要確認" in found.detail.ja
    assert "開いた窓口" in found.detail.ja
    straight = network([DESK], [], [service("body/desk", entry=True)])
    assert "要確認" not in row(straight).detail.ja


@pytest.mark.parametrize(("status", "state"), [("planned", "planned"), ("under_study", "under_study")])
def test_services_to_come(status: str, state: str) -> None:
    held = network([HELPER], [], [service("body/helper", status=status, layer="planned")])
    assert row(held).state == state


def test_a_service_that_does_something_else_for_the_need() -> None:
    found = row(network([HELPER], [], [service("body/helper", ("function/heal",))]))
    assert (found.state, found.evidence) == ("stated_otherwise", ("service/helper",))
    # Training of staff meets nobody's need, though the need lists it.
    assert row(network([HELPER], [], [service("body/helper", ("function/staff",))])).state == "not_found"


def test_other_towns_do_not_serve_and_the_prefecture_does() -> None:
    elsewhere = network([body("helper", place=OTHER)], [], [service("body/helper", entry=True)])
    assert row(elsewhere).state == "not_found"
    above = network([body("helper", place=PREFECTURE)], [], [service("body/helper", entry=True)])
    assert row(above).figure("hops") == 0
    assert row(above, place=OTHER).figure("hops") == 0


def test_bodies_of_unknown_place_serve_only_where_a_document_names_them() -> None:
    documents = [document(), document("document/second", OTHER)]
    held = network([body("helper", place=NATION)], [], [service("body/helper", entry=True)], documents=documents)
    assert row(held).figure("hops") == 0
    assert row(held, place=OTHER).state == "not_found"


def test_confidential_bodies_are_no_door() -> None:
    held = network([body("helper", disclosure="confidential")], [], [service("body/helper", entry=True)])
    assert row(held).state == "stated_otherwise"


def test_a_desk_that_does_not_speak_of_the_need_is_to_confirm() -> None:
    general = service("body/desk", needs=frozenset(), entry=True)
    found = row(network([DESK], [], [general]))
    assert (found.state, found.figure("unsure")) == ("stated_otherwise", 1)
    assert NEED.id in found.subjects


def test_a_document_that_does_not_name_the_need_is_no_finding() -> None:
    """A way by law that speaks of the need is law alone, though some desk of a document may help."""
    general = replace(OPEN, needs=frozenset())
    found = row(network([DESK, CENTRE], [], [general], [BY_LAW]))
    assert (found.state, found.figure("documents")) == ("law_only", None)


def test_the_way_is_to_the_need_and_not_to_a_desk_practice_requires_too() -> None:
    required = PracticeRule("practice/p", Words("警察", "Police"), "require", needs=frozenset({NEED.id}),
                            kinds=("body-type/police",))  # fmt: skip
    police = body("police", kinds=("body-type/police",))
    held = network([DESK, police], [], [service("body/desk", entry=True)])
    used = replace(material(held, chosen=(CITY,)), rulebook=Rulebook(practice=(required,)))
    (found,) = coverage(used)
    assert (found.state, found.evidence) == ("found", ("service/desk",))
