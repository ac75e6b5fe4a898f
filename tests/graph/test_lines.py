"""Lines and statements are two writings of the same quads."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from tsunagu.graph.lines import LineReader, Term, lines_of, term_of
from tsunagu.graph.parts import names_in

XSD = "http://www.w3.org/2001/XMLSchema#"
GRAPH = NamedNode("https://example.jp/g")
NODE = NamedNode("https://example.jp/a")


@pytest.mark.parametrize(
    "term",
    [
        NODE, BlankNode("b1"), Literal(""), Literal("相談"), Literal("a", language="en"), Literal('"'), Literal("\\"),
        Literal('a" <b> .'), Literal("1", datatype=NamedNode(XSD + "integer")), Literal("a\nb\tc\r"),
        Literal('a"@en', language="ja"), Literal("x^^<y>"), Literal("2024-04-01", datatype=NamedNode(XSD + "date")),
    ],
)  # fmt: skip
def test_a_term_is_read_as_it_was_written(term: Term) -> None:
    assert term_of(str(term).encode()) == term


@given(st.lists(st.tuples(st.text(), st.sampled_from(["", "ja", "en"])), max_size=4))
@settings(max_examples=100, deadline=None)
def test_statements_are_the_quads_they_were(texts: list[tuple[str, str]]) -> None:
    usable = [(text, language) for text, language in texts if text.isprintable()]
    quads = {Quad(NODE, NODE, Literal(text, language=language or None), GRAPH) for text, language in usable}
    read = LineReader().read(lines_of(quads))
    assert {Quad(*statement) for statement in read} == quads


def test_lines_are_in_order_and_once() -> None:
    quads = [Quad(NODE, NODE, Literal(text), GRAPH) for text in ("b", "a", "b")]
    assert [statement.object.value for statement in LineReader().read(lines_of(quads))] == ["a", "b"]  # type: ignore[union-attr]


def test_an_iri_inside_a_text_is_no_name() -> None:
    lines = lines_of(
        [Quad(NODE, NODE, Literal("> <https://example.jp/x> <y> ."), GRAPH), Quad(NODE, NODE, NODE, GRAPH)]
    )
    assert names_in(b"\n".join(lines) + b"\n") == {b"<https://example.jp/a>"}
