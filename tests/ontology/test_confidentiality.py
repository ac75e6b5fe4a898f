"""No spelling smuggles the whereabouts of a hidden place into the graph (DESIGN section 6)."""

from __future__ import annotations

import pytest

from tests.ontology.examples import GOOD, LABEL, OPEN_DAYS, SOURCE
from tests.ontology.support import check, secrecy_facts, shape_names, violations


def body(disclosure: str, said: str = "", place: str = "<place/110001>") -> str:
    """A facility of some disclosure, with something said of it."""
    return (
        "<body/110001-x> a tsg:Body , tsg:Facility ; tsg:bodyKind <body-kind/facility> ; tsg:kana 'な'@ja ;"
        f" dcterms:identifier '110001-x' ; {LABEL} ; tsg:status <status/existing> ; tsg:place {place} ; {SOURCE} ;"
        f" {OPEN_DAYS} ; tsg:disclosure <disclosure/{disclosure}> . {said}"
    )


OPAQUE = "110001-closed-0a1b2c3d"
CLOSED_LABEL = "rdfs:label '埼玉県の民間シェルター（名称非公開）'@ja , 'Private shelter, Saitama (name withheld)'@en"


def closed(more: str = "", place: str = "<place/110001>") -> str:
    """A confidential body as the tables give it: an id and a label that tell nothing."""
    return body("confidential", more, place).replace("110001-x", OPAQUE).replace(LABEL, CLOSED_LABEL)


def said(predicate: str, value: str) -> str:
    """One statement about the facility."""
    return f"<body/110001-x> {predicate} {value} ."


HIDDEN = ("front_door_only", "confidential")
SMUGGLED = [
    ("schema:address", "'さいたま市大字1-2-3'@ja"),
    ("sdo:address", "'さいたま市大字1-2-3'"),
    ("schema:address", "[ schema:streetAddress 'x' ]"),
    ("sdo:streetAddress", "'x'"),
    ("schema:postalCode", "'330-0000'"),
    ("schema:addressLocality", "'さいたま市'"),
    ("vcard:hasAddress", "[ vcard:street-address 'x' ]"),
    ("vcard:street-address", "'x'"),
    ("vcard:hasStreetAddress", "'x'"),
    ("locn:address", "[ locn:fullAddress 'x' ]"),
    ("locn:fullAddress", "'x'"),
    ("org:siteAddress", "[ vcard:locality 'x' ]"),
    ("org:hasSite", "<site/1>"),
    ("org:hasPrimarySite", "<site/1>"),
    ("schema:location", "<place-of/1>"),
    ("geo:lat", "35.86"),
    ("geo:long", "139.64"),
    ("geo:lat_long", "'35.86,139.64'"),
    ("geo:location", "[ geo:lat 35.86 ]"),
    ("geosparql:hasGeometry", "[ geosparql:asWKT 'POINT(139.64 35.86)' ]"),
    ("geosparql:asWKT", "'POINT(139.64 35.86)'"),
    ("geosparql:sfWithin", "<building/1>"),
    ("schema:geo", "[ schema:latitude 35.86 ]"),
    ("sdo:geo", "[ sdo:latitude 35.86 ]"),
    ("schema:latitude", "35.86"),
    ("sdo:longitude", "139.64"),
    ("schema:hasMap", "<https://maps.example/1>"),
    ("schema:containedInPlace", "<building/1>"),
    ("dcterms:spatial", "<building/1>"),
    ("locn:geometry", "'POINT(139.64 35.86)'"),
    ("foaf:based_near", "<station/1>"),
    ("prov:atLocation", "<building/1>"),
    ("schema:image", "<https://www.example.jp/photo.jpg>"),
    ("sdo:photo", "<https://www.example.jp/photo.jpg>"),
    ("foaf:depiction", "<https://www.example.jp/photo.jpg>"),
    ("foaf:img", "<https://www.example.jp/photo.jpg>"),
    ("schema:logo", "<https://www.example.jp/logo.png>"),
    ("vcard:hasPhoto", "<https://www.example.jp/photo.jpg>"),
    ("foaf:name", "'山田花子'"),
    ("schema:employee", "<person/1>"),
    ("sdo:employee", "[ sdo:name '山田花子' ]"),
    ("org:hasMember", "<person/1>"),
    ("org:heldBy", "<person/1>"),
    ("vcard:fn", "'山田花子'"),
    ("vcard:hasEmail", "<mailto:x@example.jp>"),
    ("schema:faxNumber", "'048-000-0000'"),
    ("schema:parentOrganization", "<body/110001-operator>"),
    ("org:subOrganizationOf", "<body/110001-operator>"),
    ("org:unitOf", "<body/110001-operator>"),
    ("prov:actedOnBehalfOf", "<body/110001-operator>"),
    ("cv:ownedBy", "<body/110001-operator>"),
    # no list knows these; the closed shape does
    ("<https://example.org/ns#whereabouts>", "'x'"),
    ("<http://dbpedia.org/ontology/address>", "'x'"),
    ("<http://www.wikidata.org/prop/direct/P625>", "'Point(139.64 35.86)'"),
    ("tsg:address", "'x'"),
    ("tsg:operator", "<body/110001-operator>"),
    ("owl:sameAs", "<https://example.org/shelter>"),
    ("rdfs:seeAlso", "<https://example.org/shelter>"),
    ("rdfs:comment", "'駅から北へ五分'"),
    ("skos:exactMatch", "<https://example.org/shelter>"),
    ("rdf:value", "'x'"),
]


