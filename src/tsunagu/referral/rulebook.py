"""What the tables say about circumstances, about whom a kind of body serves, and about printed conditions.

All judgement of the route search stands in `graph/japan/circumstances.csv`, `audiences.csv` and `conditions.csv`,
where people can read and change it; this module only holds the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from tsunagu.graph.iris import Iris
from tsunagu.network.records import Words
from tsunagu.queries.catalogue import load_catalogue
from tsunagu.queries.engines import Engine
from tsunagu.queries.parameters import fill

_ROLES = {"group": "groups", "not_group": "not_groups", "need": "needs", "function": "functions", "avoid": "avoids"}


@dataclass(frozen=True)
class Circumstance:
    """One circumstance: the groups a person then (surely not) belongs to, and what then is also wanted or avoided."""

    id: str
    label: Words
    definition: Words = field(default_factory=Words)
    groups: frozenset[str] = frozenset()
    not_groups: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    avoids: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Audience:
    """Whom a kind of body serves by law: `only` these groups (with those it `also` serves), and `never` these."""

    only: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    basis: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What a printed condition means: see the columns of `conditions.csv`."""

    id: str
    holds: str
    body_side: bool
    needs: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    circumstances: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rulebook:
    """The three tables; empty ones make a search that knows no circumstance and confirms every condition."""

    circumstances: Mapping[str, Circumstance] = field(default_factory=dict)
    audiences: Mapping[str, Audience] = field(default_factory=dict)
    readings: Mapping[str, Reading] = field(default_factory=dict)

    def groups_of_need(self, need: str) -> frozenset[str]:
        """Return the groups everyone with a need belongs to: those all circumstances that come with it share.

        >>> spouse = Circumstance("c1", Words(), groups=frozenset({"victim"}), needs=frozenset({"dv"}))
        >>> sorted(Rulebook({"c1": spouse}).groups_of_need("dv"))
        ['victim']
        """
        sets = [one.groups for one in self.circumstances.values() if need in one.needs]
        return frozenset.intersection(*sets) if sets else frozenset()


def read_rulebook(engine: Engine, iris: Iris) -> Rulebook:
    """Return the rulebook of the graph an engine answers from; three questions, O(rows)."""

    def ask(query: str) -> list[dict[str, str]]:
        rows = engine.select(fill(load_catalogue().get(query), {}, iris)).as_dicts()
        return [{name: value.removeprefix(iris.base) for name, value in row.items()} for row in rows]

    return Rulebook(
        _circumstances(ask("circumstances")), _audiences(ask("audiences")), _readings(ask("condition-readings"))
    )


def _circumstances(rows: list[dict[str, str]]) -> dict[str, Circumstance]:
    values: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    labels: dict[str, tuple[Words, Words]] = {}
    for row in rows:
        labels[row["circumstance"]] = (
            Words(row["label_ja"], row["label_en"]),
            Words(row["definition_ja"], row["definition_en"]),
        )
        if row["role"]:
            values[row["circumstance"]][_ROLES[row["role"]]].add(row["value"])

    def made(name: str) -> Circumstance:
        one = values[name]
        sets = {role: frozenset(one[role]) for role in _ROLES.values()}
        return Circumstance(name, *labels[name], **sets)  # type: ignore[arg-type]

    return {name: made(name) for name in sorted(labels)}


def _audiences(rows: list[dict[str, str]]) -> dict[str, Audience]:
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        found[row["body_type"]][row["effect"].rsplit("/", 1)[-1]].add(row["group"])
        if row["basis"]:
            found[row["body_type"]]["basis"].add(row["basis"])
    return {
        kind: Audience(
            frozenset(one["only"]), frozenset(one["also"]), frozenset(one["not"]), tuple(sorted(one["basis"]))
        )
        for kind, one in sorted(found.items())
    }


def _readings(rows: list[dict[str, str]]) -> dict[str, Reading]:
    values: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    first: dict[str, dict[str, str]] = {}
    for row in rows:
        first.setdefault(row["condition_ja"], row)
        if row["role"]:
            values[row["condition_ja"]][row["role"] + "s"].add(row["value"])
    return {
        words: Reading(row["reading"], row["holds"].rsplit("/", 1)[-1], row["body_side"] == "true",
                       **{role: frozenset(some) for role, some in values[words].items()})
        for words, row in sorted(first.items())
    }  # fmt: skip
