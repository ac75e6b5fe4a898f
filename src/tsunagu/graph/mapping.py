"""Rows become RDF: one resource per row, one property per column, as `graph/tables.yaml` says.

What the description cannot say (subclasses of bodies, unnamed partners, provisions of law) is in
`tsunagu.graph.special`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from tsunagu.characters import is_japanese
from tsunagu.graph.cells import PAGES, Period, TypedValue, is_address
from tsunagu.graph.days import NEVER, Days, Standing
from tsunagu.graph.iris import CONCEPT_TABLES, Iris, article_path
from tsunagu.graph.references import UNNAMED, References
from tsunagu.graph.rows import Row, Tables
from tsunagu.graph.schema import Field

Term = NamedNode | Literal
_XSD = "http://www.w3.org/2001/XMLSchema#"
STANDING = frozenset({"bodies", "services", "linkages", "linkage_duties", "council_members"})
"""Tables whose rows stand from a day until a day."""
ACTIVITIES = frozenset({"body_changes"})
"""Tables whose rows are activities to PROV: only what is no activity was derived from something."""
EITHER = "ja/en"
"""The language of a column whose texts are Japanese or English: notes."""
UNNAMED_IN_ENGLISH = "unnamed partner"
"""What a partner that the text leaves open is called in English: the printed word is Japanese."""
ENTRY, PLANNED_ENTRY = "tsg:entryPoint", "tsg:plannedEntryPoint"
_DECIMAL = re.compile(r"^-?\d+(\.\d+)?$")


class Mapper:
    """Turns the rows of one set of tables into quads. O(cells)."""

    def __init__(self, tables: Tables, iris: Iris) -> None:
        self.tables = tables
        self.iris = iris
        self.standing = Standing(tables)
        self.references = References(tables)
        self._nodes: dict[str, NamedNode] = {}
        self._graphs: dict[str, NamedNode] = {}
        self._subject_of: dict[int, tuple[Row, NamedNode]] = {}
        """By the identity of rows, which stay while they stand here."""
        self._laws = {
            (row.document, row.key[0]): self.subject(row)
            for row in tables.rows
            if row.table.name in ("statutes", "local_laws")
        }
        self._articles = {self.subject(row) for row in tables.of("articles")}
        self._files = {row.document: row for row in tables.of("document")}
        self._subjects = {(row.document, row.table.name, row.key[0]): row for row in tables.rows}
        self._bodies = {row.key[0]: row for row in tables.of("bodies")}

    def node(self, short: str) -> NamedNode:
        """A property or class by its prefixed name, such as `tsg:about`."""
        found = self._nodes.get(short)
        if found is None:
            found = self._nodes[short] = NamedNode(self.iris.expand(short))
        return found

    def graph(self, row: Row) -> NamedNode:
        """The named graph a row's facts stand in: that of its document, or of law."""
        found = self._graphs.get(row.document)
        if found is None:
            found = self._graphs[row.document] = NamedNode(self.iris.graph(row.document))
        return found

    def subject(self, row: Row) -> NamedNode:
        """The resource a row describes, by the IRI pattern of its table; made once."""
        known = self._subject_of.get(id(row))
        if known is None:
            known = self._subject_of[id(row)] = row, self._made_subject(row)
        return known[1]

    def _made_subject(self, row: Row) -> NamedNode:
        name = row.table.name
        if name in CONCEPT_TABLES:
            return NamedNode(self.iris.table_concept(name, row.key[0]))
        if name == "statutes":
            return NamedNode(self.iris.law(row.text("egov_id") or row.key[0]))
        if name == "articles":
            return self.provision(f"{row.text('statute')}:{row.text('article')}")
        pattern = row.table.iri or f"{name}/{{{row.table.key[0]}}}"
        parts = [self._fill(part, row) for part in pattern.split("/")]
        return NamedNode(self.iris.path(*parts))

    def _fill(self, part: str, row: Row) -> str:
        if not part.startswith("{"):
            return part
        column = part.strip("{}")
        return row.document if column == "document" else row.text(column)

    def provision(self, reference: str, document: str = "japan") -> NamedNode:
        """The node of `law_dv:3(1)`; a citation without readable article is the statute itself.

        A text without e-Gov law id (a notice, a local rule of `document`) goes by its own id.
        """
        statute, _, article = reference.partition(":")
        known = self._laws.get((document, statute)) or self._laws.get(("japan", statute))
        law = known or NamedNode(self.iris.law(statute))
        path = article_path(article)
        return NamedNode(f"{law.value}/{path}") if path else law

    def is_described(self, provision: NamedNode) -> bool:
        """Tell whether a row of `articles` describes a provision."""
        return provision in self._articles

    def referred(self, row: Row, field: Field, value: str) -> NamedNode:
        """The resource of the row that a value names (checked on reading); an unnamed partner is one of its own."""
        if value == UNNAMED:
            return NamedNode(self.iris.path("unnamed", row.document, f"{row.key[0]}-{field.name}"))
        return self.subject(self._row(row, field, value))

    def _row(self, row: Row, field: Field, value: str) -> Row:
        table = self.references.table_of(value, field.refers, row.document) or field.refers[0]
        scope = row.document if (row.document, table, value) in self._subjects else "japan"
        return self._subjects.get((scope, table, value)) or self._bodies[value]

    def name(self, row: Row, field: Field, language: str) -> str:
        """What the row a column refers to is called; an unnamed partner by its printed word in Japanese, else by ？."""
        value = row.text(field.name)
        if value == UNNAMED:
            return UNNAMED_IN_ENGLISH if language == "en" else row.text(f"{field.name}_printed") or "？"
        return self._row(row, field, value).text(f"label_{language}")

    def of_row(self, row: Row, column: str) -> NamedNode:
        """The resource a column of a row names."""
        return self.referred(row, row.table.field(column), row.text(column))

    def quads(self, row: Row) -> Iterator[Quad]:
        """Yield every quad of one row of a table that has a class."""
        graph, subject = self.graph(row), self.subject(row)
        yield Quad(subject, self.node("rdf:type"), self.node(row.table.rdf_class or "rdfs:Resource"), graph)
        for field in row.table.fields:
            said = self._property(row, field)
            for value in row.values.get(field.name, ()) if said else ():
                name, term = self._source(row, field, value) if field.words else (said, self.term(row, field, value))
                yield Quad(subject, self.node(name), term, graph)
        if row.table.folder == "document":
            yield from self._provenance(row, subject, graph)
        elif row.table.folder == "register":
            yield from self._listed(row, subject, graph)
        if row.table.name in STANDING:
            yield from self.stands(subject, self.standing.of_fact(row), graph)

    def _property(self, row: Row, field: Field) -> str:
        """The property of a column; of a desk that is not open, only how it is meant to be used is said."""
        if field.property != ENTRY or self.standing.of_fact(row) != NEVER:
            return field.property or ""
        return "" if row.text("status") == "ended" else PLANNED_ENTRY

    def stands(self, subject: NamedNode, days: Days, graph: NamedNode) -> Iterator[Quad]:
        """Yield from which day and until which day a fact stands; both are always written."""
        for name, day in (("tsg:standsFrom", days.begins), ("tsg:standsUntil", days.ends)):
            yield Quad(subject, self.node(name), typed_literal(day, "date"), graph)

    def _source(self, row: Row, field: Field, value: TypedValue) -> tuple[str, Term]:
        """A source as the page it names or the provision, else as words under a property of their own."""
        source, (worded, spoken) = str(value), field.words or ("", "")
        if is_address(source):
            return str(field.property), NamedNode(source)
        if (row.document, source.partition(":")[0]) in self._laws or ("japan", source.partition(":")[0]) in self._laws:
            return str(field.property), self.provision(source, row.document)
        return worded, Literal(source, language=_language(row, spoken, source))

    def term(self, row: Row, field: Field, value: TypedValue) -> Term:
        """A value of a column as RDF: the resource it names, else a text with its language or a typed literal."""
        if field.refers:
            return self.referred(row, field, str(value))
        if field.scheme:
            return NamedNode(self.iris.concept(field.scheme, str(value)))
        if isinstance(value, Period):
            return NamedNode(self.iris.path("period", value.text))
        if field.language:
            return Literal(str(value), language=_language(row, field.language, str(value)))
        if field.property == "tsg:value":
            return _figure(str(value))
        if field.property in PAGES:
            return NamedNode(str(value))
        return typed_literal(value, field.type)

    def _provenance(self, row: Row, subject: NamedNode, graph: NamedNode) -> Iterator[Quad]:
        document = NamedNode(self.iris.path("document", row.document))
        if subject != document:
            yield Quad(subject, self.node("tsg:inDocument"), document, graph)
            if row.table.name not in ACTIVITIES:
                yield Quad(subject, self.node("prov:wasDerivedFrom"), document, graph)
        if "spans" in row.values:
            yield from self._locator(row, subject, document, graph)

    def _listed(self, row: Row, subject: NamedNode, graph: NamedNode) -> Iterator[Quad]:
        """Yield in which register a row stands, and that a desk rests on that alone."""
        if row.table.name != "register":
            register = NamedNode(self.iris.path("register", row.document))
            yield Quad(subject, self.node("tsg:inRegister"), register, graph)
        if row.table.name == "desks":
            yield Quad(subject, self.node("tsg:layer"), NamedNode(self.iris.concept("layer", "listed")), graph)

    def _locator(self, row: Row, subject: NamedNode, document: NamedNode, graph: NamedNode) -> Iterator[Quad]:
        parts = ["locator", row.document, row.table.name, *row.key]
        locator = NamedNode(self.iris.path(*parts))
        item = row.text("row") or row.key[0]
        yield Quad(subject, self.node("tsg:locator"), locator, graph)
        yield Quad(locator, self.node("rdf:type"), self.node("tsg:SourceLocator"), graph)
        yield Quad(locator, self.node("tsg:inDocument"), document, graph)
        yield Quad(locator, self.node("tsg:item"), Literal(item), graph)
        yield Quad(locator, self.node("tsg:section"), japanese(self._section_path(row, item)), graph)
        sha = self._files[row.document].text("sha256")
        yield Quad(locator, self.node("tsg:sha256"), Literal(sha), graph)
        for number, (span, word) in enumerate(row.anchors(), start=1):
            place = NamedNode(f"{locator.value}/span-{number}")
            yield Quad(locator, self.node("tsg:span"), place, graph)
            yield Quad(place, self.node("rdf:type"), self.node("tsg:SourceSpan"), graph)
            yield Quad(place, self.node("tsg:start"), typed_literal(span.start, "integer"), graph)
            yield Quad(place, self.node("tsg:end"), typed_literal(span.end, "integer"), graph)
            if word:
                yield Quad(place, self.node("tsg:anchor"), japanese(word), graph)
            yield Quad(place, self.node("tsg:spanOrder"), typed_literal(number, "integer"), graph)

    def _section_path(self, row: Row, item: str) -> str:
        measure = self._subjects.get((row.document, "measures", item))
        at = measure.text("section") if measure else item
        labels: list[str] = []
        while (section := self._subjects.get((row.document, "sections", at))) is not None:
            labels.insert(0, section.text("label_ja"))
            at = section.text("parent")
        return " > ".join(labels)


