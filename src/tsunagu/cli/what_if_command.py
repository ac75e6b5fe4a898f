"""`tsunagu what-if`: what follows when bodies close, and which closings would take most away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from tsunagu.cli.common import (
    TableOptions,
    date_option,
    day_of,
    deliver,
    form_options,
    home_option,
    layer_option,
    place_option,
)
from tsunagu.cli.opening import open_workspace
from tsunagu.cli.wording import Wording
from tsunagu.errors import StructureProblem
from tsunagu.queries.output import render
from tsunagu.referral.standing import MOST_STEPS
from tsunagu.workspace import Workspace

if TYPE_CHECKING:
    from tsunagu.closures.reach import Reach

MOST_SHOWN = 1000


@dataclass(frozen=True, kw_only=True)
class WhatIfOptions(TableOptions):
    """What `tsunagu what-if` is told: the bodies that close, or of how many closings the worst are wanted."""

    names: tuple[str, ...]
    place: tuple[str, ...]
    layer: tuple[str, ...]
    day: datetime | None
    steps: int
    worst: int


def command(wording: Wording) -> click.Command:
    """`tsunagu what-if NAME...` for what follows from closings, `--worst N` for the worst ones."""

    def run(**options: Any) -> None:
        asked = WhatIfOptions(**options)
        if bool(asked.names) == bool(asked.worst):
            raise StructureProblem("structure-if-name-or-worst")
        workspace = open_workspace(asked.home, wording)
        reach = workspace.reach(places=asked.place, day=day_of(asked.day), layers=asked.layer, steps=asked.steps)
        make = _worst if asked.worst else _closing
        deliver(make(workspace, reach, asked, wording), asked.output, wording)

    return click.Command("what-if", callback=run, help=wording.help("what-if"), params=_params(wording))


def _params(wording: Wording) -> list[click.Parameter]:
    def option(*names: str, key: str, **settings: object) -> click.Option:
        return click.Option(names, help=wording(f"cli-what-if-{key}"), **settings)  # type: ignore[arg-type]

    return [
        click.Argument(["names"], nargs=-1, metavar="NAME..."),
        place_option(wording, "cli-what-if-place"),
        layer_option(wording),
        date_option(wording),
        option("--steps", key="steps", type=click.IntRange(0, 8), default=MOST_STEPS, show_default=True),
        option("--worst", key="worst", type=click.IntRange(0, MOST_SHOWN), default=0),
        *form_options(wording),
        home_option(wording),
    ]


def _closing(workspace: Workspace, reach: Reach, asked: WhatIfOptions, wording: Wording) -> bytes:
    from tsunagu.closures.teller import WhatIfTeller  # noqa: PLC0415

    outcome = workspace.what_if(*asked.names, reach=reach, language=wording.language)
    teller = WhatIfTeller(workspace.network, wording.language)
    table = render(workspace.guard.show(teller.table(outcome.value)), asked.form)
    if asked.form != "table":
        return table
    told = teller.told(outcome, reach.snapshot.layers, reach.snapshot.places).encode()
    return told + (b"\n" + table if outcome.value.changes else b"")


def _worst(workspace: Workspace, reach: Reach, asked: WhatIfOptions, wording: Wording) -> bytes:
    from tsunagu.closures.teller import WhatIfTeller  # noqa: PLC0415

    worst = workspace.worst_closings(asked.worst, reach=reach)
    teller = WhatIfTeller(workspace.network, wording.language)
    table = render(workspace.guard.show(teller.ranked_table([*worst.value[0], *worst.value[1]])), asked.form)
    return table if asked.form != "table" else teller.ranked(worst).encode() + b"\n" + table
