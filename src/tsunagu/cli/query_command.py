"""`tsunagu query`: ask one question of the catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from tsunagu.cli.common import deliver, form_options, home_option
from tsunagu.cli.wording import Wording
from tsunagu.errors import QueryProblem
from tsunagu.graph.iris import Iris
from tsunagu.queries.answers import Answer
from tsunagu.queries.catalogue import load_catalogue
from tsunagu.queries.output import Format, render
from tsunagu.queries.parameters import fill
from tsunagu.queries.remote import DEFAULT_TIMEOUT, RemoteEngine
from tsunagu.workspace import Workspace


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
        workspace = Workspace(home)
        text = fill(query, dict(_pair(item) for item in param), Iris() if endpoint else workspace.iris)
        answer = ask(text, endpoint, timeout, workspace)
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
        *form_options(wording),
        click.Option(["--endpoint"], help=wording("cli-endpoint")),
        click.Option(
            ["--timeout"],
            type=click.IntRange(1, 3600),
            default=DEFAULT_TIMEOUT,
            show_default=True,
            help=wording("cli-timeout"),
        ),
    ]


def ask(text: str, endpoint: str | None, timeout: int, workspace: Workspace) -> Answer:
    """Ask the remote endpoint where one is named, else the embedded store."""
    if endpoint:
        return RemoteEngine(endpoint, timeout).select(text)
    return workspace.engine.select(text)


def _pair(item: str) -> tuple[str, str]:
    name, equals, value = item.partition("=")
    if not equals or not name:
        raise QueryProblem("parameter-shape", item=item)
    return name.strip(), value.strip()
