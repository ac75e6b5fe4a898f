"""`tsunagu structure`: the shape of the network of a place, a document or everything, beside chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import click

from tsunagu.cli.common import TableOptions, deliver, form_options, home_option, layer_option
from tsunagu.cli.opening import open_workspace
from tsunagu.cli.wording import Wording
from tsunagu.queries.output import render
from tsunagu.workspace import RANDOM_NETWORKS

MOST_SAMPLES = 10_000
LISTS = ("figures", "bodies")


@dataclass(frozen=True, kw_only=True)
class StructureOptions(TableOptions):
    """What `tsunagu structure` is told; `table` is one of `LISTS`, `samples` how many random networks are drawn."""

    place: str | None
    document: str | None
    layer: tuple[str, ...]
    samples: int
    seed: int
    table: str


def command(wording: Wording) -> click.Command:
    """`tsunagu structure`: figures of a place, a document or everything, as sentences and a table."""

    def run(**options: Any) -> None:
        from tsunagu.structure.teller import StructureTeller  # noqa: PLC0415 - takes long to import

        asked = StructureOptions(**options)
        workspace = open_workspace(asked.home, wording)
        place, document = asked.place or "", asked.document or ""
        scope = workspace.scope(place, document)
        found = workspace.structure(
            place=place, document=document, layers=asked.layer, samples=asked.samples, seed=asked.seed
        )
        teller = StructureTeller(workspace.network, wording.language)
        listed = teller.figures(found.value) if asked.table == "figures" else teller.bodies(found.value)
        shown = render(workspace.guard.show(listed), asked.form)
        if asked.form == "table":
            named = teller.label(scope) if scope else wording("structure-everything")
            shown = (teller.told(found, named) + "\n").encode() + shown
        deliver(shown, asked.output, wording)

    return click.Command("structure", callback=run, help=wording.help("structure"), params=_params(wording))


def _params(wording: Wording) -> list[click.Parameter]:
    def option(*names: str, key: str, **settings: object) -> click.Option:
        return click.Option(names, help=wording(f"cli-structure-{key}"), **settings)  # type: ignore[arg-type]

    return [
        option("--place", key="place"),
        option("--document", key="document"),
        layer_option(wording, "cli-structure-layer"),
        option("--samples", key="samples", type=click.IntRange(0, MOST_SAMPLES), default=RANDOM_NETWORKS,
               show_default=True),
        option("--seed", key="seed", type=click.IntRange(0, 2**32 - 1), default=0, show_default=True),
        option("--table", key="table", type=click.Choice(LISTS), default="figures", show_default=True),
        *form_options(wording),
        home_option(wording),
    ]  # fmt: skip
