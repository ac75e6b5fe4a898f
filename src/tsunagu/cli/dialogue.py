"""`tsunagu route --ask`: a person's words taken in one by one, in memory only, until an empty line.

A number of the list, the name of a circumstance, an age, or anything a person would say. What is not understood is
said so and the talk goes on; what cannot both be so is asked back; nothing typed before is lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

import click

from tsunagu.cli.wording import Wording
from tsunagu.errors import NameUnknown
from tsunagu.names.search import near
from tsunagu.referral.contradictions import contradictions
from tsunagu.referral.question import circumstances_of_age
from tsunagu.workspace import Workspace

AGE = re.compile(r"^(\d{1,3})\s*(?:歳|才|さい|years? old)(?:です)?$")
OLDEST = 120


@dataclass
class SaidSoFar:
    """What was taken in so far: ids of circumstances and needs, in the order they came."""

    held: list[str] = field(default_factory=list)

    @property
    def circumstances(self) -> tuple[str, ...]:
        """Ids of the circumstances, in the order they were said."""
        return tuple(meaning for meaning in self.held if meaning.startswith("circumstance/"))

    @property
    def needs(self) -> tuple[str, ...]:
        """Ids of the needs, in the order they were said."""
        return tuple(meaning for meaning in self.held if meaning.startswith("need/"))


class Dialogue:
    """One talk at a prompt; the prompt and all it says go to standard error."""

    def __init__(self, workspace: Workspace, wording: Wording) -> None:
        self.workspace, self.wording = workspace, wording
        self.listed = sorted(workspace.router.rulebook.circumstances)

    def ask(self, before: Iterable[str] = ()) -> SaidSoFar:
        """Ask until an empty line; `before` are circumstances given already."""
        said = SaidSoFar(list(self.workspace.ids(before, "circumstance", language=self.wording.language)))
        self._say("cli-route-ask-list")
        for number, identifier in enumerate(self.listed, start=1):
            click.echo(f"  {number:2} {self._label(identifier)}", err=True)
        while words := self._prompt():
            self._take(words, said)
        return said

    def _prompt(self) -> str:
        shown = self.wording("cli-route-ask-prompt")
        return str(click.prompt(shown, default="", show_default=False, err=True)).strip()

    def _take(self, words: str, said: SaidSoFar) -> None:
        found = [meaning for meaning in self._meaning(words) if meaning not in said.held]
        for meaning in found:
            if self._settled(meaning, said):
                said.held.append(meaning)
        if found:
            self._say("cli-route-ask-taken", taken=self.wording.join(map(self._label, said.held)))

    def _meaning(self, words: str) -> tuple[str, ...]:
        """What one line means; nothing where it is not understood or means several things, which is said."""
        plain = unicodedata.normalize("NFKC", words)
        if plain.isdecimal() and 0 < int(plain) <= len(self.listed):
            return (self.listed[int(plain) - 1],)
        language = self.wording.language
        try:
            return self.workspace.ids([words], "circumstance", "need", language=language)
        except NameUnknown as unknown:
            if (age := _age(plain)) is not None:
                return tuple(sorted(circumstances_of_age(age)))
            if unknown.key == "name-ambiguous":
                self._say("cli-route-ask-several", typed=words, shown=unknown.data["shown"])
            else:
                close = near(self.workspace.names, words, ("circumstance", "need"), language)
                self._say("cli-route-ask-unknown", typed=words, near=self.wording.join(close) or "-")
            return ()

    def _settled(self, new: str, said: SaidSoFar) -> bool:
        """Ask back where what is new contradicts what was said before; tell whether it is to be kept."""
        rulebook = self.workspace.router.rulebook
        for old in [held for held in said.held if contradictions((held, new), rulebook)]:
            self._say("cli-route-ask-contradicts", first=self._label(old), second=self._label(new))
            chosen = self._prompt()
            if chosen != "1":
                said.held.remove(old)
            if chosen != "2":
                return False
        return True

    def _label(self, identifier: str) -> str:
        return self.workspace.label(self.wording.language)(identifier)

    def _say(self, key: str, **data: object) -> None:
        click.echo(self.wording(key, **data), err=True)


def _age(words: str) -> int | None:
    found = AGE.match(words)
    age = int(found[1]) if found else OLDEST + 1
    return age if age <= OLDEST else None
