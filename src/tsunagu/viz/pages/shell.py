"""A small adapter around `pyvis.network.Network`: pyvis holds boxes, lines and options of a drawing and fills the page.

The template is ours and escapes everything. pyvis's own pages ask two CDNs, and its `add_node` and `add_edge` look
through all nodes each time, drop an id that comes twice, show the id where a label is empty and add colours of their
own; so boxes and lines are set as plain dicts, after checks of our own (docs/decisions/0029).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from types import CodeType

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from tsunagu.assets import asset_root
from tsunagu.viz.pages.inline import json_for_script

Item = dict[str, object]
OPTIONS: Item = {
    "autoResize": False,
    "layout": {"improvedLayout": False},
    "physics": {"enabled": False},
    "interaction": {
        "dragNodes": False, "zoomView": False, "hover": True, "selectable": False, "selectConnectedEdges": False,
    },
    "nodes": {"shape": "custom"},
    "edges": {
        "smooth": False, "arrows": {"to": {"enabled": True, "scaleFactor": 0.55}}, "arrowStrikethrough": False,
        "hoverWidth": 0, "selectionWidth": 0,
    },
}  # fmt: skip
"""Options of vis-network: places are given, nothing moves by itself. Constants only, no data."""


class _Compiled(BytecodeCache):
    """Compiled templates of this process, so that many pages compile each template once."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[str, CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a bucket its code where the source is still the same."""
        checksum, code = self._held.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a bucket."""
        self._held[bucket.key] = bucket.checksum, bucket.code


_COMPILED = _Compiled()


def environment(context: Mapping[str, object]) -> Environment:
    """The template environment of all pages: everything is escaped, a missing name is an error."""
    made = Environment(
        loader=FileSystemLoader(asset_root("viz") / "templates", encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_COMPILED,
        newline_sequence="\n",
    )
    made.globals.update(context)
    made.globals |= {"json_for_script": json_for_script, "parsed": json.loads}
    return made


def render_network(nodes: Sequence[Item], edges: Sequence[Item], template: str, context: Mapping[str, object]) -> str:
    """The page of a network; `context` reaches the template beside pyvis's `nodes`, `edges` and `options`.

    Raises `ValueError` where `refuse_broken` does.
    """
    refuse_broken(nodes, edges)
    from pyvis.network import Network  # noqa: PLC0415 - imports IPython where that is installed

    network = Network(directed=True, cdn_resources="in_line")
    network.nodes, network.edges = list(nodes), list(edges)
    network.node_ids = [node["id"] for node in nodes]
    network.options = OPTIONS
    network.path, network.templateEnv = template, environment(context)
    return str(network.generate_html())


def refuse_broken(nodes: Sequence[Item], edges: Sequence[Item]) -> None:
    """Raise `ValueError` for a drawing the library would show wrongly without a word; O(nodes + edges).

    That is a box whose id comes twice, a line that ends at no box, or a `title`, which pyvis takes as HTML.
    """
    ids = Counter(str(node["id"]) for node in nodes)
    if twice := [name for name, count in ids.items() if count > 1]:
        raise ValueError(f"two boxes have the id {twice[0]}")
    if lost := [edge for edge in edges if str(edge["from"]) not in ids or str(edge["to"]) not in ids]:
        raise ValueError(f"the line {lost[0]['id']} ends at no box")
    if titled := [item["id"] for item in (*nodes, *edges) if "title" in item]:
        raise ValueError(f"{titled[0]} has a title, which would be read as HTML")
