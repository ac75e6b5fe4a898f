"""A small country in which every analysis has something to say: a city with two plans, a town, their prefecture."""

from __future__ import annotations

from dataclasses import replace

from tests.gaps.samples import (
    CITY,
    DAY,
    NEED,
    OTHER,
    PLAN,
    PREFECTURE,
    PREFECTURE_PLAN,
    SECOND,
    body,
    document,
    duty,
    link,
    measure,
    network,
    service,
)
from tsunagu.gaps.measures import BELOW, NO_TARGET, WITHOUT
from tsunagu.gaps.one_way import QUESTION
from tsunagu.network.model import Network
from tsunagu.network.records import Body, Concept, Duty, Interval, Linkage, ListedDesk, Listing, Service, Words
from tsunagu.network.statements import (
    ChecklistDuty,
    Citation,
    EvaluationResult,
    Figure,
    Measure,
    Mention,
    Responsibility,
    Statements,
)
from tsunagu.queries.answers import Answer
from tsunagu.referral.snapshot import Snapshot

BOTH = (PLAN, SECOND)
CENTRE, POLICE, WORKER = "body-type/centre", "body-type/police", "body-type/worker"
DEBT = Concept("need/debt", Words("債務", "Debt"), "need", functions=("function/heal",))
HOME = Concept("need/home", Words("住まい", "Home"), "need", functions=("function/heal",))
LISTING = Listing("listing/r/home", Words("住まいの窓口", "Housing desk"), (WORKER,), frozenset({"function/heal"}),
                  frozenset({HOME.id}))  # fmt: skip
DESK = ListedDesk("desk/r/home", Words("住まいの窓口", "Housing desk"), "register/r", (LISTING.id,), (OTHER,),
                  "03-0000-0000")  # fmt: skip
LAW = "law/1/Article_1"


def bodies() -> list[Body]:
    """The sections of the city, what law gives it, the prefecture's centre and partners left open."""
    return [
        body("door", kinds=(WORKER,), documents=BOTH), body("middle", documents=BOTH), body("child", documents=BOTH),
        replace(body("child-home"), label=Words("こども家庭相談課", "child and home")),
        replace(body("child-again", documents=(SECOND,)), label=Words("こども相談課", "child section")),
        body("force", kinds=(POLICE,), documents=BOTH), body("soon", status="planned", kinds=(CENTRE,)),
        body("above", PREFECTURE, kinds=(CENTRE,), documents=(PREFECTURE_PLAN,)),
        body("town-desk", OTHER, documents=("document/town",)),
        Body("expected/1-worker", "expected", Words("相談員", "worker"), kinds=(WORKER,), place=CITY,
             modality="endeavour", basis=(LAW,)),
        Body("expected/9-centre", "expected", Words("県のセンター", "centre"), kinds=(CENTRE,), place=PREFECTURE,
             modality="must", basis=(LAW,)),
        *(Body(f"unnamed/{at}", "unnamed", Words("関係機関", "related bodies")) for at in range(3)),
    ]  # fmt: skip


def links() -> list[Linkage]:
    """Ways, ways back in the other plan and by law, ways to kinds, and partners left open."""
    aim = Words("見守り", "watching over")
    return [
        link("body/door", "body/middle"), link("body/middle", "body/child"), link("body/child", "body/above"),
        link("body/middle", "body/door", "share_information", document=SECOND),
        link("body/door", "body/force", "share_information"),
        link("body/force", "body/child", "share_information"),
        Linkage("linkage-duty/1", POLICE, WORKER, "notify", "statutory", "in_operation"),
        link("body/child", POLICE, "liaise", layer="reported"),
        link("body/door", CENTRE, "refer", layer="planned", status="planned", planned_for="2026"),
        *(link("body/door", f"unnamed/{at}", "liaise", purpose=aim) for at in range(2)),
        link("unnamed/2", "body/middle", "refer", layer="opinion", status="requested"),
    ]  # fmt: skip


def services() -> list[Service]:
    """A door, help in operation, planned and under study, and help of the prefecture and the town."""
    return [
        service("body/door", ("function/heal",), needs=frozenset(), entry=True, id="service/open"),
        service("body/child", id="service/talk"),
        service("body/above", layer="reported", document=PREFECTURE_PLAN, id="service/above"),
        service("body/middle", ("function/heal",), needs=frozenset({DEBT.id}), status="planned", layer="planned",
                id="service/later"),
        service("body/town-desk", entry=True, document="document/town", id="service/town"),
        service("body/town-desk", ("function/heal",), needs=frozenset({DEBT.id}), status="under_study",
                layer="planned", document="document/town", id="service/studied"),
    ]  # fmt: skip


