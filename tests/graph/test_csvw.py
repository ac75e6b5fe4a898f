"""The tables are valid CSV on the Web in the eyes of a reader no one here wrote."""

from __future__ import annotations

import json
import shutil
import warnings
from pathlib import Path

import pytest
from csvw import CSVW

from tests.conftest import ROOT
from tests.graph.test_table_reader import rewrite
from tsunagu.graph.csvw import NAME, csvw_text
from tsunagu.graph.schema import load_schema

GRAPH = ROOT / "graph"


def wrong(metadata: Path, caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the reader finds wrong in the tables the metadata name; cells it refuses stand in its log alone."""
    caplog.clear()
    with warnings.catch_warnings(record=True) as warned:
        fine = CSVW(str(metadata), validate=True).is_valid
    told = [str(warning.message) for warning in warned if "csvw" in warning.filename] + [
        record.getMessage() for record in caplog.records
    ]
    return told or ([] if fine else ["not valid"])


def test_metadata_are_up_to_date() -> None:
    assert (GRAPH / NAME).read_text(encoding="utf-8") == csvw_text(load_schema(), GRAPH), "run: scripts/canonical.py"


def test_a_reader_of_csvw_finds_nothing_wrong(caplog: pytest.LogCaptureFixture) -> None:
    assert wrong(GRAPH / NAME, caplog) == []


def test_it_finds_a_spoilt_cell(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder = tmp_path / "kunitachi-gender"
    shutil.copytree(GRAPH / "kunitachi-gender", folder)
    (tmp_path / NAME).write_text(csvw_text(load_schema(), tmp_path), encoding="utf-8")
    assert len(json.loads((tmp_path / NAME).read_text(encoding="utf-8"))["tables"]) > 10
    assert wrong(tmp_path / NAME, caplog) == []
    rewrite(folder / "linkages.csv", {(2, "layer"): "rumoured"})
    (found,) = wrong(tmp_path / NAME, caplog)
    assert "rumoured" in found
