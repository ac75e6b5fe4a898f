"""One small well-formed example of every class, in Turtle, and what must make each unfit."""

from __future__ import annotations

SOURCE = "tsg:inDocument <document/d> ; tsg:locator <locator/d/x> ; prov:wasDerivedFrom <document/d>"
LABEL = "rdfs:label '名'@ja , 'name'@en"
SHA = "a" * 64
DAYS = "tsg:standsFrom '2024-04-01'^^xsd:date ; tsg:standsUntil '9999-12-31'^^xsd:date"
OPEN_DAYS = DAYS.replace("2024-04-01", "0001-01-01")

BODY = (
    f"dcterms:identifier '142042-x' ; {LABEL} ; tsg:kana 'な'@ja ; tsg:disclosure <disclosure/public> ;"
    f" tsg:status <status/existing> ; {DAYS} ; {SOURCE}"
)
MEANING = "skos:definition '定義'@ja , 'meaning'@en"
ACCOUNT = "dcterms:description '説明'@ja , 'account'@en"

GOOD: dict[str, str] = {
    "SourceDocument": (
        "<document/d> a tsg:SourceDocument ; dcterms:identifier 'd' ; dcterms:title '計画'@ja , 'Plan'@en ;"
        " tsg:authority <place/142042> ; tsg:documentKind <document-kind/plan> ; tsg:status <status/adopted> ;"
        f" tsg:fileName 'd.txt' ; tsg:sha256 '{SHA}' ; tsg:characters 10 ; tsg:scopeNote '全体'@ja , 'All of it'@en ;"
        " tsg:validFrom '2024-04-01'^^xsd:date ; tsg:validUntil '2027-03-31'^^xsd:date ;"
        " dcterms:issued '2024-03'^^xsd:gYearMonth ; prov:wasDerivedFrom <document/d> ; tsg:locator <locator/d/x> ."
    ),
    "PlanSection": (
        f"<section/d/III> a tsg:PlanSection ; dcterms:identifier 'III' ; {LABEL} ;"
        f" tsg:sectionLevel <section-level/goal> ; tsg:labelKind <label-kind/printed> ; {SOURCE} ."
    ),
    "SourceLocator": (
        "<locator/d/x> a tsg:SourceLocator ; tsg:inDocument <document/d> ; tsg:section 'III'@ja ; tsg:item '1' ;"
        f" tsg:sha256 '{SHA}' ; tsg:span <locator/d/x/span-1> ."
    ),
    "SourceSpan": (
        "<locator/d/x/span-1> a tsg:SourceSpan ; tsg:start 3 ; tsg:end 8 ;"
        " tsg:anchor '市民相談課'@ja ; tsg:spanOrder 1 ."
    ),
    "Period": (
        f"<period/FY2023> a tsg:Period ; {LABEL} ; tsg:validFrom '2023-04-01'^^xsd:date ;"
        " tsg:validUntil '2024-03-31'^^xsd:date ."
    ),
    "Place": (
        f"<place/142042> a tsg:Place ; {LABEL} ; tsg:localGovernmentCode '142042' ; tsg:placeKind <place-kind/city> ;"
        " tsg:inPrefecture <place/140007> ; tsg:kana 'かまくらし'@ja ."
    ),
    "Body": f"<body/142042-x> a tsg:Body ; tsg:bodyKind <body-kind/unit> ; {BODY} .",
    "FormalBody": f"<body/142042-x> a tsg:Body , tsg:FormalBody ; tsg:bodyKind <body-kind/organisation> ; {BODY} .",
    "LocalGovernment": (
        "<body/142042-x> a tsg:Body , tsg:FormalBody , tsg:LocalGovernment ; tsg:place <place/142042> ;"
        f" tsg:bodyKind <body-kind/organisation> ; {BODY} ."
    ),
    "Unit": f"<body/142042-x> a tsg:Body , tsg:Unit ; tsg:bodyKind <body-kind/unit> ; {BODY} .",
    "Facility": f"<body/142042-x> a tsg:Body , tsg:Facility ; tsg:bodyKind <body-kind/facility> ; {BODY} .",
    "SupportPost": f"<body/142042-x> a tsg:Body , tsg:SupportPost ; tsg:bodyKind <body-kind/post> ; {BODY} .",
    "Desk": f"<body/142042-x> a tsg:Body , tsg:Desk ; tsg:bodyKind <body-kind/desk> ; {BODY} .",
    "Collaboration": (
        f"<body/142042-x> a tsg:Body , tsg:Collaboration ; tsg:bodyKind <body-kind/collaboration> ; {BODY} ."
    ),
    "ProgrammeBody": f"<body/142042-x> a tsg:Body , tsg:ProgrammeBody ; tsg:bodyKind <body-kind/programme> ; {BODY} .",
    "UnnamedPartner": "<unnamed/d/1-to> a tsg:UnnamedPartner ; rdfs:label '関係機関'@ja .",
    "ExpectedBody": (
        f"<expected/142042-council> a tsg:ExpectedBody ; {LABEL} ; tsg:bodyType <body-type/council> ;"
        " tsg:place <place/142042> ; tsg:modality <modality/endeavour> ; tsg:layer <layer/inferred> ;"
        f" tsg:inferenceRule <rule/expected_from_law> ; tsg:disclosure <disclosure/public> ; {DAYS} ;"
        " prov:wasDerivedFrom <expectation/ex_1> ; tsg:legalBasis <law/504AC0100000052/Article_15/Paragraph_1> ."
    ),
    "BodyChange": (
        "<change/d/1> a tsg:BodyChange ; dcterms:identifier 'ch-1' ; tsg:changedFrom <body/110001-a> ;"
        " tsg:changedTo <body/110001-b> ;"
        f" tsg:changeKind <change-kind/renamed> ; tsg:onDate '2024-04-01'^^xsd:date ; {SOURCE} ."
    ),
    "TypeMention": (
        "<mention/d/1> a tsg:TypeMention ; dcterms:identifier 'tm-1' ; tsg:about <measure/d/1> ;"
        " tsg:printedForm '医療機関'@ja ;"
        f" tsg:mentionsType <body-type/hospital> ; tsg:expectedPartner true ; {SOURCE} ."
    ),
    "Measure": (
        f"<measure/d/1> a tsg:Measure ; tsg:row '1' ; {LABEL} ; tsg:measureKind <measure-kind/measure> ;"
        " tsg:inSection <section/d/III> ; tsg:labelKind <label-kind/own> ; tsg:status <status/in_operation> ;"
        f" tsg:fulfilsFunction <function/consult> ; {SOURCE} ."
    ),
    "Responsibility": (
        "<responsibility/d/1> a tsg:Responsibility ; tsg:about <measure/d/1> ; tsg:responsibleBody <body/142042-x> ;"
        f" tsg:responsibilityRole <responsibility-role/lead> ; tsg:printedForm '課'@ja ; tsg:order 1 ; {SOURCE} ."
    ),
    "Classification": (
        "<classification/d/1> a tsg:Classification ; tsg:about <measure/d/1> ; tsg:codeScheme '課題番号' ;"
        f" tsg:printedForm '〔④工〕'@ja ; skos:notation '4-エ' ; tsg:corrected true ; {SOURCE} ."
    ),
    "Service": (
        f"<service/d/1> a tsg:Service ; dcterms:identifier 'sv-1' ; tsg:about <measure/d/1> ; {LABEL} ;"
        " tsg:labelKind <label-kind/own> ;"
        " tsg:provider <body/142042-x> ; tsg:fulfilsFunction <function/consult> ; tsg:channel <channel/phone> ;"
        " tsg:entryPoint true ; tsg:status <status/in_operation> ; tsg:layer <layer/stated> ;"
        f" tsg:disclosure <disclosure/public> ; tsg:forGroup <target-group/women> ; {DAYS} ; {SOURCE} ."
    ),
    "Linkage": (
        "<linkage/d/1> a tsg:Linkage ; dcterms:identifier 'ln-1' ; tsg:about <measure/d/1> ;"
        " tsg:from <body/142042-x> ; tsg:to <body-type/dvc> ;"
        " tsg:linkageKind <linkage-kind/refer> ; tsg:purpose '相談'@ja , 'advice'@en ; tsg:layer <layer/stated> ;"
        f" tsg:status <status/in_operation> ; {DAYS} ; {SOURCE} ."
    ),
    "LinkageDuty": (
        "<linkage-duty/ld_001> a tsg:LinkageDuty ; dcterms:identifier 'ld_001' ;"
        " tsg:condition '発見したとき'@ja , 'on seeing it'@en ;"
        " tsg:confidence <confidence/verified> ; tsg:sourceNote '法'@ja ; tsg:from <body-type/any_person> ;"
        " tsg:to <body-type/dvc> ;"
        " tsg:linkageKind <linkage-kind/notify> ; tsg:modality <modality/endeavour> ; tsg:wording <wording/doryoku> ;"
        f" tsg:layer <layer/statutory> ; {DAYS} ; tsg:legalBasis <law/413AC0100000031/Article_6/Paragraph_1> ."
    ),
    "InferredLinkage": (
        "<inferred-linkage/1> a tsg:Linkage , tsg:InferredLinkage ; tsg:from <body/142042-x> ;"
        " tsg:to <body/140007-y> ;"
        " tsg:linkageKind <linkage-kind/refer> ; tsg:layer <layer/inferred> ;"
        f" {DAYS} ; tsg:inferenceRule <rule/same_jurisdiction> ; prov:wasDerivedFrom <linkage-duty/ld_001> ."
    ),
    "Tag": (
        "<tag/d/1/consult> a tsg:Tag ; tsg:inDocument <document/d> ; prov:wasDerivedFrom <document/d> ;"
        " tsg:about <measure/d/1> ;"
        " tsg:tagScheme <tag-scheme/function> ; tsg:concept <function/consult> ; tsg:taggingRule 'F1' ."
    ),
    "IndicatorValue": (
        f"<indicator/d/1> a tsg:IndicatorValue ; dcterms:identifier 'iv-1' ; tsg:about <measure/d/1> ; {LABEL} ;"
        " tsg:valueRole <value-role/target> ;"
        " tsg:value 34.7 ; tsg:unit '%'@ja ; tsg:period <period/FY2023> ; tsg:direction <direction/increase> ;"
        f" {SOURCE} ."
    ),
    "Observation": (
        f"<observation/d/1> a tsg:Observation ; dcterms:identifier 'ob-1' ; tsg:about <measure/d/1> ; {LABEL} ;"
        " tsg:printedForm '1,234'@ja ;"
        f" tsg:value 1234.0 ; tsg:unit '件'@ja ; tsg:qualifier <qualifier/about> ; {SOURCE} ."
    ),
    "EvaluationResult": (
        f"<result/d/1> a tsg:EvaluationResult ; dcterms:identifier 'ev-1' ; tsg:about <measure/d/1> ; {LABEL} ;"
        " tsg:outcome <outcome/done> ;"
        f" tsg:grade 'A' ; {SOURCE} ."
    ),
    "Statute": (
        f"<law/413AC0100000031> a tsg:Statute ; {LABEL} ; dcterms:identifier 'law_dv' ; tsg:sourceNote 'e-Gov'@en ;"
        " tsg:egovLawId '413AC0100000031' ;"
        " tsg:promulgated '2001-04-13'^^xsd:date ; tsg:confidence <confidence/verified> ;"
        " tsg:enforcementConfidence <confidence/seen> ."
    ),
    "Article": (
        "<law/413AC0100000031/Article_3> a tsg:Article ; dcterms:identifier 'law_dv:3' ;"
        " tsg:confidence <confidence/verified> ;"
        f" tsg:partOfStatute <law/413AC0100000031> ; {LABEL} ;"
        " tsg:articleNumber '3' ; tsg:wording <wording/mono-to-suru> ; tsg:modality <modality/must> ;"
        f" tsg:addressee <body-type/prefecture> ; tsg:sha256 '{SHA}' ; tsg:anchor '都道府県は'@ja ;"
        " tsg:readFrom 'copy' ;"
        " tsg:verified true ."
    ),
    "LocalLaw": (
        f"<local-law/d/local_x> a tsg:LocalLaw ; dcterms:identifier 'local_x' ; {LABEL} ; tsg:printedForm '条例'@ja ;"
        " tsg:legalTextKind <legal-text-kind/ordinance> ;"
        f" tsg:place <place/142042> ; {SOURCE} ."
    ),
    "LawCitation": (
        "<citation/d/1> a tsg:LawCitation ; dcterms:identifier 'lc-1' ; tsg:about <measure/d/1> ;"
        " tsg:cites <law/413AC0100000031> ;"
        f" tsg:citedArticle '8の3' ; tsg:printedForm '配偶者暴力防止法'@ja ; {SOURCE} ."
    ),
    "BodyType": (
        "<body-type/dvc> a tsg:BodyType , skos:Concept ; dcterms:identifier 'bt_dvc' ; tsg:kana 'な'@ja ;"
        " tsg:branched true ; tsg:confidence <confidence/verified> ;"
        " tsg:confidentialConfidence 'verified' ; tsg:wording <wording/nakereba> ; tsg:sourceNote '法'@ja ;"
        f" {LABEL} ; {MEANING} ; tsg:disclosure <disclosure/front_door_only> ;"
        " tsg:confidential <confidential/partly> ; tsg:typeKind <type-kind/function> ; tsg:modality <modality/must> ;"
        " tsg:establishedBy <establisher/prefecture> , <establisher/municipality> ; tsg:level <level/prefecture> ;"
        " tsg:establisher '都道府県'@ja , 'prefecture'@en ."
    ),
    "SupportFunction": (
        f"<function/consult> a tsg:SupportFunction ; dcterms:identifier 'fn_consult' ; {MEANING} ;"
        " tsg:confidence <confidence/verified> ;"
        f" {LABEL} ; tsg:atStage <stage/consultation> ."
    ),
    "Need": (
        f"<need/dv> a tsg:Need ; dcterms:identifier 'nd_dv' ; {MEANING} ; tsg:confidence <confidence/verified> ;"
        f" {LABEL} ; tsg:metByFunction <function/consult> ; tsg:firstContact <body-type/dvc> ;"
        " tsg:firstContactBasis 'judgement' ."
    ),
    "TargetGroup": f"<target-group/women> a tsg:TargetGroup ; dcterms:identifier 'tg_women' ; {MEANING} ; {LABEL} .",
    "SupportStage": (
        "<stage/consultation> a tsg:SupportStage ; dcterms:identifier 'st_consultation' ;"
        f" {LABEL} ; {MEANING} ; tsg:order 2 ."
    ),
    "TypeFunction": (
        "<type-function/bf_001> a tsg:TypeFunction ; dcterms:identifier 'bf_001' ;"
        " tsg:wording <wording/nakereba> ; tsg:confidence <confidence/verified> ; tsg:sourceNote '法'@ja ;"
        " tsg:bodyType <body-type/wsc> ;"
        " tsg:fulfilsFunction <function/consult> ; tsg:modality <modality/must> ; tsg:layer <layer/statutory> ;"
        " tsg:legalBasis <law/504AC0100000052/Article_9> ."
    ),
    "InferenceRule": (
        f"<rule/same_jurisdiction> a tsg:InferenceRule ; dcterms:identifier 'same_jurisdiction' ; {ACCOUNT} ; {LABEL} ."
    ),
    "Expectation": (
        "<expectation/ex_1> a tsg:Expectation ; dcterms:identifier 'ex_1' ; tsg:confidence <confidence/verified> ;"
        " tsg:bodyType <body-type/wsc> ; tsg:placeKind <place-kind/prefecture> ;"
        " tsg:modality <modality/must> ; tsg:legalBasis <law/504AC0100000052/Article_9> ;"
        " tsg:inferenceRule <rule/expected_from_law> ."
    ),
    "ChecklistDuty": (
        f"<checklist/ck_01> a tsg:ChecklistDuty ; dcterms:identifier 'ck_01' ; {ACCOUNT} ;"
        " tsg:confidence <confidence/verified> ;"
        f" {LABEL} ; tsg:checkNumber '51b' ; tsg:modality <modality/must> ;"
        " tsg:legalBasis <law/504AC0100000052/Article_8> ; tsg:wording <wording/nakereba> , <wording/doryoku> ;"
        " tsg:dutyBearer <duty-bearer/municipality> ; tsg:checkableIn <document-kind/plan> ."
    ),
    "ConfidentialityRule": (
        f"<confidentiality/C1> a tsg:ConfidentialityRule ; dcterms:identifier 'C1' ; {ACCOUNT} ; {LABEL} ."
    ),
    "EmergencyNumber": (
        "<emergency-number/8008> a tsg:EmergencyNumber ; rdfs:label '相談'@ja , 'advice'@en ; tsg:number '#8008' ;"
        " tsg:verified true ;"
        " tsg:forUse 'DV相談'@ja , 'Advice on domestic violence'@en ; tsg:lineSort <line-sort/line> ;"
        " tsg:alwaysShown true ; tsg:checkedOn '2026-11-29'^^xsd:date ; tsg:hours '24時間'@ja ;"
        " dcterms:source <https://www.gender.go.jp/policy/no_violence/dv_navi/index.html> ;"
        " tsg:reachesType <body-type/dvc> ; tsg:saidForNeed <need/dv> ; tsg:saidUnder <circumstance/man> ."
    ),
    "WrittenLine": (
        "<written-line/wl_chat> a tsg:WrittenLine ; dcterms:identifier 'wl_chat' ; rdfs:label '相談'@ja , 'advice'@en ;"
        " tsg:channel <channel/chat> ; foaf:homepage <https://example.org/chat> ;"
        " tsg:insteadOfNumber <emergency-number/8008> ; tsg:forUse 'DV相談'@ja , 'Advice on domestic violence'@en ;"
        " tsg:reachesType <body-type/dvc> ; tsg:saidForNeed <need/dv> ; tsg:saidUnder <circumstance/man> ;"
        " tsg:hours '24時間'@ja ; dcterms:source <https://example.org/chat> ; tsg:checkedOn '2026-11-29'^^xsd:date ."
    ),
    "Circumstance": (
        f"<circumstance/man> a tsg:Circumstance , skos:Concept ; dcterms:identifier 'ci_man' ; {LABEL} ;"
        " skos:definition '男性'@ja , 'A man'@en ;"
        " tsg:impliesGroup <target-group/men> ; tsg:excludesGroup <target-group/women> ;"
        " tsg:impliesNeed <need/male-victim> ; tsg:impliesFunction <function/consult> ;"
        " tsg:avoidsFunction <function/residential> ; tsg:basisNote 'judgement' ;"
        " tsg:confidence <confidence/memory> ."
    ),
    "Audience": (
        "<audience/au_1> a tsg:Audience ; dcterms:identifier 'au_1' ; tsg:sourceNote '法'@ja ;"
        " tsg:bodyType <body-type/wsc> ; tsg:audienceGroup <target-group/women> ;"
        " tsg:audienceEffect <audience-effect/only> ; tsg:legalBasis <law/504AC0100000052/Article_2> ;"
        " tsg:confidence <confidence/verified> ."
    ),
    "ConditionReading": (
        "<condition-reading/cd_001> a tsg:ConditionReading ; dcterms:identifier 'cd_001' ;"
        " tsg:condition '男性被害者'@ja ;"
        " tsg:onlyUnder <circumstance/man> ; tsg:onlyForNeed <need/dv> ; tsg:onlyForFunction <function/consult> ;"
        " tsg:conditionHolds <condition-holds/exact> ; tsg:bodySide false ."
    ),
    "CouncilMembership": (
        f"<membership/d/1> a tsg:CouncilMembership ; {LABEL} ; dcterms:identifier '1' ; tsg:about <measure/d/1> ;"
        " tsg:council <body/142042-x> ; tsg:councilMember <body-type/welfare_office> ;"
        f" tsg:printedForm '福祉事務所'@ja ; tsg:layer <layer/stated> ; tsg:status <status/in_operation> ; {SOURCE} ."
    ),
    "ServiceParticipation": (
        f"<participation/d/s1/x/contractor> a tsg:ServiceParticipation ; {LABEL} ; tsg:ofService <service/d/1> ;"
        " tsg:participant <body/142042-x> ; tsg:participationRole <participation-role/contractor> ;"
        f" tsg:printedForm '協会'@ja ; {SOURCE} ."
    ),
    "Contact": (
        f"<contact/d/1> a tsg:Contact ; {LABEL} ; dcterms:identifier '1' ; tsg:contactOf <body/142042-x> ;"
        " tsg:channel <channel/phone> ; schema:telephone '0467-00-0000' ; schema:email 'madoguchi@example.jp' ;"
        " foaf:homepage <https://example.jp/> ; tsg:hours '平日9時～17時'@ja ; dcterms:source <https://example.jp/> ;"
        f" tsg:checkedOn '2026-11-29'^^xsd:date ; {SOURCE} ."
    ),
    "Register": (
        "<register/r> a tsg:Register ; dcterms:identifier 'r' ; dcterms:title '窓口一覧'@ja , 'List of desks'@en ;"
        " tsg:publishedBy '県'@ja ; foaf:homepage <https://example.jp/> ; tsg:licenceName 'CC BY 4.0' ;"
        " tsg:editionOf '2026-08-08'^^xsd:date ; tsg:rowsTaken 2 ;"
        " tsg:changesMade 'まとめた'@ja , 'Put together'@en ."
    ),
    "Listing": (
        f"<listing/r/needy> a tsg:Listing ; {LABEL} ; dcterms:identifier 'needy' ;"
        " tsg:bodyType <body-type/needy-consult> ;"
        " tsg:fulfilsFunction <function/consult> ; tsg:meetsNeed <need/poverty> ; tsg:forGroup <target-group/women> ;"
        " tsg:channel <channel/phone> ; tsg:inRegister <register/r> ."
    ),
    "ListedDesk": (
        f"<desk/r/1> a tsg:ListedDesk ; {LABEL} ; tsg:listedAs <listing/r/needy> ; tsg:servesPlace <place/142042> ;"
        " schema:telephone '0467-00-0000' ; tsg:phoneKind <phone-kind/own> ; foaf:homepage <https://example.jp/> ;"
        " tsg:hours '平日9時～17時'@ja ; tsg:checkedOn '2026-07-27'^^xsd:date ; tsg:checkedHow <checked-how/person> ;"
        " tsg:layer <layer/listed> ; tsg:inRegister <register/r> ."
    ),
    "DeskMatch": (
        "<desk-match/r/1/142042-x> a tsg:DeskMatch ; tsg:matchedDesk <desk/r/1> ; tsg:matchedBody <body/142042-x> ;"
        " tsg:matchDecision <match-decision/same> ; tsg:reason '同じ名'@ja , 'The same name'@en ;"
        " tsg:confidence <confidence/verified> ; tsg:reviewedOn '2026-11-30'^^xsd:date ; tsg:inRegister <register/r> ."
    ),
    "DisclosureDecision": (
        "<disclosure-decision/d/1> a tsg:DisclosureDecision ; tsg:decidedFor <body/110001-x> ;"
        " tsg:decidedLevel <disclosure/front_door_only> ; tsg:reason '公の施設'@ja , 'A public centre'@en ;"
        f" tsg:sourceNote '計画'@ja ; tsg:reviewedOn '2026-11-25'^^xsd:date ; {SOURCE} ."
    ),
    "PracticeRule": (
        f"<practice/pr_1> a tsg:PracticeRule ; dcterms:identifier 'pr_1' ; {LABEL} ;"
        " tsg:practiceEffect <practice-effect/require> ;"
        " tsg:onlyForNeed <need/dv> ; tsg:onlyForFunction <function/consult> ; tsg:onlyUnder <circumstance/man> ;"
        " tsg:notUnder <circumstance/child> ; tsg:notForNeed <need/debt> ; tsg:aboutType <body-type/dvc> ;"
        " tsg:atTier <tier/own> ; tsg:order 1 ; tsg:toSay '相談です'@ja , 'I need advice'@en ;"
        " tsg:toSayForAnother '困っている人がいます'@ja , 'Someone needs advice'@en ;"
        " dcterms:description '理由'@ja , 'reason'@en ; tsg:practiceGround <practice-ground/law> ;"
        " tsg:legalBasis <law/413AC0100000031/Article_3> ; tsg:confidence <confidence/verified> ."
    ),
    "ActingAs": (
        "<acting/ac_1> a tsg:ActingAs ; dcterms:identifier 'ac_1' ; tsg:bodyType <body-type/medical> ;"
        " tsg:actsAs <body-type/any-person> ;"
        " tsg:legalBasis <law/413AC0100000031/Article_6> ; tsg:inferenceRule <rule/acts_through> ;"
        " tsg:confidence <confidence/verified> ."
    ),
    "Competence": (
        "<competence/co_1> a tsg:Competence ; dcterms:identifier 'co_1' ; tsg:bodyType <body-type/welfare-office> ;"
        " tsg:forPlaceKind <place-kind/city> , <place-kind/ward> ; tsg:servedBy <served-by/own> ;"
        " tsg:legalBasis <law/326AC0000000045/Article_14> ; tsg:confidence <confidence/verified> ."
    ),
    "Designation": (
        "<designation/de_1> a tsg:Designation ; dcterms:identifier 'de_1' ; tsg:sourceNote '令'@ja ;"
        " tsg:bodyType <body-type/child-guidance> ; tsg:place <place/142018> ;"
        " tsg:legalBasis <law/323CO0000000074/Article_45_2> ; tsg:checkedOn '2026-11-29'^^xsd:date ;"
        " tsg:confidence <confidence/verified> ."
    ),
    "OutsideIdentifier": (
        "<identifier/wikidata/140007> a tsg:OutsideIdentifier ; tsg:identifies <place/140007> ;"
        " tsg:identifierScheme <identifier-scheme/wikidata> ; skos:notation 'Q127513' ;"
        " rdfs:label 'Q127513'@ja , 'Q127513'@en ; dcterms:source <https://example.org/list> ;"
        " tsg:checkNote '二つの一覧で同じ'@ja , 'The same in two lists'@en ;"
        " tsg:checkedOn '2026-11-30'^^xsd:date ; tsg:confidence <confidence/seen> ."
    ),
    "Phrase": (
        "<phrase/ph_1> a tsg:Phrase ; dcterms:identifier 'ph_0001' ; rdfs:label '借金'@ja ; tsg:means <need/debt> ;"
        " tsg:phraseKind <phrase-kind/everyday> ; tsg:phraseLanguage <phrase-language/ja> ; tsg:countsAlone false ;"
        " tsg:confidence <confidence/memory> ."
    ),
    "Finding": (
        "<finding-of/1> a tsg:Finding ; tsg:finding <finding/not_found> ; tsg:checks <checklist/ck_01> ;"
        " tsg:inDocument <document/d> ; tsg:asOf '2026-11-21'^^xsd:date ."
    ),
}
"""A conforming example of every class."""

# (class, what stands in the example, what replaces it, shape that must object)
