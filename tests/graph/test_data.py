"""The shipped tables, tested like code: complete, canonical, consistent between documents."""

import csv
import hashlib
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tsunagu.graph.agreement import agreement
from tsunagu.graph.iris import article_path
from tsunagu.graph.rows import Tables
from tsunagu.graph.schema import load_schema
from tsunagu.graph.special import is_local_government
from tsunagu.network.romaji import romaji_of_kana, romaji_of_latin

GRAPH = ROOT / "graph"
JUDGED = {"circumstances": 49, "audiences": 71, "conditions": 176, "practice": 147, "actors": 61, "competence": 36}
DUTY_NEEDS = {
    "law_women_support": "",
    "law_dv": "nd_dv；nd_cohabit_dv；nd_male_victim",
    "law_stalker": "nd_stalking",
    "law_disability_abuse": "nd_disability_abuse",
    "law_minsei": "",
}
MEASURES = {
    ("kamakura-gender", "measure"): 106,
    ("kamakura-welfare", "measure"): 203,
    ("kunitachi-gender", "measure"): 17,
    ("kunitachi-gender", "related_item"): 52,
    ("saitama-women", "item"): 46,
    ("saitama-women", "action"): 80,
    ("isehara-review", "programme"): 66,
}
ROW_FORMS = {
    "kamakura-gender": r"[IV]+-\d-\(\d\)-\d+",
    "kamakura-welfare": r"\d-\d-\d-\d+",
    "kunitachi-gender": r"(1[3-9]|2\d)(\.\d)?",
    "saitama-women": r"II?-\d+-\(\d\)(-\d+)?",
    "isehara-review": r"[1-9]\d?",
}


def test_every_measure_is_there(tables: Tables) -> None:
    assert Counter((row.document, row.text("kind")) for row in tables.of("measures")) == MEASURES


def test_rows_are_numbered_as_the_documents_number_them(tables: Tables) -> None:
    wrong = [
        f"{row.file}:{row.line} {row.text('row')}"
        for row in tables.of("measures")
        if not re.fullmatch(ROW_FORMS[row.document], row.text("row"))
    ]
    assert wrong == []


def test_numbers_of_one_heading_have_no_holes(tables: Tables) -> None:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in tables.of("measures"):
        head, _, last = row.text("row").rpartition("-" if "-" in row.text("row") else ".")
        if last.isdigit():
            found[row.document, head].append(int(last))
    for (document, head), numbers in found.items():
        first = 13 if document == "kunitachi-gender" and not head else 1
        assert sorted(numbers) == list(range(first, first + len(numbers))), f"{document} {head}"


def test_every_measure_has_someone_in_charge_or_a_note(tables: Tables) -> None:
    led = {(row.document, row.text("row")) for row in tables.of("responsibilities")}
    without = [
        row
        for row in tables.of("measures")
        if (row.document, row.text("row")) not in led
        and (row.document, row.text("parent")) not in led
        and not row.text("note")
        and row.text("kind") != "item"
    ]
    assert [f"{row.file}:{row.line}" for row in without] == []


def test_repeats_have_the_departments_of_what_they_repeat(tables: Tables) -> None:
    led: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in tables.of("responsibilities"):
        led[row.document, row.text("row")].add(row.text("body"))
    differing = []
    for row in tables.of("measures"):
        for repeated in row.texts("repeats"):
            here, there = led[row.document, row.text("row")], led[row.document, repeated]
            if here and there and here != there and not row.text("note"):
                differing.append(f"{row.file}:{row.line} {row.text('row')} repeats {repeated}: {here ^ there}")
    assert differing == []


def test_one_body_one_identifier(tables: Tables) -> None:
    by_name: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in tables.of("bodies"):
        by_name[row.text("place"), row.text("label_ja")].add(row.text("id"))
    assert {name: ids for name, ids in by_name.items() if len(ids) > 1} == {}


def test_one_identifier_one_name(tables: Tables) -> None:
    by_id: dict[str, set[str]] = defaultdict(set)
    for row in tables.of("bodies"):
        by_id[row.text("id")].add(row.text("label_ja"))
    assert {name: labels for name, labels in by_id.items() if len(labels) > 1} == {}


def test_identifiers_of_bodies_begin_with_their_place(tables: Tables) -> None:
    wrong = [
        f"{row.file}:{row.line} {row.text('id')}"
        for row in tables.of("bodies")
        if not row.text("id").startswith((row.text("place") or "jp") + "-")
    ]
    assert wrong == []


def test_codes_have_right_check_digits(tables: Tables) -> None:
    """総務省「全国地方公共団体コード」: weights 6 to 2, 11 minus the remainder, last digit."""
    for row in tables.of("places"):
        code = row.text("code")
        if code != "jp":
            total = sum(int(digit) * weight for digit, weight in zip(code[:5], range(6, 1, -1), strict=True))
            assert int(code[5]) == (11 - total % 11) % 10, code


