"""Pieces of Markdown that the made pages share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

COMMAND = "python -m scripts.make_docs"
MARK = f"<!-- Made by {COMMAND}; do not edit. -->\n"


def cell(value: str) -> str:
    r"""Return text that may stand in a Markdown table.

    >>> cell("a|b")
    'a\\|b'
    """
    return " ".join(value.replace("|", "\\|").split())


def code(value: str) -> str:
    """Return a value as code, nothing as nothing."""
    return f"`{value}`" if value else ""


def grid(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(cell(value) for value in row) + " |"
