# ruff: noqa: E501 - a pattern is read in one line
"""Drafts as rows of the tables of `graph/tables.yaml`, each cell with its origin."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tsunagu.drafting.anchoring import LIST_SIGN, anchor
from tsunagu.drafting.identifiers import body_id, local_law_id, token
from tsunagu.drafting.indicators import Figure
from tsunagu.drafting.model import DraftRow, Item, NamedBody, Origin, Piece
from tsunagu.drafting.partners import UNNAMED
from tsunagu.drafting.reader import NATION, Reading
from tsunagu.drafting.services import draft_services
from tsunagu.drafting.tags import Tagged, Tagger
from tsunagu.graph.text import Span, normal_form

LABEL_LIMIT = 23
UNTRANSLATED = "(to be translated)"
_SENTENCE = re.compile(r"(?:ます|です|ました|。)$")
_ORDER = ("sections", "measures", "responsibilities", "bodies", "type_mentions", "print_order", "indicators",
          "local_laws", "law_citations", "linkages", "services", "tags")  # fmt: skip


@dataclass
class Drafter:
    """Makes the tables of one document from what was read of it."""

    reading: Reading
    document: str
    kind: str = "plan"

    def rows(self) -> list[DraftRow]:
        """Every row of every table, in the order of the form; rows whose words cannot be anchored are left out."""
        made = [*self._document(), *self._sections(), *self._measures(), *self._responsibilities(), *self._bodies()]
        made += [*self._mentions(), *self._indicators(), *self._laws(), *self._linkages(), *self._tagged()]
        return made

    def _row(self, table: str, rule: Origin, spans: Sequence[Span], **values: str) -> DraftRow | None:
        """A row with its places, or None where none of them shows a word."""
        anchors = [found for span in spans if (found := anchor(self.reading.text, span))]
        if not anchors:
            return None
        place = Origin(rule.rule, rule.confidence, anchors[0][0], rule.doubt)
        values |= {
            "spans": LIST_SIGN.join(str(span) for span, _ in anchors),
            "anchors": LIST_SIGN.join(words for _, words in anchors),
        }
        return DraftRow(table, values, {"": place}, anchors)

    def _document(self) -> Iterator[DraftRow]:
        reading = self.reading
        first = next((line for line in reading.lines if len(line.text) > 4 and not line.is_row), reading.lines[0])
        title = normal_form(first.text)
        span = first.span
        governments = reading.governments
        doubt = "" if governments and reading.code != NATION else "doubt-authority"
        row = self._row(
            "document", Origin("document-first-line", "doubtful", span, doubt or "doubt-title"), [span],
            id=self.document, title_ja=title, title_en=UNTRANSLATED, authority=reading.code, kind=self.kind,
            status="not_stated", file=f"{self.document}.txt", sha256=hashlib.sha256(reading.text.encode()).hexdigest(),
            characters=str(len(reading.text)), scope_ja="自動で読み取った下書き。何が書かれている文書かを確かめて記入する",
            scope_en="A draft read by rules; say here what the text could hold and what it cannot",
        )  # fmt: skip
        if row:
            yield row

    def _sections(self) -> Iterator[DraftRow]:
        for section in self.reading.sections:
            row = self._row(
                "sections", Origin("heading-mark", "likely", section.span), [section.span], id=section.id,
                parent=section.parent, level=section.level, number=section.number, label_ja=normal_form(section.label),
                label_en=UNTRANSLATED, label_kind="printed",
            )  # fmt: skip
            if row:
                yield row

    def _measures(self) -> Iterator[DraftRow]:
        first: dict[str, Item] = {}
        for item in self.reading.items:
            label, kind, doubt = _label(item.title)
            seen = first.setdefault(normal_form(item.title.text), item)
            repeats = seen.row if item.repeat and seen is not item else ""
            origin = Origin(item.title.rule, item.title.confidence, item.title.span, doubt or item.title.doubt)
            row = self._row(
                "measures", origin, [item.title.span], row=item.row, kind=item.kind,
                section=item.section, parent=item.parent.row if item.parent else "", label_ja=label,
                label_en=UNTRANSLATED, label_kind=kind, repeats=repeats, status=_status(item),
            )  # fmt: skip
            if row:
                yield row

    def _responsibilities(self) -> Iterator[DraftRow]:
        ids = self.reading.ids
        for item in self.reading.items:
            given: set[tuple[str, str]] = set()
            for piece in item.departments:
                known = ids.get(normal_form(piece.text))
                if known is None or (known[0], piece.role) in given:
                    continue
                given.add((known[0], piece.role))
                row = self._row(
                    "responsibilities", Origin(piece.rule, piece.confidence, piece.span, piece.doubt), [piece.span],
                    row=item.row, order=str(len(given)), body=known[0], printed=normal_form(piece.text), role=piece.role,
                )  # fmt: skip
                if row:
                    yield row

    def _bodies(self) -> Iterator[DraftRow]:
        seen: set[str] = set()
        for body in self.reading.bodies:
            identifier = body_id(body, self.reading.code, self.reading.gazetteer)
            if identifier in seen:
                continue
            seen.add(identifier)
            row = self._body(identifier, body)
            if row:
                yield row

    def _body(self, identifier: str, body: NamedBody) -> DraftRow | None:
        known = self.reading.gazetteer.bodies.get(normal_form(body.name))
        same = known if known is not None and known.key[0] == identifier else None
        place = identifier.split("-", maxsplit=1)[0]
        values = {
            "label_ja": same.text("label_ja") if same else body.name,
            "label_en": same.text("label_en") if same else UNTRANSLATED,
            "label_kana": same.text("label_kana") if same else "よみをきにゅう",
            "kind": same.text("kind") if same else body.kind,
            "disclosure": same.text("disclosure") if same else "public",
        }
        doubt = "" if same else "doubt-kana"
        return self._row(
            "bodies", Origin(body.rule, body.confidence, body.span, doubt), [body.span], id=identifier,
            printed=normal_form(body.name), place=place, status="existing", **values,
        )  # fmt: skip

    def _mentions(self) -> Iterator[DraftRow]:
        for number, (owner, found) in enumerate(self.reading.mentions, start=1):
            row = self._row(
                "type_mentions", Origin("kind-gazetteer", "likely", found.span), [found.span], id=f"tm-{number:03}",
                row=owner, body_type=found.id, printed=found.name, expected_partner="false",
            )  # fmt: skip
            if row:
                yield row

    def _indicators(self) -> Iterator[DraftRow]:
        for number, figure in enumerate(self.reading.figures, start=1):
            owner = self.reading.owners.of(figure.name_span.start)
            if owner:
                row = self._indicator(number, owner, figure)
                if row:
                    yield row

    def _indicator(self, number: int, owner: str, figure: Figure) -> DraftRow | None:
        spans = [span for span in (figure.span, figure.name_span) if span]
        return self._row(
            "indicators", Origin(figure.rule, figure.confidence, spans[0]), spans, id=f"ind-{number:03}", row=owner,
            name_ja=normal_form(figure.name), name_en=UNTRANSLATED, part=normal_form(figure.part),
            role=figure.role, value_printed=normal_form(figure.printed), value=figure.value, unit=figure.unit,
            period=figure.period,
        )  # fmt: skip

    def _laws(self) -> Iterator[DraftRow]:
        named: set[str] = set()
        for _, citation in self.reading.citations:
            identifier = citation.statute or local_law_id(citation.name)
            if citation.statute or identifier in named:
                continue
            named.add(identifier)
            row = self._row(
                "local_laws", Origin(citation.rule, citation.confidence, citation.span), [citation.span], id=identifier,
                label_ja=citation.name, label_en=UNTRANSLATED, kind=citation.kind or "plan",
                printed=citation.printed,
            )  # fmt: skip
            if row:
                yield row
        for number, (owner, citation) in enumerate(self.reading.citations, start=1):
            if owner:
                row = self._row(
                    "law_citations", Origin(citation.rule, citation.confidence, citation.span), [citation.span],
                    id=f"law-{number:03}", row=owner, statute=citation.statute or local_law_id(citation.name),
                    article=citation.article, printed=citation.printed,
                )  # fmt: skip
                if row:
                    yield row

    def _linkages(self) -> Iterator[DraftRow]:
        for number, linked in enumerate(self.reading.linkages, start=1):
            if not linked.row or linked.giver == UNNAMED:
                continue
            row = self._row(
                "linkages", Origin(linked.rule, linked.confidence, linked.to.span), [linked.to.span],
                id=f"link-{number:03}", row=linked.row, **{"from": linked.giver}, to=linked.to.id,
                to_printed=linked.to.printed, kind=linked.kind, purpose_ja="目的を記入", purpose_en="(state the purpose)",
                layer=linked.layer, status=linked.status, **_condition(linked.needed_only),
            )  # fmt: skip
            if row:
                yield row

    def _tagged(self) -> Iterator[DraftRow]:
        """Services and tags: both rest on the concepts proposed for a measure."""
        tagger = Tagger(self.reading.gazetteer)
        tagged = {item.row: tagger.tags(self.words(item)) for item in self.reading.items}
        for number, (item, service) in enumerate(draft_services(self.reading, tagged), start=1):
            row = self._row(
                "services",
                Origin("service-title", "doubtful", item.title.span),
                [item.title.span],
                id=f"svc-{number:03}",
                **service,
            )
            if row:
                yield row
        for item in self.reading.items:
            yield from (_tag(item, tag) for tag in tagged[item.row])

    def words(self, item: Item) -> str:
        """What the tagging rules look at: the label and the row's own text."""
        text = self.reading.text
        parts = [text[span.start : span.end] for span in item.parts if span != item.title.span]
        return "。".join([item.title.text, *parts])


def _condition(needed_only: bool) -> dict[str, str]:
    return {"condition_ja": "必要に応じて", "condition_en": "Where needed"} if needed_only else {}


def _tag(item: Item, tag: Tagged) -> DraftRow:
    rule = f"R-{tag.concept}" if tag.scheme != "stage" else tag.like
    origin = Origin(f"tag-like {tag.like}", tag.confidence, item.title.span)
    return DraftRow("tags", {"row": item.row, "scheme": tag.scheme, "concept": tag.concept, "rule": rule}, {"": origin})


def _label(title: Piece) -> tuple[str, str, str]:
    """The label of a title, whether it is printed so, and a doubt; of a sentence only its beginning."""
    flat = normal_form(title.text)
    if _SENTENCE.search(flat) or len(flat) > 2 * LABEL_LIMIT:
        return flat[:LABEL_LIMIT] + ("…" if len(flat) > LABEL_LIMIT else ""), "own", "doubt-sentence"
    return flat, "printed", ""


def _status(item: Item) -> str:
    flat = normal_form(item.title.text)
    return "under_study" if re.search(r"検討(?:します|$)|検討を", flat) else "in_operation"


__all__ = ["Drafter", "token"]
