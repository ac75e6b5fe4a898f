"""The page of a place: of a prefecture its municipalities compared, of a municipality its desks by need."""

from __future__ import annotations

from dataclasses import dataclass

from tsunagu.gaps.country import ENDS, End, municipalities
from tsunagu.gaps.country_measures import SHARES, desks_listed
from tsunagu.gaps.desks import NeedDesk, Reached, named_desks, reached
from tsunagu.gaps.editions import held_editions
from tsunagu.gaps.fields import themed
from tsunagu.messages import Language, text
from tsunagu.network.records import Concept
from tsunagu.workspace import Workspace

BAR = 168
"""Pixels of a bar that stands for all needs: four each where there are 42."""


@dataclass(frozen=True)
class DeskLine:
    """A need with the desk to turn up at, how to reach it, and where the way ends."""

    need: str
    need_label: str
    end: End
    first: str
    first_label: str
    last: str
    last_label: str
    steps: int
    layer: str
    reached: Reached


@dataclass(frozen=True)
class NamedDesk:
    """A desk that a register or a document names."""

    id: str
    label: str
    kinds: str
    layer: str
    reached: Reached


@dataclass(frozen=True)
class Part:
    """A piece of a bar: so many needs end so."""

    end: End
    count: int
    x: int
    width: int


@dataclass(frozen=True)
class MunicipalityRow:
    """A municipality in the table of its prefecture; `parts` are empty where ways are not counted yet."""

    id: str
    label: str
    kind: str
    code: str
    desks: int
    documents: int
    shares: tuple[int, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Place:
    """What the page of a place shows beside what is said of it elsewhere."""

    kind: str
    within: tuple[tuple[str, str], ...]
    documents: tuple[tuple[str, str, str], ...]
    themes: tuple[tuple[str, tuple[DeskLine, ...]], ...] = ()
    desks: tuple[NamedDesk, ...] = ()
    rows: tuple[MunicipalityRow, ...] = ()
    counted: bool = False
    beside: tuple[tuple[str, str], ...] = ()
    editions: tuple[tuple[str, str], ...] = ()
    """Pairs of documents that are editions of one plan, the older one first."""


def place_page(workspace: Workspace, place: str, language: Language) -> Place:
    """What is to be shown of a place, in a human's order."""
    network = workspace.network
    held = network.concepts[place]
    label = workspace.label(language)
    within = tuple((above, label(above)) for above in network.reaches_of(place)[1:] if above != "place/jp")
    speaking = [document for document in network.concepts_in("document")
                if document.authority in network.reaches_of(place)]  # fmt: skip
    documents = tuple((document.id, document.label.of(language), label(document.authority)) for document in speaking)
    pairs = held_editions(network, workspace.statements, place)
    editions = tuple((first.id, second.id) for first, second in pairs)
    kind = text(f"web-place-kind-{held.place_kind}", language)
    if held.place_kind in ("prefecture", "nation"):
        rows = _municipalities(workspace, held, language)
        desks = _desks(workspace, place, language)
        counted = any(row.parts for row in rows)
        return Place(kind, within, documents, desks=desks, rows=rows, counted=counted, editions=editions)
    beside = tuple((other.id, other.label.of(language)) for other in municipalities(network)
                   if other.prefecture == held.prefecture and other.id != place)  # fmt: skip
    wards = tuple((ward.id, ward.label.of(language)) for ward in network.wards_of.get(place, ()))
    return Place(kind, within, documents, _by_theme(workspace, place, language), _desks(workspace, place, language),
                 beside=wards + beside, editions=editions)  # fmt: skip


def _by_theme(workspace: Workspace, place: str, language: Language) -> tuple[tuple[str, tuple[DeskLine, ...]], ...]:
    rows = {row.need: row for row in workspace.desks_by_need(place).value}
    found: dict[str, list[DeskLine]] = {}
    for theme, need in themed(workspace.network.concepts_in("need")):
        line = _line(workspace, rows[need.id], language)
        found.setdefault(text(f"report-theme-{theme}", language), []).append(line)
    return tuple((theme, tuple(lines)) for theme, lines in found.items())


def _line(workspace: Workspace, row: NeedDesk, language: Language) -> DeskLine:
    def named(thing: str) -> str:
        return workspace.network.label(thing).of(language) if thing else ""

    layer = named(f"layer/{row.layer}") if row.layer else ""
    return DeskLine(row.need, named(row.need), row.end, row.first, named(row.first), row.last, named(row.last),
                    row.steps, layer, row.reached)  # fmt: skip


def _desks(workspace: Workspace, place: str, language: Language) -> tuple[NamedDesk, ...]:
    network = workspace.network
    return tuple(
        NamedDesk(
            body.id, body.label.of(language), "、".join(network.label(kind).of(language) for kind in body.kinds),
            network.label(f"layer/{body.layer}").of(language), reached(network, body),
        )
        for body in named_desks(network, place)
    )  # fmt: skip


def _municipalities(workspace: Workspace, prefecture: Concept, language: Language) -> tuple[MunicipalityRow, ...]:
    network, ends = workspace.network, workspace.country() or {}
    issued = [document.authority for document in network.concepts_in("document")]
    listed = desks_listed(network)
    rows = []
    for place in municipalities(network):
        if place.prefecture == prefecture.id:
            held = list(ends.get(place.id, {}).values())
            shares = tuple(sum(end in counted for end in held) for counted in SHARES.values()) if held else ()
            kind = text(f"web-place-kind-{place.place_kind}", language)
            rows.append(MunicipalityRow(
                place.id, place.label.of(language), kind,
                place.id.removeprefix("place/"), len(listed.get(place.id, ())), issued.count(place.id),
                shares, _parts(held),
            ))  # fmt: skip
    return tuple(rows)


def _parts(held: list[End]) -> tuple[Part, ...]:
    found, at = [], 0
    for end in ENDS:
        count = held.count(end)
        width = round(BAR * count / len(held)) if held else 0
        if count:
            found.append(Part(end, count, at, width))
            at += width
    return tuple(found)
