"""What people say, found as a whole or inside a longer text: 「旦那に殴られて逃げたい」 holds two phrases.

A phrase is cut at its particles into pieces. In a text the pieces may stand a few letters apart (夫が怖い, 夫のことが
怖い), each begins where a word begins, and the last one may be inflected (殴られる, 殴られて), but not into its
opposite (言う, 言わないで). Who does it counts before what is done (夫に殴られている before 殴られている), then the
longest phrase, and no letter counts twice. Rows with the same words are alternatives; several meanings of one row hold
together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from tsunagu.messages import Language
from tsunagu.names.folding import JAPANESE, PARTICLES, FoldedText, WordCut, fold, fold_with_borders

PhraseKind = Literal["everyday", "abbreviation", "former", "spelling"]
MOST_APART = 10
"""Most letters between two pieces of a phrase."""
SHORTEST = 2
PLAIN_IN_KANA = 5
"""Letters from which a piece in hiragana is found anywhere in a text."""
_PARTICLE = re.compile(
    r"(?<=[一-龥々ァ-ヶーA-Za-z])(?:から|より|が|を|に|は|も|と|で|の|へ)(?=[一-龥々ぁ-んァ-ヶA-Za-z])"
)
KANJI = re.compile("[一-龥々]")
_INFLECTED = frozenset("いるうくすつぬぶむぐただ")
ABSENT = "ない"
UNWANTED = "たくない"
"""What several things may share that somebody does not want: 役場にも警察にも知られたくない."""
_NOT = ("ない", "なく", "なか", "なし", "ありません", "ません", "無")
_AFTER = (*PARTICLES, "だ", "な", "です", "や", "か")
"""What may follow a phrase written in hiragana."""
_DENIALS = tuple(particle + ending for particle in ("は", "も", "が", "では", "じゃ", "とかは") for ending in _NOT)
_AWAITED = "(?!間|うち|隙|すき)"
"""What does not follow a denial: 殴られて、いない間に逃げたい."""
_NEVER = f"(?:ない{_AWAITED}|なく(?!な[りるっ])|なか|ません|ありません)(?!か|でしょうか)"
_OPPOSITE = re.compile(
    "[いきしちにびみりぎえけせてねべめれげらさかたなまばがわっんじ]{0,2}[てでただ]"
    f"(?:こと(?:は|が|も)?(?:一度も|まだ)?|はい|い|は){_NEVER}|"
    f"[わらさかたなまばがえけせてねべめれげいきしちにびみりぎく]{{0,3}}{_NEVER}|"
    "[わらさかたなまばがけせてねべめれげ]ず(?:に|、|$)"
)
"""An ending that turns what is said into its opposite (殴らない, 殴られてはいない, 殴られたことはない).

A question (できませんか) does not, nor what is wished or awaited behind it (いなくなりたい, いない間に逃げたい)."""
_CLAUSE = re.compile(r"[。！？!?\n、,.]+")
_SOFT = frozenset("がをにはもとでのへてた")
"""Letters after which a word may begin in a text written in hiragana alone."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of the table of phrases: the words, how they are read, and everything they mean together."""

    id: str
    words: str
    language: Language
    kind: PhraseKind
    means: tuple[str, ...]
    kana: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True)
class FoundPhrase:
    """A phrase found in a text: the words, the stretches of the folded text, and the rows it may be."""

    words: str
    stretches: tuple[tuple[int, int], ...]
    rows: tuple[Phrase, ...]

    @property
    def means(self) -> tuple[str, ...]:
        """Everything any of the rows means."""
        return tuple(dict.fromkeys(meaning for row in self.rows for meaning in row.means))


@dataclass(frozen=True)
class Understanding:
    """The phrases of a text in the order they stand, and what is left of its folded letters."""

    said: tuple[FoundPhrase, ...]
    rest: str

    def meant(self, prefixes: Collection[str]) -> tuple[str, ...]:
        """What the text surely means, of some kinds (`need/`, `circumstance/` …): every row of a phrase says so.

        Of alternatives those count that the rest of the text says too: 「旦那に殴られて逃げたい」 is about a spouse.
        """
        certain = [meaning for said in self.said for meaning in _shared(said, prefixes)]
        for said in self.open(prefixes):
            certain += [meaning for meaning in said.means if meaning in certain]
        return tuple(dict.fromkeys(certain))

    def open(self, prefixes: Collection[str]) -> tuple[FoundPhrase, ...]:
        """The phrases whose rows mean different things of these kinds."""
        return tuple(said for said in self.said if len({_of(row.means, prefixes) for row in said.rows}) > 1)

    def unsettled(self, prefixes: Collection[str]) -> tuple[FoundPhrase, ...]:
        """The open phrases that the rest of the text does not settle: to be asked back."""
        certain = {meaning for said in self.said for meaning in _shared(said, prefixes)}
        return tuple(said for said in self.open(prefixes) if not certain.intersection(said.means))


