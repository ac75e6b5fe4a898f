"""Words that tell of a closed kind of body: in its name, or around it (`graph/japan/closed_words.csv`)."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from tsunagu.assets import asset_root
from tsunagu.disclosure.spelling import sounded, visible

_BRACKETED = re.compile(r"[（(\[〔【][^）)\]〕】]*[）)\]〕】]$")
_NO_LETTER = re.compile(r"[^0-9a-zぁ-んァ-ヶ一-龥々]+")
_RUN = re.compile(r"[一-龥々ァ-ヴー]+|[ぁ-ん]+|[A-Za-z]+")
_WORD = re.compile(r"[a-zà-ž][a-zà-ž’']*", re.IGNORECASE)
_PARTICLES = re.compile(
    r"^(?:など|または|もしくは|および|による|における|について|に関する|のための|ための|として|との|への|での|から|まで|より|する|した|して|され|である|という|その|この|又は|及び"
    r"|び|や|の|を|に|へ|と|が|は|も|で|等|か|し|さ|な|る|た|い|り|け|れ|っ|き|ち|む|う|え|め|ま|す|せ|く|ら|つ|ず|ば|だ|み)+$"
)
_QUOTED_BEFORE = re.compile(r"[「『“\"'《〈]([^」』”\"'》〉]{1,20})[」』”\"'》〉]$")
_QUOTED_AFTER = re.compile(r"^[\s:：・=（(]*[「『“\"《〈]([^」』”\"》〉]{1,20})[」』”\"》〉]")
_KANA_AFTER = re.compile(r"^[\s:：・=]*([ァ-ヴー]{2,}|[ぁ-ん]{2,})")


@dataclass(frozen=True)
class ClosedWord:
    """A word of the table in its folded form, with the kind of body it stands for."""

    written: str
    folded: str
    body_type: str


class ClosedWords:
    """The words of the table by their use; a look-up is O(words x characters), in one pass of one pattern."""

    def __init__(self, table: Mapping[str, tuple[ClosedWord, ...]]) -> None:
        self._kinds = {word.folded: word for use in ("any", "name", "name_end") for word in table[use]}
        self._spelled = {word.written for use in ("any", "name", "name_end") for word in table[use]}
        self._never = _either(table["never"])
        self._named = _either((*table["any"], *table["name"]))
        self._ends = _either(table["name_end"], "(?:", ")$")
        self._around = _either((*table["any"], *table["around"]))
        self._any = _either(table["any"])
        self._kind_words = _either((*table["any"], *table["name"], *table["name_end"]))
        generic = (*table["generic"], *table["around"])
        self._generic = _either(tuple(word for word in generic if not word.folded.isascii()))
        self._latin_generic = {word.written.lower() for word in generic if word.folded.isascii()}
        spaced = (word.written for word in table["any"] if word.folded.isascii())
        kinds_spaced = "|".join("[ -]?".join(map(re.escape, re.sub("[ -]", "", word))) for word in spaced)
        self._latin_named = re.compile(rf"(?<![A-Za-z])([A-ZĀ-Ž][\w’'-]+)[ -]+(?i:{kinds_spaced})")
        kinds = sorted((word.written for word in self._kinds.values() if word.folded.isascii()), key=len, reverse=True)
        self._latin_kinds = re.compile("|".join(" ?".join(map(re.escape, re.sub("[ -]", "", word))) for word in kinds))

    def in_name(self, name: str) -> ClosedWord | None:
        """The word in a name which says that the body may be a closed one, else None."""
        folded = self._never.sub("|", sounded(_BRACKETED.sub("", visible(name).strip())))
        found = self._named.search(self._never.sub("|", sounded(name))) or self._ends.search(folded)
        return self._kinds[found[0]] if found else None

    @lru_cache(maxsize=200_000)  # noqa: B019 - one object lives as long as the program
    def around(self, text: str) -> bool:
        """Tell whether a text speaks of a closed kind, or of protecting somebody."""
        return bool(self._around.search(self._never.sub("|", sounded(text))))

    def strongly(self, text: str) -> ClosedWord | None:
        """The word with which a text calls a closed kind by its name, else None."""
        found = self._any.search(self._never.sub("|", sounded(text)))
        return self._kinds[found[0]] if found else None

    def own_part(self, name: str) -> str:
        """What is left of a name, folded, without words for kinds and words every name has; empty: it says a kind only.

        >>> closed_words().own_part("さくら民間シェルター"), closed_words().own_part("県の一時保護施設")
        ('さくら', '')
        """
        latin = " ".join(_WORD.findall(visible(name).lower()))
        rest = self._kind_words.sub("|", self._never.sub("|", sounded(_WORD.sub("|", visible(name)))))
        parts = [self._generic.sub("", _NO_LETTER.sub("", part)) for part in rest.split("|")]
        spoken = [word for word in self._latin_kinds.sub(" ", latin).split() if word not in self._latin_generic]
        return max((*parts, "".join(spoken)), key=len, default="")

    def proper_name(self, text: str) -> str:
        """The name a free text gives a closed place (さくらシェルター), empty where it gives none."""
        shown = visible(text)
        if not self.strongly(shown):
            return ""
        for found in self._latin_named.finditer(shown):
            before = found[1].lower()
            if before not in self._latin_generic and not before.endswith(("ing", "ed")):
                return found[1]
        for word in self._written():
            for found in word.finditer(shown):
                name = self._beside(shown[: found.start()], shown[found.end() :])
                if name:
                    return name
        return ""

    @cache  # noqa: B019 - one object lives as long as the program
    def _written(self) -> tuple[re.Pattern[str], ...]:
        written = sorted(self._spelled, key=len, reverse=True)
        japanese = [re.escape(word) for word in written if re.search("[ァ-ヶ一-龥]", word) and len(word) > 1]
        return (re.compile("|".join(japanese)),)

    def _beside(self, before: str, after: str) -> str:
        quoted = _QUOTED_BEFORE.search(before) or _QUOTED_AFTER.search(after)
        if quoted:
            return self._unless_generic(quoted[1])
        runs = list(_RUN.finditer(before))
        if runs and runs[-1].end() == len(before):
            name = self._unless_generic(runs[-1][0])
            if name:
                return name
        follows = _KANA_AFTER.match(after)
        return self._unless_generic(follows[1]) if follows else ""

    def _unless_generic(self, run: str) -> str:
        if _PARTICLES.match(run):
            return ""
        return run if self.own_part(run) and not _PARTICLES.match(self.own_part(run)) else ""


def _either(words: tuple[ClosedWord, ...], opening: str = "", closing: str = "") -> re.Pattern[str]:
    longest = sorted({word.folded for word in words}, key=lambda word: (-len(word), word))
    return re.compile(opening + "|".join(map(re.escape, longest)) + closing)


@lru_cache(maxsize=1)
def closed_words() -> ClosedWords:
    """The words of `graph/japan/closed_words.csv`, read once a process."""
    table: dict[str, list[ClosedWord]] = {use: [] for use in ("any", "name", "name_end", "around", "never", "generic")}
    with (asset_root("graph") / "japan" / "closed_words.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            table[row["use"]].append(ClosedWord(row["word"], sounded(row["word"]), row["body_type"]))
    return ClosedWords({use: tuple(words) for use, words in table.items()})