@pytest.mark.parametrize("disclosure", HIDDEN)
@pytest.mark.parametrize(("predicate", "value"), SMUGGLED)
def test_nothing_that_tells_where_it_is_gets_in(disclosure: str, predicate: str, value: str) -> None:
    found = violations(body(disclosure, said(predicate, value)), secrecy_facts())
    assert [result for result in found if result.focus.endswith("body/110001-x")]


def test_a_hidden_body_without_whereabouts_is_fine() -> None:
    assert violations(closed()) == []
    assert violations(body("front_door_only")) == []
    assert violations(body("front_door_only", said("skos:altLabel", "'支援センター'@ja"))) == []
    assert violations(body("front_door_only", said("skos:note", "'埼玉県が委託する'@ja"))) == []


@pytest.mark.parametrize(
    "told",
    [
        said("skos:altLabel", "'支援センター'@ja"),
        said("skos:note", "'埼玉県が委託する'@ja"),
        said("tsg:partOf", "<body/110001-operator>"),
        "<body/110001-annex> tsg:partOf <body/110001-x> .",
        "<change/d/1> tsg:changedTo <body/110001-x> .",
        "<responsibility/d/1> tsg:responsibleBody <body/110001-x> .",
        "<linkage/d/1> tsg:to <body/110001-x> ; tsg:linkageKind <linkage-kind/entrust> .",
        "<linkage/d/1> tsg:from <body/110001-x> ; skos:note 'x'@ja .",
        "<service/d/1> tsg:provider <body/110001-x> ; tsg:hours '9時'@ja .",
    ],
)
def test_of_a_confidential_body_only_kind_and_prefecture_are_said(told: str) -> None:
    assert "ClosedBody" in shape_names(closed(told))


def test_the_name_of_a_confidential_body_stands_nowhere() -> None:
    assert "ClosedBody" in shape_names(closed().replace(OPAQUE, "110001-sakura-shelter"))
    assert "ClosedBody" in shape_names(closed().replace("埼玉県の民間シェルター（名称非公開）", "さくらの家"))


