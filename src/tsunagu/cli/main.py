"""Entry point: chooses the language, loads only the command asked for, turns errors into one clear line."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn, TextIO, cast

import click

from tsunagu import __version__
from tsunagu.cli.mistakes import usage, worded
from tsunagu.cli.terminal import guarded
from tsunagu.cli.wording import Wording
from tsunagu.errors import TablesInvalid, TsunaguError
from tsunagu.memory import rarely_collecting
from tsunagu.messages import LANGUAGES, Language, system_language

COMMANDS = (
    "start", "serve", "publish", "read", "review", "build", "validate", "verify", "info", "queries", "query", "sparql",
    "describe", "route", "picture", "gaps", "compare", "structure", "what-if", "report", "export", "locate",
    "template", "register",
)  # fmt: skip
BUILDERS = ("start", "build")
INTERRUPTED, UNEXPECTED = 130, 70
MOST_PROBLEMS = 200


class LazyGroup(click.Group):
    """A group whose commands are imported when called; the overview needs none of them."""

    def __init__(self, wording: Wording, **settings: object) -> None:
        super().__init__(name="tsunagu", help=wording("cli-help"), epilog=wording("cli-examples"), **settings)  # type: ignore[arg-type]
        self._wording = wording

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands in the order a user needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command, imported now; None for a name that is none. Each takes `--lang` after its name as well."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"tsunagu.cli.{cmd_name.replace('-', '_')}_command")
        command = cast("click.Command", module.command(self._wording))
        parts = command.commands.values() if isinstance(command, click.Group) else ()
        if cmd_name not in BUILDERS and any("--home" in option.opts for option in command.params):
            command.params.append(self._no_build())
        for part in (command, *parts):
            if not any("--lang" in option.opts for option in part.params):
                part.params.append(
                    click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False, hidden=True)
                )
        return command

    def _no_build(self) -> click.Option:
        from tsunagu.cli.opening import no_build_option  # noqa: PLC0415 - the overview needs no command

        return no_build_option(self._wording)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List commands with one line each."""
        with formatter.section(self._wording("cli-commands")):
            formatter.write_dl([(name, self._wording(f"cli-{name}-short")) for name in COMMANDS])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Keep the line breaks of the examples."""
        if self.epilog:
            formatter.write("\n" + self.epilog + "\n")


def chosen_language(arguments: Sequence[str]) -> Language:
    """The language of `--lang`, wherever it stands, else that of the system."""
    for at, word in enumerate(arguments):
        value = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and at + 1 < len(arguments):
            value = arguments[at + 1]
        for language in LANGUAGES:
            if value == language:
                return language
    return system_language()


def make_cli(language: Language) -> click.Group:
    """The whole command line in one language; no command is imported yet."""
    wording = Wording(language)
    group = LazyGroup(wording, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
    languages = click.Choice(LANGUAGES)
    group.params.append(
        click.Option(["--lang"], type=languages, help=wording("cli-lang"), expose_value=False, is_eager=True)
    )
    click.version_option(__version__, prog_name="tsunagu", help=wording("cli-version"))(group)
    return group


def run(arguments: Sequence[str]) -> int:
    """Run a command line; its exit code: 0, that of the command or error, or 130 where it was interrupted."""
    language = chosen_language(arguments)
    try:
        made = make_cli(language).main(list(arguments), prog_name="tsunagu", standalone_mode=False)
        return made if isinstance(made, int) else 0
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        _show_mistake(error, Wording(language))
        return error.exit_code
    except TsunaguError as error:
        _show(error, Wording(language))
        return error.exit_code


def _show_mistake(error: click.ClickException, wording: Wording) -> None:
    click.echo(wording("cli-error", message=worded(error, wording)), err=True)
    if shown := usage(error, wording):
        click.echo(shown, err=True)


def _show(error: TsunaguError, wording: Wording) -> None:
    click.echo(wording("cli-error", message=wording(error.key, **error.data)), err=True)
    if isinstance(error, TablesInvalid):
        for problem in error.problems[:MOST_PROBLEMS]:
            click.echo("  " + problem.message(wording.language), err=True)  # type: ignore[attr-defined]
        more = len(error.problems) - MOST_PROBLEMS
        if more > 0:
            click.echo("  " + wording("cli-more-problems", count=more), err=True)


def main() -> NoReturn:
    """Run the command line of this process and leave it with the exit code."""
    sys.stdout, sys.stderr = guarded(sys.stdout), guarded(sys.stderr)
    rarely_collecting()
    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        _silence(sys.stdout)
        code = 0
    except OSError as error:
        code = _refused(error)
    except Exception as error:
        if os.environ.get("TSUNAGU_DEBUG"):
            raise
        wording = Wording(chosen_language(sys.argv[1:]))
        click.echo(wording("cli-unexpected", kind=type(error).__name__), err=True)
        code = UNEXPECTED
    sys.exit(code)


def _refused(error: OSError) -> int:
    """Say what the system refused, a full disk behind standard output among it."""
    if os.environ.get("TSUNAGU_DEBUG"):
        raise error
    wording = Wording(chosen_language(sys.argv[1:]))
    path = f"{error.filename}: " if error.filename else ""
    told = wording("system-refused", path=path, reason=error.strerror or type(error).__name__)
    with suppress(OSError):
        click.echo(wording("cli-error", message=told), err=True)
    _silence(sys.stdout)
    return TsunaguError.exit_code


def _silence(stream: TextIO) -> None:
    """Let what is still to be written go nowhere, or the end of the process would fail on it once more."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
