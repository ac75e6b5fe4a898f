"""Which SPARQL may run: reading only, nothing that reaches out of the store.

Refused after parsing with the engine's own grammar: SERVICE (also nested), FROM and FROM NAMED (some engines
read files or the network for them) and every update.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query

from tsunagu.errors import QueryProblem


@lru_cache(maxsize=256)
def translated(text: str) -> Query:
    """A query as rdflib's algebra; the same text is parsed once a process (0.05 s for a long one).

    Raises `QueryProblem` where it does not parse.
    """
    try:
        return translateQuery(parseQuery(text))
    except RecursionError as error:
        raise QueryProblem("sparql-too-deep") from error
    except Exception as error:  # the grammar raises many kinds of its own
        raise QueryProblem("sparql-syntax", reason=_where(error)) from error


def check_allowed(text: str) -> str:
    """The form (`SelectQuery`, `AskQuery`, …) of a query that may run.

    Raises `QueryProblem` where the text does not parse or would reach out.
    """
    algebra = translated(text).algebra
    if algebra.get("datasetClause"):
        raise QueryProblem("sparql-from")
    if any(part.name == "ServiceGraphPattern" for part in _parts(algebra)):
        raise QueryProblem("sparql-service")
    return str(algebra.name)


def _where(error: Exception) -> str:
    line, column = getattr(error, "lineno", None), getattr(error, "column", None)
    place = f"{line}:{column} " if line is not None else ""
    return place + (str(error).splitlines() or [type(error).__name__])[0]


def _parts(part: object) -> Iterator[CompValue]:
    stack: list[object] = [part]
    while stack:
        item = stack.pop()
        if isinstance(item, CompValue):
            yield item
            stack.extend(item.values())
        elif isinstance(item, dict):
            stack.extend(item.values())
        elif isinstance(item, (list, tuple, set)) and not isinstance(item, str):
            stack.extend(item)
