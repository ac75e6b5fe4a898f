"""Who takes part in a service, for what age it is, and how it is reached: from the tables to what is answered."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from tests.graph.test_table_reader import only, problems
from tsunagu.disclosure.quads import find_leaks
from tsunagu.graph.build import load_tables
from tsunagu.graph.dataset import build_quads
from tsunagu.graph.iris import Iris
from tsunagu.queries.answers import Answer

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = "kunitachi-gender"
PREFIXES = """PREFIX tsg: <https://w3id.org/tsunagu/ns#> PREFIX cv: <http://data.europa.eu/m8g/>
  PREFIX schema: <https://schema.org/> PREFIX dcterms: <http://purl.org/dc/terms/>"""
BASE = "https://w3id.org/tsunagu/"
Asked = Callable[[str], Answer]
CONTACT = {
    "id": "ct-1", "of": "15.3-v1", "channel": "phone", "phone": "042-000-0000", "email": "", "url": "", "hours": "",
    "source": "https://www.city.kunitachi.tokyo.jp/", "checked_on": "2026-11-29", "spans": "", "anchors": "",
    "note": "",
}  # fmt: skip


def test_several_bodies_take_part_in_roles(asked: Asked) -> None:
    rows = asked(
        f"""{PREFIXES} SELECT ?service ?body ?role {{ ?part tsg:ofService ?service ; tsg:participant ?body ;
        tsg:participationRole ?role }} ORDER BY ?service ?body"""
    ).rows
    told = {tuple(cell.removeprefix(BASE) for cell in row) for row in rows}
    iris = {body.partition("/")[2] for service, body, role in told if service == "service/saitama-women/sv-29"}
    assert iris == {
        "110001-saitama-ken", "110001-saitama-ken-keisatsu", "110001-saitama-hanzai-higaisha-enjo-senta",
        "110001-saitama-ken-sanfujinka-ikai",
    }  # fmt: skip
    council = "body/142140-seishonen-shidoin-renraku-kyogikai"
    assert ("service/isehara-review/s-31-1", council, "participation-role/contractor") in told


def test_a_competent_authority_is_told_as_cpsv_ap_tells_it(asked: Asked) -> None:
    rows = asked(f"{PREFIXES} SELECT ?service ?body {{ ?service cv:hasCompetentAuthority ?body }}").rows
    assert (f"{BASE}service/saitama-women/sv-30", f"{BASE}body/110001-saitama-ken") in rows


def test_each_contact_has_its_source_and_the_day_it_was_checked(asked: Asked) -> None:
    rows = asked(
        f"""{PREFIXES} SELECT ?contact ?of ?day (COALESCE(?page, ?document) AS ?source) {{ ?contact a tsg:Contact ;
        tsg:contactOf ?of ; tsg:checkedOn ?day ; tsg:inDocument ?document . OPTIONAL {{ ?contact dcterms:source ?page }}
        }}"""
    ).rows
    assert len(rows) >= 2
    assert all(all(row) for row in rows)


def add(graph: Path, table: str, *rows: dict[str, str]) -> None:
    with (graph / DOCUMENT / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_a_contact_from_a_page_needs_no_place_in_the_text(graph_copy: Path) -> None:
    add(graph_copy, "contacts", CONTACT)
    read = load_tables(graph_copy)
    assert [row.text("source") for row in read.of("contacts")] == [CONTACT["source"]]
    add(graph_copy, "contacts", {**CONTACT, "source": ""})
    assert only(graph_copy).key == "problem-no-locator"


@pytest.mark.parametrize(
    ("cells", "key"),
    [
        ({"phone": "立川市曙町2-1"}, "problem-pattern"),
        ({"email": "soudan at example.jp"}, "problem-pattern"),
        ({"url": "example.jp"}, "problem-address"),
        ({"channel": "fax"}, "problem-choice"),
        ({"of": "15.3-v9"}, "problem-dangling"),
        ({"checked_on": ""}, "problem-required"),
    ],
)
def test_a_wrong_contact_is_told(graph_copy: Path, cells: dict[str, str], key: str) -> None:
    add(graph_copy, "contacts", {**CONTACT, **cells})
    assert only(graph_copy).key == key


def test_what_is_not_public_has_no_contact(graph_copy: Path) -> None:
    path = graph_copy / DOCUMENT / "services.csv"
    text = path.read_text(encoding="utf-8").splitlines(keepends=True)
    told = [line.replace(",public,", ",confidential,") if line.startswith("15.3-v1,") else line for line in text]
    assert told != text
    path.write_text("".join(told), encoding="utf-8")
    add(graph_copy, "contacts", CONTACT)
    assert "problem-closed-contact" in {problem.key for problem in problems(graph_copy)}


def test_the_guard_of_quads_finds_a_contact_of_what_is_not_public(graph_copy: Path) -> None:
    """Quads from anywhere: the service is called confidential after its contact was taken."""
    iris = Iris()
    add(graph_copy, "contacts", CONTACT)
    quads = build_quads(load_tables(graph_copy), iris)
    assert find_leaks(quads, iris) == []
    public, closed = (iris.concept("disclosure", level) for level in ("public", "front_door_only"))
    service = iris.path("service", DOCUMENT, "15.3-v1")
    [level] = [quad for quad in quads if str(quad.subject) == f"<{service}>" and str(quad.object) == f"<{public}>"]
    turned = [quad for quad in quads if quad is not level]
    turned.append(Quad(level.subject, level.predicate, NamedNode(closed), level.graph_name))
    assert iris.expand("tsg:contactOf") in {leak.predicate for leak in find_leaks(turned, iris)}
