"""`tsunagu review`: a draft in the explorer, out to Excel and back with what differs shown, as a package for others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tsunagu.cli.common import home_option
from tsunagu.cli.opening import open_workspace
from tsunagu.cli.wording import Wording
from tsunagu.drafting.differing import said_difference
from tsunagu.drafting.review_book import read_table, review_book
from tsunagu.drafting.reviewing.queue import UNTOLD
from tsunagu.drafting.reviewing.review import reviewer_named, steps_taken
from tsunagu.drafting.taking import read_review, take_review
from tsunagu.graph.schema import load_schema
from tsunagu.web import DEFAULT_PORT
from tsunagu.writing import write_bytes

MOST_SHOWN = 200


def command(wording: Wording) -> click.Command:
    """`tsunagu review DIR`: `--serve` opens pages, `--excel` writes a book, `--take` takes it, `--package` packs."""

    def run(folder: Path, excel: Path | None, take: Path | None, package: Path | None, **told: Any) -> int:
        show, yes = told.pop("show"), told.pop("yes")
        if sum(way is not None for way in (excel, take, package)) + show != 1:
            raise click.UsageError(wording("review-one-way"))
        if show:
            _serve(folder, wording, **told)
        elif package is not None:
            _package(folder, package, wording)
        elif excel is not None:
            write_bytes(excel, review_book(folder, load_schema(), wording.language, steps_taken(folder)))
            click.echo(wording("cli-written", path=str(excel)))
        else:
            _take(folder, take or folder, yes, told["reviewer"], wording)
        return 0

    place = click.Path(path_type=Path, file_okay=False, exists=True)
    book = click.Path(path_type=Path, dir_okay=False)
    return click.Command(
        "review",
        callback=run,
        help=wording.help("review"),
        params=[
            click.Argument(["folder"], type=place),
            click.Option(["--serve", "show"], is_flag=True, help=wording("cli-review-serve")),
            click.Option(["--reviewer"], default="", help=wording("cli-review-reviewer")),
            click.Option(["--port"], type=click.IntRange(0, 65535), default=DEFAULT_PORT, show_default=True,
                         help=wording("serve-port-help")),
            click.Option(["--browser/--no-browser"], default=True, help=wording("serve-browser-help")),
            click.Option(["--excel"], type=book, help=wording("cli-review-excel")),
            click.Option(["--take"], type=book, help=wording("cli-review-take")),
            click.Option(["--package"], type=book, help=wording("cli-review-package")),
            click.Option(["--yes"], is_flag=True, help=wording("cli-review-yes")),
            home_option(wording),
        ],
    )  # fmt: skip


def _package(folder: Path, package: Path, wording: Wording) -> None:
    """Write the package of tables that pass the checks; `TablesInvalid` where they do not."""
    from tsunagu.graph.build import load_tables  # noqa: PLC0415 - takes long to import
    from tsunagu.graph.package import package_of  # noqa: PLC0415

    load_tables(None, [folder])
    write_bytes(package, package_of(folder, load_schema()))
    click.echo(wording("cli-review-packaged", path=str(package)))
    rows = (row for table in load_schema().of_folder("document") for row in read_table(folder, table))
    if left := sum(cell in UNTOLD for row in rows for cell in row.values()):
        click.echo(wording("cli-review-left", count=left), err=True)


def _serve(folder: Path, wording: Wording, *, reviewer: str, port: int, browser: bool, home: Path | None) -> None:
    from tsunagu.web.review.held import Reviewing  # noqa: PLC0415 - takes long to import
    from tsunagu.web.server import Opening, serve  # noqa: PLC0415

    reviewing = Reviewing(folder.resolve(), " ".join(reviewer.split()))
    reviewer_named(reviewing.review, reviewing.reviewer)
    workspace = open_workspace(home, wording)
    opening = Opening(port, browser=browser, page=f"{wording.language}/review")

    def told(address: str) -> None:
        click.echo(wording("review-opened", address=address, folder=str(folder)))

    serve(workspace.home.folder, opening, told, reviewing)


def _take(folder: Path, book: Path, yes: bool, who: str, wording: Wording) -> None:
    schema = load_schema()
    taking = read_review(book, folder, schema)
    for difference in taking.differences[:MOST_SHOWN]:
        click.echo(said_difference(difference, wording.language))
        if error := taking.wrong.get(difference):
            click.echo("  → " + wording(error.key, **error.data))
    more = len(taking.differences) - MOST_SHOWN
    if more > 0:
        click.echo(wording("cli-more-problems", count=more))
    if not taking.differences:
        click.echo(wording("review-nothing"))
        return
    if not yes and not taking.wrong:
        click.echo(wording("review-unconfirmed", count=len(taking.differences)))
        return
    take_review(taking, folder, who)
    click.echo(wording("review-taken", count=len(taking.differences), folder=str(folder)))
