"""RDF that no single column says: kinds of bodies, unnamed partners, provisions, periods, shortcuts of tags."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from tsunagu.graph.cells import LIST_MARK, Period, TypedValue
from tsunagu.graph.concept_words import concept_words
from tsunagu.graph.iris import CONCEPT_TABLES, Iris
from tsunagu.graph.mapping import UNNAMED_IN_ENGLISH, Mapper, japanese, typed_literal
from tsunagu.graph.references import UNNAMED
from tsunagu.graph.rows import Row

BODY_CLASSES = {
    "organisation": "tsg:FormalBody",
    "unit": "tsg:Unit",
    "facility": "tsg:Facility",
    "post": "tsg:SupportPost",
    "desk": "tsg:Desk",
    "collaboration": "tsg:Collaboration",
    "programme": "tsg:ProgrammeBody",
}
TAG_SHORTCUTS = {
    "function": "tsg:fulfilsFunction",
    "need": "tsg:meetsNeed",
    "target_group": "tsg:forGroup",
    "stage": "tsg:atStage",
}
STANDARD_AREA = "http://data.e-stat.go.jp/lod/sac/C"
"""Standard area codes in the linked data of the Statistics Bureau: these letters and five digits (decision 0041)."""
WIKIDATA = "http://www.wikidata.org/entity/"
NOT_STATED = "（本資料に記載なし）"
GOVERNMENT_SUFFIXES = ("市", "町", "村", "区", "県", "府", "都", "道")


def special_quads(mapper: Mapper, row: Row) -> Iterator[Quad]:
    """Yield the quads of one row that its column descriptions cannot express."""
    handler = _HANDLERS.get(row.table.name)
    if handler:
        yield from handler(mapper, row)
    if row.table.name in CONCEPT_TABLES:
        yield from _concept(mapper, row)
    if row.table.folder == "japan":
        yield from _legal_basis(mapper, row)


def _concept(mapper: Mapper, row: Row) -> Iterator[Quad]:
    graph, subject = mapper.graph(row), mapper.subject(row)
    scheme = NamedNode(mapper.iris.path("scheme", CONCEPT_TABLES[row.table.name][1]))
    yield Quad(subject, mapper.node("rdf:type"), mapper.node("skos:Concept"), graph)
    yield Quad(subject, mapper.node("skos:inScheme"), scheme, graph)
    yield Quad(subject, mapper.node("skos:notation"), Literal(row.key[0]), graph)
    yield from _place_in_scheme(mapper, row, scheme)
    for language in ("ja", "en"):
        label = Literal(row.text(f"label_{language}"), language=language)
        yield Quad(subject, mapper.node("skos:prefLabel"), label, graph)


def _place_in_scheme(mapper: Mapper, row: Row, scheme: NamedNode) -> Iterator[Quad]:
    """What is broader says what is narrower, what is related is so both ways; who has nothing broader is on top."""
    graph, subject = mapper.graph(row), mapper.subject(row)
    for column, inverse in (("broader", "skos:narrower"), ("related", "skos:related")):
        for value in row.texts(column):
            other = mapper.referred(row, row.table.field(column), value)
            yield Quad(other, mapper.node(inverse), subject, graph)
    if not row.texts("broader"):
        yield Quad(subject, mapper.node("skos:topConceptOf"), scheme, graph)
        yield Quad(scheme, mapper.node("skos:hasTopConcept"), subject, graph)


def _legal_basis(mapper: Mapper, row: Row) -> Iterator[Quad]:
    graph, subject = mapper.graph(row), mapper.subject(row)
    references = list(row.texts("statutes_articles"))
    if row.table.name not in ("articles", "statutes") and row.text("statute"):
        references += [f"{row.text('statute')}:{article}" for article in row.texts("article") or ("",)]
    for reference in references:
        yield Quad(subject, mapper.node("tsg:legalBasis"), mapper.provision(reference), graph)


def _body(mapper: Mapper, row: Row) -> Iterator[Quad]:
    graph, subject = mapper.graph(row), mapper.subject(row)
    classes = [BODY_CLASSES[row.text("kind")]]
    if is_local_government(row):
        classes.append("tsg:LocalGovernment")
    for name in classes:
        yield Quad(subject, mapper.node("rdf:type"), mapper.node(name), graph)


def is_local_government(row: Row) -> bool:
    """Tell whether a row of `bodies` is the city or prefecture itself, not a part of it."""
    top = row.text("kind") == "organisation" and not row.text("part_of") and row.text("place") != "jp"
    return top and row.text("label_ja").endswith(GOVERNMENT_SUFFIXES)


def _label(mapper: Mapper, row: Row) -> Iterator[Quad]:
    """A linkage is called after its ends."""
    for language in ("ja", "en"):
        ends = [mapper.name(row, row.table.field(column), language) for column in ("from", "to")]
        label = Literal(" → ".join(ends), language=language)
        yield Quad(mapper.subject(row), mapper.node("rdfs:label"), label, mapper.graph(row))


def _linkage(mapper: Mapper, row: Row) -> Iterator[Quad]:
    yield from _label(mapper, row)
    for end in ("from", "to"):
        yield from _unnamed(mapper, row, (end,), row.text(f"{end}_printed"))
    for reference in row.texts("legal_basis"):
        provision = mapper.provision(reference, row.document)
        yield Quad(mapper.subject(row), mapper.node("tsg:legalBasis"), provision, mapper.graph(row))


def _service(mapper: Mapper, row: Row) -> Iterator[Quad]:
    """Who gives it may be left open; the ways to use it also stand in words, in the order of the column's choices."""
    yield from _unnamed(mapper, row, ("provider",), "")
    words, ways = concept_words("channel"), set(row.texts("channels"))
    for language in ("ja", "en") if ways else ():
        told = LIST_MARK.join(words[way][language] for way in row.table.field("channels").choices if way in ways)
        said = Literal(told, language=language)
        yield Quad(mapper.subject(row), mapper.node("tsg:channelsInWords"), said, mapper.graph(row))


