"""What one picture is made of, in one language: its subject, its nodes, its links. Every kind of picture makes one.

Nothing is merged here: one `Link` per linkage (or duty, or measure), one `Node` per end. `tsunagu.viz.scenes.bundles`
decides what is drawn, `tsunagu.viz.drawing.layout` where, `tsunagu.viz.pages.data` what the page says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["document", "place", "desks", "body", "law", "compare", "what-if", "route", "answer"]
Mark = Literal["", "centre", "gone", "cut"]
"""How a node stands out: the one a picture is about, one that is taken out, one that is then no longer reached."""


@dataclass(frozen=True)
class Spot:
    """A place in a source text: the words that stand there, their character positions, the letter of the document."""

    anchor: str
    begins: str
    finishes: str
    document: str = ""


@dataclass(frozen=True)
class Source:
    """A document a picture draws on: its letter in the picture, its id, its title."""

    letter: str
    id: str
    title: str


@dataclass(frozen=True)
class Node:
    """An end of links: a body, a kind of body, an unnamed partner, or an article, duty, measure or need.

    `form` is the body kind (`unit`, `desk` …), `government`, `type`, `unnamed`, `expected`, `article`, `duty`,
    `measure`, `need` or `service`; `zone` the region it stands in; `tag` a short remark in the box. Nodes of one
    `group` are drawn as one box named `group_label`. A `closed` node carries its label and kind and nothing else (see
    `tsunagu.disclosure.nodes`).
    """

    iri: str
    label: str
    kind: str
    form: str
    zone: str
    closed: bool = False
    kana: str = ""
    status: str = ""
    spots: tuple[Spot, ...] = ()
    rows: tuple[str, ...] = ()
    tag: str = ""
    mark: Mark = ""
    basis: tuple[str, ...] = ()
    group: str = ""
    group_label: str = ""


@dataclass(frozen=True)
class Link:
    """One link, labels in the language of the page.

    `document` is the letter of its source, empty for law. `since` and `until` are the fiscal years in which it holds
    (0: open). `threads` name the chains it belongs to, where only steps of one chain make a path. `gone` links end at
    a body that is taken out. `grounds` are rules and provisions, in the language of the page.
    """

    iri: str
    start: str
    end: str
    kind: str
    kind_label: str
    layer: str
    layer_label: str
    purpose: str = ""
    condition: str = ""
    section: str = ""
    row: str = ""
    spots: tuple[Spot, ...] = ()
    document: str = ""
    since: int = 0
    until: int = 0
    threads: tuple[str, ...] = ()
    gone: bool = False
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Subject:
    """What a picture is about and how it is to be read.

    `zones` gives the titles of the groups; `lanes` the groups of each column from left to right, or nothing for the
    three lanes around the zone `office`; the groups in `ordered` keep the order of the scene, all others are sorted so
    that few lines cross. `facts` and `about` are (message key, value). `stem` names downloaded files.
    """

    kind: Kind
    stem: str
    title: str
    heading: str
    intro: str
    zones: Mapping[str, str]
    facts: tuple[tuple[str, int | str], ...] = ()
    about: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    lanes: tuple[tuple[str, ...], ...] = ()
    sources: tuple[Source, ...] = ()
    ordered: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scene:
    """Everything a page is made from; `withheld` links are left out to protect a place.

    `by_document` colours lines by source instead of by layer; `path` lights up these links (ids) at first.
    """

    subject: Subject
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    withheld: int = 0
    by_document: bool = False
    path: tuple[str, ...] = field(default=())
