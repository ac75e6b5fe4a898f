"""From law to measures: provisions, the duties they give, who has them in a place, and the measures that take them up.

Each duty of law (a function given to a kind of body) is a chain of its own: a way from an article to a measure is
only told where all its steps belong to one duty. Who has a duty is the title of the region it stands in, not a box of
its own: through one box every duty would seem to reach every measure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from tsunagu.network.records import Duty
from tsunagu.network.statements import Measure
from tsunagu.viz.scenes.citation import cite, number
from tsunagu.viz.scenes.projector import Projector, is_government
from tsunagu.viz.scenes.scene import Link, Node, Scene, Source, Subject

DEFAULT_LAWS = ("law/504AC0100000052", "law/413AC0100000031")
"""The Act on Support for Women Facing Difficult Problems and the Act on the Prevention of Spousal Violence."""
ACTORS = frozenset({"body-type/any-person", "body-type/victim", "body-type/medical-person"})
"""Kinds that are people and no bodies: what law asks of them no plan takes up."""
GOVERNMENTS = frozenset({"body-type/prefecture", "body-type/municipality", "body-type/designated-city"})
DUTIES = frozenset({"must", "endeavour"})
"""Strengths that oblige; what law only allows is left out."""
MOST_HOLDERS = 3
"""Bodies that the title of a region names; further ones are counted."""
LAYER_OF_STATUS = {"planned": "planned", "under_study": "planned", "requested": "opinion"}


@dataclass(frozen=True)
class DutyChain:
    """One duty with the bodies that have it here and the measures that take it up."""

    duty: Duty
    articles: tuple[str, ...]
    bodies: tuple[str, ...]
    measures: tuple[Measure, ...]


@dataclass(frozen=True)
class LawRequest:
    """Which picture of law is asked for: of some acts, in a place, over some of its documents.

    `asked` (a place or a document; empty: the place) names the file.
    """

    place: str
    documents: tuple[str, ...]
    laws: tuple[str, ...] = DEFAULT_LAWS
    asked: str = ""


def law_scene(projector: Projector, request: LawRequest, measures: Iterable[Measure]) -> Scene:
    """The duties of some acts, who has them in a place, and the measures of its documents that take them up."""
    chains = sorted(_chains(projector, request, measures), key=lambda chain: min(map(_in_order, chain.articles)))
    letters = {document: chr(ord("A") + at) for at, document in enumerate(request.documents)}
    sources = tuple(Source(letter, document, projector.label(document)) for document, letter in letters.items())
    maker = _LawProjector(projector, letters)
    nodes, links = maker.nodes(chains), [link for chain in chains for link in maker.links(chain)]
    names = {
        "place": projector.label(request.place),
        "laws": projector.text("page-list-separator").join(map(projector.label, request.laws)),
    }
    subject = Subject(
        "law", f"law-{(request.asked or request.place).rsplit('/', 1)[-1]}",
        projector.text("picture-law-title", **names), projector.text("picture-law-heading", **names),
        projector.text("picture-law-intro"), maker.titles(chains, request.documents), _facts(nodes, chains),
        (("picture-about-documents", " / ".join(f"{source.letter} {source.title}" for source in sources)),
         ("picture-about-law", projector.text("picture-about-law-text"))),
        (projector.text("picture-law-note"),), maker.lanes(nodes), sources,
        tuple(zone for lane in maker.lanes(nodes)[:2] for zone in lane),
    )  # fmt: skip
    return Scene(subject, tuple(nodes), tuple(links))


def _chains(projector: Projector, request: LawRequest, measures: Iterable[Measure]) -> list[DutyChain]:
    network, carrying = projector.network, defaultdict(list)
    for measure in measures:
        if measure.document in request.documents:
            for function in measure.functions:
                carrying[function].append(measure)
    holders = _holders(projector, request.place)
    found = []
    for duty in network.duties:
        articles = tuple(article for article in duty.basis if any(map(partial(_is_of, article), request.laws)))
        if articles and duty.kind not in ACTORS and duty.modality in DUTIES and duty.confidence != "memory":
            bodies = tuple(holders.get(duty.kind, ())) or (duty.kind,)
            found.append(DutyChain(duty, articles, bodies, tuple(carrying[duty.function])))
    return found


def _is_of(provision: str, law: str) -> bool:
    return provision == law or provision.startswith(f"{law}/")


def _holders(projector: Projector, place: str) -> Mapping[str, list[str]]:
    """Kind → bodies that have it in reach of a place: named ones, else those law says must exist.

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


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One step of a chain, from one node to another, by id."""

    start: str
    end: str
    kind: str
    layer: str


class _LawProjector:
    """Words articles, duties, bodies and measures."""

    def __init__(self, projector: Projector, letters: Mapping[str, str]) -> None:
        self.projector = projector
        self.network = projector.network
        self.letters = letters

    def nodes(self, chains: Sequence[DutyChain]) -> list[Node]:
        """Articles and duties in the order of the law, then the measures."""
        made: dict[str, Node] = {}
        for article in sorted({article for chain in chains for article in chain.articles}, key=_in_order):
            made[article] = self._article(article)
        for chain in chains:
            made[chain.duty.id] = self._duty(chain)
        for chain in chains:
            for measure in chain.measures:
                node = self._measure(measure, chain.duty.function)
                made.setdefault(node.iri, node)
        return list(made.values())

    def _article(self, article: str) -> Node:
        known, used = self.network.provisions.get(article), self.projector.language
        about = known.label.of(used) if known else ""
        shown = number(article, used).lstrip(", ") or self.projector.label(article)
        return Node(article, about or shown, self.projector.text("picture-kind-article"), "article",
                    f"article {_statute(article)}", tag=shown if about else "",
                    basis=(cite(self.network, article, used),))  # fmt: skip

    def _duty(self, chain: DutyChain) -> Node:
        duty = chain.duty
        wording = f"wording/{duty.wording}" if duty.wording else f"modality/{duty.modality}"
        kind = self.projector.text("picture-kind-duty", holder=self.projector.label(duty.kind))
        return Node(duty.id, self.projector.label(duty.function), kind, "duty", f"duty {duty.kind}",
                    tag=self.projector.label(wording), basis=self._cited(duty))  # fmt: skip

    def holders(self, chain: DutyChain) -> str:
        """The kind of body a duty falls to, and who that is here, where a public one is known."""
        here = [self.network.bodies[body] for body in chain.bodies if body != chain.duty.kind]
        names = [body.label.of(self.projector.language) for body in here if not self.projector.is_closed(body)]
        kind, more = self.projector.label(chain.duty.kind), len(names) - MOST_HOLDERS
        if not names:
            return kind
        listed = self.projector.text("page-list-separator").join(names[:MOST_HOLDERS])
        key = "picture-zone-holders-more" if more > 0 else "picture-zone-holders"
        return self.projector.text(key, kind=kind, names=listed, count=more) if listed != kind else kind

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

    def links(self, chain: DutyChain) -> list[Link]:
        """From its articles to the duty, and from there to the measures that take it up."""
        duty = chain.duty
        found = [self._link(ChainStep(article, duty.id, "gives", duty.layer), duty) for article in chain.articles]
        for measure in chain.measures:
            layer = LAYER_OF_STATUS.get(measure.status, "stated")
            step = ChainStep(duty.id, f"{measure.id} {duty.function}", "taken_up", layer)
            found.append(self._link(step, duty, measure))
        return found

    def _link(self, step: ChainStep, duty: Duty, measure: Measure | None = None) -> Link:
        """One step of a chain as a link; that a measure takes a duty up is read from its tags, by written rules."""
        thread = duty.id.rsplit("/", 1)[-1]
        rule = (self.projector.text("picture-law-by-tags"),) if measure else ()
        said = self.projector.text(f"picture-link-{step.kind.replace('_', '-')}")
        basis = () if measure else self._cited(duty)
        return Link(
            f"{step.start} {step.end} {thread}", step.start, step.end, step.kind, said, step.layer,
            self.projector.label(f"layer/{step.layer}"), self.projector.label(duty.function),
            row=measure.row if measure else "", document=self.letters[measure.document] if measure else "",
            threads=(thread,), grounds=(*rule, *basis),
        )  # fmt: skip

    def _cited(self, duty: Duty) -> tuple[str, ...]:
        return tuple(cite(self.network, provision, self.projector.language) for provision in duty.basis)

    def titles(self, chains: Sequence[DutyChain], documents: Sequence[str]) -> dict[str, str]:
        """The titles of the regions."""
        return {
            **{f"duty {chain.duty.kind}": self.holders(chain) for chain in chains},
            **{f"article {statute}": self.projector.label(statute)
               for statute in self.network.provisions if statute.count("/") == 1},
            **{f"measure {document}": self.projector.text("picture-zone-measures", letter=self.letters[document])
               for document in documents},
        }  # fmt: skip

    def lanes(self, nodes: Iterable[Node]) -> tuple[tuple[str, ...], ...]:
        """Regions of articles, of duties and of measures, each in the order of the scene."""
        zones = list(dict.fromkeys(node.zone for node in nodes))
        sorts = ("article ", "duty ", "measure ")
        return tuple(tuple(zone for zone in zones if zone.startswith(sort)) for sort in sorts)


def _in_order(provision: str) -> tuple[str, list[int]]:
    """Where a provision stands: its statute, and the numbers of its article, paragraph and item.

    >>> sorted(["law/a/Article_10", "law/a/Article_9/Paragraph_2", "law/a/Article_9"], key=_in_order)
    ['law/a/Article_9', 'law/a/Article_9/Paragraph_2', 'law/a/Article_10']
    """
    statute = _statute(provision)
    return statute, [int(digits) for digits in re.findall(r"\d+", provision.removeprefix(statute))]


def _facts(nodes: Iterable[Node], chains: Sequence[DutyChain]) -> tuple[tuple[str, int], ...]:
    forms = [node.form for node in nodes]
    return (
        ("picture-fact-articles", forms.count("article")), ("picture-fact-duties", len(chains)),
        ("picture-fact-measures", len({measure.id for chain in chains for measure in chain.measures})),
        ("picture-fact-open-duties", sum(not chain.measures for chain in chains)),
    )  # fmt: skip


def _statute(provision: str) -> str:
    return "/".join(provision.split("/")[:2])
