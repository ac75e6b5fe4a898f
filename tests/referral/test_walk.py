"""What may be asked at a body, whether a fact counts on a day, whose tier a body is, and who is never sent where."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.routes.samples import HELP, HERE, KIND, NEED, PREFECTURE, body, body_id, link, network, service
from tsunagu.network.model import NATION, Network
from tsunagu.network.records import Body, Concept, Contact, Duty, Interval, Linkage, ListedDesk, Listing, Service, Words
from tsunagu.referral.area import Area
from tsunagu.referral.checks import NO_NUMBER, NO_WAY_KNOWN
from tsunagu.referral.question import Question, make_case
from tsunagu.referral.rule import Referral
from tsunagu.referral.rulebook import Circumstance, PracticeRule, Rulebook
from tsunagu.referral.snapshot import View, snapshot_of
from tsunagu.referral.walk import FRESH_DAYS, SECRECY, Step, Walk, layers_used

DAY = date(2026, 5, 1)
ELSEWHERE = "place/2"
A_KIND = Body(KIND, "kind", Words(KIND, KIND))


def walk(net: Network, place: str = HERE, rules: Rulebook | None = None, **asked: object) -> Walk:
    """The walk of somebody with NEED in a place."""
    used = rules or Rulebook()
    question = replace(Question("", (NEED,), place=place, day=DAY), **asked)  # type: ignore[arg-type]
    return Walk(Area(net, used, place), make_case(question, used), frozenset())


def at(net: Network, where: str, place: str = HERE) -> list[str]:
    return [given.provider.removeprefix("body/") for given in walk(net, place).services_at(where)]


def of_kind(provider: str) -> Service:
    """A service for which one asks at a desk of a kind."""
    return service(provider, desk=KIND)


GIVERS = [body("here"), body("above", PREFECTURE), body("away", ELSEWHERE)]
SENT = [of_kind("here"), of_kind("above"), of_kind("away"), of_kind("unknown")]


def net_of_kinds(*more: Body) -> Network:
    held = network((), SENT, [A_KIND, *GIVERS, *more])
    bodies = {name: known for name, known in held.bodies.items() if name != body_id("unknown")}
    return replace(held, bodies=bodies)


def test_at_a_kind_one_asks_for_what_a_government_that_serves_her_sends_there_for() -> None:
    assert at(net_of_kinds(), KIND) == ["here", "above", "unknown"]
    assert at(net_of_kinds(), KIND, NATION) == ["here", "above", "away", "unknown"], "where no place is known, at all"
    assert at(net_of_kinds(), KIND, "") == ["here", "above", "away", "unknown"]


def test_at_a_body_one_asks_for_its_own_and_for_what_givers_of_its_place_send_to_its_kind_for() -> None:
    net = net_of_kinds(body("desk", kinds=(KIND,)), body("far", ELSEWHERE, kinds=(KIND,)), body("other"))
    own = service("desk")
    net = replace(net, services=(*net.services, own))
    assert at(net, body_id("desk")) == ["desk", "here", "unknown"]
    assert at(net, body_id("far")) == ["away", "unknown"]
    assert at(net, body_id("other")) == []


@pytest.mark.parametrize(
    ("begins", "ends", "keys"),
    [
        (DAY, DAY, []),
        (DAY + timedelta(1), None, ["not-yet"]),
        (None, DAY - timedelta(1), ["period-over"]),
        (None, DAY, []),
        (None, None, ["period-unknown"]),
    ],
)
def test_a_document_counts_from_its_first_to_its_last_day(
    begins: date | None, ends: date | None, keys: list[str]
) -> None:
    plan = Concept("document/p", Words("p", "p"), "document", authority=HERE, period=Interval(begins, ends))
    checks = walk(network(plan=plan)).standing_checks("stated", "in_operation", plan.id)
    assert [check.key for check in checks] == keys


def test_a_plan_is_outdated_only_where_its_government_has_one_for_the_day() -> None:
    old = Concept("document/old", Words("o", "o"), "document", authority=HERE,
                  period=Interval(None, DAY - timedelta(1)))  # fmt: skip
    new = replace(old, id="document/new", period=Interval(DAY, None))
    assert walk(network(old=old, new=new)).is_outdated(old.id)
    assert not walk(network(old=old, new=new)).is_outdated(new.id)
    assert not walk(network(old=old, new=replace(new, authority=ELSEWHERE))).is_outdated(old.id)
    assert not walk(network(old=old)).is_outdated(old.id)
    assert not walk(network(old=old, new=new)).is_outdated("document/none")


@pytest.mark.parametrize(("days", "doubted"), [(0, False), (FRESH_DAYS, False), (FRESH_DAYS + 1, True)])
def test_an_entry_looked_at_over_a_year_before_is_to_confirm(days: int, doubted: bool) -> None:
    held = body("a", checked_on=(DAY - timedelta(days)).isoformat(), phones=("1",))
    keys = [check.key for check in walk(network((), (), [held])).arrival_checks(held.id)]
    assert ("verified-long-ago" in keys) is doubted


def test_a_desk_without_a_number_says_so() -> None:
    called = service("b", contacts=(Contact("phone", "1"),))
    net = network((), [called], [body("a"), body("b"), body("c", phones=("1",)), A_KIND])
    found = {name: [check.key for check in walk(net).arrival_checks(name)] for name in net.bodies}
    assert {name for name, keys in found.items() if NO_NUMBER in keys} == {body_id("a")}


def test_a_desk_without_a_number_gives_way_to_one_of_its_kind_that_can_be_called() -> None:
    listing = Listing("listing/r/wsc", Words("窓口", "desk"), (KIND,), frozenset({HELP}), frozenset({NEED}))
    entry = ListedDesk("desk/r/a", Words("窓口", "desk"), "register/r", (listing.id,), (HERE,), "1")

    def first(known: Body, *listed: ListedDesk, **told: object) -> str:
        given = replace(service("a", entry=True), **told)  # type: ignore[arg-type]
        held = replace(network((), [given], [known, A_KIND]), listings={listing.id: listing}, listed=listed)
        referral = Referral(held, Rulebook(), Question("", (NEED,), place=HERE, day=DAY))
        way = referral.best(referral.case.wants[0])
        return way.nodes[-1] if way else ""

    assert first(body("a", kinds=(KIND,)), entry) == entry.id
    assert first(body("a", kinds=(KIND,), phones=("2",)), entry) == body_id("a"), "stated before listed"
    assert first(body("a", kinds=(KIND,))) == body_id("a"), "no other is known"
    assert first(body("a", kinds=(KIND,)), replace(entry, phone="")) == body_id("a"), "nor can that one be called"
    assert first(body("a", kinds=(KIND, "body-type/x")), entry) == body_id("a"), "it has another kind nobody else has"


def test_an_old_entry_of_a_register_is_to_confirm_at_a_body_of_a_document_too() -> None:
    listing = Listing("listing/r/wsc", Words("窓口", "desk"), (KIND,), frozenset({HELP}), frozenset({NEED}))

    def doubted(days: int) -> bool:
        entry = ListedDesk("desk/r/a", Words("窓口", "desk"), "register/r", (listing.id,), (HERE,), "1",
                           checked_on=(DAY - timedelta(days)).isoformat(), same_as=body_id("a"))  # fmt: skip
        held = replace(
            network((), (), [body("a", phones=("1",)), A_KIND]), listings={listing.id: listing}, listed=(entry,)
        )
        referral = Referral(held, Rulebook(), Question("", (NEED,), place=HERE, day=DAY))
        (offer,) = referral.ends[referral.case.wants[0]][body_id("a")]
        return "verified-long-ago" in [check.key for check in offer.checks]

    assert [doubted(days) for days in (0, FRESH_DAYS, FRESH_DAYS + 1)] == [False, False, True]


@pytest.mark.parametrize(
    ("held", "asked", "key"),
    [
        (body("a", disclosure="confidential"), {}, "secret"),
        (body("a"), {"closed": frozenset({body_id("a")})}, "closed"),
        (body("a", life=Interval(DAY + timedelta(1))), {}, "date"),
        (body("a", life=Interval(DAY, DAY)), {}, ""),
        (body("a", status="former"), {}, "status"),
        (body("a", status="planned"), {}, "status"),
        (body("a", status="under_study"), {}, "status"),
        (body("a", status="planned"), {"layers": ("stated", "planned")}, ""),
        (body("a", status="former"), {"layers": ("stated", "planned")}, "status"),
    ],
)
def test_why_nobody_arrives_at_a_body(held: Body, asked: dict[str, object], key: str) -> None:
    checks = walk(network((), (), [held]), **asked).arrival_checks(held.id)  # type: ignore[arg-type]
    assert [check.key for check in checks if check.state == "not_met"] == ([key] if key else [])


def barring(tier: str = "") -> Rulebook:
    return Rulebook(practice=(PracticeRule("practice/p", Words("p", "p"), "never", kinds=(KIND,), tier=tier),))


def test_practice_bars_a_kind_and_not_an_open_body_that_has_a_closed_role_beside_another() -> None:
    closed = replace(A_KIND, disclosure="confidential")

    def barred(held: Body, kind: Body = A_KIND, rules: Rulebook = barring()) -> bool:  # noqa: B008
        checks = walk(network((), (), [kind, held]), rules=rules).arrival_checks(held.id)
        return "practice" in [check.key for check in checks]

    assert barred(body("a", kinds=(KIND,)))
    assert not barred(body("a", kinds=("body-type/other",)))
    assert barred(body("a", kinds=(KIND, "body-type/other")))
    assert not barred(body("a", kinds=(KIND, "body-type/other")), closed)
    assert barred(body("a", kinds=(KIND,)), closed)
    assert barred(body("a", kinds=(KIND,)), rules=barring("own"))
    assert not barred(body("a", PREFECTURE, kinds=(KIND,)), rules=barring("own"))
    assert barred(body("a", PREFECTURE, kinds=(KIND,)), rules=barring("prefecture"))


def test_of_which_tier_a_body_is_and_of_a_kind_those_who_send_there() -> None:
    nation = Concept(NATION, Words("国", "Japan"), "place", place_kind="nation")
    ward = Concept("place/3", Words("区", "ward"), "place", place_kind="administrative_ward", city=HERE)
    held = replace(net_of_kinds(), concepts={**net_of_kinds().concepts, nation.id: nation, ward.id: ward})
    used = walk(held)
    places = (HERE, "place/3", PREFECTURE, NATION, ELSEWHERE, "")
    tiers = [used.tier_of(body("x", place)) for place in places]
    assert tiers == ["own", "own", "prefecture", "nation", "", ""]
    assert [tier for tier in ("own", "prefecture", "nation") if used.is_of(A_KIND, (KIND,), tier)] == [
        "own", "prefecture",
    ]  # fmt: skip
    assert used.is_of(A_KIND, (KIND,))
    assert not used.is_of(A_KIND, ("body-type/other",))


def test_where_the_municipality_is_not_known_the_kind_stands_for_hers() -> None:
    used = walk(net_of_kinds(), PREFECTURE)
    assert used.is_of(A_KIND, (KIND,), "own")
    assert not used.is_of(body("above", PREFECTURE, kinds=(KIND,)), (KIND,), "own")


def test_layers_of_steps_come_strongest_first() -> None:
    steps = [Step("", "b", "refer", "inferred"), Step("b", "c", "refer", "stated")]
    assert layers_used(steps) == ("stated", "inferred")


def test_only_who_runs_a_named_secret_place_is_kept_back() -> None:
    """That a kind of place is run for a government is law, and no secret."""
    secret_kind = replace(A_KIND, disclosure="confidential")
    home = body("home", disclosure="confidential")

    def kept_back(linkage: Linkage) -> bool:
        used = walk(network([linkage], (), [body("a"), home, secret_kind]))
        steps = (*used.steps_from(body_id("a")), *used.shut_steps_from(body_id("a")))
        ways = [*used._link_checks(linkage), *(check for step in steps for check in step.checks)]
        return SECRECY in [check.key for check in ways]

    assert kept_back(link("a", "home", kind="entrust"))
    assert not kept_back(replace(link("a", "k", kind="entrust"), end=KIND))


def test_the_kind_of_a_place_is_known_or_empty() -> None:
    held = snapshot_of(network(), Rulebook(), View(DAY))
    assert (held.place_kind(HERE), held.place_kind(PREFECTURE), held.place_kind("place/none")) == (
        "city", "prefecture", "",
    )  # fmt: skip


def test_where_she_cannot_call_a_body_without_another_way_is_to_confirm() -> None:
    silent = "circumstance/no-phone"
    rules = Rulebook({silent: Circumstance(silent, Words("", ""))})
    duty = Duty("type-function/1", KIND, HELP, "statutory")

    def doubted(*services: Service, held: frozenset[str] = frozenset({silent})) -> bool:
        net = network((), services, [body("a", kinds=(KIND,), phones=("1",)), A_KIND], [duty])
        asked = Question(body_id("a"), (NEED,), place=HERE, day=DAY, circumstances=held)
        referral = Referral(net, rules, asked)
        offers = referral.offers[referral.case.wants[0]].of(body_id("a"))
        return any(check.key == NO_WAY_KNOWN for offer in offers if offer.duty for check in offer.checks)

    assert doubted()
    assert not doubted(held=frozenset())
    assert not doubted(service("a", contacts=(Contact("email", email="a@example.jp"),), channels=("email",)))
