"""`tsunagu sparql`: ask with SPARQL of one's own; reading only."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import cast

import click

from tsunagu.cli.common import deliver, home_option
from tsunagu.cli.query_command import answer_options, ask
from tsunagu.cli.wording import Wording
from tsunagu.errors import QueryProblem
from tsunagu.graph.tablefile import read_plain_file
from tsunagu.queries.guard import check_allowed
from tsunagu.queries.output import Format, render
from tsunagu.workspace import Workspace


def command(wording: Wording) -> click.Command:
    """Return the command."""

    def run(file: str, form: str, output: Path | None, endpoint: str | None, timeout: int, home: Path | None) -> None:
        text = _read(file)
        check_allowed(text)
        deliver(render(ask(text, endpoint, timeout, Workspace(home)), cast("Format", form)), output, wording)

    return click.Command(
        "sparql",
        callback=run,
        help=wording.help("sparql"),
        params=[click.Argument(["file"], metavar="FILE|-"), *answer_options(wording), home_option(wording)],
    )


def _read(file: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if file == "-" else read_plain_file(Path(file))
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryProblem("sparql-encoding", file=file) from error
    except OSError as error:
        raise QueryProblem("sparql-file", file=file, reason=error.strerror or str(error)) from error
