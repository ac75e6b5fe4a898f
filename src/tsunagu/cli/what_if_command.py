"""`tsunagu what-if`: what follows when bodies close, and which closings would take most away."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from tsunagu.cli.common import deliver, home_of, home_option, output_option
from tsunagu.cli.structure_command import named
from tsunagu.cli.wording import Wording
from tsunagu.errors import StructureProblem
from tsunagu.graph.build import read_report
from tsunagu.graph.iris import Iris
from tsunagu.network.records import LAYERS
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.queries.output import FORMATS, Format, render
from tsunagu.referral.standing import MOST_STEPS, WALKED_LAYERS

if TYPE_CHECKING:
    from tsunagu.referral.snapshot import Snapshot

BODIES = ("tsg:Body", "tsg:ExpectedBody")
MOST_SHOWN = 1000


def command(wording: Wording) -> click.Command:
    """Return the command."""

    def run(
        names: tuple[str, ...],
        place: tuple[str, ...],
        layer: tuple[str, ...],
        day: datetime | None,
        steps: int,
        worst: int,
        form: str,
        output: Path | None,
        home: Path | None,
    ) -> None:
        if bool(names) == bool(worst):
            raise StructureProblem("structure-if-name-or-worst")
        from tsunagu.closures.ground import snapshot_of  # noqa: PLC0415
        from tsunagu.network.compiled import open_network  # noqa: PLC0415 - reads the whole network
        from tsunagu.referral.rulebook import read_rulebook  # noqa: PLC0415

        used = home_of(home)
        network = open_network(used)
        places = [named(used, network, one, "place", "tsg:Place") for one in place]
        rulebook = read_rulebook(OxigraphEngine.open(used), Iris(read_report(used).base))
        material = snapshot_of(network, rulebook, day.date() if day else None, layer or WALKED_LAYERS, places, steps)
        closed = [named(used, network, one, "body", *BODIES) for one in names]
        for one in closed:
            if one not in material.standing:
                raise StructureProblem("structure-if-not-standing", name=network.label(one).of(wording.language))
        shown = _worst(material, worst, form, wording) if worst else _closing(material, closed, form, wording)
        deliver(shown, output, wording)

    return click.Command("what-if", callback=run, help=wording.help("what-if"), params=_params(wording))


def _params(wording: Wording) -> list[click.Parameter]:
    def option(*names: str, key: str, **settings: object) -> click.Option:
        return click.Option(names, help=wording(f"cli-what-if-{key}"), **settings)  # type: ignore[arg-type]

    return [
        click.Argument(["names"], nargs=-1, metavar="NAME..."),
        option("--place", key="place", multiple=True),
        option("--layers", "layer", key="layers", type=click.Choice(LAYERS), multiple=True),
        option("--date", "day", key="date", type=click.DateTime(["%Y-%m-%d"])),
        option("--steps", key="steps", type=click.IntRange(0, 8), default=MOST_STEPS, show_default=True),
        option("--worst", key="worst", type=click.IntRange(0, MOST_SHOWN), default=0),
        click.Option(
            ["--format", "form"],
            type=click.Choice(FORMATS),
            default="table",
            show_default=True,
            help=wording("cli-format"),
        ),
        output_option(wording),
        home_option(wording),
    ]


def _closing(material: Snapshot, closed: list[str], form: str, wording: Wording) -> bytes:
    from tsunagu.closures.ground import ground_of  # noqa: PLC0415
    from tsunagu.closures.telling import WhatIfTeller  # noqa: PLC0415
    from tsunagu.closures.what_if import what_if  # noqa: PLC0415

    outcome = what_if(ground_of(material), closed)
    teller = WhatIfTeller(material.network, wording.language)
    table = render(teller.table(outcome), cast("Format", form))
    if form != "table":
        return table
    told = teller.told(outcome, material.layers, material.places).encode()
    return told + (b"\n" + table if outcome.changes else b"")


def _worst(material: Snapshot, most: int, form: str, wording: Wording) -> bytes:
    from tsunagu.closures.ground import ground_of  # noqa: PLC0415
    from tsunagu.closures.ranking import rank_bodies, rank_pairs  # noqa: PLC0415
    from tsunagu.closures.telling import WhatIfTeller  # noqa: PLC0415

    ground = ground_of(material)
    bodies = rank_bodies(ground.places, ground.needs, most)
    pairs = rank_pairs(ground.places, ground.needs, most)
    teller = WhatIfTeller(material.network, wording.language)
    table = render(teller.ranked_table([*bodies, *pairs]), cast("Format", form))
    return table if form != "table" else teller.ranked(bodies, pairs).encode() + b"\n" + table
