"""Which tests run where and when: see docs/decisions/0024."""

from __future__ import annotations

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

LONG = (
    "disclosure/test_every_output.py",
    "queries/test_servers.py",
    "project/test_docs.py",
    "queries/test_questions.py",
    "disclosure/test_outputs.py",
    "web/test_published.py",
    "project/test_one_rule.py",
    "ontology/test_checker.py",
    "graph/test_build.py",
    "queries/test_fixture.py",
    "viz/test_pages.py",
)
"""Files that take longest: they come first, so that no process is left alone with one at the end. The very first needs
no build of the shipped graph for a while, so that the other process makes it meanwhile and nobody waits; the last makes
all pages, which the tests that are spread would otherwise wait for together."""
TOGETHER = (
    "queries/test_fixture.py",
    "queries/test_questions.py",
    "queries/test_offered.py",
    "queries/test_languages.py",
)
"""Files that stay in one process with each other: they read the same questions, and each is parsed once a process."""
SPREAD = ("viz/", "ontology/test_shapes.py", "ontology/test_confidentiality.py")
"""Files whose tests need only what is cheap or shared by all processes: spread one by one, last of all."""


def rank(name: str) -> int:
    """The place of a file below `tests` in the order of files."""
    return LONG.index(name) - len(LONG) if name in LONG else int(name.startswith(SPREAD))


class ByFile(LoadScopeScheduling):  # type: ignore[misc] # xdist is not typed
    """A file stays in one process, so that what only it needs is made once; tests of spread files go anywhere."""

    def __init__(self, config: pytest.Config, log: Producer | None = None) -> None:
        config.option.loadscopereorder = False  # the order of the files is that of the collected tests
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        name = file.removeprefix("tests/")
        if name in TOGETHER:
            return TOGETHER[0]
        return nodeid if rank(name) > 0 else file
