"""Hand-made networks: a small town, a hostile one, and a crowded one."""

from __future__ import annotations

import random

from tsunagu.messages import Language
from tsunagu.viz.scenes.document import Document, scene_of
from tsunagu.viz.scenes.scene import Link, Node, Scene, Spot

# Things a label must survive as plain text, whoever wrote it.
PAYLOADS = (
    "</script><script>window.leaked=1</script>",
    "<!--<script>window.leaked=1",
    '" onload="window.leaked=1" x="',
    "' onmouseover='window.leaked=1",
    "<img src=x onerror=window.leaked=1>",
    '<a href="javascript:window.leaked=1">href</a>',
    "javascript:window.leaked=1",
    "{{ 7*7 }}{% raw %}",
    "{0}{label}%s",
    "\u2028window.leaked=1\u2029",
    "]]><svg onload=window.leaked=1>",
    "<style>*{display:none}</style>",
    "\\u003c/script\\u003e",
    "&lt;b&gt;&amp;",
)


def document(title: str = "見本市ジェンダー平等計画") -> Document:
    """A document of the town of Mihon."""
    return Document("mihon", title, "見本市", "計画", "全文を読んだ。", "2026-04-01", "2031-03-31", "ab" * 32)


def node(name: str, zone: str, form: str, *, closed: bool = False) -> Node:
    """A node with everything an open one may carry."""
    if closed:
        return Node(f"body/{name}", name, "施設", form, zone, closed=True)
    spots = (Spot(name[:20], "10", "20"),)
    return Node(
        f"body/{name}", name, "部署", form, zone, kana=f"{name}よみ", status="現存", spots=spots, rows=("1", "2")
    )


def link(
    number: int, start: Node, end: Node, kind: str = "liaise", layer: str = "stated", purpose: str = "相談"
) -> Link:
    """A linkage between two nodes."""
    return Link(
        f"linkage/{number:03}", start.iri, end.iri, kind, f"種別{kind}", layer, f"層{layer}", purpose, "夜間",
        "目標1 > 施策2", str(number), (Spot("連携する", str(number), str(number + 4)),),
    )  # fmt: skip


def town(language: Language = "ja") -> Scene:
    """City, two sections, a council, an outside body, a kind, unnamed partners, a closed body, and one unlinked."""
    city, section = node("見本市", "office", "government"), node("市民相談課", "office", "unit")
    other, council = node("福祉課", "office", "unit"), node("見本市支援調整会議", "meeting", "collaboration")
    outside, shelter = (
        node("見本県警察", "outside", "organisation"),
        node("見本シェルター", "outside", "facility", closed=True),
    )
    kind, idle = node("医療機関", "type", "type"), node("防災課", "office", "unit")
    unnamed = [
        Node(f"unnamed/{n}", word, "名前のない相手", "unnamed", "unnamed")
        for n, word in enumerate(("関係機関", "関係機関", "専門の窓口"))
    ]
    links = (
        link(1, section, council, "convene"), link(2, section, council, "share_information"),
        link(3, section, council, "convene", "planned"), link(4, city, kind), link(5, section, outside, "refer"),
        link(6, outside, section, "refer", "reported"), link(7, section, unnamed[0]), link(8, section, unnamed[1]),
        link(9, other, unnamed[2]), link(10, section, other), link(11, city, shelter, "notify"),
    )  # fmt: skip
    nodes = (city, section, other, council, outside, shelter, kind, idle, *unnamed)
    return scene_of(document(), nodes, links, language)


def hostile(language: Language = "ja") -> Scene:
    """Every payload in every place a document can put text."""
    nodes = [
        Node(f"body/{n}", payload, payload, "unit", "office", kana=payload, status=payload,
             spots=(Spot(payload, "1", "2"),), rows=(payload,))
        for n, payload in enumerate(PAYLOADS)
    ]  # fmt: skip
    links = [
        Link(f"linkage/{n:03}", node.iri, nodes[n - 1].iri, "refer", node.label, "stated", node.label, node.label,
             node.label, node.label, node.label, (Spot(node.label, "1", "2"),))
        for n, node in enumerate(nodes)
    ]  # fmt: skip
    bad = " ".join(PAYLOADS)
    told = Document("bad", bad, bad, bad, bad, bad, bad, bad)
    return scene_of(told, nodes, links, language)


def crowd(bodies: int, linkages: int, seed: int = 5) -> Scene:
    """A large network; the same seed gives the same one."""
    chance = random.Random(seed)
    zones: tuple[str, ...] = ("office", "meeting", "outside", "type")
    forms = {"office": "unit", "meeting": "collaboration", "outside": "organisation", "type": "type"}
    nodes = []
    for number in range(bodies):
        zone = zones[min(3, int(chance.expovariate(1)))]
        nodes.append(node(f"機関{number:04}号支援センター", zone, forms[zone]))
    links = [
        link(n, nodes[int(bodies * chance.random() ** 3)], nodes[int(bodies * chance.random() ** 1.5)],
             chance.choice(("refer", "liaise")), chance.choice(("stated", "planned")))
        for n in range(linkages)
    ]  # fmt: skip
    return scene_of(document(), nodes, links, "ja")
