# ruff: noqa: E501 - a pattern is read in one line
"""The one door for files: what a file is, is told from its bytes, not from its name."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from tsunagu.graph.tablefile import read_plain_file
from tsunagu.reading.markup import read_markup
from tsunagu.reading.model import FileUnreadable, Progress, ReadText, untold
from tsunagu.reading.plain import decoded, read_plain
from tsunagu.reading.workbook import read_workbook

_PDF = b"%PDF-"
_PART_OF_PDF = re.compile(rb"endstream\s+endobj\s|startxref\s+\d+\s+%%EOF")
"""What stands in a PDF whose beginning is lost."""
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_HTML = re.compile(rb"^\s*(?:<!doctype html|<html|<\?xml[^>]*>\s*<!doctype html)", re.IGNORECASE)
_HTML_WITHIN = re.compile(rb"<(?:table|body|head)[\s>]", re.IGNORECASE)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_CHARSET = re.compile(rb"charset=[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)


def read_file(path: Path, told: Progress = untold) -> ReadText:
    """The text of a plain text, HTML, Excel or PDF file; raises `FileUnreadable` with what to do about any other.

    `told` is called after each page of a PDF with how many were read and how many there are.
    """
    try:
        data = read_plain_file(path)
    except IsADirectoryError as error:
        raise FileUnreadable("read-not-a-file", file=path.name) from error
    except FileNotFoundError as error:
        raise FileUnreadable("read-not-there", file=str(path)) from error
    except PermissionError as error:
        raise FileUnreadable("read-not-allowed", file=path.name) from error
    except OSError as error:
        raise FileUnreadable("read-cannot-open", file=path.name, reason=error.strerror or str(error)) from error
    return read_bytes(data, path.name, told)


def read_bytes(data: bytes, name: str, told: Progress = untold) -> ReadText:
    """The text of a file's bytes; raises `FileUnreadable`."""
    if not data.strip():
        raise FileUnreadable("read-empty", file=name)
    if data.startswith(_ZIP):
        return _zipped(data, name)
    if _PDF in data[:1024]:
        from tsunagu.reading.pdf import read_pdf  # noqa: PLC0415 - loads a library of its own

        return read_pdf(data, name, told)
    if _PART_OF_PDF.search(data):
        raise FileUnreadable("read-broken", file=name)
    if data.startswith(_OLD_OFFICE):
        raise FileUnreadable("read-old-office", file=name)
    if data.startswith(_PICTURES):
        raise FileUnreadable("read-picture", file=name)
    if _HTML.match(data) or (name.lower().endswith((".html", ".htm")) and _HTML_WITHIN.search(data)):
        return read_markup(_markup(data, name), name)
    return read_plain(data, name)


def _zipped(data: bytes, name: str) -> ReadText:
    if b"word/document.xml" in data:
        raise FileUnreadable("read-word", file=name)
    if b"xl/workbook" not in data:
        is_whole = zipfile.is_zipfile(io.BytesIO(data))
        raise FileUnreadable("read-zip" if is_whole else "read-broken", file=name)
    return read_workbook(data, name)


def _markup(data: bytes, name: str) -> str:
    said = _CHARSET.search(data[:2048])
    if said:
        try:
            return data.decode({"shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932"}.get(said[1].decode().lower(), said[1].decode()))  # fmt: skip
        except (UnicodeDecodeError, LookupError):
            pass
    return decoded(data, name)
