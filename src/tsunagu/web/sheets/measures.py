"""The page of a measure, of a service, and of a figure: who is in charge, where it stands, what it is linked to."""

from __future__ import annotations

from collections.abc import Iterable

from tsunagu.disclosure.levels import PUBLIC
from tsunagu.network.records import Service
from tsunagu.network.statements import Figure
from tsunagu.web.sheets.clerk import Clerk
from tsunagu.web.sheets.parts import Bit, Cell, Part, Row, Sheet, made, plain


def measure_sheet(clerk: Clerk, measure: str) -> Sheet | None:
    """A measure of a plan; None for an id that is none."""
    stated = clerk.statements
    held = stated.measures.get(measure)
    if held is None:
        return None
    below = [part.id for part in stated.measures.values() if part.parent == measure]
    card = (
        ("sheet-document", clerk.links([held.document])), ("sheet-section", clerk.section(held.section)),
        ("sheet-row", plain(held.row)), ("sheet-charge", clerk.charges(measure)),
        ("sheet-status", (*clerk.choice("status", held.status), *plain(clerk.period(held.planned_for)))),
        ("sheet-stage", clerk.sorted(held.stages)), ("web-kind-function", clerk.sorted(held.functions)),
        ("web-kind-need", clerk.sorted(held.needs)), ("sheet-part-of", clerk.links([held.parent])),
        ("sheet-repeats", clerk.links(held.repeats)),
    )  # fmt: skip
    return made(
        (clerk.words(held.summary),), card, _itself(clerk, measure), _charges(clerk, measure),
        clerk.services(service for service in clerk.network.services if service.about == measure),
        clerk.linkages(link for link in clerk.network.links if link.about == measure),
        figures_part(clerk, (figure for figure in stated.figures if figure.about == measure)),
        _results(clerk, measure), _citations(clerk, measure), _mentions(clerk, measure), clerk.measures(below, "below"),
    )  # fmt: skip


def _itself(clerk: Clerk, thing: str) -> Part:
    return Part("place", ("sheet-what",), (Row((clerk.links([thing]),), (thing,)),), sourced=True)


def _charges(clerk: Clerk, measure: str) -> Part:
    rows = (
        Row(
            (clerk.links([charge.body]), clerk.choice("responsibility-role", charge.role), plain(charge.printed)),
            (charge.id,),
        )
        for charge in clerk.statements.charges_of.get(measure, ())
    )
    return Part("charges", ("sheet-charge", "sheet-role", "sheet-printed"), tuple(rows), sourced=True)


def _results(clerk: Clerk, measure: str) -> Part:
    rows = (
        Row((plain(clerk.words(result.label)), clerk.choice("outcome", result.outcome)), (result.id,))
        for result in clerk.statements.results if result.about == measure
    )  # fmt: skip
    return Part("results", ("sheet-result", "sheet-outcome"), tuple(rows), sourced=True)


def _citations(clerk: Clerk, measure: str) -> Part:
    rows = (
        Row((clerk.cites(citation.articles) or clerk.links([citation.law]), plain(citation.printed)), (citation.id,))
        for citation in clerk.statements.citations if citation.about == measure
    )  # fmt: skip
    return Part("cites", ("web-kind-statute", "sheet-printed"), tuple(rows), sourced=True)


def _mentions(clerk: Clerk, measure: str) -> Part:
    rows = (
        Row((clerk.links([mention.kind]), plain(mention.printed),
             plain(clerk.t("web-true") if mention.expected else clerk.t("web-false"))), (mention.id,))
        for mention in clerk.statements.mentions if mention.about == measure
    )  # fmt: skip
    return Part("mentions", ("web-kind-kind", "sheet-printed", "sheet-expected"), tuple(rows), sourced=True)


# ---- figures ----


