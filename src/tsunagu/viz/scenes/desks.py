"""The picture of a place no document speaks of: the first desk for each need, and what else law gives the place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tsunagu.gaps.desks import NeedDesk
from tsunagu.gaps.fields import themed
from tsunagu.network.records import Body
from tsunagu.viz.scenes.citation import cite
from tsunagu.viz.scenes.projector import Projector, form_of
from tsunagu.viz.scenes.scene import Link, Node, Scene, Subject

DESKS = ("desks-named", "desks-law", "desks-kind")
"""Zones of the first desks: named by a register, given by law, a kind of which none is named."""
OTHERS = "desks-others"
SORTS = {"named": "desks-named", "expected": "desks-law", "kind": "desks-kind"}


def desks_scene(projector: Projector, place: str, rows: Sequence[NeedDesk]) -> Scene:
    """Needs of one field that begin at one desk are one box; `rows` are those of `tsunagu.gaps.desks` for the place."""
    network = projector.network
    theme_of = {need.id: theme for theme, need in themed(network.concepts_in("need"))}
    going = sorted((row for row in rows if row.first), key=lambda row: list(theme_of).index(row.need))
    boxes: dict[str, list[str]] = {}
    for row in going:
        boxes.setdefault(f"needs {theme_of[row.need]} {row.first}", []).append(row.need)
    firsts = {row.first: network.bodies[row.first] for row in going}
    must = [body for body in network.bodies_in.get(place, ()) if body.modality == "must" and body.id not in firsts]
    nodes = (
        *(_need(projector, need, box, needs[0]) for box, needs in boxes.items() for need in needs),
        *(_desk(projector, body, SORTS[body.sort]) for body in firsts.values()),
        *(_desk(projector, body, OTHERS) for body in must),
    )
    counts = _counted(firsts, rows)
    said = {"place": projector.label(place), "needs": len(rows), **counts, "nowhere": counts["nowhere"] or "-"}
    subject = Subject(
        "desks", f"place-{place.rpartition('/')[2]}", projector.text("picture-desks-title", **said),
        projector.text("picture-desks-heading", **said), projector.text("picture-desks-intro"),
        _titles(projector, theme_of.values()), _facts(counts, must),
        (("picture-about-place", projector.label(place)),
         ("picture-about-law", projector.text("picture-about-law-text"))),
        (projector.text("picture-desks-note"),),
        (tuple(f"theme {theme}" for theme in dict.fromkeys(theme_of.values())), DESKS),
        ordered=tuple(f"theme {theme}" for theme in theme_of.values()),
    )  # fmt: skip
    return Scene(subject, nodes, tuple(_link(projector, row) for row in going))


def _counted(firsts: Mapping[str, Body], rows: Iterable[NeedDesk]) -> dict[str, int]:
    """How many needs begin at a desk of which sort, and how many nowhere."""
    found = Counter(firsts[row.first].sort if row.first else "nowhere" for row in rows)
    return {"named": found["named"], "law": found["expected"], "kind": found["kind"], "nowhere": found["nowhere"]}


def _facts(counts: Mapping[str, int], others: Sequence[Body]) -> tuple[tuple[str, int | str], ...]:
    held = [(f"picture-fact-desks-{name}", count) for name, count in counts.items()]
    return (*held, ("picture-fact-desks-others", len(others)))


def _titles(projector: Projector, themes: Iterable[str]) -> dict[str, str]:
    zones = {zone: projector.text(f"picture-zone-{zone}") for zone in DESKS}
    zones[f"{OTHERS} rest"] = projector.text(f"picture-zone-{OTHERS}")
    return {f"theme {theme}": projector.text(f"report-theme-{theme}") for theme in themes} | zones


def _need(projector: Projector, need: str, box: str, first: str) -> Node:
    """A need in the box it shares with others, which is called by the first of them."""
    called = projector.text("picture-desks-more", need=projector.label(first))
    return Node(need, projector.label(need), projector.text("picture-kind-need"), "need", f"theme {box.split()[1]}",
                group=box, group_label=called)  # fmt: skip


def _desk(projector: Projector, body: Body, zone: str) -> Node:
    closed = projector.is_closed(body)
    basis = () if closed or body.sort != "expected" else body.basis
    return Node(
        body.id, projector.label(body.id), projector.kind_of(body), form_of(projector.network, body), zone, closed,
        basis=tuple(cite(projector.network, provision, projector.language) for provision in basis),
    )  # fmt: skip


def _link(projector: Projector, row: NeedDesk) -> Link:
    return Link(f"first {row.need}", row.need, row.first, "first", projector.text("picture-link-first"), row.layer,
                projector.label(f"layer/{row.layer}"), projector.label(row.need))  # fmt: skip
