"""Known prefixes need no declaration, whatever stands in texts, IRIs and comments."""

from __future__ import annotations

from pathlib import Path

import pytest

from tsunagu.cli.main import run
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.queries.prefixes import with_prefixes

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
