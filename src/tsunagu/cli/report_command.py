"""`tsunagu report`: a workbook and a page per local government, for those who decide."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click
from click.core import ParameterSource

from tsunagu.cli.common import date_option, day_of, home_option
from tsunagu.cli.wording import Wording
from tsunagu.messages import LANGUAGES, Language
from tsunagu.workspace import Workspace

if TYPE_CHECKING:
    from tsunagu.reports.files import Form

FORMS = ("both", "xlsx", "html")


def command(wording: Wording) -> click.Command:
    """Return the command."""

    def run(
        places: tuple[str, ...],
        lang: str | None,
        form: str,
        day: datetime | None,
        output: Path | None,
        home: Path | None,
    ) -> None:
        workspace = Workspace(home)

        def progress(place: str, step: str) -> None:
            name = workspace.network.label(place).of(wording.language) if place else ""
            told = wording(f"report-step-{step}")
            click.echo(wording("report-progress", place=name, step=told) if name else told, err=True)

        for path in workspace.reports(
            *places,
            folder=output,
            language=_language(lang, wording),
            form=cast("Form", form),
            day=day_of(day),
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


def _language(chosen: str | None, wording: Wording) -> Language:
    """Return the language of the report: --lang here or before the command, else Japanese on every system."""
    if chosen:
        return cast("Language", chosen)
    above = click.get_current_context().parent
    said = above is not None and above.get_parameter_source("lang") is ParameterSource.COMMANDLINE
    return wording.language if said else "ja"
