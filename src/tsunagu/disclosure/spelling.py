"""One spelling of text in which a place or a closed kind of body might stand in many.

What a person reads as the same address is written with wide digits, kanji numerals, circled numbers, dots, blanks or
invisible characters between them, percent signs or entities. The forms here undo that. They are for looking, never
for showing.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

_READ_AS = ("〇零", "一壱壹弌", "二弐貳弍", "三参參弎", "四肆", "五伍", "六陸", "七漆柒", "八捌", "九玖")
_DIGITS = {char: str(value) for value, chars in enumerate(_READ_AS) for char in chars}
_TENS = {"十": 10, "拾": 10, "百": 100, "千": 1000}
_NUMERAL = re.compile(f"[{''.join(_DIGITS)}{''.join(_TENS)}]+")
_DASHES = "‐‑‒–—―−﹣－ｰ╌╍─━〜～⁃˗➖∼‧・･·•‥…⋅∙、。､｡〆→＿_/|:;=~^"
_TWINS = {"a": "аɑ", "e": "е", "o": "оο", "p": "рρ", "c": "с", "h": "һ", "s": "ѕ", "t": "тτ", "i": "ıі", "l": "ӏ"}
_DASHED = str.maketrans(dict.fromkeys(_DASHES, "-"))
_TWINNED = str.maketrans({twin: char for char, twins in _TWINS.items() for twin in twins})
_HIDDEN = dict.fromkeys(map(ord, "\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5"), "")
_KEPT_MARKS = "\n\t\u3099\u309a"
_UNSEEN = ("Cf", "Cc", "Mn", "Me", "Co", "Cs")
_ACCENTS = dict.fromkeys(range(0x300, 0x370), "")
_LIKE_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_BLANK = re.compile(r"\s+")
_SPACED_NUMBERS = re.compile(r"(?<=\d)\s+(?=\d)")
_EMPHASIS = re.compile(r"[*`\\]+")
_FOR_A_TIME = re.compile("(?<![〇一二三四五六七八九十])一時(?![〇一二三四五六七八九十半])")
_BRACKETED = re.compile(r"[(\[{〔【]([0-9一二三四五六七八九十]+)[)\]}〕】]")
_TIME = re.compile(r"(?<![\d:])\d{1,2}[:時](?:\d{2}分?)?(?![\d:])")
_DAY = re.compile(r"(?<![a-z\d])(?:[mtshr]|令和|平成|昭和)\d{1,2}[-.]\d{1,2}[-.]\d{1,2}(?![\d-])")
_THOUSANDS = re.compile(r"(?<![\d-])\d{1,3}(?:,\d{3})+(?![\d,-])")
_DOTTED = re.compile(r"\d+(?:[-ー,.]\d+){2,}")
_BETWEEN = re.compile(
    r"(?<=\d)-*(?:丁目|番地|番街|番|号|丁|ちょうめ|ばんち|ばん|ごう|の|ノ|之|乃|-?cho-?me|-?banchi|-?ban|-?go)-*(?:の|ノ|之|乃)?-*(?=\d)"
)


class _Seen(dict[int, int | str]):
    """What `str.translate` makes of a character: itself, or nothing of one that is not seen. Each is judged once."""

    def __missing__(self, code: int) -> int | str:
        char = chr(code)
        self[code] = code if char in _KEPT_MARKS or unicodedata.category(char) not in _UNSEEN else ""
        return self[code]


_SEEN = _Seen()


@lru_cache(maxsize=200_000)
def visible(text: str) -> str:
    """What a reader sees of a text: entities and percent signs read, NFKC, without invisible characters and marks.

    >>> visible("シェ\\u200bル\\u00adター")
    'シェルター'
    """
    if "&" in text:
        text = html.unescape(text)
    if "%" in text:
        text = unquote(text)
    folded = unicodedata.normalize("NFKC", text)
    return unicodedata.normalize("NFC", folded.translate(_SEEN)).translate(_HIDDEN)


@lru_cache(maxsize=200_000)
def sounded(text: str) -> str:
    """Fold `text` for finding words: no blanks, katakana as hiragana, small letters, no long marks or accents.

    >>> sounded("Ｓｔｅｐ－Ｈｏｕｓｅ") == sounded("step house")
    True
    >>> sounded("シェルター")
    'しぇるた'
    """
    flat = unicodedata.normalize("NFKD", visible(text).lower())
    flat = unicodedata.normalize("NFC", flat.translate(_ACCENTS)).translate(_DASHED).translate(_TWINNED)
    flat = re.sub(r"[-ー’'\"]+", "", _EMPHASIS.sub("", _BLANK.sub("", flat)))
    return flat.translate(_LIKE_HIRAGANA)


@lru_cache(maxsize=200_000)
def numbered(text: str) -> str:
    """Fold `text` for finding numbers: kanji numerals as digits, parts of an address joined with `-`, no blanks.

    >>> numbered("中央一丁目二番三号")
    '中央1-2-3号'
    >>> numbered("中央 １の２ の ③")
    '中央1-2-3-'
    """
    text = _FOR_A_TIME.sub("いちじ", text)
    ringed = "".join(f"-{char}-" if unicodedata.category(char) == "No" else char for char in text)
    flat = _BRACKETED.sub(r"-\1-", _TIME.sub(" ", visible(ringed).lower()).translate(_DASHED))
    flat = "".join(str(unicodedata.digit(char, char)) if char.isdigit() else char for char in flat)
    flat = _NUMERAL.sub(lambda found: _value(found[0]), _EMPHASIS.sub("", flat))
    flat = _BLANK.sub("", _SPACED_NUMBERS.sub("-", flat))
    flat = _BETWEEN.sub("-", _THOUSANDS.sub("0", _DAY.sub("", flat)))
    flat = _DOTTED.sub(lambda found: re.sub("[ー,.]", "-", found[0]), flat)
    return re.sub(r"-{2,}", "-", re.sub(r"(?<=\d)ー(?=\d)", "-", flat))


def _value(numeral: str) -> str:
    """Read a kanji numeral: by place (二十三) or digit by digit (二三).

    >>> _value("二十三"), _value("一〇五"), _value("千二百")
    ('23', '105', '1200')
    """
    if not any(char in _TENS for char in numeral):
        return "".join(_DIGITS[char] for char in numeral)
    total, held = 0, ""
    for char in numeral:
        if char in _TENS:
            total += (int(held) if held else 1) * _TENS[char]
            held = ""
        else:
            held += _DIGITS[char]
    return str(total + (int(held) if held else 0))
