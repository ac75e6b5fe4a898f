"""Ask for routes and get the whole answer: search, explanation, what would change, sources, emergency numbers."""

from __future__ import annotations

from tsunagu.graph.iris import Iris
from tsunagu.network.model import Network
from tsunagu.network.records import Words
from tsunagu.network.sources import read_places
from tsunagu.queries.catalogue import load_catalogue
from tsunagu.queries.engines import Engine
from tsunagu.queries.parameters import fill
from tsunagu.referral.question import Question
from tsunagu.referral.rulebook import read_rulebook
from tsunagu.routes.answer import Json, Material, facts_of, make_answer
from tsunagu.routes.changing import changes
from tsunagu.routes.explaining import explain
from tsunagu.routes.finding import Search, with_day


class Router:
    """Answers questions over one build: `Router(engine, iris, network).ask(Question(...))`.

    The network and the rulebook are read once. Nothing of a question is kept after the answer.
    """

    def __init__(self, engine: Engine, iris: Iris, network: Network) -> None:
        self.engine = engine
        self.iris = iris
        self.rulebook = read_rulebook(engine, iris)
        self.network = network

    def ask(self, question: Question, *, with_changes: bool = True, name_circumstances: bool = False) -> Json:
        """Return the answer document (see `tsunagu.routes.answer`).

        Raises `RouteProblem` where the question cannot be answered.
        """
        material = self.search(question, with_changes=with_changes)
        places = read_places(self.engine, self.iris, facts_of(material))
        return make_answer(material, places, name_circumstances=name_circumstances)

    def search(self, question: Question, *, with_changes: bool = False) -> Material:
        """Return what is found as records."""
        asked = with_day(question, self.network)
        search = Search(self.network, self.rulebook, asked)
        found = search.find()
        unmet = tuple(explain(search, want) for want, routes in found.routes.items() if not routes)
        turned = changes(self.network, self.rulebook, asked, found) if with_changes else ()
        return Material(self.network, found, unmet, turned, self._emergency())

    def _emergency(self) -> tuple[tuple[str, Words, Words], ...]:
        text = fill(load_catalogue().get("emergency-numbers-to-show"), {}, self.iris)
        rows = self.engine.select(text).as_dicts()
        return tuple(
            (row["number"], Words(row["label_ja"], row["label_en"]), Words(row["use_ja"], row["use_en"]))
            for row in rows
        )
