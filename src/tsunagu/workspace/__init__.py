"""The one way in: everything one build of the graph can answer, for the command line, a notebook or a server.

    from tsunagu import Workspace

    workspace = Workspace("tsunagu-out")     # the folder `tsunagu build` wrote to
    workspace.routes("市長室", "一時保護", most=1)

A workspace opens the store once, when it is first needed, and reads the network once. Names are given as people say
them; where several things answer to a name equally well, none is guessed and `NameUnknown` lists them. The examples in
this module run on `Workspace.sample()`: the tables of law and one shipped document, held in memory.

>>> workspace = Workspace.sample()
>>> workspace.network.bodies["body/132152-shicho-shitsu"].label.ja
'市長室'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsunagu.errors import NameUnknown, StructureProblem
from tsunagu.graph.iris import Iris
from tsunagu.workspace.questions import Questions
from tsunagu.writing import write_bytes

if TYPE_CHECKING:
    from tsunagu.closures.ranking import RankedClosing
    from tsunagu.closures.reach import Reach
    from tsunagu.closures.what_if import Outcome
    from tsunagu.disclosure.shown import Shown
    from tsunagu.gaps.comparison import Comparison
    from tsunagu.gaps.country import Ends
    from tsunagu.gaps.country import Progress as CountProgress
    from tsunagu.gaps.desks import NeedDesk
    from tsunagu.gaps.editions import Editions
    from tsunagu.gaps.need_stages import Cells
    from tsunagu.gaps.rows import GapRow
    from tsunagu.messages import Language
    from tsunagu.network.model import Network
    from tsunagu.network.records import SourceLocator
    from tsunagu.network.statements import Statements
    from tsunagu.queries.answers import Answer
    from tsunagu.queries.engines import Engine
    from tsunagu.referral.snapshot import Snapshot
    from tsunagu.reports.files import Form
    from tsunagu.reports.files import Progress as ReportProgress
    from tsunagu.structure.report import LayerStructure
    from tsunagu.viz.pages.pictures import Pictures
    from tsunagu.workspace.evidence import Evidence

SAMPLE_DOCUMENT = "kunitachi-gender"
"""The document of `Workspace.sample`: the smallest one."""
PLACES_KEPT = 100
"""Places whose desks by need are kept: asking anew takes up to a second or two."""
RANDOM_NETWORKS = 200
"""Random networks per model that figures of structure are held against."""


class Workspace(Questions):
    """One home folder with what was built in it. Opening it costs nothing; each part is read when first used.

    `home` is the folder of `tsunagu build`; left out, it is the one TSUNAGU_HOME names, else `tsunagu-out` in the
    working folder. Where nothing is built there, the first use raises `StoreProblem`.
    """

    @classmethod
    def over(cls, engine: Engine, iris: Iris | None = None, network: Network | None = None) -> Workspace:
        """A workspace over an engine that is open already; it has no folder to write to."""
        from tsunagu.queries.built_graph import BuiltGraph  # noqa: PLC0415
        from tsunagu.workspace.in_memory import InMemory  # noqa: PLC0415

        return InMemory(BuiltGraph(engine, iris or Iris()), network)

    @classmethod
    def sample(cls, document: str = SAMPLE_DOCUMENT) -> Workspace:
        """Law and one shipped document in memory: made once a process in about a second, nothing is written.

        >>> [document.id for document in Workspace.sample().network.concepts_in("document")]
        ['document/kunitachi-gender']
        """
        return _sample(document)

    # ---- gaps, structure, closings ----

    def snapshot(
        self,
        *,
        places: Iterable[str] = (),
        day: date | None = None,
        layers: Sequence[str] = (),
        analyses: str | Sequence[str] = (),
    ) -> Snapshot:
        """What gap analyses work on: the network, the statements, a day (by default the newest the documents know)."""
        from tsunagu.closures.reach import newest_day  # noqa: PLC0415
        from tsunagu.gaps.registry import analyses_of, read_snapshot  # noqa: PLC0415
        from tsunagu.referral.snapshot import View  # noqa: PLC0415
        from tsunagu.referral.standing import WALKED_LAYERS  # noqa: PLC0415

        named = (analyses,) if isinstance(analyses, str) else analyses
        chosen = [found for name in named for found in analyses_of(name)]
        view = View(day or newest_day(self.network), tuple(layers or WALKED_LAYERS), self.ids(places, "place"))
        return read_snapshot(self.graph, self.guard, view, chosen)

    def gaps(
        self,
        analysis: str = "all",
        *,
        places: Iterable[str] = (),
        day: date | None = None,
        layers: Sequence[str] = (),
        states: Sequence[str] = (),
    ) -> Shown[tuple[GapRow, ...]]:
        """The rows of one gap analysis, or of all; `states` keeps some of found, planned, not_found …

        >>> rows = Workspace.sample().gaps("duties", places=["国立市"], states=["under_study"])
        >>> [row.state for row in rows.value]
        ['under_study']
        """
        from tsunagu.gaps.registry import analyses_of, find_gaps  # noqa: PLC0415

        chosen = analyses_of(analysis)
        snapshot = self.snapshot(places=places, day=day, layers=layers, analyses=analysis)
        return self.guard.rows(row for row in find_gaps(snapshot, chosen) if not states or row.state in states)

    def gaps_table(self, shown: Shown[Sequence[GapRow]], language: Language = "ja") -> Shown[Answer]:
        """Rows of `gaps` as a table that is written like any answer, with where each fact stands."""
        from tsunagu.gaps.table import as_answer, wanted_places  # noqa: PLC0415

        rows = shown.value
        table = as_answer(rows, self.network, self.places_of(wanted_places(rows)), language)
        return self.guard.show(table, shown.withheld)

    def gaps_as_rdf(self, shown: Shown[tuple[GapRow, ...]], day: date | None = None) -> bytes:
        """Rows of `gaps` as findings in Turtle; `day` is the one they were asked for.

        >>> workspace = Workspace.sample()
        >>> b"tsg:checks" in workspace.gaps_as_rdf(workspace.gaps("stages"))
        True
        """
        from tsunagu.closures.reach import newest_day  # noqa: PLC0415
        from tsunagu.gaps.findings import render_findings  # noqa: PLC0415

        return render_findings(shown, day or newest_day(self.network), self.iris)

    @cached_property
    def statements(self) -> Statements:
        """What documents state beside bodies and linkages: measures, charges, figures, citations; as it may be shown.

        >>> Workspace.sample().statements.measures["measure/kunitachi-gender/20.2"].row
        '20.2'
        """
        from tsunagu.network.statements import read_statements  # noqa: PLC0415

        return self.guard.statements(read_statements(self.graph))

    def places_of(self, facts: Iterable[str]) -> dict[str, tuple[SourceLocator, ...]]:
        """Where facts stand in their sources, by id."""
        from tsunagu.network.sources import read_locators  # noqa: PLC0415

        return dict(read_locators(self.graph, facts))

    def compare(self, first: str, second: str, *, day: date | None = None) -> Shown[Comparison]:
        """Two documents or two places side by side, or a city and its prefecture's list."""
        from tsunagu.gaps.comparison import compare  # noqa: PLC0415

        left, right = (self.the(name, "document", "place") for name in (first, second))
        return self.guard.show(compare(self.snapshot(day=day), left, right))

    def editions(self, first: str, second: str, *, day: date | None = None) -> Shown[Editions]:
        """What a new edition of a plan, the second document, changes against the first."""
        from tsunagu.gaps.editions import editions  # noqa: PLC0415

        return self.guard.show(editions(self.snapshot(day=day), first, second))

    def country(self) -> Ends | None:
        """Where ways end in every municipality, by need; None where that was not counted for this build yet."""
        from tsunagu.gaps.country_file import FILE, load  # noqa: PLC0415

        if self._counted is None:
            self._counted = load(self.home.current() / FILE, self.report)
        return self._counted

    _counted: Ends | None = None

    def count_country(self, told: CountProgress = lambda _done, _all: None) -> Ends:
        """Count and keep where ways end over the country, about a minute; `told` hears how far it is."""
        from tsunagu.closures.reach import newest_day  # noqa: PLC0415
        from tsunagu.gaps.country import over_the_country  # noqa: PLC0415
        from tsunagu.gaps.country_file import FILE, dump  # noqa: PLC0415

        found = over_the_country(self.network, self.router.rulebook, newest_day(self.network), told)
        write_bytes(self.home.current() / FILE, dump(found, self.report))
        return found

    def need_stages(self, place: str) -> Shown[Cells]:
        """The cells of needs by support stages of a place (its id), as report, workbook and picture have them.

        >>> cells = Workspace.sample().need_stages("place/132152").value
        >>> cells["need/dv", "stage/consultation"].state
        'found'
        """
        from tsunagu.gaps.need_stages import need_stages  # noqa: PLC0415
        from tsunagu.gaps.registry import analyses_of, find_gaps  # noqa: PLC0415

        if place not in self._need_stages:
            snapshot = self.snapshot(places=[place])
            shown = self.guard.rows(find_gaps(snapshot, analyses_of("stages")))
            cells = need_stages(snapshot, place, shown.value, self.guard.is_secret)
            self._need_stages[place] = self.guard.show(cells, shown.withheld)
        return self._need_stages[place]

    @cached_property
    def _need_stages(self) -> dict[str, Shown[Cells]]:
        return {}

    def evidence(self, facts: Sequence[Sequence[str]], language: Language = "ja") -> tuple[tuple[Evidence, ...], ...]:
        """For each group of facts the places where they stand, with the words around where the texts are at hand."""
        from tsunagu.viz.scenes.citation import cite  # noqa: PLC0415
        from tsunagu.workspace.evidence import evidence_of  # noqa: PLC0415

        every = {fact for group in facts for fact in group}
        places, network = self.places_of(every), self.network
        label = self.label(language)
        labels = {fact: cite(network, fact, language) if fact in network.provisions else label(fact) for fact in every}
        sayable = self.guard.is_sayable
        return tuple(evidence_of(network, group, places, labels, language, sayable) for group in facts)

    def desks_by_need(self, place: str) -> Shown[tuple[NeedDesk, ...]]:
        """For each need the desk that a resident of a place turns to first, by the best way of the routes.

        >>> held = Workspace.sample().desks_by_need("place/132152").value
        >>> next(desk.end for desk in held if desk.need == "need/dv")
        'named_own'
        """
        from tsunagu.closures.reach import newest_day  # noqa: PLC0415
        from tsunagu.gaps.desks import desks_by_need  # noqa: PLC0415

        if place not in self._desks_by_need:
            found = desks_by_need(self.network, self.router.rulebook, newest_day(self.network), place)
            self._desks_by_need[place] = self.guard.show(found)
        while len(self._desks_by_need) > PLACES_KEPT:
            self._desks_by_need.pop(next(iter(self._desks_by_need)))
        return self._desks_by_need[place]

    @cached_property
    def _desks_by_need(self) -> dict[str, Shown[tuple[NeedDesk, ...]]]:
        return {}

    def structure(
        self,
        *,
        place: str = "",
        document: str = "",
        layers: Sequence[str] = (),
        samples: int = RANDOM_NETWORKS,
        seed: int = 0,
    ) -> Shown[list[LayerStructure]]:
        """The shape of the network of a place, a document or everything, each figure beside `samples` random networks.

        >>> [measured.name for measured in Workspace.sample().structure(document="kunitachi-gender", samples=0).value]
        ['stated', 'planned', 'inferred', 'walked']
        """
        from tsunagu.structure.report import Settings, structure  # noqa: PLC0415

        scope = self.scope(place, document)
        return self.guard.show(structure(
            self.network, place=scope if place else "", document=scope if document else "", layers=layers,
            settings=Settings(samples, seed),
        ))  # fmt: skip

    def scope(self, place: str = "", document: str = "") -> str:
        """The id of the place or document `structure` is asked for; empty for everything."""
        if place and document:
            raise StructureProblem("structure-place-and-document")
        return self.the(place, "place") if place else self.the(document, "document") if document else ""

    def reach(
        self,
        *,
        places: Iterable[str] = (),
        day: date | None = None,
        layers: Sequence[str] = (),
        steps: int | None = None,
    ) -> Reach:
        """What closings are tried on: what can be walked in `steps`, and where residents of the places start."""
        from tsunagu.closures.reach import newest_day, reach_of  # noqa: PLC0415
        from tsunagu.referral.snapshot import View, snapshot_of  # noqa: PLC0415
        from tsunagu.referral.standing import MOST_STEPS, WALKED_LAYERS  # noqa: PLC0415

        chosen = self.ids(places, "place")
        most = MOST_STEPS if steps is None else steps
        view = View(day or newest_day(self.network), tuple(layers or WALKED_LAYERS), chosen, most)
        return reach_of(snapshot_of(self.network, self.router.rulebook, view))

    def what_if(
        self, *closed: str, reach: Reach | None = None, language: Language = "ja", **settings: Any
    ) -> Shown[Outcome]:
        """What follows when bodies close; `settings` are those of `reach`.

        Raises `StructureProblem` where a body is not there to be closed.

        >>> outcome = Workspace.sample().what_if("市長室", places=["国立市"])
        >>> outcome.value.closed
        ('body/132152-shicho-shitsu',)
        """
        from tsunagu.closures.what_if import what_if  # noqa: PLC0415

        used = reach or self.reach(**settings)
        bodies = self.ids(closed, "body")
        for body in bodies:
            if body not in used.snapshot.standing:
                raise StructureProblem("structure-if-not-standing", name=self.network.label(body).of(language))
        return self.guard.show(what_if(used, bodies))

    def worst_closings(
        self, most: int, *, reach: Reach | None = None, **settings: Any
    ) -> Shown[tuple[list[RankedClosing], list[RankedClosing]]]:
        """The bodies, and the pairs of bodies, whose closing would take most away."""
        from tsunagu.closures.ranking import rank_bodies, rank_pairs  # noqa: PLC0415

        used = reach or self.reach(**settings)
        rest = (used.places, used.needs, most)
        return self.guard.show((rank_bodies(*rest), rank_pairs(*rest)))

    def closings_of(self, place: str, most: int) -> tuple[Reach, Shown[list[RankedClosing]]]:
        """What closings are tried on in a place (its id), and those that take most away; kept once worked out.

        >>> _, worst = Workspace.sample().closings_of("place/132152", 3)
        >>> len(worst.value)
        3
        """
        key = place, most
        if key not in self._closings:
            reach = self.reach(places=[place])
            worst = self.worst_closings(most, reach=reach)
            self._closings[key] = reach, self.guard.show(worst.value[0], worst.withheld)
        while len(self._closings) > PLACES_KEPT // 5:
            self._closings.pop(next(iter(self._closings)))
        return self._closings[key]

    @cached_property
    def _closings(self) -> dict[tuple[str, int], tuple[Reach, Shown[list[RankedClosing]]]]:
        return {}

    # ---- pictures and reports ----

    def pictures(self, language: Language = "ja") -> Pictures:
        """The maker of every kind of picture, in one language.

        >>> Workspace.sample().pictures("en").place("place/132152").stem
        'place-132152'
        """
        from tsunagu.viz.pages.pictures import Pictures  # noqa: PLC0415

        return Pictures(self.graph, self.guard, language)

    def write_pages(self, folder: Path | None = None, language: Language = "ja") -> list[Path]:
        """Write the standard pictures and their index in both languages; `folder` is `pages` of the home."""
        from tsunagu.viz.pages.picture_set import write_pages  # noqa: PLC0415

        return write_pages(self.graph, self.guard, folder or self.home.folder / "pages", language)

    def reports(
        self,
        *places: str,
        folder: Path | None = None,
        language: Language = "ja",
        form: Form = "both",
        day: date | None = None,
        progress: ReportProgress = lambda _place, _step: None,
    ) -> list[Path]:
        """Write a workbook and a page per place; of every place with a document where none is named.

        Of a place without a document they say what registers and law say. Raises `NameUnknown` for the nation.
        """
        from tsunagu.reports.files import ReportRequest, write_reports  # noqa: PLC0415

        chosen = self.ids(places, "place")
        for place in chosen:
            if self.network.concepts[place].place_kind == "nation":
                raise NameUnknown("report-no-place", place=self.network.label(place).of(language))
        target = folder or self.home.folder / "reports"
        request = ReportRequest(chosen, language, form, day)
        return write_reports(self.graph, self.guard, request, target, progress)


@cache
def _sample(document: str) -> Workspace:
    from tsunagu.graph.sample import sample_store  # noqa: PLC0415
    from tsunagu.queries.engines import OxigraphEngine  # noqa: PLC0415

    return Workspace.over(OxigraphEngine(sample_store(document)))
