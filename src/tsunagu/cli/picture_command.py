"""`tsunagu picture`: interactive pages that work offline, of every kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tsunagu.cli.common import home_option
from tsunagu.cli.opening import open_workspace
from tsunagu.cli.wording import Wording
from tsunagu.errors import PictureProblem
from tsunagu.workspace import Workspace
from tsunagu.writing import write_text

if TYPE_CHECKING:
    from tsunagu.viz.pages.pictures import PictureFile

KINDS = {"document": (1, 1), "place": (1, 1), "body": (1, 1), "law": (1, 1), "matrix": (0, 1), "compare": (2, 2),
         "what-if": (2, 99)}  # fmt: skip
"""Kind → fewest and most names it takes."""
MOST_STEPS = 3


def command(wording: Wording) -> click.Command:
    """`tsunagu picture [KIND] [NAME]...`: one page, or without names every page of the standard set."""

    def run(names: tuple[str, ...], steps: int, output: Path | None, home: Path | None) -> None:
        from tsunagu.viz.pages.picture_set import ending_of  # noqa: PLC0415 - takes long to import

        workspace = open_workspace(home, wording)
        if names:
            made = _made(workspace, wording, names, steps)
            target = output or workspace.home.folder / "pages" / f"{made.stem}{ending_of(wording.language)}"
            write_text(target, made.page())
            paths = [target]
        else:
            paths = workspace.write_pages(output, wording.language)
        for path in paths:
            click.echo(wording("cli-written", path=str(path)))

    return click.Command("picture", callback=run, help=wording.help("picture"), params=[
        click.Argument(["names"], nargs=-1, metavar="[KIND] [NAME]..."),
        click.Option(["--steps"], type=click.IntRange(1, MOST_STEPS), default=1, show_default=True,
                     help=wording("cli-picture-steps")),
        click.Option(["-o", "--output"], type=click.Path(path_type=Path), help=wording("cli-output")),
        home_option(wording),
    ])  # fmt: skip


def _made(workspace: Workspace, wording: Wording, names: tuple[str, ...], steps: int) -> PictureFile:
    """The picture that is asked for; one name that is no kind is a document, else a place."""
    kind, rest = (names[0], names[1:]) if names[0] in KINDS else ("document", names)
    fewest, most = KINDS[kind]
    if not fewest <= len(rest) <= most:
        raise PictureProblem("picture-names", kind=kind, count=len(rest))
    pictures, called = workspace.pictures(wording.language), workspace.the
    if kind == "document":
        named = called(rest[0], "document", "place")
        return pictures.document(named) if named.startswith("document/") else pictures.place(named)
    if kind == "body":
        return pictures.body(called(rest[0], "body"), steps)
    if kind == "compare":
        return pictures.compare(*(called(name, "document") for name in rest))
    if kind == "law":
        return pictures.law(called(rest[0], "place", "document"))
    places = [called(name, "place") for name in rest[:1]]
    if kind == "what-if":
        return pictures.what_if(places[0], [called(name, "body", "kind") for name in rest[1:]])
    return pictures.place(places[0]) if kind == "place" else pictures.matrix(*places)
