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
WEB_STYLE = "styles/web.css"


@dataclass(frozen=True)
class Neighbours:
    """Files beside a page it may point to, as relative addresses; empty where there is none.

    On a server `site` is the way to its other pages, `ways` the address that tells how one is handed on, and
    `opens` the beginning of the one that shows a gathered group singly.
    """

    index: str = ""
    other_language: str = ""
    ways: str = ""
    opens: str = ""
    site: object = None


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
    served = (WEB_STYLE,) if beside.site else ()
    style = Markup("\n").join(read_asset(sheet) for sheet in (PAGE_STYLE, *styles, *served))
    written = [read_asset(script) for script in (LEAVE_SCRIPT, *scripts)]
    site = {"site": beside.site} if beside.site else {}
    return site | {
        "language": language,
        "other_language": other_language(language),
        "t": partial(_worded, language=language),
        "style": style,
        "scripts": written,
        "policy": _policy(written, style, library=library, served=bool(beside.site)),
        "index_href": beside.index,
        "other_href": beside.other_language,
        "version": __version__,
    }


def _policy(written: Sequence[str], style: str, *, library: bool, served: bool) -> str:
    held = policy(written, [style], library_styles() if library else ())
    return held.replace("form-action 'none'", "connect-src 'self'; form-action 'self'") if served else held


def _worded(key: str, language: Language, **data: object) -> str:
    return text(key, language, **data)
