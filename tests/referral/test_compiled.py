"""The rulebook beside the store."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.graph.stamp import read_stamp
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.referral.compiled import FILE, dump, load, open_rulebook
from tsunagu.referral.rulebook import Rulebook, read_rulebook


def test_the_rulebook_of_a_build_is_the_one_the_store_tells(home: Home, engine: OxigraphEngine, iris: Iris) -> None:
    def unasked() -> BuiltGraph:
        raise AssertionError("the file is there")

    assert open_rulebook(home, unasked) == read_rulebook(BuiltGraph(engine, iris))


def test_a_file_of_another_build_or_a_spoilt_one_counts_as_stale(home: Home, tmp_path: Path) -> None:
    stamp, path = read_stamp(home), tmp_path / FILE
    assert load(path, stamp) is None
    path.write_bytes(dump(Rulebook(), stamp))
    assert load(path, stamp) == Rulebook()
    assert load(path, dataclasses.replace(stamp, revision="other")) is None
    path.write_bytes(path.read_bytes()[:-5])
    assert load(path, stamp) is None
