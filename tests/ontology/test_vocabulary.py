"""Names under one configurable base, and a context that knows them all."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import OWL, RDF, RDFS, XSD

from tests.ontology.support import NAMES, graph, own_classes, own_properties, terms
from tsunagu.assets import asset_root
from tsunagu.graph.iris import DEFAULT_BASE as GRAPH_BASE
from tsunagu.graph.iris import Iris
from tsunagu.ontology.shapes import validate
from tsunagu.ontology.vocabulary import (
    DEFAULT_BASE,
    Namespaces,
    VocabularyProblem,
    load_shapes,
    load_vocabulary,
    shape_files,
)

OTHER = "https://example.org/net/"


def test_the_names_agree_with_those_of_the_graph() -> None:
    assert DEFAULT_BASE == GRAPH_BASE
    assert Iris().prefixes.items() <= NAMES.prefixes.items()


def test_names() -> None:
    assert NAMES.scheme("layer") == URIRef(f"{DEFAULT_BASE}scheme/layer")
    assert NAMES.graph("japan") == URIRef(f"{DEFAULT_BASE}graph/japan")
    assert NAMES.expand("rdfs:label@ja") == RDFS.label


@pytest.mark.parametrize("base", ["", "example.org/", "https://example.org", "https://example.org/#", "https://例.jp/"])
def test_an_unusable_base_is_refused(base: str) -> None:
    with pytest.raises(VocabularyProblem) as error:
        Namespaces(base)
    assert error.value.key == "base-unusable"


@pytest.mark.parametrize("name", ["label", "nosuch:label", ""])
def test_an_unknown_prefix_is_refused(name: str) -> None:
    with pytest.raises(VocabularyProblem):
        NAMES.expand(name)


def test_another_base_moves_everything() -> None:
    moved = Namespaces(OTHER)
    for loaded in (load_vocabulary(moved), load_shapes(moved)):
        assert DEFAULT_BASE not in loaded.serialize(format="nt")
    assert (moved.terms.Body, RDF.type, OWL.Class) in load_vocabulary(moved)
    leak = f"<{OTHER}body/x> <{OTHER}ns#disclosure> <{OTHER}disclosure/confidential> ; schema:address 'x'@ja ."
    assert not validate(graph(leak), moved).conforms


def test_all_shapes_files_are_found() -> None:
    assert {"shapes-confidentiality.ttl", "shapes-documents.ttl", "shapes-law.ttl"} <= set(shape_files())


def test_importing_reads_no_file() -> None:
    code = (
        "import sys, builtins, io, pathlib\n"
        "import rdflib, pyoxigraph\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None)\n"
        "import tsunagu.ontology.vocabulary, tsunagu.ontology.shapes, tsunagu.ontology.reasoner\n"
        "import tsunagu.ontology.documentation\n"
        "print([name for name in opened if name.endswith(('.ttl', '.jsonld', '.csv', '.yaml'))])\n"
    )
    source = str(asset_root("ontology").parent / "src")
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": source}
    )
    assert done.stdout.strip() == "[]"


def context() -> dict[str, object]:
    """The JSON-LD context."""
    loaded = json.loads((asset_root("ontology") / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert isinstance(loaded, dict)
    return loaded


def test_the_context_knows_every_own_term() -> None:
    known = {value["@id"] if isinstance(value, dict) else value for value in context().values()}
    missing = {t for t in own_classes() | own_properties() if f"tsg:{str(t).partition('#')[2]}" not in known}
    assert missing == set()


def test_the_context_types_links_and_dates_as_the_ontology_does() -> None:
    for term, kind in ((t, terms().value(t, RDFS.range)) for t in own_properties()):
        entry = context()[str(term).partition("#")[2]]
        coerced = entry.get("@type") if isinstance(entry, dict) else None
        if (term, RDF.type, OWL.ObjectProperty) in terms():
            assert coerced == "@id", term
        elif kind == XSD.date:
            assert coerced == "xsd:date", term


def test_the_context_gives_the_graph_back() -> None:
    source = graph(
        "<body/142042-kamakura-shi> a tsg:Body, tsg:LocalGovernment ; rdfs:label '鎌倉市'@ja, 'Kamakura City'@en ;"
        " tsg:place <place/142042> ; tsg:disclosure <disclosure/public> ; tsg:validFrom '2024-04-01'^^xsd:date ;"
        " skos:altLabel '鎌倉'@ja ; foaf:homepage <https://www.example.jp/> ; tsg:kana 'かまくらし'@ja ."
        "<service/d/1> a tsg:Service ; tsg:entryPoint true ; tsg:channel <channel/phone>, <channel/counter> ."
    )
    wording = json.loads((asset_root("ontology") / "context.jsonld").read_text(encoding="utf-8"))
    text = source.serialize(format="json-ld", context=wording["@context"], auto_compact=False)
    assert isomorphic(Graph().parse(data=text, format="json-ld"), source)
    assert '"phone"' not in text
    assert '"entryPoint": true' in text
