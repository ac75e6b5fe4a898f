"""`tsunagu picture`: interactive pages that work offline, of every kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tsunagu.cli.common import base_of, home_of, home_option
from tsunagu.cli.structure_command import named
from tsunagu.cli.wording import Wording
from tsunagu.errors import PictureProblem
from tsunagu.graph.home import Home
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.writing import write_text

if TYPE_CHECKING:
    from tsunagu.viz.pages.pictures import Made, Pictures

KINDS = {"document": (1, 1), "place": (1, 1), "body": (1, 1), "law": (1, 1), "matrix": (0, 1), "compare": (2, 2),
         "what-if": (2, 99)}  # fmt: skip
"""Kind → fewest and most names it takes."""
BODIES = ("tsg:Body", "tsg:ExpectedBody")
MOST_STEPS = 3


def command(wording: Wording) -> click.Command:
    """Return the command."""

    def run(names: tuple[str, ...], steps: int, output: Path | None, home: Path | None) -> None:
        from tsunagu.network.compiled import open_network  # noqa: PLC0415 - reads the whole network
        from tsunagu.viz.pages.picture_set import write_pages  # noqa: PLC0415 - takes long to import
        from tsunagu.viz.pages.pictures import Pictures  # noqa: PLC0415

        used = home_of(home)
        engine, iris, network = OxigraphEngine.open(used), base_of(used), open_network(used)
        folder = used.folder / "pages"
        if names:
            made = _made(Pictures(engine, iris, network, wording.language), used, names, steps)
            target = output or folder / f"{made.stem}.html"
            write_text(target, made.page())
            paths = [target]
        else:
            paths = write_pages(engine, iris, output or folder, wording.language, network)
        for path in paths:
            click.echo(wording("cli-written", path=str(path)))

    return click.Command("picture", callback=run, help=wording.help("picture"), params=[
        click.Argument(["names"], nargs=-1, metavar="[KIND] [NAME]..."),
        click.Option(["--steps"], type=click.IntRange(1, MOST_STEPS), default=1, show_default=True,
                     help=wording("cli-picture-steps")),
        click.Option(["-o", "--output"], type=click.Path(path_type=Path), help=wording("cli-output")),
        home_option(wording),
    ])  # fmt: skip


def _made(pictures: Pictures, home: Home, names: tuple[str, ...], steps: int) -> Made:
    """Return the picture that is asked for; one name that is no kind is a document."""
    kind, rest = (names[0], names[1:]) if names[0] in KINDS else ("document", names)
    fewest, most = KINDS[kind]
    if not fewest <= len(rest) <= most:
        raise PictureProblem("picture-names", kind=kind, count=len(rest))

    def called(name: str, scheme: str, *classes: str) -> str:
        return named(home, pictures.network, name, scheme, *classes)

    if kind == "document":
        return pictures.document(rest[0])
    if kind == "body":
        return pictures.body(called(rest[0], "body", *BODIES), steps)
    if kind == "compare":
        return pictures.compare(*(called(one, "document", "tsg:SourceDocument") for one in rest))
    if kind == "law":
        scheme = "document" if f"document/{rest[0]}" in pictures.network.concepts else "place"
        return pictures.law(called(rest[0], scheme, "tsg:Place"))
    places = [called(one, "place", "tsg:Place") for one in rest[:1]]
    if kind == "what-if":
        return pictures.what_if(places[0], [called(one, "body", *BODIES) for one in rest[1:]])
    return pictures.place(places[0]) if kind == "place" else pictures.matrix(*places)
