# ruff: noqa: E501 - rows of a measurement are read in one line
"""What is lost from a text to its PDF, in eight layouts, and what a hundred pages cost: parts of `bench/reading.py`."""

from __future__ import annotations

import io
import re
import resource
import time
from pathlib import Path

import pypdfium2

from bench.layouts import LAYOUTS, make_pdf
from tsunagu.drafting.gazetteer import Gazetteer
from tsunagu.drafting.reader import Reading
from tsunagu.drafting.tables import Drafter
from tsunagu.graph.build import load_tables
from tsunagu.graph.text import normal_form
from tsunagu.reading.door import read_bytes

NO_VALUE = re.compile("[―ー－—–-]*")


def contents(reading: Reading) -> dict[str, set[tuple[str, ...]]]:
    """What was read, by its words and without its places: comparable between a text and its PDF."""
    titles = {item.row: normal_form(item.title.text) for item in reading.items}
    return {
        "rows": {(title,) for title in titles.values()},
        "departments": {
            (titles[item.row], normal_form(piece.text)) for item in reading.items for piece in item.departments
        },
        "bodies": {(normal_form(body.name),) for body in reading.bodies},
        "laws": {(normal_form(citation.name), citation.article) for _, citation in reading.citations},
        "figures": {
            (normal_form(figure.name), figure.role, normal_form(figure.printed))
            for figure in reading.figures
            if not NO_VALUE.fullmatch(figure.printed)
        },
    }


def losses(sources: Path) -> None:
    """Print for each layout what part of what was read of the texts is read of their PDFs as well (F1)."""
    tables = load_tables()
    texts = [
        (row.document, (sources / row.text("file")).read_text(encoding="utf-8"))
        for row in tables.of("document")
        if (sources / row.text("file")).is_file()
    ]
    kinds = ("rows", "departments", "bodies", "laws", "figures")
    print(f"\n| layout | {' | '.join(kinds)} | s a page |\n|---|{'---|' * (len(kinds) + 1)}")
    originals = {document: contents(Reading(text, Gazetteer(tables, document))) for document, text in texts}
    for layout in LAYOUTS:
        counts: dict[str, list[int]] = {kind: [0, 0, 0] for kind in kinds}
        seconds, pages = 0.0, 0
        for document, text in texts:
            data = make_pdf(text, layout)
            began = time.process_time()
            read = read_bytes(data, "plan.pdf")
            seconds += time.process_time() - began
            pages += max((box.page for box in read.boxes), default=1)
            found = contents(Reading(read.text, Gazetteer(tables, document)))
            for kind in kinds:
                both = len(found[kind] & originals[document][kind])
                for at, count in enumerate((both, len(found[kind]), len(originals[document][kind]))):
                    counts[kind][at] += count
        shown = " | ".join(f"{2 * both / (here + there):.3f}" for both, here, there in counts.values())
        print(f"| {layout.name} | {shown} | {seconds / pages:.2f} |", flush=True)


def size_and_speed(sources: Path, pages: int) -> None:
    """Print processor seconds and peak memory of reading the five texts laid out as one PDF of so many pages."""
    tables = load_tables()
    files = [sources / row.text("file") for row in tables.of("document")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files if path.is_file())
    whole = pypdfium2.PdfDocument(make_pdf("\n".join([text] * (1 + pages // 90)), LAYOUTS[0]))
    part = pypdfium2.PdfDocument.new()
    part.import_pages(whole, list(range(pages)))
    out = io.BytesIO()
    part.save(out)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began = time.process_time()
    read = read_bytes(out.getvalue(), "plan.pdf")
    seconds = time.process_time() - began
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began = time.process_time()
    rows = Drafter(Reading(read.text, Gazetteer(tables)), "made-up").rows()
    drafting = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{pages} pages: read in {seconds:.1f} s (peak {before:.0f} to {after:.0f} MB), {len(rows)} rows drafted in {drafting:.1f} s, peak {peak:.0f} MB"
    )
