"""A large picture begins gathered: bodies of one kind in one zone are one box, which opens on demand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from tsunagu.viz.scenes.scene import Node, Scene

MOST_SINGLE = 60
"""Bodies that one picture shows singly."""
LEAST_GATHERED = 3


def group_of(node: Node) -> str:
    """The group a body stands in while it is gathered: its zone and what it is."""
    return f"{node.zone}:{node.form}"


def gathered(scene: Scene, opened: Collection[str], governments: str, most: int = MOST_SINGLE) -> Scene:
    """The scene with its bodies in groups, those of `opened` groups singly; itself where it holds no more than `most`.

    The body a picture is about stays single, and so do closed bodies and a group of one or two. Every linkage stays
    one row.
    `governments` is what a group of local governments is called.
    """
    if len(scene.nodes) <= most:
        return scene
    sizes = Counter(map(group_of, scene.nodes))

    def placed(node: Node) -> Node:
        group = group_of(node)
        if node.mark or node.closed or node.group or group in opened or sizes[group] < LEAST_GATHERED:
            return node
        return replace(node, group=group, group_label=governments if node.form == "government" else node.kind)

    return replace(scene, nodes=tuple(map(placed, scene.nodes)))
