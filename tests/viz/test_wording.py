"""Every word of the pages exists in both languages, takes the same data, and is used."""

from __future__ import annotations

import json
import re
import string
from pathlib import Path

import pytest

from tsunagu.assets import asset_root
from tsunagu.messages import Language

ROOT = Path(__file__).resolve().parents[2]
TOPICS = {"pages": "page-", "pictures": "picture-"}
# A key stands in quotes, alone or as the beginning of one that is put together.
KEY = re.compile(r"""["']((?:page|picture)-[a-z-]*[a-z-])""")
# What only looks like a key: an address within a page, the end of a key of reports.
NO_KEYS = {"picture-title", "page-number"}


def words(language: Language, topic: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for name in [topic] if topic else TOPICS:
        path = asset_root("viz") / "messages" / language / f"{name}.json"
        found |= json.loads(path.read_text(encoding="utf-8"))
    return found


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_same_keys_in_both_languages() -> None:
    assert list(words("ja")) == list(words("en"))


def test_same_placeholders_in_both_languages() -> None:
    assert {key: fields(text) for key, text in words("ja").items()} == {
        key: fields(text) for key, text in words("en").items()
    }


@pytest.mark.parametrize("language", ["ja", "en"])
def test_keys_begin_with_their_topic_and_nothing_is_empty(language: Language) -> None:
    for topic, prefix in TOPICS.items():
        found = words(language, topic)
        assert [key for key, text in found.items() if not key.startswith(prefix) or not text.strip()] == []


def test_japanese_is_japanese() -> None:
    foreign = {
        key for key, text in words("ja").items() if not re.search(r"[ぁ-んァ-ヶ一-龠]", re.sub(r"\{\w+\}", "", text))
    }
    allowed = {"page-leave-other", "page-other-language", "page-detail-to", "page-detail-from", "page-cite",
               "page-list-separator", "page-cite-about",
               "picture-path-step", "picture-zone-holders", "picture-compare-heading"}  # fmt: skip
    assert foreign == allowed


def test_every_key_is_used_and_every_used_key_exists() -> None:
    sources = [*(ROOT / "src/tsunagu/viz").rglob("*.py"), *(ROOT / "viz/templates").glob("*.html"),
               ROOT / "src/tsunagu/cli/picture_command.py"]  # fmt: skip
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    used = set(KEY.findall(text))
    known = set(words("ja"))
    whole, families = used & known, tuple(key for key in used - known if key.endswith("-"))
    lost = {key for key in used - known if not any(name.startswith(key) for name in known)}
    assert lost - NO_KEYS == set()
    assert {key for key in known - whole if not key.startswith(families)} == set()
