"""Statements as lines of N-Quads, sorted, and back: what is kept of a source, and what files hold.

A line is a fifth of the memory of a quad; a statement read back of lines shares its terms with all others that name
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, cast

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse, serialize

Term = NamedNode | BlankNode | Literal


class Statement(NamedTuple):
    """The four terms of a quad under the names that a quad has, shared and not copied each time one is asked for."""

    subject: Term
    predicate: Term
    object: Term
    graph_name: Term


def lines_of(quads: Iterable[Quad]) -> list[bytes]:
    """Each quad once as a line of N-Quads without its end, in the order of the bytes."""
    told = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return sorted(set(told.split(b"\n")) - {b""})


def block_of(lines: Iterable[bytes]) -> bytes:
    """Lines as a file holds them, each with its end."""
    return b"".join(line + b"\n" for line in lines)


class LineReader:
    """Reads lines; a term met before is the same object, so a statement costs four names of what is there."""

    def __init__(self) -> None:
        self._terms: dict[bytes, Term] = {}

    def read(self, lines: Iterable[bytes]) -> list[Quad]:
        """The statements of lines, in order. They are `Statement`s, which are read as quads are."""
        return cast("list[Quad]", list(self._statements(lines)))

    def _statements(self, lines: Iterable[bytes]) -> Iterator[Statement]:
        known, term = self._terms, self._term
        for line in lines:
            subject, predicate, rest = line.split(b" ", 2)
            value, graph, _ = rest.rsplit(b" ", 2)
            yield Statement(
                known.get(subject) or term(subject), known.get(predicate) or term(predicate),
                known.get(value) or term(value), known.get(graph) or term(graph),
            )  # fmt: skip

    def _term(self, written: bytes) -> Term:
        found = self._terms[written] = term_of(written)
        return found


def term_of(written: bytes) -> Term:
    """A term as N-Quads write it.

    >>> term_of(b'"a"@en')
    <Literal value=a language=en>
    """
    if written.startswith(b"<"):
        return NamedNode(written[1:-1].decode())
    if written.startswith(b"_:"):
        return BlankNode(written[2:].decode())
    if b"\\" in written:
        (quad,) = parse(b"<a:s> <a:p> " + written + b" .", format=RdfFormat.N_TRIPLES)
        return cast("Literal", quad.object)
    text, _, kind = written[1:].rpartition(b'"')
    if kind.startswith(b"@"):
        return Literal(text.decode(), language=kind[1:].decode())
    return Literal(text.decode(), datatype=NamedNode(kind[3:-1].decode()) if kind else None)
