"""Every row of every analysis over a small country, word for word, as it was read and kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from tests.gaps.samples import PLAN, SECOND
from tests.gaps.whole import snapshot
from tsunagu.gaps.comparison import compare
from tsunagu.gaps.comparison_table import as_answer
from tsunagu.gaps.registry import ANALYSES, find_gaps
from tsunagu.gaps.rows import STATES, GapRow
from tsunagu.messages import LANGUAGES

KEPT = Path(__file__).with_name("every_row.txt")


def told() -> str:
    """All rows, then the two plans beside each other."""
    used = snapshot()
    lines = [line for row in find_gaps(used) for line in _row(row)]
    compared = compare(used, PLAN, SECOND)
    for language in LANGUAGES:
        lines += [" | ".join(cells) for cells in as_answer(compared, language).rows]
    return "\n".join(lines) + "\n"


def _row(row: GapRow) -> Iterator[str]:
    yield f"# {row.analysis} {row.place} {row.state} {' '.join(row.subjects)}"
    for language in LANGUAGES:
        yield " / ".join((row.subject.of(language), row.detail.of(language), row.closes.of(language)))
    held = {key: value for key, value in asdict(row).items() if key in ("layers", "evidence", "figures", "searched")}
    yield " ".join(f"{key}={value}" for key, value in held.items() if value)


def test_every_row_is_as_it_was_read() -> None:
    assert told() == KEPT.read_text(encoding="utf-8"), "python -m tests.gaps.regenerate, and read what changed"


def test_every_analysis_speaks_and_most_states_are_there() -> None:
    rows = find_gaps(snapshot())
    assert {row.analysis for row in rows} == set(ANALYSES)
    assert {row.state for row in rows} >= set(STATES)
