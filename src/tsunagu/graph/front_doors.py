"""The public front door of each closed body: the desk that is shown instead of it.

A front door tells whom to ask and nothing else. It must not be closed itself, and it must not be a body that the tables
tie to the house (above it, before or after it, running it): it would tell who runs the place, or in which building it
is. The women's support center is the exception: by law every protection goes through it, whoever it belongs to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from tsunagu.disclosure.naming import OPERATING
from tsunagu.graph.closed_bodies import FRONT_DOOR, ClosedBodies
from tsunagu.graph.problems import Problem
from tsunagu.graph.rows import Row


class FrontDoors:
    """Which front door of a closed body may be shown. O(rows)."""

    def __init__(self, closed: ClosedBodies) -> None:
        self._closed = closed

    def door_of(self, body: str) -> str:
        """The front door of a closed body, by its id; empty where none is told that may be shown."""
        told = (row.text("front_door") for row in self._closed.rows_of[body])
        return next((door for door in told if door and not self._objection(body, door)), "")

    def problems(self, row: Row) -> Iterator[Problem]:
        """Yield what is wrong with the front door of a row of `bodies`."""
        objection = self._objection(row.text("id"), row.text("front_door")) if row.text("front_door") else ""
        if objection:
            yield Problem(row.file, row.line, "front_door", f"problem-front-door-{objection}")

    def _objection(self, body: str, door: str) -> str:
        if door == body or self._closed.is_closed(door):
            return "closed"
        if self._closed.is_closed(body) and door in self._tied_to(body) and not self._is_center(door):
            return "tied"
        return ""

    def _is_center(self, body: str) -> bool:
        return any(FRONT_DOOR in row.texts("body_types") for row in self._closed.rows_of.get(body, ()))

    def _tied_to(self, body: str) -> set[str]:
        """Everything a closed body is tied to by parts, changes and whoever runs it, any number of steps away."""
        found, waiting = {body}, [body]
        while waiting:
            for other in self._ties[waiting.pop()] - found:
                found.add(other)
                waiting.append(other)
        return found

    @cached_property
    def _ties(self) -> defaultdict[str, set[str]]:
        """What each body is tied to: the body above it, those before or after it; of a closed one, who runs it."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for row in self._closed.tables.of("bodies"):
            if row.text("part_of"):
                found[row.text("id")].add(row.text("part_of"))
        for row in self._closed.tables.of("body_changes"):
            _join(found, row)
        for row in self._closed.tables.of("linkages"):
            ends = (row.text("from"), row.text("to"))
            if row.text("kind") in OPERATING and any(map(self._closed.is_closed, ends)):
                _join(found, row)
        for bodies in self._together.values():
            for body in bodies if any(map(self._closed.is_closed, bodies)) else ():
                found[body] |= bodies - {body}
        return found

    @property
    def _together(self) -> dict[tuple[str, str], set[str]]:
        """The bodies that take part in each service, its provider among them."""
        tables = self._closed.tables
        found = {(row.document, row.text("id")): {row.text("provider")} for row in tables.of("services")}
        for row in tables.of("service_providers"):
            found.setdefault((row.document, row.text("service")), set()).add(row.text("body"))
        return {service: bodies for service, bodies in found.items() if len(bodies) > 1}


def _join(found: defaultdict[str, set[str]], row: Row) -> None:
    found[row.text("from")].add(row.text("to"))
    found[row.text("to")].add(row.text("from"))
