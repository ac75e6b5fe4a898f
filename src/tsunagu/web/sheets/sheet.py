"""Which kind of page a thing has, and the page as the guard lets it out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from tsunagu.errors import RequestProblem
from tsunagu.messages import Language
from tsunagu.web.sheets.clerk import Clerk
from tsunagu.web.sheets.documents import document_sheet, register_sheet
from tsunagu.web.sheets.kinds import kind_sheet
from tsunagu.web.sheets.laws import law_sheet
from tsunagu.web.sheets.measures import figure_sheet, measure_sheet, service_sheet
from tsunagu.web.sheets.needs import function_sheet, need_sheet
from tsunagu.web.sheets.parts import MOST, Sheet
from tsunagu.workspace import Workspace

MAKERS: Mapping[str, Callable[[Clerk, str], Sheet | None]] = {
    "need": need_sheet, "function": function_sheet, "law": law_sheet, "measure": measure_sheet,
    "service": service_sheet, "document": document_sheet, "register": register_sheet, "body-type": kind_sheet,
    "indicator": figure_sheet, "observation": figure_sheet,
}  # fmt: skip
"""By the first part of an id."""
LARGE = frozenset(("need", "function", "document", "register", "body-type"))
"""Kinds of things of which hundreds of facts are said: those stand on pages of their own."""


def sheet_of(workspace: Workspace, name: str, language: Language, part: str = "", number: int = 1) -> Sheet | None:
    """The page of a thing in a human's order; None where it has none, or must not be shown.

    With `part` only that table, its page `number` from 1. Raises `RequestProblem` for a part or a page nobody offers.
    """
    maker = MAKERS.get(name.partition("/")[0])
    if maker is None or name in workspace.guard.hidden:
        return None
    clerk = Clerk(workspace, language)
    whole = maker(clerk, name)
    if whole is None:
        return None
    if part:
        start = (number - 1) * MOST
        parts = [held.cut(start, MOST) for held in whole.parts if held.key == part and start < len(held.rows)]
        if not parts:
            raise RequestProblem("web-choice")
    else:
        parts = [held.cut(0, held.first) for held in whole.parts]
    shown = replace(whole, parts=tuple(map(clerk.grounded, parts)), chosen=part)
    return workspace.guard.show(shown).value
