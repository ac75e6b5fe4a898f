"""(b) The statutory checklist, duty by duty, for each local government: what its documents show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tsunagu.gaps.kinds import KindsSpokenOf, Trace, in_force, waiting
from tsunagu.gaps.material import Material
from tsunagu.gaps.rows import GapRow, State, in_order, once, sentences, told
from tsunagu.gaps.statements import ChecklistDuty, Measure
from tsunagu.network.records import Concept, Words
from tsunagu.network.walking import NOT_YET

NAME = "duties"
LIAISON = "function/liaison"
PLANNING = "function/planning"
WAITING: tuple[State, ...] = ("planned", "under_study")


@dataclass(frozen=True, slots=True)
class Shown:
    """What one part of a duty (a kind, a function) shows: its state, by what, and the facts."""

    part: str
    state: State
    by: str = ""
    facts: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact with its functions, status and searchable words."""

    fact: str
    document: str
    functions: frozenset[str]
    status: str
    words: str


class Checker:
    """Reads the documents once and decides duty by duty."""

    def __init__(self, material: Material) -> None:
        """Gather kinds and statements; O(rows of the documents)."""
        self.material = material
        self.kinds = KindsSpokenOf(material)
        self.statements = _statements(material)
        self.law_places = {(kind, body.place) for body in material.network.bodies.values()
                           if body.sort == "expected" for kind in body.kinds}  # fmt: skip

    def check(self, place: str, duty: ChecklistDuty, documents: tuple[str, ...]) -> list[Shown]:
        """Return what each part of a duty shows in the documents of a place."""
        if duty.kinds:
            return [self._kind(place, duty, kind, documents) for kind in duty.kinds]
        held = [one for document in documents for one in self.statements.get(document, ())]
        if duty.functions:
            return [_function(duty, function, held) for function in duty.functions]
        return [self._citation(duty, documents)]

    def _kind(self, place: str, duty: ChecklistDuty, kind: str, documents: tuple[str, ...]) -> Shown:
        """Decide one kind.

        Where law places the kind with this government itself and the duty is not one of liaison, a body of its own
        must be named; a linkage or a mention alone may mean somebody else's and is `stated_otherwise`. A partner is
        found by any body, linkage or mention.
        """
        traces = self.kinds.traces(documents, kind)
        own = (kind, place) in self.law_places and LIAISON not in duty.functions
        firm = [one for one in in_force(traces) if not own or (one.by == "body" and one.own)]
        if firm:
            return _shown(kind, "found", firm)
        for state in WAITING:
            if held := waiting(traces, state):
                return _shown(kind, state, held)
        loose = in_force(traces)
        return _shown(kind, "stated_otherwise", loose) if loose else Shown(kind, "not_found")

    def _citation(self, duty: ChecklistDuty, documents: tuple[str, ...]) -> Shown:
        citing = [one for document in documents for one in self.material.statements.citations_in.get(document, ())
                  if set(one.articles) & set(duty.basis)]  # fmt: skip
        if citing:
            return Shown("", "found", "citation", tuple(one.id for one in citing), ("stated",))
        return Shown("", "not_found")

    def candidates(self, duty: ChecklistDuty, documents: tuple[str, ...]) -> tuple[list[Statement], list[str]]:
        """Return statements that carry a function or a word of the duty, and the words that stand there."""
        held = [one for document in documents for one in self.statements.get(document, ())]
        tagged = [one for one in held if duty.kinds and one.functions & set(duty.functions) - {LIAISON}]
        worded = [one for one in held if any(word in one.words for word in duty.words)]
        words = [word for word in duty.words if any(word in one.words for one in worded)]
        return (tagged or worded), ([] if tagged else words)


def duties(material: Material) -> Iterator[GapRow]:
    """Yield one row per local government and duty that falls on it.

    found: by a body of the kind (of its own where law places the kind there), for partners also by a linkage or a
    mention; by a measure with the function and one of the duty's words at the same place; by a citation of the very
    article. planned, under_study: only so. stated_otherwise: some parts of several, or only a tag, a word, a mention.
    not_checkable: none of the documents is of a kind that could hold it (`tsg:checkableIn`). Nothing here judges
    whether a duty is met. O(duties x statements of a place).
    """
    checker = Checker(material)
    for place in material.places:
        held = material.documents_of.get(place, ())
        for duty in material.statements.duties:
            if material.is_bearer(place, duty.bearers):
                yield _row(checker, place, duty, held)


