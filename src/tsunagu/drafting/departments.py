"""Who is in charge: names of units in a cell, in brackets, or at the end of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tsunagu.drafting.model import Confidence, Piece
from tsunagu.graph.text import Span, normal_form
from tsunagu.reading.vocabulary import vocabulary

_ENDS = re.compile(
    r"[、，,;；/／|（(）)]|\s+|(?<=[課室部局])・|及び|並びに|(?<=[^担係各全関]課)(?=[一-龥ぁ-んァ-ヶー・]{2,14}[課室](?:$|[一-龥ぁ-んァ-ヶー・]{2,14}課))"
)
_BRACKETS = re.compile(
    r"[（(［\[〔【「]([^（(［\[〔【「」】〕\]］)）]{2,120}(?:[（(][^（）()]{1,20}[)）][^（(［\[〔【）)\]］〕】]{0,60})?)[）)］\]〕】」]"
)
_HEAD = re.compile(r"^(?:担当課?|所管課?|主管課?|担当部署|実施主体|担当部局|関係課)[:：は]?[ 　]*")
_FORMER = re.compile(r"[RHS令平成和]*[ 　]*[0-9０-９元]+[ 　]*年度?[ 　]*(?:まで)?[はの][ 　]*")
_PROSE = re.compile(
    "(?<=[一-龥ァ-ヶ])[をがはへ](?=[一-龥ァ-ヶす])|。|[:：0-9０-９]|として|により|における|について|など|した$"
)
LONGEST = 24


def split_units(text: str, start: int, rule: str) -> list[Piece]:
    """The units a cell names, in order; one in brackets carries the work out (`operator`), or was in charge once.

    >>> [(piece.text, piece.role) for piece in split_units("福祉総務課（市社会福祉協議会）、人権・広聴相談課", 0, "x")]
    [('福祉総務課', 'lead'), ('市社会福祉協議会', 'operator'), ('人権・広聴相談課', 'lead')]

    Units that a narrow cell sets one below the other lose the blank between them:

    >>> [piece.text for piece in split_units("高齢福祉課保育課", 0, "x")]
    ['高齢福祉課', '保育課']
    """
    return [piece for raw, at, inner in _parts(text) for piece in _piece(raw, start + at, rule, inner)]


def _parts(text: str) -> Iterator[tuple[str, int, bool]]:
    """Yield each part between separators, where it begins, and whether it stands in brackets."""
    at, inner = 0, False
    ends = [*((found.start(), found.end()) for found in _ENDS.finditer(text)), (len(text), len(text))]
    for begin, end in ends:
        if inner and text[begin:end].isspace():
            continue
        if text[at:begin].strip():
            yield text[at:begin], at, inner
        sign = text[begin:end]
        inner = sign in "（(" if sign and sign in "（()）" else inner
        at = end


def _piece(raw: str, start: int, rule: str, inner: bool) -> Iterator[Piece]:
    name, role = raw.strip(), "operator" if inner else "lead"
    head = _HEAD.match(name)
    name = name[head.end() :] if head and head.end() < len(name) else name
    former = _FORMER.match(name) if inner else None
    if former:
        name, role = name[former.end() :], "former"
    name = name.removesuffix("等").strip("：: 　")
    if not normal_form(name):
        return
    begins = start + raw.rindex(name)
    flat = normal_form(name)
    known = bool(vocabulary().units.search(flat)) and not vocabulary().open_units.search(flat) and len(flat) <= LONGEST
    confidence: Confidence = "doubtful" if not known else "likely" if inner else "sure"
    yield Piece(name, Span(begins, begins + len(name)), rule, confidence, "" if known else "doubt-unit", role)


def are_units(text: str) -> bool:
    """Tell whether a text names units only: every part ends like a unit and none is long.

    >>> are_units("県民生活部、保健医療部"), are_units("相談対応・情報提供"), are_units("令和4年法律第52号")
    (True, False, False)
    """
    pieces = split_units(_HEAD.sub("", text), 0, "")
    names = [normal_form(piece.text) for piece in pieces]
    return bool(names) and all(
        len(name) <= LONGEST and vocabulary().units.search(name) and not _PROSE.search(name) for name in names
    )


def bracketed(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and content of each bracket in a text that names units only."""
    for found in _BRACKETS.finditer(text):
        if are_units(found[1].replace("\n", "")):
            yield found.start(), found.end(), found[1]


def units_at_end(text: str) -> int | None:
    """Where the units begin that a line ends in (`講座の開催 職員課、福祉課`), None where it ends in none."""
    gaps = [
        found
        for found in re.finditer(r"[ 　\t]+", text)
        if text[: found.start()].count("（") == text[: found.start()].count("）")
    ]
    for found in reversed(gaps):
        if not text[: found.start()].endswith(("、", "，")) and are_units(text[found.end() :]):
            return found.end()
    return None
