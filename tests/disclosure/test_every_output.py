"""Whichever body must stay secret, no output names it, says where it is, how to reach it or who runs it.

A body is called confidential in memory, with all a careless table could say of it, over a store that still says that
it is public. So nothing but the guard stands between its name and the reader.
"""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, serialize

from tests.conftest import ROOT
from tests.disclosure.every_output import Output, Outputs, Remembering, catalogue_answers, unzipped
from tests.shared import Answered
from tsunagu import Workspace
from tsunagu.closures.reach import newest_day
from tsunagu.disclosure.guard import Guard
from tsunagu.disclosure.naming import is_opaque
from tsunagu.disclosure.shown import Shown
from tsunagu.errors import NameUnknown
from tsunagu.exports.forms import EXPORT_FORMATS, ExportFormat, render_export
from tsunagu.gaps.registry import find_gaps, read_snapshot
from tsunagu.graph.iris import Iris
from tsunagu.names.index import NameIndex, read_names
from tsunagu.network.model import Network
from tsunagu.network.reading import read_network
from tsunagu.network.records import Body, Interval, Linkage, Service, Words
from tsunagu.queries.answers import Answer
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.queries.engines import Engine, OxigraphEngine
from tsunagu.queries.exchange import render_reply
from tsunagu.queries.limits import Limits
from tsunagu.queries.results import read_result
from tsunagu.referral.snapshot import View

SOURCE = ROOT / "src/tsunagu"
PLACE, DOCUMENT = "place/132152", "document/kunitachi-gender"
NEAR = ("place/13", "place/11", "place/14")
SAID = ("もみじ寮", "もみじりょう", "Momiji", "03-0000-1111", "紅葉町1-2-3", "運営法人もみじ")
"""Names, reading, telephone, place and operator of a body that must stay secret."""
NAMED = ("named", "unnamed")


def careless(network: Network, *names: str, level: str = "confidential") -> Network:
    """The network with bodies at a level, and with all that a careless table could say of each."""
    told = Words(f"{SAID[0]}（{SAID[4]}）", SAID[2])
    bodies, links, services = dict(network.bodies), list(network.links), list(network.services)
    for number, name in enumerate(names):
        body = network.bodies[name]
        bodies[name] = dataclasses.replace(
            body, disclosure=level, kana=SAID[1], other_names=(SAID[0], SAID[2]), phones=(SAID[3],), life=Interval(),
        )  # fmt: skip
        unit = f"{name}-unit"
        bodies[unit] = Body(unit, "named", Words(f"{SAID[0]}相談室", SAID[2]), place=body.place, part_of=name)
        other = next(body.id for body in network.bodies.values() if body.sort == "named" and body.id not in names)
        links = [_worded(link, told) if name in (link.start, link.end) else link for link in links]
        links += [
            Linkage(f"linkage/smuggled-{kind}-{number}", other, name, kind, "stated", "in_operation", purpose=told,
                 condition=told, document=DOCUMENT) for kind in ("entrust", "co_run", "refer", "liaise")
        ]  # fmt: skip
        services.append(_service(network, f"service/smuggled-{number}", name, told))
    return dataclasses.replace(
        network, bodies=dict(sorted(bodies.items())), links=tuple(sorted(links, key=lambda link: link.id)),
        services=tuple(sorted(services, key=lambda service: service.id)),
    )  # fmt: skip


def _worded(link: Linkage, told: Words) -> Linkage:
    return dataclasses.replace(link, purpose=told, condition=told)


def _service(network: Network, name: str, provider: str, told: Words) -> Service:
    every = {
        scheme: frozenset(concept.id for concept in network.concepts_in(scheme)) for scheme in ("need", "function")
    }
    return Service(
        name, provider, told, every["function"], every["need"], channels=("visit",), hours=SAID[4], cost=SAID[5],
        languages=(SAID[2],), entry=True, status="in_operation", document=DOCUMENT,
    )  # fmt: skip


def telling(network: Network, names: Iterable[str]) -> list[str]:
    """What must not be found: all that was smuggled in, and labels and ids unless something public is called so."""
    secret = set(names)
    public = [
        word for body in network.bodies.values() if body.id not in secret for word in (*_words(body.label), body.id)
    ]
    public += [word for concept in network.concepts.values() for word in _words(concept.label)]
    public += [word for provision in network.provisions.values() for word in _words(provision.label)]
    words = [word for name in sorted(secret) for word in _own_words(network.bodies[name])]
    text = "\n".join(public)
    return [*SAID, *(word for word in words if len(word) > 1 and word not in text)]


def _own_words(body: Body) -> tuple[str, ...]:
    tail = body.id.rsplit("/", 1)[-1]
    return (body.id,) if body.sort == "unnamed" else (*_words(body.label), tail)


def _words(label: Words) -> tuple[str, ...]:
    return label.ja, label.en


def leaks(outputs: Iterable[Output], words: Sequence[str]) -> list[tuple[str, str, str]]:
    """Every output with a word that must not stand there, and what stands around it."""
    found = []
    for name, said in outputs:
        for word in words:
            at = said.find(word)
            if at >= 0:
                found.append((name, word, said[max(0, at - 60) : at + 60]))
    return found


