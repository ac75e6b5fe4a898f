"""How much one question may take, and what is said where an answer was cut."""

from __future__ import annotations

from dataclasses import dataclass

from tsunagu.errors import QueryProblem, Value

DEFAULT_SECONDS = 30.0
DEFAULT_ROWS = 100_000
DEFAULT_MEGABYTES = 1024
MOST_BYTES = 64 * 1024 * 1024
MOST_QUERY_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What one question may take.

    `seconds` counts from the moment the question runs to its whole answer. `rows` are rows of a table or triples of
    a graph. `megabytes` is what the process that answers may grow by. `size` is the answer in bytes, before it is
    written in any format.
    """

    seconds: float = DEFAULT_SECONDS
    rows: int = DEFAULT_ROWS
    megabytes: int = DEFAULT_MEGABYTES
    size: int = MOST_BYTES

    @property
    def told_seconds(self) -> int | float:
        """The seconds as a message tells them: `30`, `0.5`."""
        return int(self.seconds) if self.seconds == int(self.seconds) else self.seconds


@dataclass(frozen=True)
class Cut:
    """Why an answer ends before its end: a message key and its data, as an error has them."""

    key: str
    data: dict[str, Value]


def cut_at(limits: Limits, rows: int, size: int) -> Cut | None:
    """Tell whether an answer of so many rows and bytes is full, so that nothing more may be added.

    >>> cut_at(Limits(rows=2), 2, 10)
    Cut(key='limit-rows', data={'rows': 2})
    """
    if rows >= limits.rows:
        return Cut("limit-rows", {"rows": limits.rows})
    if size > limits.size:
        return Cut("limit-size", {"rows": rows, "megabytes": limits.size // (1024 * 1024)})
    return None


def refuse_long(query: bytes) -> None:
    """Raise `QueryProblem` where a query is too long to be read in reasonable time."""
    if len(query) > MOST_QUERY_BYTES:
        raise QueryProblem("sparql-too-long", megabytes=MOST_QUERY_BYTES // (1024 * 1024))
