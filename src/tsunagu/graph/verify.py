"""Check every fact's locator and anchor against the source texts.

A fact is verified when, for each of its anchors, the characters at the span *are* the anchor
(in normal form), each grounded figure or name stands in one of its anchors with no digit cut off,
the normalised figure agrees with the printed one, and the text has the recorded SHA-256.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from tsunagu.errors import SourcesUnavailable
from tsunagu.graph.figures import printed_figures
from tsunagu.graph.rows import Row, Tables
from tsunagu.graph.tablefile import is_there, read_plain_file
from tsunagu.graph.text import ANCHOR_LIMIT, SourceText, Span, normal_form

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Failure:
    """A fact that the source text does not bear out: its table row and the reason (a message key)."""

    file: str
    line: int
    reason: str
    detail: str


@dataclass
class VerifyReport:
    """What was checked: facts by document, failures, and facts that no text here can check."""

    verified: Counter[str] = field(default_factory=Counter)
    not_checkable: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    @property
    def facts(self) -> int:
        """How many facts were looked at: verified, not checkable and failed."""
        return self.verified.total() + self.not_checkable.total() + len(self.failures)


def verify(tables: Tables, sources: Path) -> VerifyReport:
    """Check every row that carries a locator; O(rows + characters).

    Rows of graph/japan cite law texts, which are not among the sources: they count as not checkable.
    Raises `SourcesUnavailable` where `sources` is no folder.
    """
    if not sources.is_dir():
        raise SourcesUnavailable("sources-missing", folder=str(sources))
    report = VerifyReport()
    texts = {row.document: _load(row, sources, report) for row in tables.of("document")}
    for row in tables.rows:
        if row.table.folder == "japan":
            report.not_checkable["japan"] += 1
        elif "spans" in row.table.columns:
            _verify_row(row, texts[row.document], report)
    return report


def _load(row: Row, sources: Path, report: VerifyReport) -> SourceText | None:
    path = sources / row.text("file")
    if not is_there(path):
        return None
    try:
        raw = read_plain_file(path)
        text = raw.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        key = "verify-encoding" if isinstance(error, UnicodeDecodeError) else "verify-unreadable"
        report.failures.append(Failure(row.file, row.line, key, path.name))
        return None
    if hashlib.sha256(raw).hexdigest() != row.text("sha256"):
        report.failures.append(Failure(row.file, row.line, "verify-sha256", path.name))
    if str(len(text)) != row.text("characters"):
        report.failures.append(Failure(row.file, row.line, "verify-length", f"{len(text)}"))
    return SourceText(text)


def _verify_row(row: Row, text: SourceText | None, report: VerifyReport) -> None:
    if text is None:
        report.not_checkable[row.document] += 1
        return
    failures = list(_failures(row, text))
    report.failures.extend(failures[:1])
    if not failures:
        report.verified[row.document] += 1


def _failures(row: Row, text: SourceText) -> Iterator[Failure]:
    anchors = row.anchors()
    for span, word in anchors:
        yield from _anchor_failures(row, text, span, word)
    words = [normal_form(word) for _, word in anchors]
    for column in row.table.fields:
        if column.grounded and row.text(column.name):
            wanted = normal_form(row.text(column.name))
            if not any(stands_in(wanted, word) for word in words):
                yield Failure(row.file, row.line, "verify-grounded", f"{column.name} = {row.text(column.name)}")
    if row.text("label_kind") == "printed" and not _label_stands(row, text, anchors):
        yield Failure(row.file, row.line, "verify-label", row.text("label_ja"))
    yield from _figure_failures(row)


def _anchor_failures(row: Row, text: SourceText, span: Span, word: str) -> Iterator[Failure]:
    if span.end > len(text.text):
        yield Failure(row.file, row.line, "verify-past-end", f"{span} > {len(text.text)}")
        return
    printed = text.printed(span)
    if normal_form(printed) != normal_form(word) or printed != printed.strip():
        yield Failure(row.file, row.line, "verify-anchor", f"{span}: {word} ≠ {printed.strip()}")


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
        yield Failure(row.file, row.line, "verify-figure", f"{value} ≠ {row.text('value_printed')}")