def test_articles_are_numbered_never_placed(tables: Tables) -> None:
    unread = [row.text("id") for row in tables.of("articles") if article_path(row.text("article")) is None]
    assert unread == []


def test_inferred_law_rows_name_their_rule(tables: Tables) -> None:
    for name in ("linkage_duties", "type_functions"):
        for row in tables.of(name):
            assert (row.text("layer") == "inferred") == bool(row.text("rule")), f"{row.file}:{row.line}"


@pytest.mark.parametrize(
    ("identifier", "layer"), [("ld_050", "inferred"), ("ld_051", "inferred"), ("ld_001", "statutory")]
)
def test_duty_to_cooperate_is_no_statutory_link(tables: Tables, identifier: str, layer: str) -> None:
    """困難女性支援法6条 binds local governments to care for links; it does not link its addressee with each agency."""
    row = next(row for row in tables.of("linkage_duties") if row.text("id") == identifier)
    assert row.text("layer") == layer


def test_liaison_with_open_partners_is_inferred(tables: Tables) -> None:
    """困難女性支援法9条3項4号 names 関係機関 only."""
    rows = [
        r
        for r in tables.of("linkage_duties")
        if r.text("article") == "9(3)[4]" and r.text("statute") == "law_women_support"
    ]
    assert rows
    assert {row.text("layer") for row in rows} == {"inferred"}


def test_files_are_in_canonical_form() -> None:
    """UTF-8 without mark, \\n line ends, header as described, minimal quoting; `scripts/canonical.py` mends it."""
    wrong = []
    for path in sorted(GRAPH.glob("*/*.csv")):
        raw = path.read_bytes()
        text = raw.decode("utf-8")
        rows = list(csv.reader(text.splitlines(keepends=True)))
        table = load_schema().tables.get(path.stem)
        if raw.startswith(b"\xef\xbb\xbf") or b"\r" in raw or not table or tuple(rows[0]) != table.columns:
            wrong.append(str(path.relative_to(ROOT)))
    assert wrong == [], "run: python scripts/canonical.py"


def test_no_natural_person_is_named(tables: Tables) -> None:
    """Lecturers stand in the sources as '… 氏' or '… さん'."""
    person = re.compile(r"[\u4e00-\u9fff]{2,4}\s*[\u4e00-\u9fff]{1,3}\s*(氏|先生)$")
    for row in tables.rows:
        for column in ("label_ja", "printed", "to_printed", "anchors", "note", "purpose_ja", "subject_ja"):
            assert not person.search(row.text(column)), f"{row.file}:{row.line} {column}"


def test_documents_match_their_texts(tables: Tables, sources: Path) -> None:
    for row in tables.of("document"):
        raw = (sources / row.text("file")).read_bytes()
        assert hashlib.sha256(raw).hexdigest() == row.text("sha256")
        assert len(raw.decode("utf-8")) == int(row.text("characters"))


@pytest.mark.parametrize("scheme", ["function", "need", "target_group", "stage"])
def test_two_taggings_agree(tables: Tables, scheme: str) -> None:
    found = next(agreed for agreed in agreement(tables) if agreed.scheme == scheme)
    assert found.both > 100
    assert found.kappa > 0.8


def test_taggings_are_not_copies(tables: Tables) -> None:
    assert all(agreed.first_only + agreed.second_only > 0 for agreed in agreement(tables))


def test_agreed_tags_cover_what_both_gave(tables: Tables) -> None:
    def tags(name: str) -> set[tuple[str, str, str]]:
        return {(row.document, row.text("row"), row.text("concept")) for row in tables.of(name)}

    assert tags("tags")
    assert tags("tags_first") & tags("tags_second") <= tags("tags")
    assert tags("tags") <= tags("tags_first") | tags("tags_second")


# ---- what the route search judges by ----


def test_the_tables_of_judgement_are_whole(tables: Tables) -> None:
    assert {name: len(list(tables.of(name))) for name in JUDGED} == JUDGED


def test_every_printed_condition_has_one_reading(tables: Tables) -> None:
    names = ("linkages", "linkage_duties", "type_functions")
    printed = {row.text("condition_ja") for name in names for row in tables.of(name)} - {""}
    read = Counter(row.text("condition_ja") for row in tables.of("conditions"))
    assert sorted(printed - set(read)) == [], "add a row to graph/japan/conditions.csv"
    assert sorted(set(read) - printed) == [], "printed nowhere (any more)"
    assert [words for words, times in read.items() if times > 1] == []


