"""Japanese and Latin labels broken into lines that fit a box, without measuring fonts.

A full-width character counts 1 em, any other 0.56 em: wide enough for every font of the page's font list. Lines
break where a reader would pause (after ・ or a particle, between scripts, between common words of this field) rather
than where the line happens to be full.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

WIDE, NARROW = 1.0, 0.56
ELLIPSIS = "…"
_WORDS = (
    "男女|共同|平等|参画|推進|相談|支援|支所|協議会|委員会|審議会|連絡会|連携|会議|部会|幹事会|懇談会|要保護|児童|対策|地域|女性|配偶者|"
    "被害者|暴力|高齢者|障害者|障がい者|生活|保護|困窮者|福祉|事務所|事業所|担当者|職員|関係|機関|部署|団体|民間|外部|庁内|専門|総合|"
    "防止|虐待|権利|擁護|雇用|促進|公共|職業|安定所|都道府県|市町村|特別区|警察|本部|医療|社会|保健|教育|研究会|国際|交流|協会|"
    "活動|自立|自治|組織|連合会|計画|代表者|実務者|個別|全国|人権|一般|財団|社団|法人|公益|指導員|相談員|支援員|青少年|母子|施設"
)
_LOANS = (
    "ファミリー|サポート|センター|ボランティア|ネットワーク|クッキング|プロモーション|パーソナル|バイアス|ステーション"
)
_PIECES = re.compile(
    rf"[A-Za-z0-9’'&.,()/+-]+\s*|{_LOANS}|[ァ-ヶー]+?(?={_LOANS})|[ァ-ヶー]+|{_WORDS}|\s+|.", re.DOTALL
)
_NEVER_FIRST = "、。，．・：；！？）］｝」』】〕…ーぁぃぅぇぉゃゅょっァィゥェォャュョッ々"
_NEVER_LAST = "（［｛「『【〔"
_PAUSES = "・、のをにとがはへや等び及） "
_LONGEST_SEARCH = 48


def em_width(label: str) -> float:
    """The width of a text in em, to two decimals.

    >>> em_width("DV相談")
    3.12
    """
    return round(sum(WIDE if unicodedata.east_asian_width(c) in "WFA" else NARROW for c in label), 2)


def has_japanese(text: str) -> bool:
    """Tell whether a text holds kana or kanji: in an English page it is then marked as Japanese.

    >>> has_japanese("NPO法人"), has_japanese("NPO")
    (True, False)
    """
    return any(_script(char) != "latin" for char in text)


@lru_cache(maxsize=20_000)
def wrap(label: str, width: float, most: int) -> tuple[str, ...]:
    """`label` in at most `most` lines of `width` em; what does not fit ends in an ellipsis.

    >>> wrap("くにたち男女平等参画ステーション", 10, 3)
    ('くにたち男女平等', '参画ステーション')
    >>> wrap("児童委員・主任児童委員", 10, 3)
    ('児童委員・', '主任児童委員')
    """
    pieces = _pieces(label, width)
    full = _fill(pieces, width)
    if len(full) > most:
        return (*full[: most - 1], _cut(full[most - 1], width))
    if len(full) == 1 or len(pieces) > _LONGEST_SEARCH:
        return tuple(full)
    return _pleasant(pieces, width, len(full))


def _pieces(label: str, width: float) -> tuple[str, ...]:
    """Split into words and characters that may stand first in a line; a long word is split into characters."""
    found: list[str] = []
    for piece in _PIECES.findall(" ".join(label.split())):
        found.extend([piece] if em_width(piece.strip()) <= width else list(piece))
    joined: list[str] = []
    for piece in found:
        if joined and (piece in _NEVER_FIRST or joined[-1][-1] in _NEVER_LAST):
            joined[-1] += piece
        else:
            joined.append(piece)
    return tuple(joined)


def _fill(pieces: tuple[str, ...], width: float) -> list[str]:
    lines = [""]
    for piece in pieces:
        if em_width((lines[-1] + piece).rstrip()) <= width or not lines[-1]:
            lines[-1] += piece
        else:
            lines.append(piece.lstrip())
    return [line.strip() for line in lines if line.strip()] or [""]


def _pleasant(pieces: tuple[str, ...], width: float, count: int) -> tuple[str, ...]:
    """Break into `count` lines with least cost: uneven lengths and ugly breaks cost."""

    @cache
    def best(begin: int, left: int) -> tuple[float, tuple[str, ...]]:
        line = "".join(pieces[begin:]).strip()
        if left == 1:
            return (_slack(width, line), (line,)) if em_width(line) <= width else (float("inf"), (line,))
        options = []
        for end in range(begin + 1, len(pieces)):
            line = "".join(pieces[begin:end]).strip()
            if em_width(line) > width:
                break
            cost, rest = best(end, left - 1)
            options.append((cost + _slack(width, line) + _ugliness(pieces, end), (line, *rest)))
        return min(options, default=(float("inf"), ("".join(pieces[begin:]),)))

    cost, lines = best(0, count)
    return lines if cost < float("inf") else tuple(_fill(pieces, width))


def _slack(width: float, line: str) -> float:
    return 0.5 * (width - em_width(line)) ** 2


def _ugliness(pieces: tuple[str, ...], at: int) -> float:
    """Tell how much a break before piece `at` disturbs reading."""
    before, after = pieces[at - 1], pieces[at]
    if before[-1] in _PAUSES or after[0] in _NEVER_LAST:
        return 0
    if _script(after[0]) == "hiragana":
        return 40
    if _script(before[-1]) != _script(after[0]):
        return 4
    whole_words = (len(before) > 1) + (len(after) > 1)
    return (25, 9, 3)[whole_words]


def _script(char: str) -> str:
    if "ぁ" <= char <= "ん":
        return "hiragana"
    if "ァ" <= char <= "ヶ" or char == "ー":
        return "katakana"
    return "kanji" if unicodedata.east_asian_width(char) == "W" else "latin"


def _cut(line: str, width: float) -> str:
    while line and em_width(line) + WIDE > width:
        line = line[:-1]
    return line.rstrip() + ELLIPSIS
