"""The sorts of invented facts: unmarked, of a secret kind, told of around, named in another script, by relation."""

from __future__ import annotations

from collections.abc import Callable

from tests.disclosure.smuggling import (
    DESK,
    FUNCTIONS,
    KANA,
    OPERATING,
    PLACE,
    SECRET_KINDS,
    Cells,
    Fact,
    Inventor,
    _word,
    corpus,
    ground,
)


def unmarked(inventor: Inventor) -> Fact:
    """A body whose name alone tells, with or without a way to it."""
    column = inventor.random.choice(list(corpus()["names"]))
    told = inventor.random.choice(corpus()["names"][column])
    fact = inventor.fact(f"unmarked {column} {told}")
    cells = {column: inventor.filled(fact, told)}
    if column == "id":
        cells["id"] = f"{PLACE}-{cells['id']}"
    elif column == "label_ja" and inventor.random.random() < 0.5:
        cells[inventor.random.choice(("printed", "aliases"))] = cells.pop("label_ja")
    cells["kind"] = inventor.random.choice(("facility", "organisation", "unit", "desk", "programme"))
    cells["disclosure"] = inventor.random.choice(("public", "public", "front_door_only", "confidential"))
    reached = inventor.random.choice(("", "address", "phone", "url"))
    if reached:
        ways = {"address": f"{fact.marker}町1-2", "phone": "042-000-1234", "url": f"https://{fact.latin}.example.jp/"}
        cells[reached] = ways[reached]
    body = inventor.body(fact, **cells)
    _talk_of(inventor, fact, body)
    return fact


def of_kind(inventor: Inventor) -> Fact:
    """A body of a secret kind under a harmless name."""
    kind = inventor.random.choice(SECRET_KINDS)
    fact = inventor.fact(f"kind {kind}")
    level = inventor.random.choice(("public", "front_door_only", "confidential"))
    body = inventor.body(fact, body_types=kind, disclosure=level, note=f"{fact.marker}の備考", **_door(inventor, fact))
    _talk_of(inventor, fact, body)
    return fact


def _door(inventor: Inventor, fact: Fact) -> Cells:
    """A front door: none, a public one, or one that is closed itself."""
    match inventor.random.choice(("none", "open", "closed")):
        case "open":
            return {"front_door": DESK}
        case "closed":
            return {"front_door": inventor.body(fact, "-d", body_types=inventor.random.choice(SECRET_KINDS))}
    return {}


def noted(inventor: Inventor) -> Fact:
    """A harmless name with a telling note, or with a service or linkage that tells."""
    way = inventor.random.choice(("note", "service", "secret service", "linkage", "printed"))
    fact = inventor.fact(f"told by its {way}")
    about = inventor.measure(fact)
    note = "民間シェルターを兼ねる" if way == "note" else ""
    body = inventor.body(fact, kind="facility", note=note)
    match way:
        case "service":
            functions = inventor.random.choice(("fn_temp_protection", "fn_residential", "fn_step_house"))
            inventor.row(
                fact, "services", id=f"s{fact.number}", row=about, provider=body, functions=functions, channels="stay"
            )
        case "secret service":
            label = f"{fact.marker}での支援"
            cells = {"label_ja": label, "hours": fact.marker, "cost": fact.marker, "disclosure": "confidential"}
            inventor.row(fact, "services", id=f"s-{fact.latin}", row=about, provider=body, **cells)
        case "linkage":
            cells = {"kind": "request_protection", "functions": "fn_temp_protection", "to": body, "from": DESK}
            inventor.row(fact, "linkages", id=f"l{fact.number}", row=about, **cells)
        case "printed":
            inventor.row(
                fact,
                "linkages",
                id=f"l{fact.number}",
                row=about,
                to=body,
                to_printed="民間シェルター",
                **{"from": DESK},
            )
    return fact


def _talk_of(inventor: Inventor, fact: Fact, body: str) -> None:
    """Rows of every table that speak of a body, in its own words."""
    about = inventor.measure(fact)
    said = f"{fact.marker}へ"
    texts = {"purpose_ja": said, "purpose_en": fact.latin, "condition_ja": said, "note": said, "anchors": fact.marker}
    inventor.row(fact, "linkages", id=f"l-{fact.latin}", row=about, to=body, **{"from": DESK}, **texts)
    shown = {
        "label_ja": said,
        "label_en": fact.latin,
        "hours": said,
        "cost": said,
        "languages": fact.latin,
        "note": said,
    }
    inventor.row(fact, "services", id=f"s-{fact.latin}", row=about, provider=body, **shown)
    inventor.row(fact, "responsibilities", row=about, body=body, printed=fact.marker, note=said)