@pytest.mark.parametrize("name", ["さくら民間シェルター", "ステップハウス桜", "さくら寮", "さくら女性自立支援施設"])
def test_a_telling_name_closes_a_body_unless_a_decision_opens_it(name: str) -> None:
    named = body("public", said("skos:altLabel", f"'{name}'@ja"))
    decided = (
        "<disclosure-decision/d/x> a tsg:DisclosureDecision ; tsg:decidedFor <body/110001-x> ;"
        " tsg:decidedLevel <disclosure/public> ; tsg:reason '公の施設'@ja , 'Public'@en ; tsg:sourceNote 'x'@ja ;"
        " tsg:reviewedOn '2026-11-25'^^xsd:date ."
    )
    assert "ClosedName" in shape_names(named)
    assert "ClosedName" not in shape_names(f"{named} {decided}")


@pytest.mark.parametrize(
    ("predicate", "value"), [("schema:address", "'さいたま市大字1-2-3'@ja"), ("schema:telephone", "'048-000-0000'")]
)
def test_a_public_body_may_say_where_it_is(predicate: str, value: str) -> None:
    assert violations(body("public", said(predicate, value))) == []


@pytest.mark.parametrize("disclosure", HIDDEN)
@pytest.mark.parametrize(
    "pointing",
    [
        "<site/1> org:siteOf <body/110001-x> .",
        "<person/1> schema:worksFor <body/110001-x> .",
        "<person/1> org:memberOf <body/110001-x> .",
        "<person/1> org:holds <body/110001-x> .",
        "<building/1> schema:containsPlace <body/110001-x> .",
        "<building/1> geosparql:sfContains <body/110001-x> .",
        "<body/110001-operator> schema:owns <body/110001-x> .",
        "<body/110001-operator> org:hasUnit <body/110001-x> .",
        "<body/110001-operator> org:hasSubOrganization <body/110001-x> .",
        "<body/110001-operator> sdo:department <body/110001-x> .",
        "<event/1> sdo:location <body/110001-x> .",
        "<body/110001-alias> owl:sameAs <body/110001-x> .",
        "<body/110001-alias> skos:exactMatch <body/110001-x> .",
    ],
)
def test_no_place_person_or_operator_points_at_it(disclosure: str, pointing: str) -> None:
    assert "HiddenPlace-inbound" in shape_names(body(disclosure, pointing), secrecy_facts())


TELLING = [
    "〒330-0000",
    "さいたま市浦和区高砂3丁目",
    "さいたま市浦和区高砂３－１５－１",
    "高砂三番地",
    "電話048-000-0000",
    "電話０４８－０００－００００",
    "電話 048(000)0000",
    "電話0480000000",
    "+81 48 000 0000",
    "ビル5階",
    "203号室",
    "35.8617, 139.6455",
]
HARMLESS = [
    "女性相談支援センター",
    "令和6年4月1日に改称",
    "4-1-2-10",
    "III-1-(5)",
    "#8008",
    "定員20名",
    "24時間",
    "第3次計画",
]


@pytest.mark.parametrize("disclosure", HIDDEN)
@pytest.mark.parametrize("text", TELLING)
@pytest.mark.parametrize("predicate", ["skos:note", "skos:altLabel", "rdfs:label", "tsg:printedForm", "skos:prefLabel"])
def test_an_address_or_phone_inside_text_is_found(disclosure: str, text: str, predicate: str) -> None:
    assert "HiddenPlace-text" in shape_names(body(disclosure, said(predicate, f"'{text}'")), secrecy_facts())


@pytest.mark.parametrize("text", TELLING)
def test_an_anchor_that_tells_is_found(text: str) -> None:
    anchor = f"<locator/d/x> tsg:span <locator/d/x/span-1> . <locator/d/x/span-1> tsg:anchor '{text}'@ja ."
    assert "HiddenPlace-text" in shape_names(body("front_door_only", anchor))


@pytest.mark.parametrize("text", HARMLESS)
def test_ordinary_words_and_numbers_pass(text: str) -> None:
    assert violations(body("front_door_only", said("skos:note", f"'{text}'@ja"))) == []


