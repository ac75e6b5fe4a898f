"""Every desk of a register against the list it was taken from."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tsunagu.cli.main import run
from tsunagu.errors import SourcesUnavailable
from tsunagu.graph.rows import Tables
from tsunagu.graph.verify import VerifyReport
from tsunagu.registers.checking import check_registers

REGISTER = "kurashi-shien-navi"
ROW = "tsukuba-dv"
COLUMNS = ("id", "name", "phone", "officialUrl", "lastVerifiedAt", "status", "plainName", "contactType", "serviceArea")


def checked(tables: Tables, folder: Path | None) -> VerifyReport:
    report = VerifyReport()
    check_registers(tables, folder, report)
    return report


def published(tables: Tables, folder: Path, spoil: Callable[[dict[str, str]], object] = lambda _row: None) -> Path:
    """Lists made of what the desks say themselves, one row of them spoilt."""
    (folder / REGISTER).mkdir(parents=True)
    with (folder / REGISTER / "offices.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for desk in tables.of("desks"):
            for name in desk.texts("rows"):
                row = dict.fromkeys(COLUMNS, "") | {
                    "id": name, "name": desk.text("printed"), "phone": desk.text("phone"), "status": "published",
                    "officialUrl": desk.text("url"), "lastVerifiedAt": desk.text("checked_on"),
                }  # fmt: skip
                if name == ROW:
                    spoil(row)
                writer.writerow(row)
    return folder


def test_every_desk_says_what_the_published_list_says(tables: Tables, published_lists: Path) -> None:
    report = checked(tables, published_lists)
    assert report.failures == []
    assert report.count("register")[REGISTER] == len(list(tables.of("desks"))) > 4000


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("phone", "029-856-5631", "phone"), ("phone", "", "phone"), ("name", "まんまるつくば", "name"),
        ("officialUrl", "https://example.jp/", "page"), ("lastVerifiedAt", "2026-07-01", "day"),
        ("status", "review_required", "row"), ("id", "gone", "row"),
    ],
)  # fmt: skip
def test_one_row_that_says_something_else_fails(
    tables: Tables, tmp_path: Path, column: str, value: str, reason: str
) -> None:
    report = checked(tables, published(tables, tmp_path, lambda row: row.update({column: value})))
    assert [failure.reason for failure in report.failures] == [f"verify-register-{reason}"]
    assert Counter(fact.proof for fact in report.checked)["failed"] == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("phone", "０２９－８５６－５６３０（代表）"),
        ("phone", "029-856-5630、029-000-0000"),
        ("name", "まんまるつくば （つくば市配偶者暴力相談支援センター）"),
    ],
)
def test_another_way_of_writing_the_same_is_the_same(tables: Tables, tmp_path: Path, column: str, value: str) -> None:
    report = checked(tables, published(tables, tmp_path, lambda row: row.update({column: value})))
    assert report.failures == []


def test_without_the_list_nothing_is_called_checked(tables: Tables, tmp_path: Path) -> None:
    """Neither where no folder is named, nor where the folder holds other files."""
    (tmp_path / REGISTER).mkdir()
    (tmp_path / REGISTER / "places.csv").write_text("code,name\n1,市\n", encoding="utf-8")
    for folder in (None, tmp_path):
        report = checked(tables, folder)
        assert (report.failures, report.verified.total()) == ([], 0)
        assert report.not_checkable[REGISTER] > 4000
    with pytest.raises(SourcesUnavailable):
        checked(tables, tmp_path / "nowhere")


def test_the_command_counts_them_apart_and_says_loudly_what_was_not_run(
    sources: Path, published_lists: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    for variable in ("TSUNAGU_LAW", "TSUNAGU_REGISTERS"):
        monkeypatch.delenv(variable, raising=False)
    assert run(["--lang", "en", "verify", "--registers", "nowhere"]) == 1
    assert "published lists at nowhere" in capsys.readouterr().err
    asked = ["--lang", "en", "verify", "--sources", str(sources)]
    assert run([*asked, "--registers", str(published_lists)]) == 0
    told = capsys.readouterr().out
    assert "in the published list 4251" in told
    assert "NOT CHECKED" not in told
    assert run(asked) == 0
    told = capsys.readouterr().out
    assert "in the published list 0" in told
    assert f"!! NOT CHECKED: the published list of {REGISTER} is not here; 4251 desks were" in told
