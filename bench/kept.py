"""Figures of one run held against those kept in `bench/ratios.json`: what got slower?

Kept are ratios, which travel from machine to machine: exponents, ours against a peer in the same run, and seconds as
multiples of a yardstick (a fixed piece of Python) measured in the same run.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from pathlib import Path

FILE = Path(__file__).with_name("ratios.json")
TOLERANCE = 1.3
"""A ratio this many times the kept one counts as slower; two runs on one machine differ by up to a fifth."""


def yardstick() -> float:
    """Processor seconds of a fixed piece of Python: texts made, counted, sorted; the least of five."""
    return min(_yardstick() for _ in range(5))


def _yardstick() -> float:
    began = time.process_time()
    counted: dict[str, int] = {}
    for number in range(300_000):
        word = f"{number * 7919 % 65_537}/{number % 97}"
        counted[word] = counted.get(word, 0) + 1
    sorted(counted, key=lambda word: (counted[word], word))
    return time.process_time() - began


def keep(ratios: Mapping[str, float]) -> None:
    """Write the ratios as those later runs are held against; those not measured in this run stay."""
    held = {**_kept(), **{name: round(ratio, 3) for name, ratio in ratios.items()}}
    FILE.write_text(json.dumps(dict(sorted(held.items())), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def tell(ratios: Mapping[str, float]) -> list[str]:
    """Print which ratios grew beyond the tolerance; their names."""
    held = _kept()
    slower = [name for name, ratio in ratios.items() if name in held and ratio > held[name] * TOLERANCE]
    for name in slower:
        print(f"  SLOWER  {name}: {ratios[name]:.3f}, kept {held[name]:.3f}")
    known = sum(name in held for name in ratios)
    print(f"{len(slower)} of {known} ratios grew by more than {TOLERANCE - 1:.0%} since they were kept; "
          f"{len(ratios) - known} were not kept before")  # fmt: skip
    return slower


def _kept() -> dict[str, float]:
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else {}
