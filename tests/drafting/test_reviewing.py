"""A review keeps every step: what is done is there after a kill, can be undone, and never goes over other work."""

from __future__ import annotations

import errno
import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.drafting.drafts import NAME, write_plan
from tsunagu.cli.main import run
from tsunagu.drafting.folder import refuse_reviewed
from tsunagu.drafting.review_book import key_of_row
from tsunagu.drafting.reviewing import acts
from tsunagu.drafting.reviewing.alike import offers, take_offers
from tsunagu.drafting.reviewing.changes import Entry, Reviewer
from tsunagu.drafting.reviewing.review import ANYONE, Review, reviewer_named
from tsunagu.errors import StoreProblem
from tsunagu.graph.rows import Tables
from tsunagu.reading.model import FileUnreadable


@pytest.fixture
def folder(tmp_path: Path, tables: Tables) -> Path:
    """A folder of a draft to be reviewed."""
    return write_plan(tmp_path, tables)


@pytest.fixture
def review(folder: Path) -> Review:
    """Its review, just begun."""
    return Review.open(folder)


def first(review: Review, table: str, number: int = 0) -> str:
    return list(review.state().tables[table])[number]


def tables_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.csv")}


def correct(review: Review, table: str, key: str, by: Reviewer = ANYONE, **values: str) -> Entry:
    return review.take_step("correct", acts.correct(review.state(by.reading), table, key, values), by, (table, key))


def drop(review: Review, table: str, key: str, by: Reviewer = ANYONE) -> Entry:
    return review.take_step("drop", acts.drop(review.state(by.reading), table, key), by, (table, key))


def test_a_corrected_cell_stands_in_the_table_and_the_row_is_checked(review: Review, folder: Path) -> None:
    key = first(review, "measures")
    correct(review, "measures", key, label_ja="女性のための相談")
    assert "女性のための相談" in (folder / "measures.csv").read_text(encoding="utf-8")
    again = Review.open(folder)
    held = again.state().tables["measures"][key]
    assert (held.decision, again.state().checked, again.outside) == ("correct", 1, ())


def test_any_number_of_steps_is_undone(review: Review, folder: Path) -> None:
    before = tables_in(folder)
    key = first(review, "bodies")
    correct(review, "bodies", key, id="132152-sodan-ka", label_kana="そうだんか")
    drop(review, "measures", first(review, "measures"))
    review.take_step("accept", acts.accept(review.state(), "sections", first(review, "sections")))
    assert tables_in(folder) != before
    assert [entry.act for entry in review.undo(ANYONE, 2)] == ["accept", "drop"]
    review.undo(ANYONE)
    assert tables_in(folder) == before
    assert (review.state().checked, review.undo(ANYONE)) == (0, [])
    assert len(Review.open(folder).journal.entries) == 6


def test_rows_that_name_a_row_follow_its_new_id(review: Review) -> None:
    old = first(review, "bodies", 1)
    naming = [row for row in review.state().rows("responsibilities") if row["body"] == old]
    assert naming
    correct(review, "bodies", old, id="132152-sodan-ka")
    state = review.state()
    assert not [row for name in state.tables for row in state.rows(name) if old in row.values()]
    assert len([row for row in state.rows("responsibilities") if row["body"] == "132152-sodan-ka"]) == len(naming)


def test_what_cannot_stand_without_a_row_goes_with_it_and_is_kept_in_the_history(review: Review) -> None:
    key = first(review, "measures")
    entry = drop(review, "measures", key)
    gone = {decided.table for decided in entry.decided}
    assert {"measures", "responsibilities"} <= gone
    assert not [row for name in review.state().tables for row in review.state().rows(name) if row.get("row") == key]
    held = review.state().find("measures", key)
    assert held is not None
    assert held.decision == "not_stated"


def test_a_row_is_split_and_merged_again(review: Review) -> None:
    key = first(review, "linkages")
    state = review.state()
    second = acts.second_of(state, "linkages", key)
    with pytest.raises(FileUnreadable, match="review-split-key"):
        acts.split_row(state, "linkages", key, {}, {})
    review.take_step(
        "split",
        acts.split_row(
            state, "linkages", key, {"purpose_ja": "相談"}, second | {"spans": "57-61", "anchors": "童相談所"}
        ),
    )
    keys = list(review.state().tables["linkages"])
    assert keys.index(second["id"]) == keys.index(key) + 1
    review.take_step("merge", acts.merge_with_next(review.state(), "linkages", key))
    row = review.state().tables["linkages"][key].values
    assert (second["id"] in review.state().tables["linkages"], row["purpose_ja"]) == (False, "相談")
    assert row["spans"].count("；") == 1


@pytest.mark.parametrize(
    ("values", "key"), [({"label_ja": ""}, "problem-required"), ({"status": "perhaps"}, "problem-choice")]
)
def test_a_cell_that_cannot_be_is_told_with_its_column(review: Review, values: dict[str, str], key: str) -> None:
    with pytest.raises(acts.CellWrong) as refused:
        acts.correct(review.state(), "measures", first(review, "measures"), values)
    assert (refused.value.key, refused.value.column) == (key, next(iter(values)))


