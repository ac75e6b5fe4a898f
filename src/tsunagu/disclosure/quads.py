"""No output may show where a confidential place is (DV防止法23条1項; 困難女性支援法9条8項; product rule).

Bodies disclosed only by their front door, or not at all, may carry no address, coordinates, picture, staff or
operator; a confidential one says its kind and prefecture alone (`closed_facts`), and no text near a closed kind tells
a place (`texts`). The check reads quads, so every writer can call it whatever made them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from tsunagu.disclosure.closed_facts import ClosedFacts
from tsunagu.disclosure.levels import CLOSED_LEVELS, CONFIDENTIAL
from tsunagu.disclosure.texts import telling_texts
from tsunagu.disclosure.words import closed_words
from tsunagu.errors import ConfidentialLeak
from tsunagu.graph.by_predicate import ByPredicate, by_predicate
from tsunagu.graph.iris import Iris
from tsunagu.memory import no_collecting

# Local names that place, picture or staff something, in whichever vocabulary they come.
REVEALING = frozenset(
    {
        "address", "hasaddress", "siteaddress", "streetaddress", "street-address", "locality", "postalcode",
        "postal-code", "postcode", "addressarea", "fulladdress", "thoroughfare", "locatordesignator", "lat", "long",
        "latitude", "longitude", "geo", "geometry", "hasgeometry", "hasgeo", "aswkt", "asgeojson", "location",
        "hassite", "hasprimarysite", "basedat", "based_near", "containedinplace", "map", "hasmap", "image", "photo",
        "depiction", "img", "logo", "employee", "member", "hasmember", "headof", "staff", "telephone", "phone",
        "hastelephone", "faxnumber", "email", "mbox", "hasemail", "operator", "operatedby", "owner", "room", "floor",
    }
)  # fmt: skip
TELEPHONE = frozenset({"telephone", "phone", "hastelephone"})


@dataclass(frozen=True)
class Leak:
    """A statement that would reveal a confidential place."""

    subject: str
    predicate: str


def local_name(iri: str) -> str:
    """The last part of an IRI (after `#` or `/`) in lower case, as `REVEALING` lists them."""
    return iri.replace("#", "/").rsplit("/", 1)[-1].lower()


def find_leaks(quads: Iterable[Quad], iris: Iris) -> list[Leak]:
    """Find every revealing statement about a body or service that is not public, and every telling text; O(quads).

    A closed body is one whose disclosure level is closed or whose kind of body is. A telephone may stand
    on a `front_door_only` body that also has an official page (`foaf:homepage`).
    """
    with no_collecting():
        return _leaks(quads if isinstance(quads, list) else list(quads), iris)


def _leaks(listed: Sequence[Quad], iris: Iris) -> list[Leak]:
    said = by_predicate(listed)
    closed, hidden, paged = _closed(said, iris)
    leaks = [*_revealing(said, closed, paged - hidden), *_reaching(said, closed, hidden, iris)]
    leaks += _listing(said, hidden, iris)
    facts = ClosedFacts(listed, iris)
    leaks += (Leak(*told) for told in facts.leaks())
    leaks += (Leak(*told) for told in telling_texts(said, iris, facts.near - facts.of_class["tsg:Body"]))
    return leaks


def _revealing(said: ByPredicate, closed: set[str], telephoned: set[str]) -> Iterator[Leak]:
    """Yield what places, pictures or staffs a closed subject; the telephone of `telephoned` ones may stand."""
    for predicate, quads in said.items():
        name = local_name(predicate)
        if name in REVEALING:
            kept = closed - telephoned if name in TELEPHONE else closed
            yield from (Leak(_iri(quad.subject), predicate) for quad in quads if _iri(quad.subject) in kept)


def _reaching(said: ByPredicate, closed: set[str], hidden: set[str], iris: Iris) -> list[Leak]:
    """Contacts of what is not public or a confidential body gives, and who takes part in what is confidential."""
    given = {_iri(quad.subject) for quad in said[iris.expand("tsg:provider")] if _iri(quad.object) in hidden}
    secret = hidden | given
    kept = {
        iris.expand("tsg:contactOf"): closed | secret, iris.expand("tsg:ofService"): secret,
        iris.expand("tsg:participant"): secret,
    }  # fmt: skip
    return [
        Leak(_iri(quad.subject), predicate)
        for predicate, secrets in kept.items()
        for quad in said[predicate]
        if _iri(quad.object) in secrets
    ]


def _listing(said: ByPredicate, hidden: set[str], iris: Iris) -> Iterator[Leak]:
    """Yield the desks of registers that are places kept secret: by what they are called, or as what they are listed."""
    desk = iris.expand("tsg:ListedDesk")
    desks = {_iri(quad.subject) for quad in said[iris.expand("rdf:type")] if _iri(quad.object) == desk}
    label, listed = iris.expand("rdfs:label"), iris.expand("tsg:listedAs")
    yield from (Leak(_iri(quad.subject), listed) for quad in said[listed] if _iri(quad.object) in hidden and desks)
    for quad in said[label] if desks else ():
        if _iri(quad.subject) in desks and _is_telling(quad.object):
            yield Leak(_iri(quad.subject), label)


def _is_telling(label: object) -> bool:
    return isinstance(label, Literal) and closed_words().in_name(label.value) is not None


def _closed(said: ByPredicate, iris: Iris) -> tuple[set[str], set[str], set[str]]:
    """The closed subjects, among them the wholly confidential ones, and the subjects with an official page."""
    levels = {iris.concept("disclosure", level) for level in CLOSED_LEVELS}
    secret = iris.concept("disclosure", CONFIDENTIAL)
    stated = [(_iri(quad.subject), _iri(quad.object)) for quad in said[iris.expand("tsg:disclosure")]]
    closed = {subject for subject, level in stated if level in levels}
    hidden = {subject for subject, level in stated if level == secret}
    for quad in said[iris.expand("tsg:bodyType")]:
        kind = _iri(quad.object)
        if kind in closed:
            closed.add(_iri(quad.subject))
        if kind in hidden:
            hidden.add(_iri(quad.subject))
    return closed - {""}, hidden, {_iri(quad.subject) for quad in said[iris.expand("foaf:homepage")]}


def _iri(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def refuse_leaks(quads: Iterable[Quad], iris: Iris) -> None:
    """Raise `ConfidentialLeak` where the quads would reveal a confidential place."""
    leaks = find_leaks(quads, iris)
    if leaks:
        first = leaks[0]
        raise ConfidentialLeak("confidential-leak", count=len(leaks), subject=first.subject, predicate=first.predicate)