def _of(means: Iterable[str], prefixes: Collection[str]) -> frozenset[str]:
    return frozenset(meaning for meaning in means if meaning.startswith(tuple(prefixes)))


def _shared(said: FoundPhrase, prefixes: Collection[str]) -> list[str]:
    sets = [_of(row.means, prefixes) for row in said.rows]
    every = frozenset.intersection(*sets)
    return [meaning for meaning in said.means if meaning in every]


def _forms(row: Phrase) -> tuple[str, ...]:
    return tuple(filter(None, dict.fromkeys((fold(row.words), fold(row.kana)))))


class Phrases:
    """All phrases, ready to be looked for; made once per build."""

    def __init__(
        self, rows: Iterable[Phrase], cut: WordCut = lambda _: (), forms: tuple[tuple[str, ...], ...] = ()
    ) -> None:
        self.rows = tuple(rows)
        self.cut = cut
        self.forms = forms or tuple(_forms(row) for row in self.rows)
        """The folded words and reading of each row."""

    @cached_property
    def whole(self) -> Mapping[str, tuple[Phrase, ...]]:
        """Phrases by their folded words and readings."""
        found: dict[str, list[Phrase]] = defaultdict(list)
        for row, forms in zip(self.rows, self.forms, strict=True):
            for form in forms:
                found[form].append(row)
        return {form: tuple(rows) for form, rows in found.items()}

    @cached_property
    def _patterns(self) -> tuple[tuple[PhrasePattern, tuple[Phrase, ...]], ...]:
        """The pattern of each phrase that counts inside a text, with the rows it stands for; longest first."""
        found: dict[PhrasePattern, list[Phrase]] = defaultdict(list)
        for row in self.rows:
            if not row.alone:
                for form in dict.fromkeys((row.words, row.kana)):
                    pattern = pattern_of(form)
                    if pattern.length >= SHORTEST and row.means not in (held.means for held in found[pattern]):
                        found[pattern].append(row)
        ordered = sorted(
            (pattern for pattern, rows in found.items() if rows),
            key=lambda pattern: (len(pattern.pieces) == 1, -pattern.length, -len(pattern.pieces), pattern),
        )
        return tuple((pattern, tuple(found[pattern])) for pattern in ordered)

    @cached_property
    def _openings(self) -> Mapping[PhrasePattern, str]:
        return {pattern: pattern.opening for pattern, _ in self._patterns}

    def unread(self, text: str, language: Language = "ja") -> tuple[str, ...]:
        """The clauses of a text in which no phrase is found; none where nothing of it is.

        >>> known = Phrases([Phrase("1", "夫が怖い", "ja", "everyday", ("need/dv",))])
        >>> known.unread("夫が怖い。犬がいます、どうすれば")
        ('犬がいます', 'どうすれば')
        """
        clauses = [clause.strip() for clause in _CLAUSE.split(text)]
        told = [clause for clause in clauses if len(clause) >= SHORTEST]
        silent = tuple(clause for clause in told if not self.understand(clause, language).said)
        return silent if len(silent) < len(told) else ()

    def understand(self, text: str, language: Language = "ja") -> Understanding:
        """What a text says, phrase by phrase; phrases of the other language count only as the whole text.

        >>> rows = [Phrase("1", "旦那に殴られる", "ja", "everyday", ("need/dv",)),
        ...         Phrase("2", "逃げたい", "ja", "everyday", ("need/dv",))]
        >>> [said.words for said in Phrases(rows).understand("旦那にひどく殴られて、逃げたいです").said]
        ['旦那に殴られる', '逃げたい']
        """
        spoken: Language = "ja" if JAPANESE.search(text) else language
        folded = _loosened(fold_with_borders(text, self.cut), text)
        if folded.text in self.whole:
            rows = self.whole[folded.text]
            return Understanding((FoundPhrase(rows[0].words, ((0, len(folded.text)),), rows),), "")
        taken: set[int] = set()
        said = []
        for pattern, rows in self._patterns:
            if self._openings[pattern] not in folded.text:
                continue
            held = tuple(row for row in rows if row.language == spoken)
            for stretches in _places(pattern, folded, taken) if held else ():
                taken.update(at for start, end in stretches for at in range(start, end))
                said.append(FoundPhrase(held[0].words, stretches, held))
        said.sort(key=lambda found: found.stretches)
        return Understanding(tuple(said), "".join(letter for at, letter in enumerate(folded.text) if at not in taken))


