"""Key figures and findings of the summary, chosen by one written rule.

Every kind of finding has a weight (3 where residents lose a way, 2 what law lets expect, 1 how a plan is written) and a
share (how much of what was looked at is concerned). Its score is weight x share; kinds whose share is under 5 % are
left out; the six highest are shown, each kind once. The method section of the report prints this rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tsunagu.gaps.fields import themed
from tsunagu.gaps.rows import GapRow
from tsunagu.reports.matrix import tone_of
from tsunagu.reports.records import Finding, KeyFigure, Tone
from tsunagu.reports.words import Wordsmith

LEAST_SHARE = 0.05
MOST, EXAMPLES = 6, 4
RESIDENTS, LAW, WRITING = 3, 2, 1


@dataclass(frozen=True)
class PossibleFinding:
    """A possible finding: rows concerned of how many looked at; `kind` names its messages."""

    kind: str
    table: str
    weight: int
    rows: tuple[GapRow, ...]
    of: int

    @property
    def share(self) -> float:
        """The share concerned, 0 where nothing was looked at."""
        return min(1.0, len(self.rows) / self.of) if self.of else 0.0

    @property
    def score(self) -> float:
        """Weight x share."""
        return self.weight * self.share


def rows_of(words: Wordsmith, analysis: str) -> tuple[GapRow, ...]:
    """The rows of an analysis for the place; none where it was not run."""
    return words.at.rows.get(analysis, ())


def candidates(words: Wordsmith) -> Iterator[PossibleFinding]:
    """Yield every kind of finding, also those that will not be chosen."""
    coverage = _in_reading_order(words)
    open_ones = _where(coverage, lambda row: tone_of(row) == "none")
    yield PossibleFinding("needs-open", "matrix", RESIDENTS, open_ones, len(coverage))
    by_law = _where(coverage, lambda row: tone_of(row) == "law")
    yield PossibleFinding("needs-law", "matrix", LAW, by_law, len(coverage))
    routes = [row for row in rows_of(words, "single-points") if row.figure("routes") is not None]
    yield PossibleFinding(
        "single", "weak", RESIDENTS, _where(routes, lambda row: row.figure("routes") == 1), len(routes)
    )
    duties = [row for row in rows_of(words, "duties") if row.state != "not_checkable"]
    strong = _strong(words, duties)
    yield PossibleFinding("duties", "duties", LAW, _where(strong, lambda row: row.state == "not_found"), len(strong))
    waiting = _where(duties, lambda row: row.state in ("planned", "under_study"))
    yield PossibleFinding("waiting", "duties", LAW, waiting, len(duties))
    listed = rows_of(words, "partners")
    yield PossibleFinding(
        "partners", "partners", LAW, _where(listed, lambda row: row.state == "not_found"), len(listed)
    )
    yield from _of_writing(words)


def _of_writing(words: Wordsmith) -> Iterator[PossibleFinding]:
    said = words.at.snapshot
    links = [link for document in words.documents for link in said.links_in.get(document.id, ())]
    yield PossibleFinding("unnamed", "unnamed", WRITING, _repeated(rows_of(words, "unnamed")), len(links))
    yield PossibleFinding("one-way", "one-way", WRITING, rows_of(words, "one-way"), len(links))
    measures = rows_of(words, "measures")
    count = sum(len(said.statements.measures_in.get(document.id, ())) for document in words.documents)
    open_ones = _where(measures, lambda row: row.state == "not_found" and row.subjects[0].startswith("measure/"))
    yield PossibleFinding("measures", "measures", WRITING, open_ones, count)
    figures = {figure.label.ja for document in words.documents
               for figure in said.statements.figures_in.get(document.id, ()) if figure.role == "actual"}  # fmt: skip
    yield PossibleFinding("below", "indicators", LAW, _where(measures, lambda row: row.state == "found"), len(figures))


def _repeated(rows: Sequence[GapRow]) -> tuple[GapRow, ...]:
    """Count a row once for each linkage it stands for."""
    return tuple(row for row in rows for _ in range(row.figure("linkages") or 1))


def _where(rows: Sequence[GapRow], holds: Callable[[GapRow], bool]) -> tuple[GapRow, ...]:
    return tuple(row for row in rows if holds(row))


def _in_reading_order(words: Wordsmith) -> list[GapRow]:
    held = {row.subjects[0]: row for row in rows_of(words, "coverage")}
    return [held[need.id] for _, need in themed(words.at.network.concepts_in("need")) if need.id in held]


def _strong(words: Wordsmith, rows: Sequence[GapRow]) -> list[GapRow]:
    """The rows of duties law words as must, consideration or endeavour, strongest first; none it permits."""
    strength = {duty.id: duty.strength for duty in words.at.snapshot.statements.duties}
    order = ("must", "consideration", "endeavour")
    held = [row for row in rows if strength[row.subjects[0]] in order]
    return sorted(held, key=lambda row: order.index(strength[row.subjects[0]]))


def make_findings(words: Wordsmith) -> tuple[Finding, ...]:
    """The findings chosen by the rule, highest score first."""
    fit = [candidate for candidate in candidates(words) if candidate.rows and candidate.share >= LEAST_SHARE]
    chosen = sorted(fit, key=lambda candidate: -candidate.score)[:MOST]
    return tuple(_finding(words, candidate) for candidate in chosen)


def _finding(words: Wordsmith, candidate: PossibleFinding) -> Finding:
    rows = list(dict.fromkeys(candidate.rows))
    names = [_name(words, row) for row in _most_first(candidate.rows)]
    closes = next((row.closes.of(words.language) for row in rows if row.closes), "")
    letters = words.join(words.letters[document.id] for document in words.documents)
    searched = words.say("searched", letters=letters) if letters else words.say("searched-none")
    evidence = next((told for row in rows if (told := words.where(row.evidence, 1).split("\n")[0])), searched)
    share = words.say("share", percent=round(100 * candidate.share))
    return Finding(
        words.say(f"finding-{candidate.kind}", count=len(candidate.rows), of=candidate.of), words.join(names, EXAMPLES),
        words.say(f"finding-closes-{candidate.kind}", first=names[0], example=closes), evidence, candidate.table,
        words.say(f"finding-check-{candidate.kind}", first=names[0]),
        words.say("score", weight=candidate.weight, share=share, score=f"{candidate.score:.2f}"),
    )  # fmt: skip


def _most_first(rows: Sequence[GapRow]) -> list[GapRow]:
    """Rows once each: those that stand for most linkages first, else in their order."""
    return [row for row, _ in Counter(rows).most_common()]


def _name(words: Wordsmith, row: GapRow) -> str:
    if row.analysis in ("coverage", "single-points"):
        return words.label(row.subjects[0])
    if row.analysis == "duties":
        return next(duty.label.of(words.language) for duty in words.at.snapshot.statements.duties
                    if duty.id == row.subjects[0])  # fmt: skip
    if row.analysis == "unnamed":
        return words.say("quoted", text=words.at.network.label(row.subjects[-1]).ja)
    return row.subject.of(words.language)


def make_figures(words: Wordsmith) -> tuple[KeyFigure, ...]:
    """The key figures, in a fixed order; those without anything to count are left out."""
    return tuple(figure for figure in _figures(words) if figure.of != "0")


def _figures(words: Wordsmith) -> Iterator[KeyFigure]:
    coverage = [tone_of(row) for row in rows_of(words, "coverage")]
    told: tuple[Tone, ...] = ("found", "listed", "law", "none")
    yield _figure(words, "needs", coverage.count("found"), len(coverage), "matrix", law=coverage.count("law"),
                  listed=coverage.count("listed"), none=coverage.count("none"),
                  other=len(coverage) - sum(coverage.count(tone) for tone in told))  # fmt: skip
    own = {document.id for document in words.documents}
    services = [service for service in words.at.network.services if service.document in own]
    running = [service for service in services if service.status == "in_operation"]
    bodies = {service.provider for service in running}
    yield _figure(words, "services", len(running), len(services), "matrix", bodies=len(bodies))
    duties = [row for row in rows_of(words, "duties") if row.state != "not_checkable"]
    states = [row.state for row in duties]
    yield _figure(words, "duties", states.count("found"), len(duties), "duties", none=states.count("not_found"),
                  other=len(duties) - states.count("found") - states.count("not_found"))  # fmt: skip
    partners = [row.state for row in rows_of(words, "partners")]
    none = partners.count("not_found")
    yield _figure(words, "partners", partners.count("found"), len(partners), "partners", none=none)
    links = [link for document in words.documents for link in words.at.snapshot.links_in.get(document.id, ())]
    open_ones = len(_repeated(rows_of(words, "unnamed")))
    yield _figure(words, "links", len(links) - open_ones, len(links), "unnamed", none=open_ones)
    routes = [row.figure("routes") for row in rows_of(words, "single-points") if row.figure("routes") is not None]
    yield _figure(words, "single", routes.count(1), len(routes), "weak")
    yield _measures(words)


def _measures(words: Wordsmith) -> KeyFigure:
    said = words.at.snapshot.statements
    held = [measure for document in words.documents for measure in said.measures_in.get(document.id, ())]
    waiting = sum(measure.status in ("planned", "under_study") for measure in held)
    indicators = {(figure.label.ja, figure.part) for document in words.documents
                  for figure in said.figures_in.get(document.id, ()) if figure.role != "observation"}  # fmt: skip
    return _figure(words, "measures", len(held) - waiting, len(held), "measures", waiting=waiting,
                   indicators=len(indicators))  # fmt: skip


def _figure(words: Wordsmith, name: str, value: int, of: int, table: str, **data: int) -> KeyFigure:
    told = words.say(f"figure-{name}-told", value=value, of=of, **data)
    return KeyFigure(str(value), str(of), words.say(f"figure-{name}"), told, table)
