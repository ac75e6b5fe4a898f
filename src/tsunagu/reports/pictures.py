"""Pictures of a report as SVG texts: the network of the place, services per stage, needs per theme.

Each has a title and a description inside, its words are text, and its numbers stand in a table of the report too.
No library and no script are needed to see them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

from markupsafe import Markup

from tsunagu.gaps.fields import themed
from tsunagu.network.sources import read_locators
from tsunagu.reports.matrix import TONES, Matrix, tone_of
from tsunagu.reports.records import SIGNS, Bar, Cell, Column, ReportPicture, ReportTable, Tone
from tsunagu.reports.words import Wordsmith
from tsunagu.viz.drawing.labels import em_width
from tsunagu.viz.drawing.layout import Layout, lay_out
from tsunagu.viz.drawing.still import still_boxes, still_lines
from tsunagu.viz.pages import data as page_data
from tsunagu.viz.pages.frame import Neighbours, frame
from tsunagu.viz.pages.shell import environment
from tsunagu.viz.scenes.bundles import Picture as Drawing
from tsunagu.viz.scenes.bundles import draw
from tsunagu.viz.scenes.place import place_scene
from tsunagu.viz.scenes.projector import Projector
from tsunagu.viz.scenes.scene import Link, Scene

MOST_DRAWN = 70
"""Bodies drawn one by one; smaller ones are folded into boxes that say how many."""
COLOURS: Mapping[Tone, tuple[str, str]] = {
    "": ("#ffffff", "#1b2733"), "found": ("#cfe3d4", "#1f5a31"), "listed": ("#e2eff6", "#1d4f6e"),
    "law": ("#e3e1f5", "#3a3680"),
    "waiting": ("#fbeede", "#7c4409"), "otherwise": ("#f7eaf2", "#6f2253"), "none": ("#ffffff", "#4d5963"),
    "unknown": ("#eceef0", "#4d5963"), "void": ("#f4f5f6", "#6b7a86"),
}  # fmt: skip
"""Ground and ink of each tone, 4.5:1 and more."""
WIDTH, LINE, PAD, GAP, TEXT = 860, 26, 10, 8, 14
NUMBER_ROOM = 64


def network_scene(words: Wordsmith) -> Scene:
    """The network of the place over all its documents, closed bodies with label and kind only."""
    shared = words.at.shared
    projector = Projector(shared.guard, words.language, partial(read_locators, shared.graph))
    return shared.guard.scene(place_scene(projector, words.at.place)).value


def network_picture(words: Wordsmith, scene: Scene) -> ReportPicture:
    """The still drawing of the network; in words: who is linked most, and how many are drawn."""
    drawing = draw(scene, words.language, MOST_DRAWN)
    layout = lay_out(drawing, scene.subject)
    most = Counter(label for link in drawing.links for label in (link.start_label, link.end_label)).most_common(5)
    names = words.join(words.say("body-count", body=label, count=count) for label, count in most)
    says = words.say("network-says", bodies=len(scene.nodes), links=len(scene.links), names=names)
    note = words.say("network-note", withheld=scene.withheld) if scene.withheld else ""
    title = words.say("network-title", place=words.label(words.at.place))
    return ReportPicture("network", title, _still(words, drawing, layout, title, says), says, note)


def _still(words: Wordsmith, drawing: Drawing, layout: Layout, title: str, says: str) -> str:
    context = frame(words.language, Neighbours()) | {
        "size": layout, "regions": page_data.region_items(layout), "boxes": still_boxes(drawing, layout),
        "lines": still_lines(drawing, layout), "lock_path": page_data.LOCK_PATH, "title": title, "says": says,
    }  # fmt: skip
    return environment(context).get_template("report-network.svg").render()


def links_table(words: Wordsmith, scene: Scene) -> ReportTable:
    """Every linkage of the picture as a row: the picture's table."""
    labels = {node.iri: node.label for node in scene.nodes}
    titles = {source.letter: words.letters.get(source.id, source.letter) for source in scene.subject.sources}
    columns = (("from", 28), ("to", 28), ("kind", 16), ("layer", 13), ("purpose", 44), ("where", 44))
    rows = []
    for link in scene.links:
        told = ("", "")
        if link.iri not in words.at.shared.guard.secret_facts:
            told = (link.purpose, _where(words, link, titles))
        ends = (labels[link.start], labels[link.end])
        rows.append(tuple(map(Cell, (*ends, link.kind_label, link.layer_label, *told))))
    return ReportTable("links", words.say("sheet-links"), words.say("title-links"), words.say("intro-links"),
                 tuple(Column(words.say(f"col-{key}"), width) for key, width in columns), tuple(rows), head=2,
                 empty=words.say("empty"), withheld=scene.withheld)  # fmt: skip


