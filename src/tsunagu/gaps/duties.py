"""(b) The statutory checklist, duty by duty, for each local government: what its documents show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tsunagu.gaps.kinds import KindsSpokenOf, Trace, in_force, waiting
from tsunagu.gaps.rows import GapRow, State, in_order, once, sentences, told
from tsunagu.network.records import Concept, Words
from tsunagu.network.statements import ChecklistDuty, Measure, grouped
from tsunagu.referral.snapshot import Snapshot
from tsunagu.referral.standing import NOT_YET

NAME = "duties"
PLANNING = "function/planning"
LINKING = frozenset({"function/liaison", "function/referral"})
UNSPECIFIC = LINKING | frozenset(f"function/{name}" for name in ("planning", "meeting", "consult", "publicity"))
"""Functions so general that the tag alone says nothing about one duty."""
WEAK_WORDS = frozenset({"窓口", "連携", "支援", "協議会", "連絡会議", "推進計画"})
"""Words of the checklist that stand nearly everywhere and show nothing by themselves."""
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

    def __init__(self, material: Snapshot) -> None:
        """Gather kinds and statements; O(rows of the documents)."""
        self.material = material
        self.kinds = KindsSpokenOf(material)
        self.statements = _statements(material)
        self.law_places = {(kind, body.place): frozenset(body.basis) for body in material.network.bodies.values()
                           if body.sort == "expected" for kind in body.kinds}  # fmt: skip

    def check(self, place: str, duty: ChecklistDuty, documents: tuple[str, ...]) -> list[Shown]:
        """Return what each part of a duty shows in the documents of a place."""
        held = [one for document in documents for one in self.statements.get(document, ())]
        if duty.kinds:
            placing = any(self._places(kind, place, duty) for kind in duty.kinds)
            told_by = [one for one in duty.functions if not placing and one not in UNSPECIFIC]
            kinds = [self._kind(place, duty, kind, documents) for kind in duty.kinds]
            return kinds + [_function(duty, function, held, by_tag=False) for function in told_by]
        if duty.functions:
            return [_function(duty, function, held, by_tag=function not in UNSPECIFIC) for function in duty.functions]
        return [self._citation(duty, documents)]

    def _kind(self, place: str, duty: ChecklistDuty, kind: str, documents: tuple[str, ...]) -> Shown:
        """Decide one kind.

        Where the duty's own article is the one by which law places the kind with this government, a body of its own
        must be named; a linkage or a mention may mean somebody else's. Posts are the exception: documents name them by
        their kind. A duty to link asks for a linkage, or for a list of partners with the kind in it. Any other kind
        is found by any body, linkage or mention.
        """
        traces = self.kinds.traces(documents, kind)
        own = self._places(kind, place, duty) and not self._is_post(kind)
        loose = in_force(traces)
        firm = [one for one in loose if _shows(one, own, bool(LINKING & set(duty.functions)))]
        if firm:
            return _shown(kind, "found", firm)
        for state in WAITING:
            if held := [one for one in waiting(traces, state) if not own or one.by != "linkage"]:
                return _shown(kind, state, held)
        return _shown(kind, "stated_otherwise", loose) if loose else Shown(kind, "not_found")

    def _places(self, kind: str, place: str, duty: ChecklistDuty) -> bool:
        return bool(self.law_places.get((kind, place), frozenset()) & set(duty.basis))

    def _is_post(self, kind: str) -> bool:
        return kind in self.material.network.bodies and self.material.network.bodies[kind].form == "post"

    def _citation(self, duty: ChecklistDuty, documents: tuple[str, ...]) -> Shown:
        citing = [one for document in documents for one in self.material.statements.citations_in.get(document, ())
                  if set(one.articles) & set(duty.basis)]  # fmt: skip
        if citing:
            return Shown("", "found", "citation", tuple(one.id for one in citing), ("stated",))
        return Shown("", "not_found")

    def candidates(self, duty: ChecklistDuty, documents: tuple[str, ...]) -> tuple[list[Statement], list[str]]:
        """Return statements that hold words of the duty, and these words; of three and more words two must stand."""
        wanted = [word for word in duty.words if word not in WEAK_WORDS]
        least = 2 if len(wanted) > 2 else 1
        found: list[Statement] = []
        words: set[str] = set()
        for document in documents:
            for one in self.statements.get(document, ()):
                held = [word for word in wanted if word in one.words]
                if len(held) >= least:
                    found.append(one)
                    words.update(held)
        return found, sorted(words)


def duties(material: Snapshot) -> Iterator[GapRow]:
    """Yield one row per local government and duty that falls on it.

    A duty has parts: each kind of body and each specific function the checklist names. found: every part is, a kind by
    a body of its own (where the duty's article is what places it here), a linkage (for duties to link) or any body,
    linkage or mention; a function by a measure or service with its tag and a word of the duty at the same place; a
    duty without parts by a citation of the very article. planned, under_study: every part is. stated_otherwise: some
    parts, or only words. not_checkable: none of the documents is of a kind that could hold it (`tsg:checkableIn`).
    Nothing here judges whether a duty is met. O(duties x statements of a place).
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
    optional = duty.strength == "may" and state == "not_found"
    closes = Words() if state == "found" or optional else told("gaps-duties-closes", shows=duty.shows)
    figures = (("parts", len(shown)), ("found", sum(one.state == "found" for one in shown)))
    may = told("gaps-duties-may") if optional else Words()
    detail = sentences([detail, may, told("gaps-duties-searched", documents=[one.label for one in fit])])
    return GapRow(NAME, place, (duty.id,), subject, state, detail, layers or (("stated",) if extra else ()), evidence,
                  closes, figures)  # fmt: skip


def _verdict(
    checker: Checker, duty: ChecklistDuty, shown: list[Shown], documents: tuple[str, ...]
) -> tuple[State, Words, tuple[str, ...]]:
    told_parts = sentences(_told(checker, one, len(shown) > 1) for one in shown)
    states = {one.state for one in shown}
    if len(states) > 1:
        return "stated_otherwise", told_parts, ()
    if states != {"not_found"}:
        return shown[0].state, told_parts, ()
    others, words = checker.candidates(duty, documents)
    if not others:
        return "not_found", told_parts, ()
    said = told("gaps-duties-by-word-only", words="・".join(words), count=len(others))
    waits = {one.status for one in others if one.status in NOT_YET}
    state: State = "stated_otherwise"
    if len(waits) == 1 and all(one.status in NOT_YET for one in others):
        state = "planned" if "planned" in waits else "under_study"
    return state, said, tuple(one.fact for one in others)


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


def _shows(trace: Trace, own: bool, linking: bool) -> bool:
    if own:
        return trace.by == "body" and trace.own
    return not linking or trace.by == "linkage" or trace.expected


def _function(duty: ChecklistDuty, function: str, held: list[Statement], by_tag: bool) -> Shown:
    """Decide one function: found where a statement in operation has the tag and a word of the duty.

    With the tag alone it is `stated_otherwise`, or nothing where `by_tag` is false. A document is a plan by itself,
    but the one the duty asks for only where its title says so.
    """
    words = [word for word in duty.words if word not in WEAK_WORDS]
    tagged = [one for one in held if function in one.functions]
    firm = [one for one in tagged if any(word in one.words for word in words)]
    if running := [one for one in firm if one.status not in NOT_YET and one.status != "ended"]:
        return Shown(function, "found", "function", tuple(one.fact for one in running), ("stated",))
    for state in WAITING:
        if facts := tuple(one.fact for one in firm if one.status == state):
            return Shown(function, state, "function", facts, ("planned",))
    loose = [one for one in tagged if by_tag and one.status not in NOT_YET and one.status != "ended"]
    if loose:
        return Shown(function, "stated_otherwise", "tag", tuple(one.fact for one in loose), ("stated",))
    return Shown(function, "not_found")


def _statements(material: Snapshot) -> Mapping[str, list[Statement]]:
    """Return by document: its title as a plan, its measures, services and sections, with their words."""
    found: dict[str, list[Statement]] = defaultdict(list)
    said = material.statements
    for one in material.network.concepts_in("document"):
        found[one.id].append(Statement(one.id, one.id, frozenset({PLANNING}), "in_operation", one.label.ja))
    cited = grouped(said.citations, lambda one: one.about)
    for measure in said.measures.values():
        words = _words(material, measure.id, measure.label, measure.summary, _section_label(material, measure))
        words = " ".join((words, *(one.printed for one in cited.get(measure.id, ()))))
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


def _section_label(material: Snapshot, measure: Measure) -> Words:
    section = material.statements.sections.get(measure.section)
    return section.label if section else Words()


def _words(material: Snapshot, fact: str, *labels: Words) -> str:
    return " ".join((*(one.ja for one in labels), *material.statements.words.get(fact, ())))
