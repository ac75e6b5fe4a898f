# ruff: noqa: E501 - a pattern is read in one line
"""Bodies told by what a plan says of them: set up, held, counted, quoted after a word for a facility, given as a source.

A word for a kind of body becomes a body of the plan's own where the plan sets it up (こども家庭センターを設置) or where its
government stands before it (県福祉事務所); elsewhere it stays a kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tsunagu.drafting.flat import FlatText
from tsunagu.drafting.model import Confidence, Item, NamedBody
from tsunagu.graph.text import normal_form

_WORDS = r"(?:[一-龥々ァ-ヶーA-Za-z]|・(?=[一-龥ァ-ヶ])|子ども|こども|障がい|子育て|ひとり親)"
_SET_UP = re.compile(
    rf"(?P<name>{_WORDS}{{1,22}}?(?:センター|会議|協議会|連絡会|機関|委員会|窓口|プラットフォーム|協議体|ステーション))(?:\([^()]{{1,20}}\))?(?:を|の)(?:新たに)?(?:設置|開設|創設|新設|立ち上げ|設立|設け)(?!促進|主体|及び|場所|状況|数|義務|する[一-龥]|している[一-龥]|を促進|の促進|体制)"
)
_HELD = re.compile(
    rf"(?P<name>{_WORDS}{{1,22}}?(?:会議|協議会|連絡会|懇談会|委員会|部会|ミーティング))(?:(?:を|の)(?:定期的に|毎月|毎年)?(?:開催|招集|開き)|[0-9]+回|等?を(?:通じ|活用し|中心)|において)"
)
_GENERAL_HELD = re.compile(
    "^(?:各|各種|本|同|当該|個別|推進|関係|庁内|合同|定例|対策|検討|連携|専門|外部|市民|国際|全国|次回|第)*(?:会議|協議会|連絡会|委員会|部会|研修会|懇談会|ミーティング|連絡会議|推進会議|検討会議)$|会会議$|^内"
)
_GENERAL_SET = re.compile(
    "^(?:各|各種|本|同|当該|関係|関連|専門|総合|新たな|公的|民間|相談|支援|一元的|包括的|身近な|検討|主催|市内|県内|国の|地域の|その他)*(?:センター|会議|機関|窓口|委員会|連絡会|ネットワーク|ステーション)$"
)
_CUT = re.compile("^.*(?:及び|並びに|又は|や|と|である|における|による|の|等)(?=.{3})")
_FACILITY = (
    r"(?:センター|拠点|施設|窓口|クラブ|ステーション|広場|サロン|居場所|市役所内|庁舎内)(?:である|の|に|として)?"
)
_MARKED = re.compile(rf"{_FACILITY}(?P<list>(?:「[^「」\n\t]{{3,24}}」(?:、|・|や|及び|と)?)+)")
_RUN_BY = re.compile(r"「(?P<name>[^「」\n\t]{4,24})」(?:のスタッフ|の職員|の相談員|を(?:運営|開設)|に運営支援)")
_NO_BODY = re.compile(
    "(?:事業|制度|計画|プラン|運動|条例|法|月間|週間|講座|教室|ガイド|マニュアル|ブック|カード|キャンペーン|実施|支援|研修)$"
)
_SOURCE = re.compile(r"(?:資料|出典)[::](?P<name>[一-龥ァ-ヶー・]{3,20}?[課室局部])(?:調べ|作成)")
_LISTED_DESK = re.compile(r"^(?P<name>[一-龥ァ-ヶーA-Za-z・]{2,12}相談)(?=$|\(|/)")
_AS_A_BODY = re.compile(
    r"(?<![一-龥ァ-ヶ])(?P<name>防災会議|幹事会|医師会|商工会|商工会議所|自衛隊|歯科医師会|薬剤師会|弁護士会|日本司法支援センター|法テラス)(?![一-龥]|ネット)"
)


def bodies_by_use(flat: FlatText, items: Sequence[Item], places: Sequence[str]) -> Iterator[NamedBody]:
    """Yield bodies by what is said of them; none of these rules is sure."""
    yield from _by(flat, _SET_UP, "body-set-up", "likely", "collaboration", _GENERAL_SET)
    yield from _by(flat, _HELD, "body-held", "doubtful", "collaboration", _GENERAL_HELD)
    yield from _by(flat, _RUN_BY, "body-run", "likely", "facility", _NO_BODY)
    yield from _by(flat, _SOURCE, "body-source", "likely", "unit", None)
    yield from _by(flat, _AS_A_BODY, "body-one-of-its-kind", "doubtful", "organisation", None)
    yield from _marked(flat)
    yield from _of_place(flat, places)
    yield from _address(flat, places)
    yield from _listed_desks(items)


def _by(
    flat: FlatText, pattern: re.Pattern[str], rule: str, sure: Confidence, kind: str, general: re.Pattern[str] | None
) -> Iterator[NamedBody]:
    for found in pattern.finditer(flat.flat):
        name = _CUT.sub("", found["name"]).lstrip("・")
        start = found.end("name") - len(name)
        if len(name) > 2 and not (general and general.search(name)):
            yield NamedBody(name, flat.span(start, found.end("name")), kind, rule, sure)


def _marked(flat: FlatText) -> Iterator[NamedBody]:
    """Names in quotation marks after a word for a facility: 子育て支援センター「ひまわり」."""
    for listed in _MARKED.finditer(flat.flat):
        for found in re.finditer("「([^「」]+)」", listed["list"]):
            if not _NO_BODY.search(found[1]):
                start = listed.start("list") + found.start(1)
                yield NamedBody(found[1], flat.span(start, start + len(found[1])), "facility", "body-marked", "likely")


def _of_place(flat: FlatText, places: Sequence[str]) -> Iterator[NamedBody]:
    """Names that end in the place: ワークステーションかくう, 国際ソロプチミスト架空."""
    stems = "|".join(re.escape(stem) for stem in place_stems(places))
    if not stems:
        return
    pattern = rf"(?<![一-龥ァ-ヶA-Za-z])(?P<name>(?:[ァ-ヶーA-Z][一-龥ァ-ヶーA-Za-z]{{3,16}}|[一-龥]{{2}}[ァ-ヶー]{{4,12}}|[ぁ-ん]{{2,6}}[A-Z]{{2,4}}|[一-龥ァ-ヶー]{{3,18}}(?:センター|ステーション|サテライト))・?(?:{stems}))(?![一-龥ァ-ヶ])"
    for found in re.finditer(pattern, flat.flat):
        yield NamedBody(
            found["name"], flat.span(found.start(), found.end()), "organisation", "body-place-after", "doubtful"
        )


def place_stems(places: Sequence[str]) -> list[str]:
    """Names of places without the word for their sort, longest first."""
    return sorted((re.sub("[都道府県市区町村]$", "", place) for place in places if place), key=len, reverse=True)


def _address(flat: FlatText, places: Sequence[str]) -> Iterator[NamedBody]:
    """The units of the office that issues a plan, as its address gives them: 架空市市民部相談課."""
    for place in places[:1]:
        pattern = rf"{re.escape(place)}(?P<part>[一-龥・]{{2,10}}部)(?P<unit>[一-龥・]{{2,12}}課)(?:\n?(?P<group>[一-龥・]{{2,14}}担当))?"
        for found in re.finditer(pattern, flat.flat):
            for group in ("part", "unit", "group"):
                if found[group]:
                    span = flat.span(found.start(group), found.end(group))
                    yield NamedBody(found[group], span, "unit", "body-address", "likely")


def _listed_desks(items: Sequence[Item]) -> Iterator[NamedBody]:
    """Consultations listed beside a measure by name: 夜間相談, 女性相談."""
    for item in items:
        found = _LISTED_DESK.search(normal_form(item.title.text)) if item.kind == "related_item" else None
        if found:
            yield NamedBody(found["name"], item.title.span, "desk", "body-listed-desk", "doubtful")
