#!/usr/bin/env python3
"""Write the parts of the documentation that are made from the product itself.

docs/table-reference.md from graph/tables.yaml, docs/cli-reference.md from the help of every command,
docs/query-reference.md from the query catalogue, docs/practice.md from the rules of practice, the answers in
docs/worked-cases.md from tests/routes/golden, the table of documents in README.md from the tables, and the HTML
documentation of the vocabulary in docs/ontology (where pyLODE is usable); ontology/shapes-tables.ttl, what
graph/tables.yaml says as shapes; and how to cite and deposit the data,
from graph/dataset.yaml. With --check nothing is written, and the
exit code is 1 where a page is out of date.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from scripts.deposit import deposit_files
from scripts.markdown import COMMAND, MARK, code, grid
from scripts.table_reference import table_reference, vocabulary

from tsunagu.cli.main import make_cli
from tsunagu.graph.build import load_tables
from tsunagu.graph.references import MAY_BE_UNNAMED
from tsunagu.graph.rows import Row, Tables
from tsunagu.graph.schema import load_schema
from tsunagu.messages import LANGUAGES, Language, text
from tsunagu.ontology.documentation import DocumentationToolMissing, write_documentation
from tsunagu.ontology.table_shapes import table_shapes
from tsunagu.queries.catalogue import Catalogue, Query, load_catalogue
from tsunagu.referral.practice_page import practice_page

ROOT = Path(__file__).resolve().parent.parent
WIDTH = 100
STALE = 1
ONTOLOGY = ROOT / "docs" / "ontology"
SHAPES = ROOT / "ontology" / "shapes-tables.ttl"
FIGURES = ("indicators", "observations")
HEADS: dict[Language, tuple[str, ...]] = {
    "ja": ("文書", "種類", "施策・取組", "機関", "連携", "支援", "数値", "ID"),
    "en": ("document", "kind", "measures", "bodies", "linkages", "services", "figures", "id"),
}
KINDS: dict[str, dict[Language, str]] = {
    "plan": {"ja": "計画", "en": "plan"},
    "plan_excerpt": {"ja": "計画の抜粋", "en": "excerpt of a plan"},
    "plan_chapter": {"ja": "計画の1章", "en": "one chapter of a plan"},
    "review": {"ja": "点検評価報告書", "en": "yearly review"},
}
DRAFT: dict[Language, str] = {"ja": "（案）", "en": " (draft)"}


# ---- commands ----


def cli_reference() -> str:
    """Return docs/cli-reference.md."""
    lines = [
        MARK,
        "# コマンド一覧 / Command reference",
        "",
        "`tsunagu --help` と各コマンドの `--help` の内容です。",
        "終了コード：0 成功、1 答えなし・失敗、2 使い方や名前の誤り、3 表・規則・照合の誤り、4 秘匿のため中止、",
        "5 接続先の失敗、6 上限に達した（答えを打ち切ったか、検索を止めた）。",
        "",
        "The help of `tsunagu` and of each command. Exit codes: 0 success, 1 no answer or failure, 2 wrong use or",
        "unknown name, 3 tables, rules or verification, 4 stopped to keep a place secret, 5 endpoint,",
        "6 a limit was reached (the answer was cut, or the question stopped).",
        "",
    ]
    titles: dict[Language, str] = {"ja": "日本語", "en": "English"}
    for language in LANGUAGES:
        lines += [f"## {titles[language]}", ""]
        for name, shown in helps(make_cli(language), "tsunagu", None):
            lines += [f"### {name}", "", "```text", *(line.rstrip() for line in shown.splitlines()), "```", ""]
    return "\n".join(lines)


def helps(command: click.Command, name: str, parent: click.Context | None) -> Iterator[tuple[str, str]]:
    """Yield the help of a command and of its subcommands, at a fixed width."""
    word = name.rsplit(" ", 1)[-1]
    settings = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    with click.Context(command, info_name=word, parent=parent, **settings) as here:
        yield name, command.get_help(here)
        if isinstance(command, click.Group):
            for inner in command.list_commands(here):
                found = command.get_command(here, inner)
                if found:
                    yield from helps(found, f"{name} {inner}", here)


# ---- questions ----


def query_reference(catalogue: Catalogue) -> str:
    """Return docs/query-reference.md."""
    lines = [
        MARK,
        "# 質問の一覧 / Query reference",
        "",
        "`queries/` にある質問です。`tsunagu query ID` で答えが出ます。引数は `-p 名前=値` で指定します。",
        "",
        "The questions in `queries/`. `tsunagu query ID` answers one; `-p NAME=VALUE` sets a parameter.",
        "",
    ]
    themes: dict[str, list[Query]] = {}
    for query in catalogue.queries.values():
        themes.setdefault(query.theme, []).append(query)
    for theme, queries in sorted(themes.items()):
        lines += [f"## {theme}", ""]
        for query in queries:
            lines += [*query_section(query), ""]
    return "\n".join(lines)


def query_section(query: Query) -> Iterator[str]:
    """Yield the section of one question."""
    yield f"### {query.id}"
    yield ""
    for language in LANGUAGES:
        yield f"- **{query.title.of(language)}** {query.question.of(language)}"
    audience = " / ".join(text(f"audience-{query.audience}", language) for language in LANGUAGES)
    yield f"- 対象 / for: {audience}。ファイル / file: [{query.theme}/{query.path.name}]({link_to(query)})"
    if query.is_violation:
        yield "- 答えは空でなければなりません / must return nothing"
    if query.every_state:
        yield f"- {query.every_state.ja} / {query.every_state.en}"
    for parameter in query.parameters:
        listed = parameter.choices or parameter.asked
        choices = f"（{'、'.join(listed)}）" if listed else ""
        yield (
            f"- 引数 / parameter {code(parameter.name)} ({parameter.kind}): "
            f"{parameter.label.ja} / {parameter.label.en}{choices}"
        )
    yield ""
    rows = ((code(column.name), column.meaning.ja, column.meaning.en) for column in query.columns)
    yield from grid(("列 column", "意味", "meaning"), rows)


def link_to(query: Query) -> str:
    """Return the way from docs/ to the file of a question."""
    return f"../queries/{query.theme}/{query.path.name}"


# ---- README ----


def documents_table(tables: Tables, language: Language) -> str:
    """Return the table of documents with the number of rows of each."""
    rows = [document_row(tables, row, language) for row in tables.of("document")]
    return "\n".join(grid(HEADS[language], rows)) + "\n"


def document_row(tables: Tables, row: Row, language: Language) -> tuple[str, ...]:
    """Return one document with its counts."""
    kind = KINDS[row.text("kind")][language] + (DRAFT[language] if row.text("status") == "draft" else "")

    def count(*names: str) -> str:
        return str(sum(1 for name in names for _ in tables.of(name, row.document)))

    counts = (count("measures"), count("bodies"), count("linkages"), count("services"), count(*FIGURES))
    return row.text(f"title_{language}"), kind, *counts, code(row.document)


def with_block(page: str, name: str, block: str) -> str:
    """Return a page with the text between its marks `<!-- name -->` and `<!-- /name -->` replaced."""
    pattern = re.compile(rf"(<!-- {re.escape(name)} -->\n).*?(<!-- /{re.escape(name)} -->)", re.DOTALL)
    if not pattern.search(page):
        raise ValueError(f"no marks for {name}")
    return pattern.sub(lambda found: found[1] + "\n" + block + "\n" + found[2], page)


def readme(tables: Tables) -> str:
    """Return README.md with its tables of documents made anew."""
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    for language in LANGUAGES:
        page = with_block(page, f"documents-{language}", documents_table(tables, language))
    return page


# ---- worked cases ----


def worked_cases() -> str:
    """Return docs/worked-cases.md with the essence of every answer made anew.

    The answers come from `tests/routes/golden`, which `tests/routes/test_cases.py` compares with what the search says.
    """
    page = (ROOT / "docs" / "worked-cases.md").read_text(encoding="utf-8")
    for path in sorted((ROOT / "tests" / "routes" / "golden").glob("*.json")):
        held = json.loads(path.read_text(encoding="utf-8"))
        lines = ["```text", "$ " + held["command"], *(line.rstrip() for line in held["told"]["ja"]), "```"]
        page = with_block(page, f"case {held['case']}", "\n".join(lines))
    return page


# ---- all ----


def made_pages() -> dict[Path, str]:
    """Return every page this script makes, by path."""
    docs = ROOT / "docs"
    return {
        docs / "table-reference.md": table_reference(load_schema()),
        docs / "cli-reference.md": cli_reference(),
        docs / "query-reference.md": query_reference(load_catalogue()),
        docs / "worked-cases.md": worked_cases(),
        docs / "practice.md": MARK + practice_page(load_tables()),
        ROOT / "README.md": readme(load_tables()),
        **{ROOT / name: content for name, content in deposit_files().items()},
        SHAPES: table_shapes(load_schema(), vocabulary(), MAY_BE_UNNAMED, COMMAND),
    }


def stale_pages() -> list[Path]:
    """Return the pages that are not as this script would write them."""
    return [path for path, page in made_pages().items() if not path.is_file() or read(path) != page]


def read(path: Path) -> str:
    """Return a file's text, line ends as they are."""
    return path.read_bytes().decode("utf-8")


