"""Learn the weights by which proposed linkages are weighed (`graph/linkage_weights.csv`) from the reviewed documents.

A proposal is right where its two ends stand in the reviewed linkages of its row. Logistic regressions with an L2
penalty, by Newton's method, on features that two documents at least have; for each document the weights of the others
alone are learnt too. The least probability of a draft is half the best F1 on documents that were left out in turn,
which is where F1 is greatest if probabilities mean what they say (Lipton, Elkan and Naryanaswamy 2014). Prints
precision, recall and F1 of each document under weights and limits that never saw it. Run with

    python bench/learn_linkages.py SOURCES [--write]
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.reading import Comparison, Score
from tsunagu.drafting.linkages import Linked
from tsunagu.drafting.proposals import Proposal
from tsunagu.drafting.weighing import ALL, FILE, LIMIT, PAIR, PARTY, Weights, best
from tsunagu.graph.build import load_tables
from tsunagu.graph.rows import Row
from tsunagu.graph.text import Span
from tsunagu.reading.door import read_file
from tsunagu.writing import write_text

FEWEST, FEWEST_DOCUMENTS = 3, 2
"""How often a feature must be seen to get a weight, and in how many documents."""
PENALTY = 10.0
STEPS = 15
LIMITS = np.arange(0.10, 0.90, 0.02)
LIKELY = 0.87
"""The part of likely drafts that must be right in the documents left out; four of five are promised."""
Example = tuple[tuple[str, ...], bool]
Group = Sequence[Example]


@dataclass
class Document:
    """A document with its proposals, and what the reviewed linkages say of them."""

    name: str
    compared: Comparison

    @cached_property
    def proposals(self) -> list[Proposal]:
        """Every proposal."""
        return list(self.compared.reading.proposals)

    @cached_property
    def answers(self) -> list[bool | None]:
        """Whether each proposal is right; None where the row says so in another place, and nothing is learnt of it."""
        near = [set(self._rows(proposal, near=True)) for proposal in self.proposals]
        placed = set().union(*near)
        found: list[bool | None] = []
        for proposal, rows in zip(self.proposals, near, strict=True):
            anywhere = set(self._rows(proposal, near=False))
            found.append(True if rows or anywhere - placed else None if anywhere else False)
        return found

    def _rows(self, proposal: Proposal, near: bool) -> Iterable[str]:
        """The ids of the reviewed linkages a proposal is right by; `near` asks for the same clause."""
        linked = proposal.linked
        for row in self._by_row.get(self.compared.back.get(linked.row, "?"), ()):
            if self.compared.has_ends(linked, row) and (not near or _meets(self._place(proposal), row)):
                yield row.key[0]

    @cached_property
    def _by_row(self) -> Mapping[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.compared.of("linkages"):
            found.setdefault(row.text("row"), []).append(row)
        return found

    def _place(self, proposal: Proposal) -> Span:
        """The clause a linkage was read in."""
        flat = self.compared.reading.flat
        at = flat.place(proposal.mention.start)
        begins = max(flat.flat.rfind(sign, 0, at) for sign in "。\n\t") + 1
        ends = min(end for sign in "。\n\t" if (end := flat.flat.find(sign, at)) >= 0)
        return flat.span(begins, max(ends, begins + 1))

    @cached_property
    def examples(self) -> tuple[list[Example], list[Example]]:
        """What is learnt from: is each mention a party of any linkage; is each pair of such a one right."""
        mentions: dict[tuple[str, Span, str], list[int]] = {}
        for at, proposal in enumerate(self.proposals):
            if proposal.is_outright:
                continue
            key = proposal.linked.row, proposal.mention, proposal.linked.layer
            mentions.setdefault(key, []).append(at)
        party: list[Example] = []
        pair: list[Example] = []
        for places in mentions.values():
            answers = [self.answers[at] for at in places]
            if any(answers):
                pair += [
                    (self.proposals[at].pair, bool(self.answers[at])) for at in places if self.answers[at] is not None
                ]
            if any(answers) or None not in answers:
                party.append((self.proposals[places[0]].party, any(answers)))
        return party, pair


def _meets(place: Span, row: Row) -> bool:
    return any(span.start < place.end + 5 and place.start - 5 < span.end for span, _ in row.anchors())


def _shared(groups: Sequence[Group]) -> list[str]:
    """The features that are seen often enough, and in documents enough."""
    counts = [Counter(feature for features, _ in group for feature in set(features)) for group in groups]
    every = sum(counts, Counter[str]())
    least = min(FEWEST_DOCUMENTS, len(groups))
    return sorted(
        name for name, count in every.items() if count >= FEWEST and sum(name in one for one in counts) >= least
    )


def fitted(groups: Sequence[Group], penalty: float) -> dict[str, float]:
    """The weights of a logistic regression on the examples of documents; O(examples · features²) a step."""
    names = _shared(groups)
    at = {name: column for column, name in enumerate(names)}
    examples = [example for group in groups for example in group]
    given = np.zeros((len(examples), len(names)))
    for row, (features, _) in enumerate(examples):
        given[row, [at[name] for name in set(features) if name in at]] = 1.0
    wanted = np.array([float(answer) for _, answer in examples])
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        chance: NDArray[np.float64] = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (chance - wanted) + penalty * weights
        bend = (given * (chance * (1 - chance) + 1e-6)[:, None]).T @ given + penalty * np.eye(len(names))
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-4:
            break
    return dict(zip(names, map(float, weights), strict=True))


def learnt(documents: Sequence[Document]) -> Weights:
    """Weights of some documents, without limits."""
    examples = [document.examples for document in documents]
    party = fitted([mentions for mentions, _ in examples], PENALTY)
    return Weights(party, fitted([pairs for _, pairs in examples], PENALTY), 0.0, 1.0)


@dataclass(frozen=True)
class Ranked:
    """What a document's linkages are worth by weights that never saw it: probability, and the linkage."""

    document: Document
    found: list[tuple[float, Linked]]

    def score(self, limit: float, most: float = 2.0) -> Score:
        """The score of the linkages between two probabilities."""
        return self.document.compared.linkages(
            False, [linked for chance, linked in self.found if limit <= chance < most]
        )


