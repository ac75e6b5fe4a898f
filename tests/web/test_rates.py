"""One visitor's haste or heavy question is their own: others get their answers meanwhile."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import asked
from tsunagu.errors import RequestProblem
from tsunagu.graph.home import Home
from tsunagu.messages import text
from tsunagu.web.app import make_app
from tsunagu.web.programs import AT_ONCE, AT_ONCE_EACH
from tsunagu.web.rates import A_SECOND, AT_FIRST, MOST_VISITORS, Rates, Shares
from tsunagu.web.site import Site


def test_a_bucket_empties_and_fills_again() -> None:
    rates = Rates(2.0, 3)
    assert [rates.wait("a", 0.0) for _ in range(4)] == [0.0, 0.0, 0.0, 0.5]
    assert rates.wait("b", 0.0) == 0.0, "another visitor has a bucket of their own"
    assert rates.wait("a", 0.4) > 0
    assert rates.wait("a", 0.6) == 0.0
    assert [rates.wait("a", 100.0) for _ in range(4)][-1] > 0, "it holds no more than it did at first"


def test_visitors_are_forgotten_before_memory_is_full() -> None:
    rates = Rates()
    for number in range(MOST_VISITORS + 10):
        rates.wait(str(number), 0.0)
    assert len(rates._held) == MOST_VISITORS


def test_too_many_requests_are_told_in_the_shape_of_errors(home: Home) -> None:
    with asked(make_app(home.folder)) as client:
        found = [client.get("/api/openapi.json") for _ in range(AT_FIRST + int(A_SECOND) * 2)]
        refused = [answer for answer in found if answer.status_code == 429]
        assert refused
        assert refused[0].headers["content-type"] == "application/problem+json"
        assert int(refused[0].headers["retry-after"]) >= 1
        assert set(refused[0].json()) == {"type", "title", "status"}
        assert refused[0].json()["title"] == text("web-too-often", "ja", most=20)
        assert client.get("/ja/about").status_code == 200, "pages are not counted"


def test_a_long_body_is_refused_by_the_interface(client: TestClient) -> None:
    found = client.post("/api/routes", content=b"x" * 70_000, headers={"Content-Type": "application/json"})
    assert (found.status_code, found.headers["content-type"]) == (413, "application/problem+json")


def test_one_visitor_never_takes_every_process() -> None:
    assert AT_ONCE_EACH < AT_ONCE

    async def crowd() -> list[str]:
        shares, seen = Shares(1, 1), list[str]()
        held = asyncio.Event()

        async def one(visitor: str) -> None:
            async with shares.of(visitor):
                seen.append(visitor)
                await held.wait()

        first, second = asyncio.ensure_future(one("a")), asyncio.ensure_future(one("a"))
        await asyncio.sleep(0)
        with pytest.raises(RequestProblem) as told:
            await one("a")
        assert told.value.data["status"] == 429
        other = asyncio.ensure_future(one("b"))
        await asyncio.sleep(0)
        assert seen == ["a", "b"], "the second of a waits, b does not"
        held.set()
        await asyncio.gather(first, second, other)
        assert shares._held == {}
        return seen

    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(asyncio.run, crowd()).result() == ["a", "b", "a"]


def test_a_long_answer_holds_up_no_short_one(home: Home) -> None:
    """While one of the other lane is being made, and cannot end, a short one is."""

    async def both() -> str:
        site, ended = Site(home.folder), threading.Event()
        long = asyncio.ensure_future(site.answer(lambda _: ended.wait(60), "long"))
        short = await asyncio.wait_for(site.answer(lambda workspace: workspace.home.folder.name), 30)
        ended.set()
        assert await long
        site.close()
        return short

    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(asyncio.run, both()).result() == home.folder.name


def test_closings_are_worked_out_once_a_build(home: Home) -> None:
    site = Site(home.folder)
    workspace = site.workspace("long")
    assert workspace.closings_of("place/132152", 3) is workspace.closings_of("place/132152", 3)
    assert site.workspace("long") is workspace is not site.workspace()
    site.close()
