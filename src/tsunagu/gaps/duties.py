"""(b) The statutory checklist, duty by duty, for each local government: what its documents show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tsunagu.gaps.kinds import KindsSpokenOf, KindTrace, in_force, waiting
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
class PartFinding:
    """What one part of a duty (a kind, a function) shows: its state, by what, and the facts."""

    part: str
    state: State
    by: str = ""
    facts: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A fact that a document states: its functions, its status, and the words it may be searched by."""

    fact: str
    document: str
    functions: frozenset[str]
    status: str
    words: str


class DutyChecker:
    """Reads the documents once and decides duty by duty."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Gather kinds and statements; O(rows of the documents)."""
        self.snapshot = snapshot
        self.kinds = KindsSpokenOf(snapshot)
        self.statements = _statements(snapshot)
        self.law_places = {(kind, place): frozenset(body.basis) for place in snapshot.places
                           for body in snapshot.network.bodies_in.get(place, ())
                           if body.sort == "expected" for kind in body.kinds}  # fmt: skip

    def check(self, place: str, duty: ChecklistDuty, documents: tuple[str, ...]) -> list[PartFinding]:
        """What each part of a duty shows in documents of a place; one finding where the duty has no parts."""
        held = [statement for document in documents for statement in self.statements.get(document, ())]
        if duty.kinds:
            placing = any(self._places(kind, place, duty) for kind in duty.kinds)
            told_by = [function for function in duty.functions if not placing and function not in UNSPECIFIC]
            kinds = [self._kind(place, duty, kind, documents) for kind in duty.kinds]
            return kinds + [_function(duty, function, held, by_tag=False) for function in told_by]
        if duty.functions:
            return [_function(duty, function, held, by_tag=function not in UNSPECIFIC) for function in duty.functions]
        return [self._citation(duty, documents)]

    def _kind(self, place: str, duty: ChecklistDuty, kind: str, documents: tuple[str, ...]) -> PartFinding:
        """Decide one kind.

        Where the duty's own article is the one by which law places the kind with this government, a body of its own
        must be named; a linkage or a mention may mean somebody else's. Posts are the exception: documents name them by
        their kind. A duty to link asks for a linkage, or for a list of partners with the kind in it. Any other kind
        is found by any body, linkage or mention.
        """
        traces = self.kinds.traces(documents, kind)
        own = self._places(kind, place, duty) and not self._is_post(kind)
        loose = in_force(traces)
        firm = [trace for trace in loose if _shows(trace, own, bool(LINKING & set(duty.functions)))]
        if firm:
            return _shown(kind, "found", firm)
        for state in WAITING:
            if held := [trace for trace in waiting(traces, state) if not own or trace.by != "linkage"]:
                return _shown(kind, state, held)
        return _shown(kind, "stated_otherwise", loose) if loose else PartFinding(kind, "not_found")

    def _places(self, kind: str, place: str, duty: ChecklistDuty) -> bool:
        return bool(self.law_places.get((kind, place), frozenset()) & set(duty.basis))

    def _is_post(self, kind: str) -> bool:
        return kind in self.snapshot.network.bodies and self.snapshot.network.bodies[kind].form == "post"

    def _citation(self, duty: ChecklistDuty, documents: tuple[str, ...]) -> PartFinding:
        held = (self.snapshot.statements.citations_in.get(document, ()) for document in documents)
        citing = [citation for made in held for citation in made if set(citation.articles) & set(duty.basis)]
        if citing:
            return PartFinding("", "found", "citation", tuple(citation.id for citation in citing), ("stated",))
        return PartFinding("", "not_found")

    def candidates(self, duty: ChecklistDuty, documents: tuple[str, ...]) -> tuple[list[StatedFact], list[str]]:
        """The facts that hold words of the duty, and these words; of three and more words two must stand."""
        wanted = [word for word in duty.words if word not in WEAK_WORDS]
        least = 2 if len(wanted) > 2 else 1
        found: list[StatedFact] = []
        words: set[str] = set()
        for document in documents:
            for statement in self.statements.get(document, ()):
                held = [word for word in wanted if word in statement.words]
                if len(held) >= least:
                    found.append(statement)
                    words.update(held)
        return found, sorted(words)


def duties(snapshot: Snapshot) -> Iterator[GapRow]:
    """Yield one row per local government and duty that falls on it.

    A duty has parts: each kind of body and each specific function the checklist names. found: every part is, a kind by
    a body of its own (where the duty's article is what places it here), a linkage (for duties to link) or any body,
    linkage or mention; a function by a measure or service with its tag and a word of the duty at the same place; a
    duty without parts by a citation of the very article. planned, under_study: every part is. stated_otherwise: some
    parts, or only words. not_checkable: none of the documents is of a kind that could hold it (`tsg:checkableIn`).
    Nothing here judges whether a duty is met. O(duties x statements of a place).
    """
    checker = DutyChecker(snapshot)
    for place in snapshot.places:
        held = snapshot.documents_of.get(place, ())
        for duty in snapshot.statements.duties:
            if snapshot.is_bearer(place, duty.bearers):
                yield _row(checker, place, duty, held)


