"""Each kind of picture says what it should, from a hand-made network and from the shipped graph."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from tests.showing import guard_of
from tests.viz.browsing import opened
from tests.viz.networks import GUARD, SECRETS, TOWN, hostile, network
from tests.viz.small import every_page, material, projector, scenes
from tsunagu.closures.reach import newest_day
from tsunagu.errors import ConfidentialLeak, PictureProblem
from tsunagu.gaps.desks import desks_by_need
from tsunagu.graph.iris import Iris
from tsunagu.messages import Language, text
from tsunagu.network.reading import read_network
from tsunagu.network.statements import Statements
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.viz.drawing.layout import lay_out
from tsunagu.viz.pages.pictures import Pictures
from tsunagu.viz.scenes.bundles import draw
from tsunagu.viz.scenes.comparison import BOTH
from tsunagu.viz.scenes.comparison import FIRST as ONLY_FIRST
from tsunagu.viz.scenes.comparison import SECOND as ONLY_SECOND
from tsunagu.viz.scenes.desks import OTHERS, desks_scene
from tsunagu.viz.scenes.law import LawRequest, law_scene
from tsunagu.viz.scenes.matrix import cell_items, coverage_grid, refuse_cells_with_more, stages_grid
from tsunagu.viz.scenes.place import select_place
from tsunagu.viz.scenes.scene import Scene
from tsunagu.viz.scenes.surroundings import body_scene, sides_of


def forms(scene: Scene, form: str) -> set[str]:
    return {node.iri for node in scene.nodes if node.form == form}


def zone(scene: Scene, body: str) -> str:
    return next(node.zone for node in scene.nodes if node.iri == body)


def test_place_shows_all_documents_and_what_law_lets_expect() -> None:
    scene = scenes()["place"]
    assert {link.document for link in scene.links} == {"A", "B", ""}
    assert forms(scene, "expected") == {"body/office"}
    assert zone(scene, "body/desk") == "office"
    assert zone(scene, "body/clinic") == "outside"
    assert zone(scene, "body/office") == "expected"
    assert "二重枠" in scene.subject.notes[0]


def test_layers_stay_apart_over_documents() -> None:
    picture = draw(scenes()["place"], "ja")
    layer = {row.id: row.link.layer for row in picture.links}
    assert all({layer[row] for row in edge.links} == {edge.layer} for edge in picture.edges)


def test_place_holds_the_linkages_between_the_desks_it_shows(engine: OxigraphEngine, iris: Iris) -> None:
    held = read_network(BuiltGraph(engine, iris))
    chosen = select_place(held, "place/132152")
    ends = {(link.start, link.end) for link in chosen.links}
    assert ("body/130001-tokyo-to-josei-sodan-senta", "expected/130001-ws-counselor") in ends
    assert len({link.id for link in chosen.links}) == len(chosen.links)


def test_links_hold_in_the_years_of_their_document() -> None:
    years = {link.iri: (link.since, link.until) for link in scenes()["place"].links}
    assert years["linkage/1"] == (2024, 2025)
    assert years["linkage/9"] == (2026, 2029)
    assert years["linkage/11"] == (0, 0)


def test_body_has_what_leads_to_it_left_and_what_it_leads_to_right() -> None:
    sides = sides_of(network(), "body/clinic", 2)
    assert sides["body/clinic"] == 0
    assert sides["body/desk"] == 1
    assert sides["body/school"] == -1
    assert sides["body/open-2"] == -2
    assert {abs(side) for side in sides_of(network(), "body/clinic", 1).values()} == {0, 1}


def test_unnamed_partners_lead_no_further() -> None:
    assert sides_of(network(), "body/open-1", 3).keys() >= {"body/desk"}
    assert sides_of(network(), "body/council", 3).keys() >= {"body/open-1"}
    assert "body/desk" not in sides_of(network(), "body/open-2", 1)


@pytest.mark.parametrize(("asked", "used"), [(0, 1), (2, 2), (9, 3)])
def test_steps_stay_between_one_and_three(asked: int, used: int) -> None:
    scene = body_scene(projector(), "body/desk", asked)
    assert len(scene.subject.lanes) == 2 * used + 1


def test_comparison_has_three_columns_and_colours_by_document() -> None:
    scene = scenes()["compare"]
    assert [zone(scene, f"body/{name}") for name in ("desk", "clinic", "school")] == [ONLY_FIRST, BOTH, ONLY_SECOND]
    assert zone(scene, "body/lone") == ONLY_SECOND
    assert {link.document for link in scene.links} == {"A", "B"}
    assert {edge.document for edge in draw(scene, "ja").edges} == {"A", "B"}


def test_closing_marks_what_is_closed_and_what_is_then_out_of_reach() -> None:
    scene = scenes()["what-if"]
    marks = {node.iri: node.mark for node in scene.nodes if node.mark}
    assert marks == {"body/clinic": "gone", "body/office": "cut"}  # nobody is led to the secret shelter, open or closed
    gone = {link.iri for link in scene.links if link.gone}
    assert gone == {*(f"linkage/{number}" for number in (2, 3, 9, 11)), GUARD.shown_id("linkage/7")}
    assert dict(scene.subject.facts)["picture-fact-reached"] == "4 → 2"
    assert all(node.tag for node in scene.nodes if node.mark)


def test_law_goes_from_article_to_measure_in_one_chain() -> None:
    scene = scenes()["law"]
    assert forms(scene, "article") == {"law/1/Article_1", "law/1/Article_2"}
    chains = {link.threads for link in scene.links}
    assert chains == {("1",), ("2",)}
    ends = {link.end for link in scene.links if link.threads == ("1",) and link.kind == "taken_up"}
    assert ends == {"measure/1 function/protect"}
    boxes = {drawn.node.label: drawn for drawn in draw(scene, "ja").nodes if drawn.node.form == "measure"}
    assert boxes["相談すること"].members == ("A 2 聴く施策", "A 3 聴く施策2")
    assert boxes["守る施策"].members == ()


def test_duties_stand_by_who_has_them_and_nothing_runs_through_a_body() -> None:
    scene = scenes()["law"]
    assert {link.kind for link in scene.links} == {"gives", "taken_up"}
    assert forms(scene, "duty") == {link.end for link in scene.links if link.kind == "gives"}
    for node in scene.nodes:
        assert node.zone in scene.subject.zones


def test_articles_and_duties_stand_in_the_order_of_the_law(engine: OxigraphEngine, iris: Iris) -> None:
    pictures = Pictures(BuiltGraph(engine, iris), guard_of(engine, iris), "ja")
    request = LawRequest("place/132152", ("document/kunitachi-gender",))
    scene = law_scene(pictures.projector, request, pictures.statements.measures.values())
    drawn = draw(scene, "ja")
    boxes = lay_out(drawn, scene.subject).boxes
    held = [drawn.node(box) for box in sorted(boxes, key=lambda box: boxes[box].y)]
    articles = [node.node.iri for node in held if node.node.zone == "article law/504AC0100000052"]
    assert len(articles) > 5
    numbers = [tuple(map(int, re.findall(r"\d+", article.partition("/Article_")[2]))) for article in articles]
    assert numbers == sorted(numbers)
    assert scene.subject.zones["duty body-type/municipality"].endswith("：国立市"), "who has the duties here is named"


def test_of_a_place_without_a_document_the_first_desks_are_drawn(engine: OxigraphEngine, iris: Iris) -> None:
    pictures = Pictures(BuiltGraph(engine, iris), guard_of(engine, iris), "ja", Statements())
    made = pictures.place("place/011002")
    rows = desks_by_need(pictures.network, pictures.rulebook, newest_day(pictures.network), "place/011002")
    scene = desks_scene(pictures.projector, "place/011002", rows)
    assert made.title == text("picture-desks-title", "ja", place="札幌市")
    assert [(link.start, link.end) for link in sorted(scene.links, key=lambda link: link.start)] == sorted(
        (row.need, row.first) for row in rows if row.first
    )
    boxes = {drawn.node.label: drawn.members for drawn in draw(scene, "ja").nodes if drawn.node.form == "need"}
    assert "配偶者からの暴力（DV）" in boxes["配偶者からの暴力（DV） など"]
    others = {node.iri for node in scene.nodes if node.zone == OTHERS}
    assert others
    assert not others & {row.first for row in rows}


def test_route_lights_its_links_and_ends_at_the_service() -> None:
    scene = scenes()["route"]
    assert scene.path == ("linkage/2", GUARD.shown_id("linkage/7"), f"{GUARD.shown_id('service/1')} offered")
    service = next(node for node in scene.nodes if node.form == "service")
    assert (service.closed, service.spots) == (True, ())


def test_needs_are_met_at_the_first_desk_or_not() -> None:
    grid = coverage_grid(material(), "ja")
    cell = grid.cell("need/dv", TOWN)
    assert cell.state in ("here", "law")
    assert cell.layers
    stages = stages_grid(material(), TOWN, "ja").cell("need/dv", "stage/1")
    assert (stages.state, stages.short) == ("found", "2件")


@pytest.mark.parametrize("kind", ["place", "desks", "body", "compare", "what-if", "law", "route"])
def test_boxes_do_not_overlap(kind: str) -> None:
    scene = scenes()[kind]
    boxes = list(lay_out(draw(scene, "ja"), scene.subject).boxes.values())
    for number, box in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = abs(box.x - other.x) * 2 >= box.width + other.width
            assert apart or abs(box.y - other.y) * 2 >= box.height + other.height


@pytest.mark.parametrize("language", ["ja", "en"])
def test_nothing_of_a_secret_place_gets_through_any_kind(language: Language) -> None:
    for kind, page in every_page(network(), language).items():
        assert [secret for secret in SECRETS if secret in page] == [], kind


def test_a_named_body_is_never_tied_to_the_running_of_a_secret_place() -> None:
    for kind, scene in scenes().items():
        assert "linkage/8" not in {link.iri for link in scene.links}, kind
    assert scenes()["place"].withheld == 1


def test_kinds_close_what_is_not_public() -> None:
    for kind, scene in scenes().items():
        for node in scene.nodes:
            if node.iri in (GUARD.shown_id("body/shelter"), "body-type/shelter"):
                assert (node.closed, node.kana, node.spots, node.basis) == (True, "", (), ()), kind


@pytest.mark.parametrize("name", ["address", "phone", "operator"])
def test_a_cell_with_more_is_refused(name: str) -> None:
    item = {**cell_items(coverage_grid(material(), "ja"))[0], name: "x"}
    with pytest.raises(ConfidentialLeak):
        refuse_cells_with_more([item])


def test_payloads_stay_text_in_every_kind(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    for kind, page in every_page(hostile(), "ja").items():
        path = folder / f"{kind}.html"
        path.write_text(page, encoding="utf-8")
        with opened(browser, path) as found:
            assert found.page.evaluate("window.leaked") is None, kind
            assert found.page.locator("img, [onload], [onerror], [onmouseover], a[href^=javascript]").count() == 0
            assert (found.errors, found.outside, found.page.evaluate("window.violations")) == ([], [], []), kind


def test_same_input_gives_the_same_page() -> None:
    assert every_page(network(), "en") == every_page(network(), "en")


def test_what_cannot_be_drawn_is_said(engine: OxigraphEngine, iris: Iris) -> None:
    pictures = Pictures(BuiltGraph(engine, iris), guard_of(engine, iris), "ja", Statements())
    asked: tuple[tuple[Callable[[], object], str], ...] = (
        (lambda: pictures.compare("document/kamakura-gender", "document/kamakura-gender"), "picture-two-documents"),
        (lambda: pictures.law("place/011002"), "picture-no-body-there"),
        (lambda: pictures.route(["linkage/nowhere"]), "picture-unknown-link"),
        (lambda: pictures.what_if("place/132152", ["body-type/wsc"]), "picture-not-standing"),
    )
    for ask, key in asked:
        with pytest.raises(PictureProblem) as caught:
            ask()
        assert caught.value.key == key
