"""A server of a review that is killed while it takes steps: every step it answered is there, and nothing is torn."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, build_opener, urlopen

from tests.drafting.drafts import write_plan
from tests.servers import free_port
from tsunagu.drafting.reviewing import acts
from tsunagu.drafting.reviewing.review import Review
from tsunagu.graph.home import Home
from tsunagu.graph.rows import Tables

ANSWERED = 5


class Unfollowed(HTTPRedirectHandler):
    """Takes the redirect after a step as the answer it is."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        """Go nowhere."""


def page_of(address: str, process: subprocess.Popen[bytes]) -> str:
    """The first page, once the server is up; what it says where it ended."""
    assert process.stdout
    assert b"/review" in process.stdout.readline()
    with urlopen(f"{address}/ja/review", timeout=60) as answer:  # noqa: S310 - of this machine
        return str(answer.read().decode())


def step(address: str, fields: dict[str, str]) -> bool:
    """Send a form; tell whether it was answered."""
    try:
        build_opener(Unfollowed()).open(f"{address}/ja/review/act", urlencode(fields).encode(), timeout=60)
    except URLError as error:
        return getattr(error, "code", 0) == 303
    return True


def test_what_was_answered_before_a_kill_is_there_after_it(home: Home, tmp_path: Path, tables: Tables) -> None:
    folder, port = write_plan(tmp_path, tables), free_port()
    address = f"http://localhost:{port}"
    command = [sys.executable, "-m", "tsunagu", "review", str(folder), "--serve", "--no-browser", "--port", str(port),
               "--home", str(home.folder)]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    answered = 0
    try:
        token = re.search(r'name="token" value="([^"]+)"', page_of(address, process))
        assert token
        sent = {"token": token[1], "act": "name", "who": "佐藤"}
        assert step(address, sent)
        own = {"token": token[1], "act": "sure"}
        assert step(address, own)
        undo = {"token": token[1], "act": "undo"}
        killing = threading.Event()

        def on() -> None:
            nonlocal answered
            with suppress(OSError):
                while step(address, own if answered % 2 else undo):
                    answered += 1
                    if answered == ANSWERED:
                        killing.set()

        sending = threading.Thread(target=on, daemon=True)
        sending.start()
        assert killing.wait(60)
        process.kill()
        sending.join(60)
    finally:
        process.kill()
        process.wait(60)
        if process.stdout:
            process.stdout.close()
    again = Review.open(folder)
    assert answered >= ANSWERED
    assert 0 <= len(again.journal.entries) - (1 + answered) <= 1
    assert again.outside == ()
    key = next(iter(again.state().tables["measures"]))
    again.take_step("accept", acts.accept(again.state(), "measures", key), row=("measures", key))
    assert Review.open(folder).torn is False
