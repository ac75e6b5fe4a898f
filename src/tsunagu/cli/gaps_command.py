"""`tsunagu gaps`: what law, a prefecture's list or another plan lets one expect, and what the documents say."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from tsunagu.cli.common import base_of, deliver, home_of, home_option, output_option
from tsunagu.cli.wording import Wording
from tsunagu.network.records import LAYERS
from tsunagu.queries.output import FORMATS, Format, render
from tsunagu.referral.standing import WALKED_LAYERS

if TYPE_CHECKING:
    from tsunagu.gaps.rows import GapRow

STATES = ("found", "planned", "under_study", "stated_otherwise", "not_found", "not_checkable")
PLACE_CLASSES = ("tsg:Place",)


def command(wording: Wording) -> click.Command:
    """Return the command."""

    def run(
        name: str | None,
        place: tuple[str, ...],
        day: datetime | None,
        layers: tuple[str, ...],
        state: tuple[str, ...],
        form: str,
        output: Path | None,
        home: Path | None,
    ) -> None:
        if name is None:
            _overview(wording)
            return
        data = _ask(
            wording, name, place, day.date() if day else date.today(), layers or WALKED_LAYERS, state, form, home
        )
        deliver(data, output, wording)

    return click.Command(
        "gaps",
        callback=run,
        help=wording.help("gaps"),
        params=[
            click.Argument(["name"], required=False),
            click.Option(["--place"], multiple=True, help=wording("cli-gaps-place")),
            day_option(wording),
            layers_option(wording),
            click.Option(["--state"], type=click.Choice(STATES), multiple=True, help=wording("cli-gaps-state")),
            *form_options(wording),
            home_option(wording),
        ],
    )


def day_option(wording: Wording) -> click.Option:
    """`--date`: the day facts must hold on."""
    return click.Option(["--date", "day"], type=click.DateTime(["%Y-%m-%d"]), help=wording("cli-gaps-date"))


def layers_option(wording: Wording) -> click.Option:
    """`--layers`: evidence layers that count."""
    return click.Option(["--layers"], type=click.Choice(LAYERS), multiple=True, help=wording("cli-gaps-layers"))


def form_options(wording: Wording) -> list[click.Parameter]:
    """`--format` and `--output`."""
    form = click.Option(
        ["--format", "form"], type=click.Choice(FORMATS), default="table", show_default=True, help=wording("cli-format")
    )
    return [form, output_option(wording)]


def _overview(wording: Wording) -> None:
    from tsunagu.gaps.registry import ANALYSES  # noqa: PLC0415

    for one in ANALYSES.values():
        click.echo(f"{one.name:<15} {one.title.of(wording.language)}")
        click.echo(f"{'':<15} {one.looks_at.of(wording.language)}")


def _ask(
    wording: Wording,
    name: str,
    place: tuple[str, ...],
    day: date,
    layers: tuple[str, ...],
    state: tuple[str, ...],
    form: str,
    home: Path | None,
) -> bytes:
    from tsunagu.gaps.registry import analyses_of, find_gaps, read_material  # noqa: PLC0415 - takes long to import
    from tsunagu.gaps.table import as_answer, wanted_places  # noqa: PLC0415
    from tsunagu.network.compiled import open_network  # noqa: PLC0415
    from tsunagu.network.sources import read_places  # noqa: PLC0415
    from tsunagu.queries.engines import OxigraphEngine  # noqa: PLC0415
    from tsunagu.queries.names import find_one  # noqa: PLC0415

    analyses = analyses_of(name)
    used = home_of(home)
    engine, iris = OxigraphEngine.open(used), base_of(used)
    places = [find_one(engine, one, iris, PLACE_CLASSES).iri.removeprefix(iris.base) for one in place]
    network = open_network(used)
    material = read_material(engine, iris, network, day, layers, places, analyses)
    rows: list[GapRow] = [row for row in find_gaps(material, analyses) if not state or row.state in state]
    if not rows:
        click.echo(wording("cli-gaps-empty"), err=True)
    stands = read_places(engine, iris, wanted_places(rows))
    return render(as_answer(rows, network, stands, wording.language), cast("Format", form))
