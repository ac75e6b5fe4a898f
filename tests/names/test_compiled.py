"""The file of names beside the store."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from tsunagu.graph.build import read_report
from tsunagu.graph.home import Home
from tsunagu.names.compiled import FILE, dump, load, open_names
from tsunagu.names.index import NameRows
from tsunagu.queries.engines import OxigraphEngine

ROWS = NameRows((("place/1", "Place", "label", "鎌倉市", "ja"),), (("phrase/1", "逃げたい", "ja", "k", "", "no", "n"),))


def test_what_is_written_is_read(home: Home, tmp_path: Path) -> None:
    report = read_report(home)
    path = tmp_path / FILE
    path.write_bytes(dump(ROWS, report))
    assert load(path, report) == ROWS
    assert load(path, dataclasses.replace(report, revision="other")) is None


def test_a_spoilt_or_missing_file_counts_as_stale(home: Home, tmp_path: Path) -> None:
    report = read_report(home)
    path = tmp_path / FILE
    assert load(path, report) is None
    path.write_bytes(dump(ROWS, report)[:-9])
    assert load(path, report) is None
    path.write_bytes(b"{}")
    assert load(path, report) is None


def test_the_store_is_asked_once_and_the_file_read_then(home: Home) -> None:
    path = home.current() / FILE
    path.unlink(missing_ok=True)
    asked: list[int] = []

    def engine() -> OxigraphEngine:
        asked.append(1)
        return OxigraphEngine.open(home)

    first, second = open_names(home, engine), open_names(home, engine)
    assert len(asked) == 1
    assert path.is_file()
    assert first.names == second.names
    assert first.phrases.rows == second.phrases.rows
