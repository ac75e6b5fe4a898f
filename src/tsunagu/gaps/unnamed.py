"""(i) Linkages whose partner the text leaves open, grouped by what one name would close."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tsunagu.gaps.rows import GapRow, in_order, once, told
from tsunagu.network.records import Linkage, Words
from tsunagu.referral.snapshot import Snapshot

NAME = "unnamed"


def unnamed(snapshot: Snapshot) -> Iterator[GapRow]:
    """Yield one row per document, named end, kind of linkage, purpose and printed word.

    The printed word (関係機関, 専門の窓口 …) is shown as it stands and never guessed into a body. Every layer of the
    documents counts, planned and opinion too, and is shown. O(linkages).
    """
    for place in snapshot.places:
        for document in snapshot.ids_of(place):
            groups: dict[tuple[str, str, Words, str, bool], list[Linkage]] = defaultdict(list)
            for link in snapshot.links_in.get(document, ()):
                for key in _keys(snapshot, link):
                    groups[key].append(link)
            for (named, kind, purpose, printed, outward), links in sorted(groups.items()):
                yield _row(snapshot, place, (named, kind, purpose, printed, outward), links)


def _keys(snapshot: Snapshot, link: Linkage) -> Iterator[tuple[str, str, Words, str, bool]]:
    bodies = snapshot.network.bodies
    start, end = bodies.get(link.start), bodies.get(link.end)
    if end and end.sort == "unnamed":
        # Both ends may be left open; then the other end is shown by its printed word as well.
        named = start.label.ja if start and start.sort == "unnamed" else link.start
        yield named, link.kind, link.purpose, end.label.ja, True
    elif start and start.sort == "unnamed":
        yield link.end, link.kind, link.purpose, start.label.ja, False


def _row(snapshot: Snapshot, place: str, key: tuple[str, str, Words, str, bool], links: list[Linkage]) -> GapRow:
    named, kind, purpose, printed, outward = key
    network = snapshot.network
    partner = Words(f"「{printed}」", f'"{printed}"')
    body = network.label(named)
    ends = {"start": body, "end": partner} if outward else {"start": partner, "end": body}
    subject = told("gaps-link", kind=network.label(f"linkage-kind/{kind}"), **ends)
    detail = told("gaps-unnamed-detail", purpose=purpose, count=len(links), printed=printed)
    closes = told("gaps-unnamed-closes", printed=printed, body=body, kind=network.label(f"linkage-kind/{kind}"))
    subjects = tuple(sorted({link.end if outward else link.start for link in links}))
    return GapRow(NAME, place, (named, *subjects), subject, "not_found", detail,
                  in_order(link.layer for link in links), once(link.id for link in links), closes,
                  (("linkages", len(links)),))  # fmt: skip