def test_a_reading_names_something_exactly_where_it_tells_something(tables: Tables) -> None:
    for row in tables.of("conditions"):
        tells = any(row.texts(column) for column in ("needs", "functions", "circumstances"))
        assert tells == (row.text("holds") in ("exact", "partly")), f"{row.file}:{row.line}"


def test_what_judgements_rest_on_is_among_the_articles(tables: Tables) -> None:
    provisions = {row.text("id") for row in tables.of("articles")} | {row.text("id") for row in tables.of("statutes")}
    unknown = [
        f"{row.file}:{row.line} {basis}"
        for row in tables.of("circumstances")
        for basis in row.texts("basis")
        if basis.startswith(("law_", "ord_", "notice_")) and basis not in provisions
    ]
    for row in tables.of("audiences"):
        cited = [f"{row.text('statute')}:{article}" for article in row.texts("article")]
        unknown += [f"{row.file}:{row.line} {provision}" for provision in cited if provision not in provisions]
        assert bool(cited) == bool(row.text("statute")), f"{row.file}:{row.line}"
        assert cited or row.text("confidence") != "verified", f"{row.file}:{row.line}"
    assert unknown == []


def test_whom_a_kind_serves_is_said_once(tables: Tables) -> None:
    pairs = Counter((row.text("body_type"), row.text("group")) for row in tables.of("audiences"))
    assert [pair for pair, times in pairs.items() if times > 1] == []
    only = {row.text("body_type") for row in tables.of("audiences") if row.text("effect") == "only"}
    assert {row.text("body_type") for row in tables.of("audiences")} == only


@pytest.mark.parametrize("kind", ["bt_municipality", "bt_houterasu", "bt_police_station", "bt_minsei", "bt_medical"])
def test_desks_open_to_anyone_have_no_audience(tables: Tables, kind: str) -> None:
    assert [row for row in tables.of("audiences") if row.text("body_type") == kind] == []


def test_gender_is_told_and_never_follows_from_anything_else(tables: Tables) -> None:
    """A trans woman is put neither among those the women's act serves nor outside: the sources leave it open.

    What is sure is that a desk for men is not for her.
    """
    for column, group, identifier in (("groups", "tg_women", "ci_woman"), ("not_groups", "tg_women", "ci_man")):
        naming = [row.text("id") for row in tables.of("circumstances") if group in row.texts(column)]
        assert naming == [identifier], column
    trans = next(row for row in tables.of("circumstances") if row.text("id") == "ci_trans_woman")
    assert trans.texts("groups") == ("tg_sexual_minority",)
    assert trans.texts("not_groups") == ("tg_men",)
    assert trans.text("note")


def test_no_circumstance_contradicts_itself(tables: Tables) -> None:
    for row in tables.of("circumstances"):
        assert not set(row.texts("groups")) & set(row.texts("not_groups")), row.text("id")
        assert not set(row.texts("functions")) & set(row.texts("avoids")), row.text("id")


def test_duties_serve_the_needs_their_act_is_about(tables: Tables) -> None:
    for row in tables.of("linkage_duties"):
        if row.text("statute") in DUTY_NEEDS:
            assert "；".join(row.texts("needs")) == DUTY_NEEDS[row.text("statute")], f"{row.file}:{row.line}"
    for row in tables.of("linkage_duties"):
        if row.text("statute") == "law_child_abuse":
            assert "nd_child_abuse" in row.texts("needs"), f"{row.file}:{row.line}"


def test_a_condition_and_its_duty_do_not_shut_each_other_out(tables: Tables) -> None:
    """Where both name needs, or both functions, a person can meet both."""
    readings = {row.text("condition_ja"): row for row in tables.of("conditions")}
    for row in [*tables.of("linkage_duties"), *tables.of("linkages"), *tables.of("type_functions")]:
        reading = readings.get(row.text("condition_ja"))
        for column in ("needs", "functions") if reading else ():
            here, there = set(row.texts(column)), set(reading.texts(column)) if reading else set()
            open_way = {"fn_referral", "fn_liaison"} & here
            assert not here or not there or here & there or open_way, f"{row.file}:{row.line} {column}"


def test_the_country_is_complete(tables: Tables) -> None:
    """47 prefectures; 792 cities, 23 special wards, 743 towns and 183 villages are 1,741 municipalities."""
    kinds = Counter(row.text("kind") for row in tables.of("places"))
    assert kinds == {
        "nation": 1, "prefecture": 47, "designated_city": 20, "core_city": 62, "city": 710, "ward": 23, "town": 743,
        "village": 183, "administrative_ward": 171,
    }  # fmt: skip


