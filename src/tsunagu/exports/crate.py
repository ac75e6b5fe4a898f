"""A release as an RO-Crate 1.1: a zip with the graph in several formats and `ro-crate-metadata.json`, which names each.

What a repository of research data takes whole. The same files give the same bytes.

Reference: https://www.researchobject.org/ro-crate/specification/1.1/
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tsunagu import __version__
from tsunagu.graph.about import read_release
from tsunagu.messages import LANGUAGES, text

METADATA = "ro-crate-metadata.json"
_CRATE = "https://w3id.org/ro/crate/1.1"
_CREATOR = "#creator"
_LICENCE = "Creative Commons Attribution 4.0 International (CC BY 4.0)"
_DATE = (1980, 1, 1, 0, 0, 0)
"""What a zip says of the time of its files, so that it says nothing of when it was made."""


@dataclass(frozen=True)
class PartOfCrate:
    """A file of the crate: its name, what is in it, its media type and the page of its format."""

    name: str
    data: bytes
    media: str
    reference: str
    key: str
    """The form of export it is, which the message catalogue describes."""


def crate(parts: list[PartOfCrate], dataset: str, revision: str) -> bytes:
    """A zip of some files with their description; `dataset` is the IRI of the whole, `revision` that of its quads."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        described = json.dumps(_metadata(parts, dataset, revision), ensure_ascii=False, indent=1) + "\n"
        _put(held, METADATA, described.encode("utf-8"))
        for part in parts:
            _put(held, part.name, part.data)
    return out.getvalue()


def _put(held: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    held.writestr(entry, data)


def _metadata(parts: list[PartOfCrate], dataset: str, revision: str) -> Mapping[str, Any]:
    release = read_release()
    itself = {"@id": METADATA, "@type": "CreativeWork", "conformsTo": {"@id": _CRATE}, "about": {"@id": "./"}}
    root = {
        "@id": "./", "@type": "Dataset", "name": _joined(release.title), "description": _joined(release.description),
        "datePublished": release.issued, "license": {"@id": release.license}, "author": {"@id": _CREATOR},
        "publisher": {"@id": _CREATOR}, "version": f"{__version__} {revision[:12]}".strip(),
        "keywords": ", ".join(release.keywords), "inLanguage": list(LANGUAGES),
        "mainEntity": {"@id": parts[0].name}, "identifier": dataset,
        "hasPart": [{"@id": part.name} for part in parts],
    }  # fmt: skip
    licence = {"@id": release.license, "@type": "CreativeWork", "name": _LICENCE, "description": _LICENCE}
    creator = {"@id": _CREATOR, "@type": "Organization", "name": release.creator}
    pages = dict.fromkeys(part.reference for part in parts)
    formats = [{"@id": page, "@type": "CreativeWork", "name": page} for page in pages]
    return {"@context": f"{_CRATE}/context",
            "@graph": [itself, root, *map(_file, parts), licence, creator, *formats]}  # fmt: skip


def _file(part: PartOfCrate) -> Mapping[str, Any]:
    told = " / ".join(text(f"export-{part.key}", language) for language in LANGUAGES)
    return {"@id": part.name, "@type": "File", "name": told, "contentSize": str(len(part.data)),
            "encodingFormat": part.media, "conformsTo": {"@id": part.reference}}  # fmt: skip


def _joined(words: Mapping[str, str]) -> str:
    return " / ".join(words[language] for language in LANGUAGES)
