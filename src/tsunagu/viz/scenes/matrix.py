"""Needs against places, or against the support stages of one place: what each cell says, and where it is drawn.

The cells are the rows of two gap analyses (`tsunagu.gaps.coverage`, `tsunagu.gaps.stages`); nothing is counted anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tsunagu.errors import ConfidentialLeak
from tsunagu.gaps.coverage import coverage
from tsunagu.gaps.fields import themed
from tsunagu.gaps.need_stages import NeedStage, need_stages
from tsunagu.gaps.rows import GapRow
from tsunagu.gaps.stages import stages
from tsunagu.messages import Language, text
from tsunagu.referral.snapshot import Snapshot

LOOKS: dict[str, tuple[str, str, str]] = {
    "here": ("◎", "#cfe3d4", "#1f5a31"),
    "found": ("○", "#e3f0e6", "#1f5a31"),
    "listed": ("▽", "#e2eff6", "#1d4f6e"),
    "law": ("△", "#e9e8f6", "#3a3680"),
    "planned": ("◇", "#fbeede", "#7c4409"),
    "under_study": ("◇", "#fbeede", "#7c4409"),
    "stated_otherwise": ("□", "#f7eaf2", "#6f2253"),
    "not_found": ("－", "#ffffff", "#4d5963"),
    "none": ("", "#eceef0", "#4d5963"),
}
"""Sign, ground and ink of each state; every cell says its state in words too."""


@dataclass(frozen=True)
class GridCell:
    """One cell: its state, what stands in it in short, its evidence layers, and the finding in a sentence.

    `counted` where what stands in short is a figure.
    """

    row: str
    column: str
    state: str
    short: str = ""
    layers: tuple[str, ...] = ()
    detail: str = ""
    counted: bool = False


@dataclass(frozen=True)
class Grid:
    """A matrix in one language; `rows` and `columns` are (id, label), `cells` by row and column."""

    stem: str
    title: str
    heading: str
    intro: str
    rows: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]
    cells: dict[tuple[str, str], GridCell]
    corner: str

    def cell(self, row: str, column: str) -> GridCell:
        """The cell of a row and a column; one without a finding has the state `none`."""
        return self.cells.get((row, column), GridCell(row, column, "none"))


def coverage_grid(snapshot: Snapshot, language: Language) -> Grid:
    """Needs × places: the fewest steps from where a resident may start to somebody who meets the need."""
    network = snapshot.network
    cells = [_coverage_cell(snapshot, row, language) for row in coverage(snapshot)]
    columns = tuple((place, network.label(place).of(language)) for place in snapshot.places)
    return Grid(
        "matrix-places", text("picture-matrix-title", language), text("picture-matrix-heading", language),
        text("picture-matrix-intro", language), _needs(snapshot, language), columns,
        {(cell.row, cell.column): cell for cell in cells}, text("picture-matrix-corner", language),
    )  # fmt: skip


def stages_grid(
    snapshot: Snapshot, place: str, language: Language, is_secret: Callable[[str], bool] = lambda _: False
) -> Grid:
    """Needs × support stages of one place: the services the documents state for each, else what law alone gives."""
    label = snapshot.network.label
    held_cells = need_stages(snapshot, place, stages(snapshot), is_secret)
    cells = [_stage_cell(snapshot, cell, language) for cell in held_cells.values()]
    held = {cell.column for cell in cells}
    known = (stage for stage in snapshot.network.concepts_in("stage") if stage.id in held)
    columns = tuple((stage.id, stage.label.of(language)) for stage in known)
    return Grid(
        f"matrix-{place.rsplit('/', 1)[-1]}", text("picture-stages-title", language, place=label(place).of(language)),
        text("picture-stages-heading", language), text("picture-stages-intro", language), _needs(snapshot, language),
        columns, {(cell.row, cell.column): cell for cell in cells}, text("picture-stages-corner", language),
    )  # fmt: skip


def refuse_cells_with_more(cells: Iterable[dict[str, object]]) -> None:
    """Raise `ConfidentialLeak` where a cell carries more than a state, layers and its sentence."""
    allowed = {"id", "row", "column", "state", "state_label", "sign", "short", "layers", "detail", "counted"}
    for cell in cells:
        extra = sorted(set(cell) - allowed)
        if extra:
            raise ConfidentialLeak("confidential-leak", count=len(extra), subject=str(cell["id"]), predicate=extra[0])


def cell_items(grid: Grid) -> list[dict[str, object]]:
    """The cells in reading order, ids `c1` and on; checked by `refuse_cells_with_more`."""
    items: list[dict[str, object]] = []
    for number, (row, _) in enumerate(grid.rows):
        for at, (column, _) in enumerate(grid.columns):
            cell = grid.cell(row, column)
            items.append({
                "id": f"c{number * len(grid.columns) + at + 1}", "row": number, "column": at, "state": cell.state,
                "sign": LOOKS[cell.state][0], "short": cell.short, "layers": list(cell.layers), "detail": cell.detail,
                "counted": cell.counted,
            })  # fmt: skip
    refuse_cells_with_more(items)
    return items


def _needs(snapshot: Snapshot, language: Language) -> tuple[tuple[str, str], ...]:
    """The needs by fields: violence first."""
    return tuple((need.id, need.label.of(language)) for _, need in themed(snapshot.network.concepts_in("need")))


def _coverage_cell(snapshot: Snapshot, row: GapRow, language: Language) -> GridCell:
    hops = row.figure("hops")
    state: str = "law" if row.state == "law_only" else row.state
    if state == "found" and hops == 0:
        state = "here"
    short = text("picture-matrix-steps", language, steps=hops) if hops else text(_cell_key(state), language)
    layers = _layers(snapshot, row.layers, language)
    return GridCell(row.subjects[0], row.place, state, short, layers, row.detail.of(language), bool(hops))


def _stage_cell(snapshot: Snapshot, cell: NeedStage, language: Language) -> GridCell:
    counted = cell.state == "found"
    short = text("picture-matrix-services", language, count=cell.services) if counted else text(
        _cell_key(cell.state), language)  # fmt: skip
    layers = _layers(snapshot, cell.layers, language)
    return GridCell(cell.need, cell.stage, cell.state, short, layers, cell.row.detail.of(language), counted)


def _cell_key(state: str) -> str:
    return f"picture-cell-{state.replace('_', '-')}"


def _layers(snapshot: Snapshot, layers: Iterable[str], language: Language) -> tuple[str, ...]:
    return tuple(snapshot.network.label(f"layer/{layer}").of(language) for layer in layers)
