"""Bodies that law gives to a place, unfolded from the rules when a place or a body is asked for (decision 0034).

A network holds the bodies the store holds. `BodiesById` and `BodiesByPlace` are these, and give what law gives to any
other place too once it is asked for by its id; going through them all gives what is held alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar, overload

from tsunagu.graph.expected import expected_labels, expected_name, given_to
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
    """Bodies by id: those held, and any that law gives."""

    def __init__(self, held: Mapping[str, Body], law: Unfolding) -> None:
        super().__init__(held)
        self._law = law

    def __missing__(self, identifier: str) -> Body:
        found = self._law.body(identifier)
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
            isinstance(identifier, str) and identifier.startswith(PATH) and self._law.body(identifier) is not None
        )


class BodiesByPlace(dict[str, tuple[Body, ...]]):
    """Bodies by place, in the order of ids: those held, and those that law gives."""

    def __init__(self, held: Mapping[str, tuple[Body, ...]], law: Unfolding) -> None:
        super().__init__(held)
        self._law = law
        self._whole: dict[str, tuple[Body, ...]] = {}

    def __getitem__(self, place: str) -> tuple[Body, ...]:
        if place not in self._whole:
            self._whole[place] = _merged(super().get(place, ()), self._law.of(place))
        return self._whole[place]

    def get(self, place: str, default: tuple[Body, ...] = (), /) -> tuple[Body, ...]:  # type: ignore[override]
        """The bodies of a place, `default` where there are none."""
        return self[place] or default


def _merged(held: Iterable[Body], by_law: Mapping[str, Body]) -> tuple[Body, ...]:
    return tuple(body for _, body in sorted({**by_law, **{body.id: body for body in held}}.items()))


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
