"""User-facing wording in Japanese and English, kept in `viz/messages/<language>/*.json`.

A message has placeholders, `{count}`, and words that change with a number, `{count:desk is|desks are}`: before the bar
what stands beside 1, after it what stands beside any other number (the cardinal categories `one` and `other` of CLDR;
Japanese knows only the latter, so its messages need none). The scripts of the pages read the same notation
(`fill` in `viz/scripts/common.js`). What stands in ⟦ ⟧, in messages of errors, is said only where its placeholders have
something to say: no word is offered where none is close.
"""

from __future__ import annotations

import json
import locale
import os
import re
import string
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, get_args

from tsunagu.assets import asset_root

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@cache
def catalogue(language: Language) -> Mapping[str, str]:
    """Every message of one language by key."""
    found: dict[str, str] = {}
    for path in sorted((asset_root("viz") / "messages" / language).glob("*.json")):
        found.update(json.loads(path.read_text(encoding="utf-8")))
    return found


def text(key: str, language: Language, /, **data: object) -> str:
    """The message `key` in `language`, its placeholders filled.

    Raises `KeyError` for an unknown key: a missing message is a defect, found by the tests.

    >>> [text("answer-desks", "en", count=count) for count in (1, 2)]
    ['1 desk to visit', '2 desks to visit']
    """
    shown = {name: _shown(value, language) for name, value in data.items()}
    return _FORMATTER.format(_said(catalogue(language)[key], shown), **shown)


def _shown(value: object, language: Language) -> object:
    """A value of a placeholder: a tuple as a list, what words itself in the language of the message."""
    if isinstance(value, tuple):
        return "；".join(value)
    return value.message(language) if hasattr(value, "message") else value


def _said(message: str, data: Mapping[str, object]) -> str:
    """The message with those parts in ⟦ ⟧ whose placeholders are filled, and without the others."""

    def chosen(part: re.Match[str]) -> str:
        names = (name for _, name, _, _ in _FORMATTER.parse(part[1]) if name)
        return "" if any(data.get(name, "") in _NOTHING for name in names) else part[1]

    return _OPTIONAL.sub(chosen, message)


def plural(number: object, one: str, other: str) -> str:
    """The form of words beside a number: `one` beside 1 and nothing else (`1.0` is "1.0 steps", as in CLDR).

    >>> [plural(number, "desk", "desks") for number in (0, 1, "1", 1.0, 21)]
    ['desks', 'desk', 'desk', 'desks', 'desks']
    """
    return one if str(number) == "1" else other


class _Formatter(string.Formatter):
    """`str.format`, and the forms of `plural` in place of a format specification."""

    def format_field(self, value: Any, format_spec: str) -> str:
        one, bar, other = format_spec.partition("|")
        return plural(value, one, other) if bar else str(super().format_field(value, format_spec))


_FORMATTER = _Formatter()
_OPTIONAL = re.compile("⟦([^⟧]*)⟧")
_NOTHING = ("", "-")


def system_language() -> Language:
    """`ja` where the system speaks Japanese, else `en`.

    Looks at LC_ALL, LC_MESSAGES, LANG, then at the locale of the process (Windows).
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "ja" if value.lower().startswith("ja") else "en"
    named = locale.getlocale()[0] or ""
    return "ja" if named.lower().startswith(("ja", "japanese")) else "en"
