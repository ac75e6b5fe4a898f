"""A web page as text: block elements end a line, tables keep their cells, cells over several rows stand once."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from tsunagu.reading.model import FileUnreadable, ReadText, TextBuilder

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "dt",
        "dd",
        "tr",
        "br",
        "hr",
        "ul",
        "ol",
        "dl",
        "header",
        "footer",
        "main",
        "nav",
    ]
)
_SILENT = frozenset(["script", "style", "noscript", "template", "svg"])
MOST_SPAN = 200


@dataclass
class _Grid:
    """A table being read: rows of cells, and columns that a cell from above still covers."""

    rows: list[list[str]] = field(default_factory=list)
    covered: dict[int, int] = field(default_factory=dict)
    spans: tuple[int, int] = (1, 1)
    cell: list[str] | None = None

    def begin_row(self) -> None:
        self.rows.append([])

    def end_cell(self) -> None:
        if self.cell is None or not self.rows:
            return
        text, (down, across) = "".join(self.cell), self.spans
        row = self.rows[-1]
        self._skip_covered(row)
        for at in range(across):
            if down > 1:
                self.covered[len(row)] = down - 1
            row.append(text if at == 0 else "")
        self.cell = None

    def _skip_covered(self, row: list[str]) -> None:
        while self.covered.get(len(row), 0) > 0:
            self.covered[len(row)] -= 1
            row.append("")

    def end_row(self) -> None:
        if self.rows:
            self._skip_covered(self.rows[-1])


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out = TextBuilder()
        self.grids: list[_Grid] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag == "table":
            self.grids.append(_Grid())
        elif self.grids and tag == "tr":
            self.grids[-1].end_cell()
            self.grids[-1].begin_row()
        elif self.grids and tag in ("td", "th"):
            self.grids[-1].end_cell()
            told = dict(attrs)
            self.grids[-1].spans = _span(told.get("rowspan")), _span(told.get("colspan"))
            self.grids[-1].cell = []
        elif tag in _BLOCKS:
            self._write("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif self.grids and tag in ("td", "th"):
            self.grids[-1].end_cell()
        elif self.grids and tag == "tr":
            self.grids[-1].end_cell()
            self.grids[-1].end_row()
        elif self.grids and tag == "table":
            self._end_table()
        elif tag in _BLOCKS:
            self._write("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self._write(data if "\n" not in data else " ".join(data.split("\n")))

    def _write(self, text: str) -> None:
        cell = self.grids[-1].cell if self.grids else None
        if cell is not None:
            cell.append(text)
        elif not self.grids:
            self.out.add(text)

    def _end_table(self) -> None:
        grid = self.grids.pop()
        grid.end_cell()
        if self.grids and self.grids[-1].cell is not None:
            self.grids[-1].cell.append(" ".join(" ".join(row) for row in grid.rows))
            return
        self.out.add("\n")
        for row in grid.rows:
            self.out.row(row)
        self.out.add("\n")


def _span(said: str | None) -> int:
    return min(MOST_SPAN, max(1, int(said))) if said and said.isdigit() else 1


def read_markup(text: str, name: str) -> ReadText:
    """A web page as text; raises `FileUnreadable` where it shows none."""
    page = _Page()
    page.feed(text)
    page.close()
    while page.grids:
        page._end_table()
    lines = [line.strip(" ") for line in page.out.text().split("\n")]
    shown = "\n".join(line for at, line in enumerate(lines) if line or (at and lines[at - 1]))
    if not shown.strip():
        raise FileUnreadable("read-empty", file=name)
    return ReadText(shown)
