"""A thousand random questions, asked of the application in this process and of the engine in a published page.

    .venv/bin/python bench/published_routes.py --home FOLDER --pages PUBLISHED [--count 1000] [--seed 11]

`PUBLISHED` is a folder `tsunagu publish` wrote from the build in FOLDER. The page is opened from the file system with
the network off; what a person reads is compared: the main part of the page, or the whole sheet to hand out.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Page, sync_playwright
from starlette.testclient import TestClient

from tsunagu.messages import LANGUAGES, Language
from tsunagu.web.app import make_app
from tsunagu.web.traced import choices
from tsunagu.workspace import Workspace

CHROMIUM = os.environ.get("TSUNAGU_CHROMIUM", "/usr/bin/chromium")
TONGUES = ("英語", "中国語", "ベトナム語", "ポルトガル語", "やさしい日本語")
START = "() => { window.engine = tsunaguEngine.start(['python', 'routes'], () => {}); }"
ASK = "question => engine.ask(question).catch(error => ({page: '', failed: error.message}))"
_MAIN = re.compile(r"<main[^>]*>(.*)</main>", re.DOTALL)
_FORM = re.compile(r"<form[^>]*>")


@dataclass(frozen=True)
class Asked:
    """A question as a form sends it."""

    language: Language
    fields: tuple[tuple[str, str], ...]

    @property
    def sent(self) -> str:
        """The fields as browsers send them."""
        return urlencode(self.fields)


def questions(workspace: Workspace, places: Sequence[str], seed: int) -> Iterator[Asked]:
    """Yield questions without end, the same for a seed: from some places, about anything a person can say."""
    drawn = random.Random(seed)
    offered = choices(workspace, "ja")
    needs = [need for _, boxes in offered.needs for need, _ in boxes]
    said = [circumstance for _, boxes in offered.circumstances for circumstance, _ in boxes]
    phrases = sorted({phrase.words for phrases in workspace.names.phrases.whole.values() for phrase in phrases
                      if phrase.language == "ja"})  # fmt: skip
    bodies = {place: sorted(body.id for body in workspace.network.bodies_in.get(place, ())) for place in places}
    while True:
        place = drawn.choice(places)
        fields = [("place", workspace.label("ja")(place))]
        if drawn.random() < 0.6:
            fields.append(("words", "。".join(drawn.sample(phrases, drawn.choice((1, 1, 2))))))
        fields += [("need", need) for need in drawn.sample(needs, drawn.choice((0, 1, 1, 2, 3)))]
        fields += [("circumstance", each) for each in drawn.sample(said, drawn.choice((0, 0, 1, 1, 2, 3)))]
        fields += _about(drawn, bodies[place])
        yield Asked(drawn.choice(LANGUAGES) if drawn.random() < 0.3 else "ja", tuple(fields))


def _about(drawn: random.Random, bodies: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what is told now and then: age, children, day, hour, tongue, desk, a closed desk, a sheet wanted."""
    if drawn.random() < 0.4:
        yield "age", str(drawn.randint(10, 90))
    if drawn.random() < 0.2:
        yield "children", "、".join(str(drawn.randint(0, 17)) for _ in range(drawn.randint(1, 3)))
    if drawn.random() < 0.4:
        yield "when", str(date(2025, 1, 1) + timedelta(drawn.randrange(1000)))
    if drawn.random() < 0.4:
        yield "hour", str(drawn.randrange(24))
    if drawn.random() < 0.1:
        yield "language", drawn.choice(TONGUES)
    if bodies and drawn.random() < 0.2:
        yield "start", drawn.choice(bodies)
    if bodies and drawn.random() < 0.1:
        yield "closed", drawn.choice(bodies)
    if drawn.random() < 0.1:
        yield "view", "handout"


def read(page: str) -> str:
    """What a person reads of a page: its main part, else the whole; forms tell nobody where they are sent."""
    main = _MAIN.search(page)
    return _FORM.sub("<form>", main[1] if main else page)


def served(client: TestClient, asked: Asked) -> str:
    """What the application answers."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return read(client.post(f"/{asked.language}/route", content=asked.sent, headers=headers).text)


def in_page(page: Page, asked: Asked) -> str:
    """What the engine of a published page answers; it was started by `START`."""
    return read(page.evaluate(ASK, {"sent": asked.sent, "language": asked.language})["page"])


def main() -> int:
    """Ask all, print equal and unequal; 1 where any answer differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=11)
    given = parser.parse_args()
    workspace = Workspace(given.home)
    documents = workspace.network.concepts_in("document")
    asked = questions(workspace, sorted({document.authority for document in documents}), given.seed)
    with (
        sync_playwright() as playwright,
        TestClient(make_app(given.home), base_url="http://localhost") as client,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(offline=True)
        page = context.new_page()
        page.goto((given.pages / "ja" / "route.html").as_uri())
        page.evaluate(START)
        kinds, unequal, seconds = Counter[str](), [], []
        for _ in range(given.count):
            question = next(asked)
            there = served(client, question)
            began = time.perf_counter()
            here = in_page(page, question)
            seconds.append(time.perf_counter() - began)
            kinds["route" if 'class="next"' in there else "sheet" if "handout" in question.sent else "form again"] += 1
            if here != there:
                unequal.append(question)
                print("differs:", json.dumps([question.language, question.fields], ensure_ascii=False), flush=True)
        browser.close()
    told = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
    print(f"{given.count} questions (seed {given.seed}): equal {given.count - len(unequal)}, unequal {len(unequal)}")
    print(f"{told}; in the page {seconds[0]:.1f} s for the first answer, then {statistics.median(seconds[1:]):.2f} s")
    return bool(unequal)


if __name__ == "__main__":
    sys.exit(main())
