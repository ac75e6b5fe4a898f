# ruff: noqa: E501 - a pattern is read in one line
"""Every body, kind or open word a clause names, wherever it stands, with the particle behind its list of nouns.

More is found here than what is a party of a linkage: what stands here is weighed (`proposals`, `weighing`), and the rules
of `linkages` say which of it a verb of linking joins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tsunagu.drafting.partners import NOUN, PHRASE, UNNAMED, Partner, PartnerFinder

_RUN = re.compile(NOUN)
_PIECE = re.compile("[^（）()「」]+")
_COVERED = "〇"
_NEAR = 8
_TIED = re.compile(
    "連携|協働|協力|支援|合同|主催|共催|委託|派遣|担当|職員|間|同士|内|活動|訪問|向け|主導|参加|運営|相互|スタッフ|長|員"
)
_SEPARATOR = r"(?:(?:等|など|ほか|ら)?(?:、|・|や|及び|並びに|又は|または|，|と(?=[^の連協共合情とも])|その他の)+)"
_REST_OF_LIST = re.compile(rf"(?:{_SEPARATOR}(?:{PHRASE}))*")
_SUMMING = re.compile("(?:等|など)の?(?:(?:地域|県内|市内|他|その他)の?)?$")
"""Between the examples of a list and the word for all of them (警察や医療機関などの関係機関)."""
_SUM = re.compile(
    r"(?:等|など)の?(?:[^、。〇]{1,4}の)?[一-龥]{0,4}(?:機関|団体|組織|部署|部局|施設|事業者|事業所|関係者)"
)
_ONLY_NAMED = re.compile(
    "(?:等|など)?(?:の?(?:役割|存在|活動|認知度))?(?:や役割|や存在)?(?:の|を)?(?:普及|広く)?周知|養成|として"
)
"""What is made known to the public, a role (窓口として), and a post people are trained for are no parties."""
_PARTICLE = re.compile(
    "(?:等|など|ほか|ら|職員|担当者|スタッフ|員|内|間)*(との間で|とともに|との|とも|と|における|において|に対し|に対する|に向け|による|により|によって|にも|に関する|に|への|へ|を対象|を通じ|を活用|を中心|をはじめ|を構成員|をメンバー|で構成|からの|から|が|は|も|の|を|で|向け|主催|対象|:|、|」)"
)


@dataclass(frozen=True)
class Mention:
    """A party a clause may speak of: where its words stand in the clause, and what follows the list they are in.

    `particle` is END at the end of a clause and GLUE where a noun follows at once; `verb_from` is where what follows begins.
    """

    partner: Partner
    start: int
    end: int
    list_end: int
    particle: str
    verb_from: int

    @property
    def sort(self) -> str:
        """Body, kind, a word the graph knows as open, or a noun that ends like a body."""
        if self.partner.id == UNNAMED:
            return "open" if self.partner.confidence == "likely" else "noun"
        return "kind" if self.partner.id.startswith("bt_") else "body"


def find_mentions(finder: PartnerFinder, text: str, masked: str, begins: int) -> list[Mention]:
    """The mentions of a clause that begins at a place of the flat text, in their order; names cover what is in them."""
    found = [(start, end, finder.partner(text[start:end], begins + start)) for start, end in finder.names(text)]
    for run in _RUN.finditer(masked):
        for piece in _PIECE.finditer(run[0]):
            if _COVERED not in piece[0]:
                start = run.start() + piece.start()
                found += _in_piece(finder, piece[0], start, begins)
    mentions = [
        Mention(partner, start, end, *_behind(masked, end))
        for start, end, partner in found
        if partner is not None and not _ONLY_NAMED.match(masked, end)
    ]
    return _parties(sorted(mentions, key=lambda mention: (mention.start, -mention.end)), masked, finder)


def _parties(mentions: Sequence[Mention], masked: str, finder: PartnerFinder) -> list[Mention]:
    """The mentions without words that only sum up the list before them, or only say which of the next word is meant."""
    kept: list[Mention] = []
    for mention in mentions:
        before = kept[-1] if kept else None
        between = masked[before.end : mention.start] if before else ""
        until = masked[before.start : mention.start] if before else ""
        is_open = mention.partner.id == UNNAMED
        if before and is_open and len(between) < _NEAR and _SUMMING.search(until):
            continue
        if (
            before
            and between == "の"
            and not _SUMMING.search(until)
            and finder.is_loose(before.partner)
            and (is_open or before.partner.id == UNNAMED)
        ):
            kept.pop()
        kept.append(mention)
    return kept


def _in_piece(finder: PartnerFinder, piece: str, at: int, begins: int) -> Iterator[tuple[int, int, Partner]]:
    """Yield what a noun stands for: as a whole, else its longest beginning, else its longest end."""
    ends = len(piece)
    beginnings = ((0, end) for end in (ends, *range(ends - 1, 1, -1)))
    endings = ((start, ends) for start in range(1, ends - 1))
    for start, end in (*beginnings, *endings):
        partner = finder.partner(piece[start:end], begins + at + start)
        if partner is None:
            continue
        is_guess = partner.id == UNNAMED and partner.confidence == "doubtful"
        if is_guess and (start or (end < ends and not _TIED.match(piece[end:]))):
            continue
        yield at + start, at + end, partner
        return


def _behind(masked: str, end: int) -> tuple[int, str, int]:
    """Where the list of nouns ends, the particle there, and where what follows begins."""
    rest = _REST_OF_LIST.match(masked, end)
    list_end = rest.end() if rest else end
    summed = _SUM.match(masked, list_end)
    list_end = summed.end() if summed else list_end
    for place in dict.fromkeys((list_end, rest.end() if rest else end, end)):
        found = _PARTICLE.match(masked, place)
        if found:
            return place, found[1], found.end()
    return end, "END" if end >= len(masked) else "GLUE", end