def _responsibility(mapper: Mapper, row: Row) -> Iterator[Quad]:
    yield from _unnamed(mapper, row, ("body",), row.text("printed"))


def _membership(mapper: Mapper, row: Row) -> Iterator[Quad]:
    """A membership is called after its member and the council."""
    subject, graph = mapper.subject(row), mapper.graph(row)
    member = row.table.field("member")
    for language in ("ja", "en"):
        open_name = {"ja": row.text("printed"), "en": UNNAMED_IN_ENGLISH}[language]
        named = open_name if row.text("member") == UNNAMED else mapper.name(row, member, language)
        council = mapper.name(row, row.table.field("council"), language)
        yield Quad(subject, mapper.node("rdfs:label"), Literal(f"{named} → {council}", language=language), graph)
    yield from _unnamed(mapper, row, ("member",), row.text("printed"))


def _participation(mapper: Mapper, row: Row) -> Iterator[Quad]:
    """A participation is called after its body; a competent authority is also told as CPSV-AP tells it."""
    subject, graph = mapper.subject(row), mapper.graph(row)
    yield Quad(subject, mapper.node("dcterms:identifier"), Literal(" / ".join(row.key)), graph)
    for language in ("ja", "en"):
        named = [mapper.name(row, row.table.field(column), language) for column in ("body", "service")]
        yield Quad(subject, mapper.node("rdfs:label"), Literal(named[0], language=language), graph)
        told = Literal(" → ".join(named), language=language)
        yield Quad(subject, mapper.node("dcterms:description"), told, graph)
    if row.text("role") == "competent_authority":
        service, body = mapper.of_row(row, "service"), mapper.of_row(row, "body")
        yield Quad(service, mapper.node("cv:hasCompetentAuthority"), body, graph)


def _contact(mapper: Mapper, row: Row) -> Iterator[Quad]:
    """A contact is called by its number, address or hours."""
    said = (row.text(column) for column in ("phone", "email", "url", "hours"))
    label = next((text for text in said if text), row.text("channel"))
    for language in ("ja", "en"):
        yield Quad(mapper.subject(row), mapper.node("rdfs:label"), Literal(label, language=language), mapper.graph(row))


def _register(mapper: Mapper, row: Row) -> Iterator[Quad]:
    """A register is called by its title."""
    for language in ("ja", "en"):
        label = Literal(row.text(f"title_{language}"), language=language)
        yield Quad(mapper.subject(row), mapper.node("rdfs:label"), label, mapper.graph(row))


def _match(mapper: Mapper, row: Row) -> Iterator[Quad]:
    """A match is called after the desk and the body."""
    for language in ("ja", "en"):
        names = [mapper.name(row, row.table.field(column), language) for column in ("desk", "body")]
        label = Literal(" = ".join(names), language=language)
        yield Quad(mapper.subject(row), mapper.node("rdfs:label"), label, mapper.graph(row))


def _unnamed(mapper: Mapper, row: Row, columns: tuple[str, ...], printed: str) -> Iterator[Quad]:
    """A party the text leaves open is a resource of its own, never guessed into a body."""
    graph = mapper.graph(row)
    for column in columns:
        if row.text(column) == UNNAMED:
            partner = mapper.referred(row, row.table.field(column), UNNAMED)
            yield Quad(partner, mapper.node("rdf:type"), mapper.node("tsg:UnnamedPartner"), graph)
            for label in (japanese(printed or NOT_STATED), Literal(UNNAMED_IN_ENGLISH, language="en")):
                yield Quad(partner, mapper.node("rdfs:label"), label, graph)


