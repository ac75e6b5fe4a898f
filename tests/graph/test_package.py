"""A package made of a folder is added as the folder is; what is none, or was changed, is refused with a reason."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from frictionless import Package, system
from openpyxl import load_workbook

from tests.conftest import ROOT
from tests.graph.test_table_reader import rewrite
from tsunagu.cli.main import run
from tsunagu.errors import TablesInvalid
from tsunagu.graph import package
from tsunagu.graph.package import CHECKS, DESCRIPTOR, README, package_of
from tsunagu.graph.problems import Problem
from tsunagu.graph.schema import load_schema
from tsunagu.graph.table_reader import read_tables

GRAPH, NAME = ROOT / "graph", "kunitachi-gender"
Parts = dict[str, bytes]


@pytest.fixture(scope="module")
def made() -> bytes:
    return package_of(GRAPH / NAME, load_schema())


def parts_of(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        return {name: held.read(name) for name in held.namelist()}


def zipped(parts: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        for name, data in parts.items():
            held.writestr(name, data)
    return out.getvalue()


def described(parts: Parts) -> Parts:
    """Parts with a description of all tables in them, as a careless or a hostile hand would write it."""
    tables = [{"path": name, "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"} for name, data in parts.items()
              if name.endswith(".csv")]  # fmt: skip
    return {**parts, DESCRIPTOR: json.dumps({"resources": tables}).encode()}


def test_the_same_rows_come_out(made: bytes, tmp_path: Path) -> None:
    (tmp_path / "plan.zip").write_bytes(made)
    schema = load_schema()
    added = read_tables([GRAPH / "japan", tmp_path / "plan.zip"], schema)
    assert added == read_tables([GRAPH / "japan", GRAPH / NAME], schema)
    assert added.documents == (NAME,)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.zip"]


def test_frictionless_finds_a_valid_package(made: bytes, tmp_path: Path) -> None:
    zipfile.ZipFile(io.BytesIO(made)).extractall(tmp_path)
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / DESCRIPTOR)).validate()
    assert [task.errors[0].message for task in report.tasks if task.errors] == []
    assert len(report.tasks) > 10


def test_it_holds_tables_and_words_alone(made: bytes) -> None:
    parts = parts_of(made)
    others = set(parts) - {f"{NAME}/{path.name}" for path in (GRAPH / NAME).glob("*.csv")}
    assert others == {DESCRIPTOR, CHECKS, README}
    assert f"tsunagu review {NAME} --package" in parts[README].decode("utf-8-sig")
    book = load_workbook(io.BytesIO(parts[CHECKS]))
    assert book.sheetnames == ["確かめること", "What is checked"]
    rows = {(row[0], row[2]): row for row in book.worksheets[0].iter_rows(values_only=True)}
    layer = rows["連携・つなぎ", "根拠の層"]
    assert layer[1] == len((GRAPH / NAME / "linkages.csv").read_text(encoding="utf-8").splitlines()) - 1
    assert layer[3] == "必須"
    assert "stated" in str(layer[4])


def refused(path: Path) -> str:
    with pytest.raises(TablesInvalid) as caught:
        read_tables([GRAPH / "japan", path], load_schema())
    told = [problem for problem in caught.value.problems if isinstance(problem, Problem)]
    assert all(problem.message(language).isprintable() for problem in told for language in ("ja", "en"))
    return told[0].key


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def changed(data: bytes) -> bytes:
    parts = parts_of(data)
    return zipped({**parts, f"{NAME}/bodies.csv": parts[f"{NAME}/bodies.csv"].replace("市".encode(), "町".encode(), 1)})


def renamed(name: str) -> Callable[[bytes], bytes]:
    def spoil(data: bytes) -> bytes:
        tables = {part: held for part, held in parts_of(data).items() if part.endswith(".csv")}
        return zipped(described({**tables, name: b"id\n1\n"}))

    return spoil


@pytest.mark.parametrize(("spoil", "key"), [
    (lambda _: b"no zip", "problem-package-broken"),
    (cut, "problem-package-broken"),
    (lambda _: zipped({"a.txt": b"x"}), "problem-package-broken"),
    (lambda _: zipped({DESCRIPTOR: b"[]"}), "problem-package-broken"),
    (lambda _: zipped({DESCRIPTOR: b'{"resources": []}'}), "problem-package-names"),
    (changed, "problem-package-changed"),
    (renamed("../evil/document.csv"), "problem-package-names"),
    (renamed("/etc/document.csv"), "problem-package-names"),
    (renamed(f"{NAME}/../../evil.csv"), "problem-package-names"),
    (renamed(f"{NAME}\\bodies.csv"), "problem-package-names"),
    (renamed("another/document.csv"), "problem-package-names"),
    (renamed(f"{NAME}/places.csv"), "problem-package-names"),
])  # fmt: skip
def test_what_is_no_package(made: bytes, tmp_path: Path, spoil: Callable[[bytes], bytes], key: str) -> None:
    path = tmp_path / "inside" / "plan.zip"
    path.parent.mkdir()
    path.write_bytes(spoil(made))
    assert refused(path) == key
    assert [path.name for path in tmp_path.rglob("*")] == ["inside", "plan.zip"]


def test_a_bomb_is_not_unpacked(made: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.zip"
    path.write_bytes(zipped({**parts_of(made), f"{NAME}/bodies.csv": b"0" * package.MOST_BYTES}))
    assert path.stat().st_size < 1_000_000
    assert refused(path) == "problem-package-large"
    path.write_bytes(made)
    monkeypatch.setattr(package, "MOST_FILES", 3)
    assert refused(path) == "problem-package-large"
    monkeypatch.setattr(package, "MOST_BYTES", 100)
    assert refused(path) == "problem-package-large"


def test_the_command_packs_what_passes_and_names_the_cell_that_does_not(
    graph_copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = (graph_copy / NAME).rename(graph_copy / "kaku-shi")
    for language in ("ja", "en"):
        assert run(["--lang", language, "review", str(folder), "--package", str(tmp_path / "x.zip")]) == 3
    told = capsys.readouterr().err
    assert "kaku-shi/document.csv:2: id（表「文書」の列「ID」）: " in told
    assert " (column “ID” of the table “Document”): " in told
    assert not (tmp_path / "x.zip").exists()
    rewrite(folder / "document.csv", {(2, "id"): "kaku-shi"})
    assert run(["--lang", "ja", "review", str(folder), "--package", str(tmp_path / "x.zip")]) == 0
    printed = capsys.readouterr()
    assert "tsunagu build --add" in printed.out
    assert printed.err == ""
    rewrite(folder / "bodies.csv", {(2, "label_en"): "(to be translated)"})
    assert run(["--lang", "en", "review", str(folder), "--package", str(tmp_path / "x.zip")]) == 0
    assert capsys.readouterr().err.startswith("1 cell still holds words to be replaced")
    assert f"{folder.name}/document.csv" in parts_of((tmp_path / "x.zip").read_bytes())
