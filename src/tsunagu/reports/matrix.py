"""Needs x support stages of a place: services stated, else who has the duty by law alone, else not found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from tsunagu.gaps.fields import THEMES, themed
from tsunagu.gaps.need_stages import need_stages
from tsunagu.gaps.rows import GapRow
from tsunagu.network.records import Concept
from tsunagu.reports.records import TONE_OF_STATE, Cell, Column, ReportTable, Tone
from tsunagu.reports.words import Wordsmith

__all__ = ["THEMES", "TONES", "Matrix", "themed", "tone_of"]
TONES: tuple[Tone, ...] = ("found", "listed", "law", "waiting", "otherwise", "none")


class Matrix:
    """Makes the matrix of one place."""

    def __init__(self, words: Wordsmith) -> None:
        self.words = words
        self.network = words.at.network
        guard = words.at.shared.guard
        self.pairs = need_stages(words.at.snapshot, words.at.place, words.at.rows.get("stages", ()), guard.is_secret)
        self.nearest = {row.subjects[0]: row for row in words.at.rows.get("coverage", ())}
        used = {stage for _, stage in self.pairs}
        self.stages = [stage for stage in self.network.concepts_in("stage") if stage.id in used]

    def table(self) -> ReportTable:
        """One row per need: its theme, the nearest support, and one cell per stage."""
        say = self.words.say
        columns = [Column(say("col-theme"), 11), Column(say("col-need"), 22), Column(say("col-nearest"), 17)]
        columns += [Column(stage.label.of(self.words.language), 12) for stage in self.stages]
        rows = [self._row(theme, need) for theme, need in themed(self.network.concepts_in("need"))]
        return ReportTable("matrix", say("sheet-matrix"), say("title-matrix"), say("intro-matrix"), tuple(columns),
                     tuple(rows), say("limits-matrix"), self._tally(), head=2)  # fmt: skip

    def _tally(self) -> tuple[tuple[Cell, int], ...]:
        counts = Counter(tone_of(row) for row in self.nearest.values())
        return tuple((Cell(self.words.say(f"tone-{tone}"), tone), counts[tone]) for tone in TONES if counts[tone])

    def _row(self, theme: str, need: Concept) -> tuple[Cell, ...]:
        first = (Cell(self.words.say(f"theme-{theme}")), Cell(need.label.of(self.words.language)))
        return (*first, self._nearest(need.id), *(self._cell(need.id, stage.id) for stage in self.stages))

    def _nearest(self, need: str) -> Cell:
        row = self.nearest[need]
        tone = tone_of(row)
        hops = row.figure("hops")
        text = self.words.say("nearest-steps" if hops else "nearest-here", steps=hops)
        if hops is None:
            text = self.words.say("nearest-none" if tone == "none" else f"tone-{tone}")
        return Cell(text, tone, self.words.layers(row.layers))

    def _cell(self, need: str, stage: str) -> Cell:
        held = self.pairs.get((need, stage))
        if held is None:
            return Cell("", "void")
        if held.state == "found":
            count = self.words.say("services", count=held.services)
            return Cell(count, "found", self.words.layers(held.layers))
        if held.state in ("planned", "under_study"):
            return Cell(self.words.state(held.row).text, "waiting", self.words.layers(held.layers))
        if held.state == "law":
            return Cell(self.words.say("law-only"), "law", self.words.layers(held.layers))
        return Cell(self.words.say("not-found-short"), "none")

    def by_stage(self) -> list[tuple[Concept, int, Mapping[Tone, int]]]:
        """For each stage, its services in operation and how many needs are in each tone there."""
        whole = {row.subjects[0]: row for row in self.words.at.rows.get("stages", ()) if len(row.subjects) == 1}
        found: list[tuple[Concept, int, Mapping[Tone, int]]] = []
        for stage in self.network.concepts_in("stage"):
            counts: dict[Tone, int] = defaultdict(int)
            for need in self.nearest:
                if (need, stage.id) in self.pairs:
                    counts[self._cell(need, stage.id).tone] += 1
            row = whole.get(stage.id)
            running = (row.figure("services") or 0) if row and row.state == "found" else 0
            found.append((stage, running, counts))
        return found


def tone_of(row: GapRow) -> Tone:
    """The tone of a row of coverage, which is that of its state: documents, a register and law alone are told apart."""
    return TONE_OF_STATE[row.state]
