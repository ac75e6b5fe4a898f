"""The build: same bytes for the same tables, put in place whole or not at all."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from tests.graph.test_table_reader import rewrite
from tsunagu.errors import ShapesViolated, StoreProblem, TablesInvalid
from tsunagu.graph.build import build, load_tables, read_report
from tsunagu.graph.dataset import build_quads, to_nquads
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.graph.rows import Tables
from tsunagu.graph.sources import quads_of
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.writing import write_bytes

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


@pytest.fixture
def made(small_built: Path, graph_copy: Path, tmp_path: Path) -> Home:
    """A home over `graph_copy` as it is, of the test's own."""
    shutil.copytree(small_built / "home", tmp_path / "home")
    return Home(tmp_path / "home")


def revision(home: Home) -> str:
    return read_report(home).revision


def test_store_holds_every_quad(home: Home, engine: OxigraphEngine) -> None:
    report = read_report(home)
    found = engine.select("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }").rows[0][0]
    assert int(found) == report.quads
    lines = (home.current() / "dataset.nq").read_bytes().count(b"\n")
    assert lines == report.quads


def test_same_tables_give_the_same_bytes(tables: Tables, home: Home) -> None:
    again = to_nquads(build_quads(tables, Iris())).splitlines()
    lines = (home.current() / "dataset.nq").read_bytes().splitlines()
    assert sorted(lines[: len(again)]) == sorted(again), "made part by part, it is what is made of everything together"


def test_bytes_do_not_depend_on_the_order_of_rows(graph_copy: Path) -> None:
    read = load_tables(graph_copy)
    turned = Tables(tuple(reversed(read.rows)), read.documents)
    first = to_nquads(build_quads(read, Iris()))
    assert first == to_nquads(build_quads(turned, Iris()))
    assert first.count(b"\n") > 10_000


