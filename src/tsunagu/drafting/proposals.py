# ruff: noqa: E501 - a pattern is read in one line
"""Pairs of parties a clause may link, with what speaks for and against each: many more than are linkages.

A mention is one end; the other is a unit in charge, what the heading is about, the subject of the sentence, or another
mention of the clause. Each proposal carries the names of its features, in two groups: those of the mention (is it a party
of a linkage at all?) and those of the pair (with whom, and who gives?). `weighing` makes one probability of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tsunagu.drafting.linkages import COUNCIL, Clause, LinkageReader, Linked, Said
from tsunagu.drafting.mentions import Mention, find_mentions
from tsunagu.drafting.partners import UNNAMED, Partner
from tsunagu.graph.text import Span, normal_form

WORDS = {
    "liaise": "連携|連絡調整|連絡|協力|調整|協議|役割分担|ネットワーク|働き掛け|働きかけ|要請|依頼|活用|通じ|見守り|関係づくり|交流",
    "co_run": "協働|共催|共同|合同|一体|チーム|とともに|主催",
    "convene": "会議|開催|設置|出席|参加|参画|構成|委員",
    "share_information": "情報(?:の|を)?(?:共有|交換|提供|収集|連携)|報告|周知|配架|配布|通知|掲示|説明|提出|発信|ヒアリング|視察|公表|意見",
    "train": "研修|講座|講習|養成|育成|訓練|指導|講話|教室|啓発|資質",
    "support": "支援|補助|助成|援助|交付|サポート|推進|促進|充実|整備",
    "refer": "つな(?:ぐ|げ|ぎ|が)|紹介|案内|誘導|引き?継",
    "entrust": "委託",
    "dispatch": "派遣|配置|講師",
    "request_protection": "一時保護",
}
_WORD = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in WORDS.items()))
_SENTENCE = re.compile("ます|ました|図る|行い")
_TEACHES = re.compile("[^、。]{0,10}を講師(?:に|と)")
_MAIN_ONES = re.compile("主な[^、。]{1,10}(?:には|として|は)、?")
_NEAR, _MID = 4, 12
_STEPS = ((0, "0"), (3, "1-3"), (8, "4-8"), (16, "9-16"), (30, "17-30"))


@dataclass(frozen=True)
class Proposal:
    """A linkage that may be stated; the features of its mention and of the pair."""

    linked: Linked
    mention: Span
    party: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()
    is_outright: bool = False
    """Whether the text says it in a set form (講師：名称), so that nothing is weighed."""


@dataclass(frozen=True)
class _Seen:
    """A mention with the words of linking around it and what the rules made of it."""

    mention: Mention
    kinds: tuple[str, ...]
    """Of the words after it, nearest first."""
    distance: int
    before: str
    fired: tuple[Linked, ...]

    @property
    def word(self) -> str:
        return self.kinds[0] if self.kinds else "none"

    @property
    def partner(self) -> Partner:
        return self.mention.partner


def propose(reader: LinkageReader, said: Said) -> Iterator[Proposal]:
    """Yield every pair of what one row says."""
    last = before = ""
    for clause in reader.clauses(said):
        for linked in reader.lecturers(clause):
            yield Proposal(linked, linked.verb, is_outright=True)
        fired = [link for link in reader.of_clause(clause) if link.giver != link.to.id]
        found = find_mentions(clause.finder, clause.text, clause.masked, clause.begins)
        mentions = [mention for mention in found if not (_is_own(clause, mention) or _is_said_below(clause, mention))]
        yield from _examples(clause, mentions, before)
        teaching = [mention for mention in mentions if _TEACHES.match(clause.masked, mention.end)]
        yield from _lecturers(clause, teaching)
        mentions = [mention for mention in mentions if mention not in teaching]
        before = next((link.kind for link in fired), "")
        seen = [_seen(clause, mention, fired) for mention in mentions]
        for one in seen:
            party = (*_party(clause, one), *_fired(one, fired), *_beside(one, seen))
            for giver, reverse, features in _others(clause, one, seen, last):
                yield from _proposals(clause, one, party, giver, reverse, features)
        last = clause.subjects[-1] if clause.subjects else last


def _examples(clause: Clause, mentions: Sequence[Mention], kind: str) -> Iterator[Proposal]:
    """Yield the partners a sentence names as the main ones of the linkage that the sentence before it states."""
    opening = _MAIN_ONES.match(clause.masked)
    if kind and opening:
        for mention in (mention for mention in mentions if mention.start >= opening.end()):
            place = mention.partner.span
            for giver in clause.givers:
                linked = clause.linked(giver, mention.partner, kind, f"link-main-{kind}", place)
                yield Proposal(linked, place, is_outright=True)


def _lecturers(clause: Clause, teaching: Sequence[Mention]) -> Iterator[Proposal]:
    """Yield who sends a lecturer (委員長を講師に招き), each to the first unit in charge."""
    for mention in teaching:
        place = mention.partner.span
        for unit in clause.givers[:1] if mention.partner.id != UNNAMED else ():
            linked = clause.linked(
                mention.partner.id, Partner(unit, "", place, "likely"), "dispatch", "link-lecturer", place
            )
            yield Proposal(linked, place, is_outright=True)


def _is_own(clause: Clause, mention: Mention) -> bool:
    """Tell whether a mention is the plan's own government where a unit of it is in charge, which then stands for it."""
    givers = clause.said.givers
    return mention.partner.id == clause.own and bool(givers) and clause.own not in givers