def _row(checker: Checker, place: str, duty: ChecklistDuty, held: Iterable[Concept]) -> GapRow:
    fit = tuple(one for one in held if one.kind in duty.scope)
    strength = told(f"gaps-strength-{duty.strength}")
    subject = told("gaps-duty", number=duty.number, duty=duty.label, strength=strength)
    if not fit:
        kinds = [checker.material.network.label(f"document-kind/{one}") for one in duty.scope]
        detail = told("gaps-duties-not-checkable", kinds=kinds)
        return GapRow(NAME, place, (duty.id,), subject, "not_checkable", detail, (), duty.basis,
                      told("gaps-duties-closes-document", kinds=kinds))  # fmt: skip
    documents = tuple(one.id for one in fit)
    shown = checker.check(place, duty, documents)
    state, detail, extra = _verdict(checker, duty, shown, documents)
    layers = in_order(layer for one in shown for layer in one.layers)
    evidence = once((*(fact for one in shown for fact in one.facts), *extra, *duty.basis))
    closes = Words() if state == "found" else told("gaps-duties-closes", shows=duty.shows)
    figures = (("parts", len(shown)), ("found", sum(one.state == "found" for one in shown)))
    detail = sentences([detail, told("gaps-duties-searched", documents=[one.label for one in fit])])
    return GapRow(NAME, place, (duty.id,), subject, state, detail, layers or (("stated",) if extra else ()), evidence,
                  closes, figures)  # fmt: skip


def _verdict(
    checker: Checker, duty: ChecklistDuty, shown: list[Shown], documents: tuple[str, ...]
) -> tuple[State, Words, tuple[str, ...]]:
    told_parts = sentences(_told(checker, one, len(shown) > 1) for one in shown)
    states = [one.state for one in shown]
    if all(one == "found" for one in states):
        return "found", told_parts, ()
    if "found" in states or len(set(states)) > 1:
        return "stated_otherwise", told_parts, ()
    if states[0] != "not_found":
        return states[0], told_parts, ()
    others, words = checker.candidates(duty, documents)
    if not others:
        return "not_found", told_parts, ()
    key = "gaps-duties-by-word-only" if words else "gaps-duties-by-tag-only"
    said = told(key, words=" ".join(words), count=len(others))
    return "stated_otherwise", said, tuple(one.fact for one in others)


def _told(checker: Checker, one: Shown, several: bool) -> Words:
    part = checker.material.network.label(one.part) if one.part else Words()
    by = told(f"gaps-by-{one.by}") if one.by else Words()
    if several:
        return told("gaps-duties-part", part=part, state=told(f"gaps-state-{one.state}"), by=_bracketed(by))
    return told("gaps-duties-found-by", by=by) if one.by else told("gaps-duties-nothing")


def _bracketed(by: Words) -> Words:
    return Words(f"（{by.ja}）", f" ({by.en})") if by else by


def _shown(part: str, state: State, traces: list[Trace]) -> Shown:
    by = next(name for name in ("body", "linkage", "mention") if any(one.by == name for one in traces))
    facts = tuple(one.fact for one in traces)
    return Shown(part, state, by, facts, in_order(one.layer for one in traces))


def _function(duty: ChecklistDuty, function: str, held: list[Statement]) -> Shown:
    """Decide one function: found where a statement in operation has the tag and a word of the duty; else as it is."""
    # A document is a plan by itself, but the one the duty asks for only where its title says so.
    tagged = [one for one in held if function in one.functions
              and (one.fact != one.document or any(word in one.words for word in duty.words))]  # fmt: skip
    running = [one for one in tagged if one.status not in NOT_YET and one.status != "ended"]
    firm = [one for one in running if any(word in one.words for word in duty.words)]
    if firm:
        return Shown(function, "found", "function", tuple(one.fact for one in firm), ("stated",))
    if running:
        return Shown(function, "stated_otherwise", "tag", tuple(one.fact for one in running), ("stated",))
    for state in WAITING:
        facts = tuple(one.fact for one in tagged if one.status == state)
        if facts:
            return Shown(function, state, "function", facts, ("planned",))
    return Shown(function, "not_found")


def _statements(material: Material) -> Mapping[str, list[Statement]]:
    """Return by document: its title as a plan, its measures, services and sections, with their words."""
    found: dict[str, list[Statement]] = defaultdict(list)
    said = material.statements
    for one in material.network.concepts_in("document"):
        found[one.id].append(Statement(one.id, one.id, frozenset({PLANNING}), "in_operation", one.label.ja))
    for measure in said.measures.values():
        words = _words(material, measure.id, measure.label, measure.summary, _section_label(material, measure))
        found[measure.document].append(
            Statement(measure.id, measure.document, measure.functions, measure.status, words)
        )
    for service in material.network.services:
        words = _words(material, service.id, service.label)
        found[service.document].append(
            Statement(service.id, service.document, service.functions, service.status, words)
        )
    for section in said.sections.values():
        words = _words(material, section.id, section.label)
        found[section.document].append(Statement(section.id, section.document, frozenset(), "not_stated", words))
    return found


def _section_label(material: Material, measure: Measure) -> Words:
    section = material.statements.sections.get(measure.section)
    return section.label if section else Words()


def _words(material: Material, fact: str, *labels: Words) -> str:
    return " ".join((*(one.ja for one in labels), *material.statements.words.get(fact, ())))
