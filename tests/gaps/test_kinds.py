"""Which linkages of a document speak of a kind of body."""

from __future__ import annotations

import pytest

from tests.gaps.samples import PLAN, body, document, link, material, network
from tsunagu.gaps.kinds import KindsSpokenOf
from tsunagu.network.records import Linkage

KIND = "body-type/police"
DESK = "body/desk"


@pytest.mark.parametrize(
    ("linkage", "speaks"),
    [
        (link(DESK, KIND), True),
        (link(DESK, KIND, layer="reported"), True),
        (link(DESK, KIND, layer="planned"), True),
        (link(DESK, KIND, layer="opinion"), False),
        (link(DESK, KIND, layer="inferred"), False),
        (link(DESK, KIND, layer="stated", document=""), False),
    ],
)
def test_what_a_document_says_itself_speaks_of_a_kind(linkage: Linkage, speaks: bool) -> None:
    spoken = KindsSpokenOf(material(network([body("desk")], [linkage], documents=[document()])))
    traces = [trace for document in (PLAN, "") for trace in spoken.traces([document], KIND)]
    assert [trace.fact for trace in traces] == ([linkage.id] if speaks else [])
