"""Houses kept secret do not come in by a register: by no column, in no spelling, and not among quads either."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from tests.disclosure.smuggling import Fact, corpus
from tsunagu.disclosure.quads import find_leaks
from tsunagu.graph.cells import TypedValue
from tsunagu.graph.iris import Iris
from tsunagu.graph.refusals import refusals
from tsunagu.graph.rows import Row, Tables
from tsunagu.graph.schema import load_schema

IRIS = Iris()
REGISTER = "mihon"
PLAIN = {"label_ja": "見本窓口", "label_en": "Sample desk", "printed": "見本窓口", "phone": "0467-00-0000"}


def names() -> Iterator[tuple[str, str]]:
    """Column and name of every spelling of the corpus."""
    for number, (column, template) in enumerate(
        (column, template) for column, templates in corpus()["names"].items() for template in templates
    ):
        fact = Fact(number, template)
        word = {"m": fact.marker, "M": fact.latin.title(), "l": fact.latin}
        called = template.format(**word, **{f"{k}{n}": "1" for k in ("", "k", "d", "c", "f") for n in "abc"})
        if column in ("label_ja", "label_en"):
            yield column, called


def row(table: str, line: int, **cells: str) -> Row:
    """A row of a register."""
    values: dict[str, tuple[TypedValue, ...]] = {name: (text,) for name, text in cells.items()}
    return Row(load_schema().tables[table], REGISTER, f"{REGISTER}/{table}.csv", line, values)


def smuggled() -> list[Row]:
    """Desks and kinds of desks, each called like a secret house in one column."""
    lines = itertools.count(2)
    found = []
    for column, called in names():
        columns = ("label_ja", "printed") if column == "label_ja" else ("label_en",)
        found += [row("desks", next(lines), id="a", **{**PLAIN, where: called}) for where in columns]
        if column == "label_ja":
            found.append(row("listings", next(lines), id="b", label_ja=called, label_en="Advice"))
    for where, kind in itertools.product(
        ("hours", "note", "printed"), ("民間シェルター", "ステップハウス", "女性自立支援施設")
    ):
        found.append(row("desks", next(lines), id="c", **{**PLAIN, where: f"さくら{kind}に泊まれます"}))
    return found


def test_no_spelling_in_any_column_passes_the_door(tables: Tables) -> None:
    kinds = tuple(tables.of("body_types"))
    rows = smuggled()
    assert len(rows) > 120
    refused = {(problem.file, problem.line) for problem in refusals(Tables((*kinds, *rows), ()))}
    passed = [held.values for held in rows if (held.file, held.line) not in refused]
    assert not passed


def test_a_plain_desk_passes(tables: Tables) -> None:
    kinds = tuple(tables.of("body_types"))
    desk = row("desks", 2, id="a", **PLAIN, hours="平日9時～17時（祝日を除く）", note="面談は予約")
    assert not [problem for problem in refusals(Tables((*kinds, desk), ())) if problem.file == desk.file]


def desk_quads(name: str, label: str) -> list[Quad]:
    """A listed desk as quads from anywhere."""
    graph, desk = NamedNode(IRIS.graph(REGISTER)), NamedNode(IRIS.path("desk", REGISTER, name))
    said: dict[str, NamedNode | Literal] = {
        "rdf:type": NamedNode(IRIS.expand("tsg:ListedDesk")), "rdfs:label": Literal(label, language="ja"),
        "schema:telephone": Literal("0467-00-0000"),
    }  # fmt: skip
    return [Quad(desk, NamedNode(IRIS.expand(short)), value, graph) for short, value in said.items()]


def test_among_quads_a_desk_called_like_a_secret_house_is_a_leak() -> None:
    every = [called for _, called in names()]
    quads = [quad for number, called in enumerate(every) for quad in desk_quads(str(number), called)]
    told = {leak.subject.rsplit("/", 1)[-1] for leak in find_leaks(quads, IRIS)}
    assert [every[number] for number in range(len(every)) if str(number) not in told] == []
    assert not find_leaks(desk_quads("plain", "見本窓口"), IRIS)


@pytest.mark.parametrize("level", ["confidential", "front_door_only"])
def test_among_quads_a_desk_listed_as_a_secret_kind_is_a_leak(level: str) -> None:
    listing, kind = NamedNode(IRIS.path("listing", REGISTER, "x")), NamedNode(IRIS.path("body-type", "x"))
    graph = NamedNode(IRIS.graph(REGISTER))
    tied = [
        Quad(NamedNode(IRIS.path("desk", REGISTER, "a")), NamedNode(IRIS.expand("tsg:listedAs")), listing, graph),
        Quad(listing, NamedNode(IRIS.expand("tsg:bodyType")), kind, graph),
        Quad(kind, NamedNode(IRIS.expand("tsg:disclosure")), NamedNode(IRIS.concept("disclosure", level)), graph),
    ]
    leaks = find_leaks([*desk_quads("a", "見本窓口"), *tied], IRIS)
    assert bool(leaks) == (level == "confidential")
