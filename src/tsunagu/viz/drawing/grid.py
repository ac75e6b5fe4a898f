"""Sizes and lines of a drawn matrix."""

from __future__ import annotations

from tsunagu.viz.drawing.labels import wrap
from tsunagu.viz.scenes.matrix import Grid

HEAD_HEIGHT, ROW_HEIGHT, LABEL_WIDTH = 62, 30, 262
LEAST_WIDTH, MOST_WIDTH, WHOLE_WIDTH = 104, 210, 1180


def grid_drawing(grid: Grid) -> dict[str, object]:
    """Sizes and lines of the drawn grid: the same for the still picture and for what is saved."""
    width = max(LEAST_WIDTH, min(MOST_WIDTH, (WHOLE_WIDTH - LABEL_WIDTH) // max(len(grid.columns), 1)))
    heads = [wrap(label, width / 15 - 0.6, 3) for _, label in grid.columns]
    labels = [wrap(label, LABEL_WIDTH / 14 - 0.8, 1)[0] for _, label in grid.rows]
    return {
        "width": LABEL_WIDTH + width * len(grid.columns), "height": HEAD_HEIGHT + ROW_HEIGHT * len(grid.rows),
        "cell": width, "label": LABEL_WIDTH, "head": HEAD_HEIGHT, "line": ROW_HEIGHT, "heads": heads, "labels": labels,
    }  # fmt: skip
