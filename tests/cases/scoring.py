"""Scores route answers by two sets of sixty cases: right, usable, wrong or dangerous, and why.

`python -m tests.cases.scoring` (or `make cases`) prints a table of each. The cases (`*.yaml`, see README.md there) were
made from law and practice without reading the program; those of `held-out/` also without sight of the first set.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tsunagu.network.model import NATION, Network
from tsunagu.network.records import Body
from tsunagu.referral.question import Question, circumstances_of_age, circumstances_of_children
from tsunagu.routes.answer import Json
from tsunagu.workspace import Workspace
from tsunagu.yaml_text import read_yaml

FOLDER = Path(__file__).parent
SETS = {"sixty": FOLDER, "held-out": FOLDER / "held-out"}
"""The sets of cases by name."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SCHEMES = {"nd": "need", "ci": "circumstance", "fn": "function", "bt": "body-type"}
OWN_GOVERNMENT = {"kind": "bt_municipality", "tier": "own"}
VERDICTS = ("right", "usable", "wrong", "dangerous")
Case = dict[str, Any]
Matcher = dict[str, str]


@dataclass(frozen=True)
class Scored:
    """The verdict on one case with its reasons."""

    id: str
    title: str
    verdict: str
    reasons: tuple[str, ...]
    first: str


def load_cases(name: str = "sixty") -> list[Case]:
    """Every case of a set, file by file."""
    paths = sorted(SETS[name].glob("*.yaml"))
    return [case for path in paths for case in read_yaml(path.read_text(encoding="utf-8"))]


def identifier(name: str) -> str:
    """The id in the graph of an id in a table: `nd_child_abuse` → `need/child-abuse`."""
    scheme, _, rest = name.partition("_")
    return f"{SCHEMES[scheme]}/{rest.replace('_', '-')}"


def question_of(case: Case) -> Question:
    """The question a case asks."""
    ask = case["ask"]
    told = ask.get("start", "")
    ((kind, name),) = told.items() if isinstance(told, dict) else (told.partition(":")[::2],)
    start = {"": "", "kind": identifier(name) if kind == "kind" else "", "body": f"body/{name}"}[kind]
    held = {identifier(circumstance) for circumstance in ask.get("circumstances", ())}
    held |= circumstances_of_age(ask["age"]) if "age" in ask else set()
    held |= circumstances_of_children(tuple(ask.get("child_ages", ())))
    return Question(
        start, tuple(map(identifier, ask.get("needs", ()))), tuple(map(identifier, ask.get("functions", ()))),
        f"place/{ask['place']}" if "place" in ask else "", frozenset(held),
        hour=ask.get("hour"), weekday=WEEKDAYS.index(ask["weekday"]) if "weekday" in ask else None,
    )  # fmt: skip


