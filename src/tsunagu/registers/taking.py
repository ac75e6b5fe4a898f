"""Rows of a list taken one by one: where the desk is, what it does, how it is reached, or why it cannot be taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tsunagu.characters import bad_character
from tsunagu.disclosure.words import closed_words
from tsunagu.registers.lists import ListRow, PublishedList
from tsunagu.registers.maps import PLACE_KIND, ListedColumns, ListingRule, Names, RegisterMap
from tsunagu.registers.places import ListedPlaces

MAIN, OWN = "main", "own"
PHONE = re.compile(r"[#+0-9][0-9()-]{2,19}")
_PHONE_LIKE = re.compile(r"[0-9()\-+#]{9,}")
_DASHES = re.compile("[‐‑‒–—―ー－−]")
_BRACES = re.compile(r"\{([^{}]+)\}")
_FILE_SIZE = re.compile(r"\s*[（(](?:PDF|Excel|Word)?[：:]?[\d,.]+\s*[KM]B[）)]", re.IGNORECASE)
"""What a web page adds to the name of a linked file."""
_EMPTY_BRACKETS = re.compile(r"（\s*）|\(\s*\)")
_SAYS_CLOSED = re.compile("除|休業|休所|休館|のみ|受付|予約|準ずる|電話|平日")
"""Words by which days off are told in a phrase of their own."""
_ADDRESS = re.compile(r"https?://\S+")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


@dataclass(frozen=True)
class NotTaken:
    """A row that was left out: the file, its line and a message key with what fills it."""

    file: str
    line: int
    key: str
    data: Mapping[str, str]


@dataclass(frozen=True)
class TakenRow:
    """What one row says of a desk; `place` is that of the row, `serves` that place or a narrower one of it."""

    line: int
    id: str
    name: str
    printed: str
    listings: tuple[str, ...]
    place: str
    serves: str
    phone: str = ""
    phone_kind: str = ""
    url: str = ""
    hours: str = ""
    checked_on: str = ""
    checked_how: str = "publisher"


class _Refused(ValueError):
    """Why a row cannot be taken."""

    def __init__(self, key: str, **data: str) -> None:
        super().__init__(key)
        self.key = key
        self.data = data


def take_rows(
    listed: PublishedList, by: RegisterMap, places: ListedPlaces, edition: date
) -> tuple[list[TakenRow], list[NotTaken]]:
    """Take the rows of a list that count, each or the reason why not; rows `keep` leaves out are no news. O(rows)."""
    taker = _Taker(by, places, edition)
    taken: list[TakenRow] = []
    left: list[NotTaken] = []
    for row in listed.rows:
        if not taker.counts(row):
            continue
        try:
            taken.append(taker.take(row))
        except _Refused as refused:
            left.append(NotTaken(listed.name, row.line, f"register-row-{refused.key}", refused.data))
    return taken, left


class _Taker:
    def __init__(self, by: RegisterMap, places: ListedPlaces, edition: date) -> None:
        self.columns: ListedColumns = by.columns
        self.listings = by.listings
        self.places = places
        self.edition = edition
        self.first_line: dict[str, int] = {}

    def counts(self, row: ListRow) -> bool:
        """Tell whether a row is one of those the mapping file keeps."""
        return all(row.cells.get(column, "") in words for column, words in self.columns.keep.items())

    def take(self, row: ListRow) -> TakenRow:
        """What a row says; raises `_Refused`. A house kept secret is refused before anything else is looked at."""
        name = _FILE_SIZE.sub("", row.first(self.columns.name)).strip()
        if self._is_closed(row):
            raise _Refused("closed")
        if not name:
            raise _Refused("no-name")
        if _PHONE_LIKE.fullmatch(_plain(name)):
            raise _Refused("phone-as-name")
        if any(bad_character(text) for text in row.cells.values()):
            raise _Refused("character")
        place = self._place(row)
        phone, kind = self._phone(row)
        shown = _without(name, self.columns.take_off)
        return TakenRow(
            row.line, self._id(row), shown, name, self._listings(row, place), place, self._served(row, place), phone,
            kind, self._url(row), self._hours(row), self._checked_on(row), self._how(row),
        )  # fmt: skip

    def _is_closed(self, row: ListRow) -> bool:
        """Tell whether what a desk is called says that its place is secret, or any other cell names such a kind."""
        called = {*self.columns.name, *(column for rule in self.listings for told in rule.when for column in told)}
        return any(closed_words().in_name(text) if column in called else closed_words().strongly(text)
                   for column, text in row.cells.items() if text)  # fmt: skip

    def _id(self, row: ListRow) -> str:
        said = row.first(self.columns.id) if self.columns.id else f"row-{row.line}"
        made = re.sub(r"[^a-z0-9]+", "-", _plain(said).lower()).strip("-") or f"row-{row.line}"
        if self.first_line.setdefault(made, row.line) != row.line:
            raise _Refused("id-twice", id=made, first=str(self.first_line[made]))
        return made

    def _place(self, row: ListRow) -> str:
        codes = [row.cells.get(column, "") for column in (*self.columns.place_code, *self.columns.prefecture_code)]
        for code in filter(None, codes):
            found = self.places.of_code(code)
            if not found:
                raise _Refused("code", code=code)
            return found
        name = "".join(row.cells.get(column, "") for column in self.columns.place_name)
        found = self.places.of_name(name)
        if not found:
            raise _Refused("place", name=name or "-")
        return found

    def _served(self, row: ListRow, place: str) -> str:
        """The narrower place a row, or the name of its desk, names within its own: a ward of the city; else its own."""
        found = self.places.of_name(row.first(self.columns.served), place)
        narrowed = self.places.ward_in(row.first(self.columns.name), place)
        return (found if found != place else "") or narrowed or place

    def _listings(self, row: ListRow, place: str) -> tuple[str, ...]:
        cells = {**row.cells, PLACE_KIND: self.places.rows[place].text("kind")}
        found = tuple(rule.id for rule in self.listings if _is_of(rule, cells))
        if not found:
            raise _Refused("kind", name=row.first(self.columns.name))
        return found

    def _phone(self, row: ListRow) -> tuple[str, str]:
        printed = _DASHES.sub("-", _plain(row.first(self.columns.phone)))
        if not printed:
            return "", ""
        main = "代表" in printed or any(row.cells.get(column, "") in words
                                        for column, words in self.columns.main_phone.items())  # fmt: skip
        number = re.split("[、,・/;（(]?(?:代表|内線|、|,|/|;| )", printed.strip("（(代表)） "))[0].strip()
        if not PHONE.fullmatch(number):
            raise _Refused("phone", phone=row.first(self.columns.phone))
        if number[0] not in "0#1+":
            raise _Refused("phone-zero", phone=number)
        return number, MAIN if main else OWN

    def _url(self, row: ListRow) -> str:
        said = row.first(self.columns.url)
        if said and not _ADDRESS.fullmatch(said):
            raise _Refused("url", url=said)
        return said

    def _hours(self, row: ListRow) -> str:
        said = next(filter(None, (_filled(text, row) for text in self.columns.hours)), "")
        closed = row.first(self.columns.closed)
        if not said or not closed:
            return said
        return f"{said}（{closed}）" if _SAYS_CLOSED.search(closed) else f"{said}（{closed}は休み）"

    def _checked_on(self, row: ListRow) -> str:
        said = _plain(row.first(self.columns.checked_on))
        if not said:
            return self.edition.isoformat()
        found = _DAY.match(said)
        if not found:
            raise _Refused("day", day=said)
        return "{}-{:0>2}-{:0>2}".format(*found.groups())

    def _how(self, row: ListRow) -> str:
        """How the row was checked: `checked_how` names a column and what each of its words means."""
        told = self.columns.checked_how
        return told.get(row.cells.get(told.get("column", ""), ""), "publisher")


def _is_of(rule: ListingRule, cells: Mapping[str, str]) -> bool:
    def holds(told: Mapping[str, Names]) -> bool:
        return all(any(word in cells.get(column, "") for word in words) for column, words in told.items())

    return any(map(holds, rule.when)) and not any(map(holds, rule.unless))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _without(name: str, ends: Names) -> str:
    for end in ends:
        name = name.removesuffix(end).strip()
    return name


def _filled(text: str, row: ListRow) -> str:
    """The text with the columns in its braces put in; empty where one of them is."""
    columns = list(_columns_in(text))
    if not all(row.cells.get(column, "") for column in columns):
        return ""
    return _EMPTY_BRACKETS.sub("", _BRACES.sub(lambda found: row.cells[found[1]], text)).strip()


def _columns_in(text: str) -> Iterator[str]:
    return (found[1] for found in _BRACES.finditer(text))
