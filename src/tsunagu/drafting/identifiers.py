"""Identifiers of drafted bodies and laws: those the graph has, else one made of the name, to be replaced on review."""

from __future__ import annotations

import hashlib

from tsunagu.drafting.gazetteer import Gazetteer
from tsunagu.drafting.model import NamedBody
from tsunagu.graph.text import normal_form

DRAFT = "draft"
_LETTERS = 8


def token(name: str) -> str:
    """Eight letters that stand for a name; the same name gives the same ones, and no digits that look like a place.

    >>> token("市民相談課") == token("市民 相談課"), len(token("市民相談課"))
    (True, 8)
    """
    digest = hashlib.sha256(normal_form(name).encode()).digest()
    return "".join(chr(ord("a") + byte % 26) for byte in digest[:_LETTERS])


def body_id(body: NamedBody, code: str, gazetteer: Gazetteer) -> str:
    """The id of a body of the same name and place in the graph, else a draft id (`142042-draft-qwhxkzoe`)."""
    if body.known:
        return body.known
    place = gazetteer.places.get(body.name)
    row = gazetteer.bodies.get(normal_form(body.name))
    if row is not None and (row.key[0].startswith(code + "-") or row.key[0].startswith("jp-") or place is not None):
        return row.key[0]
    owner = place.key[0] if place is not None else "jp" if body.rule == "body-national" else code
    return f"{owner}-{DRAFT}-{token(body.name)}"


def local_law_id(name: str) -> str:
    """A draft id of an ordinance or plan."""
    return f"local_{DRAFT}_{token(name)}"
