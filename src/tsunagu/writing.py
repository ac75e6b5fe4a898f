"""The one way to write: a file appears whole or not at all, several files appear together or none does.

New contents go to a neighbour of the target first, so a full disk or a kill leaves what was there before. Links are
followed. What is no plain file (a pipe, a terminal, the null device) is written in place and never replaced; a folder,
a disk and a pipe that nobody reads are refused.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tsunagu.errors import StoreProblem

NEIGHBOUR = ".tsunagu-"
"""How names of temporary neighbours begin; short, so that the longest name a disk takes can still be written."""
_SPECIAL = ("/dev/fd/", "/dev/std", "/proc/")
"""Names of what this process already has open: a file behind one is written on, as a shell does."""


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; raises `StoreProblem` with path and reason."""
    with writing_together() as files:
        files.write(path, data)


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text whole or not at all."""
    write_bytes(path, text.encode("utf-8"))


def make_folder(folder: Path) -> None:
    """Make a folder and those above it where they are not there; raises `StoreProblem`."""
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)


def append_bytes(path: Path, data: bytes, keep: int) -> None:
    """Put bytes behind the first `keep` bytes of a file and on the disk, what stood behind those away.

    Raises `StoreProblem` where the disk takes no more; the file then ends after those bytes.
    """
    make_folder(path.parent)
    with told(path):
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
        try:
            _put_behind(handle, data, keep)
        finally:
            os.close(handle)


def _put_behind(handle: int, data: bytes, keep: int) -> None:
    os.ftruncate(handle, keep)
    os.lseek(handle, keep, os.SEEK_SET)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    except OSError:
        os.ftruncate(handle, keep)
        raise


@contextmanager
def writing_together() -> Iterator[Together]:
    """Put every file written inside in place at the end; on any error none, and what was there stays."""
    files = Together()
    try:
        yield files
        files.put_in_place()
    finally:
        files.discard()


@dataclass
class _Waiting:
    """A file written beside its target, and what stood there before, once it is moved aside."""

    target: Path
    neighbour: Path
    before: Path | None = None
    placed: bool = False


@dataclass
class Together:
    """Files that wait to be put in place together."""

    targets: list[Path] = field(default_factory=list)
    """What was asked for, in order."""
    _files: list[_Waiting] = field(default_factory=list)

    def write(self, path: Path, data: bytes) -> None:
        """Write `data` beside `path`; what is no plain file takes it at once."""
        self.targets.append(path)
        with told(path):
            target = _plain_target(path)
            if target is None:
                _write_in_place(path, data)
                return
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=NEIGHBOUR, dir=target.parent)
            self._files.append(_Waiting(target, Path(name)))
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(_mode(target))

    def put_in_place(self) -> None:
        """Replace every target; where one cannot be replaced, those before it get back what they held."""
        for waiting in self._files:
            try:
                with told(waiting.target):
                    if len(self._files) > 1:
                        waiting.before = _kept(waiting.target)
                    waiting.neighbour.replace(waiting.target)
                    waiting.placed = True
            except BaseException:
                self._take_back()
                raise

    def _take_back(self) -> None:
        for waiting in self._files:
            if waiting.placed:
                with suppress(OSError):
                    if waiting.before:
                        waiting.before.replace(waiting.target)
                    else:
                        waiting.target.unlink()

    def discard(self) -> None:
        """Remove every neighbour that is left."""
        for waiting in self._files:
            for left in (waiting.neighbour, waiting.before):
                if left:
                    with suppress(OSError):
                        left.unlink()


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the system says of a path inside into one clear `StoreProblem`."""
    try:
        yield
    except (OSError, ValueError) as error:  # a name with a NUL is a ValueError
        reason = getattr(error, "strerror", None) or str(error)
        raise StoreProblem("cannot-write", path=str(path), reason=reason) from error


def _plain_target(path: Path) -> Path | None:
    """Where the bytes of `path` go: the file itself, links followed; None for what is written in place."""
    try:
        kind = path.stat().st_mode
    except FileNotFoundError:
        return Path(os.path.realpath(path)) if path.is_symlink() else path
    if stat.S_ISDIR(kind):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(kind) or path.absolute().as_posix().startswith(_SPECIAL):
        return None
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return Path(os.path.realpath(path))


def _write_in_place(path: Path, data: bytes) -> None:
    """Write into a pipe or a device as it stands; waits for a slow reader, not for one that never comes."""
    if stat.S_ISBLK(path.stat().st_mode):
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        if hasattr(os, "set_blocking"):
            os.set_blocking(handle, True)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)


def _kept(target: Path) -> Path | None:
    """Keep what stands at `target` under a neighbour's name, or None where nothing does."""
    if not target.exists():
        return None
    handle, name = tempfile.mkstemp(prefix=NEIGHBOUR, dir=target.parent)
    os.close(handle)
    kept = Path(name)
    kept.unlink()
    try:
        kept.hardlink_to(target)
    except (OSError, NotImplementedError):  # some disks know no second name for a file
        shutil.copy2(target, kept)
    return kept


def _mode(target: Path) -> int:
    """Permissions of the new file: those of the one it replaces, else what this process gives new files."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0o022)
        os.umask(mask)
        return 0o666 & ~mask