def test_a_phone_needs_an_official_page_and_a_front_door() -> None:
    phone, page = said("schema:telephone", "'0570-000-000'"), said("foaf:homepage", "<https://www.pref.example.jp/dv>")
    assert violations(body("front_door_only", phone + page)) == []
    assert "HiddenPhone" in shape_names(body("front_door_only", phone))
    assert "HiddenPhone" in shape_names(body("confidential", phone + page))
    assert "HiddenPhone" in shape_names(body("confidential", phone))


@pytest.mark.parametrize(
    "predicate", ["sdo:telephone", "vcard:hasTelephone", "vcard:tel", "foaf:phone", "cv:telephone"]
)
def test_a_phone_spelled_otherwise_is_refused(predicate: str) -> None:
    page = said("foaf:homepage", "<https://www.pref.example.jp/dv>")
    assert "HiddenPhone" in shape_names(body("front_door_only", said(predicate, "<tel:+81480000000>") + page))


@pytest.mark.parametrize(
    "page",
    [
        "<tel:+81480000000>",
        "<geo:35.86,139.64>",
        "<https://www.google.com/maps/@35.8617,139.6455,17z>",
        "<https://maps.app.goo.gl/x>",
        "<https://www.openstreetmap.org/node/1>",
        "<https://maps.gsi.go.jp/#15/35.86/139.64>",
        "'https://www.pref.example.jp/dv'",
    ],
)
def test_a_homepage_is_a_page_and_no_map(page: str) -> None:
    assert "HiddenPlace-homepage" in shape_names(body("front_door_only", said("foaf:homepage", page)))


def test_a_confidential_body_has_no_page_at_all() -> None:
    assert "ConfidentialPlace" in shape_names(body("confidential", said("foaf:homepage", "<https://www.example.jp/>")))


@pytest.mark.parametrize(("level", "refused"), [("public", False), ("front_door_only", False), ("confidential", True)])
def test_the_front_door_of_a_confidential_body_is_open(level: str, refused: bool) -> None:
    door = body(level).replace("110001-x", "110001-door")
    told = closed(f"<body/110001-x> tsg:frontDoor <body/110001-door> . {door}")
    front_doors = [found for found in violations(told) if "frontDoor" in str(found)]
    assert bool(front_doors) is refused


def test_a_confidential_body_is_placed_no_closer_than_its_prefecture() -> None:
    assert "ConfidentialPlace" in shape_names(body("confidential", place="<place/112089>"))
    assert violations(body("front_door_only", place="<place/112089>")) == []
    assert violations(closed(place="<place/jp>")) == []


def test_a_confidential_body_is_no_part_of_another() -> None:
    operator = "<body/110001-operator> tsg:bodyKind <body-kind/organisation>"
    part = said("tsg:partOf", "<body/110001-operator>")
    assert "ClosedBody" in shape_names(closed(f"{part} {operator} ."))
    assert "ConfidentialPlace" in shape_names(body("confidential", f"{part} {operator} ; schema:address 'x'@ja ."))


@pytest.mark.parametrize(
    ("type_says", "shape"),
    [
        ("tsg:disclosure <disclosure/confidential> ; tsg:confidential <confidential/partly>", "PublicPlace"),
        ("tsg:disclosure <disclosure/front_door_only> ; tsg:confidential <confidential/no>", "PublicPlace"),
        ("tsg:confidential <confidential/yes>", "PublicPlace"),
    ],
)
def test_a_body_of_a_hidden_type_cannot_be_public(type_says: str, shape: str) -> None:
    kind = f"<body-type/refuge> a tsg:BodyType ; {LABEL} ; tsg:typeKind <type-kind/facility> ; {type_says} ."
    typed = said("tsg:bodyType", "<body-type/refuge>")
    assert shape in shape_names(body("public", kind + typed))
    assert shape not in shape_names(body("front_door_only", kind + typed))
    assert shape not in shape_names(body("confidential", kind + typed))


