"""The page of a need, and of a function: who helps at which stage, what plans promise, who must by law."""

from __future__ import annotations

from collections.abc import Iterable

from tsunagu.network.records import Duty
from tsunagu.web.sheets.clerk import Clerk
from tsunagu.web.sheets.parts import Part, Row, Sheet, made, plain

DUTIES = ("web-kind-kind", "web-kind-function", "sheet-wording", "sheet-basis")


def need_sheet(clerk: Clerk, need: str) -> Sheet | None:
    """A need; None for an id that is none."""
    network = clerk.network
    held = network.concepts.get(need)
    if held is None:
        return None
    duties = [duty for duty in _duties(clerk) if need in duty.needs or (not duty.needs and duty.function in
              held.functions and duty.kind in held.first_contacts)]  # fmt: skip
    measures = [measure.id for measure in clerk.statements.measures.values() if need in measure.needs]
    return made(
        (clerk.said(need, "skos:definition"),),
        (("sheet-first-contacts", clerk.links(held.first_contacts)), ("sheet-met-by", clerk.links(held.functions))),
        _desks(clerk, held.first_contacts),
        _stages(clerk, held.functions, duties),
        clerk.measures(measures),
        clerk.services(service for service in network.services if need in service.needs),
        duties_part(clerk, duties),
        clerk.linkages(link for link in network.links if need in link.needs),
        need=need,
    )


def function_sheet(clerk: Clerk, function: str) -> Sheet | None:
    """A function of support; None for an id that is none."""
    network = clerk.network
    held = network.concepts.get(function)
    if held is None:
        return None
    needs = [need.id for need in network.concepts_in("need") if function in need.functions]
    measures = [measure.id for measure in clerk.statements.measures.values() if function in measure.functions]
    return made(
        (clerk.said(function, "skos:definition"),),
        (("sheet-stage", clerk.links([held.stage])), ("sheet-meets", clerk.links(needs))),
        duties_part(clerk, [duty for duty in _duties(clerk) if duty.function == function]),
        clerk.services(service for service in network.services if function in service.functions),
        clerk.measures(measures),
        clerk.linkages(link for link in network.links if function in link.functions),
    )


def _duties(clerk: Clerk) -> list[Duty]:
    held = (duty for duties in clerk.network.duties_of.values() for duty in duties)
    return sorted(held, key=lambda duty: (duty.modality != "must", duty.kind, duty.id))


def duties_part(clerk: Clerk, duties: Iterable[Duty], *, of_one: bool = False) -> Part:
    """Functions that law gives to kinds of bodies, without the kind where all are `of_one`."""
    rows = (
        Row((*(() if of_one else (clerk.links([duty.kind]),)), clerk.links([duty.function]),
             clerk.choice("modality", duty.modality), clerk.cites(duty.basis)))
        for duty in duties if duty.layer == "statutory"
    )  # fmt: skip
    return Part("duties", DUTIES[1:] if of_one else DUTIES, tuple(rows))


def _desks(clerk: Clerk, kinds: Iterable[str]) -> Part:
    """The kinds of desks one asks first, with the desks of that kind that documents name."""
    named: dict[str, list[str]] = {}
    for body in clerk.network.bodies.values():
        if body.sort == "named" and not clerk.workspace.guard.is_secret(body.id):
            for kind in body.kinds:
                named.setdefault(kind, []).append(body.id)
    rows = (
        Row((clerk.links([kind]), plain(clerk.said(kind, "skos:definition")), clerk.links(named.get(kind, ())[:6])))
        for kind in kinds
    )
    return Part("desks", ("web-kind-kind", "sheet-what-it-is", "sheet-named"), tuple(rows))


def _stages(clerk: Clerk, functions: Iterable[str], duties: Iterable[Duty]) -> Part:
    """Per stage the functions that meet the need, and the kinds of bodies that have them by law."""
    network, asked = clerk.network, tuple(functions)
    lawful = {function: dict.fromkeys(duty.kind for duty in duties if duty.function == function) for function in asked}
    more = {duty.function: network.stage_of(duty.function) for duty in duties if duty.function not in asked}
    rows = []
    for stage in network.concepts_in("stage"):
        met = [function for function in asked if network.stage_of(function) == stage.id]
        extra = [function for function, at in more.items() if at == stage.id]
        kinds = dict.fromkeys(kind for function in met for kind in lawful[function])
        kinds |= dict.fromkeys(duty.kind for duty in duties if duty.function in extra)
        if met or extra:
            rows.append(Row((clerk.links([stage.id]), clerk.links((*met, *extra)), clerk.links(kinds))))
    return Part("stages", ("sheet-stage", "web-kind-function", "sheet-by-law"), tuple(rows))
