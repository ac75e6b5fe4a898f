"""How a duty is found: by what, how strictly, and in which documents at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.gaps.samples import (
    CITY,
    OTHER,
    PLAN,
    PREFECTURE,
    body,
    document,
    duty,
    link,
    material,
    measure,
    network,
    service,
    statements,
)  # fmt: skip
from tsunagu.gaps.duties import duties
from tsunagu.gaps.rows import GapRow
from tsunagu.network.records import Body, Concept, Linkage, Service, Words
from tsunagu.network.statements import ChecklistDuty, Citation, Measure, Mention

ARTICLE, OTHER_ARTICLE = "law/1/Article_1", "law/1/Article_6"
SET_UP = duty(kinds=("body-type/centre",), basis=(ARTICLE,))
WORK_WITH = duty(kinds=("body-type/centre",), basis=(OTHER_ARTICLE,))
LIAISE = duty(kinds=("body-type/centre",), functions=("function/liaison",), basis=(OTHER_ARTICLE,))
EXPECTED = Body(
    "expected/centre", "expected", Words("見込み", "expected"), kinds=("body-type/centre",), place=CITY,
    modality="endeavour", basis=(ARTICLE,),
)  # fmt: skip
OWN = body("centre", kinds=("body-type/centre",))
THEIRS = body("centre", place=PREFECTURE, kinds=("body-type/centre",))
MENTION = Mention("mention/1", PLAN, "measure/plan/1", "body-type/centre", "センター")
LINKAGE = link("body/desk", "body-type/centre")


def row(
    asked: ChecklistDuty,
    bodies: tuple[Body, ...] = (),
    links: tuple[Linkage, ...] = (),
    mentions: tuple[Mention, ...] = (),
    measures: tuple[Measure, ...] = (measure("1"),),
    services: tuple[Service, ...] = (),
    documents: tuple[Concept, ...] = (document(),),
    citations: tuple[Citation, ...] = (),
) -> GapRow:
    """The row of one duty for the city."""
    held = network([EXPECTED, body("desk"), *bodies], links, services, documents=documents)
    said = statements(measures, mentions, [asked], citations)
    (found,) = duties(material(held, said, chosen=(CITY,)))
    return found


@pytest.mark.parametrize(
    ("bodies", "links", "mentions", "state", "facts"),
    [
        ((), (), (), "not_found", ()),
        ((OWN,), (), (), "found", ("body/centre",)),
        ((replace(OWN, status="planned"),), (), (), "planned", ("body/centre",)),
        ((replace(OWN, status="under_study"),), (), (MENTION,), "under_study", ("body/centre",)),
        ((THEIRS,), (), (), "stated_otherwise", ("body/centre",)),
        ((), (LINKAGE,), (), "stated_otherwise", (LINKAGE.id,)),
        ((), (), (MENTION,), "stated_otherwise", ("mention/1",)),
        ((), (replace(LINKAGE, status="planned", layer="planned"),), (), "not_found", ()),
        ((replace(OWN, status="former"),), (), (), "not_found", ()),
        ((replace(OWN, documents=("document/elsewhere",)),), (), (), "not_found", ()),
    ],
)
def test_setting_up_needs_a_body_of_its_own(
    bodies: tuple[Body, ...],
    links: tuple[Linkage, ...],
    mentions: tuple[Mention, ...],
    state: str,
    facts: tuple[str, ...],
) -> None:
    found = row(SET_UP, bodies, links, mentions)
    assert (found.state, found.evidence) == (state, (*facts, ARTICLE))
    assert bool(found.closes) is (state != "found")


@pytest.mark.parametrize(
    ("bodies", "links", "mentions"), [((THEIRS,), (), ()), ((), (LINKAGE,), ()), ((), (), (MENTION,))]
)
def test_working_with_a_kind_is_found_by_any_trace(
    bodies: tuple[Body, ...], links: tuple[Linkage, ...], mentions: tuple[Mention, ...]
) -> None:
    assert row(WORK_WITH, bodies, links, mentions).state == "found"


def test_a_duty_to_link_asks_for_a_linkage_or_a_list() -> None:
    assert row(LIAISE, links=(LINKAGE,)).state == "found"
    assert row(LIAISE, (THEIRS,)).state == "stated_otherwise"
    assert row(LIAISE, mentions=(MENTION,)).state == "stated_otherwise"
    assert row(LIAISE, mentions=(replace(MENTION, expected=True),)).state == "found"


def test_posts_are_named_by_their_kind() -> None:
    asked = duty(kinds=("body-type/worker",), basis=(ARTICLE,))
    post = replace(EXPECTED, id="expected/worker", kinds=("body-type/worker",))
    assert row(asked, (post,), mentions=(replace(MENTION, kind="body-type/worker"),)).state == "found"


def test_a_mention_in_a_measure_under_study_is_under_study() -> None:
    assert row(WORK_WITH, mentions=(MENTION,), measures=(measure("1", status="under_study"),)).state == "under_study"


def test_some_kinds_of_several() -> None:
    both = duty(kinds=("body-type/centre", "body-type/police"), basis=(OTHER_ARTICLE,))
    found = row(both, (THEIRS,))
    assert (found.state, found.figure("parts"), found.figure("found")) == ("stated_otherwise", 2, 1)
    assert "警察" in found.detail.ja


FUNCTION = duty(functions=("function/staff",), words=("研修", "処遇"), basis=(ARTICLE,))
TRAINING = measure("1", "職員研修", functions=frozenset({"function/staff"}))


@pytest.mark.parametrize(
    ("held", "state"),
    [
        (TRAINING, "found"),
        (replace(TRAINING, status="planned"), "planned"),
        (replace(TRAINING, status="under_study"), "under_study"),
        (replace(TRAINING, status="ended"), "stated_otherwise"),
        (replace(TRAINING, label=Words("人づくり", "people")), "stated_otherwise"),
        (replace(TRAINING, functions=frozenset()), "stated_otherwise"),
        (replace(TRAINING, functions=frozenset(), label=Words("人づくり", "people")), "not_found"),
    ],
)
def test_a_function_needs_the_tag_and_a_word(held: Measure, state: str) -> None:
    assert row(FUNCTION, measures=(held,)).state == state


def test_a_service_with_tag_and_word_counts_too() -> None:
    training = replace(service("body/desk", ("function/staff",)), label=Words("研修", "training"))
    assert row(FUNCTION, services=(training,)).evidence == (training.id, ARTICLE)


def test_a_general_function_shows_nothing_by_its_tag() -> None:
    asked = duty(functions=("function/meeting",), words=("支援調整会議",))
    assert row(asked, measures=(measure("1", "会議", functions=frozenset({"function/meeting"})),)).state == "not_found"


def test_a_partner_and_what_is_done_with_it_are_two_parts() -> None:
    asked = duty(kinds=("body-type/centre",), functions=("function/staff",), words=("研修",), basis=(OTHER_ARTICLE,))
    assert row(asked, (THEIRS,)).state == "stated_otherwise"
    assert row(asked, (THEIRS,), measures=(TRAINING,)).state == "found"


def test_a_citation_of_the_very_article() -> None:
    asked = duty(basis=(ARTICLE,), words=("第一計画法",))
    citing = Citation("citation/1", PLAN, "measure/plan/1", "law/1", (ARTICLE,), "第一計画法第1条")
    assert row(asked, citations=(citing,)).state == "found"
    only_the_law = replace(citing, articles=())
    assert row(asked, citations=(only_the_law,)).state == "stated_otherwise"
    assert row(asked, citations=(replace(only_the_law, printed="別の法"),)).state == "not_found"


def test_of_many_words_two_must_stand_together() -> None:
    asked = duty(words=("赤", "青", "白"))
    assert row(asked, measures=(measure("1", "赤"), measure("2", "青"))).state == "not_found"
    assert row(asked, measures=(measure("1", "赤と青"),)).state == "stated_otherwise"
    assert row(asked, measures=(measure("1", "赤と青", status="planned"),)).state == "planned"


def test_weak_words_show_nothing() -> None:
    assert row(duty(words=("連携", "窓口")), measures=(measure("1", "連携の窓口"),)).state == "not_found"


def test_only_documents_of_a_kind_that_could_hold_it() -> None:
    found = row(SET_UP, (OWN,), documents=(document(kind="plan_excerpt"),))
    assert found.state == "not_checkable"
    assert found.evidence == (ARTICLE,)
    assert row(replace(SET_UP, scope=("plan_excerpt",)), (OWN,), documents=(document(kind="plan_excerpt"),)).state == (
        "found"
    )


def test_what_law_only_allows_needs_no_closing() -> None:
    found = row(replace(SET_UP, strength="may"))
    assert found.state == "not_found"
    assert not found.closes


@pytest.mark.parametrize(
    ("bearers", "places"),
    [
        (("all",), [CITY, OTHER, PREFECTURE]),
        (("prefecture",), [PREFECTURE]),
        (("municipality",), [CITY, OTHER]),
        (("city",), [CITY]),
        (("designated_city",), []),
    ],
)
def test_who_bears_it(bearers: tuple[str, ...], places: list[str]) -> None:
    held = material(network(), statements(duties=[duty(bearers=bearers)]), chosen=(CITY, OTHER, PREFECTURE))
    assert [duty.place for duty in duties(held)] == places
