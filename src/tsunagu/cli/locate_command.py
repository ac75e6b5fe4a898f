"""`tsunagu locate`: the spans of a word in a source text and the rows they stand in, for those who write tables."""

from __future__ import annotations

from pathlib import Path

import click

from tsunagu.cli.common import add_option, sources_of, sources_option
from tsunagu.cli.wording import Wording
from tsunagu.errors import SourcesUnavailable
from tsunagu.graph.build import load_tables
from tsunagu.graph.extents import Outline
from tsunagu.graph.rows import Tables
from tsunagu.graph.tablefile import is_there, read_plain_file
from tsunagu.graph.text import SourceText, Span

AROUND = 24
NOT_THERE = 1


def command(wording: Wording) -> click.Command:
    """`tsunagu locate DOCUMENT WORD`: a line per place of the word; ends with 1 where there is none."""

    def run(document: str, word: str, sources: Path | None, add: tuple[Path, ...]) -> int:
        own = Path(document)
        given = is_there(own) and not own.is_dir()
        tables = None if given else load_tables(extra=add)
        text = SourceText(_read(_source(tables, document, sources_of(sources)) if tables else own))
        outline = Outline(tables, document, text) if tables else None
        found = text.find_all(word)
        for span in found:
            row = outline.owner(span.start) if outline else ""
            click.echo("\t".join(part for part in (str(span), _around(text, span), row) if part))
        if not found:
            click.echo(wording("cli-locate-none", word=word, document=document), err=True)
        return 0 if found else NOT_THERE

    return click.Command(
        "locate",
        callback=run,
        help=wording.help("locate"),
        params=[
            click.Argument(["document"]),
            click.Argument(["word"]),
            sources_option(wording),
            add_option(wording),
        ],
    )


def _read(path: Path) -> str:
    try:
        return read_plain_file(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourcesUnavailable("source-encoding", path=str(path)) from error
    except OSError as error:
        raise SourcesUnavailable("source-file-missing", path=str(path)) from error


def _source(tables: Tables, document: str, sources: Path) -> Path:
    files = {row.document: row.text("file") for row in tables.of("document")}
    return sources / files.get(document, f"{document}.txt")


def _around(text: SourceText, span: Span) -> str:
    before = text.text[max(0, span.start - AROUND) : span.start]
    after = text.text[span.end : span.end + AROUND]
    return " ".join(f"{before}【{text.printed(span)}】{after}".split())
