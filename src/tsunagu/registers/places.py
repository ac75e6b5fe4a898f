"""Which place a row of a list means: by its code, of which the first five digits count, else by its name."""

from __future__ import annotations

from collections.abc import Iterable

from tsunagu.graph.rows import Row, Tables
from tsunagu.network.place_names import WHOLE, PlaceName, PlaceNames, full_code

PREFECTURE_DIGITS = 2


class ListedPlaces:
    """The places of graph/japan, looked up as lists write them; a look-up is O(1)."""

    def __init__(self, tables: Tables) -> None:
        self.rows = {row.text("code"): row for row in tables.of("places")}
        self._by_five = {code[:5]: code for code in self.rows}
        self._wards: dict[str, list[str]] = {}
        for code, row in self.rows.items():
            self._wards.setdefault(row.text("city"), []).append(code)
        self._names = PlaceNames(map(_named, self.rows.values()))

    def of_code(self, text: str) -> str:
        """The code of a place from two, five or six digits, whatever the sixth one is; empty where there is none.

        Lists compute the check digit wrongly, or not at all, and the five before it say everything. A first 0 that
        Excel took away is put back.
        """
        digits = text.strip().replace("-", "")
        if not (digits.isascii() and digits.isdigit()):
            return ""
        if len(digits) <= PREFECTURE_DIGITS:
            return self._by_five.get((full_code(digits.zfill(PREFECTURE_DIGITS)) or "")[:5], "")
        return self._by_five.get(digits[:5]) or self._by_five.get(digits.zfill(6)[:5], "")

    def of_name(self, name: str, within: str = "") -> str:
        """The code of the one place of a name, of a prefecture or city where it is given; empty where it is not one."""
        found = [match.code for match in self._names.find(name) if match.rank == WHOLE] if name else []
        lying = [code for code in found if not within or code == within or within in self.above(code)]
        return lying[0] if len(lying) == 1 else ""

    def ward_in(self, name: str, city: str) -> str:
        """The ward of a city that the name of a desk names (中央区保健福祉部, 緑福祉事務所); empty where it is not one.

        Whatever stands for every ward (各区) names none.
        """
        said = name.replace(self.label(city), "", 1).strip()
        wards = {code: self.label(code).removeprefix(self.label(city)) for code in self._wards.get(city, ())}
        found = [code for code, ward in wards.items() if said.startswith((ward, f"{ward[:-1]}福祉事務所"))]
        return found[0] if len(found) == 1 else ""

    def above(self, code: str) -> tuple[str, ...]:
        """The city and the prefecture a place lies in."""
        row = self.rows[code]
        return tuple(filter(None, (row.text("city"), row.text("prefecture"))))

    def prefecture_of(self, codes: Iterable[str]) -> str:
        """The one prefecture of some places, empty where they lie in several."""
        found = {self.rows[code].text("prefecture") or code for code in codes}
        return found.pop() if len(found) == 1 else ""

    def label(self, code: str, language: str = "ja") -> str:
        """What a place is called."""
        return self.rows[code].text(f"label_{language}")


def _named(row: Row) -> PlaceName:
    ids = (f"place/{row.text(column)}" if row.text(column) else "" for column in ("prefecture", "city"))
    return PlaceName(
        f"place/{row.text('code')}", row.text("label_ja"), row.text("label_kana"), row.text("label_en"), *ids
    )
