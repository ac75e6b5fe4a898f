"""What documents state beside bodies, linkages and services: measures, mentions, figures, results, citations; and the
statutory checklist they are held against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from tsunagu.network.reading import Thing, gathered
from tsunagu.network.records import NO_WORDS, Words
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.queries.once import once_a_graph

T = TypeVar("T")
STATEMENTS = "statements-of-documents"
"""The question that lists what documents state beside bodies and linkages."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of a plan: `status` in_operation, planned, under_study, ended or not_stated; `parent` its measure."""

    id: str
    document: str
    row: str = ""
    label: Words = NO_WORDS
    summary: Words = NO_WORDS
    status: str = "in_operation"
    planned_for: str = ""
    section: str = ""
    parent: str = ""
    repeats: tuple[str, ...] = ()
    functions: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a document; `parent` is the section above."""

    id: str
    document: str
    label: Words = NO_WORDS
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Responsibility:
    """A body in charge of a measure or section, in one of the roles lead, operator, partner, former."""

    id: str
    document: str
    about: str
    body: str
    role: str = "lead"
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A kind of body a text speaks of; `expected` where it stands among those with whom links are expected."""

    id: str
    document: str
    about: str
    kind: str = ""
    printed: str = ""
    expected: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A value of an indicator (`role` baseline, target, actual, none) or an observation (`role` observation)."""

    id: str
    document: str
    about: str
    label: Words = NO_WORDS
    part: str = ""
    role: str = "none"
    value: str = ""
    printed: str = ""
    unit: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class EvaluationResult:
    """An evaluation's word on a measure or section: done, partly_done, not_done, no_cases, planned, …"""

    id: str
    document: str
    about: str
    outcome: str = ""
    label: Words = NO_WORDS


@dataclass(frozen=True, slots=True)
class Citation:
    """A law a text cites, with its article where one is given (`articles` are provisions of the graph)."""

    id: str
    document: str
    about: str
    law: str = ""
    articles: tuple[str, ...] = ()
    printed: str = ""


@dataclass(frozen=True, slots=True)
class ChecklistDuty:
    """A duty of the statutory checklist: who bears it, its strength, in which documents and by what it is found."""

    id: str
    number: str = ""
    label: Words = NO_WORDS
    shows: Words = NO_WORDS
    strength: str = ""
    bearers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()


