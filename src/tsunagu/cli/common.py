"""Options and steps several commands share."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from tsunagu.cli.wording import Wording
from tsunagu.errors import SourcesUnavailable
from tsunagu.graph.home import Home, default_home
from tsunagu.graph.iris import Iris
from tsunagu.writing import write_bytes


def home_option(wording: Wording) -> click.Option:
    """`--home`: where built things live."""
    return click.Option(["--home"], type=click.Path(path_type=Path, file_okay=False), help=wording("cli-home"))


def home_of(folder: Path | None) -> Home:
    """Return the home a command works in."""
    return Home(Path(os.path.realpath(folder))) if folder else default_home()


def base_of(home: Home) -> Iris:
    """Return the IRIs of the current build."""
    from tsunagu.graph.build import read_report  # noqa: PLC0415

    return Iris(read_report(home).base)


def sources_option(wording: Wording) -> click.Option:
    """`--sources`: the folder with the source texts."""
    return click.Option(["--sources"], type=click.Path(path_type=Path), help=wording("cli-sources"))


def sources_of(folder: Path | None) -> Path:
    """Return the folder of source texts: the option, TSUNAGU_SOURCES, or `sources` in the working folder.

    Raises `SourcesUnavailable` where none is there.
    """
    named = folder or Path(os.environ.get("TSUNAGU_SOURCES") or "sources")
    if not named.is_dir():
        raise SourcesUnavailable("sources-missing", folder=str(named))
    return named


def output_option(wording: Wording) -> click.Option:
    """`--output FILE`."""
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
