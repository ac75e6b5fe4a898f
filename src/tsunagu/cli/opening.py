"""The build a command answers from; where none was made on this machine yet, it is made first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tsunagu.cli.wording import Wording
from tsunagu.workspace import Workspace

if TYPE_CHECKING:
    from tsunagu.graph.build import BuildReport, BuildStep
    from tsunagu.graph.iris import Iris

NO_BUILD = "tsunagu.no-build"


def no_build_option(wording: Wording) -> click.Option:
    """`--no-build`: say that nothing is built yet, and build nothing."""

    def keep(context: click.Context, _: click.Parameter, chosen: bool) -> None:
        context.meta[NO_BUILD] = chosen

    return click.Option(["--no-build"], is_flag=True, expose_value=False, callback=keep, help=wording("cli-no-build"))


def open_workspace(
    home: Path | None, wording: Wording, first: Callable[[Wording], Iterable[str]] = lambda _: ()
) -> Workspace:
    """The workspace of a command. Where the usual home holds no build, it is told, and one is made with progress.

    `first` gives lines that are said before anyone waits. A home named with `--home` is never built unasked: a slip of
    the pen would fill the wrong folder. There, and with `--no-build`, the first use raises `StoreProblem`.
    """
    workspace = Workspace(home)
    context = click.get_current_context(silent=True)
    if home or workspace.home.is_built or (context and context.meta.get(NO_BUILD)):
        return workspace
    for line in (*first(wording), wording("cli-builds-first", folder=str(workspace.home.folder))):
        click.echo(line, err=True)
    build_with_progress(workspace, wording)
    return workspace


def build_with_progress(
    workspace: Workspace,
    wording: Wording,
    *,
    tables: Path | None = None,
    add: tuple[Path, ...] = (),
    iris: Iris | None = None,
) -> BuildReport:
    """Build, compile the network beside the store, and show on standard error how far it is."""
    from tsunagu.graph.build import STEPS  # noqa: PLC0415 - takes long to import, and most commands find a build

    def progress(step: BuildStep) -> None:
        number, share = STEPS.index(step), "■" * STEPS.index(step) + "□" * (len(STEPS) - STEPS.index(step))
        click.echo(f"[{number + 1}/{len(STEPS)}] {share} {wording(f'cli-step-{step}')}", err=True)

    report = workspace.build(tables=tables, add=add, iris=iris, progress=progress)
    click.echo(f"[{len(STEPS)}/{len(STEPS)}] {'■' * len(STEPS)} {wording('cli-step-done')}", err=True)
    return report
