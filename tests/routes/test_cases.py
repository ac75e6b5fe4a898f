"""The worked cases over the shipped graph: the answers that were checked by hand, and what must hold whatever they say.

Where an answer differs on purpose: `python -m tests.routes.regenerate`, then read the differences.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner

from tests.conftest import ROOT
from tests.routes.regenerate import as_text
from tests.routes.worked import GOLDEN, WorkedCase, essence, golden_of, load_cases
from tsunagu.cli.main import make_cli
from tsunagu.disclosure.guard import Guard
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.graph.rows import Row, Tables
from tsunagu.messages import LANGUAGES
from tsunagu.network.compiled import open_network
from tsunagu.network.records import LAYERS, Service
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.referral.linkage import ENTER, HANDING_ON, TOLD
from tsunagu.referral.standing import WALKED_LAYERS
from tsunagu.routes.answer import Json
from tsunagu.routes.router import Router

CASES = {case.id: case for case in load_cases()}
STAYS = {f"function/{stay}" for stay in ("temp-protection", "emergency-safety", "entrusted-protection", "short-stay",
                                       "residential", "step-house")}  # fmt: skip
WOMEN, MEN = "target-group/women", "target-group/men"
FOR_WOMEN = {f"body-type/{kind}" for kind in ("wsc", "wsc-shelter", "ws-counselor", "wsf", "mother-child-facility")}
OFTEN_OPEN = ("24時間",)
ANYONE = "body-type/any-person"
CHILD, CHILD_GUIDANCE = "circumstance/child", "body-type/child-guidance"
Answers = dict[str, Json]


@pytest.fixture(scope="module")
def router(home: Home, engine: OxigraphEngine, iris: Iris) -> Router:
    """Routes over the shipped graph."""
    return Router.over(BuiltGraph(engine, iris), Guard(open_network(home), iris))


@pytest.fixture(scope="module")
def answers(router: Router) -> Answers:
    """The answer of each case."""
    return {name: router.ask(case.question, name_circumstances=True).value for name, case in CASES.items()}


def routes_of(answer: Json) -> list[Json]:
    return [route for block in answer["routes"] for route in block["alternatives"]]


def steps_of(answer: Json) -> list[Json]:
    """Every step an answer shows, in routes, in the plan and among what would open a route."""
    legs = [leg for route in routes_of(answer) for leg in route["legs"]]
    legs += [visit["leg"] for visit in (answer["plan"] or {"visits": []})["visits"] if visit["leg"]]
    return legs + [opener["step"] for unmet in answer["unmet"] for opener in unmet["openers"] if opener["step"]]


def offers_of(answer: Json) -> list[Json]:
    """Every offer routes and plan lead to."""
    met = [met["offer"] for visit in (answer["plan"] or {"visits": []})["visits"] for met in visit["met"]]
    return [offer for route in routes_of(answer) for offer in route["offers"]] + met


def everything_in(part: object) -> Iterator[Json]:
    """Yield every object within an answer."""
    if isinstance(part, dict):
        yield part
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from everything_in(inner)


def without_kinds(part: Any) -> Any:
    """A part of an answer without the kinds of its bodies: a public centre may also run a closed place."""
    if isinstance(part, dict):
        return {key: without_kinds(inner) for key, inner in part.items() if key != "kinds"}
    return [without_kinds(inner) for inner in part] if isinstance(part, list) else part


def bodies_in(answer: Json) -> list[Json]:
    return [part for part in everything_in(answer) if "disclosure" in part]


def is_by_practice(offer: Json) -> bool:
    """Tell whether an offer only says that practice wants this desk, and names no service of it."""
    return str(offer["id"]).startswith("practice/")


def services_in(answer: Json, router: Router) -> list[Service]:
    known = {service.id: service for service in router.network.services}
    return [known[offer["id"]] for offer in offers_of(answer) if offer["id"] in known]


# ---- the answers that were checked by hand ----


@pytest.mark.parametrize("name", CASES)
def test_answers_are_those_checked_by_hand(name: str, answers: Answers) -> None:
    expected = (GOLDEN / f"{name}.json").read_text(encoding="utf-8")
    assert as_text(golden_of(CASES[name], answers[name])) == expected, "run: python -m tests.routes.regenerate"


def test_every_answer_has_a_case() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(CASES)


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_the_command_shown_asks_the_same(case: WorkedCase, home: Home, answers: Answers) -> None:
    words = ["route", *case.options, "--no-what-if", "--format", "json", "--home", str(home.folder)]
    result = CliRunner().invoke(make_cli("en"), words)
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout) == {**answers[case.id], "changes": []}


@pytest.mark.parametrize("name", CASES)
def test_every_step_and_offer_shown_was_checked_by_hand(name: str, answers: Answers) -> None:
    page = (ROOT / "docs" / "worked-cases.md").read_text(encoding="utf-8")
    table = page.partition(f"<!-- /case {name} -->")[2].partition("\n## ")[0]
    best = [block["alternatives"][0] for block in answers[name]["routes"] if block["alternatives"]]
    plan = answers[name]["plan"]["visits"]
    steps = [leg for route in best for leg in route["legs"]] + [visit["leg"] for visit in plan if visit["leg"]]
    offers = [offer for route in best for offer in route["offers"]]
    offers += [met["offer"] for visit in plan for met in visit["met"]]
    named = {re.sub(r"^.*/(ld_\d+)?.*?([^/]*)$", lambda found: found[1] or found[2], part["id"])
             for part in (*steps, *offers) if part["id"]}  # fmt: skip
    assert sorted(name for name in named if f"`{name}`" not in table) == []


# ---- what is said stands in the graph ----


def test_every_link_and_offer_exists(answers: Answers, router: Router, tables: Tables) -> None:
    links = {link.id for link in router.network.links}
    offers = {service.id for service in router.network.services} | {duty.id for duty in router.network.duties}
    offers |= {f"practice/{row.text('id')}" for row in tables.of("practice") if row.text("effect") == "require"}
    for answer in answers.values():
        assert {step["id"] for step in steps_of(answer)} - links <= {""}
        of_registers = {offer["id"] for offer in offers_of(answer) if offer["id"].startswith("desk/")}
        assert {offer["id"] for offer in offers_of(answer)} <= offers | of_registers
        assert all(router.network.desks_listed.entry(offer.partition("#")[0]) for offer in of_registers)
    assert sum(len(steps_of(answer)) for answer in answers.values()) > 50


def test_only_entering_and_being_told_of_a_desk_have_no_link(answers: Answers) -> None:
    for answer in answers.values():
        assert {step["kind"] for step in steps_of(answer) if not step["id"]} <= {ENTER, TOLD}


def printed_rows(tables: Tables) -> dict[str, Row]:
    return {f"linkage/{row.document}/{row.text('id')}": row for row in tables.of("linkages")}


def end_of(value: str) -> str:
    """The id in an answer of an end as a table writes it."""
    return "body-type/" + value.removeprefix("bt_").replace("_", "-") if value.startswith("bt_") else f"body/{value}"


def test_stated_and_reported_steps_are_as_their_rows_say(answers: Answers, tables: Tables) -> None:
    rows = printed_rows(tables)
    for answer in answers.values():
        for step in steps_of(answer):
            if step["layer"] in ("stated", "reported") and step["id"]:
                row = rows[step["id"]]
                assert (step["from"]["id"], step["to"]["id"]) == (end_of(row.text("from")), end_of(row.text("to")))
                assert (step["kind"], step["layer"]) == (row.text("kind"), row.text("layer"))
                assert step["sources"]


def whom_it_acts_for(body: str, router: Router, tables: Tables) -> set[str]:
    """The bodies it is part of, anyone, and the actors that a reviewed row gives to its kind or to theirs."""
    wholes = router.network.wholes_of(body)
    kinds = {body, *(kind for name in (body, *wholes) for kind in router.network.bodies[name].kinds)}
    rows = [
        (end_of(row.text("body_type")), end_of(actor)) for row in tables.of("actors") for actor in row.texts("acts_as")
    ]
    return {*wholes, ANYONE, *(actor for kind, actor in rows if kind in kinds)}


def test_steps_through_a_whole_start_at_the_whole(answers: Answers, router: Router, tables: Tables) -> None:
    links = {link.id: link for link in router.network.links}
    for answer in answers.values():
        for step in steps_of(answer):
            if step["via"]:
                assert links[step["id"]].start == step["via"]["id"]
                assert step["via"]["id"] in whom_it_acts_for(step["from"]["id"], router, tables)
            elif step["id"] and not str(links[step["id"]].start).startswith("body-type/"):
                assert links[step["id"]].start == step["from"]["id"]


def test_every_provision_is_that_of_the_table(answers: Answers, tables: Tables, router: Router) -> None:
    titles = {row.text("id"): row.text("title_ja") for row in tables.of("statutes")}
    known = {(titles[row.text("statute")], row.text("article")): row for row in tables.of("articles")}
    seen = [
        provision
        for answer in answers.values()
        for provision in everything_in(answer)
        if "statute" in provision and provision["article"]
    ]
    for provision in seen:
        row = known[provision["statute"]["ja"], provision["article"]]
        assert provision["label"]["ja"] == row.text("label_ja")
        assert provision["wording"]["ja"] == router.network.label(f"wording/{row.text('wording')}").ja
    assert len(seen) > 30


def test_every_step_and_offer_names_its_layer(answers: Answers) -> None:
    for answer in answers.values():
        for part in (*steps_of(answer), *offers_of(answer)):
            assert part["layer"] in LAYERS
        for part in (*(step for route in routes_of(answer) for step in route["legs"]), *offers_of(answer)):
            assert part["layer"] in WALKED_LAYERS
            assert part.get("rule") or part["layer"] != "inferred" or part.get("kind") == ENTER or is_by_practice(part)


def test_cooperation_leads_nowhere(answers: Answers) -> None:
    """Liaising, meeting and sharing information explain a route and are no step of one."""
    for answer in answers.values():
        assert {step["kind"] for step in steps_of(answer)} <= HANDING_ON | {ENTER, TOLD}


def test_numbers_and_at_most_three_desks_come_first(answers: Answers) -> None:
    for name, answer in answers.items():
        opening = answer["opening"]
        assert {"110", "119"} <= {line["number"] for line in opening["numbers"]}
        planned = {visit["body"]["id"] for visit in answer["plan"]["visits"]}
        shown = [desk["body"]["id"] for desk in opening["desks"]]
        assert 1 <= len(shown) <= 3, name
        assert set(shown) <= planned
        for language in LANGUAGES:
            assert "110" in next(iter(essence(answer, language)))


# ---- whom and where ----


def test_a_place_kept_secret_shows_label_and_kind_only(answers: Answers) -> None:
    for answer in answers.values():
        for body in bodies_in(answer):
            assert body["disclosure"] == "public" or not body.get("phones")
            assert set(body) <= {
                "id",
                "label",
                "wards",
                "sort",
                "form",
                "kinds",
                "disclosure",
                "phones",
                "listed",
                "hall",
            }
        for offer in offers_of(answer):
            if offer["body"]["disclosure"] == "confidential":
                assert not offer["channels"] and not offer["hours"] and not offer["sources"]


def test_no_confidential_place_is_named_anywhere(answers: Answers, router: Router) -> None:
    """Neither as a step, nor as an end, nor as what would open a route."""
    hidden = {body.id for body in router.network.bodies.values() if body.disclosure == "confidential"}
    assert hidden
    for answer in answers.values():
        assert not hidden & {part["id"] for part in everything_in(without_kinds(answer)) if "id" in part}
        assert "confidential" not in {body["disclosure"] for body in bodies_in(answer)}


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_nobody_is_sent_out_of_place(case: WorkedCase, answers: Answers, router: Router) -> None:
    home = case.question.place or router.network.bodies[case.question.start].place
    near = {"", *router.network.reaches_of(home)}
    for body in bodies_in(answers[case.id]):
        if body["id"] in router.network.bodies:
            assert router.network.bodies[body["id"]].place in near


def test_the_man_gets_no_desk_for_women(answers: Answers, router: Router) -> None:
    answer = answers["man-harmed-by-wife"]
    for service in services_in(answer, router):
        assert WOMEN not in service.for_groups or MEN in service.for_groups
        assert MEN not in service.not_for_groups
    for offer in offers_of(answer):
        assert not {kind["id"] for kind in offer["body"]["kinds"]} & FOR_WOMEN
    assert answer["answered"]


def test_no_woman_is_sent_to_a_desk_for_men(answers: Answers, router: Router) -> None:
    for name, case in CASES.items():
        if "circumstance/woman" in case.question.circumstances:
            for service in services_in(answers[name], router):
                assert MEN not in service.for_groups or WOMEN in service.for_groups


def test_a_desk_for_women_is_to_confirm_for_a_trans_woman(answers: Answers, router: Router) -> None:
    women_only = {service.id for service in router.network.services if service.for_groups & {WOMEN, MEN} == {WOMEN}}
    offers = [offer for offer in offers_of(answers["trans-woman-partner"]) if offer["id"] in women_only]
    assert offers
    for offer in offers:
        states = {check["state"] for check in offer["checks"] if WOMEN in {part["id"] for part in check["about"]}}
        assert states == {"confirm"}


def test_she_who_stays_is_not_pressed_to_go(answers: Answers) -> None:
    for offer in offers_of(answers["stays-home"]):
        assert not {function["id"] for function in offer["functions"]} & STAYS
    assert answers["stays-home"]["answered"]


def test_a_secret_address_is_always_looked_after(answers: Answers) -> None:
    answer = answers["stalked-secret-address"]
    wants = {"need/address-secret", "function/address-protect"}
    met = {met["want"]["id"] for visit in answer["plan"]["visits"] for met in visit["met"]}
    told = met | {unmet["want"]["id"] for unmet in answer["unmet"]}
    assert wants <= told


def lines_always_open(tables: Tables) -> set[str]:
    """The national numbers that a reviewed row says answer day and night, as a check words them."""
    return {f"{row.text('number')} {row.text('hours')}" for row in tables.of("emergency_numbers")
            if any(word in row.text("hours") for word in OFTEN_OPEN)}  # fmt: skip


def test_unknown_hours_are_never_taken_as_open_at_night(answers: Answers, tables: Tables) -> None:
    for offer in offers_of(answers["dv-children-night"]):
        checks = [check for check in offer["checks"] if check["key"].startswith("hours")]
        met = {part["label"]["ja"] for check in checks if check["state"] == "met" for part in check["about"]}
        if any(word in offer["hours"] for word in OFTEN_OPEN):
            assert met
        else:
            assert checks
            assert met <= lines_always_open(tables)


def test_languages_not_written_are_to_confirm(answers: Answers, router: Router) -> None:
    for offer in offers_of(answers["no-status-interpreter"]):
        states = {check["state"] for check in offer["checks"] if check["key"].startswith("language")}
        assert states == ({"met"} if "中国語" in offer["languages"] else {"confirm"})


def test_a_person_under_18_has_the_child_guidance_centre_first(answers: Answers) -> None:
    """By age the child guidance centre is in the plan, is the first desk told, and its line stands with it."""
    under_18 = [name for name, case in CASES.items() if CHILD in case.question.circumstances]
    assert under_18
    for name in under_18:
        kinds = [{kind["id"] for kind in visit["body"]["kinds"]} for visit in answers[name]["plan"]["visits"]]
        assert any(CHILD_GUIDANCE in desk_kinds for desk_kinds in kinds)
        first = answers[name]["opening"]["desks"][0]
        assert CHILD_GUIDANCE in {kind["id"] for kind in first["body"]["kinds"]}
        assert "189" in {line["number"] for line in first["numbers"]}


def test_without_a_status_nobody_is_led_to_immigration(answers: Answers) -> None:
    kinds = {kind["id"] for body in bodies_in(answers["no-status-interpreter"]) for kind in body["kinds"]}
    assert "body-type/immigration" not in kinds | {body["id"] for body in bodies_in(answers["no-status-interpreter"])}
    offers = {offer["id"] for offer in offers_of(answers["no-status-interpreter"])}
    assert not {"type-function/bf_085"} & offers, "30(1)[2] is for nationals and lawful residents"


def test_a_witness_may_tell_the_police_too(answers: Answers) -> None:
    told = {step["id"] for step in steps_of(answers["worried-neighbour"]) if step["kind"] == "notify"}
    assert {"linkage-duty/ld_001", "linkage-duty/ld_002"} <= told


def test_circumstances_are_counted_and_not_written(answers: Answers) -> None:
    for name, case in CASES.items():
        assert "circumstances" not in answers[name]["question"]
        assert answers[name]["question"]["case_kept_back"] >= len(case.question.circumstances)
