"""What the tables say about circumstances, about whom a kind of body serves, and about printed conditions.

All judgement of the route search stands in `graph/japan/circumstances.csv`, `audiences.csv` and `conditions.csv`,
where people can read and change it; this module only holds the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tsunagu.network.records import NO_WORDS, Words
from tsunagu.queries.once import once_a_graph

if TYPE_CHECKING:
    from tsunagu.queries.built_graph import BuiltGraph

_ROLES = {"group": "groups", "not_group": "not_groups", "need": "needs", "function": "functions", "avoid": "avoids"}


EMERGENCY, CRISIS = "emergency", "crisis"
"""Sorts of numbers: police and ambulance, and lines for those whose life is in danger."""


@dataclass(frozen=True)
class Circumstance:
    """One circumstance: the groups a person then (surely not) belongs to, what is also wanted or avoided, her age."""

    id: str
    label: Words
    definition: Words = field(default_factory=Words)
    groups: frozenset[str] = frozenset()
    not_groups: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    avoids: frozenset[str] = frozenset()
    age_from: int | None = None
    age_until: int | None = None


@dataclass(frozen=True)
class Audience:
    """Whom a kind of body serves by law: `only` these groups (with those it `also` serves), and `never` these."""

    only: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    basis: tuple[str, ...] = ()


@dataclass(frozen=True)
class ConditionReading:
    """What a printed condition means: see the columns of `conditions.csv`."""

    id: str
    holds: str
    body_side: bool
    needs: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    circumstances: frozenset[str] = frozenset()


@dataclass(frozen=True)
class PracticeRule:
    """One rule of practice: for whom it holds, and what then must, should or must never be done.

    It holds for a case with any of `needs` (none: whatever the need), any of `functions` asked for (none: whatever),
    all of `circumstances` and none of `unless`, which may be circumstances or needs. `effect` is `require` (a body of
    one of `kinds` belongs in the plan), `prefer` (of several desks one of these kinds comes first), `never` (none of
    these kinds is suggested) or `number` (`number` is said before any desk). `tier` limits `kinds` to `own`,
    `prefecture` or `nation` bodies. `order` is the place in the plan, 1 first. `say` is what she says herself at the
    desk, `say_other` what somebody else says for her. `ground` is `law`, `guideline` or `judgement`.
    """

    id: str
    label: Words
    effect: str
    needs: frozenset[str] = frozenset()
    circumstances: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    kinds: tuple[str, ...] = ()
    tier: str = ""
    number: str = ""
    order: int = 9
    say: Words = NO_WORDS
    say_other: Words = NO_WORDS
    reason: Words = NO_WORDS
    basis: tuple[str, ...] = ()
    guideline: str = ""
    ground: str = ""


@dataclass(frozen=True)
class PhoneLine:
    """A number everybody may call: what it is for, at which hours, and where that was last checked.

    `sort` is `emergency` (police, ambulance), `crisis` (life in danger) or `line` (a national number that leads to
    bodies of `kinds`). It is said where one of `needs` or `circumstances` holds; an emergency number always.
    """

    number: str
    label: Words
    use: Words
    sort: str = "line"
    kinds: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    circumstances: frozenset[str] = frozenset()
    hours: str = ""
    source: str = ""
    checked_on: str = ""


@dataclass(frozen=True)
class WrittenLine:
    """A way everybody may ask or report without a voice: its channel, the page where it begins (else it is found by its
    name), and the number that whoever can speak would call (`instead_of`).

    It is said where one of `needs` or `circumstances` holds, one in place of an emergency number in danger.
    """

    id: str
    label: Words
    use: Words
    channel: str
    page: str = ""
    instead_of: str = ""
    kinds: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    circumstances: frozenset[str] = frozenset()
    hours: str = ""
    source: str = ""
    checked_on: str = ""


@dataclass(frozen=True)
class Rulebook:
    """The tables of judgement and competence; empty ones make a search that knows none and confirms every condition.

    `acts_as` is kind of institution → the actors whose duties its people carry (any person, medical staff …);
    `competence` is kind of body → kind of place → whose body serves a resident there (`own` or `prefecture`);
    `own_places` is kind of body → places with a body of their own by name in an order; `branched` are the kinds with
    several bodies in a prefecture, each for an area of its own; `written` are the ways to ask without a voice.
    """

    circumstances: Mapping[str, Circumstance] = field(default_factory=dict)
    audiences: Mapping[str, Audience] = field(default_factory=dict)
    readings: Mapping[str, ConditionReading] = field(default_factory=dict)
    practice: tuple[PracticeRule, ...] = ()
    lines: tuple[PhoneLine, ...] = ()
    acts_as: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    competence: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    own_places: Mapping[str, frozenset[str]] = field(default_factory=dict)
    branched: frozenset[str] = frozenset()
    written: tuple[WrittenLine, ...] = ()

    def groups_of_need(self, need: str) -> frozenset[str]:
        """Groups everyone with a need belongs to: those all circumstances that come with it share.

        >>> spouse = Circumstance("c1", Words(), groups=frozenset({"victim"}), needs=frozenset({"dv"}))
        >>> sorted(Rulebook({"c1": spouse}).groups_of_need("dv"))
        ['victim']
        """
        return self._groups_by_need.get(need, frozenset())

    @cached_property
    def _groups_by_need(self) -> Mapping[str, frozenset[str]]:
        sets: dict[str, list[frozenset[str]]] = defaultdict(list)
        for circumstance in self.circumstances.values():
            for need in circumstance.needs:
                sets[need].append(circumstance.groups)
        return {need: frozenset.intersection(*groups) for need, groups in sets.items()}

    @cached_property
    def possible_groups(self) -> frozenset[str]:
        """The groups that some circumstance brings: the only ones a person of a case can belong to.

        >>> Rulebook({"c1": Circumstance("c1", Words(), groups=frozenset({"women"}))}).possible_groups
        frozenset({'women'})
        """
        return frozenset().union(*(circumstance.groups for circumstance in self.circumstances.values()))


@once_a_graph
def read_rulebook(graph: BuiltGraph) -> Rulebook:
    """The rulebook of a built graph; seven questions, O(rows)."""

    def ask(query: str) -> list[dict[str, str]]:
        rows = graph.ask(query).as_dicts()
        return [{name: value.removeprefix(graph.iris.base) for name, value in row.items()} for row in rows]

    competence = _Competence(ask("whose-body-serves-whom"))
    return Rulebook(
        _circumstances(ask("circumstances-to-ask")), _audiences(ask("audiences-of-kinds")),
        _readings(ask("readings-of-conditions")), _practice(ask("rules-of-practice")),
        _lines(ask("lines-everyone-may-call")), competence.acts_as(), competence.tiers(), competence.places(),
        competence.branched(), _written(ask("lines-everyone-may-write-to")),
    )  # fmt: skip


def _circumstances(rows: list[dict[str, str]]) -> dict[str, Circumstance]:
    values: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    labels: dict[str, tuple[Words, Words]] = {}
    for row in rows:
        labels[row["circumstance"]] = (
            Words(row["label_ja"], row["label_en"]),
            Words(row["definition_ja"], row["definition_en"]),
        )
        if row["role"]:
            values[row["circumstance"]][_ROLES.get(row["role"], row["role"])].add(row["value"])

    def made(name: str) -> Circumstance:
        of_role = values[name]
        sets = {role: frozenset(of_role[role]) for role in _ROLES.values()}
        first, last = (next((int(age) for age in of_role[end]), None) for end in ("age_from", "age_until"))
        return Circumstance(name, *labels[name], **sets, age_from=first, age_until=last)  # type: ignore[arg-type]

    return {name: made(name) for name in sorted(labels)}


def _audiences(rows: list[dict[str, str]]) -> dict[str, Audience]:
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        found[row["body_type"]][row["effect"].rsplit("/", 1)[-1]].add(row["group"])
        if row["basis"]:
            found[row["body_type"]]["basis"].add(row["basis"])
    return {
        kind: Audience(
            frozenset(values["only"]),
            frozenset(values["also"]),
            frozenset(values["not"]),
            tuple(sorted(values["basis"])),
        )
        for kind, values in sorted(found.items())
    }


def _readings(rows: list[dict[str, str]]) -> dict[str, ConditionReading]:
    values: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    first: dict[str, dict[str, str]] = {}
    for row in rows:
        first.setdefault(row["condition_ja"], row)
        if row["role"]:
            values[row["condition_ja"]][row["role"] + "s"].add(row["value"])
    return {
        words: ConditionReading(row["reading"], row["holds"].rsplit("/", 1)[-1], row["body_side"] == "true",
                       **{role: frozenset(some) for role, some in values[words].items()})
        for words, row in sorted(first.items())
    }  # fmt: skip


def _roles(rows: list[dict[str, str]], key: str) -> dict[str, tuple[dict[str, str], dict[str, list[str]]]]:
    """Put rows of one thing together: its first row, and its values by role, both in the order they come."""
    found: dict[str, tuple[dict[str, str], dict[str, list[str]]]] = {}
    for row in rows:
        values = found.setdefault(row[key], (row, defaultdict(list)))[1]
        if row["role"]:
            values[row["role"]].append(row["value"])
    return found


def _practice(rows: list[dict[str, str]]) -> tuple[PracticeRule, ...]:
    made = [_rule(name, *each) for name, each in _roles(rows, "practice").items()]
    return tuple(sorted(made, key=lambda rule: (rule.order, rule.id)))


def _rule(name: str, row: dict[str, str], values: dict[str, list[str]]) -> PracticeRule:
    return PracticeRule(
        name, Words(row["label_ja"], row["label_en"]), row["effect"], frozenset(values["need"]),
        frozenset(values["circumstance"]), frozenset(values["function"]), frozenset(values["unless"]),
        tuple(values["kind"]), row["tier"], "".join(values["number"]), int(row["order"]),
        Words(row["say_ja"], row["say_en"]), Words(row["say_other_ja"], row["say_other_en"]),
        Words(row["reason_ja"], row["reason_en"]), tuple(values["basis"]), row["guideline"], row["ground"],
    )  # fmt: skip


def _lines(rows: list[dict[str, str]]) -> tuple[PhoneLine, ...]:
    sorts = (EMERGENCY, CRISIS, "line")
    made = [
        PhoneLine(
            row["number"], Words(row["label_ja"], row["label_en"]), Words(row["use_ja"], row["use_en"]), row["sort"],
            tuple(values["kind"]), frozenset(values["need"]), frozenset(values["circumstance"]), row["hours"],
            row["source"], row["checked_on"],
        )
        for row, values in _roles(rows, "line").values()
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda line: (sorts.index(line.sort), len(line.number), line.number)))


def _written(rows: list[dict[str, str]]) -> tuple[WrittenLine, ...]:
    return tuple(
        WrittenLine(
            name, Words(row["label_ja"], row["label_en"]), Words(row["use_ja"], row["use_en"]), row["channel"],
            row["page"], row["instead_of"], tuple(values["kind"]), frozenset(values["need"]),
            frozenset(values["circumstance"]), row["hours"], row["source"], row["checked_on"],
        )
        for name, (row, values) in _roles(rows, "line").items()
    )  # fmt: skip


class _Competence:
    """Kinds of bodies by what they are said to do: see the question `competence`."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self._values = {kind: values for kind, (_, values) in _roles(rows, "body_type").items()}

    def acts_as(self) -> dict[str, tuple[str, ...]]:
        """Kind of body → actors whose duties its people carry."""
        return {kind: tuple(values["acts_as"]) for kind, values in self._values.items() if values["acts_as"]}

    def tiers(self) -> dict[str, dict[str, str]]:
        """Kind of body → kind of place → whose body serves a resident there: `own` or `prefecture`."""
        found = {
            kind: {place: side for side in ("own", "prefecture") for place in values[side]}
            for kind, values in self._values.items()
        }
        return {kind: tiers for kind, tiers in found.items() if tiers}

    def places(self) -> dict[str, frozenset[str]]:
        """Kind of body → places that an order gives a body of their own."""
        return {kind: frozenset(values["place"]) for kind, values in self._values.items() if values["place"]}

    def branched(self) -> frozenset[str]:
        """The kinds with several bodies in a prefecture, one for each area."""
        return frozenset(kind for kind, values in self._values.items() if values["branched"])
