"""Route answers for the page tests: a few asked of the shipped graph, and some made by hand."""

from __future__ import annotations

from dataclasses import replace

from tests.routes.samples import HERE, OTHER_HELP, OTHER_NEED, asking, body, link, network, service
from tsunagu.network.model import Network
from tsunagu.network.records import Provision, SourceLocator, Words
from tsunagu.referral.question import Question
from tsunagu.referral.rulebook import Circumstance, PhoneLine, Rulebook
from tsunagu.routes.answer import Json, RouteAnswer, make_answer
from tsunagu.routes.changes import changes
from tsunagu.routes.opening import make_opening
from tsunagu.routes.search import RouteSearch
from tsunagu.routes.unmet import explain

POLICE = PhoneLine("110", Words("警察", "Police"), Words("今危険なとき", "In danger now"), "emergency")
ARTICLE = Provision("law/1", Words("支援法", "Support Act"), "9(3)", Words("一時保護", "Protection"))
SECRET_FACT = "秘密の事情"
SECRET = Circumstance("circumstance/x", Words(SECRET_FACT, "a private fact"))
RULES = Rulebook({SECRET.id: SECRET}, lines=(POLICE,))
QUESTIONS = {
    "night": Question("", ("need/dv", "need/accompanying-child"), ("function/temp-protection",), "place/132152",
                      hour=22, languages=("英語",)),
    "joint": Question("body/142042-shimin-sodan-ka", ("need/debt", "need/housing")),
    "branching": Question("body/132152-kunitachi-shi", ("need/dv", "need/work", "need/divorce", "need/elder")),
    "plain": Question("body/132152-shicho-shitsu", (), ("function/temp-protection",)),
    "kind": Question("body-type/police-station", ("need/dv",), (), "place/142042"),
    "none": Question("body/132152-kunitachi-danjo-byodo-sankaku-suteshon", (), ("function/job",),
                     layers=("stated",)),
}  # fmt: skip


def answer_of(held: Network, question: Question, rules: Rulebook = RULES) -> Json:
    """Return the whole answer to a question over a hand-made network; every fact stands in one place."""
    search = RouteSearch(held, rules, question)
    found = search.find()
    unmet = tuple(explain(search, want) for want, routes in found.routes.items() if not routes)
    turned, opening = changes(search, found), make_opening(search.walk, found)
    answer = RouteAnswer(held, found, unmet, turned, opening, rules.lines)
    facts = [*(link.id for link in held.links), *(service.id for service in held.services)]
    places = {fact: (SourceLocator("document/x", "目標1", "20.2", ("相談 (10-12)",)),) for fact in facts}
    return make_answer(answer, places)


def ways_of(answer: Json) -> list[Json]:
    """Every route of an answer, the first and its alternatives."""
    return [route for block in answer["routes"] for route in block["alternatives"]]


def town(**more: object) -> Json:
    """From `a` two desks lead on; `b` and `c` help with one thing each; something of the person is taken in."""
    held = network(
        [link("a", "b", basis=("law/1",), purpose=Words("支援", "support")), link("a", "c", layer="inferred",
         condition=Words("夜間", "at night"))],
        [service("b", hours="9時から17時", channels=("phone",), cost="無料"),
         service("c", needs=frozenset({OTHER_NEED}), functions=frozenset({OTHER_HELP}))],
        [body("b", phones=("03-0000-0000",))],
    )  # fmt: skip
    held = replace(held, provisions={ARTICLE.id: ARTICLE}, revision="0123456789abcdef")
    question = asking(needs=("need/dv", OTHER_NEED), circumstances=frozenset({"circumstance/x"}))
    return answer_of(held, replace(question, **more))  # type: ignore[arg-type]


def closed_town(disclosure: str) -> Json:
    """`a` refers to a body that is not public, with everything a careless table could say of it."""
    held = network(
        [link("a", "b")],
        [service("b", hours="9時から17時", channels=("phone",), cost="無料", languages=("英語",))],
        [body("b", disclosure=disclosure, phones=("03-0000-0000",))],
    )
    return answer_of(held, asking())


def hostile(payload: str) -> Json:
    """Every text of the data is the payload."""
    bad = Words(payload, payload)
    held = network(
        [link("a", "b", purpose=bad, condition=bad, basis=("law/1",))],
        [service("b", label=bad, hours=payload, cost=payload, languages=(payload,))],
        [body("a", label=bad), body("b", label=bad, phones=(payload,))],
    )
    held = replace(held, provisions={"law/1": Provision("law/1", bad, payload, bad)})
    return answer_of(held, asking(place=HERE))
