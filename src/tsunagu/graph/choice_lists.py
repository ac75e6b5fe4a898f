"""Drop-down lists of a workbook: the words of every column with choices, kept on one hidden sheet.

Excel holds no list of more than 255 characters beside a cell, and none whose items have commas; a range holds any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsunagu.graph.choice_words import choice_words
from tsunagu.graph.schema import Field
from tsunagu.messages import LANGUAGES, Language, text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LINES = 2000
"""Rows of a sheet that have the lists."""


class ChoiceLists:
    """The lists of one workbook in one language, each written once however many columns offer it."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._lists: dict[tuple[str, ...], int] = {}

    def offer(self, sheet: Worksheet, letter: str, field: Field, first: int) -> None:
        """Offer the words of a column from row `first` on; nothing where it holds several items or anything."""
        from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - takes long to import

        words = tuple(choice_words(field, self.language).values())
        if not words or field.listed:
            return
        at = self._lists.setdefault(words, len(self._lists) + 1)
        rule = DataValidation(type="list", formula1=self._range(at, len(words)), allow_blank=not field.required)
        rule.showErrorMessage = False  # a code is taken too, and what is neither is told when the workbook is read
        sheet.add_data_validation(rule)
        rule.add(f"{letter}{first}:{letter}{first + _LINES}")

    def _range(self, at: int, count: int) -> str:
        from openpyxl.utils import get_column_letter  # noqa: PLC0415

        letter = get_column_letter(at)
        return f"'{text('review-choices-sheet', self.language)}'!${letter}$1:${letter}${count}"

    def write(self, sheet: Worksheet) -> None:
        """Put the lists onto their sheet, a column each, and hide it."""
        for words, at in self._lists.items():
            for number, word in enumerate(words, start=1):
                sheet.cell(number, at, word)
        sheet.sheet_state = "hidden"


def is_list_sheet(sheet: Worksheet) -> bool:
    """Tell whether a sheet holds the lists of a workbook made here, and nothing anybody entered."""
    titles = {text("review-choices-sheet", language) for language in LANGUAGES}
    return sheet.sheet_state != "visible" and sheet.title in titles
