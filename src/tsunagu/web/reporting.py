"""The report of a place as a file to download: the workbook or the page that `tsunagu report` writes."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.requests import Request
from starlette.responses import Response

from tsunagu.errors import RequestProblem
from tsunagu.messages import Language
from tsunagu.reports.files import Form
from tsunagu.web.frame import language_of
from tsunagu.web.gapping import FILES
from tsunagu.web.site import site_of
from tsunagu.workspace import Workspace

MEDIA: dict[Form, str] = {"xlsx": FILES["xlsx"], "html": "text/html; charset=utf-8"}


def report(workspace: Workspace, code: str, form: Form, language: Language) -> tuple[str, bytes]:
    """Name and bytes of the report of a place; raises `NameUnknown` for a place without a document."""
    with TemporaryDirectory() as folder:
        [path] = workspace.reports(code, folder=Path(folder), language=language, form=form)
        return path.name, path.read_bytes()


async def download(request: Request) -> Response:
    """One report."""
    language, code, form = language_of(request), f"{request.path_params['code']:06}", request.path_params["form"]
    if form not in MEDIA:
        raise RequestProblem("web-choice", status=404)
    name, held = await site_of(request).answer(lambda workspace: report(workspace, code, form, language), "long")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(held, media_type=MEDIA[form], headers=headers)
