"""What a new edition of a plan changes: measures that came, went, or have another number, title, section or state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import TYPE_CHECKING

from tsunagu.errors import NameUnknown
from tsunagu.gaps.rows import joined, once, told
from tsunagu.messages import Language, text
from tsunagu.names.folding import fold
from tsunagu.network.records import NO_WORDS, Concept, Words
from tsunagu.network.statements import Figure, Measure, Statements
from tsunagu.queries.answers import Answer, make_answer
from tsunagu.referral.snapshot import Snapshot

CHANGES = ("gone", "added", "number", "title", "departments", "status", "figure")
SAME_NUMBER, SAME_TITLE = 0.5, 0.8
"""How alike two titles must be to be one measure: under one number, and under any."""
SHARED = 0.3
"""The part of titles two documents of one government share where they are editions of one plan."""
COLUMNS = ("change", "measure", "before", "after", "facts_before", "facts_after")

if TYPE_CHECKING:
    from tsunagu.network.model import Network

Pair = tuple[Measure, Measure]


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One change, one of `CHANGES`: of which measure or figure, what the old edition says and what the new one."""

    change: str
    label: Words
    before: Words = NO_WORDS
    after: Words = NO_WORDS
    facts_before: tuple[str, ...] = ()
    facts_after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Editions:
    """Two editions, what changed in the order of the plans, and how many measures stayed as they were."""

    first: Words
    second: Words
    rows: tuple[EditionRow, ...]
    same: int

    def count(self, change: str) -> int:
        """How many rows are of one of the `CHANGES`."""
        return sum(row.change == change for row in self.rows)


def editions(snapshot: Snapshot, first: str, second: str) -> Editions:
    """What document `second` changes against `first` (ids).

    Measures are one where number and title agree in the main, else where titles are the same, else where they are
    alike (Ratcliff and Obershelp, as in `drift`), the likest first. Figures are one where name, part and role are.
    O(measures² x characters) for those that neither number nor title joins. Raises `NameUnknown` for what is none.
    """
    documents = [_document(snapshot, name) for name in (first, second)]
    old, new = (snapshot.statements.measures_in.get(name, ()) for name in (first, second))
    teller = _Changes(snapshot)
    pairs = pair_measures(old, new)
    kept = {measure.id for pair in pairs for measure in pair}
    changed = [row for pair in pairs for row in teller.of_pair(*pair)]
    rows = (
        *(teller.gone(measure) for measure in old if measure.id not in kept),
        *(teller.added(measure) for measure in new if measure.id not in kept),
        *changed, *teller.figures(first, second),
    )  # fmt: skip
    altered = {fact for row in changed for fact in row.facts_after}
    same = sum(after.id not in altered for _, after in pairs)
    return Editions(documents[0].label, documents[1].label, rows, same)


def held_editions(network: Network, statements: Statements, authority: str) -> Iterator[tuple[Concept, Concept]]:
    """Yield pairs of documents of a government that are editions of one plan, the older one first. O(measures).

    They are where `SHARED` of the titles of the shorter one stand in the other; plans on two matters share hardly any.
    """
    documents = [document for document in network.concepts_in("document") if document.authority == authority]
    titles = {document.id: {fold(measure.label.ja) for measure in statements.measures_in.get(document.id, ())}
              for document in documents}  # fmt: skip
    for first, second in combinations(sorted(documents, key=_begins), 2):
        fewer = min(len(titles[first.id]), len(titles[second.id]))
        if fewer and len(titles[first.id] & titles[second.id]) >= SHARED * fewer:
            yield first, second


def _begins(document: Concept) -> tuple[str, str]:
    return str(document.period.begins or ""), document.id


def _document(snapshot: Snapshot, name: str) -> Concept:
    concept = snapshot.network.concepts.get(name)
    if concept is None or not name.startswith("document/"):
        raise NameUnknown("compare-editions-documents", name=name)
    return concept


# ---- which measures are one ----


def pair_measures(old: Sequence[Measure], new: Sequence[Measure]) -> list[Pair]:
    """The measures of two editions that are one, in the order of the new edition; each is in one pair at most."""
    pairs = _Pairs()
    by_number = {_number(measure): measure for measure in old}
    for measure in new:
        before = by_number.get(_number(measure))
        if before and _likeness(before, measure) >= SAME_NUMBER:
            pairs.join(before, measure)
    for measure in pairs.left(new):
        same = (before for before in pairs.left(old) if fold(before.label.ja) == fold(measure.label.ja))
        if before := next(same, None):
            pairs.join(before, measure)
    alike = [(likeness, before, measure) for measure in pairs.left(new) for before in pairs.left(old)
             if (likeness := _likeness(before, measure, SAME_TITLE)) >= SAME_TITLE]  # fmt: skip
    for _, before, measure in sorted(alike, key=lambda found: (-found[0], found[1].id, found[2].id)):
        pairs.join(before, measure)
    return [(pairs.found[measure.id], measure) for measure in new if measure.id in pairs.found]


