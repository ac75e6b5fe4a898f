#!/usr/bin/env python3
"""List desks of registers that may be bodies of documents, for a person to decide.

A pair is a candidate where both serve one place, or the prefecture and a place in it, and they have like names, one
telephone number, or one kind of body in one place. What is decided stands in `matches.csv` of the register and is not
listed again, unless `--all` is given; what is left undecided there is shown as such.

    python -m scripts.desk_matches HOME [--all]
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from tsunagu import Workspace
from tsunagu.graph.build import load_tables
from tsunagu.network.model import Network
from tsunagu.network.records import Body, ListedDesk

LIKE = 0.72
"""From which share of like characters on two names are alike (`difflib.SequenceMatcher.ratio`)."""
_BRACKETS = re.compile(r"[（(].*?[）)]|[「」・\s]")


def candidates(network: Network) -> Iterator[tuple[ListedDesk, Body, str]]:
    """Yield each pair that may be one desk, with why; O(bodies of documents x desks of their prefecture)."""
    bodies = [
        body for body in network.bodies.values() if body.sort == "named" and body.place and body.id[:5] == "body/"
    ]
    for desk in network.listed:
        for body in bodies:
            why = _why(network, desk, body) if _meet(network, desk, body) else ""
            if why:
                yield desk, body, why


def _meet(network: Network, desk: ListedDesk, body: Body) -> bool:
    above = {held.prefecture for place in desk.serves if (held := network.concepts.get(place))}
    return body.place in desk.serves or body.place in above


def _why(network: Network, desk: ListedDesk, body: Body) -> str:
    if desk.phone and desk.phone in body.phones and not desk.main:
        return "number"
    names = (body.label.ja, *body.other_names)
    if any(_like(desk.label.ja, name) for name in names):
        return "name"
    kinds = {kind for name in desk.listings for kind in network.listings[name].kinds}
    return "kind" if kinds.intersection(body.kinds) and body.place in desk.serves else ""


def _like(first: str, second: str) -> bool:
    left, right = _BRACKETS.sub("", first), _BRACKETS.sub("", second)
    inside = len(right) > 4 and right in left
    return inside or SequenceMatcher(None, left, right).ratio() >= LIKE


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the candidates, one a line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("--all", action="store_true", help="also what is decided")
    given = parser.parse_args(arguments)
    rows = load_tables().of("matches")
    decided = {(f"desk/{row.document}/{row.text('desk')}", f"body/{row.text('body')}"): row.text("decision")
               for row in rows}  # fmt: skip
    for desk, body, why in candidates(Workspace(given.home).network):
        decision = decided.get((desk.id, body.id), "")
        if given.all or decision in ("", "undecided"):
            sys.stdout.write(f"{desk.id}\t{body.id}\t{why}\t{decision or '-'}\t{desk.label.ja}\t{body.label.ja}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
