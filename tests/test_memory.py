"""The collector is set aside and comes back, whatever happens in between."""

from __future__ import annotations

import gc

import pytest

from tsunagu.memory import RARELY, no_collecting, rarely_collecting


def test_the_collector_comes_back() -> None:
    assert gc.isenabled()
    with no_collecting():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_comes_back_after_an_error() -> None:
    with pytest.raises(ValueError, match="x"), no_collecting():
        raise ValueError("x")
    assert gc.isenabled()


def test_one_that_was_set_aside_stays_so() -> None:
    gc.disable()
    try:
        with no_collecting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_collector_that_looks_rarely_still_looks() -> None:
    before = gc.get_threshold()
    try:
        rarely_collecting()
        assert gc.get_threshold() == RARELY
        assert gc.isenabled()
    finally:
        gc.set_threshold(*before)
