"""Check every row that rests on law against the article, paragraph and item it names.

Of each row is shown, as far as it says so: that the provision stands in the statute, that the article is still as it
was when it was read (SHA-256), that the anchor stands in it, that its verb is of the wording class the row gives, that
whoever must act is named as acting, and that the bodies, the function and the kind of linkage are named
(`law_words.csv`), or, where a rule of `rules.csv` puts a body in the place of another, that the words stand there which
the rule speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from tsunagu.graph.law_text import LawText, Provision
from tsunagu.graph.law_wording import binds, sentences_of, wording_of
from tsunagu.graph.law_words import LawWords, with_referred
from tsunagu.graph.rows import Row, Tables
from tsunagu.graph.text import normal_form

CITATION = re.compile(r"((?:law|ord|notice)_[a-z0-9_]+)(?::(.+))?")
STRENGTHS = {
    "nakereba": ("must", "may"),
    "mono-to-suru": ("must", "may"),
    "hairyo": ("consideration",),
    "doryoku": ("endeavour",),
    "dekiru": ("may",),
    "none": ("must", "none", "may"),
}
"""Which strengths may stand with a wording; `may` with a must where the provision leaves a choice of means."""
GOVERNMENTS = {
    "prefecture": "bt_prefecture",
    "municipality": "bt_municipality",
    "city": "bt_municipality",
    "designated_city": "bt_designated_city",
}


@dataclass(frozen=True)
class Doubt:
    """What the law does not bear out: a message key and its detail."""

    reason: str
    detail: str


@dataclass(frozen=True)
class Cited:
    """A provision a row names, with the statute it stands in."""

    statute: str
    article: str
    law: LawText
    provision: Provision

    @property
    def name(self) -> str:
        """How the graph names it: `law_dv:6(1)`."""
        return f"{self.statute}:{self.article}" if self.article else self.statute


def citations_of(row: Row) -> list[tuple[str, str]]:
    """Every statute a row names, with the article where it names one, in the order of the row."""
    found = [(row.text("statute"), article) for article in row.texts("article") or ("",) if row.text("statute")]
    for column in row.table.columns:
        if column not in ("id", "statute") and row.table.name != "law_words":
            matched = (CITATION.fullmatch(text) for text in row.texts(column))
            found.extend((match[1], match[2] or "") for match in matched if match)
    return found


class LawCheck:
    """The checks of `graph/japan` against the texts of statutes, by e-Gov id."""

    def __init__(self, tables: Tables, laws: dict[str, LawText]) -> None:
        self.tables = tables
        self.words = LawWords(tables)
        self._egov = {row.key[0]: row.text("egov_id") for row in tables.of("statutes")}
        self._laws = laws

    def unread(self, row: Row) -> list[str]:
        """The statutes a row names whose text is not here."""
        names = [row.key[0]] if row.table.name == "statutes" else [statute for statute, _ in self.cited_by(row)]
        return [name for name in dict.fromkeys(names) if self._egov.get(name, "") not in self._laws]

    def body(self, row: Row) -> str:
        """The words of the statute of a row of `statutes`."""
        return self._laws[row.text("egov_id")].body

    def cited_by(self, row: Row) -> list[tuple[str, str]]:
        """The statutes and articles a row rests on; a reading of a condition on those of the duties with its words."""
        if row.table.name == "conditions":
            return self._by_condition.get(row.text("condition_ja"), [])
        return citations_of(row)

    def rests_on_law(self, row: Row) -> bool:
        """Tell whether a row says something of a statute."""
        return row.table.name == "statutes" or bool(self.cited_by(row))

    def doubts(self, row: Row) -> Iterator[Doubt]:
        """What the law does not bear out of a row whose statutes are all here."""
        if row.table.name == "statutes":
            yield from _head_doubts(row, self._laws[row.text("egov_id")])
            return
        cited: list[Cited] = []
        for statute, article in self.cited_by(row):
            law = self._laws[self._egov[statute]]
            provision = law.provision(article) if article else Provision(())
            if provision is None:
                yield Doubt("law-provision", f"{statute}:{article}")
            else:
                cited.append(Cited(statute, article, law, provision))
        if cited and row.table.name in _CHECKS:
            yield from _CHECKS[row.table.name](self, row, cited)

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {row.key[0]: row.text("label_ja") for row in self.tables.of("places")}

    @cached_property
    def _by_condition(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        for table in ("linkage_duties", "type_functions"):
            for row in self.tables.of(table):
                found.setdefault(row.text("condition_ja"), []).extend(citations_of(row))
        return found

    def article(self, row: Row, cited: list[Cited]) -> Iterator[Doubt]:
        """A row of `articles`: the article unchanged, its anchor, its verb, who must act."""
        citation = cited[0]
        article = citation.law.articles[re.split(r"[(\[]", citation.article)[0]]
        if article.sha256 != row.text("text_sha256"):
            yield Doubt("law-changed", citation.name)
        anchor = normal_form(row.text("anchor"))
        if anchor not in normal_form(citation.provision.own):
            yield Doubt("law-anchor", f"{citation.name}: {row.text('anchor')}")
        yield from _wording(row.text("wording"), row.text("modality"), citation, anchor)
        yield from _plain(row, citation, anchor)
        yield from self._acting(row.texts("addressee"), citation)

    def _acting(self, kinds: tuple[str, ...], citation: Cited) -> Iterator[Doubt]:
        text = with_referred(citation.law, citation.article, citation.provision.words)
        spoken = "。".join(sentences_of(text)) + "。" + text.replace("。", "、")
        for kind in kinds:
            if not self.words.acts(kind, citation.statute, spoken):
                yield Doubt("law-addressee", f"{citation.name}: {kind}")

    def duty(self, row: Row, cited: list[Cited]) -> Iterator[Doubt]:
        """A row of `linkage_duties` or `type_functions`: the verb, both ends or the body, what is done."""
        ends = [row.text(column) for column in ("from", "to", "body_type") if row.text(column)]
        done = row.text("kind") or row.text("function")
        rule = row.text("rule")
        yield from self._unnamed(ends, cited, rule)
        if rule != "function_from_words":
            yield from self._unnamed([done], cited)
        if row.text("wording") != "none" or self._bids(ends[0], cited[0]):
            yield from _wording(row.text("wording"), row.text("strength"), cited[0])

    def _bids(self, kind: str, citation: Cited) -> bool:
        """Tell whether a provision speaks of `kind` as the one who acts."""
        return self.words.acts(kind, citation.statute, "。".join(sentences_of(citation.provision.words)) + "。")

    def _unnamed(self, names: list[str], cited: list[Cited], rule: str = "") -> Iterator[Doubt]:
        for name in names:
            wanted = (name, rule) if rule else (name,)
            if not any(
                self.words.named(each, citation.statute, citation.provision.words)
                for each in wanted
                for citation in cited
            ):
                yield Doubt("law-named", f"{'；'.join(citation.name for citation in cited)}: {name}")

    def kind(self, row: Row, cited: list[Cited]) -> Iterator[Doubt]:
        """A row of `body_types`: the kind is named, and the first provision has the verb."""
        yield from self._unnamed([row.key[0]], cited)
        if row.text("wording") != "none" or row.text("strength") != "none":
            yield from _wording(row.text("wording"), row.text("strength"), cited[0])

    def expected(self, row: Row, cited: list[Cited]) -> Iterator[Doubt]:
        """A row of `expectations`: the kind is named, and the verb is as strong as the row says."""
        yield from self._unnamed([row.text("body_type")], cited)
        strong = {strength for sentence in _sentences(cited[0]) for strength in STRENGTHS[wording_of(sentence)]}
        if row.text("strength") not in strong:
            yield Doubt("law-wording", f"{cited[0].name}: {row.text('strength')}")

    def whom(self, row: Row, cited: list[Cited]) -> Iterator[Doubt]:
        """A row of `competence` or `audiences`: the kind is named, and so is the group."""
        yield from self._unnamed([name for name in (row.text("body_type"), row.text("group")) if name], cited)

    def actor(self, row: Row, cited: list[Cited]) -> Iterator[Doubt]:
        """A row of `actors`: those whose part the institution takes are named; itself too, unless anyone would do."""
        parts = row.texts("acts_as")
        yield from self._unnamed(
            list(parts[:1]) if "bt_any_person" in parts else [row.text("body_type"), *parts], cited
        )

    def listed(self, row: Row, cited: list[Cited]) -> Iterator[Doubt]:
        """A row of `designations` or `places`: the order names the place."""
        label = self._labels[row.text("place") or row.key[0]]
        if label not in _listed_in(cited[0].provision.words if cited[0].article else cited[0].law.body):
            yield Doubt("law-named", f"{cited[0].name}: {label}")

    def checked(self, row: Row, cited: list[Cited]) -> Iterator[Doubt]:
        """A row of `checklist`: each wording stands in one of the provisions, and who is bound is named in one."""
        for wording in row.texts("wording"):
            if all(list(_wording(wording, row.text("strength"), citation)) for citation in cited if citation.article):
                yield Doubt("law-wording", f"{'；'.join(citation.name for citation in cited)}: {wording}")
        acting = {kind for citation in cited for kind in self._all_acting(citation)}
        for who in row.texts("who"):
            if acting and who != "all" and not acting & {GOVERNMENTS[who], *self._set_up_by[who]}:
                yield Doubt("law-addressee", f"{'；'.join(citation.name for citation in cited)}: {who}")

    def _all_acting(self, citation: Cited) -> set[str]:
        """Every kind a provision speaks of as one who acts; none where it is in the passive."""
        return {row.key[0] for row in self.tables.of("body_types") if self._bids(row.key[0], citation)}

    @cached_property
    def _set_up_by(self) -> dict[str, set[str]]:
        kinds = [(row.key[0], row.texts("established_by")) for row in self.tables.of("body_types")]
        return {who: {kind for kind, by in kinds if who in by} for who in GOVERNMENTS}

    def sourced(self, row: Row, cited: list[Cited]) -> Iterator[Doubt]:
        """A row of `functions`: a provision it rests on has a word for it."""
        yield from self._unnamed([row.key[0]], [citation for citation in cited if citation.article])

    def condition(self, row: Row, cited: list[Cited]) -> Iterator[Doubt]:
        """A row of `conditions`: a word of the condition stands in a provision of a duty that has it."""
        words = {
            run[at : at + 2]
            for run in re.findall(r"[一-龠]{2,}", row.text("condition_ja"))
            for at in range(len(run) - 1)
        }
        if words and not any(word in citation.provision.words for word in words for citation in cited):
            yield Doubt("law-named", f"{'；'.join(citation.name for citation in cited)}: {row.text('condition_ja')}")


_CHECKS: dict[str, Callable[[LawCheck, Row, list[Cited]], Iterator[Doubt]]] = {
    "articles": LawCheck.article,
    "linkage_duties": LawCheck.duty,
    "type_functions": LawCheck.duty,
    "body_types": LawCheck.kind,
    "expectations": LawCheck.expected,
    "competence": LawCheck.whom,
    "audiences": LawCheck.whom,
    "actors": LawCheck.actor,
    "designations": LawCheck.listed,
    "places": LawCheck.listed,
    "checklist": LawCheck.checked,
    "functions": LawCheck.sourced,
    "conditions": LawCheck.condition,
}


def _sentences(citation: Cited, anchor: str = "") -> list[str]:
    """The sentences whose verb a provision goes by: of an item the opening words it completes and its own end.

    Where an anchor is given and stands in one of them, it is that one.
    """
    if citation.provision.item:
        return [*sentences_of(citation.provision.paragraphs[0].opening), *sentences_of(citation.provision.item)]
    found = [sentence for paragraph in citation.provision.paragraphs for sentence in sentences_of(paragraph.text)]
    return [sentence for sentence in found if anchor and anchor in normal_form(sentence)] or found


def _plain(row: Row, citation: Cited, anchor: str) -> Iterator[Doubt]:
    """Doubt a modality that a sentence without one of the five wordings does not have."""
    if row.text("wording") == "none":
        sentence = _sentences(citation, anchor)[0]
        if binds(sentence) != (row.text("modality") == "must"):
            yield Doubt("law-wording", f"{citation.name}: {row.text('modality')} ≠ …{sentence[-12:]}")


def _listed_in(text: str) -> set[str]:
    """The cities and wards an order lists, with or without commas between them."""
    apart = re.sub("東京都|及び|並びに|次のとおり指定する。", "、", text)
    return {name.strip() for name in re.findall(r"[^、。\s]+?[市区](?![市区])", apart)}


def _wording(wording: str, strength: str, citation: Cited, anchor: str = "") -> Iterator[Doubt]:
    """Doubt a wording class that no sentence has; where the anchor stands in one of them, that one must have it."""
    sentences = _sentences(citation, anchor)
    found = {wording_of(sentence) for sentence in sentences}
    if not anchor and any("に努め、" in sentence for sentence in sentences):
        found.add("doryoku")
    if wording not in found or strength not in STRENGTHS[wording]:
        yield Doubt("law-wording", f"{citation.name}: {wording} ({strength}) ≠ {'/'.join(sorted(found))}")


def _head_doubts(row: Row, law: LawText) -> Iterator[Doubt]:
    """Doubt what a row of `statutes` says that the head of the text does not."""
    told = {
        "title_ja": "title",
        "law_number": "law_num",
        "promulgated": "publication_date",
        "text_in_force_from": "last_updated",
    }
    for column, name in told.items():
        if row.text(column) and row.text(column) != law.head.get(name):
            yield Doubt("law-head", f"{column} = {row.text(column)} ≠ {law.head.get(name)}")
