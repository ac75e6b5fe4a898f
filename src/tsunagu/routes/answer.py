"""A route answer as one plain, language-neutral document: what prose, JSON, the page and the pictures are made from.

Its form is published in `viz/schemas/route-answer.schema.json`. It holds what the data say and nothing of the person:
circumstances are counted in `case_kept_back` and left out, also where one is dropped to see what changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tsunagu.disclosure.levels import CONFIDENTIAL
from tsunagu.network.listed import LAYER as LISTED
from tsunagu.network.model import Network
from tsunagu.network.records import Contact, SourceLocator, Words
from tsunagu.referral.checks import MUNICIPALITY, Check
from tsunagu.referral.offers import Offer
from tsunagu.referral.question import Want
from tsunagu.referral.rulebook import EMERGENCY, PhoneLine, PracticeRule, WrittenLine
from tsunagu.referral.walk import Step, layers_used
from tsunagu.routes.bodies import BodyDocuments, words_of
from tsunagu.routes.changes import TurnedCondition
from tsunagu.routes.opening import AnswerOpening, OpeningDesk
from tsunagu.routes.search import Leg, Plan, Route, RoutesFound, Visit
from tsunagu.routes.unmet import Opener, UnmetWant

SCHEMA = "https://w3id.org/tsunagu/schema/route-answer/1"
MOST_OFFERS = 4
Json = dict[str, Any]


@dataclass(frozen=True)
class RouteAnswer:
    """Everything a route answer says, as records; `make_answer` writes it as the published document."""

    network: Network
    found: RoutesFound
    unmet: tuple[UnmetWant, ...]
    changes: tuple[TurnedCondition, ...]
    opening: AnswerOpening
    lines: tuple[PhoneLine, ...] = ()


def facts_of(answer: RouteAnswer) -> set[str]:
    """Ids of the facts an answer cites, to look their places up in one go."""
    steps = [leg.step for route in _routes(answer.found) for leg in route.legs]
    steps += [visit.leg.step for visit in answer.found.plan.visits if visit.leg] if answer.found.plan else []
    steps += [opener.step for want in answer.unmet for opener in want.openers if opener.step]
    offers = [offer for route in _routes(answer.found) for offer in route.offers]
    offers += [opener.offer for want in answer.unmet for opener in want.openers if opener.offer]
    offers += [desk.offer for desk in answer.opening.desks]
    links = [step.link for step in steps if step.link]
    entered = {step.fact for step in steps if step.fact}
    linked = {fact for link in links for fact in (link.id, link.origin) if fact}
    return linked | entered | {offer.id for offer in offers}


def make_answer(
    answer: RouteAnswer, places: Mapping[str, tuple[SourceLocator, ...]], *, name_circumstances: bool = False
) -> Json:
    """The document of one answer; the same question to the same graph gives the same document.

    `name_circumstances` is for an answer that only its asker sees and nothing keeps: it then says which circumstance
    was dropped to see what changes.
    """
    return _AnswerDocument(answer, places, name_circumstances=name_circumstances).make()


def _routes(found: RoutesFound) -> Iterator[Route]:
    for routes in found.routes.values():
        yield from routes


class _AnswerDocument:
    def __init__(
        self, answer: RouteAnswer, places: Mapping[str, tuple[SourceLocator, ...]], *, name_circumstances: bool
    ) -> None:
        self.name_circumstances = name_circumstances
        self.answer = answer
        self.network = answer.network
        self.places = places
        question = answer.found.case.question
        self.bodies = BodyDocuments(answer.network, answer.found.home, with_registers=LISTED in question.layers)

    def make(self) -> Json:
        found, question = self.answer.found, self.answer.found.case.question
        return {
            "schema": SCHEMA,
            "revision": self.network.revision,
            "question": {
                "start": self.bodies.named(found.start) if found.start else None,
                "place": self.bodies.named(found.home) if found.home else None,
                "wants": [self._asked(want) for want in found.case.wants],
                "day": question.day.isoformat() if question.day else None,
                "layers": list(question.layers),
                "steps": question.steps,
                "closed": [self.bodies.named(body) for body in sorted(question.closed)],
                "case_kept_back": len(found.case.known),
            },
            "answered": found.met,
            "opening": self._opening(self.answer.opening),
            "plan": self._plan(found.plan) if found.plan else None,
            "routes": [
                {"want": {**self.bodies.named(want.id), "asked": want.asked},
                 "alternatives": list(map(self._route, routes))}
                for want, routes in found.routes.items()
            ],
            "unmet": [self._unmet(unmet) for unmet in self.answer.unmet],
            "changes": [self._change(change) for change in self.answer.changes],
            "emergency": [self._line(line) for line in self.answer.lines],
            "registers": self.bodies.registers(),
        }  # fmt: skip

    def _line(self, line: PhoneLine) -> Json:
        return {"number": line.number, "label": words_of(line.label), "use": words_of(line.use), "sort": line.sort,
                "hours": line.hours, "source": line.source, "checked_on": line.checked_on}  # fmt: skip

    def _written(self, line: WrittenLine) -> Json:
        channel = self.bodies.named(f"channel/{line.channel}")
        return {"id": line.id, "label": words_of(line.label), "use": words_of(line.use), "page": line.page,
                "channel": channel, "instead_of": line.instead_of, "hours": line.hours, "source": line.source,
                "checked_on": line.checked_on}  # fmt: skip

    def _opening(self, opening: AnswerOpening) -> Json:
        return {
            "danger": opening.danger,
            "numbers": [self._line(line) for line in opening.lines],
            "desks": [self._desk(desk) for desk in opening.desks],
            "open_now": sorted(opening.open_now),
            "voiceless": opening.voiceless,
            "written": [self._written(line) for line in opening.written],
            "more": opening.more,
            "here": [self._here(visit) for visit in opening.here],
            "place_has_document": self._has_document(),
        }

    def _has_document(self) -> bool:
        home = self.answer.found.home
        return any(document.authority == home for document in self.network.concepts_in("document"))

    def _here(self, visit: Visit) -> Json:
        return {"body": self.bodies.body(visit.body), "for": self._helped(visit)}

    def _helped(self, visit: Visit) -> list[Json]:
        """What a desk helps with: the wants it meets; for one that practice requires, the needs that rule is about."""
        wants = [each for want, _ in visit.met for each in self._needs_of(want)]
        return [self._asked(want) for want in dict.fromkeys(wants)]

    def _needs_of(self, want: Want) -> list[Want]:
        case = self.answer.found.case
        rules = [rule for rule in case.practice if rule.id == want.id] if want.is_desk else []
        return [each for each in case.wants if any(each.id in rule.needs for rule in rules)] or [want]

    def _asked(self, want: Want) -> Json:
        return {**self._want(want), "asked": want.asked}

    def _desk(self, desk: OpeningDesk) -> Json:
        reason = next((rule.reason for rule in desk.rules if rule.reason), None)
        step = desk.visit.leg.step if desk.visit.leg else None
        return {
            "body": self.bodies.body(desk.visit.body),
            "for": self._helped(desk.visit),
            "offer": self._offer(desk.offer),
            "told_only": bool(step and step.told_only),
            "numbers": [self._line(line) for line in desk.lines],
            "closed_numbers": sorted(desk.closed_lines),
            "open_numbers": sorted(desk.open_lines),
            "shared_numbers": sorted(self._shared(desk)),
            "voiceless": self.answer.opening.voiceless,
            "ways": [self.bodies.named(f"channel/{way}") for way in desk.ways],
            "written": [self._written(line) for line in desk.written],
            "stands_for": self._stands_for(step),
            "why": words_of(reason) if reason else None,
            "say": words_of(desk.say) if desk.say else None,
            "speaker": desk.speaker,
            "rules": [self._rule(rule) for rule in desk.rules],
        }

    def _shared(self, desk: OpeningDesk) -> set[str]:
        """The numbers of the whole nation among those of a desk: none of them is its own."""
        body = self.network.bodies[desk.visit.body]
        contacts = desk.offer.service.contacts if desk.offer.service else ()
        printed = {*body.phones, *(contact.phone for contact in contacts), *(line.number for line in desk.lines)}
        return printed & {line.number for line in self.answer.lines if line.sort != EMERGENCY}

    def _stands_for(self, step: Step | None) -> list[Json]:
        """The kinds of desk of her municipality, which is not known, that a step to a kind stands for."""
        checks = step.checks if step else ()
        return [self.bodies.named(kind) for check in checks if check.key == MUNICIPALITY for kind in check.about]

    def _rule(self, rule: PracticeRule) -> Json:
        return {
            "id": rule.id, "label": words_of(rule.label), "reason": words_of(rule.reason), "ground": rule.ground,
            "basis": [self._basis(provision) for provision in rule.basis], "guideline": rule.guideline,
        }  # fmt: skip

    def _want(self, want: Want) -> Json:
        if not want.kinds:
            return self.bodies.named(want.id)
        label = next((rule.label for rule in self.answer.found.case.practice if rule.id == want.id), Words())
        return {"id": want.id, "label": words_of(label)}

    def _plan(self, plan: Plan) -> Json:
        return {
            "desks": plan.desks,
            "layers": list(layers_used(visit.leg.step for visit in plan.visits if visit.leg)),
            "visits": [self._visit(visit) for visit in plan.visits],
            "unmet": [self._want(want) for want in plan.unmet],
        }

    def _visit(self, visit: Visit) -> Json:
        helping = [pair for pair in visit.met if not pair[0].is_desk] or visit.met[:1]
        met = [{"want": self._want(want), "offer": self._offer(offer)} for want, offer in helping]
        leg = self._leg(visit.leg) if visit.leg else None
        stands_for = self._stands_for(visit.leg.step if visit.leg else None)
        return {"body": self.bodies.body(visit.body), "leg": leg, "met": met, "stands_for": stands_for}

    def _route(self, route: Route) -> Json:
        return {
            "desks": route.desks,
            "layers": list(route.layers),
            "start": self.bodies.body(route.start),
            "legs": [self._leg(leg) for leg in route.legs],
            "offers": [self._offer(offer) for offer in route.offers[:MOST_OFFERS]],
            "more_offers": max(0, len(route.offers) - MOST_OFFERS),
        }

    def _leg(self, leg: Leg) -> Json:
        return {**self._step(leg.step), "more": [self._more(step) for step in leg.more]}

    def _more(self, step: Step) -> Json:
        return {"kind": step.kind, "layer": step.layer, "id": step.link.id if step.link else ""}

    def _step(self, step: Step) -> Json:
        link = step.link
        rule = step.rule or (link.rule if link else "")
        return {
            "from": self.bodies.body(step.start) if step.start else None,
            "to": self.bodies.body(step.end),
            "kind": step.kind,
            "kind_label": words_of(self._kind_label(step.kind)),
            "layer": step.layer,
            "layer_label": words_of(self.network.label(f"layer/{step.layer}")),
            "told_only": step.told_only,
            "front_desk": step.front,
            "id": link.id if link else "",
            "why": words_of(link.purpose) if link else None,
            "condition": words_of(link.condition) if link and link.condition else None,
            "rule": self.bodies.named(rule) if rule else None,
            "via": self.bodies.named(step.via) if step.via else None,
            "origin": self.bodies.named(link.origin) if link and link.origin else None,
            "basis": [self._basis(provision) for provision in link.basis] if link else [],
            "wording": words_of(self.network.label(f"wording/{link.wording}")) if link and link.wording else None,
            "sources": self._sources(step),
            "checks": self._checks(step.checks),
        }

    def _kind_label(self, kind: str) -> Words:
        return (
            self.network.label(f"linkage-kind/{kind}") if f"linkage-kind/{kind}" in self.network.concepts else Words()
        )

    def _sources(self, step: Step) -> list[Json]:
        if self._is_secret(step.start) or self._is_secret(step.end):
            return []
        facts = (step.link.id, step.link.origin) if step.link else (step.fact,)
        return [self._place(place) for fact in facts for place in self.places.get(fact, ())]

    def _is_secret(self, body: str) -> bool:
        return body in self.network.bodies and self.network.bodies[body].disclosure == CONFIDENTIAL

    def _place(self, place: SourceLocator) -> Json:
        return {
            "document": self.bodies.named(place.document), "section": place.section, "item": place.item,
            "anchors": list(place.anchors),
        }  # fmt: skip

    def _basis(self, provision: str) -> Json:
        known = self.network.provisions.get(provision)
        if known is None:
            return {"id": provision, "statute": words_of(Words(provision, provision)), "article": "", "label": None,
                    "wording": None}  # fmt: skip
        return {
            "id": provision, "statute": words_of(known.statute), "article": known.number,
            "label": words_of(known.label),
            "wording": words_of(self.network.label(f"wording/{known.wording}")) if known.wording else None,
        }  # fmt: skip

    def _offer(self, offer: Offer) -> Json:
        hidden = self._is_secret(offer.body)
        service = None if hidden else offer.service
        return {
            "body": self.bodies.body(offer.body),
            "id": offer.id,
            "label": words_of(offer.label),
            "by_law": offer.duty is not None,
            "sure": offer.tier == 0,
            "layer": offer.layer,
            "layer_label": words_of(self.network.label(f"layer/{offer.layer}")),
            "functions": [self.bodies.named(function) for function in offer.functions],
            "channels": [self.bodies.named(f"channel/{channel}") for channel in service.channels] if service else [],
            "hours": service.hours if service else "",
            "contacts": [self._contact(contact) for contact in service.contacts] if service else [],
            "languages": list(service.languages) if service else [],
            "cost": service.cost if service else "",
            "basis": [self._basis(provision) for provision in offer.duty.basis] if offer.duty else [],
            "rule": self.bodies.named(offer.duty.rule) if offer.duty and offer.duty.rule else None,
            "sources": [] if hidden else [self._place(place) for place in self.places.get(offer.id, ())],
            "checks": self._checks(offer.checks),
        }

    def _contact(self, contact: Contact) -> Json:
        return {
            "channel": self.bodies.named(f"channel/{contact.channel}"), "phone": contact.phone, "email": contact.email,
            "url": contact.url, "hours": contact.hours, "source": contact.source, "checked_on": contact.checked_on,
            "main": contact.main,
        }  # fmt: skip

    def _checks(self, checks: Iterable[Check]) -> list[Json]:
        made = dict.fromkeys(checks)
        return [
            {"key": check.key, "state": check.state, "about": [self._about(part) for part in check.about]}
            for check in made
        ]

    def _about(self, part: str) -> Json:
        return self.bodies.named(part)

    def _unmet(self, unmet: UnmetWant) -> Json:
        return {
            "want": self.bodies.named(unmet.want.id),
            "ends": [self.bodies.body(body) for body in unmet.ends],
            "openers": [self._opener(opener) for opener in unmet.openers],
        }

    def _opener(self, opener: Opener) -> Json:
        return {
            "way": opener.way,
            "from": self.bodies.named(opener.start) if opener.start else None,
            "to": self.bodies.named(opener.end) if opener.end else None,
            "step": self._step(opener.step) if opener.step else None,
            "offer": self._offer(opener.offer) if opener.offer else None,
            "reasons": self._checks(opener.reasons),
        }

    def _change(self, change: TurnedCondition) -> Json:
        named = change.how == "added" or self.name_circumstances
        return {
            "circumstance": self.bodies.named(change.circumstance) if named else None,
            "how": change.how, "outcome": change.outcome,
            "desks_before": change.desks_before, "desks_after": change.desks_after,
            "ends_before": [self.bodies.named(body) for body in change.ends_before],
            "ends_after": [self.bodies.named(body) for body in change.ends_after],
        }  # fmt: skip
