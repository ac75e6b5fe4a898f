"""The one search from a name to things: exact before whole word before part, never across a word's border.

A name that is the same after folding comes first: labels and ids, then short, other and former names and romaji, then
readings, then phrases. Only where nothing is the same are phrases looked for inside what was typed, and what was typed
inside names: as whole words, or as the beginning of one. Names in another language than the one spoken count only as a
whole. Nothing is guessed: what answers equally well comes back side by side, each with its municipality.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from tsunagu.errors import NameUnknown
from tsunagu.messages import Language
from tsunagu.names.folding import JAPANESE, fold, fold_with_borders
from tsunagu.names.index import NameIndex
from tsunagu.names.kinds import KINDS, Kind, prefixes_of
from tsunagu.names.listing import RANKS, Candidate, Listing, Parts, Why, candidate_of, listed, parts_of
from tsunagu.names.placed import placed
from tsunagu.network.place_names import READ, READ_SHORT, SHORT, WHOLE
from tsunagu.network.romaji import romaji_of_latin

SHORTEST_LISTED = 4
"""Characters of a desk's name by which it is looked for in registers: fewer stand in hundreds of them."""
MOST_SHOWN = 8
NEAR, ALIKE = 3, 0.6
SHORTEST_SOUNDED, ALIKE_SOUNDED = 4, 0.75
"""What is spelled by its sound, in kana or letters, is meant by what is typed only if more of it is the same."""
ALIKE_ID = 0.8
_SOUNDED = re.compile(r"[a-z0-9ぁ-ゖァ-ヺー]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-zĀ-ſ' -]+")


def find(index: NameIndex, name: str, kinds: Collection[Kind] = (), language: Language = "ja") -> Listing:
    """Everything a name may mean, best first: by rank, kind, label and id. O(names).

    Raises `NameUnknown` with the nearest names where nothing answers.
    """
    chosen = tuple(kinds) or KINDS
    wanted = _wanted(index, name)
    found, whole = _found(index, name, wanted, chosen, language)
    best = listed(index, found, Parts() if whole else parts_of(index, wanted, chosen, language))
    if not best:
        raise NameUnknown("name-unknown", name=name, near=_shown(near(index, name, kinds, language)))
    return best


def _wanted(index: NameIndex, name: str) -> str:
    return fold_with_borders(name, index.lexicon.cut).text


def _found(
    index: NameIndex, name: str, wanted: str, kinds: Collection[Kind], language: Language
) -> tuple[list[Candidate], bool]:
    """What answers, but for names that hold the words; and whether it answers as a whole, so that none of those do."""
    found = [*_same(index, wanted, kinds), *_spelled(index, name, kinds)]
    if found:
        return found, True
    return [
        *_placed(index, name, kinds), *_listed(index, wanted, kinds), *_inside(index, name, kinds, language)
    ], False  # fmt: skip


def browse(index: NameIndex, name: str, kinds: Collection[Kind] = (), language: Language = "ja") -> Listing:
    """What `find` gives, and behind it whatever holds the words, for lists to choose from. O(names).

    Beside a kind of body stand the bodies of that kind, and beside the body that a place and a kind name together the
    kind. Raises `NameUnknown` as `find` does.
    """
    chosen, wanted = tuple(kinds) or KINDS, _wanted(index, name)
    spoken: Language = "ja" if JAPANESE.search(name) else "en"
    found, whole = _found(index, name, wanted, chosen, language)
    parts = parts_of(index, wanted, chosen, spoken).without({candidate.id for candidate in found} if whole else ())
    if not whole and spoken not in ("ja", language):
        nearest = parts_of(index, wanted, chosen, language)
        parts = nearest.before(parts.without({candidate.id for candidate in found}))
    best = listed(index, found, parts)
    if not best:
        raise NameUnknown("name-unknown", name=name, near=_shown(near(index, name, kinds, language)))
    beside = list(_beside(index, name, takewhile(lambda held: held.rank < RANKS["of_kind"], best), chosen))
    return listed(index, [*found, *beside], parts) if beside else best


