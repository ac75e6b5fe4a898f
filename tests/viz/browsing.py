"""One headless Chromium for all page tests; whatever a page asks for outside its file is stopped and counted."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, Route

CHROMIUM = Path(os.environ.get("TSUNAGU_CHROMIUM", "/usr/bin/chromium"))
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WATCH = """
window.violations = [];
document.addEventListener('securitypolicyviolation', e => window.violations.push(e.violatedDirective + ' ' + e.sample));
"""


@dataclass
class Opened:
    """A page with what went wrong on it."""

    page: Page
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def data(self) -> dict[str, list[dict[str, object]]]:
        """Return the data of the picture."""
        loaded: dict[str, list[dict[str, object]]] = json.loads(self.page.locator("#graph-data").text_content() or "")
        return loaded

    def frame(self) -> None:
        """Wait until the page has been drawn again."""
        self.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def launch(playwright: Playwright) -> Browser:
    """Start Chromium; a machine without it cannot vouch for the pages, so the tests fail there."""
    if not CHROMIUM.is_file():
        pytest.fail(f"Chromium is needed to test pages and is not at {CHROMIUM}; set TSUNAGU_CHROMIUM")
    return playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)


@contextmanager
def opened(
    browser: Browser, path: Path, *, width: int = 1280, height: int = 900, script: bool = True
) -> Iterator[Opened]:
    """Open a file in a fresh profile."""
    context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=script)
    found = Opened(context.new_page())

    def judge(route: Route) -> None:
        if route.request.url.startswith(("file:", "data:", "about:")):
            route.continue_()
        else:
            found.outside.append(route.request.url)
            route.abort()

    context.route("**/*", judge)
    found.page.on("pageerror", lambda error: found.errors.append(str(error)))
    found.page.on("console", lambda told: found.errors.append(told.text) if told.type == "error" else None)
    found.page.on("dialog", lambda dialog: found.errors.append(f"dialog {dialog.message}"))
    if script:
        found.page.add_init_script(WATCH)
    found.page.goto(path.as_uri())
    try:
        yield found
    finally:
        context.close()


def axe_violations(page: Page) -> list[str]:
    """Return what axe-core holds against a page: rule and first place."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    assert len(found["passes"]) > 20
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]]
