# ruff: noqa: E501 - a pattern is read in one line
"""Every body, kind or open word a clause names, wherever it stands, with the particle behind its list of nouns.

More is found here than what is a party of a linkage: what stands here is weighed (`proposals`, `weighing`), and the rules
of `linkages` say which of it a verb of linking joins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tsunagu.drafting.partners import NOUN, PHRASE, UNNAMED, Partner, PartnerFinder

_RUN = re.compile(NOUN)
_PIECE = re.compile("[^（）()「」]+")
_COVERED = "〇"
_TIED = re.compile(
    "連携|協働|協力|支援|合同|主催|共催|委託|派遣|担当|職員|間|同士|内|活動|訪問|向け|主導|参加|運営|相互|スタッフ|長|員"
)
_SEPARATOR = r"(?:(?:等|など|ほか|ら)?(?:、|・|や|及び|並びに|又は|または|，|と(?=[^の連協共合情とも])|その他の)+)"
_REST_OF_LIST = re.compile(rf"(?:{_SEPARATOR}(?:{PHRASE}))*")
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
        Mention(partner, start, end, *_behind(masked, end)) for start, end, partner in found if partner is not None
    ]
    return sorted(mentions, key=lambda mention: (mention.start, -mention.end))


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
    for place in dict.fromkeys((list_end, end)):
        found = _PARTICLE.match(masked, place)
        if found:
            return place, found[1], found.end()
    return end, "END" if end >= len(masked) else "GLUE", end
