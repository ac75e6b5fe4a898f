"""Anchors: the words at a place, at most twenty characters, exactly as `tsunagu verify` compares them."""

from __future__ import annotations

from tsunagu.graph.text import ANCHOR_LIMIT, Span, normal_form

LIST_SIGN = "；"


def anchor(text: str, span: Span) -> tuple[Span, str] | None:
    """The first words of a span that make an anchor, None where it shows nothing.

    >>> anchor("  相談支援の充実を図ります。", Span(2, 14))
    (Span(start=2, end=14), '相談支援の充実を図ります')
    """
    start, end = span.start, span.start
    words = ""
    for at in range(span.start, span.end):
        sign = normal_form(text[at])
        if sign == LIST_SIGN or (not sign and not words):
            start = at + 1 if not words else start
            if words:
                break
            continue
        if len(words) + len(sign) > ANCHOR_LIMIT:
            break
        words += sign
        end = at + 1
    while end > start and not normal_form(text[end - 1]):
        end -= 1
    return (Span(start, end), words) if words else None