def _row(checker: DutyChecker, place: str, duty: ChecklistDuty, held: Iterable[Concept]) -> GapRow:
    fit = tuple(document for document in held if document.kind in duty.scope)
    strength = told(f"gaps-strength-{duty.strength}")
    subject = told("gaps-duty", number=duty.number, duty=duty.label, strength=strength)
    if not fit:
        kinds = [checker.snapshot.network.label(f"document-kind/{kind}") for kind in duty.scope]
        detail = told("gaps-duties-not-checkable", kinds=kinds)
        return GapRow(NAME, place, (duty.id,), subject, "not_checkable", detail, (), duty.basis,
                      told("gaps-duties-closes-document", kinds=kinds))  # fmt: skip
    documents = tuple(document.id for document in fit)
    shown = checker.check(place, duty, documents)
    state, detail, extra = _verdict(checker, duty, shown, documents)
    layers = in_order(layer for part in shown for layer in part.layers)
    evidence = once((*(fact for part in shown for fact in part.facts), *extra, *duty.basis))
    optional = duty.strength == "may" and state == "not_found"
    closes = Words() if state == "found" or optional else told("gaps-duties-closes", shows=duty.shows)
    figures = (("parts", len(shown)), ("found", sum(part.state == "found" for part in shown)))
    may = told("gaps-duties-may") if optional else Words()
    detail = sentences([detail, may, told("gaps-duties-searched", documents=[document.label for document in fit])])
    return GapRow(NAME, place, (duty.id,), subject, state, detail, layers or (("stated",) if extra else ()), evidence,
                  closes, figures, documents)  # fmt: skip


def _verdict(
    checker: DutyChecker, duty: ChecklistDuty, shown: list[PartFinding], documents: tuple[str, ...]
) -> tuple[State, Words, tuple[str, ...]]:
    told_parts = sentences(_told(checker, part, len(shown) > 1) for part in shown)
    states = {part.state for part in shown}
    if len(states) > 1:
        return "stated_otherwise", told_parts, ()
    if states != {"not_found"}:
        return shown[0].state, told_parts, ()
    others, words = checker.candidates(duty, documents)
    if not others:
        return "not_found", told_parts, ()
    said = told("gaps-duties-by-word-only", words="・".join(words), count=len(others))
    waits = {statement.status for statement in others if statement.status in NOT_YET}
    state: State = "stated_otherwise"
    if len(waits) == 1 and all(statement.status in NOT_YET for statement in others):
        state = "planned" if "planned" in waits else "under_study"
    return state, said, tuple(statement.fact for statement in others)


def _told(checker: DutyChecker, finding: PartFinding, several: bool) -> Words:
    part = checker.snapshot.network.label(finding.part) if finding.part else Words()
    by = told(f"gaps-by-{finding.by}") if finding.by else Words()
    if several:
        return told("gaps-duties-part", part=part, state=told(f"gaps-state-{finding.state}"), by=_bracketed(by))
    return told("gaps-duties-found-by", by=by) if finding.by else told("gaps-duties-nothing")


def _bracketed(by: Words) -> Words:
    return Words(f"（{by.ja}）", f" ({by.en})") if by else by


def _shown(part: str, state: State, traces: list[KindTrace]) -> PartFinding:
    by = next(name for name in ("body", "linkage", "mention") if any(trace.by == name for trace in traces))
    facts = tuple(trace.fact for trace in traces)
    return PartFinding(part, state, by, facts, in_order(trace.layer for trace in traces))


def _shows(trace: KindTrace, own: bool, linking: bool) -> bool:
    if own:
        return trace.by == "body" and trace.own
    return not linking or trace.by == "linkage" or trace.expected


def _function(duty: ChecklistDuty, function: str, held: list[StatedFact], by_tag: bool) -> PartFinding:
    """Decide one function: found where a statement in operation has the tag and a word of the duty.

    With the tag alone it is `stated_otherwise`, or nothing where `by_tag` is false. A document is a plan by itself,
    but the one the duty asks for only where its title says so.
    """
    words = [word for word in duty.words if word not in WEAK_WORDS]
    tagged = [statement for statement in held if function in statement.functions]
    firm = [statement for statement in tagged if any(word in statement.words for word in words)]
    if running := [statement for statement in firm if statement.status not in NOT_YET and statement.status != "ended"]:
        return PartFinding(function, "found", "function", tuple(statement.fact for statement in running), ("stated",))
    for state in WAITING:
        if facts := tuple(statement.fact for statement in firm if statement.status == state):
            return PartFinding(function, state, "function", facts, ("planned",))
    loose = [
        statement for statement in tagged if by_tag and statement.status not in NOT_YET and statement.status != "ended"
    ]
    if loose:
        return PartFinding(
            function, "stated_otherwise", "tag", tuple(statement.fact for statement in loose), ("stated",)
        )
    return PartFinding(function, "not_found")


def _statements(snapshot: Snapshot) -> Mapping[str, list[StatedFact]]:
    """By document: its title as a plan, its measures, services and sections, with their words."""
    found: dict[str, list[StatedFact]] = defaultdict(list)
    said = snapshot.statements
    for document in snapshot.network.concepts_in("document"):
        found[document.id].append(
            StatedFact(document.id, document.id, frozenset({PLANNING}), "in_operation", document.label.ja)
        )
    cited = grouped(said.citations, lambda citation: citation.about)
    for measure in said.measures.values():
        words = _words(snapshot, measure.id, measure.label, measure.summary, _section_label(snapshot, measure))
        words = " ".join((words, *(citation.printed for citation in cited.get(measure.id, ()))))
        found[measure.document].append(
            StatedFact(measure.id, measure.document, measure.functions, measure.status, words)
        )
    for service in snapshot.network.services:
        words = _words(snapshot, service.id, service.label)
        found[service.document].append(
            StatedFact(service.id, service.document, service.functions, service.status, words)
        )
    for section in said.sections.values():
        words = _words(snapshot, section.id, section.label)
        found[section.document].append(StatedFact(section.id, section.document, frozenset(), "not_stated", words))
    return found


def _section_label(snapshot: Snapshot, measure: Measure) -> Words:
    section = snapshot.statements.sections.get(measure.section)
    return section.label if section else Words()


def _words(snapshot: Snapshot, fact: str, *labels: Words) -> str:
    return " ".join((*(label.ja for label in labels), *snapshot.statements.words.get(fact, ())))
