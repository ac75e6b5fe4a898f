"""Where built things live: versioned build folders and a pointer to the current one.

A build is written beside the old one and becomes current by replacing one small file, which is
atomic on every system. A kill at any moment leaves the old build current. A finished build carries a seal, the size
and checksum of its files, so that a flipped, cut or missing byte is found before anything is answered from it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tsunagu.errors import StoreProblem
from tsunagu.graph.file_lock import lock_file
from tsunagu.writing import told, write_bytes, write_text

POINTER = "current"
UNFINISHED = "unfinished-"
SEAL = "seal"
STORE = "store"
LOCK = ".lock"
_BUILD = re.compile(r"build-[0-9A-Za-z-]{1,80}")
_AT_ONCE = 1 << 20
Seal = dict[str, tuple[int, int]]
"""File of a build (path inside it) → bytes and CRC-32."""


@dataclass(frozen=True)
class Home:
    """The output folder (`tsunagu-out` by default, or TSUNAGU_HOME)."""

    folder: Path

    @property
    def is_built(self) -> bool:
        """Tell whether something was built here, sound or not."""
        return os.path.lexists(self.folder / POINTER)

    def current(self) -> Path:
        """The folder of the current build.

        Raises `StoreProblem` where there is none, and where the pointer names anything but a build of this home.
        """
        pointer = self.folder / POINTER
        try:
            if not self.is_built:
                raise StoreProblem("store-missing", folder=str(self.folder))
            name = pointer.read_text(encoding="ascii").removesuffix("\n")
            build = self.folder / name
            if _BUILD.fullmatch(name) and build.is_dir() and not build.is_symlink():
                return build
        except (OSError, ValueError):
            pass
        raise damaged(pointer)

    def store(self) -> Path:
        """The folder of the current store; raises `StoreProblem` where a byte of it is not as built. O(bytes)."""
        build = self.current()
        _check_store(build, _stamp(build))
        return build / STORE

    def read(self, name: str) -> bytes:
        """The bytes of one file of the current build; raises `StoreProblem` where they are not as built."""
        build = self.current()
        try:
            data = (build / name).read_bytes()
        except OSError as error:
            raise damaged(build / name) from error
        if _seal(build).get(name) != (len(data), zlib.crc32(data)):
            raise damaged(build / name)
        return data

    @contextmanager
    def building(self) -> Iterator[None]:
        """Hold the home for one build; raises `StoreProblem` where another build is under way."""
        with told(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        with lock_file(self.folder / LOCK) as held:
            if not held:
                raise StoreProblem("build-under-way", folder=str(self.folder))
            yield

    def start(self) -> Path:
        """Make an empty folder for a new build, after clearing what killed builds left behind."""
        with told(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            for left in self.folder.glob(f"{UNFINISHED}*"):
                shutil.rmtree(left, ignore_errors=True)
            return Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=self.folder))

    def finish(self, unfinished: Path, name: str) -> Path:
        """Seal a finished build, make it current and remove older ones; returns its folder."""
        with told(unfinished):
            write_bytes(unfinished / SEAL, _sealed(_sums(unfinished)))
            final = self.folder / self._free_name(name)
            unfinished.replace(final)
        try:
            self._point_to(final)
        except BaseException:
            shutil.rmtree(final, ignore_errors=True)
            raise
        for old in self.folder.glob("build-*"):
            if old != final:
                shutil.rmtree(old, ignore_errors=True)
        return final

    def _point_to(self, build: Path) -> None:
        pointer = self.folder / POINTER
        if pointer.is_symlink():  # a pointer is a file of this home; writing would follow the link out of it
            pointer.unlink()
        write_text(pointer, build.name + "\n")

    def _free_name(self, name: str) -> str:
        number, wanted = 1, name
        while (self.folder / wanted).exists():
            number += 1
            wanted = f"{name}-{number}"
        return wanted


def default_home() -> Home:
    """The home named by TSUNAGU_HOME, else `tsunagu-out` in the working folder."""
    return Home(Path(os.path.realpath(os.environ.get("TSUNAGU_HOME") or "tsunagu-out")))


def damaged(path: Path) -> StoreProblem:
    """What is said of a file of a build that is not as it was built."""
    return StoreProblem("store-damaged", path=str(path))


def _sums(build: Path) -> Seal:
    files = sorted(path for path in build.rglob("*") if path.is_file())
    return {path.relative_to(build).as_posix(): _sum(path) for path in files}


def _sum(path: Path) -> tuple[int, int]:
    size = check = 0
    with path.open("rb") as file:
        while part := file.read(_AT_ONCE):
            size, check = size + len(part), zlib.crc32(part, check)
    return size, check


def _sealed(files: Seal) -> bytes:
    """The seal as a file: its own checksum in the first line, then the files."""
    told = json.dumps(files, indent=1).encode("ascii")
    return f"{zlib.crc32(told):08x}\n".encode("ascii") + told


def _seal(build: Path) -> Seal:
    try:
        check, _, told = (build / SEAL).read_bytes().partition(b"\n")
        if int(check, 16) != zlib.crc32(told):
            raise damaged(build / SEAL)
        read = json.loads(told)
        return {name: (int(size), int(check)) for name, (size, check) in read.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise damaged(build / SEAL) from error


def _stamp(build: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, size and time of each file of the store: while they stay, one check a process is enough."""
    try:
        found = ((path.name, path.stat()) for path in (build / STORE).iterdir())
        return tuple(sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in found))
    except OSError as error:
        raise damaged(build / STORE) from error


@lru_cache(maxsize=8)
def _check_store(build: Path, _stamp: tuple[tuple[str, int, int], ...]) -> None:
    sealed = {name: wanted for name, wanted in _seal(build).items() if name.startswith(f"{STORE}/")}
    if not sealed:
        raise damaged(build / SEAL)
    for name, wanted in sealed.items():
        try:
            found = _sum(build / name)
        except OSError as error:
            raise damaged(build / name) from error
        if found != wanted:
            raise damaged(build / name)
