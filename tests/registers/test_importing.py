"""A published list becomes a register: three shapes, every bad row with its reason, nothing lost and nothing leaked."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.conftest import ROOT
from tsunagu.cli.main import run
from tsunagu.errors import RegisterProblem, TablesInvalid
from tsunagu.graph.build import load_tables
from tsunagu.graph.rows import Tables
from tsunagu.registers.editions import held_desks
from tsunagu.registers.importing import Import, prepare
from tsunagu.registers.lists import read_list
from tsunagu.registers.maps import read_map, shipped_map
from tsunagu.registers.places import ListedPlaces

MAPS = ROOT / "graph/registers/maps"
GIVEN = MAPS / "kurashi-shien-navi.yaml"
HEADINGS = (
    "municipalityCode", "id", "name", "plainName", "phone", "officialUrl", "openingHours", "closedDays", "serviceArea",
    "status", "lastVerifiedAt", "contactType", "verificationLevel", "prefectureCode", "address",
)  # fmt: skip
DAY = date(2026, 8, 8)
BENEFIT, ASSISTANCE = "住居確保給付金の相談・申請窓口", "生活保護の相談・申請窓口"


def line(**cells: str) -> dict[str, str]:
    """A row of the register given, as it is published."""
    usual = {
        "municipalityCode": "142042", "id": "kamakura-1", "name": "くらし相談", "plainName": "生活や仕事の相談",
        "phone": "0467-00-0000", "officialUrl": "https://www.city.kamakura.kanagawa.jp/x", "status": "published",
        "lastVerifiedAt": "2026-07-27", "contactType": "direct", "verificationLevel": "human_verified",
    }  # fmt: skip
    return {**usual, **cells}


def write(path: Path, rows: Sequence[dict[str, str]], encoding: str = "utf-8") -> Path:
    """A list as a file."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, HEADINGS)
        writer.writeheader()
        writer.writerows(rows)
    return path


def imported(folder: Path, tables: Tables, *rows: dict[str, str], encoding: str = "utf-8", day: date = DAY) -> Import:
    """What an import of some rows would do."""
    return prepare(write(folder / "list.csv", rows, encoding), GIVEN, tables, day, folder / "register")


def reasons(found: Import) -> list[tuple[int, str]]:
    """Line and reason of each row left out."""
    return [(row.line, row.key.removeprefix("register-row-")) for row in found.left]


def test_rows_of_one_desk_are_one_desk_with_several_services_and_places(tmp_path: Path, tables: Tables) -> None:
    found = imported(
        tmp_path,
        tables,
        line(id="a", name="中部相談センター（住居確保給付金）", plainName=BENEFIT),
        line(id="b", name="中部相談センター"),
        line(id="c", name="中部相談センター", municipalityCode="142077"),
        line(id="d", name="中部相談センター", phone="0467-11-1111"),
    )
    desk, other = found.desks
    assert desk.listings == ("self-reliance", "housing-benefit")
    assert (desk.serves, desk.rows) == (("142042", "142077"), ("a", "b", "c"))
    assert desk.label_ja == "神奈川県 中部相談センター"
    assert (other.label_ja, other.rows) == ("鎌倉市 中部相談センター", ("d",))
    assert found.taken == 4


def test_places_go_by_the_first_five_digits_and_prefectures_by_two(tmp_path: Path, tables: Tables) -> None:
    found = imported(
        tmp_path,
        tables,
        line(id="wrong-check-digit", municipalityCode="142049"),
        line(id="lost-zero", municipalityCode="12025", name="函館の窓口"),
        line(id="prefecture", municipalityCode="", prefectureCode="1", name="道の窓口"),
        line(id="ward", municipalityCode="271004", serviceArea="大阪市都島区", name="区の窓口"),
    )
    assert [desk.serves for desk in found.desks] == [("142042",), ("012025",), ("010006",), ("271021",)]


