"""The one family of errors. Each carries a message key and data; who shows it words it by the message catalogue."""

from __future__ import annotations

from typing import ClassVar, Literal, Protocol


class Worded(Protocol):
    """Something that words itself in the language it is asked in: a problem within an error."""

    def message(self, language: Literal["ja", "en"]) -> str:
        """It in words."""
        ...


Value = str | int | float | tuple[str, ...] | Worded


class TsunaguError(Exception):
    """Something the user can understand and mend.

    `key` names an entry of the message catalogue (`viz/messages/<language>/*.json`), `data` fills its
    placeholders. `exit_code` is what the command line returns.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, key: str, **data: Value) -> None:
        super().__init__(key, data)
        self.key = key
        self.data = data

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value}" for name, value in self.data.items())
        return f"{self.key}: {shown}"


class AssetsMissing(TsunaguError):
    """Neither the installed package nor a checkout holds the data folders."""


class TablesInvalid(TsunaguError):
    """One or more tables hold mistakes; `problems` lists all of them."""

    exit_code = 3

    def __init__(self, problems: tuple[object, ...]) -> None:
        super().__init__("tables-invalid", count=len(problems))
        self.problems = problems


class ShapesViolated(TsunaguError):
    """The dataset breaks a SHACL shape; nothing was stored."""

    exit_code = 3


class ReferenceUndescribed(TsunaguError):
    """The graph names a resource of its own that it does not describe; nothing was stored or written."""

    exit_code = 3


class ConfidentialLeak(TsunaguError):
    """An output would show a place that must stay secret; nothing was written."""

    exit_code = 4


class StoreProblem(TsunaguError):
    """There is no store, it cannot be opened, or it cannot be written."""


class SourcesUnavailable(TsunaguError):
    """The source texts are not where they were looked for."""


class QueryProblem(TsunaguError):
    """A query is unknown, malformed, not allowed, or has a wrong parameter."""

    exit_code = 2


class LimitReached(TsunaguError):
    """A question took more time or memory than it may, or brought its process down; it was ended."""

    exit_code = 6


class EndpointProblem(TsunaguError):
    """A remote SPARQL endpoint is down, slow, or answers something that is no result."""

    exit_code = 5


class NameUnknown(TsunaguError):
    """No body, measure, law or place answers to a name; `near` holds close ones."""

    exit_code = 2


class RouteProblem(TsunaguError):
    """A route was asked for in a way that cannot be answered."""

    exit_code = 2


class StructureProblem(TsunaguError):
    """A structure or a what-if was asked for in a way that cannot be answered."""

    exit_code = 2


class PictureProblem(TsunaguError):
    """A picture was asked for of something it cannot show: an unknown kind, a place without bodies, a closed desk."""

    exit_code = 2


class RegisterProblem(TsunaguError):
    """A list of desks, or the mapping file that says how to read it, cannot be taken."""

    exit_code = 3


def first_line(error: BaseException) -> str:
    """The first line of what an error of another library says, else its kind."""
    return (str(error).splitlines() or [""])[0] or type(error).__name__


class RequestProblem(TsunaguError):
    """A request to the explorer that cannot be read; `status` in its data is the HTTP status, 400 where none is."""

    exit_code = 2


class ServeProblem(TsunaguError):
    """The explorer cannot be opened at the address asked for."""


class PublishProblem(TsunaguError):
    """Pages cannot be written where they were to go."""

    exit_code = 2
