#!/usr/bin/env python3
r"""Put the tables below graph/ into their canonical form, so that a change shows only what changed.

UTF-8 without byte order mark, lines end with \n, columns in the order of graph/tables.yaml, quotes only where they
are needed, no blank rows. Values are never changed. A file with an unknown or a missing column, or that is no
UTF-8, is left alone and reported.

Exit code 0: all is well (or was mended). 1: with --check, a file is not in canonical form. 2: a file cannot be mended.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from tsunagu.graph.csvw import NAME as CSVW
from tsunagu.graph.csvw import csvw_text
from tsunagu.graph.datapackage import descriptor_text
from tsunagu.graph.schema import Schema, load_schema
from tsunagu.writing import write_bytes, write_text

ROOT = Path(__file__).resolve().parent.parent
NOT_CANONICAL, NOT_MENDED = 1, 2


class NotMendable(ValueError):
    """A table that a person must look at."""


def canonical(raw: bytes, columns: Sequence[str]) -> bytes:
    r"""Return a CSV file in canonical form.

    >>> canonical(b'\xef\xbb\xbf"b","a"\r\n"2","1,5"\r\n', ["a", "b"])
    b'a,b\n"1,5",2\n'

    Raises `NotMendable` for other columns, rows of another width, or text that is no UTF-8.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotMendable("not UTF-8; in Excel save as 'CSV UTF-8'") from error
    rows = [row for row in csv.reader(io.StringIO(text, newline="")) if any(cell.strip() for cell in row)]
    header = rows[0] if rows else []
    if sorted(header) != sorted(columns):
        wrong = sorted(set(header) ^ set(columns)) or ["a column twice"]
        raise NotMendable(f"columns differ from graph/tables.yaml: {', '.join(wrong)}")
    order = [header.index(name) for name in columns]
    for number, row in enumerate(rows, start=1):
        if len(row) != len(header):
            raise NotMendable(f"row {number} has {len(row)} cells in place of {len(header)}")
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([row[at] for at in order] for row in rows)
    return out.getvalue().encode("utf-8")


def tables_below(graph: Path, schema: Schema) -> list[tuple[Path, Sequence[str]]]:
    """Return each table file with the columns it should have; none for a file no table describes."""
    described = {name: table.columns for name, table in schema.tables.items()}
    return [
        (path, described.get(path.stem, ()))
        for path in sorted((*graph.glob("*/*.csv"), *graph.glob("registers/*/*.csv")))
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Mend or check every table and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing")
    parser.add_argument("--graph", type=Path, default=ROOT / "graph", help="folder of the tables")
    chosen = parser.parse_args(arguments)
    code = 0
    for path, columns in tables_below(chosen.graph, load_schema()):
        raw = path.read_bytes()
        try:
            mended = canonical(raw, columns)
        except NotMendable as problem:
            sys.stderr.write(f"{path}: {problem}\n")
            code = NOT_MENDED
            continue
        if mended == raw:
            continue
        sys.stdout.write(f"{path}: {'not in canonical form' if chosen.check else 'mended'}\n")
        if chosen.check:
            code = max(code, NOT_CANONICAL)
        else:
            write_bytes(path, mended)
    return max(code, _describe(chosen.graph, check=chosen.check))


def _describe(graph: Path, *, check: bool) -> int:
    """Write `datapackage.json` and `csv-metadata.json` anew, or say that one is out of date."""
    schema, code = load_schema(), 0
    for name, wanted in (("datapackage.json", descriptor_text(schema, graph)), (CSVW, csvw_text(schema, graph))):
        path = graph / name
        if path.exists() and path.read_text(encoding="utf-8") == wanted:
            continue
        sys.stdout.write(f"{path}: {'out of date' if check else 'written'}\n")
        code = NOT_CANONICAL if check else code
        if not check:
            write_text(path, wanted)
    return code


if __name__ == "__main__":
    sys.exit(main())
