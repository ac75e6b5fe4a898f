"""Counting where ways end over the country, in a process of its own: it takes minutes, and no page waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

from tsunagu.errors import TsunaguError
from tsunagu.workspace import Workspace

NICER = 10


class Counting:
    """One process that counts for the newest build of a home; `done` of `all` groups of places are counted."""

    def __init__(self) -> None:
        self.done, self.all = 0, 0
        self._process: subprocess.Popen[str] | None = None

    @property
    def runs(self) -> bool:
        """Tell whether it is being counted."""
        return self._process is not None and self._process.poll() is None

    def begin(self, home: Path) -> None:
        """Start counting, unless that is being done."""
        if not self.runs:
            self.done, self.all = 0, 0
            self._process = subprocess.Popen(  # noqa: S603 - this very program
                [sys.executable, "-m", "tsunagu.web.counting", str(home)], stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            )  # fmt: skip
            threading.Thread(target=self._listen, args=[self._process], daemon=True).start()

    def _listen(self, process: subprocess.Popen[str]) -> None:
        for line in process.stdout or ():
            done, _, whole = line.partition(" ")
            self.done, self.all = int(done), int(whole)

    def close(self) -> None:
        """End the process; what it kept is whole or not there."""
        if self._process:
            self._process.kill()
            self._process.wait()


def main(home: Path) -> int:
    """Count for a home and tell how far it is, a line each step."""
    if hasattr(os, "nice"):
        os.nice(NICER)
    with suppress(TsunaguError, BrokenPipeError):
        workspace = Workspace(home)
        if workspace.country() is None:
            workspace.count_country(lambda done, whole: print(done, whole, flush=True))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
