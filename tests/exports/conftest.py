"""A graph small enough to be read by slow readers: law, all documents, and one in sixty desks of the register."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pyoxigraph import NamedNode, Quad

from tests.showing import OPEN
from tsunagu.disclosure.shown import Shown
from tsunagu.graph.iris import Iris

DESKS = Iris().path("desk")
ONE_IN = 60


@pytest.fixture(scope="session")
def fewer(quads: list[Quad]) -> Shown[Sequence[Quad]]:
    """The shipped graph with few desks, as the guard shows it."""
    subjects = (quad.subject for quad in quads if isinstance(quad.subject, NamedNode))
    desks = sorted({subject.value for subject in subjects if DESKS in subject.value})
    left_out = set(desks) - set(desks[::ONE_IN])
    return OPEN.quads([quad for quad in quads if getattr(quad.subject, "value", "") not in left_out])
