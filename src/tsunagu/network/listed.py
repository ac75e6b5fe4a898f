"""Desks of registers, unfolded into bodies and services when a place or a desk is asked for (decision 0038).

A network holds the desks as they are listed. Going through all bodies gives none of them, as with the bodies that law
gives (`tsunagu.network.by_law`): an analysis of what documents say does not change because a list has four thousand
desks. A desk that a reviewed match calls the same as a body of a document is no body of its own: what the register says
of it is said of that body.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from tsunagu.network.records import Body, Concept, Contact, ListedDesk, Listing, Service

LAYER = "listed"
PUBLIC = "public"


class ListedDesks:
    """The desks of all registers: by place and by id. Made once, O(desks); a desk is unfolded once."""

    def __init__(
        self, desks: Iterable[ListedDesk], listings: Mapping[str, Listing], places: Mapping[str, Concept]
    ) -> None:
        self._desks = {desk.id: desk for desk in desks}
        self._listings = listings
        self._places = places
        self._bodies: dict[str, Body] = {}
        self._stated: dict[str, tuple[str, ...]] = {}
        self._kinds_of: dict[str, tuple[str, ...]] = {}
        self._kinds_at: dict[str, frozenset[str]] = {}

    @cached_property
    def _by_place(self) -> Mapping[str, list[ListedDesk]]:
        found: dict[str, list[ListedDesk]] = defaultdict(list)
        for desk in self._desks.values():
            for place in desk.serves if self._helps(desk) and not desk.same_as else ():
                found[place].append(desk)
        return found

    @cached_property
    def _same(self) -> Mapping[str, list[ListedDesk]]:
        """The desks that are bodies of documents, by the id of the body."""
        found: dict[str, list[ListedDesk]] = defaultdict(list)
        for desk in self._desks.values():
            if desk.same_as:
                found[desk.same_as].append(desk)
        return found

    @property
    def matched(self) -> Iterable[str]:
        """The ids of the bodies of documents that registers list too."""
        return self._same

    def joined(self, body: Body) -> Body:
        """A body of a document with the kinds and numbers that registers give it too."""
        desks = self._same.get(body.id, ())
        if not desks:
            return body
        self._stated.setdefault(body.id, body.kinds)
        kinds = {*body.kinds, *(kind for desk in desks for kind in self._kinds(desk))}
        numbers = (desk.phone for desk in desks if desk.phone and body.disclosure == PUBLIC)
        return replace(body, kinds=tuple(sorted(kinds)), phones=tuple(dict.fromkeys((*body.phones, *numbers))))

    def stated_kinds(self, body: Body) -> tuple[str, ...]:
        """The kinds of a body without those that only a register gives it: whom it serves is not narrowed by a list."""
        return self._stated.get(body.id, body.kinds)

    @cached_property
    def halls(self) -> Mapping[str, ListedDesk]:
        """The town halls by their places, with main number and page."""
        return {place: desk for desk in self._desks.values() if not self._helps(desk) for place in desk.serves}

    def _helps(self, desk: ListedDesk) -> bool:
        return any(self._listings[name].functions for name in desk.listings)

    def of(self, place: str) -> Mapping[str, Body]:
        """The desks that the registers list for a place, by id."""
        return {desk.id: self._unfolded(desk) for desk in self._by_place.get(place, ())}

    def kinds_at(self, place: str) -> frozenset[str]:
        """The kinds of bodies that the registers list for a place."""
        if place not in self._kinds_at:
            desks = self._by_place.get(place, ())
            self._kinds_at[place] = frozenset(kind for desk in desks for kind in self._kinds(desk))
        return self._kinds_at[place]

    def body(self, identifier: str) -> Body | None:
        """The desk of an id, None where no register has it."""
        desk = self._desks.get(identifier)
        return self._unfolded(desk) if desk and not desk.same_as else None

    def desks(self) -> Iterator[Body]:
        """Yield every desk that helps and is no body of a document."""
        return (self._unfolded(desk) for desk in self._desks.values() if self._helps(desk) and not desk.same_as)

    def entry(self, body: str) -> ListedDesk | None:
        """What a register says of a body, be it a desk of its own or a body of a document; the first of several."""
        held = self._desks.get(body)
        return held or next(iter(self._same.get(body, ())), None)

    def services(self, body: str) -> tuple[Service, ...]:
        """What the registers say that a body does, be it a desk of theirs or a body of a document."""
        desks = self._same.get(body, ()) if body not in self._desks else (self._desks[body],)
        return tuple(self._service(body, desk, self._listings[name]) for desk in desks
                     for name in desk.listings if self._listings[name].functions)  # fmt: skip

    def _kinds(self, desk: ListedDesk) -> tuple[str, ...]:
        if desk.id not in self._kinds_of:
            kinds = {kind for name in desk.listings for kind in self._listings[name].kinds}
            self._kinds_of[desk.id] = tuple(sorted(kinds))
        return self._kinds_of[desk.id]

    def _unfolded(self, desk: ListedDesk) -> Body:
        if desk.id not in self._bodies:
            self._bodies[desk.id] = Body(
                desk.id, "named", desk.label, form="desk", kinds=self._kinds(desk), place=self._place(desk.serves),
                status="existing", phones=(desk.phone,) if desk.phone else (), serves=desk.serves,
                checked_on=desk.checked_on, main_number=desk.main,
            )  # fmt: skip
        return self._bodies[desk.id]

    def _place(self, serves: tuple[str, ...]) -> str:
        """The place of a desk: the one it serves, else the prefecture of those it serves."""
        if len(serves) == 1:
            return serves[0]
        above = {held.prefecture or held.id for place in serves if (held := self._places.get(place))}
        return above.pop() if len(above) == 1 else ""

    def _service(self, body: str, desk: ListedDesk, listing: Listing) -> Service:
        reached = Contact(
            "phone" if desk.phone else "web", desk.phone, "", desk.page, "", desk.page or desk.register,
            desk.checked_on, desk.main,
        )  # fmt: skip
        return Service(
            f"{desk.id}#{listing.id.rpartition('/')[2]}", body, listing.label, listing.functions, listing.needs,
            listing.groups, channels=listing.channels, hours=desk.hours, entry=True, status="in_operation", layer=LAYER,
            document=desk.register, contacts=(reached,),
        )  # fmt: skip


class ServicesByDesk(dict[str, tuple[Service, ...]]):
    """Services by the body where one asks for them: those documents state, and those registers list."""

    def __init__(self, held: Mapping[str, tuple[Service, ...]], listed: ListedDesks) -> None:
        super().__init__(held)
        self._listed = listed
        self._whole: dict[str, tuple[Service, ...]] = {}

    def __getitem__(self, body: str) -> tuple[Service, ...]:
        if body not in self._whole:
            self._whole[body] = (*super().get(body, ()), *self._listed.services(body))
        return self._whole[body]

    def get(self, body: str, default: tuple[Service, ...] = (), /) -> tuple[Service, ...]:  # type: ignore[override]
        """The services of a body, `default` where there are none."""
        return self[body] or default
