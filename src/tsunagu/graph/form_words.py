"""What tables and columns are called in the form people fill in, beside the names the files use."""

from __future__ import annotations

import re

from tsunagu.graph.schema import Field, load_schema
from tsunagu.messages import Language, catalogue, text


def heading(field: Field, language: Language) -> str:
    """What a column is called: its title, else a word for its name, else the name itself."""
    if field.title != field.name:
        return field.title if language == "ja" else field.title_en
    return catalogue(language).get(f"review-column-{field.name.replace('_', '-')}", field.name)


def place_in_form(file: str, column: str, language: Language) -> str:
    """Where a problem of a table file or sheet stands, in the words of the form; empty for anything else.

    >>> place_in_form("my-plan/linkages.csv", "layer", "ja"), place_in_form("my-plan/", "-", "ja")
    ('（表「連携・つなぎ」の列「根拠の層」）', '')
    """
    table = load_schema().tables.get(re.split(r"[/ ]", file)[-1].removesuffix(".csv"))
    if table is None:
        return ""
    title = table.title if language == "ja" else table.title_en
    if column not in table.columns:
        return text("problem-in-table", language, table=title)
    return text("problem-in-cell", language, table=title, column=heading(table.field(column), language))
