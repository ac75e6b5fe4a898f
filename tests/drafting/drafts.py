"""A drafted folder of the made-up plan, drafted once a process and written as often as it is asked for."""

from __future__ import annotations

from pathlib import Path

from tests.drafting import plans
from tsunagu.drafting.draft import Draft, make_draft
from tsunagu.drafting.folder import write_draft
from tsunagu.drafting.source import Source
from tsunagu.graph.rows import Tables
from tsunagu.reading.door import read_bytes, read_file

NAME = "made-up-plan"
_MADE: list[Draft] = []


def drafted(tables: Tables) -> Draft:
    """The draft of the made-up plan with a table."""
    if not _MADE:
        _MADE.append(make_draft(read_bytes(plans.TABLE.encode(), "plan.txt"), tables, NAME, place="国立市"))
    return _MADE[0]


def write_pdf_plan(folder: Path, tables: Tables) -> Path:
    """The folder of the draft of the same plan printed as a PDF, which lies beside it."""
    from bench.layouts import LAYOUTS, make_pdf  # noqa: PLC0415 - of the test extra

    file = folder / "plan.pdf"
    file.write_bytes(make_pdf(plans.TABLE, LAYOUTS[0]))
    draft = make_draft(read_file(file), tables, NAME, place="国立市")
    write_draft(folder / NAME, draft.read, draft.rows, draft.unread, Source.of(file))
    return folder / NAME


def write_plan(folder: Path, tables: Tables) -> Path:
    """The folder of the draft below another one."""
    draft = drafted(tables)
    write_draft(folder / NAME, draft.read, draft.rows, draft.unread)
    return folder / NAME
