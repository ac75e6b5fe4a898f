"""The documentation tells the truth: generated pages are fresh, examples run and answer as shown, links lead somewhere.

In a fence marked `console`, lines that begin with `$ ` are commands and the lines after them are their real output,
shortened: a line `…` stands for any lines, and a line that ends in `…` for a line that begins so. Japanese is the
language of the system where `--lang` does not say otherwise.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import click
import pytest
from scripts import canonical, make_docs
from scripts.markdown import COMMAND

from tests.conftest import ROOT
from tsunagu.cli.main import COMMANDS, make_cli, run
from tsunagu.cli.picture_command import KINDS as PICTURE_KINDS
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.graph.schema import load_schema
from tsunagu.ontology.documentation import DocumentationToolMissing
from tsunagu.queries.catalogue import load_catalogue
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.queries.parameters import fill

OWN_PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
DATA_FOLDERS = ("ontology", "graph", "queries", "viz", "bench")
UNTOLD = ("tests", "src", "docs", "scripts", "requirements")
# Long to run, or answering from somewhere else; their lines are parsed all the same.
NOT_RUN_HERE = frozenset(
    {"read", "review", "start", "serve", "publish", "build", "validate", "verify", "picture", "export", "register"}
)
LISTS = ("offices.csv", "窓口一覧.xlsx")
"""Published lists of a reader's own."""
# The name of the folder of source texts beside a checkout stands in the help of two commands.
ALLOWED_PATHS = ("../shared/sources",)
WORKPLACE = re.compile(
    r"/(work|tmp|root|mnt|opt|home|Users)/|\.\./shared|C:\\Users|\bLLM\b|\bchatbot\b|\bpromptly?\b", re.I
)
FENCE = re.compile(r"^(?P<indent> *)```(?P<kind>\w*)\n(?P<body>.*?)^ *```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!\\)\]\((?P<target>[^)\s]+)\)")
HEADING = re.compile(r"^#+ (?P<title>.+)$", re.MULTILINE)
ANYTHING = "…"
# A text of the reader's own in the examples.
OWN_TEXT = "my-plan.txt"
RAN = pytest.StashKey[dict[tuple[str, ...], tuple[int, str]]]()


def pages() -> list[Path]:
    """Every page of the documentation."""
    found = [ROOT / name for name in OWN_PAGES]
    found += sorted((ROOT / "docs").rglob("*.md"))
    return found + [path for name in DATA_FOLDERS if (path := ROOT / name / "README.md").is_file()]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def without_fences(text: str) -> str:
    return FENCE.sub("", text)


@dataclass(frozen=True)
class Example:
    """A command line of a page, and the output shown under it."""

    page: str
    line: str
    shown: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        """The arguments after `tsunagu`."""
        return shlex.split(self.line)[1:]

    def __str__(self) -> str:
        return f"{self.page}: {self.line}"


def examples(path: Path) -> Iterator[Example]:
    for fence in FENCE.finditer(path.read_text(encoding="utf-8")):
        lines = [line.removeprefix(fence["indent"]) for line in fence["body"].splitlines()]
        if fence["kind"] == "console":
            yield from console_examples(name_of(path), lines)
        elif fence["kind"] in ("sh", "bat", "text", ""):
            for line in lines:
                found = re.match(r"^\s*(?:\.venv/bin/)?(tsunagu( .+))$", line)
                if found and (fence["kind"] != "text" or found[2].split()[0] in (*COMMANDS, "--lang")):
                    yield Example(name_of(path), re.split(r" {2,}", found[1])[0], ())


def console_examples(page: str, lines: list[str]) -> Iterator[Example]:
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and not lines[end].startswith("$ "):
            end += 1
        if lines[at].startswith("$ tsunagu"):
            yield Example(page, lines[at][2:], tuple(line for line in lines[at + 1 : end] if line.strip()))
        at = end


ALL = [example for path in pages() for example in examples(path)]
SHOWN = [example for example in ALL if example.shown]