def _is_said_below(clause: Clause, mention: Mention) -> bool:
    """Tell whether a title only sums up by an open word whom the rows below it name: in no sentence, or by that word."""
    said, partner = clause.said, mention.partner
    if partner.id != UNNAMED or not said.below or not _is_in_title(clause, partner):
        return False
    return not _SENTENCE.search(clause.masked) or normal_form(partner.printed) in said.below


def _is_in_title(clause: Clause, partner: Partner) -> bool:
    title = clause.said.title
    return title is not None and title.start <= partner.span.start < title.end


def _seen(clause: Clause, mention: Mention, fired: Sequence[Linked]) -> _Seen:
    words = [(found.start(), found.end(), found.lastgroup or "") for found in _WORD.finditer(clause.masked)]
    after = [(start - mention.verb_from, kind) for start, _, kind in words if start >= mention.list_end]
    before = [(mention.start - end, kind) for _, end, kind in words if end <= mention.start]
    place = mention.partner.span
    mine = tuple(link for link in fired if link.to.span.start < place.end and place.start < link.to.span.end)
    named = f"{before[-1][1]}{'' if before[-1][0] >= _NEAR else '-near'}" if before else ""
    return _Seen(mention, tuple(kind for _, kind in after), max(after[0][0], 0) if after else 99, named, mine)


def _party(clause: Clause, seen: _Seen) -> Iterator[str]:
    """Features of a mention: its sort, the particle and the words of linking after it, and where it stands."""
    mention, sort, word, particle = seen.mention, seen.mention.sort, seen.word, seen.mention.particle
    yield "always"
    yield from (f"sort={sort}", f"particle={particle}", f"word={word}", f"particle+word={particle}+{word}")
    yield from (f"sort+word={sort}+{word}", f"sort+particle={sort}+{particle}", f"distance={_step(seen.distance)}")
    yield f"near+word={'near' if seen.distance < _NEAR else 'mid' if seen.distance < _MID else 'far'}+{word}"
    yield "in-list" if mention.list_end > mention.end else "alone"
    if mention.start and clause.masked[mention.start - 1] in "、・やびにと":
        yield "after-list"
    yield from (f"second-word={kind}" for kind in seen.kinds[1:2])
    yield from (f"any-word={kind}" for kind in sorted(set(seen.kinds)))
    if seen.before:
        yield f"word-before={seen.before}"
    yield from (f"place={clause.said.sort}", f"layer={clause.said.layer}", f"length={_step(len(clause.text) // 8)}")
    yield from _named(seen.partner, particle)
    if _is_in_title(clause, seen.partner):
        yield from ("in-title", f"in-title+sort={sort}", f"in-title+place={clause.said.sort}")
        if normal_form(seen.partner.printed) in clause.said.below:
            yield "said-below"
    if seen.partner.id in clause.said.givers:
        yield "in-charge"
    if seen.partner.id in clause.subjects:
        yield "subject"
    if _SENTENCE.search(clause.masked):
        yield "sentence"


def _named(partner: Partner, particle: str) -> Iterator[str]:
    """Features of the name: how it ends, the kind it stands for, and whether it is a council."""
    if partner.id == UNNAMED:
        yield f"ends={partner.printed[-2:]}"
    elif partner.id.startswith("bt_"):
        yield f"kind={partner.id}"
    else:
        yield f"body-ends={partner.printed[-1:]}"
    if COUNCIL.search(partner.printed):
        yield from ("council", f"council+particle={particle}")


def _fired(seen: _Seen, fired: Sequence[Linked]) -> Iterator[str]:
    """What the rules for verbs say of a mention."""
    yield "rule" if seen.fired else "no-rule"
    yield from dict.fromkeys(f"rule={link.kind}" for link in seen.fired)
    yield from dict.fromkeys(f"rule-{link.confidence}" for link in seen.fired)
    if any(link.giver == seen.partner.id for link in fired):
        yield "rule-as-giver"


def _beside(seen: _Seen, mentions: Sequence[_Seen]) -> Iterator[str]:
    """How many parties the clause has, and whether a rule joined another one of the same list."""
    mates = [other for other in mentions if other is not seen and other.mention.verb_from == seen.mention.verb_from]
    yield f"mentions={_step(len(mentions))}"
    if any(other.fired for other in mates):
        yield "list-mate-rule"
    elif mates:
        yield "list-mate"


