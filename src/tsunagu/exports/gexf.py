"""The network as GEXF 1.3, the format of Gephi: what `drawn` tells as columns, and a timeline.

An edge or node whose first or last day is known carries it as `start` and `end`, so that Gephi offers its timeline;
what has neither stands at any time. networkx writes the rest.

Reference: https://gexf.net/schema.html
"""

from __future__ import annotations

import io
from typing import Any

from networkx.readwrite.gexf import GEXFWriter

from tsunagu.graph.about import read_release

_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def gexf(network: Any) -> bytes:
    """A network of `tsunagu.exports.drawn` as GEXF 1.3 in UTF-8; the same network gives the same bytes.

    It is changed: nodes and edges get their spells.
    """
    for _, told in network.nodes(data=True):
        _give_spell(told)
    for _, _, link, told in network.edges(keys=True, data=True):
        told.pop("iri", None)
        told["id"] = link
        _give_spell(told)
    out = io.BytesIO()
    _Writer(network).write(out)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + out.getvalue().partition(b"?>\n")[2]


def _give_spell(told: dict[str, Any]) -> None:
    told.update({spell: told[day] for spell, day in (("start", "begins"), ("end", "ends")) if told.get(day)})


class _Writer(GEXFWriter):
    """Writes what the schema of GEXF 1.3 allows, and the day of the release for that of writing."""

    def __init__(self, network: Any) -> None:
        super().__init__(encoding="utf-8", version="1.3")
        meta = self.xml.find("meta")
        meta.set("lastmodifieddate", read_release().issued)
        meta.find("creator").text = read_release().creator
        self.xml.set("xmlns:xsi", _XSI)
        self.add_graph(network)
        self.graph_element.attrib.pop("name")  # not in the schema
