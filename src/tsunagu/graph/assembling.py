"""A dataset put together part by part: what a source says, what follows by standards, the checks of both.

Each step is given the lines of one named graph and what surrounds them, and nothing else. So the whole dataset is never
held at once, and a step whose input is that of the current build is not done again: its result is taken from there.
Whatever a step finds wrong is told by the check of everything together, in the words and the order of that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Literal

from pyoxigraph import Quad

from tsunagu.disclosure.quads import find_leaks, refuse_leaks
from tsunagu.errors import ShapesViolated
from tsunagu.graph.dataset import vocabulary_quads
from tsunagu.graph.described import find_undescribed, refuse_undescribed
from tsunagu.graph.inference import inferred_quads
from tsunagu.graph.iris import Iris
from tsunagu.graph.kept import Earlier, KeptPart, Manifest
from tsunagu.graph.lines import LineReader, block_of, lines_of
from tsunagu.graph.mapping import Mapper
from tsunagu.graph.parts import Parts, Section, digest_of
from tsunagu.graph.reach import packed
from tsunagu.graph.rows import Tables
from tsunagu.graph.sources import Sources, quads_of
from tsunagu.graph.special import periods_in, periods_of
from tsunagu.graph.standards import standard_quads
from tsunagu.graph.withholding import disclosed_tables

AssemblyStep = Literal["map", "confidential", "shapes"]
VOCABULARY, INFERRED = "vocabulary", "inferred"


class Assembly:
    """Puts one dataset together in the file of some parts. `begin` hears which step of a build is under way."""

    def __init__(self, parts: Parts, iris: Iris, earlier: Earlier, begin: Callable[[AssemblyStep], None]) -> None:
        self.parts = parts
        self.iris = iris
        self.earlier = earlier
        self._begin = begin
        self._said: dict[str, tuple[Section, str]] = {}

    def say(self, tables: Tables) -> None:
        """Write what follows from tables without what may not be said; raises `StoreProblem`."""
        self._begin("map")
        self._say(disclosed_tables(tables))

    def finish(self) -> Manifest:
        """Write what follows by standards, and check everything; what the next build may use again.

        Raises `ConfidentialLeak`, `ReferenceUndescribed`, `ShapesViolated` or `StoreProblem`.
        """
        untouched = self.earlier.untouched(self.parts.sections, self.parts)
        derived = {graph: self._derive(graph, untouched.get(graph)) for graph in self._said}
        self._begin("confidential")
        untouched = self.earlier.untouched(self.parts.sections, self.parts)
        made = {graph: self._checked(graph, *derived[graph], untouched.get(graph)) for graph in self._said}
        self._begin("shapes")
        before = self.earlier.manifest
        return Manifest(before.ground, before.changes, self.parts.seen_by_all(), made)

    def _say(self, shown: Tables) -> None:
        """Write what the vocabulary, each source and the rules of inference say; the vocabulary, the one with blank
        nodes, first."""
        periods = periods_in(shown.rows)
        self._add(VOCABULARY, digest_of(*periods), partial(_vocabulary, periods, self.iris))
        sources = Sources(shown)
        for name in sources.names:
            own = sources.tables_of(name)
            self._add(name, sources.key_of(name, own), partial(quads_of, name, own, self.iris))
        read = sources.tables_for_inference()
        mapped = partial(_inferred, read, self.iris)
        self._add(INFERRED, sources.key_of(INFERRED, read), mapped)

    def _add(self, graph: str, key: str, make: Callable[[], Iterable[Quad]]) -> None:
        """Write what a graph says as the current build has it under a key, else as it is made."""
        block = self.earlier.said(graph, key)
        self._said[graph] = self.parts.add(graph, "said", block_of(lines_of(make())) if block is None else block), key

    def _derive(self, graph: str, untouched: KeptPart | None) -> tuple[Section, str]:
        """Write what follows for a graph by standards; the section, and the digest of all it follows from.

        `untouched` is the graph in the current build, where nothing it follows from is another now.
        """
        section, _ = self._said[graph]
        block = self.earlier.derived(graph, untouched.derived_key) if untouched else None
        if untouched and block is not None:
            return self.parts.add(graph, "derived", block), untouched.derived_key
        around = self.parts.surroundings(graph, [section]).lines
        key = digest_of(section.digest, around)
        block = self.earlier.derived(graph, key)
        if block is None:
            own = self.parts.lines(section)
            made = standard_quads(LineReader().read([*own, *around]), self.iris, graph)
            block = block_of(sorted(set(lines_of(made)).difference(own)))
        return self.parts.add(graph, "derived", block), key

    def _checked(self, graph: str, derived: Section, key: str, untouched: KeptPart | None) -> KeptPart:
        """Check a graph, unless it passed with the same statements and surroundings; what is kept of it."""
        said, said_key = self._said[graph]
        if untouched:
            return KeptPart(said, said_key, derived, key, untouched.checked_key, untouched.asked)
        checked, asked = self._check(graph, [said, derived])
        return KeptPart(said, said_key, derived, key, checked, packed(asked))

    def _check(self, graph: str, sections: list[Section]) -> tuple[str, set[bytes]]:
        """Check a graph unless it passed under the same digest of all its checks read; that, and what was asked for."""
        around, asked = self.parts.surroundings(graph, sections)
        key = digest_of(*(section.digest for section in sections), around)
        own = (line for section in sections for line in self.parts.lines(section))
        if not self.earlier.is_checked(graph, key) and self._is_suspect(own, around):
            check_all(LineReader().read(self.parts.every_line()), self.iris)
        return key, asked

    def _is_suspect(self, own: Iterable[bytes], around: list[bytes]) -> bool:
        """Whether anything is wrong with the lines of a graph, as far as what surrounds them tells."""
        self._begin("confidential")
        reader = LineReader()
        said, rest = reader.read(own), reader.read(around)
        if find_leaks([*said, *rest], self.iris):
            return True
        self._begin("shapes")
        return bool(find_undescribed(said, self.iris, rest)) or bool(_violations([*said, *rest], self.iris))

    def check_more(self, quads: list[Quad]) -> None:
        """Check what was concluded from the checked parts; raises as `make` does."""
        named = {str(term).encode() for quad in quads for term in (quad.subject, quad.object)}
        refuse_leaks(quads, self.iris)
        refuse_undescribed(quads, self.iris, LineReader().read(self.parts.about(named)))
        refuse_violations(quads, self.iris)


def _vocabulary(periods: list[str], iris: Iris) -> Iterator[Quad]:
    yield from vocabulary_quads(iris)
    yield from periods_of(periods, iris)


def _inferred(tables: Tables, iris: Iris) -> Iterator[Quad]:
    return inferred_quads(Mapper(tables, iris))


def check_all(quads: list[Quad], iris: Iris) -> None:
    """Raise `ConfidentialLeak`, `ReferenceUndescribed` or `ShapesViolated` where quads may not be stored."""
    refuse_leaks(quads, iris)
    refuse_undescribed(quads, iris)
    refuse_violations(quads, iris)


def refuse_violations(quads: list[Quad], iris: Iris) -> None:
    """Raise `ShapesViolated` where quads break a shape."""
    violations = _violations(quads, iris)
    if violations:
        count, node, message = violations
        raise ShapesViolated("shapes-violated", count=count, node=node, message=message)


def _violations(quads: list[Quad], iris: Iris) -> tuple[int, str, str] | None:
    """How many shapes are broken, and the first: its node and message."""
    from tsunagu.ontology.shapes import validate  # noqa: PLC0415 - rdflib takes long to import
    from tsunagu.ontology.vocabulary import Namespaces  # noqa: PLC0415

    found = validate(quads, Namespaces(iris.base)).violations
    return (len(found), found[0].focus, found[0].message_en) if found else None