def whole() -> Network:
    """The network of all that."""
    duties = [Duty("type-function/1", CENTRE, "function/consult", "statutory", (LAW,), "must")]
    documents = [
        document(PLAN, period=Interval(DAY.replace(year=2024))), document(SECOND), document("document/town", OTHER),
        document(PREFECTURE_PLAN, PREFECTURE),
    ]  # fmt: skip
    held = network(bodies(), links(), services(), duties, documents, (NEED, DEBT, HOME))
    return replace(held, listings={LISTING.id: LISTING}, listed=(DESK,))


def _measures() -> list[Measure]:
    met = {"functions": frozenset({"function/consult"}), "needs": frozenset({NEED.id})}
    return [
        *(measure(str(at), f"施策{at}") for at in range(4)), measure("4", "子育て支援センターの運営", **met),
        measure("9", "子育て支援センターの運営", document=SECOND, **met),
        measure("5", "警察との連携", status="under_study", parent="measure/plan/4"),
    ]  # fmt: skip


def _charges() -> tuple[Responsibility, ...]:
    held = ((PLAN, "4", "child"), (PLAN, "1", "middle"), (SECOND, "9", "door"))
    return tuple(
        Responsibility(f"responsibility/{plan[9:]}/{row}", plan, f"measure/{plan[9:]}/{row}", f"body/{name}")
        for plan, row, name in held
    )


def _checklist() -> tuple[ChecklistDuty, ...]:
    asked = (
        duty(kinds=(CENTRE,), basis=(LAW,)), duty(kinds=(WORKER,), basis=(LAW,), strength="endeavour"),
        duty(kinds=(POLICE,), basis=("law/1/Article_6",)), duty(kinds=(CENTRE, POLICE), basis=("law/1/Article_6",)),
        duty(functions=("function/staff",), words=("研修",), basis=(LAW,), strength="may"),
        duty(scope=("publication",), basis=(LAW,)), duty(bearers=("prefecture",), kinds=(CENTRE,), basis=(LAW,)),
        duty(basis=("law/2",)),
    )  # fmt: skip
    return tuple(replace(asked_duty, id=f"checklist/ck_{at:02}", number=str(at)) for at, asked_duty in enumerate(asked))


def said() -> Statements:
    """What the documents say beside bodies, linkages and services."""
    figures = (
        Figure("indicator/plan/1", PLAN, "measure/plan/1", Words("件数", "cases"), role="baseline", value="10"),
        Figure("indicator/plan/2", PLAN, "measure/plan/2", Words("率", "rate"), role="target", value="20"),
    )
    return Statements(
        measures={held.id: held for held in _measures()},
        responsibilities=_charges(),
        mentions=(
            Mention("mention/1", PLAN, "measure/plan/5", POLICE, "警察"),
            Mention("mention/list", PREFECTURE_PLAN, "section/prefecture/1", CENTRE, "センター", True),
        ),
        figures=figures,
        results=(EvaluationResult("result/1", PLAN, "measure/plan/1", "done"),),
        citations=(Citation("citation/1", PLAN, "measure/plan/1", "law/2", (), "第二法"),),
        duties=_checklist(),
        names={("body/child", PLAN): ("こども課",), ("body/child", SECOND): ("子育ち係",)},
    )  # fmt: skip


def answers() -> dict[str, Answer]:
    """What the catalogue questions answer, as the analyses reuse them."""
    facts = {question: Answer(("fact",), ()) for question in WITHOUT.values()}
    lacking = {WITHOUT["department"]: ("measure/plan/0", "measure/plan/5"), WITHOUT["result"]: ("measure/plan/2",)}
    columns = ("document", "row", "indicator", "baseline", "actual", "target", "unit", "period")
    one_way = tuple((held.id,) for held in links() if held.kind == "share_information")
    return {
        **facts,
        **{question: Answer(("fact",), tuple((name,) for name in names)) for question, names in lacking.items()},
        NO_TARGET: Answer(("document", "row", "indicator"), (("plan", "1", "件数"),)),
        BELOW: Answer(columns, (("plan", "1", "件数", "10", "7", "20", "件", "FY2023"),)),
        QUESTION: Answer(("fact",), one_way),
    }  # fmt: skip


def snapshot() -> Snapshot:
    """What every analysis works on."""
    return Snapshot(whole(), said(), DAY, answers=answers())
