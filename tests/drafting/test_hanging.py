"""What hangs on a split row goes to the half it stands in, to both, or where the reviewer puts it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drafting.drafts import write_plan
from tests.drafting.test_reviewing import tables_in
from tsunagu.drafting.reviewing import acts
from tsunagu.drafting.reviewing.hanging import Half, Hanging, hang, hanging
from tsunagu.drafting.reviewing.printed import read_printed
from tsunagu.drafting.reviewing.review import ANYONE, Review
from tsunagu.graph.rows import Tables

PART = "児童相談所と連携します"


@pytest.fixture
def review(tmp_path: Path, tables: Tables) -> Review:
    """A review of the made-up plan, one of whose measures says two things."""
    return Review.open(write_plan(tmp_path, tables))


def measure_of(review: Review) -> str:
    return next(row["row"] for row in review.state().rows("linkages") if row["to"] == "bt_child_guidance")


def offered(review: Review, second: dict[str, str]) -> dict[str, set[str]]:
    text = read_printed(review.folder).text
    found: dict[str, set[str]] = {}
    for row in hanging(review.state(), "measures", measure_of(review), second, text):
        found.setdefault(row.table, set()).add(row.half)
    return found


def test_a_linkage_goes_to_the_half_whose_words_it_stands_in(review: Review) -> None:
    second = acts.second_of(review.state(), "measures", measure_of(review))
    found = offered(review, second | {"label_ja": PART})
    assert found["linkages"] == {"second"}
    assert found["responsibilities"] == {"both"}
    later = offered(review, second | {"label_ja": "連携します"})
    assert later["linkages"] == {"first"}


def test_each_row_goes_where_it_is_put_in_one_step_that_is_undone(review: Review) -> None:
    before = tables_in(review.folder)
    key, state = measure_of(review), review.state()
    second = acts.second_of(state, "measures", key) | {"label_ja": PART}
    rows = hanging(state, "measures", key, second, read_printed(review.folder).text)
    halves: dict[tuple[str, str], Half] = {(row.table, row.key): row.half for row in rows}
    renamed = {"row": f"{key}-a", "label_ja": "女性のための相談窓口を設けます"}
    step = hang(state, acts.split_row(state, "measures", key, renamed, second), "measures", key, halves)
    review.take_step("split", step, ANYONE, ("measures", key))
    now = Review.open(review.folder).state()
    about = {name: [row["row"] for row in now.rows(name)] for name in ("linkages", "responsibilities")}
    assert about["linkages"] == [second["row"]]
    stood = sum(held.table == "responsibilities" for held in rows)
    said = about["responsibilities"]
    assert said.count(f"{key}-a") == said.count(second["row"]) == stood > 0
    assert not [1 for table, held in now.tables.items() for row in held.values() if row.values.get("row") == key]
    copies = [held for held in now.tables["responsibilities"].values() if held.values["row"] == second["row"]]
    assert {held.decision for held in copies} == {None}
    review.undo(ANYONE)
    assert tables_in(review.folder) == before


def test_a_linkage_given_to_both_has_an_id_of_its_own(review: Review) -> None:
    key, state = measure_of(review), review.state()
    link = next(name for name, held in state.tables["linkages"].items() if held.values["row"] == key)
    second = acts.second_of(state, "measures", key)
    step = acts.split_row(state, "measures", key, {}, second)
    review.take_step("split", hang(state, step, "measures", key, {("linkages", link): "both"}), ANYONE)
    rows = {row["id"]: row["row"] for row in review.state().rows("linkages")}
    assert (rows[link], [about for name, about in rows.items() if name != link]) == (key, [second["row"]])


def test_what_nothing_can_name_has_nothing_hanging_on_it(review: Review) -> None:
    key = next(iter(review.state().tables["responsibilities"]))
    found: list[Hanging] = hanging(review.state(), "responsibilities", key, {}, "")
    assert found == []
