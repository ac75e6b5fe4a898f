"""Needs x support stages of a place: services stated, else who has the duty by law alone, else not found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from tsunagu.gaps.rows import GapRow, in_order
from tsunagu.network.records import Concept
from tsunagu.reports.records import Cell, Column, ReportTable, Tone
from tsunagu.reports.words import Wordsmith

THEMES: Mapping[str, tuple[str, ...]] = {
    "violence": (
        "dv", "cohabit-dv", "dating-dv", "family-violence", "stalking", "sexual-violence", "sexual-exploitation",
        "image-abuse", "trafficking", "crime-victim", "male-victim", "address-secret",
    ),
    "living": ("no-home", "housing", "poverty", "debt", "work", "workplace-harassment", "released"),
    "health": ("body-health", "unplanned-pregnancy", "perinatal", "mental", "suicide", "disability", "elder"),
    "family": (
        "accompanying-child", "childcare", "child-abuse", "single-parent", "divorce", "young-carer", "care-leaver",
        "disability-abuse", "elder-abuse",
    ),
    "belonging": ("youth", "isolation", "hikikomori", "foreign", "lgbt", "human-rights", "multiple"),
    "other": (),
}  # fmt: skip
"""How the needs are grouped for reading, and their order; a need of a user's own stands under `other`."""
TONES: tuple[Tone, ...] = ("found", "law", "waiting", "otherwise", "none")
Lawful = Mapping[tuple[str, str], tuple[str, ...]]


class Matrix:
    """Makes the matrix of one place."""

    def __init__(self, words: Wordsmith) -> None:
        self.words = words
        self.network = words.at.network
        self.pairs = {(row.subjects[0], row.subjects[1]): row for row in words.at.rows.get("stages", ())
                      if len(row.subjects) > 1}  # fmt: skip
        self.nearest = {row.subjects[0]: row for row in words.at.rows.get("coverage", ())}
        used = {stage for _, stage in self.pairs}
        self.stages = [stage for stage in self.network.concepts_in("stage") if stage.id in used]
        self.lawful, self.lawful_layers = _by_law(words)

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
        row = self.pairs.get((need, stage))
        if row is None:
            return Cell("", "void")
        if row.state == "found":
            count = self.words.say("services", count=row.figure("services"))
            return Cell(count, "found", self.words.layers(row.layers))
        if row.state in ("planned", "under_study"):
            return Cell(self.words.state(row).text, "waiting", self.words.layers(row.layers))
        if held := self.lawful.get((need, stage)):
            return Cell(self.words.say("law-only"), "law", self.words.layers(self.lawful_layers[held]))
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


def themed(needs: tuple[Concept, ...]) -> Iterator[tuple[str, Concept]]:
    """Yield the needs with their theme, theme after theme."""
    by_name = {need.id.removeprefix("need/"): need for need in needs}
    known = {name for names in THEMES.values() for name in names}
    for theme, names in THEMES.items():
        for name in names if theme != "other" else [name for name in by_name if name not in known]:
            if name in by_name:
                yield theme, by_name[name]


def tone_of(row: GapRow) -> Tone:
    """The tone of a row of coverage: what only law and inference lead to is told apart."""
    if row.figure("unsure"):
        return "otherwise"
    if row.figure("hops") is not None:
        return "law" if row.figure("documents") is None else "found"
    tones: dict[str, Tone] = {"planned": "waiting", "under_study": "waiting", "stated_otherwise": "otherwise"}
    return tones.get(row.state, "none")


def _by_law(words: Wordsmith) -> tuple[Lawful, Mapping[tuple[str, ...], tuple[str, ...]]]:
    """Give need and stage → desks a resident may turn to that have a duty of that stage by law, and the layers.

    A body whose place is secret is not counted.
    """
    snapshot, network = words.at.snapshot, words.at.network
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    doors: dict[str, str] = {}
    for need in network.concepts_in("need"):
        referral = snapshot.referral(words.at.place, need.id)
        for body, offers in referral.ends[referral.case.wants[0]].items():
            if body in referral.roots and not words.at.shared.guard.is_secret(body):
                doors[body] = referral.roots[body].layer
                for offer in offers:
                    if offer.duty is not None and offer.duty.layer == "statutory":
                        found[need.id, network.stage_of(offer.duty.function)].append(body)
    lawful = {key: tuple(dict.fromkeys(held)) for key, held in found.items()}
    layers = {held: in_order(("statutory", *(doors[body] for body in held))) for held in lawful.values()}
    return lawful, layers
