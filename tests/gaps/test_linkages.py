"""Linkages one way only, and linkages whose partner is unnamed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.gaps.samples import CITY, OTHER, answer, body, document, link, material, network
from tsunagu.gaps.one_way import QUESTION, one_way
from tsunagu.gaps.rows import GapRow
from tsunagu.gaps.unnamed import unnamed
from tsunagu.network.records import Body, Linkage, Words

OUT = link("body/a", "body/b", "share_information")
BACK = link("body/b", "body/a", "share_information")
BODIES = (body("a", kinds=("body-type/centre",)), body("b", kinds=("body-type/police",)))
DOCUMENTS = (document(), document("document/second"), document("document/elsewhere", OTHER))


def ways(*links: Linkage, **more: object) -> list[GapRow]:
    held = network(BODIES, links, documents=DOCUMENTS)
    return list(one_way(material(held, answers={QUESTION: answer(OUT.id)}, chosen=(CITY,), **more)))  # type: ignore[arg-type]


def test_what_the_question_finds_is_a_row() -> None:
    (found,) = ways(OUT)
    assert (found.state, found.evidence, found.layers) == ("not_found", (OUT.id,), ("stated",))


def test_a_way_back_in_another_document_of_the_same_government() -> None:
    back = replace(BACK, document="document/second")
    (found,) = ways(OUT, back)
    assert (found.state, found.evidence) == ("stated_otherwise", (OUT.id, back.id))
    (elsewhere,) = ways(OUT, replace(BACK, document="document/elsewhere"))
    assert elsewhere.state == "not_found"


def test_a_way_back_by_law_between_the_kinds() -> None:
    duty = Linkage("linkage-duty/1", "body-type/police", "body-type/centre", "notify", "statutory", "in_operation")
    (found,) = ways(OUT, duty)
    assert (found.state, found.layers) == ("stated_otherwise", ("statutory", "stated"))
    (stated,) = ways(OUT, duty, layers=("stated",))
    assert stated.state == "not_found"


@pytest.mark.parametrize("left_out", [replace(OUT, status="planned"), replace(OUT, layer="planned")])
def test_only_what_is_in_operation(left_out: Linkage) -> None:
    assert ways(left_out) == []


OPEN = [Body(f"unnamed/{number}", "unnamed", Words("関係機関", "")) for number in range(3)]


def groups(*links: Linkage) -> list[GapRow]:
    held = network([*BODIES, *OPEN], links, documents=DOCUMENTS)
    return list(unnamed(material(held, chosen=(CITY,))))


def test_unnamed_partners_are_grouped_by_what_one_name_closes() -> None:
    aim = Words("見守り", "watching over")
    same = [link("body/a", f"unnamed/{number}", purpose=aim) for number in range(2)]
    (found,) = groups(*same)
    assert found.figure("linkages") == 2
    assert found.evidence == tuple(link.id for link in same)
    assert found.subjects == ("body/a", "unnamed/0", "unnamed/1")
    assert "関係機関" in found.closes.ja
    assert len(groups(*same, link("body/a", "unnamed/2", purpose=Words("別", "other")))) == 2
    assert len(groups(*same, link("body/b", "unnamed/2", purpose=aim))) == 2
    assert len(groups(*same, link("body/a", "unnamed/2", kind="train", purpose=aim))) == 2
    assert len(groups(*same, link("unnamed/2", "body/a", purpose=aim))) == 2


def test_both_ends_open_and_every_layer() -> None:
    (found,) = groups(link("unnamed/0", "unnamed/1", layer="opinion", status="requested"))
    assert found.layers == ("opinion",)
    assert groups(link("body/a", "body/b")) == []
