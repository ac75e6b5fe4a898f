"""SHACL shapes of what `graph/tables.yaml` says of its columns: what each needs, how often, and of which form.

A column becomes a property (`tsunagu.graph.mapping`), so what is said of its cells is said of the property's values:
`ontology/shapes-tables.ttl` is made here and adds to the shapes written by hand, under the same names.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from rdflib import Graph, Literal
from rdflib.namespace import RDFS

from tsunagu.messages import LANGUAGES, Language, text
from tsunagu.ontology.vocabulary import DEFAULT_BASE, Namespaces

if TYPE_CHECKING:
    from tsunagu.graph.schema import Field, Schema, Table

Words = Mapping[Language, str]
INDENT: Final = "    "
DATATYPES: Final = {"date": "date", "yearmonth": "gYearMonth", "integer": "integer", "number": "decimal"}
"""Types of columns whose XSD name differs or is worth naming; `string` and `boolean` are called alike."""
ONE: Final = {(1, 1): "exactly-one", (1, None): "at-least-one", (0, 1): "at-most-one", (0, None): "any-number"}
FIGURE: Final = "tsg:value"
"""A printed figure: a number where it is one, else the words (a column of type `string`)."""
PAGES: Final = ("foaf:homepage", "tsg:officialPage")
"""The columns of text that become IRIs."""
DOCUMENTS: Final = "document"
"""The table whose rows are the documents; what stands in a document names it, the document itself does not."""
REGISTERS: Final = "register"
"""The table whose rows are the registers; what stands in one names it."""
ACTIVITIES: Final = frozenset({"tsg:BodyChange"})
"""Classes of activities (ORG): PROV lets only entities be derived from something."""
UNSAID: Final = frozenset({("bodies", "printed"), ("services", "entry")})
"""Required cells that the mapping does not always say: what is printed is kept from a closed body
(`shape/AllowedOfClosedBody`), and of a service not in operation it says how one will come (`shape/EntryPoint`)."""
NO_ROWS: Final = {"linkages": ("tsg:LinkageDuty", "tsg:InferredLinkage")}
"""Classes below that of a table whose resources are no rows of it: what its columns need, these need not have."""


@dataclass(frozen=True, slots=True)
class PropertyShape:
    """What is asked of the values of one property: its prefixed name, its label, limits in Turtle, the message."""

    path: str
    name: Words
    limits: tuple[str, ...]
    message: Words

    @property
    def turtle(self) -> str:
        """The lines between its brackets."""
        lines = (
            f"sh:path {self.path} ; sh:name {turtle(self.name)} ; sh:severity sh:Violation",
            " ; ".join(self.limits),
            f"sh:message {turtle(self.message)}",
        )
        return " ;\n".join(INDENT * 2 + line for line in lines)


def table_shapes(schema: Schema, terms: Graph, unnamed: Collection[tuple[str, str]], command: str) -> str:
    """The text of `ontology/shapes-tables.ttl`: a node shape for every table whose rows are of a class.

    `terms` holds the labels of classes and properties, `unnamed` the columns (table, column) whose value may be an
    unnamed partner, `command` is named at the head as what makes the file. The same text for the same input. Raises
    `ValueError` where columns of one property contradict each other.
    """
    maker = _Maker(schema, terms, unnamed)
    shapes = (maker.shape(table) for table in schema.tables.values() if table.rdf_class)
    return "\n".join([*_head(command), *("\n".join(lines) + "\n" for lines in shapes)])


def label(terms: Graph, name: str) -> Words:
    """What a class or property is called: its label in the vocabulary, else the name we give to one of others.

    Raises `KeyError` for one of others without a name in the messages.
    """
    shown = terms.objects(Namespaces().expand(name), RDFS.label)
    own = {found.language: str(found) for found in shown if isinstance(found, Literal)}
    key = f"property-{name.replace(':', '-')}"
    return {language: own.get(language) or text(key, language) for language in LANGUAGES}


def turtle(words: Words) -> str:
    """Words in both languages as Turtle.

    >>> turtle({"ja": "名", "en": "name"})
    '"名"@ja , "name"@en'
    """
    return " , ".join(f"{json.dumps(words[language], ensure_ascii=False)}@{language}" for language in LANGUAGES)


def _head(command: str) -> Iterator[str]:
    prefixes = Namespaces().prefixes
    yield f"# Made by {command} from graph/tables.yaml (and the labels of tsunagu.ttl); do not edit."
    yield "# graph/tables.yaml から作成。編集しないでください。"
    yield "#"
    yield "# What the tables say of their columns. What goes further stands in the other files, under the same shapes."
    yield f"@base <{DEFAULT_BASE}> ."
    for prefix in ("tsg", "dcterms", "foaf", "prov", "rdf", "rdfs", "schema", "sh", "skos", "xsd"):
        yield f"@prefix {prefix}: <{prefixes[prefix]}> ."
    yield ""


def _joined(sentences: Iterator[Words]) -> Words:
    between: Words = {"ja": "", "en": " "}
    told = list(sentences)
    return {language: between[language].join(words[language] for words in told) for language in LANGUAGES}


def _words(key: str, **data: object) -> Words:
    return {language: text(f"shape-{key}", language, **data) for language in LANGUAGES}


def _quoted(values: Collection[str]) -> str:
    return " ".join(json.dumps(value, ensure_ascii=False) for value in values)


def _whole(pattern: str) -> str:
    """A pattern that must fit a whole cell, as one that is searched."""
    return f"^({pattern})$" if "|" in pattern else f"^{pattern}$"


class _Maker:
    """Makes the shapes of the tables of one schema."""

    def __init__(self, schema: Schema, terms: Graph, unnamed: Collection[tuple[str, str]]) -> None:
        self.schema = schema
        self.terms = terms
        self.unnamed = unnamed

    def shape(self, table: Table) -> Iterator[str]:
        """The lines of the node shape of a table; where others are of its class too, of one shape a property."""
        if table.name in NO_ROWS:
            for found in self.properties(table):
                yield from self._of_rows_alone(table, found)
            return
        yield from self._opening(table, "")
        for found in self.properties(table):
            yield f"{INDENT}sh:property [\n{found.turtle} ] ;"
        yield f"{INDENT}rdfs:isDefinedBy <ns> ."

    def _opening(self, table: Table, suffix: str) -> Iterator[str]:
        name = f"{table.rdf_class}".partition(":")[2]
        yield f"<shape/{name}{suffix}> a sh:NodeShape ;"
        yield f"{INDENT}sh:targetClass {table.rdf_class} ;"
        yield f"{INDENT}sh:name {turtle(label(self.terms, str(table.rdf_class)))} ;"

    def _of_rows_alone(self, table: Table, found: PropertyShape) -> Iterator[str]:
        yield from self._opening(table, f"-{found.path.partition(':')[2]}")
        yield f"{INDENT}sh:severity sh:Violation ;"
        others = (f"[ sh:property [ sh:path rdf:type ; sh:hasValue {kind} ] ]" for kind in NO_ROWS[table.name])
        yield f"{INDENT}sh:or ( {' '.join(others)} [ sh:property [\n{found.turtle} ] ] ) ;"
        yield f"{INDENT}sh:message {turtle(found.message)} ;"
        yield f"{INDENT}rdfs:isDefinedBy <ns> ."

    def properties(self, table: Table) -> Iterator[PropertyShape]:
        """What is asked of each property of the rows of a table, in the order of the columns."""
        columns: dict[str, list[Field]] = {}
        for field in table.fields:
            if field.property:
                columns.setdefault(field.property, []).append(field)
        for path, fields in columns.items():
            if all(field.language for field in fields):
                yield from self._texts(table, path, fields)
            elif len(fields) == 1 and fields[0].words:
                yield from self._sources(table, path, fields[0])
            elif len(fields) == 1:
                yield self._column(table, path, fields[0])
            else:
                raise ValueError(f"{table.name}: several columns become {path}")
        if table.folder == "document":
            yield from self._provenance(table)
        elif table.folder == "register" and table.name != REGISTERS:
            limits = ("sh:nodeKind sh:IRI", 'sh:pattern "/register/"')
            yield self._asked("tsg:inRegister", 1, 1, limits, [_words("resource")])

    def _provenance(self, table: Table) -> Iterator[PropertyShape]:
        """Where a row of a document's table stands, which no column of its own says."""
        most = None if _is_shared(table) else 1
        paths = [] if table.name == DOCUMENTS else [("tsg:inDocument", "document")]
        if paths and table.rdf_class not in ACTIVITIES:
            paths.append(("prov:wasDerivedFrom", "document"))
        if "spans" in table.columns:
            paths.append(("tsg:locator", "locator"))
        for path, room in paths:
            yield self._asked(path, 1, most, ("sh:nodeKind sh:IRI", f'sh:pattern "/{room}/"'), [_words("resource")])

    def _column(self, table: Table, path: str, field: Field) -> PropertyShape:
        limits, told = self._form(table, field)
        return self._asked(path, _least(table, field), _most(table, field), limits, told)

    def _sources(self, table: Table, path: str, field: Field) -> Iterator[PropertyShape]:
        """Sources: pages and provisions by their address, what has none in words; at least one of both where needed."""
        noted, spoken = field.words or ("", "")
        yield self._asked(path, 0, None, ("sh:nodeKind sh:IRI", 'sh:pattern "^https?://"'), [_words("address")])
        languages = spoken.split("/")
        told = [_words("in-language", languages=" / ".join(languages))]
        yield self._asked(noted, 0, None, (f"sh:languageIn ( {_quoted(languages)} )", "sh:minLength 1"), told)
        if _least(table, field):
            needed = self._asked(path, 1, None, (), [_words("address-or-words")])
            yield replace(needed, path=f"[ sh:alternativePath ( {path} {noted} ) ]")

    def _asked(
        self, path: str, least: int, most: int | None, limits: tuple[str, ...], told: list[Words]
    ) -> PropertyShape:
        name = label(self.terms, path)
        counts = [f"sh:minCount {least}"] * bool(least) + [f"sh:maxCount {most}"] * bool(most)
        first = {language: text(f"shape-{ONE[least, most]}", language, name=name[language]) for language in LANGUAGES}
        return self._told(path, (*counts, *limits), _joined(iter([first, *told])))

    def _told(self, path: str, limits: tuple[str, ...], told: Words) -> PropertyShape:
        name = label(self.terms, path)
        message = {
            language: text("shape-told", language, name=name[language], told=told[language]) for language in LANGUAGES
        }
        return PropertyShape(path, name, limits, message)

    def _form(self, table: Table, field: Field) -> tuple[tuple[str, ...], list[Words]]:
        """The form of the values of a column, in Turtle and in words."""
        if field.refers:
            places = dict.fromkeys(str(self.schema.tables[name].iri).partition("/")[0] for name in field.refers)
            named = [*places, *(["unnamed"] if (table.name, field.name) in self.unnamed else [])]
            return _resource(named)
        if field.type == "period":
            return _resource(["period"])
        if field.scheme:
            concepts = " ".join(f"<{field.scheme}/{choice}>" for choice in field.choices)
            return (f"sh:in ( {concepts} )",), [_words("of-scheme", scheme=field.scheme)]
        if field.choices:
            return (f"sh:in ( {_quoted(field.choices)} )",), [_words("of-list", values=", ".join(field.choices))]
        if field.property in PAGES:
            return ("sh:nodeKind sh:IRI",), [_words("resource")]
        if field.property == FIGURE and field.type == "string":
            return ("sh:or ( [ sh:datatype xsd:decimal ] [ sh:datatype rdf:langString ] )",), [_words("figure")]
        return _literal(field)

    def _texts(self, table: Table, path: str, fields: list[Field]) -> Iterator[PropertyShape]:
        """Texts in languages: one column a language, or one column for all."""
        needed = {language: _least(table, field) for field in fields for language in _languages(table, field)}
        most = min((_most(table, field) or 0 for field in fields), default=0)
        limits = (f"sh:languageIn ( {_quoted(needed)} )", "sh:minLength 1")
        told = [_words("in-language", languages=" / ".join(needed))]
        if len(fields) == 1:
            yield self._asked(path, _least(table, fields[0]), _most(table, fields[0]), limits, told)
        elif most and len(set(needed.values())) == 1:
            least = sum(needed.values())
            counts = (f"sh:minCount {least}",) if least else ()
            words = _words("one-in-each" if least else "at-most-one-in-each")
            yield self._told(path, (*counts, "sh:uniqueLang true", *limits), words)
        else:
            yield self._asked(path, 0, None, (*["sh:uniqueLang true"] * bool(most), *limits), told)
            yield from (self._lacking(path, language) for language, least in needed.items() if least)

    def _lacking(self, path: str, language: str) -> PropertyShape:
        name = label(self.terms, path)
        meant = _words(f"language-{language}")
        told = {
            spoken: text("shape-lacks-language", spoken, name=name[spoken], language=meant[spoken])
            for spoken in LANGUAGES
        }
        shape = f'sh:qualifiedValueShape [ sh:languageIn ( "{language}" ) ; sh:minLength 1 ]'
        return self._told(path, (shape, "sh:qualifiedMinCount 1"), told)


