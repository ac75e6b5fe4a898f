"""How documents speak of kinds of bodies: as a body of their own, as a partner, as a mere word, as a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from tsunagu.network.records import Body, Linkage
from tsunagu.referral.snapshot import Snapshot
from tsunagu.referral.standing import NOT_YET

OPEN_STATUSES = frozenset({"in_operation", "not_stated", ""})
WITHIN: Mapping[str, tuple[str, ...]] = {
    "body-type/employment-agency": ("body-type/hellowork",),
    "body-type/pref-police": ("body-type/police-station",),
    "body-type/child-welfare-facility": (
        "body-type/mother-child-facility", "body-type/midwifery-facility", "body-type/nursery",
        "body-type/child-family-support",
    ),
}  # fmt: skip
"""Kinds that are among another kind by law: 職業安定法 8, 警察法 53, 児童福祉法 7(1)."""
SAID_LAYERS = frozenset({"stated", "reported", "planned"})


@dataclass(frozen=True, slots=True)
class KindTrace:
    """One trace of a kind in a document: by a `body`, a `linkage` or a `mention`, in which status and layer."""

    by: str
    fact: str
    document: str
    status: str
    layer: str
    own: bool = False
    expected: bool = False


class KindsSpokenOf:
    """Traces of every kind in every document; made once, O(bodies + linkages + mentions)."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Gather the traces in documents whose facts hold on the day."""
        self.snapshot = snapshot
        self.found: dict[tuple[str, str], list[KindTrace]] = defaultdict(list)
        self._bodies()
        self._links()
        self._mentions()

    @cached_property
    def authority(self) -> Mapping[str, str]:
        """The local government that issued each document."""
        return {document.id: document.authority for document in self.snapshot.network.concepts_in("document")}

    def traces(self, documents: Iterable[str], kind: str) -> list[KindTrace]:
        """The traces of a kind, and of kinds that are among it, in documents, each fact once."""
        kinds = (kind, *WITHIN.get(kind, ()))
        found = (
            trace for document in documents for narrow in kinds for trace in self.found.get((document, narrow), ())
        )
        return list({trace.fact: trace for trace in found}.values())

    def _bodies(self) -> None:
        for body in self.snapshot.network.bodies.values():
            for document in body.documents if body.sort == "named" else ():
                if self.snapshot.holds(document):
                    own = body.place == self.authority.get(document)
                    status = "in_operation" if body.status in ("existing", "") else body.status
                    layer = "planned" if body.status in NOT_YET else "stated"
                    for kind in body.kinds:
                        self.found[document, kind].append(KindTrace("body", body.id, document, status, layer, own))

    def _links(self) -> None:
        for link in self.snapshot.network.links:
            if link.document and link.layer in SAID_LAYERS and self.snapshot.holds(link.document):
                for kind in sorted(self._kinds_at_ends(link)):
                    trace = KindTrace("linkage", link.id, link.document, link.status, link.layer)
                    self.found[link.document, kind].append(trace)

    def _kinds_at_ends(self, link: Linkage) -> set[str]:
        kinds: set[str] = set()
        for end in (link.start, link.end):
            body = self.snapshot.network.bodies.get(end)
            if body is not None:
                kinds.update(_kinds_of(body))
        return kinds

    def _mentions(self) -> None:
        statements = self.snapshot.statements
        for mention in statements.mentions:
            if mention.kind and self.snapshot.holds(mention.document):
                status = statements.status_of(mention.about)
                layer = "planned" if status in NOT_YET else "stated"
                trace = KindTrace("mention", mention.id, mention.document, status, layer, expected=mention.expected)
                self.found[mention.document, mention.kind].append(trace)


def _kinds_of(body: Body) -> tuple[str, ...]:
    return (body.id,) if body.sort == "kind" else body.kinds


def in_force(traces: Iterable[KindTrace]) -> list[KindTrace]:
    """The traces of what is there or done: neither planned, under study, asked for, ended nor former."""
    return [trace for trace in traces if trace.status in OPEN_STATUSES and trace.layer != "planned"]


def waiting(traces: Iterable[KindTrace], status: str) -> list[KindTrace]:
    """The traces of what has a status, `planned` or `under_study`."""
    return [trace for trace in traces if trace.status == status]
