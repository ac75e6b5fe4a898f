"""`tsunagu route`: from a desk, or from wherever a resident may start, to the support that is needed.

Circumstances are typed here and stay here: they are not written to any file, log or page.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tsunagu.assets import asset_root
from tsunagu.cli.common import date_option, day_of, deliver, home_option, layer_option, output_option
from tsunagu.cli.wording import Wording
from tsunagu.disclosure.shown import Shown
from tsunagu.referral.question import Question, circumstances_of_age, circumstances_of_children
from tsunagu.referral.standing import MOST_STEPS, WALKED_LAYERS
from tsunagu.workspace import Workspace

if TYPE_CHECKING:
    from tsunagu.routes.answer import Json

FORMS = ("text", "json", "html", "svg", "picture")
SCHEMA = "schemas/route-answer.schema.json"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NO_ROUTE = 1


def command(wording: Wording) -> click.Command:
    """Return the command."""

    def run(form: str, output: Path | None, home: Path | None, *, ask: bool, what_if: bool, **asked: object) -> int:
        workspace = Workspace(home)
        if ask:
            asked["circumstance"] = (*asked["circumstance"], *_typed(workspace, wording))  # type: ignore[misc]
        question = _question(workspace, **asked)  # type: ignore[arg-type]
        seen_only = form == "text" and output is None
        answer = workspace.router.ask(question, with_changes=what_if, name_circumstances=seen_only)
        made = _picture(workspace, answer, wording) if form == "picture" else _rendered(answer, form, wording)
        deliver(made.encode("utf-8"), output, wording)
        return 0 if answer.value["answered"] else NO_ROUTE

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
        date_option(wording),
        one("--hour", key="hour", type=click.IntRange(0, 23)),
        one("--weekday", key="weekday", type=click.Choice(WEEKDAYS)),
        one("--on", key="on", type=click.DateTime(["%Y-%m-%d"])),
        layer_option(wording),
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


def _typed(workspace: Workspace, wording: Wording) -> list[str]:
    """Return the circumstances a person types, by number or name, until an empty line."""
    rows = workspace.query("circumstances").value.as_dicts()
    column = "label_ja" if wording.language == "ja" else "label_en"
    base = workspace.iris.base
    listed = list(dict.fromkeys((row["circumstance"].removeprefix(base), row[column]) for row in rows))
    click.echo(wording("cli-route-ask-list"), err=True)
    for number, (_, label) in enumerate(listed, start=1):
        click.echo(f"  {number:2} {label}", err=True)
    chosen: list[str] = []
    while typed := click.prompt(wording("cli-route-ask-prompt"), default="", show_default=False, err=True).strip():
        at = int(typed) if typed.isdecimal() else 0
        chosen.append(listed[at - 1][0] if 0 < at <= len(listed) else workspace.the(typed, "circumstance"))
    return chosen


def _question(
    workspace: Workspace,
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
    day: datetime | None,
    hour: int | None,
    weekday: str | None,
    on: datetime | None,
    layer: tuple[str, ...],
    closed: tuple[str, ...],
    most: int,
    steps: int,
) -> Question:
    held = {*circumstance, *circumstances_of_children(child_age)}
    held |= circumstances_of_age(age) if age is not None else set()
    return workspace.question(
        start or "", want or "", place=place or "", needs=need, functions=function, circumstances=sorted(held),
        closed=closed, languages=language, day=day_of(day), hour=hour,
        weekday=WEEKDAYS.index(weekday) if weekday else None, when=day_of(on),
        layers=layer or WALKED_LAYERS, most=most, steps=steps,
    )  # fmt: skip


def _rendered(answer: Shown[Json], form: str, wording: Wording) -> str:
    makers: dict[str, Callable[[], str]] = {
        "text": lambda: _prose(answer, wording),
        "json": lambda: json.dumps(answer.value, ensure_ascii=False, indent=1) + "\n",
        "html": lambda: _page(answer, wording),
        "svg": lambda: _drawing(answer, wording),
    }
    return makers[form]()


def _prose(answer: Shown[Json], wording: Wording) -> str:
    from tsunagu.routes.minute import tell  # noqa: PLC0415

    return tell(answer, wording.language)


def _page(answer: Shown[Json], wording: Wording) -> str:
    from tsunagu.viz.routes.page import route_page  # noqa: PLC0415 - takes long to import

    return route_page(answer, wording.language)


def _drawing(answer: Shown[Json], wording: Wording) -> str:
    from tsunagu.viz.routes.page import route_svg  # noqa: PLC0415 - takes long to import

    return route_svg(answer, wording.language)


def _picture(workspace: Workspace, answer: Shown[Json], wording: Wording) -> str:
    """Return the page that draws the plan or best route within the network around it, the rest faded."""
    from tsunagu.viz.routes.page import drawn_of  # noqa: PLC0415 - takes long to import

    pictures = workspace.pictures(wording.language)
    links, service, body = drawn_of(answer)
    return (pictures.route(links, service) if links or service else pictures.body(body)).page()