@dataclass(frozen=True)
class Statements:
    """All of it, each in the order of ids; `words` are the anchors of a fact, `names` the printed names of a body."""

    measures: Mapping[str, Measure] = field(default_factory=dict)
    sections: Mapping[str, Section] = field(default_factory=dict)
    responsibilities: tuple[Responsibility, ...] = ()
    mentions: tuple[Mention, ...] = ()
    figures: tuple[Figure, ...] = ()
    results: tuple[EvaluationResult, ...] = ()
    citations: tuple[Citation, ...] = ()
    duties: tuple[ChecklistDuty, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def measures_in(self) -> Mapping[str, tuple[Measure, ...]]:
        """Measures by document."""
        return grouped(self.measures.values(), lambda measure: measure.document)

    @cached_property
    def mentions_in(self) -> Mapping[str, tuple[Mention, ...]]:
        """Mentions of kinds of bodies by document."""
        return grouped(self.mentions, lambda mention: mention.document)

    @cached_property
    def citations_in(self) -> Mapping[str, tuple[Citation, ...]]:
        """Citations of law by document."""
        return grouped(self.citations, lambda citation: citation.document)

    @cached_property
    def figures_in(self) -> Mapping[str, tuple[Figure, ...]]:
        """Figures by document."""
        return grouped(self.figures, lambda figure: figure.document)

    @cached_property
    def charges_in(self) -> Mapping[str, tuple[Responsibility, ...]]:
        """Who is in charge of what, by document."""
        return grouped(self.responsibilities, lambda charge: charge.document)

    @cached_property
    def charges_of(self) -> Mapping[str, tuple[Responsibility, ...]]:
        """Who is in charge, by measure or section."""
        return grouped(self.responsibilities, lambda charge: charge.about)

    def status_of(self, thing: str) -> str:
        """The status of a measure; of anything else (a section) `not_stated`."""
        return self.measures[thing].status if thing in self.measures else "not_stated"


def grouped(items: Iterable[T], key: Callable[[T], str]) -> Mapping[str, tuple[T, ...]]:
    """Items by key, both in the order they come."""
    groups: dict[str, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return {name: tuple(members) for name, members in groups.items()}


@once_a_graph
def read_statements(graph: BuiltGraph) -> Statements:
    """What all documents state, by three questions over the whole graph; O(rows)."""
    things = gathered(graph, STATEMENTS)
    made: dict[str, list[object]] = defaultdict(list)
    for name, thing in things.items():
        for kind in sorted(thing.classes & set(_MAKERS)):
            made[kind].append(_MAKERS[kind](name, thing))
    return Statements(
        measures={measure.id: measure for measure in made["Measure"] if isinstance(measure, Measure)},
        sections={section.id: section for section in made["PlanSection"] if isinstance(section, Section)},
        responsibilities=_only(made["Responsibility"], Responsibility),
        mentions=_only(made["TypeMention"], Mention),
        figures=_only([*made["IndicatorValue"], *made["Observation"]], Figure),
        results=_only(made["EvaluationResult"], EvaluationResult),
        citations=_only(made["LawCitation"], Citation),
        duties=_only(made["ChecklistDuty"], ChecklistDuty),
        words=_words(graph),
        names=_names(graph),
    )


def _only(items: Iterable[object], kind: type[T]) -> tuple[T, ...]:
    return tuple(item for item in items if isinstance(item, kind))


def _words(graph: BuiltGraph) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for fact, word in sorted(graph.ask_unordered("words-at-document-facts").rows):
        found[fact.removeprefix(graph.iris.base)].append(word)
    return {name: tuple(words) for name, words in found.items()}


def _names(graph: BuiltGraph) -> Mapping[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    base = graph.iris.base
    for body, document, name in sorted(graph.ask_unordered("names-of-bodies-by-document").rows):
        found[body.removeprefix(base), document.removeprefix(base)].append(name)
    return {key: tuple(names) for key, names in found.items()}


def _measure(name: str, thing: Thing) -> Measure:
    return Measure(
        name, thing.first("inDocument"), thing.first("row"), thing.words("label"), thing.words("description"),
        thing.short("status"), thing.short("plannedFor"), thing.first("inSection"), thing.first("partOfMeasure"),
        thing.many("repeats"), frozenset(thing.many("fulfilsFunction")), frozenset(thing.many("meetsNeed")),
        frozenset(thing.many("atStage")),
    )  # fmt: skip


def _section(name: str, thing: Thing) -> Section:
    return Section(name, thing.first("inDocument"), thing.words("label"), thing.first("partOfSection"))


def _responsibility(name: str, thing: Thing) -> Responsibility:
    ends = (thing.first("inDocument"), thing.first("about"), thing.first("responsibleBody"))
    return Responsibility(name, *ends, thing.short("responsibilityRole"), thing.first("printedForm"))


def _mention(name: str, thing: Thing) -> Mention:
    told = (thing.first("inDocument"), thing.first("about"), thing.first("mentionsType"), thing.first("printedForm"))
    return Mention(name, *told, thing.first("expectedPartner") == "true")


def _figure(name: str, thing: Thing) -> Figure:
    return Figure(
        name, thing.first("inDocument"), thing.first("about"), thing.words("label"), thing.first("part"),
        thing.short("valueRole") or "observation", thing.first("value"), thing.first("printedForm"),
        thing.first("unit"), thing.short("period"),
    )  # fmt: skip


def _result(name: str, thing: Thing) -> EvaluationResult:
    return EvaluationResult(
        name, thing.first("inDocument"), thing.first("about"), thing.short("outcome"), thing.words("label")
    )


def _citation(name: str, thing: Thing) -> Citation:
    told = (thing.first("inDocument"), thing.first("about"), thing.first("cites"), thing.many("citesArticle"))
    return Citation(name, *told, thing.first("printedForm"))


def _duty(name: str, thing: Thing) -> ChecklistDuty:
    return ChecklistDuty(
        name, thing.first("checkNumber"), thing.words("label"), thing.words("description"), thing.short("modality"),
        thing.shorts("dutyBearer"), thing.many("foundByType"), thing.many("foundByFunction"),
        thing.texts("foundByWord"), thing.shorts("checkableIn"), thing.many("legalBasis"),
    )  # fmt: skip


_MAKERS: Mapping[str, Callable[[str, Thing], object]] = {
    "Measure": _measure, "PlanSection": _section, "Responsibility": _responsibility, "TypeMention": _mention,
    "IndicatorValue": _figure, "Observation": _figure, "EvaluationResult": _result, "LawCitation": _citation,
    "ChecklistDuty": _duty,
}  # fmt: skip