def typed_literal(value: TypedValue, kind: str) -> Literal:
    """A value with its XSD datatype; `kind`, the type of the column, tells a year and month from a text."""
    if isinstance(value, bool):
        return Literal("true" if value else "false", datatype=NamedNode(_XSD + "boolean"))
    if isinstance(value, int):
        return Literal(str(value), datatype=NamedNode(_XSD + "integer"))
    if isinstance(value, Decimal):
        return Literal(str(value), datatype=NamedNode(_XSD + "decimal"))
    if isinstance(value, date):
        return Literal(value.isoformat(), datatype=NamedNode(_XSD + "date"))
    if kind == "yearmonth":
        return Literal(str(value), datatype=NamedNode(_XSD + "gYearMonth"))
    return Literal(str(value))


def _figure(text: str) -> Literal:
    return Literal(text, datatype=NamedNode(_XSD + "decimal")) if _DECIMAL.match(text) else japanese(text)


def japanese(text: str) -> Literal:
    """A text as Japanese: what a document prints, and notes on it."""
    return Literal(text, language="ja")


def _language(row: Row, told: str, value: str) -> str:
    """The language of a text: `ja` as it stands, `ja/en` by its letters, `{language}` from the column of that name."""
    if told == EITHER:
        return "ja" if is_japanese(value) else "en"
    return row.text(told[1:-1]) if told.startswith("{") else told
