"""Every fact of law stands in the provision it names; a changed provision, verb, addressee or end is noticed."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tsunagu.errors import SourcesUnavailable
from tsunagu.graph.law_check import STRENGTHS, LawCheck, citations_of
from tsunagu.graph.law_text import LawText, read_laws
from tsunagu.graph.law_words import LawWords, with_referred
from tsunagu.graph.rows import Row, Tables
from tsunagu.graph.verify import VerifyReport, check_law, verify

NOTICES = {"notice_basic_policy", "notice_entrust_std", "notice_resident_support"}
LINKAGE_KINDS = {"refer", "notify", "request_protection", "entrust", "liaise", "convene"}
SMALL = """---
title: "見本法"
identifier: "100AC0000000001"
publication_date: "2001-01-01"
last_updated: "2002-01-01"
extra:
  law_num: "平成十三年法律第一号"
---

### 第一章　総則

**第一条（目的）**　この法律は、見本とする。

**第二条の二**　県（市を含む。以下同じ。）は、次の業務を行うものとする。ただし、村は、この限りでない。

- 一　相談に応ずること。
  - イ　電話によるもの

- 二の二　市に通知すること。

**②**　医師は、前項の県に知らせるよう努めなければならない。



## 附則

**第一条**　この法律は、公布の日から施行する。
"""


@pytest.fixture(scope="module")
def check(tables: Tables, laws: tuple[Path, ...]) -> LawCheck:
    ids = (row.text("egov_id") for row in tables.of("statutes") if row.text("egov_id"))
    return LawCheck(tables, read_laws(laws, ids))


def reasons(check: LawCheck, row: Row, **changed: tuple[str, ...]) -> set[str]:
    """The reasons for which a row with other values is doubted."""
    values: Mapping[str, tuple[str, ...]] = {**row.values, **changed}  # type: ignore[dict-item]
    return {doubt.reason for doubt in check.doubts(replace(row, values=values))}


def of_law(check: LawCheck, tables: Tables, table: str) -> Iterator[Row]:
    return (row for row in tables.of(table) if citations_of(row) and not check.unread(row))


def test_every_fact_of_law_stands_in_its_provision(tables: Tables, laws: tuple[Path, ...]) -> None:
    """All but those of the three notices whose text is nowhere, which are named."""
    report = VerifyReport()
    check_law(tables, laws, report)
    assert report.failures == []
    assert set(report.unread) == NOTICES
    assert report.count("law").total() > 1800
    assert report.count("not-checkable").total() == sum(report.unread.values()) == 17


def test_without_law_texts_facts_of_law_are_not_checkable_and_nothing_fails(tables: Tables) -> None:
    report = VerifyReport()
    check_law(tables, (), report)
    assert report.failures == []
    assert report.count("law").total() == 0
    assert report.count("not-checkable").total() > 1800


def test_a_folder_that_is_not_there_is_told(tables: Tables, tmp_path: Path) -> None:
    with pytest.raises(SourcesUnavailable) as told:
        verify(tables, tmp_path, (tmp_path / "law",))
    assert told.value.key == "law-missing"


def test_every_changed_article_anchor_wording_and_text_is_noticed(check: LawCheck, tables: Tables) -> None:
    for row in tables.of("articles"):
        other = next(name for name in STRENGTHS if name != row.text("wording"))
        assert reasons(check, row, anchor=("この語はどの条文にもない",)) == {"law-anchor"}, row.key
        assert "law-wording" in reasons(check, row, wording=(other,)), row.key
        assert reasons(check, row, text_sha256=("0" * 64,)) == {"law-changed"}, row.key
        assert reasons(check, row, article=("9999",)) == {"law-provision"}, row.key


def missed(check: LawCheck, rows: list[Row], column: str, choices: list[str]) -> list[tuple[str, ...]]:
    """The rows in which another value of `column`, by chance, is not noticed."""
    pick = random.Random(20261130)
    return [row.key for row in rows if not reasons(check, row, **{column: (pick.choice(choices),)})]


def test_another_addressee_is_noticed_in_most(check: LawCheck, tables: Tables) -> None:
    """What slips through is a kind that the provision names beside the right one (地方公共団体, lists of bodies)."""
    kinds = [row.key[0] for row in tables.of("body_types") if row.text("kind") != "actor"]
    rows = [row for row in tables.of("articles") if row.texts("addressee")]
    assert len(missed(check, rows, "addressee", kinds)) <= 0.05 * len(rows)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("linkage_duties", "from"),
        ("linkage_duties", "to"),
        ("type_functions", "body_type"),
        ("expectations", "body_type"),
    ],
)
def test_another_body_is_noticed_in_most(check: LawCheck, tables: Tables, table: str, column: str) -> None:
    """Rows that a rule inferred are left out: there the law names another in its place."""
    kinds = [row.key[0] for row in tables.of("body_types") if row.text("kind") != "actor"]
    rows = [row for row in of_law(check, tables, table) if row.text("layer") != "inferred"]
    assert len(missed(check, rows, column, kinds)) <= 0.1 * len(rows)


def test_another_function_is_noticed_in_most(check: LawCheck, tables: Tables) -> None:
    functions = [row.key[0] for row in tables.of("functions")]
    rows = [row for row in of_law(check, tables, "type_functions") if row.text("rule") != "function_from_words"]
    assert len(missed(check, rows, "function", functions)) <= 0.25 * len(rows)


def test_every_changed_head_of_a_statute_is_noticed(check: LawCheck, tables: Tables) -> None:
    for row in tables.of("statutes"):
        if row.key[0] not in NOTICES:
            for column in ("title_ja", "law_number", "promulgated", "text_in_force_from"):
                assert reasons(check, row, **{column: ("1900-01-01",)}) == {"law-head"}, (row.key, column)


def test_a_city_the_order_does_not_list_is_noticed(check: LawCheck, tables: Tables) -> None:
    row = next(iter(tables.of("designations")))
    assert reasons(check, row) == set()
    assert reasons(check, row, place=("132012",)) == {"law-named"}
    city = next(row for row in tables.of("places") if row.key[0] == "102024")
    assert reasons(check, city, statute=("ord_designated_cities",)) == {"law-named"}


def test_words_of_law_stand_for_what_there_is(tables: Tables) -> None:
    known = {row.key[0] for name in ("body_types", "target_groups", "functions", "rules") for row in tables.of(name)}
    for row in tables.of("law_words"):
        assert set(row.texts("names")) <= known | LINKAGE_KINDS, row.key


def test_no_word_of_law_is_idle(check: LawCheck, tables: Tables) -> None:
    """Each word stands somewhere in the statutes it is for; a word that stands nowhere proves nothing."""
    texts = {row.key[0]: check.body(row) for row in tables.of("statutes") if not check.unread(row)}
    for row in tables.of("law_words"):
        for word in row.texts("words"):
            assert any(word in texts[name] for name in row.texts("statutes") or texts), (row.key, word)


def test_a_law_is_read_by_article_paragraph_and_item() -> None:
    law = LawText(SMALL)
    assert dict(law.head)["law_num"] == "平成十三年法律第一号"
    assert list(law.articles) == ["1", "2の2"]
    assert list(law.articles["2の2"].paragraphs) == ["1", "2"]
    read = {cited: law.provision(cited) for cited in ("2の2(1)[2の2]", "2の2[1]", "2の2(3)", "2の2[3]", "3", "第二条")}
    assert [cited for cited, found in read.items() if found] == ["2の2(1)[2の2]", "2の2[1]"]
    assert read["2の2[1]"] and read["2の2[1]"].own == "相談に応ずること。イ\u3000電話によるもの"


def test_who_acts_stands_before_its_particle(tables: Tables) -> None:
    words = LawWords(tables)
    assert words.acts("bt_municipality", "law_dv", "国及び市町村は、計画を定める。")
    assert words.acts("bt_prefecture", "law_dv", "その区域は都道府県が定める。")
    assert not words.acts("bt_municipality", "law_dv", "県は、市町村に通知する。")
    assert words.named("bt_youkyou", "law_child_welfare", "協議会")
    assert not words.named("bt_youkyou", "law_suicide", "協議会")


def test_a_provision_that_points_to_another_is_read_with_it() -> None:
    law = LawText(SMALL)
    assert "県" in with_referred(law, "2の2(2)", "前項の者は、努める。")
    assert "見本とする" in with_referred(law, "2の2(2)", "前条の者は、努める。")
    assert with_referred(law, "2の2(2)", "民法第七条第一項の者") == "民法第七条第一項の者"