def _is_shared(table: Table) -> bool:
    """Whether several documents may speak of one resource, so that there may be several values of what is one here."""
    return table.folder == "document" and table.name != DOCUMENTS and "{document}" not in str(table.iri)


def _least(table: Table, field: Field) -> int:
    return int(field.required and (table.name, field.name) not in UNSAID)


def _most(table: Table, field: Field) -> int | None:
    return None if field.listed or (_is_shared(table) and field.name not in table.key) else 1


def _languages(table: Table, field: Field) -> tuple[str, ...]:
    """The languages a column's text may be in: its own, or the choices of the column that tells it."""
    told = str(field.language)
    return table.field(told[1:-1]).choices if told.startswith("{") else tuple(told.split("/"))


def _resource(rooms: list[str]) -> tuple[tuple[str, ...], list[Words]]:
    found = rooms[0] if len(rooms) == 1 else f"({'|'.join(rooms)})"
    return ("sh:nodeKind sh:IRI", f'sh:pattern "/{found}/"'), [_words("resource")]


def _literal(field: Field) -> tuple[tuple[str, ...], list[Words]]:
    datatype = DATATYPES.get(field.type, field.type)
    limits, told = [f"sh:datatype xsd:{datatype}"], [_words("datatype", datatype=datatype)]
    if field.minimum is not None:
        limits.append(f"sh:minInclusive {field.minimum}")
        told.append(_words("minimum", minimum=field.minimum))
    if field.pattern:
        limits.append(f"sh:pattern {json.dumps(_whole(field.pattern), ensure_ascii=False)}")
        told.append(_words("form", pattern=field.pattern))
    elif datatype == "string":
        limits.append("sh:minLength 1")
    return tuple(limits), told
