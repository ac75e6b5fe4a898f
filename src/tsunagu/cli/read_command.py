"""`tsunagu read`: a city's own file as draft tables with every doubt marked."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from tsunagu.cli.wording import Wording
from tsunagu.drafting.draft import Draft, make_draft
from tsunagu.drafting.folder import counts, refuse_reviewed, write_draft
from tsunagu.drafting.source import Source
from tsunagu.graph.build import load_tables
from tsunagu.graph.schema import load_schema
from tsunagu.reading.door import read_file
from tsunagu.reading.model import FileUnreadable, ReadText, Unread

KINDS = ("plan", "plan_chapter", "plan_excerpt", "review")
MOST_PAGES = 12
"""Pages named for each reason why some were not read."""
LONG, TOLD_EVERY, BAR = 20, 100, 30
"""Pages from which progress is told, pages between two lines of it, characters of the bar."""
LONG_TEXT = 200_000
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


def command(wording: Wording) -> click.Command:
    """`tsunagu read FILE -o DIR`: writes the draft and tells how much of it is sure."""

    def run(file: Path, output: Path, place: str, kind: str) -> None:
        if not set(output.name) <= _LETTERS:
            raise FileUnreadable("read-folder-name", folder=output.name)
        refuse_reviewed(output)
        draft = make_draft(_read(file, wording), load_tables(), output.name, place=place, kind=kind)
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


def _read(file: Path, wording: Wording) -> ReadText:
    """The text of a file; pages are counted on the terminal, or told now and then where nobody looks at one."""
    shown = sys.stderr.isatty()

    def told(done: int, pages: int) -> None:
        if pages >= LONG and (shown or done % TOLD_EVERY == 0):
            bar = "█" * round(BAR * done / pages)
            said = wording("cli-read-progress", done=done, pages=pages)
            click.echo(f"\r{bar:░<{BAR}} {said}" if shown else said, err=True, nl=not shown or done == pages)

    read = read_file(file, told)
    if len(read.text) > LONG_TEXT:
        click.echo(wording("cli-read-drafting"), err=True)
    return read


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
        for reason, pages in _gathered(draft.unread).items():
            click.echo(wording("cli-read-unread-kind", reason=wording(reason), pages=wording.join(pages)), err=True)
    click.echo(wording("cli-read-next", folder=str(folder)))


def _gathered(unread: Iterable[Unread]) -> Mapping[str, list[str]]:
    """The pages (or sheets) by the reason why they were not read: the first few, and a sign where there are more."""
    found: dict[str, dict[str, None]] = {}
    for gap in unread:
        found.setdefault(gap.reason, {}).update({gap.page: None} if gap.page else {})
    return {reason: [*pages][:MOST_PAGES] + ["…"] * (len(pages) > MOST_PAGES) for reason, pages in found.items()}
