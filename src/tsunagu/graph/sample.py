"""A small graph in memory: the tables of law and one shipped document, mapped as a build maps them."""

from __future__ import annotations

from pyoxigraph import Store

from tsunagu.assets import asset_root
from tsunagu.disclosure.quads import refuse_leaks
from tsunagu.graph.dataset import build_quads
from tsunagu.graph.folders import LAW_FOLDER
from tsunagu.graph.iris import Iris
from tsunagu.graph.schema import load_schema
from tsunagu.graph.table_reader import read_tables


def sample_store(document: str) -> Store:
    """A store with law and one document; nothing is written. Shapes are not checked: shipped tables pass them.

    Raises `TablesInvalid` or `ConfidentialLeak`. O(quads), about a second.
    """
    graph, iris = asset_root("graph"), Iris()
    quads = build_quads(read_tables([graph / LAW_FOLDER, graph / document], load_schema()), iris)
    refuse_leaks(quads, iris)
    store = Store()
    store.extend(quads)
    return store
