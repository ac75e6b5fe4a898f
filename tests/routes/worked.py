"""The twelve worked cases: their questions, their answers in short, and the words the documentation shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tsunagu.messages import LANGUAGES, Language
from tsunagu.referral.question import Question, circumstances_of_age, circumstances_of_children
from tsunagu.routes.answer import Json
from tsunagu.routes.minute import opening_lines
from tsunagu.routes.teller import Teller
from tsunagu.yaml_text import read_yaml

FOLDER = Path(__file__).resolve().parent
GOLDEN = FOLDER / "golden"
STATES = ("met", "confirm")
FRONT = {"needs": "need", "functions": "function", "circumstances": "circumstance", "child_ages": "child-age",
         "languages": "language"}  # fmt: skip


@dataclass(frozen=True)
class WorkedCase:
    """One case of `cases.yaml`; `asked` is its question as written there."""

    id: str
    title: dict[str, str]
    shows: dict[str, str]
    asked: dict[str, Any]

    @property
    def question(self) -> Question:
        """Return the question of the case."""
        asked = self.asked
        held = set(asked.get("circumstances", ())) | circumstances_of_children(tuple(asked.get("child_ages", ())))
        if "age" in asked:
            held |= circumstances_of_age(asked["age"])
        return Question(
            asked.get("start", ""), tuple(asked.get("needs", ())), tuple(asked.get("functions", ())),
            asked.get("place", ""),
            frozenset(held), tuple(asked.get("languages", ())), hour=asked.get("hour"),
        )  # fmt: skip

    @property
    def options(self) -> list[str]:
        """Return the words after `tsunagu route` that ask the same."""
        asked = self.asked
        start = [asked["start"].removeprefix("body-type/")] if asked.get("start", "").startswith("body-type/") else []
        words = [asked["start"]] if "start" in asked and not start else [f"body-type/{kind}" for kind in start]
        words += ["--place", asked["place"].removeprefix("place/")] if "place" in asked else []
        for key, option in FRONT.items():
            for value in asked.get(key, ()):
                words += [f"--{option}", str(value).removeprefix(f"{option}/")]
        return words + [word for key in ("age", "hour") if key in asked for word in (f"--{key}", str(asked[key]))]


def load_cases() -> list[WorkedCase]:
    """Return the cases in their order."""
    raw = read_yaml((FOLDER / "cases.yaml").read_text(encoding="utf-8"))
    return [WorkedCase(case["id"], case["title"], case["shows"], case["question"]) for case in raw]


def golden_of(case: WorkedCase, answer: Json) -> Json:
    """Return an answer in short: what a person can read at one glance and a difference shows line by line."""
    return {
        "case": case.id,
        "command": " ".join(["tsunagu route", *case.options]),
        "answered": answer["answered"],
        "plan": _plan(answer["plan"]),
        "routes": {
            block["want"]["id"]: [_route(route) for route in block["alternatives"]] for block in answer["routes"]
        },
        "unmet": {unmet["want"]["id"]: _unmet(unmet) for unmet in answer["unmet"]},
        "changes": [_change(change) for change in answer["changes"]],
        "told": {language: list(essence(answer, language)) for language in LANGUAGES},
    }


def _plan(plan: Json | None) -> Json | None:
    if plan is None:
        return None
    visits = {visit["body"]["id"]: [f"{met['want']['id']} <- {met['offer']['id']}" for met in visit["met"]]
              for visit in plan["visits"]}  # fmt: skip
    return {"desks": plan["desks"], "visits": visits, "unmet": [unmet["id"] for unmet in plan["unmet"]]}


def _route(route: Json) -> Json:
    checks = [check for part in (*route["legs"], *route["offers"][:1]) for check in part["checks"]]
    return {
        "desks": route["desks"],
        "start": route["start"]["id"],
        "steps": [_step(leg) for leg in route["legs"]],
        "offers": [_offer(offer) for offer in route["offers"]],
        **{
            state: list(dict.fromkeys(_check(check) for check in checks if check["state"] == state)) for state in STATES
        },
    }


def _step(leg: Json) -> str:
    kinds = " ".join(kind["id"].removeprefix("body-type/") for kind in leg["to"]["kinds"])
    rule = f" by {leg['rule']['id']}" if leg["rule"] else ""
    return f"{leg['kind']} ({leg['layer']}) -> {leg['to']['id']} [{kinds}] {leg['id']}{rule}".replace("  ", " ")


def _offer(offer: Json) -> str:
    functions = " ".join(function["id"].removeprefix("function/") for function in offer["functions"])
    return f"{offer['id']} ({offer['layer']}{'' if offer['sure'] else ', need not named'}): {functions}"


def _check(check: Json) -> str:
    about = " ".join(about["id"] for about in check["about"])
    return f"{check['key']}: {about}" if about else str(check["key"])


def _unmet(unmet: Json) -> list[str]:
    return [f"{opener['way']}: {_id(opener['from'])} -> {_id(opener['to'])} {_id(opener['offer'])}".rstrip()
            for opener in unmet["openers"]]  # fmt: skip


def _id(thing: Json | None) -> str:
    return str(thing["id"]) if thing else ""


def _change(change: Json) -> str:
    ends = " ".join(end["id"] for end in change["ends_after"])
    return (f"{change['how']} {_id(change['circumstance']) or 'one of the case'}: {change['outcome']}, "
            f"{change['desks_before']} to {change['desks_after']}, {ends}")  # fmt: skip


def essence(answer: Json, language: Language) -> Iterator[str]:
    """Yield what the documentation shows: the opening, the plan and the first route of each want, without sources."""
    teller = Teller(language)
    yield from opening_lines(teller, answer)
    yield teller.say("opening-fold")
    if answer["plan"] and len(answer["routes"]) > 1:
        yield from filter(None, teller._plan(answer["plan"]))
    for block in answer["routes"]:
        yield from _first_route(teller, block, answer["question"])
    for unmet in answer["unmet"]:
        yield from filter(None, teller._unmet(unmet))


def _first_route(teller: Teller, block: Json, question: Json) -> Iterator[str]:
    for route in block["alternatives"][:1]:
        yield teller.title(1, route, teller.lab(block["want"]), question)
        for at, leg in enumerate(route["legs"], start=1):
            yield next(iter(teller.leg(at, leg)))
        yield _arrival(teller, route)
        yield teller.say("route-to-confirm", checks=teller.join(teller.checks(_doubts(route), "confirm")))


def _arrival(teller: Teller, route: Json) -> str:
    return next(iter(teller.arrival(route)))


def _doubts(route: Json) -> Iterable[Json]:
    return (check for part in (*route["legs"], *route["offers"][:1]) for check in part["checks"])
