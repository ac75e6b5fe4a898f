"""The wording class of a sentence of law: how strongly its verb binds.

Five wordings are kept apart (しなければならない, するものとする, 配慮, 努める, できる); every other ending is `none`,
whether it states plainly (する), forbids (してはならない) or defines (をいう).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BRACKETED = re.compile(r"（[^（）]*）")
_BINDING = re.compile(
    r"(?<!解釈し)てはならない$|(?:を行う|置く|設置する|支給する|分掌する|つかさどる|指定する|義務を負う)$|職務は、.*とする$"
)
_DEFINED = re.compile(r"とは、.*をいい、|団体であつて、|たものとする$")
_ENDINGS = (
    ("doryoku", re.compile(r"(?:努め|努力し)(?:なければならない|るものとする|るものとし.*|るべきものとする|る)$")),
    ("hairyo", re.compile(r"配慮(?:を|が)?(?:し|払わ|され)?(?:なければならない|するものとする|すること|する)$")),
    ("dekiru", re.compile(r"できる(?:ものとする)?$|妨げない$")),
    ("none", re.compile(r"ては(?:ならない|いけない)$|とみなす$|と(?:推定)する$|ことはない$")),
    ("nakereba", re.compile(r"(?:なければならない|べきである)$")),
    ("mono-to-suru", re.compile(r"ものとする$")),
)  # fmt: skip


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a paragraph in order, brackets left out, without their full stop.

    >>> list(sentences_of("市は、計画（案を含む。）を定める。ただし、小さな市は、この限りでない。"))
    ['市は、計画を定める', 'ただし、小さな市は、この限りでない']
    """
    bare, before = text, ""
    while bare != before:
        bare, before = _BRACKETED.sub("", bare), bare
    return (sentence for sentence in bare.split("。") if sentence)


def wording_of(sentence: str) -> str:
    """The wording class of one sentence, by how it ends.

    >>> [wording_of(end) for end in ("定めなければならない", "行うものとする", "定めるよう努めるものとする")]
    ['nakereba', 'mono-to-suru', 'doryoku']
    >>> [wording_of(end) for end in ("図られるよう配慮しなければならない", "置くことができる", "漏らしてはならない")]
    ['hairyo', 'dekiru', 'none']
    """
    if _DEFINED.search(sentence):
        return "none"
    return next((name for name, ending in _ENDINGS if ending.search(sentence)), "none")


def binds(sentence: str) -> bool:
    """Tell whether a sentence without one of the five wordings still binds: it forbids, or states plainly what is done.

    >>> [binds(end) for end in ("漏らしてはならない", "解釈してはならない", "警察を置く", "責務を有する")]
    [True, False, True, False]
    """
    return _BINDING.search(sentence) is not None
