"""The structure in words and as tables: each figure with what it means and how it stands beside chance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tsunagu.disclosure.shown import Shown
from tsunagu.messages import Language, text
from tsunagu.network.model import Network
from tsunagu.queries.answers import Answer, make_answer
from tsunagu.structure.chance import Chance
from tsunagu.structure.report import MOST, PUBLISHED, BodyGroup, LayerStructure, StructureFigure

SHOWN_GROUPS = 4
WHOLE_NUMBERS = frozenset({"max-core"})
FIGURE_COLUMNS = (
    "layer", "figure", "value", "error", "any-mean", "any-low", "any-high", "any-lies", "rewired-mean", "rewired-low",
    "rewired-high", "rewired-lies",
)  # fmt: skip
BODY_COLUMNS = ("layer", "list", "place-in-list", "body", "value", "id")


class StructureTeller:
    """Words of one language over one network."""

    def __init__(self, network: Network, language: Language) -> None:
        self.network, self.language = network, language

    def say(self, key: str, **data: object) -> str:
        """A message of this topic."""
        return text(f"structure-{key}", self.language, **data)

    def label(self, name: str) -> str:
        """The label of a body or a concept."""
        return self.network.label(name).of(self.language)

    def join(self, parts: Iterable[str]) -> str:
        """Several names as one text."""
        return self.say("list-separator").join(parts)

    def layer(self, name: str) -> str:
        """The name of a layer, or of the layers taken together."""
        return self.say(f"layers-{name}") if name in ("walked", "chosen") else self.label(f"layer/{name}")

    def told(self, shown: Shown[Sequence[LayerStructure]], scope: str) -> str:
        """Plain sentences about the last entry (all walked layers, or the chosen ones) and a line per layer."""
        found = shown.value
        whole = found[-1]
        lines = [self.say("title", scope=scope), self.say("warning"), ""]
        for measured in found[:-1]:
            lines.append(self.say("layer-line", layer=self.layer(measured.name), linkages=measured.linkages,
                                  unnamed=measured.unnamed, nodes=measured.nodes,
                                  density=_shown(measured.figure("density"))))  # fmt: skip
        layers = self.join(self.label(f"layer/{layer}") for layer in whole.layers)
        lines += ["", self.say("whole", layer=self.layer(whole.name), layers=layers)]
        lines += [f"- {line}" for line in self._whole(whole)]
        return "\n".join(lines) + "\n"

    def _whole(self, whole: LayerStructure) -> list[str]:
        sorts = self.join(self.say(f"sort-{sort}", count=count) for sort, count in whole.sorts.items())
        lines = [self.say("size", nodes=whole.nodes, sorts=sorts, linkages=whole.linkages, arcs=whole.arcs)]
        lines += [self.say("unnamed", count=whole.unnamed)] if whole.unnamed else []
        lines += [self._figure(figure) for figure in whole.figures]
        published = self.join(self.say("published-one", count=count, value=value) for count, value in PUBLISHED)
        lines.insert(len(lines) - len(whole.figures) + 1, self.say("published", published=published))
        lines.append(
            self.say(
                "parts",
                weak=whole.weak,
                strong=whole.strong,
                isolates=len(whole.isolates),
                only_unnamed=whole.only_unnamed,
            )
        )
        lines += [self.say("core-members", **self._group(whole.core))] if whole.core.size else []
        lines += [self._communities(whole.communities)] if whole.communities else []
        lines.append(self._office(whole))
        lines += [self._central(kind, held) for kind, held in whole.central.items() if held]
        return lines

    def _figure(self, figure: StructureFigure) -> str:
        said = self.say(f"figure-{figure.name}", value=_shown(figure))
        if figure.error is not None:
            said += self.say("error", error=_number(figure.error))
        return said + "".join(self._chance(chance, figure.name) for chance in figure.chances)

    def _chance(self, chance: Chance, name: str) -> str:
        shown = _whole if name in WHOLE_NUMBERS else _number
        return self.say(
            f"chance-{chance.model}-{chance.lies}",
            low=shown(chance.low),
            high=shown(chance.high),
            mean=shown(chance.mean),
        )

    def _group(self, group: BodyGroup) -> dict[str, object]:
        names = self.join(self.label(body) for body in group.members[:MOST])
        return {"count": group.size, "members": names}

    def _communities(self, groups: Sequence[BodyGroup]) -> str:
        shown = "".join(self.say("community", **self._group(group)) for group in groups[:SHOWN_GROUPS])
        return self.say("communities", count=len(groups), shown=shown)

    def _office(self, whole: LayerStructure) -> str:
        line = whole.office
        if line.index is None:
            return self.say("office-none", elsewhere=line.elsewhere)
        return self.say("office", index=_number(line.index), inside=line.inside, across=line.across,
                        elsewhere=line.elsewhere)  # fmt: skip

    def _central(self, kind: str, held: Sequence[tuple[str, float]]) -> str:
        bodies = self.join(self.say("body-value", body=self.label(name), value=_number(value)) for name, value in held)
        return self.say(f"central-{kind}", bodies=bodies)

    def figures(self, found: Sequence[LayerStructure]) -> Answer:
        """One row per layer and count or figure."""
        rows = [self._figure_row(measured, figure) for measured in found for figure in measured.figures]
        counts = [
            [self.layer(measured.name), self.say(f"name-{name}"), str(value), *[""] * 9]
            for measured in found
            for name, value in _counts(measured)
        ]
        return make_answer(self._titles(FIGURE_COLUMNS), [*counts, *rows])

    def _figure_row(self, measured: LayerStructure, figure: StructureFigure) -> list[str]:
        row = [self.layer(measured.name), self.say(f"name-{figure.name}"), _shown(figure)]
        row.append("" if figure.error is None else _number(figure.error))
        shown: Callable[[float], str] = _whole if figure.name in WHOLE_NUMBERS else _number
        for model in ("any", "rewired"):
            held = next((chance for chance in figure.chances if chance.model == model), None)
            row += ["", "", "", ""] if held is None else [
                shown(held.mean), shown(held.low), shown(held.high), self.say(f"lies-{held.lies}"),
            ]  # fmt: skip
        return row

    def bodies(self, found: Sequence[LayerStructure]) -> Answer:
        """One row per layer, list and body: centralities, the deepest core, communities, isolates."""
        rows = [row for measured in found for row in self._body_rows(measured)]
        return make_answer(self._titles(BODY_COLUMNS), rows)

    def _body_rows(self, measured: LayerStructure) -> Iterable[list[str]]:
        layer = self.layer(measured.name)
        for kind, held in measured.central.items():
            for at, (name, value) in enumerate(held, start=1):
                yield [layer, self.say(f"name-{kind}"), str(at), self.label(name), _number(value), name]
        groups = [("name-core", measured.core.members), ("name-isolates", measured.isolates)]
        for key, members in groups:
            for at, name in enumerate(members, start=1):
                yield [layer, self.say(key), str(at), self.label(name), "", name]
        for number, group in enumerate(measured.communities, start=1):
            for at, name in enumerate(group.members, start=1):
                yield [layer, self.say("name-community", number=number), str(at), self.label(name), "", name]

    def _titles(self, names: Sequence[str]) -> list[str]:
        return [self.say(f"column-{name}") for name in names]


def _counts(measured: LayerStructure) -> list[tuple[str, int]]:
    return [("nodes", measured.nodes), ("linkages", measured.linkages), ("arcs", measured.arcs),
            ("unnamed", measured.unnamed),
            ("isolates-count", len(measured.isolates)), ("only-unnamed", measured.only_unnamed),
            ("weak", measured.weak), ("strong", measured.strong),
            ("office-inside", measured.office.inside), ("office-across", measured.office.across)]  # fmt: skip


def _shown(figure: StructureFigure) -> str:
    return _whole(figure.value) if figure.name in WHOLE_NUMBERS else _number(figure.value)


def _number(value: float) -> str:
    return f"{value:.4f}" if 0 < abs(value) < 0.01 else f"{value:.3f}"


def _whole(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
