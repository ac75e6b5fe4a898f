"""Romaji of any system in one form: Hepburn, Kunrei, with or without long vowels.

The form is that of Kunrei without long marks: し is si, つ is tu, こうのす and Kōnosu are konosu. It is for comparing,
never for showing.
"""

from __future__ import annotations

import re
import unicodedata

_LINES = "あいうえお かきくけこ さしすせそ たちつてと なにぬねの はひふへほ まみむめも らりるれろ がぎぐげご"
_LINES += " ざじずぜぞ だぢづでど ばびぶべぼ ぱぴぷぺぽ"
_ROWS = dict(zip(("", *"kstnhmrgzdbp"), _LINES.split(), strict=True))
_KANA = {kana: row + vowel for row, line in _ROWS.items() for kana, vowel in zip(line, "aiueo", strict=True)}
_KANA |= {"や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "ゐ": "i", "ゑ": "e", "を": "o", "ん": "n", "ゔ": "bu"}
_KANA |= {"ぢ": "zi", "づ": "zu", "ー": "", "ゖ": "ga", "ゕ": "ka"}
_SMALL = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo", "ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o"}
_HEPBURN = (("cch", "tch"), ("tchi", "tti"), ("tch", "tty"), ("shi", "si"), ("sh", "sy"), ("chi", "ti"), ("ch", "ty"),
            ("tsu", "tu"), ("fu", "hu"), ("ji", "zi"), ("jy", "zy"), ("j", "zy"), ("dzu", "zu"))  # fmt: skip
_LONG = (
    (re.compile(r"oh(?=[^aiueoy]|$)"), "o"), (re.compile(r"o[ou]+"), "o"), (re.compile(r"uu+"), "u"),
    (re.compile(r"m(?=[bpm])"), "n"),
)  # fmt: skip


def romaji_of_kana(kana: str) -> str:
    """The form of a reading in hiragana.

    >>> romaji_of_kana("ちがさきし"), romaji_of_kana("こうのす")
    ('tigasakisi', 'konosu')
    """
    made, doubled = "", False
    for char in kana:
        if char == "っ":
            doubled = True
        elif char in _SMALL and made:
            made = made[:-1] + _SMALL[char]
        else:
            sound = _KANA.get(char, char)
            made += sound[:1] + sound if doubled else sound
            doubled = False
    return _shortened(made)


def romaji_of_latin(text: str) -> str:
    """The form of a name in Latin letters.

    >>> {romaji_of_latin(name) for name in ("Chigasaki-shi", "TIGASAKI SI", "Chigasakishi")}
    {'tigasakisi'}
    """
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text)).casefold()
    plain = re.sub("[^a-z]", "", letters)
    for written, sound in _HEPBURN:
        plain = plain.replace(written, sound)
    return _shortened(plain)


def _shortened(text: str) -> str:
    for pattern, sound in _LONG:
        text = pattern.sub(sound, text)
    return text
