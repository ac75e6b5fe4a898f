"""The tables are a valid Data Package in the eyes of a tool no one here wrote."""

from __future__ import annotations

from frictionless import Package, system

from tests.conftest import ROOT
from tsunagu.graph.datapackage import descriptor_text
from tsunagu.graph.schema import load_schema

GRAPH = ROOT / "graph"


def test_descriptor_is_up_to_date() -> None:
    found = (GRAPH / "datapackage.json").read_text(encoding="utf-8")
    assert found == descriptor_text(load_schema(), GRAPH), "run: python scripts/canonical.py"


def test_frictionless_finds_nothing_wrong() -> None:
    with system.use_context(trusted=True):
        package = Package(str(GRAPH / "datapackage.json"))
        report = package.validate()
    wrong = [(task.name, task.errors[0].message) for task in report.tasks if task.errors]
    assert wrong == []
    assert len(report.tasks) > 60


def test_frictionless_finds_a_spoilt_cell() -> None:
    with system.use_context(trusted=True):
        package = Package(str(GRAPH / "datapackage.json"))
        resource = package.get_resource("kunitachi-gender-linkages")
        field = resource.schema.get_field("layer")
        field.constraints["enum"] = ["planned"]
        assert not resource.validate().valid
