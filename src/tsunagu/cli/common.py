"""Options and steps several commands share."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from tsunagu.cli.wording import Wording
from tsunagu.errors import SourcesUnavailable
from tsunagu.graph.folders import each_once
from tsunagu.network.records import LAYERS
from tsunagu.queries.output import FORMATS, Format
from tsunagu.writing import write_bytes


@dataclass(frozen=True, kw_only=True)
class TableOptions:
    """What every command that shows a table is told beside its own options; fields are named as the options are."""

    form: Format
    output: Path | None
    home: Path | None


def home_option(wording: Wording) -> click.Option:
    """`--home`: where built things live."""
    return click.Option(["--home"], type=click.Path(path_type=Path, file_okay=False), help=wording("cli-home"))


class RenamedOption(click.Option):
    """An option with older names that still work and are not shown."""

    def __init__(self, names: Sequence[str], *, older: Sequence[str] = (), **settings: Any) -> None:
        super().__init__([*names, *older], **settings)
        self.older = older

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The line of the help, without the older names."""
        every = self.opts
        self.opts = [name for name in every if name not in self.older]
        try:
            return super().get_help_record(ctx)
        finally:
            self.opts = every


def date_option(wording: Wording) -> click.Option:
    """`--date`: the day facts must hold on."""
    return RenamedOption(
        ["--date", "day"], older=["--day"], type=click.DateTime(["%Y-%m-%d"]), help=wording("cli-date")
    )


def day_of(chosen: datetime | None) -> date | None:
    """The day of `--date`, without a time."""
    return chosen.date() if chosen else None


def layer_option(wording: Wording, key: str = "cli-layer") -> click.Option:
    """`--layer`: evidence layers that count."""
    return RenamedOption(["--layer"], older=["--layers"], type=click.Choice(LAYERS), multiple=True, help=wording(key))


def place_option(wording: Wording, key: str) -> click.Option:
    """`--place`, as often as wanted: names or codes."""
    return click.Option(["--place"], multiple=True, help=wording(key))


def form_options(wording: Wording, *further: str) -> list[click.Parameter]:
    """`--format` and `--output` of every command that shows a table; `further` are forms of that command alone."""
    forms = click.Choice((*FORMATS, *further))
    form = click.Option(
        ["--format", "form"], type=forms, default="table", show_default=True, help=wording("cli-format")
    )
    return [form, output_option(wording)]


def add_option(wording: Wording) -> click.Option:
    """`--add`, as often as wanted: document folders, or filled workbooks of `tsunagu template`.

    What is given twice counts once and is told.
    """

    def once(_: click.Context, __: click.Parameter, given: tuple[Path, ...]) -> tuple[Path, ...]:
        kept = each_once(given)
        twice = {os.path.realpath(path) for path in given if path not in kept or given.count(path) > 1}
        for path in sorted(twice):
            click.echo(wording("cli-add-twice", path=path), err=True)
        return tuple(kept)

    where = click.Path(path_type=Path, exists=True)
    return click.Option(
        ["--add"], type=where, multiple=True, callback=once, metavar="PATH", help=wording("cli-build-add")
    )


def sources_option(wording: Wording) -> click.Option:
    """`--sources`: the folder with the source texts."""
    return click.Option(["--sources"], type=click.Path(path_type=Path), help=wording("cli-sources"))


def sources_of(folder: Path | None) -> Path:
    """The folder of source texts: the option, TSUNAGU_SOURCES, or `sources` in the working folder.

    Raises `SourcesUnavailable` where none is there.
    """
    named = folder or Path(os.environ.get("TSUNAGU_SOURCES") or "sources")
    if not named.is_dir():
        raise SourcesUnavailable("sources-missing", folder=str(named))
    return named


def law_option(wording: Wording) -> click.Option:
    """`--law`: a folder with texts of statutes; may be given several times."""
    return click.Option(["--law"], type=click.Path(path_type=Path), multiple=True, help=wording("cli-law"))


def laws_of(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """The folders with texts of statutes: the options, those of TSUNAGU_LAW, `law` in the working folder, or none."""
    named = [Path(part) for part in os.environ.get("TSUNAGU_LAW", "").split(os.pathsep) if part]
    return folders or tuple(named) or tuple(folder for folder in (Path("law"),) if folder.is_dir())


def registers_option(wording: Wording) -> click.Option:
    """`--registers`: a folder with published lists of desks, a folder a register."""
    return click.Option(["--registers"], type=click.Path(path_type=Path), help=wording("cli-verify-registers"))


def registers_of(folder: Path | None) -> Path | None:
    """The folder of published lists: the option, TSUNAGU_REGISTERS, `registers` in the working folder, or none.

    Raises `SourcesUnavailable` where the one that is named is not there.
    """
    named = folder or (Path(said) if (said := os.environ.get("TSUNAGU_REGISTERS")) else None)
    if named and not named.is_dir():
        raise SourcesUnavailable("registers-missing", folder=str(named))
    return named or (Path("registers") if Path("registers").is_dir() else None)


def output_option(wording: Wording) -> click.Option:
    """`-o FILE`, `--output FILE`: where an answer goes instead of standard output."""
    return click.Option(["-o", "--output"], type=click.Path(path_type=Path, dir_okay=False), help=wording("cli-output"))


def deliver(data: bytes, output: Path | None, wording: Wording) -> None:
    """Write to a file whole or not at all, or to standard output."""
    if output:
        write_bytes(output, data)
        click.echo(wording("cli-written", path=str(output)), err=True)
        return
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None or sys.stdout.isatty():
        click.echo(data.decode("utf-8-sig"), nl=False)
    else:
        stream.write(data)
        stream.flush()
