"""The draft of a long chapter, whose sections repeat their numbers, is made of tables that pass the checks."""

from __future__ import annotations

from pathlib import Path

from tsunagu.assets import asset_root
from tsunagu.drafting.draft import make_draft
from tsunagu.drafting.folder import write_draft
from tsunagu.graph.rows import Tables
from tsunagu.graph.schema import load_schema
from tsunagu.graph.table_reader import read_tables
from tsunagu.reading.door import read_file

NAME = "kamakura-welfare-2"


def test_a_chapter_that_counts_anew_passes(sources: Path, tables: Tables, tmp_path: Path) -> None:
    text = sources / "kamakura-welfare-plan.txt"
    draft = make_draft(read_file(text), tables, NAME, place="鎌倉市", kind="plan_chapter")
    write_draft(tmp_path / NAME, draft.read, draft.rows, draft.unread)
    read = read_tables([asset_root("graph") / "japan", tmp_path / NAME], load_schema())
    sections = [row.text("id") for row in read.of("sections", NAME)]
    assert len(sections) == len(set(sections)) > 50
    assert len(list(read.of("measures", NAME))) > 195
