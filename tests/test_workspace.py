"""The one way in: what it opens, what it reads, and that the command line has no other."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import tsunagu
from tsunagu import Workspace, workspace
from tsunagu.errors import NameUnknown, RouteProblem, StoreProblem, StructureProblem
from tsunagu.graph.home import Home
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.workspace import lookups, questions

SOURCE = Path(tsunagu.__file__).parent
OPENS = "OxigraphEngine.open("


@pytest.mark.parametrize("module", [workspace, lookups, questions])
def test_its_examples_hold(module: ModuleType) -> None:
    found = doctest.testmod(module, extraglobs={"Workspace": Workspace})
    assert found.attempted > 3
    assert found.failed == 0


def test_importing_the_package_does_no_work() -> None:
    code = "import sys, tsunagu; print([m for m in ('pyoxigraph', 'rdflib', 'click', 'json') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_store_is_opened_in_one_place() -> None:
    """`network.compiled` opens it too, for those who read a network without a workspace."""
    opening = {str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.py") if OPENS in path.read_text("utf-8")}
    assert opening == {"workspace/open_home.py", "network/compiled.py"}


def test_the_store_is_opened_once_and_only_when_needed(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Home] = []
    real = OxigraphEngine.open

    def counted(used: Home) -> OxigraphEngine:
        opened.append(used)
        return real(used)

    monkeypatch.setattr(OxigraphEngine, "open", counted)
    used = Workspace(home.folder)
    assert used.report.quads > 100_000
    assert opened == []
    used.find("国立市", ["place"])
    used.routes("市長室", "一時保護", most=1)
    used.gaps("stages", places=["国立市"])
    assert opened == [Home(home.folder)]


def test_nothing_built_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreProblem):
        Workspace(tmp_path).find("国立市")
    with pytest.raises(StoreProblem):
        _ = Workspace.sample().report


def test_names_ids_and_codes_mean_the_same() -> None:
    used = Workspace.sample()
    for name in ("国立市", "132152", "place/132152"):
        assert used.the(name, "place") == "place/132152"
        assert used.gaps("stages", places=[name]) == used.gaps("stages", places=["place/132152"])
    with pytest.raises(NameUnknown):
        used.the("place/000000", "place")
    with pytest.raises(NameUnknown):
        used.the("place/132152", "body")


def test_questions_that_say_too_little_or_too_much_are_refused() -> None:
    used = Workspace.sample()
    with pytest.raises(RouteProblem):
        used.question(want="一時保護")
    with pytest.raises(RouteProblem):
        used.question("警察署", "dv")
    with pytest.raises(StructureProblem):
        used.structure(place="国立市", document="kunitachi-gender")
    absent = next(one.id for one in used.network.bodies.values() if one.sort == "expected" and one.modality == "may")
    with pytest.raises(StructureProblem):
        used.what_if(absent)
