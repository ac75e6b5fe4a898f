"""`tsunagu register import`: a published list of desks becomes the tables of a register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import click

from tsunagu.cli.common import day_of
from tsunagu.cli.wording import Wording
from tsunagu.errors import RegisterProblem
from tsunagu.graph.build import load_tables
from tsunagu.registers.importing import Import, prepare
from tsunagu.registers.maps import shipped_map
from tsunagu.registers.phones import phone_doubt

MOST_SHOWN = 200
"""Rows left out, and desks of each kind of change, that are shown at most."""


def command(wording: Wording) -> click.Group:
    """`tsunagu register`: what is done with registers of desks."""
    group = click.Group("register", help=wording.help("register"))
    group.add_command(_import(wording))
    return group


def _import(wording: Wording) -> click.Command:
    def run(list_file: Path, map_file: str, folder: Path | None, edition: datetime | None, yes: bool) -> None:
        day = day_of(edition) or date.today()
        found = prepare(list_file, shipped_map(map_file), load_tables(), day, folder)
        for line in report_lines(found, wording):
            click.echo(line)
        if found.desks and (yes or _confirmed(wording, found)):
            found.write()
            click.echo(wording("cli-register-written", folder=str(found.folder), desks=len(found.desks)))
        else:
            click.echo(wording("cli-register-unwritten"))

    file = click.Path(path_type=Path, exists=True, dir_okay=False)
    return click.Command(
        "import",
        callback=run,
        help=wording("cli-register-import-help"),
        params=[
            click.Argument(["list_file"], type=file, metavar="FILE"),
            click.Option(["--map", "map_file"], metavar="MAP", required=True, help=wording("cli-register-map")),
            click.Option(["--to", "folder"], type=click.Path(path_type=Path, file_okay=False),
                         help=wording("cli-register-to")),
            click.Option(["--edition"], type=click.DateTime(["%Y-%m-%d"]), help=wording("cli-register-edition")),
            click.Option(["--yes"], is_flag=True, help=wording("cli-register-yes")),
        ],
    )  # fmt: skip


def _confirmed(wording: Wording, found: Import) -> bool:
    """Ask whether to write; raises `RegisterProblem` where nobody answers."""
    try:
        return click.confirm(wording("cli-register-ask", folder=str(found.folder)), default=False)
    except click.Abort:
        raise RegisterProblem("register-unconfirmed") from None


def report_lines(found: Import, wording: Wording) -> Iterator[str]:
    """Yield what an import would do: rows taken, every row left out with its reason, and what changes."""
    yield wording("cli-register-taken", rows=found.taken, desks=len(found.desks), left=len(found.left))
    for area in found.listed.filled:
        yield "  " + wording("cli-register-merged", cells=area)
    left = [
        wording("cli-register-left", file=row.file, line=row.line, why=wording(row.key, **row.data))
        for row in found.left
    ]
    yield from _shown(left, wording)
    doubtful = [
        wording("cli-register-doubt", desk=desk.label_ja, id=desk.id, phone=desk.phone)
        for desk in found.desks if phone_doubt(desk.phone)
    ]  # fmt: skip
    if doubtful:
        yield wording("cli-register-doubts", count=len(doubtful))
        yield from _shown(doubtful, wording)
    told = found.difference
    yield wording("cli-register-changes", new=len(told.new), gone=len(told.gone), changed=len(told.changed))
    yield from _shown([wording("cli-register-new", desk=label, id=name) for name, label in told.new.items()], wording)
    yield from _shown([wording("cli-register-gone", desk=label, id=name) for name, label in told.gone.items()], wording)
    yield from _shown([
        wording("cli-register-changed", desk=each.label, id=each.desk, column=name, before=was or "-", after=now or "-")
        for each in told.changed for name, (was, now) in each.columns.items()
    ], wording)  # fmt: skip


def _shown(lines: Sequence[str], wording: Wording) -> Iterator[str]:
    yield from ("  " + line for line in lines[:MOST_SHOWN])
    if len(lines) > MOST_SHOWN:
        yield "  " + wording("cli-more-problems", count=len(lines) - MOST_SHOWN)
