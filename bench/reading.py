# ruff: noqa: E501 - rows of a measurement are read in one line
"""How well `tsunagu read` reads: drafts of the five source texts held against their reviewed tables, and PDFs against texts.

Each text is read as if new, with a gazetteer without what its own tables say. A drafted row counts as right where its
place in the text is that of a reviewed row and it says the same. Precision is the part of the drafted rows that are
right, recall the part of the reviewed rows that were drafted, F1 their harmonic mean. Run with `make bench`, or

    python bench/reading.py SOURCES [--pdf] [--errors N] [--pages N]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.pages import NO_VALUE, losses, size_and_speed
from tsunagu.drafting.bodies import key_of
from tsunagu.drafting.gazetteer import Gazetteer
from tsunagu.drafting.linkages import Linked
from tsunagu.drafting.model import Item
from tsunagu.drafting.reader import Reading
from tsunagu.drafting.tables import Drafter
from tsunagu.drafting.tags import Tagger
from tsunagu.graph.build import load_tables
from tsunagu.graph.rows import Row, Tables
from tsunagu.graph.text import Span, normal_form
from tsunagu.reading.door import read_file

KINDS = ("rows", "departments", "bodies", "laws", "figures", "linkage ends", "linkage ends and kind", "tags")
GOALS = {"rows": 0.97, "departments": 0.95, "bodies": 0.90, "laws": 0.95, "figures": 0.97, "linkage ends": 0.75}


@dataclass
class Score:
    """Rows of one kind: right ones, drafted ones, reviewed ones; by confidence, right ones and all."""

    right: int = 0
    drafted: int = 0
    reviewed: int = 0
    by_confidence: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Count another score in."""
        self.right += other.right
        self.drafted += other.drafted
        self.reviewed += other.reviewed
        for name, (right, every) in other.by_confidence.items():
            self.by_confidence[name][0] += right
            self.by_confidence[name][1] += every

    @property
    def figures(self) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        precision = self.right / self.drafted if self.drafted else 0.0
        recall = self.right / self.reviewed if self.reviewed else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if self.right else 0.0

    def judge(self, is_right: bool, confidence: str, told: str) -> None:
        """Count a drafted row."""
        self.drafted += 1
        self.right += is_right
        self.by_confidence[confidence][0] += is_right
        self.by_confidence[confidence][1] += 1
        if not is_right:
            self.wrong.append(told)


def spans_of(row: Row) -> list[Span]:
    """The places of a reviewed row."""
    return [span for span, _ in row.anchors()]


def meets(one: Span, other: Span) -> bool:
    """Tell whether two places share a character."""
    return one.start < other.end and other.start < one.end


