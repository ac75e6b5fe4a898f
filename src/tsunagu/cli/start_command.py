"""`tsunagu start`: the main job on the shipped documents, from tables to pages."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from tsunagu.cli.common import home_option
from tsunagu.cli.info_command import show_report
from tsunagu.cli.opening import build_with_progress
from tsunagu.cli.wording import Wording
from tsunagu.errors import ServeProblem
from tsunagu.referral.question import Question
from tsunagu.workspace import Workspace

EXAMPLE = Question("body/132152-shicho-shitsu", functions=("function/temp-protection",), most=1)


def command(wording: Wording) -> click.Command:
    """`tsunagu start`: builds, tells an example route, writes the standard pages; in a terminal opens the explorer."""

    def run(home: Path | None, *, explore: bool) -> None:
        from tsunagu.routes.minute import tell  # noqa: PLC0415 - takes long to import

        workspace = Workspace(home)
        report = build_with_progress(workspace, wording)
        show_report(report, wording)
        click.echo(wording("cli-start-validated", quads=report.quads) + "\n")
        click.echo(wording("cli-start-route"))
        click.echo(tell(workspace.router.ask(EXAMPLE, with_changes=False), wording.language))
        click.echo(wording("cli-start-pages"))
        for path in workspace.write_pages(language=wording.language):
            click.echo(f"  {path}")
        if explore and sys.stdout.isatty() and not os.environ.get("CI"):
            _explore(workspace.home.folder, wording)
        else:
            click.echo(wording("cli-start-serve"))

    return click.Command("start", callback=run, help=wording.help("start"), params=[
        click.Option(["--explore/--no-explore"], default=True, help=wording("cli-start-explore")),
        home_option(wording),
    ])  # fmt: skip


def _explore(home: Path, wording: Wording) -> None:
    """Serve the explorer until Ctrl-C, at another port where the usual one is taken."""
    from tsunagu.web.server import Opening, serve  # noqa: PLC0415 - takes long to import

    def told(address: str) -> None:
        click.echo(wording("serve-opened", address=address))

    try:
        serve(home, Opening(), told)
    except ServeProblem:
        serve(home, Opening(0), told)
