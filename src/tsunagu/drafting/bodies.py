# ruff: noqa: E501 - a pattern is read in one line
"""Bodies a text names by name: units in charge, names the graph knows, names with a place, a legal form or marks.

A kind of body (保健所, 医療機関) is no body: the words of kinds are left to the mentions of kinds. What a name pattern
alone finds is marked as doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from tsunagu.drafting.bodies_by_use import bodies_by_use
from tsunagu.drafting.flat import FlatText
from tsunagu.drafting.gazetteer import Gazetteer, NameFinder
from tsunagu.drafting.model import Item, NamedBody
from tsunagu.graph.text import normal_form
from tsunagu.reading.vocabulary import vocabulary

_RUN = r"(?:[一-龥々ァ-ヶーA-Za-z0-9]|(?<!センター)[・＆&]|の(?=つながり|び)|くらしを考える|子ども|こども|子育て|障がい|いきいき|ひきこもり|まちづくり|みんなの|明るい|ごみ|困難な問題を抱える|しごと|くらし|ふるさと|ふれあい|すこやか|つどいの|者と(?=くらし))"
_AFTER = r"(?:(?![一-龥ァ-ヶ])|(?=等|など|及び|並びに|又は|活動|運営|職員|補導員|相談員|支援員|スタッフ|員|委員|主催|認定|制度|事業|内(?![一-龥])|長(?![一-龥])|実施|発行|防災))"
_QUOTED = re.compile(r"[「『]([^」』\n\t]{3,30})[」』]")
_GENERAL = re.compile(
    r"^(?:関係|各種|各|本|同|当該|庁内|外部|地域|専門|公的|民間|相談|総合|新たな|身近な|既存|保健|福祉|教育|労働|市町村|都道府県|国|の|等|他|・|第[0-9]+回|[0-9]+)*(?:センター|会議|協議会|連絡会|委員会|ネットワーク|相談窓口|窓口|部会|学校|小学校|中学校|小中学校|大学|審議会|会館|相談室|協会|プラットフォーム|懇談会|公民館|図書館|消防署|警察署)$"
)
_GENERAL_USE = re.compile(
    r"^(?:出張型|一元的|相談|支援|自立|電話|メール|庁内|推進|定例|連携|基盤|ワンストップ|・)*(?:センター|会議|ネットワーク|相談窓口|相談室|連絡会)$|^(?:地区|市町村|都道府県|各)(?=.)|^社会福祉協議会$"
)
_NATIONAL = re.compile(
    r"(?:(?:東京|名古屋|大阪)(?=出入国))?(?:厚生労働|文部科学|国土交通|総務|法務|内閣|警察|こども家庭|出入国在留管理|経済産業|消費者|環境|農林水産|財務|外務|防衛|復興|デジタル|スポーツ|文化)(?:省|府|庁)(?:[一-龥]{2,8}(?:課|局))?"
)
_OWN_NAMED = re.compile(
    r"(?<![一-龥ァ-ヶ])(?:ハローワーク(?!求人|職業|紹介)[一-龥]{2,4}|(?!(?:[市県町都区公私]立?)?(?:小|中)?中?学校|市立|県立|町立|公立)[一-龥]{2,4}(?:小学校|中学校|高等学校|高校|大学|気象台|公民館)|[一-龥]{2,6}保健福祉事務所(?:[一-龥]{2,4}センター)?|[一-龥]{2,4}(?:労働基準監督署|公共職業安定所|児童相談所))(?:(?![一-龥])|(?=内|長|職員|員|より))"
)
_ENDS_AFTER_PLACE = (
    ("unit", "(?:議会|警察(?:本部)?|消防団)"),
    ("facility", "(?:コーナー|サロン|ひろば|広場|ルーム|専門校|サテライト|事務所|研究所|ハローワーク)"),
    ("organisation", "(?:財団|公社|機構|連盟|組合|クラブ)"),
)
_LEAD = re.compile(
    r"^(?:令和|平成)?[0-9]*(?:年度?)?(?:[0-9]+月)?第?[0-9]*(?:回|期)?(?:表[0-9]*)?[IVX]*(?:関連事項|設置)?"
)
_OF_ANY = re.compile("^(?:市町村|都道府県|区市町村|各)(?=.{3})")
_POSTS = re.compile("(?:員|士|師|者|長|職員)$")
_CUT = re.compile(
    r"^(?:.*(?:及び|並びに|又は|について|により|として|ための|である|する|した|など|ほか|から|による|における|への|との|等の|、))"
)
MISPRINTED = 8
"""The length from which on two names of the same letters in another order are taken for one, misprinted once."""


def find_bodies(flat: FlatText, items: Sequence[Item], gazetteer: Gazetteer, places: Sequence[str]) -> list[NamedBody]:
    """Every body once, in the order of the text; `places` are the names of the government and of its prefecture."""
    found = [*_units(items), *_governments(flat, places), *_known(flat, gazetteer, places)]
    found += [
        *_placed(flat, places, gazetteer),
        *_quoted(flat, gazetteer),
        *_of_legal_form(flat),
        *_own_named(flat, gazetteer, places),
        *_by_ending(flat, gazetteer),
        *bodies_by_use(flat, items, places),
    ]
    first: dict[str, NamedBody] = {}
    ranks = {"sure": 0, "likely": 1, "doubtful": 2}
    found = [body for body in found if not (_OF_ANY.match(body.name) and _is_kind(body.name, gazetteer))]
    for body in sorted(_whole(found), key=lambda body: (ranks[body.confidence], body.span.start)):
        first.setdefault(key_of(body.name, places), body)
    letters: dict[str, str] = {}
    for name in first:
        letters.setdefault("".join(sorted(name)) if len(name) > MISPRINTED else name, name)
    first = {name: first[name] for name in letters.values()}
    return sorted(first.values(), key=lambda body: body.span.start)


_MAY_BE_PART = ("body-ending", "body-held", "body-gazetteer", "body-place-after", "body-one-of-its-kind", "body-set-up")


def _whole(found: Sequence[NamedBody]) -> list[NamedBody]:
    """The bodies without those that are only a part of a longer name at the same place, and of which nothing is sure."""
    longest: dict[int, int] = {}
    for body in found:
        for at in (body.span.end, body.span.start):
            longest[at] = max(longest.get(at, 0), body.span.end - body.span.start)
    return [body for body in found if body.rule not in _MAY_BE_PART or not _is_part(body, longest)]


def _is_part(body: NamedBody, longest: Mapping[int, int]) -> bool:
    length = body.span.end - body.span.start
    return longest[body.span.end] > length or longest[body.span.start] > length


def key_of(name: str, places: Sequence[str]) -> str:
    """A name without the place it begins with: 市社会福祉協議会 and 鎌倉市社会福祉協議会 are one."""
    flat = re.sub(rf"^{vocabulary().legal_forms}(?=.{{4}})", "", normal_form(name))
    for place in places:
        if flat.startswith(place) and len(flat) > len(place) + 3:
            return flat.removeprefix(place)
    return re.sub("^[市県](?=.{4})", "", flat)


def _units(items: Sequence[Item]) -> Iterator[NamedBody]:
    for item in items:
        for piece in item.departments:
            if piece.confidence != "doubtful":
                kind = "unit" if piece.role != "operator" else "organisation"
                yield NamedBody(normal_form(piece.text), piece.span, kind, piece.rule, piece.confidence)


def _governments(flat: FlatText, places: Sequence[str]) -> Iterator[NamedBody]:
    """The government itself, and its prefecture where the text names it, be it only 県."""
    for at, place in enumerate(places):
        word = place if place in flat.flat else "県" if at else ""
        start = flat.flat.find(word) if word and word in flat.flat else -1
        if start >= 0:
            yield NamedBody(place, flat.span(start, start + len(word)), "organisation", "body-government", "sure")


def _known(flat: FlatText, gazetteer: Gazetteer, places: Sequence[str]) -> Iterator[NamedBody]:
    """Names of bodies in the other documents; of other places only where they name their own place."""
    codes = {gazetteer.places[place].key[0][:2] for place in places if place in gazetteer.places} | {"jp"}
    near = {name: row.key[0] for name, row in gazetteer.bodies.items()
            if len(name) > 3 and (row.key[0][:2] in codes) and not _GENERAL.match(name)}  # fmt: skip
    for start, end, identifier, name in NameFinder(near).find(flat.flat):
        row = gazetteer.bodies[normal_form(name)]
        if row.text("kind") in ("unit", "programme"):
            continue
        yield NamedBody(name, flat.span(start, end), row.text("kind"), "body-gazetteer", "likely", identifier)


def _placed(flat: FlatText, places: Sequence[str], gazetteer: Gazetteer) -> Iterator[NamedBody]:
    """Names that begin with a place and end like a body: 鎌倉市居住支援協議会, 県女性キャリアセンター."""
    stems = [*places, *(re.sub("[都道府県市区町村]$", "", place) for place in places), "県"]
    stems += [
        re.sub("(?:し|けん|ふ|と|く|ちょう|まち|むら)$", "", row.text("label_kana"))
        for name, row in gazetteer.places.items()
        if name in places
    ]
    begins = "|".join(
        sorted({re.escape(stem) + ("(?!内)" if stem == "県" else "") for stem in stems if stem}, key=len, reverse=True)
    )
    own = re.compile("県(?!内)" if places and places[0].endswith("県") else r"(?!)")
    for kind, ending in (*vocabulary().body_ends, *_ENDS_AFTER_PLACE):
        pattern = rf"(?<![一-龥])(?:{begins}){_RUN}{{1,24}}?{ending}(?:支所|\(仮称\))?{_AFTER}"
        for found in re.finditer(pattern, flat.flat):
            if not _POSTS.search(found[0]) and (own.match(found[0]) or not _is_kind(found[0], gazetteer)):
                yield NamedBody(found[0], flat.span(found.start(), found.end()), kind, "body-placed", "likely")


def _quoted(flat: FlatText, gazetteer: Gazetteer) -> Iterator[NamedBody]:
    for found in _QUOTED.finditer(flat.flat):
        for kind, ending in vocabulary().body_ends:
            if re.search(ending + "$", found[1]) and not _GENERAL.match(found[1]) and not _is_kind(found[1], gazetteer):
                yield NamedBody(found[1], flat.span(found.start(1), found.end(1)), kind, "body-quoted", "likely")
                break


def _own_named(flat: FlatText, gazetteer: Gazetteer, places: Sequence[str]) -> Iterator[NamedBody]:
    """Ministries, schools, offices of the state and other local governments, which are called by a name of their own."""
    for found in _NATIONAL.finditer(flat.flat):
        yield NamedBody(found[0], flat.span(found.start(), found.end()), "organisation", "body-national", "sure")
    for found in _OWN_NAMED.finditer(flat.flat):
        if not _GENERAL.match(found[0]) and not _is_kind(found[0], gazetteer):
            yield NamedBody(found[0], flat.span(found.start(), found.end()), "facility", "body-own-name", "likely")
    for start, end, _, name in NameFinder({name: row.key[0] for name, row in gazetteer.places.items()}).find(flat.flat):
        if (
            name not in places
            and not re.match("[一-龥]", flat.flat[end : end + 1])
            and not re.match("[一-龥]", flat.flat[start - 1])
        ):
            yield NamedBody(name, flat.span(start, end), "organisation", "body-other-government", "likely")


def _of_legal_form(flat: FlatText) -> Iterator[NamedBody]:
    for found in re.finditer(
        rf"{vocabulary().legal_forms}([一-龥ァ-ヶーA-Za-z-]{{2,20}}|[ぁ-ん]{{2,8}})(?=[^一-龥ァ-ヶー])", flat.flat
    ):
        if not re.match("等|など|や|又は", found[1]):
            yield NamedBody(
                found[0], flat.span(found.start(), found.end()), "organisation", "body-legal-form", "likely"
            )


def _by_ending(flat: FlatText, gazetteer: Gazetteer) -> Iterator[NamedBody]:
    """Names by their ending alone, longer than any common word: doubtful."""
    for kind, ending in vocabulary().body_ends:
        for found in re.finditer(rf"{_RUN}{{2,24}}?{ending}{_AFTER}", flat.flat):
            name = _LEAD.sub("", _CUT.sub("", found[0])).lstrip("・")
            begins = found.end() - len(name)
            if (
                _GENERAL.match(name)
                or _GENERAL_USE.match(name)
                or len(name) < 6
                or _is_kind(name, gazetteer)
                or _POSTS.search(name)
            ):
                continue
            yield NamedBody(name, flat.span(begins, found.end()), kind, "body-ending", "doubtful")


def _is_kind(name: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a name is a word for a kind of body, or such a word with a general one before it."""
    flat = _OF_ANY.sub("", normal_form(name))
    return any(end - start >= len(flat) - 1 for start, end, _, _ in gazetteer.kinds.find(flat))


def by_name(bodies: Sequence[NamedBody], places: Sequence[str]) -> Mapping[str, NamedBody]:
    """Bodies by the words that may stand for them later in the text."""
    found: dict[str, NamedBody] = {}
    for body in bodies:
        found.setdefault(normal_form(body.name), body)
        found.setdefault(key_of(body.name, places), body)
    return found
