"""`tsunagu sparql`: ask with SPARQL of one's own; reading only."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from tsunagu.cli.query_command import QueryOptions, query_options
from tsunagu.cli.wording import Wording
from tsunagu.errors import QueryProblem
from tsunagu.queries.limits import MOST_QUERY_BYTES, refuse_long
from tsunagu.queries.prefixes import with_prefixes
from tsunagu.queries.unknown_terms import unknown_terms


def command(wording: Wording) -> click.Command:
    """`tsunagu sparql FILE`: the answer of a query of one's own; ends with 6 where a limit cut it."""

    def run(file: str, **options: Any) -> None:
        asked = QueryOptions(**options).ready(wording)
        iris = asked.iris
        text = with_prefixes(_read(file), iris.prefixes)
        for name, near in unknown_terms(text, iris.prefixes["tsg"]).items():
            click.echo(wording("cli-sparql-unknown", term=name, near=near or "-"), err=True)
        asked.answer(lambda _: text, wording, check=True)

    return click.Command(
        "sparql",
        callback=run,
        help=wording.help("sparql"),
        params=[click.Argument(["file"], metavar="FILE|-"), *query_options(wording)],
    )


def _read(file: str) -> str:
    """The text of a query; a file that does not end is read no further than a query may be long."""
    try:
        raw = _bytes(file)
    except OSError as error:
        raise QueryProblem("sparql-file", file=file, reason=error.strerror or "") from error
    refuse_long(raw)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryProblem("sparql-encoding", file=file) from error


def _bytes(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read(MOST_QUERY_BYTES + 1)
    with Path(file).open("rb") as stream:
        return stream.read(MOST_QUERY_BYTES + 1)
