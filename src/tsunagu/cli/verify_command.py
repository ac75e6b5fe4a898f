"""`tsunagu verify`: does every fact stand in its source text, the article it names, or the list it is from?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from tsunagu.cli.common import (
    add_option,
    deliver,
    form_options,
    law_option,
    laws_of,
    registers_of,
    registers_option,
    sources_of,
    sources_option,
)
from tsunagu.cli.wording import Wording
from tsunagu.disclosure.guard import Guard
from tsunagu.graph.build import load_tables
from tsunagu.graph.rows import Tables
from tsunagu.graph.verify import Failure, VerifyReport, verify
from tsunagu.queries.answers import Answer, make_answer
from tsunagu.queries.output import Format, render
from tsunagu.registers.checking import check_registers

FAILED = 3


def command(wording: Wording) -> click.Command:
    """`tsunagu verify`: what each document bears out; ends with 3 where a fact does not stand in its source."""

    def run(
        sources: Path | None,
        law: tuple[Path, ...],
        registers: Path | None,
        tables: Path | None,
        add: tuple[Path, ...],
        each: bool,
        form: Format,
        output: Path | None,
    ) -> int:
        held = load_tables(tables, add)
        lists, laws = registers_of(registers), laws_of(law)  # a folder that is named and not there is told first
        report = verify(held, sources_of(sources), laws)
        check_registers(held, lists, report)
        for failure in report.failures:
            click.echo(_line(failure, wording), err=form != "table")
        answer = _facts(report, wording) if each else _documents(report, wording)
        deliver(render(Guard.of_no_bodies().show(answer), form), output, wording)
        for line in (*_unread(report, wording), *_unlisted(report, held, wording), _total(report, wording)):
            click.echo(line, err=form != "table")
        return FAILED if report.failures else 0

    folder = click.Path(path_type=Path, file_okay=False, exists=True)
    return click.Command(
        "verify",
        callback=run,
        help=wording.help("verify"),
        params=[
            sources_option(wording),
            law_option(wording),
            registers_option(wording),
            click.Option(["--tables"], type=folder, help=wording("cli-build-tables")),
            add_option(wording),
            click.Option(["--facts", "each"], is_flag=True, help=wording("cli-verify-facts")),
            *form_options(wording),
        ],
    )


def _line(failure: Failure, wording: Wording) -> str:
    return f"{failure.file}:{failure.line}: {wording(failure.reason, detail=failure.detail)}"


def _documents(report: VerifyReport, wording: Wording) -> Answer:
    failed = Counter(failure.document for failure in report.failures)
    shown = [
        report.count("row"),
        report.count("text"),
        report.count("law"),
        report.count("register"),
        failed,
        report.not_checkable,
        report.count("no-law"),
    ]
    names = sorted({name for counts in shown for name in counts})
    rows = [[name, *(str(counts[name]) for counts in shown)] for name in names]
    heads = ("document", "within", "standing", "law", "register", "failed", "not-checkable", "no-law")
    return make_answer([wording(f"cli-verify-{head}") for head in heads], rows)


def _facts(report: VerifyReport, wording: Wording) -> Answer:
    """Each fact with what was shown of it, and why not."""
    reasons = {
        (failure.file, failure.line): wording(failure.reason, detail=failure.detail) for failure in report.failures
    }
    rows = [
        [fact.document, fact.file, str(fact.line), wording(f"cli-verify-shown-{fact.proof}"),
         reasons.get((fact.file, fact.line), "")]
        for fact in report.checked
    ]  # fmt: skip
    heads = ("document", "file", "line", "shown", "reason")
    return make_answer([wording(f"cli-verify-{head}") for head in heads], rows)


def _unread(report: VerifyReport, wording: Wording) -> list[str]:
    """One line for each statute whose text is not here, with the facts that rest on it; one for all where none is."""
    if not report.count("law"):
        return [wording("cli-verify-no-laws")] if report.unread else []
    return [wording("cli-verify-unread", statute=name, facts=count) for name, count in sorted(report.unread.items())]


def _unlisted(report: VerifyReport, tables: Tables, wording: Wording) -> Iterator[str]:
    """Yield one line for each register whose published list is not here, with the desks that were not checked."""
    registers = dict.fromkeys(row.document for row in tables.of("desks"))
    for name in registers:
        if count := report.not_checkable[name]:
            yield wording("cli-verify-unlisted", register=name, desks=count)


def _total(report: VerifyReport, wording: Wording) -> str:
    return wording(
        "cli-verify-total",
        facts=report.facts,
        within=report.count("row").total(),
        standing=report.count("text").total(),
        law=report.count("law").total(),
        register=report.count("register").total(),
        no_law=report.count("no-law").total(),
        failed=len(report.failures),
        not_checkable=report.not_checkable.total(),
    )
