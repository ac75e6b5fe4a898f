"""Which characters data may hold, and how text is shown where a character could act.

One door: a table cell is checked here when it is read, so nothing behind the door needs to ask again. Text that came
another way (an argument, a file name, a remote answer, a source text) is made harmless where it is shown.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

CELL_LIMIT = 32_767
"""The most characters a cell of Excel holds, counted as UTF-16 does."""

# Controls, line and paragraph marks, direction marks, invisible and private characters, non-characters, lone
# surrogates, and U+FFFD, which stands where a character was lost. Variation selectors stay: names need them.
_PLANE_ENDS = "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 15))
_REFUSED = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u2800\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffd-\uffff"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff\U000f0000-\U0010ffff" + _PLANE_ENDS + "]"
)
_ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_STYLE = re.compile("(\x1b\\[[01]m)")
_UNFIT_FOR_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNSEEN = "\\s\x00-\x20\x7f-\xa0\xad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
_UNSEEN_BEFORE = re.compile(f"^[{_UNSEEN}]+")
_JAPANESE = re.compile("[ぁ-んァ-ヶ一-龥々]")
_LATIN = re.compile("[A-Za-z]")
_NOTHING = "－"
"""The sign of an empty place in a matrix."""
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]+)?")


@dataclass(frozen=True)
class BadCharacter:
    """A character data may not hold, and which one of its cell it is, counted from 1."""

    code: str
    position: int


def bad_character(text: str) -> BadCharacter | None:
    """The first character that data may not hold, or None.

    >>> bad_character("相談\\u202e窓口")
    BadCharacter(code='U+202E', position=3)
    """
    found = _REFUSED.search(text)
    return BadCharacter(_code(found[0]), found.start() + 1) if found else None


def is_japanese(text: str) -> bool:
    """Tell whether a text is Japanese, Latin names in it or not, rather than English that cites a Japanese word.

    >>> is_japanese("DVの相談"), is_japanese("plain statement (指定する), only where a council exists")
    (True, False)
    """
    return 6 * len(_JAPANESE.findall(text)) >= len(_LATIN.findall(text))


def harmless(text: str) -> str:
    """Text for a terminal: characters that would act on it are named instead.

    >>> harmless("a\\x1b[31mb")
    'a[U+001B][31mb'
    """
    return _ACTING.sub(lambda found: f"[{_code(found[0])}]", text)


def harmless_but_bold(text: str) -> str:
    """Text as `harmless` gives it, with bold on and off, the only style the commands use, left in."""
    if "\x1b" not in text:
        return harmless(text)
    return "".join(part if at % 2 else harmless(part) for at, part in enumerate(_STYLE.split(text)))


def one_line(text: str) -> str:
    """Text in one line for messages: blanks of every kind as one, what cannot be seen named.

    >>> one_line("a\\n\\tb\\u200bc")
    'a b[U+200B]c'
    """
    plain = " ".join(text.split())
    return (
        plain if plain.isprintable() else "".join(char if char.isprintable() else f"[{_code(char)}]" for char in plain)
    )


def brief(text: str, most: int = 60) -> str:
    """The beginning of a long text with its length, for messages.

    >>> brief("9" * 5000, 3)
    '999… (5000)'
    """
    return text if len(text) <= most else f"{text[:most]}… ({len(text)})"


def for_xml(text: str) -> str:
    """Text with U+FFFD for every character that no XML file (a workbook, GraphML) may hold."""
    return _UNFIT_FOR_XML.sub("\ufffd", text)


def safe_cell(text: str) -> str:
    """A cell no spreadsheet takes for a formula: an apostrophe before =, +, -, @ of any width; numbers stay.

    What stands unseen before the sign does not hide it: blanks, tabs, line ends, invisible characters.

    >>> safe_cell("=1+1"), safe_cell("\\t＝1+1"), safe_cell("-3.5")
    ("'=1+1", "'\\t＝1+1", '-3.5')
    """
    if not text or text == _NOTHING or _NUMBER.fullmatch(text):
        return text
    seen = _UNSEEN_BEFORE.sub("", text)
    acts = unicodedata.normalize("NFKC", seen[:1])[:1] in ("=", "+", "-", "@")
    return "'" + text if acts or text[0] in "\t\r\n\x00" else text


def fitted(text: str) -> str:
    """A cell Excel can hold: a longer text ends with the word that it is cut and how long it was."""
    length = cell_length(text)
    if length <= CELL_LIMIT:
        return text
    note = f"…［以下略：全{length}文字／cut: {length} characters in all］"
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (CELL_LIMIT - len(note))]
    return kept.decode("utf-16-le", "ignore") + note


def cell_length(text: str) -> int:
    """Characters as Excel counts them: those outside the basic plane are two. O(length)."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"
