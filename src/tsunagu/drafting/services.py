"""Services a measure offers, by its title: desks, consultation, benefits, places to go to. Always a proposal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from tsunagu.drafting.model import Item
from tsunagu.drafting.reader import Reading
from tsunagu.drafting.tags import Tagged
from tsunagu.graph.text import normal_form

_OFFERED = re.compile(
    "相談|窓口|教室|講座|ホットライン|サロン|広場|居場所|手当|給付|貸付|助成|派遣|一時保護|同行|訪問|宿泊|通訳"
)
_NOT_FOR_PEOPLE = re.compile("体制|研修|周知|連携|検討|職員|相談員|啓発|情報提供|調査|計画|支援員")
_AFTER_ASSESSMENT = frozenset(
    {
        "fn_temp_protection",
        "fn_short_stay",
        "fn_accompany",
        "fn_aftercare",
        "fn_plan",
        "fn_residential",
        "fn_entrusted_protection",
    }
)
LONGEST = 30


def draft_services(reading: Reading, tagged: Mapping[str, Sequence[Tagged]]) -> Iterator[tuple[Item, dict[str, str]]]:
    """Yield each measure that offers something to people, with the columns of a service."""
    for item in reading.items:
        title = normal_form(item.title.text)
        functions = [tag.concept for tag in tagged[item.row] if tag.scheme == "function"]
        providers = [
            piece for piece in item.departments if piece.role == "lead" and normal_form(piece.text) in reading.ids
        ]
        if not functions or not providers or item.repeat or len(title) > LONGEST:
            continue
        if not _OFFERED.search(title) or _NOT_FOR_PEOPLE.search(title):
            continue
        entry = "false" if _AFTER_ASSESSMENT.intersection(functions) else "true"
        yield item, {
            "row": item.row, "label_ja": title, "label_en": "(to be translated)", "label_kind": "printed",
            "provider": reading.ids[normal_form(providers[0].text)][0], "functions": "；".join(functions),
            "needs": "；".join(tag.concept for tag in tagged[item.row] if tag.scheme == "need"),
            "for_groups": "；".join(tag.concept for tag in tagged[item.row] if tag.scheme == "target_group"),
            "entry": entry, "status": "in_operation", "layer": "stated", "disclosure": "public",
        }  # fmt: skip