class Scorer:
    """Judges answers over one network."""

    def __init__(self, network: Network) -> None:
        self.network = network

    def fits(self, body: str, matcher: Matcher, home: str) -> bool:
        """Tell whether a body is what a matcher means; numbers are matched elsewhere."""
        if "body" in matcher:
            return body in (f"body/{matcher['body']}", matcher["body"])
        if "kind" not in matcher:
            return False
        held = self.network.bodies[body]
        if matcher == OWN_GOVERNMENT and held.place == home and self._is_section(held):
            return True
        if identifier(matcher["kind"]) not in {held.id, *held.kinds}:
            return False
        return held.sort == "kind" or "tier" not in matcher or self.tier(held.place, home) == matcher["tier"]

    def _is_section(self, held: Body) -> bool:
        """Tell whether a body is a section of its government: `own` means the government and its sections."""
        kinds = (self.network.bodies[kind] for kind in held.kinds if kind in self.network.bodies)
        return held.form == "unit" or any(kind.form == "unit" for kind in kinds)

    def tier(self, place: str, home: str) -> str:
        """The tier of a place as seen from the home place."""
        if place == home:
            return "own"
        if place == NATION:
            return "nation"
        return "prefecture" if self.network.concepts[home].prefecture == place else "other"

    def score(self, case: Case, answer: Json) -> Scored:
        """The verdict on the answer to a case."""
        home = (answer["question"]["place"] or {"id": ""})["id"]
        opening = answer["opening"]
        numbers = {line["number"] for line in opening["numbers"]}
        said = {line["number"] for line in opening["numbers"] if line["sort"] != "emergency" or opening["danger"]}
        shown = [desk["body"]["id"] for desk in opening["desks"]]
        planned = [*shown, *_planned(answer)]

        def among(bodies: Iterable[str], matchers: Iterable[Matcher]) -> bool:
            return any(self.fits(body, matcher, home) for body in bodies for matcher in matchers)

        def stands(matchers: list[Matcher]) -> bool:
            return among(planned, matchers) or bool(numbers & set(_numbers(matchers)))

        everywhere = dict.fromkeys([*planned, *_walked(answer)])
        forbidden = [f"{self.network.label(body).ja}：{matcher['why']}" for body in everywhere
                     for matcher in case["forbidden"] if self.fits(body, matcher, home)]  # fmt: skip
        missing_numbers = [f"番号 {number}" for number in map(str, case["numbers"]) if number not in numbers]
        missing = [lack["why"] for lack in case["required"] if not stands(lack["any"])]
        by_number = bool(said & set(_numbers(case["first"])))
        best, fair = among(shown[:1], case["first"]), among(shown[:1], [*case["first"], *case["usable"]])
        reasons = [*(f"禁：{reason}" for reason in forbidden), *missing_numbers, *(f"不足：{lack}" for lack in missing)]
        if not (best or (by_number and (fair or not shown))):
            reasons.append("最初の窓口が first にない")
        if forbidden or missing_numbers:
            verdict = "dangerous"
        elif (best or (by_number and (fair or not shown))) and not missing:
            verdict = "right"
        elif (fair or by_number) and (not case["required"] or stands(case["required"][0]["any"])):
            verdict = "usable"
        else:
            verdict = "wrong"
        first = "／".join([*sorted(said), *(self.network.label(body).ja for body in shown)])
        return Scored(case["id"], case["title"], verdict, tuple(reasons), first)


def _numbers(matchers: Iterable[Matcher]) -> list[str]:
    return [str(matcher["number"]) for matcher in matchers if "number" in matcher]


def _planned(answer: Json) -> Iterator[str]:
    for visit in (answer["plan"] or {"visits": []})["visits"]:
        if visit["leg"] or visit["met"]:
            yield visit["body"]["id"]


def _walked(answer: Json) -> Iterator[str]:
    for block in answer["routes"]:
        for route in block["alternatives"]:
            yield from (leg["to"]["id"] for leg in route["legs"])


def score_all(workspace: Workspace, name: str = "sixty") -> list[Scored]:
    """Ask and score every case of a set."""
    scorer = Scorer(workspace.network)
    return [
        scorer.score(case, workspace.router.ask(replace(question_of(case), most=3), with_changes=False).value)
        for case in load_cases(name)
    ]


def table(scored: list[Scored]) -> str:
    """The verdicts as text, the worst first, with a count."""
    order = sorted(scored, key=lambda case: -VERDICTS.index(case.verdict))
    lines = []
    for case in order:
        lines.append(f"{case.verdict:<10}{case.id}  {case.title}\n          → {case.first}")
        lines += [f"          - {reason}" for reason in case.reasons]
    counts = Counter(case.verdict for case in scored)
    return "\n".join([*lines, "", "  ".join(f"{verdict} {counts[verdict]}" for verdict in VERDICTS)])


def main() -> int:
    """Print the tables over a build of the shipped tables; exit 1 where a case is wrong or dangerous."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(sys.argv[1] if len(sys.argv) > 1 else folder)
        if len(sys.argv) < 2:
            workspace.build()
        scored = {name: score_all(workspace, name) for name in SETS}
    sys.stdout.write("\n\n".join(f"# {name}\n{table(some)}" for name, some in scored.items()) + "\n")
    return int(any(case.verdict in ("wrong", "dangerous") for some in scored.values() for case in some))


if __name__ == "__main__":
    sys.exit(main())
