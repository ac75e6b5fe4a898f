# ruff: noqa: E501 - a pattern is read in one line
"""The bodies a list of nouns names: a body of the document, a kind the graph knows, or a word that leaves it open.

What is none of these, a group of people or a scheme, is no partner, and nothing is guessed into one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tsunagu.drafting.flat import FlatText
from tsunagu.drafting.gazetteer import Gazetteer, NameFinder, is_word_there
from tsunagu.drafting.model import Confidence, NamedBody
from tsunagu.graph.text import Span, normal_form
from tsunagu.reading.vocabulary import vocabulary

UNNAMED = "unnamed"
VICTIM = "bt_victim"
"""The person supported: help for her is a service, and no linkage of bodies."""
_ONE_OF_TWO = ("自治会・町内会", "民生委員・児童委員", "民生委員児童委員")
_MADE_OF = re.compile(
    r"(?:等|など)?(?:を構成員とする|をメンバーとする|で構成(?:する|される|された)|による|を含めた|が参加する)(?:[^、。]{0,6})$"
)
_HIRAGANA = "子ども|こども|子育て|障がい|しょうがい|まちづくり|ひとり親|つながり|いきいき|ひきこもり|に関する|による|のための|を行う|を支援する|その他の"
NOUN = rf"(?:[一-龥々ァ-ヶーA-Za-z0-9&（）()「」〇]|{_HIRAGANA})+(?:等|など)?"
PHRASE = rf"{NOUN}(?:の{NOUN})*"
_LISTED = re.compile(rf"(?:{PHRASE}(?:、|・|や|及び|並びに|又は|または|、及び|と|，))*{PHRASE}\Z")
_SEPARATORS = re.compile(
    "、|・|や|及び|並びに|又は|または|，|(?<=[会団課署所体関校園市県口〇])と|(?:等|など)の?(?=関係|専門|地域|各|支援)"
)
_DECLARED = re.compile(
    "(?P<body>[一-龥ァ-ヶーA-Za-z0-9]{3,30})(?:[（(][^）)。]{0,60}[）)])?を(?:本?[都道府県市町村区]の)?(?P<kind>[一-龥ァ-ヶー]{3,20})として位置[付づ]け"
)
_SUMMING = re.compile("(?:等|など)の?$")
_ORG_END = re.compile(
    "(?:会|団体|機関|課|部署|部局|学校|校|園|施設|企業|事業者|事業所|法人|センター|団|署|所|組織|グループ|ネットワーク|自治会|町内会|地区社協|社協|業界|NPO|ボランティア|住民|地域|窓口|病院|診療所|大学|支援者|関係者|員|師|行政|民間|家庭|隊|組合|会社|店|店舗|クラブ|サークル|コミュニティ|産業|分野|主体|事業主|自治体|部門|所属|大会|教室|学級|サロン)$"
)
_PEOPLE = re.compile(
    "(?:市民|県民|高齢者|障害者|障がい者|児童|生徒|保護者|被害者|女性|男性|世帯|人|者|方|家族|講師|構成員|講演会|研修会|説明会|交流会|面接会|本人|子|子ども|親|家庭|活動|事業|取組|支援|制度|サービス|情報|内容|講座|研修|体制|推進|充実|施策|相談)$"
)
_LEADING = re.compile(
    "^(?:また|さらに|加えて|特に|なお|地域における|[市県]内外?の?|各種|各|関係する|新たに|引き続き|これらの|その他の?|必要に応じて|適切な|身近な|本市の|同)+"
)
_GOVERNMENT = re.compile("^本?[市県町村区]$")
_CLAUSE_BEFORE = re.compile("^.*(?:を行う|を支援する|による|に関する|のための|を所管する)")
MOST_LENGTH = 24


@dataclass(frozen=True)
class Partner:
    """One end of a linkage: a body or kind by id, or unnamed; the printed words and where."""

    id: str
    printed: str
    span: Span
    confidence: Confidence


class PartnerFinder:
    """Finds partners before a place of a clause; `bodies` are those of the document by the words that stand for them."""

    def __init__(
        self,
        flat: FlatText,
        gazetteer: Gazetteer,
        bodies: Mapping[str, tuple[str, NamedBody]],
        places: Sequence[str] = (),
    ) -> None:
        self._flat = flat
        self._gazetteer = gazetteer
        self._bodies = bodies
        self._places = places
        self._names = NameFinder({name: "" for name in (*bodies, *_ONE_OF_TWO) if len(name) > 3})
        self._open = re.compile(vocabulary().open_partners + "$")
        self._made = dict(self._declared())

    def _declared(self) -> Iterator[tuple[str, str]]:
        """Yield each kind the document says a body of its own is, with that body (センターを女性相談支援センターとして位置付けます)."""
        for found in _DECLARED.finditer(self._flat.flat):
            kind, body = self._gazetteer.kind_words.get(found["kind"], ""), self.body(found["body"])
            if kind and body:
                yield kind, body
                yield self.body(found["kind"]) or kind, body

    @property
    def own(self) -> str:
        """The government whose plan it is; empty where it is not known."""
        return self._known(self._places[0]) if self._places else ""

    def masked(self, text: str) -> str:
        """A clause with the names of bodies and of pairs that are one covered, so that no list of nouns cuts them."""
        for start, end in self.names(text):
            text = text[:start] + "〇" * (end - start) + text[end:]
        return text

    def names(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where a clause has the name of a body of the document, or a pair that is one."""
        for start, end, _, _ in self._names.find(text):
            yield start, end

    def named(self, before: str, masked: str, begins: int) -> Iterator[Partner]:
        """Yield the partners a list of nouns before a verb names."""
        phrase = _LISTED.search(masked)
        if phrase is None:
            return
        place, known = phrase.start(), False
        for hidden in _SEPARATORS.split(phrase[0]):
            offset = masked.index(hidden, place) if hidden else place
            summing = known and bool(_SUMMING.search(masked[place:offset]))
            place = offset + len(hidden)
            partner = self.partner(before[offset:place], begins + offset)
            if partner and not (summing and partner.id == UNNAMED):
                known = True
                yield partner

    def is_loose(self, partner: Partner) -> bool:
        """Tell whether a partner is an open word or a government, which before の only says whose or where."""
        governments = [known for place in self._places[:2] if (known := self._known(place))]
        return partner.id == UNNAMED or partner.id in governments

    def about(self, heading: str) -> list[str]:
        """The body or kind that a heading is about (市町村の役割); empty where it is about something else."""
        name = re.sub("の(?:役割|責務|機能|取組)$", "", normal_form(heading))
        known = self._known(name) if name else ""
        return [self._made.get(known, known)] if known else []

    def members(self, text: str, masked: str, begins: int, council: Partner) -> list[Partner]:
        """Those a council is made of, by the words before its name (構成員とする, で構成する, による)."""
        at = self._flat.place(council.span.start) - begins
        found = _MADE_OF.search(masked[:at])
        return list(self.named(text[: found.start()], masked[: found.start()], begins)) if found else []

    def partner(self, raw: str, at: int) -> Partner | None:
        """What a noun at a place of the flat text stands for, or None where it names no party."""
        name = _LEADING.sub("", _CLAUSE_BEFORE.sub("", raw))
        at += len(raw) - len(name)
        name = re.sub("(?:等|など|との|内(?<!庁内))$", "", name.rstrip("（(「")).strip("「」")
        if not name or (len(name) == 1 and name not in "国県市町村区"):
            return None
        if len(name) > MOST_LENGTH and normal_form(name) not in self._bodies:
            return None
        place = self._flat.span(at, at + len(name))
        if _GOVERNMENT.match(name):
            called = self._government(name[-1])
            return Partner(called, name, place, "likely") if called else None
        known = self._known(name)
        known = self._made.get(known, known)
        if known:
            return Partner(known, name, place, "likely") if known != VICTIM else None
        if name == "国" or self._open.search(name) or (name in self._gazetteer.open_words and not _PEOPLE.search(name)):
            return Partner(UNNAMED, name, place, "likely")
        if _ORG_END.search(name) and not _PEOPLE.search(name):
            return Partner(UNNAMED, name, place, "doubtful")
        return None

    def _government(self, sort: str) -> str:
        """The government a plan calls 市 or 県: its own, or its prefecture; empty where neither is known."""
        above = self._places[1] if sort == "県" and len(self._places) > 1 else ""
        name = next((place for place in self._places[:2] if place.endswith(sort)), above)
        return self._known(name) if name else ""

    def _known(self, name: str) -> str:
        """The body or kind a name stands for; empty where it stands for none."""
        flat = normal_form(name)
        whole = self._bodies.get(flat)
        if whole and normal_form(whole[1].name) == flat:
            return whole[0]
        kind = self._gazetteer.kind_words.get(flat, "")
        found = "" if kind else self.body(name)
        kind = kind or next((kind for kind, pattern in vocabulary().partner_kinds if pattern.search(name)), "")
        if found or kind:
            return found or kind
        for start, end, identifier, word in self._gazetteer.kinds.find(name):
            if end == len(name) and len(word) >= 0.5 * len(name) and is_word_there(name, start, end):
                return identifier
        return ""

    def body(self, name: str) -> str:
        """The body a name stands for: as it is, without its place, or by the ending of a longer name."""
        flat = normal_form(name)
        whole = re.sub("社協$", "社会福祉協議会", flat)
        for form in (flat, whole, whole.removeprefix("市"), whole.removeprefix("県")):
            if form in self._bodies and len(form) > 1:
                return self._bodies[form][0]
        tails = [word for word in self._bodies if len(word) > 3 and flat.endswith(word)]
        return self._bodies[max(tails, key=len)][0] if tails else ""
