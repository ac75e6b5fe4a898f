"""The interface for programs says what the pages say, and its errors have one shape."""

from __future__ import annotations

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from tsunagu import Workspace
from tsunagu.graph.home import Home


def test_search_gives_desks_beside_a_kind(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "児相"}).json()
    assert found["hits"][0]["id"] == "body-type/child-guidance"
    assert {"北海道", "青森県"} <= {hit["place"] for hit in found["hits"]}
    assert all(hit["phone"] for hit in found["hits"][1:])
    near = client.get("/api/search", params={"q": "鎌倉の児相", "lang": "en"}).json()["hits"]
    assert [hit["kind"] for hit in near] == ["Bodies and desks", "Kinds of bodies"]
    assert near[0]["place"] == "Kanagawa Prefecture"


def test_facets_narrow_and_count_what_they_leave(client: TestClient) -> None:
    every = client.get("/api/search", params={"q": "相談"}).json()
    for facet, values in every["facets"].items():
        choice = values[0]
        left = client.get("/api/search", params={"q": "相談", facet: choice["id"]}).json()
        assert left["total"] == choice["count"], facet
    assert {"place", "kind", "need", "law", "document", "layer"} == set(every["facets"])


def test_nothing_found_is_no_error_and_a_wrong_choice_is_one(client: TestClient) -> None:
    none = client.get("/api/search", params={"q": "ぬぬぬぬ"})
    assert none.status_code == 200
    assert none.json()["total"] == 0
    for wrong in ({"lang": "fr"}, {"limit": "0"}, {"limit": "1000"}):
        found = client.get("/api/search", params={"q": "x", **wrong})
        assert found.status_code == 400
        assert found.headers["content-type"] == "application/problem+json"
        assert found.json()["status"] == 400


def test_the_description_names_every_address_and_no_other(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    routes = client.app.routes  # type: ignore[attr-defined]
    held = {
        route.path.replace("{thing:path}", "{id}"): (route.methods or set()) - {"HEAD"}
        for route in routes
        if isinstance(route, Route) and route.path.startswith("/api/")
    }
    assert {path: {name.upper() for name in found} for path, found in described["paths"].items()} == held


def test_a_thing_and_gaps_are_told_as_data(client: TestClient, home: Home) -> None:
    thing = client.get("/api/entity/body/132152-shicho-shitsu").json()
    assert thing["label"] == "市長室"
    assert thing["statements"]
    rows = client.get("/api/gaps", params={"place": "国立市", "analysis": "duties"}).json()["rows"]
    assert len(rows) == len(Workspace(home).gaps("duties", places=["国立市"]).value)


def test_routes_are_those_of_the_page_and_let_go(client: TestClient, home: Home) -> None:
    asked = {"place": "国立市", "need": ["dv"], "age": 34}
    found = client.post("/api/routes", json=asked)
    assert found.headers["cache-control"] == "no-store"
    workspace = Workspace(home)
    known = ["circumstance/adult", "circumstance/youth"]
    question = workspace.question("", "", place="国立市", needs=["dv"], circumstances=known)
    assert found.json()["opening"] == workspace.router.ask(question).value["opening"]


BAD = (("[]", 400), ("{", 400), ('{"place": {"a": 1}}', 400), ('{"place": true}', 400), ('{"nonsense": "x"}', 400))


@pytest.mark.parametrize(("content", "status"), [*BAD, ("[" * 30000, 400)])
def test_a_bad_question_is_one_shape_of_error(client: TestClient, content: str, status: int) -> None:
    found = client.post("/api/routes", content=content, headers={"Content-Type": "application/json"})
    assert found.status_code == status
    assert found.headers["content-type"] == "application/problem+json"
    assert set(found.json()) == {"type", "title", "status"}
    assert client.post("/api/routes", content="x", headers={"Content-Type": "text/plain"}).status_code == 415
    for path in ("/api/entity/body/none", "/api/gaps?place=zz", "/api/way?from=a&to=b", "/api/none"):
        assert client.get(path).headers["content-type"] == "application/problem+json"


def test_a_way_is_one_by_which_somebody_is_handed_on(client: TestClient) -> None:
    """Lines of the picture lead there through a committee and a supervision in three; the routes know one step."""
    start, end = "body/142140-jinken-kocho-sodan-ka", "body/140007-kanagawa-danjo-kyodo-sankaku-senta"
    found = client.get("/api/way", params={"from": start, "to": end}).json()
    assert [(step["start"], step["end"]) for step in found["steps"]] == [(start, end)]
    assert found["need"]
    assert client.get("/api/way", params={"from": start, "to": start}).json()["steps"] == []
