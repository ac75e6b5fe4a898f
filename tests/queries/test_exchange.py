"""Answers in the formats of the world, read back by parsers nobody here wrote."""

from __future__ import annotations

import csv
import io
import json
from xml.dom.minidom import parseString

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple
from rdflib import Graph
from rdflib import Literal as RdflibLiteral
from rdflib.compare import isomorphic
from rdflib.query import Result
from rdflib.term import Identifier
from SPARQLWrapper import JSON, XML
from SPARQLWrapper.Wrapper import QueryResult

from tests.showing import OPEN
from tsunagu.errors import ConfidentialLeak, QueryProblem
from tsunagu.graph.iris import Iris
from tsunagu.queries.exchange import REPLY_FORMATS, ReplyFormat, render_reply
from tsunagu.queries.limits import Cut, Limits
from tsunagu.queries.results import ConstructedGraph, Reply, Truth, read_result

XSD = "http://www.w3.org/2001/XMLSchema#"
QUERY = f"""SELECT ?iri ?text ?ja ?number ?day ?yes ?none {{ VALUES (?iri ?text ?ja ?number ?day ?yes ?none) {{
  (<http://e/相談> "a\\tb\\n\\"c\\"\\\\,;'" "相談"@ja 1.50 "2024-04-01"^^<{XSD}date> true UNDEF)
  (UNDEF "=1+1" ""@en 7 UNDEF false UNDEF) }} }}"""
GRAPH = """CONSTRUCT { ?s <http://e/p> ?o . ?s <http://e/q> [] }
  WHERE { VALUES (?s ?o) { (<http://e/a> 'x'@ja) (<http://e/a> 2) } }"""
NOTE = "答えは2行で打ち切りました --limit-rows"
CUT = Cut("limit-rows", {"rows": 2})
RDFLIB = {"json": "json", "xml": "xml", "tsv": "tsv"}
GRAPHS = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdfxml": "xml", "table": "turtle"}


def answered(query: str) -> Reply:
    return read_result(Store().query(query), Limits())


def rows(reply: Reply, form: ReplyFormat, note: str = "") -> list[dict[str, Identifier]]:
    """The rows as rdflib reads them."""
    read = Result.parse(io.BytesIO(render_reply(OPEN.reply(reply), form, note)), format=RDFLIB[form])
    return [{str(name): term for name, term in row.items() if term is not None} for row in read.bindings]


@pytest.mark.parametrize("form", ["json", "xml", "tsv"])
@pytest.mark.parametrize("cut", [None, CUT])
def test_rdflib_reads_types_and_languages(form: ReplyFormat, cut: Cut | None) -> None:
    reply = Reply(answered(QUERY).result, cut)
    first, second = rows(reply, form, NOTE if cut else "")
    assert str(first["iri"]) == "http://e/相談"
    assert first["text"] == RdflibLiteral('a\tb\n"c"\\,;\'')
    assert first["ja"] == RdflibLiteral("相談", lang="ja")
    assert str(getattr(first["number"], "datatype", "")) == XSD + "decimal"
    assert str(getattr(first["day"], "datatype", "")) == XSD + "date"
    assert first["yes"].toPython() is True  # type: ignore[attr-defined]
    assert sorted(second) == ["ja", "number", "text", "yes"]
    assert str(second["text"]) == "=1+1"


@pytest.mark.parametrize("value", [True, False])
@pytest.mark.parametrize("form", ["json", "xml"])
def test_yes_or_no(value: bool, form: ReplyFormat) -> None:
    data = render_reply(OPEN.reply(Reply(Truth(value))), form)
    assert Result.parse(io.BytesIO(data), format=form).askAnswer is value


class Response(io.BytesIO):
    """What SPARQLWrapper takes for an answer of a server."""

    def __init__(self, data: bytes, kind: str) -> None:
        super().__init__(data)
        self.kind = kind

    def info(self) -> dict[str, str]:
        return {"content-type": f"application/sparql-results+{self.kind}"}


def test_sparqlwrapper_reads_json_and_xml() -> None:
    reply = Reply(answered(QUERY).result, CUT)
    found = QueryResult((Response(render_reply(OPEN.reply(reply), "json", NOTE), "json"), JSON)).convert()
    [first, _] = found["results"]["bindings"]
    assert first["ja"] == {"type": "literal", "xml:lang": "ja", "value": "相談"}
    document = QueryResult((Response(render_reply(OPEN.reply(reply), "xml", NOTE), "xml"), XML)).convert()
    assert len(document.getElementsByTagName("result")) == 2


def test_csv_of_the_standard_is_plain_and_csv_for_people_is_safe() -> None:
    reply = answered(QUERY)
    plain = list(csv.reader(io.StringIO(render_reply(OPEN.reply(reply), "sparql-csv").decode("utf-8"), newline="")))
    assert plain[0] == ["iri", "text", "ja", "number", "day", "yes", "none"]
    assert plain[1][:2] == ["http://e/相談", 'a\tb\n"c"\\,;\'']
    assert plain[2] == ["", "=1+1", "", "7", "", "false", ""]
    people = render_reply(OPEN.reply(reply), "csv")
    assert people.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(people.decode("utf-8-sig"), newline="")))[2][1] == "'=1+1"


