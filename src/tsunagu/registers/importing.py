"""One import of a list, from file and mapping file to the desks that would be written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tsunagu.errors import RegisterProblem
from tsunagu.graph.rows import Tables
from tsunagu.registers.desks import Desk, make_desks
from tsunagu.registers.editions import Difference, difference, held_desks, refuse_older, write_register
from tsunagu.registers.lists import PublishedList, read_list
from tsunagu.registers.maps import PLACE_KIND, RegisterMap, read_map
from tsunagu.registers.places import ListedPlaces
from tsunagu.registers.taking import NotTaken, take_rows


@dataclass(frozen=True)
class Import:
    """What an import would do: nothing is written before `write`."""

    folder: Path
    by: RegisterMap
    listed: PublishedList
    edition: date
    desks: Sequence[Desk]
    taken: int
    left: Sequence[NotTaken]
    difference: Difference

    def write(self) -> None:
        """Write the tables of the register, all or none."""
        write_register(self.folder, self.by, self.edition, self.desks, self.taken)


def prepare(list_file: Path, map_file: Path, tables: Tables, edition: date, folder: Path | None = None) -> Import:
    """Read a list by a mapping file and compare it with what `folder` holds (default: `registers/ID`). O(rows).

    Raises `RegisterProblem` for a file that cannot be read, headings the mapping file does not know, an edition older
    than the one held, and a list of which no row can be taken.
    """
    by = read_map(map_file)
    target = folder or Path("registers") / by.register.id
    refuse_older(target, edition)
    listed = read_list(list_file, by.header_row, by.sheet)
    _refuse_other_headings(listed, by)
    places = ListedPlaces(tables)
    taken, left = take_rows(listed, by, places, edition)
    desks = make_desks(taken, by.listings, places)
    if not desks and not left:
        raise RegisterProblem("register-empty", path=listed.name)
    return Import(target, by, listed, edition, desks, len(taken), left, difference(held_desks(target), desks))


def _refuse_other_headings(listed: PublishedList, by: RegisterMap) -> None:
    """Refuse a list without the columns that a desk cannot do without, or without any of those that are looked at."""
    columns = by.columns
    for wanted in (columns.name, (*columns.place_code, *columns.prefecture_code, *columns.place_name)):
        if not set(wanted) & set(listed.headings):
            raise RegisterProblem(
                "register-other-headings", path=listed.name, wanted=" / ".join(wanted),
                found=" / ".join(filter(None, listed.headings))[:200],
            )  # fmt: skip
    for column in (*columns.keep, *(name for rule in by.listings for told in rule.when for name in told)):
        if column not in listed.headings and column != PLACE_KIND:
            raise RegisterProblem(
                "register-other-headings", path=listed.name, wanted=column,
                found=" / ".join(filter(None, listed.headings))[:200],
            )  # fmt: skip
