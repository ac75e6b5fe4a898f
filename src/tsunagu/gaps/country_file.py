"""The ends over the country in one file beside the store: counting takes a minute, so it is done once a build.

JSON in zlib's wrapping, stamped like the other compiled files; what does not fit counts as not counted yet.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from pathlib import Path

from tsunagu.gaps.country import ENDS, End
from tsunagu.graph.build import BuildReport

FILE = "country.json.z"
SHAPE = 1
"""Raised whenever the rows get another form, or the rule of referral another meaning."""


def dump(found: Mapping[str, Mapping[str, End]], report: BuildReport) -> bytes:
    """The bytes of the file: for each place one digit a need; the same ends give the same bytes."""
    needs = list(next(iter(found.values()), {}))
    rows = {place: "".join(str(ENDS.index(ends[need])) for need in needs) for place, ends in found.items()}
    held = {"stamp": _stamp(report), "needs": needs, "places": rows}
    return zlib.compress(json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))


def load(path: Path, report: BuildReport) -> dict[str, dict[str, End]] | None:
    """The ends of a file, or None where it is absent, stale or damaged."""
    try:
        held = json.loads(zlib.decompress(path.read_bytes()))
        if held["stamp"] != _stamp(report):
            return None
        return {place: {need: ENDS[int(digit)] for need, digit in zip(held["needs"], row, strict=True)}
                for place, row in held["places"].items()}  # fmt: skip
    except (OSError, ValueError, TypeError, KeyError, IndexError, zlib.error):
        return None


def _stamp(report: BuildReport) -> list[str]:
    return [report.version, report.revision, report.base, str(SHAPE)]
