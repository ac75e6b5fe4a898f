"""The tables of one source with what its rows can name: what is made of a source depends on these and on no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from pyoxigraph import Quad

from tsunagu.graph.closed_bodies import ClosedBodies
from tsunagu.graph.folders import LAW_FOLDER
from tsunagu.graph.iris import Iris
from tsunagu.graph.mapping import Mapper
from tsunagu.graph.parts import digest_of
from tsunagu.graph.rows import Row, Tables
from tsunagu.graph.schema import load_schema
from tsunagu.graph.special import special_quads

ALIVE = ("bodies", "body_changes")
"""Tables whose rows on one body in all documents together tell the days of its life."""

INFERRED_FROM = (*ALIVE, "document", "linkages", "local_laws")
"""Tables of documents from which something may follow by rule."""


class Sources:
    """Rows by the folder they stand in. O(rows) to make."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._rows: dict[str, list[Row]] = defaultdict(list)
        for row in tables.rows:
            self._rows[row.document].append(row)

    @property
    def names(self) -> list[str]:
        """The folders of law, documents and registers, in the order of their names."""
        return sorted(self._rows)

    def tables_of(self, name: str) -> Tables:
        """The rows of a source, of law, and those of other sources that its rows may name or that tell of its bodies.

        The order is that of all rows. O(rows of the source and of bodies).
        """
        ids = set(_named(self._rows[name]))
        rows: list[Row] = []
        for source, held in self._rows.items():
            if source in (name, LAW_FOLDER):
                rows += held
            elif name != LAW_FOLDER:
                rows += (row for row in self._shared.get(source, ()) if _tells_of(row, ids))
        return Tables(tuple(rows), tuple(source for source in self.tables.documents if source == name))

    def tables_for_inference(self) -> Tables:
        """The rows that rules of inference read: law's, and of documents those of `INFERRED_FROM`."""
        rows = (row for row in self.tables.rows if row.document == LAW_FOLDER or row.table.name in INFERRED_FROM)
        return Tables(tuple(rows), self.tables.documents)

    def key_of(self, name: str, tables: Tables) -> str:
        """A digest of all that is made of a source, or by rules of inference, from some tables."""
        rest = [row for row in tables.rows if row.document not in (name, LAW_FOLDER)]
        return digest_of(name, self.digest(LAW_FOLDER), self.digest(name), _digests_of(rest))

    def digest(self, name: str) -> str:
        """A digest of the rows of a source."""
        if name not in self._digests:
            self._digests[name] = digest_of(_digests_of(self._rows[name]))
        return self._digests[name]

    @cached_property
    def _digests(self) -> dict[str, str]:
        return {}

    @cached_property
    def _shared(self) -> dict[str, list[Row]]:
        """By source the rows that another source may name or that tell of its bodies."""
        registers = (field for table in load_schema().of_folder("register") for field in table.fields)
        shared = {*ALIVE, *(table for field in registers for table in field.refers)}
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.tables.rows:
            if row.table.name in shared and row.document != LAW_FOLDER:
                found[row.document].append(row)
        return found


def looked_at(tables: Tables, closed: ClosedBodies) -> dict[str, str]:
    """For each folder a digest of its rows, and of the closed bodies its texts are looked at beside."""
    sources = Sources(tables)
    reasons = sorted((body, reason.why, reason.by) for body, reason in closed.reasons.items())
    told = repr((reasons, sorted(closed.kinds), sorted(closed.decisions.items())))
    beside = digest_of(told, _digests_of(tables.of("bodies")))
    return {name: digest_of(beside, sources.digest(name)) for name in sources.names}


def quads_of(name: str, tables: Tables, iris: Iris) -> Iterator[Quad]:
    """Yield what the rows of a source say, as RDF; `tables` are those of `Sources.tables_of`."""
    mapper = Mapper(tables, iris)
    for row in tables.rows:
        if row.document == name and row.table.rdf_class:
            yield from mapper.quads(row)
            yield from special_quads(mapper, row)


def _named(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        yield row.key[0]
        for field in row.table.fields:
            if field.refers:
                yield from row.texts(field.name)


def _tells_of(row: Row, ids: set[str]) -> bool:
    return row.key[0] in ids or row.text("from") in ids or row.text("to") in ids


def _digests_of(rows: Iterable[Row]) -> Iterator[bytes]:
    return (row.digest for row in rows)
