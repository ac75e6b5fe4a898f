"""No picture may show where a confidential place is (DESIGN 6; see also `tsunagu.disclosure.quads`).

Pages never carry addresses, telephones, coordinates or web pages of any body. A body, or a kind of body, that is
disclosed only by its front door or not at all shows its label and kind and nothing more: no source, no reading,
no rows. `refuse_leaks` checks what is about to be written, whoever made it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tsunagu.errors import ConfidentialLeak

# What a drawn node may carry: the drawing itself, and for open nodes what the document says of it.
DRAWING = frozenset(
    {"id", "label", "lines", "kind", "form", "zone", "x", "y", "width", "height", "closed", "linked", "tag", "look"}
)
DETAILS = frozenset({"kana", "status", "spots", "rows", "members", "basis"})
_EMPTY: tuple[object, ...] = ("", (), [], None)


def refuse_leaks(nodes: Iterable[Mapping[str, object]]) -> None:
    """Raise `ConfidentialLeak` where a drawn node carries more than it may."""
    for node in nodes:
        filled = {name for name, value in node.items() if value not in _EMPTY}
        allowed = DRAWING if node.get("closed") else DRAWING | DETAILS
        extra = sorted(filled - allowed)
        if extra:
            raise ConfidentialLeak("confidential-leak", count=len(extra), subject=str(node["id"]), predicate=extra[0])
