"""`tsunagu compare`: two documents or places side by side, or a city and its prefecture's list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import click

from tsunagu.cli.common import TableOptions, date_option, day_of, deliver, form_options, home_option
from tsunagu.cli.opening import open_workspace
from tsunagu.cli.wording import Wording
from tsunagu.queries.output import render
from tsunagu.workspace import Workspace

ASPECTS = ("scope", "function", "need", "stage", "kind", "body", "linkage", "partner", "figure")


@dataclass(frozen=True, kw_only=True)
class CompareOptions(TableOptions):
    """What `tsunagu compare` is told: the two sides, and the aspects to show (none: all)."""

    first: str
    second: str
    aspect: tuple[str, ...]
    editions: bool
    day: datetime | None


def command(wording: Wording) -> click.Command:
    """`tsunagu compare A B`: a table; `NameUnknown` where one of them is neither a document nor a place."""

    def run(**options: Any) -> None:
        from tsunagu.gaps.comparison_table import as_answer  # noqa: PLC0415 - takes long to import

        asked = CompareOptions(**options)
        workspace = open_workspace(asked.home, wording)
        if asked.editions:
            _show_editions(workspace, asked, wording)
            return
        compared = workspace.compare(asked.first, asked.second, day=day_of(asked.day))
        table = workspace.guard.show(as_answer(compared.value, wording.language, asked.aspect))
        deliver(render(table, asked.form), asked.output, wording)

    return click.Command(
        "compare",
        callback=run,
        help=wording.help("compare"),
        params=[
            click.Argument(["first"], metavar="A"),
            click.Argument(["second"], metavar="B"),
            click.Option(["--aspect"], type=click.Choice(ASPECTS), multiple=True, help=wording("cli-compare-aspect")),
            click.Option(["--editions"], is_flag=True, help=wording("cli-compare-editions")),
            date_option(wording),
            *form_options(wording),
            home_option(wording),
        ],
    )


def _show_editions(workspace: Workspace, asked: CompareOptions, wording: Wording) -> None:
    """What the second document changes against the first: a table, and how much it is on standard error."""
    from tsunagu.gaps.editions import CHANGES, as_answer  # noqa: PLC0415 - takes long to import

    first, second = (workspace.the(name, "document", "place") for name in (asked.first, asked.second))
    found = workspace.editions(first, second, day=day_of(asked.day))
    deliver(render(workspace.guard.show(as_answer(found.value, wording.language)), asked.form), asked.output, wording)
    held, language = found.value, wording.language
    points = sum(map(held.count, CHANGES)) - sum(map(held.count, ("gone", "added", "figure")))
    told = wording("cli-compare-edition-count", first=held.first.of(language), second=held.second.of(language),
                   added=held.count("added"), gone=held.count("gone"), changed=points, figures=held.count("figure"),
                   same=held.same)  # fmt: skip
    click.echo(told, err=True)
