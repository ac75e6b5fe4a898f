"""What the grammar does not know is set aside clause by clause, with what it could do to the hours around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tsunagu.hours.model import Leftover
from tsunagu.hours.tokens import Token

_DAY_OFF = re.compile(r"祝?休日|年末年始休業|メール")
_LIMITS = re.compile(r"除|休|のみ|だけ|まで|限|不可|ません|ない|なし|中止|要|予約|変更|場合|ただし|但し|閉|以外|終了")
_TAKES_AWAY = re.compile(r"除|休|閉|中止")
_ON = re.compile(r"も|のみ|可|受付|相談|対応|実施|開")
_EDGES = frozenset({"open", "close", "strong", "but"})


def set_aside(words: Iterable[Token], *, closed: bool = False) -> tuple[list[Token], list[Leftover]]:
    """Split tokens into those of clauses understood word by word, and the words of the other clauses; O(tokens).

    Within brackets a clause is the whole bracket; outside it also ends at a comma. `closed` days: see below.
    """
    kept: list[Token] = []
    left: list[Leftover] = []
    for clause in _clauses(words):
        if any(token.kind == "unknown" for token in clause):
            left.append(leftover("".join(token.words for token in clause), closed=closed))
        else:
            kept += clause
    return kept, left


def leftover(words: str, *, closed: bool = False) -> Leftover:
    """Judge words not understood: with も they can only add to the hours, with 休 or 除 only take away; else either.

    Among closed days words without figures take away, if they speak of nothing that is on.
    """
    told = _DAY_OFF.sub("", words)
    adds = "も" in told and not _LIMITS.search(told)
    off = closed and not _ON.search(told)
    takes = (off or bool(_TAKES_AWAY.search(told))) and "も" not in told and not any(char.isdecimal() for char in told)
    return Leftover(words, may_open=not takes, may_close=not adds)


def _clauses(words: Iterable[Token]) -> Iterator[list[Token]]:
    """Yield the clauses and, each by itself, the tokens between them."""
    depth, clause = 0, list[Token]()
    for token in words:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if token.kind in _EDGES or (token.kind == "weak" and depth <= 0 and token.words in "、,"):
            yield clause
            yield [token]
            clause = []
        else:
            clause.append(token)
    yield clause
