"""Who may come in, what is refused, and that nothing secret goes out by a page."""

from __future__ import annotations

import logging
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.disclosure.test_every_output import DOCUMENT, PLACE, Ground, leaks, small, telling
from tests.shared import own_home
from tests.web.conftest import BASE, asked
from tsunagu import Workspace
from tsunagu.cli.main import run
from tsunagu.errors import ServeProblem
from tsunagu.graph.home import Home
from tsunagu.messages import LANGUAGES
from tsunagu.queries.catalogue import load_catalogue
from tsunagu.web.app import make_app
from tsunagu.web.published.pages import CASES, Publication
from tsunagu.web.published.selection import Selection
from tsunagu.web.server import Opening, _taken
from tsunagu.web.site import Lane, Site

__all__ = ["small"]
SECRET = "body/132152-shicho-shitsu"
TOLD_OF = ("measure/kunitachi-gender/18", "measure/kunitachi-gender/20.2", "service/kunitachi-gender/21.3-v1",
           "service/smuggled-0", "need/dv", "function/consult", "function/coordinate", "body-type/dvc",
           "law/413AC0100000031", "register/kurashi-shien-navi", "need/dv?part=linkages&page=1",
           "need/dv?part=services&page=1", "document/kunitachi-gender?part=linkages&page=1",
           "document/kunitachi-gender?part=measures&page=1", "section/kunitachi-gender/s8")  # fmt: skip
"""Pages of what the body does, is in charge of, or is linked by."""


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "localhost.evil.example", "", "127.0.0.1.nip.io:8765"]
)
def test_other_names_are_not_answered(client: TestClient, host: str) -> None:
    assert client.get("/ja/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8765", "LOCALHOST:1", "[::1]:8765"])
def test_names_of_this_machine_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/ja/about", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    ("path", "content", "kind", "status"),
    [
        ("/ja/route", b"a" * 70_000, "application/x-www-form-urlencoded", 413),
        ("/ja/route", b"&".join(b"a=1" for _ in range(1000)), "application/x-www-form-urlencoded", 400),
        ("/ja/route", b"words=%FF%FE", "application/x-www-form-urlencoded", 400),
        ("/ja/route", b"", "application/x-www-form-urlencoded", 400),
        ("/ja/route", b"{}", "application/json", 415),
        ("/ja/sparql", b"query=%00", "application/x-www-form-urlencoded", 400),
        ("/ja/about", b"x", "text/plain", 405),
    ],
)
def test_a_bad_body_is_one_clear_answer(client: TestClient, path: str, content: bytes, kind: str, status: int) -> None:
    found = client.post(path, content=content, headers={"Content-Type": kind})
    assert found.status_code == status
    assert 'role="alert"' in found.text
    assert "Traceback" not in found.text


BAD_ADDRESSES = (
    "/ja/search?q=%FF",
    "/ja/%FF%FE",
    "/ja/place/",
    "/xx/place/132152x",
    "/ja/" + "a" * 3000,
    "/ja/search?" + "&".join("q=1" for _ in range(1000)),
    "/ja/body/..%2F..%2Fetc",
)


@pytest.mark.parametrize("path", BAD_ADDRESSES)
def test_a_bad_address_is_one_clear_answer(client: TestClient, path: str) -> None:
    found = client.get(path)
    assert found.status_code in (303, 400, 404)
    assert "Traceback" not in found.text


HOSTILE = ("<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>", "javascript:alert(1)", "=1+1", "{{ 7*7 }}")


@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_words_stay_words(client: TestClient, said: str) -> None:
    asked_for = (("search", "q"), ("gaps", "place"), ("route", "place"), ("questions", "q"))
    pages = [client.get(f"/ja/{path}", params={name: said}) for path, name in asked_for]
    pages += [client.post("/ja/route", data={"words": said, "place": said})]
    pages += [client.post("/ja/sparql", data={"query": said})]
    for page in pages:
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
        assert "49" not in page.text or said != "{{ 7*7 }}" or "{{ 7*7 }}" in page.text


