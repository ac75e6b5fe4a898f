"""`tsunagu report`: a workbook and a page per local government, for those who decide."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import cast

import click
from click.core import ParameterSource

from tsunagu.cli.common import base_of, home_of, home_option
from tsunagu.cli.structure_command import named
from tsunagu.cli.wording import Wording
from tsunagu.errors import NameUnknown
from tsunagu.messages import LANGUAGES, Language

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
        from tsunagu.network.compiled import open_network  # noqa: PLC0415 - reads the whole network
        from tsunagu.queries.engines import OxigraphEngine  # noqa: PLC0415
        from tsunagu.reports.writing import Form, write_reports  # noqa: PLC0415 - takes long to import

        used = home_of(home)
        network = open_network(used)
        chosen = [named(used, network, place, "place", "tsg:Place") for place in places]
        for place in chosen:
            if not any(one.authority == place for one in network.concepts_in("document")):
                raise NameUnknown("report-no-document", place=network.label(place).of(wording.language))

        def progress(place: str, step: str) -> None:
            name = network.label(place).of(wording.language) if place else ""
            told = wording(f"report-step-{step}")
            click.echo(wording("report-progress", place=name, step=told) if name else told, err=True)

        for path in write_reports(
            OxigraphEngine.open(used), base_of(used), network, chosen, output or used.folder / "reports",
            _language(lang, wording), cast("Form", form), day.date() if day else None, progress,
        ):  # fmt: skip
            click.echo(wording("cli-written", path=str(path)))

    return click.Command("report", callback=run, help=wording.help("report"), params=_params(wording))


def _params(wording: Wording) -> list[click.Parameter]:
    def option(*names: str, key: str, **settings: object) -> click.Option:
        return click.Option(names, help=wording(f"cli-report-{key}"), **settings)  # type: ignore[arg-type]

    return [
        click.Argument(["places"], nargs=-1, metavar="[PLACE]..."),
        option("--lang", key="lang", type=click.Choice(LANGUAGES)),
        option("--format", "form", key="format", type=click.Choice(FORMS), default="both", show_default=True),
        option("--date", "day", key="date", type=click.DateTime(["%Y-%m-%d"])),
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
