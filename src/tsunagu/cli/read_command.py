"""`tsunagu read`: a city's own file as draft tables with every doubt marked."""

from __future__ import annotations

from pathlib import Path

import click

from tsunagu.cli.wording import Wording
from tsunagu.drafting.draft import Draft, make_draft
from tsunagu.drafting.folder import counts, refuse_reviewed, write_draft
from tsunagu.drafting.source import Source
from tsunagu.graph.build import load_tables
from tsunagu.graph.schema import load_schema
from tsunagu.reading.door import read_file
from tsunagu.reading.model import FileUnreadable

KINDS = ("plan", "plan_chapter", "plan_excerpt", "review")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


def command(wording: Wording) -> click.Command:
    """`tsunagu read FILE -o DIR`: writes the draft and tells how much of it is sure."""

    def run(file: Path, output: Path, place: str, kind: str) -> None:
        if not set(output.name) <= _LETTERS:
            raise FileUnreadable("read-folder-name", folder=output.name)
        refuse_reviewed(output)
        draft = make_draft(read_file(file), load_tables(), output.name, place=place, kind=kind)
        write_draft(output, draft.read, draft.rows, draft.unread, Source.of(file))
        _tell(draft, output, wording)

    return click.Command(
        "read",
        callback=run,
        help=wording.help("read"),
        params=[
            click.Argument(["file"], type=click.Path(path_type=Path)),
            click.Option(
                ["-o", "--output"],
                type=click.Path(path_type=Path, file_okay=False),
                required=True,
                help=wording("cli-read-output"),
            ),
            click.Option(["--place"], default="", help=wording("cli-read-place")),
            click.Option(
                ["--kind"], type=click.Choice(KINDS), default="plan", show_default=True, help=wording("cli-read-kind")
            ),
        ],
    )


def _tell(draft: Draft, folder: Path, wording: Wording) -> None:
    titles = {
        table.name: table.title if wording.language == "ja" else table.title_en
        for table in load_schema().tables.values()
    }
    for name, count in counts(draft.rows).items():
        click.echo(wording("cli-read-rows", table=titles[name], rows=sum(count.values()), **count))
    for covered in draft.covered:
        page = draft.read.page_of(covered.span.start)
        click.echo(wording("cli-read-secret", page=page, start=covered.span.start, until=covered.span.end), err=True)
    if not any(row.table == "measures" for row in draft.rows):
        click.echo(wording("cli-read-no-measures"), err=True)
    if draft.unread:
        click.echo(wording("cli-read-unread", count=len(draft.unread), path=str(folder / "unread.csv")), err=True)
    click.echo(wording("cli-read-next", folder=str(folder)))
