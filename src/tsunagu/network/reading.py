"""Reads the projection from an engine: five questions over the whole graph, none per node.

O(rows) time and memory. The questions (`queries/projection`) give one row per property of a thing; they are put
together and sorted here, so they are asked without their ORDER BY, which costs several times the answer itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from tsunagu.hours.channels import hours_by_channel
from tsunagu.network.model import Network
from tsunagu.network.records import (
    Body,
    BodyRule,
    Concept,
    Contact,
    Duty,
    Interval,
    Linkage,
    ListedDesk,
    Listing,
    Participant,
    Provision,
    Register,
    Service,
    Words,
)
from tsunagu.queries.built_graph import BuiltGraph

NODES = {"Body": "named", "ExpectedBody": "expected", "BodyType": "kind", "UnnamedPartner": "unnamed"}
"""Class of a node → its sort."""
CONCEPTS = {
    "Need": "need", "SupportFunction": "function", "SupportStage": "stage", "TargetGroup": "group", "Place": "place",
    "SourceDocument": "document", "InferenceRule": "rule",
}  # fmt: skip
"""Class of a concept → the name of its scheme here; other concepts go by their SKOS scheme."""

PRINTED = "ja"
"""The language of what documents print: units, readings, hours."""


class Thing:
    """One thing of the graph: its classes, and its values by the local name of the property."""

    def __init__(self, base: str) -> None:
        self._base = base
        self.classes: set[str] = set()
        self._values: dict[tuple[str, str], list[str]] = defaultdict(list)

    def add(self, name: str, value: str, language: str) -> None:
        """Take one value in."""
        self._values[name, language].append(value.removeprefix(self._base))

    def many(self, name: str) -> tuple[str, ...]:
        """All values without a language, each once, sorted."""
        return tuple(sorted(set(self._values.get((name, ""), ()))))

    def first(self, name: str) -> str:
        """The first value without a language, in the order of the alphabet, else the first as printed; else empty."""
        plain = self._values.get((name, ""), [])
        return min(plain or self._values.get((name, PRINTED), []), default="")

    def short(self, name: str) -> str:
        """The last part of the first value: `stated` of `layer/stated`."""
        return self.first(name).rsplit("/", 1)[-1]

    def shorts(self, name: str) -> tuple[str, ...]:
        """The last parts of all values."""
        return tuple(value.rsplit("/", 1)[-1] for value in self.many(name))

    def words(self, *names: str) -> Words:
        """The first text in both languages of the first property that has one."""
        for name in names:
            found = Words(*(min(self._values.get((name, code), ()), default="") for code in ("ja", "en")))
            if found:
                return found
        return Words()

    def texts(self, name: str) -> tuple[str, ...]:
        """The values in any language, each once, sorted."""
        return tuple(sorted({value for (key, _), values in self._values.items() if key == name for value in values}))

    def day(self, name: str) -> date | None:
        """A date, None where there is none; raises `ValueError` where it is no date."""
        value = self.first(name)
        return date.fromisoformat(value) if value else None

    @property
    def interval(self) -> Interval:
        """The period from validFrom to validUntil."""
        return Interval(self.day("validFrom"), self.day("validUntil"))

    @property
    def is_entry(self) -> bool:
        """Whether one may come to a service without referral, now or once it is in operation."""
        return "true" in (self.first("entryPoint"), self.first("plannedEntryPoint"))

    @property
    def life(self) -> Interval:
        """The days a body is there, open ends as None; of one that is on no known day, what is written of it."""
        days = Interval(self.day("standsFrom"), self.day("standsUntil"))
        if days.begins is None or days.ends is None or days.begins > days.ends:
            return self.interval
        return Interval(None if days.begins == date.min else days.begins, None if days.ends == date.max else days.ends)


READ = {
    "bodies": "details-of-bodies-and-kinds", "linkages": "details-of-all-linkages",
    "services": "details-of-all-services", "concepts": "details-of-controlled-lists",
    "rules-for-bodies": "bodies-law-gives-to-places",
    "listed": "desks-of-registers",
}  # fmt: skip
"""What a network holds → the question that lists it."""


def read_network(graph: BuiltGraph, revision: str = "") -> Network:
    """The whole network of a built graph; O(rows)."""
    things = {name: gathered(graph, question) for name, question in READ.items()}
    statutes = {name: thing for name, thing in things["concepts"].items() if "Statute" in thing.classes}
    given = things["services"].items()
    around = Around(things["services"])
    listed = things["listed"].items()
    listings = {name: _listing(name, thing) for name, thing in listed if "Listing" in thing.classes}
    return Network(
        bodies={name: _body(name, thing, around.phones_of(name)) for name, thing in things["bodies"].items()},
        links=tuple(_link(name, thing) for name, thing in things["linkages"].items()),
        services=tuple(_service(name, thing, around) for name, thing in given if "Service" in thing.classes),
        duties=tuple(_duty(name, thing) for name, thing in given if "TypeFunction" in thing.classes),
        concepts={name: _concept(name, thing) for name, thing in things["concepts"].items() if _is_concept(thing)},
        rules=tuple(_rule(name, thing) for name, thing in things["rules-for-bodies"].items()),
        registers={n: _register(n, thing) for n, thing in things["listed"].items() if "Register" in thing.classes},
        listings=listings,
        listed=tuple(_listed(things["listed"], listings.values())),
        provisions=dict(_provisions(things["concepts"], statutes)),
        revision=revision,
    )


def gathered(graph: BuiltGraph, question: str) -> Mapping[str, Thing]:
    """Everything that a question of the shape thing, class, property, value, language tells of, by id."""
    found: dict[str, Thing] = {}
    for iri, kind, name, value, language in graph.ask_unordered(question).rows:
        thing = found.setdefault(iri, Thing(graph.iris.base))
        thing.classes.add(_local(kind))
        thing.add(_local(name), value, language)
    return {iri.removeprefix(graph.iris.base): found[iri] for iri in sorted(found)}


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _body(name: str, thing: Thing, phones: tuple[str, ...] = ()) -> Body:
    sort = next(NODES[kind] for kind in NODES if kind in thing.classes)
    return Body(
        name, sort, thing.words("label"), thing.first("kana"),
        thing.short("bodyKind") or thing.short("typeKind"), thing.many("bodyType"), thing.first("place"),
        thing.first("partOf"), thing.short("status"), thing.life, thing.short("disclosure") or "public",
        thing.short("modality"), thing.many("legalBasis"), thing.many("inDocument"),
        tuple(sorted({*thing.texts("altLabel"), *thing.texts("formerName")})),
        tuple(sorted({*thing.many("telephone"), *phones})), thing.first("frontDoor"),
    )  # fmt: skip


def _link(name: str, thing: Thing) -> Linkage:
    return Linkage(
        name, thing.first("from"), thing.first("to"), thing.short("linkageKind"), thing.short("layer"),
        thing.short("status") or "in_operation",
        frozenset({*thing.many("forFunction"), *thing.many("fulfilsFunction")}),
        frozenset({*thing.many("forNeed"), *thing.many("meetsNeed")}), thing.words("purpose"),
        thing.words("condition"), thing.first("plannedFor"), thing.many("legalBasis"), thing.short("modality"),
        thing.short("wording"), thing.first("inferenceRule"), _origin(thing), thing.first("inDocument"),
        thing.first("about"), frozenset(thing.many("forGroup")), frozenset(thing.shorts("forPlaceKind")),
    )  # fmt: skip


def _origin(thing: Thing) -> str:
    return next((source for source in thing.many("wasDerivedFrom") if not source.startswith("document/")), "")


class Around:
    """Who takes part in each service, and the contacts of services and bodies, by their ids."""

    def __init__(self, things: Mapping[str, Thing]) -> None:
        self._participants: dict[str, list[Participant]] = defaultdict(list)
        self._contacts: dict[str, list[Contact]] = defaultdict(list)
        for thing in things.values():
            if "ServiceParticipation" in thing.classes:
                made = Participant(thing.first("participant"), thing.short("participationRole"))
                self._participants[thing.first("ofService")].append(made)
            if "Contact" in thing.classes:
                self._contacts[thing.first("contactOf")].append(_contact(thing))

    def participants_of(self, service: str) -> tuple[Participant, ...]:
        """The bodies that take part in a service, in the order of their ids."""
        return tuple(self._participants.get(service, ()))

    def contacts_of(self, thing: str) -> tuple[Contact, ...]:
        """The contacts of a service or body, in the order of their ids."""
        return tuple(self._contacts.get(thing, ()))

    def phones_of(self, thing: str) -> tuple[str, ...]:
        """The telephone numbers among the contacts."""
        return tuple(contact.phone for contact in self.contacts_of(thing) if contact.phone)


def _contact(thing: Thing) -> Contact:
    return Contact(
        thing.short("channel"), thing.first("telephone"), thing.first("email"), thing.first("homepage"),
        thing.first("hours"), thing.first("source"), thing.first("checkedOn"),
    )  # fmt: skip


def _age(thing: Thing, name: str) -> int | None:
    held = thing.first(name)
    return int(held) if held else None


def _service(name: str, thing: Thing, around: Around) -> Service:
    contacts = around.contacts_of(name)
    by_channel = ((contact.channel, contact.hours) for contact in contacts)
    hours = hours_by_channel("、".join(thing.texts("hours")), by_channel)
    return Service(
        name, thing.first("provider"), thing.words("label"), frozenset(thing.many("fulfilsFunction")),
        frozenset(thing.many("meetsNeed")), frozenset(thing.many("forGroup")), frozenset(thing.many("notForGroup")),
        thing.shorts("channel"), hours, thing.texts("languageOffered"),
        "、".join(thing.texts("cost")), thing.is_entry, thing.short("status"),
        thing.short("layer"), thing.short("disclosure") or "public", thing.first("inDocument"), thing.first("about"),
        thing.first("contactDesk"), thing.first("responsibleUnit"), _age(thing, "ageFrom"), _age(thing, "ageUntil"),
        around.participants_of(name), contacts,
    )  # fmt: skip


def _duty(name: str, thing: Thing) -> Duty:
    return Duty(
        name, thing.first("bodyType"), thing.first("fulfilsFunction"), thing.short("layer"), thing.many("legalBasis"),
        thing.short("modality"), thing.short("wording"), thing.first("inferenceRule"), thing.short("confidence"),
        frozenset(thing.many("forNeed")), frozenset(thing.many("forGroup")), frozenset(thing.shorts("forPlaceKind")),
        thing.words("condition"),
    )  # fmt: skip


def _rule(name: str, thing: Thing) -> BodyRule:
    return BodyRule(
        name, thing.first("bodyType"), thing.short("modality") or "must", thing.short("placeKind"),
        thing.first("place"), thing.many("legalBasis"),
    )  # fmt: skip


def _register(name: str, thing: Thing) -> Register:
    return Register(
        name, thing.words("title"), thing.first("publishedBy"), thing.first("homepage"), thing.first("licenceName"),
        thing.first("editionOf"), thing.words("changesMade"),
    )  # fmt: skip


def _listing(name: str, thing: Thing) -> Listing:
    return Listing(
        name, thing.words("label"), thing.many("bodyType"), frozenset(thing.many("fulfilsFunction")),
        frozenset(thing.many("meetsNeed")), frozenset(thing.many("forGroup")), thing.shorts("channel"),
    )  # fmt: skip


def _listed(things: Mapping[str, Thing], listings: Iterable[Listing]) -> Iterator[ListedDesk]:
    """Yield the desks of registers, with the body of a document, and the kinds, that they are by reviewed matches."""
    matches = [thing for thing in things.values() if "DeskMatch" in thing.classes]
    found = [(thing.first("matchedDesk"), thing.first("matchedBody")) for thing in matches
             if thing.short("matchDecision") == "same"]  # fmt: skip
    same = {desk: body for desk, body in found if body.startswith("body/")}
    also: dict[str, tuple[str, ...]] = {}
    for desk, kind in found:
        also[desk] = also.get(desk, ()) + tuple(listing.id for listing in listings if kind in listing.kinds)
    for name, thing in things.items():
        if "ListedDesk" in thing.classes:
            yield ListedDesk(
                name, thing.words("label"), thing.first("inRegister"),
                tuple(dict.fromkeys((*thing.many("listedAs"), *also.get(name, ())))), thing.many("servesPlace"),
                thing.first("telephone"), thing.short("phoneKind") == "main", thing.first("homepage"),
                thing.first("hours"), thing.first("checkedOn"), same.get(name, ""),
            )  # fmt: skip


def _is_concept(thing: Thing) -> bool:
    return not thing.classes & {"Article", "Statute"}


def _concept(name: str, thing: Thing) -> Concept:
    scheme = next((CONCEPTS[kind] for kind in CONCEPTS if kind in thing.classes), "") or thing.short("inScheme")
    return Concept(
        name, thing.words("prefLabel", "label", "title"), scheme, thing.many("metByFunction"),
        thing.many("firstContact"), thing.first("atStage"), int(thing.first("order") or 0), thing.short("placeKind"),
        thing.first("inPrefecture"), thing.first("inCity"), thing.first("authority"), thing.short("documentKind"),
        thing.short("status"), thing.interval, thing.words("scopeNote"), thing.first("sha256"),
    )  # fmt: skip


def _provisions(things: Mapping[str, Thing], statutes: Mapping[str, Thing]) -> Iterator[tuple[str, Provision]]:
    for name, thing in things.items():
        if name in statutes:
            yield name, Provision(name, thing.words("label"), label=thing.words("label"))
        elif "Article" in thing.classes:
            statute = statutes.get(thing.first("partOfStatute"))
            title = statute.words("label") if statute else Words()
            number, strength = thing.first("articleNumber"), (thing.short("modality"), thing.short("wording"))
            yield name, Provision(name, title, number, thing.words("label"), *strength)
