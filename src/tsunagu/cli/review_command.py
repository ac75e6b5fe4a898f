"""`tsunagu review`: a draft out to Excel and back, with what differs shown before it is taken."""

from __future__ import annotations

from pathlib import Path

import click

from tsunagu.characters import brief
from tsunagu.cli.wording import Wording
from tsunagu.drafting.review_book import review_book
from tsunagu.drafting.taking import Difference, read_review, take_review
from tsunagu.graph.schema import load_schema
from tsunagu.writing import write_bytes

MOST_SHOWN = 200


def command(wording: Wording) -> click.Command:
    """`tsunagu review DIR --excel FILE` writes the workbook, `--take FILE` reads it back."""

    def run(folder: Path, excel: Path | None, take: Path | None, yes: bool) -> int:
        if (excel is None) == (take is None):
            raise click.UsageError(wording("review-one-way"))
        if excel is not None:
            write_bytes(excel, review_book(folder, load_schema(), wording.language))
            click.echo(wording("cli-written", path=str(excel)))
            return 0
        return _take(folder, take or folder, yes, wording)

    place = click.Path(path_type=Path, file_okay=False, exists=True)
    book = click.Path(path_type=Path, dir_okay=False)
    return click.Command(
        "review",
        callback=run,
        help=wording.help("review"),
        params=[
            click.Argument(["folder"], type=place),
            click.Option(["--excel"], type=book, help=wording("cli-review-excel")),
            click.Option(["--take"], type=book, help=wording("cli-review-take")),
            click.Option(["--yes"], is_flag=True, help=wording("cli-review-yes")),
        ],
    )


def _take(folder: Path, book: Path, yes: bool, wording: Wording) -> int:
    schema = load_schema()
    taking = read_review(book, folder, schema)
    for difference in taking.differences[:MOST_SHOWN]:
        click.echo(_line(difference, wording))
    more = len(taking.differences) - MOST_SHOWN
    if more > 0:
        click.echo(wording("cli-more-problems", count=more))
    if not taking.differences:
        click.echo(wording("review-nothing"))
        return 0
    if not yes:
        click.echo(wording("review-unconfirmed", count=len(taking.differences)))
        return 0
    take_review(taking, folder, schema)
    click.echo(wording("review-taken", count=len(taking.differences), folder=str(folder)))
    return 0


def _line(difference: Difference, wording: Wording) -> str:
    return wording(
        f"review-{difference.sort}",
        table=difference.table,
        named=difference.key,
        column=difference.column,
        before=brief(difference.before),
        after=brief(difference.after),
    )
