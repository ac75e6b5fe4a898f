"""A made-up country for measuring, shaped like the real one: 47 prefectures, 1,741 municipalities, drawn with a seed.

At full size 1,788 local governments, about 107,000 bodies, 214,000 services and 267,000 linkages, fed directly into a
`Network`; the needs, functions, kinds of bodies and duties are those of the shipped graph. Kinds, layers and ends of
linkages are drawn in about the shares of the five shipped documents: half within a city, the rest to its prefecture, to
the nation, between bodies of the prefecture, or to a partner the text leaves open. No number here is a finding.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

from tsunagu.network.model import NATION, Network
from tsunagu.network.records import Body, Concept, Interval, Linkage, Service, Words

PREFECTURES, MUNICIPALITIES = 47, 1741
BODIES, SERVICES, LINKAGES = 107_000, 214_000, 267_000
LAYERS = ("stated", "reported", "planned", "opinion", "inferred")
LAYER_SHARES = (41, 16, 10, 2, 31)
KINDS = ("liaise", "share_information", "refer", "support", "train", "convene", "co_run", "notify", "entrust",
         "request_protection")  # fmt: skip
KIND_SHARES = (44, 10, 9, 8, 8, 7, 7, 4, 2, 1)
TARGETS, TARGET_SHARES = ("place", "prefecture", "nation", "region", "unnamed"), (50, 22, 3, 5, 20)
SHARED = ("need", "function", "stage", "group", "layer", "body-type", "modality", "status", "linkage-kind", "rule")


def make_country(shipped: Network, share: float = 1.0, seed: int = 7) -> Network:
    """Return a country of a share of the full size; the same share and seed give the same country. O(rows)."""
    return _Maker(shipped, share, random.Random(seed)).network()


class _Maker:
    def __init__(self, shipped: Network, share: float, rng: random.Random) -> None:
        self.shipped, self.share, self.rng = shipped, share, rng
        prefectures = max(1, round(PREFECTURES * min(1.0, share * 4)))
        self.prefectures = [f"place/{at:02}0006" for at in range(1, prefectures + 1)]
        self.cities = {
            f"place/{at % prefectures + 1:02}{1000 + at // prefectures:04}": self.prefectures[at % prefectures]
            for at in range(max(1, round(MUNICIPALITIES * share)))
        }
        self.bodies: dict[str, list[Body]] = {}

    def network(self) -> Network:
        bodies = {body.id: body for body in sorted(self._bodies(), key=lambda body: body.id)}
        services = tuple(sorted(self._services(), key=lambda service: service.id))
        links = tuple(sorted(self._links(), key=lambda link: link.id))
        bodies |= {body.id: body for body in self._unnamed(links)}
        shared = {concept.id: concept for concept in self.shipped.concepts.values() if concept.scheme in SHARED}
        concepts = {**shared, **{concept.id: concept for concept in self._concepts()}}
        return Network(bodies, links, services, self.shipped.duties, concepts, self.shipped.provisions, "made-up")

    def _concepts(self) -> Iterator[Concept]:
        for place in self.prefectures:
            yield Concept(place, Words(place), "place", place_kind="prefecture")
        for place, prefecture in self.cities.items():
            yield Concept(place, Words(place), "place", place_kind="city", prefecture=prefecture)
        for place in (*self.prefectures, *self.cities):
            period = Interval(date(2024, 4, 1), None)
            yield Concept(_document(place), Words(place), "document", authority=place, kind="plan", period=period)

    def _bodies(self) -> Iterator[Body]:
        kinds = sorted(body.id for body in self.shipped.bodies.values() if body.sort == "kind")
        places = [*self.prefectures, *self.cities]
        each = (BODIES * self.share - 200) / (len(self.cities) + 2 * len(self.prefectures))
        for place in (NATION, *places):
            count = 200 if place == NATION else round(each * (2 if place in self.prefectures else 1))
            made = [self._body(place, number, kinds) for number in range(count)]
            self.bodies[place] = made
            yield from made
        yield from (body for body in self.shipped.bodies.values() if body.sort == "kind")

    def _body(self, place: str, number: int, kinds: list[str]) -> Body:
        code, whole = place.rsplit("/", 1)[-1], f"body/{place.rsplit('/', 1)[-1]}-0"
        expected = number % 3 == 2
        kind = (self.rng.choice(kinds),) if expected or self.rng.random() < 0.2 else ()
        kind = ("body-type/municipality",) if number == 0 and place in self.cities else kind
        name = f"{'expected' if expected else 'body'}/{code}-{number}"
        return Body(
            name, "expected" if expected else "named", Words(f"{code}の{number}", f"{number} of {code}"), "",
            "" if expected else "unit", kind, place, "" if expected or number == 0 else whole,
            "" if expected else "existing", disclosure="confidential" if self.rng.random() < 0.02 else "public",
            modality=self.rng.choice(("must", "must", "endeavour", "may")) if expected else "",
            documents=() if expected else (_document(place),),
        )  # fmt: skip

    def _services(self) -> Iterator[Service]:
        needs = [need for need in self.shipped.concepts_in("need") if need.functions]
        named = [body for held in self.bodies.values() for body in held if body.sort == "named"]
        for number in range(round(SERVICES * self.share)):
            need, body = self.rng.choice(needs), self.rng.choice(named)
            layer = self.rng.choice(("stated", "stated", "stated", "reported"))
            yield Service(
                f"service/{number:06}", body.id, Words(f"支援{number}"), frozenset({self.rng.choice(need.functions)}),
                frozenset({need.id}) if self.rng.random() < 0.6 else frozenset(), entry=self.rng.random() < 0.1,
                status="in_operation", layer=layer, document=_document(body.place),
            )  # fmt: skip

    def _links(self) -> Iterator[Linkage]:
        places = [*self.prefectures, *self.cities]
        for number in range(round(LINKAGES * self.share)):
            place = self.rng.choice(places)
            start = self._pick(place)
            end = self._end(place, number)
            layer = self.rng.choices(LAYERS, LAYER_SHARES)[0]
            status = "planned" if layer == "planned" else "in_operation"
            kind = self.rng.choices(KINDS, KIND_SHARES)[0]
            document = "" if layer == "inferred" else _document(place)
            rule = "rule/same_jurisdiction" if layer == "inferred" else ""
            yield Linkage(f"linkage/{number:06}", start, end, kind, layer, status, rule=rule, document=document,
                       about=f"measure/{place[6:]}/{number // 3}")  # fmt: skip

    def _pick(self, place: str) -> str:
        """Return a body of a place: some have many linkages, most few."""
        held = self.bodies[place]
        return held[int(len(held) * self.rng.random() ** 2)].id

    def _end(self, place: str, number: int) -> str:
        target = self.rng.choices(TARGETS, TARGET_SHARES)[0]
        if target == "unnamed":
            return f"unnamed/{number:06}"
        prefecture = self.cities.get(place, place)
        if target == "region":
            return self._pick(self.rng.choice(sorted(self.prefectures)))
        return self._pick({"place": place, "prefecture": prefecture, "nation": NATION}[target])

    def _unnamed(self, links: tuple[Linkage, ...]) -> Iterator[Body]:
        for link in links:
            if link.end.startswith("unnamed/"):
                yield Body(link.end, "unnamed", Words("関係機関", "related organisations"))


def _document(place: str) -> str:
    return f"document/plan-{place.rsplit('/', 1)[-1]}"
