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
KEY = re.compile(r"page-[a-z-]+[a-z]")


def words(language: Language) -> dict[str, str]:
    path = asset_root("viz") / "messages" / language / "pages.json"
    loaded: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_same_keys_in_both_languages() -> None:
    assert list(words("ja")) == list(words("en"))


def test_same_placeholders_in_both_languages() -> None:
    assert {key: fields(text) for key, text in words("ja").items()} == {
        key: fields(text) for key, text in words("en").items()
    }


@pytest.mark.parametrize("language", ["ja", "en"])
def test_keys_begin_with_page_and_nothing_is_empty(language: Language) -> None:
    assert [key for key, text in words(language).items() if not key.startswith("page-") or not text.strip()] == []


def test_japanese_is_japanese() -> None:
    foreign = {
        key for key, text in words("ja").items() if not re.search(r"[ぁ-んァ-ヶ一-龠]", re.sub(r"\{\w+\}", "", text))
    }
    allowed = {"page-leave-other", "page-other-language", "page-detail-to", "page-detail-from", "page-cite",
               "page-list-separator", "page-cite-about", "page-route-node-label"}  # fmt: skip
    assert foreign == allowed


def test_every_key_is_used_and_every_used_key_exists() -> None:
    sources = [*(ROOT / "src/tsunagu/viz").glob("*.py"), *(ROOT / "viz/templates").glob("*.html")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    used = set(KEY.findall(text))
    families = (
        "page-zone-",
        "page-route-confirm-",
        "page-cite-",
        "page-route-",
        "page-zoom-",
        "page-move-",
        "page-fit",
    )
    known = set(words("ja"))
    assert {key for key in used - known if not any(name.startswith(key) for name in known)} == set()
    assert {key for key in known - used if not key.startswith(families)} == set()
