"""A route page tells nothing of a place that is not public: no name, no source, no operator."""

from __future__ import annotations

from typing import Any

import pytest

from tests.showing import OPEN
from tests.viz.answers import closed_town, town, ways_of
from tsunagu.errors import ConfidentialLeak
from tsunagu.messages import LANGUAGES
from tsunagu.routes.answer import Json
from tsunagu.viz.routes.page import handout_page, route_page, route_svg

TERMS = ("9時から17時", "無料", "03-0000-0000", "来所")


def test_an_open_desk_shows_its_terms() -> None:
    page = route_page(OPEN.answer(town()), "ja")
    assert [word for word in ("9時から17時", "無料", "03-0000-0000", "20.2") if word not in page] == []


def test_a_confidential_place_is_not_named() -> None:
    """No way leads there, nothing hints at it, and its name stands nowhere."""
    answer = closed_town("confidential")
    assert ways_of(answer) == []
    for language in LANGUAGES:
        shown = OPEN.answer(answer)
        for made in (route_page(shown, language), route_svg(shown, language), handout_page(shown, language)):
            assert [term for term in (*TERMS, "英語", ">B<") if term in made] == []


@pytest.mark.parametrize("disclosure", ["front_door_only", ""])
def test_a_body_that_is_not_public_shows_label_and_kind_only(disclosure: str) -> None:
    answer = closed_town(disclosure)
    for route in ways_of(answer):
        smuggle(route["offers"][0], route["legs"][0]["to"])
        smuggle(route["offers"][0], route["offers"][0]["body"])
    for language in LANGUAGES:
        for made in (route_page(OPEN.answer(answer), language), route_svg(OPEN.answer(answer), language)):
            assert [term for term in (*TERMS, "英語", "見本町1-2-3") if term in made] == []
            assert ">B<" in made


def smuggle(offer: Json, body: Json) -> None:
    """Put back what the maker of answers leaves out, and a little more."""
    body["phones"] = ["03-0000-0000"]
    body["address"] = "見本町1-2-3"
    offer |= {"hours": "9時から17時", "cost": "無料", "languages": ["英語"]}
    offer["channels"] = [{"id": "channel/counter", "label": {"ja": "来所", "en": "来所"}}]
    words = {"id": "9時から17時", "label": {"ja": "9時から17時", "en": "9時から17時"}}
    offer["checks"] = [{"key": "hours", "state": "met", "about": [words]}]


def made_secret(part: Any) -> Any:
    """The same answer, were its front door a confidential place: as a careless maker of answers would leave it."""
    if isinstance(part, dict):
        told = {key: made_secret(inner) for key, inner in part.items()}
        return told | {"disclosure": "confidential"} if part.get("disclosure") == "front_door_only" else told
    return [made_secret(inner) for inner in part] if isinstance(part, list) else part


def test_sources_of_a_secret_place_are_refused() -> None:
    place = town()["routes"][0]["alternatives"][0]["legs"][0]["sources"]
    assert place
    for part in ("legs", "offers"):
        answer = made_secret(closed_town("front_door_only"))
        ways_of(answer)[0][part][0]["sources"] = place
        with pytest.raises(ConfidentialLeak):
            OPEN.answer(answer)


def test_who_runs_a_secret_place_is_refused() -> None:
    answer = made_secret(closed_town("front_door_only"))
    ways_of(answer)[0]["legs"][0]["kind"] = "entrust"
    with pytest.raises(ConfidentialLeak):
        OPEN.answer(answer)
