"""Everything the rules find in a text, put together: rows, bodies, laws, kinds, figures and linkages."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from tsunagu.drafting.bodies import by_name, find_bodies, key_of
from tsunagu.drafting.flat import FlatText
from tsunagu.drafting.gazetteer import Found, Gazetteer, is_word_there
from tsunagu.drafting.headings import find_sections
from tsunagu.drafting.identifiers import body_id
from tsunagu.drafting.indicators import Figure, find_figures
from tsunagu.drafting.laws import Citation, find_citations
from tsunagu.drafting.lines import Line, Table, find_tables, read_lines
from tsunagu.drafting.linkages import LinkageReader, Linked, Said, layer_of
from tsunagu.drafting.measures import find_measures
from tsunagu.drafting.model import Item, NamedBody, Section
from tsunagu.drafting.numbering import group_sections, number_rows
from tsunagu.drafting.owners import Owners
from tsunagu.drafting.proposals import Proposal, propose
from tsunagu.drafting.sheets import Part, sheet_parts
from tsunagu.drafting.weighing import shipped_weights, weighed
from tsunagu.graph.text import Span, normal_form

NATION = "jp"


@dataclass
class Reading:
    """What a text says by the rules; each part is worked out when it is asked for, once."""

    text: str
    gazetteer: Gazetteer
    place: str = ""
    """The name of the local government whose plan it is; empty: the one named most."""
    hidden: Sequence[Span] = field(default_factory=tuple)

    @cached_property
    def lines(self) -> list[Line]:
        """The lines that show something."""
        return read_lines(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [line.span.start for line in self.lines]

    @cached_property
    def flat(self) -> FlatText:
        """The normal form with its paragraphs."""
        return FlatText(self.text, self.lines)

    @cached_property
    def tables(self) -> list[Table]:
        """The tables with known heads."""
        return list(find_tables(self.lines))

    @cached_property
    def governments(self) -> list[str]:
        """The government whose plan it is and its prefecture, by name."""
        name = self.place or _named_most(self.text, self.gazetteer)
        row = self.gazetteer.places.get(name)
        if row is None:
            return [name] if name else []
        above = [other for other, place in self.gazetteer.places.items() if place.key[0] == row.text("prefecture")]
        return [name, *(other for other in above if other != name)]

    @property
    def code(self) -> str:
        """The code of the government, `jp` where it is not known."""
        names = self.governments
        row = self.gazetteer.places.get(names[0]) if names else None
        return row.key[0] if row else NATION

    @cached_property
    def _rows(self) -> tuple[list[Item], list[Section]]:
        items = find_measures(self.text, self.lines, self.tables)
        taken = [span for item in items for span in (item.title.span, *item.parts)]
        sections = find_sections(self.lines, [_from_line(self._starts, span) for span in taken])
        number_rows(items, sections)
        sections = sorted([*sections, *group_sections(items)], key=lambda section: section.span.start)
        return items, sections

    @property
    def items(self) -> list[Item]:
        """The measures in the order of the text."""
        return self._rows[0]

    @property
    def sections(self) -> list[Section]:
        """The headings in the order of the text."""
        return self._rows[1]

    @cached_property
    def owners(self) -> Owners:
        """Which row a place belongs to."""
        return Owners(self.lines, self.sections, self.items, self.parts)

    @cached_property
    def parts(self) -> list[Part]:
        """The parts of sheets about one measure each."""
        return sheet_parts(self.lines, self.items)

    @cached_property
    def bodies(self) -> list[NamedBody]:
        """Bodies named by name."""
        return find_bodies(self.flat, self.items, self.gazetteer, self.governments)

    @cached_property
    def ids(self) -> Mapping[str, tuple[str, NamedBody]]:
        """Bodies by the words that stand for them, each with its id."""
        named = by_name(self.bodies, self.governments)
        return {word: (body_id(body, self.code, self.gazetteer), body) for word, body in named.items()}

    @cached_property
    def citations(self) -> list[tuple[str, Citation]]:
        """Laws cited, each law and article once a row."""
        seen: dict[tuple[str, str, str], int] = {}
        found: list[tuple[str, Citation]] = []
        for citation in find_citations(self.flat, self.gazetteer):
            row = self.owners.of(citation.span.start)
            key = row, citation.statute or key_of(citation.name, self.governments), citation.article
            if key not in seen:
                seen[key] = len(found)
                found.append((row, citation))
            elif citation.confidence == "sure" and found[seen[key]][1].rule == "law-near-title":
                found[seen[key]] = row, citation
        return found

    @cached_property
    def mentions(self) -> list[tuple[str, Found]]:
        """Words for kinds of bodies, each kind once a row."""
        seen: set[tuple[str, str]] = set()
        found: list[tuple[str, Found]] = []
        for start, end, identifier, name in self.gazetteer.kinds.find(self.flat.flat):
            span = self.flat.span(start, end)
            row = self.owners.of(span.start)
            if row and is_word_there(self.flat.flat, start, end) and (row, identifier) not in seen:
                seen.add((row, identifier))
                found.append((row, Found(identifier, name, span)))
        return found

    @cached_property
    def figures(self) -> list[Figure]:
        """Indicators with their values."""
        return find_figures(self.lines, self.tables)

    @cached_property
    def proposals(self) -> list[Proposal]:
        """Pairs that may be linked, in the order of the text, with what speaks for and against each."""
        reader = LinkageReader(self.flat, self.gazetteer, self.ids, self.governments)
        return [proposal for said in self._said() for proposal in propose(reader, said)]

    @cached_property
    def linkages(self) -> list[Linked]:
        """Linkages of every row, in the order of the text."""
        return list(weighed(self.proposals, shipped_weights(self.gazetteer.without)))

    def _said(self) -> list[Said]:
        """What each row says: the parts of a measure, the text below a heading, a sheet that repeats a title."""
        items = {item.row: item for item in self.items}
        sections = {section.id: section for section in self.sections}
        own = self.ids.get(normal_form(self.governments[0])) if self.governments else None
        grouped = {item.section: (item.group.span, item) for item in reversed(self.items) if item.group}
        labels = {part.lines[0].span.start: part.label for part in self.parts}
        below = self._below()
        found: list[Said] = []
        for row, stretch in self.owners.stretches(len(self.text)):
            item = items.get(row)
            if row in grouped:
                span, first = grouped[row]
                givers = self._givers(first, "")
                found.append(Said(row, [span], givers, sort="heading", title=span, below=below.get(row, "")))
                continue
            if item is None:
                heading = sections[row]
                spans = [heading.span, *self._prose(stretch)]
                givers = [own[0]] if own else []
                said = Said(row, spans, givers, subject=heading.label, sort="heading", title=heading.span)
                found.append(replace(said, below=below.get(row, "")))
                continue
            if item.repeat:
                continue
            again = stretch.start > item.title.span.end
            spans = self._prose(stretch) if again else _once(item)
            layer = layer_of(labels.get(stretch.start, ""))
            givers = self._givers(item, own[0] if own else "")
            title = spans[0] if not again and (len(spans) > 1 or row in below) else None
            sort = "sheet" if again else "measure"
            found.append(Said(row, spans, givers, layer, "", sort, title, below.get(row, "")))
        return found

    def _below(self) -> Mapping[str, str]:
        """What the measures below a heading or measure say, by its row; O(measures · depth)."""
        parents = {section.id: section.parent for section in self.sections}
        found: dict[str, list[str]] = {}
        for item in self.items:
            said = "".join(self.flat.piece(span) for span in _once(item))
            above = [item.parent.row] if item.parent else []
            section = item.section
            while section and section not in above:
                above.append(section)
                section = parents.get(section, "")
            for row in above:
                found.setdefault(row, []).append(said)
        return {row: "\n".join(texts) for row, texts in found.items()}

    def _prose(self, stretch: Span) -> list[Span]:
        """The lines of a stretch, those that follow one another as one, without tables, notes and the next heading.

        The line of a heading begins before its words, with its mark, and so ends outside the stretch above it.
        """
        found: list[Span] = []
        goes_on = False
        first = bisect_left(self._starts, stretch.start)
        for line in self.lines[first : bisect_left(self._starts, stretch.end)]:
            inside = line.span.end <= stretch.end
            taken = inside and not line.is_row and not line.is_note
            if taken:
                found[-1:] = [Span(found[-1].start, line.span.end)] if goes_on else [*found[-1:], line.span]
            goes_on = taken
        return found

    def _givers(self, item: Item, own: str) -> list[str]:
        """Who acts in a row: the units in charge of it or of the measure it is part of, else the government."""
        while item.parent is not None and not item.departments:
            item = item.parent
        units = [
            self.ids[name][0]
            for piece in item.departments
            if piece.role == "lead" and (name := normal_form(piece.text)) in self.ids
        ]
        return list(dict.fromkeys(units)) or ([own] if own else [])


def _once(item: Item) -> list[Span]:
    spans = [item.title.span, *item.parts]
    return [
        span
        for at, span in enumerate(spans)
        if not any(earlier.start <= span.start and span.end <= earlier.end for earlier in spans[:at])
    ]


def _from_line(starts: Sequence[int], span: Span) -> Span:
    """A span from the beginning of its line on, so that the mark before a title is no heading of its own."""
    at = bisect_right(starts, span.start) - 1
    return Span(starts[at], span.end) if at >= 0 else span


def _named_most(text: str, gazetteer: Gazetteer) -> str:
    """The local government named most often, in the first thousand characters before all."""
    for part in (text[:1000], text):
        counts = {name: part.count(name) for name in gazetteer.places if name in part}
        if counts:
            return max(counts, key=lambda name: (counts[name], len(name)))
    return ""
