"""The page of a document, and of a register: what it is, its structure, its measures, figures and bodies."""

from __future__ import annotations

from collections import Counter

from tsunagu.web.sheets.clerk import Clerk, numbers_of
from tsunagu.web.sheets.measures import figures_part
from tsunagu.web.sheets.parts import Bit, Cell, Part, Row, Sheet, made, plain

DEEPEST = 5
"""Steps by which a section is indented at most."""
WHOLE = 60
"""Sections that stand on the page of a document; a document with more has them on pages of their own."""


def document_sheet(clerk: Clerk, document: str) -> Sheet | None:
    """A document; None for an id that is none."""
    held = clerk.network.concepts.get(document)
    if held is None:
        return None
    stated = clerk.statements
    days = [day.isoformat() for day in (held.period.begins, held.period.ends) if day]
    period = "－".join(days) or clerk.said(document, "tsg:officialPeriod").rpartition("/")[2]
    card = (
        ("sheet-authority", clerk.links([held.authority])), ("sheet-document-kind", clerk.choice("document-kind",
         held.kind.rpartition("/")[2])), ("sheet-status", clerk.choice("status", held.status.rpartition("/")[2])),
        ("sheet-plan-period", plain(clerk.period(period) or clerk.t("web-place-nowhere"))),
        ("sheet-official-page", clerk.told(document, "tsg:officialPage")),
        ("sheet-checked-how", plain(clerk.said(document, "tsg:checkNote"))),
    )  # fmt: skip
    measures = [measure.id for measure in stated.measures_in.get(document, ())]
    return made(
        (clerk.words(held.scope),), card, _structure(clerk, document), clerk.measures(measures),
        _bodies(clerk, document), figures_part(clerk, stated.figures_in.get(document, ())),
        clerk.services(service for service in clerk.network.services if service.document == document),
        clerk.linkages(link for link in clerk.network.links if link.document == document),
        _laws(clerk, document),
    )  # fmt: skip


def _structure(clerk: Clerk, document: str) -> Part:
    """Sections in the order of their ids, each below the one it is part of, with how many measures stand in it."""
    sections = {section.id: section for section in clerk.statements.sections.values() if section.document == document}
    held = Counter(measure.section for measure in clerk.statements.measures_in.get(document, ()))
    below: dict[str, list[str]] = {}
    for section in sorted(sections.values(), key=lambda section: numbers_of(section.id)):
        below.setdefault(section.parent if section.parent in sections else "", []).append(section.id)
    rows: list[Row] = []
    waiting = [(name, 0) for name in reversed(below.get("", ()))]
    while waiting:
        name, depth = waiting.pop()
        cells = ((Bit(clerk.words(sections[name].label), name),), plain(str(held[name]) if held[name] else ""))
        rows.append(Row(cells, depth=min(depth, DEEPEST)))
        waiting += [(child, depth + 1) for child in reversed(below.get(name, ()))]
    return Part("structure", ("sheet-section", "sheet-measures-in"), tuple(rows), first=WHOLE)


def _bodies(clerk: Clerk, document: str) -> Part:
    found = [body for body in clerk.network.bodies.values() if document in body.documents and body.sort == "named"]
    links = Counter(end for link in clerk.network.links if link.document == document for end in (link.start, link.end))
    rows = (
        Row((clerk.links([body.id]), clerk.links([body.place]), clerk.links(body.kinds), plain(str(links[body.id]))),
            (body.id,))
        for body in sorted(found, key=lambda body: (-links[body.id], body.id))
    )  # fmt: skip
    heads = ("web-kind-body", "web-kind-place", "web-kind-kind", "sheet-links-counted")
    return Part("bodies", heads, tuple(rows), sourced=True)


def _laws(clerk: Clerk, document: str) -> Part:
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for citation in clerk.statements.citations_in.get(document, ()):
        found.setdefault((citation.law, citation.articles), []).append(citation.id)
    rows = (
        Row((clerk.links([law]), clerk.cites(articles), plain(str(len(ids)))), tuple(ids[:3]))
        for (law, articles), ids in sorted(found.items())
    )
    return Part("laws", ("web-kind-statute", "sheet-article", "sheet-times"), tuple(rows), sourced=True)


# ---- registers ----


def register_sheet(clerk: Clerk, register: str) -> Sheet | None:
    """A register of desks; None for an id that is none."""
    held = clerk.network.registers.get(register)
    if held is None:
        return None
    desks = [desk for desk in clerk.network.listed if desk.register == register]
    page: Cell = (Bit(held.page, held.page),)
    card = (
        ("sheet-publisher", plain(held.publisher)), ("sheet-official-page", page),
        ("sheet-licence", plain(held.licence)), ("sheet-edition", plain(held.edition)),
        ("sheet-desks-counted", plain(str(len(desks)))), ("sheet-changes", plain(clerk.words(held.changes))),
    )  # fmt: skip
    per = Counter(name for desk in desks for name in desk.listings)
    listings = (
        Row(
            (
                clerk.links([listing.id]),
                clerk.links(listing.kinds),
                clerk.sorted(listing.functions),
                clerk.sorted(listing.needs),
                plain(str(per[listing.id])),
            )
        )
        for listing in clerk.network.listings.values()
        if per[listing.id] or listing.id.split("/")[1] == register.split("/")[1]
    )
    heads = ("sheet-listing", "web-kind-kind", "web-kind-function", "web-kind-need", "sheet-desks-counted")
    return made((), card, Part("listings", heads, tuple(listings)), _places(clerk, register), _same(clerk, register))


def _places(clerk: Clerk, register: str) -> Part:
    """How many desks each prefecture has; the desks themselves stand on the pages of places."""
    places = clerk.network.concepts
    found: Counter[str] = Counter()
    for desk in clerk.network.listed:
        above = {places[place].prefecture or place for place in desk.serves if place in places}
        if desk.register == register:
            found.update(above)
    rows = (Row((clerk.links([place]), plain(str(count)))) for place, count in sorted(found.items()))
    return Part("prefectures", ("web-kind-place", "sheet-desks-counted"), tuple(rows))


def _same(clerk: Clerk, register: str) -> Part:
    rows = (
        Row((clerk.links([desk.same_as]), plain(clerk.words(desk.label)), plain(desk.checked_on)))
        for desk in clerk.network.listed if desk.register == register and desk.same_as
    )  # fmt: skip
    return Part("same", ("web-kind-body", "sheet-listed-as", "web-body-checked"), tuple(rows))
