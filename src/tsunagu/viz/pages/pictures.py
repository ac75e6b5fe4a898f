"""Every kind of picture of one build, in one language: what to draw, under which name, and its page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise

from tsunagu.closures.reach import newest_day
from tsunagu.disclosure.guard import Guard
from tsunagu.errors import PictureProblem
from tsunagu.gaps.desks import desks_by_need
from tsunagu.messages import Language
from tsunagu.network.sources import read_locators
from tsunagu.network.statements import Statements, read_statements
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.referral.rulebook import Rulebook, read_rulebook
from tsunagu.referral.snapshot import Snapshot
from tsunagu.viz.pages.frame import ALONE, Neighbours
from tsunagu.viz.pages.matrix import matrix_page
from tsunagu.viz.pages.network import scene_page
from tsunagu.viz.scenes.answer import Arrow, answer_scene
from tsunagu.viz.scenes.closing import closing_scene
from tsunagu.viz.scenes.comparison import compare_scene
from tsunagu.viz.scenes.desks import desks_scene
from tsunagu.viz.scenes.document import document_scene
from tsunagu.viz.scenes.gathering import gathered
from tsunagu.viz.scenes.law import DEFAULT_LAWS, LawRequest, law_scene
from tsunagu.viz.scenes.matrix import Grid, coverage_grid, stages_grid
from tsunagu.viz.scenes.place import documents_of, place_scene
from tsunagu.viz.scenes.projector import Projector
from tsunagu.viz.scenes.scene import Scene
from tsunagu.viz.scenes.surroundings import body_scene, route_scene

DOCUMENTS = "page-index-title"


@dataclass(frozen=True)
class PictureFile:
    """A picture: the name of its file, its title, and how its page is made."""

    stem: str
    title: str
    make: Callable[[Neighbours], str]

    def page(self, beside: Neighbours = ALONE) -> str:
        """The page as one self-contained HTML text."""
        return self.make(beside)


class Pictures:
    """Makes pictures; ids are without base (`place/142042`, `document/kunitachi-gender`, `body/…`)."""

    def __init__(
        self, graph: BuiltGraph, guard: Guard, language: Language, statements: Statements | None = None
    ) -> None:
        self._statements = statements
        self.graph = graph
        self.guard, self.network = guard, guard.network
        self.language = language
        self.projector = Projector(guard, language, partial(read_locators, graph))

    @cached_property
    def statements(self) -> Statements:
        """What the documents state beside bodies and linkages."""
        return self.guard.statements(self._statements or read_statements(self.graph))

    @cached_property
    def rulebook(self) -> Rulebook:
        """The tables of judgement the ways of a picture follow."""
        return read_rulebook(self.graph)

    @cached_property
    def snapshot(self) -> Snapshot:
        """What the matrices count on, at the newest day the data know."""
        return Snapshot(self.network, self.statements, newest_day(self.network), rulebook=self.rulebook)

    def document(self, document: str, opened: Collection[str] | None = None) -> PictureFile:
        """What one document states, gathered where `opened` groups are given; raises `NameUnknown`."""
        charges = self.statements.charges_in.get(document, ())
        return self._of_scene(document_scene(self.projector, document, charges), opened)

    def place(self, place: str, opened: Collection[str] | None = None) -> PictureFile:
        """The network of a place over all documents, with what law lets expect.

        Of a place no document speaks of, the first desks by need. Raises `PictureProblem` for the nation.
        """
        held = self.network.concepts.get(place)
        if documents_of(self.network, place) or held is None or held.place_kind == "nation":
            return self._of_scene(place_scene(self.projector, self._known_place(place)), opened)
        rows = desks_by_need(self.network, self.rulebook, newest_day(self.network), place)
        return self._of_scene(desks_scene(self.projector, place, rows))

    def body(self, body: str, steps: int = 1, opened: Collection[str] | None = None) -> PictureFile:
        """A body and its neighbours up to 1–3 steps away."""
        return self._of_scene(body_scene(self.projector, body, steps), opened)

    def law(self, name: str, laws: Sequence[str] = ()) -> PictureFile:
        """Law, duties, bodies and measures of a place (all its documents) or of one document."""
        concept = self.network.concepts[name]
        place = concept.authority or name
        documents = [name] if concept.authority else documents_of(self.network, self._known_place(name))
        measures = self.statements.measures.values()
        request = LawRequest(place, tuple(documents), tuple(laws) or DEFAULT_LAWS, name)
        return self._of_scene(law_scene(self.projector, request, measures))

    def matrix(self, place: str = "") -> PictureFile:
        """Needs × places, or needs × support stages of one place."""
        if place:
            return self._of_grid(self._stages_grid(place), [place])
        return self._of_grid(coverage_grid(self.snapshot, self.language), list(self.snapshot.places))

    def _stages_grid(self, place: str) -> Grid:
        return stages_grid(self.snapshot, self._known_place(place), self.language, self.guard.is_secret)

    def compare(self, first: str, second: str) -> PictureFile:
        """Two documents side by side; raises `PictureProblem` where both are the same."""
        if first == second:
            raise PictureProblem("picture-two-documents")
        return self._of_scene(compare_scene(self.projector, first, second))

    def what_if(self, place: str, closed: Sequence[str]) -> PictureFile:
        """A place with bodies taken as closed; raises `PictureProblem` for one that does not stand."""
        standing = self.snapshot.standing
        for body in closed:
            if body not in standing:
                raise PictureProblem("picture-not-standing", name=self.projector.label(body))
        return self._of_scene(closing_scene(self.projector, self.rulebook, self._known_place(place), closed))

    def route(self, links: Sequence[str], service: str = "") -> PictureFile:
        """A route amid its surroundings: ids of its linkages in walking order, and of the service at its end.

        Raises `PictureProblem` for a linkage the network does not hold.
        """
        known = {link.id for link in self.network.links}
        if unknown := [link for link in links if link not in known]:
            raise PictureProblem("picture-unknown-link", name=unknown[0])
        return self._of_scene(route_scene(self.projector, links, service))

    def answer(self, arrows: Sequence[Arrow], cut: int = 0) -> PictureFile:
        """The things of an answer as arrows between boxes; `cut` is how many more there were."""
        return self._of_scene(answer_scene(arrows, self.language, cut))

    def _known_place(self, place: str) -> str:
        if not documents_of(self.network, place) and place not in self.network.bodies_in:
            raise PictureProblem("picture-no-body-there", name=self.projector.label(place))
        return place

    def _of_scene(self, scene: Scene, opened: Collection[str] | None = None) -> PictureFile:
        governments = self.projector.text("picture-gathered-governments")
        shown = self.guard.scene(scene if opened is None else gathered(scene, opened, governments))
        subject = shown.value.subject
        return PictureFile(subject.stem, subject.title, partial(scene_page, shown, self.language))

    def _of_grid(self, grid: Grid, places: Sequence[str]) -> PictureFile:
        titles = [self.projector.label(document) for place in places for document in documents_of(self.network, place)]
        day, shown = self.snapshot.day, self.guard.show(grid)
        return PictureFile(grid.stem, grid.title, lambda beside: matrix_page(shown, titles, day, self.language, beside))


def standard_pictures(pictures: Pictures) -> Iterator[tuple[str, list[PictureFile]]]:
    """Yield the pictures written together, under the message key of their heading in the index.

    One per document, per place that issued a document, per place from law to measures, the needs, and a comparison of
    documents that follow each other in one place.
    """
    network = pictures.network
    documents = [document.id for document in network.concepts_in("document")]
    places = sorted({network.concepts[document].authority for document in documents})
    pairs = [pair for place in places for pair in pairwise(documents_of(network, place))]
    yield DOCUMENTS, [pictures.document(document) for document in documents]
    yield "picture-index-places", [pictures.place(place) for place in places]
    yield "picture-index-needs", [pictures.matrix(), *(pictures.matrix(place) for place in places)]
    yield "picture-index-laws", [pictures.law(place) for place in places]
    yield "picture-index-compare", [pictures.compare(*pair) for pair in pairs]