class Comparison:
    """One document: what was read of it against its tables."""

    def __init__(self, tables: Tables, document: str, text: str) -> None:
        self.tables, self.document = tables, document
        self.gazetteer = Gazetteer(tables, document)
        self.reading = Reading(text, self.gazetteer)
        self.matched = dict(self._matches())
        self.rows = {key: item.row for key, item in self.matched.items()} | dict(self._sections())
        self.back = {drafted: key for key, drafted in self.rows.items()}

    def of(self, table: str) -> list[Row]:
        """The reviewed rows of a table."""
        return list(self.tables.of(table, self.document))

    def _matches(self) -> Iterator[tuple[str, Item]]:
        """Yield each reviewed measure with the drafted one at its place; each drafted one once."""
        free = list(self.reading.items)
        for row in self.of("measures"):
            spans = spans_of(row)
            item = next(
                (
                    measure
                    for measure in free
                    if any(meets(place, spans[0]) for place in (measure.title.span, *measure.parts))
                ),
                None,
            )
            if item:
                free.remove(item)
                yield row.key[0], item

    def _sections(self) -> Iterator[tuple[str, str]]:
        for row in self.of("sections"):
            spans = spans_of(row)
            for section in self.reading.sections:
                if spans and meets(section.span, spans[0]):
                    yield row.key[0], section.id
                    break

    def measures(self) -> Score:
        """Rows of measures."""
        score = Score(reviewed=len(self.of("measures")))
        found = {id(item) for item in self.matched.values()}
        for item in self.reading.items:
            score.judge(id(item) in found, item.title.confidence, item.title.text[:30])
        score.missed = [row.key[0] for row in self.of("measures") if row.key[0] not in self.matched]
        return score

    def departments(self) -> Score:
        """Who is in charge of which measure, by the printed name."""
        measures = {row.key[0] for row in self.of("measures")}
        wanted = Counter(
            (row.text("row"), normal_form(row.text("printed")))
            for row in self.of("responsibilities")
            if row.text("row") in measures
        )
        score = Score(reviewed=wanted.total())
        names = {item.row: key for key, item in self.matched.items()}
        for item in self.reading.items:
            for piece in item.departments:
                pair = names.get(item.row, "?"), normal_form(piece.text)
                score.judge(wanted[pair] > 0, piece.confidence, " ".join(pair))
                wanted[pair] -= 1 if wanted[pair] > 0 else 0
        score.missed = [" ".join(pair) for pair in wanted.elements()]
        return score

    def bodies(self) -> Score:
        """Bodies by name, each once."""
        places = self.reading.governments
        free = [
            {key_of(name, places) for name in (row.text("label_ja"), row.text("printed"), *row.texts("aliases"))}
            for row in self.of("bodies")
        ]
        score = Score(reviewed=len(free))
        for body in self.reading.bodies:
            hit = next((names for names in free if key_of(body.name, places) in names), None)
            score.judge(hit is not None, body.confidence, f"{body.name} ({body.rule})")
            if hit is not None:
                free.remove(hit)
        score.missed = [min(names, key=len) for names in free]
        return score

    def laws(self) -> Score:
        """Citations at their places: the same statute, or an ordinance or plan of the place."""
        free = self.of("law_citations")
        score = Score(reviewed=len(free))
        for citation in (citation for row, citation in self.reading.citations if row):
            hit = next(
                (
                    row
                    for row in free
                    if any(meets(citation.span, span) for span in spans_of(row)[:1])
                    and _same_law(citation.statute, row)
                ),
                None,
            )
            score.judge(hit is not None, citation.confidence, f"{citation.printed} ({citation.rule})")
            if hit:
                free.remove(hit)
        score.missed = [f"{row.text('printed')} {row.text('spans')}" for row in free]
        return score

    def figures(self) -> Score:
        """Values of indicators at their places, with their part: baseline, target or actual."""
        free = [
            row
            for row in self.of("indicators")
            if not NO_VALUE.fullmatch(row.text("value_printed")) and row.text("role") != "none"
        ]
        score = Score(reviewed=len(free))
        for figure in self.reading.figures:
            if figure.span is None or NO_VALUE.fullmatch(figure.printed):
                continue
            hit = next((row for row in free if row.text("role") == figure.role and any(meets(figure.span, span) for span in spans_of(row))
                        and normal_form(row.text("value_printed")) in normal_form(figure.printed)), None)  # fmt: skip
            score.judge(hit is not None, figure.confidence, f"{figure.name[:16]} {figure.role} {figure.printed}")
            if hit:
                free.remove(hit)
        score.missed = [f"{row.text('name_ja')[:16]} {row.text('role')} {row.text('value_printed')}" for row in free]
        return score

    @cached_property
    def _names(self) -> tuple[dict[str, str], dict[str, set[str]]]:
        """Names of drafted bodies and of reviewed ones, by id."""
        drafted = {identifier: normal_form(body.name) for identifier, body in self.reading.ids.values()}
        reviewed = {
            row.key[0]: {
                normal_form(name) for name in (row.text("label_ja"), row.text("printed"), *row.texts("aliases"))
            }
            for row in self.of("bodies")
        }
        return drafted, reviewed

    def has_ends(self, linked: Linked, row: Row) -> bool:
        """Tell whether a drafted linkage has both ends of a reviewed one."""
        return _same_end(linked.giver, "", row.text("from"), "", *self._names) and _same_end(
            linked.to.id, linked.to.printed, row.text("to"), row.text("to_printed"), *self._names
        )

    def linkages(self, with_kind: bool, drafted: Sequence[Linked] | None = None) -> Score:
        """Both ends in the same row, and the kind where asked."""
        free: dict[str, list[Row]] = defaultdict(list)
        for row in self.of("linkages"):
            free[row.text("row")].append(row)
        score = Score(reviewed=sum(map(len, free.values())))
        for linkage in self.reading.linkages if drafted is None else drafted:
            key = self.back.get(linkage.row, "?")
            hits = [row for row in free[key] if self.has_ends(linkage, row)]
            exact = [row for row in hits if row.text("kind") == linkage.kind]
            hit = next(iter(exact or ([] if with_kind else hits)), None)
            score.judge(hit is not None, linkage.confidence, f"{key} {linkage.to.printed} {linkage.kind}")
            if hit:
                free[key].remove(hit)
        score.missed = [
            f"{row.text('row')} {row.text('to_printed') or row.text('to')} {row.text('kind')}"
            for rows in free.values()
            for row in rows
        ]
        return score

    def tags(self) -> Score:
        """Concepts of every matched measure."""
        wanted: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for row in self.of("tags"):
            wanted[row.text("row")].add((row.text("scheme"), row.text("concept")))
        tagger, drafter = Tagger(self.gazetteer), Drafter(self.reading, self.document)
        score = Score(reviewed=sum(map(len, wanted.values())))
        for key, item in self.matched.items():
            for tag in tagger.tags(drafter.words(item)):
                score.judge((tag.scheme, tag.concept) in wanted[key], tag.confidence, tag.concept)
                wanted[key].discard((tag.scheme, tag.concept))
        score.missed = [concept for row in wanted.values() for _, concept in row]
        return score

    def scores(self) -> dict[str, Score]:
        """The score of each kind of row."""
        return {
            "rows": self.measures(), "departments": self.departments(), "bodies": self.bodies(), "laws": self.laws(),
            "figures": self.figures(), "linkage ends": self.linkages(False),
            "linkage ends and kind": self.linkages(True), "tags": self.tags(),
        }  # fmt: skip


