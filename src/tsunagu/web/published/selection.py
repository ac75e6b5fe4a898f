"""Which pages of the explorer become files: those about chosen places, their documents, and what all have in common."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from urllib.parse import parse_qsl

from tsunagu.errors import NameUnknown
from tsunagu.messages import LANGUAGES, Language
from tsunagu.workspace import Workspace

SINGLE = frozenset(("", "about", "japan", "pictures", "questions", "search", "route", "gaps", "sparql"))
"""Pages that stand once, whatever is asked of them in their address."""
COMMON = frozenset(("need", "function", "stage", "body-type", "audience", "circumstance", "law", "statute", "register"))
"""First parts of ids of what belongs to no place."""
NEVER = frozenset(("data", "api", "sparql", "tag", "responsibility", "mention", "section", "locator", "finding"))
"""Programs' addresses, and rows that pages of other things tell whole."""
SEARCH = "search"
"""The page that is made last, for it tells what there is."""
OF_A_PLACE = ("place/", "gaps?place=", "route?place=")


@dataclass(frozen=True)
class Selection:
    """The chosen places by code, the documents they issued by id without its kind, and the languages.

    `planned` are the codes of chosen places with a document: those can be compared.
    """

    codes: frozenset[str]
    documents: frozenset[str]
    prefectures: frozenset[str]
    languages: tuple[Language, ...] = LANGUAGES
    planned: frozenset[str] = frozenset()

    @cached_property
    def _told(self) -> frozenset[str]:
        return self.codes | self.documents

    def holds(self, address: str) -> bool:
        """Tell whether an address in its one form is published."""
        path, _, query = address.partition("?")
        language, _, rest = path.strip("/").partition("/")
        if language not in self.languages:
            return False
        fields = parse_qsl(query)
        if rest in SINGLE and not fields:
            return True
        return self._asked(rest, dict(fields)) if fields else self._thing(rest)

    def _asked(self, page: str, fields: dict[str, str]) -> bool:
        """Whether a page is published with these fields in its address."""
        if page == "japan":
            return True
        if page in ("compare", "editions"):
            return {fields.get("first"), fields.get("second")} <= {*self.codes, *self._documents_ids}
        if fields.keys() <= {"facts", "part", "page"} and self._thing(page):
            return not page.startswith("register/") or "facts" not in fields
        if page == "route":
            return fields.keys() <= {"place", "need", "case"} and fields.get("place") in self.codes
        return page == "gaps" and fields.get("place") in self.codes and "format" not in fields

    @cached_property
    def _documents_ids(self) -> frozenset[str]:
        return frozenset(f"document/{name}" for name in self.documents)

    def _thing(self, name: str) -> bool:
        kind, *rest = name.split("/")
        if not rest or kind in NEVER:
            return False
        if kind == "questions" or kind in COMMON:
            return True
        if kind == "corrections":
            return self._thing("/".join(rest).removesuffix(".csv"))
        if kind in ("place", "report"):
            return rest[0].partition(".")[0] in (self.codes if kind == "report" else self.codes | self.prefectures)
        return not self._told.isdisjoint((rest[-1], *rest[:1], rest[0].partition("-")[0]))

    def seeds(self) -> list[str]:
        """Where the way through the pages begins."""
        found = []
        for language in self.languages:
            found += [f"/{language}/{name}" for name in sorted(SINGLE - {SEARCH})]
            found += [f"/{language}/{page}{code}" for code in sorted(self.codes) for page in OF_A_PLACE]
            found += [f"/{language}/document/{name}" for name in sorted(self.documents)]
            pairs = combinations(sorted(self.planned), 2)
            found += [f"/{language}/compare?first={first}&second={second}" for first, second in pairs]
        return found


def selection_of(workspace: Workspace, names: Iterable[str], languages: tuple[Language, ...] = LANGUAGES) -> Selection:
    """The selection for places by name or code, those with a document where none is named; raises `NameUnknown`."""
    network = workspace.network
    documents = {document.id.partition("/")[2]: document.authority for document in network.concepts_in("document")}
    places = [workspace.the(name, "place") for name in names] or sorted(set(documents.values()))
    if unknown := [place for place in places if not place.startswith("place/") or place == "place/jp"]:
        raise NameUnknown("name-unknown", name=unknown[0], near="-")
    held = frozenset(place.partition("/")[2] for place in places)
    prefectures = {
        place.id.partition("/")[2] for place in network.concepts_in("place") if place.place_kind == "prefecture"
    }
    own = {name: place.partition("/")[2] for name, place in documents.items() if place in places}
    return Selection(held, frozenset(own), frozenset(prefectures), languages, frozenset(own.values()))
