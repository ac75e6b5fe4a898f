"""A hand-made projection: one town with two documents, law, a shelter that must stay secret, and hostile labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from zlib import crc32

from tests.viz.samples import PAYLOADS
from tsunagu.disclosure.guard import Guard
from tsunagu.network.model import Network
from tsunagu.network.records import Body, Concept, Duty, Interval, Linkage, Provision, Service, SourceLocator, Words

TOWN, FIRST, SECOND = "place/1", "document/first", "document/second"
SECRETS = ("03-0000-1111", "もみじ寮", "もみじハウス", "紅葉町1-2-3", "運営法人もみじ")
"""What the records hold of the shelter and no page may show."""


def words(text: str) -> Words:
    """Return a text in Japanese and something else in English."""
    return Words(text, text if text.isascii() else f"word {crc32(text.encode('utf-8')) % 1000}")


def _body(name: str, sort: str = "named", **more: object) -> Body:
    told: dict[str, object] = {
        "form": "unit",
        "place": TOWN,
        "part_of": "body/town",
        "documents": (FIRST,),
        "status": "existing",
    }
    return Body(f"body/{name}", sort, words(name), **{**told, **more})  # type: ignore[arg-type]


def _link(
    number: int, start: str, end: str, kind: str = "refer", layer: str = "stated", document: str = FIRST
) -> Linkage:
    return Linkage(
        f"linkage/{number}", start, end, kind, layer, "in_operation", purpose=words("相談"), document=document
    )


def bodies(bad: str = "") -> list[Body]:
    """The town, its desks, a shelter, a kind, an expected body and unnamed partners."""
    shelter = Body(
        "body/shelter", "named", words(f"見本シェルター{bad}"), "もみじりょう", "facility", ("body-type/shelter",),
        TOWN, "", "existing", disclosure="confidential", documents=(FIRST,), other_names=("もみじ寮", "もみじハウス"),
        phones=("03-0000-1111",),
    )  # fmt: skip
    kind: dict[str, object] = {"place": "", "part_of": "", "documents": (), "status": ""}
    return [
        _body("town", part_of=""), _body("desk"), _body(f"care{bad}"), _body("council", form="collaboration"),
        _body("clinic", form="facility", part_of="", documents=(FIRST, SECOND)), shelter,
        _body("school", documents=(SECOND,)), _body("lone", documents=(SECOND,)),
        _body("operator", form="organisation", part_of=""),
        Body("body-type/shelter", "kind", words("シェルター"), disclosure="confidential"),
        _body("kindly", "kind", **kind), _body("office", "expected", modality="must", documents=(), part_of=""),
        _body("open-1", "unnamed", **kind), _body("open-2", "unnamed", **kind),
    ]  # fmt: skip


def network(bad: str = "") -> Network:
    """The network; `bad` is put into labels."""
    care = f"body/care{bad}"
    links = (
        _link(1, "body/desk", care), _link(2, care, "body/clinic"),
        _link(3, "body/clinic", "body/desk", layer="reported"),
        _link(4, "body/desk", "body/council", "convene"), _link(5, "body/desk", "body/open-1", "liaise"),
        _link(6, care, "body/open-2", "liaise"), _link(7, "body/clinic", "body/shelter", "request_protection"),
        _link(8, "body/operator", "body/shelter", "entrust"),
        _link(9, "body/school", "body/clinic", "liaise", document=SECOND),
        _link(10, "body/desk", "body/kindly", "notify", "planned"),
        _link(11, "body/clinic", "body/office", "refer", "inferred", ""),
    )  # fmt: skip
    service = Service(
        "service/1", "body/shelter", words("一時保護"), frozenset({"function/protect"}), frozenset({"need/dv"}),
        hours="紅葉町1-2-3", entry=False, status="in_operation", disclosure="confidential", document=FIRST,
    )  # fmt: skip
    counsel = Service(
        "service/2", "body/desk", words("相談"), frozenset({"function/consult"}), frozenset({"need/dv"}), entry=True,
        status="in_operation", document=FIRST,
    )  # fmt: skip
    found = {known.id: known for known in sorted(bodies(bad), key=lambda known: known.id)}
    return Network(found, links, (service, counsel), duties(), concepts(), provisions(), "1")


def duties() -> tuple[Duty, ...]:
    """Two duties of one kind from two articles."""
    return (
        Duty("duty/1", "body-type/shelter", "function/protect", "statutory", ("law/1/Article_1",), "must", "nakereba"),
        Duty("duty/2", "body-type/shelter", "function/consult", "statutory", ("law/1/Article_2",), "must", "nakereba"),
    )


def provisions() -> dict[str, Provision]:
    """An act and its two articles."""
    act = words("見本法")
    articles = {f"law/1/Article_{n}": Provision(f"law/1/Article_{n}", act, str(n), words(f"条{n}")) for n in (1, 2)}
    return {"law/1": Provision("law/1", act, label=act), **articles}


def concepts() -> dict[str, Concept]:
    """Labels of everything, two documents with their periods, needs and stages."""
    first, second = Interval(date(2024, 4, 1), date(2026, 3, 31)), Interval(date(2026, 4, 1), date(2030, 3, 31))
    periods = {FIRST: first, SECOND: second}
    plain = {
        "layer": ("stated", "reported", "planned", "inferred", "statutory"), "wording": ("nakereba",),
        "linkage-kind": ("refer", "convene", "liaise", "request_protection", "entrust", "notify"),
        "body-kind": ("unit", "collaboration", "facility", "organisation"), "status": ("existing", "in_operation"),
    }  # fmt: skip
    made = [
        Concept(f"{scheme}/{name}", words(f"語{name}"), scheme) for scheme, names in plain.items() for name in names
    ]
    made += [
        Concept(plan, words(f"計画{plan}"), "document", authority=TOWN, period=periods[plan], scope=words("全文"))
        for plan in (FIRST, SECOND)
    ]
    made += [
        Concept(TOWN, words("town"), "place", place_kind="city"), Concept("stage/1", words("段階"), "stage", order=1),
        Concept("function/consult", words("相談すること"), "function", stage="stage/1"),
        Concept("function/protect", words("守ること"), "function", stage="stage/1"),
        Concept("need/dv", words("暴力"), "need", ("function/consult", "function/protect"), ("body-type/shelter",)),
    ]  # fmt: skip
    return {concept.id: concept for concept in sorted(made, key=lambda concept: concept.id)}


def places(facts: Iterable[str]) -> Mapping[str, tuple[SourceLocator, ...]]:
    """Every fact stands somewhere; places of the shelter itself hold what must not be shown."""
    return {
        fact: (SourceLocator(FIRST, "目標1", fact, ("運営法人もみじ (1-9)" if "shelter" in fact else "語 (1-2)",)),)
        for fact in facts
        if fact
    }


def hostile() -> Network:
    """The network with every payload in its labels."""
    return network(" ".join(PAYLOADS))


GUARD = Guard(network())
"""The guard of the network."""
