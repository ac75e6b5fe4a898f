"""Places by every spelling of their names: old and new characters, ヶ and が, any width, kana, romaji, codes.

A name is compared in a *key*, a form in which spellings of the same name are equal; names of different places never
become equal by it unless they are written or read alike, and then all of them are found. What is found is never a
guess: a hint is given only where the reading all but agrees, or inside a prefecture that was named.

Reference for codes: 全国地方公共団体コード仕様 (Ministry of Internal Affairs and Communications), five digits and a
check digit with weights 6 to 2 modulo 11.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tsunagu.network.romaji import romaji_of_kana, romaji_of_latin

WHOLE, SHORT, READ, READ_SHORT = 0, 1, 2, 3
"""Rank of a match: a code or the whole name; without 市, 町, 県 …; its reading or English; that in short."""
MOST_HINTS = 3

# Each group: the form of the key, then how the character is written too.
_VARIANTS = (
    "竜龍 高髙 崎﨑碕嵜 浜濱濵 辺邊邉 斎齋齊斉 沢澤 渋澁 広廣 国國 島嶋嶌 滝瀧 桜櫻 真眞 恵惠 "
    "栄榮 実實 蔵藏 県縣 区區 徳德 寿壽 静靜 円圓 万萬 与與 礼禮 豊豐 鉄鐵 関關 塩鹽 亀龜 "
    "遥遙 槙槇 曽曾 吉𠮷 芦葦蘆 桧檜 篭籠 淵渕 条條 峰峯 館舘 野埜 壺壷 釜竈竃 荘莊 来來 鴎鷗 "
    "薮藪 鰺鯵 梼檮 諌諫 騨驒 麹麴 郷鄕 青靑 黄黃 横橫 増增 鎮鎭 厳嚴 当當 稲稻 讃讚 弥彌 "
    "戸戶 台臺 芸藝 穂穗 瀬瀨 頼賴 焼燒 産產 畑畠 胆膽 船舩 読讀 達逹 間閒 隠隱 双雙 霊靈 "
    "富冨 桑桒 柳栁 呉吳 岳嶽 彦彥 摂攝 気氣 浄淨 浅淺 温溫 満滿 湾灣 為爲 様樣 楽樂 祇祗 "
    "秋穐 松枩 仏佛 "
)
_FOLDED = {ord(other): group[0] for group in _VARIANTS.split() for other in group[1:]}
_KANJI = "[\u3400-\u9fff々\U00020000-\U0003ffff]"
_BETWEEN = tuple(
    (re.compile(f"(?<={_KANJI})[{chars}](?={_KANJI})"), sign)
    for chars, sign in (("ヶケがガヵカか箇个", "ヶ"), ("ッツっつ", "ツ"), ("ノの之", "ノ"))
)
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_BLANKS = re.compile(r"[\s・]+")
_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_SAME_SOUND = str.maketrans({"ぢ": "じ", "づ": "ず", "を": "お", "ー": None})
_COUNTY = re.compile(r"^.{1,4}郡(?=.+[町村]$)")
_READINGS = {"市": ("し",), "区": ("く",), "町": ("まち", "ちょう"), "村": ("むら", "そん"), "都": ("と",),
             "府": ("ふ",), "県": ("けん",)}  # fmt: skip
_KIND_WORDS = re.compile(
    r"[\s-]+(city|ward|town|village|prefecture|pref\.?|metropolis|shi|ku|machi|cho|chou|mura|son|ken|fu|to)\.?$", re.I
)
_CITY_OF = re.compile(r"^(city|ward|town|village|prefecture) of\s+", re.I)
_LATIN = re.compile(r"[a-z\u00c0-\u024f' .,()-]+", re.I)
_ALL_KANA = re.compile("[ぁ-ゖ]+")
_LATIN_MARK = "~"
_WEIGHTS = (6, 5, 4, 3, 2)


@dataclass(frozen=True)
class PlaceName:
    """A place and its names. `id` ends with its code (`place/142077`); `prefecture` is the id of its prefecture.

    `city` is the id of the designated city a ward is part of.
    """

    id: str
    label: str
    kana: str = ""
    english: str = ""
    prefecture: str = ""
    city: str = ""

    @property
    def code(self) -> str:
        """Its six digits."""
        return self.id.rsplit("/", 1)[-1]


@dataclass(frozen=True, order=True)
class PlaceMatch:
    """A place that a text names, and how: `rank` is one of `WHOLE`, `SHORT`, `READ`, `READ_SHORT`."""

    rank: int
    code: str
    place: str
    label: str


def full_code(digits: str) -> str | None:
    """The six digits of a code of five (check digit computed), of six (check digit proved) or of two (a prefecture).

    >>> full_code("14207"), full_code("142077"), full_code("142078"), full_code("14")
    ('142077', '142077', None, '140007')
    """
    if not (digits.isascii() and digits.isdigit()) or len(digits) not in (2, 5, 6):
        return None
    five = digits[:5] if len(digits) > 2 else f"{digits}000"
    total = sum(int(digit) * weight for digit, weight in zip(five, _WEIGHTS, strict=True))
    whole = f"{five}{(11 - total % 11) % 10}"
    return whole if len(digits) < 6 or whole == digits else None


@lru_cache(maxsize=1 << 16)
def spelling_key(name: str) -> str:
    """The form in which spellings of a name are equal.

    >>> len({spelling_key(name) for name in ("茅ヶ崎市", "茅が崎市", "茅ｹ崎市", "茅ケ﨑 市")})
    1
    """
    plain = _SELECTORS.sub("", unicodedata.normalize("NFKC", name)).translate(_FOLDED)
    plain = _BLANKS.sub("", plain)
    for pattern, sign in _BETWEEN:
        plain = pattern.sub(sign, plain)
    return plain.translate(_HIRAGANA).translate(_SAME_SOUND).casefold()


PlaceKeys = Mapping[str, Mapping[str, int]]
"""Key → the places that have it, with the rank of the match."""


class PlaceNames:
    """Every place by every key of its names. Making it is O(places), a look-up O(1).

    `keys` are those that another index of the same places worked out.
    """

    def __init__(self, places: Iterable[PlaceName], keys: PlaceKeys | None = None) -> None:
        self.places = tuple(places)
        self._by_id = {place.id: place for place in self.places}
        self._by_code = {place.code: place for place in self.places}
        self._wholes = self._prefectures_and_divided_cities()
        self.keys: PlaceKeys = self._every_key() if keys is None else keys

    def _every_key(self) -> PlaceKeys:
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for place in self.places:
            for rank, key in (*_keys(place), *self._keys_within_city(place)):
                found[key][place.id] = min(rank, found[key].get(place.id, rank))
        return dict(found)

    def _prefectures_and_divided_cities(self) -> dict[str, PlaceName]:
        divided = {place.city for place in self.places}
        return {place.id: place for place in self.places
                if place.id in divided or (place.label[-1:] in "都道府県" and not place.prefecture)}  # fmt: skip

    def _keys_within_city(self, place: PlaceName) -> Iterator[tuple[int, str]]:
        """Yield the keys of a ward's name without its city's: 中区 of 横浜市中区."""
        city = self._by_id.get(place.city)
        if city:
            label, kana = place.label.removeprefix(city.label), place.kana.removeprefix(city.kana)
            yield from _keys(PlaceName(place.id, label, kana, place.english.partition(",")[0]))

    def find(self, text: str) -> tuple[PlaceMatch, ...]:
        """Every place that `text` names, whole names first, by code; empty where none is named.

        A prefecture before or after the name (神奈川県茅ヶ崎市; Chigasaki, Kanagawa), the city of a ward
        (横浜の中区) and a county (高座郡寒川町) are read.
        """
        by_code = self._of_code(text)
        if by_code is not None:
            return by_code
        found = self._of_name(text)
        if found:
            return found
        splits = (*self._apart(text), *self._joined(text), *self._joined_short(text))
        return tuple(sorted({
            match for within, rest in splits for match in self._of_name(rest) if self._lies_in(match, within)
        }))  # fmt: skip

    def hints(self, text: str) -> tuple[str, ...]:
        """Names that `text` may have been meant as, the best first.

        Only a name of the prefecture that was named, with one character amiss, or a name whose reading is one letter
        off what was typed, four kana or five letters at least: a strange character must not lead to a place elsewhere.
        """
        if self.find(text):
            return ()
        within, rest = next(iter((*self._apart(text), *self._joined(text))), (None, text))
        wanted, latin = spelling_key(rest), romaji_of_latin(rest) if _LATIN.fullmatch(rest.strip()) else ""
        near = [place for place in self.places if self._is_near(place, wanted, latin, within)]
        return tuple(place.label for place in near[:MOST_HINTS])

    def _is_near(self, place: PlaceName, wanted: str, latin: str, within: PlaceName | None) -> bool:
        if within:
            return place.prefecture == within.id and any(_one_apart(wanted, key, 3) for _, key in _keys(place))
        if latin:
            return any(_one_apart(latin, key.removeprefix(_LATIN_MARK), 5) for _, key in _latin_keys(place))
        if _ALL_KANA.fullmatch(wanted):
            return any(_one_apart(wanted, key) for _, key in _kana_keys(place))
        return spelling_key(place.label[:-1]) == wanted[:-1] != ""

    def _of_code(self, text: str) -> tuple[PlaceMatch, ...] | None:
        plain = unicodedata.normalize("NFKC", text).strip()
        named = self._by_id.get(plain) or self._by_code.get(plain)
        if named:
            return (self._found(WHOLE, named),)
        digits = plain.replace("-", "")
        if not (digits.isascii() and digits.isdigit()):
            return None
        place = self._by_code.get(full_code(digits) or "")
        return (self._found(WHOLE, place),) if place else ()

    def _of_name(self, text: str) -> tuple[PlaceMatch, ...]:
        keys = [spelling_key(text), _COUNTY.sub("", spelling_key(text))]
        if _LATIN.fullmatch(text.strip()):
            keys = [f"{_LATIN_MARK}{romaji_of_latin(text)}", f"{_LATIN_MARK}{romaji_of_latin(_bare(text))}"]
        ranks: dict[str, int] = {}
        for key in keys:
            for place, rank in self.keys.get(key, {}).items():
                ranks[place] = min(rank, ranks.get(place, rank))
        found = [self._found(rank, self._by_id[place]) for place, rank in ranks.items()]
        return tuple(sorted(_as_written(found, unicodedata.normalize("NFKC", text).strip())))

    def _apart(self, text: str) -> Iterator[tuple[PlaceName, str]]:
        """Yield the prefectures or cities a text names apart, behind a comma or before a blank, with the rest."""
        if "," in text:
            rest, _, whole = text.rpartition(",")
        else:
            whole, _, rest = unicodedata.normalize("NFKC", text).strip().partition(" ")
        if rest.strip():
            for match in self._of_name(whole):
                if match.place in self._wholes:
                    yield self._by_id[match.place], rest.strip()

    def _joined(self, text: str) -> Iterator[tuple[PlaceName, str]]:
        """Yield the prefectures or cities a text begins with, with the rest."""
        key = spelling_key(text)
        for place in self._wholes.values():
            for name in (spelling_key(place.label), spelling_key(place.kana)):
                if name and key.startswith(name) and key != name:
                    yield place, key[len(name) :].removeprefix("の")

    def _joined_short(self, text: str) -> Iterator[tuple[PlaceName, str]]:
        """Yield the same for prefectures and cities named without 県 or 市, before a の or not: 横浜の中区."""
        key = spelling_key(text)
        for place in self._wholes.values():
            for rank, name in _keys(place):
                if rank in (SHORT, READ_SHORT) and key.startswith(name) and key != name:
                    yield place, key[len(name) :].removeprefix("の")

    def _lies_in(self, found: PlaceMatch, within: PlaceName) -> bool:
        place = self._by_id[found.place]
        return within.id in (place.prefecture, place.city)

    def _found(self, rank: int, place: PlaceName) -> PlaceMatch:
        return PlaceMatch(rank, place.code, place.id, place.label)


def _as_written(found: list[PlaceMatch], text: str) -> Iterator[PlaceMatch]:
    """Yield the matches without those of which another is written just so: 鹿嶋市 is not 鹿島市."""
    written = [match.label for match in found if text in (match.label, match.label[:-1])]
    for match in found:
        if match.label in written or not any(spelling_key(match.label) == spelling_key(label) for label in written):
            yield match


def _kept(keys: Callable[[PlaceName], Iterator[tuple[int, str]]]) -> Callable[[PlaceName], tuple[tuple[int, str], ...]]:
    """Let the keys of a place be worked out once: they are looked through at every letter that is typed."""
    return lru_cache(maxsize=1 << 13)(lambda place: tuple(keys(place)))


@_kept
def _keys(place: PlaceName) -> Iterator[tuple[int, str]]:
    """Every key of a place with its rank: written, in kana, in romaji (those begin with a mark)."""
    yield WHOLE, spelling_key(place.label)
    if place.label[-1:] in _READINGS and len(place.label) > 1:
        yield SHORT, spelling_key(place.label[:-1])
    yield from _kana_keys(place)
    yield from _latin_keys(place)


@_kept
def _kana_keys(place: PlaceName) -> Iterator[tuple[int, str]]:
    kana, kind = spelling_key(place.kana), place.label[-1:]
    endings = _READINGS.get(kind, ())
    if kana:
        yield READ, kana
    for ending in endings:
        if kana.endswith(ending) and len(kana) > len(ending):
            short = kana.removesuffix(ending)
            yield READ_SHORT, short
            yield READ, short + kind
            yield from ((READ, short + other) for other in endings)


@_kept
def _latin_keys(place: PlaceName) -> Iterator[tuple[int, str]]:
    for rank, kana in _kana_keys(place):
        yield rank, f"{_LATIN_MARK}{romaji_of_kana(kana)}"
    if place.english:
        yield READ, f"{_LATIN_MARK}{romaji_of_latin(place.english)}"
        yield READ_SHORT, f"{_LATIN_MARK}{romaji_of_latin(_bare(place.english))}"


def _bare(name: str) -> str:
    """A name in Latin letters without the word for its kind."""
    return _CITY_OF.sub("", _KIND_WORDS.sub("", unicodedata.normalize("NFKC", name).strip()))


def _one_apart(left: str, right: str, fewest: int = 4) -> bool:
    """Tell whether one letter changed, added, left out or swapped makes one text the other; none shorter counts."""
    if min(len(left), len(right)) < fewest or abs(len(left) - len(right)) > 1 or left == right:
        return False
    if left[0] != right[0] and left[-1] != right[-1]:  # amiss at both ends
        return False
    at = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    if len(left) == len(right):
        swapped = left[at : at + 2] == right[at : at + 2][::-1] and left[at + 2 :] == right[at + 2 :]
        return swapped or left[at + 1 :] == right[at + 1 :]
    longer, shorter = (left, right) if len(left) > len(right) else (right, left)
    return longer[at + 1 :] == shorter[at:]
