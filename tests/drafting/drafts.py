"""A drafted folder of the made-up plan, drafted once a process and written as often as it is asked for."""

from __future__ import annotations

from pathlib import Path

from tests.drafting import plans
from tsunagu.drafting.draft import Draft, make_draft
from tsunagu.drafting.folder import write_draft
from tsunagu.graph.rows import Tables
from tsunagu.reading.door import read_bytes

NAME = "made-up-plan"
_MADE: list[Draft] = []


def drafted(tables: Tables) -> Draft:
    """The draft of the made-up plan with a table."""
    if not _MADE:
        _MADE.append(make_draft(read_bytes(plans.TABLE.encode(), "plan.txt"), tables, NAME, place="国立市"))
    return _MADE[0]


def write_plan(folder: Path, tables: Tables) -> Path:
    """The folder of the draft below another one."""
    draft = drafted(tables)
    write_draft(folder / NAME, draft.read, draft.rows, draft.unread)
    return folder / NAME