def test_hours_days_off_and_kinds_of_numbers_are_kept(tmp_path: Path, tables: Tables) -> None:
    found = imported(
        tmp_path,
        tables,
        line(id="a", openingHours="8時30分～17時15分", closedDays="土曜日・日曜日", contactType="representative"),
        line(
            id="b",
            name="乙",
            openingHours="平日 9:00～17:00",
            closedDays="祝日は除く",
            phone="０４６７（００）１１１１",
        ),
    )
    first, second = found.desks
    assert (first.hours, first.phone_kind) == ("8時30分～17時15分（土曜日・日曜日は休み）", "main")
    assert (second.hours, second.phone, second.phone_kind) == ("平日 9:00～17:00（祝日は除く）", "0467(00)1111", "own")
    assert (first.checked_on, first.checked_how) == ("2026-07-27", "person")


def test_every_row_that_cannot_be_placed_is_told_with_its_line_and_reason(tmp_path: Path, tables: Tables) -> None:
    found = imported(
        tmp_path,
        tables,
        line(id="ok"),
        line(id="a", municipalityCode="999999"),
        line(id="ok"),
        line(id="b", name="0467-23-3000"),
        line(id="c", name=""),
        line(id="d", plainName="図書館"),
        line(id="e", phone="お問い合わせください"),
        line(id="f", phone="467230000"),
        line(id="g", officialUrl="市のページ"),
        line(id="h", lastVerifiedAt="先月"),
        line(id="draft", status="review_required"),
    )
    assert reasons(found) == [
        (3, "code"), (4, "id-twice"), (5, "phone-as-name"), (6, "no-name"), (7, "kind"), (8, "phone"),
        (9, "phone-zero"), (10, "url"), (11, "day"),
    ]  # fmt: skip
    assert [desk.id for desk in found.desks] == ["ok"]
    assert found.taken + len(found.left) == 10, "a row is taken or told, but for those the mapping file does not keep"


