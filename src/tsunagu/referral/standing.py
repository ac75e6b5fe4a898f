"""Which facts count on a day, and which bodies are there.

Dates are days of validity: a document's facts hold from the first day of its period on, a document without a printed
period holds always.
"""

from __future__ import annotations

from datetime import date

from tsunagu.network.model import Network
from tsunagu.network.records import Body

WALKED_LAYERS = ("statutory", "stated", "reported", "listed", "inferred")
"""Layers that count where none are chosen; planned and opinion are left out."""
MOST_STEPS = 4
"""Longest route that is looked for."""
NOT_YET = frozenset({"planned", "under_study"})


def has_begun(network: Network, document: str, day: date) -> bool:
    """Tell whether a document's facts hold on a day: from its first day on; law and undated documents always."""
    begins = network.concepts[document].period.begins if document in network.concepts else None
    return begins is None or begins <= day


def is_open(body: Body, day: date) -> bool:
    """Tell whether a body is there on a day: a desk, neither planned nor under study, nor before or after its life.

    A former body without a known last day counts as closed.
    """
    gone = body.status == "former" and (body.life.ends is None or body.life.ends < day)
    return body.is_desk and not gone and body.status not in NOT_YET and body.life.holds(day)
