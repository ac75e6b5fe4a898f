"""What follows by rule from law and documents. Every inferred resource names its rule and what it follows from.

Rules (described in `graph/japan/rules.csv`):

- `expected_from_law`: for each prefecture, and each municipality of a prefecture in which a document speaks for some
  place, and each kind of body that law says must exist there, an *expected*
  body, apart from bodies a document names; for those that issued a document and their prefectures also the kinds that
  law says should endeavour to, or may, exist.
  Where an order names a place as having a body of its own (`designations.csv`), law requires it there, whether or
  not a document speaks for the place.
- `same_jurisdiction`: a linkage between kinds of bodies holds for the bodies of those kinds in the same
  local government, or between it and its prefecture. Its ends are bodies a document names or law requires,
  never bodies law only encourages or allows. A duty that binds some kinds of local government holds in these
  alone. Left out: duties no law text bears out (rule
  `not_in_law` or confidence `memory`), document linkages that are not in operation, and kinds that are
  actors and no desks (a city's link with "other cities" says nothing of a link with itself). To a closed body, and
  to an expected body of a secret kind, no purpose is carried, and who runs a closed body is never inferred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from tsunagu.disclosure.naming import OPERATING
from tsunagu.graph.closed_bodies import CONFIDENTIAL
from tsunagu.graph.days import ALWAYS, Days
from tsunagu.graph.expected import expected_labels, expected_name, given_to
from tsunagu.graph.mapping import Mapper
from tsunagu.graph.rows import Row

ACTOR_TYPES = frozenset({"bt_any_person", "bt_victim", "bt_prefecture", "bt_municipality", "bt_designated_city"})
CARRIED = frozenset(
    "tsg:" + name for name in (
        "forFunction", "forNeed", "forGroup", "forPlaceKind", "purpose", "condition", "wording", "modality",
    )
)  # fmt: skip
"""What an inferred linkage says as its origin does, so that it can be judged on its own."""
UNCARRIED = frozenset({"tsg:purpose"})
"""What is not said of a secret end. A condition there is a reviewed reading, or says only that there is one."""


@dataclass(frozen=True)
class LinkageEnd:
    """A body or expected body that can stand at one end of an inferred linkage."""

    node: NamedNode
    place: str
    slug: str
    label_ja: str
    label_en: str
    disclosure: str
    named: bool = True
    days: Days = ALWAYS

    @property
    def is_secret(self) -> bool:
        """Whether this is a closed body, or an expected body of a secret kind."""
        return self.disclosure == CONFIDENTIAL


@dataclass
class _KnownBodies:
    """Bodies by type, and the prefecture of each place."""

    prefecture: dict[str, str]
    named: dict[tuple[str, str], list[LinkageEnd]] = field(default_factory=lambda: defaultdict(list))
    required: dict[tuple[str, str], LinkageEnd] = field(default_factory=dict)

    def ends(self, body_type: str, place: str) -> list[LinkageEnd]:
        """Bodies of a type in a place: those a document names, else the one law requires there."""
        named = self.named.get((body_type, place))
        if named:
            return named
        required = self.required.get((body_type, place))
        return [required] if required else []


def inferred_quads(mapper: Mapper) -> Iterator[Quad]:
    """Yield the quads of the graph `inferred`; O(duties x places x bodies of one type in one place)."""
    known = _KnownBodies({row.text("code"): row.text("prefecture") for row in mapper.tables.of("places")})
    _collect_named(mapper, known)
    yield from _expected_bodies(mapper, known)
    yield from _inferred_linkages(mapper, known)


def _collect_named(mapper: Mapper, known: _KnownBodies) -> None:
    seen: set[str] = set()
    for row in mapper.tables.of("bodies"):
        if row.text("status") not in ("existing",) or row.text("id") in seen:
            continue
        seen.add(row.text("id"))
        end = _end_of(mapper, row)
        for body_type in row.texts("body_types"):
            known.named[body_type, row.text("place")].append(end)


def _end_of(mapper: Mapper, row: Row) -> LinkageEnd:
    place, name, japanese, english = (row.text(column) for column in ("place", "id", "label_ja", "label_en"))
    days = mapper.standing.of_body(name)
    return LinkageEnd(mapper.subject(row), place, name, japanese, english, row.text("disclosure"), days=days)


@dataclass(frozen=True)
class _TableRule:
    """A row of `expectations` or `designations` as a rule that gives bodies."""

    row: Row

    @property
    def id(self) -> str:
        return self.row.text("id")

    @property
    def kind(self) -> str:
        return self.row.text("body_type")

    @property
    def strength(self) -> str:
        return self.row.text("strength") or "must"

    @property
    def place_kind(self) -> str:
        return self.row.text("place_kind")

    @property
    def place(self) -> str:
        return self.row.text("place")


def _expected_bodies(mapper: Mapper, known: _KnownBodies) -> Iterator[Quad]:
    types = {row.text("id"): row for row in mapper.tables.of("body_types")}
    covered = {place.text("code") for place in covered_places(mapper)}
    rules = [_TableRule(row) for name in ("expectations", "designations") for row in mapper.tables.of(name)]
    for place in _near_documents(mapper):
        for rule in given_to(rules, place.text("code"), place.text("kind")):
            if rule.strength == "must" or place.text("code") in covered:
                yield from _expected_body(mapper, known, rule.row, types[rule.kind], place)


def covered_places(mapper: Mapper) -> list[Row]:
    """The places the documents speak for: their authorities and the prefectures of these."""
    authorities = {row.text("authority") for row in mapper.tables.of("document")}
    places = {row.text("code"): row for row in mapper.tables.of("places")}
    prefectures = {places[code].text("prefecture") for code in authorities}
    return [row for code, row in places.items() if code in authorities | prefectures]


def _near_documents(mapper: Mapper) -> Iterator[Row]:
    """Yield the prefectures, and the municipalities of those whose places the documents speak for."""
    spoken = {place.text("prefecture") or place.text("code") for place in covered_places(mapper)}
    for place in mapper.tables.of("places"):
        if place.text("kind") == "prefecture" or place.text("prefecture") in spoken:
            yield place


def _expected_body(mapper: Mapper, known: _KnownBodies, rule_row: Row, kind: Row, place: Row) -> Iterator[Quad]:
    code, body_type = place.text("code"), kind.text("id")
    name = expected_name(code, body_type.removeprefix("bt_").replace("_", "-"))
    node = NamedNode(mapper.iris.path("expected", name))
    labels = expected_labels(*((row.text("label_ja"), row.text("label_en")) for row in (place, kind)))
    disclosure = kind.text("disclosure") or "public"
    strength = rule_row.text("strength") or "must"
    if strength == "must":
        known.required[body_type, code] = LinkageEnd(node, code, f"expected-{name}", *labels, disclosure, named=False)
    graph = NamedNode(mapper.iris.graph("inferred"))
    facts: list[tuple[str, NamedNode | Literal]] = [
        ("rdf:type", mapper.node("tsg:ExpectedBody")),
        ("rdfs:label", Literal(labels[0], language="ja")),
        ("rdfs:label", Literal(labels[1], language="en")),
        ("tsg:bodyType", mapper.subject(kind)),
        ("tsg:place", mapper.subject(place)),
        ("tsg:modality", NamedNode(mapper.iris.concept("modality", strength))),
        ("tsg:layer", NamedNode(mapper.iris.concept("layer", "inferred"))),
        ("tsg:inferenceRule", NamedNode(mapper.iris.path("rule", "expected_from_law"))),
        ("tsg:disclosure", NamedNode(mapper.iris.concept("disclosure", disclosure))),
        ("prov:wasDerivedFrom", mapper.subject(rule_row)),
    ]
    if rule_row.text("statute"):
        reference = f"{rule_row.text('statute')}:{rule_row.text('article')}"
        facts.append(("tsg:legalBasis", mapper.provision(reference)))
    for short, value in facts:
        yield Quad(node, mapper.node(short), value, graph)
    yield from mapper.stands(node, ALWAYS, graph)


def _inferred_linkages(mapper: Mapper, known: _KnownBodies) -> Iterator[Quad]:
    """Statutory duties between kinds, and stated linkages with a kind at one end."""
    places = {row.text("code"): row.text("kind") for row in covered_places(mapper)}
    for duty in mapper.tables.of("linkage_duties"):
        for place, kind in places.items() if _borne_out(duty) else ():
            if not duty.texts("place_kinds") or kind in duty.texts("place_kinds"):
                yield from _links(mapper, known, duty, known.ends(duty.text("from"), place), place)
    for linkage in mapper.tables.of("linkages"):
        ends = (linkage.text("from"), linkage.text("to"))
        kinds = [end for end in ends if end.startswith("bt_")]
        live = linkage.text("status") == "in_operation" and linkage.text("layer") in ("stated", "reported")
        if live and len(kinds) == 1 and kinds[0] not in ACTOR_TYPES and "unnamed" not in ends:
            yield from _half_typed(mapper, known, linkage)


def _borne_out(duty: Row) -> bool:
    return duty.text("confidence") != "memory" and duty.text("rule") != "not_in_law"


def _half_typed(mapper: Mapper, known: _KnownBodies, linkage: Row) -> Iterator[Quad]:
    bodies = {row.text("id"): row for row in mapper.tables.of("bodies", linkage.document)}
    turned = linkage.text("from").startswith("bt_")
    body = bodies.get(linkage.text("to" if turned else "from"))
    if body is None or not body.text("place"):
        return
    end = _end_of(mapper, body)
    kind = linkage.text("from" if turned else "to")
    for other in _partners(known, kind, end.place):
        pair = (other, end) if turned else (end, other)
        yield from _link(mapper, linkage, *pair)


def _partners(known: _KnownBodies, kind: str, place: str) -> list[LinkageEnd]:
    own = known.ends(kind, place)
    return own or known.ends(kind, known.prefecture.get(place, ""))


def _links(mapper: Mapper, known: _KnownBodies, duty: Row, starts: list[LinkageEnd], place: str) -> Iterator[Quad]:
    for start in starts:
        for end in _partners(known, duty.text("to"), place):
            if start.node != end.node:
                yield from _link(mapper, duty, start, end)


def _link(mapper: Mapper, origin: Row, start: LinkageEnd, end: LinkageEnd) -> Iterator[Quad]:
    secret = [end for end in (start, end) if end.is_secret]
    if origin.text("kind") in OPERATING and any(end.named for end in secret):
        return
    graph = NamedNode(mapper.iris.graph("inferred"))
    node = NamedNode(mapper.iris.path("inferred-linkage", f"{origin.key[0]}-{start.slug}-to-{end.slug}"))
    facts: list[tuple[str, NamedNode | Literal]] = [
        ("rdf:type", mapper.node("tsg:InferredLinkage")),
        ("rdf:type", mapper.node("tsg:Linkage")),
        ("tsg:from", start.node),
        ("tsg:to", end.node),
        ("tsg:linkageKind", NamedNode(mapper.iris.concept("linkage-kind", origin.text("kind")))),
        ("tsg:layer", NamedNode(mapper.iris.concept("layer", "inferred"))),
        ("tsg:inferenceRule", NamedNode(mapper.iris.path("rule", "same_jurisdiction"))),
        ("prov:wasDerivedFrom", mapper.subject(origin)),
        ("rdfs:label", Literal(f"{start.label_ja} → {end.label_ja}", language="ja")),
        ("rdfs:label", Literal(f"{start.label_en} → {end.label_en}", language="en")),
    ]
    if origin.text("statute"):
        facts.append(("tsg:legalBasis", mapper.provision(f"{origin.text('statute')}:{origin.text('article')}")))
    for short, value in (*facts, *_carried(mapper, origin, UNCARRIED if secret else frozenset())):
        yield Quad(node, mapper.node(short), value, graph)
    yield from mapper.stands(node, mapper.standing.of_fact(origin) & start.days & end.days, graph)


def _carried(mapper: Mapper, origin: Row, without: frozenset[str]) -> Iterator[tuple[str, NamedNode | Literal]]:
    for column in origin.table.fields:
        if column.property in CARRIED - without:
            for value in origin.values.get(column.name, ()):
                yield column.property, mapper.term(origin, column, value)
