"""`tsunagu publish`: the explorer as plain files, for a shared folder without a server."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tsunagu.cli.common import home_option
from tsunagu.cli.opening import open_workspace
from tsunagu.cli.wording import Wording
from tsunagu.messages import LANGUAGES

if TYPE_CHECKING:
    from tsunagu.messages import Language

TOLD_EVERY = 100
"""Pages between two lines of progress where nobody looks at a terminal."""


def command(wording: Wording) -> click.Command:
    """`tsunagu publish DIR`: pages, pictures, routes for usual cases and a search, each a file."""

    def run(
        folder: Path,
        places: tuple[str, ...],
        languages: tuple[Language, ...],
        *,
        one: bool,
        count: bool,
        home: Path | None,
    ) -> None:
        from tsunagu.web.published.selection import selection_of  # noqa: PLC0415 - takes long to import
        from tsunagu.web.published.writer import ENTRY, publish  # noqa: PLC0415

        workspace = open_workspace(home, wording)
        selection = selection_of(workspace, places, languages or LANGUAGES)
        if count and workspace.country() is None:
            workspace.count_country(partial(_tell, wording, "publish-counting"))
            _end_of_line()
        made = publish(workspace.home.folder, folder, selection, partial(_tell, wording, "publish-progress"))
        _end_of_line()
        if made.dead:
            click.echo(wording("publish-dead", count=len(made.dead), first=made.dead[0]), err=True)
        click.echo(wording("publish-done", pages=len(made.files), made=made.made, megabytes=f"{made.size / 1e6:.1f}",
                           entry=str(folder / ENTRY)))  # fmt: skip
        if one:
            _write_one(wording, made.files, folder)

    return click.Command("publish", callback=run, help=wording.help("publish"), params=[
        click.Argument(["folder"], type=click.Path(path_type=Path, file_okay=False)),
        click.Option(["--place", "places"], multiple=True, help=wording("publish-place-help")),
        click.Option(["--language", "languages"], multiple=True, type=click.Choice(LANGUAGES),
                     help=wording("publish-language-help")),
        click.Option(["--one-file", "one"], is_flag=True, help=wording("publish-one-help")),
        click.Option(["--count/--no-count"], default=True, help=wording("publish-count-help")),
        home_option(wording),
    ])  # fmt: skip


def _write_one(wording: Wording, files: tuple[str, ...], folder: Path) -> None:
    from tsunagu.web.published.onefile import MOST_BYTES, write_one_file  # noqa: PLC0415 - takes long to import

    made = write_one_file(folder, files, wording.language)
    megabytes = f"{made.size / 1e6:.1f}"
    click.echo(wording("publish-one-done", path=str(made.path), megabytes=megabytes, pages=made.pages))
    if made.size > MOST_BYTES:
        click.echo(wording("publish-one-large"), err=True)


def _tell(wording: Wording, key: str, done: int, known: int) -> None:
    if sys.stderr.isatty():
        click.echo("\r" + wording(key, done=done, known=known), err=True, nl=False)
    elif done % TOLD_EVERY == 0 or done == known:
        click.echo(wording(key, done=done, known=known), err=True)


def _end_of_line() -> None:
    if sys.stderr.isatty():
        click.echo("", err=True)
