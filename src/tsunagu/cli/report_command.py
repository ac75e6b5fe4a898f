"""`tsunagu report`: a workbook and a page per local government, for those who decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from tsunagu.cli.common import date_option, day_of, home_option
from tsunagu.cli.opening import open_workspace
from tsunagu.cli.wording import Wording
from tsunagu.messages import LANGUAGES, Language

if TYPE_CHECKING:
    from tsunagu.reports.files import Form

FORMS = ("both", "xlsx", "html")


@dataclass(frozen=True)
class ReportOptions:
    """What `tsunagu report` is told; `lang` is that of the report, None where it was not said here."""

    places: tuple[str, ...]
    lang: Language | None
    form: Form
    day: datetime | None
    output: Path | None
    home: Path | None


def command(wording: Wording) -> click.Command:
    """`tsunagu report [PLACE]...`: files for these places, or for all that issued a document."""

    def run(**options: Any) -> None:
        asked = ReportOptions(**options)
        workspace = open_workspace(asked.home, wording)

        def progress(place: str, step: str) -> None:
            name = workspace.network.label(place).of(wording.language) if place else ""
            told = wording(f"report-step-{step}")
            click.echo(wording("report-progress", place=name, step=told) if name else told, err=True)

        for path in workspace.reports(
            *asked.places,
            folder=asked.output,
            language=_language(asked.lang, wording),
            form=asked.form,
            day=day_of(asked.day),
            progress=progress,
        ):
            click.echo(wording("cli-written", path=str(path)))

    return click.Command("report", callback=run, help=wording.help("report"), params=_params(wording))


def _params(wording: Wording) -> list[click.Parameter]:
    def option(*names: str, key: str, **settings: object) -> click.Option:
        return click.Option(names, help=wording(f"cli-report-{key}"), **settings)  # type: ignore[arg-type]

    return [
        click.Argument(["places"], nargs=-1, metavar="[PLACE]..."),
        option("--lang", key="lang", type=click.Choice(LANGUAGES)),
        option("--format", "form", key="format", type=click.Choice(FORMS), default="both", show_default=True),
        date_option(wording),
        option("-o", "--output", key="output", type=click.Path(path_type=Path, file_okay=False)),
        home_option(wording),
    ]


def _language(chosen: Language | None, wording: Wording) -> Language:
    """The language of the report: --lang here or before the command, else Japanese on every system."""
    if chosen:
        return chosen
    above = click.get_current_context().parent
    said = above is not None and above.get_parameter_source("lang") is ParameterSource.COMMANDLINE
    return wording.language if said else "ja"
