"""`tsunagu export`: the whole graph in one file."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from tsunagu.cli.common import home_option
from tsunagu.cli.opening import open_workspace
from tsunagu.cli.wording import Wording
from tsunagu.queries.export import EXPORT_FORMATS, SUFFIXES, ExportFormat


def command(wording: Wording) -> click.Command:
    """`tsunagu export FORM`: one file; `ConfidentialLeak` where the graph would tell a closed body."""

    def run(form: str, output: Path | None, home: Path | None) -> None:
        chosen = cast("ExportFormat", form)
        target = output or Path(f"tsunagu{SUFFIXES[chosen]}")
        count = open_workspace(home, wording).export(chosen, target)
        click.echo(wording("cli-exported", path=str(target), quads=count))

    return click.Command(
        "export",
        callback=run,
        help=wording.help("export"),
        params=[
            click.Argument(["form"], type=click.Choice(EXPORT_FORMATS), metavar="[" + "|".join(EXPORT_FORMATS) + "]"),
            click.Option(
                ["-o", "--output"], type=click.Path(path_type=Path, dir_okay=False), help=wording("cli-output")
            ),
            home_option(wording),
        ],
    )
