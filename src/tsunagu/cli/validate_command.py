"""`tsunagu validate`: check tables and shapes without storing anything."""

from __future__ import annotations

from pathlib import Path

import click

from tsunagu.cli.common import add_option
from tsunagu.cli.wording import Wording
from tsunagu.drafting.reviewing.checking import check

INVALID = 3


def command(wording: Wording) -> click.Command:
    """`tsunagu validate`: every finding in a line; ends with 3 where the tables do not conform."""

    def run(tables: Path | None, add: tuple[Path, ...]) -> int:
        found = check(tables, add, lambda note: click.echo(note.message(wording.language)))
        for result in found.results:
            click.echo(f"{result.severity} {result.focus} {result.path}: {result.message(wording.language)}")
        key = "cli-validate-clean" if found.conforms else "cli-validate-found"
        click.echo(wording(key, rows=found.rows, quads=found.quads, count=len(found.results)))
        return 0 if found.conforms else INVALID

    folder = click.Path(path_type=Path, file_okay=False, exists=True)
    return click.Command(
        "validate",
        callback=run,
        help=wording.help("validate"),
        params=[
            click.Option(["--tables"], type=folder, help=wording("cli-build-tables")),
            add_option(wording),
        ],
    )
