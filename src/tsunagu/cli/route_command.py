"""`tsunagu route`: from a body to a function, step by step, each step with its source."""

from __future__ import annotations

from pathlib import Path

import click

from tsunagu.cli.common import base_of, home_of, home_option
from tsunagu.cli.wording import Wording
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.queries.names import find_one
from tsunagu.queries.route_words import RouteTeller
from tsunagu.queries.routes import DEFAULT_LAYERS, LAYERS, RouteFinder

START_CLASSES = ("tsg:Body", "tsg:ExpectedBody")
FUNCTION_CLASSES = ("tsg:SupportFunction",)
NO_ROUTE = 1


def command(wording: Wording) -> click.Command:
    """Return the command."""

    def run(start: str, function: str, layer: tuple[str, ...], most: int, page: Path | None, home: Path | None) -> int:
        used = home_of(home)
        engine, iris = OxigraphEngine.open(used), base_of(used)
        begin = find_one(engine, start, iris, START_CLASSES).iri
        wanted = find_one(engine, function, iris, FUNCTION_CLASSES).iri
        answered = RouteFinder(engine, iris, layer or DEFAULT_LAYERS).find(begin, wanted, most)
        click.echo(RouteTeller(engine, iris, wording.language).tell(answered, begin, wanted), nl=False)
        if page:
            from tsunagu.viz.pages import write_route_page  # noqa: PLC0415

            write_route_page(engine, iris, answered, begin, wanted, page, wording.language)
            click.echo(wording("cli-written", path=str(page)), err=True)
        return 0 if answered.routes else NO_ROUTE

    return click.Command(
        "route",
        callback=run,
        help=wording.help("route"),
        params=[
            click.Argument(["start"]),
            click.Argument(["function"]),
            click.Option(["--layer"], type=click.Choice(LAYERS), multiple=True, help=wording("cli-route-layer")),
            click.Option(
                ["--most"], type=click.IntRange(1, 20), default=3, show_default=True, help=wording("cli-route-most")
            ),
            click.Option(["--page"], type=click.Path(path_type=Path, dir_okay=False), help=wording("cli-route-page")),
            home_option(wording),
        ],
    )