COLUMNS: tuple[tuple[str, str], ...] = tuple(
    (table, column)
    for table, columns in {
        "measures": ("label_ja", "label_en", "summary_ja", "note", "anchors"),
        "sections": ("label_ja", "label_en", "number", "note", "anchors"),
        "linkages": (
            "purpose_ja", "purpose_en", "condition_ja", "condition_en", "to_printed", "note", "anchors",
        ),
        "services": ("label_ja", "label_en", "hours", "cost", "languages", "note", "anchors"),
        "responsibilities": ("printed", "note", "anchors"),
        "body_changes": ("note", "anchors"),
        "bodies": ("note", "aliases", "printed", "anchors"),
        "type_mentions": ("printed", "note", "anchors"),
        "indicators": ("name_ja", "part", "grade", "value_printed", "value", "unit", "note"),
        "observations": ("subject_ja", "dimension", "value_printed", "unit", "note"),
        "results": ("label_ja", "label_en", "grade", "note"),
        "law_citations": ("printed", "article", "note"),
        "classifications": ("scheme", "code_printed", "code", "note"),
        "tags": ("rule",),
        "document": ("title_ja", "scope_ja", "scope_en", "file", "note"),
        "disclosure_decisions": ("reason_ja", "reason_en", "source"),
        "service_providers": ("printed", "note", "anchors"),
        "contacts": ("hours", "source", "note", "anchors"),
    }.items()
    for column in columns
)  # fmt: skip
NEARNESS = ("cell", "row", "measure", "kind", "function", "body")


def around(inventor: Inventor) -> Fact:
    """An address or the like in some column, near a closed kind."""
    tables = [pair for pair in COLUMNS if pair[0] in inventor.schema.tables]
    table, column = inventor.random.choice(tables)
    nearness = inventor.random.choice(NEARNESS)
    fact = inventor.fact("")
    sort, text = inventor.trace(fact)
    fact.told = f"around {table}.{column} {nearness} {sort}: {text}"
    _speak(inventor, fact, table, column, text, nearness)
    return fact


def named(inventor: Inventor) -> Fact:
    """The name of a closed place in a text: 「…」シェルター, or of a body that is one."""
    tables = [pair for pair in COLUMNS if pair[0] in inventor.schema.tables and pair[1] != "unit"]
    table, column = inventor.random.choice(tables)
    fact = inventor.fact("")
    if inventor.random.random() < 0.5:
        text = inventor.filled(fact, inventor.random.choice(corpus()["own_names"]))
    else:
        inventor.body(fact, "-a", label_ja=f"{fact.marker}シェルター", label_en=f"{fact.latin.title()} Shelter")
        text = inventor.random.choice((f"{fact.marker}シェルターの修繕", f"一時保護は{fact.marker}へ"))
    fact.told = f"named {table}.{column}: {text}"
    _speak(inventor, fact, table, column, text, "cell")
    return fact


def speak(inventor: Inventor, fact: Fact, table: str, cells: Cells) -> None:
    """Give a fact one row of a table that says something."""
    about = inventor.measure(fact) if table != "measures" else ""
    _SPEAKERS.get(table, _other)(inventor, fact, table, about, cells, "")


def _speak(inventor: Inventor, fact: Fact, table: str, column: str, text: str, nearness: str) -> None:
    kind = inventor.kind_word()
    telling = f"{text} {kind}" if nearness in ("cell", "body") and kind not in text else text
    if inventor.random.random() < 0.3 and telling != text:
        telling = f"{kind}は{text}"
    cells = {column: telling}
    if nearness in ("row", "kind", "function") and (table not in _ENDS or nearness == "row"):
        other = "note" if column != "note" and "note" in inventor.schema.tables[table].columns else ""
        cells |= {other: kind} if other else {column: f"{text} {kind}"}
    about = (
        inventor.measure(fact, **({"summary_ja": kind} if nearness == "measure" else {})) if table != "measures" else ""
    )
    if nearness == "measure" and table not in _ABOUT:
        cells[column] = f"{text} {kind}"
    _SPEAKERS.get(table, _other)(inventor, fact, table, about, cells, nearness)


_ENDS = frozenset({"linkages", "services", "type_mentions"})
_ABOUT = frozenset(
    {
        "linkages",
        "services",
        "responsibilities",
        "type_mentions",
        "indicators",
        "observations",
        "results",
        "law_citations",
    }
)