def saved_queries(folder: Path) -> None:
    """Save each SPARQL example under the name in its first line."""
    for path in pages():
        for fence in FENCE.finditer(path.read_text(encoding="utf-8")):
            first, _, _ = fence["body"].partition("\n")
            if fence["kind"] == "sparql" and (named := re.match(r"^# (\S+\.rq)$", first)):
                (folder / named[1]).write_text(fence["body"], encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder of a Japanese user with the built graph and a folder for a plan of their own."""
    folder = tmp_path / "desk"
    (folder / "my-plan").mkdir(parents=True)
    (folder / "registers" / "kenmin").mkdir(parents=True)
    for name in ("kaku-shi", "kaku-shi-2027"):
        (folder / name).mkdir()
    for name in ("my-plan.xlsx", "my-plan.zip", "kaku-shi.zip", "kaku-shi-review.xlsx"):
        (folder / name).touch()
    for name in LISTS:
        (folder / name).touch()
    saved_queries(folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TSUNAGU_HOME", str(home.folder))
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    monkeypatch.delenv("TSUNAGU_SOURCES", raising=False)
    return folder


# ---- generated pages ----


def test_generated_pages_are_up_to_date() -> None:
    stale = [name_of(path) for path in make_docs.stale_pages()]
    assert stale == [], f"run: {COMMAND}"


def test_pages_of_the_vocabulary_are_up_to_date() -> None:
    try:
        stale = [name_of(path) for path in make_docs.stale_ontology()]
    except DocumentationToolMissing as error:
        pytest.skip(f"pyLODE is not usable: {error.data}")
    assert stale == [], f"run: {COMMAND}"


def test_making_pages_again_changes_nothing() -> None:
    assert make_docs.made_pages() == make_docs.made_pages()


def test_every_table_column_command_and_question_is_told() -> None:
    made = make_docs.made_pages()
    tables, commands, queries = (made[ROOT / "docs" / f"{name}-reference.md"] for name in ("table", "cli", "query"))
    for table in load_schema().tables.values():
        assert f"### {table.name}.csv " in tables
    for name in make_cli("ja").list_commands(click.Context(make_cli("ja"))):
        assert commands.count(f"### tsunagu {name}\n") == 2
    for identifier in load_catalogue().queries:
        assert f"### {identifier}\n" in queries


def test_no_page_is_huge() -> None:
    huge = [name_of(path) for path in (ROOT / "docs").rglob("*") if path.is_file() and path.stat().st_size > 1_000_000]
    assert huge == []


# ---- commands ----


def parsed(words: list[str]) -> list[click.Context]:
    """Return the contexts of a command line, the group's first; click refuses what the real command refuses."""
    here = make_cli("ja").make_context("tsunagu", list(words))
    found = [here]
    while isinstance(here.command, click.Group):
        rest = [*getattr(here, "_protected_args", []), *here.args]
        name, command, rest = here.command.resolve_command(here, rest)
        assert command is not None
        here = command.make_context(name, rest, parent=here)
        found.append(here)
    return found


def test_there_are_examples() -> None:
    assert len(ALL) > 60
    assert len(SHOWN) > 12


@pytest.mark.parametrize("example", ALL, ids=str)
def test_every_command_line_parses(example: Example, desk: Path) -> None:
    if not example.words:
        return
    try:
        parsed(example.words)
    except click.exceptions.Exit as leave:  # --help and --version
        assert leave.exit_code == 0


@pytest.mark.parametrize("example", ALL, ids=str)
def test_every_id_named_is_there(example: Example, desk: Path, engine: OxigraphEngine, iris: Iris) -> None:
    words = example.words
    command = words[2] if words[:1] == ["--lang"] and len(words) > 2 else (words or [""])[0]
    if command == "query" and "ID" not in words:
        given = parsed(words)[-1].params
        values = dict(item.split("=", 1) for item in given["param"])
        text = fill(load_catalogue().get(given["identifier"]), values, iris)
        for value in values.values():
            if "/" in value:
                assert engine.select(f"ASK {{ <{iris.base}{value}> ?p ?o }}").rows == (("true",),), value
        if values:
            assert engine.select(text).rows, "the answer is empty"
    if command in ("picture", "locate") and len(words) > words.index(command) + 1:
        document = words[words.index(command) + 1]
        if document in PICTURE_KINDS:
            return
        if not document.startswith("-") and document != OWN_TEXT:
            assert engine.select(f"ASK {{ <{iris.base}document/{document}> ?p ?o }}").rows == (("true",),)


@pytest.fixture
def ran(
    desk: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> Callable[[list[str]], tuple[int, str]]:
    """Exit code and output of a command line; one that stands in several places is run once."""
    held: dict[tuple[str, ...], tuple[int, str]] = request.config.stash.setdefault(RAN, {})

    def answer(words: list[str]) -> tuple[int, str]:
        if tuple(words) not in held:
            given = words
            if "locate" in words:
                (desk / OWN_TEXT).write_text("市役所の相談窓口\n", encoding="utf-8")
                given = with_sources(words, request)
            code = run(given)
            printed = capsys.readouterr()
            held[tuple(words)] = code, printed.err + printed.out
        return held[tuple(words)]

    return answer


@pytest.mark.parametrize("example", ALL, ids=str)
def test_cheap_commands_succeed(example: Example, ran: Callable[[list[str]], tuple[int, str]]) -> None:
    words = example.words
    names = {word for word in words if not word.startswith("-")}
    elsewhere = {"--endpoint", "--help", "--ask", "--editions", "my-question.rq"}
    if not words or names & NOT_RUN_HERE or elsewhere & set(words):
        return
    assert ran(words)[0] in ((0, 1) if "route" in names else (0,))


def with_sources(words: list[str], request: pytest.FixtureRequest) -> list[str]:
    """Return a command line that names the folder of source texts where it really is."""
    if "--sources" not in words:
        return words
    sources: Path = request.getfixturevalue("sources")
    at = words.index("--sources") + 1
    return [*words[:at], str(sources), *words[at + 1 :]]


@pytest.mark.parametrize("example", SHOWN, ids=str)
def test_output_is_as_shown(example: Example, ran: Callable[[list[str]], tuple[int, str]]) -> None:
    real = [squeezed(line) for line in ran(example.words)[1].splitlines()]
    at = 0
    for line in example.shown:
        if line.strip() == ANYTHING:
            continue
        wanted = squeezed(line)
        places = [n for n in range(at, len(real)) if fits(wanted, real[n])]
        assert places, f"{example}\nshown, but not printed (any more):\n{line}"
        at = places[0] + 1


def squeezed(line: str) -> str:
    return " ".join(line.split())


def fits(wanted: str, real: str) -> bool:
    return real.startswith(wanted[:-1].rstrip()) if wanted.endswith(ANYTHING) else real == wanted


def test_matching_refuses_what_was_not_printed() -> None:
    assert fits("a b", "a b")
    assert fits("a …", "a b")
    assert not fits("a", "a b")
    assert not fits("b …", "a b")


# ---- links and names ----


def anchors(path: Path) -> set[str]:
    """Return the anchors a Markdown page offers, as GitHub makes them."""
    titles = HEADING.findall(without_fences(path.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("path", pages(), ids=name_of)
def test_every_relative_link_leads_somewhere(path: Path) -> None:
    broken = []
    for found in LINK.finditer(without_fences(path.read_text(encoding="utf-8"))):
        target, _, anchor = unquote(found["target"]).partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        place = (path.parent / target).resolve() if target else path
        if not place.exists() or (anchor and place.suffix == ".md" and anchor not in anchors(place)):
            broken.append(found["target"])
    assert broken == []


@pytest.mark.parametrize("name", DATA_FOLDERS)
def test_every_folder_people_edit_has_a_readme(name: str) -> None:
    text = (ROOT / name / "README.md").read_text(encoding="utf-8")
    assert "tsunagu." in text, "says which module reads it"
    assert "Who edits it" in text or "誰が" in text


def test_every_other_folder_stands_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in (*DATA_FOLDERS, *UNTOLD):
        assert (ROOT / name).is_dir()
        assert f"[{name}]" in text or f"`{name}" in text, name


@pytest.mark.parametrize("path", pages(), ids=name_of)
def test_no_page_speaks_of_a_workplace(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for allowed in ALLOWED_PATHS:
        text = text.replace(allowed, "")
    assert WORKPLACE.search(text) is None


def test_decisions_are_numbered_and_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    names = sorted(path.name for path in folder.glob("0*.md"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    listed = (folder / "README.md").read_text(encoding="utf-8")
    for name in names:
        assert f"]({name})" in listed
        text = (folder / name).read_text(encoding="utf-8")
        assert text.startswith(f"# {name[:4]} ")
        assert all(f"\n## {part}\n" in text for part in ("Context", "Decision", "Consequences")), name


def test_modules_named_in_decisions_are_there() -> None:
    for path in sorted((ROOT / "docs" / "decisions").glob("0*.md")):
        for name in re.findall(r"`(tsunagu(?:\.\w+)+)`", path.read_text(encoding="utf-8")):
            parts = name.split(".")
            places = [ROOT / "src" / Path(*parts[:length]) for length in range(len(parts), 1, -1)]
            assert any(place.is_dir() or place.with_suffix(".py").is_file() for place in places), f"{path.name}: {name}"


# ---- scripts the documentation names ----


def test_shipped_tables_are_canonical(capsys: pytest.CaptureFixture[str]) -> None:
    code = canonical.main(["--check"])
    assert code == 0, f"run: python scripts/canonical.py\n{capsys.readouterr()}"


def test_canonical_mends_what_excel_did(tmp_path: Path) -> None:
    folder = tmp_path / "graph" / "kunitachi-gender"
    shutil.copytree(ROOT / "graph" / "kunitachi-gender", folder)
    path = folder / "sections.csv"
    original = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + original.replace(b"\n", b"\r\n") + b",,,,\r\n")
    arguments = ["--graph", str(tmp_path / "graph")]
    assert canonical.main(["--check", *arguments]) == canonical.NOT_CANONICAL
    assert canonical.main(arguments) == 0
    assert path.read_bytes() == original


def test_canonical_leaves_alone_what_it_does_not_understand(tmp_path: Path) -> None:
    folder = tmp_path / "graph" / "kunitachi-gender"
    folder.mkdir(parents=True)
    for name, raw in (("sections.csv", b"id,colour\n1,red\n"), ("bodies.csv", "id\n課".encode("cp932"))):
        (folder / name).write_bytes(raw)
        assert canonical.main(["--graph", str(tmp_path / "graph")]) == canonical.NOT_MENDED
        assert (folder / name).read_bytes() == raw


def test_scripts_named_in_the_documentation_are_there() -> None:
    for path in pages():
        for name in re.findall(r"scripts/\w+\.(?:py|sh)", path.read_text(encoding="utf-8")):
            assert (ROOT / name).is_file(), f"{name_of(path)}: {name}"
            assert os.access(ROOT / name, os.R_OK)
