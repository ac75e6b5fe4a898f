"""What a kind of linkage does for a person: hands her on, or only has bodies cooperate.

A person is *handed on* where one body refers her, notifies another, asks it for protection or entrusts it with her
case. Where bodies merely keep in touch, meet or share information nobody takes her anywhere: such linkages explain a
route and never lead one (DESIGN 5).
"""

from __future__ import annotations

HANDING_ON = frozenset({"refer", "notify", "request_protection", "entrust"})
"""Kinds of linkage along which a person is handed on."""
ENTER, TOLD = "enter", "told"
"""Steps without a linkage: a resident turns up at a desk; a desk tells her of another she may turn to."""