def _beside(index: NameIndex, name: str, found: Iterable[Candidate], kinds: Collection[Kind]) -> Iterator[Candidate]:
    """The bodies of the kinds that were found by a name of theirs; the kinds of those found by place and kind."""
    held = list(found)
    if held and held[0].why == "placed":
        things = placed(name, index.spelled_places, lambda words: _meaning(index, words), index.bodies).things
        for thing in things:
            if index.kinds[thing] in kinds:
                yield Candidate(thing, index.kinds[thing], index.label(thing), "inside", name)
    for kind in held if "body" in kinds else ():
        if kind.kind == "kind":
            for order, body in enumerate(index.bodies.of_kind(kind.id)):
                yield Candidate(body.id, "body", body.label, "of_kind", kind.matched, index.label(body.place),
                                order=order)  # fmt: skip


def meant(index: NameIndex, name: str, kinds: Collection[Kind] = (), language: Language = "ja") -> tuple[str, ...]:
    """The ids a name surely means: one thing, or all that one phrase means together.

    Raises `NameUnknown` where nothing answers, and where several things answer equally well.
    """
    found = find(index, name, kinds, language)
    best = [candidate for candidate in found if candidate.rank == found[0].rank]
    if best[0].why == "inside":
        understood = index.phrases.understand(name, language)
        prefixes = _prefixes(kinds)
        unsettled = understood.unsettled(prefixes)
        certain = understood.meant(prefixes)
        if certain and not unsettled:
            return tuple(sorted(certain, key=lambda thing: KINDS.index(index.kinds[thing])))
        open_to = [candidate for candidate in best if any(candidate.id in said.means for said in unsettled)]
        best = open_to or best
    together: dict[str, set[str]] = {}
    for candidate in best:
        together.setdefault(candidate.said, set()).add(candidate.id)
    sets = set(map(frozenset, together.values()))
    if len(best) == 1 or (best[0].said and len(sets) == 1):
        return tuple(candidate.id for candidate in best)
    shown = tuple(candidate.told(language) for candidate in best[:MOST_SHOWN])
    raise NameUnknown("name-ambiguous", name=name, count=len(best), shown=shown)


def find_one(index: NameIndex, name: str, kinds: Collection[Kind] = (), language: Language = "ja") -> str:
    """The id of the one thing a name means; raises `NameUnknown` for none and for several."""
    ids = meant(index, name, kinds, language)
    if len(ids) > 1:
        shown = tuple(f"{index.label(thing).of(language)} ({thing})" for thing in ids)
        raise NameUnknown("name-ambiguous", name=name, count=len(ids), shown=shown)
    return ids[0]


def near(
    index: NameIndex, name: str, kinds: Collection[Kind] = (), language: Language = "ja", most: int = NEAR
) -> list[str]:
    """The names most like one that nothing answers to; none where nothing is near. O(names)."""
    wanted, kinds = fold(name), tuple(kinds) or KINDS
    forms = index.forms_of(frozenset(kinds), _spoken(name, language), language)
    places = index.spelled_places.hints(name) if "place" in kinds else ()
    least = _least_alike(wanted)
    close = difflib.get_close_matches(wanted, _may_be_close(wanted, forms, least), most, least) if least else []
    return list(dict.fromkeys((*places, *(forms[form] for form in close))))[:most]


def near_ids(index: NameIndex, thing: str, most: int = NEAR) -> list[str]:
    """The ids most like one that names nothing: those below it, else of its kind and place or document; O(things)."""
    if below := sorted(known for known in index.kinds if known.startswith(f"{thing}/")):
        return below[:most]
    kind, _, rest = thing.partition("/")
    beginning = re.match(r"\d{6}-|[^/]*(?=/)", rest)
    within = f"{kind}/{beginning[0] if beginning else ''}"
    return difflib.get_close_matches(
        thing, [known for known in index.kinds if known.startswith(within)], most, ALIKE_ID
    )


def _least_alike(wanted: str) -> float:
    """How alike a name must be to be meant by a folded text, from 0 to 1; 0 where the text is too short to tell.

    >>> _least_alike("市長質"), _least_alike("kamakra"), _least_alike("かまきらし"), _least_alike("nope")
    (0.6, 0.75, 0.75, 0)
    """
    if not _SOUNDED.fullmatch(wanted):
        return ALIKE
    return ALIKE_SOUNDED if len(wanted) >= SHORTEST_SOUNDED + wanted.isascii() else 0


def _may_be_close(wanted: str, forms: Iterable[str], alike: float) -> list[str]:
    """The forms that share enough characters to be so much alike: what is left out cannot be; O(characters)."""
    counted = Counter(wanted)
    kept = []
    most = len(wanted) * (2 - alike) / alike
    for form in forms:
        if len(form) > most:  # most of them are far too long
            continue
        least = alike / 2 * (len(wanted) + len(form))
        if least <= min(len(wanted), len(form)) and least <= sum(counted[char] for char in counted.keys() & set(form)):
            kept.append(form)
    return kept


