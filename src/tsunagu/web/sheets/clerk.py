"""Words and links for the cells of a sheet, over what may be shown of a build."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from tsunagu.messages import Language, text
from tsunagu.network.records import Linkage, Service, Words
from tsunagu.network.statements import Statements
from tsunagu.viz.scenes.citation import cite
from tsunagu.web.sheets.parts import Bit, Cell, Part, Row, plain
from tsunagu.workspace import Workspace

SAID = "SELECT ?said (LANG(?said) AS ?tongue) WHERE {{ GRAPH ?g {{ <{iri}> <{property}> ?said }} }} ORDER BY ?said"
_NUMBERS = re.compile(r"(\d+)")


class Clerk:
    """Looks up labels, citations, texts and places of facts in one language; nothing secret is in what it reads."""

    def __init__(self, workspace: Workspace, language: Language) -> None:
        self.workspace, self.language = workspace, language
        self.network = workspace.network

    @cached_property
    def statements(self) -> Statements:
        """What documents state, as it may be shown."""
        return self.workspace.statements

    def t(self, key: str, **data: object) -> str:
        """A message."""
        return text(key, self.language, **data)

    def words(self, said: Words) -> str:
        """Words of a record."""
        return said.of(self.language)

    def label(self, thing: str) -> str:
        """What a thing is called; empty for nothing."""
        if not thing:
            return ""
        stated = self.statements.sections.get(thing) or self.network.listings.get(thing)
        if stated:
            return self.words(stated.label)
        known = self.network.label(thing).of(self.language)
        return known if known != thing else self.workspace.names.label(thing).of(self.language)

    def bit(self, thing: str) -> Bit:
        """A thing by its label, with the way to its page."""
        return Bit(self.label(thing), thing)

    def links(self, things: Iterable[str]) -> Cell:
        """Things by their labels, in the order given."""
        return tuple(self.bit(thing) for thing in things if thing)

    def sorted(self, things: Iterable[str]) -> Cell:
        """Things by their labels, in the order of their ids."""
        return self.links(sorted(things))

    def choice(self, scheme: str, value: str) -> Cell:
        """A choice of a column in words."""
        return plain(self.network.label(f"{scheme}/{value}").of(self.language)) if value else ()

    def cites(self, basis: Iterable[str]) -> Cell:
        """Provisions, each as one cites it."""
        return tuple(Bit(cite(self.network, provision, self.language), provision) for provision in basis)

    def period(self, period: str) -> str:
        """A fiscal year, a month or a day in words.

        A span is told by both ends.
        """
        years = [part.removeprefix("FY") for part in re.split(r"--|/|_to_", period) if part]
        shown = [self.t("sheet-fiscal-year", year=year) if year.isdigit() and "FY" in period else year
                 for year in years]  # fmt: skip
        return "－".join(shown)

    def said(self, thing: str, name: str) -> str:
        """What a property says of a thing, in the language, else in the other; empty where it says nothing."""
        iris = self.workspace.iris
        query = SAID.format(iri=iris.base + thing, property=iris.expand(name))
        rows = self.workspace.sparql(query).value.rows
        by_tongue = {tongue: said for said, tongue in reversed(rows)}
        return by_tongue.get(self.language) or next(iter(by_tongue.values()), "")

    def told(self, thing: str, name: str) -> Cell:
        """Things a property of a thing leads to, as links; a text or an address as it is."""
        iris = self.workspace.iris
        query = SAID.format(iri=iris.base + thing, property=iris.expand(name))
        found = dict.fromkeys(said for said, _ in self.workspace.sparql(query).value.rows)
        return tuple(
            self.bit(value.removeprefix(iris.base))
            if value.startswith(iris.base)
            else Bit(value, value if "://" in value else "")
            for value in found
        )

    def is_told(self, fact: str) -> bool:
        """Tell whether the place of a fact may be shown."""
        guard = self.workspace.guard
        return fact not in guard.unprinted and fact not in guard.hidden

    def grounded(self, part: Part) -> Part:
        """A part with the places where its rows stand, those that may be shown."""
        if not part.sourced:
            return part
        facts = [[fact for fact in row.facts if self.is_told(fact)] for row in part.rows]
        found = self.workspace.evidence(facts, self.language)
        rows = tuple(replace(row, evidence=held) for row, held in zip(part.rows, found, strict=True))
        return replace(part, rows=rows)

    # ---- tables that several kinds of pages share ----

    def measures(self, ids: Iterable[str], key: str = "measures") -> Part:
        """Measures by document, in the order they are printed in."""
        held = [self.statements.measures[name] for name in ids if name in self.statements.measures]
        rows = (
            Row(
                (self.links([measure.id]), self.charges(measure.id), self.choice("status", measure.status)),
                (measure.id,),
            )
            for measure in sorted(held, key=lambda measure: (measure.document, numbers_of(measure.row)))
        )
        heads = ("web-kind-measure", "sheet-charge", "sheet-status")
        return Part(key, heads, tuple(rows), sourced=True)

    def section(self, section: str) -> Cell:
        """The path of a section, from the whole to the part."""
        path: list[str] = []
        while section in self.statements.sections and section not in path:
            path.insert(0, section)
            section = self.statements.sections[section].parent
        return plain(" ＞ ".join(self.words(self.statements.sections[section].label) for section in path))

    def charges(self, thing: str) -> Cell:
        """The bodies in charge of a measure or a section."""
        return self.links(dict.fromkeys(held.body for held in self.statements.charges_of.get(thing, ())))

    def services(self, held: Iterable[Service], key: str = "services") -> Part:
        """Services with who gives them, for what, and on which layer."""
        rows = (
            Row(
                (
                    (Bit(self.words(service.label), service.id.partition("#")[0]),),
                    self.links(dict.fromkeys((service.provider, service.desk))),
                    self.sorted(service.functions),
                    self.sorted(service.needs),
                    (*self.choice("layer", service.layer), *self.choice("status", service.status)),
                ),
                (service.id.partition("#")[0],),
            )
            for service in held
        )
        heads = ("web-kind-service", "sheet-provider", "web-kind-function", "web-kind-need", "sheet-layer")
        return Part(key, heads, tuple(rows), sourced=True)

    def linkages(self, held: Iterable[Linkage], key: str = "linkages") -> Part:
        """Linkages with both ends, kind, purpose and layer; those that documents state come first."""
        rows = (
            Row((self.links([link.start]), self.links([link.end]), self.choice("linkage-kind", link.kind),
                 plain(self.words(link.purpose)), self.choice("layer", link.layer)),
                (link.id if link.document else link.origin or link.id, *(() if link.document else link.basis)))
            for link in sorted(held, key=lambda link: (not link.document, link.id))
        )  # fmt: skip
        heads = ("web-body-from-whom", "web-body-partner", "web-body-kind", "web-body-purpose", "sheet-layer")
        return Part(key, heads, tuple(rows), sourced=True)


def numbers_of(said: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts numbers within a text by their value.

    >>> sorted(["Article_10", "Article_2_3", "Article_2"], key=numbers_of)
    ['Article_2', 'Article_2_3', 'Article_10']
    """
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in _NUMBERS.split(said) if part)
