"""One question read alone is the one the whole catalogue gives."""

from __future__ import annotations

import pytest

from tsunagu.errors import QueryProblem
from tsunagu.queries.catalogue import load_catalogue, load_query


def test_a_question_read_alone_is_that_of_the_catalogue() -> None:
    whole = load_catalogue()
    load_catalogue.cache_clear()
    load_query.cache_clear()
    alone = load_query("places-of-facts")
    assert load_catalogue.cache_info().currsize == 0
    assert alone == whole.get("places-of-facts")


@pytest.mark.parametrize("name", ["no-such-question", "*", "../graph", ""])
def test_an_unknown_question_is_told_with_the_nearest(name: str) -> None:
    with pytest.raises(QueryProblem):
        load_query(name)
