"""What the projection knows about a body, a linkage, a service, a duty and a concept.

Identifiers are IRIs without their base (`body/142042-shimin-sodan-ka`, `need/dv`, `place/142042`), so that they read
well and do not depend on the base. Choices of a column are their last part (`stated`, `refer`, `must`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tsunagu.messages import Language

LAYERS = ("statutory", "stated", "reported", "listed", "planned", "opinion", "inferred")
"""Evidence layers, strongest first; DESIGN section 3, number 4."""
GOVERNMENT_KINDS = frozenset({"body-type/municipality", "body-type/prefecture"})
"""The kinds of a body that is a local government as a whole."""


@dataclass(frozen=True, slots=True, order=True)
class Words:
    """One text in Japanese and English; where only one language is known the other falls back to it."""

    ja: str = ""
    en: str = ""

    def of(self, language: Language) -> str:
        """The text in one language, else in the other."""
        return (self.ja or self.en) if language == "ja" else (self.en or self.ja)

    def __bool__(self) -> bool:
        return bool(self.ja or self.en)


NO_WORDS = Words()


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `begins` to `ends`, both included; None is open."""

    begins: date | None = None
    ends: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the interval."""
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True)
class Body:
    """A node of the network.

    `sort` is `named` (a document names it), `expected` (law says it must, should or may exist; `modality` tells
    which), `kind` (a kind of body) or `unnamed` (a partner a text leaves open). `form` is the kind of thing: unit,
    desk, facility, organisation, collaboration, post, programme; for a kind, its type-kind. `front_door` is the public
    body that is shown instead of one whose place is secret. A desk of a register says which places it `serves`, when it
    was `checked_on` (ISO 8601) and whether its telephone is the `main_number` of a house.
    """

    id: str
    sort: str
    label: Words
    kana: str = ""
    form: str = ""
    kinds: tuple[str, ...] = ()
    place: str = ""
    part_of: str = ""
    status: str = ""
    life: Interval = Interval()
    disclosure: str = "public"
    modality: str = ""
    basis: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    front_door: str = ""
    serves: tuple[str, ...] = ()
    checked_on: str = ""
    main_number: bool = False

    @property
    def layer(self) -> str:
        """What it rests on that the body is there: a document states it, a register lists it, or it follows by rule."""
        return "inferred" if self.sort != "named" else "listed" if self.serves else "stated"

    @property
    def is_desk(self) -> bool:
        """Tell whether it is a body one can turn to: named, or required by law (decision 0006)."""
        return self.sort == "named" or (self.sort == "expected" and self.modality == "must")


@dataclass(frozen=True, slots=True)
class BodyRule:
    """By this rule law gives a body of a kind to every place of a kind, or to the one `place` that an order names."""

    id: str
    kind: str
    strength: str
    place_kind: str = ""
    place: str = ""
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Linkage:
    """One linkage from `start` to `end` (ids of any sort of body).

    `functions` and `needs` say what the linkage is for, where that is known. `rule` and `origin` stand where it is
    inferred. `modality` and `wording` are those of the duty a statutory linkage rests on; `audience` are the groups
    that duty is about and `place_kinds` the kinds of local government it binds (none: all).
    """

    id: str
    start: str
    end: str
    kind: str
    layer: str
    status: str = ""
    functions: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    purpose: Words = Words()
    condition: Words = Words()
    planned_for: str = ""
    basis: tuple[str, ...] = ()
    modality: str = ""
    wording: str = ""
    rule: str = ""
    origin: str = ""
    document: str = ""
    about: str = ""
    audience: frozenset[str] = frozenset()
    place_kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Participant:
    """A body that takes part in a service, and in which role: competent_authority, provider, operator, contractor …"""

    body: str
    role: str


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach a service: the channel, its number or address, its hours, where and when that was checked.

    `source` is a page, or empty where it is the document itself; `checked_on` is a day (ISO 8601). `main` tells the
    main number of a house, where one asks to be put through.
    """

    channel: str
    phone: str = ""
    email: str = ""
    url: str = ""
    hours: str = ""
    source: str = ""
    checked_on: str = ""
    main: bool = False


@dataclass(frozen=True, slots=True)
class Service:
    """Something a person can use: who provides it, for which needs, for whom, how and when.

    `provider` gives it, `desk` is where one asks for it (empty: at the provider), `responsible` the department in
    charge, which is no door. `age_from` and `age_until` are the youngest and oldest age, both included, of the person
    it is for. `hours` hold those of each contact too, with its channel before them.
    """

    id: str
    provider: str
    label: Words
    functions: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    for_groups: frozenset[str] = frozenset()
    not_for_groups: frozenset[str] = frozenset()
    channels: tuple[str, ...] = ()
    hours: str = ""
    languages: tuple[str, ...] = ()
    cost: str = ""
    entry: bool = False
    status: str = ""
    layer: str = "stated"
    disclosure: str = "public"
    document: str = ""
    about: str = ""
    desk: str = ""
    responsible: str = ""
    age_from: int | None = None
    age_until: int | None = None
    participants: tuple[Participant, ...] = ()
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """A published list of desks: who publishes it where, under which licence, of which day, and what was changed."""

    id: str
    label: Words
    publisher: str = ""
    page: str = ""
    licence: str = ""
    edition: str = ""
    changes: Words = Words()


@dataclass(frozen=True, slots=True)
class Listing:
    """A kind of desk of a register: which kinds of bodies such a desk is, and what it does for which needs."""

    id: str
    label: Words
    kinds: tuple[str, ...] = ()
    functions: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    channels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedDesk:
    """A desk as a register lists it; `same_as` is the body of a document that a reviewed match says it is."""

    id: str
    label: Words
    register: str
    listings: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()
    phone: str = ""
    main: bool = False
    page: str = ""
    hours: str = ""
    checked_on: str = ""
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """A function law gives to a kind of body.

    `needs` are what the act behind it is about, none where it is general; `audience` the groups it serves and
    `place_kinds` the kinds of local government whose bodies have it (none: all).
    """

    id: str
    kind: str
    function: str
    layer: str
    basis: tuple[str, ...] = ()
    modality: str = ""
    wording: str = ""
    rule: str = ""
    confidence: str = ""
    needs: frozenset[str] = frozenset()
    audience: frozenset[str] = frozenset()
    place_kinds: frozenset[str] = frozenset()
    condition: Words = Words()


@dataclass(frozen=True, slots=True)
class Concept:
    """A need, function, stage, target group, place, document, rule or other choice, with its relations.

    `sha256` is that of the text of a document.
    """

    id: str
    label: Words
    scheme: str = ""
    functions: tuple[str, ...] = ()
    first_contacts: tuple[str, ...] = ()
    stage: str = ""
    order: int = 0
    place_kind: str = ""
    prefecture: str = ""
    city: str = ""
    authority: str = ""
    kind: str = ""
    status: str = ""
    period: Interval = Interval()
    scope: Words = Words()
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Provision:
    """A statute or an article of one: the statute's name, the number as printed (`9(3)[1]`) and what it says."""

    id: str
    statute: Words
    number: str = ""
    label: Words = Words()
    modality: str = ""
    wording: str = ""


@dataclass(frozen=True)
class SourceLocator:
    """Where a fact stands in a source: document, section path, row, and the anchors with their spans."""

    document: str
    section: str
    item: str
    anchors: tuple[str, ...] = field(default=())
