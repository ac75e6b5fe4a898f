"""The route tracer within a published page: the same search, words and templates as the explorer's, without a server.

This runs in the browser, in a Python that the page brings along; what it knows is a kept text
(`tsunagu.workspace.kept`).
"""

from __future__ import annotations

import json

from tsunagu.errors import TsunaguError
from tsunagu.messages import Language
from tsunagu.viz.routes.page import STYLES
from tsunagu.web.forms import parsed
from tsunagu.web.frame import PUBLISHED_FOOT, Ways, rendered
from tsunagu.web.traced import Reply, reply
from tsunagu.web.wording import status_of, told
from tsunagu.workspace.kept import Kept

NOWHERE = Ways((), "", "", PUBLISHED_FOOT)
"""The page an answer is shown in has the ways to the others."""


class Answering:
    """Answers forms over a kept text. Nothing of a form is kept after its answer."""

    def __init__(self, text: str) -> None:
        self._workspace = Kept(text)

    def answer(self, sent: str, language: Language) -> str:
        """The page that answers a form as browsers send it, as JSON: its text, and whether it stands `alone`."""
        made = self._reply(sent, language)
        page = made.alone or rendered(language, NOWHERE, made.template, made.context, STYLES)
        return json.dumps({"page": page, "alone": bool(made.alone), "status": made.status}, ensure_ascii=False)

    def _reply(self, sent: str, language: Language) -> Reply:
        try:
            return reply(self._workspace, parsed(sent), language)
        except TsunaguError as error:
            status = status_of(error)
            return Reply("web/fault.html", {"message": told(error, language), "code": status}, status)
