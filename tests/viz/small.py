"""Every kind of picture of the hand-made network: small enough to be opened in every language and width."""

from __future__ import annotations

from tests.viz.networks import FIRST, GUARD, SECOND, TOWN, places
from tsunagu.closures.reach import newest_day
from tsunagu.disclosure.guard import Guard
from tsunagu.gaps.desks import NeedDesk, desks_by_need
from tsunagu.messages import Language
from tsunagu.network.model import Network
from tsunagu.network.records import Words
from tsunagu.network.statements import Measure, Statements
from tsunagu.referral.rulebook import Rulebook
from tsunagu.referral.snapshot import Snapshot
from tsunagu.viz.pages.frame import ALONE
from tsunagu.viz.pages.matrix import matrix_page
from tsunagu.viz.pages.network import scene_page
from tsunagu.viz.scenes.closing import closing_scene
from tsunagu.viz.scenes.comparison import compare_scene
from tsunagu.viz.scenes.desks import desks_scene
from tsunagu.viz.scenes.law import LawRequest, law_scene
from tsunagu.viz.scenes.matrix import coverage_grid, stages_grid
from tsunagu.viz.scenes.place import place_scene
from tsunagu.viz.scenes.projector import Projector
from tsunagu.viz.scenes.scene import Scene
from tsunagu.viz.scenes.surroundings import body_scene, route_scene

SMALL = ("place", "desks", "body", "compare", "what-if", "law", "route", "matrix", "stages")
WAY, PROTECTING = ("linkage/2", "linkage/7"), "service/1"
"""A way to the shelter, and what it offers."""
MEASURES = (
    Measure("measure/1", FIRST, "1", Words("守る施策"), functions=frozenset({"function/protect"})),
    Measure("measure/2", FIRST, "2", Words("聴く施策"), functions=frozenset({"function/consult"})),
    Measure("measure/3", FIRST, "3", Words("聴く施策2"), functions=frozenset({"function/consult"})),
)


def projector(held: Network | None = None, language: Language = "ja") -> Projector:
    return Projector(Guard(held) if held else GUARD, language, places)


def first_desks(used: Projector) -> tuple[NeedDesk, ...]:
    return desks_by_need(used.network, Rulebook(), newest_day(used.network), TOWN)


def scenes(held: Network | None = None, language: Language = "ja") -> dict[str, Scene]:
    used = projector(held, language)
    return {
        "place": place_scene(used, TOWN), "desks": desks_scene(used, TOWN, first_desks(used)),
        "body": body_scene(used, "body/clinic", 2),
        "compare": compare_scene(used, FIRST, SECOND),
        "what-if": closing_scene(used, Rulebook(), TOWN, ["body/clinic"]),
        "law": law_scene(used, LawRequest(TOWN, (FIRST,), ("law/1",)), MEASURES),
        "route": route_scene(used, list(map(used.guard.shown_id, WAY)), used.guard.shown_id(PROTECTING)),
    }  # fmt: skip


def material(held: Network | None = None) -> Snapshot:
    used = (Guard(held) if held else GUARD).network
    return Snapshot(used, Statements(), newest_day(used))


def every_page(held: Network, language: Language) -> dict[str, str]:
    guard = Guard(held)
    pages = {kind: scene_page(guard.scene(scene), language) for kind, scene in scenes(held, language).items()}
    used = material(held)
    for name, grid in (("matrix", coverage_grid(used, language)), ("stages", stages_grid(used, TOWN, language))):
        pages[name] = matrix_page(guard.show(grid), [FIRST], used.day, language, ALONE)
    return pages
