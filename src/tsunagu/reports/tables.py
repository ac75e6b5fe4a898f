"""The tables of a report: duties, partners, weak points, measures, indicators, drift, one-way and unnamed partners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tsunagu.closures.ranking import RankedClosing
from tsunagu.gaps.rows import GapRow
from tsunagu.network.statements import Figure
from tsunagu.reports.records import TONE_OF_STATE, Cell, Column, ReportTable
from tsunagu.reports.words import Wordsmith
from tsunagu.viz.scenes.projector import is_government

LEAST_SAID = ("not_found", "under_study", "planned", "stated_otherwise", "law_only", "listed", "not_checkable", "found")
"""Rows that ask for something come first."""
ROLES = ("baseline", "target", "actual")


def make_tables(words: Wordsmith) -> tuple[ReportTable, ...]:
    """The tables of a place in the order they are read; a table of two plans only where there are two."""
    made = [duties(words), partners(words), weak_points(words), one_way(words), measures(words), indicators(words)]
    if len(words.documents) > 1:
        made.append(drift(words))
    return (*made, unnamed(words))


def _rows(words: Wordsmith, analysis: str) -> tuple[GapRow, ...]:
    return words.at.rows.get(analysis, ())


def _by_state(rows: Iterable[GapRow]) -> list[GapRow]:
    return sorted(rows, key=lambda row: LEAST_SAID.index(row.state))


def _table(words: Wordsmith, name: str, columns: tuple[tuple[str, int], ...], rows: Iterable[tuple[Cell, ...]],
           analysis: str = "") -> ReportTable:  # fmt: skip
    from tsunagu.gaps.registry import ANALYSES  # noqa: PLC0415 - reads the catalogue

    known = ANALYSES.get(analysis)
    limits = known.limits.of(words.language) if known else ""
    return ReportTable(
        name, words.say(f"sheet-{name}"), words.say(f"title-{name}"), words.say(f"intro-{name}"),
        tuple(Column(words.say(f"col-{key}"), width, key == "count") for key, width in columns), tuple(rows), limits,
        empty=words.say("empty"), withheld=words.at.withheld.get(analysis, 0),
    )  # fmt: skip


def duties(words: Wordsmith) -> ReportTable:
    """The duties of the checklist with their state and place in the text."""
    rows = _by_state(_rows(words, "duties"))
    known = {duty.id: duty for duty in words.at.snapshot.statements.duties}

    def cells(row: GapRow) -> tuple[Cell, ...]:
        duty = known[row.subjects[0]]
        return (
            Cell(duty.number), Cell(duty.label.of(words.language)), Cell(words.say(f"strength-{duty.strength}")),
            words.state(row), Cell(words.detail(row)), Cell(row.closes.of(words.language)),
            Cell(words.layers(row.layers)), Cell(words.where(row.evidence)),
        )  # fmt: skip

    columns = (("number", 6), ("duty", 30), ("strength", 9), ("state", 15), ("found", 44), ("closes", 32),
               ("layers", 11), ("where", 40))  # fmt: skip
    return replace(_table(words, "duties", columns, map(cells, rows), "duties"), tally=words.tally(rows), head=2)


def partners(words: Wordsmith) -> ReportTable:
    """The partners expected and what is said of them, then partners that are on no list."""
    rows = _by_state(_rows(words, "partners"))

    def cells(row: GapRow) -> tuple[Cell, ...]:
        return (
            Cell(row.subject.of(words.language)), words.state(row), Cell(words.detail(row)),
            Cell(row.closes.of(words.language)), Cell(words.layers(row.layers)), Cell(words.where(row.evidence)),
        )  # fmt: skip

    more = [
        (Cell(partner.label.of(words.language)), Cell(words.say("off-list"), "found"),
         Cell(words.say("off-list-told", count=len(partner.first_facts))), Cell(""), Cell(""), Cell(""))
        for partner in words.at.listed if partner.listed and partner.side == "first"
    ]  # fmt: skip
    columns = (("partner", 28), ("state", 16), ("found", 52), ("closes", 34), ("layers", 11), ("where", 42))
    table = _table(words, "partners", columns, [*map(cells, rows), *more], "partners")
    return replace(table, tally=words.tally(rows))


def weak_points(words: Wordsmith) -> ReportTable:
    """What hangs on one body: the worst closings first, then needs with one way, then cut points."""
    rows = sorted(_rows(words, "single-points"), key=_weakness)
    held = [_closing(words, at, closing) for at, closing in enumerate(words.at.worst, start=1)]
    held += [_weak(words, row) for row in rows if row.figure("routes") in (None, 1)]
    columns = (("sort", 16), ("what", 30), ("effect", 54), ("closes", 36), ("layers", 11), ("where", 40))
    return replace(_table(words, "weak", columns, held, "single-points"), head=2)


def _weakness(row: GapRow) -> tuple[int, int]:
    for order, name in enumerate(("routes", "needs", "cut-off")):
        if (figure := row.figure(name)) is not None:
            return order, figure if name == "routes" else -figure
    return 3, 0


def _closing(words: Wordsmith, at: int, closing: RankedClosing) -> tuple[Cell, ...]:
    lost = [loss for loss in closing.losses if loss.after is None]
    farther = [loss for loss in closing.losses if loss.after is not None]
    told = [
        words.say(f"closing-{key}", count=len(held), needs=words.join(words.label(loss.need) for loss in held))
        for key, held in (("lost", lost), ("farther", farther)) if held
    ]  # fmt: skip
    told += [words.say("closing-whole")] if any(_is_whole(words, body) for body in closing.closed) else []
    name = words.say("pair-sign").join(map(words.label, closing.closed))
    return (Cell(words.say("sort-closing", at=at)), Cell(name, "otherwise"), Cell("".join(told)),
            Cell(words.say("closes-closing", body=name)), Cell(""), Cell(""))  # fmt: skip


def _is_whole(words: Wordsmith, body: str) -> bool:
    network = words.at.network
    return network.bodies[body].sort == "named" and is_government(network, network.bodies[body])


def _weak(words: Wordsmith, row: GapRow) -> tuple[Cell, ...]:
    sort = "need" if row.figure("routes") else "loss" if row.figure("needs") else "cut"
    return (
        Cell(words.say(f"sort-{sort}")), Cell(row.subject.of(words.language)), Cell(words.detail(row)),
        Cell(row.closes.of(words.language)), Cell(words.layers(row.layers)), Cell(words.where(row.evidence)),
    )  # fmt: skip


def _findings(words: Wordsmith, name: str, analysis: str, rows: Iterable[GapRow]) -> ReportTable:
    """Rows of an analysis as they are: subject, state, what is said, what would close it, layers, places."""
    held = _by_state(rows)
    cells = [
        (Cell(row.subject.of(words.language)), words.state(row), Cell(words.detail(row)),
         Cell(row.closes.of(words.language)), Cell(words.layers(row.layers)), Cell(words.where(row.evidence)))
        for row in held
    ]  # fmt: skip
    columns = ((f"what-{name}", 38), ("state", 16), ("found", 48), ("closes", 36), ("layers", 11), ("where", 40))
    return replace(_table(words, name, columns, cells, analysis), tally=words.tally(held))


def one_way(words: Wordsmith) -> ReportTable:
    """The linkages stated one way only."""
    return _findings(words, "one-way", "one-way", _rows(words, "one-way"))


def drift(words: Wordsmith) -> ReportTable:
    """What two plans of the place say differently."""
    return _findings(words, "drift", "drift", _rows(words, "drift"))


def measures(words: Wordsmith) -> ReportTable:
    """The measures without department, indicator or result; indicators have their own table."""
    figures = {figure.id for figure in _figures(words)}
    rows = [row for row in _rows(words, "measures") if not figures.intersection(row.evidence)]
    return _findings(words, "measures", "measures", rows)


def _figures(words: Wordsmith) -> Iterator[Figure]:
    for document in words.documents:
        for figure in words.at.snapshot.statements.figures_in.get(document.id, ()):
            if figure.role != "observation":
                yield figure


def indicators(words: Wordsmith) -> ReportTable:
    """Every indicator with baseline, target and actual as printed, and what the analyses say of it."""
    groups: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for figure in _figures(words):
        groups[figure.document, figure.label.ja, figure.part].append(figure)
    said = {fact: row for row in _rows(words, "measures") for fact in row.evidence}
    columns = (("letter", 7), ("indicator", 40), ("unit", 9), ("baseline", 20), ("target", 20), ("actual", 20),
               ("judged", 30), ("where", 40))  # fmt: skip
    rows = [_indicator(words, held, said) for _, held in sorted(groups.items())]
    return replace(_table(words, "indicators", columns, rows), head=2)


def _indicator(words: Wordsmith, held: list[Figure], said: dict[str, GapRow]) -> tuple[Cell, ...]:
    first = held[0]
    row = next((said[figure.id] for figure in held if figure.id in said), None)
    name = first.label.of(words.language) + (words.say("part", part=first.part) if first.part else "")
    told = Cell("")
    if row is not None:
        told = Cell(words.detail(row), "otherwise" if row.state == "found" else TONE_OF_STATE[row.state])
    values = [Cell(_values(words, [figure for figure in held if figure.role == role])) for role in ROLES]
    return (Cell(words.letters[first.document]), Cell(name), Cell(first.unit), *values, told,
            Cell(words.where([figure.id for figure in held], 1)))  # fmt: skip


def _values(words: Wordsmith, figures: list[Figure]) -> str:
    shown = [words.say("value", value=figure.printed or figure.value, period=figure.period) if figure.period else
             figure.printed or figure.value for figure in figures]  # fmt: skip
    return "\n".join(dict.fromkeys(shown))


def unnamed(words: Wordsmith) -> ReportTable:
    """The words that leave a partner open, with whom they stand and how often; most frequent first."""
    bodies, label = words.at.network.bodies, words.label
    groups: dict[str, list[GapRow]] = defaultdict(list)
    for row in _rows(words, "unnamed"):
        printed = next((bodies[subject].label.ja for subject in row.subjects[1:] if subject in bodies), row.subject.ja)
        groups[printed].append(row)

    def cells(printed: str, rows: list[GapRow]) -> tuple[Cell, ...]:
        near = words.join((label(row.subjects[0]) for row in rows), 6)
        facts = [fact for row in rows for fact in row.evidence]
        layers = dict.fromkeys(layer for row in rows for layer in row.layers)
        purposes = words.join((_purpose(words, row) for row in rows), 3)
        return (Cell(printed, "none"), Cell(str(_count(rows))), Cell(near), Cell(purposes),
                Cell(words.say("closes-unnamed", printed=printed)), Cell(words.layers(layers)),
                Cell(words.where(facts)))  # fmt: skip

    ordered = sorted(groups.items(), key=lambda group: (-_count(group[1]), group[0]))
    columns = (("printed", 24), ("count", 8), ("beside", 40), ("purposes", 40), ("closes", 32), ("layers", 11),
               ("where", 40))  # fmt: skip
    return _table(words, "unnamed", columns, (cells(*group) for group in ordered), "unnamed")


def _purpose(words: Wordsmith, row: GapRow) -> str:
    links = words.at.links
    found = next((links[fact].purpose for fact in row.evidence if fact in links), None)
    return found.of(words.language) if found else ""


def _count(rows: Iterable[GapRow]) -> int:
    return sum(row.figure("linkages") or 1 for row in rows)
