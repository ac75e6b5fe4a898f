"""A mapping file: which columns of a list say what, which rows count, and as which kinds of desk they are listed.

It is YAML, so that a list of another shape needs no program. Every column is named by one name or several; of several
the first that a row fills counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any

import yaml

from tsunagu.assets import asset_root
from tsunagu.errors import RegisterProblem
from tsunagu.graph.folders import REGISTERS
from tsunagu.graph.tablefile import read_plain_file
from tsunagu.yaml_text import read_yaml

Names = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RegisterFacts:
    """What is said of the register as a whole; each becomes a column of `register.csv`."""

    id: str
    title_ja: str
    title_en: str
    publisher: str
    url: str
    licence: str
    changes_ja: str
    changes_en: str


@dataclass(frozen=True, kw_only=True)
class ListedColumns:
    """Which columns of the list say what.

    `hours` are texts with columns in braces, of which the first whose columns are all filled counts; `closed` are
    columns of days off. `keep` and `main_phone` name what a column must say: of rows that count, of numbers that are
    those of a whole house.
    `served` holds columns with a narrower place than the row's own (a ward).
    """

    id: Names = ()
    name: Names
    take_off: Names = ()
    place_code: Names = ()
    place_name: Names = ()
    prefecture_code: Names = ()
    served: Names = ()
    phone: Names = ()
    main_phone: Mapping[str, Names] = field(default_factory=dict)
    url: Names = ()
    hours: Names = ()
    closed: Names = ()
    checked_on: Names = ()
    checked_how: Mapping[str, str] = field(default_factory=dict)
    keep: Mapping[str, Names] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ListingRule:
    """A kind of listed desk, and the rows that are of it: any one of `when` and none of `unless`.

    Of each every column holds one of its words; the column `@place` holds the kind of the row's place.
    """

    id: str
    label_ja: str
    label_en: str
    body_types: Names = ()
    functions: Names = ()
    needs: Names = ()
    for_groups: Names = ()
    channels: Names = ()
    when: tuple[Mapping[str, Names], ...] = ()
    unless: tuple[Mapping[str, Names], ...] = ()


PLACE_KIND = "@place"
"""The column that no list has: city, town, village … of the row's place, as in `graph/japan/places.csv`."""


@dataclass(frozen=True)
class RegisterMap:
    """A mapping file: the register, its columns, its kinds of desks, and on which line the headings stand."""

    register: RegisterFacts
    columns: ListedColumns
    listings: tuple[ListingRule, ...]
    sheet: str = ""
    header_row: int = 1


def shipped_map(name: str) -> Path:
    """The mapping file of a name: a file of one's own, else one that comes with the product (`prefecture-list`)."""
    folder = asset_root("graph") / REGISTERS / "maps"
    shipped = folder / f"{name}.yaml"
    return shipped if not Path(name).exists() and shipped.parent == folder and shipped.exists() else Path(name)


def read_map(path: Path) -> RegisterMap:
    """Read a mapping file; raises `RegisterProblem` with what is wrong in it."""
    try:
        held = read_yaml(read_plain_file(path, 1_000_000).decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise RegisterProblem("register-map-unreadable", path=path.name, reason=str(error).splitlines()[0]) from error
    top = _known(held, {"register", "columns", "listings", "sheet", "header_row"}, path, "")
    listings = top.get("listings")
    if not isinstance(listings, list) or not listings:
        raise RegisterProblem("register-map-lacks", path=path.name, item="listings")
    return RegisterMap(
        _made(RegisterFacts, top.get("register"), path, "register"),
        _made(ListedColumns, top.get("columns"), path, "columns"),
        tuple(_made(ListingRule, held, path, "listings") for held in listings),
        str(top.get("sheet") or ""),
        int(top.get("header_row") or 1),
    )


def _known(held: Any, wanted: set[str], path: Path, where: str) -> Mapping[str, Any]:
    if not isinstance(held, dict):
        raise RegisterProblem("register-map-lacks", path=path.name, item=where or "register, columns, listings")
    for key in held:
        if key not in wanted:
            raise RegisterProblem("register-map-unknown", path=path.name, item=f"{where}.{key}".strip("."))
    return held


def _made(kind: Any, held: Any, path: Path, where: str) -> Any:
    """A record of a kind from what stands under a key of the file."""
    told = {each.name: each for each in fields(kind)}
    given = _known(held, set(told), path, where)
    for name, each in told.items():
        if each.default is MISSING and each.default_factory is MISSING and not given.get(name):
            raise RegisterProblem("register-map-lacks", path=path.name, item=f"{where}.{name}")
    return kind(**{name: _value(str(told[name].type), value) for name, value in given.items()})


def _value(form: str, value: Any) -> Any:
    if form == "Names":
        return _names(value)
    if form.startswith("tuple"):
        return tuple({key: _names(words) for key, words in each.items()} for each in value)
    if form == "Mapping[str, Names]":
        return {key: _names(words) for key, words in value.items()}
    if form == "Mapping[str, str]":
        return {str(key): str(words) for key, words in value.items()}
    return str(value)


def _names(value: Any) -> Names:
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)
