"""Bodies and linkages of the projection as nodes and links of a picture, in one language.

A kind of picture selects (`Selection`); this module words what was selected, tells where it stands in its sources,
and closes what is not public.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from tsunagu.disclosure.guard import Guard
from tsunagu.messages import Language, text
from tsunagu.network.model import Network
from tsunagu.network.records import LAYERS, Body, Linkage, SourceLocator
from tsunagu.viz.scenes.citation import cite
from tsunagu.viz.scenes.scene import Link, Mark, Node, Source, Spot

PlacesOf = Callable[[Iterable[str]], Mapping[str, tuple[SourceLocator, ...]]]
"""Where facts stand in their sources; `read_locators` bound to a graph."""
FIRST_MONTH_OF_FISCAL_YEAR = 4


@dataclass(frozen=True)
class Selection:
    """What a picture shows: bodies with the zone each stands in, and linkages between them.

    `marks` and `tags` are by body; `gone` are the linkages that fall away with a body that is taken out.
    """

    zones: Mapping[str, str]
    links: tuple[Linkage, ...]
    marks: Mapping[str, Mark] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Projected:
    """Nodes and links of a selection, the documents they draw on, and how many linkages are withheld."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    sources: tuple[Source, ...]
    withheld: int


class Projector:
    """Words bodies and linkages of what a guard shows of a network; looks all places up at once."""

    def __init__(self, guard: Guard, language: Language, places_of: PlacesOf) -> None:
        self.guard = guard
        self.network = network = guard.network
        self.language = language
        self.places_of = places_of
        self._by_id = {link.id: link for link in network.links}

    def text(self, key: str, **data: object) -> str:
        """A message in the language of the picture."""
        return text(key, self.language, **data)

    def label(self, identifier: str) -> str:
        """The label of anything, in the language of the picture."""
        return self.network.label(identifier).of(self.language)

    def project(self, selection: Selection, sources: Iterable[str] = ()) -> Projected:
        """Nodes and links in a fixed order; `sources` (ids of documents) get the first letters.

        O(bodies + links), and one question per 400 facts for their places.
        """
        used = dict.fromkeys([*sources, *sorted({self.document_of(link) for link in selection.links} - {""})])
        letters = {document: chr(ord("A") + at) for at, document in enumerate(used)}
        open_bodies = [body for body in selection.zones if not self.is_closed(self.network.bodies[body])]
        places = self.places_of([*(self._stated(link) for link in selection.links), *open_bodies])
        nodes = tuple(self._node(body, selection, places, letters) for body in sorted(selection.zones))
        ordered = self._ordered(selection.links)
        links = tuple(self._link(link, places, letters, link.id in selection.gone) for link in ordered)
        titles = tuple(Source(letter, document, self.label(document)) for document, letter in letters.items())
        return Projected(nodes, links, titles, self.guard.left_out_at(selection.zones))

    def is_closed(self, body: Body) -> bool:
        """Tell whether a body, or one of its kinds, is not public."""
        return self.guard.is_closed(body.id)

    def document_of(self, link: Linkage) -> str:
        """Id of the document a linkage rests on, also where it is inferred from one; empty for law alone."""
        origin = self._by_id.get(link.origin)
        return link.document or (origin.document if origin else "")

    def years_of(self, link: Linkage) -> tuple[int, int]:
        """The fiscal years in which the document of a linkage holds; 0 is open or not found."""
        document = self.network.concepts.get(self.document_of(link))
        if document is None:
            return 0, 0
        return _fiscal_year(document.period.begins), _fiscal_year(document.period.ends)

    def kind_of(self, body: Body) -> str:
        """What a body is, in words."""
        words = {"expected": "picture-kind-expected", "kind": "page-kind-type", "unnamed": "page-kind-unnamed"}
        return self.text(words[body.sort]) if body.sort in words else self.label(f"body-kind/{body.form}")

    def _stated(self, link: Linkage) -> str:
        return link.id if link.document else link.origin

    def _ordered(self, links: Iterable[Linkage]) -> list[Linkage]:
        strength = {layer: at for at, layer in enumerate(LAYERS)}

        def rank(link: Linkage) -> tuple[str, int, str]:
            return self.document_of(link), strength.get(link.layer, len(strength)), link.id

        return sorted(links, key=rank)

    def _node(
        self,
        name: str,
        selection: Selection,
        places: Mapping[str, tuple[SourceLocator, ...]],
        letters: Mapping[str, str],
    ) -> Node:
        body = self.network.bodies[name]
        closed = self.is_closed(body)
        node = Node(
            name, body.label.of(self.language), self.kind_of(body), form_of(self.network, body), selection.zones[name],
            closed, tag=selection.tags.get(name, ""), mark=selection.marks.get(name, ""),
        )  # fmt: skip
        if closed:
            return node
        status = self.label(f"status/{body.status}") if body.status else ""
        basis = self._cited(body.basis) if body.sort == "expected" else ()
        spots = _spots(places.get(name, ()), letters)
        return replace(node, kana=body.kana, status=status, basis=basis, spots=spots)

    def _link(
        self,
        link: Linkage,
        places: Mapping[str, tuple[SourceLocator, ...]],
        letters: Mapping[str, str],
        gone: bool,
    ) -> Link:
        said = self._by_id.get(link.origin, link)
        stands = places.get(self._stated(link), ())
        since, until = self.years_of(link)
        return Link(
            link.id, link.start, link.end, link.kind, self.label(f"linkage-kind/{link.kind}"), link.layer,
            self.label(f"layer/{link.layer}"), (link.purpose or said.purpose).of(self.language),
            (link.condition or said.condition).of(self.language), stands[0].section if stands else "",
            stands[0].item if stands else "", _spots(stands, {}), letters.get(self.document_of(link), ""),
            since, until, gone=gone, grounds=self._grounds(link, said),
        )  # fmt: skip

    def _grounds(self, link: Linkage, said: Linkage) -> tuple[str, ...]:
        rule = (self.text("page-route-rule", rule=self.label(link.rule)),) if link.rule else ()
        return (*rule, *self._cited(link.basis or said.basis))

    def _cited(self, basis: Iterable[str]) -> tuple[str, ...]:
        return tuple(cite(self.network, provision, self.language) for provision in basis)


