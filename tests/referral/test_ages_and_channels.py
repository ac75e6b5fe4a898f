"""Ages of a service against what is known of the person, and hours told apart by channel."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tsunagu.hours.channels import PRINTED, channel_of, hours_by_channel
from tsunagu.hours.grammar import read_hours
from tsunagu.network.reading import Around, Thing
from tsunagu.network.records import Contact, Participant, Service, Words
from tsunagu.referral.checks import checks_of_age, checks_of_hours
from tsunagu.referral.question import Case, Question
from tsunagu.referral.rulebook import Circumstance

BANDS = {
    "child": Circumstance("circumstance/child", Words(), age_until=17),
    "adult": Circumstance("circumstance/adult", Words(), age_from=18),
    "youth": Circumstance("circumstance/youth", Words(), age_from=15, age_until=39),
    "older": Circumstance("circumstance/older", Words(), age_from=65),
    "woman": Circumstance("circumstance/woman", Words()),
}


def state(least: int | None, most: int | None, *names: str, groups: frozenset[str] = frozenset()) -> str:
    case = Case(Question(""), tuple(BANDS[name] for name in names), groups=groups)
    service = Service("s", "b", Words(), age_from=least, age_until=most, for_groups=frozenset({"target-group/parent"}))
    return next((check.state for check in checks_of_age(service, case)), "none")


@pytest.mark.parametrize(
    ("least", "most", "names", "wanted"),
    [
        (None, None, ("child",), "none"),
        (10, 29, (), "confirm"),
        (10, 29, ("woman",), "confirm"),
        (10, 29, ("child", "youth"), "met"),
        (10, 29, ("adult", "youth"), "confirm"),
        (10, 29, ("older",), "not_met"),
        (65, None, ("older",), "met"),
        (65, None, ("adult",), "confirm"),
        (65, None, ("adult", "youth"), "not_met"),
        (40, None, ("adult", "youth"), "not_met"),
        (39, None, ("adult", "youth"), "confirm"),
        (None, 17, ("child",), "met"),
        (None, 17, ("adult",), "not_met"),
        (18, 64, ("adult",), "confirm"),
    ],
)
def test_age(least: int | None, most: int | None, names: tuple[str, ...], wanted: str) -> None:
    assert state(least, most, *names) == wanted


def test_a_parent_who_asks_is_not_shut_out_by_the_age_of_the_child() -> None:
    assert state(5, 5, "adult") == "not_met"
    assert state(5, 5, "adult", groups=frozenset({"target-group/parent"})) == "confirm"


def told(hours: str, when: date, hour: int) -> dict[str, tuple[str, tuple[str, ...]]]:
    case = Case(Question("", when=when, hour=hour))
    return {check.key: (check.state, check.about) for check in checks_of_hours(hours, case)}


@pytest.mark.parametrize("channel", PRINTED)
def test_the_word_of_a_channel_is_read_as_that_channel(channel: str) -> None:
    assert channel_of(PRINTED[channel]) == channel
    [opening] = read_hours(hours_by_channel("", [(channel, "平日9時～17時")])).openings
    assert opening.channels == {channel}


def test_the_channel_that_is_open_is_told() -> None:
    """A telephone day and night, a counter in office hours: Sunday night, and Wednesday noon."""
    hours = hours_by_channel("", [("phone", "24時間365日"), ("counter", "平日9時～17時")])
    night = told(hours, date(2026, 11, 29), 23)
    assert night["hours"][0] == "met"
    assert night["hours-channel"] == ("met", ("channel/phone",))
    assert "hours-channel" not in told(hours, date(2026, 11, 25), 12)
    assert told(hours_by_channel("", [("counter", "平日9時～17時")]), date(2026, 11, 29), 23)["hours"][0] == "not_met"


def test_participants_and_contacts_are_read_beside_their_service() -> None:
    part, contact = Thing("b/"), Thing("b/")
    part.classes, contact.classes = {"ServiceParticipation"}, {"Contact"}
    for thing, said in (
        (part, {"ofService": "b/service/1", "participant": "b/body/x",
                "participationRole": "b/participation-role/contractor"}),
        (contact, {"contactOf": "b/service/1", "channel": "b/channel/phone", "telephone": "042-000-0000",
                   "hours": "平日9時～17時", "source": "https://example.org/", "checkedOn": "2026-11-29"}),
    ):  # fmt: skip
        for name, value in said.items():
            thing.add(name, value, "")
    around = Around({"p": part, "c": contact})
    assert around.participants_of("service/1") == (Participant("body/x", "contractor"),)
    [found] = around.contacts_of("service/1")
    assert found == replace(Contact("phone"), phone="042-000-0000", hours="平日9時～17時", source="https://example.org/",
                            checked_on="2026-11-29")  # fmt: skip
    assert around.phones_of("service/1") == ("042-000-0000",)
