"""The message catalogue bound to one language, as the commands use it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tsunagu.messages import Language, text


@dataclass(frozen=True)
class Wording:
    """Call it with a message key and the data of its placeholders."""

    language: Language

    def __call__(self, key: str, **data: object) -> str:
        """The message of a key; raises `KeyError` for an unknown one, which is a defect."""
        return text(key, self.language, **data)

    def join(self, parts: Iterable[str]) -> str:
        """The parts as one list, in the way of the language."""
        return self("route-separator").join(parts)

    def help(self, command: str) -> str:
        r"""The help of a command with its examples, line breaks kept (click's \b mark)."""
        examples = "\n".join(f"  {line}" for line in self(f"cli-{command}-examples").splitlines())
        return f"{self(f'cli-{command}-help')}\n\n\b\n{self('cli-examples-title')}\n{examples}"
