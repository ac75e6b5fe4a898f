"""The one way in: what it opens, what it reads, and that the command line has no other."""

from __future__ import annotations

import doctest
import gc
import subprocess
import sys
import weakref
from pathlib import Path
from types import ModuleType

import pytest

import tsunagu
from tests.shared import own_home
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
    assert opening == {"workspace/opened.py", "network/compiled.py"}


@pytest.fixture
def fresh(home: Home, tmp_path: Path) -> Home:
    """A home over the shipped build that no workspace has opened yet."""
    return own_home(home.current(), tmp_path)


def test_the_store_is_opened_once_and_only_when_needed(fresh: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Home] = []
    real = OxigraphEngine.open

    def counted(used: Home) -> OxigraphEngine:
        opened.append(used)
        return real(used)

    monkeypatch.setattr(OxigraphEngine, "open", counted)
    used = Workspace(fresh.folder)
    assert used.report.quads > 100_000
    assert opened == []
    used.find("国立市", ["place"])
    used.routes("市長室", "一時保護", most=1)
    used.gaps("stages", places=["国立市"])
    assert opened == [fresh]


def test_workspaces_over_one_build_read_it_once(fresh: Home) -> None:
    first, second = Workspace(fresh.folder), Workspace(fresh.folder)
    assert second.engine is first.engine
    assert second.network is first.network
    assert second.names is first.names
    assert second.router.rulebook is first.router.rulebook


def test_a_build_that_changed_is_read_anew(fresh: Home) -> None:
    first = Workspace(fresh.folder)
    names = first.names
    (fresh.current() / "names.json.z").unlink()
    again = Workspace(fresh.folder)
    assert again.names is not names
    assert again.names.names == names.names


def test_a_build_is_let_go_of_with_its_last_workspace(fresh: Home) -> None:
    used = Workspace(fresh.folder)
    held = weakref.ref(used.guard)
    assert held() is not None
    del used
    gc.collect()
    assert held() is None


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
    absent = next(
        body.id for body in used.network.bodies.values() if body.sort == "expected" and body.modality == "may"
    )
    with pytest.raises(StructureProblem):
        used.what_if(absent)
