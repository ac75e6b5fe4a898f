"""What the interface for programs takes and gives, in the form of OpenAPI 3.1."""

from __future__ import annotations

from tsunagu import __version__
from tsunagu.gaps.registry import ANALYSES
from tsunagu.messages import LANGUAGES
from tsunagu.names.facets import FACETS

Json = dict[str, object]
ROUTE_FIELDS = frozenset((
    "place", "start", "words", "need", "circumstance", "closed", "language", "age", "children", "hour", "when", "lang",
))  # fmt: skip
"""What a question for routes may hold; those of the form of the page."""
SEVERAL = frozenset(("need", "circumstance", "closed", "language"))
PROBLEM: Json = {
    "type": "object", "required": ["type", "title", "status"],
    "properties": {"type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"}},
}  # fmt: skip


def description(server: str) -> Json:
    """The whole description, for the server at an address."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "tsunagu", "version": __version__,
                 "description": "Support networks as public plans, law and registers state them. Read only."},
        "servers": [{"url": server}],
        "paths": {
            "/api/search": {"get": _get("Search by name, narrowed by facets", [
                _asked("q", "What to look for", required=True), _number("limit", 1, 100),
                *(_asked(facet, f"Keep what has this {facet} (an id of the facets of an answer)") for facet in FACETS),
            ])},
            "/api/entity/{id}": {"get": _get("Everything said of a thing, with sources", [
                {"name": "id", "in": "path", "required": True, "schema": {"type": "string"},
                 "description": "An id such as body/132152-shicho-shitsu"},
            ])},
            "/api/gaps": {"get": _get("The rows of a gap analysis of a place", [
                _asked("place", "Name, reading or code of a place", required=True),
                {**_asked("analysis", "Which analysis"), "schema": {"type": "string", "enum": list(ANALYSES)}},
            ])},
            "/api/way": {"get": _get("The way by which somebody is handed on from one body to another", [
                _asked("from", "Id of a body", required=True), _asked("to", "Id of a body", required=True),
            ])},
            "/api/routes": {"post": _routes()},
            "/api/openapi.json": {"get": _get("This description", [])},
        },
        "components": {"schemas": {"Problem": PROBLEM}},
    }  # fmt: skip


def _asked(name: str, told: str, *, required: bool = False) -> Json:
    return {"name": name, "in": "query", "required": required, "description": told, "schema": {"type": "string"}}


def _number(name: str, least: int, most: int) -> Json:
    return {"name": name, "in": "query", "schema": {"type": "integer", "minimum": least, "maximum": most}}


def _get(summary: str, parameters: list[Json]) -> Json:
    language = {"name": "lang", "in": "query", "schema": {"type": "string", "enum": list(LANGUAGES), "default": "ja"}}
    return {"summary": summary, "parameters": [*parameters, language], "responses": _responses()}


def _routes() -> Json:
    def field(name: str) -> Json:
        single: Json = {"type": ["string", "integer"]}
        return {"type": "array", "items": {"type": "string"}} if name in SEVERAL else single

    asked = {"type": "object", "additionalProperties": False,
             "properties": {name: field(name) for name in sorted(ROUTE_FIELDS)}}  # fmt: skip
    return {
        "summary": "Routes for somebody in a place; the question stands in the body and is not kept",
        "requestBody": {"required": True, "content": {"application/json": {"schema": asked}}},
        "responses": _responses(),
    }


def _responses() -> Json:
    problem = {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    return {
        "200": {"description": "The answer", "content": {"application/json": {"schema": {"type": "object"}}}},
        "400": {"description": "What was sent cannot be read", **problem},
        "404": {"description": "Nothing of that name", **problem},
        "429": {"description": "Too many requests at once; Retry-After tells the seconds to wait", **problem},
    }