def _citation(mapper: Mapper, row: Row) -> Iterator[Quad]:
    """A cited article is linked where the graph describes it; else its number stands as printed beside the statute."""
    provision = mapper.provision(f"{row.text('statute')}:{row.text('article')}", row.document)
    if mapper.is_described(provision):
        yield Quad(mapper.subject(row), mapper.node("tsg:citesArticle"), provision, mapper.graph(row))


def _tag(mapper: Mapper, row: Row) -> Iterator[Quad]:
    measure = mapper.referred(row, row.table.field("row"), row.text("row"))
    concept = mapper.referred(row, row.table.field("concept"), row.text("concept"))
    yield Quad(measure, mapper.node(TAG_SHORTCUTS[row.text("scheme")]), concept, mapper.graph(row))


def periods_in(rows: Iterable[Row]) -> list[str]:
    """The periods that rows name, each once, in order."""
    columns: dict[str, list[str]] = {}
    found: set[str] = set()
    for row in rows:
        table = row.table
        if table.name not in columns:
            columns[table.name] = [field.name for field in table.fields if field.type == "period" and table.rdf_class]
        for column in columns[table.name]:
            found.update(value.text for value in row.values.get(column, ()) if isinstance(value, Period))
    return sorted(found)


def periods_of(named: Iterable[str], iris: Iris) -> Iterator[Quad]:
    """Yield the resources of some periods in the graph of the vocabulary."""
    graph = NamedNode(iris.graph("vocabulary"))
    for text in named:
        yield from period_quads(iris, Period(text), graph)


def period_quads(iris: Iris, period: Period, graph: NamedNode) -> Iterator[Quad]:
    """Yield the resource of a period: its first and last day and its names."""

    def node(short: str) -> NamedNode:
        return NamedNode(iris.expand(short))

    subject = NamedNode(iris.path("period", period.text))
    yield Quad(subject, node("rdf:type"), node("tsg:Period"), graph)
    edges: tuple[tuple[str, TypedValue], ...] = (("tsg:validFrom", period.start), ("tsg:validUntil", period.end))
    for name, day in edges:
        yield Quad(subject, node(name), typed_literal(day, "date"), graph)
    yield Quad(subject, node("skos:notation"), Literal(period.text), graph)
    yield Quad(subject, node("rdfs:label"), Literal(japanese_period(period.text), language="ja"), graph)
    yield Quad(subject, node("rdfs:label"), Literal(period.text.replace("/", "–"), language="en"), graph)


def japanese_period(text: str) -> str:
    """A period as a Japanese reader writes it.

    >>> japanese_period("FY2026/FY2031")
    '2026年度～2031年度'
    """
    names = {0: "年", 1: "月", 2: "日"}
    shown = []
    for part in text.split("/"):
        if part.startswith("FY"):
            shown.append(f"{part[2:]}年度")
        else:
            shown.append("".join(f"{int(piece)}{names[n]}" for n, piece in enumerate(part.split("-"))))
    return "～".join(shown)


def _place(mapper: Mapper, row: Row) -> Iterator[Quad]:
    """The standard area code is the local government code without its check digit; the nation has none."""
    code = row.text("code")
    if code.isdigit():
        area = NamedNode(f"{STANDARD_AREA}{code[:5]}")
        yield Quad(mapper.subject(row), mapper.node("tsg:standardAreaCode"), area, mapper.graph(row))


def _identifier(mapper: Mapper, row: Row) -> Iterator[Quad]:
    """An identifier is called after itself, and its place leads to it."""
    place, graph, told = mapper.of_row(row, "place"), mapper.graph(row), row.text("identifier")
    for language in ("ja", "en"):
        yield Quad(mapper.subject(row), mapper.node("rdfs:label"), Literal(told, language=language), graph)
    if row.text("scheme") == "wikidata":
        yield Quad(place, mapper.node("tsg:wikidataItem"), NamedNode(f"{WIKIDATA}{told}"), graph)
    else:
        yield Quad(place, mapper.node("tsg:corporateNumber"), Literal(told), graph)


_HANDLERS: dict[str, Callable[[Mapper, Row], Iterator[Quad]]] = {
    "bodies": _body,
    "council_members": _membership,
    "identifiers": _identifier,
    "places": _place,
    "linkage_duties": _label,
    "linkages": _linkage,
    "responsibilities": _responsibility,
    "services": _service,
    "service_providers": _participation,
    "contacts": _contact,
    "law_citations": _citation,
    "tags": _tag,
    "register": _register,
    "matches": _match,
}
