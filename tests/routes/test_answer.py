"""Answers over the shipped graph and hand-made networks: their published form; they say what the graph says."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.showing import OPEN
from tests.viz.answers import QUESTIONS, closed_town, hostile, town
from tsunagu.assets import asset_root
from tsunagu.disclosure.guard import Guard
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.messages import LANGUAGES
from tsunagu.network.compiled import open_network
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.referral.question import Question
from tsunagu.routes.answer import SCHEMA, Json
from tsunagu.routes.minute import tell
from tsunagu.routes.router import Router

FILE = asset_root("viz") / "schemas" / "route-answer.schema.json"
GOVERNMENTS = ("body-type/municipality", "body-type/prefecture", "body-type/designated-city")
MORE = [Question("", (need,), (), place) for need in ("need/dv", "need/debt", "need/unplanned-pregnancy")
        for place in ("place/132152", "place/142042", "place/110001")]  # fmt: skip
HANDING_ON = {"any-person": ("elder-abuse", "dv"), "medical": ("dv",), "school": ("child-abuse",),
              "nursery": ("child-abuse",), "minsei": ("poverty",), "hellowork": ("disability-abuse",)}  # fmt: skip
FROM_INSTITUTIONS = [
    Question(f"body-type/{kind}", (f"need/{need}",), (), place)
    for kind, needs in HANDING_ON.items()
    for need in needs
    for place in ("place/132152", "place/142042", "place/110001")
]
"""Questions that begin where law has people hand on."""


@pytest.fixture(scope="module")
def schema() -> Json:
    """The published form."""
    loaded: Json = json.loads(FILE.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def router(home: Home, engine: OxigraphEngine, iris: Iris) -> Router:
    """Routes over the shipped graph."""
    return Router.over(BuiltGraph(engine, iris), Guard(open_network(home), iris))


@pytest.fixture(scope="module")
def answers(router: Router) -> list[Json]:
    """Answers over the shipped graph."""
    return [router.ask(question).value for question in (*QUESTIONS.values(), *MORE, *FROM_INSTITUTIONS)]


def ways_of(answer: Json) -> list[Json]:
    return [route for block in answer["routes"] for route in block["alternatives"]]


# ---- the published form ----


def test_answers_have_the_published_form(schema: Json, answers: list[Json]) -> None:
    made = [town(), *map(closed_town, ("front_door_only", "confidential", "")), hostile("<x>"), town(needs=("need/y",))]
    assert sum(len(ways_of(answer)) for answer in answers) > 20
    assert any(not answer["answered"] for answer in (*answers, *made))
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for answer in (*answers, *made):
        assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(answer)] == []
        assert answer["schema"] == SCHEMA == schema["$id"]


def test_a_spoilt_answer_is_refused(schema: Json) -> None:
    validator = Draft202012Validator(schema)
    good = town()
    assert validator.is_valid(good)
    spoilt: dict[str, Callable[[Json], object]] = {
        "a circumstance": lambda answer: answer["question"].update(circumstances=["circumstance/night"]),
        "an address": lambda answer: ways_of(answer)[0]["start"].update(address="見本町1-2-3"),
        "no layer": lambda answer: ways_of(answer)[0]["legs"][0].pop("layer"),
        "a layer of one's own": lambda answer: ways_of(answer)[0]["legs"][0].update(layer="rumour"),
        "no notice of what is unmet": lambda answer: answer.pop("unmet"),
        "fewer than no desks": lambda answer: answer["plan"].update(desks=-1),
        "one language": lambda answer: answer["emergency"][0]["label"].pop("en"),
    }
    for what, spoil in spoilt.items():
        bad = copy.deepcopy(good)
        spoil(bad)
        assert not validator.is_valid(bad), what


def objects(part: Any) -> Iterator[Json]:
    if isinstance(part, dict):
        if part.get("type") == "object":
            yield part
        for value in part.values():
            yield from objects(value)
    elif isinstance(part, list):
        for value in part:
            yield from objects(value)


def test_every_key_is_told_in_both_languages_and_no_other_is_allowed(schema: Json) -> None:
    Draft202012Validator.check_schema(schema)
    found = list(objects(schema))
    assert len(found) > 15
    for described in found:
        assert described["additionalProperties"] is False
        for key, held in described["properties"].items():
            english, slash, japanese = held["description"].partition(" ／ ")
            assert english.isascii() or "…" in english, key
            assert slash and any("ぁ" <= char <= "ん" or "一" <= char <= "龠" for char in japanese), key
        assert set(described["required"]) <= set(described["properties"])


# ---- what the graph says ----


def test_every_step_of_a_shipped_route_is_a_linkage_of_the_graph(
    engine: OxigraphEngine, iris: Iris, answers: list[Json], router: Router
) -> None:
    asked = 0
    for route in (route for answer in answers for route in ways_of(answer)):
        at = route["start"]["id"]
        for leg in route["legs"]:
            assert (leg["from"]["id"] if leg["from"] else "") == at
            if leg["id"]:
                assert is_linked(engine, iris, leg, router.network.wholes_of(leg["to"]["id"])), leg["id"]
                asked += 1
            at = leg["to"]["id"]
        assert {offer["body"]["id"] for offer in route["offers"]} == {at}
    assert asked >= len(FROM_INSTITUTIONS), asked


def is_linked(engine: OxigraphEngine, iris: Iris, leg: Json, wholes: tuple[str, ...]) -> bool:
    """Tell whether the linkage joins the two ends, wholes they are part of, or kinds and actors they stand for."""

    def ends(body: Json, *more: str) -> str:
        return " ".join(f"<{iris.base}{name}>" for name in (body["id"], *(kind["id"] for kind in body["kinds"]), *more))

    via = [leg["via"]["id"]] if leg["via"] else []
    values = f"VALUES ?a {{ {ends(leg['from'], *via)} }} VALUES ?b {{ {ends(leg['to'], *wholes, *GOVERNMENTS)} }}"
    link = f"<{iris.base}{leg['id']}> <{iris.expand('tsg:from')}> ?a ; <{iris.expand('tsg:to')}> ?b"
    return engine.select(f"ASK {{ {values} {link} }}").rows == (("true",),)


def test_no_route_leads_to_a_body_law_only_allows(router: Router) -> None:
    """Isehara may endeavour to have a DV centre; it is not named, so nobody is sent there."""
    assert "expected/142140-dvc" in router.network.bodies
    assert "expected/142140-dvc" not in router.network.desks
    assert "expected/140007-wsc" in router.network.bodies


def test_prose_tells_every_desk_and_every_number(answers: list[Json]) -> None:
    for answer in answers:
        for language in LANGUAGES:
            told = tell(OPEN.answer(answer), language, full=True)
            bodies = [leg["to"] for route in ways_of(answer) for leg in route["legs"]]
            bodies += [end for unmet in answer["unmet"] for end in unmet["ends"][:8]]
            assert [body["id"] for body in bodies if body["label"][language] not in told] == []
            assert [line["number"] for line in answer["emergency"] if line["number"] not in told] == []


def test_desks_of_a_plan_are_numbered_from_one(answers: list[Json]) -> None:
    told = tell(OPEN.answer(answers[0]), "ja")
    first = next(visit["body"]["label"]["ja"] for visit in answers[0]["plan"]["visits"] if visit["leg"])
    assert f"  1. {first}（" in told or f"  1. {first}：" in told
    assert "  0. " not in told


def test_the_same_question_gives_the_same_answer(router: Router, answers: list[Json]) -> None:
    assert [router.ask(question).value for question in QUESTIONS.values()] == answers[: len(QUESTIONS)]
