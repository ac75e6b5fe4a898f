"""`tsunagu route`: from a desk, or from wherever a resident may start, to the support that is needed.

Circumstances are typed here and stay here: they are not written to any file, log or page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tsunagu.assets import asset_root
from tsunagu.cli.common import base_of, deliver, home_of, home_option, output_option
from tsunagu.cli.wording import Wording
from tsunagu.errors import RouteProblem
from tsunagu.graph.iris import Iris
from tsunagu.network.records import LAYERS
from tsunagu.queries.catalogue import load_catalogue
from tsunagu.queries.engines import Engine, OxigraphEngine
from tsunagu.queries.names import find_one
from tsunagu.referral.question import Question, circumstances_of_age, circumstances_of_children
from tsunagu.referral.standing import MOST_STEPS, WALKED_LAYERS

if TYPE_CHECKING:
    from tsunagu.routes.answer import Json
    from tsunagu.routes.asking import Router

STARTS = ("tsg:Body", "tsg:ExpectedBody", "tsg:BodyType")
NEEDS, FUNCTIONS, PLACES = ("tsg:Need",), ("tsg:SupportFunction",), ("tsg:Place",)
BODIES, CIRCUMSTANCES = ("tsg:Body", "tsg:ExpectedBody"), ("tsg:Circumstance",)
PREFIXES = {
    "tsg:Need": ("need/",), "tsg:SupportFunction": ("function/", "need/"), "tsg:Circumstance": ("circumstance/",),
    "tsg:Place": ("place/",),
}  # fmt: skip
SHORT = re.compile(r"^[a-z0-9-]+$")
FORMS = ("text", "json", "html", "svg", "picture")
SCHEMA = "schemas/route-answer.schema.json"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NO_ROUTE = 1


class _Names:
    """Finds things by name in one build; gives ids without the base."""

    def __init__(self, engine: Engine, iris: Iris) -> None:
        self.engine, self.iris = engine, iris

    def one(self, name: str, classes: tuple[str, ...]) -> str:
        for prefix in PREFIXES.get(classes[0], ()):
            if SHORT.match(name) and prefix + name in self._known(classes):
                return prefix + name
        return find_one(self.engine, name, self.iris, classes).iri.removeprefix(self.iris.base)

    def _known(self, classes: tuple[str, ...]) -> set[str]:
        kinds = " ".join(f"<{self.iris.expand(one)}>" for one in classes)
        rows = self.engine.select(f"SELECT DISTINCT ?s WHERE {{ VALUES ?kind {{ {kinds} }} ?s a ?kind }}").rows
        return {row[0].removeprefix(self.iris.base) for row in rows}

    def all(self, names: Iterable[str], classes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.one(name, classes) for name in names))


def command(wording: Wording) -> click.Command:
    """Return the command."""

    def run(form: str, output: Path | None, home: Path | None, *, ask: bool, **asked: object) -> int:
        used = home_of(home)
        engine, iris = OxigraphEngine.open(used), base_of(used)
        names = _Names(engine, iris)
        if ask:
            asked["circumstance"] = (*asked["circumstance"], *_typed(names, wording))  # type: ignore[misc]
        question = _question(names, **asked)  # type: ignore[arg-type]
        from tsunagu.network.compiled import open_network  # noqa: PLC0415 - reads the whole network
        from tsunagu.routes.asking import Router  # noqa: PLC0415

        router = Router(engine, iris, open_network(used))
        seen_only = form == "text" and output is None
        answer = router.ask(question, with_changes=bool(asked["what_if"]), name_circumstances=seen_only)
        made = _picture(router, answer, wording) if form == "picture" else _rendered(answer, form, wording)
        deliver(made.encode("utf-8"), output, wording)
        return 0 if answer["answered"] else NO_ROUTE

    return click.Command("route", callback=run, help=wording.help("route"), params=_params(wording))


def _params(wording: Wording) -> list[click.Parameter]:
    def many(*names: str, key: str, **settings: object) -> click.Option:
        return click.Option(names, multiple=True, help=wording(f"cli-route-{key}"), **settings)  # type: ignore[arg-type]

    def one(*names: str, key: str, **settings: object) -> click.Option:
        return click.Option(names, help=wording(f"cli-route-{key}"), **settings)  # type: ignore[arg-type]

    return [
        click.Argument(["start"], required=False),
        click.Argument(["want"], required=False),
        one("--place", key="place"),
        many("--need", key="need"),
        many("--function", key="function"),
        many("--circumstance", key="circumstance"),
        click.Option(["--ask"], is_flag=True, help=wording("cli-route-ask")),
        one("--age", key="age", type=click.IntRange(0, 120)),
        many("--child-age", key="child-age", type=click.IntRange(0, 17)),
        many("--language", key="language"),
        one("--day", key="day", type=click.DateTime(["%Y-%m-%d"])),
        one("--hour", key="hour", type=click.IntRange(0, 23)),
        one("--weekday", key="weekday", type=click.Choice(WEEKDAYS)),
        one("--on", key="on", type=click.DateTime(["%Y-%m-%d"])),
        many("--layer", key="layer", type=click.Choice(LAYERS)),
        many("--closed", key="closed"),
        one("--most", key="most", type=click.IntRange(1, 20), default=3, show_default=True),
        one("--steps", key="steps", type=click.IntRange(0, 8), default=MOST_STEPS, show_default=True),
        click.Option(["--what-if/--no-what-if"], default=True, help=wording("cli-route-what-if")),
        click.Option(
            ["--format", "form"],
            type=click.Choice(FORMS),
            default="text",
            show_default=True,
            help=wording("answer-format-help"),
        ),
        click.Option(
            ["--schema"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_schema,
            help=wording("answer-schema-help"),
        ),
        output_option(wording),
        home_option(wording),
    ]


def _show_schema(context: click.Context, parameter: click.Parameter, wanted: bool) -> None:  # noqa: ARG001
    """Print the form of the JSON answer and leave."""
    if wanted:
        click.echo((asset_root("viz") / SCHEMA).read_text(encoding="utf-8"), nl=False)
        context.exit()


def _typed(names: _Names, wording: Wording) -> list[str]:
    """Return the circumstances a person types, by number or name, until an empty line."""
    rows = names.engine.select(load_catalogue().get("circumstances").text).as_dicts()
    column = "label_ja" if wording.language == "ja" else "label_en"
    listed = list(dict.fromkeys((row["circumstance"].removeprefix(names.iris.base), row[column]) for row in rows))
    click.echo(wording("cli-route-ask-list"), err=True)
    for number, (_, label) in enumerate(listed, start=1):
        click.echo(f"  {number:2} {label}", err=True)
    chosen: list[str] = []
    while typed := click.prompt(wording("cli-route-ask-prompt"), default="", show_default=False, err=True).strip():
        at = int(typed) if typed.isdecimal() else 0
        chosen.append(listed[at - 1][0] if 0 < at <= len(listed) else names.one(typed, CIRCUMSTANCES))
    return chosen


def _question(
    names: _Names,
    *,
    start: str | None,
    want: str | None,
    place: str | None,
    need: tuple[str, ...],
    function: tuple[str, ...],
    circumstance: tuple[str, ...],
    age: int | None,
    child_age: tuple[int, ...],
    language: tuple[str, ...],
    day: date | None,
    hour: int | None,
    weekday: str | None,
    on: datetime | None,
    layer: tuple[str, ...],
    closed: tuple[str, ...],
    most: int,
    steps: int,
    what_if: bool,
) -> Question:
    del what_if
    if not start and not place:
        raise RouteProblem("route-no-start")
    wanted = _wanted(names, want) if want else ""
    needs, functions = names.all(need, NEEDS), names.all(function, FUNCTIONS)
    begin = names.one(start, STARTS) if start else ""
    at = names.one(place, PLACES) if place else ""
    if begin.startswith("body-type/") and not at:
        raise RouteProblem("route-kind-without-place")
    held = {*names.all(circumstance, CIRCUMSTANCES), *circumstances_of_children(child_age)}
    held |= circumstances_of_age(age) if age is not None else set()
    return Question(
        begin, (*needs, wanted) if wanted.startswith("need/") else needs,
        (*functions, wanted) if wanted.startswith("function/") else functions, at, frozenset(held), language,
        date(day.year, day.month, day.day) if day else None, hour,
        WEEKDAYS.index(weekday) if weekday else None, on.date() if on else None, layer or WALKED_LAYERS, most, steps,
        frozenset(names.all(closed, BODIES)),
    )  # fmt: skip


def _wanted(names: _Names, name: str) -> str:
    return names.one(name, FUNCTIONS + NEEDS)


def _rendered(answer: Json, form: str, wording: Wording) -> str:
    makers: dict[str, Callable[[], str]] = {
        "text": lambda: _prose(answer, wording),
        "json": lambda: json.dumps(answer, ensure_ascii=False, indent=1) + "\n",
        "html": lambda: _page(answer, wording),
        "svg": lambda: _drawing(answer, wording),
    }
    return makers[form]()


def _prose(answer: Json, wording: Wording) -> str:
    from tsunagu.routes.minute import tell  # noqa: PLC0415

    return tell(answer, wording.language)


def _page(answer: Json, wording: Wording) -> str:
    from tsunagu.viz.routes.page import route_page  # noqa: PLC0415 - takes long to import

    return route_page(answer, wording.language)


def _drawing(answer: Json, wording: Wording) -> str:
    from tsunagu.viz.routes.page import route_svg  # noqa: PLC0415 - takes long to import

    return route_svg(answer, wording.language)


def _picture(router: Router, answer: Json, wording: Wording) -> str:
    """Return the page that draws the plan or best route within the network around it, the rest faded."""
    from tsunagu.viz.pages.pictures import Pictures  # noqa: PLC0415 - takes long to import
    from tsunagu.viz.routes.page import drawn_of  # noqa: PLC0415

    pictures = Pictures(router.engine, router.iris, router.network, wording.language)
    links, service, body = drawn_of(answer)
    return (pictures.route(links, service) if links or service else pictures.body(body)).page()
