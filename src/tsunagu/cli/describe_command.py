"""`tsunagu describe`: everything known about a body, measure, law or place, with sources."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import click

from tsunagu.cli.common import home_option
from tsunagu.cli.opening import open_workspace
from tsunagu.cli.wording import Wording
from tsunagu.disclosure.shown import Shown
from tsunagu.names.listing import Candidate
from tsunagu.queries.description import DescribedFact, DescribedSource, Description

MOST_OTHERS = 12


def command(wording: Wording) -> click.Command:
    """`tsunagu describe NAME`: what is known of the best match, then the other matches."""

    def run(name: str, home: Path | None) -> None:
        workspace = open_workspace(home, wording)
        found = workspace.find(name, language=wording.language)
        show_description(workspace.describe(name, wording.language), wording)
        _show_others(found, wording)

    return click.Command(
        "describe", callback=run, help=wording.help("describe"), params=[click.Argument(["name"]), home_option(wording)]
    )


def show_description(shown: Shown[Description], wording: Wording) -> None:
    """Print a description grouped by property."""
    found = shown.value
    click.echo(click.style(found.label, bold=True) + f"  <{found.iri}>")
    click.echo(wording("cli-describe-kinds", kinds="、".join(found.kinds)))
    for source in found.sources:
        click.echo(wording("cli-describe-source", source=source_line(source)))
    for (incoming, name), group in groupby(found.statements, key=lambda fact: (fact.incoming, fact.property)):
        click.echo(f"\n{'←' if incoming else '→'} {name}")
        for statement in group:
            _show_statement(statement, wording)


def _show_statement(statement: DescribedFact, wording: Wording) -> None:
    click.echo(f"  {statement.value}  [{statement.graph}]")
    if statement.details:
        click.echo("    " + "; ".join(f"{name}: {value}" for name, value in statement.details))
    if statement.source:
        click.echo("    " + wording("cli-describe-source", source=source_line(statement.source)))


def source_line(source: DescribedSource) -> str:
    """A source in one line: document, section path, row, anchors with spans."""
    return " / ".join(part for part in (source.document, source.section, source.item, source.anchors) if part)


def _show_others(found: Sequence[Candidate], wording: Wording) -> None:
    others = found[1:]
    if not others:
        return
    click.echo("\n" + wording("cli-describe-others", count=len(others)))
    for other in others[:MOST_OTHERS]:
        label = other.label.of(wording.language)
        matched = "" if other.matched == label else f" [{other.matched}]"
        click.echo(f"  {other.told(wording.language)}{matched}")
