"""A small adapter around `pyvis.network.Network`: pyvis keeps the network and fills the page, we bring the template.

What pyvis does by default (markup of its own, two CDNs, titles as HTML, options printed unescaped, a quadratic
`add_node`) is left unused: nodes and edges are set as plain dicts, the template is ours and escapes everything,
and the drawing options stand in `viz/scripts/page.js`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import CodeType

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from tsunagu.assets import asset_root
from tsunagu.viz.pages.inline import json_for_script

Item = dict[str, object]


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
    """Return the template environment of all pages: everything is escaped, a missing name is an error."""
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
    made.globals["json_for_script"] = json_for_script
    return made


def render_network(nodes: Sequence[Item], edges: Sequence[Item], template: str, context: Mapping[str, object]) -> str:
    """Return the page of a network; `context` reaches the template beside pyvis's `nodes` and `edges`.

    Every node needs an `id`, every edge `from` and `to`; none may have a `title` (pyvis would take it as HTML).
    """
    from pyvis.network import Network  # noqa: PLC0415 - imports IPython where that is installed

    network = Network(directed=True, cdn_resources="in_line")
    network.nodes, network.edges = list(nodes), list(edges)
    network.node_ids = [node["id"] for node in nodes]
    network.options = {"physics": {"enabled": False}}
    network.path, network.templateEnv = template, environment(context)
    return str(network.generate_html())
