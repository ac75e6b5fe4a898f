"""The one guard of everything that goes out: text, JSON, pages, pictures, workbooks, exports (DESIGN 6).

Made from a network, it tells which bodies must stay secret, gives the network to work on (`Guard.network`), and turns
results into what writers take (`Shown`). One rule stands behind all of it:

- a body whose place must stay secret is called by its kind and prefecture, and nothing else of it is told: no name,
  telephone, hours, source, purpose, unit, nor who runs it;
- of a body that shows its front door only, the printed name, the row it stands in, telephones and hours stay inside;
- what is left out is counted.

A result is made over `Guard.network`, where nothing secret is left to tell; the guard then takes out what came from
elsewhere (the store, the texts of documents). Values a person computes in SPARQL of their own from single characters
are beyond it: there the tables are the guard (`tsunagu.graph.withholding`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from tsunagu.disclosure.answers import disclosed
from tsunagu.disclosure.levels import CONFIDENTIAL, FRONT_DOOR_ONLY, PUBLIC
from tsunagu.disclosure.mask import Mask
from tsunagu.disclosure.naming import NO_WORDS, OPERATING
from tsunagu.disclosure.places import trace_of
from tsunagu.disclosure.reduction import ReducedNetwork, reduced
from tsunagu.disclosure.shown import Shown, seal
from tsunagu.disclosure.words import closed_words
from tsunagu.graph.iris import Iris
from tsunagu.messages import LANGUAGES, text
from tsunagu.network.model import Network
from tsunagu.network.records import Body, Linkage, Words

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from tsunagu.gaps.rows import GapRow
    from tsunagu.names.index import NameIndex
    from tsunagu.names.table import Name
    from tsunagu.network.statements import Statements
    from tsunagu.queries.answers import Answer
    from tsunagu.queries.description import Description
    from tsunagu.queries.results import Reply
    from tsunagu.viz.scenes.scene import Link, Node, Scene

T = TypeVar("T")
SPEAKS_OF_SERVICES = frozenset({"coverage", "stages", "single-points"})
"""Analyses whose sentences name services."""
SPEAKS_OF_LINKAGES = frozenset({"one-way", "unnamed", "drift"})
"""Analyses whose rows are about a linkage, named by its evidence."""
NAMED_SORTS = ("named", "unnamed")


class Guard:
    """Knows what is secret in a network, and makes `Shown` results. Making one is O(network), asking it is cheap."""

    def __init__(self, network: Network, iris: Iris | None = None) -> None:
        self._raw = network
        self._iris = iris or Iris()

    @classmethod
    def of_no_bodies(cls) -> Guard:
        """The guard of what speaks of no body at all: lists of questions, counts of rows, answers from elsewhere."""
        return cls(Network({}, ()))

    # ---- levels ----

    def level(self, body: str) -> str:
        """How far a body is disclosed: what it says of itself, where that is public what its kinds and wholes say."""
        held = self._raw.bodies.get(body) or self.network.bodies.get(body)
        if held is None:
            return PUBLIC
        return self._level(held)

    def _level(self, body: Body) -> str:
        bodies = self._raw.bodies
        if body.disclosure != PUBLIC or body.sort == "kind":
            return body.disclosure
        levels = {bodies[kind].disclosure for kind in body.kinds if kind in bodies}
        if any(bodies[whole].disclosure == CONFIDENTIAL for whole in self._raw.wholes_of(body.id)):
            return CONFIDENTIAL
        return CONFIDENTIAL if CONFIDENTIAL in levels else PUBLIC if levels <= {PUBLIC} else FRONT_DOOR_ONLY

    def is_closed(self, body: str) -> bool:
        """Tell whether a body, or a kind of body, is not public."""
        return self.level(body) != PUBLIC

    def runs(self, kind: str, start: str, end: str) -> bool:
        """Tell whether a linkage of a kind between two bodies would tell who runs, staffs or pays for a secret one."""
        return kind in OPERATING and (self.is_secret(start) or self.is_secret(end))

    def is_secret(self, body: str) -> bool:
        """Tell whether a body (not a kind of body) must stay wholly secret."""
        return body in self._secret or body in self._shown_secret

    @cached_property
    def _secret(self) -> frozenset[str]:
        held = (body for body in self._raw.bodies.values() if body.sort in NAMED_SORTS)
        return frozenset(body.id for body in held if self._level(body) == CONFIDENTIAL)

    @cached_property
    def _shown_secret(self) -> frozenset[str]:
        return frozenset(self._reduced.ids.get(body, body) for body in self._secret)

    # ---- what is worked on ----

    @cached_property
    def _reduced(self) -> ReducedNetwork:
        return reduced(self._raw, self._secret)

    @property
    def network(self) -> Network:
        """The network as it may be shown: what every analysis, route and picture is made from."""
        return self._reduced.network

    def left_out_at(self, bodies: Collection[str]) -> int:
        """How many linkages of some bodies (ids of `network`) are left out because they tell who runs a secret one."""
        ids = self._reduced.ids
        return sum(any(ids.get(end, end) in bodies for end in (link.start, link.end)) for link in self._operating)

    def left_out_of(self, document: str) -> int:
        """How many linkages that a document states are left out because they tell who runs a secret body."""
        return sum(link.document == document for link in self._operating)

    @cached_property
    def _operating(self) -> tuple[Linkage, ...]:
        return tuple(link for link in self._raw.links if self.runs(link.kind, link.start, link.end))

    @cached_property
    def secret_facts(self) -> frozenset[str]:
        """Linkages and services that speak of a secret body, and these bodies, by the ids of `network`."""
        secret = self._shown_secret
        links = (link.id for link in self.network.links if {link.start, link.end} & secret)
        services = (service.id for service in self.network.services
                    if service.disclosure == CONFIDENTIAL or service.provider in secret)  # fmt: skip
        return frozenset((*links, *services, *secret))

    @cached_property
    def unprinted(self) -> frozenset[str]:
        """Facts whose place in a source is not shown: secret ones, and the names of closed bodies."""
        return self.secret_facts.union(body for body in self.network.bodies if self.is_closed(body))

    def shown_id(self, name: str) -> str:
        """The id under which a body, linkage or service of the network is shown."""
        return self._reduced.ids.get(name, name)

    @cached_property
    def hidden(self) -> frozenset[str]:
        """Ids that are no longer told: of secret bodies with a telling id, and of facts about them."""
        return frozenset(self._reduced.ids) | self._reduced.left_out

    @cached_property
    def _mask(self) -> Mask:
        words: dict[str, str] = {}
        for secret in self._secret:
            words |= self._telling(self._raw.bodies[secret])
        return Mask(words, self._reduced.ids, self._public_names(), self._iris.base)

    def _telling(self, body: Body) -> dict[str, str]:
        """The words of a body that tell which one it is; a partner a text leaves open has no name of its own."""
        other = self.shown_id(body.id)
        shown = self.network.bodies[other].label
        more = {**dict.fromkeys(body.other_names, shown.of("ja")), **dict.fromkeys(body.phones, "")}
        if other == body.id:
            return more
        if body.sort == "unnamed":
            return {body.id: other, **more}
        names = {body.label.ja: shown.of("ja"), body.label.en: shown.of("en"), body.kana: ""}
        return {**names, **more, body.id: other, _tail(body.id): _tail(other)}

    def _public_names(self) -> Iterator[str]:
        for body in self.network.bodies.values():
            yield from (body.label.ja, body.label.en, body.kana, *body.other_names, body.id, _tail(body.id))
        for concept in self.network.concepts.values():
            yield from (concept.label.ja, concept.label.en)
        for provision in self.network.provisions.values():
            yield from (provision.label.ja, provision.label.en, provision.statute.ja, provision.statute.en)

    def statements(self, statements: Statements) -> Statements:
        """What documents state, without who is in charge where that is secret, and without telling words."""
        if not self.hidden:
            return statements
        kept = replace(
            statements,
            responsibilities=tuple(charge for charge in statements.responsibilities if charge.body not in self.hidden),
            words={fact: words for fact, words in statements.words.items() if fact not in self.hidden},
            names={key: names for key, names in statements.names.items() if not self.hidden.intersection(key)},
        )
        return self._mask.all(kept)

    def names(self, index: NameIndex) -> NameIndex:
        """The names by which things are found: none leads to a secret body."""
        if not self.hidden:
            return index
        kept: Sequence[Name] = index.table.without(self.hidden)
        if self._mask.tells("\n".join(name.text for name in kept)):
            kept = tuple(name for name in kept if not self._mask.tells(name.text))
        return replace(index, names=kept, labels=self._mask.all(dict(index.labels)), romaji=())

    # ---- what goes out ----

    def show(self, value: T, withheld: int = 0) -> Shown[T]:
        """Anything made over `network`: every text in it without telling words; O(size of the value)."""
        return seal(self._mask.all(value), withheld)

    def is_sayable(self, text: str) -> bool:
        """Tell whether a piece of a source text neither names what is secret nor places or names a closed body."""
        words = closed_words()
        placed = words.around(text) and (trace_of(text) or words.proper_name(text))
        return not placed and not (self._mask and self._mask.tells(text))

    def rows(self, rows: Iterable[GapRow]) -> Shown[tuple[GapRow, ...]]:
        """Rows of gap analyses: none about a secret body or linkage, and without their places in sources."""
        every = tuple(rows)
        kept = [self._row(row) for row in every if not self._is_secret_row(row)]
        return self.show(tuple(kept), len(every) - len(kept))

    def _is_secret_row(self, row: GapRow) -> bool:
        if any(self.is_secret(subject) for subject in row.subjects):
            return True
        return row.analysis in SPEAKS_OF_LINKAGES and any(fact in self.secret_facts for fact in row.evidence)

    def _row(self, row: GapRow) -> GapRow:
        spoken = any(fact in self.secret_facts for fact in row.evidence)
        kept = tuple(fact for fact in row.evidence if fact not in self.unprinted and fact not in self.hidden)
        if spoken and row.analysis in SPEAKS_OF_SERVICES:
            return replace(
                row, evidence=kept, detail=_said("report-secret-detail"), closes=_said("report-secret-closes")
            )
        return replace(row, evidence=kept) if kept != row.evidence else row

    def answer(self, answer: dict[str, Any]) -> Shown[dict[str, Any]]:
        """A route answer; raises `ConfidentialLeak` where it cites or tells who runs a confidential body."""
        made: dict[str, Any] = disclosed(answer)
        return self.show(made)

    def table(self, table: Answer, withheld: int = 0) -> Shown[Answer]:
        """A table from the store: rows with an id or a word that tells are left out and counted."""
        if not self._mask or not self._rows_tell(table.rows):
            return seal(table, withheld)
        rows = self._silent(table.rows)
        return seal(replace(table, rows=rows), withheld + len(table.rows) - len(rows))

    def _silent(self, rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        """The rows that do not tell; looked for by halves, for few rows tell."""
        if not self._rows_tell(rows):
            return rows
        middle = len(rows) // 2
        return self._silent(rows[:middle]) + self._silent(rows[middle:]) if middle else ()

    def _rows_tell(self, rows: Sequence[tuple[str, ...]]) -> bool:
        """Tell whether any row has an id or a word that tells; no such word goes over the end of a cell."""
        cells = list(chain.from_iterable(rows))
        return not self._iris_hidden.isdisjoint(cells) or self._mask.tells("\n".join(cells))

    @cached_property
    def _iris_hidden(self) -> frozenset[str]:
        return self.hidden.union(self._iris.base + name for name in self.hidden)

    def _tells(self, said: str) -> bool:
        return said in self._iris_hidden or self._mask.tells(said)

    def description(self, found: Description) -> Shown[Description]:
        """What is known of one thing, without statements and sources that tell."""
        if not self._mask:
            return seal(found)
        statements = tuple(statement for statement in found.statements if not self._speaks(statement))
        kept = replace(
            found, statements=statements, sources=tuple(source for source in found.sources if not self._speaks(source))
        )
        return self.show(kept, len(found.statements) - len(statements))

    def _speaks(self, record: object) -> bool:
        return any(map(self._tells, _texts(record)))

    def reply(self, reply: Reply) -> Shown[Reply]:
        """A reply to a question: rows and triples that tell are left out; a graph that leaks is refused."""
        from pyoxigraph import Quad  # noqa: PLC0415 - only a store gives such replies

        from tsunagu.disclosure.quads import refuse_leaks  # noqa: PLC0415
        from tsunagu.queries.results import ConstructedGraph, Solutions  # noqa: PLC0415

        result, gone = reply.result, 0
        if self._mask and isinstance(result, Solutions):
            tsv, gone = self._lines(result.tsv)
            reply = replace(reply, result=replace(result, tsv=tsv, count=result.count - gone))
        elif isinstance(result, ConstructedGraph):
            if self._mask:
                kept, gone = self._lines(result.ntriples)
                result = ConstructedGraph(kept, result.count - gone)
                reply = replace(reply, result=result)
            refuse_leaks((Quad(*triple) for triple in result.parsed()), self._iris)
        return seal(reply, gone)

    def _lines(self, data: bytes) -> tuple[bytes, int]:
        """Lines of SPARQL TSV or N-Triples without those that tell; how many are gone."""
        lines = data.decode("utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not self._line_tells(line)]
        return "".join(kept).encode("utf-8"), len(lines) - len(kept)

    def _line_tells(self, line: str) -> bool:
        iris = (part.partition(">")[0] for part in line.split("<")[1:])
        return self._mask.tells(line) or any(map(self._is_hidden, iris))

    def _is_hidden(self, iri: str) -> bool:
        """Tell whether an IRI is that of a hidden thing, or of where it stands: its locator and spans."""
        held = iri.removeprefix(self._iris.base)
        return held in self.hidden or (held.startswith("locator/") and _located(held) in self.hidden)

    def quads(self, quads: Sequence[Quad]) -> Shown[Sequence[Quad]]:
        """Quads for export, without those that tell; raises `ConfidentialLeak` where what is left would still leak."""
        from tsunagu.disclosure.quads import refuse_leaks  # noqa: PLC0415 - only a store gives quads

        kept = [quad for quad in quads if not self._line_tells(str(quad))] if self._mask else list(quads)
        refuse_leaks(kept, self._iris)
        return seal(kept, len(quads) - len(kept))

    def nquads(self, data: bytes) -> Shown[bytes]:
        """The N-Quads of a build (none is stored that leaks) without those that tell of what is hidden here."""
        if not self._mask:
            return seal(data)
        from pyoxigraph import RdfFormat, parse, serialize  # noqa: PLC0415 - only a store gives quads

        shown = self.quads(list(parse(data, format=RdfFormat.N_QUADS)))
        return seal(serialize(shown.value, format=RdfFormat.N_QUADS) or b"", shown.withheld)

    def scene(self, scene: Scene) -> Shown[Scene]:
        """A picture: closed nodes with label and kind alone, no linkage that tells who runs a secret place."""
        links = tuple(
            link for link in scene.links if not self.runs(link.kind, self._id(link.start), self._id(link.end))
        )
        withheld = scene.withheld + len(scene.links) - len(links)
        nodes = tuple(map(self._node, scene.nodes))
        kept = replace(scene, nodes=nodes, links=tuple(map(self._drawn, links)), withheld=withheld)
        return self.show(kept, withheld)

    def _id(self, iri: str) -> str:
        return iri.removeprefix(self._iris.base)

    def _node(self, node: Node) -> Node:
        name = self._id(node.iri)
        if not self.is_closed(name):
            return node
        bare = replace(node, closed=True, kana="", status="", spots=(), rows=(), basis=())
        if name not in self._reduced.ids:
            return bare
        return replace(bare, label=self._label(self._reduced.ids[name], node.label), group="", group_label="")

    def _label(self, name: str, before: str) -> str:
        """The label of a closed body, in the language its label was in."""
        shown = self.network.bodies[name].label
        return shown.of("en") if before.isascii() else shown.of("ja")

    def _drawn(self, link: Link) -> Link:
        """A drawn linkage; one of a secret body that comes from the store loses its words and its place."""
        if not any(self._id(end) in self.hidden for end in (link.start, link.end, link.iri)):
            return link
        said = NO_WORDS[1] if link.kind_label.isascii() else NO_WORDS[0]
        return replace(link, purpose=said if link.purpose else "", condition=said if link.condition else "",
                       section="", row="", spots=(), grounds=())  # fmt: skip


def _said(key: str) -> Words:
    return Words(*(text(key, language) for language in LANGUAGES))


def _located(locator: str) -> str:
    """The fact a locator or a span is about.

    >>> _located("locator/kunitachi-gender/linkages/20.2-l1/span-1")
    'linkage/kunitachi-gender/20.2-l1'
    """
    _, document, table, row, *_ = (*locator.split("/"), "", "", "")
    return f"{table.removesuffix('s')}/{document}/{row}"


def _tail(identifier: str) -> str:
    return identifier.rsplit("/", 1)[-1]


def _texts(value: object) -> Iterator[str]:
    """Every text in a record of records."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _texts(getattr(value, name))
