"""`tsunagu export`: the whole graph in a form other tools read."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from tsunagu.cli.common import home_option
from tsunagu.cli.opening import open_workspace
from tsunagu.cli.wording import Wording
from tsunagu.exports.forms import EXPORT_FORMATS, SUFFIXES, ExportFormat, files_of


def command(wording: Wording) -> click.Command:
    """`tsunagu export FORM`: one file or two; `ConfidentialLeak` where the graph would tell a closed body."""

    def run(form: str, output: Path | None, home: Path | None) -> None:
        chosen = cast("ExportFormat", form)
        ends = SUFFIXES[chosen]
        target = output or Path("tsunagu" + (ends[0] if len(ends) == 1 else ""))
        count = open_workspace(home, wording).export(chosen, target)
        written = wording.join(map(str, files_of(chosen, target)))
        click.echo(wording("cli-exported", path=written, quads=count))

    return click.Command(
        "export",
        callback=run,
        help=wording.help("export"),
        params=[
            click.Argument(["form"], type=click.Choice(EXPORT_FORMATS), metavar="FORM"),
            click.Option(
                ["-o", "--output"], type=click.Path(path_type=Path, dir_okay=False), help=wording("cli-output")
            ),
            home_option(wording),
        ],
    )