def test_no_line_of_a_log_holds_what_was_entered(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        client.post("/ja/route", data={"words": "夫が怖い", "place": "国立市"})
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith(("httpx", "httpcore"))]
    assert not [line for line in ours if "怖い" in line or "%E6%80%96" in line]


# ---- secrecy ----


class Careless(Site):
    """A site over a network in which a body became secret, while the store still says that it is public."""

    def __init__(self, home: Home, workspace: Workspace) -> None:
        super().__init__(home.folder)
        self._only = workspace

    def workspace(self, lane: Lane = "short") -> Workspace:
        return self._only


@pytest.fixture(scope="module")
def careless(small: Ground, home: Home) -> Iterator[TestClient]:
    outputs = small.outputs(SECRET)
    workspace = outputs.workspace
    workspace.__dict__["home"] = home  # the report of a build, which names no body
    with asked(make_app(home.folder)) as client:
        client.app.state.site = Careless(home, workspace)  # type: ignore[attr-defined]
        yield client


def test_no_page_tells_of_a_secret_body(careless: TestClient, small: Ground) -> None:
    words = telling(small.network, [SECRET])
    paths = ["", "about", "search?q=市長室", "search?q=国立", PLACE, DOCUMENT, SECRET, "gaps?place=国立市", "pictures"]
    paths += [f"pictures/{name}" for name in (PLACE, DOCUMENT, SECRET, f"needs/{PLACE}")]
    paths += [f"gaps?place=国立市&analysis={name}" for name in ("partners", "single-points", "unnamed", "one-way")]
    paths += ["japan", f"{PLACE}?facts=1", "gaps?place=国立市&analysis=closing", "compare?first=x&second=y"]
    paths += [f"compare?first={DOCUMENT}&second={PLACE}", f"pictures/{PLACE}?open=office:unit"]
    paths += [f"questions/{name}?ask=1" for name in load_catalogue().queries]
    paths += [*TOLD_OF, *(f"corrections/{name}.csv" for name in (PLACE, DOCUMENT, *TOLD_OF, SECRET))]
    paths += [f"{name}?facts=1&page={number}" for name in ("need/dv", DOCUMENT) for number in (1, 2)]
    outputs = [(path, careless.get(f"/ja/{path}").text) for path in paths]
    asked = ("search?q=国立", f"entity/{PLACE}", f"entity/{DOCUMENT}", "gaps?place=国立市&analysis=partners")
    outputs += [(f"api/{path}", careless.get(f"/api/{path}").text) for path in asked]
    outputs += [("api/routes", careless.post("/api/routes", json={"place": "国立市", "words": "夫が怖い"}).text)]
    outputs += [("route", careless.post("/ja/route", data={"place": "国立市", "words": "夫が怖い"}).text),
                ("start", careless.post("/ja/route", data={"start": "相談", "words": "夫が怖い"}).text)]  # fmt: skip
    typed = {
        "search?q=市長室",
        SECRET,
        f"corrections/{SECRET}.csv",
        f"pictures/{SECRET}",
    }  # an address says back what was typed
    assert leaks([held for held in outputs if held[0] not in typed], words) == []
    told = leaks(
        [held for held in outputs if held[0] in typed],
        [word for word in words if word not in SECRET and word != "市長室"],
    )
    assert told == []
    assert careless.get(f"/ja/{SECRET}").status_code == 404
    assert careless.get(f"/data/{SECRET}.csv").status_code == 404
    assert "市長室" not in careless.get(f"/ja/{SECRET}x").text, "no near name of it either"


def test_no_published_page_tells_of_a_secret_body(small: Ground, home: Home) -> None:
    """The pages that only files have: the search that holds all names, and routes made beforehand."""
    workspace = small.outputs(SECRET).workspace
    workspace.__dict__["home"] = home
    code = PLACE.partition("/")[2]
    selection = Selection(frozenset({code}), frozenset(), frozenset())
    app = make_app(home.folder)
    app.router.routes[:0] = Publication(selection, {SECRET, PLACE}).routes()
    with asked(app) as client:
        app.state.site = Careless(home, workspace)
        paths = ["ja/search", "en/search", *(f"ja/route?place={code}&need=need/dv&case={case}" for case in CASES)]
        outputs = [(path, client.get(f"/{path}").text) for path in paths]
    assert "国立市" in outputs[0][1]
    assert leaks(outputs, telling(small.network, [SECRET])) == []


