"""What is wrong with a command line, in the user's language; click words its own errors in English only."""

from __future__ import annotations

import re

import click
from click.exceptions import MissingParameter, NoSuchOption

from tsunagu.cli.wording import Wording

_VALUE = re.compile(r"'?(.+?)'? (?:is not|does not|are not)")
_NEEDS_VALUE = re.compile(r"[Oo]ption '?(\S+?)'? requires")
_EXTRA = re.compile(r"unexpected extra arguments? \((.+)\)")
_COMMAND = re.compile(r"No such command '(.+?)'")


def worded(error: click.ClickException, wording: Wording) -> str:
    """A click error in one line; one of an unforeseen kind keeps click's own words."""
    if isinstance(error, NoSuchOption):
        near = ", ".join(error.possibilities or ())
        return wording("cli-mistake-option", option=error.option_name,
                       near=wording("cli-mistake-near", near=near) if near else "")  # fmt: skip
    if isinstance(error, MissingParameter):
        return wording("cli-mistake-missing", option=_name(error))
    if isinstance(error, click.BadParameter):
        return _bad_value(error, wording)
    for pattern, key, field in ((_NEEDS_VALUE, "value", "option"), (_EXTRA, "extra", "words"),
                                (_COMMAND, "command", "name")):  # fmt: skip
        if found := pattern.search(error.message):
            return wording(f"cli-mistake-{key}", **{field: found[1]})
    return error.format_message()


def usage(error: click.ClickException, wording: Wording) -> str:
    """Where the help of the command stands; empty where no command is known."""
    context = getattr(error, "ctx", None)
    return wording("cli-mistake-help", path=context.command_path) if context else ""


def _bad_value(error: click.BadParameter, wording: Wording) -> str:
    kind = error.param.type if error.param else None
    found = _VALUE.match(error.message)
    told = {"option": _name(error), "value": found[1].strip("'") if found else error.message}
    if isinstance(kind, (click.IntRange, click.FloatRange)) and "valid" not in error.message:
        return wording("cli-mistake-range", low=kind.min, high=kind.max, **told)
    if isinstance(kind, click.Choice):
        return wording("cli-mistake-choice", choices=", ".join(map(str, kind.choices)), **told)
    if isinstance(kind, click.DateTime):
        return wording("cli-mistake-date", **told)
    if isinstance(kind, (click.types.IntParamType, click.types.FloatParamType)):
        return wording("cli-mistake-number", **told)
    if isinstance(kind, (click.Path, click.File)):
        quoted = re.search(r"'(.+?)'", error.message)
        return wording("cli-mistake-path", option=told["option"], value=quoted[1] if quoted else told["value"])
    return error.format_message()


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return error.param_hint if isinstance(error.param_hint, str) else ""
    shown = error.param.opts[0] if error.param.opts else error.param.name
    return shown.upper() if isinstance(error.param, click.Argument) and shown else str(shown)
