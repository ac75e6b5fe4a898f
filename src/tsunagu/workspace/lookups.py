"""Names in a workspace: from anything a person says to the things it means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from tsunagu.errors import NameUnknown
from tsunagu.workspace.open_home import OpenHome

if TYPE_CHECKING:
    from tsunagu.disclosure.shown import Shown
    from tsunagu.messages import Language
    from tsunagu.names.facets import Facet, Facets, Narrowed
    from tsunagu.names.kinds import Kind
    from tsunagu.names.listing import Listing
    from tsunagu.names.phrases import Understanding
    from tsunagu.queries.description import Description

DESCRIBED_KEPT = 6
"""Descriptions kept: what is said of one thing is read page after page, and takes up to three seconds."""
SAYABLE: tuple[Kind, ...] = ("need", "function", "circumstance")


class Lookups(OpenHome):
    """The look-ups by name."""

    def find(self, name: str, kinds: Iterable[Kind] = (), language: Language = "ja") -> Listing:
        """Everything a name may mean, best first, each with why it answers and with its municipality.

        Labels, readings, former and other names, ids, codes, and what people say. Raises `NameUnknown` with the
        nearest names where nothing answers.

        >>> [(found.id, found.why) for found in Workspace.sample().find("児相", ["kind"])]
        [('body-type/child-guidance', 'abbreviation')]
        """
        from tsunagu.names.search import find  # noqa: PLC0415

        return find(self.names, name, tuple(kinds), language)

    def browse(self, name: str, kinds: Iterable[Kind] = (), language: Language = "ja") -> Listing:
        """What `find` gives, and behind it whatever holds the words: for lists people choose from.

        >>> [found.why for found in Workspace.sample().browse("相談", ["function"])][:2]
        ['label', 'word']
        """
        from tsunagu.names.search import browse  # noqa: PLC0415

        return browse(self.names, name, tuple(kinds), language)

    def search(self, name: str, chosen: Mapping[Facet, str], language: Language = "ja") -> Narrowed:
        """What `browse` gives, narrowed to what has the chosen traits, with what else it can be narrowed to.

        >>> found = Workspace.sample().search("相談", {"kind": "function"})
        >>> {candidate.kind for candidate in found.candidates}, found.counts["kind"][0][0]
        ({'function'}, 'body')
        """
        return self._facets.narrow(self.browse(name, language=language), chosen)

    @cached_property
    def _facets(self) -> Facets:
        from tsunagu.names.facets import Facets  # noqa: PLC0415

        return Facets(self.network)

    def near_ids(self, thing: str) -> list[str]:
        """The ids most like one that names nothing, best first; none where nothing is near.

        >>> Workspace.sample().near_ids("body/132152-shicho-sitsu")
        ['body/132152-shicho-shitsu']
        """
        from tsunagu.names.search import near_ids  # noqa: PLC0415

        return near_ids(self.names, thing)

    def the(self, name: str, *kinds: Kind, language: Language = "ja") -> str:
        """The id of the one thing a name means; raises `NameUnknown` where none or several answer equally well.

        >>> workspace = Workspace.sample()
        >>> workspace.the("国立市", "place"), workspace.the("132152", "place"), workspace.the("dv", "need")
        ('place/132152', 'place/132152', 'need/dv')
        """
        from tsunagu.names.search import find_one  # noqa: PLC0415

        return find_one(self.names, name, kinds, language)

    def ids(self, names: Iterable[str], *kinds: Kind, language: Language = "ja") -> tuple[str, ...]:
        """The ids several names mean, each once, in the order given; one phrase may mean several things together.

        >>> Workspace.sample().ids(["旦那に殴られて逃げたい"], "need", "circumstance")
        ('need/dv', 'circumstance/harm-by-spouse', 'circumstance/in-danger-now')
        """
        from tsunagu.names.search import meant  # noqa: PLC0415

        return tuple(dict.fromkeys(thing for name in names for thing in meant(self.names, name, kinds, language)))

    def label(self, language: Language = "ja") -> Callable[[str], str]:
        """What gives the label of anything by its id, in one language.

        >>> Workspace.sample().label("en")("need/dv")
        'Spousal violence'
        """
        return lambda identifier: self.names.label(identifier).of(language)

    def understand(self, text: str, language: Language = "ja") -> Understanding:
        """The phrases found in what a person says, and what of it was not understood.

        >>> [said.words for said in Workspace.sample().understand("夫のことが怖い。お金もない").said]
        ['夫が怖い', 'お金がない']
        """
        return self.names.phrases.understand(text, language)

    def meant_by_words(self, text: str, language: Language = "ja") -> tuple[str, ...]:
        """All that words of one's own mean: needs, functions, circumstances; nothing for a name, an id or a code.

        >>> Workspace.sample().meant_by_words("夫が怖い"), Workspace.sample().meant_by_words("国立市")
        (('need/dv',), ())
        """
        try:
            said = bool(text) and self.find(text, SAYABLE, language)[0].said
        except NameUnknown:
            return ()
        return self.understand(text, language).meant(("need/", "function/", "circumstance/")) if said else ()

    def unread(self, text: str, language: Language = "ja") -> tuple[str, ...]:
        """The clauses of what a person says that no phrase covers, where others are covered: the answer lacks them.

        >>> Workspace.sample().unread("夫が怖い。犬がいます"), Workspace.sample().unread("夫が怖い")
        (('犬がいます',), ())
        """
        return self.names.phrases.unread(text, language) if self.meant_by_words(text, language) else ()

    def property_label(self, iri: str, language: Language = "ja") -> str:
        """What a property is called, by its IRI.

        >>> workspace = Workspace.sample()
        >>> workspace.property_label(workspace.iris.expand("tsg:meetsNeed"))
        '応えるニーズ'
        """
        from tsunagu.queries.description import Describer  # noqa: PLC0415

        return Describer(self.graph, language).label(iri)

    def describe(self, name: str, language: Language = "ja") -> Shown[Description]:
        """Everything said of the best match of a name and everything that refers to it, with sources.

        >>> Workspace.sample().describe("市長室").value.sources[0].document
        '国立市第6次ジェンダー平等推進計画（抜粋）'
        """
        return self.describe_id(self.find(name, language=language)[0].id, language)

    def describe_id(self, thing: str, language: Language = "ja") -> Shown[Description]:
        """The same of an id, of a fact without a name too; raises `NameUnknown` where it must stay secret.

        >>> Workspace.sample().describe_id("body/132152-shicho-shitsu", "en").value.label
        'Mayor’s Office'
        """
        from tsunagu.queries.description import Describer  # noqa: PLC0415

        if thing in self.guard.hidden:
            raise NameUnknown("name-unknown", name=thing, near="-")
        key = thing, language
        if key not in self._described:
            given = [body for body in self.network.given_by_law(thing) if body.id not in self.names.kinds]
            found = Describer(self.graph, language).describe(self.iris.base + thing, given)
            self._described[key] = self.guard.description(found)
        while len(self._described) > DESCRIBED_KEPT:
            self._described.pop(next(iter(self._described)))
        return self._described[key]

    @cached_property
    def _described(self) -> dict[tuple[str, Language], Shown[Description]]:
        return {}
