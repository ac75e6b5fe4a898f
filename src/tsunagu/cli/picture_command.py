"""`tsunagu picture`: interactive pages that work offline."""

from __future__ import annotations

from pathlib import Path

import click

from tsunagu.cli.common import base_of, home_of, home_option
from tsunagu.cli.wording import Wording
from tsunagu.queries.engines import OxigraphEngine


def command(wording: Wording) -> click.Command:
    """Return the command."""

    def run(document: str | None, output: Path | None, home: Path | None) -> None:
        from tsunagu.viz.pages import write_document_page, write_pages  # noqa: PLC0415

        used = home_of(home)
        engine, iris = OxigraphEngine.open(used), base_of(used)
        if document:
            target = output or used.folder / "pages" / f"{document}.html"
            write_document_page(engine, iris, document, target, wording.language)
            paths = [target]
        else:
            paths = write_pages(engine, iris, output or used.folder / "pages", wording.language)
        for path in paths:
            click.echo(wording("cli-written", path=str(path)))

    return click.Command(
        "picture",
        callback=run,
        help=wording.help("picture"),
        params=[
            click.Argument(["document"], required=False),
            click.Option(["-o", "--output"], type=click.Path(path_type=Path), help=wording("cli-output")),
            home_option(wording),
        ],
    )
