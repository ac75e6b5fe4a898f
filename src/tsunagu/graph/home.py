"""Where built things live: versioned build folders and a pointer to the current one.

A build is written beside the old one and becomes current by replacing one small file, which is
atomic on every system. A kill at any moment leaves the old build current.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tsunagu.errors import StoreProblem

POINTER = "current"
UNFINISHED = "unfinished-"


@dataclass(frozen=True)
class Home:
    """The output folder (`tsunagu-out` by default, or TSUNAGU_HOME)."""

    folder: Path

    def current(self) -> Path:
        """Return the folder of the current build; raises `StoreProblem` where there is none."""
        pointer = self.folder / POINTER
        if pointer.is_file():
            build = self.folder / pointer.read_text(encoding="utf-8").strip()
            if build.is_dir() and build != self.folder:
                return build
        raise StoreProblem("store-missing", folder=str(self.folder))

    def start(self) -> Path:
        """Make an empty folder for a new build, after clearing what killed builds left behind."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for left in self.folder.glob(f"{UNFINISHED}*"):
            shutil.rmtree(left, ignore_errors=True)
        return Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=self.folder))

    def finish(self, unfinished: Path, name: str) -> Path:
        """Make a finished build current and remove older ones; returns its folder."""
        final = self.folder / self._free_name(name)
        unfinished.replace(final)
        write_text(self.folder / POINTER, final.name + "\n")
        for old in self.folder.glob("build-*"):
            if old != final:
                shutil.rmtree(old, ignore_errors=True)
        return final

    def _free_name(self, name: str) -> str:
        number, wanted = 1, name
        while (self.folder / wanted).exists():
            number += 1
            wanted = f"{name}-{number}"
        return wanted


def default_home() -> Home:
    """Return the home named by TSUNAGU_HOME, else `tsunagu-out` in the working folder."""
    return Home(Path(os.environ.get("TSUNAGU_HOME") or "tsunagu-out").resolve())


def _umask() -> int:
    """Which permissions new files of this process leave out (temporary files leave out more)."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: to a neighbour first, then put in place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except OSError as error:
        with suppress(OSError):
            Path(name).unlink()
        raise StoreProblem("cannot-write", path=str(path), reason=error.strerror or str(error)) from error


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text whole or not at all."""
    write_bytes(path, text.encode("utf-8"))
