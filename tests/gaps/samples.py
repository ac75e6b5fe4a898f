"""Small hand-made networks: two local governments and their prefecture, documents, bodies, needs and duties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from tsunagu.network.model import Network
from tsunagu.network.records import Body, Concept, Duty, Interval, Linkage, Service, Words
from tsunagu.network.statements import ChecklistDuty, Citation, Measure, Mention, Statements
from tsunagu.queries.answers import Answer
from tsunagu.referral.snapshot import Snapshot
from tsunagu.referral.standing import WALKED_LAYERS

CITY, OTHER, PREFECTURE = "place/1", "place/2", "place/9"
PLAN, SECOND, PREFECTURE_PLAN = "document/plan", "document/second", "document/prefecture"
DAY = date(2026, 1, 1)

PLACES = (
    Concept(CITY, Words("一市", "One City"), "place", place_kind="city", prefecture=PREFECTURE),
    Concept(OTHER, Words("二町", "Two Town"), "place", place_kind="town", prefecture=PREFECTURE),
    Concept(PREFECTURE, Words("九県", "Nine Prefecture"), "place", place_kind="prefecture"),
)
STAGES = (
    Concept("stage/consultation", Words("相談", "Consultation"), "stage", order=1),
    Concept("stage/recovery", Words("回復", "Recovery"), "stage", order=2),
)
FUNCTIONS = (
    Concept("function/consult", Words("相談", "Consultation"), "function", stage="stage/consultation"),
    Concept("function/heal", Words("いやし", "Healing"), "function", stage="stage/recovery"),
    Concept("function/staff", Words("人材", "Staff"), "function", stage="stage/recovery"),
)
NEED = Concept(
    "need/dv",
    Words("DV", "Violence"),
    "need",
    functions=("function/consult", "function/staff"),
    first_contacts=("body-type/centre",),
)
KINDS = (
    Body("body-type/centre", "kind", Words("センター", "Centre"), form="facility"),
    Body("body-type/police", "kind", Words("警察", "Police"), form="organisation"),
    Body("body-type/worker", "kind", Words("相談員", "Worker"), form="post"),
)


def document(
    name: str = PLAN,
    place: str = CITY,
    kind: str = "plan",
    period: Interval = Interval(),  # noqa: B008
) -> Concept:
    """Return a document of a place."""
    label = Words(f"文書{name[9:]}", name[9:])
    return Concept(name, label, "document", authority=place, kind=kind, period=period, scope=Words("全部", "all"))


def body(name: str, place: str = CITY, kinds: tuple[str, ...] = (), **more: object) -> Body:
    """Return a named body of a document of the city."""
    told: dict[str, object] = {"sort": "named", "status": "existing", "documents": (PLAN,), "form": "unit", **more}
    return Body(f"body/{name}", label=Words(f"{name}課", name), place=place, kinds=kinds, **told)  # type: ignore[arg-type]


def link(start: str, end: str, kind: str = "refer", layer: str = "stated", **more: object) -> Linkage:
    """Return a linkage of the plan in operation."""
    told: dict[str, object] = {"status": "in_operation", "document": PLAN, **more}
    name = f"linkage/{start.rsplit('/', 1)[-1]}-{end.rsplit('/', 1)[-1]}-{kind}-{layer}"
    return Linkage(str(told.pop("id", name)), start, end, kind, layer, **told)  # type: ignore[arg-type]


def service(provider: str, functions: Iterable[str] = ("function/consult",), **more: object) -> Service:
    """Return a service for the need, in operation."""
    told: dict[str, object] = {"needs": frozenset({"need/dv"}), "status": "in_operation", "document": PLAN, **more}
    label = Words(f"{provider}の支援", f"help of {provider}")
    name = str(told.pop("id", f"service/{provider.rsplit('/', 1)[-1]}"))
    return Service(name, provider, label, frozenset(functions), **told)  # type: ignore[arg-type]


def network(
    bodies: Iterable[Body] = (),
    links: Iterable[Linkage] = (),
    services: Iterable[Service] = (),
    duties: Iterable[Duty] = (),
    documents: Iterable[Concept] = (),
    needs: Iterable[Concept] = (NEED,),
) -> Network:
    """Return a network over the places, needs, functions and kinds above."""
    held = [*KINDS, *bodies]
    concepts = [*PLACES, *STAGES, *FUNCTIONS, *needs, *(tuple(documents) or (document(),))]
    return Network(
        bodies={body.id: body for body in sorted(held, key=lambda body: body.id)},
        links=tuple(sorted(links, key=lambda link: link.id)),
        services=tuple(sorted(services, key=lambda service: service.id)),
        duties=tuple(duties),
        concepts={concept.id: concept for concept in sorted(concepts, key=lambda concept: concept.id)},
    )


def material(
    held: Network,
    statements: Statements | None = None,
    layers: tuple[str, ...] = WALKED_LAYERS,
    answers: Mapping[str, Answer] | None = None,
    day: date = DAY,
    chosen: tuple[str, ...] = (),
) -> Snapshot:
    """What an analysis works on."""
    return Snapshot(held, statements or Statements(), day, layers, chosen, answers or {})


def measure(row: str, label: str = "施策", **more: object) -> Measure:
    """Return a measure of the plan in operation."""
    told: dict[str, object] = {"document": PLAN, "row": row, "label": Words(label, label), **more}
    name = str(told["document"]).removeprefix("document/")
    return Measure(f"measure/{name}/{row}", **told)  # type: ignore[arg-type]


def statements(
    measures: Iterable[Measure] = (),
    mentions: Iterable[Mention] = (),
    duties: Iterable[ChecklistDuty] = (),
    citations: Iterable[Citation] = (),
) -> Statements:
    """Return statements of documents."""
    return Statements(
        measures={measure.id: measure for measure in measures},
        mentions=tuple(mentions),
        duties=tuple(duties),
        citations=tuple(citations),
    )


def duty(**more: object) -> ChecklistDuty:
    """Return a duty every local government bears, checkable in plans."""
    told: dict[str, object] = {
        "label": Words("義務", "duty"), "shows": Words("名", "its name"), "strength": "must", "bearers": ("all",),
        "scope": ("plan",), "number": "1", **more,
    }  # fmt: skip
    return ChecklistDuty("checklist/ck_01", **told)  # type: ignore[arg-type]


def answer(*facts: str) -> Answer:
    """Return an answer of a catalogue question that only tells facts."""
    return Answer(("fact",), tuple((fact,) for fact in facts))
