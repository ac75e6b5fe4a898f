"""A place with bodies taken as closed: what residents no longer reach stands out (`tsunagu.closures.what_if`)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from tsunagu.closures.reach import Reach, newest_day, reach_of
from tsunagu.closures.walks import reached
from tsunagu.closures.what_if import Outcome, what_if
from tsunagu.referral.rulebook import Rulebook
from tsunagu.referral.snapshot import View, snapshot_of
from tsunagu.referral.standing import MOST_STEPS
from tsunagu.viz.scenes.place import about_place, documents_of, select_place, zone_titles
from tsunagu.viz.scenes.projector import Projector, Selection, zone_of
from tsunagu.viz.scenes.scene import Mark, Scene, Subject


def closing_scene(
    projector: Projector, rulebook: Rulebook, place: str, closed: Collection[str], day: date | None = None
) -> Scene:
    """The network of a place with bodies (ids) taken as closed.

    A cross marks what is closed, bars what residents of the place then reach no more; linkages of closed bodies are
    faded and lead nowhere. The figures tell before and after.
    """
    network = projector.network
    reach = reach_of(snapshot_of(network, rulebook, View(day or newest_day(network), places=(place,))))
    outcome = what_if(reach, closed)
    documents = documents_of(network, place)
    projected = projector.project(_marked(projector, place, outcome), documents)
    names, name = _listed(projector, closed), projector.label(place)
    subject = Subject(
        "what-if", f"what-if-{place.rsplit('/', 1)[-1]}", projector.text("picture-closing-title", names=names),
        projector.text("picture-closing-heading", place=name), projector.text("picture-closing-intro", authority=name),
        zone_titles(projector, name), _facts(reach, outcome), about_place(projector, place, projected),
        _notes(projector, outcome), sources=projected.sources,
    )  # fmt: skip
    return Scene(subject, projected.nodes, projected.links, projected.withheld)


def _marked(projector: Projector, place: str, outcome: Outcome) -> Selection:
    """The bodies of the place, and those that are closed or cut off wherever they are."""
    network, chosen = projector.network, select_place(projector.network, place)
    marks: dict[str, Mark] = {**dict.fromkeys(outcome.unreachable, "cut"), **dict.fromkeys(outcome.closed, "gone")}
    remarks = {"cut": projector.text("picture-mark-cut"), "gone": projector.text("picture-tag-gone")}
    zones = {**chosen.zones, **{body: zone_of(network, network.bodies[body], place) for body in marks}}
    gone = frozenset(link.id for link in chosen.links if {link.start, link.end} & set(outcome.closed))
    return Selection(zones, chosen.links, marks, {body: remarks[mark] for body, mark in marks.items()}, gone)


def _facts(reach: Reach, outcome: Outcome) -> tuple[tuple[str, int | str], ...]:
    shut = frozenset(outcome.closed)
    before, after = reached(reach.places), reached(reach.places, shut)
    met = outcome.kept + len(outcome.changes)
    return (
        ("picture-fact-reached", f"{len(before)} → {len(after)}"),
        ("picture-fact-cut", len(outcome.unreachable)),
        ("picture-fact-needs", f"{met} → {met - len(outcome.of('lost'))}"),
        ("picture-fact-farther", len(outcome.of("farther"))),
        ("picture-fact-services", len(outcome.services)),
    )


def _notes(projector: Projector, outcome: Outcome) -> tuple[str, ...]:
    told = [projector.text("picture-closing-rule", most=MOST_STEPS)]
    for change, key in (("lost", "picture-closing-lost"), ("farther", "picture-closing-farther")):
        needs = [met.need for met in outcome.changes if met.change == change]
        if needs:
            told.append(projector.text(key, needs=_listed(projector, needs)))
    if not outcome.changes:
        told.append(projector.text("picture-closing-no-change"))
    if outcome.unreachable:
        told.append(projector.text("picture-closing-cut", names=_listed(projector, outcome.unreachable)))
    return (*told, projector.text("picture-note-expected"))


def _listed(projector: Projector, identifiers: Iterable[str]) -> str:
    return projector.text("page-list-separator").join(projector.label(identifier) for identifier in identifiers)
