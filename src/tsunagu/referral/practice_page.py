"""docs/practice.md: the rules of practice for people to read and review, made from graph/japan/practice.csv."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tsunagu.graph.rows import Row, Tables

GROUNDS = {"law": "法令 / law", "guideline": "指針・公式の案内 / guideline", "judgement": "判断 / judgement"}
EFFECTS = {
    "number": "番号を先に伝える / number first",
    "require": "必ず含める / require",
    "prefer": "先にする / prefer",
    "never": "案内しない / never",
}
HEAD = """# 実務の規則 / Rules of practice

`graph/japan/practice.csv` から作成しています。法律の規定とは別に、だれの場合にどの機関を必ず含め、先に案内し、
または案内しないかを定めた表です。どの規則にも理由と根拠があり、根拠は法令、指針・公式の案内、判断のどれかです。
**判断による規則は、支援の実務者の確認を受けていません。**
直すときは表を直し、`python -m scripts.make_docs` を実行します。
全国の電話番号は `emergency_numbers.csv`、住民を受け持つ機関は `competence.csv` と `designations.csv`、
機関が担う人の務めは `actors.csv` にあります。

Made from `graph/japan/practice.csv`: for whom a kind of body belongs in the plan, comes first or is never suggested.
Each rule has a reason and a ground: law, a guideline or official page, or judgement. **Rules that rest on judgement
have not been reviewed by people with experience in support work.** To change one, edit the table and run
`python -m scripts.make_docs`.
"""


def practice_page(tables: Tables) -> str:
    """docs/practice.md but for its first line: counts, the rules that rest on judgement, every rule; O(rows)."""
    rows = list(tables.of("practice"))
    names = {row.key[0]: row.text("label_ja") for name in NAMED for row in tables.of(name)}
    return "\n".join([HEAD, *_counts(rows), *_to_review(rows, names), *_all(rows, names), ""])


NAMED = ("body_types", "needs", "functions", "circumstances", "emergency_numbers")
"""Tables whose rows a rule names."""


def _counts(rows: list[Row]) -> Iterator[str]:
    found = Counter((row.text("effect"), row.text("ground")) for row in rows)
    yield from ("| 効果 / effect | " + " | ".join(GROUNDS.values()) + " |", "|---" * (len(GROUNDS) + 1) + "|")
    for effect, named in EFFECTS.items():
        yield f"| {named} | " + " | ".join(str(found[effect, ground]) for ground in GROUNDS) + " |"
    yield ""


def _to_review(rows: list[Row], names: dict[str, str]) -> Iterator[str]:
    yield from ("## 判断による規則（実務者に確かめたいこと）/ Rules that rest on judgement, for review", "")
    yield from ("| ID | 規則 rule | だれの場合 for whom | 機関・番号 bodies | 理由 reason |", "|---|---|---|---|---|")
    for row in rows:
        if row.text("ground") == "judgement":
            label = f"{row.text('label_ja')}<br>{row.text('label_en')}"
            reason = f"{row.text('reason_ja')}<br>{row.text('reason_en')}"
            yield f"| `{row.key[0]}` | {label} | {_whom(row, names)} | {_what(row, names)} | {reason} |"
    yield ""


def _all(rows: list[Row], names: dict[str, str]) -> Iterator[str]:
    yield from ("## すべての規則 / All rules", "")
    yield from ("| ID | 規則 | 効果 | 順 | だれの場合 | 機関・番号 | 言うこと | 根拠 |", "|---" * 8 + "|")
    for row in rows:
        effect = EFFECTS[row.text("effect")].split(" / ")[0]
        cells = (f"`{row.key[0]}`", row.text("label_ja"), effect, row.text("order"), _whom(row, names),
                 _what(row, names), row.text("say_ja"), _ground(row))  # fmt: skip
        yield "| " + " | ".join(cells) + " |"


def _whom(row: Row, names: dict[str, str]) -> str:
    told = ["・".join(names[named] for named in row.texts(column)) for column in ("needs", "functions")]
    told.append("、かつ".join(names[named] for named in row.texts("circumstances")))
    off = [names[excepted] for column in ("unless", "unless_needs") for excepted in row.texts(column)]
    told.append(f"（{'・'.join(off)}を除く）" if off else "")
    return "／".join(filter(None, told)) or "すべて"


def _what(row: Row, names: dict[str, str]) -> str:
    number = row.text("number")
    return f"{names[number]} {number}" if number else "、".join(names[kind] for kind in row.texts("kinds"))


def _ground(row: Row) -> str:
    ground = GROUNDS[row.text("ground")].split(" / ")[0]
    return "<br>".join([ground, *row.texts("basis"), " ".join(row.texts("guideline"))]).removesuffix("<br>")
