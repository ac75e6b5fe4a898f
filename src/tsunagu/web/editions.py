"""An old and a new edition of a plan side by side: what came, what went, and of each measure what is otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from tsunagu.errors import NameUnknown
from tsunagu.gaps.editions import EditionRow, Editions
from tsunagu.messages import Language, text
from tsunagu.web.forms import Sent, sent_query
from tsunagu.web.frame import language_of, page
from tsunagu.web.site import site_of
from tsunagu.web.wording import told
from tsunagu.workspace import Workspace

MEASURES = ("number", "title", "departments", "status")
_PARTS = re.compile("、|, ")
Pieces = tuple[tuple[str, bool], ...]
"""Parts of a text in order, each with whether the other edition says otherwise there."""


@dataclass(frozen=True)
class ChangeLine:
    """What differs of a measure or figure: the kind of change in words, and what each edition says."""

    change: str
    before: Pieces
    after: Pieces


@dataclass(frozen=True)
class ChangedThing:
    """A measure or figure with all that differs of it; `id` is its page in the new edition, else in the old one."""

    id: str
    label: str
    lines: Sequence[ChangeLine]


@dataclass(frozen=True)
class EditionsPage:
    """The documents to choose from; of two chosen ones their ids and labels, and by group what changed."""

    choices: tuple[tuple[str, str], ...]
    first: str = ""
    second: str = ""
    labels: tuple[str, str] = ("", "")
    groups: tuple[tuple[str, tuple[ChangedThing, ...]], ...] = ()
    same: int = 0


def compared_editions(workspace: Workspace, sent: Sent, language: Language) -> EditionsPage:
    """The editions a form asks for; raises `NameUnknown`."""
    documents = workspace.network.concepts_in("document")
    choices = tuple((document.id, document.label.of(language)) for document in documents)
    left, right = sent.first("first"), sent.first("second")
    if not left or not right:
        return EditionsPage(choices, left, right)
    first, second = (workspace.the(name, "document", language=language) for name in (left, right))
    found = workspace.editions(first, second).value
    labels = found.first.of(language), found.second.of(language)
    return EditionsPage(choices, first, second, labels, tuple(_groups(found, language)), found.same)


def _groups(found: Editions, language: Language) -> Iterator[tuple[str, tuple[ChangedThing, ...]]]:
    kinds = (("added",), ("gone",), MEASURES, ("figure",))
    for name, wanted in zip(("added", "gone", "changed", "figure"), kinds, strict=True):
        rows = (row for row in found.rows if row.change in wanted)
        yield name, tuple(_thing(list(held), language) for _, held in groupby(rows, key=_about))


def _about(row: EditionRow) -> str:
    return (row.facts_after or row.facts_before or (row.label.ja,))[0]


def _thing(rows: Sequence[EditionRow], language: Language) -> ChangedThing:
    lines = tuple(ChangeLine(text(f"compare-edition-{row.change}", language), *_pieces(row, language)) for row in rows)
    return ChangedThing(_about(rows[0]), rows[0].label.of(language), lines)


def _pieces(row: EditionRow, language: Language) -> tuple[Pieces, Pieces]:
    before, after = row.before.of(language), row.after.of(language)
    if row.change == "title":
        return marked(list(before), list(after), "")
    if row.change == "departments":
        joint = "、" if language == "ja" else ", "
        return marked(_PARTS.split(before), _PARTS.split(after), joint)
    return ((before, False),), ((after, False),)


def marked(before: Sequence[str], after: Sequence[str], joint: str) -> tuple[Pieces, Pieces]:
    """Two texts in parts, with what only one of them has told apart.

    >>> marked(list("相談の周知"), list("相談窓口の周知"), "")[1]
    (('相談', False), ('窓口', True), ('の周知', False))
    """
    sides: tuple[list[tuple[str, bool]], list[tuple[str, bool]]] = ([], [])
    for kind, *ends in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for side, parts, (start, end) in zip(sides, (before, after), (ends[:2], ends[2:]), strict=True):
            if end > start:
                side.append((joint.join(parts[start:end]), kind != "equal"))
    return tuple(sides[0]), tuple(sides[1])


async def show(request: Request) -> Response:
    """The page of two editions."""
    language, sent = language_of(request), sent_query(request)
    fault, status = "", 200
    try:
        found = await site_of(request).answer(lambda workspace: compared_editions(workspace, sent, language), "long")
    except NameUnknown as error:
        fault, status = told(error, language), 404
        found = await site_of(request).answer(lambda workspace: compared_editions(workspace, Sent(), language))
    return page(request, "web/editions.html", {"held": found, "fault": fault}, status=status)
