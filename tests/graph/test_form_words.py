"""Every column of the form has a word, and problems name the cell by it."""

from __future__ import annotations

import pytest

from tsunagu.graph.form_words import heading, place_in_form
from tsunagu.graph.problems import Problem
from tsunagu.graph.schema import load_schema
from tsunagu.messages import Language


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_column_of_a_document_has_a_word(language: Language) -> None:
    tables = load_schema().of_folder("document")
    assert [(table.name, field.name) for table in tables for field in table.fields
            if heading(field, language) == field.name] == []  # fmt: skip


def test_a_problem_names_the_cell_in_words_of_the_form() -> None:
    problem = Problem("my-plan/linkages.csv", 3, "layer", "problem-choice", {"value": "rumoured", "choices": "stated"})
    assert problem.message("ja").startswith(
        "my-plan/linkages.csv:3: layer（表「連携・つなぎ」の列「根拠の層」）: 「rumoured」は"
    )
    in_book = Problem("my-plan.xlsx linkages", 3, "layer", "problem-required", cell="N3")
    assert in_book.message("en").startswith(
        "my-plan.xlsx linkages!N3: layer (column “Layer” of the table “Linkages”): "
    )


def test_a_problem_of_a_whole_file_or_row_names_no_row_or_column_there_is_not() -> None:
    whole, row = Problem("plan.zip", 0, "-", "problem-empty"), Problem("my-plan/measures.csv", 3, "-", "problem-empty")
    assert whole.message("ja") == f"plan.zip: {whole.said('ja')}"
    assert row.message("ja") == f"my-plan/measures.csv:3（表「施策・取組」）: {row.said('ja')}"


@pytest.mark.parametrize(
    ("file", "told"), [("my-plan/", ""), ("my-plan.zip", ""), ("my-plan/linkages.csv", "（表「連携・つなぎ」）")]
)
def test_what_has_no_column_is_told_as_a_table_or_as_it_is(file: str, told: str) -> None:
    assert place_in_form(file, "-", "ja") == told