def figures_part(clerk: Clerk, figures: Iterable[Figure], key: str = "figures") -> Part:
    """Values of indicators and observations: baseline, target, actual, each with unit and period."""
    rows = (
        Row((
            (Bit(clerk.words(figure.label) + (f"（{figure.part}）" if figure.part else ""), figure.id),),
            clerk.choice("value-role", figure.role) or plain(clerk.t("sheet-observation")),
            plain(figure.printed or figure.value), plain(figure.unit), plain(clerk.period(figure.period)),
        ), (figure.id,))
        for figure in figures
    )  # fmt: skip
    heads = ("sheet-indicator", "sheet-value-role", "sheet-value", "sheet-unit", "sheet-period")
    return Part(key, heads, tuple(rows), sourced=True)


def figure_sheet(clerk: Clerk, figure: str) -> Sheet | None:
    """A value of an indicator or an observation with the others of the same name; None for an id that is none."""
    held = next((known for known in clerk.statements.figures if known.id == figure), None)
    if held is None:
        return None
    same = [other for other in clerk.statements.figures
            if (other.document, other.about, other.label) == (held.document, held.about, held.label)]  # fmt: skip
    role = clerk.choice("value-role", held.role) or plain(clerk.t("sheet-observation"))
    card = (
        ("sheet-value-role", role), ("sheet-value", plain(f"{held.printed or held.value}")),
        ("sheet-unit", plain(held.unit)), ("sheet-period", plain(clerk.period(held.period))),
        ("sheet-about", clerk.links([held.about])), ("sheet-document", clerk.links([held.document])),
    )  # fmt: skip
    return made((clerk.said(figure, "skos:note"),), card, figures_part(clerk, same))


# ---- services ----


def service_sheet(clerk: Clerk, service: str) -> Sheet | None:
    """A service; hours and ways to reach it stay away where it, or who gives it, is not public. None for no service."""
    held = next((known for known in clerk.network.services if known.id == service), None)
    if held is None:
        return None
    card = (
        ("sheet-provider", clerk.links([held.provider])), ("sheet-desk", clerk.links([held.desk])),
        ("sheet-responsible", clerk.links([held.responsible])),
        ("web-kind-need", clerk.sorted(held.needs)), ("web-kind-function", clerk.sorted(held.functions)),
        ("sheet-for", _groups(clerk, held.for_groups)), ("sheet-not-for", _groups(clerk, held.not_for_groups)),
        ("sheet-ages", plain(_ages(clerk, held))), *_reached(clerk, held),
        ("sheet-layer", (*clerk.choice("layer", held.layer), *clerk.choice("status", held.status))),
        ("sheet-about", clerk.links([held.about])), ("sheet-document", clerk.links([held.document])),
    )  # fmt: skip
    takes = (
        Row((clerk.links([participant.body]), clerk.choice("participation-role", participant.role)))
        for participant in held.participants
    )
    parts = Part("participants", ("web-kind-body", "sheet-role"), tuple(takes))
    return made((), card, _itself(clerk, service), parts)


def _groups(clerk: Clerk, groups: Iterable[str]) -> Cell:
    return plain(*(clerk.label(group) for group in sorted(groups)))


def _ages(clerk: Clerk, held: Service) -> str:
    least, most = held.age_from, held.age_until
    if least is None and most is None:
        return ""
    key = "sheet-age-until" if least is None else "sheet-age-from" if most is None else "sheet-age-span"
    return clerk.t(key, least=least, most=most)


def _reached(clerk: Clerk, held: Service) -> tuple[tuple[str, Cell], ...]:
    guard = clerk.workspace.guard
    closed = any(guard.is_closed(body) for body in (held.provider, held.desk) if body)
    if held.disclosure != PUBLIC or closed:
        return (("sheet-reached", plain(clerk.t("sheet-not-told"))),)
    channels = plain(*(clerk.words(clerk.network.label(f"channel/{channel}")) for channel in held.channels))
    phones = plain(*(contact.phone for contact in held.contacts if contact.phone))
    pages = tuple(Bit(contact.url, contact.url) for contact in held.contacts if contact.url)
    return (
        ("sheet-channels", channels), ("sheet-reached", (*phones, *pages)), ("sheet-hours", plain(held.hours)),
        ("sheet-languages", plain(*held.languages)), ("sheet-cost", plain(held.cost)),
    )  # fmt: skip
