"""`tsunagu gaps`: what law, a prefecture's list or another plan lets one expect, and what the documents say."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import cast

import click

from tsunagu.cli.common import date_option, day_of, deliver, form_options, home_option, layer_option, place_option
from tsunagu.cli.wording import Wording
from tsunagu.queries.output import Format, render
from tsunagu.workspace import Workspace

STATES = ("found", "planned", "under_study", "stated_otherwise", "not_found", "not_checkable")


def command(wording: Wording) -> click.Command:
    """Return the command."""

    def run(
        name: str | None,
        place: tuple[str, ...],
        day: datetime | None,
        layer: tuple[str, ...],
        state: tuple[str, ...],
        form: str,
        output: Path | None,
        home: Path | None,
    ) -> None:
        if name is None:
            _overview(wording)
            return
        workspace = Workspace(home)
        rows = workspace.gaps(name, places=place, day=day_of(day), layers=layer, states=state)
        if not rows.value:
            click.echo(wording("cli-gaps-empty"), err=True)
        if rows.withheld:
            click.echo(wording("cli-withheld", count=rows.withheld), err=True)
        shown = workspace.gaps_table(rows, wording.language)
        deliver(render(shown, cast("Format", form)), output, wording)

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
            *form_options(wording),
            home_option(wording),
        ],
    )


def _overview(wording: Wording) -> None:
    from tsunagu.gaps.registry import ANALYSES  # noqa: PLC0415

    for analysis in ANALYSES.values():
        click.echo(f"{analysis.name:<15} {analysis.title.of(wording.language)}")
        click.echo(f"{'':<15} {analysis.looks_at.of(wording.language)}")
