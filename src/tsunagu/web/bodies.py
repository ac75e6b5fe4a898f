"""The page of a body in a human's order: how to reach it, what it does, whom it hands on to, what law says."""

from __future__ import annotations

from dataclasses import dataclass

from tsunagu.gaps.desks import Reached, reached
from tsunagu.messages import Language
from tsunagu.network.records import Linkage, Service
from tsunagu.viz.scenes.citation import cite
from tsunagu.workspace import Workspace
from tsunagu.workspace.evidence import Evidence

MOST_LINKS = 200
Named = tuple[str, str]


@dataclass(frozen=True)
class ServiceLine:
    """A service one gets there: what for, in which state, on which layer, where that stands."""

    label: str
    functions: str
    needs: tuple[Named, ...]
    status: str
    layer: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class LinkLine:
    """A linkage seen from a body: the partner, which way it leads, how, what for, on which layer, where it stands."""

    outward: bool
    partner: Named
    kind: str
    purpose: str
    layer: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class DutyLine:
    """A function that law gives to a kind of body, by which provisions."""

    function: Named
    wording: str
    basis: tuple[Named, ...]


@dataclass(frozen=True)
class BodyPage:
    """What stands on the page of a body before everything that is said of it."""

    reached: Reached
    place: Named
    within: tuple[Named, ...]
    kinds: tuple[Named, ...]
    layer: str
    services: tuple[ServiceLine, ...]
    links: tuple[LinkLine, ...]
    duties: tuple[DutyLine, ...]


def body_page(workspace: Workspace, name: str, language: Language) -> BodyPage | None:
    """The page of a body; None for anything else, and for a body that is not public."""
    network = workspace.network
    body = network.bodies.get(name)
    if body is None or body.sort == "unnamed" or workspace.guard.is_closed(name):
        return None

    def named(thing: str) -> Named:
        return thing, network.label(thing).of(language)

    services = network.services_at.get(name, ())
    links = [*network.links_from.get(name, ()), *network.links_to.get(name, ())][:MOST_LINKS]
    facts = [_stated(service) for service in services] + [[link.id if link.document else link.origin] for link in links]
    evidence = workspace.evidence(facts, language)
    kinds = (name,) if body.sort == "kind" else body.kinds
    return BodyPage(
        reached(network, body), named(body.place) if body.place else ("", ""),
        tuple(named(whole) for whole in network.wholes_of(name)),
        tuple(named(kind) for kind in body.kinds), network.label(f"layer/{body.layer}").of(language),
        tuple(_service(workspace, service, held, language) for service, held in zip(services, evidence, strict=False)),
        tuple(_link(workspace, name, link, held, language)
              for link, held in zip(links, evidence[len(services) :], strict=True)),
        tuple(_duties(workspace, kinds, language)),
    )  # fmt: skip


def _stated(service: Service) -> list[str]:
    return [service.id.partition("#")[0]]


def _service(workspace: Workspace, service: Service, evidence: tuple[Evidence, ...], language: Language) -> ServiceLine:
    label = workspace.network.label
    functions = "、".join(label(function).of(language) for function in sorted(service.functions))
    needs = tuple((need, label(need).of(language)) for need in sorted(service.needs))
    return ServiceLine(service.label.of(language), functions, needs, label(f"status/{service.status}").of(language),
                       label(f"layer/{service.layer}").of(language), evidence)  # fmt: skip


def _link(
    workspace: Workspace, name: str, link: Linkage, evidence: tuple[Evidence, ...], language: Language
) -> LinkLine:
    label = workspace.network.label
    outward = link.start == name
    partner = link.end if outward else link.start
    return LinkLine(outward, (partner, label(partner).of(language)), label(f"linkage-kind/{link.kind}").of(language),
                    link.purpose.of(language), label(f"layer/{link.layer}").of(language), evidence)  # fmt: skip


def _duties(workspace: Workspace, kinds: tuple[str, ...], language: Language) -> list[DutyLine]:
    network = workspace.network
    held = [duty for kind in kinds for duty in network.duties_of.get(kind, ()) if duty.layer == "statutory"]
    return [
        DutyLine((duty.function, network.label(duty.function).of(language)),
                 network.label(f"modality/{duty.modality}").of(language),
                 tuple((basis, cite(network, basis, language)) for basis in duty.basis))
        for duty in {duty.function: duty for duty in held}.values()
    ]  # fmt: skip
