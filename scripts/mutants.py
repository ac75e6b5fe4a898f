"""Do the nearest tests notice when the code is wrong? A sample of small changes to five rooms, each tried by itself.

Works on a copy of the checkout; nothing in the checkout changes. cosmic-ray makes the changes, one of each place that
can be changed; types, decorators and comparisons by identity are left out: no run would show what changed. A change
the tests of its room pass over *survived*: either it means the same, or a test is missing. The first command of a room
is quick; what passes it meets the second, which reads the shipped graph. A survivor that means the same is read by eye
and listed in `SAME`.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cosmic_ray.commands.init import init
from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.work_db import use_db
from cosmic_ray.work_item import MutationSpec, TestOutcome, WorkItem, WorkResult

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = shutil.ignore_patterns(".venv", ".git", "__pycache__", ".mypy_cache", ".ruff_cache", ".hypothesis", "dist")
ROOMS = {
    "referral": (
        "src/tsunagu/referral",
        "tests/referral/test_rule.py tests/referral/test_hours.py tests/referral/test_groups.py"
        " tests/referral/test_checks.py tests/referral/test_walk.py tests/referral/test_question.py"
        " tests/referral/test_standing.py tests/routes/test_search.py tests/routes/test_stated_desk.py"
        " tests/routes/test_ordering.py",
        "tests/referral/test_rulebook.py tests/referral/test_properties.py tests/cases/test_sixty_cases.py"
        " tests/project/test_docs.py::test_generated_pages_are_up_to_date",
    ),
    "routes": (
        "src/tsunagu/routes",
        "tests/routes/test_search.py tests/routes/test_ordering.py tests/routes/test_told.py tests/routes/test_unmet.py"
        " tests/routes/test_stated_desk.py tests/routes/test_hours_told.py tests/routes/test_reaching.py"
        " tests/referral/test_rule.py",
        "tests/routes/test_answer.py tests/routes/test_cases.py tests/routes/test_random_networks.py"
        " tests/cases/test_sixty_cases.py",
    ),
    "gaps": (
        "src/tsunagu/gaps",
        " ".join(f"tests/gaps/test_{name}.py" for name in (
            "comparison", "country", "coverage", "drift", "duties", "editions", "every_row", "kinds", "linkages",
            "measures", "need_stages", "partners", "rows", "single_points", "stages",
        )),
        "tests/gaps/test_real.py tests/gaps/test_findings.py tests/web/test_places.py tests/web/test_gapping.py",
    ),
    "disclosure": (
        "src/tsunagu/disclosure",
        "tests/disclosure/test_closed_facts.py tests/disclosure/test_hours.py tests/disclosure/test_guard.py",
        "tests/disclosure/test_smuggling.py tests/disclosure/test_quads.py tests/disclosure/test_register_smuggling.py"
        " tests/disclosure/test_front_doors.py",
        "tests/disclosure/test_outputs.py tests/disclosure/test_every_output.py",
    ),
    "inference": (
        "src/tsunagu/graph/inference.py",
        "tests/graph/test_inference_rules.py",
        "tests/graph/test_inference.py tests/graph/test_days.py",
    ),
}  # fmt: skip
"""Room → what is changed, the tests that come first, those that come after, and after these."""

SAME: tuple[tuple[str, str, str], ...] = (
    ("gaps/findings.py", "numbers[path] != 1", "counts begin with 1"),
    ("gaps/single_points.py", "len(routes) != MANY", "never more than MANY are looked for"),
    ("gaps/country_file.py", "ensure_ascii=True", "the same ends are read back"),
    ("gaps/", 'layer >= "statutory"', "no layer is named after it in the alphabet"),
    ("gaps/duties.py", 'state <= "found"', "no state is named before it in the alphabet"),
    ("gaps/comparison.py", "of_first[key][-1].label", "figures of one key have one label"),
    ("referral/clock.py", "for span in moments.spans) - 2", "what opens in the minute before is open in that hour"),
)
"""File, changed words and why they mean the same: read by eye, counted apart, never among what survived."""


@dataclass
class Tally:
    """What became of the changes to one room; `survivors` are told as file:line and what was changed.

    `same` survived because they mean the same (`SAME`).
    """

    made: int = 0
    caught: int = 0
    same: int = 0
    survivors: list[str] = field(default_factory=list)


def main() -> int:
    """Print the table and every survivor; 1 where the tests fail on unchanged code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=20, help="how many changes to a room")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--room", choices=ROOMS, action="append", help="one room or several; all where none is named")
    parser.add_argument("--quick", action="store_true", help="the first tests of a room alone: more seem to survive")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy = Path(folder) / "checkout"
        shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
        os.chdir(copy)
        os.environ["PYTHONPATH"] = str(copy / "src")
        subprocess.run([sys.executable, "-m", "compileall", "-q", "src", "tests"], check=False)
        tallies = {room: _try_room(room, asked.sample, asked.seed, asked.quick) for room in asked.room or ROOMS}
    _show(tallies)
    return 0


