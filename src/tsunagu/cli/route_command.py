"""`tsunagu route`: from a desk, or from wherever a resident may start, to the support that is needed.

Circumstances are typed here and stay here: they are not written to any file, log or page.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tsunagu.assets import asset_root
from tsunagu.cli.common import date_option, day_of, deliver, home_option, layer_option, output_option, place_option
from tsunagu.cli.dialogue import Dialogue
from tsunagu.cli.emergency import NumbersFirst, emergency_lines
from tsunagu.cli.opening import open_workspace
from tsunagu.cli.wording import Wording
from tsunagu.disclosure.shown import Shown
from tsunagu.errors import RouteProblem
from tsunagu.names.folding import fold
from tsunagu.referral.question import Question, circumstances_of_age, circumstances_of_children
from tsunagu.referral.standing import MOST_STEPS, WALKED_LAYERS
from tsunagu.workspace import Workspace
from tsunagu.workspace.questions import STARTS

if TYPE_CHECKING:
    from tsunagu.routes.answer import Json

FORMS = ("text", "handout", "json", "html", "svg", "picture")
SCHEMA = "schemas/route-answer.schema.json"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NO_ROUTE = 1
_DAYS = {
    fold(word): day
    for day, kanji, kana, english in zip(
        WEEKDAYS, "月火水木金土日", ("げつ", "か", "すい", "もく", "きん", "ど", "にち"),
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True,
    )
    for word in (day, kanji, f"{kanji}曜", f"{kana}よう", english, english[:4])
}  # fmt: skip
_HOUR = re.compile(r"\s*(?:時|:\d\d|：\d\d|h).*$")


class WeekdayType(click.Choice[str]):
    """A day of the week, as people write it: sat, Saturday, 土, 土曜, 土曜日, どよう."""

    def __init__(self) -> None:
        super().__init__(WEEKDAYS)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The day by its short English name; raises `click.BadParameter` for a word that is no day."""
        written = fold(str(value)).removesuffix("日") if len(fold(str(value))) > 1 else fold(str(value))
        return super().convert(_DAYS.get(written, str(value).casefold()), param, ctx)


class HourType(click.IntRange):
    """An hour of the day: 22, 22時, 22:30."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The hour as a number; raises `click.BadParameter` where it is none from 0 to 23."""
        plain: Any = _HOUR.sub("", unicodedata.normalize("NFKC", str(value)))
        return int(super().convert(plain, param, ctx))


@dataclass(frozen=True, repr=False)
class RouteOptions:
    """What `tsunagu route` is told; names are as they were typed, and nothing prints the record."""

    start: str | None
    want: str | None
    place: tuple[str, ...]
    need: tuple[str, ...]
    function: tuple[str, ...]
    circumstance: tuple[str, ...]
    age: int | None
    child_age: tuple[int, ...]
    language: tuple[str, ...]
    day: datetime | None
    hour: int | None
    weekday: str | None
    on: datetime | None
    layer: tuple[str, ...]
    closed: tuple[str, ...]
    most: int
    steps: int
    ask: bool
    what_if: bool
    full: bool
    form: str
    output: Path | None
    home: Path | None

    @property
    def circumstances(self) -> set[str]:
        """The circumstances that were named, and those that follow from ages; names and ids."""
        named = {*self.circumstance, *circumstances_of_children(self.child_age)}
        return named | (circumstances_of_age(self.age) if self.age is not None else set())


def command(wording: Wording) -> click.Command:
    """`tsunagu route [START] [WANT]`: an answer in one of `FORMS`; ends with 1 where nothing was found."""

    def run(**options: Any) -> int:
        asked = RouteOptions(**options)
        workspace = open_workspace(asked.home, wording, emergency_lines)
        if asked.ask:
            said = Dialogue(workspace, wording).ask(asked.circumstance)
            asked = replace(asked, circumstance=said.circumstances, need=(*asked.need, *said.needs))
        question = _question(workspace, wording, asked)
        _say_start(workspace, wording, asked.start, question)
        _say_back(workspace, wording, (asked.want, *asked.need, *asked.circumstance))
        seen_only = asked.form == "text" and asked.output is None
        answer = workspace.router.ask(question, with_changes=asked.what_if, name_circumstances=seen_only)
        made = _picture(workspace, answer, wording) if asked.form == "picture" else _rendered(answer, asked, wording)
        deliver(made.encode("utf-8"), asked.output, wording)
        return 0 if answer.value["answered"] else NO_ROUTE

    return NumbersFirst("route", callback=run, help=wording.help("route"), params=_params(wording), wording=wording)