@pytest.mark.parametrize(
    "cells",
    [
        {"name": "さくら民間シェルター", "address": "鎌倉市御成町18-10"},
        {"plainName": "民間シェルターの相談", "name": "さくらの家"},
        {"serviceArea": "民間シェルターさくら"},
    ],
)
def test_a_shelter_is_left_out_and_nothing_of_it_is_said(
    tmp_path: Path, tables: Tables, cells: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [line(id="ok"), line(id="hidden", phone="0467-99-9999", **cells)]
    path = write(tmp_path / "list.csv", rows)
    assert reasons(prepare(path, GIVEN, tables, DAY, tmp_path / "register")) == [(3, "closed")]
    assert run(["register", "import", str(path), "--map", str(GIVEN), "--to", str(tmp_path / "out"), "--yes"]) == 0
    told = capsys.readouterr().out + "".join(file.read_text() for file in (tmp_path / "out").iterdir())
    for secret in ("さくら", "御成町", "0467-99-9999", "hidden"):
        assert secret not in told


@pytest.mark.parametrize(
    ("column", "cell"),
    [("label_ja", "鎌倉市 さくら民間シェルター"), ("printed", "さくら民間シェルター"), ("label_en", "Sakura shelter")],
)
def test_a_shelter_written_into_the_tables_is_refused(
    tmp_path: Path, tables: Tables, graph_copy: Path, column: str, cell: str
) -> None:
    imported(tmp_path, tables, line(id="a")).write()
    desks = tmp_path / "register/desks.csv"
    rows = list(csv.reader(desks.open(encoding="utf-8", newline="")))
    rows[1][rows[0].index(column)] = cell
    with desks.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    (tmp_path / "register").rename(tmp_path / "kurashi-shien-navi")
    with pytest.raises(TablesInvalid) as refused:
        load_tables(graph_copy, [tmp_path / "kurashi-shien-navi"])
    assert "problem-closed-listed" in {problem.key for problem in refused.value.problems}  # type: ignore[attr-defined]


def test_a_listing_of_a_secret_kind_is_refused(tmp_path: Path, tables: Tables, graph_copy: Path) -> None:
    imported(tmp_path, tables, line(id="a")).write()
    listings = tmp_path / "register/listings.csv"
    listings.write_text(listings.read_text().replace("bt_needy_consult", "bt_private_shelter"))
    (tmp_path / "register").rename(tmp_path / "kurashi-shien-navi")
    with pytest.raises(TablesInvalid) as refused:
        load_tables(graph_copy, [tmp_path / "kurashi-shien-navi"])
    assert "problem-closed-listed" in {problem.key for problem in refused.value.problems}  # type: ignore[attr-defined]


def test_cp932_is_read_and_another_encoding_is_named(tmp_path: Path, tables: Tables) -> None:
    found = imported(tmp_path, tables, line(name="髙齢者①相談"), encoding="cp932")
    assert (found.listed.encoding, found.desks[0].printed) == ("CP932", "髙齢者①相談")
    with pytest.raises(RegisterProblem, match="register-encoding"):
        imported(tmp_path, tables, line(), encoding="utf-16")


def test_an_edition_shows_what_is_new_gone_and_changed_before_it_is_written(tmp_path: Path, tables: Tables) -> None:
    imported(tmp_path, tables, line(id="stays"), line(id="goes", name="乙")).write()
    before = held_desks(tmp_path / "register")
    newer = imported(
        tmp_path, tables, line(id="stays", phone="0467-22-2222"), line(id="comes", name="丙"), day=date(2027, 1, 1)
    )
    assert held_desks(tmp_path / "register") == before, "nothing is written until it is asked for"
    assert (list(newer.difference.new), list(newer.difference.gone)) == (["comes"], ["goes"])
    (changed,) = newer.difference.changed
    assert changed.columns["phone"] == ("0467-00-0000", "0467-22-2222")
    newer.write()
    assert list(held_desks(tmp_path / "register")) == ["stays", "comes"]
    with pytest.raises(RegisterProblem, match="register-older"):
        imported(tmp_path, tables, line(id="stays"), day=date(2026, 12, 31))


def test_the_command_asks_and_writes_nothing_unless_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "list.csv", [line()])
    command = ["register", "import", str(path), "--map", str(GIVEN), "--to", str(tmp_path / "out")]
    monkeypatch.setattr("click.confirm", lambda *_, **__: False)
    assert run(command) == 0
    assert not (tmp_path / "out").exists()
    assert "1" in capsys.readouterr().out
    monkeypatch.setattr("click.confirm", lambda *_, **__: True)
    assert run(command) == 0
    assert (tmp_path / "out/desks.csv").exists()


def test_the_layout_of_standard_open_data_is_read(tmp_path: Path, tables: Tables) -> None:
    path = tmp_path / "facilities.csv"
    path.write_text(
        "全国地方公共団体コード,ID,地方公共団体名,名称,所在地_連結表記,電話番号,利用可能曜日,開始時間,終了時間,"
        "利用可能日時特記事項,URL\n"
        "142042,F1,神奈川県鎌倉市,鎌倉地域包括支援センター,鎌倉市1-2,0467-00-0001,月火水木金,8:30,17:15,祝日を除く,"
        "https://www.city.kamakura.kanagawa.jp/a\n"
        "142042,F2,神奈川県鎌倉市,中央図書館,鎌倉市3-4,0467-00-0002,火水木金土日,9:00,17:00,,\n",
        encoding="utf-8-sig",
    )
    found = prepare(path, MAPS / "open-data-public-facilities.yaml", tables, DAY, tmp_path / "register")
    (desk,) = found.desks
    assert (desk.id, desk.listings, desk.serves) == ("f1", ("older-people",), ("142042",))
    assert desk.hours == "月火水木金 8:30～17:15（祝日を除く）"
    assert reasons(found) == [(3, "kind")]