@dataclasses.dataclass(frozen=True)
class Ground:
    """A store with what is read of it once."""

    engine: Engine
    network: Network
    names: NameIndex
    quads: tuple[Quad, ...] = ()

    @cached_property
    def answers(self) -> dict[str, Answer]:
        """Every question of the catalogue by id."""
        return catalogue_answers(self.engine, Iris())

    def outputs(self, *secret: str, level: str = "confidential", place: str = PLACE) -> Outputs:
        return Outputs(self.engine, Iris(), careless(self.network, *secret, level=level), self.names, place)


def ground_of(engine: Engine) -> Ground:
    """What is read of a store once; of the names of places, which are no secret, those of one prefecture are enough."""
    used = Remembering(engine)
    graph = BuiltGraph(used)
    index = read_names(graph)
    names = tuple(name for name in index.names if not name.thing.startswith("place/") or name.thing.startswith(NEAR))
    told = {name.thing for name in names}
    labels = {thing: words for thing, words in index.labels.items() if thing in told}
    return Ground(used, read_network(graph), dataclasses.replace(index, names=names, labels=labels))


@pytest.fixture(scope="module")
def small() -> Ground:
    """Law and one document."""
    engine = Workspace.sample().engine
    assert isinstance(engine, OxigraphEngine)
    return dataclasses.replace(ground_of(engine), quads=tuple(engine.store))


def named(network: Network) -> list[str]:
    """The bodies that have a name to lose; those closed at the door have none."""
    return [
        body.id for body in network.bodies.values() if body.sort in NAMED and not is_opaque(body.id.rsplit("/", 1)[-1])
    ]


# ---- one body at a time, and all together, over law and one document ----


def test_no_quick_output_tells_of_any_body(small: Ground) -> None:
    found = []
    for body in named(small.network):
        found += leaks(small.outputs(body).quick(small.answers), telling(small.network, [body]))
    assert found == []


@pytest.mark.parametrize("body", ["body/132152-shicho-shitsu", "body/132152-josei-pasonaru-sapoto-jigyo"])
def test_no_slow_output_tells_of_a_body(small: Ground, body: str) -> None:
    used = small.outputs(body)
    assert leaks((*used.slow(), *(used.report() if "shicho" in body else ())), telling(small.network, [body])) == []


@pytest.mark.parametrize("part", range(2))
def test_no_slow_output_tells_of_bodies_together(small: Ground, part: int) -> None:
    bodies = named(small.network)[part::2]
    assert leaks(small.outputs(*bodies).slow(), telling(small.network, bodies)) == []


def test_the_search_would_find_what_a_public_body_tells(small: Ground) -> None:
    """The same words about a public body stand in the outputs, so that they would be found."""
    body = "body/132152-shicho-shitsu"
    used = small.outputs(body, level="public")
    found = leaks((*used.quick(small.answers), *used.slow(), *used.report()), telling(small.network, [body]))
    outputs = {name.split()[0] for name, _, _ in found}
    assert outputs >= {"structure", "query", "picture", "gaps", "compare", "route", "what-if", "describe", "report"}
    assert {word for _, word, _ in found} >= {"市長室", "132152-shicho-shitsu", SAID[0], SAID[4], SAID[5]}


# ---- the shipped graph ----


@pytest.fixture(scope="module")
def shipped(answered: Answered) -> Ground:
    """Every document."""
    return ground_of(answered)


@pytest.mark.parametrize("part", range(2))
def test_nothing_of_many_bodies_leaves_the_shipped_graph(shipped: Ground, part: int) -> None:
    """Every other body at once: structure, pictures and gaps of a place."""
    bodies = named(shipped.network)[part::2]
    places = sorted({document.authority for document in shipped.network.concepts_in("document")})
    place = places[part % len(places)]
    used, words = shipped.outputs(*bodies, place=place), telling(shipped.network, bodies)
    assert leaks((*used.quick({}), *used.gaps()), words) == []


