"""(e) Linkages a document states one way only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tsunagu.gaps.rows import GapRow, State, in_order, once, told
from tsunagu.network.records import Linkage
from tsunagu.referral.snapshot import Snapshot

NAME = "one-way"
QUESTION = "one-way-linkages"
"""The catalogue question whose facts are looked at: handing on, notices and sharing, without a way back."""


def one_way(material: Snapshot) -> Iterator[GapRow]:
    """Yield one row per linkage the question `one-way-linkages` finds, in operation and in the chosen layers.

    not_found: no linkage back in the same document. stated_otherwise: another document of the same local government
    states one, or law gives one between the kinds of the two. That a referral has no way back is often as it should
    be; a notice or a sharing of information without one is worth a look. O(linkages).
    """
    facts = material.facts_of(QUESTION)
    between: dict[tuple[str, str], list[Linkage]] = defaultdict(list)
    for link in material.network.links:
        between[link.start, link.end].append(link)
    authority = {one.id: one.authority for one in material.network.concepts_in("document")}
    for place in material.places:
        for link in (one for document in material.ids_of(place) for one in material.links_in.get(document, ())):
            if link.id in facts and _counts(material, link):
                back = [one for one in between[link.end, link.start] if authority.get(one.document) == place]
                yield _row(material, place, link, back or _by_law(material, link, between))


def _counts(material: Snapshot, link: Linkage) -> bool:
    return link.status == "in_operation" and link.layer in material.layers


def _by_law(material: Snapshot, link: Linkage, between: dict[tuple[str, str], list[Linkage]]) -> list[Linkage]:
    if "statutory" not in material.layers:
        return []
    return [one for start in _kinds(material, link.end) for end in _kinds(material, link.start)
            for one in between.get((start, end), ()) if one.layer == "statutory"]  # fmt: skip


def _kinds(material: Snapshot, end: str) -> tuple[str, ...]:
    body = material.network.bodies.get(end)
    if body is None:
        return ()
    return (body.id,) if body.sort == "kind" else body.kinds


def _row(material: Snapshot, place: str, link: Linkage, back: list[Linkage]) -> GapRow:
    label = material.network.label
    subject = told("gaps-link", start=label(link.start), end=label(link.end), kind=label(f"linkage-kind/{link.kind}"))
    state: State = "stated_otherwise" if back else "not_found"
    key = "gaps-one-way-not-found"
    if back:
        key = "gaps-one-way-by-law" if back[0].layer == "statutory" else "gaps-one-way-elsewhere"
    detail = told(key, purpose=link.purpose)
    closes = told("gaps-one-way-closes", start=label(link.end), end=label(link.start))
    facts = once((link.id, *(one.id for one in back)))
    return GapRow(NAME, place, (link.start, link.end), subject, state, detail,
                  in_order((link.layer, *(one.layer for one in back))), facts, closes)  # fmt: skip
