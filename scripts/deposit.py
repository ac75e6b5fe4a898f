"""What says how to cite the product and what a repository asks for on deposit, made from `graph/dataset.yaml`.

CITATION.cff (Citation File Format 1.2.0), .zenodo.json (Zenodo's deposit metadata) and datacite.json (DataCite Metadata
Schema 4.5, without the DOI, which the repository gives).
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from tsunagu import __version__
from tsunagu.graph.about import Release, read_release

PROGRAM_LICENSE, DATA_LICENSE = "Apache-2.0", "CC-BY-4.0"
LANGUAGE_NAMES = {"ja": "jpn", "en": "eng"}


def deposit_files() -> Mapping[str, str]:
    """Name at the top of the repository → content."""
    release = read_release()
    return {"CITATION.cff": citation(release), ".zenodo.json": zenodo(release), "datacite.json": datacite(release)}


def citation(release: Release) -> str:
    """CITATION.cff; JSON strings are YAML strings.

    >>> "cff-version: 1.2.0" in citation(read_release())
    True
    """
    lines = [
        "# Made by python -m scripts.make_docs from graph/dataset.yaml.",
        "cff-version: 1.2.0",
        "message: " + _text("Please cite the version and the revision that `tsunagu info` shows."),
        "type: dataset",
        "title: " + _text(release.title["en"]),
        "abstract: " + _text(release.description["en"]),
        "authors:",
        "  - name: " + _text(release.creator),
        f"version: {__version__}",
        f"date-released: {release.issued}",
        f"license: {DATA_LICENSE}",
        "keywords:",
        *(f"  - {_text(word)}" for word in release.keywords),
    ]
    return "\n".join(lines) + "\n"


def zenodo(release: Release) -> str:
    """The metadata that Zenodo reads from a file of this name."""
    return _json(
        {
            "upload_type": "dataset",
            "title": release.title["en"],
            "description": f"{release.description['en']}\n\n{release.description['ja']}",
            "creators": [{"name": release.creator}],
            "publication_date": release.issued,
            "version": __version__,
            "license": DATA_LICENSE.lower(),
            "access_right": "open",
            "keywords": list(release.keywords),
            "language": LANGUAGE_NAMES["ja"],
            "notes": f"Data: {DATA_LICENSE}. Program: {PROGRAM_LICENSE}.",
        }
    )


def datacite(release: Release) -> str:
    """DataCite Metadata 4.5 in JSON, as its interface takes it."""
    return _json(
        {
            "schemaVersion": "http://datacite.org/schema/kernel-4",
            "types": {"resourceTypeGeneral": "Dataset", "resourceType": "RDF dataset"},
            "creators": [{"name": release.creator, "nameType": "Organizational"}],
            "titles": [
                {"title": release.title["en"], "lang": "en"},
                {"title": release.title["ja"], "lang": "ja", "titleType": "TranslatedTitle"},
            ],
            "publisher": {"name": release.creator},
            "publicationYear": release.issued[:4],
            "dates": [{"date": release.issued, "dateType": "Issued"}],
            "version": __version__,
            "language": "ja",
            "descriptions": [
                {"description": text, "lang": language, "descriptionType": "Abstract"}
                for language, text in release.description.items()
            ],
            "subjects": [{"subject": word} for word in release.keywords],
            "rightsList": [
                {
                    "rights": "Creative Commons Attribution 4.0 International",
                    "rightsUri": release.license,
                    "rightsIdentifier": DATA_LICENSE.lower(),
                    "rightsIdentifierScheme": "SPDX",
                }
            ],
            "formats": ["application/trig", "application/n-quads", "application/ld+json"],
        }
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
