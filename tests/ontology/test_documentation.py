"""The documentation opens offline, in both languages."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from rdflib.namespace import RDFS, SKOS

from tests.ontology.support import own_classes, own_properties, terms, vocabulary
from tsunagu.ontology.documentation import (
    POLICY,
    DocumentationToolMissing,
    OutsideRequest,
    outside_requests,
    refuse_outside_requests,
    write_documentation,
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The written pages, made with every network connection refused."""

    def refuse(*_: object) -> None:
        raise AssertionError("the documentation asked the network")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        try:
            written = write_documentation(tmp_path_factory.mktemp("documentation"))
        except DocumentationToolMissing as error:
            pytest.skip(f"pyLODE: {error.data}")
    return {path.name: path.read_text(encoding="utf-8") for path in written}


def test_nothing_is_loaded_from_outside(pages: dict[str, str]) -> None:
    assert {name: list(outside_requests(page)) for name, page in pages.items()} == {
        "index.html": [],
        "schemes.html": [],
    }
    for page in pages.values():
        assert POLICY in page
        assert '<meta charset="utf-8">' in page


def test_every_term_is_shown_in_both_languages(pages: dict[str, str]) -> None:
    page = pages["index.html"].replace("&#x27;", "'").replace("&gt;", ">").replace("&amp;", "&")
    missing = [
        text
        for term in own_classes() | own_properties()
        for predicate in (RDFS.label, SKOS.definition)
        for text in terms().objects(term, predicate)
        if str(text) not in page
    ]
    assert missing == []


def test_every_concept_is_shown_in_both_languages(pages: dict[str, str]) -> None:
    page = pages["schemes.html"].replace("&#x27;", "'")
    assert [text for _, text in vocabulary().subject_objects(SKOS.prefLabel) if str(text) not in page] == []


@pytest.mark.parametrize(
    "page",
    [
        '<script src="https://cdn.example/x.js"></script>',
        '<script src="x.js"></script>',
        '<link rel="stylesheet" href="//cdn.example/x.css">',
        '<img src="http://example.org/x.png">',
        '<img srcset="https://example.org/x.png 2x">',
        '<iframe src="https://example.org"></iframe>',
        '<object data="https://example.org/x.svg"></object>',
        '<svg><use href="https://example.org/x.svg#a"/></svg>',
        '<svg><image xlink:href="https://example.org/x.png"/></svg>',
        "<style>@import 'https://example.org/x.css';</style>",
        "<style>body { background: url(https://example.org/x.png) }</style>",
        '<p style="background:url(https://example.org/x.png)">x</p>',
        '<meta http-equiv="Refresh" content="0; url=https://example.org">',
        '<form action="https://example.org"><input></form>',
        '<base href="https://example.org/">',
        '<video poster="https://example.org/x.jpg"></video>',
    ],
)
def test_whatever_a_browser_would_load_is_refused(page: str) -> None:
    with pytest.raises(OutsideRequest) as error:
        refuse_outside_requests(page, "page.html")
    assert error.value.key == "outside-request"


@pytest.mark.parametrize(
    "page",
    [
        '<a href="https://example.org/">a plain link</a>',
        '<img src="data:image/png;base64,AAAA" alt="">',
        "<style>body { color: #333 }</style><p>url(https://example.org) in prose</p>",
        '<svg><use href="#a"/></svg>',
    ],
)
def test_plain_links_and_inlined_pictures_pass(page: str) -> None:
    refuse_outside_requests(page, "page.html")


def test_nothing_is_written_when_a_page_would_load_something(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leaking = '<script src="https://cdn.example/x.js"></script>'
    monkeypatch.setattr("tsunagu.ontology.documentation._terms_page", lambda _: leaking)
    with pytest.raises(OutsideRequest):
        write_documentation(tmp_path / "documentation")
    assert not (tmp_path / "documentation").exists()