def _others(
    clause: Clause, seen: _Seen, mentions: Sequence[_Seen], last: str
) -> Iterator[tuple[Partner, bool, tuple[str, ...]]]:
    """Yield the other end of each pair with a mention, whether it receives, and the features of the choice.

    Where the rules find who gives in the sentence itself, the units in charge of the row do not.
    """
    given: set[str] = {seen.partner.id}
    told = {link.giver for link in seen.fired} - set(clause.about or clause.said.givers)
    for other, reverse, features in _choices(clause, seen, mentions, last):
        if told and (seen.partner.id if reverse else other.id) not in told:
            continue
        if reverse or other.id not in given:
            given.add(other.id)
            yield other, reverse, features


def _choices(
    clause: Clause, seen: _Seen, mentions: Sequence[_Seen], last: str
) -> Iterator[tuple[Partner, bool, tuple[str, ...]]]:
    units = clause.about or clause.said.givers
    several = f"of={min(len(units), 4)}"
    for at, unit in enumerate(units):
        name = (
            "about"
            if clause.about
            else "government"
            if unit == clause.own
            else f"unit-{min(at, 2)}"
            if len(units) > 1
            else "unit"
        )
        features = (
            name,
            "by-default",
            several,
            *((f"{name}+subject",) if clause.subjects else ()),
            *((f"{name}+narrowed",) if clause.narrowed else ()),
        )
        yield _party_of(unit, seen), False, features
    for subject in clause.subjects:
        yield _party_of(subject, seen), False, ("subject", f"subject-{'kind' if subject.startswith('bt_') else 'body'}")
    yield from _mentioned(seen, mentions)
    for link in seen.fired:
        yield _party_of(link.giver, seen), False, ("rule-giver", f"rule-giver+kind={link.kind}")
    if last:
        yield _party_of(last, seen), False, ("subject-before",)
    for unit in units[:1]:
        features = ("reverse", f"reverse+sort={seen.mention.sort}")
        yield _party_of(unit, seen), True, features


def _party_of(identifier: str, seen: _Seen) -> Partner:
    """An end of which only the id is known, at the place of the mention."""
    return Partner(identifier, "", seen.partner.span, "likely")


def _mentioned(seen: _Seen, mentions: Sequence[_Seen]) -> Iterator[tuple[Partner, bool, tuple[str, ...]]]:
    """Yield the other mentions of a clause that may give: those before, and councils after."""
    here = seen.mention
    for other in mentions:
        there = other.mention
        if other.partner.id == UNNAMED:
            continue
        council = bool(COUNCIL.search(other.partner.printed))
        if there.start < here.start:
            features = [
                "mention",
                f"mention+particle={there.particle}",
                f"mention+sort={there.sort}",
                f"mention+particles={there.particle}+{here.particle}",
            ]
            features += ["mention-council", f"mention-council+particle={there.particle}"] if council else []
            features += ["same-list"] if there.list_end == here.list_end else []
            features += ["opens"] if there.start < _NEAR else []
            yield other.partner, False, tuple(features)
        elif council:
            yield (
                other.partner,
                False,
                (
                    "council-after",
                    f"council-after+particle={here.particle}",
                    f"council-after={_step(there.start - here.end)}",
                ),
            )


def _proposals(
    clause: Clause, seen: _Seen, party: tuple[str, ...], other: Partner, reverse: bool, features: tuple[str, ...]
) -> Iterator[Proposal]:
    """Yield a pair as a linkage of each kind the rules gave it, else of the kind of the nearest word."""
    name = features[0]
    giver, receiver = (seen.partner.id, other) if reverse else (other.id, seen.partner)
    mine = [link for link in seen.fired if (link.giver, link.to.id) == (giver, receiver.id)]
    crossed = [
        f"{name}+word={seen.word}",
        f"{name}+particle={seen.mention.particle}",
        f"{name}+sort={seen.mention.sort}",
        f"{name}+layer={clause.said.layer}",
    ]
    if mine:
        crossed += ["rule", f"{name}+rule"]
    elif seen.fired:
        crossed += ["rule-other", f"{name}+rule-other"]
    pair = ("always", *features, *crossed)
    for kind in dict.fromkeys(link.kind for link in (mine or seen.fired)) or (seen.word if seen.kinds else "liaise",):
        model = next((link for link in mine if link.kind == kind), None)
        rule = f"link-{kind}" if model else f"link-weighed-{kind}"
        linked = clause.linked(giver, receiver, kind, rule, seen.partner.span)
        yield Proposal(replace(model, to=receiver) if model else linked, seen.partner.span, party, pair)


def _step(number: int) -> str:
    return next((name for most, name in _STEPS if number <= most), "more")
