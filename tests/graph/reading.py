"""What a table says of a sentence against the sentence: status and referral against the verb, ends against words.

`python -m tests.graph.reading SOURCES` lists every contradiction in the shipped documents.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tsunagu.graph.rows import Row, Tables

PLANS = ("kamakura-gender", "kamakura-welfare", "kunitachi-gender", "saitama-women")
_BREAK = re.compile(r"。|\t|\n\n|\n- |\n#")
_THING = r"(?:体制|仕組み|窓口|センター|機関|システム|ネットワーク|拠点|会議|協議会|施設|トイレ)"
_BUILT = r"(?:構築|整備|設置|開設|創設|新設|整え|つくり)(?:し(?:ます|ていきます)?|ます|を(?:行い|進め)ます|を図ります)?"
NOT_YET = re.compile(
    rf"{_THING}[^、。]{{0,4}}を{_BUILT}[、。\t]?$|(?:構築|設置|整備|開設|導入)を目指します[。\t]?$|予定(?:です)?[。\t]?$"
)
"""A sentence that ends by building or aiming at something: it is not there yet."""
STUDIED = re.compile(r"検討(?:し(?:ます|ていきます)|を(?:行い|進め)ます|します)?[。\t]?$")
STRENGTHENED = re.compile("強化|継続")
"""Such a sentence speaks of what is there already."""
HANDED_ON = re.compile("つな(?:ぐ|が|げ|ぎ|い)|繋|紹介|案内|誘導|引き?継|勧め|送致|橋渡し|あっせん|情報を提供|入所")
"""Verbs by which a person is handed on, or told of a desk."""
NO_PARTY = re.compile("(?:支援|制度|サービス|サイト|通告|通報|届出|事業|連携|活動|在宅医療・介護)$")
"""What is done or used; it can be no end of a linkage."""
PEOPLE = re.compile(
    "(?:員|師|士|ヘルパー|アドバイザー|コーディネーター|カウンセラー|ワーカー|ナビゲーター|キーパー|通訳者|筆記者|後見人|SSW)$"
)
"""Posts: what a person is, and no office."""


def sentence(text: str, row: Row) -> str:
    """The sentence of a row's first anchor, up to the stop after it; line breaks left out."""
    first = row.anchors()[0][0]
    before = [found.end() for found in _BREAK.finditer(text, max(0, first.start - 600), first.start)]
    after = _BREAK.search(text, first.end)
    whole = text[before[-1] if before else max(0, first.start - 200) : after.end() if after else first.end + 200]
    return whole.replace("\n", "")


def contradictions(tables: Tables, texts: dict[str, str]) -> Iterator[tuple[Row, str]]:
    """Each row that its sentence contradicts, with the sentence."""
    for table in ("linkages", "services"):
        for row in tables.of(table):
            if row.document in texts and row.anchors():
                said = sentence(texts[row.document], row)
                if _against_its_status(row, said) or _no_referral(row, said):
                    yield row, said


def _against_its_status(row: Row, said: str) -> bool:
    if row.text("status") == "in_operation" and row.document in PLANS:
        return bool((NOT_YET.search(said) or STUDIED.search(said)) and not STRENGTHENED.search(said))
    return (
        row.text("status") in ("planned", "under_study")
        and said.rstrip("。").endswith("ました")
        and "に向けた" not in said
    )


def _no_referral(row: Row, said: str) -> bool:
    return row.text("kind") == "refer" and not HANDED_ON.search(said)


def no_parties(tables: Tables) -> Iterator[tuple[Row, str]]:
    """Each unnamed end of a linkage whose printed word is no body, no kind and no people."""
    for row in tables.of("linkages"):
        for end in ("from", "to"):
            printed = row.text(f"{end}_printed")
            if row.text(end) == "unnamed" and NO_PARTY.search(printed):
                yield row, printed


def read_texts(tables: Tables, sources: Path) -> dict[str, str]:
    """The text of each document, by its id."""
    return {row.key[0]: (sources / row.text("file")).read_text(encoding="utf-8") for row in tables.of("document")}


def main(sources: Path) -> int:
    """List what is contradicted; 1 where anything is."""
    from tsunagu.graph.build import load_tables  # noqa: PLC0415

    tables = load_tables(None, ())
    found = [*contradictions(tables, read_texts(tables, sources)), *no_parties(tables)]
    for row, said in found:
        print(f"{row.file}:{row.line} {row.key[0]} {row.text('status')} {row.text('kind')}: {said[-160:]}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
