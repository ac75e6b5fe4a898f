"""The text of a statute by article, paragraph and item.

Read are texts as e-Gov publishes them, in Markdown: a head between two lines of `---` (`title`, `identifier`, `law_num`
…), `**第九条（…）**` before an article, `**２**` or `**②**` before a paragraph, `- 一` before an item. Supplementary
provisions (附則) are not read: the graph cites none.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tsunagu.graph.tablefile import is_there, read_plain_file

_CITED = re.compile(r"(?P<article>\d+(?:の\d+)*)(?:\((?P<paragraph>\d+)\))?(?:\[(?P<item>\d+(?:の\d+)*)\])?")
_ARTICLE = re.compile(r"\*\*第([一二三四五六七八九十百千]+)条((?:の[一二三四五六七八九十百千]+)*)(?:（[^*]*）)?\*\*")
_PARAGRAPH = re.compile(r"\*\*(?:([０-９]+)|([①-⑳]))\*\*\u3000?")
_ITEM = re.compile(r"- ([一二三四五六七八九十百]+(?:の[一二三四五六七八九十]+)*)\u3000")
_HEAD = re.compile(r'^ *(\w+): "?(.*?)"?$', re.MULTILINE)
_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def number_of(numeral: str) -> str:
    """The digits of a Chinese numeral.

    >>> number_of("二百五十二"), number_of("十"), number_of("八")
    ('252', '10', '8')
    """
    total = digit = 0
    for sign in numeral:
        if sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0
        else:
            digit = _DIGITS[sign]
    return str(total + digit)


def _branched(numerals: str) -> str:
    return "の".join(number_of(part) for part in numerals.split("の") if part)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: its own words, the items under them by number, and what is printed with it in a table."""

    opening: str
    items: Mapping[str, str]

    @property
    def text(self) -> str:
        """Its own words and those of its items."""
        return "\n".join((self.opening, *self.items.values()))


@dataclass(frozen=True)
class Provision:
    """What a citation names: paragraphs of one article, and the item where it names one."""

    paragraphs: tuple[Paragraph, ...]
    item: str = ""

    @property
    def words(self) -> str:
        """Every word of it; of an item also the opening words it completes."""
        if self.item:
            return f"{self.paragraphs[0].opening}\n{self.item}"
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def own(self) -> str:
        """The words a reader finds under the number that is cited: of an item, those of the item alone."""
        return self.item or self.words


@dataclass(frozen=True)
class Article:
    """One article: its lines as printed, blank ones left out."""

    lines: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """The SHA-256 of its lines joined by line feeds: what tells that an article was amended since it was read."""
        return hashlib.sha256("\n".join(self.lines).encode()).hexdigest()

    @cached_property
    def paragraphs(self) -> Mapping[str, Paragraph]:
        """The paragraphs by number; the first has the number 1 and needs none in print."""
        parts: dict[str, tuple[list[str], dict[str, str]]] = {"1": ([], {})}
        at, item = "1", ""
        for line in self.lines:
            if heading := _PARAGRAPH.match(line):
                at, item = _ordinal(heading), ""
                parts[at] = ([], {})
            elif heading := _ITEM.match(line):
                item = _branched(heading[1])
            else:
                heading = _ARTICLE.match(line)
            words = line[heading.end() :] if heading else line
            opening, items = parts[at]
            if item:
                items[item] = items.get(item, "") + words.strip(" -\u3000")
            else:
                opening.append(words.strip("\u3000 "))
        return {number: Paragraph("".join(opening), items) for number, (opening, items) in parts.items()}


def _ordinal(heading: re.Match[str]) -> str:
    return str(int(heading[1])) if heading[1] else str(ord(heading[2]) - ord("①") + 1)


@dataclass(frozen=True)
class LawText:
    """The text of one statute."""

    text: str

    @cached_property
    def head(self) -> Mapping[str, str]:
        """What stands above the text: title, id, number and days."""
        return dict(_HEAD.findall(self.text.split("\n---", 1)[0]))

    @cached_property
    def body(self) -> str:
        """The main provisions, without head and supplementary provisions."""
        return self.text.split("\n---", 1)[-1].split("\n## 附則", 1)[0]

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """The articles by number as the graph writes it (8の2)."""
        found: dict[str, list[str]] = {}
        lines: list[str] | None = None
        for line in self.body.split("\n"):
            if heading := _ARTICLE.match(line):
                number = number_of(heading[1]) + "".join(f"の{number_of(part)}" for part in heading[2].split("の")[1:])
                lines = found.setdefault(number, [])
            elif line.startswith("#"):
                lines = None
            if lines is not None and line.strip():
                lines.append(line)
        return {number: Article(tuple(kept)) for number, kept in found.items()}

    def provision(self, cited: str) -> Provision | None:
        """What `9(3)[4]` names: article 9, paragraph 3, item 4; None where it does not stand there.

        >>> law = LawText("---\\n---\\n**第九条（窓口）**　県は、次の業務を行う。\\n\\n- 一　相談\\n")
        >>> law.provision("9[1]").words, law.provision("9(2)")
        ('県は、次の業務を行う。\\n相談', None)
        """
        parts = _CITED.fullmatch(cited)
        article = self.articles.get(parts["article"]) if parts else None
        if not parts or not article:
            return None
        if not parts["paragraph"] and not parts["item"]:
            return Provision(tuple(article.paragraphs.values()))
        paragraph = article.paragraphs.get(parts["paragraph"] or "1")
        if not paragraph:
            return None
        if not parts["item"]:
            return Provision((paragraph,))
        return Provision((paragraph,), paragraph.items[parts["item"]]) if parts["item"] in paragraph.items else None


def read_laws(folders: tuple[Path, ...], wanted: Iterator[str]) -> dict[str, LawText]:
    """The texts of the wanted e-Gov ids that are in one of the folders, by id.

    Raises `OSError` where a file cannot be read and `UnicodeDecodeError` where it is not UTF-8.
    """
    found: dict[str, LawText] = {}
    for name in wanted:
        path = next((folder / f"{name}.md" for folder in folders if is_there(folder / f"{name}.md")), None)
        if path:
            found[name] = LawText(read_plain_file(path).decode("utf-8"))
    return found
