"""The interface for programs says what the pages say, and its errors have one shape."""

from __future__ import annotations

from starlette.testclient import TestClient


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
        one = values[0]
        left = client.get("/api/search", params={"q": "相談", facet: one["id"]}).json()
        assert left["total"] == one["count"], facet
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
