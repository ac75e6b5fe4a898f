"""The picture of one document: its bodies, the partners it leaves open, and its linkages.

Read from any engine through `queries/pictures/*.rq`, in one language. Nothing is inferred here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tsunagu.disclosure.guard import Guard
from tsunagu.disclosure.shown import Shown
from tsunagu.errors import NameUnknown
from tsunagu.graph.iris import Iris
from tsunagu.graph.problems import nearest
from tsunagu.messages import Language, text
from tsunagu.queries.catalogue import load_catalogue
from tsunagu.queries.engines import Engine
from tsunagu.queries.parameters import fill
from tsunagu.viz.scenes.scene import Link, Node, Scene, Source, Spot, Subject

Row = dict[str, str]
ZONES = ("office", "meeting", "outside", "type", "unnamed", "alone", "unlinked")


@dataclass(frozen=True)
class Document:
    """What the reader must know of the document behind a picture."""

    id: str
    iri: str
    title: str
    authority: str
    authority_iri: str
    kind: str
    scope: str
    begins: str
    ends: str
    sha256: str


def document_scene(document: Document, nodes: Sequence[Node], links: Sequence[Link], language: Language,
                   withheld: int = 0) -> Scene:  # fmt: skip
    """Return the scene of one document from its nodes and links."""
    subject = Subject(
        "document", document.id, document.title, text("page-document-heading", language),
        text("page-picture-intro", language, authority=document.authority), zone_titles(document.authority, language),
        facts(nodes, links), _about(document, language), sources=(Source("A", document.id, document.title),),
    )  # fmt: skip
    return Scene(subject, tuple(nodes), tuple(links), withheld)


def zone_titles(authority: str, language: Language) -> dict[str, str]:
    """Return the titles of the zones of a picture around one authority."""
    return {zone: text(f"page-zone-{zone}", language, authority=authority) for zone in ZONES}


def facts(nodes: Iterable[Node], links: Iterable[Link]) -> tuple[tuple[str, int], ...]:
    """Return the figures at the head of a page: bodies, links, links to unnamed partners, bodies without a link."""
    forms = {node.iri: node.form for node in nodes}
    bodies = [iri for iri, form in forms.items() if form not in ("unnamed", "type", "expected")]
    ends = [{link.start, link.end} for link in links]
    linked = set().union(*ends)
    return (
        ("page-fact-bodies", len(bodies)),
        ("page-fact-links", len(ends)),
        ("page-fact-unnamed", sum(any(forms[end] == "unnamed" for end in pair) for pair in ends)),
        ("page-fact-unlinked", sum(body not in linked for body in bodies)),
    )


def _about(document: Document, language: Language) -> tuple[tuple[str, str], ...]:
    period = f"{document.begins}–{document.ends}" if document.begins or document.ends else ""
    return (
        ("page-about-title", document.title),
        ("page-about-authority", document.authority),
        ("page-about-kind", document.kind),
        ("page-about-period", period or text("page-about-period-unknown", language)),
        ("page-about-scope", document.scope),
        ("page-about-hash", document.sha256),
    )


def read_documents(engine: Engine, iris: Iris, language: Language) -> list[Document]:
    """Return every document of the graph, by id."""
    return [_document(row, language) for row in _ask(engine, iris, "documents-to-draw")]


def read_document_scene(engine: Engine, iris: Iris, guard: Guard, document_id: str, language: Language) -> Shown[Scene]:
    """The scene of one document as `guard` shows it; raises `NameUnknown` where there is no such document."""
    documents = {document.id: document for document in read_documents(engine, iris, language)}
    if document_id not in documents:
        raise NameUnknown("name-unknown", name=document_id, near=nearest(document_id, documents) or "-")
    return guard.scene(_Reader(engine, iris, guard, documents[document_id], language).read())


def _ask(engine: Engine, iris: Iris, query: str, **values: str) -> list[Row]:
    return engine.select(fill(load_catalogue().get(query), values, iris)).as_dicts()


def _document(row: Row, language: Language) -> Document:
    return Document(
        row["id"], row["document"], row[f"title_{language}"], row[f"authority_{language}"], row["authority"],
        row[f"kind_{language}"], row[f"scope_{language}"], row["begins"], row["ends"], row["sha256"],
    )  # fmt: skip


class _Reader:
    """Asks the questions about one document once and puts the answers together."""

    def __init__(self, engine: Engine, iris: Iris, guard: Guard, document: Document, language: Language) -> None:
        self.iris, self.guard = iris, guard
        self.document = document
        self.language = language
        self._bodies = _first_by("body", _ask(engine, iris, "bodies-to-draw", document=document.iri))
        self._linkages = _ask(engine, iris, "linkages-to-draw", document=document.iri)
        self._spots = _spots(_ask(engine, iris, "anchors-to-draw", document=document.iri))
        self._led: dict[str, list[str]] = defaultdict(list)
        for row in _ask(engine, iris, "rows-led-to-draw", document=document.iri):
            self._led[row["body"]].append(row["row"])

    def read(self) -> Scene:
        """Return nodes by IRI and links by place in the text."""
        nodes = {iri: self._body(row) for iri, row in self._bodies.items()}
        links, withheld = [], 0
        for row in _first_by("link", self._linkages).values():
            if self.guard.runs(
                _local(row["kind"]), *(row[end].removeprefix(self.iris.base) for end in ("start", "end"))
            ):
                withheld += 1
                continue
            for end in ("start", "end"):
                if row[end] not in nodes:
                    nodes[row[end]] = self._other(row, end)
            links.append(self._link(row))
        ordered = sorted(links, key=lambda link: (_position(link.spots), link.iri))
        return document_scene(self.document, [nodes[iri] for iri in sorted(nodes)], ordered, self.language, withheld)

    def _body(self, row: Row) -> Node:
        label, kind = row[f"label_{self.language}"], row[f"kind_{self.language}"]
        form = "government" if self._is_office(row["body"]) and row["government"] else _local(row["kind"])
        zone = self._zone(row)
        spots, rows = self._spots.get(row["body"], ()), tuple(sorted(set(self._led[row["body"]]), key=_natural))
        status = row[f"status_{self.language}"]
        return Node(row["body"], label, kind, form, zone, kana=row["kana"], status=status, spots=spots, rows=rows)

    def _zone(self, row: Row) -> str:
        if _local(row["kind"]) == "collaboration":
            return "meeting"
        return "office" if self._is_office(row["body"]) else "outside"

    def _is_office(self, body: str) -> bool:
        """Tell whether a body is the authority of the document or a part of it."""
        seen: set[str] = set()
        while body and body not in seen and body in self._bodies:
            seen.add(body)
            row = self._bodies[body]
            if not row["parent"]:
                return bool(row["government"]) and row["place"] == self.document.authority_iri
            body = row["parent"]
        return False

    def _other(self, row: Row, end: str) -> Node:
        """A kind of body, an unnamed partner, or a body this document does not describe itself."""
        label = row[f"{end}_{self.language}"] or row[f"{end}_ja"]
        cls = _local(row[f"{end}_class"]).rsplit("#", 1)[-1]
        if cls == "UnnamedPartner":
            return Node(row[end], label, text("page-kind-unnamed", self.language), "unnamed", "unnamed")
        if cls == "BodyType":
            return Node(row[end], label, text("page-kind-type", self.language), "type", "type")
        kind = text("page-kind-elsewhere", self.language)
        return Node(row[end], label, kind, "organisation", "outside", closed=True)

    def _link(self, row: Row) -> Link:
        chosen = self.language
        return Link(
            row["link"], row["start"], row["end"], _local(row["kind"]), row[f"kind_{chosen}"], _local(row["layer"]),
            row[f"layer_{chosen}"], row[f"purpose_{chosen}"], row[f"condition_{chosen}"], row["section"], row["row"],
            self._spots.get(row["link"], ()), "A",
        )  # fmt: skip


def _first_by(column: str, rows: Iterable[Row]) -> dict[str, Row]:
    """Keep the first row of each value of a column."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row[column], row)
    return found


def _spots(rows: Iterable[Row]) -> dict[str, tuple[Spot, ...]]:
    found: dict[str, list[Spot]] = defaultdict(list)
    for row in rows:
        found[row["subject"]].append(Spot(row["anchor"], row["begins"], row["finishes"]))
    return {subject: tuple(spots) for subject, spots in found.items()}


def _position(spots: tuple[Spot, ...]) -> int:
    return min((int(spot.begins) for spot in spots), default=0)


def _local(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def _natural(row: str) -> tuple[tuple[int, int, str], ...]:
    """Sort `9` before `10` and `14.2` after `14.1`."""
    pieces = "".join(f" {c} " if not c.isdigit() else c for c in row).split()
    return tuple((0, int(piece), "") if piece.isdigit() else (1, 0, piece) for piece in pieces)
