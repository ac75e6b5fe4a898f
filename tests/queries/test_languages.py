"""Every question answers in the language asked for, or needs none: told by its algebra, then held on the fixture."""

from __future__ import annotations

import re
from functools import cache

import pytest
from rdflib import URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Literal, Node

from tests.queries.regenerate import FIXTURES, small_store
from tests.queries.test_offered import Pattern, pattern_of
from tests.queries.test_questions import QUERIES
from tsunagu.graph.iris import Iris
from tsunagu.graph.schema import load_schema
from tsunagu.queries.catalogue import LANGUAGE
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.queries.parameters import fill, spoken

JAPANESE = re.compile("[ぁ-んァ-ヶ一-龥]")
QUOTES = re.compile("printed|Japanese|anchor|^note|word that stands|^article")
"""What a column says whose cells are quoted from a document, and so stay as they are."""
IN_JAPANESE = frozenset({"bodies-named-in-documents"})
"""Questions whose columns say that their names are Japanese: Virtuoso doubles rows of this one asked in both."""
SPEAKING = sorted(name for name, query in QUERIES.items() if query.speaks)
NAMES = ("rdfs:label", "skos:prefLabel", "dcterms:title", "dcterms:description", "skos:definition")


@cache
def bilingual() -> frozenset[Node]:
    """Properties whose values stand in Japanese and in English: names, and what tables hold in both."""
    columns = {
        field.property for table in load_schema().tables.values() for field in table.fields if field.language == "en"
    }
    return frozenset(URIRef(Iris().expand(name)) for name in {*NAMES, *columns} if name)


def shown_texts(name: str) -> set[Node]:
    """The variables for such values that a row of the answer shows, those apart whose column quotes a document."""
    pattern = pattern_of(name)
    quoting = {column.name for column in QUERIES[name].columns if QUOTES.search(column.meaning.en)}
    shown = pattern.sources(leaving_out=quoting)
    return {found for _, property_, found in pattern.triples if property_ in bilingual() and found in shown}


def languages_named(node: object) -> set[str]:
    """The languages that filters compare `LANG(…)` with, `?` for a variable."""
    if not isinstance(node, CompValue):
        return {found for inner in _inside(node) for found in languages_named(inner)}
    if node.name == "RelationalExpression" and _asks_language(node):
        sides = {str(side) if isinstance(side, Literal) else "?" for side in (node.expr, node.other)}
        return sides - {"?"} or {"?"}
    return {found for inner in node.values() for found in languages_named(inner)}


def _inside(node: object) -> list[object]:
    return list(node) if isinstance(node, (list, tuple, set)) else []


def _asks_language(node: CompValue) -> bool:
    return any(isinstance(side, CompValue) and side.name == "Builtin_LANG" for side in (node.expr, node.other))


def told(name: str) -> set[str]:
    """Those languages, of all filters of a question."""
    pattern = pattern_of(name)
    return {found for expression in (*pattern.filters, *pattern.conditions) for found in languages_named(expression)}


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_it_has_a_language_or_needs_none(name: str) -> None:
    query, columns = QUERIES[name], {column.name for column in QUERIES[name].columns}
    if query.speaks or name in IN_JAPANESE or not shown_texts(name):
        return
    assert told(name) >= {"ja", "en"} or LANGUAGE in columns, shown_texts(name)


@pytest.mark.parametrize("name", SPEAKING)
def test_no_language_is_fixed(name: str) -> None:
    quoted = any(QUOTES.search(column.meaning.en) for column in QUERIES[name].columns)
    assert told(name) <= ({"?", "ja"} if quoted else {"?"})
    parameter = next(parameter for parameter in QUERIES[name].parameters if parameter.name == LANGUAGE)
    assert parameter.choices == ("ja", "en")


def test_a_fixed_language_is_seen() -> None:
    pattern = Pattern()
    pattern.walk(prepareQuery('SELECT ?a { ?s <x:y> ?a OPTIONAL { ?s <x:z> ?b FILTER(LANG(?b) = "ja") } }').algebra.p)
    assert languages_named([*pattern.filters, *pattern.conditions]) == {"ja"}


@pytest.fixture(scope="module")
def small() -> OxigraphEngine:
    return small_store((FIXTURES / "small.trig").read_bytes())


@pytest.mark.parametrize("name", SPEAKING)
def test_english_says_the_same_in_english(name: str, small: OxigraphEngine) -> None:
    query = QUERIES[name]
    japanese, english = (small.select(fill(query, {LANGUAGE: code})) for code in ("ja", "en"))
    assert len(english.rows) == len(japanese.rows)
    quoting = {n for n, column in enumerate(query.columns) if QUOTES.search(column.meaning.en)}
    wrong = {
        english.columns[n]: cell
        for row in english.rows
        for n, cell in enumerate(row)
        if n not in quoting and JAPANESE.search(cell)
    }
    assert not wrong


def test_the_language_of_the_answer_is_that_of_the_person() -> None:
    query = QUERIES["needs-people-come-with"]
    assert fill(query, spoken(query, {}, "en")) == fill(query, {LANGUAGE: "en"})
    assert spoken(query, {LANGUAGE: "ja"}, "en") == {LANGUAGE: "ja"}
    assert spoken(QUERIES["newest-day-of-the-documents"], {}, "en") == {}


def test_labels_and_printed_words_say_their_language(engine: OxigraphEngine) -> None:
    """No English label holds Japanese letters; Japanese without a language is a code or an article's number."""
    labels = "rdfs:label skos:prefLabel skos:altLabel dcterms:title tsg:purpose tsg:condition tsg:formerName"
    text = f"""PREFIX rdfs: <{Iris().expand("rdfs:")}> PREFIX skos: <{Iris().expand("skos:")}>
      PREFIX dcterms: <{Iris().expand("dcterms:")}> PREFIX tsg: <{Iris().expand("tsg:")}>
      SELECT ?s ?text {{ VALUES ?p {{ {labels} }} ?s ?p ?text
        FILTER(LANG(?text) = "en" && REGEX(STR(?text), "[ぁ-んァ-ヶ一-龥]")) }}"""
    assert engine.select(text).rows == ()
    bare = engine.select("""SELECT DISTINCT ?p { ?s ?p ?text
        FILTER(isLiteral(?text) && LANG(?text) = "" && REGEX(STR(?text), "[ぁ-んァ-ヶ一-龥]")) } ORDER BY ?p""")
    codes = (
        "skos:notation",
        "dcterms:identifier",
        "tsg:articleNumber",
        "tsg:basisNote",
        "eli:number",
    )
    assert {row[0] for row in bare.rows} <= {Iris().expand(name) for name in codes}
