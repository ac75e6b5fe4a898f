"""What may be chosen for a column, in words: a workbook shows the words, and words and codes are taken alike."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tsunagu.graph.cells import LIST_MARK, split
from tsunagu.graph.concept_words import concept_words
from tsunagu.graph.schema import Field
from tsunagu.messages import LANGUAGES, Language, text

_BOOLEANS = ("true", "false")


def choice_words(field: Field, language: Language) -> Mapping[str, str]:
    """Code → word of everything a column may hold, in the order of the form; none where it may hold anything.

    A code nobody worded stands for itself.
    """
    if field.type == "boolean":
        return {code: text(f"review-{code}", language) for code in _BOOLEANS}
    words = concept_words(field.scheme) if field.scheme and field.choices else {}
    return {code: words.get(code, {}).get(language, code) for code in field.choices}


def in_words(field: Field, cell: str, language: Language) -> str:
    """A cell with words for its codes; anything else stays as it is."""
    words = choice_words(field, language)
    return LIST_MARK.join(words.get(item, item) for item in split(field, cell)) if words else cell


def in_codes(field: Field, cell: str) -> str:
    """A cell with codes for the words of either language, blanks around them aside; anything else stays as it is."""
    codes = _codes(field)
    return LIST_MARK.join(codes.get(item.strip(), item) for item in split(field, cell)) if codes else cell


@cache
def _codes(field: Field) -> Mapping[str, str]:
    """Word of any language → code; no word of a column stands for two codes (held by a test)."""
    return {word: code for language in LANGUAGES for code, word in choice_words(field, language).items()}
