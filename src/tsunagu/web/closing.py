"""What a place loses when a desk closes: the closings that take most away, and one of them told in full."""

from __future__ import annotations

from dataclasses import dataclass

from tsunagu.closures.ranking import RankedClosing
from tsunagu.closures.teller import WhatIfTeller
from tsunagu.messages import Language, text
from tsunagu.queries.answers import Answer
from tsunagu.workspace import Workspace

MOST = 12


@dataclass(frozen=True)
class Line:
    """One closing: the body, what is lost and for whom in a sentence, and how many needs that are."""

    id: str
    body: str
    told: str
    lost: int
    farther: int


@dataclass(frozen=True)
class Closings:
    """The closings that take something away, worst first; the chosen one in sentences, the first says what is lost."""

    lines: tuple[Line, ...]
    closed: str = ""
    first: str = ""
    sentences: tuple[str, ...] = ()
    table: Answer | None = None


def closings(workspace: Workspace, place: str, closed: str, language: Language) -> Closings:
    """Those of a place, and what follows from one; raises `NameUnknown`, `StructureProblem` where it is not there."""
    reach, worst = workspace.closings_of(place, MOST)
    bodies = [ranked for ranked in worst.value if not any(map(workspace.guard.is_secret, ranked.closed))]
    lines = tuple(_line(workspace, ranked, place, language) for ranked in bodies)
    if not closed:
        return Closings(lines)
    outcome = workspace.what_if(closed, reach=reach, language=language)
    teller = WhatIfTeller(workspace.network, language)
    body = outcome.value.closed[0]
    told = teller.told(outcome, reach.snapshot.layers, reach.snapshot.places)
    lost = [change.need for change in outcome.value.changes if change.change == "lost"]
    farther = [change.need for change in outcome.value.changes if change.change == "farther"]
    first = _told(workspace, (place, body), lost, farther, language)
    table = workspace.guard.show(teller.table(outcome.value)).value
    return Closings(lines, body, first, tuple(line for line in told.split("\n")[1:] if line.strip()), table)


def _line(workspace: Workspace, ranked: RankedClosing, place: str, language: Language) -> Line:
    lost = [loss.need for loss in ranked.losses if loss.after is None]
    farther = [loss.need for loss in ranked.losses if loss.after is not None]
    body = ranked.closed[0]
    told = _told(workspace, (place, body), lost, farther, language)
    return Line(body, WhatIfTeller(workspace.network, language).body(body), told, len(lost), len(farther))


def _told(workspace: Workspace, at: tuple[str, str], lost: list[str], farther: list[str], language: Language) -> str:
    """What is lost and for whom; the needs by name."""
    teller = WhatIfTeller(workspace.network, language)
    place, body = workspace.network.label(at[0]).of(language), teller.body(at[1])
    key = "web-closing-lost" if lost else "web-closing-farther" if farther else "web-closing-nothing"
    return text(key, language, place=place, body=body, count=len(lost or farther),
                needs=teller.names(lost or farther))  # fmt: skip
