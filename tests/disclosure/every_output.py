"""Every way a result leaves the product, as text, over one workspace."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from functools import cache

from tsunagu import Workspace
from tsunagu.closures.teller import WhatIfTeller
from tsunagu.disclosure.guard import Guard
from tsunagu.errors import NameUnknown, PictureProblem
from tsunagu.gaps.comparison_table import as_answer
from tsunagu.gaps.editions import as_answer as as_changes
from tsunagu.graph.iris import Iris
from tsunagu.messages import LANGUAGES, Language
from tsunagu.names.index import NameIndex, read_rows
from tsunagu.network.model import Network
from tsunagu.queries.answers import Answer
from tsunagu.queries.catalogue import load_catalogue
from tsunagu.queries.engines import Engine
from tsunagu.queries.output import Format, render
from tsunagu.queries.parameters import fill
from tsunagu.referral.question import Question
from tsunagu.reports.desks import desks
from tsunagu.reports.inputs import read_place_inputs, read_shared_inputs
from tsunagu.reports.page import report_page
from tsunagu.reports.report import make_report
from tsunagu.reports.words import Wordsmith
from tsunagu.reports.workbook import report_workbook
from tsunagu.routes.minute import tell
from tsunagu.structure.teller import StructureTeller
from tsunagu.viz.routes.page import route_page, route_svg
from tsunagu.workspace.kept import keep

FORMS: tuple[Format, ...] = ("json", "csv", "ttl")
Output = tuple[str, str]
"""The name of an output and what it says."""


class Remembering:
    """An engine that answers each question once, whatever body is called secret meanwhile."""

    def __init__(self, engine: Engine) -> None:
        self.select = cache(engine.select)


class Outputs:
    """The outputs over a network in which something is secret, and a store that does not know of it."""

    def __init__(self, engine: Engine, iris: Iris, network: Network, names: NameIndex, place: str) -> None:
        self.workspace = Workspace.over(engine, iris, network)
        self.guard: Guard = self.workspace.guard
        self.workspace.__dict__["names"] = self.guard.names(names)
        self.place = place
        self.documents = [document.id for document in network.concepts_in("document") if document.authority == place]

    def quick(self, answers: dict[str, Answer]) -> Iterator[Output]:
        """Outputs that take little: the structure, tables of questions (`answers` by id), pictures as pages."""
        teller, guard = StructureTeller(self.workspace.network, "ja"), self.guard
        found = self.workspace.structure(place=self.place, samples=0)
        yield "structure", teller.told(found, "X")
        yield "structure table", _csv(guard, teller.bodies(found.value))
        for name, answer in answers.items():
            yield f"query {name}", "\n".join(map("\t".join, guard.table(answer).value.rows))
        pictures = self.workspace.pictures("ja")
        yield "picture place", pictures.place(self.place).page()
        for document in self.documents:
            yield f"picture {document}", pictures.document(document).page()

    def slow(self) -> Iterator[Output]:
        """Outputs that take longer: gaps, routes, closings, comparisons, descriptions, further pictures."""
        yield from self.gaps()
        yield from self.routes()
        yield from self.closings()
        yield from self.descriptions()
        for language in LANGUAGES:
            yield from self.pictures(language)

    def gaps(self) -> Iterator[Output]:
        rows = self.workspace.gaps("all", places=[self.place])
        for language in LANGUAGES:
            table = self.workspace.gaps_table(rows, language)
            for form in FORMS:
                yield f"gaps {form} {language}", render(table, form).decode()
        compared = self.workspace.compare(self.place, "place/130001")
        yield "compare", _csv(self.guard, as_answer(compared.value, "ja"))
        others = [document.id for document in self.workspace.network.concepts_in("document")]
        changed = self.workspace.editions(self.documents[0], others[-1])
        yield "compare editions", _csv(self.guard, as_changes(changed.value, "ja"))

    def routes(self) -> Iterator[Output]:
        for name, question in {
            "dv": Question("", ("need/dv",), place=self.place),
            "protection": Question("", (), ("function/temp-protection",), place=self.place),
            "many": Question("", ("need/poverty", "need/housing", "need/child-abuse"), place=self.place),
        }.items():
            answer = self.workspace.routes(question)
            yield f"route {name} json", json.dumps(answer.value, ensure_ascii=False)
            for language in LANGUAGES:
                yield f"route {name} text", tell(answer, language)
                yield f"route {name} page", route_page(answer, language)
                yield f"route {name} svg", route_svg(answer, language)
        yield "kept for published pages", keep(self.workspace, read_rows(self.workspace.graph))

    def closings(self) -> Iterator[Output]:
        teller = WhatIfTeller(self.workspace.network, "ja")
        reach = self.workspace.reach(places=[self.place])
        worst = self.workspace.worst_closings(6, reach=reach)
        yield "what-if worst", teller.ranked(worst)
        yield "what-if worst table", _csv(self.guard, teller.ranked_table([*worst.value[0], *worst.value[1]]))
        bodies = [
            closing for closing in worst.value[0] if self.workspace.network.bodies[closing.closed[0]].sort != "kind"
        ]
        for closing in bodies[:3]:
            outcome = self.workspace.what_if(*closing.closed, reach=reach)
            yield "what-if", teller.told(outcome, reach.snapshot.layers, [self.place])
            yield "what-if table", _csv(self.guard, teller.table(outcome.value))

    def descriptions(self) -> Iterator[Output]:
        for name in (self.place, *self.documents, "need/dv", "function/temp-protection"):
            yield f"describe {name}", repr(self.workspace.describe(name).value)
        for body in self.workspace.network.bodies.values():
            if body.sort == "named" and body.place == self.place:
                try:
                    yield f"describe {body.id}", repr(self.workspace.describe(body.id).value)
                except NameUnknown as error:
                    yield f"refusal {body.id}", str(error.data)

    def pictures(self, language: Language) -> Iterator[Output]:
        pictures = self.workspace.pictures(language)
        yield "picture matrix", pictures.matrix(self.place).page()
        yield "picture law", pictures.law(self.place).page()
        near = [body.id for body in self.workspace.network.bodies.values()
                if body.sort == "named" and body.place == self.place]  # fmt: skip
        for body in near[:6]:
            yield f"picture {body}", pictures.body(body, 2).page()
            try:
                yield f"picture what-if {body}", pictures.what_if(self.place, [body]).page()
            except PictureProblem as error:
                yield "refusal", str(error.data)

    def report(self) -> Iterator[Output]:
        workspace = self.workspace
        at = read_place_inputs(read_shared_inputs(workspace.graph, self.guard, [self.place]), self.place)
        for language in LANGUAGES:
            report = make_report(at, language)
            yield f"report page {language}", report_page(report)
            shown = desks(Wordsmith(at, language)).rows
            yield f"report desks {language}", "\n".join(cell.told for row in shown for cell in row)
            yield f"report workbook {language}", unzipped(report_workbook(report))


def catalogue_answers(engine: Engine, iris: Iris) -> dict[str, Answer]:
    """The answer of every question of the catalogue, asked as it stands."""
    return {query.id: engine.select(fill(query, {}, iris)) for query in load_catalogue().queries.values()}


def _csv(guard: Guard, table: Answer) -> str:
    return render(guard.show(table), "csv").decode()


def unzipped(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
