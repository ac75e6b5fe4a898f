"""A workbook and its page appear together, or none of any place."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tsunagu.errors import StoreProblem
from tsunagu.graph.iris import Iris
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.reports import files

PLACES = ["place/1", "place/2"]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports of two places without reading or making anything."""
    shared = SimpleNamespace(snapshot=SimpleNamespace(places=PLACES))
    made: dict[str, Any] = {
        "read_shared_inputs": lambda *_: shared, "read_place_inputs": lambda *_: None, "make_report": lambda *_: None,
        "report_workbook": lambda _: b"workbook", "report_page": lambda _: "page",
    }  # fmt: skip
    for name, stand_in in made.items():
        monkeypatch.setattr(files, name, stand_in)


def write(folder: Path) -> list[str]:
    nothing: Any = None
    return [
        path.name for path in files.write_reports(BuiltGraph(nothing, Iris()), nothing, files.ReportRequest(), folder)
    ]


@pytest.mark.usefixtures("quick")
def test_both_are_written(tmp_path: Path) -> None:
    assert write(tmp_path) == ["report-1.xlsx", "report-1.html", "report-2.xlsx", "report-2.html"]
    assert (tmp_path / "report-2.html").read_text(encoding="utf-8") == "page"


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("fits", [0, 1, 3])
def test_on_a_full_disk_nothing_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fits: int) -> None:
    (tmp_path / "report-1.xlsx").write_bytes(b"old")
    written: list[int] = []

    def full(handle: int) -> None:
        written.append(handle)
        if len(written) > fits:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreProblem) as caught:
        write(tmp_path)
    assert caught.value.key == "cannot-write"
    assert [path.name for path in tmp_path.iterdir()] == ["report-1.xlsx"]
    assert (tmp_path / "report-1.xlsx").read_bytes() == b"old"
