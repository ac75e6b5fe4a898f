"""The page of a matrix: a drawn grid, and the same cells as a table with their findings in words."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date

from tsunagu.disclosure.shown import Shown
from tsunagu.messages import Language, catalogue, text
from tsunagu.viz.drawing.grid import grid_drawing
from tsunagu.viz.pages.frame import Neighbours, frame
from tsunagu.viz.pages.shell import environment
from tsunagu.viz.scenes.matrix import LOOKS, Grid, cell_items

SCRIPTS = tuple(f"scripts/{name}.js" for name in ("common", "matrix", "downloads"))
STYLES = ("styles/picture.css", "styles/matrix.css")
_WORDS = {
    "shown": "picture-matrix-shown", "saved": "picture-saved", "copied": "picture-copied",
    "copyByHand": "picture-copy-by-hand", "otherPage": "picture-other-page", "notice": "page-notice",
}  # fmt: skip


def matrix_page(shown: Shown[Grid], documents: list[str], day: date, language: Language, beside: Neighbours) -> str:
    """A matrix as one self-contained HTML text."""
    grid = shown.value
    cells = cell_items(grid)
    states = _states(cells, language)
    words = {name: catalogue(language)[key] for name, key in _WORDS.items()} | {"title": grid.title}
    names = "\n".join(identifier for identifier, _ in (*grid.rows, *grid.columns))
    context = frame(language, beside, SCRIPTS, STYLES) | {
        "grid": grid,
        "cells": cells,
        "size": grid_drawing(grid),
        "looks": {state: _look(state, language) for state in LOOKS},
        "states": states,
        "documents": documents,
        "day": day.isoformat(),
        "words": words,
        "print": hashlib.sha256(names.encode("utf-8")).hexdigest()[:8],
    }
    return environment(context).get_template("matrix.html").render()


def _look(state: str, language: Language) -> dict[str, str]:
    sign, ground, ink = LOOKS[state]
    label = text(f"picture-state-{state.replace('_', '-')}", language)
    return {"sign": sign, "ground": ground, "ink": ink, "label": label}


def _states(cells: list[dict[str, object]], language: Language) -> list[dict[str, object]]:
    counts = Counter(str(cell["state"]) for cell in cells)
    return [{"id": state, "count": counts[state], **_look(state, language)} for state in LOOKS if counts[state]]
