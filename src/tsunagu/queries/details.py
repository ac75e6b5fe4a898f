"""Questions of one form answered in one reading of the lines of a dataset, as the store would answer them.

The questions that list every property of all things of some classes make up most of what is read of a whole graph, and
a store answers each by joining what stands beside each other in the lines already. A question of any other form is
asked of the store.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal

from tsunagu.graph.lines import term_of
from tsunagu.queries.answers import Answer
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.queries.results import term_text

_FORM = re.compile(
    r"SELECT DISTINCT \?thing \?class \?property \?value \((?:COALESCE\(LANG\(\?value\), \"\"\)|LANG\(\?value\))"
    r" AS \?language\)\s+WHERE \{\s*VALUES \?class \{(?P<classes>[^{}]*)\}"
    r"\s*\?thing a \?class ; \?property \?value \."
    r"\s*FILTER\(\?property IN \((?P<properties>[^()]*)\)\)"
    r"(?:\s*FILTER\(\?property != (?P<rare>\S+) \|\| \?class = (?P<its>\S+)\))?\s*\}\s*ORDER BY [^{}]*"
)
_PREFIX = re.compile(r"PREFIX (\w+): <([^>]*)>\s*")
_COMMENT = re.compile(r"^#.*\n?", re.MULTILINE)
_TYPE = b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
COLUMNS = ("thing", "class", "property", "value", "language")


@dataclass(frozen=True)
class Details:
    """Every property, of some, of all things of some classes; one property may be asked of one class alone."""

    classes: frozenset[bytes]
    properties: frozenset[bytes]
    rare: bytes = b""
    its: bytes = b""

    def asked_of(self, kind: bytes) -> frozenset[bytes]:
        """The properties that are asked of things of a class."""
        return self.properties - {self.rare} if kind != self.its and self.rare else self.properties


def read_details(question: str) -> Details | None:
    """The SPARQL of a question as details, None where it is of another form."""
    prefixes = dict(_PREFIX.findall(question))
    found = _FORM.fullmatch(_PREFIX.sub("", _COMMENT.sub("", question)).strip())
    if found is None:
        return None

    def terms(text: str | None) -> frozenset[bytes]:
        names = (name.partition(":") for name in (text or "").replace(",", " ").split())
        return frozenset(f"<{prefixes[prefix]}{local}>".encode() for prefix, _, local in names)

    rare, its = (next(iter(terms(found[name])), b"") for name in ("rare", "its"))
    return Details(terms(found["classes"]), terms(found["properties"]), rare, its)


class _Held:
    """What the lines say by a property that is asked for: classes and statements of each subject. O(lines)."""

    def __init__(self, asked: Iterable[Details], blocks: Iterable[bytes]) -> None:
        self.kinds: defaultdict[bytes, list[bytes]] = defaultdict(list)
        self.said: defaultdict[bytes, list[tuple[bytes, bytes]]] = defaultdict(list)
        wanted = frozenset[bytes]().union(*(details.properties for details in asked))
        for line in (line for block in blocks for line in block.split(b"\n")[:-1]):
            subject, name, rest = line.split(b" ", 2)
            if name in wanted:
                self.said[subject].append((name, rest[: rest.rindex(b" <")]))
            elif name == _TYPE:
                self.kinds[subject].append(rest[: rest.rindex(b" <")])

    def things(self, details: Details) -> Iterator[tuple[bytes, bytes, Iterable[tuple[bytes, bytes]]]]:
        """Yield each thing of a class asked for, the class, and what is said of it, once each."""
        for thing, kinds in self.kinds.items():
            for kind in details.classes.intersection(kinds):
                yield thing, kind, dict.fromkeys(self.said[thing])


def answers(asked: Mapping[str, Details], blocks: Iterable[bytes]) -> dict[str, Answer]:
    """The answers to some questions, each row once, in the order of the lines. O(lines + rows)."""
    held = _Held(asked.values(), blocks)
    texts: dict[bytes, tuple[str, str]] = {}
    return {question: Answer(COLUMNS, tuple(_rows(details, held, texts))) for question, details in asked.items()}


def _rows(details: Details, held: _Held, texts: dict[bytes, tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    names = {name: name[1:-1].decode() for name in details.properties}
    for thing, kind, said in held.things(details):
        wanted, begins = details.asked_of(kind), (thing[1:-1].decode(), kind[1:-1].decode())
        for name, value in said:
            if name in wanted:
                told = texts.get(value)
                if told is None:
                    told = texts[value] = _told(value)
                yield (*begins, names[name], *told)


def _told(written: bytes) -> tuple[str, str]:
    """A term as an answer shows it, and its language."""
    if written.startswith(b"<"):
        return written[1:-1].decode(), ""
    term = term_of(written)
    return term_text(term), (term.language or "") if isinstance(term, Literal) else ""


@dataclass(frozen=True)
class DetailedGraph(BuiltGraph):
    """A graph of which the answers to some questions are known; whatever else is asked goes to the engine."""

    known: Mapping[str, Answer] = field(default_factory=dict, compare=False)

    def ask_unordered(self, question: str, values: Mapping[str, str] | None = None) -> Answer:
        """The answer in any order."""
        known = None if values else self.known.get(question)
        return super().ask_unordered(question, values) if known is None else known


def with_details(graph: BuiltGraph, questions: Iterable[str], blocks: Iterable[bytes]) -> BuiltGraph:
    """The graph that blocks of lines hold, with the answers to the questions that are of this form. O(lines)."""
    read = {question: read_details(graph.text(question)) for question in questions}
    asked = {question: details for question, details in read.items() if details}
    return DetailedGraph(graph.engine, graph.iris, answers(asked, blocks))