# ---- vocabulary ----


def words_of(page: str) -> list[str]:
    """Return the words of an HTML page in an order of their own; pyLODE lists domains in a new order each time."""
    return sorted(filter(None, (piece.strip() for piece in re.split(r"<[^>]+>", page))))


def stale_ontology(folder: Path = ONTOLOGY) -> dict[Path, bytes]:
    """Return the HTML pages of the vocabulary that say something else than they would now, with their new content.

    Raises `DocumentationToolMissing` where pyLODE is not installed or not usable.
    """
    with tempfile.TemporaryDirectory() as made:
        pages = {folder / path.name: path.read_bytes() for path in write_documentation(Path(made))}
    return {
        path: page
        for path, page in pages.items()
        if not path.is_file() or words_of(read(path)) != words_of(page.decode("utf-8"))
    }


def stale_with_ontology() -> dict[Path, bytes]:
    """Return every page that is out of date, with its new content; without pyLODE it leaves the vocabulary out."""
    pages = made_pages()
    stale = {path: pages[path].encode("utf-8") for path in stale_pages()}
    try:
        return {**stale, **stale_ontology()}
    except DocumentationToolMissing as error:
        sys.stderr.write(f"docs/ontology was not looked at: pyLODE is not usable {error.data}\n")
        return stale


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check the pages and say which."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 where a page is out of date")
    chosen = parser.parse_args(arguments)
    stale = stale_with_ontology()
    for path, page in stale.items():
        sys.stdout.write(f"{path.relative_to(ROOT)}{' is out of date' if chosen.check else ''}\n")
        if not chosen.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(page)
    return STALE if stale and chosen.check else 0


if __name__ == "__main__":
    sys.exit(main())
