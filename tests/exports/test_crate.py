"""A release is an RO-Crate that another's reader takes, with every file it names and the same bytes each time."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse
from rocrate.rocrate import ROCrate

from tests.showing import OPEN
from tsunagu.disclosure.shown import Shown
from tsunagu.exports.crate import METADATA
from tsunagu.exports.forms import render_export
from tsunagu.graph.about import DATASET, read_release
from tsunagu.graph.iris import Iris

IRIS = Iris()


@pytest.fixture(scope="module")
def few(fewer: Shown[Sequence[Quad]]) -> Shown[Sequence[Quad]]:
    """One document, the vocabulary and what the dataset says of itself."""
    kept = tuple(f"/graph/{name}>" for name in ("kunitachi-gender", "vocabulary", "about"))
    return OPEN.quads([quad for quad in fewer.value if str(quad.graph_name).endswith(kept)])


@pytest.fixture(scope="module")
def written(few: Shown[Sequence[Quad]]) -> bytes:
    return render_export(few, "crate", IRIS)[".crate.zip"]


@pytest.fixture(scope="module")
def crate(written: bytes, tmp_path_factory: pytest.TempPathFactory) -> ROCrate:
    """The crate as the reference implementation reads it."""
    folder = tmp_path_factory.mktemp("crate")
    zipfile.ZipFile(io.BytesIO(written)).extractall(folder)
    return ROCrate(str(folder))


def test_the_reader_of_ro_crate_finds_release_and_files(crate: ROCrate, written: bytes) -> None:
    root, release = crate.root_dataset, read_release()
    assert str(root["datePublished"])[:10] == release.issued
    assert root["license"].id == release.license
    assert root["license"]["name"]
    assert release.title["ja"] in root["name"]
    assert release.title["en"] in root["name"]
    names = set(zipfile.ZipFile(io.BytesIO(written)).namelist())
    assert {part.id for part in crate.data_entities} == names - {METADATA}
    for part in crate.data_entities:
        assert (Path(crate.source) / part.id).stat().st_size == int(part["contentSize"])
        assert part["encodingFormat"]
        assert part["conformsTo"]["name"]
        assert " / " in part["name"]


def test_it_holds_every_quad(few: Shown[Sequence[Quad]], written: bytes) -> None:
    held = zipfile.ZipFile(io.BytesIO(written)).read("tsunagu.nq")
    assert set(parse(held, format=RdfFormat.N_QUADS)) == set(few.value)


def test_it_says_its_revision_and_nothing_of_when_it_was_made(few: Shown[Sequence[Quad]], written: bytes) -> None:
    assert render_export(few, "crate", IRIS)[".crate.zip"] == written
    told = json.loads(zipfile.ZipFile(io.BytesIO(written)).read(METADATA))
    (root,) = (entity for entity in told["@graph"] if entity["@id"] == "./")
    dataset, name = IRIS.base + DATASET, IRIS.expand("tsg:revision")
    revisions = [str(quad.object) for quad in few.value
                 if (str(quad.subject), str(quad.predicate)) == (f"<{dataset}>", f"<{name}>")]  # fmt: skip
    assert root["version"].split()[1] == revisions[0].strip('"')[:12]
