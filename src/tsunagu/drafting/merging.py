"""What a workbook changes since it was written, put onto rows that went on meanwhile on the pages of the review."""

from __future__ import annotations

from collections.abc import Iterator

from tsunagu.drafting.review_book import Rows, key_of_row
from tsunagu.graph.schema import Table


def merged(table: Table, written: Rows, now: Rows, back: Rows) -> Rows:
    """The rows `now` with what `back` says otherwise than what was `written`; a cell changed in both is as in `back`.

    Rows that came or went on the pages stay so, unless the workbook changed them too.
    """
    before, current = ({key_of_row(table, row): row for row in rows} for rows in (written, now))
    returned = {key_of_row(table, row) for row in back}
    kept = list(_kept(table, before, current, back))
    names = {key_of_row(table, row) for row in kept}
    came = [row for key, row in current.items() if key not in before and key not in names and key not in returned]
    order = {key: at for at, key in enumerate(current)}
    return sorted([*kept, *came], key=lambda row: order.get(key_of_row(table, row), len(order)))


def _kept(
    table: Table, before: dict[str, dict[str, str]], current: dict[str, dict[str, str]], back: Rows
) -> Iterator[dict[str, str]]:
    for row in back:
        key = key_of_row(table, row)
        was = before.get(key, {})
        changed = {name: value for name, value in row.items() if value != was.get(name, "")}
        if key in current:
            yield current[key] | changed
        elif changed or key not in before:
            yield row
