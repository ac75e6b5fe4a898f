"""`tsunagu start`: the main job on the shipped documents, from tables to pages."""

from __future__ import annotations

from pathlib import Path

import click

from tsunagu.cli.build_command import build_with_progress
from tsunagu.cli.common import home_of, home_option
from tsunagu.cli.info_command import show_report
from tsunagu.cli.wording import Wording
from tsunagu.graph.iris import Iris
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.referral.question import Question

EXAMPLE = Question("body/132152-shicho-shitsu", functions=("function/temp-protection",), most=1)


def command(wording: Wording) -> click.Command:
    """Return the command."""

    def run(home: Path | None) -> None:
        from tsunagu.network.compiled import open_network  # noqa: PLC0415 - reads the whole network
        from tsunagu.routes.asking import Router  # noqa: PLC0415
        from tsunagu.routes.minute import tell  # noqa: PLC0415
        from tsunagu.viz.pages.picture_set import write_pages  # noqa: PLC0415 - takes long to import

        used, iris = home_of(home), Iris()
        report = build_with_progress(used, wording, iris=iris)
        show_report(report, wording)
        click.echo(wording("cli-start-validated", quads=report.quads) + "\n")
        engine = OxigraphEngine.open(used)
        click.echo(wording("cli-start-route"))
        router = Router(engine, iris, open_network(used))
        click.echo(tell(router.ask(EXAMPLE, with_changes=False), wording.language))
        click.echo(wording("cli-start-pages"))
        for path in write_pages(engine, iris, used.folder / "pages", wording.language):
            click.echo(f"  {path}")

    return click.Command("start", callback=run, help=wording.help("start"), params=[home_option(wording)])
