"""`tsunagu build`: tables to a validated store."""

from __future__ import annotations

from pathlib import Path

import click

from tsunagu.cli.common import add_option, home_option
from tsunagu.cli.info_command import show_report
from tsunagu.cli.opening import build_with_progress
from tsunagu.cli.wording import Wording
from tsunagu.graph.iris import DEFAULT_BASE, Iris
from tsunagu.workspace import Workspace


def command(wording: Wording) -> click.Command:
    """`tsunagu build`: tells each step on standard error, and what was built on standard output."""

    def run(home: Path | None, tables: Path | None, add: tuple[Path, ...], base: str) -> None:
        report = build_with_progress(Workspace(home), wording, tables=tables, add=add, iris=Iris(base))
        show_report(report, wording)

    folder = click.Path(path_type=Path, file_okay=False, exists=True)
    return click.Command(
        "build",
        callback=run,
        help=wording.help("build"),
        params=[
            home_option(wording),
            click.Option(["--tables"], type=folder, help=wording("cli-build-tables")),
            add_option(wording),
            click.Option(["--base"], default=DEFAULT_BASE, show_default=True, help=wording("cli-build-base")),
        ],
    )
