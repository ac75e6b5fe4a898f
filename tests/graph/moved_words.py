"""Words of facts pointed at another place of the same words in the text: how many does `verify` notice?

`python -m tests.graph.moved_words SOURCES` prints the figures that docs/data-guide.md gives.
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tsunagu.graph.build import load_tables
from tsunagu.graph.nearness import UNTIED
from tsunagu.graph.rows import Row, Tables
from tsunagu.graph.text import SourceText, Span
from tsunagu.graph.verify import VerifyReport, check_document

BY_PLACE = frozenset({"verify-place", "verify-order", "verify-same-span", "verify-cut"})
"""What is told since words must stand within their row; without these, only that they stand in the text is checked."""


@dataclass(frozen=True)
class Moved:
    """A fact of which one anchor points at other words than the table says, and whether that is noticed."""

    fact: Row
    anchor: str
    noticed: bool
    noticed_by_words_alone: bool


class Mover:
    """The source texts, read once, and every other place of a word in them."""

    def __init__(self, tables: Tables, sources: Path) -> None:
        self._tables = tables
        self._sources = sources
        self.places = cache(self._places)

    @cache  # noqa: B019 - lives as long as the test
    def text(self, document: str) -> SourceText:
        """The text of a document."""
        row = next(self._tables.of("document", document))
        return SourceText((self._sources / row.text("file")).read_bytes().decode())

    def _places(self, document: str, word: str) -> list[Span]:
        return self.text(document).find_all(word)

    def move(self, facts: Iterable[Row], chance: random.Random | None = None) -> Iterator[Moved]:
        """Move one anchor of each fact to the first other place of its words, or to any; what stands once is left.

        Of one row of a plan only one fact is moved at a time, and of a document one heading, so that what is told can
        be put down to it.
        """
        waiting: dict[tuple[str, str], list[tuple[Row, Row, str]]] = defaultdict(list)
        for fact in facts:
            if moved := self._moved(fact, chance):
                heading = fact.table.name in ("sections", "measures")
                waiting[fact.document, "" if heading else fact.text("row")].append((fact, *moved))
        while waiting:
            batch = [held.pop() for held in waiting.values()]
            waiting = defaultdict(list, {row: held for row, held in waiting.items() if held})
            yield from self._judged(batch)

    def _moved(self, fact: Row, chance: random.Random | None) -> tuple[Row, str] | None:
        anchors = fact.anchors()
        found = []
        for index, (span, word) in enumerate(anchors):
            others = [place for place in self.places(fact.document, word) if place.start != span.start]
            found += [(index, place, word) for place in (others if chance else others[:1])]
        if not found:
            return None
        index, place, word = chance.choice(found) if chance else found[0]
        spans = [place if at == index else span for at, (span, _) in enumerate(anchors)]
        return replace(fact, values={**fact.values, "spans": ("；".join(map(str, spans)),)}), word

    def _judged(self, batch: Sequence[tuple[Row, Row, str]]) -> Iterator[Moved]:
        swapped = {(fact.file, fact.line): moved for fact, moved, _ in batch}
        tables = Tables(
            tuple(swapped.get((row.file, row.line), row) for row in self._tables.rows), self._tables.documents
        )
        report = VerifyReport()
        for document in {fact.document for fact, _, _ in batch}:
            check_document(tables, document, self.text(document), report)
        rows = {(row.file, row.line): row for row in self._tables.rows}
        told: dict[tuple[str, str], set[str]] = defaultdict(set)
        for failure in report.failures:
            row = rows[failure.file, failure.line]
            told[row.document, row.text("row") or row.key[0]].add(failure.reason)
            told[row.document, ""].add(failure.reason)
        for fact, _, word in batch:
            reasons = told[fact.document, fact.text("row")]
            yield Moved(fact, word, bool(reasons), bool(reasons - BY_PLACE))


def tied_facts(tables: Tables, name: str | None = None) -> list[Row]:
    """The facts of documents that belong to a row of the plan, of one table where named."""
    return [
        row
        for row in tables.rows
        if row.table.folder == "document"
        and "spans" in row.table.columns
        and row.table.name not in UNTIED
        and (row.text("row") if "row" in row.table.columns else row.table.name in ("sections", "measures"))
        and name in (None, row.table.name)
    ]


def main() -> None:
    """Print, of each table, how many moved facts were noticed by the words alone and by their place as well."""
    tables = load_tables()
    mover = Mover(tables, Path(sys.argv[1]))
    for title, chance in (("first other place", None), ("any other place", random.Random(8))):
        moved, words, noticed = Counter[str](), Counter[str](), Counter[str]()
        for found in mover.move(tied_facts(tables), chance):
            moved[found.fact.table.name] += 1
            words[found.fact.table.name] += found.noticed_by_words_alone
            noticed[found.fact.table.name] += found.noticed
        print(title, "moved", moved.total(), "by words", words.total(), "by place", noticed.total())
        for name, count in moved.most_common():
            print(f"  {name:16} {count:5} {words[name]:5} {noticed[name]:5}")


if __name__ == "__main__":
    main()
