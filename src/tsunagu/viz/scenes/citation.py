"""How a provision is cited: 第9条第3項第2号 in Japanese, Article 9(3)[2] in English."""

from __future__ import annotations

from tsunagu.messages import Language, text
from tsunagu.network.model import Network


def cite(network: Network, provision: str, language: Language) -> str:
    """The act and the number of a provision; the label of one that is not known by its id."""
    known = network.provisions.get(provision)
    if known is None:
        return network.label(provision).of(language)
    return text("page-cite", language, statute=known.statute.of(language), number=number(provision, language))


def number(provision: str, language: Language) -> str:
    """The number of a provision as one writes it; empty for a whole act.

    >>> number("law/504AC0100000052/Article_2_3/Paragraph_1", "ja")
    '第2条の3第1項'
    """
    shown = []
    for part in provision.split("/")[2:]:
        level, _, digits = part.partition("_")
        head, *branches = digits.split("_")
        branch = "".join(text("page-cite-branch", language, number=digits) for digits in branches)
        shown.append(text(f"page-cite-{level.lower()}", language, number=head, branch=branch))
    return "".join(shown)
