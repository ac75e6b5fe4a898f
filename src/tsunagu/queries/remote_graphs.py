"""An endpoint whose default graph is empty: its named graphs are asked together.

SPARQL leaves it to a server what its default graph holds: the union of all named graphs, or nothing. The questions of
the catalogue want the union, so where the default graph is empty, the graphs are named by
the parameters `default-graph-uri` and `named-graph-uri` of the protocol, and the text stays as it is.

Reference: SPARQL 1.1 Protocol, 2.1.4 Specifying an RDF Dataset.
"""

from __future__ import annotations

from tsunagu.errors import EndpointProblem
from tsunagu.queries.remote import RemoteEngine
from tsunagu.queries.results import Reply, Truth, as_answer

MOST_GRAPHS = 200
"""More graphs than these are not named one by one."""
_ANYTHING = "ASK { ?s ?p ?o }"
_GRAPHS = f"SELECT DISTINCT ?graph WHERE {{ GRAPH ?graph {{ ?s ?p ?o }} }} LIMIT {MOST_GRAPHS + 1}"


class UnionEndpoint(RemoteEngine):
    """A remote endpoint that answers over all its graphs together; `named` are those it had to be told."""

    named: tuple[str, ...] = ()
    _looked = False

    def ask(self, text: str, *, check: bool = True) -> Reply:
        """Answer a query of any form; where the default graph is empty, over the named graphs, found by two requests.

        Raises `EndpointProblem` as `RemoteEngine.ask` does, and where the endpoint holds nothing or too many graphs.
        """
        if not self._looked:
            self._looked = True
            if self._has_empty_default():
                self.named = self._graphs()
                self.whom = {**self.whom, "graphs": self.named}
        return super().ask(text, check=check)

    def _has_empty_default(self) -> bool:
        """Tell whether the default graph is empty; of an endpoint that does not answer an ASK nobody knows."""
        try:
            return super().ask(_ANYTHING).result == Truth(value=False)
        except EndpointProblem as error:
            if error.key in ("endpoint-down", "endpoint-slow"):
                raise
            return False

    def _graphs(self) -> tuple[str, ...]:
        found = tuple(row[0] for row in as_answer(super().ask(_GRAPHS).result).rows)
        if not found:
            raise EndpointProblem("endpoint-empty", url=self.address.shown)
        if len(found) > MOST_GRAPHS:
            raise EndpointProblem("endpoint-graphs", url=self.address.shown, most=MOST_GRAPHS)
        return found
