"""What `tsunagu validate --add` says of a folder: every finding, each with the row and column it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tsunagu.disclosure.quads import refuse_leaks
from tsunagu.drafting.review_book import key_of_row
from tsunagu.drafting.reviewing.state import State
from tsunagu.errors import TablesInvalid
from tsunagu.graph.build import load_tables
from tsunagu.graph.closed_bodies import closing_notes
from tsunagu.graph.dataset import build_quads
from tsunagu.graph.described import refuse_undescribed
from tsunagu.graph.iris import Iris, slug
from tsunagu.graph.problems import Problem
from tsunagu.messages import Language

if TYPE_CHECKING:
    from tsunagu.ontology.shapes import ShapeResult


@dataclass(frozen=True)
class Checked:
    """Whether tables conform: rows and quads of the whole, and what the shapes found."""

    rows: int
    quads: int
    conforms: bool
    results: Sequence[ShapeResult]


@dataclass(frozen=True)
class Finding:
    """One finding in words, with table, key and column of a row of the draft where it is about one."""

    said: str
    table: str = ""
    key: str = ""
    column: str = ""


def check(tables: Path | None, add: Sequence[Path], note: Callable[[Problem], None] = lambda _: None) -> Checked:
    """Tables and shapes without storing anything; `note` is given what is to be known of closed bodies.

    Raises `TablesInvalid`, `ConfidentialLeak`, `ReferenceUndescribed` before the shapes are looked at.
    """
    from tsunagu.ontology.shapes import validate  # noqa: PLC0415 - takes long to import

    read = load_tables(tables, add)
    for said in closing_notes(read):
        note(said)
    quads = build_quads(read, Iris())
    refuse_leaks(quads, Iris())
    refuse_undescribed(quads, Iris())
    report = validate(quads)
    return Checked(len(read.rows), len(quads), report.conforms, report.results)


def findings(folder: Path, state: State, language: Language) -> tuple[Finding, ...]:
    """What must be mended in a folder before it can be built; empty where it conforms. Takes as long as `validate`."""
    try:
        checked = check(None, [folder])
    except TablesInvalid as invalid:
        problems = (problem for problem in invalid.problems if isinstance(problem, Problem))
        return tuple(_of_problems(problems, folder.name, state, language))
    if checked.conforms:
        return ()
    return tuple(_of_shapes(checked.results, folder.name, state, language))


def _of_problems(problems: Iterable[Problem], document: str, state: State, language: Language) -> Iterator[Finding]:
    for problem in problems:
        name = problem.file.removeprefix(f"{document}/").removesuffix(".csv")
        rows = list(state.tables.get(name, {})) if problem.file.startswith(f"{document}/") else []
        if 0 <= problem.line - 2 < len(rows):
            yield Finding(problem.said(language), name, rows[problem.line - 2], problem.column)
        else:
            yield Finding(problem.message(language))


def _of_shapes(results: Iterable[ShapeResult], document: str, state: State, language: Language) -> Iterator[Finding]:
    named = dict(_iris(document, state))
    for result in results:
        if result.severity != "info":
            table, key = named.get(result.focus, ("", ""))
            said = result.message(language) if table else f"{result.focus} {result.path}: {result.message(language)}"
            yield Finding(said, table, key)


def _iris(document: str, state: State) -> Iterator[tuple[str, tuple[str, str]]]:
    """The IRI of each row with its table and key."""
    for table in state.schema.of_folder("document"):
        for row in state.rows(table.name) if table.iri else ():
            parts = {name: slug(value) for name, value in row.items()} | {"document": slug(document)}
            yield Iris().base + (table.iri or "").format(**parts), (table.name, key_of_row(table, row))
