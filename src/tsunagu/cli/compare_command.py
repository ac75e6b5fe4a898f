"""`tsunagu compare`: two documents or places side by side, or a city and its prefecture's list."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import cast

import click

from tsunagu.cli.common import base_of, deliver, home_of, home_option
from tsunagu.cli.gaps_command import day_option, form_options
from tsunagu.cli.wording import Wording
from tsunagu.queries.output import Format, render

ASPECTS = ("scope", "function", "need", "stage", "kind", "body", "linkage", "partner", "figure")
CLASSES = ("tsg:SourceDocument", "tsg:Place")


def command(wording: Wording) -> click.Command:
    """Return the command."""

    def run(
        first: str,
        second: str,
        aspect: tuple[str, ...],
        day: datetime | None,
        form: str,
        output: Path | None,
        home: Path | None,
    ) -> None:
        data = _ask(wording, (first, second), aspect, day.date() if day else date.today(), form, home)
        deliver(data, output, wording)

    return click.Command(
        "compare",
        callback=run,
        help=wording.help("compare"),
        params=[
            click.Argument(["first"], metavar="A"),
            click.Argument(["second"], metavar="B"),
            click.Option(["--aspect"], type=click.Choice(ASPECTS), multiple=True, help=wording("cli-compare-aspect")),
            day_option(wording),
            *form_options(wording),
            home_option(wording),
        ],
    )


def _ask(
    wording: Wording, names: tuple[str, str], aspects: tuple[str, ...], day: date, form: str, home: Path | None
) -> bytes:
    from tsunagu.gaps.compare import compare  # noqa: PLC0415 - takes long to import
    from tsunagu.gaps.compare_table import as_answer  # noqa: PLC0415
    from tsunagu.gaps.registry import read_material  # noqa: PLC0415
    from tsunagu.network.compiled import open_network  # noqa: PLC0415
    from tsunagu.queries.engines import OxigraphEngine  # noqa: PLC0415
    from tsunagu.queries.names import find_one  # noqa: PLC0415

    used = home_of(home)
    engine, iris = OxigraphEngine.open(used), base_of(used)
    one, two = (find_one(engine, name, iris, CLASSES).iri.removeprefix(iris.base) for name in names)
    material = read_material(engine, iris, open_network(used), day)
    return render(as_answer(compare(material, one, two), wording.language, aspects), cast("Format", form))
