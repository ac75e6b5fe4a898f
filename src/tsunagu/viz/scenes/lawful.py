"""From law to measures: provisions, the duties they give, who has them in a place, and the measures that take them up.

Each duty of law (a function given to a kind of body) is a chain of its own: a way from an article to a measure is
only told where all its steps belong to one duty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tsunagu.network.records import Body, Duty
from tsunagu.network.statements import Measure
from tsunagu.viz.scenes.citing import cite, number
from tsunagu.viz.scenes.projected import Projector, form_of, is_government
from tsunagu.viz.scenes.scene import Link, Node, Scene, Source, Subject

DEFAULT_LAWS = ("law/504AC0100000052", "law/413AC0100000031")
"""The Act on Support for Women Facing Difficult Problems and the Act on the Prevention of Spousal Violence."""
ACTORS = frozenset({"body-type/any-person", "body-type/victim", "body-type/medical-person"})
"""Kinds that are people and no bodies: what law asks of them no plan takes up."""
GOVERNMENTS = frozenset({"body-type/prefecture", "body-type/municipality", "body-type/designated-city"})
DUTIES = frozenset({"must", "endeavour"})
"""Strengths that oblige; what law only allows is left out."""
LAYER_OF_STATUS = {"planned": "planned", "under_study": "planned", "requested": "opinion"}


@dataclass(frozen=True)
class Chain:
    """One duty with the bodies that have it here and the measures that take it up."""

    duty: Duty
    articles: tuple[str, ...]
    bodies: tuple[str, ...]
    measures: tuple[Measure, ...]


def law_scene(
    projector: Projector, documents: Sequence[str], place: str, measures: Iterable[Measure],
    laws: Collection[str] = DEFAULT_LAWS, asked: str = "",
) -> Scene:  # fmt: skip
    """Return the duties of some acts, who has them in a place, and the measures of its documents that take them up.

    `asked` (a place or a document) names the file.
    """
    chains = _chains(projector, documents, place, measures, laws)
    letters = {document: chr(ord("A") + at) for at, document in enumerate(documents)}
    sources = tuple(Source(letter, one, projector.label(one)) for one, letter in letters.items())
    maker = _Maker(projector, letters)
    nodes, links = maker.nodes(chains), [link for chain in chains for link in maker.links(chain)]
    names = {
        "place": projector.label(place),
        "laws": projector.text("page-list-separator").join(map(projector.label, laws)),
    }
    subject = Subject(
        "law", f"law-{(asked or place).rsplit('/', 1)[-1]}",
        projector.text("picture-law-title", **names), projector.text("picture-law-heading", **names),
        projector.text("picture-law-intro"), maker.titles(documents), _facts(nodes, chains),
        (("picture-about-documents", " / ".join(f"{one.letter} {one.title}" for one in sources)),
         ("picture-about-law", projector.text("picture-about-law-text"))),
        (projector.text("picture-law-note"),), maker.lanes(nodes), sources,
    )  # fmt: skip
    return Scene(subject, tuple(nodes), tuple(links))


def _chains(
    projector: Projector, documents: Sequence[str], place: str, measures: Iterable[Measure], laws: Collection[str]
) -> list[Chain]:
    network, carrying = projector.network, defaultdict(list)
    for measure in measures:
        if measure.document in documents:
            for function in measure.functions:
                carrying[function].append(measure)
    holders = _holders(projector, place)
    found = []
    for duty in network.duties:
        articles = tuple(one for one in duty.basis if any(one == law or one.startswith(f"{law}/") for law in laws))
        if articles and duty.kind not in ACTORS and duty.modality in DUTIES and duty.confidence != "memory":
            bodies = tuple(holders.get(duty.kind, ())) or (duty.kind,)
            found.append(Chain(duty, articles, bodies, tuple(carrying[duty.function])))
    return found


def _holders(projector: Projector, place: str) -> Mapping[str, list[str]]:
    """Return kind → bodies that have it in reach of a place: named ones, else those law says must exist.

    Only the local governments of the place itself stand for the kinds `prefecture` and `municipality`.
    """
    network = projector.network
    named: dict[str, list[str]] = defaultdict(list)
    expected: dict[str, list[str]] = defaultdict(list)
    for reach in network.reaches_of(place):
        for body in network.bodies_in.get(reach, ()):
            for kind in body.kinds if body.is_desk else ():
                if kind not in GOVERNMENTS or is_government(network, body):
                    (named if body.sort == "named" else expected)[kind].append(body.id)
    return {kind: sorted(named.get(kind) or expected[kind]) for kind in {*named, *expected}}


class _Maker:
    """Words articles, duties, bodies and measures."""

    def __init__(self, projector: Projector, letters: Mapping[str, str]) -> None:
        self.projector = projector
        self.network = projector.network
        self.letters = letters

    def nodes(self, chains: Sequence[Chain]) -> list[Node]:
        made: dict[str, Node] = {}
        for chain in chains:
            for article in chain.articles:
                made.setdefault(article, self._article(article))
            made[chain.duty.id] = self._duty(chain.duty)
            for body in chain.bodies:
                made.setdefault(body, self._body(self.network.bodies[body]))
            for measure in chain.measures:
                node = self._measure(measure, chain.duty.function)
                made.setdefault(node.iri, node)
        return [made[one] for one in sorted(made)]

    def _article(self, article: str) -> Node:
        known, used = self.network.provisions.get(article), self.projector.language
        about = known.label.of(used) if known else ""
        shown = number(article, used).lstrip(", ") or self.projector.label(article)
        return Node(article, about or shown, self.projector.text("picture-kind-article"), "article",
                    f"article {_statute(article)}", tag=shown if about else "",
                    basis=(cite(self.network, article, used),))  # fmt: skip

    def _duty(self, duty: Duty) -> Node:
        wording = self.projector.label(f"wording/{duty.wording}") if duty.wording else ""
        tag = self.projector.text("picture-duty-tag", kind=self.projector.label(duty.kind), wording=wording)
        basis = tuple(cite(self.network, one, self.projector.language) for one in duty.basis)
        return Node(duty.id, self.projector.label(duty.function), self.projector.text("picture-kind-duty"), "duty",
                    "duty", tag=tag, basis=basis)  # fmt: skip

    def _body(self, body: Body) -> Node:
        tags = {"expected": "picture-tag-expected", "kind": "picture-tag-kind"}
        tag = self.projector.text(tags[body.sort]) if body.sort in tags else ""
        return Node(
            body.id, body.label.of(self.projector.language), self.projector.kind_of(body), form_of(self.network, body),
            "body", self.projector.is_closed(body), tag=tag,
        )  # fmt: skip

    def _measure(self, measure: Measure, function: str) -> Node:
        """A measure as one that carries a function; those of one document and function are one box."""
        status = self.projector.label(f"status/{measure.status}")
        row = f"{self.letters[measure.document]} {measure.row}"
        return Node(
            f"{measure.id} {function}", measure.label.of(self.projector.language),
            self.projector.text("picture-kind-measure"), "measure", f"measure {measure.document}", status=status,
            rows=(row,), tag=row, group=f"measures {measure.document} {function}",
            group_label=self.projector.label(function),
        )  # fmt: skip

    def links(self, chain: Chain) -> list[Link]:
        duty, thread = chain.duty, (chain.duty.id.rsplit("/", 1)[-1],)
        found = [self._link(one, duty.id, "gives", duty.layer, duty, thread) for one in chain.articles]
        for body in chain.bodies:
            sort = self.network.bodies[body].sort
            layer = {"named": "stated", "expected": "inferred"}.get(sort, duty.layer)
            found.append(self._link(duty.id, body, "falls_to", layer, duty, thread))
            for measure in chain.measures:
                layer = LAYER_OF_STATUS.get(measure.status, "stated")
                found.append(
                    self._link(body, f"{measure.id} {duty.function}", "taken_up", layer, duty, thread, measure)
                )
        return found

    def _link(
        self, start: str, end: str, kind: str, layer: str, duty: Duty, thread: tuple[str, ...],
        measure: Measure | None = None,
    ) -> Link:  # fmt: skip
        """One step of a chain; that a measure takes a duty up is read from its tags, by written rules."""
        rule = (self.projector.text("picture-law-by-tags"),) if measure else ()
        said = self.projector.text(f"picture-link-{kind.replace('_', '-')}")
        basis = () if measure else tuple(cite(self.network, one, self.projector.language) for one in duty.basis)
        return Link(
            f"{start} {end} {thread[0]}", start, end, kind, said, layer,
            self.projector.label(f"layer/{layer}"), self.projector.label(duty.function),
            row=measure.row if measure else "", document=self.letters[measure.document] if measure else "",
            threads=thread, grounds=(*rule, *basis),
        )  # fmt: skip

    def titles(self, documents: Sequence[str]) -> dict[str, str]:
        return {
            "duty": self.projector.text("picture-zone-duty"), "body": self.projector.text("picture-zone-holder"),
            **{f"article {one}": self.projector.label(one) for one in self.network.provisions if one.count("/") == 1},
            **{f"measure {one}": self.projector.text("picture-zone-measures", letter=self.letters[one])
               for one in documents},
        }  # fmt: skip

    def lanes(self, nodes: Iterable[Node]) -> tuple[tuple[str, ...], ...]:
        zones = list(dict.fromkeys(node.zone for node in nodes))
        articles = tuple(sorted(one for one in zones if one.startswith("article ")))
        return articles, ("duty",), ("body",), tuple(sorted(one for one in zones if one.startswith("measure ")))


def _facts(nodes: Iterable[Node], chains: Sequence[Chain]) -> tuple[tuple[str, int], ...]:
    forms = [node.form for node in nodes]
    return (
        ("picture-fact-articles", forms.count("article")), ("picture-fact-duties", len(chains)),
        ("picture-fact-measures", len({one.id for chain in chains for one in chain.measures})),
        ("picture-fact-open-duties", sum(not chain.measures for chain in chains)),
    )  # fmt: skip


def _statute(provision: str) -> str:
    return "/".join(provision.split("/")[:2])