def test_an_excel_list_with_its_own_headings_and_merged_cells_is_read(tmp_path: Path, tables: Tables) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["女性相談窓口一覧"],
        ["市町村", "相談窓口", "電話番号", "受付時間", "休み", "相談内容", "ホームページ", "確認日"],
        ["鎌倉市", "女性相談室", "0467-00-0001（代表）", "9:00～16:00", "土・日曜日", "女性の悩み", "", "2026/6/1"],
        [None, "ＤＶ相談", "0467-00-0002", "9:00～16:00", "", "DV", "", "2026年6月1日"],
        ["横須賀市", "女性相談", "46800000", "", "", "女性の悩み", "", ""],
        ["架空市", "女性相談", "", "", "", "女性の悩み", "", ""],
    ):
        sheet.append(row)
    sheet.merge_cells("A3:A4")
    book.save(tmp_path / "list.xlsx")
    found = prepare(tmp_path / "list.xlsx", MAPS / "prefecture-list.yaml", tables, DAY, tmp_path / "register")
    assert [(desk.label_ja, desk.phone, desk.phone_kind, desk.checked_on) for desk in found.desks] == [
        ("鎌倉市 女性相談室", "0467-00-0001", "main", "2026-06-01"),
        ("鎌倉市 ＤＶ相談", "0467-00-0002", "own", "2026-06-01"),
    ]
    assert found.listed.filled == ("A3:A4",)
    assert reasons(found) == [(5, "phone-zero"), (6, "place")]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("- nothing", "register-map-lacks"),
        ("register: {id: a}\ncolumns: {name: n}\nlistings: [{id: b}]", "register-map-lacks"),
        ("registers: {}", "register-map-unknown"),
        ("register: [", "register-map-unreadable"),
    ],
)
def test_a_wrong_mapping_file_is_told(tmp_path: Path, text: str, key: str) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(text)
    with pytest.raises(RegisterProblem) as told:
        read_map(path)
    assert told.value.key == key


def test_a_list_of_another_shape_and_a_broken_one_are_told(tmp_path: Path, tables: Tables) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(RegisterProblem, match="register-other-headings"):
        prepare(tmp_path / "other.csv", GIVEN, tables, DAY, tmp_path / "register")
    (tmp_path / "broken.csv").write_text('a,b\n"1,2\n')
    with pytest.raises(RegisterProblem, match="register-csv"):
        read_list(tmp_path / "broken.csv")
    (tmp_path / "book.xlsx").write_bytes(b"PK\x03\x04nothing")
    with pytest.raises(RegisterProblem, match="register-unreadable"):
        read_list(tmp_path / "book.xlsx")


def test_names_of_places_in_other_spellings_are_found(tables: Tables) -> None:
    places = ListedPlaces(tables)
    assert places.of_name("神奈川県茅ケ崎市") == places.of_name("茅ヶ崎市") != ""
    assert places.of_name("府中市") == "", "two cities are called so"
    assert places.of_name("東京都府中市") == "132063"


@pytest.mark.parametrize("shape", sorted(path.stem for path in MAPS.glob("*.yaml")))
def test_the_shipped_mapping_files_name_what_the_tables_know(shape: str, tables: Tables) -> None:
    known = {table: {row.key[0] for row in tables.of(table)} for table in ("body_types", "functions", "needs")}
    for rule in read_map(MAPS / f"{shape}.yaml").listings:
        assert set(rule.body_types) <= known["body_types"]
        assert set(rule.functions) <= known["functions"]
        assert set(rule.needs) <= known["needs"]
        assert rule.when


def test_a_mapping_file_of_the_product_goes_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert shipped_map("prefecture-list") == MAPS / "prefecture-list.yaml"
    assert shipped_map("../kurashi-shien-navi/register") == Path("../kurashi-shien-navi/register")
    Path("prefecture-list").touch()
    assert shipped_map("prefecture-list") == Path("prefecture-list"), "a file of one's own goes before"
    assert run(["register", "import", "prefecture-list", "--map", "none"]) == 3
