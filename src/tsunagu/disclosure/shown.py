"""What a writer takes: a result the guard has looked at. Nobody but the guard can make one.

A function that turns results into text, a page, a workbook or a file asks for `Shown[…]`, so that a result which did
not go through `tsunagu.disclosure.guard` is an error of types before it is a leak, and an error at run time after.
"""

from __future__ import annotations

from dataclasses import InitVar, dataclass
from typing import Generic, TypeVar, final

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
_SEAL = object()
"""What `seal` proves itself with; `tsunagu.disclosure.guard` alone calls it (a test reads every module)."""


@final
@dataclass(frozen=True)
class Shown(Generic[T_co]):
    """A result without what may not be shown; `withheld` counts the facts, rows or links left out of it."""

    value: T_co
    withheld: int
    proof: InitVar[object]

    def __post_init__(self, proof: object) -> None:
        if proof is not _SEAL:
            raise TypeError("only tsunagu.disclosure.guard.Guard makes what is shown")


def seal(value: T, withheld: int = 0) -> Shown[T]:
    """Mark a result as looked at; for the guard only."""
    return Shown(value, withheld, _SEAL)