def _other(inventor: Inventor, fact: Fact, table: str, about: str, cells: Cells, nearness: str) -> None:
    keys = {"id": f"x{fact.number}"} if "id" in inventor.schema.tables[table].columns else {}
    if table == "measures":
        keys = {"row": f"r{fact.number}"}
        if nearness == "measure":
            cells["note" if "note" not in cells else "summary_ja"] = inventor.kind_word()
    if "row" in inventor.schema.tables[table].columns and table != "measures":
        keys["row"] = about
    if table == "type_mentions" and nearness in ("kind", "function", "body"):
        keys["body_type"] = inventor.random.choice(SECRET_KINDS)
    if table == "responsibilities":
        keys["body"] = DESK
    inventor.row(fact, table, **keys, **cells)


def _of_linkage(inventor: Inventor, fact: Fact, table: str, about: str, cells: Cells, nearness: str) -> None:
    ends = {"from": DESK, "to": "unnamed" if "to_printed" in cells else DESK}
    if nearness == "kind":
        ends["to"] = inventor.random.choice(SECRET_KINDS)
        cells["kind"] = inventor.random.choice(("refer", *OPERATING))
        inventor.body(fact, "-k", body_types=ends["to"], disclosure="confidential", place=PLACE)
    if nearness == "body":
        ends["to"] = inventor.body(fact, "-b", body_types="bt_private_shelter", disclosure="confidential")
    if nearness == "function":
        cells["functions"] = inventor.random.choice(FUNCTIONS[:1] + FUNCTIONS[2:])
    if inventor.random.random() < 0.3:
        ends = {"from": ends["to"], "to": ends["from"]}
    inventor.row(fact, table, id=f"l{fact.number}", row=about, **ends, **cells)


def _of_service(inventor: Inventor, fact: Fact, table: str, about: str, cells: Cells, nearness: str) -> None:
    provider = DESK
    if nearness in ("kind", "body"):
        provider = inventor.body(fact, "-s", body_types="bt_step_house", disclosure="confidential")
    if nearness == "function":
        cells["functions"] = inventor.random.choice(FUNCTIONS[:1] + FUNCTIONS[2:])
    inventor.row(fact, table, id=f"s{fact.number}", row=about, provider=provider, **cells)


def _of_body(inventor: Inventor, fact: Fact, table: str, about: str, cells: Cells, nearness: str) -> None:
    inventor.office(fact, **cells)


def _of_change(inventor: Inventor, fact: Fact, table: str, about: str, cells: Cells, nearness: str) -> None:
    ends = {"from": inventor.office(fact), "to": inventor.body(fact, "-n", label_en="Section")}
    if nearness in ("kind", "function", "body"):
        ends["from"] = inventor.body(fact, "-c", body_types="bt_private_shelter", disclosure="confidential")
    inventor.row(fact, table, id=f"c{fact.number}", row=about, **ends, **cells)


def _of_document(inventor: Inventor, fact: Fact, table: str, about: str, cells: Cells, nearness: str) -> None:
    name = f"mihon-{fact.number}"
    inventor.row(fact, table, document=name, id=name, **cells)


def _of_providers(inventor: Inventor, fact: Fact, table: str, about: str, cells: Cells, nearness: str) -> None:
    """A row of who takes part in a service, or how it is reached, of a public desk or of a closed body."""
    provider, service = DESK, f"s{fact.number}"
    if nearness in ("kind", "body"):
        provider = inventor.body(fact, "-p", body_types="bt_step_house", disclosure="confidential")
    functions = FUNCTIONS[0] if nearness == "function" else FUNCTIONS[1]
    inventor.row(fact, "services", id=service, row=about, provider=provider, functions=functions)
    if table == "contacts":
        of = inventor.random.choice((service, provider))
        inventor.row(fact, table, id=f"x{fact.number}", of=of, **cells)
    else:
        body = inventor.random.choice((DESK, provider))
        inventor.row(fact, table, service=service, body=body, **cells)


def _of_decision(inventor: Inventor, fact: Fact, table: str, about: str, cells: Cells, nearness: str) -> None:
    inventor.row(fact, table, body=inventor.office(fact), **cells)


_Speaker = Callable[[Inventor, Fact, str, str, Cells, str], None]
_SPEAKERS: dict[str, _Speaker] = {
    "linkages": _of_linkage,
    "services": _of_service,
    "bodies": _of_body,
    "body_changes": _of_change,
    "document": _of_document,
    "disclosure_decisions": _of_decision,
    "service_providers": _of_providers,
    "contacts": _of_providers,
}

