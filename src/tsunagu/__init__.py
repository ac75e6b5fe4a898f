"""tsunagu: a knowledge graph of public support networks in Japan for women facing difficulties."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tsunagu.workspace import Workspace

__version__ = "0.1.0"
__all__ = ["Workspace", "__version__"]


def __getattr__(name: str) -> object:
    """`Workspace`, imported when it is asked for: importing the package alone does no work."""
    if name == "Workspace":
        from tsunagu.workspace import Workspace  # noqa: PLC0415

        return Workspace
    raise AttributeError(name)
