"""The numbers to call, as the table of law has them; there without any build."""

from __future__ import annotations

import csv
from dataclasses import dataclass

from tsunagu.assets import asset_root
from tsunagu.messages import Language


@dataclass(frozen=True)
class EmergencyNumber:
    """A number, whose it is and what for, in both languages."""

    number: str
    label_ja: str
    label_en: str
    use_ja: str
    use_en: str

    def label(self, language: Language) -> str:
        """Whose number it is."""
        return self.label_ja if language == "ja" else self.label_en

    def use(self, language: Language) -> str:
        """What it is for."""
        return self.use_ja if language == "ja" else self.use_en


def emergency_numbers(*, always: bool = False) -> tuple[EmergencyNumber, ...]:
    """The numbers in the order of the table; with `always` those that are told whatever is asked."""
    text = (asset_root("graph") / "japan" / "emergency_numbers.csv").read_text(encoding="utf-8-sig")
    return tuple(
        EmergencyNumber(row["number"], row["label_ja"], row["label_en"], row["for_ja"], row["for_en"])
        for row in csv.DictReader(text.splitlines())
        if not always or row["always"] == "true"
    )
