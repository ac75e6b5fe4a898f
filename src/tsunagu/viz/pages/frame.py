"""What every page has: its words, its styles and scripts written in, its policy, and the way out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from tsunagu import __version__
from tsunagu.messages import Language, text
from tsunagu.viz.pages.inline import library_styles, policy, read_asset

LEAVE_SCRIPT = "scripts/leave.js"
PAGE_STYLE = "styles/page.css"


@dataclass(frozen=True)
class Neighbours:
    """Files beside a page it may point to, as relative addresses; empty where there is none."""

    index: str = ""
    other_language: str = ""


ALONE = Neighbours()
"""A page with no other page beside it."""


def other_language(language: Language) -> Language:
    """The language a page is not in."""
    return "en" if language == "ja" else "ja"


def frame(
    language: Language,
    beside: Neighbours,
    scripts: Sequence[str] = (),
    styles: Sequence[str] = (),
    *,
    library: bool = False,
) -> dict[str, object]:
    """The context `viz/templates/base.html` needs; `scripts` and further `styles` are paths under `viz/`."""
    style = Markup("\n").join(read_asset(sheet) for sheet in (PAGE_STYLE, *styles))
    written = [read_asset(script) for script in (LEAVE_SCRIPT, *scripts)]
    return {
        "language": language,
        "other_language": other_language(language),
        "t": partial(_worded, language=language),
        "style": style,
        "scripts": written,
        "policy": policy(written, [style], library_styles() if library else ()),
        "index_href": beside.index,
        "other_href": beside.other_language,
        "version": __version__,
    }


def _worded(key: str, language: Language, **data: object) -> str:
    return text(key, language, **data)
