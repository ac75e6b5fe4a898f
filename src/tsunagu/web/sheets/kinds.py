"""The page of a kind of body: what law gives it, whom it is linked to, where documents and registers name one."""

from __future__ import annotations

from tsunagu.web.sheets.clerk import Clerk
from tsunagu.web.sheets.needs import duties_part
from tsunagu.web.sheets.parts import Part, Row, Sheet, made, plain


def kind_sheet(clerk: Clerk, kind: str) -> Sheet | None:
    """A kind of body; None for an id that is none."""
    network = clerk.network
    held = network.bodies.get(kind)
    if held is None or held.sort != "kind":
        return None
    asked = [need.id for need in network.concepts_in("need") if kind in need.first_contacts]
    card = (
        ("sheet-also-called", plain(*held.other_names)), ("sheet-type-kind", clerk.choice("type-kind", held.form)),
        ("sheet-established-by", plain(clerk.said(kind, "tsg:establisher"))),
        ("sheet-wording", clerk.choice("modality", held.modality)), ("sheet-basis", clerk.cites(held.basis)),
        ("sheet-first-for", clerk.links(asked)),
        ("sheet-secrecy", clerk.choice("disclosure", "" if held.disclosure == "public" else held.disclosure)),
    )  # fmt: skip
    links = dict.fromkeys((*network.links_from.get(kind, ()), *network.links_to.get(kind, ())))
    by_law, stated = ([link for link in links if bool(link.document) is told] for told in (False, True))
    return made(
        (clerk.said(kind, "skos:definition"),), card, duties_part(clerk, network.duties_of.get(kind, ()), of_one=True),
        clerk.linkages(by_law), clerk.linkages(stated, "stated"),
        _named(clerk, kind), _mentioned(clerk, kind), _rules(clerk, kind),
    )  # fmt: skip


def _named(clerk: Clerk, kind: str) -> Part:
    """Bodies of the kind that documents name; those that must stay secret are called as the guard calls them."""
    found = [body for body in clerk.network.bodies.values() if body.sort == "named" and kind in body.kinds]
    rows = (Row((clerk.links([body.id]), clerk.links([body.place]), clerk.links(body.documents)), (body.id,))
            for body in found)  # fmt: skip
    return Part("named", ("web-kind-body", "web-kind-place", "sheet-document"), tuple(rows), sourced=True)


def _mentioned(clerk: Clerk, kind: str) -> Part:
    rows = (
        Row((clerk.links([mention.about]), clerk.links([mention.document]), plain(mention.printed)), (mention.id,))
        for mention in clerk.statements.mentions if mention.kind == kind
    )  # fmt: skip
    return Part("mentioned", ("sheet-cited-in", "sheet-document", "sheet-printed"), tuple(rows), sourced=True)


def _rules(clerk: Clerk, kind: str) -> Part:
    """To which places law gives a body of the kind."""
    rows = (
        Row((clerk.links([rule.place]) or clerk.choice("place-kind", rule.place_kind.rpartition("/")[2]),
             clerk.choice("modality", rule.strength), clerk.cites(rule.basis)))
        for rule in clerk.network.rules if rule.kind == kind
    )  # fmt: skip
    return Part("rules", ("web-kind-place", "sheet-wording", "sheet-basis"), tuple(rows))
