"""Needs by support stages of a place, field after field; one cell opened into what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from tsunagu.errors import RequestProblem
from tsunagu.gaps.fields import themed
from tsunagu.gaps.need_stages import Cells, NeedStage
from tsunagu.messages import Language, text
from tsunagu.viz.scenes.citation import cite
from tsunagu.workspace import Workspace
from tsunagu.workspace.evidence import Evidence

SIGNS = {"found": "○", "law": "△", "planned": "◇", "under_study": "◇", "not_found": "―", "none": ""}


@dataclass(frozen=True)
class MatrixCell:
    """A cell as it stands in the table: its state, what it says in short; `stage` is empty where nothing applies."""

    stage: str
    state: str
    sign: str
    short: str


@dataclass(frozen=True)
class Duty:
    """A body that has a duty of law there: what it must do, how strongly it is worded, by which provisions."""

    body: str
    label: str
    function: str
    wording: str
    basis: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class OpenedCell:
    """One cell: what it is about, what was found in a sentence, where that stands, and who has a duty by law."""

    need: str
    need_label: str
    stage_label: str
    cell: MatrixCell
    detail: str
    closes: str
    layers: str
    evidence: tuple[Evidence, ...]
    duties: tuple[Duty, ...]


@dataclass(frozen=True)
class Matrix:
    """Stages by id and label, rows by field, how many cells are in which state, and the opened cell."""

    stages: tuple[tuple[str, str], ...]
    fields: tuple[tuple[str, tuple[tuple[str, str, tuple[MatrixCell, ...]], ...]], ...]
    counts: tuple[tuple[str, str, int], ...]
    opened: OpenedCell | None = None


def matrix(workspace: Workspace, place: str, opened: tuple[str, str], language: Language) -> Matrix:
    """The matrix of a place; raises `RequestProblem` for a cell that is not there."""
    cells = workspace.need_stages(place).value
    used = {stage for _, stage in cells}
    stages = tuple((stage.id, stage.label.of(language)) for stage in workspace.network.concepts_in("stage")
                   if stage.id in used)  # fmt: skip
    fields: dict[str, list[tuple[str, str, tuple[MatrixCell, ...]]]] = {}
    for theme, need in themed(workspace.network.concepts_in("need")):
        row = tuple(_cell(cells.get((need.id, stage)), language) for stage, _ in stages)
        fields.setdefault(text(f"report-theme-{theme}", language), []).append(
            (need.id, need.label.of(language), row))  # fmt: skip
    told = tuple((theme, tuple(rows)) for theme, rows in fields.items())
    return Matrix(stages, told, _counts(cells, language), _opened(workspace, cells, opened, language))


def _counts(cells: Cells, language: Language) -> tuple[tuple[str, str, int], ...]:
    states = [cell.state for cell in cells.values()]
    return tuple((state, text(f"web-state-{state}", language), states.count(state))
                 for state in SIGNS if state in states)  # fmt: skip


def _cell(held: NeedStage | None, language: Language) -> MatrixCell:
    if held is None:
        return MatrixCell("", "none", "", "")
    counted = held.state == "found"
    short = text("picture-matrix-services" if counted else f"web-cell-{held.state}", language, count=held.services)
    return MatrixCell(held.stage, held.state, SIGNS[held.state], short)


def _opened(workspace: Workspace, cells: Cells, key: tuple[str, str], language: Language) -> OpenedCell | None:
    if key == ("", ""):
        return None
    if key not in cells:
        raise RequestProblem("web-choice")
    held = cells[key]
    label = workspace.label(language)
    layers = "・".join(workspace.network.label(f"layer/{layer}").of(language) for layer in held.layers)
    evidence = workspace.evidence([held.row.evidence], language)[0]
    return OpenedCell(
        held.need, label(held.need), workspace.network.label(held.stage).of(language), _cell(held, language),
        held.row.detail.of(language), held.row.closes.of(language), layers, evidence,
        tuple(_duties(workspace, held, language)),
    )  # fmt: skip


def _duties(workspace: Workspace, held: NeedStage, language: Language) -> list[Duty]:
    network = workspace.network
    known = {duty.id: duty for duties in network.duties_of.values() for duty in duties}
    return [
        Duty(body, network.label(body).of(language), network.label(known[duty].function).of(language),
             network.label(f"modality/{known[duty].modality}").of(language),
             tuple((basis, cite(network, basis, language)) for basis in known[duty].basis))
        for body, duties in held.duties for duty in duties if duty in known
    ]  # fmt: skip
