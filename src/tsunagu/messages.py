"""User-facing wording in Japanese and English, kept in `viz/messages/<language>/*.json`."""

from __future__ import annotations

import json
import locale
import os
from collections.abc import Mapping
from functools import cache
from typing import Literal, get_args

from tsunagu.assets import asset_root

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@cache
def catalogue(language: Language) -> Mapping[str, str]:
    """Return every message of one language by key."""
    found: dict[str, str] = {}
    for path in sorted((asset_root("viz") / "messages" / language).glob("*.json")):
        found.update(json.loads(path.read_text(encoding="utf-8")))
    return found


def text(key: str, language: Language, /, **data: object) -> str:
    """Return the message `key` in `language`, its placeholders filled.

    Raises `KeyError` for an unknown key: a missing message is a defect, found by the tests.
    """
    shown = {name: "；".join(value) if isinstance(value, tuple) else value for name, value in data.items()}
    return catalogue(language)[key].format(**shown)


def system_language() -> Language:
    """Return `ja` where the system speaks Japanese, else `en`.

    Looks at LC_ALL, LC_MESSAGES, LANG, then at the locale of the process (Windows).
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "ja" if value.lower().startswith("ja") else "en"
    named = locale.getlocale()[0] or ""
    return "ja" if named.lower().startswith(("ja", "japanese")) else "en"
