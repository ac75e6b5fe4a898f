"""`tsunagu query`: ask one question of the catalogue."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from tsunagu.cli.common import deliver, home_option, output_option
from tsunagu.cli.opening import open_workspace
from tsunagu.cli.wording import Wording
from tsunagu.disclosure.guard import Guard
from tsunagu.errors import EndpointProblem, LimitReached, QueryProblem, TsunaguError
from tsunagu.graph.iris import Iris
from tsunagu.queries.catalogue import load_catalogue
from tsunagu.queries.engines import Engine
from tsunagu.queries.exchange import REPLY_FORMATS, ReplyFormat, limited, render_reply
from tsunagu.queries.limited import open_limited
from tsunagu.queries.limits import DEFAULT_MEGABYTES, DEFAULT_ROWS, DEFAULT_SECONDS, Cut, Limits
from tsunagu.queries.parameters import check_choices, fill, fill_for, spoken
from tsunagu.queries.remote_graphs import UnionEndpoint
from tsunagu.queries.results import ConstructedGraph, Reply, Solutions
from tsunagu.workspace import Workspace

CUT = 6
"""Exit code where a limit cut or ended an answer."""
EMPTY = "cli-query-empty"
"""The message for an answer without rows, where none is better than this."""
EMPTY_ENDPOINT = "cli-query-empty-endpoint"
"""The same of an endpoint: nobody knows what it holds."""
LIMITS = ("limit-time", "limit-memory", "endpoint-slow", "endpoint-size")
"""Errors by which a limit ended a question."""


@dataclass(frozen=True)
class QueryOptions:
    """Where a question goes, within which limits, and in which form its answer is delivered."""

    form: ReplyFormat
    output: Path | None
    endpoint: str | None
    timeout: float
    limit_rows: int
    limit_memory: int
    home: Path | None

    def ready(self, wording: Wording) -> QueryOptions:
        """The same, after a build was made where none is here; an endpoint needs none."""
        if not self.endpoint:
            open_workspace(self.home, wording)
        return self

    def ask(self, made: Callable[[Engine], str], *, check: bool) -> tuple[Reply, int]:
        """Ask the endpoint where one is named, else the embedded store; the process that answers ends with it.

        The reply, and how many graphs an endpoint had to be told because its default graph is empty. `made` gives the
        text, and may ask the same graph for it.
        """
        limits = Limits(self.timeout, self.limit_rows, self.limit_memory)
        remote = UnionEndpoint(self.endpoint, self.timeout, limits) if self.endpoint else None
        with remote or open_limited(Workspace(self.home).home, limits) as engine:
            reply = engine.ask(made(engine), check=check)
        return reply, len(remote.named) if remote else 0

    @property
    def iris(self) -> Iris:
        """The IRIs of the graph that is asked; of an endpoint nobody knows, so the default."""
        return Iris() if self.endpoint else Workspace(self.home).iris

    @property
    def guard(self) -> Guard:
        """The guard of the graph that is asked; what an endpoint holds nobody knows, so its graphs are only checked."""
        return Guard.of_no_bodies() if self.endpoint else Workspace(self.home).guard

    def answer(self, made: Callable[[Engine], str], wording: Wording, *, check: bool, empty: str = EMPTY) -> None:
        """Ask, deliver the answer, and say what cut it (JSON says it too), or by `empty` what no row means."""
        try:
            reply, named = self.ask(made, check=check)
        except (LimitReached, EndpointProblem) as error:
            if error.key in LIMITS and self.form in ("json", "json-rows") and not self.output:
                deliver(_ended(error, wording), None, wording)
            raise
        note = wording(reply.cut.key, **reply.cut.data) if reply.cut else ""
        iris = self.iris if isinstance(reply.result, ConstructedGraph) else None
        shown = self.guard.reply(reply)
        deliver(render_reply(shown, self.form, note, iris), self.output, wording)
        reply = shown.value
        if named:
            click.echo(wording("cli-endpoint-graphs", count=named), err=True)
        if isinstance(reply.result, Solutions | ConstructedGraph) and not reply.result.count and not note:
            click.echo(wording(EMPTY_ENDPOINT if self.endpoint and empty == EMPTY else empty), err=True)
        if note:
            click.echo(wording("cli-limited", message=note), err=True)
            click.get_current_context().exit(CUT)


def _ended(error: TsunaguError, wording: Wording) -> bytes:
    told = limited(Cut(error.key, error.data), wording(error.key, **error.data))
    return (json.dumps({"limited": told}, ensure_ascii=False) + "\n").encode("utf-8")


def command(wording: Wording) -> click.Command:
    """`tsunagu query ID`: the answer of one question; ends with 6 where a limit cut it."""

    def run(identifier: str, param: tuple[str, ...], **options: Any) -> None:
        query = load_catalogue().get(identifier)  # a slip is told before anyone waits for a build
        asked = QueryOptions(**options).ready(wording)
        if identifier != query.id:
            click.echo(wording("cli-query-renamed", old=identifier, new=query.id), err=True)
        values, iris = spoken(query, dict(_pair(item) for item in param), wording.language), asked.iris
        fill(query, values, iris)  # a slip is told before anything is asked

        def made(engine: Engine) -> str:
            check_choices(engine, query, values, iris)
            return fill_for(engine, query, values, iris)

        asked.answer(made, wording, check=False, empty="cli-query-clean" if query.is_violation else EMPTY)

    return click.Command(
        "query",
        callback=run,
        help=wording.help("query"),
        params=[
            click.Argument(["identifier"], metavar="ID"),
            click.Option(["--param", "-p"], multiple=True, metavar="NAME=VALUE", help=wording("cli-query-param")),
            *query_options(wording),
        ],
    )


def query_options(wording: Wording) -> list[click.Parameter]:
    """The options that fill `QueryOptions`, shared by `query` and `sparql`."""
    seconds, count = click.FloatRange(0.1, 3600), click.IntRange(1)
    return [
        _option(["--format", "form"], click.Choice(REPLY_FORMATS), "table", wording("cli-query-format")),
        output_option(wording),
        click.Option(["--endpoint"], metavar="URL", help=wording("cli-endpoint")),
        _option(["--timeout"], seconds, DEFAULT_SECONDS, wording("cli-timeout"), "SECONDS"),
        _option(["--limit-rows"], count, DEFAULT_ROWS, wording("cli-limit-rows"), "N"),
        _option(["--limit-memory"], count, DEFAULT_MEGABYTES, wording("cli-limit-memory"), "MB"),
        home_option(wording),
    ]


def _option(
    names: list[str], kind: click.ParamType[Any], default: object, told: str, metavar: str | None = None
) -> click.Option:
    return click.Option(names, type=kind, default=default, show_default=True, metavar=metavar, help=told)


def _pair(item: str) -> tuple[str, str]:
    name, equals, value = item.partition("=")
    if not equals or not name:
        raise QueryProblem("parameter-shape", item=item)
    return name.strip(), value.strip()
