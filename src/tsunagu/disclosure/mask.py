"""Words that would tell which body is meant, taken out of whatever holds text.

Only bodies that did not lose their names at the door (`tsunagu.graph.withholding`) have such words, so on a build of
the product's own there is nothing to look for and nothing is walked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cached_property
from typing import Any, TypeVar, cast

T = TypeVar("T")
SHORTEST = 2
"""Characters a word must have to tell anything by itself."""
LONGEST_KEPT = 300
"""Characters up to which a text that was looked through is remembered."""
FEW = 32
"""Words up to which looking for one after the other is quicker than one pattern of all."""


class Mask:
    """Replaces `words` (a name, a number, an id → what stands in its place) wherever they stand.

    `ids` are replaced where a text is nothing else, with or without `base` before them. A word that is also a public
    name tells nothing; within a longer public name (`public`) it stays.
    """

    def __init__(
        self, words: Mapping[str, str], ids: Mapping[str, str], public: Iterable[str] = (), base: str = ""
    ) -> None:
        telling = {word: instead for word, instead in words.items() if len(word) >= SHORTEST}
        names = {name for name in public if name} if telling else set()
        self.words = {word: instead for word, instead in telling.items() if word not in names}
        self.ids = {**ids, **{base + name: base + instead for name, instead in ids.items()}} if base else dict(ids)
        self._names = names
        self._masked = dict(self.ids)

    def __bool__(self) -> bool:
        return bool(self.words or self.ids)

    @cached_property
    def _kept(self) -> frozenset[str]:
        found = re.compile("|".join(map(re.escape, self.words)))
        return frozenset(name for name in self._names if found.search(name))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, sorted({*self.words, *self._kept}, key=len, reverse=True))))

    @cached_property
    def _any(self) -> Callable[[str], object]:
        """Whether a text holds any of the words, be it within a longer public name."""
        words = tuple(self.words)
        if len(words) > FEW:
            return re.compile("|".join(map(re.escape, words))).search
        return lambda said: any(map(said.__contains__, words))

    def text(self, said: str) -> str:
        """A text with every telling word replaced; O(length x words) once, for labels are met again and again."""
        known = self._masked.get(said)
        if known is not None:
            return known
        masked = said
        if said and self.words and self._any(said):
            masked = self._pattern.sub(lambda found: self.words.get(found[0], found[0]), said)
        if len(said) <= LONGEST_KEPT:
            self._masked[said] = masked
        return masked

    def tells(self, said: str) -> bool:
        """Tell whether a text holds a word that tells, or is an id that does."""
        return bool(said) and self.text(said) != said

    def all(self, value: T) -> T:
        """The same value with every text in it masked: records, mappings, sequences, sets; O(size of the value)."""
        return cast("T", self._all(value)) if self else value

    def _all(self, value: Any) -> Any:
        if isinstance(value, str):
            masked = self.text(value)
            return value if masked == value else type(value)(masked)
        if isinstance(value, Mapping):
            return {self._all(key): self._all(held) for key, held in value.items()}
        if isinstance(value, tuple) and hasattr(value, "_fields"):
            return type(value)(*map(self._all, value))
        if isinstance(value, list | tuple | set | frozenset):
            return type(value)(map(self._all, value))
        return self._record(value) if is_dataclass(value) and not isinstance(value, type) else value

    def _record(self, value: Any) -> Any:
        held = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
        changed = {name: made for name, old in held.items() if (made := self._all(old)) != old}
        return replace(value, **changed) if changed else value
