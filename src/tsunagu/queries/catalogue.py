"""The catalogue: every `queries/<theme>/<name>.rq` with its header.

A query file is plain SPARQL that runs as it stands in any tool. Comment lines that begin with `#+`
hold YAML: what the question is, for whom, its parameters and its columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from tsunagu.assets import asset_root
from tsunagu.errors import QueryProblem
from tsunagu.graph.problems import nearest
from tsunagu.messages import Language
from tsunagu.yaml_text import read_yaml

ParameterKind = Literal["iri", "text", "date", "number"]
Audience = Literal["planner", "coordinator", "researcher"]
HEADER_MARK = "#+"
VIOLATION_SUFFIX = "-violation"
LANGUAGE = "language"
"""The parameter that says in which language labels come."""
_KEYS = {
    "id",
    "title",
    "question",
    "for",
    "keywords",
    "parameters",
    "columns",
    "expect",
    "order",
    "every_state",
    "formerly",
}
_REQUIRED = {"id", "title", "question", "for", "columns", "expect"}


@dataclass(frozen=True)
class Bilingual:
    """One text in Japanese and English."""

    ja: str
    en: str

    def of(self, language: Language) -> str:
        """The text in one language."""
        return self.ja if language == "ja" else self.en


@dataclass(frozen=True)
class Parameter:
    """One `VALUES ?name { default }` line of a query that a user may fill."""

    name: str
    kind: ParameterKind
    label: Bilingual
    choices: tuple[str, ...]
    """What may be given; empty where the choices are asked for, or where anything may be."""
    asked: tuple[str, ...] = ()
    """The questions whose first column lists what may be given."""


@dataclass(frozen=True)
class AnswerColumn:
    """One column of the answer and what it means."""

    name: str
    meaning: Bilingual


@dataclass(frozen=True)
class Query:
    """One question with its SPARQL text, as it stands in the file."""

    id: str
    path: Path
    title: Bilingual
    question: Bilingual
    audience: Audience
    keywords: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[AnswerColumn, ...]
    expect: str
    text: str
    every_state: Bilingual | None = None
    """What to heed where a question also shows what is planned, under study or over; None where it does not."""
    formerly: tuple[str, ...] = ()
    """Ids it had before; it is still found by them."""

    @property
    def speaks(self) -> bool:
        """Tell whether the language of its labels may be chosen."""
        return any(parameter.name == LANGUAGE for parameter in self.parameters)

    @property
    def is_violation(self) -> bool:
        """Tell whether the query must return nothing (its file name ends in `-violation`)."""
        return self.path.stem.endswith(VIOLATION_SUFFIX)

    @property
    def theme(self) -> str:
        """The folder the query stands in."""
        return self.path.parent.name


def parse_query(path: Path, text: str) -> Query:
    """The query in one file: its header and its text.

    Raises `QueryProblem` with file and line for bad YAML, an unknown or a missing key.
    """
    header, first = _header(text)
    try:
        raw = read_yaml(header) if header else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first + (mark.line if mark else 0)
        raise QueryProblem("query-header-yaml", file=path.name, line=line, reason=_first_line(error)) from error
    if not isinstance(raw, dict):
        raise QueryProblem("query-header-missing", file=path.name, line=1)
    _check_keys(path, header, first, raw)
    try:
        return _query(path, text, raw)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise QueryProblem("query-header-shape", file=path.name, line=first, reason=_first_line(error)) from error


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def _header(text: str) -> tuple[str, int]:
    lines = text.splitlines()
    marked = [number for number, line in enumerate(lines) if line.startswith(HEADER_MARK)]
    body = [lines[number][len(HEADER_MARK) :].removeprefix(" ") for number in marked]
    return "\n".join(body), (marked[0] + 1 if marked else 1)


def _check_keys(path: Path, header: str, first: int, raw: dict[str, Any]) -> None:
    for key in raw:
        if key not in _KEYS:
            found = [n for n, line in enumerate(header.splitlines()) if line.startswith(f"{key}:")]
            line = first + (found[0] if found else 0)
            hint = nearest(str(key), _KEYS) or "-"
            raise QueryProblem("query-header-key", file=path.name, line=line, name=str(key), near=hint)
    for key in sorted(_REQUIRED - set(raw)):
        raise QueryProblem("query-header-required", file=path.name, line=first, name=key)


def _query(path: Path, text: str, raw: dict[str, Any]) -> Query:
    if raw["for"] not in get_args(Audience):
        raise ValueError(f"for: {raw['for']}")
    return Query(
        id=str(raw["id"]),
        path=path,
        title=_wording(raw["title"]),
        question=_wording(raw["question"]),
        audience=raw["for"],
        keywords=tuple(str(word) for word in raw.get("keywords", ())),
        parameters=tuple(_parameter(item) for item in raw.get("parameters") or ()),
        columns=tuple(AnswerColumn(str(item["name"]), _wording(item)) for item in raw["columns"]),
        expect=str(raw["expect"]),
        text=text,
        every_state=_wording(raw["every_state"]) if "every_state" in raw else None,
        formerly=tuple(str(name) for name in raw.get("formerly", ())),
    )


def _wording(raw: dict[str, Any]) -> Bilingual:
    return Bilingual(str(raw["ja"]), str(raw["en"]))


def _parameter(raw: dict[str, Any]) -> Parameter:
    kind = raw["kind"]
    if kind not in get_args(ParameterKind):
        raise ValueError(f"kind: {kind}")
    choices = raw.get("choices", ())
    listed = (choices,) if isinstance(choices, str) else tuple(str(choice) for choice in choices)
    if isinstance(choices, str) or (kind == "iri" and not any("/" in choice for choice in listed)):
        return Parameter(str(raw["name"]), kind, _wording(raw), (), listed)
    return Parameter(str(raw["name"]), kind, _wording(raw), listed)


@dataclass(frozen=True)
class Catalogue:
    """Every query by id."""

    queries: dict[str, Query]

    def get(self, identifier: str) -> Query:
        """The query of an id, present or former; raises `QueryProblem` with the nearest id where it is unknown."""
        if identifier in self.queries:
            return self.queries[identifier]
        former = next((query for query in self.queries.values() if identifier in query.formerly), None)
        if former is not None:
            return former
        known = {name: query.id for query in self.queries.values() for name in (query.id, *query.formerly)}
        near = known.get(nearest(identifier, known) or "", "-")
        raise QueryProblem("query-unknown", id=identifier, near=near)

    def search(self, words: Iterable[str]) -> list[Query]:
        """The queries whose id, title, question or keywords hold every word, capitals or not."""
        wanted = [word.casefold() for word in words]
        return [query for query in self.queries.values() if all(word in _searchable(query) for word in wanted)]


def _searchable(query: Query) -> str:
    wordings = (query.title.ja, query.title.en, query.question.ja, query.question.en)
    return " ".join((query.id, *query.formerly, query.theme, *wordings, *query.keywords)).casefold()


def load_folder(folder: Path) -> Catalogue:
    """Read every `.rq` file below a folder; raises `QueryProblem` also where two share an id."""
    found: dict[str, Query] = {}
    named: dict[str, Path] = {}
    for path in sorted(folder.glob("*/*.rq")):
        query = parse_query(path, path.read_text(encoding="utf-8"))
        for name in (query.id, *query.formerly):
            if named.setdefault(name, path) != path:
                raise QueryProblem("query-id-twice", id=query.id, file=path.name, other=named[name].name)
        found[query.id] = query
    return Catalogue(found)


@cache
def load_catalogue() -> Catalogue:
    """The shipped queries, read once; raises `QueryProblem` where one is wrong."""
    return load_folder(asset_root("queries"))


@cache
def load_query(identifier: str) -> Query:
    """One shipped query, read alone where its file has its name; raises `QueryProblem` as `Catalogue.get` does."""
    named = re.fullmatch(r"[a-z0-9-]+", identifier) and not load_catalogue.cache_info().currsize
    for path in asset_root("queries").glob(f"*/{identifier}.rq") if named else ():
        query = parse_query(path, path.read_text(encoding="utf-8"))
        if query.id == identifier:
            return query
    return load_catalogue().get(identifier)
