"""`tsunagu validate`: check tables and shapes without storing anything."""

from __future__ import annotations

from pathlib import Path

import click

from tsunagu.cli.common import add_option
from tsunagu.cli.wording import Wording
from tsunagu.disclosure.quads import refuse_leaks
from tsunagu.graph.build import load_tables
from tsunagu.graph.closed_bodies import closing_notes
from tsunagu.graph.dataset import build_quads
from tsunagu.graph.described import refuse_undescribed
from tsunagu.graph.iris import Iris

INVALID = 3


def command(wording: Wording) -> click.Command:
    """`tsunagu validate`: every finding in a line; ends with 3 where the tables do not conform."""

    def run(tables: Path | None, add: tuple[Path, ...]) -> int:
        from tsunagu.ontology.shapes import validate  # noqa: PLC0415 - takes long to import

        read = load_tables(tables, add)
        for note in closing_notes(read):
            click.echo(note.message(wording.language))
        quads = build_quads(read, Iris())
        refuse_leaks(quads, Iris())
        refuse_undescribed(quads, Iris())
        report = validate(quads)
        for result in report.results:
            click.echo(f"{result.severity} {result.focus} {result.path}: {result.message(wording.language)}")
        key = "cli-validate-clean" if report.conforms else "cli-validate-found"
        click.echo(wording(key, rows=len(read.rows), quads=len(quads), count=len(report.results)))
        return 0 if report.conforms else INVALID

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
