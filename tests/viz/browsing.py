"""One headless Chromium for all page tests; whatever a page asks for outside its file is stopped and counted."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from weakref import WeakKeyDictionary

import pytest
from playwright.sync_api import Browser, Dialog, Page, Playwright, Route

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
ASK_AXE = """
async tags => {
  const found = await axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']});
  return {violations: found.violations, passes: found.passes.map(rule => rule.id)};
}
"""
"""Every rule on every element; of the rules that pass only the names come back, not each of thousands of elements."""
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


class Tab:
    """A page of a profile of its own, lent to one test after another: a new one costs a second, each time."""

    def __init__(self, browser: Browser, script: bool) -> None:
        self.context = browser.new_context(java_script_enabled=script)
        self.page = self.context.new_page()
        self.found = Opened(self.page)
        self.context.route("**/*", self._judge)
        self.page.on("pageerror", lambda error: self.found.errors.append(str(error)))
        self.page.on("console", lambda told: self.found.errors.append(told.text) if told.type == "error" else None)
        self.page.on("dialog", self._refuse)
        if script:
            self.page.add_init_script(WATCH)

    def _judge(self, route: Route) -> None:
        if route.request.url.startswith(("file:", "data:", "about:")):
            route.continue_()
        else:
            self.found.outside.append(route.request.url)
            route.abort()

    def _refuse(self, dialog: Dialog) -> None:
        self.found.errors.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def lend(self, width: int, height: int) -> Opened:
        """The page as new: nothing told of it yet."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.found = Opened(self.page)
        return self.found

    def wipe(self) -> bool:
        """Leave the document and what was set for it; tells whether the page can be lent again."""
        if self.page.is_closed() or len(self.context.pages) > 1 or self.context.cookies():
            return False
        if self.page.url.startswith("file:") and self.page.evaluate("localStorage.length + sessionStorage.length"):
            return False
        self.page.goto("about:blank")
        self.page.emulate_media(media="null", reduced_motion="null", color_scheme="null", forced_colors="null")
        self.page.mouse.move(0, 0)
        return True


_FREE: WeakKeyDictionary[Browser, dict[bool, list[Tab]]] = WeakKeyDictionary()


@contextmanager
def opened(
    browser: Browser,
    path: Path,
    *,
    width: int = 1280,
    height: int = 900,
    script: bool = True,
    unfolded: bool = True,
) -> Iterator[Opened]:
    """Open a file in a page that holds nothing of another test, controls unfolded; thrown away after a failure."""
    free = _FREE.setdefault(browser, {}).setdefault(script, [])
    tab = free.pop() if free else Tab(browser, script)
    kept = False
    try:
        found = tab.lend(width, height)
        found.page.goto(path.as_uri())
        if script and unfolded:
            found.page.evaluate("document.getElementById('fold')?.setAttribute('open', '')")
        yield found
        kept = tab.wipe()
    finally:
        if kept:
            free.append(tab)
        else:
            tab.context.close()


def axe_violations(page: Page) -> list[str]:
    """Return what axe-core holds against a page: rule and first place."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(ASK_AXE, TAGS)
    assert len(found["passes"]) > 20
    return [f"{violation['id']}: {violation['nodes'][0]['html']}" for violation in found["violations"]]