def test_bytes_do_not_depend_on_hash_seed(home: Home, graph_copy: Path) -> None:
    code = (
        "import sys, hashlib; from pathlib import Path; from tsunagu.graph.build import load_tables;"
        "from tsunagu.graph.dataset import build_quads, to_nquads; from tsunagu.graph.iris import Iris;"
        "print(hashlib.sha256(to_nquads(build_quads(load_tables(Path(sys.argv[1])), Iris()))).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code, str(graph_copy)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


OWN = ("japan", "inferred", "vocabulary", "about", "findings")
"""Graphs of no document and no register."""


def test_one_graph_per_document_and_register_and_for_law_inference_vocabulary(
    home: Home, tables: Tables, iris: Iris
) -> None:
    quads = parse((home.current() / "dataset.nq").read_bytes(), format=RdfFormat.N_QUADS)
    graphs = {quad.graph_name.value for quad in quads if hasattr(quad.graph_name, "value")}
    registers = [row.document for row in tables.of("register")]
    assert registers == ["kurashi-shien-navi"]
    assert graphs == {iris.graph(name) for name in (*tables.documents, *registers, *OWN)}


def test_rows_never_share_an_identifier(tables: Tables, iris: Iris) -> None:
    from tsunagu.graph.mapping import Mapper  # noqa: PLC0415

    mapper, seen = Mapper(tables, iris), dict[str, tuple[str, ...]]()
    for row in tables.rows:
        name = row.table.name if row.table.name != "bodies" else f"bodies {row.document}"
        if row.table.rdf_class:
            key = (name, *row.key)
            subject = f"{mapper.subject(row).value} {name if name.startswith('bodies') else ''}"
            assert seen.setdefault(subject, key) == key, f"{row.file}:{row.line}"


def test_base_is_configurable(graph_copy: Path, tmp_path: Path) -> None:
    made = Home(tmp_path / "home")
    base = "https://city.example.jp/graph/"
    build(made, graph=graph_copy, iris=Iris(base))
    text = (made.current() / "dataset.nq").read_text(encoding="utf-8")
    assert base in text
    assert "w3id.org/tsunagu" not in text


def test_bad_table_leaves_the_old_store(graph_copy: Path, made: Home) -> None:
    before = revision(made)
    rewrite(graph_copy / "kunitachi-gender/measures.csv", {(2, "section"): "s99"})
    with pytest.raises(TablesInvalid):
        build(made, graph=graph_copy)
    assert revision(made) == before
    assert OxigraphEngine.open(made).select(COUNT).rows


def test_broken_shape_leaves_the_old_store(graph_copy: Path, made: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    before = revision(made)
    rewrite(graph_copy / "kunitachi-gender/measures.csv", {(2, "summary_ja"): "別の要約"})

    def without_labels(name: str, tables: Tables, iris: Iris) -> list[Quad]:
        said = quads_of(name, tables, iris)
        return [quad for quad in said if not quad.predicate.value.endswith("rdf-schema#label")]

    monkeypatch.setattr("tsunagu.graph.assembling.quads_of", without_labels)
    with pytest.raises(ShapesViolated):
        build(made, graph=graph_copy)
    assert revision(made) == before


def test_leaking_table_leaves_the_old_store(graph_copy: Path, made: Home) -> None:
    before = revision(made)
    change = {(2, "disclosure"): "confidential", (2, "address"): "どこか1-2-3"}
    rewrite(graph_copy / "kunitachi-gender/bodies.csv", change)
    with pytest.raises(TablesInvalid):
        build(made, graph=graph_copy)
    assert revision(made) == before


def test_no_store_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(StoreProblem) as caught:
        Home(tmp_path).current()
    assert caught.value.key == "store-missing"


KILLED = """
import os, signal, sys
from pathlib import Path
from tsunagu.graph.build import build
from tsunagu.graph.home import Home
def progress(step):
    if step == sys.argv[3]:
        print("there", flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
build(Home(Path(sys.argv[1])), graph=Path(sys.argv[2]), progress=progress)
"""


@pytest.mark.parametrize("step", ["store", "write"])
def test_a_kill_in_mid_build_loses_nothing(graph_copy: Path, made: Home, step: str) -> None:
    before = revision(made)
    rewrite(graph_copy / "kunitachi-gender/measures.csv", {(2, "summary_ja"): "別の要約"})
    command = [sys.executable, "-c", KILLED, str(made.folder), str(graph_copy), step]
    killed = subprocess.run(command, capture_output=True, text=True, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert "there" in killed.stdout
    assert revision(made) == before
    assert OxigraphEngine.open(made).select(COUNT).rows
    assert list(made.folder.glob("unfinished-*"))
    build(made, graph=graph_copy)
    assert revision(made) != before
    assert not list(made.folder.glob("unfinished-*"))


FULL = """
import resource, signal, sys
from pathlib import Path
from tsunagu.errors import StoreProblem
from tsunagu.graph.build import build
from tsunagu.graph.home import Home
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    build(Home(Path(sys.argv[1])), graph=Path(sys.argv[2]))
except StoreProblem as error:
    print(error.key)
"""


def test_a_full_disk_is_a_clear_error_and_loses_nothing(graph_copy: Path, made: Home) -> None:
    before = revision(made)
    rewrite(graph_copy / "kunitachi-gender/measures.csv", {(2, "summary_ja"): "別の要約"})
    command = [sys.executable, "-c", FULL, str(made.folder), str(graph_copy)]
    full = subprocess.run(command, capture_output=True, text=True, check=False)
    assert full.stdout.strip() == "cannot-write", full.stderr
    assert revision(made) == before
    assert not list(made.folder.glob("unfinished-*"))


def test_writing_is_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "answer.csv"
    target.write_text("old", encoding="utf-8")

    def fails(self: Path, other: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(StoreProblem):
        write_bytes(target, b"new")
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["answer.csv"]


def test_readers_keep_the_old_store_while_a_new_one_is_built(graph_copy: Path, made: Home) -> None:
    reader = OxigraphEngine.open(made)
    count = reader.select(COUNT)
    rewrite(graph_copy / "kunitachi-gender/measures.csv", {(2, "summary_ja"): "別の要約"})
    build(made, graph=graph_copy)
    assert reader.select(COUNT) == count


def test_a_document_of_ones_own_is_added(graph_copy: Path, made: Home, tmp_path: Path) -> None:
    own = tmp_path / "my-plan"
    shutil.move(str(graph_copy / "kunitachi-gender"), own)
    rewrite(own / "document.csv", {(2, "id"): "my-plan"})
    report = build(made, graph=graph_copy, extra=[own])
    assert report.counts["my-plan"]["measures"] == 69
