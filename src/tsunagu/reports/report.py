"""Puts a report of one place together, in one language, from what was read (`tsunagu.reports.inputs`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tsunagu import __version__
from tsunagu.disclosure.shown import Shown
from tsunagu.messages import Language
from tsunagu.network.records import LAYERS
from tsunagu.reports.desks import desks
from tsunagu.reports.findings import make_figures, make_findings
from tsunagu.reports.inputs import SAMPLES, PlaceInputs
from tsunagu.reports.matrix import Matrix
from tsunagu.reports.pictures import links_table, network_picture, network_scene, stage_picture, theme_picture
from tsunagu.reports.records import Cell, DocumentInfo, Report, ReportPicture, ReportTable, Tone
from tsunagu.reports.routes import emergency, make_examples
from tsunagu.reports.tables import make_tables, weak_points
from tsunagu.reports.words import Wordsmith
from tsunagu.structure.teller import StructureTeller

REVISION = 12
METHOD = ("read", "day", "states", "absence", "coverage", "duties", "partners", "weak", "findings", "check", "protect",
          "limits")  # fmt: skip


def make_report(at: PlaceInputs, language: Language) -> Shown[Report]:
    """Everything the report of a place says in one language."""
    words = Wordsmith(at, language)
    matrix = Matrix(words)
    place = words.label(at.place)
    pictures, tables = _parts(words, matrix)
    told = {"matrix", *(table.id for table in tables)}
    report = Report(
        language, at.place, words.say("title", place=place), words.say("subtitle"), at.snapshot.day.isoformat(),
        at.network.revision[:REVISION], __version__, words.say("warning"), tuple(_documents(words)),
        tuple(figure for figure in make_figures(words) if figure.table in told),
        tuple(finding for finding in make_findings(words) if finding.table in told), matrix.table(), legend(words),
        pictures, tables, make_examples(words), emergency(words), _method(words),
        tuple((words.label(f"layer/{layer}"), words.say(f"layer-told-{layer}")) for layer in LAYERS),
        tuple(_shape(words)) if words.documents else (),
    )  # fmt: skip
    return at.shared.guard.show(report, sum(at.withheld.values()))


def _parts(words: Wordsmith, matrix: Matrix) -> tuple[tuple[ReportPicture, ...], tuple[ReportTable, ...]]:
    """The pictures and tables; where no document of the place is held, those that registers and law alone fill."""
    if not words.documents:
        return (theme_picture(words),), (desks(words), weak_points(words))
    scene = network_scene(words)
    pictures = network_picture(words, scene), stage_picture(words, matrix), theme_picture(words)
    return pictures, (*make_tables(words), links_table(words, scene))


def legend(words: Wordsmith) -> tuple[tuple[Cell, str], ...]:
    """The signs of the matrix with their meaning."""
    tones: tuple[Tone, ...] = ("found", "listed", "law", "waiting", "otherwise", "none", "void")
    return tuple((Cell(words.say(f"tone-{tone}"), tone), words.say(f"tone-told-{tone}")) for tone in tones)


def _documents(words: Wordsmith) -> Iterator[DocumentInfo]:
    network = words.at.network
    for name, letter in words.letters.items():
        document = network.concepts[name]
        status = words.label(f"status/{document.status}") if document.status == "draft" else ""
        yield DocumentInfo(
            letter, name, document.label.of(words.language), words.label(f"document-kind/{document.kind}"),
            _period(words, document.period.begins, document.period.ends), document.scope.of(words.language), status,
            document.sha256, own=document.authority == words.at.place,
        )  # fmt: skip


def _period(words: Wordsmith, begins: date | None, ends: date | None) -> str:
    if begins is None and ends is None:
        return words.say("period-unknown")
    return words.say("period", begins=begins or "", ends=ends or "")


def _method(words: Wordsmith) -> tuple[tuple[str, str], ...]:
    data = {"day": words.at.snapshot.day.isoformat(), "revision": words.at.network.revision[:REVISION],
            "version": __version__, "samples": SAMPLES, "needs": len(words.at.network.concepts_in("need"))}  # fmt: skip
    return tuple((words.say(f"method-{name}"), words.say(f"method-{name}-told", **data)) for name in METHOD)


def _shape(words: Wordsmith) -> Iterator[str]:
    """Yield the structure of the walked layers in plain sentences, each beside chance."""
    shape = words.at.shared.guard.show(words.at.shape)
    told = StructureTeller(words.at.network, words.language).told(shape, words.label(words.at.place))
    for line in told.split("\n")[1:]:
        if line.strip():
            yield line.removeprefix("- ").removeprefix("・")
