"""Cells of needs and stages: what documents say first, else who has the duty by law."""

from __future__ import annotations

import pytest

from tests.gaps.samples import CITY, NEED, OTHER, PREFECTURE, body, material, network, service
from tsunagu.gaps.need_stages import NeedStage, need_stages
from tsunagu.gaps.stages import stages
from tsunagu.network.records import Body, Duty, Service

CENTRE = "body-type/centre"
TALK, HEAL = (NEED.id, "stage/consultation"), (NEED.id, "stage/recovery")
DUTIES = [Duty(f"type-function/{at}", CENTRE, "function/consult", layer, modality="must")
          for at, layer in enumerate(("statutory", "statutory", "inferred"))]  # fmt: skip


def cells(*services: Service, bodies: tuple[Body, ...], closed: str = "") -> dict[tuple[str, str], NeedStage]:
    snapshot = material(network(bodies, (), services, DUTIES), chosen=(CITY, OTHER))
    return dict(need_stages(snapshot, CITY, stages(snapshot), lambda name: name == closed))


def test_who_has_the_duty_by_law_where_no_document_says_it() -> None:
    found = cells(bodies=(body("a", kinds=(CENTRE,)), body("b", OTHER, kinds=(CENTRE,)), body("c")))
    assert list(found) == [TALK]
    cell = found[TALK]
    assert (cell.state, cell.services, cell.layers) == ("law", 0, ("statutory", "inferred"))
    assert cell.duties == (("body/a", ("type-function/0", "type-function/1")),)
    assert cell.row.place == CITY


@pytest.mark.parametrize(
    ("status", "layer", "state"),
    [("in_operation", "stated", "found"), ("planned", "planned", "planned"), ("under_study", "planned", "under_study")],
)
def test_what_a_document_says_comes_first_and_the_duty_stays_beside_it(status: str, layer: str, state: str) -> None:
    given = service("body/a", status=status, layer=layer)
    cell = cells(given, bodies=(body("a", kinds=(CENTRE,)),))[TALK]
    assert (cell.state, cell.services, cell.layers) == (state, 1, (layer,))
    assert [name for name, _ in cell.duties] == ["body/a"]


def test_without_a_guard_every_body_counts() -> None:
    snapshot = material(network((body("a", kinds=(CENTRE,)),), duties=DUTIES), chosen=(CITY,))
    assert need_stages(snapshot, CITY, stages(snapshot))[TALK].state == "law"


def test_a_secret_body_is_not_counted_and_nothing_is_not_found() -> None:
    held = (body("a", kinds=(CENTRE,)), body("above", PREFECTURE, kinds=(CENTRE,)))
    assert [name for name, _ in cells(bodies=held, closed="body/a")[TALK].duties] == ["body/above"]
    alone = cells(bodies=held[:1], closed="body/a")[TALK]
    assert (alone.state, alone.layers, alone.duties) == ("not_found", (), ())


def test_a_body_one_cannot_turn_to_unsent_has_no_cell() -> None:
    quiet = Duty("type-function/9", "body-type/police", "function/heal", "statutory")
    snapshot = material(network([body("a", kinds=("body-type/police",))], duties=[quiet]), chosen=(CITY,))
    assert need_stages(snapshot, CITY, stages(snapshot))[TALK].state == "not_found"
