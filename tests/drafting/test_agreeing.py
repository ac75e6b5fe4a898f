"""Two readings against each other, held to a case worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drafting.drafts import write_plan
from tsunagu.drafting.reviewing import acts
from tsunagu.drafting.reviewing.acts import Step
from tsunagu.drafting.reviewing.agreeing import agreeing, both_done, settle
from tsunagu.drafting.reviewing.changes import Decided, Reviewer
from tsunagu.drafting.reviewing.review import Review
from tsunagu.graph.agreement import kappa_of
from tsunagu.graph.rows import Tables
from tsunagu.reading.model import FileUnreadable

FIRST, SECOND = Reviewer(1, "佐藤"), Reviewer(2, "鈴木")
CONCEPTS = {"function": 59, "need": 42, "target_group": 20, "stage": 8}


def accept_rest(review: Review, by: Reviewer) -> None:
    rest = tuple(
        Decided(table, key, "accept") for table, key, held in review.state(by.reading).all() if not held.decision
    )
    review.take_step("accept", Step((), rest, ""), by)


def mentions(review: Review) -> list[str]:
    return list(review.state(1).tables["type_mentions"])


@pytest.fixture
def done(tmp_path: Path, tables: Tables) -> Review:
    """Both done: each corrected one measure and dropped a mention, the second one dropped one more mention."""
    review = Review.open(write_plan(tmp_path, tables))
    measure = next(iter(review.state().tables["measures"]))
    dropped = mentions(review)[:2]
    for by, label, gone in ((FIRST, "相談窓口", dropped[:1]), (SECOND, "相談の窓口", dropped)):
        review.take_step(
            "correct", acts.correct(review.state(by.reading), "measures", measure, {"label_ja": label}), by
        )
        for key in gone:
            review.take_step("drop", acts.drop(review.state(by.reading), "type_mentions", key), by)
        assert not both_done(review)
        with pytest.raises(FileUnreadable, match="review-not-both"):
            agreeing(review, CONCEPTS)
        accept_rest(review, by)
    return review


def test_kappa_of_a_table_worked_out_by_hand() -> None:
    """20 rows: 10 both right, 4 both corrected, 2 both dropped, 3 right/corrected, 1 corrected/dropped.

    Observed 16/20. First: 13 right, 5 corrected, 2 dropped; second: 10, 7, 3.
    Chance (13*10 + 5*7 + 2*3) / 400 = 171/400. kappa = (0.8 - 0.4275) / (1 - 0.4275) = 0.6507
    """
    pairs = {("a", "a"): 10, ("c", "c"): 4, ("d", "d"): 2, ("a", "c"): 3, ("c", "d"): 1}
    assert kappa_of(pairs) == pytest.approx(0.650655, abs=1e-6)
    assert kappa_of({("a", "a"): 3}) == 1.0


def test_two_readings_are_compared_once_both_are_done(done: Review) -> None:
    found = agreeing(done, CONCEPTS)
    total = sum(found.pairs.values())
    assert dict(found.pairs) == {
        ("accept", "accept"): total - 3, ("correct", "correct"): 1, ("not_stated", "not_stated"): 1,
        ("accept", "not_stated"): 1,
    }  # fmt: skip
    chance = ((total - 2) * (total - 3) + 1 * 1 + 1 * 2) / total**2
    assert found.kappa == pytest.approx(((total - 1) / total - chance) / (1 - chance))
    assert {(row.table, row.columns if row.table == "measures" else ()) for row in found.rows} == {
        ("measures", ("label_ja",)), ("type_mentions", ())
    }  # fmt: skip
    columns = {name: len(table.columns) for name, table in done.schema.tables.items()}
    assert found.cells - found.same == 1 + columns["type_mentions"]
    assert all(tags.kappa == 1.0 for tags in found.tags)


def test_rows_are_settled_into_the_tables_and_the_agreement_stays_as_it_was(done: Review) -> None:
    before = agreeing(done, CONCEPTS).kappa
    for row in agreeing(done, CONCEPTS).rows:
        done.take_step("settle", settle(done, row.table, row.origin, 2), FIRST, (row.table, row.origin))
    assert agreeing(done, CONCEPTS).rows == ()
    assert agreeing(done, CONCEPTS).kappa == before
    assert done.state(1).rows("measures") == done.state(2).rows("measures")
    assert "相談の窓口" in (done.folder / "measures.csv").read_text(encoding="utf-8")
    assert len(done.state(1).rows("type_mentions")) == len(done.state(2).rows("type_mentions"))
