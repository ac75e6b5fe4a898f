"""The form names are compared in, and where words begin and end in it.

Folding takes away what people vary without meaning anything: width (NFKC), case, hiragana or katakana, long vowel
marks, blanks, ・ and other punctuation. Because the folded text has no blanks, the places where words begin and end are
kept beside it: without them `児相` would be found in `育児相談`, and `dv` in `advice`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

LONG_VOWEL = "ー"
APOSTROPHES = "'’"
PARTICLES = ("から", "より", "って", "が", "を", "に", "は", "も", "と", "で", "の", "へ")
STOPS = "。．！？!?\n；;"
SUFFIXES = frozenset("市区町村県府都道課係部室局所署員者会館院校長法条等的的性化用別費金書届")
"""Single characters that end a compound of kanji and are words of their own there."""
_SINGLE = {"ゔ": "ぶ", "ゖ": "け", "ゕ": "か", "ぢ": "じ", "づ": "ず", "ā": "a", "ī": "i", "ū": "u", "ē": "e", "ō": "o"}
VARIANTS = (("子供", "子ども"), ("障がい", "障害"), ("障碍", "障害"), ("恐い", "怖い"), ("恐く", "怖く"))
"""Ways of writing the same word; both sides of a comparison are brought to the second."""
_VOICED = (("ゔぁ", "ば"), ("ゔぃ", "び"), ("ゔぇ", "べ"), ("ゔぉ", "ぼ"))
_KATAKANA = re.compile("[ァ-ヶ]")
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龥々]")
WordCut = Callable[[str], Iterable[int]]
"""Gives the places inside a run of kanji where one word ends and the next begins."""


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text as it is compared, with the positions where words begin or end and those no phrase reaches across."""

    text: str
    borders: frozenset[int]
    stops: frozenset[int] = frozenset()

    def is_whole(self, start: int, end: int) -> bool:
        """Tell whether a stretch begins and ends with words."""
        return start in self.borders and end in self.borders

    def crosses(self, start: int, end: int) -> bool:
        """Tell whether a word ends inside a stretch."""
        return any(start < at < end for at in self.borders)


def fold(text: str) -> str:
    """The form a name is compared in.

    >>> fold("シミン　ソウダン・カ"), fold("ﾃﾞｨｰﾌﾞｲ"), fold("Women’s Center")
    ('しみんそうだんか', 'でぃぶい', 'womenscenter')
    """
    plain = _plain(text)
    if "ゔ" in plain or "ヴ" in plain:
        for pair, voiced in _VOICED:
            plain = plain.replace(pair, voiced).replace(_as_katakana(pair), voiced)
    return plain.translate(_LETTERS)


def letters_for_scripts() -> dict[str, object]:
    """What a script needs to fold as `fold` does: pairs of writings, and letters that stand for others or for none."""
    voiced = [(spelled, plain) for pair, plain in _VOICED for spelled in (pair, _as_katakana(pair))]
    return {"variants": VARIANTS, "voiced": voiced, "single": _SINGLE, "long": LONG_VOWEL}


def fold_with_borders(text: str, cut: WordCut = lambda _: ()) -> FoldedText:
    """A folded text with its words' borders; `cut` tells them inside runs of kanji. O(length).

    >>> found = fold_with_borders("DV防止法")
    >>> found.text, sorted(found.borders)
    ('dv防止法', [0, 2, 5])
    """
    pieces: list[str] = []
    borders, stops, at = {0}, set[int](), 0
    runs = _runs(text)
    for number, (sort, raw) in enumerate(runs):
        if sort == "gap":
            borders.add(at)
            stops.update({at} if set(raw) & set(STOPS) else ())
            continue
        folded = fold(raw)
        if not _clings(runs, number):
            borders.add(at)
        borders.update(at + inner for inner in _inside(runs, number, folded, cut))
        pieces.append(folded)
        at += len(folded)
    return FoldedText("".join(pieces), frozenset({*borders, at}), frozenset(stops))


class _Letters(dict[int, str]):
    """Each letter as it is compared, empty for what is left out; filled as letters come up."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if letter == LONG_VOWEL or unicodedata.category(letter)[0] not in "LN":
            found = ""
        else:
            plain = chr(code - 0x60) if _KATAKANA.match(letter) else letter
            found = _SINGLE.get(plain, plain)
        self[code] = found
        return found


_LETTERS = _Letters()


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    for written, chosen in VARIANTS:
        plain = plain.replace(written, chosen)
    return plain


def _as_katakana(text: str) -> str:
    return "".join(chr(ord(letter) + 0x60) for letter in text)


@cache
def _sort(letter: str) -> str:
    if "ぁ" <= letter <= "ゖ":
        return "hiragana"
    if "ァ" <= letter <= "ヶ" or letter == LONG_VOWEL:
        return "katakana"
    if letter in APOSTROPHES or (letter.isascii() and letter.isalnum()):
        return "latin"
    category = unicodedata.category(letter)[0]
    return "kanji" if category in "LN" else "gap"


def _runs(text: str) -> list[tuple[str, str]]:
    plain = _plain(text)
    return [(sort, "".join(letters)) for sort, letters in groupby(plain, _sort)]


def _clings(runs: list[tuple[str, str]], number: int) -> bool:
    """Tell whether a run belongs to the one before: お金, ご飯."""
    return number > 0 and runs[number][0] == "kanji" and runs[number - 1][1] in ("お", "ご")


def _inside(runs: list[tuple[str, str]], number: int, folded: str, cut: WordCut) -> Iterator[int]:
    """The borders inside a run, counted in its folded letters."""
    sort, raw = runs[number]
    if sort == "kanji":
        yield from cut(raw)
    if sort == "hiragana" and len(folded) > 1:
        before = runs[number - 1][0] if number else "gap"
        after = runs[number + 1][0] if number + 1 < len(runs) else "gap"
        shorter = [particle for particle in PARTICLES if len(particle) < len(folded)]
        if before != "gap":
            yield from (len(particle) for particle in shorter if folded.startswith(particle))
        if after != "gap":
            yield from (len(folded) - len(particle) for particle in shorter if folded.endswith(particle))


class Lexicon:
    """Words of kanji, to tell where one ends inside a compound: 育児｜相談, 女性｜相談｜支援."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self._known: dict[str, tuple[int, ...]] = {}

    @classmethod
    def of(cls, texts: Iterable[str]) -> Lexicon:
        """The words that stand alone in some texts: runs of two or three kanji with nothing of their kind beside.

        >>> Lexicon.of(["育児・介護", "相談"]).cut("育児相談")
        (2,)
        """
        runs = {run for text in texts for sort, run in _runs(text) if sort == "kanji"}
        pairs = {run for run in runs if len(run) == 2}
        return cls(pairs | {run for run in runs if len(run) == 3 and not (run[:2] in pairs and run[2] in SUFFIXES)})

    def cut(self, run: str) -> tuple[int, ...]:
        """Where words end inside a run of kanji; what is in no word stays one piece. O(length squared), kept."""
        if run not in self._known:
            self._known[run] = self._cheapest(run)
        return self._known[run]

    def _cheapest(self, run: str) -> tuple[int, ...]:
        best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
        for end in range(1, len(run) + 1):
            ways = (
                (best[start][0] + self._cost(run[start:end], start), (*best[start][1], end)) for start in range(end)
            )
            best.append(min(ways))
        return best[-1][1][:-1]

    def _cost(self, piece: str, start: int) -> float:
        if piece in self.words or (start and piece in SUFFIXES):
            return 1.0
        return 2.0 + 0.8 * len(piece)
