"""A route answer as one page that needs nothing else, and its best route or plan as one picture file.

Made from the answer document (`viz/schemas/route-answer.schema.json`), without an engine. The page never names a
circumstance of the person: they are counted, and where one is dropped to see what changes, it is not said which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup, escape

from tsunagu.disclosure.shown import Shown
from tsunagu.messages import Language, text
from tsunagu.routes.answer import Json
from tsunagu.routes.minute import (
    here_line,
    register_line,
    registers_of,
    why,
    words_to_say,
)
from tsunagu.routes.reaching import contact, desk_name, hours_said
from tsunagu.routes.teller import Teller
from tsunagu.viz.drawing.labels import wrap
from tsunagu.viz.pages.frame import Neighbours, frame
from tsunagu.viz.pages.inline import read_asset, source_hash
from tsunagu.viz.pages.shell import environment
from tsunagu.viz.routes.furigana import with_readings
from tsunagu.viz.routes.ways import WayDrawing, draw_way
from tsunagu.viz.routes.wording import WayInWords, WayTeller

COLUMNS = ("step", "from", "to", "kind", "layer", "why", "condition", "basis", "source", "checks")
STYLES = ("styles/way.css", "styles/route.css")
HANDOUT_STYLES = ("styles/handout.css",)
NOTE_EM = 24.0
REVISION = 12
"""How many characters of a revision tell builds apart, as `tsunagu info` shows it."""
_JAPANESE = re.compile(r"[ぁ-ヿ一-鿿々〇][ぁ-ヿ一-鿿々〇・、。「」（）]*")
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class DrawnWay:
    """A route or plan with its drawing."""

    way: WayInWords
    drawing: WayDrawing


@dataclass(frozen=True)
class WantBlock:
    """One want: its routes, best first; none where there is no route."""

    id: str
    want: str
    asked: bool
    ways: tuple[DrawnWay, ...]


@dataclass(frozen=True)
class UnmetInWords:
    """A want without a route: where every attempt ends, and what would open one."""

    want: str
    ends: tuple[str, ...]
    openers: tuple[str, ...]


@dataclass(frozen=True)
class DeskInWords:
    """One desk of the opening in words: its name, how to reach it, why it, and what to say there.

    `plain` is its name without what only an office asks about.
    """

    name: str
    plain: str
    contact: str
    why: str
    say: str


@dataclass(frozen=True)
class RouteSheet:
    """Everything on a page; `heading` names the start shortly, `first` is what to do next.

    That is the joint plan, else the best route, else (`found` is False) the start alone.
    """

    heading: str
    start: str
    wants: str
    also: str
    day: str
    layers: str
    closed: str
    case: int
    revision: str
    answered: bool
    first: DrawnWay
    found: bool
    blocks: tuple[WantBlock, ...]
    unmet: tuple[UnmetInWords, ...]
    changes: tuple[str, ...]
    emergency: tuple[tuple[str, str, str], ...]
    here: tuple[str, ...]
    doors: tuple[DeskInWords, ...]
    more: str
    undocumented: str
    lines: tuple[tuple[str, str, str], ...]
    registers: tuple[str, ...]
    sources: tuple[str, ...]
    voiceless: bool


def route_page(answer: Shown[Json], language: Language) -> str:
    """An answer as one self-contained HTML page."""
    sheet = make_sheet(answer, language)
    context = frame(language, Neighbours(), (), STYLES)
    made = environment(context)
    made.filters["tongue"] = partial(in_its_tongue, language=language)
    return made.get_template("route-answer.html").render(sheet=sheet, columns=COLUMNS)


def handout_page(answer: Shown[Json], language: Language, *, kana: bool = False) -> str:
    """An answer as one sheet to hand to the person: numbers, desks, hours and what to say, in large type and few words.

    Nothing of the question stands on it, and no word that only an office uses. With `kana` Japanese words have their
    readings. Raises `ConfidentialLeak`.
    """
    sheet = make_sheet(answer, language)
    made = environment(frame(language, Neighbours(), (), HANDOUT_STYLES))
    read = kana and language == "ja"
    made.filters["tongue"] = with_readings if read else partial(in_its_tongue, language=language)
    return made.get_template("route-handout.html").render(sheet=sheet)


def handout_style() -> str:
    """The CSP source of the style of a sheet to hand out: pages that open one in their own place have to allow it."""
    return source_hash(str(frame("ja", Neighbours(), (), HANDOUT_STYLES)["style"]))


def in_its_tongue(told: str, language: Language) -> str | Markup:
    """A text for a page; Japanese words in an English page are marked as such, for the voice that reads them.

    >>> in_its_tongue("see 相談窓口 <b>", "en")
    Markup('see <span lang="ja">相談窓口</span> &lt;b&gt;')
    """
    if language == "ja":
        return told
    return Markup(_JAPANESE.sub(r'<span lang="ja">\g<0></span>', str(escape(told))))  # noqa: S704 - escaped just before


def route_svg(answer: Shown[Json], language: Language) -> str:
    """The joint plan (for several wants) or the best route as one SVG file; without a route, the start alone."""
    sheet = make_sheet(answer, language)
    notes = _notes(sheet, language)
    context = frame(language, Neighbours()) | {"style": read_asset("styles/way.css")}
    made = environment(context).get_template("route.svg").render(
        drawn=sheet.first, notes=notes, lines=[line for note in notes for line in wrap(note, NOTE_EM, 4)],
        title=sheet.heading,
    )  # fmt: skip
    return _NOT_XML.sub("", made)


def drawn_of(shown: Shown[Json]) -> tuple[list[str], str, str]:
    """What a picture of the surroundings draws: ids of linkages, of the service at the end, of the first body.

    They are those of the joint plan (for several wants) or of the best route; a step that is no linkage has none.
    """
    answer = shown.value
    several, plan, start = len(answer["routes"]) > 1, answer["plan"], answer["question"]["start"]
    route = next((found for block in answer["routes"] for found in block["alternatives"]), None)
    steps = [visit["leg"] for visit in plan["visits"] if visit["leg"]] if several and plan else []
    offers = [met["offer"] for visit in plan["visits"] for met in visit["met"]] if several and plan else []
    if route and not several:
        steps, offers = route["legs"], route["offers"][:1]
    services = [offer["id"] for offer in offers if not offer["by_law"]]
    bodies = [step["to"]["id"] for step in steps] + [offer["body"]["id"] for offer in offers]
    first = start["id"] if start else next(iter(bodies), "")
    return [step["id"] for step in steps if step["id"]], services[-1] if services else "", first


def _notes(sheet: RouteSheet, language: Language) -> tuple[str, ...]:
    """What stands below a drawing that is a file of its own."""
    title = sheet.first.way.title
    dated = text("answer-dated", language, day=sheet.day or "-", revision=sheet.revision)
    return title, text("route-notice", language), dated


def make_sheet(answer: Shown[Json], language: Language) -> RouteSheet:
    """An answer as the words and drawings of its page."""
    return _SheetMaker(answer.value, language).sheet()


class _SheetMaker:
    def __init__(self, answer: Json, language: Language) -> None:
        self.answer = answer
        self.language = language
        self.teller = Teller(language)
        self.way_teller = WayTeller(self.teller, answer["question"])

    def sheet(self) -> RouteSheet:
        say, lab, join = self.teller.say, self.teller.lab, self.teller.join
        question, opening = self.answer["question"], self.answer["opening"]
        voiceless, said = opening["voiceless"], [] if opening["voiceless"] else opening["numbers"]
        unknown = question["place"] and not opening["place_has_document"]
        blocks = tuple(self._blocks())
        first = self._first(blocks)
        nobody = self._drawn(self.way_teller.dead_end("none", question["start"]))
        wants = join(lab(want) for want in question["wants"] if want["asked"])
        return RouteSheet(
            say("answer-heading", start=nobody.way.stops[0].label, wants=wants),
            self.teller.start_words(question),
            wants,
            join(lab(want) for want in question["wants"] if not want["asked"]),
            question["day"] or "",
            join(say(f"route-layer-{layer}") for layer in question["layers"]),
            join(map(lab, question["closed"])),
            question["case_kept_back"],
            self.answer["revision"][:REVISION],
            self.answer["answered"],
            first or nobody,
            first is not None,
            blocks,
            tuple(map(self._unmet, self.answer["unmet"])),
            tuple(dict.fromkeys(map(self._change, self.answer["changes"]))),
            tuple(map(self._way, opening["written"])) if voiceless else tuple(map(self._line, said)),
            tuple(here_line(self.teller, here) for here in opening["here"]),
            tuple(map(self._door, opening["desks"])),
            say("opening-more", count=opening["more"]) if opening["more"] else "",
            say("opening-no-document", place=lab(question["place"])) if unknown else "",
            tuple(self._line(line) for line in self.answer["emergency"] if line not in said),
            tuple(map(self.teller.register, self.answer["registers"])),
            tuple(register_line(self.teller, register) for register in registers_of(self.answer)),
            voiceless,
        )  # fmt: skip

    def _line(self, line: Json) -> tuple[str, str, str]:
        return line["number"], self.teller.word(line["label"]), self.teller.word(line["use"])

    def _way(self, line: Json) -> tuple[str, str, str]:
        """A way without a voice: its name, where it begins, and when it is used and answered."""
        hours = hours_said(self.teller, line["hours"])
        return self.teller.word(line["label"]), line["page"], self.teller.join((self.teller.word(line["use"]), hours))

    def _door(self, desk: Json) -> DeskInWords:
        teller = self.teller
        name = desk_name(teller, desk)
        plain = name if desk["stands_for"] else teller.lab(desk["body"])
        return DeskInWords(name, plain, contact(teller, desk), why(teller, desk), words_to_say(teller, desk))

    def _drawn(self, way: WayInWords) -> DrawnWay:
        return DrawnWay(way, draw_way(way, self.language))

    def _blocks(self) -> Iterator[WantBlock]:
        for at, block in enumerate(self.answer["routes"], start=1):
            want = self.teller.lab(block["want"])
            ways = (self.way_teller.route(f"route-{at}-{number}", number, route, want)
                    for number, route in enumerate(block["alternatives"], start=1))  # fmt: skip
            yield WantBlock(f"want-{at}", want, block["want"]["asked"], tuple(map(self._drawn, ways)))

    def _first(self, blocks: tuple[WantBlock, ...]) -> DrawnWay | None:
        plan = self.answer["plan"]
        if len(blocks) > 1 and plan:
            return self._drawn(self.way_teller.plan("plan", plan))
        return next((block.ways[0] for block in blocks if block.ways), None)

    def _unmet(self, unmet: Json) -> UnmetInWords:
        ends = dict.fromkeys(map(self.teller.body, unmet["ends"]))
        openers = dict.fromkeys(map(self.teller.opener, unmet["openers"]))
        return UnmetInWords(self.teller.lab(unmet["want"]), tuple(ends), tuple(openers))

    def _change(self, change: Json) -> str:
        """A circumstance the person has is not named: the page may be printed and handed on."""
        dropped = change["how"] == "dropped"
        return self.teller.change({**change, "circumstance": None} if dropped else change)
