"""Measures without department, indicator or result; indicators without target or below their baseline."""

from __future__ import annotations

from dataclasses import replace

from tests.gaps.samples import CITY, PLAN, answer, material, measure, network
from tsunagu.gaps.measures import BELOW, NO_TARGET, WITHOUT, measures
from tsunagu.gaps.rows import GapRow
from tsunagu.network.records import Words
from tsunagu.network.statements import Figure, Measure, Statements
from tsunagu.queries.answers import Answer

FOUR = [measure(str(number)) for number in range(4)]
INDICATOR = Figure("indicator/plan/1", PLAN, "measure/plan/1", Words("件数", "cases"), role="baseline", value="10")


def rows(
    held: list[Measure], lacking: dict[str, list[str]], figures: tuple[Figure, ...] = (), **more: Answer
) -> list[GapRow]:
    said = Statements(measures={measure.id: measure for measure in held}, figures=figures)
    answers = {question: answer(*lacking.get(column, ())) for column, question in WITHOUT.items()}
    return list(measures(material(network(), said, answers={**answers, **more}, chosen=(CITY,))))


def test_a_measure_without_a_department() -> None:
    (found,) = rows(FOUR, {"department": ["measure/plan/2"]})
    assert (found.subjects, found.state, found.evidence) == (("measure/plan/2",), "not_found", ("measure/plan/2",))
    assert "担当" in found.detail.ja


def test_a_document_without_the_column_gives_one_row() -> None:
    (found,) = rows(FOUR, {"result": [measure.id for measure in FOUR]})
    assert (found.subjects, found.state) == ((PLAN,), "not_checkable")


def test_a_quarter_is_a_column() -> None:
    found = rows(FOUR, {"result": [measure.id for measure in FOUR[1:]]})
    assert [row.state for row in found] == ["not_found"] * 3


def test_the_row_above_or_below_has_it() -> None:
    held = [replace(FOUR[0], parent="measure/plan/1"), *FOUR[1:]]
    (above,) = rows(held, {"department": ["measure/plan/0"]})
    assert (above.state, above.evidence) == ("stated_otherwise", ("measure/plan/0", "measure/plan/1"))
    (below,) = rows(held, {"department": ["measure/plan/1"]})
    assert below.state == "stated_otherwise"
    both = rows(held, {"department": ["measure/plan/0", "measure/plan/1"]})
    assert [row.state for row in both] == ["not_found", "not_found"]


def test_of_many_rows_that_have_it_three_are_named() -> None:
    parts = [measure(f"0.{at}", f"細{at}", parent="measure/plan/0") for at in range(5)]
    (row,) = rows([*FOUR, *parts], {"department": ["measure/plan/0"]})
    assert row.evidence == ("measure/plan/0", *(part.id for part in parts[:3]))
    assert "細2" in row.detail.ja
    assert "細3" not in row.detail.ja


def test_targets_only_where_any_indicator_has_one() -> None:
    asked = Answer(("document", "row", "indicator"), (("plan", "1", "件数"),))
    (none,) = rows(FOUR, {}, (INDICATOR,), **{NO_TARGET: asked})
    assert (none.state, none.subjects) == ("not_checkable", (PLAN,))
    other = replace(INDICATOR, id="indicator/plan/2", label=Words("率", "rate"), role="target")
    (found,) = rows(FOUR, {}, (INDICATOR, other), **{NO_TARGET: asked})
    assert (found.state, found.evidence) == ("not_found", (INDICATOR.id,))


def test_an_indicator_below_its_baseline() -> None:
    columns = ("document", "row", "indicator", "baseline", "actual", "target", "unit", "period")
    asked = Answer(columns, (("plan", "1", "件数（男）", "10", "7", "20", "件", "FY2023"),))
    part = replace(INDICATOR, part="男")
    target = replace(part, id="indicator/plan/2", role="target", value="20")
    (found,) = rows(FOUR, {}, (part, target), **{BELOW: asked})
    assert found.state == "found"
    assert found.evidence == (INDICATOR.id, target.id)
    assert "7" in found.detail.ja
    assert found.subject.en == "cases (男)"


def test_other_documents_are_left_alone() -> None:
    columns = ("document", "row", "indicator", "baseline", "actual", "target", "unit", "period")
    asked = Answer(columns, (("other", "1", "件数", "10", "7", "20", "件", "FY2023"),))
    assert rows(FOUR, {}, (replace(INDICATOR, role="target"),), **{BELOW: asked}) == []
