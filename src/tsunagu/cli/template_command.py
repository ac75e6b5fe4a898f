"""`tsunagu template`: the Excel workbook a city fills in with its own plan."""

from __future__ import annotations

from pathlib import Path

import click

from tsunagu.cli.wording import Wording
from tsunagu.graph.schema import load_schema
from tsunagu.graph.template import excel_template
from tsunagu.writing import write_bytes


def command(wording: Wording) -> click.Command:
    """`tsunagu template [FILE]`: an Excel workbook with a sheet for each table."""

    def run(output: Path) -> None:
        write_bytes(output, excel_template(load_schema(), wording.language))
        click.echo(wording("cli-written", path=str(output)))

    target = click.Path(path_type=Path, dir_okay=False)
    return click.Command(
        "template",
        callback=run,
        help=wording.help("template"),
        params=[click.Argument(["output"], type=target, default=Path("tsunagu-template.xlsx"))],
    )
