"""Words of a report in one language: messages, labels, where facts stand, states and layers as cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from tsunagu.gaps.rows import STATES, GapRow
from tsunagu.messages import Language, text
from tsunagu.network.records import Concept, SourceLocator
from tsunagu.reports.inputs import PlaceInputs, facts_at
from tsunagu.reports.records import TONE_OF_STATE, Cell
from tsunagu.viz.scenes.citation import cite

SHOWN_PLACES = 3


class Wordsmith:
    """Says things about one place in one language."""

    def __init__(self, at: PlaceInputs, language: Language) -> None:
        self.at = at
        self.language = language
        own = [document.id for document in self.documents]
        others = sorted({locator.document for held in at.stands.values() for locator in held} - set(own))
        self.letters = {name: _letter(number) for number, name in enumerate([*own, *others])}

    @property
    def documents(self) -> Sequence[Concept]:
        """The documents of the place that hold on the day."""
        return self.at.snapshot.documents_of.get(self.at.place, ())

    def say(self, key: str, **data: object) -> str:
        """A message of this topic."""
        return text(f"report-{key}", self.language, **data)

    def label(self, name: str) -> str:
        """The label of anything in the network."""
        return self.at.network.label(name).of(self.language)

    def join(self, parts: Iterable[str], most: int = 0) -> str:
        """Names as one text, each once; above `most` the rest is counted."""
        held = list(dict.fromkeys(part for part in parts if part))
        shown = self.say("separator").join(held[:most] if most else held)
        return shown + self.say("and-more", count=len(held) - most) if most and len(held) > most else shown

    def layers(self, names: Iterable[str]) -> str:
        """Evidence layers in short words."""
        return self.say("layer-separator").join(self.say(f"layer-{layer}") for layer in names)

    def state(self, row: GapRow, small: str = "") -> Cell:
        """The state of a finding as a cell."""
        return Cell(text(f"gaps-state-{row.state}", self.language), TONE_OF_STATE[row.state], small)

    def tally(self, rows: Iterable[GapRow]) -> tuple[tuple[Cell, int], ...]:
        """How many rows are in each state, states that occur, most said first."""
        counts = Counter(row.state for row in rows)
        return tuple((Cell(text(f"gaps-state-{state}", self.language), TONE_OF_STATE[state]), counts[state])
                     for state in STATES if counts[state])  # fmt: skip

    def detail(self, row: GapRow) -> str:
        """What a finding says, with documents by their letters instead of their long titles."""
        told = row.detail.of(self.language)
        for name, letter in self.letters.items():
            told = told.replace(self.label(name), self.say("document-short", letter=letter))
        return told

    def where(self, facts: Sequence[str], most: int = SHOWN_PLACES) -> str:
        """Where facts stand: letter, row and words with their characters in the text; law by its articles."""
        stands = [self.place(locator, fact) for fact, locator in facts_at(self.at.stands, facts)]
        law = [cite(self.at.network, fact, self.language) for fact in facts if fact in self.at.network.provisions]
        held = list(dict.fromkeys([*stands[:most], *law[:most]]))
        more = len(dict.fromkeys([*stands, *law])) - len(held)
        return "\n".join([*held, *([self.say("more-places", count=more)] if more > 0 else [])])

    def place(self, locator: SourceLocator, fact: str = "") -> str:
        """Where a fact stands as one line: the letter of its document, its row, its first words.

        The row of a body is left out: it is the body's identifier.
        """
        words, _, span = (locator.anchors[0] if locator.anchors else "").rpartition(" (")
        begins, _, ends = span.rstrip(")").partition("-")
        letter = self.letters.get(locator.document, locator.document)
        data = {"letter": letter, "words": words, "begins": begins, "ends": ends}
        if fact.startswith("body/"):
            return self.say("place-of-body", **data)
        return self.say("place", row=locator.item, **data)


def _letter(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else f"{chr(ord('A') + number // 26 - 1)}{chr(ord('A') + number % 26)}"
