"""`tsunagu structure`: the shape of the network of a place, a document or everything, beside chance."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from tsunagu.cli.common import deliver, form_options, home_option, layer_option
from tsunagu.cli.wording import Wording
from tsunagu.queries.output import Format, render
from tsunagu.workspace import RANDOM_NETWORKS, Workspace

MOST_SAMPLES = 10_000
LISTS = ("figures", "bodies")


def command(wording: Wording) -> click.Command:
    """Return the command."""

    def run(
        place: str | None,
        document: str | None,
        layer: tuple[str, ...],
        samples: int,
        seed: int,
        table: str,
        form: str,
        output: Path | None,
        home: Path | None,
    ) -> None:
        from tsunagu.structure.teller import StructureTeller  # noqa: PLC0415 - takes long to import

        workspace = Workspace(home)
        scope = workspace.scope(place or "", document or "")
        found = workspace.structure(place=place or "", document=document or "", layers=layer, samples=samples,
                                    seed=seed)  # fmt: skip
        teller = StructureTeller(workspace.network, wording.language)
        listed = teller.figures(found.value) if table == "figures" else teller.bodies(found.value)
        shown = render(workspace.guard.show(listed), cast("Format", form))
        if form == "table":
            named = teller.label(scope) if scope else wording("structure-everything")
            shown = (teller.told(found, named) + "\n").encode() + shown
        deliver(shown, output, wording)

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