def _where(words: Wordsmith, link: Link, titles: Mapping[str, str]) -> str:
    if not link.spots:
        return "\n".join(link.grounds)
    spot = link.spots[0]
    return words.say("place", letter=titles.get(link.document, ""), row=link.row, words=spot.anchor,
                     begins=spot.begins, ends=spot.finishes)  # fmt: skip


def stage_picture(words: Wordsmith, matrix: Matrix) -> ReportPicture:
    """A bar chart of the services in operation per support stage."""
    counted = matrix.by_stage()
    bars = [Bar(stage.label.of(words.language), (("found", count),)) for stage, count, _ in counted]
    says = words.join(words.say("body-count", body=bar.label, count=bar.total) for bar in bars)
    title = words.say("stages-title")
    return ReportPicture("stages", title, chart(bars, title, says, signs=False), says, words.say("stages-note"))


def theme_picture(words: Wordsmith) -> ReportPicture:
    """Stacked bars: per theme, the needs by how they are met."""
    tones = {row.subjects[0]: tone_of(row) for row in words.at.rows.get("coverage", ())}
    themes: dict[str, Counter[Tone]] = {}
    for theme, need in themed(words.at.network.concepts_in("need")):
        themes.setdefault(theme, Counter())[tones[need.id]] += 1
    bars = [Bar(words.say(f"theme-{theme}"), tuple((tone, counts[tone]) for tone in TONES if counts[tone]))
            for theme, counts in themes.items()]  # fmt: skip
    says = "".join(_bar_says(words, bar) for bar in bars)
    title = words.say("themes-title")
    return ReportPicture("themes", title, chart(bars, title, says), says, words.say("themes-note"))


def _bar_says(words: Wordsmith, bar: Bar) -> str:
    parts = (words.say("body-count", body=words.say(f"tone-{tone}"), count=count) for tone, count in bar.parts)
    return words.say("theme-says", theme=bar.label, parts=words.join(parts))


def chart(bars: Sequence[Bar], title: str, says: str, *, signs: bool = True) -> str:
    """Horizontal bars as SVG: labels left, one part per tone with its sign and number, totals right."""
    labels = max((em_width(bar.label) for bar in bars), default=0) * TEXT + PAD
    room = WIDTH - labels - NUMBER_ROOM - PAD
    most = max((bar.total for bar in bars), default=0) or 1
    height = (LINE + GAP) * len(bars) + PAD
    parts = [Markup('<svg class="chart" viewBox="0 0 {} {}" role="img" xmlns="http://www.w3.org/2000/svg">'
                    "<title>{}</title><desc>{}</desc>").format(WIDTH, height, title, says)]  # fmt: skip
    for at, bar in enumerate(bars):
        y = PAD + at * (LINE + GAP)
        parts += _bar(bar, round(labels), y, room / most, signs=signs)
    return str(Markup("").join([*parts, Markup("</svg>")]))


def _bar(bar: Bar, x: int, y: int, unit: float, *, signs: bool) -> list[Markup]:
    middle = y + LINE // 2 + TEXT // 3
    made = [Markup('<text x="{}" y="{}" class="bar-label">{}</text>').format(x - PAD, middle, bar.label)]
    at = float(x)
    for tone, count in bar.parts:
        width = round(count * unit, 1)
        ground, ink = COLOURS[tone]
        made.append(Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}"/>').format(
            round(at, 1), y, width, LINE, ground, ink))  # fmt: skip
        if signs:
            told = f"{SIGNS[tone]}{count}"
            made.append(Markup('<text x="{}" y="{}" class="bar-part" fill="{}">{}</text>').format(
                round(at + width / 2, 1), middle, ink, told))  # fmt: skip
        at += width
    made.append(Markup('<text x="{}" y="{}" class="bar-total">{}</text>').format(round(at + GAP, 1), middle, bar.total))
    return made
