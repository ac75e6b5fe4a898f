"""The structure in words and as tables: each figure with what it means and how it stands beside chance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tsunagu.disclosure.shown import Shown
from tsunagu.messages import Language, text
from tsunagu.network.model import Network
from tsunagu.queries.answers import Answer, make_answer
from tsunagu.structure.chance import Chance
from tsunagu.structure.report import MOST, PUBLISHED, Figure, LayerStructure, Part

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
        """Return a message of this topic."""
        return text(f"structure-{key}", self.language, **data)

    def label(self, name: str) -> str:
        """Return the label of a body or a concept."""
        return self.network.label(name).of(self.language)

    def join(self, parts: Iterable[str]) -> str:
        """Return several names as one text."""
        return self.say("list-separator").join(parts)

    def layer(self, name: str) -> str:
        """Return the name of a layer, or of the layers taken together."""
        return self.say(f"layers-{name}") if name in ("walked", "chosen") else self.label(f"layer/{name}")

    def told(self, shown: Shown[Sequence[LayerStructure]], scope: str) -> str:
        """Plain sentences about the last entry (all walked layers, or the chosen ones) and a line per layer."""
        found = shown.value
        whole = found[-1]
        lines = [self.say("title", scope=scope), self.say("warning"), ""]
        for one in found[:-1]:
            lines.append(self.say("layer-line", layer=self.layer(one.name), linkages=one.linkages, unnamed=one.unnamed,
                                  nodes=one.nodes, density=_shown(one.figure("density"))))  # fmt: skip
        layers = self.join(self.label(f"layer/{one}") for one in whole.layers)
        lines += ["", self.say("whole", layer=self.layer(whole.name), layers=layers)]
        lines += [f"- {line}" for line in self._whole(whole)]
        return "\n".join(lines) + "\n"

    def _whole(self, one: LayerStructure) -> list[str]:
        sorts = self.join(self.say(f"sort-{sort}", count=count) for sort, count in one.sorts.items())
        lines = [self.say("size", nodes=one.nodes, sorts=sorts, linkages=one.linkages, arcs=one.arcs)]
        lines += [self.say("unnamed", count=one.unnamed)] if one.unnamed else []
        lines += [self._figure(figure) for figure in one.figures]
        published = self.join(self.say("published-one", count=count, value=value) for count, value in PUBLISHED)
        lines.insert(len(lines) - len(one.figures) + 1, self.say("published", published=published))
        lines.append(
            self.say(
                "parts", weak=one.weak, strong=one.strong, isolates=len(one.isolates), only_unnamed=one.only_unnamed
            )
        )
        lines += [self.say("core-members", **self._group(one.core))] if one.core.size else []
        lines += [self._communities(one.communities)] if one.communities else []
        lines.append(self._office(one))
        lines += [self._central(kind, held) for kind, held in one.central.items() if held]
        return lines

    def _figure(self, figure: Figure) -> str:
        said = self.say(f"figure-{figure.name}", value=_shown(figure))
        if figure.error is not None:
            said += self.say("error", error=_number(figure.error))
        return said + "".join(self._chance(one, figure.name) for one in figure.chances)

    def _chance(self, one: Chance, name: str) -> str:
        shown = _whole if name in WHOLE_NUMBERS else _number
        return self.say(
            f"chance-{one.model}-{one.lies}", low=shown(one.low), high=shown(one.high), mean=shown(one.mean)
        )

    def _group(self, part: Part) -> dict[str, object]:
        names = self.join(self.label(one) for one in part.members[:MOST])
        return {"count": part.size, "members": names}

    def _communities(self, parts: Sequence[Part]) -> str:
        shown = "".join(self.say("community", **self._group(one)) for one in parts[:SHOWN_GROUPS])
        return self.say("communities", count=len(parts), shown=shown)

    def _office(self, one: LayerStructure) -> str:
        line = one.office
        if line.index is None:
            return self.say("office-none", elsewhere=line.elsewhere)
        return self.say("office", index=_number(line.index), inside=line.inside, across=line.across,
                        elsewhere=line.elsewhere)  # fmt: skip

    def _central(self, kind: str, held: Sequence[tuple[str, float]]) -> str:
        bodies = self.join(self.say("body-value", body=self.label(name), value=_number(value)) for name, value in held)
        return self.say(f"central-{kind}", bodies=bodies)

    def figures(self, found: Sequence[LayerStructure]) -> Answer:
        """Return one row per layer and figure."""
        rows = [self._figure_row(one, figure) for one in found for figure in one.figures]
        counts = [
            [self.layer(one.name), self.say(f"name-{name}"), str(value), *[""] * 9]
            for one in found
            for name, value in _counts(one)
        ]
        return make_answer(self._titles(FIGURE_COLUMNS), [*counts, *rows])

    def _figure_row(self, one: LayerStructure, figure: Figure) -> list[str]:
        row = [self.layer(one.name), self.say(f"name-{figure.name}"), _shown(figure)]
        row.append("" if figure.error is None else _number(figure.error))
        shown: Callable[[float], str] = _whole if figure.name in WHOLE_NUMBERS else _number
        for model in ("any", "rewired"):
            held = next((chance for chance in figure.chances if chance.model == model), None)
            row += ["", "", "", ""] if held is None else [
                shown(held.mean), shown(held.low), shown(held.high), self.say(f"lies-{held.lies}"),
            ]  # fmt: skip
        return row

    def bodies(self, found: Sequence[LayerStructure]) -> Answer:
        """Return one row per layer, list and body: centralities, the deepest core, communities, isolates."""
        rows = [row for one in found for row in self._body_rows(one)]
        return make_answer(self._titles(BODY_COLUMNS), rows)

    def _body_rows(self, one: LayerStructure) -> Iterable[list[str]]:
        layer = self.layer(one.name)
        for kind, held in one.central.items():
            for at, (name, value) in enumerate(held, start=1):
                yield [layer, self.say(f"name-{kind}"), str(at), self.label(name), _number(value), name]
        groups = [("name-core", one.core.members), ("name-isolates", one.isolates)]
        for key, members in groups:
            for at, name in enumerate(members, start=1):
                yield [layer, self.say(key), str(at), self.label(name), "", name]
        for number, part in enumerate(one.communities, start=1):
            for at, name in enumerate(part.members, start=1):
                yield [layer, self.say("name-community", number=number), str(at), self.label(name), "", name]

    def _titles(self, names: Sequence[str]) -> list[str]:
        return [self.say(f"column-{name}") for name in names]


def _counts(one: LayerStructure) -> list[tuple[str, int]]:
    return [("nodes", one.nodes), ("linkages", one.linkages), ("arcs", one.arcs), ("unnamed", one.unnamed),
            ("isolates-count", len(one.isolates)), ("only-unnamed", one.only_unnamed),
            ("weak", one.weak), ("strong", one.strong),
            ("office-inside", one.office.inside), ("office-across", one.office.across)]  # fmt: skip


def _shown(figure: Figure) -> str:
    return _whole(figure.value) if figure.name in WHOLE_NUMBERS else _number(figure.value)


def _number(value: float) -> str:
    return f"{value:.4f}" if 0 < abs(value) < 0.01 else f"{value:.3f}"


def _whole(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
