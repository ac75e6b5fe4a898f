"""Two documents or two local governments side by side; or a city and its prefecture's list of expected partners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from tsunagu.errors import NameUnknown
from tsunagu.gaps.kinds import WITHIN, KindsSpokenOf, in_force
from tsunagu.gaps.partners import ExpectedPartner, expected_of
from tsunagu.gaps.rows import joined, once, sentences, told
from tsunagu.network.records import Linkage, Words
from tsunagu.network.statements import Figure, Measure
from tsunagu.referral.snapshot import Snapshot

ASPECTS = ("scope", "function", "need", "stage", "kind", "body", "linkage", "partner", "figure")
PLACE, DOCUMENT = "place/", "document/"


@dataclass(frozen=True)
class Side:
    """One side: a document, or a place with its documents; `scope` says what these can hold."""

    id: str
    label: Words
    place: str
    documents: tuple[str, ...]
    scope: Words


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One line: how each side stands to one thing.

    `first` and `second` are what to show (mostly a number), `facts` what they rest on, `side` both, first, second or
    neither: where anything is found at all. `listed` where the second side is a list of expected partners.
    """

    aspect: str
    subject: str
    label: Words
    first: Words
    second: Words
    first_facts: tuple[str, ...] = ()
    second_facts: tuple[str, ...] = ()
    listed: bool = False

    @property
    def side(self) -> str:
        """Where it is found: `both`, `first`, `second` or `neither`."""
        return {(True, True): "both", (True, False): "first", (False, True): "second", (False, False): "neither"}[
            bool(self.first_facts), bool(self.second_facts)
        ]


@dataclass(frozen=True)
class Comparison:
    """Two sides and their rows, aspect after aspect, in the order of `ASPECTS`."""

    first: Side
    second: Side
    rows: tuple[CompareRow, ...]

    def of(self, aspect: str) -> tuple[CompareRow, ...]:
        """The rows of one of the `ASPECTS`; none for any other word."""
        return tuple(row for row in self.rows if row.aspect == aspect)


Held = Mapping[str, list[str]]
"""What is compared (an id) → the facts that speak of it."""


def compare(snapshot: Snapshot, first: str, second: str) -> Comparison:
    """Two documents (`document/…`) or places (`place/…`) side by side.

    Measures are counted per function, need and stage; bodies and kinds of bodies where they are named as there or in
    operation; linkages per kind and layer, in every layer; figures are set side by side where both print the same
    name. Partners are the bodies and kinds each side's documents link with; where the second side is the prefecture
    of the first, they are held against the prefecture's printed list, or, where it prints none, against the list of
    law. Nothing is ranked: a chapter and a whole plan cannot hold the same, and `scope` says what each can.

    O(rows of both sides). Raises `NameUnknown` for anything that is neither a document nor a place.
    """
    sides = (_side(snapshot, first), _side(snapshot, second))
    maker = _RowMaker(snapshot, sides)
    return Comparison(*sides, tuple(row for aspect in ASPECTS for row in maker.rows(aspect)))


def _side(snapshot: Snapshot, name: str) -> Side:
    concept = snapshot.network.concepts.get(name)
    if concept is None or not name.startswith((PLACE, DOCUMENT)):
        raise NameUnknown("name-unknown", name=name, near="-")
    if name.startswith(DOCUMENT):
        return Side(name, concept.label, concept.authority, (name,), concept.scope)
    held = snapshot.documents_of.get(name, ())
    scope = sentences(
        Words(f"{document.label.ja}：{document.scope.ja}", f"{document.label.en}: {document.scope.en}")
        for document in held
    )
    return Side(
        name, concept.label, name, tuple(document.id for document in held), scope or told("gaps-compare-no-document")
    )


