"""Answer the worked cases anew.

Run `python -m tests.routes.regenerate` after rules, tables or the search changed (`--home FOLDER` takes a build that
is there), then READ the differences in `golden/`: each of these answers was checked by hand against source and law
(docs/worked-cases.md), and a difference must be checked again.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.routes.worked import GOLDEN, golden_of, load_cases
from tsunagu.disclosure.guard import Guard
from tsunagu.graph.build import build
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.network.compiled import open_network
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.routes.answer import Json
from tsunagu.routes.router import Router


def as_text(golden: Json) -> str:
    """Return a short answer as it is committed."""
    return json.dumps(golden, ensure_ascii=False, indent=1) + "\n"


def write_golden(home: Home, folder: Path = GOLDEN) -> list[Path]:
    """Write the answer of each case over one build and return the files; answers without a case are removed."""
    router = Router.over(BuiltGraph(OxigraphEngine.open(home), Iris()), Guard(open_network(home)))
    made = {
        folder / f"{case.id}.json": as_text(golden_of(case, router.ask(case.question, name_circumstances=True).value))
        for case in load_cases()
    }
    for old in set(folder.glob("*.json")) - set(made):
        old.unlink()
    for path, content in made.items():
        path.write_text(content, encoding="utf-8")
    return list(made)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write every answer, over a build that is given or a new one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path)
    given = parser.parse_args(arguments).home
    with tempfile.TemporaryDirectory() as made:
        home = Home(given or Path(made))
        if given is None:
            build(home)
        print(len(write_golden(home)), "answers")


if __name__ == "__main__":
    main()
