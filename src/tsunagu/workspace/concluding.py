"""What a build concludes from its checked graph, and the files beside the store, from one reading of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import Quad, Store

from tsunagu.gaps.findings import kept_findings
from tsunagu.graph.build import BuildReport
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.names.compiled import write_names
from tsunagu.names.index import NAMES, NameRows, make_index, read_rows
from tsunagu.names.index_file import write_index
from tsunagu.network.compiled import write_network
from tsunagu.network.model import Network
from tsunagu.network.reading import READ, read_network
from tsunagu.network.statements import STATEMENTS
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.queries.details import with_details
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.referral.compiled import write_rulebook
from tsunagu.referral.rulebook import Rulebook, read_rulebook


class Concluding:
    """Reads network and names once, while the store is filled: what is found is judged on them, and they are kept.

    Neither holds anything of what is concluded, so they are those of the finished build.
    """

    def __init__(self) -> None:
        self._network: Network | None = None
        self._names: NameRows | None = None
        self._rulebook: Rulebook | None = None

    def __call__(self, store: Store, iris: Iris, blocks: Callable[[], Iterator[bytes]]) -> list[Quad]:
        """What the kept analysis finds in the graph of a store, which blocks of lines hold too."""
        graph = with_details(BuiltGraph(OxigraphEngine(store), iris), (*READ.values(), NAMES, STATEMENTS), blocks())
        self._network, self._names = read_network(graph), read_rows(graph)
        self._rulebook = read_rulebook(graph)
        return kept_findings(graph, self._network)

    def write(self, home: Home, report: BuildReport) -> None:
        """Write network and names beside the store of the build; raises `StoreProblem`."""
        if self._network is not None and self._names is not None:
            write_network(home, self._network, report)
            write_names(home, self._names, report)
            write_index(home, make_index(self._names), self._names.phrases, report)
        if self._rulebook is not None:
            write_rulebook(home, self._rulebook, report)
