"""The network as GraphML, for yEd, networkx, igraph and Gephi.

Reference: GraphML 1.0, http://graphml.graphdrawing.org/specification.html
"""

from __future__ import annotations

import io
from typing import Any

import networkx as nx


def graphml(network: Any) -> bytes:
    """A network of `tsunagu.exports.drawn` as GraphML in UTF-8; the same network gives the same bytes."""
    out = io.BytesIO()
    nx.write_graphml(network, out, encoding="utf-8")
    return out.getvalue()
