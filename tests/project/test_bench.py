"""What `make bench` rests on: tables of any size are tables, an exponent is one, and what got slower is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bench import kept
from bench.pipeline import exponent
from bench.scaled import scale

from tests.shared import ROOT
from tsunagu.graph.build import load_tables


def test_repeated_documents_are_tables_of_other_places(tmp_path: Path) -> None:
    document = "kunitachi-gender"
    for name in ("japan", document):
        shutil.copytree(ROOT / "graph" / name, tmp_path / "once" / name)
    tables = load_tables(scale(tmp_path / "once", tmp_path / "twice", 2))
    assert tables.documents == (document, f"{document}-1")
    for table in ("bodies", "services", "linkages"):
        held, copied = ([*tables.of(table, name)] for name in tables.documents)
        assert len(held) == len(copied) > 0
    places = [{row.text("place") for row in tables.of("bodies", name)} - {"jp"} for name in tables.documents]
    assert places[0]
    assert not places[0] & places[1]


def test_an_exponent_is_the_slope_of_logarithms() -> None:
    assert exponent([1, 3, 10], [5, 15, 50]) == pytest.approx(1)
    assert exponent([1, 3, 10], [5, 45, 500]) == pytest.approx(2)
    assert exponent([1, 3, 10], [5, 5, 5]) == pytest.approx(0)


def test_what_grew_beyond_the_tolerance_is_slower(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "FILE", tmp_path / "ratios.json")
    kept.keep({"build": 1.0, "route": 2.0})
    kept.keep({"route": 3.0})
    assert kept.tell({"build": 1.2, "route": 3.0, "new": 9.0}) == []
    assert kept.tell({"build": 1.4, "route": 2.0}) == ["build"]
