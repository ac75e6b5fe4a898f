"""A draft is read by the same door as any document, points at its words, and holds no secret."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.drafting import plans
from tsunagu.assets import asset_root
from tsunagu.drafting.draft import Draft, make_draft
from tsunagu.drafting.folder import draft_files, refuse_reviewed, write_draft
from tsunagu.graph.rows import Tables
from tsunagu.graph.schema import load_schema
from tsunagu.graph.table_reader import read_tables
from tsunagu.graph.text import normal_form
from tsunagu.graph.verify import verify
from tsunagu.messages import LANGUAGES, text
from tsunagu.reading.door import read_bytes
from tsunagu.reading.model import FileUnreadable, ReadText


@pytest.fixture(scope="module")
def draft(tables: Tables) -> Draft:
    return make_draft(read_bytes(plans.TABLE.encode(), "plan.txt"), tables, "made-up-plan", place="国立市")


def test_every_row_names_its_rule_and_its_place(draft: Draft) -> None:
    for row in draft.rows:
        (origin,) = row.origins.values()
        assert origin.rule, row
        for span, words in row.anchors:
            assert normal_form(draft.read.text[span.start : span.end]) == words


def test_units_figures_and_linkages(draft: Draft) -> None:
    of = {
        name: [row.values for row in draft.rows if row.table == name]
        for name in ("responsibilities", "indicators", "linkages")
    }
    assert [row["printed"] for row in of["responsibilities"]] == [
        "市民生活課",
        "市民生活課",
        "福祉課",
        "架空市社会福祉協議会",
        "職員課",
    ]
    assert [(row["role"], row["value"], row["unit"], row["period"]) for row in of["indicators"]] == [
        ("baseline", "34.5", "%", "FY2023"), ("target", "60", "%", "FY2030"),
    ]  # fmt: skip
    assert [(row["to"], row["kind"]) for row in of["linkages"]] == [("bt_child_guidance", "liaise")]


def test_a_draft_passes_the_door_of_every_document(draft: Draft, tmp_path: Path) -> None:
    folder = tmp_path / "made-up-plan"
    write_draft(folder, draft.read, draft.rows, draft.unread)
    schema = load_schema()
    read = read_tables([asset_root("graph") / "japan", folder], schema)
    report = verify(read, folder)
    assert [failure for failure in report.failures if failure.document == "made-up-plan"] == []
    assert sum(1 for _ in read.of("measures", "made-up-plan")) == 3


def test_the_place_of_a_shelter_is_covered_everywhere(tables: Tables) -> None:
    draft = make_draft(read_bytes(plans.SECRET.encode(), "plan.txt"), tables, "made-up-plan", place="国立市")
    assert len(draft.covered) == 2
    files = draft_files("made-up-plan", draft.read, draft.rows, draft.unread)
    for data in files.values():
        assert "中央一丁目" not in data.decode()
        assert "0000-0000" not in data.decode()
    assert len(draft.read.text) == len(plans.SECRET)
    unread = list(csv.DictReader(io.StringIO(files["unread.csv"].decode())))
    for language in LANGUAGES:
        said = [row[f"reason_{language}"] for row in unread]
        assert said.count(text("read-unread-secret", language)) == 2


def test_a_folder_somebody_changed_is_not_written_over(draft: Draft, tmp_path: Path) -> None:
    folder = tmp_path / "made-up-plan"
    write_draft(folder, draft.read, draft.rows)
    refuse_reviewed(folder)
    write_draft(folder, draft.read, draft.rows)
    with (folder / "measures.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    with pytest.raises(FileUnreadable) as refused:
        write_draft(folder, draft.read, draft.rows)
    assert refused.value.key == "read-reviewed"


def test_two_rows_with_one_number_are_two_rows(tables: Tables) -> None:
    text = "番号\t取組内容\t担当課\n1\t相談の実施\t市民課\n1\t講座の実施\t市民課\n"
    draft = make_draft(read_bytes(text.encode(), "plan.txt"), tables, "made-up-plan", place="国立市")
    assert len({row.values["row"] for row in draft.rows if row.table == "measures"}) == 2


def test_a_text_without_headings_or_known_columns_gives_no_measure_and_says_so(tables: Tables) -> None:
    draft = make_draft(ReadText("色\t形\n赤\t丸\n青\t角\n"), tables, "no-plan", place="国立市")
    assert [row.table for row in draft.rows if row.table == "measures"] == []
    assert {gap.reason for gap in draft.unread} == {"read-unread-no-measures", "read-unread-table"}


def test_columns_by_other_names(tables: Tables) -> None:
    text = "ナンバー\tやること\tだれが\n1\t女性相談を行います\t相談課\n"
    draft = make_draft(ReadText(text), tables, "other-names", place="国立市")
    assert [row.values["printed"] for row in draft.rows if row.table == "responsibilities"] == ["相談課"]
