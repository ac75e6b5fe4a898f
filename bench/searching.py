"""How long a search takes over 100,000 bodies: by part of a name, kana, everyday words, typos, and narrowed.

    .venv/bin/python bench/searching.py [--home FOLDER] [--bodies 100000] [--times 5]

The bodies are made up: the named sections and desks of the shipped documents, repeated in every municipality under its
own code. Places, needs, kinds of bodies and phrases are the real ones. Printed are milliseconds of processor time, p50
and p95 over all questions and the slowest of them; what a page or the wire adds is measured by `bench/explorer.py`.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from tsunagu import Workspace
from tsunagu.errors import NameUnknown
from tsunagu.gaps.country import municipalities
from tsunagu.names.facets import Facet, Facets
from tsunagu.names.folding import fold
from tsunagu.names.index import Name, NameIndex
from tsunagu.names.search import browse
from tsunagu.network.model import Network
from tsunagu.network.records import Body

BODIES, TIMES = 100_000, 5
TYPED = (
    "児", "児相", "こども家庭センター", "鎌倉", "鎌倉市 女性相談", "女性相談", "相談", "センター", "市民相談課",
    "生活福祉課", "せいかつふくしか", "しみんそうだんか", "じどうそうだん", "夫が怖い", "お金がない", "ストーカー",
    "子どもを連れて逃げたい", "婦人相談所", "ハロワ", "DV", "kamakura", "kunitachi-shi", "shicho-shitsu", "women",
    "132152", "place/142042", "かまきらし", "国立し", "市長質", "生活保護か", "存在しない名前", "zzzzzz",
)  # fmt: skip
NARROWED: tuple[Mapping[Facet, str], ...] = ({}, {"kind": "body"}, {"place": "place/140007"})


def make_bodies(network: Network, count: int) -> Iterator[Body]:
    """Yield named bodies of the documents in one municipality after the other, until there are so many."""
    named = sorted(
        (body for body in network.bodies.values() if body.sort == "named" and body.kana), key=lambda body: body.id
    )
    each = -(-count // len(municipalities(network)))
    pool = cycle(named)
    made = (
        replace(
            body, id=f"body/{place.id[6:]}-{number}-{body.id.partition('-')[2]}", place=place.id, part_of="", phones=()
        )
        for place in municipalities(network)
        for number, body in enumerate(islice(pool, each))
    )
    return islice(made, count)


def grown(index: NameIndex, network: Network, count: int) -> tuple[NameIndex, Facets]:
    """The index and the facets with so many bodies more; O(bodies)."""
    bodies = {body.id: body for body in make_bodies(network, count)}
    names = list(index.names)
    for body in bodies.values():
        names.append(Name(body.id, "body", body.label.ja, fold(body.label.ja), "label", "ja"))
        names.append(Name(body.id, "body", body.label.en, fold(body.label.en), "label", "en"))
        names.append(Name(body.id, "body", body.kana, fold(body.kana), "reading"))
    more = replace(
        index, names=tuple(names), labels={**index.labels, **{body.id: body.label for body in bodies.values()}},
        kinds={**index.kinds, **dict.fromkeys(bodies, "body")},
        places={**index.places, **{body.id: body.place for body in bodies.values()}},
    )  # fmt: skip
    held = Network(
        {**network.bodies, **bodies}, (), (), network.duties, network.concepts, network.provisions, "made-up"
    )
    return more, Facets(held)


def took(index: NameIndex, facets: Facets, typed: str, chosen: Mapping[Facet, str]) -> float:
    """Milliseconds of one search, narrowed and counted as the page does it."""
    began = time.process_time()
    with suppress(NameUnknown):
        facets.narrow(browse(index, typed), chosen)
    return (time.process_time() - began) * 1000


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--home", type=Path)
    asked.add_argument("--bodies", type=int, default=BODIES)
    asked.add_argument("--times", type=int, default=TIMES)
    chosen = asked.parse_args()
    workspace = Workspace(chosen.home)
    index, facets = grown(workspace.names, workspace.network, chosen.bodies)
    began = time.process_time()
    for typed in TYPED:  # what is worked out once
        took(index, facets, typed, {})
    print(f"{len(index.names)} names; first round {time.process_time() - began:.1f} s")
    found = {(typed, number): [took(index, facets, typed, narrowed) for _ in range(chosen.times)]
             for typed in TYPED for number, narrowed in enumerate(NARROWED)}  # fmt: skip
    every = sorted(taken for several in found.values() for taken in several)
    print(f"p50 {statistics.median(every):.1f} ms, p95 {every[int(len(every) * 0.95)]:.1f} ms, most {every[-1]:.1f} ms")
    for (typed, number), several in sorted(found.items(), key=lambda pair: -statistics.median(pair[1]))[:12]:
        print(f"{statistics.median(several):8.1f} ms  {typed}  {dict(NARROWED[number]) or ''}")


if __name__ == "__main__":
    main()
