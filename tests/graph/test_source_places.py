"""Where a fact stands in its document: the headings above it, from the outermost inwards."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal

from tests.graph.test_inference_rules import row
from tsunagu.graph.iris import Iris
from tsunagu.graph.mapping import Mapper
from tsunagu.graph.rows import Row, Tables

HEADINGS = (
    row("document", "plan", id="plan", sha256="0" * 64),
    row("sections", "plan", id="s1", label_ja="第1部"),
    row("sections", "plan", id="s1.2", label_ja="第2章", parent="s1"),
    row("sections", "plan", id="s1.2.3", label_ja="第3節", parent="s1.2"),
    row("measures", "plan", row="7", label_ja="施策", section="s1.2", spans="1-3", anchors="施策"),
)


@pytest.mark.parametrize(
    ("stands_in", "path"),
    [("s1", "第1部"), ("s1.2.3", "第1部 > 第2章 > 第3節"), ("7", "第1部 > 第2章")],
)
def test_the_outermost_heading_comes_first(stands_in: str, path: str) -> None:
    linkage = row(
        "linkages", "plan", id="l1", from_="unnamed", to="unnamed", row=stands_in, spans="10-12", anchors="語"
    )
    assert sections(linkage) == {path}


def sections(told: Row) -> set[str]:
    """The section paths that are said of a row."""
    mapper = Mapper(Tables((*HEADINGS, told), ("plan",)), Iris())
    paths = (quad.object for quad in mapper.quads(told) if quad.predicate == mapper.node("tsg:section"))
    return {path.value for path in paths if isinstance(path, Literal)}
