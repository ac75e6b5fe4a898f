"""What reaches a terminal."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.conftest import ROOT
from tsunagu.cli.main import main
from tsunagu.cli.terminal import guarded

FULL = Path("/dev/full")


def stream() -> tuple[io.BytesIO, io.TextIOWrapper]:
    raw = io.BytesIO()
    return raw, io.TextIOWrapper(raw, encoding="utf-8")


def test_escapes_of_a_text_do_not_reach_it(monkeypatch: pytest.MonkeyPatch) -> None:
    raw, text = stream()
    monkeypatch.setattr("sys.stdout", guarded(text))
    click.echo("名\x1b]0;x\x07\x9b2J\u202e" + click.style("太", bold=True), color=True)
    assert raw.getvalue().decode("utf-8") == "名[U+001B]]0;x[U+0007][U+009B]2J[U+202E]\x1b[1m太\x1b[0m\n"


def test_bytes_pass_as_they_are() -> None:
    raw, text = stream()
    made = guarded(text)
    made.buffer.write(b"\x00\xff")
    made.flush()
    assert raw.getvalue() == b"\x00\xff"


def test_what_cannot_be_encoded_becomes_a_question_mark() -> None:
    raw = io.BytesIO()
    made = guarded(io.TextIOWrapper(raw, encoding="cp932"))
    made.write("𠮷野")
    made.flush()
    assert raw.getvalue().decode("cp932") == "?野"


def test_a_stream_is_guarded_once() -> None:
    made = guarded(stream()[1])
    assert guarded(made) is made
    assert guarded(io.StringIO()).getvalue() == ""  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("platform", "console", "open_below"), [("win32", True, False), ("win32", False, True), ("linux", True, True)]
)
def test_a_console_of_windows_cannot_be_written_round_it(
    monkeypatch: pytest.MonkeyPatch, platform: str, console: bool, open_below: bool
) -> None:
    made = guarded(stream()[1])
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr(type(made), "isatty", lambda _: console)
    assert (made.buffer is not None) is open_below


@pytest.mark.skipif(not FULL.exists(), reason="a full device")
def test_a_full_disk_behind_standard_output_is_one_clear_line() -> None:
    command = [sys.executable, "-m", "tsunagu", "--lang", "en", "queries", "list"]
    with FULL.open("wb") as full:
        done = subprocess.run(
            command,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        )
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1
    assert b"The system refused" in done.stderr


def test_an_argument_that_acts_is_shown_harmless(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "argv", ["tsunagu", "--lang", "en", "query", "no\x07\x9b2J\u202e"])
    with pytest.raises(SystemExit) as left:
        main()
    shown = capsysbinary.readouterr().err.decode("utf-8")
    assert left.value.code == 2
    assert "no[U+0007][U+009B]2J[U+202E]" in shown
    assert "\x07" not in shown
