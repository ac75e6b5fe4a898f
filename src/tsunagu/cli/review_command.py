"""`tsunagu review`: a draft out to Excel and back, with what differs shown before it is taken; a package for others."""

from __future__ import annotations

from pathlib import Path

import click

from tsunagu.characters import brief
from tsunagu.cli.wording import Wording
from tsunagu.drafting.differing import Difference
from tsunagu.drafting.review_book import review_book
from tsunagu.drafting.taking import read_review, take_review
from tsunagu.graph.schema import load_schema
from tsunagu.writing import write_bytes

MOST_SHOWN = 200


def command(wording: Wording) -> click.Command:
    """`tsunagu review DIR`: `--excel` writes the workbook, `--take` reads it back, `--package` is for others."""

    def run(folder: Path, excel: Path | None, take: Path | None, package: Path | None, yes: bool) -> int:
        if sum(way is not None for way in (excel, take, package)) != 1:
            raise click.UsageError(wording("review-one-way"))
        if package is not None:
            return _package(folder, package, wording)
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
            click.Option(["--package"], type=book, help=wording("cli-review-package")),
            click.Option(["--yes"], is_flag=True, help=wording("cli-review-yes")),
        ],
    )


def _package(folder: Path, package: Path, wording: Wording) -> int:
    """Write the package of tables that pass the checks; `TablesInvalid` where they do not."""
    from tsunagu.graph.build import load_tables  # noqa: PLC0415 - takes long to import
    from tsunagu.graph.package import package_of  # noqa: PLC0415

    load_tables(None, [folder])
    write_bytes(package, package_of(folder, load_schema()))
    click.echo(wording("cli-review-packaged", path=str(package)))
    return 0


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
    take_review(taking, folder)
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
