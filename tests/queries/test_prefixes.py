"""Known prefixes need no declaration, whatever stands in texts, IRIs and comments."""

from __future__ import annotations

from pathlib import Path

import pytest

from tsunagu.cli.main import run
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.queries.catalogue import load_catalogue
from tsunagu.queries.prefixes import with_prefixes
from tsunagu.queries.unknown_terms import unknown_terms

KNOWN = Iris().prefixes


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("SELECT * { ?s tsg:row ?o }", ["tsg"]),
        ("SELECT * { ?s a org:Post , org:Role ; skos:note ?n }", ["org", "skos"]),
        ("PREFIX tsg: <https://example.org/> SELECT * { ?s tsg:row ?o }", []),
        ("prefix  tsg:<https://example.org/>\nSELECT * { ?s tsg:row 'skos:x' ; a <http://a/org:b> } # prov:x", []),
        ('SELECT * { ?s ?p """a "tsg:x" \n b""" }', []),
        ("SELECT * { ?s mine:row ?o }", []),
        ("SELECT * { _:tsg ?p ?o }", []),
    ],
)
def test_what_is_used_and_not_declared_is_added(text: str, added: list[str]) -> None:
    found = with_prefixes(text, KNOWN)
    assert found == "".join(f"PREFIX {name}: <{KNOWN[name]}> " for name in added) + text


def test_a_query_of_ones_own_needs_no_prefixes(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TSUNAGU_HOME", str(home.folder))
    asked = tmp_path / "asked.rq"
    asked.write_text("SELECT (COUNT(*) AS ?n) { ?s a tsg:SourceDocument ; dcterms:title ?t }", encoding="utf-8")
    assert run(["sparql", str(asked), "--format", "csv"]) == 0
    assert capfd.readouterr().out.split()[-1] == "10"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SELECT ?s { ?s a tsg:Servise }", {"Servise": "Service"}),
        ("SELECT ?s { ?s tsg:provider ?o ; tsg:qqqqqq ?x }", {"qqqqqq": ""}),
        ("PREFIX t: <https://w3id.org/tsunagu/ns#> ASK { ?s t:meetNeed ?o } # t:other", {"meetNeed": "meetsNeed"}),
        ("PREFIX tsg: <https://example.org/> SELECT ?s { ?s tsg:mine 'tsg:other' }", {}),
        ("SELECT ?s { ?s a <https://w3id.org/tsunagu/ns#Servise> }", {"Servise": "Service"}),
    ],
)
def test_a_slip_in_an_own_term_is_told_with_the_nearest(text: str, told: dict[str, str]) -> None:
    assert unknown_terms(with_prefixes(text, KNOWN), KNOWN["tsg"]) == told


def test_no_question_of_the_library_names_an_unknown_term() -> None:
    asked = {query.id: unknown_terms(query.text, KNOWN["tsg"]) for query in load_catalogue().queries.values()}
    assert {name: slips for name, slips in asked.items() if slips} == {}
