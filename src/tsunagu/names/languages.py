"""Languages people speak, by what they are called in Japanese, in kana and in English.

A language is known to the graph by the Japanese name a document prints (英語); the words for it stand in the message
catalogue, `language-name-…`, the printed name first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from tsunagu.errors import NameUnknown
from tsunagu.messages import catalogue
from tsunagu.names.folding import fold

PREFIX = "language-name-"
LIST_MARK = "；"


def spoken(names: Iterable[str], offered: Iterable[str] = ()) -> tuple[str, ...]:
    """The printed names of some languages, each once; `offered` are further names the documents print.

    Raises `NameUnknown` with the known ones for a name no language answers to.

    >>> spoken(["えいご", "Chinese", "英語"])
    ('英語', '中国語')
    """
    printed = {fold(name): name for name in offered} | dict(_words())
    return tuple(dict.fromkeys(_one(name, printed) for name in names))


def _one(name: str, printed: Mapping[str, str]) -> str:
    form = fold(name)
    for wanted in (form, form + fold("語")):
        if wanted in printed:
            return printed[wanted]
    raise NameUnknown("language-unknown", name=name, known=tuple(dict.fromkeys(printed.values())))


@cache
def _words() -> tuple[tuple[str, str], ...]:
    """Folded word → printed name."""
    rows = [text.split(LIST_MARK) for key, text in catalogue("ja").items() if key.startswith(PREFIX)]
    return tuple((fold(word), names[0]) for names in rows for word in names)