def ranked(document: Document, weights: Weights) -> Ranked:
    """A document's linkages by some weights."""
    return Ranked(document, sorted(best(document.proposals, weights), key=lambda pair: -pair[0]))


def limits(left_out: Sequence[Ranked]) -> tuple[float, float]:
    """The least probability of a draft, and that of a likely one."""
    pooled: dict[float, Score] = {}
    for limit in map(float, LIMITS):
        pooled[limit] = Score()
        for one in left_out:
            pooled[limit].add(one.score(limit))
    drafted = max(score.figures[2] for score in pooled.values()) / 2
    likely = next((limit for limit, score in pooled.items() if limit >= drafted and score.figures[0] >= LIKELY), 1.0)
    return drafted, likely


def left_out(documents: Sequence[Document]) -> list[Ranked]:
    """Each document by the weights of the others."""
    return [ranked(one, learnt([other for other in documents if other is not one])) for one in documents]


def with_limits(weights: Weights, bounds: tuple[float, float]) -> Weights:
    """Weights with their limits."""
    return Weights(weights.party, weights.pair, *bounds)


def table(columns: Mapping[str, Weights]) -> str:
    """The weights as CSV: one feature a row, one column for every document left out."""
    names = {
        (group, feature)
        for weights in columns.values()
        for group, values in ((PARTY, weights.party), (PAIR, weights.pair))
        for feature in values
    }
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(["group", "feature", *columns])
    for name in ("drafted", "likely"):
        writer.writerow([LIMIT, name, *(f"{getattr(weights, name):.2f}" for weights in columns.values())])
    for group, feature in sorted(names):
        values = [(weights.party if group == PARTY else weights.pair).get(feature) for weights in columns.values()]
        writer.writerow([group, feature, *("" if value is None else f"{value:.3f}" for value in values)])
    return made.getvalue()


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn, print what each document scores under weights that never saw it, and write the table where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", type=Path)
    parser.add_argument("--write", action="store_true", help=f"write graph/{FILE}")
    chosen = parser.parse_args(arguments)
    tables = load_tables()
    rows = [(row.document, chosen.sources / row.text("file")) for row in tables.of("document")]
    documents = [
        Document(name, Comparison(tables, name, read_file(path).text)) for name, path in rows if path.is_file()
    ]
    columns: dict[str, Weights] = {}
    pooled = Score()
    for one in documents:
        others = [other for other in documents if other is not one]
        weights = with_limits(learnt(others), limits(left_out(others)))
        columns[one.name] = weights
        score = ranked(one, weights).score(weights.drafted)
        pooled.add(score)
        print(
            f"{one.name:20} from {weights.drafted:.2f}, likely from {weights.likely:.2f}: "
            + " ".join(f"{value:.3f}" for value in score.figures)
        )
    print("all                  " + " ".join(f"{value:.3f}" for value in pooled.figures))
    columns = {ALL: with_limits(learnt(documents), limits(left_out(documents))), **columns}
    if chosen.write:
        write_text(Path(__file__).resolve().parent.parent / "graph" / FILE, table(columns))
    return 0


if __name__ == "__main__":
    sys.exit(main())
