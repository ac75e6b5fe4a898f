"""The fields of needs, in the order a person reads them: violence first, then living, health, family, belonging."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tsunagu.network.records import Concept

THEMES: Mapping[str, tuple[str, ...]] = {
    "violence": (
        "dv", "cohabit-dv", "dating-dv", "family-violence", "stalking", "sexual-violence", "sexual-exploitation",
        "image-abuse", "trafficking", "crime-victim", "male-victim", "address-secret",
    ),
    "living": ("no-home", "housing", "poverty", "debt", "work", "workplace-harassment", "released"),
    "health": ("body-health", "unplanned-pregnancy", "perinatal", "mental", "suicide", "disability", "elder"),
    "family": (
        "accompanying-child", "childcare", "child-abuse", "single-parent", "divorce", "young-carer", "care-leaver",
        "disability-abuse", "elder-abuse",
    ),
    "belonging": ("youth", "isolation", "hikikomori", "foreign", "lgbt", "human-rights", "multiple"),
    "other": (),
}  # fmt: skip
"""How the needs are grouped for reading, and their order; a need of a user's own stands under `other`."""


def themed(needs: Sequence[Concept]) -> Iterator[tuple[str, Concept]]:
    """Yield the needs with their theme, theme after theme."""
    by_name = {need.id.removeprefix("need/"): need for need in needs}
    known = {name for names in THEMES.values() for name in names}
    for theme, names in THEMES.items():
        for name in names if theme != "other" else [name for name in by_name if name not in known]:
            if name in by_name:
                yield theme, by_name[name]