def test_a_body_of_two_types_is_judged_by_the_hidden_one() -> None:
    kinds = "<body-type/open> tsg:disclosure <disclosure/public> ."
    kinds += "<body-type/refuge> tsg:disclosure <disclosure/confidential> ."
    typed = said("tsg:bodyType", "<body-type/open> , <body-type/refuge>")
    assert "PublicPlace" in shape_names(body("public", kinds + typed))


def test_from_when_until_when_a_closed_body_is_there_is_not_told() -> None:
    assert "ClosedBody" in shape_names(closed().replace("0001-01-01", "2024-04-01"))
    assert "ClosedBody" in shape_names(closed().replace("9999-12-31", "2024-04-01"))


@pytest.mark.parametrize("kind", ["wsc_shelter", "entrusted_shelter", "private_shelter", "step_house"])
def test_shelters_are_hidden_even_where_no_table_says_so(kind: str) -> None:
    typed = said("tsg:bodyType", f"<body-type/{kind}>")
    assert "AlwaysHiddenType" in shape_names(body("public", typed))
    assert violations(closed(typed)) == []
    opened = f"<body-type/{kind}> tsg:disclosure <disclosure/public> ."
    assert "AlwaysHiddenType" in shape_names(opened)


@pytest.mark.parametrize(
    "trick", ["tsg:disclosure 'confidential'", "tsg:disclosure <disclosure/secret>", "skos:note 'x'@ja"]
)
def test_an_unknown_or_missing_disclosure_is_no_way_round(trick: str) -> None:
    text = body("public", said("schema:address", "'x'")).replace("tsg:disclosure <disclosure/public>", trick)
    assert {"Body", "Disclosure"} & shape_names(text)


def test_a_node_without_a_class_is_no_way_round() -> None:
    assert "HiddenPlace-address" in shape_names(
        "<x> tsg:disclosure <disclosure/confidential> ; schema:address 'x'@ja ."
    )


@pytest.mark.parametrize(("predicate", "value"), [row for row in SMUGGLED if "operator" not in row[1]][:30])
def test_a_confidential_service_carries_no_whereabouts_either(predicate: str, value: str) -> None:
    service = GOOD["Service"].replace("disclosure/public", "disclosure/confidential")
    assert violations(service, secrecy_facts()) == []
    assert violations(f"{service} <service/d/1> {predicate} {value} .", secrecy_facts())


def test_a_public_service_of_a_confidential_body_warns() -> None:
    report = check(f"{GOOD['Service']} <body/142042-x> tsg:disclosure <disclosure/confidential> .")
    assert [warning.shape.rsplit("/", 1)[-1] for warning in report.warnings] == ["PublicPlace"]


def test_an_expected_body_of_a_hidden_type_is_no_place() -> None:
    expected = GOOD["ExpectedBody"].replace("disclosure/public", "disclosure/confidential")
    assert violations(expected) == []
    assert "HiddenPlace-address" in shape_names(f"{expected} <expected/142042-council> schema:address 'x'@ja .")


@pytest.mark.parametrize("kind", ["foaf:Person", "schema:Person", "sdo:Person", "prov:Person", "vcard:Individual"])
def test_no_natural_person_gets_in(kind: str) -> None:
    assert "NoPerson" in shape_names(f"<person/1> a {kind} .")


DESK = (
    "<service/d/1> tsg:contactDesk <body-type/x> ; tsg:provider <body/110001-y> ."
    " <body-type/x> tsg:disclosure <disclosure/{}> ."
)


def test_a_desk_is_a_front_door_and_not_the_provider() -> None:
    assert "ContactDesk" in shape_names(DESK.format("confidential"))
    assert "ContactDesk" not in shape_names(DESK.format("front_door_only"))
    assert "ContactDesk" in shape_names(
        "<service/d/1> tsg:contactDesk <body/110001-y> ; tsg:provider <body/110001-y> ."
    )
