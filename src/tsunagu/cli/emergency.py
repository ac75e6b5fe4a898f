"""The numbers to call, before any error of a command that a person in danger may be waiting for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from tsunagu.cli.wording import Wording
from tsunagu.errors import TsunaguError
from tsunagu.graph.emergency import emergency_numbers


def emergency_lines(wording: Wording) -> Iterator[str]:
    """Yield the heading and one line for each number that is always said; the table is there without any build."""
    yield wording("route-emergency")
    for held in emergency_numbers(always=True):
        label, use = held.label(wording.language), held.use(wording.language)
        yield wording("route-number", number=held.number, label=label, use=use)


class NumbersFirst(click.Command):
    """A command whose every error, of what was typed or of what was not found, comes after the numbers to call."""

    def __init__(self, name: str, *, wording: Wording, **settings: Any) -> None:
        super().__init__(name, **settings)
        self.wording = wording

    def make_context(self, *words: Any, **more: Any) -> click.Context:
        """Read the words typed; where click refuses them, the numbers come first."""
        try:
            return super().make_context(*words, **more)
        except click.ClickException:
            self._tell()
            raise

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; where it fails, the numbers come before the error, which is raised again."""
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.Abort):
            raise
        except (click.ClickException, TsunaguError, OSError, RuntimeError, ValueError, LookupError):
            self._tell()
            raise

    def _tell(self) -> None:
        for line in emergency_lines(self.wording):
            click.echo(line, err=True)
        click.echo("", err=True)
