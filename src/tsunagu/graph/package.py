"""A reviewed folder as one file that another office adds: a zip with its tables, a Data Package, and what is checked.

What is checked stands in `checks.xlsx` in the words of the form. Beside the tables nothing of the folder is in it:
neither the text of the plan nor the notes of the review. On the way in a package is trusted in nothing: only the
tables are taken out, under names of our own, each as long and with the digest its description says.

Reference: https://specs.frictionlessdata.io/data-package/ (1.0)
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tsunagu.errors import Value
from tsunagu.graph.datapackage import LICENCE, resource
from tsunagu.graph.form_words import heading
from tsunagu.graph.schema import Schema, Table
from tsunagu.graph.tablefile import FileRefused, read_plain_file
from tsunagu.graph.template import help_text
from tsunagu.messages import LANGUAGES, Language, text
from tsunagu.writing import write_bytes

ENDING = ".zip"
DESCRIPTOR, CHECKS, README = "datapackage.json", "checks.xlsx", "README.txt"
MOST_FILES, MOST_BYTES = 100, 50_000_000
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
_DATE = (1980, 1, 1, 0, 0, 0)


def package_of(folder: Path, schema: Schema) -> bytes:
    """The tables of a document folder as a package; the same tables give the same tables in it. O(bytes)."""
    tables = [(table, folder / f"{table.name}.csv") for table in schema.of_folder("document")]
    held = [(table, path, read_plain_file(path)) for table, path in tables if path.is_file()]
    resources = [{**resource(table, path, folder.parent), "bytes": len(data), "hash": _hash(data)}
                 for table, path, data in held]  # fmt: skip
    described = {"name": folder.name, "profile": "data-package", "title": folder.name, "resources": resources,
                 "licenses": [{"name": "CC-BY-4.0", "path": LICENCE}]}  # fmt: skip
    told = "\n\n".join(text("package-readme", language, name=folder.name) for language in LANGUAGES)
    files = {DESCRIPTOR: (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode("utf-8"),
             README: (told + "\n").replace("\n", "\r\n").encode("utf-8-sig"),
             CHECKS: checks_book([(table, data.count(b"\n") - 1) for table, _, data in held])}  # fmt: skip
    files |= {f"{folder.name}/{path.name}": data for _, path, data in held}
    return _zipped(files)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            made.writestr(entry, data)
    return out.getvalue()


def _hash(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


# ---- what is checked, in words ----


def checks_book(tables: Sequence[tuple[Table, int]]) -> bytes:
    """A workbook with a sheet a language: of every column what must stand in it, and how many rows each table has."""
    from openpyxl import Workbook  # noqa: PLC0415 - takes long to import

    book = Workbook()
    book.remove(book.worksheets[0])
    for language in LANGUAGES:
        sheet = book.create_sheet(text("package-checks", language))
        sheet.append(
            [text(f"package-head-{name}", language) for name in ("table", "rows", "column", "must", "allowed")]
        )
        for table, rows in tables:
            for line in _checks(table, rows, language):
                sheet.append(line)
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
        for letter, width in zip("ABCDE", (24, 8, 28, 10, 90), strict=True):
            sheet.column_dimensions[letter].width = width
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _checks(table: Table, rows: int, language: Language) -> Iterator[list[Any]]:
    title = table.title if language == "ja" else table.title_en
    for field in table.fields:
        must = text("package-must", language) if field.required else ""
        yield [title, rows, heading(field, language), must, help_text(field).replace("\n", " ")]


# ---- the way in ----


@contextmanager
def unpacked(path: Path, schema: Schema) -> Iterator[Path]:
    """The document folder of a package, for as long as it is needed; raises `FileRefused` for anything that is none."""
    tables = _tables(path, schema)
    with tempfile.TemporaryDirectory(prefix="tsunagu-") as made:
        name = next(iter(tables)).partition("/")[0]
        folder = Path(made) / name
        for entry, data in tables.items():
            write_bytes(folder / entry.partition("/")[2], data)
        yield folder


def _tables(path: Path, schema: Schema) -> dict[str, bytes]:
    """`FOLDER/TABLE.csv` → its bytes: all of one folder, each as the description says. Nothing is written."""
    known = {f"{table.name}.csv" for table in schema.of_folder("document")}
    if path.stat().st_size > MOST_BYTES:
        raise _too_large(path)
    try:
        with zipfile.ZipFile(io.BytesIO(read_plain_file(path, MOST_BYTES))) as parts:
            sizes = _refuse_large(path, parts)
            told = _described(path, parts, sizes)
            found = {name: _part(path, parts, name, sizes[name], told[name]) for name in told}
    except FileRefused:
        raise
    except Exception as error:  # zipfile, zlib and json raise many kinds for a file that is no package
        raise _refused(path, "problem-package-broken") from error
    folders = {name.partition("/")[0] for name in found}
    strange = [name for name in found if name.partition("/")[2] not in known]
    if len(folders) != 1 or not _NAME.fullmatch(next(iter(folders))) or strange:
        raise _refused(path, "problem-package-names", name=(strange or sorted(folders) or ["-"])[0][:60])
    return found


def _refuse_large(path: Path, parts: zipfile.ZipFile) -> dict[str, int]:
    """The bytes of each part as the archive says them; raises `FileRefused` where they are too many."""
    sizes = {info.filename: info.file_size for info in parts.infolist()}
    if len(parts.infolist()) > MOST_FILES or sum(sizes.values()) > MOST_BYTES:
        raise _too_large(path)
    return sizes


def _described(path: Path, parts: zipfile.ZipFile, sizes: Mapping[str, int]) -> dict[str, str]:
    """Path and digest of every table, by the description of the package."""
    described = json.loads(_read(path, parts, DESCRIPTOR, sizes[DESCRIPTOR]))
    return {str(resource["path"]): str(resource["hash"]) for resource in described["resources"]}


def _part(path: Path, parts: zipfile.ZipFile, name: str, size: int, digest: str) -> bytes:
    data = _read(path, parts, name, size)
    if _hash(data) != digest:
        raise _refused(path, "problem-package-changed", name=name[:60])
    return data


def _read(path: Path, parts: zipfile.ZipFile, name: str, size: int) -> bytes:
    """A part of an archive, and no more bytes of it than the archive says."""
    with parts.open(name) as held:
        data = held.read(size + 1)
    if len(data) != size:
        raise _refused(path, "problem-package-broken")
    return data


def _too_large(path: Path) -> FileRefused:
    return _refused(path, "problem-package-large", most=MOST_FILES, megabytes=MOST_BYTES // 1_000_000)


def _refused(path: Path, key: str, **data: Value) -> FileRefused:
    return FileRefused(path.name, 0, key, **data)
