"""What documents state beside bodies, linkages and services: measures, mentions, figures, results, citations; and the
statutory checklist they are held against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from tsunagu.graph.iris import Iris
from tsunagu.network.reading import Facts, gathered, unordered
from tsunagu.network.records import NO_WORDS, Words
from tsunagu.queries.catalogue import load_catalogue
from tsunagu.queries.engines import Engine
from tsunagu.queries.parameters import fill

T = TypeVar("T")


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
class Result:
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
    results: tuple[Result, ...] = ()
    citations: tuple[Citation, ...] = ()
    duties: tuple[ChecklistDuty, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def measures_in(self) -> Mapping[str, tuple[Measure, ...]]:
        """Return measures by document."""
        return grouped(self.measures.values(), lambda one: one.document)

    @cached_property
    def mentions_in(self) -> Mapping[str, tuple[Mention, ...]]:
        """Return mentions by document."""
        return grouped(self.mentions, lambda one: one.document)

    @cached_property
    def citations_in(self) -> Mapping[str, tuple[Citation, ...]]:
        """Return law citations by document."""
        return grouped(self.citations, lambda one: one.document)

    @cached_property
    def figures_in(self) -> Mapping[str, tuple[Figure, ...]]:
        """Return figures by document."""
        return grouped(self.figures, lambda one: one.document)

    @cached_property
    def charges_in(self) -> Mapping[str, tuple[Responsibility, ...]]:
        """Return responsibilities by document."""
        return grouped(self.responsibilities, lambda one: one.document)

    @cached_property
    def charges_of(self) -> Mapping[str, tuple[Responsibility, ...]]:
        """Return responsibilities by measure or section."""
        return grouped(self.responsibilities, lambda one: one.about)

    def status_of(self, thing: str) -> str:
        """Return the status of a measure; of anything else (a section) `not_stated`."""
        return self.measures[thing].status if thing in self.measures else "not_stated"


def grouped(items: Iterable[T], key: Callable[[T], str]) -> Mapping[str, tuple[T, ...]]:
    """Return items by key, both in the order they come."""
    groups: dict[str, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return {name: tuple(members) for name, members in groups.items()}


def read_statements(engine: Engine, iris: Iris) -> Statements:
    """Return what all documents state, by three questions over the whole graph; O(rows)."""
    things = gathered(engine, iris, "projection-statements")
    made: dict[str, list[object]] = defaultdict(list)
    for name, facts in things.items():
        for kind in sorted(facts.classes & set(_MAKERS)):
            made[kind].append(_MAKERS[kind](name, facts))
    return Statements(
        measures={one.id: one for one in made["Measure"] if isinstance(one, Measure)},
        sections={one.id: one for one in made["PlanSection"] if isinstance(one, Section)},
        responsibilities=_only(made["Responsibility"], Responsibility),
        mentions=_only(made["TypeMention"], Mention),
        figures=_only([*made["IndicatorValue"], *made["Observation"]], Figure),
        results=_only(made["EvaluationResult"], Result),
        citations=_only(made["LawCitation"], Citation),
        duties=_only(made["ChecklistDuty"], ChecklistDuty),
        words=_listed(engine, iris, "projection-words"),
        names={(body, document): names for (body, document), names in _named(engine, iris).items()},
    )


def _only(items: Iterable[object], kind: type[T]) -> tuple[T, ...]:
    return tuple(one for one in items if isinstance(one, kind))


def _listed(engine: Engine, iris: Iris, query: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for thing, word in sorted(engine.select(unordered(fill(load_catalogue().get(query), {}, iris))).rows):
        found[thing.removeprefix(iris.base)].append(word)
    return {name: tuple(words) for name, words in found.items()}


def _named(engine: Engine, iris: Iris) -> Mapping[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    text = unordered(fill(load_catalogue().get("projection-names"), {}, iris))
    for body, document, name in sorted(engine.select(text).rows):
        found[body.removeprefix(iris.base), document.removeprefix(iris.base)].append(name)
    return {key: tuple(names) for key, names in found.items()}


def _measure(name: str, facts: Facts) -> Measure:
    return Measure(
        name, facts.one("inDocument"), facts.one("row"), facts.words("label"), facts.words("description"),
        facts.short("status"), facts.short("plannedFor"), facts.one("inSection"), facts.one("partOfMeasure"),
        facts.many("repeats"), frozenset(facts.many("fulfilsFunction")), frozenset(facts.many("meetsNeed")),
        frozenset(facts.many("atStage")),
    )  # fmt: skip


def _section(name: str, facts: Facts) -> Section:
    return Section(name, facts.one("inDocument"), facts.words("label"), facts.one("partOfSection"))


def _responsibility(name: str, facts: Facts) -> Responsibility:
    ends = (facts.one("inDocument"), facts.one("about"), facts.one("responsibleBody"))
    return Responsibility(name, *ends, facts.short("responsibilityRole"), facts.one("printedForm"))


def _mention(name: str, facts: Facts) -> Mention:
    told = (facts.one("inDocument"), facts.one("about"), facts.one("mentionsType"), facts.one("printedForm"))
    return Mention(name, *told, facts.one("expectedPartner") == "true")


def _figure(name: str, facts: Facts) -> Figure:
    return Figure(
        name, facts.one("inDocument"), facts.one("about"), facts.words("label"), facts.one("part"),
        facts.short("valueRole") or "observation", facts.one("value"), facts.one("printedForm"), facts.one("unit"),
        facts.short("period"),
    )  # fmt: skip


def _result(name: str, facts: Facts) -> Result:
    return Result(name, facts.one("inDocument"), facts.one("about"), facts.short("outcome"), facts.words("label"))


def _citation(name: str, facts: Facts) -> Citation:
    told = (facts.one("inDocument"), facts.one("about"), facts.one("cites"), facts.many("citesArticle"))
    return Citation(name, *told, facts.one("printedForm"))


def _duty(name: str, facts: Facts) -> ChecklistDuty:
    return ChecklistDuty(
        name, facts.one("checkNumber"), facts.words("label"), facts.words("description"), facts.short("modality"),
        facts.shorts("dutyBearer"), facts.many("foundByType"), facts.many("foundByFunction"),
        facts.texts("foundByWord"), facts.shorts("checkableIn"), facts.many("legalBasis"),
    )  # fmt: skip


_MAKERS: Mapping[str, Callable[[str, Facts], object]] = {
    "Measure": _measure, "PlanSection": _section, "Responsibility": _responsibility, "TypeMention": _mention,
    "IndicatorValue": _figure, "Observation": _figure, "EvaluationResult": _result, "LawCitation": _citation,
    "ChecklistDuty": _duty,
}  # fmt: skip