def _try_room(room: str, sample: int, seed: int, quick: bool) -> Tally:
    source, *tests = ROOMS[room]
    command = _command(tests[:1] if quick else tests)
    began = time.monotonic()
    if subprocess.run(shlex.split(command), stdout=subprocess.DEVNULL, check=False).returncode:
        sys.exit(f"{room}: the tests fail on unchanged code: {command}")
    limit = 3 * (time.monotonic() - began)
    tally = Tally()
    for item in _sample(source, sample, seed):
        result = mutate_and_test(item.mutations, command, limit)
        told = _told(item, result)
        survived = result.test_outcome == TestOutcome.SURVIVED
        same = survived and _means_the_same(told)
        tally.made, tally.caught, tally.same = tally.made + 1, tally.caught + (not survived), tally.same + same
        word = "means the same" if same else "SURVIVED" if survived else "caught"
        print(f"{room} {tally.made}/{sample} {word} {told}", flush=True)
        if survived and not same:
            tally.survivors.append(told)
    return tally


def _means_the_same(told: str) -> bool:
    changed = "".join(told.partition("  →  ")[2].split())
    return any(file in told and "".join(words.split()) in changed for file, words, _ in SAME)


def _command(tests: list[str]) -> str:
    """The quick tests, then, where they all pass, the others; each stops at the first failure."""
    run = f"{shlex.quote(sys.executable)} -m pytest -q -x -p no:xdist -p no:cacheprovider"
    return shlex.join(["sh", "-c", " && ".join(f"{run} {files}" for files in tests)])


def _sample(source: str, count: int, seed: int) -> list[WorkItem]:
    """The same changes for the same seed and code: places drawn first, then one of the changes to each."""
    path = Path(source)
    modules = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    with use_db(":memory:") as session:
        init(modules, session, {})
        items = sorted(session.work_items, key=lambda item: _order(item.mutations[0]))
    alone = {module: set(_left_alone(module)) for module in modules}
    places: dict[tuple[Path, tuple[int, int]], list[WorkItem]] = defaultdict(list)
    for item in items:
        change = item.mutations[0]
        by_identity = change.operator_name.endswith(("_Is", "_IsNot"))
        if not by_identity and change.start_pos not in alone[change.module_path]:
            places[change.module_path, change.start_pos].append(item)
    drawn = random.Random(seed)  # noqa: S311 - a sample, no secret
    chosen = drawn.sample(sorted(places), min(count, len(places)))
    return [drawn.choice(places[place]) for place in chosen]


def _order(change: MutationSpec) -> tuple[str, tuple[int, int], str, int]:
    return str(change.module_path), change.start_pos, change.operator_name, change.occurrence


def _left_alone(module: Path) -> Iterator[tuple[int, int]]:
    """Every position inside a type annotation or a decorator, line from 1 and column from 0."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        told = (getattr(node, "annotation", None), getattr(node, "returns", None))
        yield from ((part.lineno, part.col_offset - 1) for part in getattr(node, "decorator_list", ()))
        for part in (*told, *getattr(node, "decorator_list", ())):
            if isinstance(part, ast.expr):
                for line in range(part.lineno, (part.end_lineno or part.lineno) + 1):
                    yield from ((line, column) for column in range(part.col_offset, (part.end_col_offset or 0) + 1))


def _told(item: WorkItem, result: WorkResult) -> str:
    change = item.mutations[0]
    lines = (result.diff or "").splitlines()
    old, new = ([line[1:].strip() for line in lines if line[:1] == sign and line[:3] != sign * 3] for sign in "-+")
    name = change.operator_name.removeprefix("core/")
    return f"{change.module_path}:{change.start_pos[0]} {name}: {' '.join(old)}  →  {' '.join(new)}"


def _show(tallies: dict[str, Tally]) -> None:
    print(f"\n{'room':<12}{'made':>6}{'caught':>8}{'same':>6}{'survived':>10}{'share':>8}")
    counts = ("made", "caught", "same")
    whole = Tally(*(sum(getattr(tally, name) for tally in tallies.values()) for name in counts))
    whole.survivors = [told for tally in tallies.values() for told in tally.survivors]
    for room, tally in (*tallies.items(), ("all", whole)):
        survived = len(tally.survivors)
        share = survived / max(tally.made, 1)
        print(f"{room:<12}{tally.made:>6}{tally.caught:>8}{tally.same:>6}{survived:>10}{share:>8.0%}")
    print("\n".join(("", *whole.survivors)))


if __name__ == "__main__":
    sys.exit(main())