class _Pairs:
    """Pairs found so far: id of the new measure → the old one."""

    def __init__(self) -> None:
        self.found: dict[str, Measure] = {}
        self._taken: set[str] = set()

    def join(self, before: Measure, after: Measure) -> None:
        """Take two measures as one, unless one of them is taken already."""
        if not {before.id, after.id} & self._taken:
            self.found[after.id] = before
            self._taken |= {before.id, after.id}

    def left(self, measures: Iterable[Measure]) -> list[Measure]:
        """Those that are in no pair yet."""
        return [measure for measure in measures if measure.id not in self._taken]


def _likeness(before: Measure, after: Measure, wanted: float = 0.0) -> float:
    """How alike two titles are, 0 to 1; 0 where they cannot be as alike as wanted."""
    compared = SequenceMatcher(None, fold(before.label.ja), fold(after.label.ja), autojunk=False)
    if min(compared.real_quick_ratio(), compared.quick_ratio()) < wanted:
        return 0.0
    return compared.ratio()


def _number(measure: Measure) -> str:
    return measure.id.rsplit("/", 1)[-1]


# ---- what changed ----


class _Changes:
    """Words the changes of measures and figures."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._charges: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for charge in snapshot.statements.responsibilities:
            if charge.role != "former":
                self._charges[charge.about].append((charge.body, charge.id))

    def gone(self, measure: Measure) -> EditionRow:
        """A measure the new edition does not show."""
        return EditionRow("gone", measure.label, self._in_short(measure), told("compare-edition-none"), (measure.id,))

    def added(self, measure: Measure) -> EditionRow:
        """A measure the old edition did not show."""
        shown = self._in_short(measure)
        return EditionRow("added", measure.label, told("compare-edition-none"), shown, (), (measure.id,))

    def _in_short(self, measure: Measure) -> Words:
        return told("compare-edition-measure", number=_number(measure), title=measure.label,
                    departments=self._departments(measure) or told("compare-edition-nobody"))  # fmt: skip

    def of_pair(self, before: Measure, after: Measure) -> Iterator[EditionRow]:
        """What differs of one measure."""
        facts = (before.id,), (after.id,)
        if _number(before) != _number(after):
            numbers = Words(_number(before), _number(before)), Words(_number(after), _number(after))
            yield EditionRow("number", after.label, numbers[0], numbers[1], *facts)
        if fold(before.label.ja) != fold(after.label.ja):
            yield EditionRow("title", after.label, before.label, after.label, *facts)
        if self._bodies(before) != self._bodies(after):
            yield EditionRow("departments", after.label, self._departments(before), self._departments(after),
                             self._charging(before), self._charging(after))  # fmt: skip
        if before.status != after.status:
            yield EditionRow("status", after.label, self._status(before), self._status(after), *facts)

    def _bodies(self, measure: Measure) -> set[str]:
        """The bodies in charge by their names; two tables may give one section two ids."""
        return {fold(self.snapshot.network.label(body).ja) for body, _ in self._charges[measure.id]}

    def _charging(self, measure: Measure) -> tuple[str, ...]:
        """The measure and the facts that say who is in charge of it."""
        return once((measure.id, *(fact for _, fact in self._charges[measure.id])))

    def _status(self, measure: Measure) -> Words:
        return self.snapshot.network.label(f"status/{measure.status}")

    def _departments(self, measure: Measure) -> Words:
        bodies = once(body for body, _ in self._charges[measure.id])
        return joined(self.snapshot.network.label(body) for body in bodies)

    def figures(self, first: str, second: str) -> Iterator[EditionRow]:
        """Figures that both print with other values, or one alone prints."""
        old, new = (self._figures(document) for document in (first, second))
        for key in dict.fromkeys((*old, *new)):
            before, after = old.get(key, ()), new.get(key, ())
            if _values(before) != _values(after):
                yield EditionRow("figure", (after or before)[0].label, _printed(before), _printed(after),
                                 once(figure.id for figure in before), once(figure.id for figure in after))  # fmt: skip

    def _figures(self, document: str) -> Mapping[tuple[str, str, str], Sequence[Figure]]:
        found: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
        for figure in self.snapshot.statements.figures_in.get(document, ()):
            if figure.role != "observation":
                found[fold(figure.label.ja), figure.part, figure.role].append(figure)
        return found


def _values(figures: Iterable[Figure]) -> list[tuple[str, str]]:
    return sorted((figure.printed or figure.value, figure.period) for figure in figures)


def _printed(figures: Sequence[Figure]) -> Words:
    if not figures:
        return told("compare-edition-none")
    return joined(map(_figure, figures))


def _figure(figure: Figure) -> Words:
    role, value = told(f"gaps-role-{figure.role}"), figure.printed or figure.value
    if not figure.period:
        return told("compare-edition-undated", role=role, value=value)
    return told("gaps-compare-figure", role=role, value=value, period=figure.period)


def as_answer(found: Editions, language: Language) -> Answer:
    """The changes in one language as a table of `COLUMNS`."""
    return make_answer(COLUMNS, [
        (text(f"compare-edition-{row.change}", language), row.label.of(language), row.before.of(language),
         row.after.of(language), "；".join(row.facts_before), "；".join(row.facts_after))
        for row in found.rows
    ])  # fmt: skip
