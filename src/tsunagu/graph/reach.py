"""What a step asked for, in short: enough to tell that a change elsewhere cannot have touched it."""

from __future__ import annotations

from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable
from hashlib import blake2b


def marks_of(things: Iterable[bytes]) -> set[int]:
    """A number of 64 bits for each thing; two things with one number only make a step be done once more."""
    return {int.from_bytes(blake2b(thing, digest_size=8).digest(), "little") for thing in things}


def packed(things: Iterable[bytes]) -> str:
    """The numbers of things as text."""
    return b64encode(array("Q", sorted(marks_of(things))).tobytes()).decode("ascii")


def unpacked(text: str) -> set[int]:
    """The numbers of a text; raises `ValueError` where it is no such text."""
    held = array("Q")
    held.frombytes(b64decode(text, validate=True))
    return set(held)
