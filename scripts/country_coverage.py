#!/usr/bin/env python3
"""Measure over every municipality and need where a resident's best way ends, and write docs/coverage.md.

`tsunagu.gaps.country` does the counting, for this page and for the map of the explorer. Takes some minutes. Run it
again when desks, law or rules of practice have changed:

    python -m scripts.country_coverage HOME
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from tsunagu import Workspace
from tsunagu.closures.reach import newest_day
from tsunagu.gaps.country import ENDS, End, counted, municipalities, over_the_country
from tsunagu.network.model import Network
from tsunagu.writing import write_text

PAGE = Path(__file__).resolve().parent.parent / "docs" / "coverage.md"
HEADS = (
    "困りごと / Need", "名の分かる窓口（市区町村）/ Named, own", "名の分かる窓口（都道府県・国）/ Named, above",
    "法律が置く機関（市区町村）/ By law, own", "法律が置く機関（都道府県）/ By law, above",
    "種類が先、ほかに法律が置く機関 / Kind first, law too", "種類だけ / Kind only",
    "なし / Nowhere",
)  # fmt: skip
TOLD = """# 全国での行き先 / Where ways end over the country

`scripts/country_coverage.py` が作ります。手では直しません。Made by `scripts/country_coverage.py`, not by hand.

{places:,} の市区町村と {needs} の困りごとのすべての組について、場所と困りごとだけが分かっている人の、
いちばんよい道の行き先を数えました。数は市区町村の数です（基準日 {day}、文書 {documents}、窓口の名簿 {registers}）。

- 名の分かる窓口：文書か窓口の名簿に名がある窓口です。
- 法律が置く機関：法律が必ず置くとし、名はデータにない機関です。
- 種類が先：実務が送る種類の窓口が先に立ちます。その地域にあるかはデータにありません。
  名の分かる窓口か、法律が置く機関も応じます。
- 種類だけ：そうした種類の窓口だけです。法律は、その困りごとのための機関を必ず置くとはしていません。
- なし：どこにも着かないものです。

データに名がないことは、窓口がないことではありません。

For each pair of {places:,} municipalities and {needs} needs: where the best way ends of somebody of whom only
place and need are known. Figures are municipalities (as of {day}, {documents} documents, {desks:,} desks of registers).

- Named: a document or a register of desks names the desk, of the municipality itself, or above it of the prefecture
  or the nation.
- By law: law requires the body; its name is not in the data.
- Kind first: practice sends to a kind of desk first, and whether there is one here is not in the data; a named desk or
  a body that law requires meets the need too.
- Kind only: nothing but such a kind; law requires no body there for the need.

That a name is not in the data does not mean that there is no desk.
"""


def page(network: Network, ends: Mapping[str, Counter[End]], day: str) -> str:
    """Return the page in Markdown."""
    places, documents = len(municipalities(network)), len(network.concepts_in("document"))
    total: Counter[End] = sum(ends.values(), Counter())
    told = TOLD.format(places=places, needs=len(ends), documents=documents, day=day,
                       registers=len(network.registers), desks=len(network.listed))  # fmt: skip
    lines = [told, _row(HEADS), _row(["---", *["---:"] * len(ENDS)])]
    for need in network.concepts_in("need"):
        label = network.label(need.id)
        lines.append(_row([f"{label.ja} / {label.en}", *(f"{ends[need.id][end]:,}" for end in ENDS)]))
    lines.append(
        _row(["**すべて / All**", *(f"{total[end]:,} ({_percent(total[end], total.total())})" for end in ENDS)])
    )
    return "\n".join(lines) + "\n"


def _percent(count: int, whole: int) -> str:
    return f"{100 * count / whole:.1f} %" if whole else "-"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure over the build in a home folder and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("--page", type=Path, default=PAGE)
    given = parser.parse_args(arguments)
    workspace = Workspace(given.home)
    network, day = workspace.network, newest_day(workspace.network)
    ends = over_the_country(network, workspace.router.rulebook, day)
    write_text(given.page, page(network, counted(ends), day.isoformat()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