def test_no_table_of_the_shipped_graph_tells(shipped: Ground) -> None:
    """Every question of the catalogue, with a dozen bodies secret."""
    every = named(shipped.network)
    bodies = every[:: len(every) // 12]
    used = shipped.outputs(*bodies)
    assert leaks((*used.quick(shipped.answers), *used.routes()), telling(shipped.network, bodies)) == []


def test_gaps_show_nothing_of_what_a_report_withholds(shipped: Ground) -> None:
    """With two bodies secret, dozens of rows used to tell of them."""
    bodies = [f"body/110001-saitama-ken-{name}" for name in ("fukushi-jimusho", "danjo-kyodo-sankaku-suishin-senta")]
    used, words = shipped.outputs(*bodies, place="place/110001"), telling(shipped.network, bodies)
    public = Guard(careless(shipped.network, *bodies, level="public"))
    before = read_snapshot(BuiltGraph(shipped.engine, Iris()), public, View(newest_day(shipped.network)))
    told = [row for row in find_gaps(before) if any(word in repr(row) for word in words)]
    after = used.workspace.gaps("all")
    assert len(told) > 20
    assert [row for row in after.value if any(word in repr(row) for word in words)] == []
    assert 0 < after.withheld <= len(told)
    assert not [row for row in after.value if used.guard.secret_facts.intersection((*row.subjects, *row.evidence))]


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_exports_leave_out_what_tells(form: ExportFormat, small: Ground) -> None:
    body = "body/132152-shicho-shitsu"
    guard = small.outputs(body).guard
    shown = guard.quads(list(small.quads))
    assert shown.withheld > 10
    made = render_export(shown, form, Iris())
    said = [(end, unzipped(data) if end in (".xlsx", ".crate.zip") else data.decode()) for end, data in made.items()]
    assert leaks(said, telling(small.network, [body])) == []


def test_the_graph_of_published_pages_leaves_out_what_tells(small: Ground) -> None:
    body = "body/132152-shicho-shitsu"
    own = [quad for quad in small.quads if str(quad.graph_name).endswith("/kunitachi-gender>")]
    whole = serialize(own, format=RdfFormat.N_QUADS) or b""
    shown = small.outputs(body).guard.nquads(whole)
    assert shown.withheld > 10
    assert leaks([("graph", shown.value.decode())], telling(small.network, [body])) == []
    assert small.outputs().guard.nquads(whole).value == whole


def test_replies_leave_out_what_tells(small: Ground) -> None:
    body = "body/132152-shicho-shitsu"
    guard, words = small.outputs(body).guard, telling(small.network, [body])
    engine = Workspace.sample().engine
    assert isinstance(engine, OxigraphEngine)
    for text in (
        f"SELECT ?p ?o WHERE {{ GRAPH ?g {{ <{Iris().base}{body}> ?p ?o }} }}",
        "SELECT ?s ?label WHERE { GRAPH ?g { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label } }",
        "CONSTRUCT { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?o } WHERE { GRAPH ?g { ?s "
        "<http://www.w3.org/2000/01/rdf-schema#label> ?o } }",
    ):
        reply = read_result(engine.store.query(text), Limits())
        shown = guard.reply(reply)
        assert shown.withheld > 0
        assert leaks([(text, render_reply(shown, "ttl").decode())], words) == []


# ---- names, and who may make what is shown ----


def test_no_name_and_no_id_leads_to_a_secret_body(small: Ground) -> None:
    body = "body/132152-shicho-shitsu"
    workspace = small.outputs(body).workspace
    for name in ("市長室", body, "132152-shicho-shitsu", "Mayor’s Office"):
        with pytest.raises(NameUnknown):
            workspace.the(name, "body")


def test_parts_of_a_secret_body_are_secret(small: Ground) -> None:
    body = "body/132152-shicho-shitsu"
    guard = small.outputs(body).guard
    assert guard.is_secret(f"{body}-unit")
    assert guard.network.bodies[guard.shown_id(body)].label.ja == "東京都の所在を公開しない機関（名称非公開）"


def test_what_is_public_stays_as_it_is(small: Ground) -> None:
    """The guard of a network without a secret body changes nothing, and walks nothing."""
    guard = Guard(small.network)
    assert guard.network is small.network
    assert not guard.hidden


def test_only_the_guard_makes_what_writers_take() -> None:
    shown = Guard.of_no_bodies().show("x")
    with pytest.raises(TypeError):
        Shown("secret", 0, object())
    with pytest.raises((TypeError, ValueError)):
        dataclasses.replace(shown, value="secret", proof=None)
    sealing = {path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py") for name in _names(path)
               if name in ("seal", "_SEAL")}  # fmt: skip
    assert sealing == {"disclosure/shown.py", "disclosure/guard.py"}


def test_a_guard_of_no_bodies_is_for_what_speaks_of_none() -> None:
    used = {path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py") if "of_no_bodies" in _names(path)}
    assert used == {"disclosure/guard.py", "cli/info_command.py", "cli/queries_command.py", "cli/query_command.py",
                    "cli/verify_command.py"}  # fmt: skip


def _names(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    defined = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    return names | defined | {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


WRITERS = {
    "queries/output.py": ("render",), "queries/exchange.py": ("render_reply",), "exports/forms.py": ("render_export",),
    "routes/minute.py": ("tell",), "viz/routes/page.py": ("route_page", "route_svg", "make_sheet", "drawn_of"),
    "viz/pages/network.py": ("scene_page",), "viz/pages/matrix.py": ("matrix_page",),
    "reports/page.py": ("report_page",), "reports/workbook.py": ("report_workbook",),
    "closures/teller.py": ("told", "ranked"), "structure/teller.py": ("told",),
    "cli/describe_command.py": ("show_description",),
}  # fmt: skip


def test_every_writer_takes_only_what_is_shown() -> None:
    for path, names in WRITERS.items():
        tree = ast.parse((SOURCE / path).read_text(encoding="utf-8"))
        found = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        for name in names:
            first = next(argument for argument in found[name].args.args if argument.arg != "self")
            assert first.annotation is not None
            assert ast.unparse(first.annotation).startswith("Shown["), (path, name)
