# ruff: noqa: E501 - a pattern is read in one line
"""Who works with whom, by the verb of a clause and the nouns before it; who is not named stays unnamed.

A partner is a body of the document, a kind of body the graph knows, or a word that leaves it open. What is none of
these, a group of people or a scheme, is no partner, and nothing is guessed into one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tsunagu.drafting.flat import FlatText
from tsunagu.drafting.gazetteer import Gazetteer, is_word_there
from tsunagu.drafting.model import Confidence, NamedBody
from tsunagu.graph.text import Span, normal_form
from tsunagu.reading.vocabulary import Linking, vocabulary

UNNAMED = "unnamed"
_HIRAGANA = "子ども|こども|子育て|障がい|しょうがい|まちづくり|ひとり親|つながり|いきいき|ひきこもり|に関する|による|のための|を行う|を支援する|その他の"
_NOUN = rf"(?:[一-龥々ァ-ヶーA-Za-z0-9&（）()「」〇]|{_HIRAGANA})+(?:等|など)?"
_PHRASE = rf"{_NOUN}(?:の{_NOUN})*"
_LISTED = re.compile(rf"(?:{_PHRASE}(?:、|・|や|及び|並びに|又は|または|、及び|と|，))*{_PHRASE}\Z")
_SEPARATORS = re.compile("、|・|や|及び|並びに|又は|または|，|(?<=[会団課署所体関校園])と")
_CLAUSE = re.compile("[^。\n\t]+")
_ORG_END = re.compile(
    "(?:会|団体|機関|課|部署|部局|学校|校|園|施設|企業|事業者|事業所|法人|センター|団|署|所|組織|グループ|ネットワーク|自治会|町内会|地区社協|社協|業界|NPO|ボランティア|住民|地域|窓口|病院|診療所|大学|支援者|関係者|員|師|行政|民間|家庭)$"
)
_PEOPLE = re.compile(
    "(?:市民|県民|高齢者|障害者|障がい者|児童|生徒|保護者|被害者|女性|男性|世帯|人|者|方|家族|本人|子|子ども|親|家庭|活動|事業|取組|支援|制度|サービス|情報|内容|講座|研修|体制|推進|充実|施策|相談)$"
)
_GENERAL_AFTER = re.compile("(?:等|など)の")
_LEADING = re.compile(
    "^(?:また|さらに|加えて|特に|なお|地域における|市内の|県内の|市内|県内|各|各種|関係する|新たに|引き続き|これらの|その他の?|必要に応じて|適切な|身近な|国や|本市の|同)+"
)
_CLAUSE_BEFORE = re.compile("^.*(?:を行う|を支援する|による|に関する|のための|を所管する)")
_COUNCIL = re.compile("(?:会議|協議会|連絡会|委員会|部会|ネットワーク|の場|懇談会|会|検討会)$")
MOST_FROM = 3
MOST_LENGTH = 24


@dataclass(frozen=True)
class Partner:
    """One end of a linkage: a body or kind by id, or unnamed; the printed words and where."""

    id: str
    printed: str
    span: Span
    confidence: Confidence


@dataclass(frozen=True)
class Linked:
    """A linkage as drafted: the row, both ends, the kind, where the verb stands, and its status."""

    row: str
    giver: str
    to: Partner
    kind: str
    verb: Span
    status: str
    rule: str
    confidence: Confidence


@dataclass(frozen=True)
class Said:
    """What a row says: its text by places, and who is in charge of it."""

    row: str
    spans: Sequence[Span]
    givers: Sequence[str]


class LinkageReader:
    """Reads linkages from what rows say; `ids` are the bodies of the document by the words that stand for them."""

    def __init__(self, flat: FlatText, gazetteer: Gazetteer, bodies: Mapping[str, tuple[str, NamedBody]]) -> None:
        self._flat = flat
        self._gazetteer = gazetteer
        self._bodies = bodies
        self._open = re.compile(vocabulary().open_partners + "$")

    def read(self, said: Said) -> Iterator[Linked]:
        """Yield the linkages of one row, each pair of ends and kind once."""
        seen: set[tuple[str, str, str, str]] = set()
        for span in said.spans:
            start, end = self._flat.place(span.start), self._flat.place(span.end)
            for clause in _CLAUSE.finditer(self._flat.flat, start, end):
                for linked in self._of_clause(said, clause):
                    key = (
                        linked.giver,
                        linked.to.id,
                        linked.kind,
                        linked.to.printed if linked.to.id == UNNAMED else "",
                    )
                    if key not in seen:
                        seen.add(key)
                        yield linked

    def _of_clause(self, said: Said, clause: re.Match[str]) -> Iterator[Linked]:
        status = _status(clause[0])
        for linking, verb in _verbs(clause[0]):
            begins = clause.start()
            for partner in self._partners(clause[0][: verb.start()], begins):
                if partner.id in said.givers or (linking.kind == "convene" and not _COUNCIL.search(partner.printed)):
                    continue
                place = self._flat.span(begins + verb.start(), begins + verb.end())
                for giver in said.givers[:MOST_FROM] or [UNNAMED]:
                    sure: Confidence = (
                        "likely" if partner.confidence != "doubtful" and len(said.givers) == 1 else "doubtful"
                    )
                    yield Linked(said.row, giver, partner, linking.kind, place, status, f"link-{linking.kind}", sure)

    def _partners(self, before: str, begins: int) -> Iterator[Partner]:
        """Yield the partners a list of nouns before a verb names; a general word after `等の` says no more."""
        phrase = _LISTED.search(before)
        if phrase is None:
            return
        text, at = phrase[0], phrase.start()
        general = list(_GENERAL_AFTER.finditer(text))
        if general:
            text = text[: general[-1].start()]
        place = 0
        for name in _SEPARATORS.split(text):
            offset = text.index(name, place) if name else place
            place = offset + len(name)
            partner = self._partner(name, begins + at + offset)
            if partner:
                yield partner

    def _partner(self, raw: str, at: int) -> Partner | None:
        name = _LEADING.sub("", _CLAUSE_BEFORE.sub("", raw))
        at += len(raw) - len(name)
        name = re.sub("(?:等|など|との|内)$", "", name.rstrip("（(「")).strip("「」")
        if not 1 < len(name) <= MOST_LENGTH:
            return None
        place = self._flat.span(at, at + len(name))
        found = self._body(name)
        if found:
            return Partner(found, name, place, "likely")
        for start, end, identifier, word in self._gazetteer.kinds.find(name):
            if end == len(name) and len(word) >= 0.5 * len(name) and is_word_there(name, start, end):
                return Partner(identifier, name, place, "likely")
        if self._open.search(name) or name in self._gazetteer.open_words:
            return Partner(UNNAMED, name, place, "likely")
        if _ORG_END.search(name) and not _PEOPLE.search(name):
            return Partner(UNNAMED, name, place, "doubtful")
        return None

    def _body(self, name: str) -> str:
        flat = normal_form(name)
        whole = re.sub("社協$", "社会福祉協議会", flat)
        for form in (flat, whole, whole.removeprefix("市"), whole.removeprefix("県")):
            if form in self._bodies and len(form) > 1:
                return self._bodies[form][0]
        tails = [word for word in self._bodies if len(word) > 3 and flat.endswith(word)]
        return self._bodies[max(tails, key=len)][0] if tails else ""


def _verbs(clause: str) -> Iterator[tuple[Linking, re.Match[str]]]:
    """Yield each verb of linking in a clause once, of two that overlap the one whose kind is tried first."""
    taken: list[tuple[int, int]] = []
    for linking in vocabulary().linkages:
        for found in linking.verb.finditer(clause):
            if not any(start < found.end() and found.start() < end for start, end in taken):
                taken.append((found.start(), found.end()))
                yield linking, found


def _status(clause: str) -> str:
    if vocabulary().under_study.search(clause):
        return "under_study"
    return "planned" if vocabulary().planned.search(clause) else "in_operation"