def form_of(network: Network, body: Body) -> str:
    """The form a body is drawn in: a key of `tsunagu.viz.drawing.shapes.LOOKS`."""
    if body.sort != "named":
        return {"expected": "expected", "kind": "type", "unnamed": "unnamed"}[body.sort]
    return "government" if is_government(network, body) else body.form


def is_government(network: Network, body: Body) -> bool:
    """Tell whether a body is a local government itself."""
    return not body.part_of and body.place != "place/jp" and network.label(body.place).ja == body.label.ja


def is_office(network: Network, body: Body, place: str) -> bool:
    """Tell whether a body is the local government of a place or a part of it."""
    whole = network.bodies.get((body.id, *network.wholes_of(body.id))[-1])
    return whole is not None and whole.place == place and is_government(network, whole)


def zone_of(network: Network, body: Body, place: str) -> str:
    """The zone of a body in a picture around the offices of a place."""
    if body.sort != "named":
        return {"expected": "expected", "kind": "type", "unnamed": "unnamed"}[body.sort]
    if body.form == "collaboration":
        return "meeting"
    return "office" if is_office(network, body, place) else "outside"


def _spots(places: Iterable[SourceLocator], letters: Mapping[str, str]) -> tuple[Spot, ...]:
    return tuple(_spot(anchor, letters.get(place.document, "")) for place in places for anchor in place.anchors)


def _spot(anchor: str, letter: str) -> Spot:
    words, _, span = anchor.rpartition(" (")
    begins, _, finishes = span.rstrip(")").partition("-")
    return Spot(words, begins, finishes, letter)


def _fiscal_year(day: date | None) -> int:
    return day.year - (day.month < FIRST_MONTH_OF_FISCAL_YEAR) if day else 0
