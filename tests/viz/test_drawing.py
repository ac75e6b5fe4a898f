"""What is drawn and where: nothing lost, nothing merged, nothing on top of something else, the same everywhere."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations

import pytest

from tests.conftest import ROOT
from tests.showing import OPEN
from tests.viz.samples import crowd, document, link, node, town
from tsunagu.viz.drawing.labels import em_width, wrap
from tsunagu.viz.drawing.layout import HANGING, Layout, lay_out
from tsunagu.viz.pages.network import scene_page
from tsunagu.viz.pages.shell import render_network
from tsunagu.viz.scenes.bundles import Picture, draw
from tsunagu.viz.scenes.document import scene_of
from tsunagu.viz.scenes.scene import Node, Scene

HASH = (
    "import hashlib; from tests.viz.samples import *; from tests.showing import OPEN; "
    "from tsunagu.viz.pages.network import scene_page; "
    "print(hashlib.sha256(scene_page(OPEN.scene({network}), 'ja').encode()).hexdigest())"
)


def many_unnamed(count: int) -> Scene:
    section, others = node("相談課", "office", "unit"), node("福祉課", "office", "unit")
    unnamed = [Node(f"unnamed/{n}", f"関係機関{n}", "相手", "unnamed", "unnamed") for n in range(count)]
    links = [
        link(n, section if n % 3 else others, partner, layer=("stated", "planned")[n % 2])
        for n, partner in enumerate(unnamed)
    ]
    return scene_of(document(), (section, others, *unnamed), links, "ja")


def test_every_linkage_is_one_row_and_belongs_to_one_line() -> None:
    network = town()
    picture = draw(network, "ja")
    assert [row.link for row in picture.links] == list(network.links)
    assert sorted(row for edge in picture.edges for row in edge.links) == sorted(row.id for row in picture.links)


def test_layers_are_never_bundled_together() -> None:
    picture = draw(town(), "ja")
    layer = {row.id: row.link.layer for row in picture.links}
    assert all({layer[row] for row in edge.links} == {edge.layer} for edge in picture.edges)
    assert len({(edge.start, edge.end, edge.layer) for edge in picture.edges}) == len(picture.edges)


def test_same_word_beside_two_bodies_stays_two_partners() -> None:
    advice, welfare = node("相談課", "office", "unit"), node("福祉課", "office", "unit")
    partners = [Node(f"unnamed/{n}", "関係機関", "相手", "unnamed", "unnamed") for n in (1, 2)]
    links = (link(1, advice, partners[0]), link(2, welfare, partners[1]))
    network = scene_of(document(), (advice, welfare, *partners), links, "ja")
    drawn = [drawn for drawn in draw(network, "ja").nodes if drawn.node.form == "unnamed"]
    assert len(drawn) == 2


def test_many_unnamed_partners_are_counted_per_body_and_layer() -> None:
    picture = draw(many_unnamed(40), "ja")
    drawn = [drawn for drawn in picture.nodes if drawn.node.form == "unnamed"]
    assert picture.counted
    assert len(drawn) == 4
    assert sum(len(group.members) for group in drawn) == 40
    assert all(
        len({row.link.layer for row in picture.links if group.id in (row.start, row.end)}) == 1 for group in drawn
    )


@pytest.mark.parametrize(
    "network", [crowd(1700, 900), crowd(2600, 4000), crowd(1600, 20)], ids=["leaves", "dense", "idle"]
)
def test_no_more_nodes_than_asked_and_no_linkage_lost(network: Scene) -> None:
    picture = draw(network, "ja", 1500)
    assert len(picture.nodes) <= 1500
    assert len(picture.links) == len(network.links)
    folds = [drawn for drawn in picture.nodes if drawn.node.form == "more"]
    whole = [drawn for drawn in picture.nodes if drawn.node.form != "more"]
    assert folds
    assert all(drawn.node.label == f"他{len(drawn.members)}件" for drawn in folds)
    assert sum(len(drawn.members) for drawn in folds) + len(whole) == len(network.nodes)


def boxes_overlap(layout: Layout) -> list[tuple[str, str]]:
    found = []
    for (left, a), (right, b) in combinations(layout.boxes.items(), 2):
        if abs(a.x - b.x) * 2 < a.width + b.width and abs(a.y - b.y) * 2 < a.height + b.height:
            found.append((left, right))
    return found


@pytest.mark.parametrize(
    "network", [town(), many_unnamed(40), many_unnamed(5), crowd(120, 200)], ids=["town", "counted", "words", "crowd"]
)
def test_boxes_never_overlap_and_stay_inside(network: Scene) -> None:
    picture = draw(network, "ja")
    layout = lay_out(picture, network.subject)
    assert set(layout.boxes) == {drawn.id for drawn in picture.nodes}
    assert boxes_overlap(layout) == []
    for box in layout.boxes.values():
        assert box.width / 2 <= box.x <= layout.width - box.width / 2
        assert box.height / 2 <= box.y <= layout.height - box.height / 2


def test_zones_stand_apart() -> None:
    picture = draw(town(), "ja")
    layout = lay_out(picture, town().subject)
    office = {layout.boxes[d.id].x for d in picture.nodes if d.linked and d.node.zone == "office"}
    others = {layout.boxes[d.id].x for d in picture.nodes if d.linked and d.node.zone != "office"}
    assert len(office) == 1
    assert not office & others
    assert {region.zone for region in layout.regions} == {"office", "meeting", "outside", "type", "unnamed", "unlinked"}


def test_counts_hang_below_their_body() -> None:
    picture = draw(many_unnamed(40), "ja")
    layout = lay_out(picture, many_unnamed(40).subject)
    for edge in picture.edges:
        body, count = layout.boxes[edge.start], layout.boxes[edge.end]
        assert count.height == HANGING
        assert body.y < count.y < body.y + 80


def test_labels_fit_their_boxes() -> None:
    scene = crowd(60, 90)
    picture: Picture = draw(scene, "ja")
    for box in lay_out(picture, scene.subject).boxes.values():
        assert all(em_width(line) * 15 <= box.width for line in box.lines)
        assert len(box.lines) * 20 < box.height


def test_a_cut_label_says_so() -> None:
    assert wrap("あ" * 90, 10, 3) == ("あ" * 10, "あ" * 10, "あ" * 9 + "…")


def test_an_empty_label_is_one_empty_line() -> None:
    assert wrap("", 10, 3) == ("",)


@pytest.mark.parametrize("network", ["town()", "crowd(300, 500)"])
def test_same_input_gives_the_same_bytes_in_any_process(network: str) -> None:
    seen = set()
    for seed in ("1", "2"):
        shown = subprocess.run(
            [sys.executable, "-c", HASH.format(network=network)], cwd=ROOT, check=True, capture_output=True, text=True,
            env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PYTHONHASHSEED": seed},
        )  # fmt: skip
        seen.add(shown.stdout)
    assert len(seen) == 1


def test_a_full_page_stays_under_three_megabytes() -> None:
    assert len(scene_page(OPEN.scene(crowd(1500, 2500)), "ja").encode()) < 3_000_000


@pytest.mark.parametrize(
    ("nodes", "edges", "said"),
    [
        ([{"id": "n1"}, {"id": "n1"}], [], "two boxes"),
        ([{"id": "n1"}], [{"id": "e1", "from": "n1", "to": "n2"}], "no box"),
        ([{"id": "n1", "title": "<b>"}], [], "title"),
        ([{"id": "n1"}], [{"id": "e1", "from": "n1", "to": "n1", "title": "href"}], "title"),
    ],
)
def test_a_broken_drawing_is_refused(nodes: list[dict[str, object]], edges: list[dict[str, object]], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        render_network(nodes, edges, "page.html", {})
