"""Which build it is: version, base and revision, read without what a build is made with."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Protocol

from tsunagu.graph.home import Home, damaged


class BuildStamp(Protocol):
    """What a file beside the store must carry to be believed."""

    @property
    def version(self) -> str:
        """The version of the product that built it."""

    @property
    def base(self) -> str:
        """The base of its identifiers."""

    @property
    def revision(self) -> str:
        """The revision of its graph."""


@dataclass(frozen=True)
class ReadStamp:
    """The stamp as a home tells it."""

    version: str
    base: str
    revision: str


def read_stamp(home: Home) -> ReadStamp:
    """The stamp of the current build; raises `StoreProblem` where there is none or it is damaged."""
    read = home.read("report.json")
    try:
        held = json.loads(read)
        return ReadStamp(*(str(held[part]) for part in ("version", "base", "revision")))
    except (ValueError, TypeError, KeyError) as error:  # written by another version
        raise damaged(home.current() / "report.json") from error
