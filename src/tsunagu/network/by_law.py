"""Bodies that law gives to a place, unfolded from the rules when a place or a body is asked for (decision 0034).

A network holds the bodies the store holds. `BodiesById` and `BodiesByPlace` are these, and give what law gives to any
other place too once it is asked for by its id; going through them all gives what is held alone.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Mapping, ValuesView
from typing import TypeVar, overload

from tsunagu.graph.expected import expected_labels, expected_name, given_to
from tsunagu.network.listed import ListedDesks
from tsunagu.network.records import Body, BodyRule, Concept, Words

PATH = "expected/"
T = TypeVar("T")


class Unfolding:
    """What the rules give, place by place; each place is unfolded once, O(rules)."""

    def __init__(self, rules: tuple[BodyRule, ...], places: Mapping[str, Concept], kinds: Mapping[str, Body]) -> None:
        self._rules = rules
        self._places = places
        self._kinds = kinds
        self._known: dict[str, dict[str, Body]] = {}

    def of(self, place: str) -> Mapping[str, Body]:
        """The bodies law gives to a place by id, whether it must, should or may have them; none for an unknown one."""
        if place not in self._known:
            held = self._places.get(place)
            made = (self._body(rule, held) for rule in given_to(self._rules, place, held.place_kind)) if held else ()
            self._known[place] = {body.id: body for body in sorted(made, key=lambda body: body.id)}
        return self._known[place]

    def body(self, identifier: str) -> Body | None:
        """The body of an id such as `expected/271004-welfare-office`, None where law gives no such body."""
        code, _, kind = identifier.removeprefix(PATH).partition("-")
        return self.of(f"place/{code}").get(identifier) if kind and identifier.startswith(PATH) else None

    def _body(self, rule: BodyRule, place: Concept) -> Body:
        kind = self._kinds[rule.kind]
        name = expected_name(place.id.rpartition("/")[2], rule.kind.rpartition("/")[2])
        labels = expected_labels((place.label.ja, place.label.en), (kind.label.ja, kind.label.en))
        return Body(
            f"{PATH}{name}", "expected", Words(*labels), kinds=(rule.kind,), place=place.id, basis=rule.basis,
            disclosure=kind.disclosure, modality=rule.strength,
        )  # fmt: skip


class BodiesById(dict[str, Body]):
    """Bodies by id: those held, and any that law gives or a register lists.

    A body that a register lists too has, asked for by its id, the kinds and numbers of both; going through them all
    gives what documents say of it.
    """

    def __init__(self, held: Mapping[str, Body], law: Unfolding, listed: ListedDesks) -> None:
        super().__init__({**held, **{body: listed.joined(held[body]) for body in listed.matched if body in held}})
        self._held = dict(held)
        self._found: dict[str, Body] = {}
        self._law = law
        self._listed = listed

    def values(self) -> ValuesView[Body]:  # type: ignore[override]
        """The bodies held, as documents and law have them."""
        return self._held.values()

    def items(self) -> ItemsView[str, Body]:  # type: ignore[override]
        """The same with their ids."""
        return self._held.items()

    def _elsewhere(self, identifier: str) -> Body | None:
        found = self._found.get(identifier) or self._law.body(identifier) or self._listed.body(identifier)
        if found is not None:
            self._found[identifier] = found
        return found

    def __missing__(self, identifier: str) -> Body:
        found = self._elsewhere(identifier)
        if found is None:
            raise KeyError(identifier)
        return found

    @overload
    def get(self, identifier: str, default: None = None, /) -> Body | None: ...
    @overload
    def get(self, identifier: str, default: Body, /) -> Body: ...
    @overload
    def get(self, identifier: str, default: T, /) -> Body | T: ...
    def get(self, identifier: str, default: object = None, /) -> object:
        """The body of an id, else `default`."""
        try:
            return self[identifier]
        except KeyError:
            return default

    def __contains__(self, identifier: object) -> bool:
        return super().__contains__(identifier) or (
            isinstance(identifier, str) and self._elsewhere(identifier) is not None
        )


class BodiesByPlace(dict[str, tuple[Body, ...]]):
    """Bodies by place, in the order of ids: those held, those that law gives, those registers list for it."""

    def __init__(self, held: Mapping[str, tuple[Body, ...]], law: Unfolding, listed: ListedDesks) -> None:
        super().__init__(held)
        self._law = law
        self._listed = listed
        self._whole: dict[str, tuple[Body, ...]] = {}

    def __getitem__(self, place: str) -> tuple[Body, ...]:
        if place not in self._whole:
            unfolded = {**self._law.of(place), **self._listed.of(place)}
            self._whole[place] = _merged(map(self._listed.joined, super().get(place, ())), unfolded)
        return self._whole[place]

    def get(self, place: str, default: tuple[Body, ...] = (), /) -> tuple[Body, ...]:  # type: ignore[override]
        """The bodies of a place, `default` where there are none."""
        return self[place] or default


def _merged(held: Iterable[Body], unfolded: Mapping[str, Body]) -> tuple[Body, ...]:
    return tuple(body for _, body in sorted({**unfolded, **{body.id: body for body in held}}.items()))


class Desks:
    """Tells of an id whether it is that of a body one can turn to, see `Network.desks`."""

    def __init__(self, bodies: Mapping[str, Body]) -> None:
        self._bodies = bodies
        self._named = {(kind, body.place) for body in bodies.values()
                       if body.sort == "named" and body.status == "existing" for kind in body.kinds}  # fmt: skip
        self._known: dict[str, bool] = {}

    def __contains__(self, identifier: str) -> bool:
        if identifier not in self._known:
            body = self._bodies.get(identifier)
            self._known[identifier] = body is not None and self._is_desk(body)
        return self._known[identifier]

    def _is_desk(self, body: Body) -> bool:
        twice = body.sort != "named" and any((kind, body.place) in self._named for kind in body.kinds)
        return body.is_desk and not twice
