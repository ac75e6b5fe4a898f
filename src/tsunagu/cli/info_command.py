"""`tsunagu info`: what the current build holds."""

from __future__ import annotations

from pathlib import Path

import click

from tsunagu.cli.common import home_option
from tsunagu.cli.opening import open_workspace
from tsunagu.cli.wording import Wording
from tsunagu.disclosure.guard import Guard
from tsunagu.graph.build import BuildReport
from tsunagu.graph.schema import load_schema
from tsunagu.queries.answers import Answer, make_answer
from tsunagu.queries.output import render


def command(wording: Wording) -> click.Command:
    """`tsunagu info`: what the current build holds; `StoreProblem` where there is none."""

    def run(home: Path | None) -> None:
        show_report(open_workspace(home, wording).report, wording)

    return click.Command("info", callback=run, help=wording.help("info"), params=[home_option(wording)])


def show_report(report: BuildReport, wording: Wording) -> None:
    """Print counts by kind and document, quads, revision and times."""
    documents = [name for name, held in report.counts.items() if "document" in held]
    click.echo(render(Guard.of_no_bodies().show(_by_kind(report, documents, wording)), "table").decode("utf-8"))
    law = report.counts.get("japan", {})
    shown = ("、" if wording.language == "ja" else ", ").join(
        f"{_title(name, wording)} {count}" for name, count in law.items()
    )
    click.echo(wording("cli-info-law", counts=shown))
    total = sum(report.seconds.values())
    click.echo(wording("cli-info-total", quads=report.quads, revision=report.revision[:12], seconds=f"{total:.1f}"))


def _by_kind(report: BuildReport, documents: list[str], wording: Wording) -> Answer:
    kinds = [table.name for table in load_schema().of_folder("document")]
    rows = [
        [_title(kind, wording), *(str(report.counts[name].get(kind, 0)) for name in documents)]
        for kind in kinds
        if any(report.counts[name].get(kind) for name in documents)
    ]
    return make_answer([wording("cli-info-kind"), *documents], rows)


def _title(table: str, wording: Wording) -> str:
    found = load_schema().tables[table]
    return found.title if wording.language == "ja" else found.title_en
