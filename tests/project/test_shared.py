"""What test processes share is made once, and anew when what it is made from changes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared import ROOT, build_files, key_of, once, own_home
from tsunagu.graph.home import Home

LOADED = """
import sys, tsunagu.graph.build, tsunagu.ontology.shapes
print(*(module.__file__ for name, module in sys.modules.items() if name.startswith("tsunagu")))
"""


def test_a_build_is_known_by_everything_it_is_made_from() -> None:
    files = {str(path.relative_to(ROOT)) for path in build_files()}
    assert {
        "graph/tables.yaml",
        "graph/japan/needs.csv",
        "ontology/tsunagu.ttl",
        "ontology/shapes-network.ttl",
    } <= files
    done = subprocess.run([sys.executable, "-c", LOADED], cwd=ROOT / "src", check=True, capture_output=True, text=True)
    code = {str(Path(path).relative_to(ROOT)) for path in done.stdout.split()}
    assert len(code) > 20
    assert code - files == set()


def test_the_key_changes_with_content_name_and_number_of_files(tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("x", encoding="utf-8")
    keys = [key_of([first], tmp_path)]
    first.write_text("y", encoding="utf-8")
    keys.append(key_of([first], tmp_path))
    first.rename(second)
    keys.append(key_of([second], tmp_path))
    first.write_text("y", encoding="utf-8")
    keys.append(key_of([first, second], tmp_path))
    assert len(set(keys)) == len(keys)
    assert key_of([first, second], tmp_path) == keys[-1]


def test_a_thing_is_made_once_and_anew_after_a_failure(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    name, made = f"thing-{tmp_path.name}", []

    def make(folder: Path) -> None:
        made.append(folder)
        (folder / "half").touch()
        if len(made) == 1:
            raise RuntimeError("stopped half way")
        (folder / "whole").touch()

    with pytest.raises(RuntimeError):
        once(tmp_path_factory, name, make)
    found = [once(tmp_path_factory, name, make) for _ in range(2)]
    assert len(made) == 2
    assert found[0] == found[1]
    assert sorted(path.name for path in found[0].iterdir()) == ["half", "whole"]


def test_a_home_over_a_shared_build_takes_what_is_written_beside_it(home: Home, tmp_path: Path) -> None:
    made = own_home(home.current().resolve(), tmp_path)
    assert (made.current() / "dataset.nq").samefile(home.current() / "dataset.nq")
    (tmp_path / "only-here").mkdir()
    assert not (home.current().resolve().parent / "only-here").exists()
