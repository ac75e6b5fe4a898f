"""Who is a party of a linkage: examples and not the word for all of them, bodies and not what is only made known."""

from __future__ import annotations

import pytest

from tsunagu.drafting.gazetteer import Gazetteer
from tsunagu.drafting.reader import Reading
from tsunagu.graph.rows import Tables

PLACE = "国立市"
HEAD = "番号\t取組内容\t担当課\n"


def read(text: str, tables: Tables) -> Reading:
    return Reading(text, Gazetteer(tables, "kunitachi-gender"), PLACE)


def partners(said: str, tables: Tables) -> set[str]:
    """The words of every party proposed of a sentence."""
    found = read(f"{HEAD}1\t{said}\t相談課\n", tables).proposals
    return {proposal.linked.to.printed for proposal in found} - {""}


@pytest.mark.parametrize(
    ("said", "there", "not_there"),
    [
        ("保健所や児童相談所などの関係機関と連携します。", {"保健所", "児童相談所"}, "関係機関"),
        ("保健所等の専門機関と連携します。", {"保健所"}, "専門機関"),
        ("保健所など地域の団体と連携します。", {"保健所"}, "団体"),
        ("保健所や関係機関と連携します。", {"保健所", "関係機関"}, ""),
        ("国立市の関係部署と連携します。", {"関係部署"}, "国立市"),
        ("児童相談所の周知を図ります。", set(), "児童相談所"),
        ("児童相談所に制度を周知します。", {"児童相談所"}, ""),
        ("相談窓口として話を聞き、保健所と連携します。", {"保健所"}, "相談窓口"),
        ("サポーター養成講座を実施し、保健所と連携します。", {"保健所"}, "サポーター"),
    ],
)
def test_who_is_a_party(said: str, there: set[str], not_there: str, tables: Tables) -> None:
    found = partners(said, tables)
    assert there <= found
    assert not_there not in found


def test_a_title_says_nothing_that_the_rows_below_it_say(tables: Tables) -> None:
    text = f"(1) 関係機関との連携\n\n{HEAD}1\t児童相談所と連携します\t相談課\n2\t保健所と連携します\t相談課\n"
    rows = {proposal.linked.row for proposal in read(text, tables).proposals}
    assert rows == {item.row for item in read(text, tables).items}


def test_a_repeated_row_is_not_read_again(tables: Tables) -> None:
    text = HEAD + "1\t保健所と連携します\t相談課\n2\t保健所と連携します【再掲】\t相談課\n"
    found = read(text, tables)
    assert [item.repeat for item in found.items] == [False, True]
    assert {proposal.linked.row for proposal in found.proposals} == {found.items[0].row}


def test_a_kind_the_plan_says_one_of_its_bodies_is_becomes_that_body(tables: Tables) -> None:
    declared = "国立市男女平等推進センターを市の女性相談支援センターとして位置付けます。"
    text = f"{declared}\n\n{HEAD}1\t女性相談支援センターと連携します\t相談課\n"
    ends = {proposal.linked.to.id for proposal in read(text, tables).proposals}
    assert "bt_wsc" not in ends
    assert read(text, tables).ids["国立市男女平等推進センター"][0] in ends


def test_who_is_named_as_the_main_ones_is_linked_as_the_sentence_before_says(tables: Tables) -> None:
    text = f"{HEAD}1\t関係機関と連携しました。主な機関には、保健所、児童相談所などがありました。\t相談課\n"
    found = [proposal.linked for proposal in read(text, tables).proposals if proposal.is_outright]
    assert {(linked.kind, linked.to.printed) for linked in found} == {("liaise", "保健所"), ("liaise", "児童相談所")}


def test_who_is_asked_for_a_lecturer_sends_one(tables: Tables) -> None:
    found = read(f"{HEAD}1\t保健所の職員を講師に招き、講座を行います。\t相談課\n", tables)
    (linked,) = (proposal.linked for proposal in found.proposals if proposal.is_outright)
    assert (linked.kind, linked.to.id) == ("dispatch", found.ids["相談課"][0])