RELATIONS = (
    "part of the office", "office part of it", "two steps up", "two steps down", "change to it", "change from it",
    *(f"{kind} {way}" for kind in OPERATING for way in ("it", "by it")), "lead", "operator", "provider",
    "taking part", "reached",
)  # fmt: skip


def related(inventor: Inventor) -> Fact:
    """A public building with an address tied to a shelter, so that one leads to the other."""
    relation = inventor.random.choice(RELATIONS)
    fact = inventor.fact(f"related: {relation}")
    about = inventor.measure(fact)
    by_kind = inventor.random.random() < 0.5
    shelter = f"{PLACE}-{fact.latin}-x"
    own: Cells = {"body_types": "bt_private_shelter"} if by_kind else {"label_ja": f"{fact.marker}シェルター"}
    office: Cells = {} if relation.startswith("office part") else {"address": "見本市役所", "phone": "042-000-1234"}
    if relation == "part of the office":
        own["part_of"] = f"{PLACE}-madoguchi-{fact.number}"
    if relation == "office part of it":
        office["part_of"] = shelter
    if relation.startswith("two steps"):
        middle = f"{PLACE}-naka-{fact.number}"
        called = f"中{_word(fact.number, KANA)}課"
        names = {"label_ja": called, "label_kana": f"{called}の", "label_en": "Section", "printed": called}
        up = relation.endswith("up")
        above = f"{PLACE}-madoguchi-{fact.number}" if up else shelter
        inventor.body(fact, id=middle, kind="unit", part_of=above, **names)
        own |= {"part_of": middle} if up else {}
        office |= {} if up else {"part_of": middle}
        office = office if up else {"part_of": middle}
    building = inventor.office(fact, **office)
    if relation not in ("lead", "operator", "provider") and inventor.random.random() < 0.5:
        own["front_door"] = building
    inventor.body(fact, "-x", disclosure="confidential" if by_kind else "public", **own)
    fact.apart.append((building, shelter))
    ends = {"from": building, "to": shelter}
    if relation in ("change from it",) or relation.endswith("by it"):
        ends = {"from": shelter, "to": building}
    if relation.startswith("change"):
        kind = inventor.random.choice(("renamed", "merged", "split", "transferred", "function_given"))
        inventor.row(fact, "body_changes", id=f"c{fact.number}", kind=kind, **ends)
    if relation.split()[0] in OPERATING:
        inventor.row(fact, "linkages", id=f"l{fact.number}", row=about, **{**ends, "kind": relation.split()[0]})
    if relation in ("lead", "operator"):
        for body, role in ((building, "lead"), (shelter, relation)):
            printed = fact.marker if body == shelter else "担当課"
            inventor.row(fact, "responsibilities", row=about, body=body, role=role, printed=printed)
    if relation == "provider":
        cells = {"disclosure": "confidential", "label_ja": f"{fact.marker}の支援"}
        inventor.row(fact, "services", id=f"s{fact.number}", row=about, provider=building, **cells)
    _joined(inventor, fact, relation, (building, shelter), about)
    return fact


def _joined(inventor: Inventor, fact: Fact, relation: str, ends: tuple[str, str], about: str) -> None:
    """A service of the building in which the shelter takes part, or a page of the shelter."""
    building, shelter = ends
    if relation == "taking part":
        inventor.row(fact, "services", id=f"s{fact.number}", row=about, provider=building)
        names = {building: "担当課", shelter: fact.marker}
        for body, role in ((building, "competent_authority"), (shelter, "contractor")):
            inventor.row(
                fact, "service_providers", service=f"s{fact.number}", body=body, role=role, printed=names[body]
            )
    if relation == "reached":
        inventor.row(fact, "contacts", id=f"x{fact.number}", of=shelter, url=f"https://{fact.latin}.example.jp/")


SORTS: tuple[tuple[Callable[[Inventor], Fact], float], ...] = (
    (unmarked, 0.18), (of_kind, 0.05), (noted, 0.06), (around, 0.47), (named, 0.12), (related, 0.12),
)  # fmt: skip


def invented(count: int, seed: int) -> tuple[Inventor, Fact]:
    """Make so many facts of every sort, and the ground they rest on."""
    inventor = Inventor(seed)
    base = ground(inventor)
    for sort, share in SORTS:
        for _ in range(round(count * share)):
            sort(inventor)
    return inventor, base
