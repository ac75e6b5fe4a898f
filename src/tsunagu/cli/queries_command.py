"""`tsunagu queries`: list and search the questions."""

from __future__ import annotations

import click

from tsunagu.cli.wording import Wording
from tsunagu.disclosure.guard import Guard
from tsunagu.queries.answers import make_answer
from tsunagu.queries.catalogue import Query, load_catalogue
from tsunagu.queries.output import render


def command(wording: Wording) -> click.Command:
    """`tsunagu queries list` and `tsunagu queries search`; a search ends with 1 where nothing answers."""
    group = click.Group("queries", help=wording.help("queries"))

    def show_list(audience: str | None) -> None:
        found = load_catalogue().queries.values()
        _show([query for query in found if audience in (None, query.audience)], wording)

    def search(words: tuple[str, ...]) -> int:
        found = load_catalogue().search(words)
        _show(found, wording)
        return 0 if found else 1

    audiences = click.Choice(["planner", "coordinator", "researcher"])
    option = click.Option(["--for", "audience"], type=audiences, help=wording("cli-queries-for"))
    group.add_command(
        click.Command("list", callback=show_list, help=wording("cli-queries-list-short"), params=[option])
    )
    argument = click.Argument(["words"], nargs=-1, required=True)
    group.add_command(
        click.Command("search", callback=search, help=wording("cli-queries-search-short"), params=[argument])
    )
    return group


def _show(queries: list[Query], wording: Wording) -> None:
    heads = [wording(f"cli-queries-{head}") for head in ("id", "audience", "title", "parameters")]
    rows = [
        [
            query.id,
            wording(f"audience-{query.audience}"),
            query.title.of(wording.language),
            ", ".join(p.name for p in query.parameters),
        ]
        for query in queries
    ]
    click.echo(render(Guard.of_no_bodies().show(make_answer(heads, rows)), "table").decode("utf-8"), nl=False)
