"""A picture of an answer: its triples, or the things that stand in one row, as arrows between boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tsunagu.messages import Language, text
from tsunagu.viz.scenes.scene import Link, Node, Scene, Subject

FORMS = {
    "body": "organisation", "expected": "expected", "desk": "desk", "body-type": "type", "measure": "measure",
    "service": "service", "law": "article", "duty": "duty", "place": "government",
}  # fmt: skip
"""The form a thing is drawn in, by the first part of its id; all others are drawn as sheets."""
LAYER = "stated"
"""The line all arrows are drawn in: an answer does not say on which layer it rests."""


@dataclass(frozen=True)
class End:
    """An end of an arrow: a thing by its id, what it is called, what kind of thing it is."""

    id: str
    label: str
    kind: str


@dataclass(frozen=True)
class Arrow:
    """One triple, or two things of one row: from where to where, and what the arrow says."""

    start: End
    end: End
    says: str


def answer_scene(arrows: Sequence[Arrow], language: Language, cut: int = 0) -> Scene:
    """The scene of arrows; things that only begin one stand on the left, those that only end one on the right.

    `cut` is how many further arrows the answer has.
    """
    starts, ends = ({arrow.start.id for arrow in arrows}, {arrow.end.id for arrow in arrows})
    things = {end.id: end for arrow in arrows for end in (arrow.start, arrow.end)}

    def zone(thing: str) -> str:
        return "answer-between" if thing in starts and thing in ends else "answer-from" if thing in starts else (
            "answer-to")  # fmt: skip

    nodes = tuple(
        Node(thing.id, thing.label, thing.kind, FORMS.get(thing.id.partition("/")[0], "duty"), zone(thing.id))
        for thing in things.values()
    )
    layer = text("picture-answer-layer", language)
    links = tuple(Link(f"arrow/{number}", arrow.start.id, arrow.end.id, arrow.says, arrow.says, LAYER, layer)
                  for number, arrow in enumerate(arrows))  # fmt: skip
    zones = {name: text(f"picture-zone-{name}", language) for name in ("answer-from", "answer-between", "answer-to")}
    notes = (text("picture-answer-cut", language, count=cut),) if cut else ()
    subject = Subject(
        "answer", "answer", text("picture-answer-title", language), text("picture-answer-heading", language),
        text("picture-answer-intro", language), zones, (("picture-fact-things", len(nodes)), ("picture-fact-arrows",
        len(links))), (), notes, tuple((name,) for name in zones),
    )  # fmt: skip
    return Scene(subject, nodes, links)
