"""Ask for routes and get the whole answer: search, explanation, what would change, sources, emergency numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from tsunagu.disclosure.guard import Guard
from tsunagu.disclosure.shown import Shown
from tsunagu.network.records import SourceLocator
from tsunagu.network.sources import read_locators
from tsunagu.referral.question import Question
from tsunagu.referral.rulebook import Rulebook, read_rulebook
from tsunagu.routes.answer import Json, RouteAnswer, facts_of, make_answer
from tsunagu.routes.changes import changes
from tsunagu.routes.opening import make_opening
from tsunagu.routes.search import RouteSearch, with_day
from tsunagu.routes.unmet import explain

if TYPE_CHECKING:
    from tsunagu.queries.built_graph import BuiltGraph

PlacesOf = Callable[[Iterable[str]], Mapping[str, tuple[SourceLocator, ...]]]
"""Tells of facts where they stand in their sources; those that stand nowhere are left out."""


class Router:
    """Answers questions over one build: `Router.over(graph, guard).ask(Question(...))`.

    The network and the rulebook are read once. Nothing of a question is kept after the answer.
    """

    def __init__(self, guard: Guard, rulebook: Rulebook, places_of: PlacesOf) -> None:
        self.rulebook, self._places_of = rulebook, places_of
        self.guard, self.network = guard, guard.network

    @classmethod
    def over(cls, graph: BuiltGraph, guard: Guard) -> Router:
        """The router of a graph that answers questions."""
        return cls(guard, read_rulebook(graph), partial(read_locators, graph))

    def ask(self, question: Question, *, with_changes: bool = True, name_circumstances: bool = False) -> Shown[Json]:
        """The answer document (see `tsunagu.routes.answer`) as the guard shows it.

        Raises `RouteProblem` where the question cannot be answered.
        """
        answer = self.search(question, with_changes=with_changes)
        places = self._places_of(facts_of(answer))
        return self.guard.answer(make_answer(answer, places, name_circumstances=name_circumstances))

    def search(self, question: Question, *, with_changes: bool = False) -> RouteAnswer:
        """What is found for a question, as records: routes and plan, unmet wants, what would change, the opening."""
        asked = with_day(question, self.network)
        search = RouteSearch(self.network, self.rulebook, asked)
        found = search.find()
        unmet = tuple(explain(search, want) for want, routes in found.routes.items() if not routes)
        turned = changes(search, found) if with_changes else ()
        opening = make_opening(search.walk, found)
        return RouteAnswer(self.network, found, unmet, turned, opening, self.rulebook.lines)