def _same_law(statute: str, row: Row) -> bool:
    named = row.text("statute")
    return statute == named or (not statute and named.startswith("local_"))


def _same_end(
    drafted: str, said: str, reviewed: str, printed: str, names: dict[str, str], bodies: dict[str, set[str]]
) -> bool:
    if "unnamed" in (drafted, reviewed):
        drafted_text, reviewed_text = normal_form(said), normal_form(printed)
        return drafted == reviewed and (
            not drafted_text or not reviewed_text or drafted_text in reviewed_text or reviewed_text in drafted_text
        )
    return drafted == reviewed or (drafted in names and names[drafted] in bodies.get(reviewed, ()))


def line(name: str, score: Score) -> str:
    """One row of the table."""
    precision, recall, both = score.figures
    goal = f"{GOALS[name]:.2f}" if name in GOALS else "–"
    return f"| {name} | {score.reviewed} | {score.drafted} | {precision:.3f} | {recall:.3f} | {both:.3f} | {goal} |"


def compared(sources: Path, errors: int) -> dict[str, Score]:
    """Print the table of each document and of all, and what each confidence was worth; the pooled scores."""
    tables = load_tables()
    pooled = {kind: Score() for kind in KINDS}
    head = "| | reviewed | drafted | precision | recall | F1 | goal |\n|---|---|---|---|---|---|---|"
    for row in tables.of("document"):
        path = sources / row.text("file")
        if not path.is_file():
            continue
        began = time.perf_counter()
        scores = Comparison(tables, row.document, read_file(path).text).scores()
        print(f"\n{row.document} ({time.perf_counter() - began:.1f} s)\n{head}")
        for kind, score in scores.items():
            print(line(kind, score))
            pooled[kind].add(score)
        for kind, score in scores.items() if errors else ():
            print(f"  {kind}: missed {score.missed[:errors]}\n  {kind}: wrong {score.wrong[:errors]}")
    print(f"\nall documents\n{head}")
    for kind, score in pooled.items():
        print(line(kind, score))
    print("\n| confidence | rows | right |\n|---|---|---|")
    for name in ("sure", "likely", "doubtful"):
        right = sum(score.by_confidence[name][0] for kind, score in pooled.items() if kind != "linkage ends")
        every = sum(score.by_confidence[name][1] for kind, score in pooled.items() if kind != "linkage ends")
        print(f"| {name} | {every} | {right / every if every else 0:.3f} |")
    for kind, score in pooled.items():
        told = ", ".join(f"{name} {right}/{every}" for name, (right, every) in sorted(score.by_confidence.items()))
        print(f"  {kind}: {told}")
    return pooled


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", type=Path, nargs="?", default=Path("sources"))
    parser.add_argument("--pdf", action="store_true", help="also lay the texts out as PDFs and read these")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list the first N errors of each kind")
    parser.add_argument("--pages", type=int, default=0, metavar="N", help="time and memory of a PDF of N pages, alone")
    chosen = parser.parse_args(arguments)
    if not chosen.sources.is_dir():
        print(f"no source texts in {chosen.sources}: reading was not measured")
        return 0
    if chosen.pages:
        size_and_speed(chosen.sources, chosen.pages)
        return 0
    compared(chosen.sources, chosen.errors)
    if chosen.pdf:
        losses(chosen.sources)
    return 0


if __name__ == "__main__":
    sys.exit(main())
