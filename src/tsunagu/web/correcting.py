"""A table to send corrections with: every statement of a page with its id and source, and room for what should stand.

It asks for no name and no address of the person who fills it in, and says that nothing of a client belongs there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from tsunagu.disclosure.shown import Shown
from tsunagu.messages import Language, text
from tsunagu.queries.answers import Answer
from tsunagu.queries.description import DescribedFact, DescribedSource, Description
from tsunagu.workspace import Workspace

COLUMNS = ("id", "about", "property", "value", "more", "graph", "document", "section", "row", "words")
"""Columns of what is said, in their order, each worded by `correct-…`."""
FILLED = ("should", "why", "source")
"""Columns behind those, for who corrects."""


def as_table(workspace: Workspace, described: Description, name: str, language: Language) -> Shown[Answer]:
    """One row a statement, those of the thing itself first; what stands in no document has an empty source."""
    own = described.sources[0] if described.sources else None
    rows = tuple(
        (_id(workspace, name, fact), described.label, fact.property, fact.value, _more(fact), fact.graph,
         *_source(fact.source or (None if fact.incoming else own)))
        for fact in described.statements
    )  # fmt: skip
    return workspace.guard.table(Answer(_heads(COLUMNS, language), rows))


def to_correct(workspace: Workspace, described: Description, name: str, language: Language) -> Shown[Answer]:
    """The same rows with three empty columns behind them, to be filled in."""
    held = as_table(workspace, described, name, language).value
    rows = tuple((*row, *("" for _ in FILLED)) for row in held.rows)
    return workspace.guard.table(Answer((*held.columns, *_heads(FILLED, language)), rows))


def _heads(columns: Iterable[str], language: Language) -> tuple[str, ...]:
    return tuple(text(f"correct-{column}", language) for column in columns)


def _id(workspace: Workspace, thing: str, fact: DescribedFact) -> str:
    """The id of a statement: of the fact that speaks of the thing, else of the thing with a mark of what it says."""
    if fact.incoming:
        return fact.value_iri.removeprefix(workspace.iris.base)
    said = "\n".join((fact.graph, fact.property_iri, fact.value_iri))
    return f"{thing}#{hashlib.sha256(said.encode()).hexdigest()[:8]}"


def _more(fact: DescribedFact) -> str:
    return "；".join(f"{name}：{value}" for name, value in fact.details)


def _source(at: DescribedSource | None) -> tuple[str, str, str, str]:
    return (at.document, at.section, at.item, at.anchors) if at else ("", "", "", "")
