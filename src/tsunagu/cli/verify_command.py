"""`tsunagu verify`: does every fact stand in its source text?"""

from __future__ import annotations

from pathlib import Path

import click

from tsunagu.cli.common import sources_of, sources_option
from tsunagu.cli.wording import Wording
from tsunagu.disclosure.guard import Guard
from tsunagu.graph.build import load_tables
from tsunagu.graph.verify import VerifyReport, verify
from tsunagu.queries.answers import make_answer
from tsunagu.queries.output import render

FAILED = 3


def command(wording: Wording) -> click.Command:
    """`tsunagu verify`: what each document bears out; ends with 3 where a fact does not stand in its source."""

    def run(sources: Path | None, tables: Path | None, add: tuple[Path, ...]) -> int:
        report = verify(load_tables(tables, add), sources_of(sources))
        _show(report, wording)
        return FAILED if report.failures else 0

    folder = click.Path(path_type=Path, file_okay=False, exists=True)
    return click.Command(
        "verify",
        callback=run,
        help=wording.help("verify"),
        params=[
            sources_option(wording),
            click.Option(["--tables"], type=folder, help=wording("cli-build-tables")),
            click.Option(["--add"], type=folder, multiple=True, help=wording("cli-build-add")),
        ],
    )


def _show(report: VerifyReport, wording: Wording) -> None:
    for failure in report.failures:
        click.echo(f"{failure.file}:{failure.line}: {wording(failure.reason, detail=failure.detail)}")
    failed: dict[str, int] = {}
    for failure in report.failures:
        document = failure.file.split("/")[0]
        failed[document] = failed.get(document, 0) + 1
    names = sorted({*report.verified, *report.not_checkable, *failed})
    rows = [[n, str(report.verified[n]), str(failed.get(n, 0)), str(report.not_checkable[n])] for n in names]
    heads = [wording(f"cli-verify-{head}") for head in ("document", "verified", "failed", "not-checkable")]
    click.echo(render(Guard.of_no_bodies().show(make_answer(heads, rows)), "table").decode("utf-8"))
    click.echo(
        wording(
            "cli-verify-total",
            facts=report.facts,
            verified=report.verified.total(),
            failed=len(report.failures),
            not_checkable=report.not_checkable.total(),
        )
    )
