"""The routes of an answer in prose, in Japanese or English, every step with its grounds.

What is read aloud in the first minute stands in `tsunagu.routes.minute`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tsunagu.messages import Language, text
from tsunagu.registers.phones import phone_doubt
from tsunagu.routes.answer import Json

ANYONE = "body-type/any-person"
INDENT = "     "
MOST_CONFIRM = 12


class Teller:
    """Words for the parts of an answer, in one language; the page and the drawings use the same ones."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.full = True

    def say(self, key: str, **data: object) -> str:
        """A message of the catalogue in the language."""
        return text(key, self.language, **data)

    def lab(self, named: Json | None) -> str:
        """The label of something named, empty where there is nothing."""
        return str(named["label"][self.language]) if named else ""

    def word(self, words: Json | None) -> str:
        """Words in the language, empty where there are none."""
        return str(words[self.language]) if words else ""

    def join(self, parts: Iterable[str]) -> str:
        """The parts as one list in words, each once, empty ones left out."""
        return self.say("route-separator").join(dict.fromkeys(part for part in parts if part))

    def lines(self, answer: Json, *, full: bool = False) -> Iterator[str]:
        """Yield what follows the opening: what was asked, the plan, the routes, with their grounds where `full`."""
        self.full = full
        yield from self._question(answer["question"])
        if answer["plan"] and (len(answer["routes"]) > 1 or answer["plan"]["desks"] > 1):
            yield from self._plan(answer["plan"])
        for block in answer["routes"]:
            yield from self._alternatives(block, answer["question"], len(answer["routes"]) > 1)
        for unmet in answer["unmet"]:
            yield from self._unmet(unmet)
        yield from self._registers(answer["registers"])
        if full:
            yield from self._changes(answer["changes"])
            yield from self._emergency(answer["emergency"])

    def _question(self, question: Json) -> Iterator[str]:
        wants = self.join(self.lab(want) for want in question["wants"] if want["asked"])
        also = self.join(self.lab(want) for want in question["wants"] if not want["asked"])
        start = self.start_words(question)
        yield self.say("route-asked", start=start, wants=wants)
        if also:
            yield self.say("route-also", wants=also)
        layers = self.join(self.say(f"route-layer-{layer}") for layer in question["layers"])
        yield self.say("route-scope", day=question["day"] or "-", layers=layers)
        if question["case_kept_back"]:
            yield self.say("route-case", count=question["case_kept_back"])
        yield ""

    def start_words(self, question: Json) -> str:
        """Where one starts, in words: a body, a kind of body in a place, or anywhere in the place."""
        if question["start"] is None:
            return self.say("route-anywhere", place=self.lab(question["place"]))
        if str(question["start"]["id"]).startswith("body-type/"):
            return self.say("route-kind-start", kind=self.lab(question["start"]), place=self.lab(question["place"]))
        return self.lab(question["start"])

    # ---- one joint plan ----

    def _plan(self, plan: Json) -> Iterator[str]:
        yield self.say("route-plan", desks=plan["desks"])
        number = 0
        for visit in plan["visits"]:
            number += visit["leg"] is not None
            met = self.join(self.lab(meeting["want"]) for meeting in visit["met"])
            key = "route-plan-visit" if visit["leg"] else "route-plan-here"
            if visit["leg"] or met:
                met = met or self.say("route-plan-pass")
                yield self.say(key, number=number, body=self.place_to_go(visit), met=met)
        if plan["unmet"]:
            yield self.say("route-plan-unmet", wants=self.join(map(self.lab, plan["unmet"])))
        yield ""

    # ---- routes ----

    def _alternatives(self, block: Json, question: Json, several: bool) -> Iterator[str]:
        want = self.lab(block["want"])
        if several and block["alternatives"]:
            yield self.say("route-for", want=want)
        for number, route in enumerate(block["alternatives"], start=1):
            yield from self.route(number, route, want, question)
            yield ""

    def route(self, number: int, route: Json, want: str, question: Json) -> Iterator[str]:
        """Yield one route: title, steps with their grounds, what is offered at the end, what is to confirm."""
        yield self.title(number, route, want, question)
        for at, leg in enumerate(route["legs"], start=1):
            yield from self.leg(at, leg)
        yield from self.arrival(route)
        yield from self._confirm(route)

    def title(self, number: int, route: Json, want: str, question: Json) -> str:
        """A route in one line: its number, start, want, desks and evidence."""
        start = self.lab(route["start"]) if route["start"]["id"] else self.start_words(question)
        key = "route-title" if route["legs"] else "route-title-here"
        layers = self.join(self.say(f"route-layer-{layer}") for layer in route["layers"])
        return self.say(key, number=number, start=start, want=want, desks=route["desks"], layers=layers)

    def body(self, body: Json) -> str:
        """The label of a body; one that only law says must exist is marked as such."""
        return self.say("route-expected", body=self.lab(body)) if body["sort"] == "expected" else self.lab(body)

    def place_to_go(self, visit: Json) -> str:
        """The name of a desk of a plan; a kind that stands for one of her municipality is told as such."""
        return self.stand_in(visit["stands_for"]) if visit["stands_for"] else self.body(visit["body"])

    def stand_in(self, kinds: list[Json]) -> str:
        """How the desk of her municipality is named where which one that is is not known."""
        return self.say("opening-name-municipal", body=self.say("opening-dot").join(map(self.lab, kinds)))

    def leg(self, number: int, leg: Json) -> Iterator[str]:
        """Yield the lines of one step."""
        names = {"start": self.body(leg["from"]) if leg["from"] else "", "end": self.body(leg["to"])}
        layer = self.word(leg["layer_label"])
        if leg["kind"] == "enter":
            yield self.say("route-step-enter", number=number, layer=layer, **names)
        elif leg["kind"] == "told":
            key = "route-step-told-anyone" if leg["from"]["id"] == ANYONE else "route-step-told"
            yield self.say(key, number=number, layer=layer, **names)
        else:
            yield self.say("route-step", number=number, kind=self.word(leg["kind_label"]), layer=layer, **names)
        for line in self.grounds(leg) if self.full else self.short_grounds(leg):
            yield INDENT + line

    def short_grounds(self, leg: Json) -> Iterator[str]:
        """Yield on which provision a step rests, else where it is said."""
        basis = [self.say("route-basis", basis=self.provision(basis)) for basis in leg["basis"]]
        sources = [self.say("route-source", source=self.lab(source["document"])) for source in leg["sources"]]
        yield from (basis or sources)[:1]

    def grounds(self, leg: Json) -> Iterator[str]:
        """Yield why a step applies: purpose, basis with the wording of the duty, rule, sources."""
        if self.word(leg["why"]):
            yield self.say("route-purpose", purpose=self.word(leg["why"]))
        if leg["condition"]:
            yield self.say("route-condition", condition=self.word(leg["condition"]))
        if leg["via"]:
            yield self.say("route-via", whole=self.lab(leg["via"]))
        for basis in leg["basis"]:
            yield self.say("route-basis", basis=self.provision(basis))
        if leg["rule"]:
            yield self.say("route-inferred", rule=self.lab(leg["rule"]))
        for source in leg["sources"]:
            yield self.say("route-source", source=self.place(source))
        if leg["more"]:
            yield self.say("route-more", count=len(leg["more"]))

    def provision(self, basis: Json) -> str:
        """A provision as it is cited: statute, article, what it says, and the wording of the duty."""
        statute = self.word(basis["statute"])
        cited = self.say("route-article", statute=statute, article=basis["article"]) if basis["article"] else statute
        return self.say("route-provision", cited=cited, label=self.word(basis["label"]),
                        wording=self.word(basis["wording"]) or "-")  # fmt: skip

    def place(self, source: Json) -> str:
        """A place in a source as one line: document, section, item, anchors."""
        parts = (self.lab(source["document"]), source["section"], source["item"], "；".join(source["anchors"]))
        return " / ".join(part for part in parts if part)

    def arrival(self, route: Json) -> Iterator[str]:
        """Yield what the last body offers."""
        for at, offer in enumerate(route["offers"]):
            key = "route-arrival" if at == 0 else "route-arrival-also"
            yield self.say(key, body=self.body(offer["body"]), offer=self.offer(offer),
                           layer=self.word(offer["layer_label"]))  # fmt: skip
            for line in self.offer_grounds(offer) if self.full else ():
                yield INDENT + line
        if route["more_offers"]:
            yield self.say("route-arrival-more", count=route["more_offers"])
        listed = route["offers"][0]["body"]["listed"] if route["offers"] else None
        if listed:
            yield self.listed(listed)

    def offer(self, offer: Json) -> str:
        """What is offered, in words, marked as unsure where its source does not name the need."""
        functions = self.join(map(self.lab, offer["functions"]))
        by_law = "route-offer-law" if offer["basis"] else "route-offer-kind"
        key = by_law if offer["by_law"] else "route-offer"
        label = self.word(offer["label"])
        said = self.say(key, label=label, functions=functions) if functions else label
        return said if offer["sure"] else self.say("route-offer-unsure", offer=said)

    def offer_grounds(self, offer: Json) -> Iterator[str]:
        """Yield channel, hours, basis and sources of an offer; what is not known is said to be so."""
        for basis in offer["basis"]:
            yield self.say("route-basis", basis=self.provision(basis))
        unknown = self.say("route-unknown")
        if not offer["by_law"]:
            channels = self.join(map(self.lab, offer["channels"])) or unknown
            yield self.say("route-channels", channels=channels, hours=offer["hours"] or unknown)
            if offer["languages"]:
                yield self.say("route-languages", languages=self.join(offer["languages"]))
            if offer["cost"]:
                yield self.say("route-cost", cost=offer["cost"])
        yield from map(self.contact, offer["contacts"])
        if offer["body"]["phones"]:
            yield self.say("route-phone", phones=self.join(offer["body"]["phones"]))
        for source in offer["sources"]:
            yield self.say("route-source", source=self.place(source))

    def listed(self, entry: Json) -> str:
        """What a register says of a desk: number, page, hours, and when it was checked."""
        notes = ["opening-note-main"] if entry["main"] else []
        notes += ["opening-note-doubt"] if phone_doubt(entry["phone"]) else []
        said = self.join(map(self.say, notes))
        number = self.say("opening-phone-noted", phone=entry["phone"], notes=said) if notes else entry["phone"]
        said = self.join((number, entry["page"], entry["hours"]))
        return self.say("route-listed", said=said, register=self.lab(entry["register"]), checked=entry["checked_on"])

    def contact(self, contact: Json) -> str:
        """One contact with where and when it was checked."""
        said = " ".join(contact[name] for name in ("phone", "email", "url", "hours") if contact[name])
        source = contact["source"] or self.say("route-contact-document")
        channel, checked = self.lab(contact["channel"]), contact["checked_on"]
        return self.say("route-contact", channel=channel, said=said, source=source, checked=checked)

    def _confirm(self, route: Json) -> Iterator[str]:
        checks = [*(check for leg in route["legs"] for check in leg["checks"]),
                  *(check for offer in route["offers"][:1] for check in offer["checks"])]  # fmt: skip
        met = self.checks(checks, "met")
        if met:
            yield self.say("route-met", checks=self.join(met))
        yield self.say(
            "route-to-confirm", checks=self.join((*self.checks(checks, "confirm"), self.say("route-places")))
        )

    def checks(self, checks: Iterable[Json], state: str) -> list[str]:
        """The wordings of the checks in one state, each once, at most `MOST_CONFIRM`."""
        said = [self.check(check) for check in checks if check["state"] == state]
        return list(dict.fromkeys(said))[:MOST_CONFIRM]

    def check(self, check: Json) -> str:
        """One check in words, with what it is about."""
        return self.say(f"route-check-{check['key']}", about=self.join(map(self.lab, check["about"])))

    # ---- no route ----

    def _unmet(self, unmet: Json) -> Iterator[str]:
        yield self.say("route-none", want=self.lab(unmet["want"]))
        yield self.say("route-dead-ends", ends=self.join(map(self.lab, unmet["ends"][:8])) or self.say("route-unknown"))
        for opener in unmet["openers"]:
            yield "  - " + self.opener(opener)
        yield ""

    def opener(self, opener: Json) -> str:
        """What would open a route, in words."""
        reasons = self.join(self.checks(opener["reasons"], "not_met"))
        offer = self.offer(opener["offer"]) if opener["offer"] else ""
        return self.say(f"route-opener-{opener['way']}", start=self.lab(opener["from"]), end=self.lab(opener["to"]),
                        reasons=reasons, offer=offer)  # fmt: skip

    def _changes(self, changes: list[Json]) -> Iterator[str]:
        if changes:
            yield self.say("route-changes")
            for change in changes:
                yield "  - " + self.change(change)
            yield ""

    def change(self, change: Json) -> str:
        """What one turned condition does, in words."""
        named = change["circumstance"]
        turned = (
            self.say(f"route-change-{change['how']}", circumstance=self.lab(named))
            if named
            else self.say("route-change-dropped-one")
        )
        ends = self.join(map(self.lab, change["ends_after"]))
        outcome = self.say(f"route-outcome-{change['outcome']}", before=change["desks_before"],
                           after=change["desks_after"], ends=ends or self.say("route-unknown"))  # fmt: skip
        return turned + outcome

    def _registers(self, registers: list[Json]) -> Iterator[str]:
        """Yield how the registers ask to be named."""
        yield from map(self.register, registers)

    def register(self, register: Json) -> str:
        """A register as it asks to be named: title, publisher, licence, day, page, and what was changed."""
        named = {name: register[name] for name in ("publisher", "licence", "edition", "page")}
        return self.say("route-register", register=self.lab(register), changes=self.word(register["changes"]), **named)

    def _emergency(self, numbers: list[Json]) -> Iterator[str]:
        yield self.say("route-emergency")
        for line in numbers:
            yield self.say(
                "route-number", number=line["number"], label=self.word(line["label"]), use=self.word(line["use"])
            )
