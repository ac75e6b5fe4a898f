"""What passes the door is built, and every output is written and read: no word of a secret place stands in any."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.disclosure.smuggled_facts import invented
from tests.disclosure.smuggling import ELSEWHERE, PLACE, Fact, leaked, shown_words
from tests.shared import small_law
from tsunagu.cli.main import run
from tsunagu.exports.forms import EXPORT_FORMATS, files_of
from tsunagu.graph.build import build
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.graph.refusals import refusals
from tsunagu.graph.rows import Row, Tables
from tsunagu.graph.schema import load_schema
from tsunagu.graph.text import ANCHOR_LIMIT
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.queries.catalogue import load_catalogue
from tsunagu.queries.description import Describer
from tsunagu.queries.engines import OxigraphEngine

COUNT, SEED = 400, 7
IRIS = Iris()


class Built:
    """A home built from invented facts beside the law, and where its outputs go."""

    def __init__(self, folder: Path, japan: list[Row]) -> None:
        inventor, base = invented(COUNT, SEED)
        read = (fact for fact in inventor.facts if not fact.unreadable)
        facts = [fact for fact in read if all(row.document == "mihon" for row in fact.rows)]
        told = {(row.file, row.line) for row in refusals(Tables((*japan, *base.rows, *_rows(facts)), ("mihon",)))}
        self.facts = [fact for fact in facts if not any((row.file, row.line) in told for row in fact.rows)]
        graph = folder / "graph"
        small_law(graph / "japan", "130001", PLACE, *ELSEWHERE)
        write_tables(graph / "mihon", [*base.rows, *_rows(self.facts)])
        self.home = Home(folder / "home")
        build(self.home, graph=graph)
        self.out = folder / "out"
        self.out.mkdir()


def _rows(facts: list[Fact]) -> list[Row]:
    return [row for fact in facts for row in fact.rows]


def write_tables(folder: Path, rows: list[Row]) -> None:
    """Write rows as the tables of a document."""
    folder.mkdir(parents=True)
    by_table: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_table[row.table.name].append(row)
    for name, listed in by_table.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            columns = load_schema().tables[name].columns
            writer.writerow(columns)
            writer.writerows([[_cell(row, column) for column in columns] for row in listed])


def _cell(row: Row, column: str) -> str:
    texts = (str(value).lower() if isinstance(value, bool) else str(value) for value in row.values.get(column, ()))
    return "；".join(texts)[: ANCHOR_LIMIT if column == "anchors" else None]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, tables: Tables) -> Built:
    """One build for every output."""
    return Built(tmp_path_factory.mktemp("smuggled"), [row for row in tables.rows if row.table.folder == "japan"])


def _refuse(text: str, built: Built, where: str) -> None:
    found = leaked(text, built.facts)
    assert not found, f"{where}: " + "\n".join(line for fact in found[:5] for line in shown_words(fact))


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    """Every file below a path as text, workbooks and other archives unpacked."""
    for file in sorted(path.rglob("*") if path.is_dir() else [path]):
        if file.is_file():
            raw = file.read_bytes()
            if zipfile.is_zipfile(io.BytesIO(raw)):
                with zipfile.ZipFile(io.BytesIO(raw)) as archive:
                    raw = b"\n".join(archive.read(name) for name in archive.namelist())
            yield file.name, raw.decode("utf-8", errors="replace")


def test_hundreds_of_facts_are_built(built: Built) -> None:
    assert len(built.facts) > 60


def test_store_and_report_of_the_build(built: Built) -> None:
    for name, text in _texts(built.home.current()):
        if not name.endswith((".sst", ".log")):
            _refuse(text, built, name)


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_exports(built: Built, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    target = built.out / f"all.{form}"
    monkeypatch.setenv("TSUNAGU_HOME", str(built.home.folder))
    assert run(["export", form, "-o", str(target)]) == 0
    for path in files_of(form, target):  # type: ignore[arg-type]
        for name, text in _texts(path):
            _refuse(text, built, name)


def test_answers_to_every_question(built: Built) -> None:
    engine = OxigraphEngine.open(built.home)
    for query in load_catalogue().queries.values():
        answer = engine.select(query.text)
        _refuse("\n".join(" ".join(map(str, row)) for row in answer.rows), built, query.id)


def test_everything_known_about_each_body(built: Built) -> None:
    engine = OxigraphEngine.open(built.home)
    found = engine.select("SELECT DISTINCT ?b WHERE { GRAPH ?g { ?b a <https://w3id.org/tsunagu/ns#Body> } }").rows
    closed = [row[0] for row in found if "-closed-" in row[0]]
    assert len(closed) > 30
    for language in ("ja", "en"):
        describer = Describer(BuiltGraph(engine, IRIS), language)
        for body in closed[:40]:
            described = describer.describe(body)
            _refuse(repr(described) + repr(describer.sources(body)), built, body)


@pytest.mark.parametrize(
    "words",
    [
        ("route", "--place", "国立市", "--function", "temp-protection", "--format", "json"),
        ("route", "--place", "国立市", "--need", "dv", "--format", "html", "-o", "route.html"),
        ("gaps", "all", "--format", "json"),
        ("report", "国立市", "-o", "report"),
        ("picture", "document", "mihon", "-o", "document.html"),
        ("picture", "place", "国立市", "-o", "place.html"),
        ("structure", "--format", "json"),
    ],
    ids=lambda words: f"{words[0]} {words[-1]}",
)
def test_routes_gaps_reports_and_pictures(
    built: Built, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TSUNAGU_HOME", str(built.home.folder))
    monkeypatch.chdir(built.out)
    code = run(["--lang", "ja", *words])
    shown = capsys.readouterr()
    assert code in (0, 1), shown.err
    _refuse(shown.out + shown.err, built, words[0])
    if "-o" in words:
        for name, text in _texts(built.out / words[words.index("-o") + 1]):
            _refuse(text, built, name)
