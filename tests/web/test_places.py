"""The map of the country, prefectures and places: one calculation, told in tiles, tables and bars."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.shared import own_home
from tests.web.conftest import asked
from tsunagu import Workspace
from tsunagu.gaps.country import ENDS, municipalities
from tsunagu.gaps.country_file import FILE, dump, load
from tsunagu.graph.home import Home
from tsunagu.messages import text
from tsunagu.web.app import make_app

KANAGAWA = "place/140007"


@pytest.fixture(scope="module")
def counted(home: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client over a home where ways are counted: every way ends at a named desk in Kanagawa, nowhere elsewhere."""
    held = own_home(home.current(), tmp_path_factory.mktemp("counted"))
    workspace = Workspace(held)
    needs = [need.id for need in workspace.network.concepts_in("need")]
    ends = {place.id: dict.fromkeys(needs, ENDS[0] if place.prefecture == KANAGAWA else ENDS[-1])
            for place in municipalities(workspace.network)}  # fmt: skip
    (held.current() / FILE).write_bytes(dump(ends, workspace.report))
    with asked(make_app(held.folder)) as client:
        yield client


def tiles_of(page: str) -> dict[str, str]:
    return dict(re.findall(r'class="tile-name[^>]*>([^<]+)</text><text[^>]*>([^<]+)</text>', page))


def test_the_map_says_what_was_counted(counted: TestClient) -> None:
    """Each of 47 tiles says its figure in text, and the table says the same."""
    page = counted.get("/ja/japan").text
    tiles = tiles_of(page)
    assert len(tiles) == 47
    assert tiles.pop("神奈川") == "100%"
    assert set(tiles.values()) == {"0%"}
    assert page.count('<td data-value="0.0">0%</td>') == 46
    assert tiles_of(counted.get("/ja/japan?measure=kind&need=need/dv").text)["神奈川"] == "0%"


def test_a_prefecture_compares_its_municipalities(counted: TestClient) -> None:
    page = counted.get(f"/ja/{KANAGAWA}").text
    assert page.count('<svg viewBox="0 0 168 12"') == 33
    assert f"{text('web-end-named_own', 'ja')} 42" in page


def test_before_it_is_counted_only_lists_are_compared(client: TestClient) -> None:
    page = client.get("/en/japan").text
    assert text("web-japan-uncounted", "en") in page
    assert len(tiles_of(page)) == 47
    assert tiles_of(client.get("/en/japan?measure=named").text) == {}
    assert client.get("/en/japan?measure=none").status_code == 400
    assert client.get("/en/japan?need=none").status_code == 400


def test_a_file_of_another_build_is_not_read(home: Home, tmp_path: Path) -> None:
    path = tmp_path / FILE
    report = Workspace(home).report
    path.write_bytes(dump({"place/132152": {"need/dv": "law_own"}}, report))
    assert load(path, report) == {"place/132152": {"need/dv": "law_own"}}
    path.write_bytes(path.read_bytes()[:-4])
    assert load(path, report) is None


def test_a_place_tells_its_desks_by_need(client: TestClient, home: Home) -> None:
    """Every need in the order of fields, DV first, with number and layer; all that is said stands behind a link."""
    page = client.get("/ja/place/132152").text
    needs = re.findall(r'<th scope="row"><a href="/ja/(need/[^"]+)"', page)
    assert needs[0] == "need/dv"
    assert len(needs) == len(set(needs)) == 42
    numbers = [phone for desk in Workspace(home).desks_by_need("place/132152").value for phone in desk.reached.phones]
    assert len(numbers) > 3
    assert all(number in page for number in numbers)
    assert "市長室" not in page or "?facts=1" in page
    assert text("web-thing-spoken", "ja") not in page
    assert text("web-thing-spoken", "ja") in client.get("/ja/place/132152?facts=1").text
