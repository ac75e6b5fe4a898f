"""By which words law names a kind of body, a group, a function or a way of linking, and where it says who must act."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tsunagu.graph.law_text import LawText, number_of
from tsunagu.graph.rows import Tables

_ACTOR = "(?:{}(?:[^。]{{0,12}}?[はもが]|[^。]*?[はもがに]、))"
_REFERRED = re.compile(r"前(条|項)|(?<![条の])第([一二三四五六七八九十]+)項")
_PLACE = re.compile(r"(?P<article>[^(\[]+)(?:\((?P<paragraph>\d+)\))?")


@dataclass
class LawWords:
    """The words of `law_words.csv`, and the label of every kind and group as a word of its own."""

    tables: Tables
    _found: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def of(self, name: str, statute: str) -> tuple[str, ...]:
        """The words that stand for `name` in a statute; some mean it in certain statutes only (協議会)."""
        if (name, statute) not in self._found:
            self._found[name, statute] = tuple(dict.fromkeys(self._words(name, statute)))
        return self._found[name, statute]

    def _words(self, name: str, statute: str) -> Iterator[str]:
        for row in self.tables.of("law_words"):
            if name in row.texts("names") and statute in (
                *row.texts("statutes"),
                statute if not row.texts("statutes") else "",
            ):
                yield from row.texts("words")
        for row in self.tables.of("body_types"):
            if row.key == (name,):
                yield row.text("label_ja")

    def named(self, name: str, statute: str, text: str) -> bool:
        """Tell whether one of the words stands in a text."""
        return any(word in text for word in self.of(name, statute))

    def acts(self, name: str, statute: str, text: str) -> bool:
        """Tell whether a sentence of the text says that `name` acts: its word stands before は, も, が or に.

        The particle ends the subject (`都道府県及び市町村は、`) or follows within a few letters (`都道府県が定める`).
        """
        return any(re.search(_ACTOR.format(re.escape(word)), text) for word in self.of(name, statute))


def with_referred(law: LawText, cited: str, text: str) -> str:
    """A provision with those of the same statute that its words point to (前条, 前項, 第一項に規定する者).

    >>> law = LawText("---\\n---\\n**第五条**　医師は、努める。\\n\\n**２**　前項の者は、漏らさない。\\n")
    >>> with_referred(law, "5(2)", "前項の者は、漏らさない。")
    '前項の者は、漏らさない。医師は、努める。'
    """
    place = _PLACE.match(cited)
    if not place:
        return text
    numbers = list(law.articles)
    before = numbers[max(0, numbers.index(place["article"]) - 1)]
    for kind, numeral in _REFERRED.findall(text):
        at = int(place["paragraph"] or 1) - 1 if kind == "項" else int(number_of(numeral)) if numeral else 0
        referred = law.provision(before if kind == "条" else f"{place['article']}({at})")
        text += referred.words if referred else ""
    return text