@pytest.mark.parametrize("form", GRAPHS)
@pytest.mark.parametrize("note", ["", NOTE])
def test_rdflib_reads_graphs(form: ReplyFormat, note: str) -> None:
    reply = answered(GRAPH)
    assert isinstance(reply.result, ConstructedGraph)
    found = Graph().parse(data=render_reply(OPEN.reply(reply), form, note), format=GRAPHS[form])
    assert isomorphic(found, Graph().parse(data=reply.result.ntriples, format="nt"))
    assert len(found) == 4


def test_turtle_of_rows_keeps_terms() -> None:
    graph = Graph().parse(data=render_reply(OPEN.reply(answered(QUERY)), "ttl", NOTE), format="turtle")
    assert RdflibLiteral("相談", lang="ja") in set(graph.objects())
    assert RdflibLiteral(False) in set(graph.objects())
    assert len(Graph().parse(data=render_reply(OPEN.reply(Reply(Truth(True))), "ttl"), format="turtle")) == 2


@pytest.mark.parametrize("form", REPLY_FORMATS)
@pytest.mark.parametrize("query", [QUERY, "SELECT * {}", "SELECT ?a { FILTER(false) }", "ASK {}", GRAPH])
def test_every_format_or_one_error(form: ReplyFormat, query: str) -> None:
    try:
        assert render_reply(OPEN.reply(answered(query)), form)
    except QueryProblem as error:
        wanted = "format-for-tables" if query == GRAPH else "format-for-graphs"
        assert error.key == wanted
        assert form in ({"csv", "xlsx", "json", "json-rows", "xml", "sparql-csv", "tsv"} if query == GRAPH else GRAPHS)


def test_no_graph_shows_a_place_that_must_stay_secret() -> None:
    iris = Iris()
    shelter = NamedNode(iris.base + "body/x")
    triples = [
        Triple(
            shelter, NamedNode(iris.expand("tsg:disclosure")), NamedNode(iris.concept("disclosure", "confidential"))
        ),
        Triple(shelter, NamedNode(iris.expand("schema:address")), Literal("…")),
    ]
    with pytest.raises(ConfidentialLeak):
        render_reply(OPEN.reply(read_result(iter(triples), Limits())), "nt")


def test_json_says_what_cut_it() -> None:
    reply = Reply(answered(QUERY).result, CUT)
    for form in ("json", "json-rows"):
        told = json.loads(render_reply(OPEN.reply(reply), form, NOTE))["limited"]
        assert told == {"key": "limit-rows", "rows": 2, "message": NOTE}
        assert "limited" not in json.loads(render_reply(OPEN.reply(Reply(reply.result)), form))


def test_a_workbook_says_what_cut_it() -> None:
    book = load_workbook(io.BytesIO(render_reply(OPEN.reply(Reply(answered(QUERY).result, CUT)), "xlsx", NOTE)))
    assert book.worksheets[1].cell(1, 1).value == NOTE


TEXTS = st.text(max_size=12)
TERMS = st.one_of(
    TEXTS.map(Literal),
    st.builds(lambda value, tag: Literal(value, language=tag), TEXTS, st.sampled_from(["ja", "en-GB"])),
    st.builds(lambda value: Literal(value, datatype=NamedNode(XSD + "decimal")), TEXTS),
    st.integers().map(Literal),
    st.sampled_from(["http://e/相談", "urn:x:%20"]).map(NamedNode),
    st.just(BlankNode("b1")),
)


@given(st.lists(st.tuples(TERMS, TERMS), max_size=4))
def test_any_terms_reach_other_parsers(table: list[tuple[Literal | NamedNode | BlankNode, Literal]]) -> None:
    store = Store()
    lines = "\n".join(
        "(" + " ".join("UNDEF" if isinstance(t, BlankNode) else str(t) for t in row) + ")" for row in table
    )
    reply = read_result(store.query(f"SELECT * {{ VALUES (?a ?b) {{ {lines} }} }}"), Limits())
    bindings = json.loads(render_reply(OPEN.reply(reply), "json"))["results"]["bindings"]
    assert [[_value(row, name) for name in "ab"] for row in bindings] == [
        [_plain(term) for term in row] for row in table
    ]
    parseString(render_reply(OPEN.reply(reply), "xml"))  # noqa: S318
    assert (
        len(list(csv.reader(io.StringIO(render_reply(OPEN.reply(reply), "sparql-csv").decode(), newline=""))))
        == len(table) + 1
    )
    assert len(rows(reply, "xml")) == len(table)


def _value(row: dict[str, dict[str, str]], name: str) -> str | None:
    return row[name]["value"] if name in row else None


def _plain(term: Literal | NamedNode | BlankNode) -> str | None:
    return None if isinstance(term, BlankNode) else term.value


@given(st.lists(TERMS, max_size=4))
def test_any_graph_reaches_other_parsers(terms: list[Literal | NamedNode | BlankNode]) -> None:
    triples = [Triple(NamedNode("http://e/a"), NamedNode("http://e/p"), term) for term in terms]
    reply = read_result(iter(triples), Limits())
    parseString(render_reply(OPEN.reply(reply), "rdfxml"))  # noqa: S318
    for form in ("ttl", "jsonld"):
        read = Graph().parse(data=render_reply(OPEN.reply(reply), form), format=GRAPHS[form])
        assert len(read) == len(set(triples))
