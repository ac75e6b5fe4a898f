"""From the start page along every link to all that is published, each page a file; taken up again where it was stopped.

A journal beside the pages tells what each page was made from and where it leads. Where the build, the product and the
selection are the same, pages that are there are not made again; else pages that are no longer reached go.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path

from starlette.applications import Starlette

from tsunagu import __version__
from tsunagu.assets import asset_root
from tsunagu.errors import PublishProblem
from tsunagu.graph.build import read_report
from tsunagu.web.app import make_app
from tsunagu.web.published.addresses import START, file_of, links_of, rewritten
from tsunagu.web.published.engine import FOLDER as ENGINE
from tsunagu.web.published.engine import files_of
from tsunagu.web.published.pages import Publication, things_of
from tsunagu.web.published.selection import SEARCH, Selection
from tsunagu.web.published.visiting import opened, visit
from tsunagu.workspace import Workspace
from tsunagu.writing import write_bytes

JOURNAL = "tsunagu-pages.jsonl"
KEPT_EVERY = 100
"""Pages after which the journal is written again: a run that is killed makes no more than these once more."""
ENTRY = "index.html"
Progress = Callable[[int, int], None]
"""Told how many pages are written and how many are known."""


@dataclass(frozen=True)
class Written:
    """A page in the journal: its address, its file with size in bytes, where it links to."""

    address: str
    file: str
    size: int
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Published:
    """What was published: files below the folder, how many were made this time, bytes, links that led to no page."""

    folder: Path
    files: tuple[str, ...]
    made: int
    size: int
    dead: tuple[str, ...]


@dataclass
class _Journal:
    """What is written, under a key of all it was made from."""

    path: Path
    key: str
    pages: dict[str, Written] = field(default_factory=dict)
    before: frozenset[str] = frozenset()

    def add(self, page: Written) -> None:
        """Keep a page, and now and then what is kept on disk."""
        self.pages[page.address] = page
        if len(self.pages) % KEPT_EVERY == 0:
            self.keep()

    def keep(self) -> None:
        """Write the journal."""
        write_bytes(self.path, "".join(f"{line}\n" for line in (self.key, *map(_line, self.pages.values()))).encode())

    def drop(self, name: str) -> None:
        """Forget pages of a name, so that they are made again."""
        self.pages = {address: page for address, page in self.pages.items() if not address.endswith(f"/{name}")}


def publish(home: Path | None, folder: Path, selection: Selection, progress: Progress) -> Published:
    """Write what is selected of the explorer over a home as files into a folder.

    Raises `PublishProblem` where the folder holds other things, `StoreProblem`. O(pages), some 50 ms each.
    """
    workspace = Workspace(home)
    journal = _journal(folder, _key(workspace, selection))
    publication = Publication(selection, set())
    app = make_app(home)
    app.router.routes[:0] = publication.routes()
    app.state.published = True
    walk = _Walk(app, publication, folder, journal, progress, files_of(workspace))
    with ThreadPoolExecutor(1) as own:  # a notebook has a loop of its own in this thread
        return own.submit(lambda: asyncio.run(walk.all())).result()


def _key(workspace: Workspace, selection: Selection) -> str:
    told = hashlib.sha256(f"{read_report(workspace.home).revision} {__version__} {_told(selection)}".encode())
    for path in sorted((asset_root("viz")).rglob("*")):
        if path.is_file():
            told.update(path.read_bytes())
    return told.hexdigest()


def _told(selection: Selection) -> list[object]:
    return [sorted(selection.codes), sorted(selection.documents), selection.languages]


def _journal(folder: Path, key: str) -> _Journal:
    """The journal of a folder; raises `PublishProblem` where it has other things in it and no journal."""
    path = folder / JOURNAL
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    if not lines and folder.exists() and any(folder.iterdir()):
        raise PublishProblem("publish-folder", folder=str(folder))
    held = [page for line in lines[1:] if (page := _read(line))]
    known = {page.address: page for page in held if lines[0] == key and (folder / page.file).is_file()}
    journal = _Journal(path, key, known, frozenset(page.file for page in held))
    journal.keep()
    return journal


def _line(page: Written) -> str:
    return json.dumps(asdict(page), ensure_ascii=False)


def _read(line: str) -> Written | None:
    """A page of a journal; None for a line that a kill left unfinished."""
    try:
        held = json.loads(line)
        return Written(held["address"], held["file"], held["size"], tuple(held["links"]))
    except (ValueError, KeyError, TypeError):
        return None


@dataclass
class _Walk:
    """The way through the pages."""

    app: Starlette
    publication: Publication
    folder: Path
    journal: _Journal
    progress: Progress
    brought: Mapping[str, Callable[[], bytes]]
    dead: list[str] = field(default_factory=list)
    made: int = 0

    async def all(self) -> Published:
        """Every page, the search last, for it tells what there is."""
        selection = self.publication.selection
        searches = {f"/{language}/{SEARCH}" for language in selection.languages}
        self.journal.drop(SEARCH)
        async with opened(self.app):
            known = dict.fromkeys(selection.seeds())
            waiting = list(known)
            while waiting:
                for link in await self._page(waiting.pop(0)):
                    if link not in known and link not in searches and selection.holds(link):
                        known[link] = None
                        waiting.append(link)
                self.progress(len(known) - len(waiting), len(known) + len(searches))
            self.publication.things = things_of(self.journal.pages)
            await self._mended()
            for search in sorted(searches):
                await self._page(search)
            await self._entry()
        self._engine()
        self.journal.keep()
        return self._told()

    async def _mended(self) -> None:
        """Make pages again that link to one of which only later was known that it is none."""
        dead = set(self.dead)
        for address in [page.address for page in self.journal.pages.values() if not dead.isdisjoint(page.links)]:
            del self.journal.pages[address]
            await self._page(address)

    async def _page(self, address: str) -> tuple[str, ...]:
        """Write a page unless it is there; where it leads to."""
        if address in self.journal.pages:
            return self.journal.pages[address].links
        visited = await visit(self.app, address)
        if visited.status != 200:
            self.dead.append(address)
            return ()
        if visited.media != "text/html" or "/report/" in address:
            return self._write(address, visited.body, ())
        html = visited.body.decode("utf-8")
        return self._write(address, self._rewritten(html, address, file_of(address)), tuple(links_of(html, address)))

    def _rewritten(self, html: str, address: str, file: str) -> bytes:
        language = address.strip("/").partition("/")[0]
        search = file_of(f"/{language}/{SEARCH}")
        return rewritten(html, address, file, self._is_published, search).encode("utf-8")

    def _is_published(self, address: str) -> bool:
        return self.publication.selection.holds(address) and address not in self.dead

    def _write(self, address: str, data: bytes, links: tuple[str, ...]) -> tuple[str, ...]:
        write_bytes(self.folder / file_of(address), data)
        self.made += 1
        self.journal.add(Written(address, file_of(address), len(data), links))
        return links

    def _engine(self) -> None:
        """What pages bring along to answer by themselves, in a folder of its own."""
        for name, made in self.brought.items():
            address = f"/{ENGINE}/{name}"
            if address not in self.journal.pages:
                data = made()
                write_bytes(self.folder / address.strip("/"), data)
                self.journal.add(Written(address, address.strip("/"), len(data)))

    async def _entry(self) -> None:
        """The page that is opened first, at the top of the folder."""
        first = START if START in self.journal.pages else f"/{self.publication.selection.languages[0]}/"
        html = (await visit(self.app, first)).body.decode("utf-8")
        write_bytes(self.folder / ENTRY, self._rewritten(html, first, ENTRY))

    def _told(self) -> Published:
        pages = self.journal.pages
        for file in self.journal.before - {page.file for page in pages.values()}:
            (self.folder / file).unlink(missing_ok=True)
        size = sum(page.size for page in pages.values())
        files = tuple(page.file for page in pages.values() if not page.file.startswith(f"{ENGINE}/"))
        return Published(self.folder, files, self.made, size, tuple(self.dead))
