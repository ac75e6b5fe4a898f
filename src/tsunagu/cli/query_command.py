"""`tsunagu query`: ask one question of the catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from tsunagu.cli.common import base_of, deliver, home_of, home_option, output_option
from tsunagu.cli.wording import Wording
from tsunagu.errors import QueryProblem
from tsunagu.graph.iris import Iris
from tsunagu.queries.answers import Answer
from tsunagu.queries.catalogue import load_catalogue
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.queries.output import FORMATS, Format, render
from tsunagu.queries.parameters import fill
from tsunagu.queries.remote import DEFAULT_TIMEOUT, RemoteEngine


def command(wording: Wording) -> click.Command:
    """Return the command."""

    def run(
        identifier: str,
        param: tuple[str, ...],
        form: str,
        output: Path | None,
        endpoint: str | None,
        timeout: int,
        home: Path | None,
    ) -> None:
        query = load_catalogue().get(identifier)
        used = home_of(home)
        iris = Iris() if endpoint else base_of(used)
        text = fill(query, dict(_pair(item) for item in param), iris)
        answer = ask(text, endpoint, timeout, home)
        deliver(render(answer, cast("Format", form)), output, wording)
        if not answer.rows:
            click.echo(wording("cli-query-empty"), err=True)

    return click.Command(
        "query",
        callback=run,
        help=wording.help("query"),
        params=[
            click.Argument(["identifier"], metavar="ID"),
            click.Option(["--param", "-p"], multiple=True, metavar="NAME=VALUE", help=wording("cli-query-param")),
            *answer_options(wording),
            home_option(wording),
        ],
    )


def answer_options(wording: Wording) -> list[click.Parameter]:
    """Options of every command that asks and shows an answer."""
    return [
        click.Option(
            ["--format", "form"],
            type=click.Choice(FORMATS),
            default="table",
            show_default=True,
            help=wording("cli-format"),
        ),
        output_option(wording),
        click.Option(["--endpoint"], help=wording("cli-endpoint")),
        click.Option(
            ["--timeout"],
            type=click.IntRange(1, 3600),
            default=DEFAULT_TIMEOUT,
            show_default=True,
            help=wording("cli-timeout"),
        ),
    ]


def ask(text: str, endpoint: str | None, timeout: int, home: Path | None) -> Answer:
    """Ask the remote endpoint where one is named, else the embedded store."""
    if endpoint:
        return RemoteEngine(endpoint, timeout).select(text)
    return OxigraphEngine.open(home_of(home)).select(text)


def _pair(item: str) -> tuple[str, str]:
    name, equals, value = item.partition("=")
    if not equals or not name:
        raise QueryProblem("parameter-shape", item=item)
    return name.strip(), value.strip()
