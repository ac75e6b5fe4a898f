# ruff: noqa: E501 - a pattern is read in one line
"""Who works with whom, by the verb of a clause and the nouns before it; who is not named stays unnamed.

Those who act are the subject of the sentence, else what its heading is about, else the units in charge of the row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tsunagu.drafting.flat import FlatText
from tsunagu.drafting.gazetteer import Gazetteer
from tsunagu.drafting.model import Confidence, NamedBody
from tsunagu.drafting.partners import UNNAMED, Partner, PartnerFinder
from tsunagu.graph.text import Span
from tsunagu.reading.vocabulary import Linking, vocabulary

_SUBJECT = re.compile(
    r"^(?:[(（][0-9]+[)）]|[・◆]|また、|なお、|さらに、)*(?P<who>[^、。はが]{2,40}?)(?:においては|における|は|が)、?(?=[^、。]{4})"
)
_THROUGH = re.compile("活用|通じ")
_THROUGH_COUNCIL = re.compile("(?:等|など)?(?:を通じ|による|により|の(?:各種会議の)?開催により|を中心)|」の各種会議")
_AMONG = re.compile("の|が|間")
_LECTURER = re.compile("講師(?:は|:|の)?(〇+)")
_UNIT_ALONE = re.compile("^【([^【】]{2,16})】$")
_ALSO_SHARED = re.compile("(?<=[、や])情報(?:の|を)?(?:共有|交換)|(?<=し)て?、?情報(?:の|を)?(?:共有|交換)")
_CLAUSE = re.compile("[^。\n\t]+")
COUNCIL = re.compile("(?:会議|協議会|連絡会|委員会|部会|ネットワーク|懇談会|検討会|審議会|幹事会|ミーティング)$")
MOST_FROM = 6


@dataclass(frozen=True)
class Linked:
    """A linkage as drafted: the row, both ends, the kind, where the verb stands, and its status."""

    row: str
    giver: str
    to: Partner
    kind: str
    verb: Span
    status: str
    rule: str
    confidence: Confidence
    layer: str = "stated"
    needed_only: bool = False


@dataclass(frozen=True)
class Said:
    """What a row says: its text by places, and who is in charge of it."""

    row: str
    spans: Sequence[Span]
    givers: Sequence[str]
    layer: str = "stated"
    subject: str = ""
    sort: str = "measure"
    """What the text is of: a measure, a heading, or a sheet that comes back to a measure."""
    title: Span | None = None
    """Where the title or heading of the row stands, if sentences or rows follow it."""
    below: str = ""
    """What the rows below say, in normal form."""


def layer_of(label: str) -> str:
    """Whether a part of a sheet states, reports or plans, by its label.

    >>> layer_of("R5年度の取組内容"), layer_of("今後の課題及び方向性"), layer_of("事業内容")
    ('reported', 'planned', 'stated')
    """
    if re.search("今後|次年度|方向性|課題", label):
        return "planned"
    return "reported" if re.search("年度|実績|点検|評価|実施状況|取組状況", label) else "stated"


@dataclass(frozen=True)
class Clause:
    """A clause of what a row says: its text, that text with names covered, where it begins, and who acts in it."""

    said: Said
    text: str
    masked: str
    begins: int
    finder: PartnerFinder
    givers: Sequence[str]
    subjects: Sequence[str] = ()
    about: Sequence[str] = ()
    own: str = ""
    """The government whose plan it is."""
    narrowed: bool = False
    """Whether a line with a unit alone says who of several is meant."""

    def before(self, at: int) -> list[Partner]:
        """The partners the list of nouns just before a place names."""
        return list(self.finder.named(self.text[:at], self.masked[:at], self.begins))

    def members(self, council: Partner) -> list[Partner]:
        """Those a council of the clause is made of."""
        return self.finder.members(self.text, self.masked, self.begins, council)

    def linked(self, giver: str, to: Partner, kind: str, rule: str, verb: Span) -> Linked:
        """A linkage of the clause that no rule for verbs made."""
        status = status_of(self.text, self.said.layer)
        needed = "必要に応じ" in self.text
        return Linked(self.said.row, giver, to, kind, verb, status, rule, "doubtful", self.said.layer, needed)


class LinkageReader:
    """Reads linkages from what rows say; `bodies` are those of the document by the words that stand for them."""

    def __init__(
        self,
        flat: FlatText,
        gazetteer: Gazetteer,
        bodies: Mapping[str, tuple[str, NamedBody]],
        places: Sequence[str] = (),
    ) -> None:
        self._flat = flat
        self._partners = PartnerFinder(flat, gazetteer, bodies, places)

    def clauses(self, said: Said) -> Iterator[Clause]:
        """Yield the clauses of a row; a line with a unit in charge alone (【相談課】) says who acts from there on."""
        whole = said
        for span in said.spans:
            start, end = self._flat.place(span.start), self._flat.place(span.end)
            for found in _CLAUSE.finditer(self._flat.flat, start, end):
                alone = _UNIT_ALONE.match(found[0])
                if alone and self._partners.body(alone[1]) in whole.givers:
                    said = replace(whole, givers=[self._partners.body(alone[1])])
                yield self._clause(said, found, said is not whole)

    def of_clause(self, clause: Clause) -> Iterator[Linked]:
        """Yield what the rules for verbs make of a clause."""
        councils = list(self._councils(clause))
        last: Sequence[Partner] = []
        used: list[tuple[int, int]] = []
        for linking, verb in _verbs(clause.text):
            if any(start < verb.end() and verb.start() < end for start, end in used):
                continue
            partners = clause.before(verb.start())
            through = [council for at, council in councils if at < verb.start() and _AMONG.match(verb[0])]
            yield from self._of_verb(clause, linking.kind, verb, partners, through[-1:] or clause.givers)
            last = partners or last
            used += [verb.span()] if partners else []
        for also in _ALSO_SHARED.finditer(clause.text) if last else ():
            yield from self._each(clause, also, "share_information", clause.givers, last)

    def _of_verb(
        self, clause: Clause, kind: str, verb: re.Match[str], partners: Sequence[Partner], givers: Sequence[str]
    ) -> Iterator[Linked]:
        """Yield the linkages one verb states: of a council with its members, among equals, or of the givers with each."""
        councils = [partner for partner in partners if COUNCIL.search(partner.printed)]
        others = [partner for partner in partners if partner not in councils]
        named = [partner for partner in others if partner.id != UNNAMED]
        through = bool(_THROUGH.search(verb[0]))
        if kind == "convene":
            yield from self._each(clause, verb, "liaise", givers, named if through else ())
            yield from self._each(clause, verb, kind, givers, councils)
            for council in councils:
                if council.id != UNNAMED:
                    yield from self._each(clause, verb, kind, [council.id], clause.members(council), sure=False)
        elif through:
            yield from self._each(clause, verb, kind, givers, named)
        elif verb[0].startswith("が") and kind in ("liaise", "co_run") and len(partners) > 1 and named:
            yield from self._among(clause, verb, kind, partners)
        else:
            yield from self._each(clause, verb, kind, givers, partners)

    def _each(
        self,
        clause: Clause,
        verb: re.Match[str],
        kind: str,
        givers: Sequence[str],
        partners: Sequence[Partner],
        sure: bool = True,
    ) -> Iterator[Linked]:
        """Yield each giver with each partner; likely where one unit gives and its partner is known or a common open word."""
        place = self._flat.span(clause.begins + verb.start(), clause.begins + verb.end())
        status = status_of(clause.text, clause.said.layer)
        needed = "必要に応じ" in clause.text[: verb.start()]
        own = clause.own if clause.said.givers and clause.own not in clause.said.givers else ""
        givers = [*clause.said.givers] if own and list(givers) == [own] else givers
        for partner in partners:
            if own and partner.id == own:
                continue
            likely = _is_likely(clause, kind, givers, partner) if sure else "doubtful"
            for giver in givers[:MOST_FROM] or [UNNAMED]:
                rule = f"link-{kind}"
                yield Linked(
                    clause.said.row, giver, partner, kind, place, status, rule, likely, clause.said.layer, needed
                )

    def _clause(self, said: Said, found: re.Match[str], narrowed: bool) -> Clause:
        """A clause with its partners and those who act: its subject, what the heading is about, or who is in charge."""
        masked = self._partners.masked(found[0])
        clause = Clause(said, found[0], masked, found.start(), self._partners, ())
        subject = _SUBJECT.match(masked)
        acting = [partner.id for partner in clause.before(subject.end("who"))] if subject else []
        about = self._partners.about(said.subject)
        own = self._partners.own
        known = [identifier for identifier in acting if identifier != UNNAMED]
        named = [identifier for identifier in known if identifier != own or own in said.givers]
        givers = named or about or list(said.givers)
        return replace(clause, givers=givers, subjects=named, about=about, own=own, narrowed=narrowed)

    def _councils(self, clause: Clause) -> Iterator[tuple[int, str]]:
        """Yield where a clause says that something goes through a council, and its id."""
        for found in _THROUGH_COUNCIL.finditer(clause.text):
            for partner in clause.before(found.start()):
                if partner.id != UNNAMED and COUNCIL.search(partner.printed):
                    yield found.start(), partner.id

    def lecturers(self, clause: Clause) -> Iterator[Linked]:
        """Yield the bodies that send a lecturer (講師：名称), each to the first unit in charge."""
        for found in _LECTURER.finditer(clause.masked):
            body = self._partners.body(clause.text[found.start(1) : found.end(1)])
            if body and clause.givers:
                place = self._flat.span(clause.begins + found.start(1), clause.begins + found.end(1))
                unit = Partner(clause.givers[0], "", place, "likely")
                yield from self._each(clause, found, "dispatch", [body], [unit], sure=False)

    def _among(self, clause: Clause, verb: re.Match[str], kind: str, partners: Sequence[Partner]) -> Iterator[Linked]:
        """Yield the linkages of bodies that work together, each pair once; the first named gives."""
        for at, giver in enumerate(partners):
            for partner in partners[at + 1 :]:
                one, other = (giver, partner) if giver.id != UNNAMED else (partner, giver)
                if one.id != UNNAMED:
                    yield from self._each(clause, verb, kind, [one.id], [other], sure=False)


def _is_likely(clause: Clause, kind: str, givers: Sequence[str], partner: Partner) -> Confidence:
    """Likely where four of five were right: plain verbs, in a measure, of one giver or with a kind of body."""
    plain = kind in ("liaise", "convene", "co_run") and not clause.said.subject and partner.confidence != "doubtful"
    return "likely" if plain and (len(givers) == 1 or partner.id.startswith("bt_")) else "doubtful"


def _verbs(clause: str) -> Iterator[tuple[Linking, re.Match[str]]]:
    """Yield each verb of linking in a clause, those of a kind that is tried first before all."""
    for linking in vocabulary().linkages:
        for found in linking.verb.finditer(clause):
            yield linking, found


def status_of(clause: str, layer: str) -> str:
    """Under study, planned or in operation, by the words of a clause and the layer of its part."""
    if vocabulary().under_study.search(clause):
        return "under_study"
    return "planned" if layer == "planned" or vocabulary().planned.search(clause) else "in_operation"
