"""Parameters: only the term in VALUES changes, whatever is typed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from tsunagu.errors import QueryProblem
from tsunagu.graph.iris import Iris
from tsunagu.queries.catalogue import Query, parse_query
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.queries.parameters import fill

FILE = """#+ id: echo
#+ title: {ja: 返す, en: Echo}
#+ question: {ja: そのまま返すか, en: What was given}
#+ for: researcher
#+ parameters:
#+   - {name: word, kind: text, ja: 語, en: word}
#+   - {name: day, kind: date, ja: 日, en: day}
#+   - {name: count, kind: number, ja: 数, en: count}
#+   - {name: thing, kind: iri, ja: もの, en: thing}
#+ columns:
#+   - {name: word, ja: 語, en: word}
#+ expect: rows > 0
SELECT ?word ?day ?count ?thing WHERE {
  VALUES ?word { "x" }
  VALUES ?day { "2024-04-01"^^<http://www.w3.org/2001/XMLSchema#date> }
  VALUES ?count { 1 }
  VALUES ?thing { <https://w3id.org/tsunagu/body/x> }
}
"""
ECHO: Query = parse_query(Path("echo.rq"), FILE)
EMPTY = OxigraphEngine(Store())


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40))
def test_any_text_comes_back_as_it_was(word: str) -> None:
    answer = EMPTY.select(fill(ECHO, {"word": word}))
    assert len(answer.rows) == 1
    assert answer.rows[0][0] == word


def test_attack_stays_text() -> None:
    attack = '" } DROP ALL ; SELECT * { SERVICE <http://x/> { ?s ?p ?o } } #\\'
    assert EMPTY.select(fill(ECHO, {"word": attack})).rows[0][0] == attack


def test_paths_stand_under_the_base() -> None:
    assert (
        EMPTY.select(fill(ECHO, {"thing": "body/142042-kamakura-shi"})).rows[0][3].endswith("/body/142042-kamakura-shi")
    )
    other = Iris("https://city.example.jp/")
    assert EMPTY.select(fill(ECHO, {"thing": "body/x"}, other)).rows[0][3] == "https://city.example.jp/body/x"


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [
        ("day", "令和5年度", "parameter-date"),
        ("day", "2024-13-01", "parameter-date"),
        ("count", "many", "parameter-number"),
        ("thing", "a b", "parameter-iri"),
        ("thing", "javascript:alert(1)", "parameter-iri"),
        ("thing", "http://x/> } #", "parameter-iri"),
        ("wrod", "x", "parameter-unknown"),
    ],
)
def test_wrong_kind_is_refused(name: str, value: str, key: str) -> None:
    with pytest.raises(QueryProblem) as caught:
        fill(ECHO, {name: value})
    assert caught.value.key == key


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("#+ for: researcher", "#+ foor: researcher", "query-header-key"),
        ("#+ for: researcher", "#+ for: nobody", "query-header-shape"),
        ("#+ for: researcher\n", "", "query-header-required"),
        ("{ja: 返す, en: Echo}", "{ja: 返す", "query-header-yaml"),
        ("{ja: 返す, en: Echo}", "{ja: 返す}", "query-header-shape"),
    ],
)
def test_bad_headers_name_file_and_line(old: str, new: str, key: str) -> None:
    with pytest.raises(QueryProblem) as caught:
        parse_query(Path("echo.rq"), FILE.replace(old, new, 1))
    assert caught.value.key == key
    assert caught.value.data["file"] == "echo.rq"
    assert int(str(caught.value.data["line"])) >= 1


def test_unknown_key_line() -> None:
    with pytest.raises(QueryProblem) as caught:
        parse_query(Path("echo.rq"), FILE.replace("#+ for:", "#+ four:", 1))
    assert caught.value.data["line"] == 4