@dataclass(frozen=True, slots=True, order=True)
class PhrasePattern:
    """The folded pieces of a phrase; `inflected` where the last one is a stem that an ending follows."""

    pieces: tuple[str, ...]
    inflected: bool = False

    @property
    def opening(self) -> str:
        """What a text must hold for the pattern to stand in it: the first piece, without a ending that may change."""
        first = self.pieces[0]
        return first[: -len(ABSENT)] if len(self.pieces) == 1 and first.endswith(ABSENT) else first

    @property
    def length(self) -> int:
        """How many letters all pieces have."""
        return sum(map(len, self.pieces))


def pattern_of(words: str) -> PhrasePattern:
    """A phrase cut at its particles, the last piece without its inflected ending.

    >>> pattern_of("夫が怖い").pieces, pattern_of("お金がない").pieces, pattern_of("うつ").pieces
    (('夫', '怖'), ('お金', 'ない'), ('うつ',))
    """
    parts = [part for part in _PARTICLE.split(words) if fold(part)]
    folded = [fold(part) for part in parts]
    last = folded[-1] if folded else ""
    ends = len(last) > 1 and last[-1] in _INFLECTED and "ぁ" <= parts[-1][-1] <= "ん" and not last.endswith(ABSENT)
    if ends and (len(last) > 2 or KANJI.match(last)):
        return PhrasePattern((*folded[:-1], last[:-1]), inflected=True)
    return PhrasePattern(tuple(folded))


def _loosened(folded: FoldedText, text: str) -> FoldedText:
    """A typed text in hiragana has no visible words: there one may begin after anything that looks like a particle."""
    if KANJI.search(text) or not JAPANESE.search(text):
        return folded
    soft = {at + 1 for at, letter in enumerate(folded.text) if letter in _SOFT}
    return FoldedText(folded.text, folded.borders | soft, folded.stops)


def _places(
    pattern: PhrasePattern, folded: FoldedText, taken: Collection[int]
) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield the stretches where all pieces stand in order, not too far apart, on letters not taken yet."""
    start = 0
    while (first := folded.text.find(pattern.opening, start)) >= 0:
        found = _follow(pattern, first, folded)
        own = found[:-1] if len(found) > 1 and pattern.pieces[-1].endswith(UNWANTED) else found
        if (
            found
            and not _denied(folded, found[-1][1])
            and not any(at in taken for begin, end in own for at in range(begin, end))
        ):
            yield found
        start = first + 1


def _follow(pattern: PhrasePattern, first: int, folded: FoldedText) -> tuple[tuple[int, int], ...]:
    """The stretches of a pattern whose first piece stands at `first`; none where the rest does not follow."""
    stretches: list[tuple[int, int]] = []
    at = first
    for number, piece in enumerate(pattern.pieces):
        last = number == len(pattern.pieces) - 1
        high = at if not number else min(at + MOST_APART, len(folded.text))
        found = next(
            ((start, end) for start in range(at, high + 1) if _may_begin(piece, start, folded)
             and (end := _end(piece, start, folded, last=last, inflected=pattern.inflected))), None,
        )  # fmt: skip
        if found is None or any(at < stop <= found[0] for stop in folded.stops):
            return ()
        stretches.append(found)
        at = found[1]
    return tuple(stretches)


def _may_begin(piece: str, start: int, folded: FoldedText) -> bool:
    """Tell whether a word may begin here; a long piece in hiragana shows no border, a shorter one needs a particle."""
    if start in folded.borders:
        return True
    if KANJI.search(piece) or not ("ぁ" <= piece[0] <= "ん"):
        return False
    return len(piece) >= PLAIN_IN_KANA or (len(piece) >= PLAIN_IN_KANA - 1 and folded.text[start - 1] in _SOFT)


def _denied(folded: FoldedText, end: int) -> bool:
    """Tell whether what stands before `end` is said not to be so: 暴力はない."""
    return folded.text.startswith(_DENIALS, end)


def _is_turned(folded: FoldedText, end: int) -> bool:
    """Tell whether the ending from here turns what is said, in the same clause: not 殴られて、いない間に."""
    turned = _OPPOSITE.match(folded.text, end)
    return turned is not None and not any(end < stop < turned.end() for stop in folded.stops)


def _end(piece: str, start: int, folded: FoldedText, *, last: bool, inflected: bool) -> int:
    """Where a piece ends that begins here, with what its ending needs; 0 where it does not stand here."""
    text = folded.text
    if last and piece.endswith(ABSENT):
        stem = piece[: -len(ABSENT)]
        ends = (start + len(stem) + len(denial) for denial in _NOT if text.startswith(stem + denial, start))
        return next(ends, 0)
    if not text.startswith(piece, start):
        return 0
    end = start + len(piece)
    if last and _is_turned(folded, end):
        return 0
    if end in folded.borders:
        return end
    if last and inflected:
        return end if "ぁ" <= text[end] <= "ん" else 0
    return end if last and text.startswith(_AFTER, end) else 0
