"""The desks of a place by need, of registers and law: the heart of a report where no document of the place is held."""

from __future__ import annotations

from tsunagu.gaps.desks import NeedDesk, desks_by_need
from tsunagu.gaps.fields import themed
from tsunagu.reports.records import Cell, Column, ReportTable
from tsunagu.reports.words import Wordsmith

COLUMNS = (("theme", 11), ("need", 22), ("desk", 36), ("state", 15), ("phone", 24), ("hours", 32), ("page", 40),
           ("checked", 12))  # fmt: skip


def desks(words: Wordsmith) -> ReportTable:
    """One row per need: the desk to turn to first by the ways of routes, how it is reached, what that rests on."""
    at = words.at
    found = desks_by_need(at.network, at.snapshot.rulebook, at.snapshot.day, at.place)
    by_need = {desk.need: desk for desk in found}
    states = {row.subjects[0]: words.state(row) for row in at.rows.get("coverage", ())}
    rows = [
        (Cell(words.say(f"theme-{theme}")), Cell(need.label.of(words.language)), *_cells(words, by_need[need.id],
         states[need.id]))
        for theme, need in themed(at.network.concepts_in("need"))
    ]  # fmt: skip
    columns = tuple(Column(words.say(f"col-{key}"), width) for key, width in COLUMNS)
    tally = words.tally(at.rows.get("coverage", ()))
    return ReportTable("desks", words.say("sheet-desks"), words.say("title-desks"), words.say("intro-desks"), columns,
                       tuple(rows), words.say("limits-desks"), tally, head=2)  # fmt: skip


def _cells(words: Wordsmith, desk: NeedDesk, state: Cell) -> tuple[Cell, ...]:
    reached = desk.reached
    phones = words.join(reached.phones)
    if phones and reached.main:
        phones = words.say("main-number", phone=phones)
    layers = words.layers([desk.layer]) if desk.layer else ""
    return (
        Cell(words.label(desk.first) if desk.first else "", small=layers), state, Cell(phones), Cell(reached.hours),
        Cell(reached.page), Cell(reached.checked_on),
    )  # fmt: skip
