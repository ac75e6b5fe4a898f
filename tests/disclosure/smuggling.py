"""Invents facts that would reveal a secret place, from `corpus.yaml`: spelling x column x nearness x relation.

Every fact has words of its own (`marker`), which nothing else holds: where they stand in an output, it has leaked.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tsunagu.graph.cells import CellRefused, TypedValue, parse, split
from tsunagu.graph.rows import Row, Tables
from tsunagu.graph.schema import load_schema
from tsunagu.yaml_text import read_yaml

PLACE = "132152"
ELSEWHERE = ("142140", "142042", "112275", "140007", "110001")
"""Where most bodies stand: one kind in one place is tied to all of another there, which would only be slow."""
MARKERS = re.compile("ゑゐ[ぬむふへほゆ]{7}|zqx[bdfgkm]{7}", re.IGNORECASE)
KANA, LATIN = "ぬむふへほゆ", "bdfgkm"
SECRET_KINDS = ("bt_private_shelter", "bt_step_house", "bt_wsf", "bt_mother_child_facility", "bt_entrusted_shelter")
OPERATING = ("entrust", "co_run", "dispatch", "supervise", "support")
FUNCTIONS = ("fn_temp_protection", "fn_liaison", "fn_step_house", "fn_residential")

BESIDE_BODIES = ("phrases", "practice", "conditions", "checklist", "linkage_duties")
"""Law tables of which no fact about a body depends."""

Cells = dict[str, str]


@cache
def corpus() -> dict[str, Any]:
    """The ways to smuggle, as written in the data file."""
    text = (Path(__file__).parent / "corpus.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = read_yaml(text)
    return loaded


@dataclass
class Fact:
    """One invented fact: its rows, the words that must not come out, and bodies that must not be led to."""

    number: int
    told: str
    rows: list[Row] = field(default_factory=list)
    apart: list[tuple[str, str]] = field(default_factory=list)
    unreadable: bool = False

    @property
    def marker(self) -> str:
        """The word of this fact alone, in kana."""
        return "ゑゐ" + _word(self.number, KANA)

    @property
    def latin(self) -> str:
        """The same in Latin letters."""
        return "zqx" + _word(self.number, LATIN)


def _word(number: int, letters: str) -> str:
    found = ""
    for _ in range(7):
        number, digit = divmod(number, len(letters))
        found += letters[digit]
    return found


class Inventor:
    """Makes facts and their rows; the same seed makes the same facts."""

    def __init__(self, seed: int, document: str = "mihon") -> None:
        self.random = random.Random(seed)
        self.document = document
        self.schema = load_schema()
        self.facts: list[Fact] = []
        self._lines: dict[tuple[str, str], itertools.count[int]] = {}

    # rows

    def row(self, fact: Fact, table: str, document: str = "", **cells: str) -> Row:
        """Make a row with what the table needs and the given cells, and give it to the fact."""
        name = document or self.document
        shown = f"{name}/{table}.csv"
        line = next(self._lines.setdefault((name, table), itertools.count(2)))
        filled = {**_NEEDED.get(table, {}), **cells}
        values: dict[str, tuple[TypedValue, ...]] = {}
        for column in self.schema.tables[table].fields:
            text = filled.get(column.name, "")
            if text:
                values[column.name] = tuple(_typed(fact, column, item) for item in split(column, text))
        made = Row(self.schema.tables[table], name, shown, line, values)
        fact.rows.append(made)
        return made

    def fact(self, told: str) -> Fact:
        """Begin a fact with a measure of its own."""
        made = Fact(len(self.facts), told)
        self.facts.append(made)
        return made

    def body(self, fact: Fact, suffix: str = "", **cells: str) -> str:
        """Make a body called after the fact, and tell its id."""
        name = cells.pop("id", f"{PLACE}-{fact.latin}{suffix}")
        shown = {"label_ja": f"{fact.marker}の家", "label_en": fact.latin.title(), "label_kana": fact.marker}
        shown["printed"] = cells.get("label_ja", shown["label_ja"])
        shown["place"] = ELSEWHERE[fact.number % len(ELSEWHERE)]
        self.row(fact, "bodies", **{**shown, **cells, "id": name})
        return name

    def office(self, fact: Fact, **cells: str) -> str:
        """Make a public office, with its address and telephone."""
        name = f"{PLACE}-madoguchi-{fact.number}"
        called = f"見本{_word(fact.number, KANA)}窓口"
        public = {"label_ja": called, "label_en": "Desk", "label_kana": f"{called}の", "printed": called}
        self.row(fact, "bodies", **{**public, "kind": "facility", **cells, "id": name})
        return name

    def measure(self, fact: Fact, **cells: str) -> str:
        """Make a measure for the other rows to be about."""
        self.row(fact, "measures", **{"row": f"r{fact.number}", **cells})
        return f"r{fact.number}"

    def filled(self, fact: Fact, template: str) -> str:
        """Fill a spelling with the words of the fact and numbers."""
        numbers = [self.random.randint(1, 9), self.random.randint(1, 19), self.random.randint(1, 20)]
        values = {"m": fact.marker, "M": fact.latin.title(), "l": fact.latin}
        for letter, number in zip("abc", numbers, strict=True):
            values |= {letter: str(number), f"k{letter}": _kanji(number), f"d{letter}": _legal(number)}
            values |= {f"c{letter}": chr(0x245F + number), f"f{letter}": str(number).translate(_WIDE)}
        return template.format(**values)

    def trace(self, fact: Fact) -> tuple[str, str]:
        """Spell something that places or reaches: its sort, and the text."""
        traces = corpus()["traces"]
        sort = self.random.choice(list(traces))
        if self.random.random() < 0.5:
            sort = "address"
        return sort, self.filled(fact, self.random.choice(traces[sort]))

    def kind_word(self) -> str:
        """One of the words for a closed kind."""
        return str(self.random.choice(corpus()["kind_words"]))


_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def _kanji(number: int) -> str:
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else digits[tens]) + "十" if tens else "") + (digits[ones] if ones else "")


def _legal(number: int) -> str:
    return _kanji(number).translate(str.maketrans("一二三四五十", "壱弐参肆伍拾"))


def _typed(fact: Fact, column: Any, item: str) -> TypedValue:
    """A cell as read; one the reader refuses anyway (an invisible character) is tried on the guard all the same."""
    try:
        return parse(column, item)
    except CellRefused:
        fact.unreadable = True
        return item


_SPAN = {"spans": "0-3", "anchors": "語"}
_NEEDED: dict[str, Cells] = {
    "document": {
        "title_ja": "見本計画", "title_en": "Sample plan", "authority": PLACE, "kind": "plan", "status": "adopted",
        "file": "mihon.txt", "sha256": "0123456789abcdef" * 4,
        "characters": "10",
        "scope_ja": "全文", "scope_en": "All", **_SPAN,
    },
    "sections": {"level": "goal", "label_ja": "目標", "label_en": "Goal", "label_kind": "printed", **_SPAN},
    "measures": {
        "kind": "measure", "section": "s0", "label_ja": "相談の充実", "label_en": "More counselling",
        "label_kind": "own",
        "status": "in_operation", **_SPAN,
    },
    "bodies": {"kind": "facility", "place": PLACE, "status": "existing", "disclosure": "public", **_SPAN},
    "responsibilities": {"order": "1", "printed": "担当課", "role": "lead", **_SPAN},
    "body_changes": {"kind": "renamed", **_SPAN},
    "type_mentions": {"printed": "相談機関", "expected_partner": "true", **_SPAN},
    "indicators": {"name_ja": "件数", "name_en": "Number", "role": "actual", **_SPAN},
    "observations": {
        "subject_ja": "件数", "subject_en": "Number", "value_printed": "3", "value": "3", "unit": "件", **_SPAN,
    },
    "results": {"outcome": "done", "label_ja": "実施した", "label_en": "Done", **_SPAN},
    "classifications": {"scheme": "番号", "code_printed": "1", "code": "1", "corrected": "false", **_SPAN},
    "tags": {"scheme": "function", "concept": "fn_liaison", "rule": "R-x"},
    "law_citations": {"statute": "law_dv", "printed": "DV防止法", **_SPAN},
    "linkages": {
        "kind": "refer", "functions": "fn_liaison", "purpose_ja": "つなぐ", "purpose_en": "Refer", "layer": "stated",
        "status": "in_operation", **_SPAN,
    },
    "services": {
        "label_ja": "相談", "label_en": "Counselling", "label_kind": "own", "functions": "fn_liaison", "entry": "false",
        "status": "in_operation", "layer": "stated", "disclosure": "public", **_SPAN,
    },
    "service_providers": {"role": "operator", "printed": "運営団体", **_SPAN},
    "contacts": {"channel": "phone", "checked_on": "2026-11-29", **_SPAN},
    "disclosure_decisions": {
        "level": "public", "reason_ja": "公の施設", "reason_en": "Public", "source": "計画", "reviewed": "2026-11-25",
    },
}  # fmt: skip


def ground(inventor: Inventor) -> Fact:
    """The rows every fact rests on: the document, a section, a city and a desk of it."""
    base = Fact(0, "ground")
    inventor.row(base, "document", id=inventor.document)
    inventor.row(base, "sections", id="s0")
    city = {"label_ja": "国立市", "label_en": "Kunitachi City", "label_kana": "くにたちし", "printed": "国立市"}
    inventor.row(base, "bodies", id=f"{PLACE}-kunitachi-shi", kind="organisation", body_types="bt_municipality", **city)
    desk = {"label_ja": "相談課", "label_en": "Section", "label_kana": "そうだんか", "printed": "相談課"}
    inventor.row(base, "bodies", id=DESK, kind="unit", part_of=f"{PLACE}-kunitachi-shi", **desk)
    return base


DESK = f"{PLACE}-sodan-ka"


def law_rows(tables: Tables) -> list[Row]:
    """The law tables that facts about bodies rest on, with the prefectures and the places where bodies are invented."""
    near = {PLACE, *ELSEWHERE, *(row.text("place") for row in tables.rows if row.table.name == "designations")}
    return [
        row
        for row in tables.rows
        if row.table.folder == "japan"
        and row.table.name not in BESIDE_BODIES
        and (row.table.name != "places" or not row.text("prefecture") or row.key[0] in near)
    ]


def as_tables(japan: Iterable[Row], base: Fact, facts: Iterable[Fact]) -> Tables:
    """Put facts into tables, with the law behind them."""
    rows = [*japan, *base.rows, *(row for fact in facts for row in fact.rows)]
    documents = {row.document: None for row in rows if row.table.name == "document"}
    return Tables(tuple(rows), tuple(documents))


def leaked(text: str, facts: Iterable[Fact]) -> list[Fact]:
    """Tell which facts stand in an output."""
    found = {word.lower() for form in (text, unquote(text)) for word in MARKERS.findall(form)}
    return [fact for fact in facts if fact.marker in found or fact.latin in found]


def shown_words(fact: Fact) -> Iterator[str]:
    """The words of a fact, for a message."""
    yield fact.told
    for row in fact.rows:
        yield f"{row.file}:{row.line} {dict(row.values)}"