def test_each_place_lies_in_its_prefecture_and_each_ward_in_a_designated_city(tables: Tables) -> None:
    places = {row.text("code"): row for row in tables.of("places")}
    divided = set()
    for code, row in places.items():
        if row.text("prefecture"):
            assert places[row.text("prefecture")].text("kind") == "prefecture", code
            assert code[:2] == row.text("prefecture")[:2], code
        assert bool(row.text("city")) == (row.text("kind") == "administrative_ward"), code
        if row.text("city"):
            city = places[row.text("city")]
            divided.add(city.text("code"))
            assert (city.text("kind"), code[:3]) == ("designated_city", city.text("code")[:3]), code
            assert row.text("label_ja").startswith(city.text("label_ja")), code
    assert divided == {code for code, row in places.items() if row.text("kind") == "designated_city"}


def test_the_order_behind_a_status_is_named(tables: Tables) -> None:
    orders = {"designated_city": "ord_designated_cities", "core_city": "ord_core_cities"}
    wrong = [row for row in tables.of("places") if row.text("statute") != orders.get(row.text("kind"), "")]
    assert [row.text("code") for row in wrong] == []


KIND_WORDS = ("City", "Ward", "Town", "Village")


def test_readings_are_kana_and_romaji_spell_them(tables: Tables) -> None:
    wrong = []
    readings = {row.text("code"): row.text("label_kana") for row in tables.of("places")}
    for row in tables.of("places"):
        bare, _, word = row.text("label_en").partition(",")[0].rpartition(" ")
        kana = readings[row.text("code")].removeprefix(readings.get(row.text("city"), ""))
        spelled = word not in KIND_WORDS or romaji_of_kana(kana).startswith(romaji_of_latin(bare))
        if not (re.fullmatch("[ぁ-ん]+", kana) and spelled):
            wrong.append(row.text("code"))
    assert wrong == []


def test_bodies_of_one_kind_are_legal_subjects_in_every_document_or_in_none(tables: Tables) -> None:
    """An office of a government or of the state is a facility or a unit, not a formal body of its own."""
    forms: dict[str, dict[bool, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in tables.of("bodies"):
        for kind in row.texts("body_types"):
            forms[kind][row.text("kind") == "organisation"].append(f"{row.file}:{row.line}")
    mixed = {kind: dict(found) for kind, found in forms.items() if len(found) > 1}
    assert not mixed


def test_a_part_of_a_government_with_a_kind_by_law_is_no_legal_subject(tables: Tables) -> None:
    governments = {row.text("id") for row in tables.of("bodies") if is_local_government(row)}
    parts = [row for row in tables.of("bodies") if row.text("part_of") in governments and row.texts("body_types")]
    wrong = [f"{row.file}:{row.line}" for row in parts if row.text("kind") == "organisation"]
    assert governments
    assert wrong == []


def test_every_body_says_what_it_is_and_what_tells_it(tables: Tables) -> None:
    """What law says of it (`body_types`) may be left open; what it is in ordinary terms may not."""
    columns = ("general_type", "general_type_basis")
    without = [f"{row.file}:{row.line}" for row in tables.of("bodies") if not all(row.text(name) for name in columns)]
    assert without == []


def test_one_general_sort_has_one_form_and_one_body_one_sort(tables: Tables) -> None:
    """So that an office of the same sort is no facility here and a formal body or unit there."""
    forms: dict[str, set[str]] = defaultdict(set)
    sorts: dict[str, set[str]] = defaultdict(set)
    for row in tables.of("bodies"):
        forms[row.text("general_type")].add(row.text("kind"))
        sorts[row.text("id")].add(f"{row.text('kind')} {row.text('general_type')}")
    assert {sort: found for sort, found in forms.items() if len(found) > 1} == {}
    assert {body: found for body, found in sorts.items() if len(found) > 1} == {}


def test_a_sort_judged_without_a_word_of_the_document_is_rare(tables: Tables) -> None:
    judged = [row for row in tables.of("bodies") if row.text("general_type_basis") == "judgement"]
    assert len(judged) < len(list(tables.of("bodies"))) / 5


@pytest.mark.parametrize(
    ("document", "row", "concepts"),
    [
        ("saitama-women", "I-4-(3)", {"fn_consult", "tg_municipality", "st_consultation"}),
        ("saitama-women", "I-4-(4)", {"fn_consult", "fn_ngo_support", "tg_organisation"}),
        ("kamakura-welfare", "4-1-1-6", {"fn_watch", "tg_child", "st_aftercare"}),
    ],
)
def test_rows_that_sharpened_rules_name_are_tagged_by_them(
    tables: Tables, document: str, row: str, concepts: set[str]
) -> None:
    found = {tag.text("concept") for tag in tables.of("tags") if (tag.document, tag.text("row")) == (document, row)}
    assert concepts <= found
    assert row in (ROOT / "docs" / "tagging-rules.md").read_text(encoding="utf-8")
