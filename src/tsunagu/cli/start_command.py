"""`tsunagu start`: the main job on the shipped documents, from tables to pages."""

from __future__ import annotations

from pathlib import Path

import click

from tsunagu.cli.common import home_option
from tsunagu.cli.info_command import show_report
from tsunagu.cli.opening import build_with_progress
from tsunagu.cli.wording import Wording
from tsunagu.referral.question import Question
from tsunagu.workspace import Workspace

EXAMPLE = Question("body/132152-shicho-shitsu", functions=("function/temp-protection",), most=1)


def command(wording: Wording) -> click.Command:
    """`tsunagu start`: builds, tells an example route and writes the standard pages."""

    def run(home: Path | None) -> None:
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

    return click.Command("start", callback=run, help=wording.help("start"), params=[home_option(wording)])
