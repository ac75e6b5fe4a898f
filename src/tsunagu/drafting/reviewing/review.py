"""The review of one folder: its draft as it was, the journal, and the tables that follow from both.

    review/draft.json      the tables as they stood when the review began
    review/journal.jsonl   every step since, one a line

A step is in the journal before it counts, and the tables are written after it. So a kill between the two leaves tables
one step behind, which the next opening mends; tables that say anything else were changed by another program, which is
told, and nothing is written before those changes were seen and taken.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tsunagu.drafting.differing import Difference, refuse_lost_keys
from tsunagu.drafting.folder import as_csv
from tsunagu.drafting.review_book import Rows, read_table
from tsunagu.drafting.reviewing.acts import Step
from tsunagu.drafting.reviewing.changes import Act, Entry, Reviewer, TablesOfRows
from tsunagu.drafting.reviewing.journal import Read, append, read_journal
from tsunagu.drafting.reviewing.state import State, standing
from tsunagu.drafting.reviewing.telling import refuse_telling
from tsunagu.drafting.reviewing.whole import differences, steps_between
from tsunagu.errors import StoreProblem
from tsunagu.graph.file_lock import lock_file
from tsunagu.graph.schema import Schema, load_schema
from tsunagu.reading.model import FileUnreadable
from tsunagu.writing import make_folder, told, write_bytes, writing_together

FOLDER = "review"
JOURNAL, DRAFT, LOCK = "journal.jsonl", "draft.json", ".lock"
BEHIND = 20
"""Steps the tables may lie behind the journal: a kill leaves one, a full disk a few."""
FIRST, SECOND = 1, 2
ANYONE = Reviewer()


@dataclass
class Review:
    """A folder under review. `outside` lists what another program changed in its tables; until that is taken, no step
    is. `torn` tells that the last line of the journal was cut short."""

    folder: Path
    schema: Schema = field(default_factory=load_schema)
    draft: TablesOfRows = field(default_factory=dict)
    journal: Read = field(default_factory=Read)
    outside: Sequence[Difference] = ()
    torn: bool = False
    _states: dict[int, State] = field(default_factory=dict)

    @classmethod
    def open(cls, folder: Path) -> Review:
        """The review of a folder, begun where there is none; raises `FileUnreadable`, `StoreProblem`."""
        if not (folder / "document.csv").is_file():
            raise FileUnreadable("review-no-draft", folder=str(folder))
        review = cls(folder)
        review.look()
        return review

    def look(self) -> None:
        """Read again what is on the disk: steps of another program, tables that changed beneath."""
        if not self.draft:
            self.draft = self._begun()
        found = read_journal(self._path(JOURNAL))
        if found.entries != self.journal.entries:
            self._states.clear()
        self.journal, self.torn = found, self.torn or found.torn
        self.outside = self._outside()

    def state(self, reading: int = FIRST) -> State:
        """The rows as a reading has them."""
        if reading not in self._states:
            own = [entry for entry in self.journal.entries if entry.reading == reading]
            self._states[reading] = State.of(self.draft, own, self.schema)
        return self._states[reading]

    def steps(self, reading: int) -> list[Entry]:
        """The steps of a reading that count, oldest first."""
        return standing(entry for entry in self.journal.entries if entry.reading == reading)

    def take_step(self, act: Act, step: Step, by: Reviewer = ANYONE, row: tuple[str, str] = ("", "")) -> Entry:
        """Put a step into the journal and write what follows from it.

        Raises `FileUnreadable` where another program changed the tables, or where a row would tell of a closed
        place; `StoreProblem` where the disk takes no more: the journal is then as it was, or the tables follow later.
        """
        with self._alone():
            self.refuse_outside()
            refuse_telling(self.state(by.reading), step.changes, self.folder.name)
            made = Entry(self._next, _now(), by.reading, by.who, act, *row, changes=step.changes, decided=step.decided)
            return self._kept(made)

    def undo(self, by: Reviewer, count: int = 1) -> list[Entry]:
        """Take back the last steps of a reading, newest first; those taken back."""
        with self._alone():
            self.refuse_outside()
            last = list(reversed(self.steps(by.reading)))[:count]
            made = [Entry(self._next + at, _now(), by.reading, by.who, "undo", entry.table, entry.key, of=entry.number)
                    for at, entry in enumerate(last)]  # fmt: skip
            if made:
                self._append(made)
                self._states.pop(by.reading, None)
                self._write()
            return last

    def take_tables(self, tables: TablesOfRows, who: str = "") -> int:
        """Take whole tables another program wrote as one step; the number of cells and rows that differ."""
        with self._alone():
            step = steps_between(self.state(), tables, self.schema)
            refuse_telling(self.state(), step.changes, self.folder.name)
            found = sum(1 for _ in differences(self.state(), tables, self.schema))
            if step.changes:
                self._kept(Entry(self._next, _now(), FIRST, who, "take", changes=step.changes, decided=step.decided))
            self.outside = ()
            return found

    def take_outside(self, who: str = "") -> int:
        """Take what another program changed in the tables; raises `FileUnreadable` for tables that cannot be."""
        return self.take_tables(self.on_disk(), who)

    @property
    def _next(self) -> int:
        return len(self.journal.entries) + 1

    def _path(self, name: str) -> Path:
        return self.folder / FOLDER / name

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the folder against other programs that review it, and read what they did."""
        make_folder(self._path(LOCK).parent)
        with lock_file(self._path(LOCK)) as held:
            if not held:
                raise FileUnreadable("review-busy", folder=str(self.folder))
            self.look()
            yield

    def refuse_outside(self) -> None:
        """Raise `FileUnreadable` where another program changed the tables."""
        if self.outside:
            raise FileUnreadable("review-outside", folder=self.folder.name, count=len(self.outside))

    def _kept(self, entry: Entry) -> Entry:
        self._append([entry])
        self.state(entry.reading)
        self._write()
        return entry

    def _append(self, entries: Sequence[Entry]) -> None:
        length = append(self._path(JOURNAL), entries, self.journal.length)
        self.journal = Read((*self.journal.entries, *entries), length)
        self.torn = False
        for entry in entries:
            if entry.reading in self._states:
                self._states[entry.reading].apply(entry)

    def _begun(self) -> TablesOfRows:
        path = self._path(DRAFT)
        try:
            kept: dict[str, Rows] = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            kept = self.on_disk()
            write_bytes(path, json.dumps(kept, ensure_ascii=False).encode())
        except (ValueError, OSError) as error:
            raise FileUnreadable("review-draft-broken", path=str(path)) from error
        return kept

    def on_disk(self) -> dict[str, Rows]:
        """The tables as they stand in the folder, blanks made one; raises `FileUnreadable`."""
        found: dict[str, Rows] = {}
        for table in self.schema.of_folder("document"):
            rows = read_table(self.folder, table)
            if rows:
                flat = [{name: " ".join(row.get(name, "").split()) for name in table.columns} for row in rows]
                place = f"{self.folder.name}/{table.name}.csv"
                before = self.state().rows(table.name) if self.draft else []
                filled = [(number, row) for number, row in enumerate(flat, start=2) if any(row.values())]
                refuse_lost_keys(table, filled, before, place, {})
                found[table.name] = [row for _, row in filled]
        return found

    def _outside(self) -> Sequence[Difference]:
        """What the tables on the disk say that neither the journal nor one of its last steps does."""
        disk = self.on_disk()
        found = list(differences(self.state(), disk, self.schema))
        if not found:
            return ()
        own = [entry for entry in self.journal.entries if entry.reading == FIRST]
        for back in range(1, min(BEHIND, len(own)) + 1):
            earlier = State.of(self.draft, own[:-back], self.schema)
            if next(differences(earlier, disk, self.schema), None) is None:
                with suppress(StoreProblem):  # a full disk: what is there can be read, and the next look tries again
                    self._write()
                return ()
        return found

    def _write(self) -> None:
        """Write the tables of the first reading that differ, all of them or none; an empty one that may lack goes."""
        empty: list[Path] = []
        with writing_together() as together:
            for table in self.schema.of_folder("document"):
                path, rows = self.folder / f"{table.name}.csv", self.state().rows(table.name)
                if not rows and (table.optional or not path.exists()):
                    empty.append(path)
                    continue
                cells = ([row.get(column, "") for column in table.columns] for row in rows)
                data = as_csv(table.columns, cells)
                if not path.is_file() or path.read_bytes() != data:
                    together.write(path, data)
        for path in empty:
            with told(path):
                path.unlink(missing_ok=True)


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def steps_taken(folder: Path) -> int:
    """How many steps a review has taken; 0 where none was begun."""
    return len(read_journal(folder / FOLDER / JOURNAL).entries)


def rows_after(folder: Path, step: int | None) -> TablesOfRows:
    """The rows of the first reading after a step; none where no review was begun, or for no step."""
    if step is None or not (folder / FOLDER / DRAFT).is_file():
        return {}
    review = Review.open(folder)
    own = [entry for entry in review.journal.entries if entry.reading == FIRST and entry.number <= step]
    state = State.of(review.draft, own, review.schema)
    return {name: state.rows(name) for name in state.tables}


def reviewer_named(review: Review, name: str) -> Reviewer:
    """Who reviews under a name: the first name makes the first reading, another one the second, blind to the first.

    Raises `FileUnreadable` where two others do already.
    """
    names = names_of(review)
    for reading in (FIRST, SECOND):
        if names.get(reading, name) == name and (name or reading == FIRST):
            return Reviewer(reading, name)
    if not name:
        return Reviewer(FIRST, names[FIRST])
    raise FileUnreadable("review-third", first=names[FIRST], second=names[SECOND])


def names_of(review: Review) -> Mapping[int, str]:
    """The name of who made each reading, as far as one was told."""
    found: dict[int, str] = {}
    for entry in review.journal.entries:
        if entry.who:
            found.setdefault(entry.reading, entry.who)
    return found
