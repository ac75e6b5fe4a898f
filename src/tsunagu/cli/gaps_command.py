"""`tsunagu gaps`: what law, a prefecture's list or another plan lets one expect, and what the documents say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import click

from tsunagu.cli.common import (
    TableOptions,
    date_option,
    day_of,
    deliver,
    form_options,
    home_option,
    layer_option,
    place_option,
)
from tsunagu.cli.opening import open_workspace
from tsunagu.cli.wording import Wording
from tsunagu.queries.output import render

FINDINGS = "findings"
"""The form in which rows are findings in the terms of the vocabulary, as Turtle."""
STATES = ("found", "planned", "under_study", "listed", "law_only", "stated_otherwise", "not_found", "not_checkable")


@dataclass(frozen=True, kw_only=True)
class GapsOptions(TableOptions):
    """What `tsunagu gaps` is told: an analysis or `all`, and what its rows are narrowed to."""

    name: str | None
    place: tuple[str, ...]
    day: datetime | None
    layer: tuple[str, ...]
    state: tuple[str, ...]


def command(wording: Wording) -> click.Command:
    """`tsunagu gaps [NAME]`: the rows of an analysis or of all; without a name, what each analysis looks at."""

    def run(**options: Any) -> None:
        asked = GapsOptions(**options)
        if asked.name is None:
            _overview(wording)
            return
        workspace = open_workspace(asked.home, wording)
        rows = workspace.gaps(
            asked.name, places=asked.place, day=day_of(asked.day), layers=asked.layer, states=asked.state
        )
        if not rows.value:
            click.echo(wording("cli-gaps-empty"), err=True)
        if rows.withheld:
            click.echo(wording("cli-withheld", count=rows.withheld), err=True)
        if asked.form == FINDINGS:
            deliver(workspace.gaps_as_rdf(rows, day_of(asked.day)), asked.output, wording)
            return
        shown = workspace.gaps_table(rows, wording.language)
        deliver(render(shown, asked.form), asked.output, wording)

    return click.Command(
        "gaps",
        callback=run,
        help=wording.help("gaps"),
        params=[
            click.Argument(["name"], required=False),
            place_option(wording, "cli-gaps-place"),
            date_option(wording),
            layer_option(wording),
            click.Option(["--state"], type=click.Choice(STATES), multiple=True, help=wording("cli-gaps-state")),
            *form_options(wording, FINDINGS),
            home_option(wording),
        ],
    )


def _overview(wording: Wording) -> None:
    from tsunagu.gaps.registry import ANALYSES  # noqa: PLC0415

    for analysis in ANALYSES.values():
        click.echo(f"{analysis.name:<15} {analysis.title.of(wording.language)}")
        click.echo(f"{'':<15} {analysis.looks_at.of(wording.language)}")
