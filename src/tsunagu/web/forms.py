"""What a visitor sends: read within bounds, kept in memory, given on as words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from tsunagu.errors import RequestProblem

if TYPE_CHECKING:
    from starlette.requests import Request

MOST_BYTES = 64 * 1024
MOST_FIELDS = 400
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, repr=False)
class Sent:
    """The fields of a form or an address by name, as often as they came; nothing prints them."""

    fields: tuple[tuple[str, str], ...] = ()

    def every(self, name: str) -> tuple[str, ...]:
        """Every filled value of a field, without blanks around it."""
        return tuple(value.strip() for field, value in self.fields if field == name and value.strip())

    def first(self, name: str, otherwise: str = "") -> str:
        """The first filled value of a field."""
        return next(iter(self.every(name)), otherwise)

    def without(self, *names: str) -> Sent:
        """The same without some fields."""
        return Sent(tuple((name, value) for name, value in self.fields if name not in names))

    def number(self, name: str, least: int, most: int) -> int | None:
        """A whole number, None where nothing was entered; raises `RequestProblem` for anything else."""
        said = self.first(name)
        if not said:
            return None
        if not said.isdecimal() or not least <= int(said[:9]) <= most:
            raise RequestProblem("web-number", name=name, least=least, most=most)
        return int(said)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.fields)


async def sent_form(request: Request) -> Sent:
    """The fields of a posted form; raises `RequestProblem` where it is too long, no form, or no UTF-8."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM:
        raise RequestProblem("web-not-a-form", status=415)
    return parsed((await body_of(request)).decode("latin-1"))


def sent_query(request: Request) -> Sent:
    """The fields in the address of a page; raises `RequestProblem` as `sent_form` does."""
    return parsed(request.url.query)


def parsed(text: str) -> Sent:
    """The fields of a form as it is sent.

    >>> parsed("q=%E7%9B%B8%E8%AB%87&q=").every("q")
    ('相談',)
    """
    try:
        return Sent(tuple(parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)))
    except UnicodeDecodeError as error:
        raise RequestProblem("web-not-utf8") from error
    except ValueError as error:
        raise RequestProblem("web-too-many-fields", most=MOST_FIELDS) from error


async def body_of(request: Request, most: int = MOST_BYTES) -> bytes:
    """What was sent, read no further than allowed; raises `RequestProblem`."""
    held = bytearray()
    async for chunk in request.stream():
        held += chunk
        if len(held) > most:
            raise RequestProblem("web-too-long", kilobytes=most // 1024, status=413)
    return bytes(held)