def test_no_reply_of_sparql_tells_of_a_secret_body(careless: TestClient, client: TestClient) -> None:
    """The store says all of it; what goes out has passed the guard, as rows, as triples and as data of a thing."""
    iri = f"https://w3id.org/tsunagu/{SECRET}"
    rows = f"SELECT ?p ?o WHERE {{ GRAPH ?g {{ <{iri}> ?p ?o }} }}"
    triples = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?s = <{iri}>) }}"
    for path, given in (("/sparql", {"query": rows}), ("/sparql", {"query": triples}), (f"/data/{SECRET}.nt", {})):
        assert "市長室" in client.get(path, params=given).text or "\\u5E02" in client.get(path, params=given).text, path
        held = careless.get(path, params=given)
        assert held.status_code == (404 if path.startswith("/data/") else 200)
        assert "市長室" not in held.text
        assert "shicho" not in held.text.replace(SECRET, ""), "the address that was asked for is said back"
        assert "\\u5E02" not in held.text
    asked = f"SELECT ?s ?o WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?s = <{iri}> || ?o = <{iri}>) }}"
    for query, more in ((rows, {}), (asked, {}), (asked, {"view": "picture"}), (triples, {"view": "picture"})):
        assert "市長室" not in careless.post("/ja/sparql", data={"query": query, **more}).text


def test_the_same_pages_tell_of_a_public_body(client: TestClient) -> None:
    """Else the search above would find nothing because there is nothing."""
    assert "市長室" in client.get(f"/ja/{PLACE}").text
    assert "市長室" in client.get("/ja/questions/all-bodies-by-name?ask=1").text


# ---- the build and the port ----


def test_a_new_build_is_taken_up_without_a_restart(home: Home, tmp_path: Path) -> None:
    held = own_home(home.current(), tmp_path)
    with asked(make_app(held.folder)) as client:
        assert client.get("/ja/").status_code == 200
        site: Site = client.app.state.site  # type: ignore[attr-defined]
        before = site.workspace()
        assert site.workspace() is before
        newer = held.start()
        shutil.copytree(held.current(), newer, copy_function=os.link, dirs_exist_ok=True)
        report = newer / "report.json"
        said = report.read_text(encoding="utf-8")
        report.unlink()
        report.write_text(re.sub(r'("revision": ")....', r"\1feed", said), encoding="utf-8")
        (newer / "seal").unlink()
        held.finish(newer, "build-0123456789ab")
        for language in LANGUAGES:
            assert "feed" in client.get(f"/{language}/").text
        assert site.workspace() is not before, "what was read of the old build is let go"
        found = client.get("/sparql", params={"query": "ASK {}"})
        assert found.json().get("boolean"), found.text


def test_without_a_build_it_is_said(tmp_path: Path) -> None:
    with asked(make_app(tmp_path / "none")) as client:
        found = client.get("/ja/")
        assert found.status_code == 503
        assert 'role="alert"' in found.text


def test_a_port_in_use_is_one_clear_line(capsys: pytest.CaptureFixture[str], home: Home) -> None:
    taken = _taken(Opening(0))
    port = taken.getsockname()[1]
    with pytest.raises(ServeProblem):
        _taken(Opening(port))
    code = run(["--lang", "en", "serve", "--no-browser", "--port", str(port), "--home", str(home.folder)])
    taken.close()
    assert code == 1
    assert str(port) in capsys.readouterr().err


def test_it_listens_on_this_machine_alone() -> None:
    taken = _taken(Opening(0))
    assert taken.getsockname()[0] == "127.0.0.1"
    taken.close()
    assert BASE.endswith("localhost")
