"""The one result shape, its words in both languages, and how it is shown."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.gaps.samples import CITY, network
from tsunagu.errors import NameUnknown
from tsunagu.gaps.registry import ANALYSES, analyses_of
from tsunagu.gaps.rows import STATES, GapRow, in_order, joined, once, sentences, told
from tsunagu.gaps.table import COLUMNS, as_answer
from tsunagu.messages import LANGUAGES, Language, catalogue
from tsunagu.network.records import Provision, SourceLocator, Words

FORBIDDEN = re.compile(r"違反|欠落|不備|怠|\bmissing\b|\bbreach|\bviolat|\bfail", re.I)
TOPICS = ("gaps", "cli-gaps", "cli-compare")
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def messages(language: Language, topic: str) -> dict[str, str]:
    path = ROOT / "viz" / "messages" / language / f"{topic}.json"
    loaded: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("topic", TOPICS)
def test_messages_are_the_same_in_both_languages(topic: str) -> None:
    ja, en = messages("ja", topic), messages("en", topic)
    assert list(ja) == list(en)
    assert all(key.startswith((f"{topic}-", "compare-edition")) for key in ja)
    assert {key: set(PLACEHOLDER.findall(text)) for key, text in ja.items()} == {
        key: set(PLACEHOLDER.findall(text)) for key, text in en.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_called_missing_or_a_breach(language: Language) -> None:
    told_to_users = {key: text for topic in TOPICS for key, text in messages(language, topic).items()}
    assert {key: text for key, text in told_to_users.items() if FORBIDDEN.search(text)} == {}


def test_the_words_looked_for_are_found() -> None:
    assert all(FORBIDDEN.search(text) for text in ("法令違反です", "3 rows missing", "a breach of duty"))


def written() -> str:
    """Every text in the code of the analyses and their commands, with the parts that are filled in left open."""
    folders = [ROOT / "src" / "tsunagu" / "gaps", ROOT / "src" / "tsunagu" / "cli"]
    return "\n".join(path.read_text(encoding="utf-8") for folder in folders for path in sorted(folder.glob("*.py")))


def test_every_message_is_used() -> None:
    code = written()
    filled = [re.sub(r"\{[^}]*\}", "[a-z_-]+", found) for found in re.findall(r'f"(gaps-[^"]+)"', code)]
    unused = [key for key in messages("ja", "gaps")
              if f'"{key}"' not in code and not any(re.fullmatch(pattern, key) for pattern in filled)]  # fmt: skip
    assert [key for key in unused if not key.endswith("-named")] == []


def test_every_key_in_the_code_is_a_message() -> None:
    tree = [node.value for path in sorted((ROOT / "src" / "tsunagu" / "gaps").glob("*.py"))
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)]  # fmt: skip
    keys = {text for text in tree if re.fullmatch(r"gaps-[a-z-]+[a-z]", text)}
    assert keys - set(catalogue("ja")) == set()
    assert len(keys) > 50


def test_every_state_and_analysis_has_words() -> None:
    for state in STATES:
        assert told(f"gaps-state-{state}")
    for analysis in ANALYSES.values():
        assert analysis.title
        assert analysis.looks_at
        assert analysis.limits
    assert [analysis.name for analysis in analyses_of("all")] == list(ANALYSES)


def test_analyses_by_name_and_what_is_none() -> None:
    assert [analysis.name for analysis in analyses_of("drift")] == ["drift"]
    with pytest.raises(NameUnknown):
        analyses_of("drifts")


def test_data_in_each_language() -> None:
    found = told("gaps-pair", start=Words("甲", "A"), end=[Words("乙", "B"), Words("丙", "C")])
    assert found == Words("甲 と 乙、丙", "A and B, C")
    assert joined([Words("甲", "A")]) == Words("甲", "A")
    assert sentences([Words("甲。", "A."), Words(), Words("乙。", "B.")]) == Words("甲。乙。", "A. B.")


def test_order_and_once() -> None:
    assert in_order(["inferred", "stated", "inferred"]) == ("stated", "inferred")
    assert once(["b", "", "a", "b"]) == ("b", "a")


def test_a_row_as_a_table() -> None:
    provision = Provision("law/1/Article_1", Words("第一法", "First Act"), "1(2)")
    held = network()
    held = type(held)(held.bodies, held.links, concepts=held.concepts, provisions={provision.id: provision})
    row = GapRow("duties", CITY, ("x",), Words("主", "s"), "not_found", Words("細", "d"), ("stated",),
                 ("fact/1", "fact/2", "law/1/Article_1"), Words("閉", "c"))  # fmt: skip
    places = {
        "fact/1": (SourceLocator("document/plan", "節", "1.1", ("語 (3-4)", "他 (5-6)")),),
        "fact/2": tuple(SourceLocator("document/plan", "節", str(number), ()) for number in range(3)),
    }
    answer = as_answer([row], held, places, "ja")
    assert answer.columns == COLUMNS
    cells = answer.as_dicts()[0]
    assert (cells["place"], cells["state"]) == ("一市", "本資料に記載なし")
    assert cells["where"] == "plan 1.1 語 (3-4)；plan 0；plan 1；+2"
    assert cells["evidence"] == "fact/1；fact/2；law/1/Article_1"
    assert Path(ROOT).is_dir()
