"""The country: the prefectures as tiles coloured by one measure, with the same as a table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from starlette.requests import Request
from starlette.responses import Response

from tsunagu.errors import RequestProblem
from tsunagu.gaps.country_measures import MEASURES, OF_REGISTERS, SHARES, Figure, Measure, figures, together
from tsunagu.messages import Language, text
from tsunagu.viz.drawing.tiles import Tile, bounds_of, size, step_of, tiles
from tsunagu.web.forms import Sent, sent_query
from tsunagu.web.frame import language_of, page
from tsunagu.web.needs import Choice, needs_by_theme
from tsunagu.web.site import site_of
from tsunagu.workspace import Workspace

ENDINGS = "県府都"


@dataclass(frozen=True)
class DrawnTile:
    """A prefecture on the map: id, whole and short name, its figure in words, its step of colour."""

    tile: Tile
    id: str
    label: str
    short: str
    told: str
    value: float
    places: int
    step: int


@dataclass(frozen=True)
class Japan:
    """One measure over the country; `counted` is False where ways have not been counted yet."""

    measure: Measure
    need: str
    tiles: tuple[DrawnTile, ...]
    steps: tuple[str, ...]
    whole: str
    counted: bool
    needs: tuple[tuple[str, tuple[Choice, ...]], ...]


def measure_of(sent: Sent, *, counted: bool) -> Measure:
    """The measure a form asks for, else the plainest that is there; raises `RequestProblem`."""
    said = sent.first("measure") or ("named" if counted else "desks")
    for measure in MEASURES:
        if said == measure:
            return measure
    raise RequestProblem("web-choice")


def japan(workspace: Workspace, sent: Sent, language: Language) -> Japan:
    """The map a form asks for; raises `RequestProblem` for a measure or a need nobody knows."""
    ends, network = workspace.country(), workspace.network
    measure, need = measure_of(sent, counted=ends is not None), sent.first("need")
    if need and need not in network.concepts:
        raise RequestProblem("web-choice")
    needs = needs_by_theme(workspace, language)
    if ends is None and measure in SHARES:
        return Japan(measure, need, (), (), "", False, needs)
    held = figures(network, ends or {}, measure, need)
    whole = together(network, held)
    values = [figure.value for figure in whole.values() if figure.value is not None]
    bounds, say = bounds_of(values), partial(in_words, measure, language=language)
    drawn = tuple(_tile(workspace, tile, whole, bounds, measure, language) for tile in tiles())
    steps = [min(values, default=0.0), *bounds, max(values, default=0.0)]
    told = tuple(f"{say(low)}–{say(high)}" for low, high in pairwise(steps))
    total = sum(whole.values(), Figure(0, 0)).value
    return Japan(measure, need if measure in SHARES else "", drawn, told, "" if total is None else say(total),
                 ends is not None, needs)  # fmt: skip


def in_words(measure: Measure, value: float, language: Language) -> str:
    """A figure as it stands in a tile: a percentage, or a mean with one digit."""
    if measure in SHARES or measure == "hours":
        return text("web-percent", language, value=f"{100 * value:.0f}")
    return f"{value:.2f}" if measure == "documents" else f"{value:.1f}"


def _tile(
    workspace: Workspace,
    tile: Tile,
    whole: dict[str, Figure],
    bounds: list[float],
    measure: Measure,
    language: Language,
) -> DrawnTile:
    prefecture = next(place for place in whole if place.startswith(f"place/{tile.number}"))
    label = workspace.network.label(prefecture)
    short = label.ja.rstrip(ENDINGS) if language == "ja" else label.en.partition(" ")[0]
    short = "京都" if label.ja == "京都府" and language == "ja" else short
    places = sum(place.prefecture == prefecture for place in workspace.network.concepts_in("place"))
    value = whole[prefecture].value
    told = text("web-nothing", language) if value is None else in_words(measure, value, language)
    return DrawnTile(tile, prefecture, label.of(language), short, told, value or 0.0, places,
                     step_of(value or 0.0, bounds))  # fmt: skip


async def show(request: Request) -> Response:
    """The map; where ways are not counted yet, how far it is."""
    language, sent = language_of(request), sent_query(request)
    found = await site_of(request).answer(lambda workspace: japan(workspace, sent, language))
    counting = request.app.state.counting
    width, height = size()
    context = {"japan": found, "measures": MEASURES, "of_registers": OF_REGISTERS, "shares": SHARES, "width": width,
               "height": height, "counting": counting}  # fmt: skip
    return page(request, "web/japan.html", context, scripts=("scripts/sort.js",))
