"""`tsunagu compare`: two documents or places side by side, or a city and its prefecture's list."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import cast

import click

from tsunagu.cli.common import date_option, day_of, deliver, form_options, home_option
from tsunagu.cli.wording import Wording
from tsunagu.queries.output import Format, render
from tsunagu.workspace import Workspace

ASPECTS = ("scope", "function", "need", "stage", "kind", "body", "linkage", "partner", "figure")


def command(wording: Wording) -> click.Command:
    """Return the command."""

    def run(
        first: str,
        second: str,
        aspect: tuple[str, ...],
        day: datetime | None,
        form: str,
        output: Path | None,
        home: Path | None,
    ) -> None:
        from tsunagu.gaps.comparison_table import as_answer  # noqa: PLC0415 - takes long to import

        workspace = Workspace(home)
        compared = workspace.compare(first, second, day=day_of(day))
        table = workspace.guard.show(as_answer(compared.value, wording.language, aspect))
        deliver(render(table, cast("Format", form)), output, wording)

    return click.Command(
        "compare",
        callback=run,
        help=wording.help("compare"),
        params=[
            click.Argument(["first"], metavar="A"),
            click.Argument(["second"], metavar="B"),
            click.Option(["--aspect"], type=click.Choice(ASPECTS), multiple=True, help=wording("cli-compare-aspect")),
            date_option(wording),
            *form_options(wording),
            home_option(wording),
        ],
    )
