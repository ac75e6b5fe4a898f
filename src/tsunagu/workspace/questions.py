"""Questions put to a workspace: of the catalogue, in SPARQL, and for routes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from tsunagu.errors import NameUnknown, RouteProblem
from tsunagu.workspace.lookups import Lookups

if TYPE_CHECKING:
    from tsunagu.disclosure.shown import Shown
    from tsunagu.exports.forms import ExportFormat
    from tsunagu.messages import Language
    from tsunagu.names.kinds import Kind
    from tsunagu.queries.answers import Answer
    from tsunagu.referral.question import Question
    from tsunagu.routes.between import WayBetween

STARTS: tuple[Kind, ...] = ("body", "kind")
WANTS: tuple[Kind, ...] = ("function", "need")


class AskedByName(TypedDict, total=False):
    """What may be said in a question beside its start and want.

    Names as people give them: `place`, `needs`, `functions`, `circumstances`, bodies taken as `closed`, and the
    `languages` the person speaks. The rest are fields of `tsunagu.referral.question.Question`.
    """

    place: str
    needs: Sequence[str]
    functions: Sequence[str]
    circumstances: Iterable[str]
    closed: Iterable[str]
    languages: Iterable[str]
    day: date | None
    hour: int | None
    weekday: int | None
    when: date | None
    layers: tuple[str, ...]
    most: int
    steps: int


class Questions(Lookups):
    """What can be asked: the catalogue, SPARQL, routes."""

    def query(self, identifier: str, **values: str) -> Shown[Answer]:
        """The answer of a question of the catalogue.

        Raises `QueryProblem` for an unknown question or parameter, and for a value that is none of its choices. Where
        a question asks for a day and none is given, it is the newest the documents know, as for `routes`.

        >>> answer = Workspace.sample().query("where-a-measure-is-printed", measure="measure/kunitachi-gender/20.2")
        >>> answer.value.rows[0][0]
        'kunitachi-gender'
        """
        self.graph.check(identifier, values)
        return self.guard.table(self.graph.ask(identifier, values))

    def sparql(self, text: str) -> Shown[Answer]:
        """The answer to SPARQL of one's own, which may only read; raises `QueryProblem`."""
        from tsunagu.queries.sparql_check import check_allowed  # noqa: PLC0415

        check_allowed(text)
        return self.guard.table(self.engine.select(text))

    def export(self, form: ExportFormat, target: Path) -> int:
        """Write the whole graph to a file; the number of quads. Raises `ConfidentialLeak`, `StoreProblem`."""
        from tsunagu.exports.forms import export  # noqa: PLC0415

        return export(self.home, form, target, self.iris, self.guard)

    def question(
        self, start: str = "", want: str = "", *, language: Language = "ja", **asked: Unpack[AskedByName]
    ) -> Question:
        """A question for `routes`, made from names in `language`.

        `want` is a function, a need, or what a person says; circumstances said there count too. Raises `NameUnknown`,
        and `RouteProblem` where nothing says where to start or two circumstances contradict each other.

        >>> asked = Workspace.sample().question(place="国立市", want="旦那に殴られて逃げたい")
        >>> asked.needs, sorted(asked.circumstances)
        (('need/dv',), ['circumstance/harm-by-spouse', 'circumstance/in-danger-now'])
        """
        from tsunagu.names.languages import spoken  # noqa: PLC0415
        from tsunagu.referral.question import Question, settled  # noqa: PLC0415

        place, needs, functions = asked.pop("place", ""), asked.pop("needs", ()), asked.pop("functions", ())
        circumstances, languages = asked.pop("circumstances", ()), asked.pop("languages", ())
        closed, more = asked.pop("closed", ()), dict[str, Any](asked)
        if not start and not place:
            raise RouteProblem("route-no-start")
        at = self.the(place, "place", language=language) if place else ""
        begin = self._start(start, at, language) if start else ""
        if begin.startswith("body-type/") and not at:
            raise RouteProblem("route-kind-without-place")
        wanted = self.ids([want] if want else [], *WANTS, language=language)
        said = [meant for text in (want, *needs) for meant in self.meant_by_words(text, language=language)]
        held = {*self.ids(circumstances, "circumstance", language=language), *_of_kind("circumstance", said)}
        self.refuse_contradictions(held, language)
        return Question(
            begin,
            settled((*self.ids(needs, "need", language=language), *_of_kind("need", wanted)), held),
            (*self.ids(functions, "function", language=language), *_of_kind("function", wanted)),
            at,
            frozenset(held),
            spoken(languages, self._offered_languages()) if languages else (),
            closed=frozenset(self.ids(closed, "body", language=language)),
            **more,
        )

    def _start(self, name: str, place: str, language: Language) -> str:
        """The body or kind a name means; of several bodies of one name the one in the place asked for."""
        found = self.find(name, STARTS, language)
        here = [
            candidate.id
            for candidate in found
            if candidate.rank == found[0].rank and self.names.places.get(candidate.id) == place
        ]
        return here[0] if place and len(here) == 1 else self.the(name, *STARTS, language=language)

    def _offered_languages(self) -> frozenset[str]:
        return frozenset(name for service in self.network.services for name in service.languages)

    def refuse_contradictions(self, circumstances: Iterable[str], language: Language = "ja") -> None:
        """Raise `RouteProblem` that names two circumstances which cannot both be so."""
        from tsunagu.referral.contradictions import contradictions  # noqa: PLC0415

        for pair in contradictions(circumstances, self.router.rulebook):
            first, second = (self.names.label(circumstance).of(language) for circumstance in pair)
            raise RouteProblem("route-contradiction", first=first, second=second)

    def routes(self, start: str | Question = "", want: str = "", **asked: Any) -> Shown[dict[str, Any]]:
        """The answer document of a search for routes (`viz/schemas/route-answer.schema.json`).

        Takes a `Question`, or what `question` takes. Nothing of a question is kept after the answer.

        >>> answer = Workspace.sample().routes("市長室", "一時保護", most=1).value
        >>> answer["routes"][0]["alternatives"][0]["legs"][-1]["to"]["label"]["ja"]
        '東京都女性相談センター'
        """
        question = self.question(start, want, **asked) if isinstance(start, str) else start
        return self.router.ask(question)

    def way_between(self, start: str, end: str) -> WayBetween | None:
        """The way by which somebody is handed on from one body to another (their ids); None where nobody is.

        Raises `NameUnknown` for a body that is not there or must stay secret.

        >>> Workspace.sample().way_between("body/132152-shicho-shitsu", "body/132152-shicho-shitsu") is None
        True
        """
        from tsunagu.closures.reach import newest_day  # noqa: PLC0415
        from tsunagu.routes.between import way_between  # noqa: PLC0415

        for body in (start, end):
            if body not in self.network.bodies or self.guard.is_secret(body):
                raise NameUnknown("name-unknown", name=body, near="-")
        if start == end:
            return None
        return way_between(self.network, self.router.rulebook, start, end, newest_day(self.network))


def _of_kind(kind: str, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(found for found in ids if found.startswith(f"{kind}/"))