class _RowMaker:
    """Makes the rows of each aspect."""

    def __init__(self, snapshot: Snapshot, sides: tuple[Side, Side]) -> None:
        self.snapshot = snapshot
        self.sides = sides
        self.spoken = KindsSpokenOf(snapshot)

    def rows(self, aspect: str) -> Iterator[CompareRow]:
        """The rows of one of the `ASPECTS`, in a fixed order; raises `KeyError` for any other word."""
        made: Mapping[str, Callable[[], Iterator[CompareRow]]] = {
            "scope": self._scope,
            "function": lambda: self._counted("function", lambda measure: measure.functions),
            "need": lambda: self._counted("need", lambda measure: measure.needs),
            "stage": lambda: self._counted("stage", lambda measure: measure.stages),
            "kind": lambda: self._held("kind", self._kinds),
            "body": lambda: self._held("body", self._bodies),
            "linkage": self._linkages,
            "partner": self._partners,
            "figure": self._figures,
        }
        return made[aspect]()

    def _scope(self) -> Iterator[CompareRow]:
        first, second = self.sides
        yield CompareRow("scope", "", told("gaps-compare-scope"), first.scope, second.scope, first.documents,
                         second.documents)  # fmt: skip

    def _counted(self, aspect: str, of: Callable[[Measure], Iterable[str]]) -> Iterator[CompareRow]:
        def held(side: Side) -> Held:
            found: dict[str, list[str]] = defaultdict(list)
            for document in side.documents:
                for measure in self.snapshot.statements.measures_in.get(document, ()):
                    for concept in of(measure):
                        found[concept].append(measure.id)
            return found

        return self._held(aspect, held)

    def _held(self, aspect: str, held: Callable[[Side], Held]) -> Iterator[CompareRow]:
        of_first, of_second = held(self.sides[0]), held(self.sides[1])
        for subject in sorted({*of_first, *of_second}, key=self._order):
            yield _counts(aspect, subject, self.snapshot.network.label(subject), of_first.get(subject, []),
                          of_second.get(subject, []))  # fmt: skip

    def _order(self, subject: str) -> tuple[int, str]:
        concept = self.snapshot.network.concepts.get(subject)
        return (concept.order if concept else 0), subject

    def _kinds(self, side: Side) -> Held:
        found: dict[str, list[str]] = {}
        for (document, kind), traces in self.spoken.found.items():
            if document in side.documents and (held := in_force(traces)):
                found.setdefault(kind, []).extend(trace.fact for trace in held)
        return found

    def _bodies(self, side: Side) -> Held:
        documents = set(side.documents)
        return {body.id: [body.id] for body in self.snapshot.network.bodies.values()
                if body.sort == "named" and documents.intersection(body.documents)}  # fmt: skip

    def _links(self, side: Side) -> list[Linkage]:
        return [link for document in side.documents for link in self.snapshot.links_in.get(document, ())]

    def _linkages(self) -> Iterator[CompareRow]:
        def held(side: Side) -> dict[tuple[str, str], list[str]]:
            found: dict[tuple[str, str], list[str]] = defaultdict(list)
            for link in self._links(side):
                found[link.kind, link.layer].append(link.id)
            return found

        of_first, of_second = held(self.sides[0]), held(self.sides[1])
        label = self.snapshot.network.label
        for kind, layer in sorted({*of_first, *of_second}):
            name = told("gaps-compare-linkage", kind=label(f"linkage-kind/{kind}"), layer=label(f"layer/{layer}"))
            yield _counts(
                "linkage", f"{kind}/{layer}", name, of_first.get((kind, layer), []), of_second.get((kind, layer), [])
            )

    def _partners(self) -> Iterator[CompareRow]:
        first, second = self.sides
        listed = self._listed(first, second)
        if listed is None:
            yield from self._held("partner", self._linked)
            return
        kinds = {kind: in_force(self.spoken.traces(first.documents, kind)) for kind in listed}
        label = self.snapshot.network.label
        for kind in sorted(listed):
            facts = once(trace.fact for trace in kinds[kind] if trace.by == "linkage")
            why = listed[kind]
            yield CompareRow("partner", kind, label(kind), _number(facts), joined(why.reasons), facts,
                             once(why.facts), listed=True)  # fmt: skip
        among = {*listed, *(narrow for kind in listed for narrow in WITHIN.get(kind, ()))}
        for kind, held in sorted(self._linked(first).items()):
            if kind not in among and kind.startswith("body-type/"):
                yield CompareRow("partner", kind, label(kind), _number(once(held)), Words(), once(held), listed=True)

    def _listed(self, first: Side, second: Side) -> Mapping[str, ExpectedPartner] | None:
        """What lists each kind, where the second side is the prefecture of the first (or its own place)."""
        concept = self.snapshot.network.concepts.get(first.place)
        above = {first.place, concept.prefecture if concept else ""}
        if first.id == second.id or not second.id.startswith(PLACE) or second.id not in above:
            return None
        expected = expected_of(self.snapshot, first.place)
        return {kind: why for kind, why in expected.items() if why.listed}

    def _linked(self, side: Side) -> Held:
        """Partners: kinds and bodies at the far end of the linkages of a side, as the documents name them."""
        found: dict[str, list[str]] = defaultdict(list)
        bodies = self.snapshot.network.bodies
        for link in self._links(side):
            for end in (link.start, link.end):
                body = bodies.get(end)
                if body is None or body.sort == "unnamed" or body.place == side.place:
                    continue
                found[end].append(link.id)
                for kind in body.kinds:
                    found[kind].append(link.id)
        return found

    def _figures(self) -> Iterator[CompareRow]:
        def held(side: Side) -> dict[tuple[str, str], list[Figure]]:
            found: dict[tuple[str, str], list[Figure]] = defaultdict(list)
            for document in side.documents:
                for figure in self.snapshot.statements.figures_in.get(document, ()):
                    found[figure.label.ja, figure.part].append(figure)
            return found

        of_first, of_second = held(self.sides[0]), held(self.sides[1])
        for key in sorted({*of_first} & {*of_second}):
            first, second = (once(figure.id for figure in held[key]) for held in (of_first, of_second))
            label = of_first[key][0].label
            yield CompareRow("figure", key[0], label, _printed(of_first[key]), _printed(of_second[key]), first, second)


def _counts(
    aspect: str, subject: str, label: Words, first_facts: Iterable[str], second_facts: Iterable[str]
) -> CompareRow:
    first, second = once(first_facts), once(second_facts)
    return CompareRow(aspect, subject, label, _number(first), _number(second), first, second)


def _number(facts: tuple[str, ...]) -> Words:
    return Words(str(len(facts)), str(len(facts)))


def _printed(figures: list[Figure]) -> Words:
    return joined(told("gaps-compare-figure", role=told(f"gaps-role-{figure.role}"), value=figure.printed
                       or figure.value, period=figure.period) for figure in figures)  # fmt: skip
