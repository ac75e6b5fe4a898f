"""Print how far the two taggings agree, as a Markdown table: per scheme, all documents and each one."""

from __future__ import annotations

import sys

from tsunagu.graph.agreement import Agreement, agreement
from tsunagu.graph.build import load_tables
from tsunagu.graph.rows import Tables

HEAD = ("scheme", "document", "measures", "both", "first only", "second only", "neither", "kappa", "F1")


def f1(found: Agreement) -> float:
    """Return the positive agreement: how many of the tags given are shared, leaving joint `no` aside.

    >>> round(f1(Agreement("need", 20, 5, 10, 15)), 3)
    0.727
    """
    given = 2 * found.both + found.first_only + found.second_only
    return 2 * found.both / given if given else 1.0


def lines(tables: Tables) -> list[str]:
    """Return the lines of the table."""
    documents = [None, *sorted({row.document for row in tables.of("measures")})]
    measures = {document: sum(1 for _ in tables.of("measures", document)) for document in documents}
    found = {document: agreement(tables, document) for document in documents}
    table = [_line(HEAD), _line(["---"] * 2 + ["---:"] * (len(HEAD) - 2))]
    for number, of_all in enumerate(found[None]):
        for document in documents:
            agreed = found[document][number]
            counts = (measures[document], agreed.both, agreed.first_only, agreed.second_only, agreed.neither)
            cells = (*(str(count) for count in counts), f"{agreed.kappa:.3f}", f"{f1(agreed):.3f}")
            table.append(_line([of_all.scheme, document or "all", *cells]))
    return table


def _line(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> int:
    """Print the table of the shipped documents."""
    sys.stdout.write("\n".join(lines(load_tables())) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
