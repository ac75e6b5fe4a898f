"""Tables without what may not be said: closed bodies keep their kind and prefecture, and what touches them no text.

This stands before the mapping, so nothing after it (RDF, inference, queries, pages) ever holds the withheld words.

- A closed body keeps its kinds that are secret, its form, status and prefecture, and its public front door, where one
  asks for its services too; its id tells nothing.
- Bodies above and below it, changes, responsibilities and linkages that tell who runs it are left out.
- A linkage or service of a closed body, or with a secret kind at an end, keeps what comes from controlled lists. Its
  words are made from these; a condition stays where `graph/japan/conditions.csv` holds a reading of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from tsunagu.disclosure.naming import OPERATING, UNTOLD_CONDITION, closed_label, joined_labels
from tsunagu.disclosure.places import trace_of
from tsunagu.disclosure.words import closed_words
from tsunagu.graph.cells import LIST_MARK, TypedValue
from tsunagu.graph.closed_bodies import CONFIDENTIAL, ClosedBodies, OpaqueIds
from tsunagu.graph.front_doors import FrontDoors
from tsunagu.graph.references import UNNAMED
from tsunagu.graph.rows import Row, Tables

Values = dict[str, tuple[TypedValue, ...]]
OF_CLOSED_BODY = ("kind", "status")
OF_LINKAGE = (
    "row", "from", "to", "kind", "functions", "needs", "layer", "status", "planned_for", "legal_basis",
)  # fmt: skip
OF_SERVICE = (
    "row", "provider", "functions", "needs", "for_groups", "not_for_groups", "channels", "entry", "status", "layer",
)  # fmt: skip
SHOWN_CHANNELS = frozenset({"stay"})
NO_KIND_KANA = "しょざいをこうかいしないきかん"
NOWHERE: Values = {"spans": ("",)}
"""A locator that names the document and no place in it."""


def disclosed_tables(tables: Tables) -> Tables:
    """Leave out of the tables what may not be said; the same tables where nothing is closed. O(rows)."""
    return Tables(tuple(_Withholding(tables).rows()), tables.documents)


class _Withholding:
    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.closed = ClosedBodies(tables)
        self.opaque = OpaqueIds(self.closed)
        self.doors = FrontDoors(self.closed)
        self.labels = {
            (name, row.key[0]): (row.text("label_ja"), row.text("label_en"))
            for name in ("body_types", "functions", "places")
            for row in tables.of(name)
        }
        self.kana = {
            (name, row.key[0]): row.text("label_kana") for name in ("body_types", "places") for row in tables.of(name)
        }
        self.readings = {row.text("condition_ja") for row in tables.of("conditions")}
        touched = [row for row in tables.rows if self._touches_body(row)]
        self.keys = self.opaque.keys(touched)
        self.services = {(row.document, row.text("id")) for row in touched if row.table.name == "services"}

    def rows(self) -> Iterator[Row]:
        for row in self.tables.rows:
            kept = self._kept(row)
            if kept is not None:
                yield kept

    def _touches_body(self, row: Row) -> bool:
        if row.table.name == "linkages":
            return any(self.closed.is_closed(row.text(end)) for end in ("from", "to"))
        if row.table.name == "services":
            ends = (row.text(end) for end in ("provider", "desk", "responsible"))
            return row.text("disclosure") == CONFIDENTIAL or any(map(self.closed.is_closed, ends))
        return False

    def _kept(self, row: Row) -> Row | None:
        closed = self.closed.is_closed
        match row.table.name:
            case "bodies":
                return self._closed_body(row) if closed(row.text("id")) else self._open_body(row)
            case "responsibilities" | "disclosure_decisions":
                return None if closed(row.text("body")) else row
            case "service_providers":
                told = closed(row.text("body")) or (row.document, row.text("service")) in self.services
                return None if told else row
            case "contacts":
                return None if closed(row.text("of")) or (row.document, row.text("of")) in self.services else row
            case "body_changes":
                return None if closed(row.text("from")) or closed(row.text("to")) else row
            case "linkages":
                return self._linkage(row)
            case "services":
                return self._service(row) if self._touches_body(row) else row
        return row

    def _open_body(self, row: Row) -> Row:
        values = dict(row.values)
        if self.closed.is_closed(row.text("part_of")):
            values.pop("part_of")
        if self.closed.is_closed(row.text("front_door")):
            values.pop("front_door")
        if self.closed.decisions.get(row.text("id")) == "front_door_only":
            values["disclosure"] = ("front_door_only",)
        return replace(row, values=values)

    def _closed_body(self, row: Row) -> Row:
        body = row.text("id")
        kinds = {kind for entry in self.closed.rows_of[body] for kind in entry.texts("body_types")}
        secret = tuple(sorted(kinds & self.closed.kinds))
        place = self.opaque.place(row)
        labels = closed_label([self.labels["body_types", kind] for kind in secret], self.labels.get(("places", place)))
        values = _only(row, OF_CLOSED_BODY)
        kana = "・".join(self.kana["body_types", kind] for kind in secret) or NO_KIND_KANA
        kana = f"{self.kana['places', place]}の{kana}" if ("places", place) in self.kana else kana
        values |= _texts(id=self.opaque.ids[body], label_ja=labels[0], label_en=labels[1], label_kana=kana, place=place)
        values |= {"body_types": secret} if secret else {}
        values |= _texts(front_door=self.doors.door_of(body))
        return replace(row, values={**values, **NOWHERE, "disclosure": (CONFIDENTIAL,)})

    def _linkage(self, row: Row) -> Row | None:
        ends = (row.text("from"), row.text("to"))
        bodies = any(self.closed.is_closed(end) for end in ends)
        if bodies and row.text("kind") in OPERATING:
            return None
        if not any(self.closed.is_secret(end) for end in ends):
            return row
        values = _only(row, OF_LINKAGE)
        values |= self._worded(row, "purpose_ja", "purpose_en")
        values |= self._condition(row)
        for end in ("from", "to"):
            if self.closed.is_closed(row.text(end)):
                values[end] = (self.opaque.ids[row.text(end)],)
        if bodies:
            values |= {**NOWHERE, "id": (self.keys[row.file, row.line],)}
            values.pop("legal_basis", None)
        else:
            values |= {"id": row.values["id"], **self._printed(row), **self._reduced_locator(row)}
        return replace(row, values=values)

    def _service(self, row: Row) -> Row:
        values = _only(row, OF_SERVICE)
        values |= self._worded(row, "label_ja", "label_en")
        values |= _texts(id=self.keys[row.file, row.line], label_kind="own", disclosure=CONFIDENTIAL)
        channels = tuple(channel for channel in row.texts("channels") if channel in SHOWN_CHANNELS)
        values.pop("channels", None)
        if channels:
            values["channels"] = channels
        provider = row.text("provider")
        values["provider"] = (self.opaque.ids.get(provider, UNNAMED),)
        if provider in self.opaque.ids:
            values |= _texts(desk=self.doors.door_of(provider))
        return replace(row, values=values | NOWHERE)

    def _worded(self, row: Row, japanese: str, english: str) -> Values:
        """Words made from the labels of the functions."""
        words = joined_labels(self.labels["functions", function] for function in row.texts("functions"))
        return _texts(**dict(zip((japanese, english), words, strict=True)))

    def _condition(self, row: Row) -> Values:
        said = row.text("condition_ja")
        if not said and not row.text("condition_en"):
            return {}
        known = said in self.readings and not trace_of(said)
        return _texts(condition_ja=said if known else UNTOLD_CONDITION[0], condition_en=UNTOLD_CONDITION[1])

    def _printed(self, row: Row) -> Values:
        return _texts(**{name: _kind_words(row.text(name)) for name in ("from_printed", "to_printed")})

    def _reduced_locator(self, row: Row) -> Values:
        """Where a linkage with a secret kind stands: only spans whose words say a kind."""
        pairs = [(span, word) for span, word in row.anchors() if _kind_words(word)]
        return NOWHERE | _texts(
            spans=LIST_MARK.join(str(span) for span, _ in pairs), anchors=LIST_MARK.join(word for _, word in pairs)
        )


def _kind_words(printed: str) -> str:
    """Keep of printed words those that say a kind only."""
    return printed if not closed_words().own_part(printed) and not trace_of(printed) else ""


def _only(row: Row, columns: Iterable[str]) -> Values:
    return {name: row.values[name] for name in columns if name in row.values}


def _texts(**texts: str) -> Values:
    filled: Mapping[str, str] = {name: text for name, text in texts.items() if text}
    return {name: (text,) for name, text in filled.items()}
