"""The page of a statute and of an article: what it says, who must do what, whom it names, which plans cite it."""

from __future__ import annotations

from tsunagu.viz.scenes.citation import number
from tsunagu.web.sheets.clerk import Clerk, numbers_of
from tsunagu.web.sheets.parts import Bit, Part, Row, Sheet, made, plain


def law_sheet(clerk: Clerk, law: str) -> Sheet | None:
    """A statute or a provision of one; None for an id that is none."""
    held = clerk.network.provisions.get(law)
    if held is None:
        return None
    statute = "/".join(law.split("/")[:2])
    whole = law == statute
    says = (clerk.said(law, "eli:number"),) if whole else (clerk.words(held.label),)
    cites = () if whole else (("sheet-statute", clerk.links([statute])),)
    wording = () if whole or held.modality == "none" else (("sheet-wording", clerk.choice("modality", held.modality)),)
    card = (*cites, *wording, ("sheet-also-called", clerk.told(law, "skos:altLabel")),
            ("sheet-official-text", clerk.told(statute, "dcterms:source")),
            ("sheet-addressee", clerk.told(law, "tsg:addressee")))  # fmt: skip
    return made(says, card, _articles(clerk, law), _duties(clerk, law), _links(clerk, law), _cited(clerk, law),
                _kinds(clerk, law), _checks(clerk, law))  # fmt: skip


def _is_in(provision: str, law: str) -> bool:
    return provision == law or provision.startswith(f"{law}/")


def _number(clerk: Clerk, provision: str) -> Bit:
    return Bit(number(provision, clerk.language) or clerk.label(provision), provision)


def _articles(clerk: Clerk, law: str) -> Part:
    found = [
        provision
        for provision in clerk.network.provisions.values()
        if provision.id != law and _is_in(provision.id, law)
    ]
    rows = (
        Row(((_number(clerk, provision.id),), plain(clerk.words(provision.label)),
             clerk.choice("modality", provision.modality if provision.modality != "none" else "")))
        for provision in sorted(found, key=lambda provision: numbers_of(provision.id))
    )  # fmt: skip
    return Part("articles", ("sheet-article", "sheet-says", "sheet-wording"), tuple(rows), first=60)


def _duties(clerk: Clerk, law: str) -> Part:
    found = [(basis, duty) for duties in clerk.network.duties_of.values() for duty in duties for basis in duty.basis
             if _is_in(basis, law)]  # fmt: skip
    rows = (
        Row(((_number(clerk, basis),), clerk.links([duty.kind]), clerk.links([duty.function]),
             clerk.choice("modality", duty.modality)))
        for basis, duty in sorted(found, key=lambda held: (numbers_of(held[0]), held[1].id))
    )  # fmt: skip
    heads = ("sheet-article", "web-kind-kind", "web-kind-function", "sheet-wording")
    return Part("duties", heads, tuple(rows))


def _links(clerk: Clerk, law: str) -> Part:
    found = [(basis, link) for link in clerk.network.links for basis in link.basis
             if link.layer == "statutory" and _is_in(basis, law)]  # fmt: skip
    rows = (
        Row(((_number(clerk, basis),), clerk.links([link.start]), clerk.links([link.end]),
             clerk.choice("linkage-kind", link.kind), plain(clerk.words(link.purpose)),
             clerk.choice("modality", link.modality)))
        for basis, link in sorted(found, key=lambda held: (numbers_of(held[0]), held[1].id))
    )  # fmt: skip
    heads = ("sheet-article", "web-body-from-whom", "web-body-partner", "web-body-kind", "web-body-purpose",
             "sheet-wording")  # fmt: skip
    return Part("linkages", heads, tuple(rows))


def _cited(clerk: Clerk, law: str) -> Part:
    """Where documents cite it: the measure or section, as it is printed."""
    found = [citation for citation in clerk.statements.citations
             if _is_in(citation.law, law) or any(_is_in(article, law) for article in citation.articles)]  # fmt: skip
    rows = (
        Row(
            (
                clerk.links([citation.about]),
                clerk.links([citation.document]),
                plain(citation.printed),
                clerk.cites(citation.articles),
            ),
            (citation.id,),
        )
        for citation in found
    )
    heads = ("sheet-cited-in", "sheet-document", "sheet-printed", "sheet-article")
    return Part("citations", heads, tuple(rows), sourced=True)


def _kinds(clerk: Clerk, law: str) -> Part:
    """Kinds of bodies that rest on it."""
    kinds = [body for body in clerk.network.bodies.values()
             if body.sort == "kind" and any(_is_in(basis, law) for basis in body.basis)]  # fmt: skip
    rows = (Row((clerk.links([kind.id]), clerk.cites(basis for basis in kind.basis if _is_in(basis, law))))
            for kind in kinds)  # fmt: skip
    return Part("kinds", ("web-kind-kind", "sheet-basis"), tuple(rows))


def _checks(clerk: Clerk, law: str) -> Part:
    """Duties of the statutory checklist that rest on it."""
    found = [duty for duty in clerk.statements.duties if any(_is_in(basis, law) for basis in duty.basis)]
    rows = (
        Row((plain(clerk.words(duty.label)), plain(clerk.words(duty.shows)), clerk.choice("modality", duty.strength),
             clerk.cites(basis for basis in duty.basis if _is_in(basis, law))), ())
        for duty in found
    )  # fmt: skip
    return Part("checks", ("sheet-duty", "sheet-shown-by", "sheet-wording", "sheet-article"), tuple(rows))
