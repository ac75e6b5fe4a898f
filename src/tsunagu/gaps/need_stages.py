"""One cell for each need and support stage of a place: what documents say, else who has the duty by law alone.

The one calculation behind the matrix of the report, its workbook, the picture of needs and the page of gaps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from tsunagu.gaps.rows import GapRow, in_order
from tsunagu.referral.snapshot import Snapshot

CellState = Literal["found", "planned", "under_study", "law", "not_found"]
Cells = Mapping[tuple[str, str], "NeedStage"]


@dataclass(frozen=True)
class NeedStage:
    """A need at a stage: its state, the row of the analysis it comes from, the layers it rests on.

    `duties` are the bodies one may turn to that have a duty of law there, with the ids of the duties.
    """

    need: str
    stage: str
    state: CellState
    row: GapRow
    layers: tuple[str, ...]
    duties: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def services(self) -> int:
        """How many services the state rests on."""
        return self.row.figure("services") or 0


def need_stages(
    snapshot: Snapshot, place: str, rows: Iterable[GapRow], is_secret: Callable[[str], bool] = lambda _: False
) -> Cells:
    """The cells of a place from its rows of `stages`, by need and stage; one referral a need.

    A body whose place is secret is not counted.
    """
    lawful = _by_law(snapshot, place, is_secret)
    pairs = (row for row in rows if row.place == place and len(row.subjects) > 1)
    return {(row.subjects[0], row.subjects[1]): _cell((row.subjects[0], row.subjects[1]), row, lawful) for row in pairs}


Lawful = Mapping[tuple[str, str], Mapping[str, "_Door"]]


@dataclass
class _Door:
    """A body one may turn to: the layer by which it is one, and its duties of a stage."""

    layer: str
    duties: list[str]


def _cell(key: tuple[str, str], row: GapRow, lawful: Lawful) -> NeedStage:
    held = lawful.get(key, {})
    duties = tuple((body, tuple(dict.fromkeys(door.duties))) for body, door in held.items())
    if row.state in ("found", "planned", "under_study"):
        return NeedStage(*key, row.state, row, row.layers, duties)
    if held:
        layers = in_order(("statutory", *(door.layer for door in held.values())))
        return NeedStage(*key, "law", row, layers, duties)
    return NeedStage(*key, "not_found", row, ())


def _by_law(snapshot: Snapshot, place: str, is_secret: Callable[[str], bool]) -> Lawful:
    """Need and stage to the desks a resident may turn to that have a duty of that stage by law."""
    found: dict[tuple[str, str], dict[str, _Door]] = defaultdict(dict)
    for need in snapshot.network.concepts_in("need"):
        referral = snapshot.referral(place, need.id)
        for body, offers in referral.ends[referral.case.wants[0]].items():
            if body in referral.roots and not is_secret(body):
                for offer in offers:
                    if offer.duty is not None and offer.duty.layer == "statutory":
                        stage = snapshot.network.stage_of(offer.duty.function)
                        door = found[need.id, stage].setdefault(body, _Door(referral.roots[body].layer, []))
                        door.duties.append(offer.duty.id)
    return found
