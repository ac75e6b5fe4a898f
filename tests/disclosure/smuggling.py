"""Invents facts that would reveal a secret place, from `corpus.yaml`: spelling x column x nearness x relation.

Every fact has words of its own (`marker`), which nothing else holds: where they stand in an output, it has leaked.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml

from tsunagu.graph.cells import CellRefused, TypedValue, parse, split
from tsunagu.graph.rows import Row, Tables
from tsunagu.graph.schema import load_schema

PLACE = "132152"
ELSEWHERE = ("142140", "142042", "112275", "140007", "110001")
"""Where most bodies stand: one kind in one place is tied to all of another there, which would only be slow."""
MARKERS = re.compile("ゑゐ[ぬむふへほゆ]{7}|zqx[bdfgkm]{7}", re.IGNORECASE)
KANA, LATIN = "ぬむふへほゆ", "bdfgkm"
SECRET_KINDS = ("bt_private_shelter", "bt_step_house", "bt_wsf", "bt_mother_child_facility", "bt_entrusted_shelter")
OPERATING = ("entrust", "co_run", "dispatch", "supervise", "support")
FUNCTIONS = ("fn_temp_protection", "fn_liaison", "fn_step_house", "fn_residential")

Cells = dict[str, str]


@cache
def corpus() -> dict[str, Any]:
    """The ways to smuggle, as written in the data file."""
    text = (Path(__file__).parent / "corpus.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
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

    # -- rows -------------------------------------------------------------------------------------------------

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


# -- sorts of facts -------------------------------------------------------------------------------------------------


def unmarked(inventor: Inventor) -> Fact:
    """A body whose name alone tells, with or without a way to it."""
    column = inventor.random.choice(list(corpus()["names"]))
    told = inventor.random.choice(corpus()["names"][column])
    fact = inventor.fact(f"unmarked {column} {told}")
    cells = {column: inventor.filled(fact, told)}
    if column == "id":
        cells["id"] = f"{PLACE}-{cells['id']}"
    elif column == "label_ja" and inventor.random.random() < 0.5:
        cells[inventor.random.choice(("printed", "aliases"))] = cells.pop("label_ja")
    cells["kind"] = inventor.random.choice(("facility", "organisation", "unit", "desk", "programme"))
    cells["disclosure"] = inventor.random.choice(("public", "public", "front_door_only", "confidential"))
    reached = inventor.random.choice(("", "address", "phone", "url"))
    if reached:
        ways = {"address": f"{fact.marker}町1-2", "phone": "042-000-1234", "url": f"https://{fact.latin}.example.jp/"}
        cells[reached] = ways[reached]
    body = inventor.body(fact, **cells)
    _talk_of(inventor, fact, body)
    return fact


def of_kind(inventor: Inventor) -> Fact:
    """A body of a secret kind under a harmless name."""
    kind = inventor.random.choice(SECRET_KINDS)
    fact = inventor.fact(f"kind {kind}")
    level = inventor.random.choice(("public", "front_door_only", "confidential"))
    body = inventor.body(fact, body_types=kind, disclosure=level, note=f"{fact.marker}の備考")
    _talk_of(inventor, fact, body)
    return fact


def noted(inventor: Inventor) -> Fact:
    """A harmless name with a telling note, or with a service or linkage that tells."""
    way = inventor.random.choice(("note", "service", "secret service", "linkage", "printed"))
    fact = inventor.fact(f"told by its {way}")
    about = inventor.measure(fact)
    note = "民間シェルターを兼ねる" if way == "note" else ""
    body = inventor.body(fact, kind="facility", note=note)
    match way:
        case "service":
            functions = inventor.random.choice(("fn_temp_protection", "fn_residential", "fn_step_house"))
            inventor.row(
                fact, "services", id=f"s{fact.number}", row=about, provider=body, functions=functions, channels="stay"
            )
        case "secret service":
            label = f"{fact.marker}での支援"
            cells = {"label_ja": label, "hours": fact.marker, "cost": fact.marker, "disclosure": "confidential"}
            inventor.row(fact, "services", id=f"s-{fact.latin}", row=about, provider=body, **cells)
        case "linkage":
            cells = {"kind": "request_protection", "functions": "fn_temp_protection", "to": body, "from": DESK}
            inventor.row(fact, "linkages", id=f"l{fact.number}", row=about, **cells)
        case "printed":
            inventor.row(
                fact,
                "linkages",
                id=f"l{fact.number}",
                row=about,
                to=body,
                to_printed="民間シェルター",
                **{"from": DESK},
            )
    return fact


def _talk_of(inventor: Inventor, fact: Fact, body: str) -> None:
    """Rows of every table that speak of a body, in its own words."""
    about = inventor.measure(fact)
    said = f"{fact.marker}へ"
    texts = {"purpose_ja": said, "purpose_en": fact.latin, "condition_ja": said, "note": said, "anchors": fact.marker}
    inventor.row(fact, "linkages", id=f"l-{fact.latin}", row=about, to=body, **{"from": DESK}, **texts)
    shown = {
        "label_ja": said,
        "label_en": fact.latin,
        "hours": said,
        "cost": said,
        "languages": fact.latin,
        "note": said,
    }
    inventor.row(fact, "services", id=f"s-{fact.latin}", row=about, provider=body, **shown)
    inventor.row(fact, "responsibilities", row=about, body=body, printed=fact.marker, note=said)


COLUMNS: tuple[tuple[str, str], ...] = tuple(
    (table, column)
    for table, columns in {
        "measures": ("label_ja", "label_en", "summary_ja", "note", "anchors"),
        "sections": ("label_ja", "label_en", "number", "note", "anchors"),
        "linkages": (
            "purpose_ja", "purpose_en", "condition_ja", "condition_en", "to_printed", "note", "anchors",
        ),
        "services": ("label_ja", "label_en", "hours", "cost", "languages", "note", "anchors"),
        "responsibilities": ("printed", "note", "anchors"),
        "body_changes": ("note", "anchors"),
        "bodies": ("note", "aliases", "printed", "anchors"),
        "type_mentions": ("printed", "note", "anchors"),
        "indicators": ("name_ja", "part", "grade", "value_printed", "value", "unit", "note"),
        "observations": ("subject_ja", "dimension", "value_printed", "unit", "note"),
        "results": ("label_ja", "label_en", "grade", "note"),
        "law_citations": ("printed", "article", "note"),
        "classifications": ("scheme", "code_printed", "code", "note"),
        "tags": ("rule",),
        "document": ("title_ja", "scope_ja", "scope_en", "file", "note"),
        "disclosure_decisions": ("reason_ja", "reason_en", "source"),
    }.items()
    for column in columns
)  # fmt: skip
NEARNESS = ("cell", "row", "measure", "kind", "function", "body")


def around(inventor: Inventor) -> Fact:
    """An address or the like in some column, near a closed kind."""
    tables = [pair for pair in COLUMNS if pair[0] in inventor.schema.tables]
    table, column = inventor.random.choice(tables)
    nearness = inventor.random.choice(NEARNESS)
    fact = inventor.fact("")
    sort, text = inventor.trace(fact)
    fact.told = f"around {table}.{column} {nearness} {sort}: {text}"
    _speak(inventor, fact, table, column, text, nearness)
    return fact


def named(inventor: Inventor) -> Fact:
    """The name of a closed place in a text: 「…」シェルター, or of a body that is one."""
    tables = [pair for pair in COLUMNS if pair[0] in inventor.schema.tables and pair[1] != "unit"]
    table, column = inventor.random.choice(tables)
    fact = inventor.fact("")
    if inventor.random.random() < 0.5:
        text = inventor.filled(fact, inventor.random.choice(corpus()["own_names"]))
    else:
        inventor.body(fact, "-a", label_ja=f"{fact.marker}シェルター", label_en=f"{fact.latin.title()} Shelter")
        text = inventor.random.choice((f"{fact.marker}シェルターの修繕", f"一時保護は{fact.marker}へ"))
    fact.told = f"named {table}.{column}: {text}"
    _speak(inventor, fact, table, column, text, "cell")
    return fact


def speak(inventor: Inventor, fact: Fact, table: str, cells: Cells) -> None:
    """Give a fact one row of a table that says something."""
    about = inventor.measure(fact) if table != "measures" else ""
    _SPEAKERS.get(table, _other)(inventor, fact, table, about, cells, "")


def _speak(inventor: Inventor, fact: Fact, table: str, column: str, text: str, nearness: str) -> None:
    kind = inventor.kind_word()
    telling = f"{text} {kind}" if nearness in ("cell", "body") and kind not in text else text
    if inventor.random.random() < 0.3 and telling != text:
        telling = f"{kind}は{text}"
    cells = {column: telling}
    if nearness in ("row", "kind", "function") and (table not in _ENDS or nearness == "row"):
        other = "note" if column != "note" and "note" in inventor.schema.tables[table].columns else ""
        cells |= {other: kind} if other else {column: f"{text} {kind}"}
    about = (
        inventor.measure(fact, **({"summary_ja": kind} if nearness == "measure" else {})) if table != "measures" else ""
    )
    if nearness == "measure" and table not in _ABOUT:
        cells[column] = f"{text} {kind}"
    _SPEAKERS.get(table, _other)(inventor, fact, table, about, cells, nearness)


_ENDS = frozenset({"linkages", "services", "type_mentions"})
_ABOUT = frozenset(
    {
        "linkages",
        "services",
        "responsibilities",
        "type_mentions",
        "indicators",
        "observations",
        "results",
        "law_citations",
    }
)


def _other(inventor: Inventor, fact: Fact, table: str, about: str, cells: Cells, nearness: str) -> None:
    keys = {"id": f"x{fact.number}"} if "id" in inventor.schema.tables[table].columns else {}
    if table == "measures":
        keys = {"row": f"r{fact.number}"}
        if nearness == "measure":
            cells["note" if "note" not in cells else "summary_ja"] = inventor.kind_word()
    if "row" in inventor.schema.tables[table].columns and table != "measures":
        keys["row"] = about
    if table == "type_mentions" and nearness in ("kind", "function", "body"):
        keys["body_type"] = inventor.random.choice(SECRET_KINDS)
    if table == "responsibilities":
        keys["body"] = DESK
    inventor.row(fact, table, **keys, **cells)


def _of_linkage(inventor: Inventor, fact: Fact, table: str, about: str, cells: Cells, nearness: str) -> None:
    ends = {"from": DESK, "to": "unnamed" if "to_printed" in cells else DESK}
    if nearness == "kind":
        ends["to"] = inventor.random.choice(SECRET_KINDS)
        cells["kind"] = inventor.random.choice(("refer", *OPERATING))
        inventor.body(fact, "-k", body_types=ends["to"], disclosure="confidential", place=PLACE)
    if nearness == "body":
        ends["to"] = inventor.body(fact, "-b", body_types="bt_private_shelter", disclosure="confidential")
    if nearness == "function":
        cells["functions"] = inventor.random.choice(FUNCTIONS[:1] + FUNCTIONS[2:])
    if inventor.random.random() < 0.3:
        ends = {"from": ends["to"], "to": ends["from"]}
    inventor.row(fact, table, id=f"l{fact.number}", row=about, **ends, **cells)


def _of_service(inventor: Inventor, fact: Fact, table: str, about: str, cells: Cells, nearness: str) -> None:
    provider = DESK
    if nearness in ("kind", "body"):
        provider = inventor.body(fact, "-s", body_types="bt_step_house", disclosure="confidential")
    if nearness == "function":
        cells["functions"] = inventor.random.choice(FUNCTIONS[:1] + FUNCTIONS[2:])
    inventor.row(fact, table, id=f"s{fact.number}", row=about, provider=provider, **cells)


def _of_body(inventor: Inventor, fact: Fact, table: str, about: str, cells: Cells, nearness: str) -> None:
    inventor.office(fact, **cells)


def _of_change(inventor: Inventor, fact: Fact, table: str, about: str, cells: Cells, nearness: str) -> None:
    ends = {"from": inventor.office(fact), "to": inventor.body(fact, "-n", label_en="Section")}
    if nearness in ("kind", "function", "body"):
        ends["from"] = inventor.body(fact, "-c", body_types="bt_private_shelter", disclosure="confidential")
    inventor.row(fact, table, id=f"c{fact.number}", row=about, **ends, **cells)


def _of_document(inventor: Inventor, fact: Fact, table: str, about: str, cells: Cells, nearness: str) -> None:
    name = f"mihon-{fact.number}"
    inventor.row(fact, table, document=name, id=name, **cells)


def _of_decision(inventor: Inventor, fact: Fact, table: str, about: str, cells: Cells, nearness: str) -> None:
    inventor.row(fact, table, body=inventor.office(fact), **cells)


_Speaker = Callable[[Inventor, Fact, str, str, Cells, str], None]
_SPEAKERS: dict[str, _Speaker] = {
    "linkages": _of_linkage,
    "services": _of_service,
    "bodies": _of_body,
    "body_changes": _of_change,
    "document": _of_document,
    "disclosure_decisions": _of_decision,
}

RELATIONS = (
    "part of the office", "office part of it", "two steps up", "two steps down", "change to it", "change from it",
    *(f"{kind} {way}" for kind in OPERATING for way in ("it", "by it")), "lead", "operator", "provider",
)  # fmt: skip


def related(inventor: Inventor) -> Fact:
    """A public building with an address tied to a shelter, so that one leads to the other."""
    relation = inventor.random.choice(RELATIONS)
    fact = inventor.fact(f"related: {relation}")
    about = inventor.measure(fact)
    by_kind = inventor.random.random() < 0.5
    shelter = f"{PLACE}-{fact.latin}-x"
    own: Cells = {"body_types": "bt_private_shelter"} if by_kind else {"label_ja": f"{fact.marker}シェルター"}
    office: Cells = {} if relation.startswith("office part") else {"address": "見本市役所", "phone": "042-000-1234"}
    if relation == "part of the office":
        own["part_of"] = f"{PLACE}-madoguchi-{fact.number}"
    if relation == "office part of it":
        office["part_of"] = shelter
    if relation.startswith("two steps"):
        middle = f"{PLACE}-naka-{fact.number}"
        called = f"中{_word(fact.number, KANA)}課"
        names = {"label_ja": called, "label_kana": f"{called}の", "label_en": "Section", "printed": called}
        up = relation.endswith("up")
        above = f"{PLACE}-madoguchi-{fact.number}" if up else shelter
        inventor.body(fact, id=middle, kind="unit", part_of=above, **names)
        own |= {"part_of": middle} if up else {}
        office |= {} if up else {"part_of": middle}
        office = office if up else {"part_of": middle}
    building = inventor.office(fact, **office)
    inventor.body(fact, "-x", disclosure="confidential" if by_kind else "public", **own)
    fact.apart.append((building, shelter))
    ends = {"from": building, "to": shelter}
    if relation in ("change from it",) or relation.endswith("by it"):
        ends = {"from": shelter, "to": building}
    if relation.startswith("change"):
        kind = inventor.random.choice(("renamed", "merged", "split", "transferred", "function_given"))
        inventor.row(fact, "body_changes", id=f"c{fact.number}", kind=kind, **ends)
    if relation.split()[0] in OPERATING:
        inventor.row(fact, "linkages", id=f"l{fact.number}", row=about, **{**ends, "kind": relation.split()[0]})
    if relation in ("lead", "operator"):
        for body, role in ((building, "lead"), (shelter, relation)):
            printed = fact.marker if body == shelter else "担当課"
            inventor.row(fact, "responsibilities", row=about, body=body, role=role, printed=printed)
    if relation == "provider":
        cells = {"disclosure": "confidential", "label_ja": f"{fact.marker}の支援"}
        inventor.row(fact, "services", id=f"s{fact.number}", row=about, provider=building, **cells)
    return fact


SORTS: tuple[tuple[Callable[[Inventor], Fact], float], ...] = (
    (unmarked, 0.18), (of_kind, 0.05), (noted, 0.06), (around, 0.47), (named, 0.12), (related, 0.12),
)  # fmt: skip


def invented(count: int, seed: int) -> tuple[Inventor, Fact]:
    """Make so many facts of every sort, and the ground they rest on."""
    inventor = Inventor(seed)
    base = ground(inventor)
    for sort, share in SORTS:
        for _ in range(round(count * share)):
            sort(inventor)
    return inventor, base


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
