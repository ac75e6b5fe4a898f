"""The folder of a draft: its tables, the text they point into, and what a reviewer needs beside them.

`doubts.csv` lists the rows that are not sure, doubtful ones first; `cells.csv` every row with the rule that made it;
`unread.csv` what could not be read; `boxes.csv` where characters stand on the pages, `source.json` which PDF they are
pages of. Everything appears together or not
at all, and a folder in which anything was changed since it was written is never written over.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tsunagu.drafting.model import DraftRow, Origin
from tsunagu.drafting.source import SOURCE, Source
from tsunagu.graph.schema import load_schema
from tsunagu.messages import LANGUAGES, text
from tsunagu.reading.model import Box, FileUnreadable, ReadText, Unread
from tsunagu.writing import writing_together

RECORD = ".reading.json"
"""The SHA-256 of each file as it was written: whoever changed one has begun to review."""
BOXES = "boxes.csv"
_RANK = {"doubtful": 0, "likely": 1, "sure": 2}
UNREAD_COLUMNS = ("page", "reason_ja", "reason_en", "place")
ORIGIN_COLUMNS = ("table", "key", "confidence", "rule", "doubt", "page", "spans", "anchors")


def write_draft(
    folder: Path,
    read: ReadText,
    rows: Sequence[DraftRow],
    unread: Iterable[Unread] = (),
    source: Source | None = None,
) -> list[Path]:
    """Write everything into `folder`; the files, in order. Raises `FileUnreadable` where it holds other work.

    `source` is the file that was read, where its pages are to be seen beside the draft.
    """
    refuse_reviewed(folder)
    files = draft_files(folder.name, read, rows, unread)
    if source and read.boxes:
        files[SOURCE] = source.to_json()
    files[RECORD] = json.dumps({name: _digest(data) for name, data in files.items()}, indent=1).encode()
    with writing_together() as together:
        for name, data in files.items():
            together.write(folder / name, data)
    return [folder / name for name in files if name != RECORD]


def refuse_reviewed(folder: Path) -> None:
    """Raise `FileUnreadable` where a folder holds anything but a draft as it was written."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    record = folder / RECORD
    try:
        written = json.loads(record.read_text(encoding="utf-8"))
        unchanged = all(_digest((folder / name).read_bytes()) == digest for name, digest in written.items())
    except (OSError, ValueError, AttributeError):
        unchanged = False
    if not unchanged or (folder / "review" / "journal.jsonl").exists():
        raise FileUnreadable("read-reviewed", folder=str(folder))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def draft_files(document: str, read: ReadText, rows: Sequence[DraftRow], unread: Iterable[Unread]) -> dict[str, bytes]:
    """The files of a draft by name."""
    files = {f"{document}.txt": read.text.encode()}
    for table in load_schema().of_folder("document"):
        of_table = [row for row in rows if row.table == table.name]
        if of_table or not table.optional:
            cells = ([row.values.get(column, "") for column in table.columns] for row in of_table)
            files[f"{table.name}.csv"] = as_csv(table.columns, cells)
    told = [(row, origin) for row in rows for origin in row.origins.values()]
    files["cells.csv"] = as_csv(ORIGIN_COLUMNS, (_origin(read, row, origin) for row, origin in told))
    unsure = sorted(
        (pair for pair in told if pair[1].confidence != "sure" or pair[1].doubt),
        key=lambda pair: _RANK[pair[1].confidence],
    )
    files["doubts.csv"] = as_csv(ORIGIN_COLUMNS, (_origin(read, row, origin) for row, origin in unsure))
    files["unread.csv"] = as_csv(UNREAD_COLUMNS, map(_told, unread))
    if read.boxes:
        boxes = (
            [box.start, box.end, box.page, *(f"{side:.1f}" for side in (box.left, box.bottom, box.right, box.top))]
            for box in read.boxes
        )
        files[BOXES] = as_csv(("start", "end", "page", "left", "bottom", "right", "top"), boxes)
    return files


def _told(gap: Unread) -> list[str]:
    return [gap.page, *(text(gap.reason, language) for language in LANGUAGES), gap.detail]


def read_boxes(folder: Path) -> tuple[Box, ...]:
    """Where characters stand on the pages, in the order of the text; none where the draft tells none."""
    try:
        rows = list(csv.DictReader(io.StringIO((folder / BOXES).read_text(encoding="utf-8"))))
        counts, sides = ("start", "end", "page"), ("left", "bottom", "right", "top")
        return tuple(Box(*(int(row[name]) for name in counts), *(float(row[name]) for name in sides)) for row in rows)
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def _origin(read: ReadText, row: DraftRow, origin: Origin) -> list[str]:
    table = load_schema().tables[row.table]
    key = " / ".join(row.values.get(column, "") for column in table.key)
    page = str(read.page_of(origin.span.start)) if origin.span else ""
    span = str(origin.span) if origin.span else ""
    words = row.anchors[0][1] if row.anchors else ""
    return [row.table, key, origin.confidence, origin.rule, origin.doubt, page, row.values.get("spans", span), words]


def as_csv(head: Sequence[str], rows: Iterable[Iterable[object]]) -> bytes:
    """A table file: UTF-8, comma separated, one line a row."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([list(head), *([str(cell) for cell in row] for row in rows)])
    return out.getvalue().encode("utf-8")


def counts(rows: Sequence[DraftRow]) -> Mapping[str, Mapping[str, int]]:
    """How many rows of each table are sure, likely and doubtful."""
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        of_table = found.setdefault(row.table, {"sure": 0, "likely": 0, "doubtful": 0})
        for origin in row.origins.values():
            of_table[origin.confidence] += 1
    return found
