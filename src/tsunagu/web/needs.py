"""The needs in groups, in the order a person reads them."""

from __future__ import annotations

from tsunagu.gaps.fields import themed
from tsunagu.messages import Language, text
from tsunagu.workspace import Workspace

Choice = tuple[str, str]


def needs_by_theme(workspace: Workspace, language: Language) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    """The needs by fields, in the order a person reads them."""
    found: dict[str, list[Choice]] = {}
    for theme, need in themed(workspace.network.concepts_in("need")):
        found.setdefault(text(f"report-theme-{theme}", language), []).append((need.id, need.label.of(language)))
    return tuple((theme, tuple(needs)) for theme, needs in found.items())
