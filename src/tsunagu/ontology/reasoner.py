"""Ask HermiT whether the ontology contradicts itself. For tests and developers; needs Java and owlready2."""

from __future__ import annotations

import io
import time
from dataclasses import dataclass

from rdflib import Graph

from tsunagu.errors import TsunaguError
from tsunagu.ontology.vocabulary import Namespaces, load_vocabulary


class ReasonerUnavailable(TsunaguError):
    """owlready2 or Java is missing, or HermiT could not read the ontology."""


@dataclass(frozen=True, slots=True)
class ConsistencyReport:
    """What HermiT found.

    An ontology can be consistent and still hold classes that can have no member; these are
    `unsatisfiable`. Of an inconsistent one nothing further can be said.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...]
    seconds: float

    @property
    def sound(self) -> bool:
        """Whether the ontology is consistent and every class can have members."""
        return self.consistent and not self.unsatisfiable


def check_consistency(extra: Graph | None = None, names: Namespaces | None = None) -> ConsistencyReport:
    """Reason over terms, alignments and schemes, with `extra` triples added where given.

    Datatypes outside the OWL 2 map (xsd:date, xsd:gYearMonth, as in OWL-Time) are left to SHACL.
    Raises `ReasonerUnavailable`.
    """
    graph = load_vocabulary(names)
    if extra is not None:
        graph += extra
    began = time.perf_counter()
    consistent, unsatisfiable = _reason(graph)
    return ConsistencyReport(consistent, unsatisfiable, time.perf_counter() - began)


def _reason(graph: Graph) -> tuple[bool, tuple[str, ...]]:
    """Whether `graph` is consistent, and its unsatisfiable classes."""
    try:
        import owlready2  # noqa: PLC0415 - heavy, and only developers have it
    except ImportError as error:
        raise ReasonerUnavailable("reasoner-unavailable", reason=str(error)) from error
    world = owlready2.World()
    text = graph.serialize(format="nt", encoding="utf-8")
    try:
        ontology = world.get_ontology(str(Namespaces().ontology)).load(fileobj=io.BytesIO(text), format="ntriples")
        with ontology:
            owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
        found = {str(empty.iri) for empty in world.inconsistent_classes() if empty is not owlready2.Nothing}
        return True, tuple(sorted(found))
    except owlready2.OwlReadyInconsistentOntologyError:
        return False, ()
    except (OSError, owlready2.OwlReadyJavaError) as error:
        raise ReasonerUnavailable("reasoner-unavailable", reason=str(error)) from error
