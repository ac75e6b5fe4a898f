"""The words of printed hours, told apart after normalisation; whatever is left is told as unknown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from tsunagu.hours.times import ALL_DAY, BARE_RANGE, RANGE, TIME

W = "[月火水木金土日]"
_SEP = r"(?:・|、|と|及び|および|,)"
_KANJI = {kanji: str(number) for number, kanji in enumerate("〇一二三四五六七八九")}
_KANJI_NUMBER = re.compile(r"(?:(?<=第)[一二三四五]|[〇一二三四五六七八九十]+(?=時|分|月|日|[月火水木金土日]曜))")
_DASHES = re.compile(r"[〜∼~˜–—―‐−⁓-]")
_OPENING, _CLOSING = "([〔「『<", ")]〕」』>"

_UNTIL = r"(?:まで|迄)"
_PERIOD = r"(?:まで)?(?:の(?:間|期間))?"
_MONTH_DAY = r"\d{1,2}(?:月|/)\d{1,2}日?"
_NEXT_YEAR = r"(?:~|から)(?:翌年?の?)?"
_OFF = r"除く|除き(?:ます)?|除いた|除いて|お?休み(?:です)?|休業|休所|休館|休室|定休(?:日)?|閉庁|閉館|閉所|昼休み|昼休憩"
_ON = r"受付|受け付け|実施|可|対応|開館|開所|開設|開庁|利用可|営業|相談可"
_PHONE_AND_NET = r"電話|でんわ|TEL|LINE|SNS|チャット|E?メール|オンライン|インターネット|ウェブ|WEB|Web"
_FACE_TO_FACE = r"来所|来庁|来館|面接|面談|対面|窓口"
_HOURS_OF = r"相談|受付|開所|開館|開庁|開設|業務|執務|営業|利用|対応|窓口開設"
_PLAIN = r"受付|相談|対応|実施|期間|開設|開館|開所|開庁|原則(?:として)?|の|は|に|:|\.|です|まで| "
GRAMMAR: tuple[tuple[str, str], ...] = (
    ("open", r"\("),
    ("close", r"\)"),
    (
        "intake",
        rf"(?:最終受付(?:時間|時刻)?(?:は|:)?{TIME}{_UNTIL}?|受付(?:時間|終了)?(?:は|:)?、?{TIME}{_UNTIL})(?!~|から|より|\d)",
    ),
    (
        "intake_before",
        r"受付(?:時間)?(?:は)?、?(?:相談|開館|開所|受付)?(?:時間)?(?:の)?終了(?:時間|時刻)?の?\d{1,3}分前まで",
    ),
    ("times", RANGE),
    ("all_day", ALL_DAY),
    ("until", rf"{TIME}{_UNTIL}"),
    (
        "dates",
        rf"(?:毎年)?{_MONTH_DAY}{_NEXT_YEAR}(?:\d{{1,2}}(?:月|/))?(?:\d{{1,2}}日|\d{{1,2}}(?![\d時:日])){_PERIOD}",
    ),
    ("months", rf"\d{{1,2}}月?{_NEXT_YEAR}\d{{1,2}}月(?!\d){_PERIOD}"),
    ("date", r"\d{1,2}(?:月\d{1,2}日|/\d{1,2}(?![\d/]))"),
    ("bare_times", BARE_RANGE),
    ("nth", rf"(?:毎月)?第\d(?:(?:{_SEP}|~)第?\d)*{W}(?:曜日|曜)?(?:{_SEP}{W}曜日?)*"),
    ("whole_year", r"365日|年中無休|無休"),
    ("every_day", r"毎日"),
    ("workday", r"平日|開庁日"),
    ("day_off", r"閉庁日"),
    ("holiday", r"国民の祝日(?:に関する法律に規定する休日)?|祝祭日|祝休日|祝日|振替休日|祝"),
    ("rest_day", r"休日"),
    ("year_end", r"年末年始(?:期間)?|年末・?年始"),
    ("named_date", r"慰霊の日"),
    ("closed_head", r"(?:(?:休所|休館|休業|休室|閉庁|閉館|閉所|定休|受付休止)日|休み)(?::|は(?=[、:]))"),
    (
        "lunch",
        r"(?:昼休み|昼休憩|昼食時間|休憩時間|休憩|お昼休み)(?:時間)?(?:は|:|の)?(?=\(?(?:午前|午後|正午|\d))",
    ),
    ("except", rf"(?:(?:(?:を|は|の場合は?|も)、?)?(?:{_OFF})|以外)(?:日)?"),
    ("opens", r"は(?:開館|開所|開庁|開設|営業|実施|対応|受付|あり)(?!時間)"),
    ("also", rf"(?:も(?:{_ON})?(?:能|します|しています)?|を含む|含む|を含み)"),
    (
        "weekdays",
        rf"(?:(?:(?<!\d)|(?<=:\d\d))[月日]|[火水木金土])(?:曜日|曜)?(?:(?:~|から|より|{_SEP})?{W}(?:曜日|曜)?)*",
    ),
    ("night", r"夜間|早朝"),
    ("anytime", r"随時"),
    ("channel", rf"(?:{_PHONE_AND_NET}|{_FACE_TO_FACE})(?:による|での?)?(?:相談)?"),
    ("only", r"のみ|だけ|に限る"),
    (
        "appointment",
        r"(?:原則、?)?(?:(?:事前|完全|要|電話|面接|面談)*予約制?(?:が?必要|要)?|要(?:事前|電話)?予約)(?:です)?",
    ),
    ("but", r"ただし、?|但し、?|なお、?|※|\*"),
    ("strong", r"[。;\n|/]"),
    ("weak", r"[、・,]|及び|および|並びに|または|又は|と"),
    (
        "filler",
        rf"毎週|毎月(?=第)|(?:{_HOURS_OF})?(?:時間|日時|曜日)|(?:相談|受付|開設|開所|開館)日|相談窓口|相談受付|{_PLAIN}",
    ),
)
"""The kinds of words, the first that fits is taken."""
_TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in GRAMMAR))


@dataclass(frozen=True, slots=True)
class Token:
    """A word and its kind; `unknown` for what the grammar does not know."""

    kind: str
    words: str


def normalised(text: str) -> str:
    """Bring widths, dashes, brackets and kanji numbers of printed hours into one form.

    >>> normalised("９：００〜１７：１５　第三土曜")
    '9:00~17:15、第3土曜'
    """
    told = unicodedata.normalize("NFKC", text)
    told = "".join(char for char in told if unicodedata.category(char) not in ("Cf", "Cc") or char == "\n")
    told = _DASHES.sub("~", told)
    told = told.replace("【", "\n").replace("】", ":").replace("･", "・").replace("，", "、")
    for opening, closing in zip(_OPENING, _CLOSING, strict=True):
        told = told.replace(opening, "(").replace(closing, ")")
    told = re.sub(r"(?<=\d)[^\S\n]+(?=[\d火水木金土平毎祝休第]|月曜|日曜)", "、", told.strip())
    told = re.sub(r"[^\S\n]+", "", told)
    told = re.sub(r"(午前|午後):(?=\d)", r"\1", told)
    return _KANJI_NUMBER.sub(lambda found: _number(found[0]), told)


def _number(kanji: str) -> str:
    """A number written in kanji, below one hundred, in digits; anything else as it stands."""
    if "十" not in kanji:
        return "".join(_KANJI[char] for char in kanji)
    tens, _, ones = kanji.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return kanji
    return str(10 * int(_KANJI.get(tens, "1")) + int(_KANJI.get(ones, "0")))


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a normalised text in order; O(length)."""
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found:
            yield Token(found.lastgroup or "unknown", found[0])
            at = found.end()
            continue
        start = at
        while at < len(text) and not _TOKEN.match(text, at):
            at += 1
        yield Token("unknown", text[start:at])
