"""Fill a query's parameters: only the term inside `VALUES ?x { … }` changes, written by the RDF library."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from tsunagu.errors import QueryProblem
from tsunagu.graph.iris import DEFAULT_BASE, Iris
from tsunagu.graph.problems import nearest
from tsunagu.queries.catalogue import LANGUAGE, Parameter, Query, load_catalogue

if TYPE_CHECKING:
    from tsunagu.messages import Language
    from tsunagu.queries.engines import Engine

_XSD = "http://www.w3.org/2001/XMLSchema#"
_IRI = re.compile(r"^[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+$", re.IGNORECASE)
_NUMBER = re.compile(r"^-?\d+(\.\d+)?$")
DAY = "day"
"""The parameter that says on which day things are to be in operation."""
NEWEST_DAY = "newest-day-of-the-documents"
"""The question that tells the day where none is given."""


def fill(query: Query, values: Mapping[str, str], iris: Iris | None = None) -> str:
    """The SPARQL text with parameters set, under the base of `iris`.

    An empty value leaves open what the question leaves open (`UNDEF`). A value of kind `iri` may be a full IRI or a
    path under the base, such as `document/kamakura-gender`.
    Raises `QueryProblem` for an unknown parameter or a value of the wrong kind.
    """
    used = iris or Iris()
    text = query.text.replace(DEFAULT_BASE, used.base)
    known = {parameter.name: parameter for parameter in query.parameters}
    for name, value in values.items():
        if name not in known:
            raise QueryProblem("parameter-unknown", id=query.id, name=name, near=nearest(name, known) or "-")
        if not value and _is_open(text, name):
            continue
        term = _term(query, known[name], value, used)
        _check_listed(query, known[name], term, used)
        text = _swap(query, text, name, str(term))
    return text


def spoken(query: Query, values: Mapping[str, str], language: Language) -> dict[str, str]:
    """Some values, and the language in which a question answers where none is among them.

    >>> spoken(load_catalogue().get("needs"), {}, "en")
    {'language': 'en'}
    """
    return {**({LANGUAGE: language} if query.speaks else {}), **values}


def check_choices(engine: Engine, query: Query, values: Mapping[str, str], iris: Iris | None = None) -> None:
    """Raise `QueryProblem` for a value that the questions listing the choices of a parameter do not have.

    One question of the engine's graph for each list. What a query lists itself is checked by `fill`.
    """
    used = iris or Iris()
    for parameter in query.parameters:
        value = values.get(parameter.name, "")
        if parameter.asked and (value or (parameter.name in values and not _is_open(query.text, parameter.name))):
            _check_asked(engine, query, parameter, value, used)


def _check_asked(engine: Engine, query: Query, parameter: Parameter, value: str, iris: Iris) -> None:
    wanted = _term(query, parameter, value, iris).value
    listed = (engine.select(fill(load_catalogue().get(name), {}, iris)) for name in parameter.asked)
    known = {row[0] for answer in listed for row in answer.rows}
    if known and wanted not in known:
        near = nearest(wanted, known)
        raise QueryProblem(
            "parameter-not-listed", id=query.id, name=parameter.name, value=value, lists=parameter.asked,
            near=near.removeprefix(iris.base) if near else "-",
        )  # fmt: skip


def _check_listed(query: Query, parameter: Parameter, term: NamedNode | Literal, iris: Iris) -> None:
    if parameter.choices and term.value.removeprefix(iris.base) not in parameter.choices:
        value = term.value.removeprefix(iris.base)
        near = nearest(value, parameter.choices) or "-"
        raise QueryProblem(
            "parameter-choice", id=query.id, name=parameter.name, value=value, choices=parameter.choices, near=near
        )


def asks_for_a_day(query: Query) -> bool:
    """Tell whether a question asks on which day things are to be in operation."""
    return any(parameter.name == DAY for parameter in query.parameters)


def fill_for(engine: Engine, query: Query, values: Mapping[str, str], iris: Iris | None = None) -> str:
    """The SPARQL text as `fill` gives it, a day left open being the newest the documents of the engine's graph know.

    Where no document is dated, every one stands on every day, and today is taken.
    """
    text = fill(query, values, iris)
    if not asks_for_a_day(query) or DAY in values:
        return text
    rows = engine.select(fill(load_catalogue().get(NEWEST_DAY), {}, iris)).rows
    newest = rows[0][0] if rows else date.today().isoformat()
    return fill(query, {**values, DAY: newest}, iris)


def _is_open(text: str, name: str) -> bool:
    return bool(re.search(rf"VALUES\s+\?{re.escape(name)}\s*\{{\s*UNDEF\s*\}}", text))


def _swap(query: Query, text: str, name: str, term: str) -> str:
    pattern = re.compile(rf"(VALUES\s+\?{re.escape(name)}\s*\{{)[^}}]*(\}})")
    swapped, count = pattern.subn(lambda found: f"{found[1]} {term} {found[2]}", text)
    if count != 1:
        raise QueryProblem("parameter-no-values", id=query.id, name=name)
    return swapped


def _term(query: Query, parameter: Parameter, value: str, iris: Iris) -> NamedNode | Literal:
    if parameter.kind == "iri":
        return NamedNode(_iri(query, parameter, value, iris))
    if parameter.kind == "number":
        if not _NUMBER.match(value):
            raise QueryProblem("parameter-number", id=query.id, name=parameter.name, value=value)
        return Literal(value, datatype=NamedNode(_XSD + ("decimal" if "." in value else "integer")))
    if parameter.kind == "date":
        try:
            return Literal(date.fromisoformat(value).isoformat(), datatype=NamedNode(_XSD + "date"))
        except ValueError:
            raise QueryProblem("parameter-date", id=query.id, name=parameter.name, value=value) from None
    return Literal(value)


def _iri(query: Query, parameter: Parameter, value: str, iris: Iris) -> str:
    if value.startswith(("http://", "https://", "urn:")) and _IRI.match(value):
        return value
    if re.fullmatch(r"[A-Za-z0-9._~%-]+(/[A-Za-z0-9._~%-]+)+", value):
        return iris.base + value
    raise QueryProblem("parameter-iri", id=query.id, name=parameter.name, value=value)