def test_a_killed_step_is_dropped_and_told_and_nothing_else_is_lost(review: Review, folder: Path) -> None:
    key = first(review, "measures")
    correct(review, "measures", key, label_ja="一つ目")
    before = tables_in(folder)
    correct(review, "measures", key, label_ja="二つ目")
    journal = folder / "review" / "journal.jsonl"
    journal.write_bytes(journal.read_bytes()[:-25])
    for name, data in before.items():
        (folder / name).write_bytes(data)
    again = Review.open(folder)
    assert (again.torn, again.outside) == (True, ())
    assert again.state().tables["measures"][key].values["label_ja"] == "一つ目"
    correct(again, "measures", key, label_ja="三つ目")
    last = Review.open(folder)
    assert (last.torn, len(last.journal.entries)) == (False, 2)
    assert last.state().tables["measures"][key].values["label_ja"] == "三つ目"


def test_a_kill_between_journal_and_tables_is_mended(review: Review, folder: Path) -> None:
    key = first(review, "measures")
    before = tables_in(folder)
    correct(review, "measures", key, label_ja="相談の窓口")
    after = tables_in(folder)
    for name, data in before.items():
        (folder / name).write_bytes(data)
    assert Review.open(folder).outside == ()
    assert tables_in(folder) == after


def test_a_full_disk_is_one_answer_and_the_journal_stays_whole(
    review: Review, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = first(review, "measures")
    correct(review, "measures", key, label_ja="一つ目")
    kept = (folder / "review" / "journal.jsonl").read_bytes()
    real = os.write

    def half(handle: int, data: memoryview) -> int:
        real(handle, bytes(data)[:10])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("tsunagu.writing.os.write", half)
    with pytest.raises(StoreProblem) as refused:
        correct(review, "measures", key, label_ja="二つ目")
    assert refused.value.key == "cannot-write"
    assert (folder / "review" / "journal.jsonl").read_bytes() == kept
    monkeypatch.undo()
    assert review.state().tables["measures"][key].values["label_ja"] == "一つ目"
    correct(review, "measures", key, label_ja="二つ目")
    assert Review.open(folder).state().tables["measures"][key].values["label_ja"] == "二つ目"


def test_a_review_is_read_while_the_disk_is_full_and_its_tables_follow_once_there_is_room(
    review: Review, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, before = first(review, "measures"), tables_in(folder)

    def full(*_: object) -> None:
        raise StoreProblem("cannot-write", path="measures.csv", reason=os.strerror(errno.ENOSPC))

    monkeypatch.setattr("tsunagu.writing.Together.write", full)
    with pytest.raises(StoreProblem, match="cannot-write"):
        correct(review, "measures", key, label_ja="書けなかった")
    again = Review.open(folder)
    assert (again.state().tables["measures"][key].values["label_ja"], again.outside) == ("書けなかった", ())
    assert tables_in(folder) == before
    monkeypatch.undo()
    again.look()
    assert "書けなかった" in (folder / "measures.csv").read_text(encoding="utf-8")


def test_tables_changed_by_another_program_are_told_before_anything_is_written(review: Review, folder: Path) -> None:
    path = folder / "measures.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("in_operation", "planned", 1), encoding="utf-8-sig")
    changed = path.read_bytes()
    with pytest.raises(FileUnreadable, match="review-outside"):
        correct(review, "measures", first(review, "measures", 1), label_ja="ほか")
    assert (path.read_bytes(), [difference.after for difference in review.outside]) == (changed, ["planned"])
    assert review.take_outside("佐藤") == 1
    assert review.journal.entries[-1].who == "佐藤"
    correct(review, "measures", first(review, "measures", 1), label_ja="ほか")
    assert review.state().rows("measures")[0]["status"] == "planned"


def test_a_row_that_lost_its_id_is_told_with_the_id_it_had_and_nothing_is_written(review: Review, folder: Path) -> None:
    key = first(review, "bodies", 1)
    path = folder / "bodies.csv"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace(f"\n{key},", "\n,", 1), encoding="utf-8")
    spoilt = path.read_bytes()
    with pytest.raises(FileUnreadable) as refused:
        Review.open(folder)
    assert (refused.value.key, refused.value.data["near"]) == ("review-key-lost", key)
    assert refused.value.data["place"] == f"{NAME}/bodies.csv:3"
    with pytest.raises(FileUnreadable, match="review-key-lost"):
        correct(review, "measures", first(review, "measures"), label_ja="ほか")
    assert (path.read_bytes(), review.journal.entries) == (spoilt, ())
    path.write_text(whole.replace(f"\n{key},", f"\n{first(review, 'bodies')},", 1), encoding="utf-8")
    with pytest.raises(FileUnreadable, match="review-key-twice"):
        Review.open(folder)
    path.write_text(whole, encoding="utf-8")
    assert Review.open(folder).outside == ()


def test_excel_and_pages_go_into_one_record(
    review: Review, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415

    correct(review, "measures", first(review, "measures"), label_ja="ページで直した")
    book = tmp_path / "review.xlsx"
    assert run(["review", str(folder), "--excel", str(book)]) == 0
    opened = load_workbook(book)
    opened["measures"].cell(4, 5).value = "Excelで直した"
    opened.save(book)
    assert run(["review", str(folder), "--take", str(book), "--yes", "--reviewer", "田中"]) == 0
    capsys.readouterr()
    again = Review.open(folder)
    assert [row["label_ja"] for row in again.state().rows("measures")][:2] == ["ページで直した", "Excelで直した"]
    assert [(entry.act, entry.who) for entry in again.journal.entries] == [("correct", ""), ("take", "田中")]
    again.undo(Reviewer(1, "田中"))
    assert [row["label_ja"] for row in again.state().rows("measures")][1] != "Excelで直した"


def test_a_workbook_written_before_does_not_take_back_what_was_done_on_the_pages(
    review: Review, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415

    book = tmp_path / "review.xlsx"
    assert run(["review", str(folder), "--excel", str(book)]) == 0
    keys = list(review.state().tables["measures"])
    correct(review, "measures", keys[0], label_ja="ページで直した")
    drop(review, "measures", keys[2])
    opened = load_workbook(book)
    opened["measures"].cell(4, 5).value = "Excelで直した"
    opened.save(book)
    capsys.readouterr()
    assert run(["review", str(folder), "--take", str(book), "--yes", "--lang", "ja"]) == 0
    told = capsys.readouterr().out
    assert ("Excelで直した" in told, "ページで直した" in told) == (True, False)
    rows = Review.open(folder).state().tables["measures"]
    assert [held.values["label_ja"] for held in rows.values()][:2] == ["ページで直した", "Excelで直した"]
    assert keys[2] not in rows


def test_a_reviewed_folder_is_not_read_over(review: Review, folder: Path) -> None:
    refuse_reviewed(folder)
    review.take_step("accept", acts.accept(review.state(), "measures", first(review, "measures")))
    with pytest.raises(FileUnreadable, match="read-reviewed"):
        refuse_reviewed(folder)


def test_the_place_of_a_closed_house_is_refused_before_it_is_kept_anywhere(review: Review, folder: Path) -> None:
    with pytest.raises(FileUnreadable, match="review-telling"):
        correct(review, "measures", first(review, "measures"), label_ja="シェルター 所在地：架空市本町1-2-3")
    assert not [
        path for path in folder.rglob("*") if path.is_file() and "本町1-2-3" in path.read_text(encoding="utf-8")
    ]


def test_like_cells_are_offered_and_none_is_changed_unasked(review: Review) -> None:
    state = review.state()
    printed = Counter(row["printed"] for row in state.rows("responsibilities"))
    row = next(row for row in state.rows("responsibilities") if row["printed"] == printed.most_common(1)[0][0])
    body = row["body"]
    key = key_of_row(state.schema.tables["responsibilities"], row)
    other = next(key for key in state.tables["bodies"] if key != body)
    entry = correct(review, "responsibilities", key, body=other)
    like = [
        held
        for held in review.state().rows("responsibilities")
        if held["printed"] == row["printed"] and held["body"] == body
    ]
    offered = offers(review.state(), entry)
    assert len(offered) == len(like) > 0
    tag = next(iter(review.state().rows("tags")))
    entry = drop(review, "tags", key_of_row(state.schema.tables["tags"], tag))
    offered = offers(review.state(), entry)
    same = [
        held
        for held in review.state().rows("tags")
        if held["concept"] == tag["concept"] and held["rule"] == tag["rule"]
    ]
    assert (len(offered), {offer.after for offer in offered}) == (len(same), {None} if same else set())
    review.take_step("like", take_offers(review.state(), offered))
    assert not [held for held in review.state().rows("tags") if held["concept"] == tag["concept"]]


def test_at_most_two_review_and_each_has_a_reading(review: Review) -> None:
    key = first(review, "measures")
    correct(review, "measures", key, reviewer_named(review, "佐藤"), label_ja="一人目")
    second = reviewer_named(review, "鈴木")
    assert second == Reviewer(2, "鈴木")
    correct(review, "measures", key, second, label_ja="二人目")
    assert review.state(1).tables["measures"][key].values["label_ja"] == "一人目"
    assert review.state(2).tables["measures"][key].values["label_ja"] == "二人目"
    assert reviewer_named(review, "佐藤") == Reviewer(1, "佐藤")
    with pytest.raises(FileUnreadable, match="review-third"):
        reviewer_named(review, "高橋")


def test_a_journal_edited_by_hand_is_told_with_its_line(review: Review, folder: Path) -> None:
    correct(review, "measures", first(review, "measures"), label_ja="一つ目")
    journal = folder / "review" / "journal.jsonl"
    journal.write_bytes(b"{}\n" + journal.read_bytes())
    with pytest.raises(FileUnreadable) as refused:
        Review.open(folder)
    assert (refused.value.key, refused.value.data["line"]) == ("review-journal-line", 1)
    shutil.rmtree(folder / "review")
    assert Review.open(folder).state().checked == 0


def test_the_folder_keeps_the_name_of_its_plan(folder: Path) -> None:
    assert folder.name == NAME
