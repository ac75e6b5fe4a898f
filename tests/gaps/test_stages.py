"""Stages, and stages of needs, with and without a service."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.gaps.samples import CITY, OTHER, PREFECTURE, body, document, material, network, service
from tsunagu.gaps.rows import GapRow
from tsunagu.gaps.stages import stages
from tsunagu.network.records import Service, Words


def rows(*services: Service, place: str = CITY, **more: object) -> dict[tuple[str, ...], GapRow]:
    bodies = [body("helper"), body("above", place=PREFECTURE), body("elsewhere", place=OTHER)]
    documents = (document(), document("document/prefecture", PREFECTURE), document("document/second", OTHER))
    held = network(bodies, [], services, documents=documents)
    return {row.subjects: row for row in stages(material(held, chosen=(place,), **more))}  # type: ignore[arg-type]


STAGE, PAIR = ("stage/consultation",), ("need/dv", "stage/consultation")


def test_every_stage_and_every_stage_a_need_has() -> None:
    # Staff training is of the stage of recovery, but meets nobody's need: no pair of need and recovery.
    assert list(rows()) == [STAGE, ("stage/recovery",), PAIR]
    assert {row.state for row in rows().values()} == {"not_found"}


@pytest.mark.parametrize(
    ("held", "of_stage", "of_pair"),
    [
        (service("body/helper"), "found", "found"),
        (service("body/helper", needs=frozenset()), "found", "not_found"),
        (service("body/helper", ("function/heal",)), "not_found", "not_found"),
        (service("body/helper", status="planned", layer="planned"), "planned", "planned"),
        (service("body/helper", status="under_study", layer="planned"), "under_study", "under_study"),
        (service("body/helper", status="ended", layer="reported"), "not_found", "not_found"),
        (service("body/above", document="document/prefecture"), "found", "found"),
        (service("body/above", document="document/second"), "not_found", "not_found"),
        (service("body/elsewhere", document="document/second"), "not_found", "not_found"),
    ],
)
def test_states(held: Service, of_stage: str, of_pair: str) -> None:
    found = rows(held)
    assert (found[STAGE].state, found[PAIR].state) == (of_stage, of_pair)


def test_a_provider_of_no_place_counts_everywhere_and_one_nobody_knows_nowhere() -> None:
    held = network([body("roaming", place="")], [], [service("body/roaming")])
    assert {row.state for row in stages(material(held, chosen=(CITY,))) if row.subjects == STAGE} == {"found"}
    assert rows(service("body/nobody"))[STAGE].state == "not_found"


def test_three_services_are_named_and_all_are_counted() -> None:
    named = [Words(f"支援{at}", f"help {at}") for at in range(4)]
    given = [replace(service("body/helper", id=f"service/{at}"), label=label) for at, label in enumerate(named)]
    row = rows(*given)[STAGE]
    assert (row.figure("services"), row.evidence) == (4, tuple(held.id for held in given))
    assert "支援2" in row.detail.ja
    assert "支援3" not in row.detail.ja


def test_layers_are_kept_to() -> None:
    assert rows(service("body/helper"), layers=("reported",))[STAGE].state == "not_found"
    found = rows(service("body/helper"))[STAGE]
    assert (found.layers, found.evidence, found.figure("services")) == (("stated",), ("service/helper",), 1)