def _params(wording: Wording) -> list[click.Parameter]:
    def many(*names: str, key: str, **settings: object) -> click.Option:
        return click.Option(names, multiple=True, help=wording(f"cli-route-{key}"), **settings)  # type: ignore[arg-type]

    def single(*names: str, key: str, **settings: object) -> click.Option:
        return click.Option(names, help=wording(f"cli-route-{key}"), **settings)  # type: ignore[arg-type]

    return [
        click.Argument(["start"], required=False),
        click.Argument(["want"], required=False),
        place_option(wording, "cli-route-place"),
        many("--need", key="need"),
        many("--function", key="function"),
        many("--circumstance", key="circumstance"),
        click.Option(["--ask"], is_flag=True, help=wording("cli-route-ask")),
        single("--age", key="age", type=click.IntRange(0, 120)),
        many("--child-age", key="child-age", type=click.IntRange(0, 17)),
        many("--language", key="language"),
        date_option(wording),
        single("--hour", key="hour", type=HourType(0, 23)),
        single("--weekday", key="weekday", type=WeekdayType()),
        single("--on", key="on", type=click.DateTime(["%Y-%m-%d"])),
        layer_option(wording),
        many("--closed", key="closed"),
        single("--most", key="most", type=click.IntRange(1, 20), default=3, show_default=True),
        single("--steps", key="steps", type=click.IntRange(0, 8), default=MOST_STEPS, show_default=True),
        click.Option(["--what-if/--no-what-if"], default=True, help=wording("cli-route-what-if")),
        click.Option(["--full"], is_flag=True, help=wording("cli-route-full")),
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


def _question(workspace: Workspace, wording: Wording, asked: RouteOptions) -> Question:
    places = workspace.ids(asked.place, "place", language=wording.language)
    if len(places) > 1:
        raise RouteProblem("route-several-places", places=tuple(map(workspace.label(wording.language), places)))
    return workspace.question(
        asked.start or "", asked.want or "", language=wording.language, place="".join(places), needs=asked.need,
        functions=asked.function, circumstances=sorted(asked.circumstances), closed=asked.closed,
        languages=asked.language, day=day_of(asked.day), hour=asked.hour,
        weekday=WEEKDAYS.index(asked.weekday) if asked.weekday else None, when=day_of(asked.on),
        layers=asked.layer or WALKED_LAYERS, most=asked.most, steps=asked.steps,
    )  # fmt: skip


def _say_start(workspace: Workspace, wording: Wording, typed: str | None, question: Question) -> None:
    """Say on standard error which desk a part of its name was taken for."""
    if typed and workspace.find(typed, STARTS, wording.language)[0].why in ("word", "part"):
        meant = workspace.label(wording.language)(question.start)
        click.echo(wording("cli-route-understood", typed=typed, meant=meant), err=True)


def _say_back(workspace: Workspace, wording: Wording, typed: Iterable[str | None]) -> None:
    """Say on standard error what words of one's own were taken to mean."""
    for text in filter(None, typed):
        if meant := workspace.meant_by_words(text, language=wording.language):
            labels = map(workspace.label(wording.language), meant)
            click.echo(wording("cli-route-understood", typed=text, meant=wording.join(labels)), err=True)
            if left := workspace.unread(text, wording.language):
                click.echo(wording("route-words-left", words=wording.join(left)), err=True)


def _rendered(answer: Shown[Json], asked: RouteOptions, wording: Wording) -> str:
    makers: dict[str, Callable[[], str]] = {
        "text": lambda: _prose(answer, wording, full=asked.full),
        "handout": lambda: _handout(answer, wording),
        "json": lambda: json.dumps(answer.value, ensure_ascii=False, indent=1) + "\n",
        "html": lambda: _page(answer, wording),
        "svg": lambda: _drawing(answer, wording),
    }
    return makers[asked.form]()


def _prose(answer: Shown[Json], wording: Wording, *, full: bool) -> str:
    from tsunagu.routes.minute import tell  # noqa: PLC0415

    return tell(answer, wording.language, full=full)


def _handout(answer: Shown[Json], wording: Wording) -> str:
    from tsunagu.viz.routes.page import handout_page  # noqa: PLC0415 - takes long to import

    return handout_page(answer, wording.language)


def _page(answer: Shown[Json], wording: Wording) -> str:
    from tsunagu.viz.routes.page import route_page  # noqa: PLC0415 - takes long to import

    return route_page(answer, wording.language)


def _drawing(answer: Shown[Json], wording: Wording) -> str:
    from tsunagu.viz.routes.page import route_svg  # noqa: PLC0415 - takes long to import

    return route_svg(answer, wording.language)


def _picture(workspace: Workspace, answer: Shown[Json], wording: Wording) -> str:
    """The page that draws the plan or best route within the network around it, the rest faded."""
    from tsunagu.viz.routes.page import drawn_of  # noqa: PLC0415 - takes long to import

    pictures = workspace.pictures(wording.language)
    links, service, body = drawn_of(answer)
    return (pictures.route(links, service) if links or service else pictures.body(body)).page()
