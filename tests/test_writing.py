"""Writing: whole or not at all, together or none, never in place of a pipe or a device."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from tsunagu.errors import StoreProblem
from tsunagu.writing import NEIGHBOUR, write_bytes, write_text, writing_together

POSIX = pytest.mark.skipif(os.name != "posix", reason="pipes, devices and permissions of POSIX")
NULL = (1, 3)


def refused(path: Path) -> str:
    """Why a path is not written."""
    with pytest.raises(StoreProblem) as caught:
        write_bytes(path, b"new")
    assert caught.value.key == "cannot-write"
    assert caught.value.data["path"] == str(path)
    return str(caught.value.data["reason"])


def neighbours(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob(f"{NEIGHBOUR}*")]


def test_folders_above_are_made(tmp_path: Path) -> None:
    target = tmp_path / "a/b/c.txt"
    write_text(target, "相談")
    assert target.read_text(encoding="utf-8") == "相談"
    assert neighbours(tmp_path) == []


def test_a_file_as_parent_is_told(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"old")
    assert refused(tmp_path / "plain/new.csv") == os.strerror(errno.ENOTDIR)
    assert refused(tmp_path / "plain/folder/new.csv") == os.strerror(errno.ENOTDIR)
    assert (tmp_path / "plain").read_bytes() == b"old"


def test_a_name_too_long_is_told_and_the_longest_is_written(tmp_path: Path) -> None:
    assert refused(tmp_path / ("n" * 300)) == os.strerror(errno.ENAMETOOLONG)
    assert refused(tmp_path / ("n" * 300) / "x") == os.strerror(errno.ENAMETOOLONG)
    longest = tmp_path / ("n" * os.pathconf(tmp_path, "PC_NAME_MAX") if os.name == "posix" else "n" * 200)
    write_bytes(longest, b"new")
    assert longest.read_bytes() == b"new"


def test_a_folder_is_never_replaced(tmp_path: Path) -> None:
    assert refused(tmp_path) == os.strerror(errno.EISDIR)


def test_a_name_with_a_nul_is_told(tmp_path: Path) -> None:
    assert "null" in refused(tmp_path / "a\0b")


def test_a_read_only_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> tuple[int, str]:
        raise PermissionError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    assert refused(tmp_path / "new.csv") == os.strerror(errno.EROFS)
    monkeypatch.setattr(Path, "mkdir", refuse)
    assert refused(tmp_path / "folder/new.csv") == os.strerror(errno.EROFS)


@POSIX
def test_a_pipe_is_written_in_place(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for path in (pipe, link):
        read: list[bytes] = []
        reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))  # noqa: B023 - joined below
        waiting = os.open(pipe, os.O_RDWR)  # a writer finds somebody there, whenever the reader comes
        reader.start()
        write_bytes(path, b"x" * 200_000)
        os.close(waiting)
        reader.join(10)
        assert read == [b"x" * 200_000]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert link.is_symlink()


@POSIX
def test_a_pipe_nobody_reads_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe") == os.strerror(errno.ENXIO)
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@POSIX
def test_a_device_stays_a_device(tmp_path: Path) -> None:
    device, link = tmp_path / "null", tmp_path / "link"
    try:
        os.mknod(device, 0o600 | stat.S_IFCHR, os.makedev(*NULL))
    except PermissionError:
        pytest.skip("only an administrator makes devices")
    link.symlink_to(device)
    for path in (device, link):
        write_bytes(path, b"new")
        assert stat.S_ISCHR(device.stat().st_mode)
    assert link.is_symlink()


@POSIX
def test_what_is_no_plain_file_is_never_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same without rights to make a device: the kind of a file is all that decides."""
    target = tmp_path / "device"
    target.write_bytes(b"")
    before = target.stat()
    fields = (stat.S_IFCHR | 0o600, *tuple(before)[1:])
    real = Path.stat
    monkeypatch.setattr(Path, "stat", lambda self, **_: os.stat_result(fields) if self == target else real(self))
    write_bytes(target, b"new")
    monkeypatch.undo()
    assert (target.stat().st_ino, target.read_bytes()) == (before.st_ino, b"new")


@POSIX
def test_a_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "disk"
    target.write_bytes(b"all")
    fields = (stat.S_IFBLK | 0o600, *tuple(target.stat())[1:])
    real = Path.stat
    monkeypatch.setattr(Path, "stat", lambda self, **_: os.stat_result(fields) if self == target else real(self))
    assert refused(target) == os.strerror(errno.EPERM)
    monkeypatch.undo()
    assert target.read_bytes() == b"all"


@POSIX
def test_links_are_followed_and_rings_of_links_refused(tmp_path: Path) -> None:
    real, link, ring = tmp_path / "real.csv", tmp_path / "link.csv", tmp_path / "ring"
    real.write_bytes(b"old")
    link.symlink_to(real)
    ring.symlink_to(ring)
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert refused(ring) == os.strerror(errno.ELOOP)


@POSIX
def test_permissions_of_a_file_stay(tmp_path: Path) -> None:
    target = tmp_path / "mine.csv"
    target.write_bytes(b"old")
    target.chmod(0o600)
    write_bytes(target, b"new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def two_files(folder: Path) -> tuple[Path, Path]:
    """A workbook of before and a page that is not there yet."""
    (folder / "report.xlsx").write_bytes(b"old")
    return folder / "report.xlsx", folder / "report.html"


def test_files_appear_together(tmp_path: Path) -> None:
    workbook, page = two_files(tmp_path)
    with writing_together() as files:
        files.write(workbook, b"new")
        files.write(page, b"new")
        assert workbook.read_bytes() == b"old"
        assert not page.exists()
    assert (workbook.read_bytes(), page.read_bytes()) == (b"new", b"new")
    assert files.targets == [workbook, page]
    assert neighbours(tmp_path) == []


def test_a_disk_that_fills_up_leaves_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workbook, page = two_files(tmp_path)
    real, calls = os.fsync, []

    def full_at_the_second(handle: int) -> None:
        calls.append(handle)
        if len(calls) > 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(handle)

    monkeypatch.setattr(os, "fsync", full_at_the_second)
    with pytest.raises(StoreProblem) as caught, writing_together() as files:
        files.write(workbook, b"new")
        files.write(page, b"new")
    assert caught.value.data["reason"] == os.strerror(errno.ENOSPC)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.xlsx"]
    assert workbook.read_bytes() == b"old"


@pytest.mark.parametrize("links", [True, False])
def test_what_was_put_in_place_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    """The last of three cannot be placed: the first gets its old text again, the second goes."""
    workbook, page = two_files(tmp_path)
    if not links:
        monkeypatch.delattr(Path, "hardlink_to")
        monkeypatch.setattr(Path, "hardlink_to", lambda *_: (_ for _ in ()).throw(OSError()), raising=False)
    (tmp_path / "late").mkdir()
    with pytest.raises(StoreProblem), writing_together() as files:
        for path in (workbook, page, tmp_path / "late/x.txt"):
            files.write(path, b"new")
        (tmp_path / "late/x.txt").mkdir()
    assert workbook.read_bytes() == b"old"
    assert not page.exists()
    assert neighbours(tmp_path) == []


def test_an_interruption_leaves_none(tmp_path: Path) -> None:
    workbook, page = two_files(tmp_path)
    with pytest.raises(KeyboardInterrupt), writing_together() as files:
        files.write(page, b"new")
        raise KeyboardInterrupt
    assert [path.name for path in tmp_path.iterdir()] == [workbook.name]