def _shown(names: Iterable[str]) -> tuple[str, ...] | str:
    return tuple(names) or "-"


def _prefixes(kinds: Collection[Kind]) -> tuple[str, ...]:
    return prefixes_of(kinds or KINDS)


def _spoken(name: str, language: Language) -> Language:
    return "ja" if JAPANESE.search(name) else language


def _same(index: NameIndex, wanted: str, kinds: Collection[Kind]) -> Iterator[Candidate]:
    for name in index.table.of_form(wanted):
        if name.kind in kinds:
            yield candidate_of(index, name, name.sort)
    prefixes = _prefixes(kinds)
    for order, row in enumerate(index.phrases.whole.get(wanted, ())):
        for thing in row.means:
            if thing.startswith(prefixes):
                yield _by_phrase(index, thing, _PhraseMatch(row.kind, row.words, row.id, order))


_WHY_PLACE: dict[int, Why] = {WHOLE: "label", SHORT: "short", READ: "reading", READ_SHORT: "reading"}


def _spelled(index: NameIndex, name: str, kinds: Collection[Kind]) -> Iterator[Candidate]:
    """Places by any spelling of their name, and what is read in kana by its romaji."""
    if "place" in kinds:
        for place in index.spelled_places.find(name):
            yield Candidate(place.place, "place", index.label(place.place), _WHY_PLACE[place.rank], place.label,
                            index.place(place.place))  # fmt: skip
    if _LATIN.fullmatch(name):
        for read in index.of_romaji(romaji_of_latin(name)):
            if read.kind in kinds:
                yield candidate_of(index, read, "romaji")


def _placed(index: NameIndex, name: str, kinds: Collection[Kind]) -> Iterator[Candidate]:
    """Yield the body of an id that no name holds, and those a place and a kind or need name together.

    Where a place and a kind are named and no such body is known there, the kind itself.
    """
    if "body" not in kinds:
        return
    given = index.bodies.body(name)
    found = placed(name, index.spelled_places, lambda words: _meaning(index, words), index.bodies)
    for body in (given,) if given else found.bodies:
        yield Candidate(body.id, "body", body.label, "placed", name, index.label(body.place))
    for thing in () if given or found.bodies else found.things:
        if index.kinds[thing] in kinds:
            yield Candidate(thing, index.kinds[thing], index.label(thing), "inside", name)


def _listed(index: NameIndex, wanted: str, kinds: Collection[Kind]) -> Iterator[Candidate]:
    """Yield the desks of registers of a name, or whose names hold it; they stand in no index. O(desks)."""
    for folded, own, body in index.listed_names if "body" in kinds and len(wanted) >= SHORTEST_LISTED else ():
        if wanted in folded:
            why: Why = "label" if wanted in (folded, own) else "listed"
            yield Candidate(body.id, "body", body.label, why, body.label.ja, index.label(body.place))


def _meaning(index: NameIndex, words: str) -> tuple[str, ...]:
    """The kinds of bodies some words are a whole name of; where there are none, the needs."""
    said = list(_same(index, fold(words), ("kind", "need")))
    for kind in ("kind", "need"):
        meant = tuple(dict.fromkeys(candidate.id for candidate in said if candidate.kind == kind))
        if meant:
            return meant
    return ()


def _inside(index: NameIndex, name: str, kinds: Collection[Kind], language: Language) -> Iterator[Candidate]:
    prefixes = _prefixes(kinds)
    understood = index.phrases.understand(name, language)
    certain, unsettled = understood.meant(prefixes), understood.unsettled(prefixes)
    for order, said in enumerate(understood.said):
        for row in said.rows:
            for thing in row.means:
                if thing in certain or (said in unsettled and thing.startswith(prefixes)):
                    yield _by_phrase(index, thing, _PhraseMatch("inside", said.words, row.id, order))


@dataclass(frozen=True, slots=True)
class _PhraseMatch:
    """Why and by which words a phrase was found, its id, and its place in the table or in what was typed."""

    why: Why
    words: str
    phrase: str
    order: int


def _by_phrase(index: NameIndex, thing: str, match: _PhraseMatch) -> Candidate:
    label, kind = index.label(thing), index.kinds[thing]
    return Candidate(thing, kind, label, match.why, match.words, said=match.phrase, order=match.order)
