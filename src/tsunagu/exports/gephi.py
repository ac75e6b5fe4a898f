"""The network as two CSV files for Gephi's import of spreadsheets: nodes (Id, Label, …) and edges (Source, Target, …).

UTF-8 without a byte order mark: Gephi up to 0.9.2 takes the mark for a part of the first heading and then finds no Id
(https://github.com/gephi/gephi/issues/1814). Who wants Excel takes the form `xlsx`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tsunagu.characters import safe_cell

NODES, EDGES = ("Id", "Label"), ("Source", "Target", "Type", "Id", "Label")


def nodes_csv(network: Any) -> bytes:
    """The nodes of a network of `tsunagu.exports.drawn`, a row each."""
    return _csv(NODES, ((name, told.get("label", name)) for name, told in network.nodes(data=True)),
                [told for _, told in network.nodes(data=True)])  # fmt: skip


def edges_csv(network: Any) -> bytes:
    """The edges, a row each; all are directed."""
    edges = list(network.edges(keys=True, data=True))
    rows = ((start, end, "Directed", link, told.get("label", "")) for start, end, link, told in edges)
    return _csv(EDGES, rows, [told for *_, told in edges])


def _csv(heads: Sequence[str], firsts: Iterable[Sequence[str]], told: Sequence[Mapping[str, str | int]]) -> bytes:
    """A row for each thing: what Gephi knows by name, then every attribute that one of them has."""
    further = sorted({name for facts in told for name in facts} - {"label", "iri"})
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*heads, *further])
    for first, facts in zip(firsts, told, strict=True):
        writer.writerow([safe_cell(str(cell)) for cell in (*first, *(facts.get(name, "") for name in further))])
    return out.getvalue().encode("utf-8")
