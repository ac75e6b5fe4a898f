"""Check every fact's locator and anchor against the source texts.

A fact is verified when, for each of its anchors, the characters at the span *are* the anchor
(in normal form), each grounded figure or name stands in one of its anchors with no digit cut off,
the normalised figure agrees with the printed one, and the text has the recorded SHA-256. Of a fact that
belongs to a row of the plan it is shown as well that the words stand within that row (`nearness`).
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Literal

from tsunagu.errors import SourcesUnavailable
from tsunagu.graph.figures import printed_figures
from tsunagu.graph.law_check import LawCheck
from tsunagu.graph.law_text import read_laws
from tsunagu.graph.nearness import UNTIED, Nearness
from tsunagu.graph.rows import Row, Tables
from tsunagu.graph.tablefile import is_there, read_plain_file
from tsunagu.graph.text import ANCHOR_LIMIT, SourceText, Span, normal_form

_DIGITS_ON = re.compile(r"\d(?:\d|[.,．，]\d)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Failure:
    """A fact that the source text does not bear out: its document, table row and the reason (a message key)."""

    document: str
    file: str
    line: int
    reason: str
    detail: str


def _failed(row: Row, reason: str, detail: str) -> Failure:
    return Failure(row.document, row.file, row.line, reason, detail)


Proof = Literal["row", "text", "law", "register", "no-law", "failed", "not-checkable"]
"""What was shown of a fact: its words stand within its row, they stand in the text, the law bears it out, the published
list says it, it rests on no law (a word, a place, a judgement of this graph), none of these, or no text is here."""


@dataclass(frozen=True)
class CheckedFact:
    """A fact and what was shown of it."""

    document: str
    file: str
    line: int
    proof: Proof


@dataclass
class VerifyReport:
    """What was checked: each fact with what was shown of it, and the failures."""

    checked: list[CheckedFact] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)
    """How many facts rest on each statute whose text is not here."""

    def count(self, *proofs: Proof) -> Counter[str]:
        """How many facts of each document were shown in one of these ways."""
        return Counter(fact.document for fact in self.checked if fact.proof in proofs)

    @property
    def verified(self) -> Counter[str]:
        """How many facts of each document stand in its text, within their row where they belong to one, law or list."""
        return self.count("row", "text", "law", "register")

    @property
    def not_checkable(self) -> Counter[str]:
        """How many facts of each document have no text here, law texts among them."""
        return self.count("not-checkable")

    @property
    def facts(self) -> int:
        """How many facts were looked at."""
        return len(self.checked)


def verify(tables: Tables, sources: Path, laws: tuple[Path, ...] = ()) -> VerifyReport:
    """Check every row that carries a locator, and every row that rests on law; O(characters + rows · log rows).

    `laws` are folders with texts of statutes, one file an e-Gov id; a row whose statute is in none is not checkable.
    Raises `SourcesUnavailable` where one of the folders is none.
    """
    for key, folder in (("sources-missing", sources), *(("law-missing", folder) for folder in laws)):
        if not folder.is_dir():
            raise SourcesUnavailable(key, folder=str(folder))
    report = VerifyReport()
    texts = {row.document: _load(row, sources, report) for row in tables.of("document")}
    for document in tables.documents:
        check_document(tables, document, texts.get(document), report)
    check_law(tables, laws, report)
    return report


def check_law(tables: Tables, laws: tuple[Path, ...], report: VerifyReport) -> None:
    """Add what the law shows of each row of graph/japan."""
    law = LawCheck(
        tables, read_laws(laws, (row.text("egov_id") for row in tables.of("statutes") if row.text("egov_id")))
    )
    for row in tables.rows:
        if row.table.folder == "japan":
            report.checked.append(CheckedFact(row.document, row.file, row.line, _law_proof(law, row, report)))


def _law_proof(law: LawCheck, row: Row, report: VerifyReport) -> Proof:
    if not law.rests_on_law(row):
        return "no-law"
    unread = law.unread(row)
    report.unread.update(unread)
    if unread:
        return "not-checkable"
    doubts = list(law.doubts(row))
    report.failures.extend(_failed(row, doubt.reason, doubt.detail) for doubt in doubts)
    return "failed" if doubts else "law"


def check_document(tables: Tables, document: str, text: SourceText | None, report: VerifyReport) -> None:
    """Add what is shown of each fact of one document, given its text; nothing can be shown without one."""
    nearness = Nearness(tables, document, text) if text else None
    for row in tables.rows:
        if row.document != document or "spans" not in row.table.columns:
            continue
        if not row.text("spans"):  # a contact that was read on a page
            report.checked.append(CheckedFact(document, row.file, row.line, "not-checkable"))
            continue
        failures = list(_failures(row, text, nearness)) if text and nearness else []
        report.failures.extend(failures[:1])
        if row.table.name in UNTIED:
            continue
        proof: Proof = "failed" if failures else "row" if nearness and nearness.is_tied(row) else "text"
        report.checked.append(CheckedFact(document, row.file, row.line, proof if text else "not-checkable"))


def _load(row: Row, sources: Path, report: VerifyReport) -> SourceText | None:
    path = sources / row.text("file")
    if not is_there(path):
        return None
    try:
        raw = read_plain_file(path)
        text = raw.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        key = "verify-encoding" if isinstance(error, UnicodeDecodeError) else "verify-unreadable"
        report.failures.append(_failed(row, key, path.name))
        return None
    if hashlib.sha256(raw).hexdigest() != row.text("sha256"):
        report.failures.append(_failed(row, "verify-sha256", path.name))
    if str(len(text)) != row.text("characters"):
        report.failures.append(_failed(row, "verify-length", f"{len(text)}"))
    return SourceText(text)


def _failures(row: Row, text: SourceText, nearness: Nearness) -> Iterator[Failure]:
    anchors = row.anchors()
    if len({span for span, _ in anchors}) < len(anchors):
        yield _failed(row, "verify-same-span", row.text("spans"))
    if row.table.name == "extents" and (len(anchors) > 2 or anchors[0][0].start > anchors[-1][0].start):
        yield _failed(row, "verify-extent", row.text("spans"))
    for span, word in anchors:
        yield from _anchor_failures(row, text, span, word)
    words = [normal_form(word) for _, word in anchors]
    for column in row.table.fields:
        if column.grounded and row.text(column.name):
            wanted = normal_form(row.text(column.name))
            if not any(stands_in(wanted, word) for word in words):
                yield _failed(row, "verify-grounded", f"{column.name} = {row.text(column.name)}")
    if row.text("label_kind") == "printed" and not _label_stands(row, text, anchors):
        yield _failed(row, "verify-label", row.text("label_ja"))
    yield from _figure_failures(row)
    if misplaced := nearness.misplaced(row):
        yield _failed(row, misplaced.reason, misplaced.detail)


def _anchor_failures(row: Row, text: SourceText, span: Span, word: str) -> Iterator[Failure]:
    if span.end > len(text.text):
        yield _failed(row, "verify-past-end", f"{span} > {len(text.text)}")
        return
    printed = text.printed(span)
    if normal_form(printed) != normal_form(word) or printed != printed.strip():
        yield _failed(row, "verify-anchor", f"{span}: {word} ≠ {printed.strip()}")
    elif row.table.name not in UNTIED and _cuts_a_figure(text.text, span):
        yield _failed(row, "verify-cut", f"{span}: {word}")


def _cuts_a_figure(text: str, span: Span) -> bool:
    """Tell whether a span begins or ends inside a figure, as `1` does in `1,851`."""
    return bool(
        _DIGITS_ON.match(text[max(0, span.start - 2) : span.start + 1][::-1])
        or _DIGITS_ON.match(text[span.end - 1 : span.end + 2])
    )


def stands_in(wanted: str, anchor: str) -> bool:
    """Tell whether `wanted` stands in `anchor` with no digit cut off, or runs past its length limit.

    Both are in normal form.

    >>> stands_in("34.7", "34.7%"), stands_in("4.7", "34.7%")
    (True, False)
    """
    if len(wanted) > ANCHOR_LIMIT and wanted.startswith(anchor) and len(anchor) == ANCHOR_LIMIT:
        return True
    if not wanted:
        return False
    pattern = re.escape(wanted)
    if wanted[0].isdigit():
        pattern = r"(?<![\d.,])" + pattern
    if wanted[-1].isdigit():
        pattern += r"(?![\d]|[.,]\d)"
    return re.search(pattern, anchor) is not None


def _label_stands(row: Row, text: SourceText, anchors: list[tuple[Span, str]]) -> bool:
    label, (span, word) = normal_form(row.text("label_ja")), anchors[0]
    whole = text.find(label, after=span.start)
    return (whole is not None and whole.start == span.start) or normal_form(word) in label


def _figure_failures(row: Row) -> Iterator[Failure]:
    if row.table.name not in ("indicators", "observations") or not row.text("value_printed"):
        return
    value = row.text("value")
    if _NUMBER.fullmatch(value) and Decimal(value) not in printed_figures(row.text("value_printed")):
        yield _failed(row, "verify-figure", f"{value} ≠ {row.text('value_printed')}")
