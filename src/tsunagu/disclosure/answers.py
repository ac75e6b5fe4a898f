"""What a page or picture of a route may show of a body that is not public: its label and kind, nothing more (DESIGN 6).

Hours, contacts, channels, languages, cost and telephones go out for every body that is not public; an answer that
carries sources of a confidential body, or a linkage that tells who runs it, is refused, whoever made it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tsunagu.disclosure.levels import CONFIDENTIAL, FRONT_DOOR_ONLY, PUBLIC
from tsunagu.disclosure.naming import OPERATING
from tsunagu.errors import ConfidentialLeak

SHOWN_OF_CLOSED = frozenset({"id", "label", "sort", "form", "kinds", "disclosure"})
TERMS: Mapping[str, object] = {"hours": "", "contacts": [], "channels": [], "languages": [], "cost": ""}
REACHED: Mapping[str, object] = {"phones": [], "listed": None, "hall": {"phone": "", "page": ""}, "wards": []}
"""How a body is reached, and what stands there for one that is not public.

What a register says of one that shows its front door only is that front door, where an official page says it too.
"""
TELLING_CHECKS = ("hours", "language")
"""Beginnings of the keys of checks that tell the printed hours or languages."""
UNKNOWN: Mapping[str, Mapping[str, object]] = {
    telling: {"key": f"{telling}-unknown", "state": "confirm", "about": []} for telling in TELLING_CHECKS
}
"""What stands in the place of such checks: that hours or languages are not known, and to confirm."""


def disclosed(answer: Any) -> Any:
    """A copy of an answer document without what may not be shown; O(size of the document).

    Raises `ConfidentialLeak` where a confidential body comes with sources, or with who runs it.
    """
    if isinstance(answer, list):
        return [disclosed(part) for part in answer]
    if not isinstance(answer, dict):
        return answer
    if "disclosure" in answer:
        return _body(answer)
    made = {key: disclosed(value) for key, value in answer.items()}
    if "functions" in made and "body" in made:
        return _offer(made)
    if "ways" in made and "body" in made and made["body"]["disclosure"] != PUBLIC:
        made["ways"] = []
    if "layer" in made and "from" in made:
        _refuse(made, made["from"], made["to"])
    return made


def _body(body: dict[str, Any]) -> dict[str, Any]:
    public = body["disclosure"] == PUBLIC
    reached = {key: body.get(key, none) if public else none for key, none in REACHED.items()}
    if body["disclosure"] == FRONT_DOOR_ONLY and body.get("listed") and body["listed"]["page"]:
        reached["listed"] = body["listed"]
    return {key: value for key, value in body.items() if key in SHOWN_OF_CLOSED} | reached


def _offer(offer: dict[str, Any]) -> dict[str, Any]:
    _refuse(offer, offer["body"])
    if offer["body"]["disclosure"] == PUBLIC:
        return offer
    return {**offer, **TERMS, "checks": _untold(offer["checks"])}


def _untold(checks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The checks without those that tell hours or languages; that these are not known stands in their place."""
    kept = [check for check in checks if not check["key"].startswith(TELLING_CHECKS)]
    told = {telling for telling in TELLING_CHECKS if any(check["key"].startswith(telling) for check in checks)}
    return [*kept, *(dict(UNKNOWN[telling]) for telling in TELLING_CHECKS if telling in told)]


def _refuse(told: dict[str, Any], *bodies: dict[str, Any] | None) -> None:
    secret = [body["id"] for body in bodies if body and body["disclosure"] == CONFIDENTIAL and body["sort"] == "named"]
    if secret and told["sources"]:
        raise ConfidentialLeak("confidential-leak", count=1, subject=secret[0], predicate="sources")
    if secret and told.get("kind") in OPERATING:
        raise ConfidentialLeak("confidential-leak", count=1, subject=secret[0], predicate=told["kind"])
