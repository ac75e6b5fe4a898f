"""`tsunagu structure`: the shape of the network of a place, a document or everything, beside chance."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from tsunagu.cli.common import base_of, deliver, home_of, home_option, output_option
from tsunagu.cli.wording import Wording
from tsunagu.errors import StructureProblem
from tsunagu.graph.home import Home
from tsunagu.network.records import LAYERS
from tsunagu.queries.output import FORMATS, Format, render

if TYPE_CHECKING:
    from tsunagu.network.model import Network

SAMPLES, MOST_SAMPLES = 200, 10_000
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
        if place and document:
            raise StructureProblem("structure-place-and-document")
        from tsunagu.network.compiled import open_network  # noqa: PLC0415 - reads the whole network
        from tsunagu.structure.report import Settings, structure  # noqa: PLC0415 - takes long to import
        from tsunagu.structure.telling import StructureTeller  # noqa: PLC0415

        used = home_of(home)
        network = open_network(used)
        at = named(used, network, place, "place", "tsg:Place") if place else ""
        told_in = named(used, network, document, "document", "tsg:SourceDocument") if document else ""
        found = structure(network, place=at, document=told_in, layers=layer, settings=Settings(samples, seed))
        teller = StructureTeller(network, wording.language)
        shown = render(teller.figures(found) if table == "figures" else teller.bodies(found), cast("Format", form))
        if form == "table":
            scope = teller.label(at or told_in) if at or told_in else wording("structure-everything")
            shown = (teller.told(found, scope) + "\n").encode() + shown
        deliver(shown, output, wording)

    return click.Command("structure", callback=run, help=wording.help("structure"), params=_params(wording))


def _params(wording: Wording) -> list[click.Parameter]:
    def option(*names: str, key: str, **settings: object) -> click.Option:
        return click.Option(names, help=wording(f"cli-structure-{key}"), **settings)  # type: ignore[arg-type]

    return [
        option("--place", key="place"),
        option("--document", key="document"),
        option("--layers", "layer", key="layers", type=click.Choice(LAYERS), multiple=True),
        option("--samples", key="samples", type=click.IntRange(0, MOST_SAMPLES), default=SAMPLES, show_default=True),
        option("--seed", key="seed", type=click.IntRange(0, 2**32 - 1), default=0, show_default=True),
        option("--table", key="table", type=click.Choice(LISTS), default="figures", show_default=True),
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


def named(home: Home, network: Network, name: str, scheme: str, *classes: str) -> str:
    """Return the id a name means: `kunitachi-gender` or `142042` as it stands, else what the graph knows by that name.

    Raises `NameUnknown`.
    """
    for short in (name, f"{scheme}/{name}"):
        if short in network.concepts or short in network.bodies:
            return short
    from tsunagu.queries.engines import OxigraphEngine  # noqa: PLC0415
    from tsunagu.queries.names import find_one  # noqa: PLC0415

    iris = base_of(home)
    return find_one(OxigraphEngine.open(home), name, iris, classes).iri.removeprefix(iris.base)
