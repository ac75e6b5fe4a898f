"""Laws, ordinances, plans and guidelines a text cites, with the article, and names it gives them for short."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from tsunagu.drafting.flat import FlatText
from tsunagu.drafting.gazetteer import Gazetteer, NameFinder
from tsunagu.drafting.model import Confidence
from tsunagu.graph.text import Span, normal_form
from tsunagu.reading.vocabulary import vocabulary

_ARTICLE = re.compile(r"第?([0-9一二三四五六七八九十百]+)条(?:の([0-9]+))?(?:第?([0-9一二三四五六七八九十]+)項)?")
_SHORT = re.compile(r"[（(](?:[^（()）]{0,30}[。、])?以下[、,]?「([^」]{1,20})」と(?:いう|する|略)")
_BEFORE = re.compile(r"[一-龥々ァ-ヶー・A-Za-z0-9ぁ-ん]")
_NAME_RUN = re.compile(
    r"(?:[一-龥々ァ-ヶー・A-Za-z0-9&]|みんなの|まちづくり|街づくり|こども|子ども|きらきら|困難な(?=問題)|に関する|に係る|のための|の促進|の推進|の防止|の仕事と|と生活の|における|を抱える|子育て|いきいき|つながり|ひとり|まち)+\Z"
)
_GENERIC = re.compile(
    r"^(?:[本同各当該前次新現旧]|[前後]期|第[0-9]+[章次期編]|目標|年間|この|上位|下位|関連|個別|個別の|個別支援|サービス等?利用|支援|自立支援|推進|基本|実施|行動|全体|総合|年次|事業|市の|県の|国の|市町村|障害者|施策|中期|長期|第?[0-9]+次?(?:推進)?)*(?:計画|プラン|条例|方針|指針|要綱|ガイドライン|大綱|ビジョン)$"
)
_NOT_A_TEXT = re.compile(
    r"(?:自立支援|個別支援|観光|旅行|アクション|エンディング|ケア|マネー|ライフ|利用|支援|避難|学習|年間|訓練|個別)(?:計画|プラン)$|^(?:プラン|計画)"
)
_LIFE = re.compile(r"ライフ|マネー|ケア|キャリア")
_ENDS_TEXT = re.compile(r"(?:方針|指針|要綱|要領)$")
_ENDS_LAW = re.compile(r"(?:法|法律)$")


_OF_A_BODY = re.compile(r"(?:推進|策定|検討|評価)[一-龥]{0,6}(?:会議|連絡会|委員会|協議会|審議会)")
_SECOND_NAME = re.compile(r"(?:計画|プラン|ビジョン)【$")
_BETWEEN_GOVERNMENTS = re.compile("自治体|市町村|都市|県|広域")
_NO_TREATY = re.compile("(?:都市|健康|安全|市民|人権|平和)宣言$")
NEAR = 0.93
"""How alike two titles are that differ by a letter or two; 1 is the same."""


@dataclass(frozen=True)
class Citation:
    """A place where a text is cited: its id, its name, the article, the printed words and how sure the rule is."""

    statute: str
    name: str
    article: str
    printed: str
    span: Span
    rule: str
    confidence: Confidence
    kind: str = ""


def find_citations(flat: FlatText, gazetteer: Gazetteer) -> list[Citation]:
    """Every citation in the order of the text; of two that overlap the longer one."""
    found = [*_statutes(flat, gazetteer.statutes), *_misprinted(flat, gazetteer.statutes), *_unknown_laws(flat)]
    found += [*_local(flat, gazetteer), *_treaties(flat), *_plans_by_law(flat, found)]
    found += _shortened(flat, found)
    return _same_article(flat, _longest(found))


def _statutes(flat: FlatText, names: Mapping[str, str]) -> Iterator[Citation]:
    finder = NameFinder(names)
    for begins, end, identifier, name in finder.find(flat.flat):
        start = begins - (flat.flat[begins - 1 : begins] == "旧")
        if _GENERIC.match(name) or re.match("人|律|的", flat.flat[end : end + 1]):
            continue
        if len(name) < 5 and _BEFORE.match(flat.flat[start - 1 : start]):
            continue
        yield _cited(flat, start, end, identifier, name, "law-gazetteer", "sure")


def _cited(
    flat: FlatText, start: int, end: int, identifier: str, name: str, rule: str, confidence: Confidence, kind: str = ""
) -> Citation:
    """A citation with the article that follows at once."""
    found = _ARTICLE.match(flat.flat, end)
    article, last = (_article(found), found.end()) if found else ("", end)
    span = flat.span(start, last)
    return Citation(identifier, name, article, flat.flat[start:last], span, rule, confidence, kind)


def _article(found: re.Match[str]) -> str:
    base = found[1] + (f"の{found[2]}" if found[2] else "")
    return f"{base}({found[3]})" if found[3] else base


def _misprinted(flat: FlatText, names: Mapping[str, str]) -> Iterator[Citation]:
    """Titles that differ from that of a statute by a letter or two."""
    titles = {normal_form(name): identifier for name, identifier in names.items() if name.endswith("に関する法律")}
    for found in re.finditer(r"[一-龥ぁ-んァ-ヶー]{6,40}に関する法律", flat.flat):
        near = [title for title in titles if title not in found[0] and _alike(found[0][-len(title) :], title)]
        if near:
            start = found.end() - len(near[0])
            yield _cited(flat, start, found.end(), titles[near[0]], near[0], "law-near-title", "likely")


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= NEAR


def _same_article(flat: FlatText, found: list[Citation]) -> list[Citation]:
    """The citations with those that point back to the article named before (同条第3項)."""
    more = [*found]
    for use in re.finditer(r"同条第?([0-9一二三四五六七八九十]+)項", flat.flat):
        position = flat.span(use.start(), use.end())
        before = [citation for citation in found if citation.article and citation.span.end <= position.start]
        if before:
            last = before[-1]
            article = f"{last.article.split('(')[0]}({use[1]})"
            more.append(
                Citation(last.statute, last.name, article, use[0], position, "law-same-article", "likely", last.kind)
            )
    return sorted(more, key=lambda citation: citation.span.start)


def _unknown_laws(flat: FlatText) -> Iterator[Citation]:
    """Names that end in 法 or 法律 and are followed by a number of their law or an article: laws the graph has not."""
    for found in re.finditer(
        r"([一-龥]{1,4}(?:[ぁ-ん][一-龥])?(?:改革法|(?:改革)?関連法)(?=[^一-龥])|[一-龥々ァ-ヶー]{3,20}(?:に関する法律|(?<!方)法))(?=[（(](?:平成|昭和|令和)|第[0-9一二三四五六七八九十]+条|に基づ|改正|関連法|等の|(?<=関連法))",
        flat.flat,
    ):
        yield _cited(flat, found.start(1), found.end(1), "", found[1], "law-pattern", "likely", "national_law")


def _local(flat: FlatText, gazetteer: Gazetteer) -> Iterator[Citation]:
    """Ordinances, plans and guidelines by the ending of their names; words that any plan uses of itself left out."""
    readings = {row.text("label_kana")[: -len(_sort_of(name))] for name, row in gazetteer.places.items()}
    for kind, ending in vocabulary().legal_texts:
        for found in re.finditer(ending, flat.flat):
            name, start = _name_before(flat.flat, found.start(), found.end())
            kana = _reading_before(flat.flat, start, readings)
            if (
                not name
                or (_is_generic(name) and not kana)
                or re.match("[法画本]|[0-9]*項目", flat.flat[found.end() : found.end() + 3])
                or _OF_A_BODY.match(flat.flat, found.end())
                or (kind == "agreement" and not _BETWEEN_GOVERNMENTS.search(name))
                or (_SECOND_NAME.search(flat.flat[max(0, start - 12) : start]) and not _quoted_before(flat.flat, start))
            ):
                continue
            name, start = kana + name, start - len(kana)
            quoted = flat.flat[start - 1 : start] in ("「", "『")
            sure: Confidence = "likely" if quoted or kind == "ordinance" or _placed(name) else "doubtful"
            yield _cited(flat, start, found.end(), "", name, f"local-{kind}", sure, kind)


def _sort_of(place: str) -> str:
    """The reading of the word for the sort of a place, by its length: し, けん, ちょう."""
    return {"市": "し", "県": "けん", "都": "と", "府": "ふ", "区": "く", "道": "どう"}.get(place[-1:], "まち")


def _reading_before(flat: str, start: int, readings: Collection[str]) -> str:
    """The name of a place in hiragana that a name begins with (かくう女性プラン); empty where none stands there."""
    sizes = (size for size in range(min(6, start), 2, -1) if flat[start - size : start] in readings)
    return flat[start - next(sizes, 0) : start]


def _quoted_before(flat: str, start: int) -> bool:
    return flat[start - 1 : start] in ("「", "『")


def _treaties(flat: FlatText) -> Iterator[Citation]:
    """Declarations and plans of world conferences, in quotation marks, and treaties."""
    for found in re.finditer(
        r"「(?P<name>[^「」\n\t]{2,24}(?:宣言(?:及び行動綱領)?|行動綱領|条約|議定書))」", flat.flat
    ):
        if not _NO_TREATY.search(found["name"]):
            yield _cited(
                flat, found.start("name"), found.end("name"), "", found["name"], "local-treaty", "likely", "treaty"
            )
    for found in re.finditer(r"(?P<name>[一-龥/]{2,12}会議の?「行動(?:計画|綱領)」)", flat.flat):
        yield _cited(flat, found.start(), found.end(), "", found["name"], "local-treaty", "likely", "treaty")


def _plans_by_law(flat: FlatText, named: Sequence[Citation]) -> Iterator[Citation]:
    """A basic plan that has no name but that of its law (○○法に基づく基本計画), and lines that speak of it alone."""
    ends = {citation.span.end for citation in named if citation.statute}
    pattern = r"(?:第[0-9]+条)?に基づく(?P<plan>(?:市町村|都道府県)?基本計画)"
    found = [use for use in re.finditer(pattern, flat.flat) if _ends_before(flat, use.start(), ends)]
    for use in found:
        yield _plan_by_law(flat, use)
    if found:
        for use in re.finditer(r"(?:^|(?<=\n))(?:[^\n]{0,6}事項)?(?P<plan>基本計画)の策定(?=\n|\[|$)", flat.flat):
            yield _plan_by_law(flat, use)


def _ends_before(flat: FlatText, at: int, ends: Collection[int]) -> bool:
    return at > 0 and flat.span(at - 1, at).end in ends


def _plan_by_law(flat: FlatText, use: re.Match[str]) -> Citation:
    return _cited(flat, use.start("plan"), use.end("plan"), "", use["plan"], "law-its-plan", "likely", "plan")


def _name_before(flat: str, begin: int, end: int) -> tuple[str, int]:
    """The name that ends at `end`, and where it begins; within quotation marks the whole of what they hold."""
    opened = max(flat.rfind("「", max(0, begin - 40), begin), flat.rfind("『", max(0, begin - 40), begin))
    if opened >= 0 and not re.search("[」』。\n\t]", flat[opened + 1 : begin]):
        return flat[opened + 1 : end], opened + 1
    run = _NAME_RUN.search(flat[max(0, begin - 40) : begin])
    if not run:
        return "", end
    words = re.sub(r"^(?:.*(?:及び|並びに|又は|に基づく|に基づき|等の|、))", "", run[0])
    words = re.sub(r"^(?:・|の|と|に|[0-9]+[、.]?|および|係る|関する|本市の|市の|国の|年度)+", "", words)
    tail = re.sub("^.*における", "", words)
    return tail + flat[begin:end], begin - len(tail)


def _placed(name: str) -> bool:
    return bool(re.match(r"[一-龥ァ-ヶぁ-ん]{1,6}[都道府県市区町村]|第[0-9]+[次期]", name))


def _is_generic(name: str) -> bool:
    return (
        bool(_GENERIC.match(name) or _LIFE.search(name) or _NOT_A_TEXT.search(name))
        or "法律・" in name
        or len(name) < 5
    )


def _shortened(flat: FlatText, named: list[Citation]) -> Iterator[Citation]:
    """Later uses of the short names the text itself gives (以下「法」という。)."""
    for found in _SHORT.finditer(flat.flat):
        whole = _just_before(named, flat, found.start())
        if whole is None or not (_ENDS_LAW.search(found[1]) or _ENDS_TEXT.search(found[1]) or whole.kind):
            continue
        for use in re.finditer(re.escape(found[1]), flat.flat):
            if use.start() > found.end() and _stands_alone(flat.flat, use.start(), use.end(), found[1]):
                yield _cited(
                    flat, use.start(), use.end(), whole.statute, whole.name, "law-short-name", "likely", whole.kind
                )


def _just_before(named: list[Citation], flat: FlatText, at: int) -> Citation | None:
    """The law named last before a bracket, with nothing but its number and date between."""
    position = flat.span(at, at + 1).start
    ending = [citation for citation in named if citation.span.end <= position <= citation.span.end + 60]
    return max(ending, key=lambda citation: (citation.span.end, citation.span.end - citation.span.start), default=None)


def _stands_alone(flat: str, start: int, end: int, name: str) -> bool:
    if _BEFORE.match(flat[start - 1 : start]) and not re.match("[のはがをにで、じきく]", flat[start - 1 : start]):
        return False
    return len(name) > 2 or bool(re.match(r"第|[0-9]+条|に|の|で|を|や|及|は|等", flat[end : end + 4]))


def _longest(found: list[Citation]) -> list[Citation]:
    kept: list[Citation] = []
    for citation in sorted(
        found,
        key=lambda citation: (
            citation.span.start,
            not citation.statute,
            citation.span.end if citation.kind else -citation.span.end,
            citation.rule,
        ),
    ):
        if not kept or citation.span.start >= kept[-1].span.end:
            kept.append(citation)
        elif (citation.span.start > kept[-1].span.start and citation.statute and not kept[-1].statute) or (
            not (citation.kind and kept[-1].kind)
            and citation.span.end - citation.span.start > kept[-1].span.end - kept[-1].span.start
        ):
            kept[-1] = citation
    return kept


def same_text(one: str, other: str) -> bool:
    """Tell whether two names are the same but for blanks and width."""
    return normal_form(one) == normal_form(other)
