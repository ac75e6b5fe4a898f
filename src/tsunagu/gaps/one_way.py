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


def one_way(snapshot: Snapshot) -> Iterator[GapRow]:
    """Yield one row per linkage the question `one-way-linkages` finds, in operation and in the chosen layers.

    not_found: no linkage back in the same document. stated_otherwise: another document of the same local government
    states one, or law gives one between the kinds of the two. That a referral has no way back is often as it should
    be; a notice or a sharing of information without one is worth a look. O(linkages).
    """
    facts = snapshot.facts_of(QUESTION)
    between: dict[tuple[str, str], list[Linkage]] = defaultdict(list)
    for link in snapshot.network.links:
        between[link.start, link.end].append(link)
    authority = {document.id: document.authority for document in snapshot.network.concepts_in("document")}
    for place in snapshot.places:
        stated = (link for document in snapshot.ids_of(place) for link in snapshot.links_in.get(document, ()))
        for link in stated:
            if link.id in facts and _counts(snapshot, link):
                back = [
                    linkage for linkage in between[link.end, link.start] if authority.get(linkage.document) == place
                ]
                yield _row(snapshot, place, link, back or _by_law(snapshot, link, between))


def _counts(snapshot: Snapshot, link: Linkage) -> bool:
    return link.status == "in_operation" and link.layer in snapshot.layers


def _by_law(snapshot: Snapshot, link: Linkage, between: dict[tuple[str, str], list[Linkage]]) -> list[Linkage]:
    if "statutory" not in snapshot.layers:
        return []
    return [linkage for start in _kinds(snapshot, link.end) for end in _kinds(snapshot, link.start)
            for linkage in between.get((start, end), ()) if linkage.layer == "statutory"]  # fmt: skip


def _kinds(snapshot: Snapshot, end: str) -> tuple[str, ...]:
    body = snapshot.network.bodies.get(end)
    if body is None:
        return ()
    return (body.id,) if body.sort == "kind" else body.kinds


def _row(snapshot: Snapshot, place: str, link: Linkage, back: list[Linkage]) -> GapRow:
    label = snapshot.network.label
    subject = told("gaps-link", start=label(link.start), end=label(link.end), kind=label(f"linkage-kind/{link.kind}"))
    state: State = "stated_otherwise" if back else "not_found"
    key = "gaps-one-way-not-found"
    if back:
        key = "gaps-one-way-by-law" if back[0].layer == "statutory" else "gaps-one-way-elsewhere"
    detail = told(key, purpose=link.purpose)
    closes = told("gaps-one-way-closes", start=label(link.end), end=label(link.start))
    facts = once((link.id, *(linkage.id for linkage in back)))
    return GapRow(NAME, place, (link.start, link.end), subject, state, detail,
                  in_order((link.layer, *(linkage.layer for linkage in back))), facts, closes)  # fmt: skip
