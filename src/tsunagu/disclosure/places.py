# ruff: noqa: E501 - a pattern is read in one line
"""What in a text would place or reach something: an address, telephone, position, map, building, operator or person.

Meant for text that speaks of a closed kind of body (see `tsunagu.disclosure.words`): there, one hit is enough to
refuse the text. Elsewhere such text is fine, so nothing here is looked for without that word.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from tsunagu.disclosure.spelling import numbered, sounded, visible

Trace = Literal["address", "phone", "position", "link", "mail", "building", "landmark", "operator", "person"]

_LEGAL = (
    r"(?:社会福祉法人|認定npo法人|特定非営利活動法人|(?<![a-z])npo法人|(?<![a-z])npo(?!法人)|一般社団法人|公益社団法人|社団法人|一般財団法人|公益財団法人|財団法人"
    r"|株式会社|有限会社|合同会社|宗教法人|医療法人社団|医療法人財団|医療法人|学校法人|更生保護法人|\((?:株|有|社福|福|特非|一社|公社|一財|公財|宗|医)\))"
)
_OPEN_WORD = r"(?!等|など|や|又は|または|及び|および|に|が|を|の|へ|と|から|による|・|、|,|だけ|以外|関係|及|格|化|名)"
_TITLE = r"(?:施設長|所長|寮長|寮母|ホーム長|ハウス長|代表者?|理事長|担当者?|責任者|職員|スタッフ|相談員|管理人|管理者|館長|連絡先|世話人|支援員)"
_ROLE = (
    r"(?:運営者?|運営主体|運営団体|運営法人|経営者?|経営主体|設置者|設置主体|受託者|受託団体|受託法人|委託先|委託法人)"
)
_FLAT: tuple[tuple[Trace, str], ...] = (
    ("address", r"〒|郵便番号|zip-?code|postal-?code"),
    ("address", r"丁目|ちょうめ|cho-?me(?![a-z])|番地|ばんち|banchi|号室|ごうしつ|番街"),
    ("address", r"(?<![\d第#-])\d{3}-?\d{4}(?![\d-])"),
    ("address", r"(?<![\d第(])(?!(?:19|20)\d\d-\d{1,2}-\d{1,2}(?!\d))\d{1,4}(?:-\d{1,4}){2,}(?!\d)"),
    (
        "address",
        r"(?<![第条項号年度月 ])[一-龥ぁ-んァ-ヶa-z](?!(?:19|20)\d\d-\d\d?(?!\d))\d{1,4}-\d{1,4}(?![\d%-]|年|月|日|時|人|件|回|か|カ|ヶ|箇|歳|割|部|章|節|条|項|点)",
    ),
    ("address", r"(?<![第\d#-])(?!11[089]番|188番|189番)\d{1,4}番(?!目|組|線|通報|ダイヤル|へ)"),
    ("address", r"(?<![第条項法令\d-])\d{1,4}号(?!被|議|機|様|議案|通知|告示)|-\d{1,4}号"),
    (
        "address",
        r"(?<![市区都道府])[市区郡](?!区|町|村|民|役|内|長|立|外|議|営|域)[一-龥ぁ-んァ-ヶ]{1,6}(?:町|丁)(?!村|内|会|民)",
    ),
    (
        "address",
        r"[a-z]{3,}-?(?:ku|shi|machi|cho|mura|gun)(?:-|,)?\d|\d+(?:st|nd|rd|th)?(?:street|avenue|road)(?![a-z])|(?:block|lot)-?\d",
    ),
    ("phone", r"(?<!\d)(?:\+?81-?\d|0\d)(?:[-() ]{0,2}\d){7,10}(?!\d)"),
    (
        "phone",
        r"(?:tel|電話|でんわ|fax|ファックス|ファクス|携帯|直通|内線|ダイヤル)[^\d]{0,6}\d(?:-?\d){4,}|内線-?\d{2,}",
    ),
    (
        "building",
        r"\d{1,3}(?:階|f(?![a-z])|号棟)|[a-z\d]棟|地下\d|(?:room|rm|apt|floor|unit)-?\d|\d(?:st|nd|rd|th)?-?floor",
    ),
    ("position", r"\d{1,3}[°度]-?\d{1,2}(?:['′分]|-)"),
    (
        "position",
        r"(?:北緯|東経|緯度|経度|座標)[^\d]{0,3}\d|(?:latitude|longitude|lat|lng|lon|coord\w*)[^\da-z]{0,3}\d",
    ),
    ("position", r"(?<![\da-z])n-?(?:2\d|3\d|4[0-6])-?\d{2,}|(?<![a-z\d])e-?1[2-5]\d-?\d{2,}"),
    ("position", r"(?<!\d)(?:2\d|3\d|4[0-6])-?\d{4,7}-?[ne]?-?1[2-5]\d-?\d{4,7}(?!\d)"),
    (
        "landmark",
        r"駅(?:から|より|前|の|徒歩|[東西南北]口|そば|近|裏|直結)|徒歩-?\d|最寄|バス停|交差点|(?:すぐ|真|お?)?(?:隣の|の隣|の裏|向かい|斜め前)|目の前",
    ),
)
_PLAIN: tuple[tuple[Trace, str], ...] = (
    (
        "address",
        r"(?:所在地|住所|場所)(?:は|が)?[::=]+[^\s]{2,}|(?:所在地|住所)(?:は|が)(?!非公開|不明|秘|公開|示さ|明かさ|分から|伏せ)[^\s、。]{2,}",
    ),
    ("position", r"(?<![\d.])(?:2\d|3\d|4[0-6])[.,]\d{3,}|(?<![\d.])1(?:2[2-9]|3\d|4\d|5[0-4])[.,]\d{3,}"),
    ("position", r"(?<![a-z\d])[23456789cfghjmpqrvwx]{4,8}\+[23456789cfghjmpqrvwx]{2,3}(?![a-z\d])"),
    (
        "position",
        r"///?[^\s/.]{2,}[.。][^\s/.]{2,}[.。][^\s/.]{2,}|geo:|geohash|what3words|w3w|mgrs|utm\W?\d|(?<![a-z\d])5[1-6][a-z]{1,3}\d{6,}",
    ),
    (
        "link",
        r"(?:maps?[./:]|/map|goo\.gl|openstreetmap|osm\.org|gsi\.go\.jp|mapion|mapfan|(?:地図|マップ)[:=]|bit\.ly|t\.co/|is\.gd|tinyurl)",
    ),
    ("link", r"(?:h[tx]{2}ps?:|www\.)(?![^\s]*\.(?:lg|go)\.jp)[^\s]+"),
    (
        "link",
        r"(?<![a-z\d@.-])(?:[a-z\d-]+\.)+(?:com|org|net|gl|ly|io|info|app|page|link|site|tokyo|(?:or|ne|co|ac|gr)\.jp)(?![a-z])",
    ),
    (
        "mail",
        r"[\w.+-]*\w(?:@|\(at\)|\[at\]|\{at\}|<at>|アットマーク|（at）|あっとまーく|\bat\b)[a-z\d-]+(?:\.|\(dot\)|\[dot\]|dot)[a-z]{2,}|@[a-z\d_]{4,}",
    ),
    (
        "mail",
        r"(?:line|ライン|instagram|インスタ|twitter|facebook|skype|zoom)\W{0,2}(?:id|アカウント)\W{0,2}[\w.-]{3,}",
    ),
    (
        "building",
        r"[一-龥ァ-ヴーa-zぁ-ん]{2,}(?:ビル(?!ド)|ビルヂング|ビルディング|マンション|アパート|コーポ|ハイツ|レジデンス|ハイム|タワー|プラザ|団地|荘|テラス|ヴィラ|カーサ)",
    ),
    (
        "building",
        r"(?:メゾン|コーポ|ハイツ|シャトー|パレス|グラン(?!ド)|ヴィラ|カーサ)[・ ]?[一-龥ァ-ヴーa-zぁ-ん]{2,}|(?<!市民)(?<!区民)(?<!町民)[一-龥ァ-ヴー]{2,}会館",
    ),
    ("operator", _LEGAL + r"[「『\"]?" + _OPEN_WORD + r"[一-龥ァ-ヴーぁ-んa-z]{2,}"),
    ("operator", r"[一-龥ァ-ヴーぁ-ん]{2,}(?:株式会社|有限会社|\(株\)|\(有\))"),
    ("operator", _ROLE + r"は?[:=「『]+[一-龥ァ-ヴーぁ-んa-z]{2,}"),
    ("operator", r"[一-龥ァ-ヴーぁ-ん]{2,}(?:会|園|社|協会|ネット|の家)(?:が|の|により|による)(?:運営|経営|設置)"),
    (
        "person",
        _TITLE
        + r"[はの]?[:=]+[一-龥ァ-ヴーa-zぁ-ん]{2,}|"
        + _TITLE
        + r"[:=のは]?[一-龥ぁ-んァ-ヴー]{2,12}(?:氏|さん|様|先生)",
    ),
)
_SPACED: tuple[tuple[Trace, str], ...] = (
    ("building", r"(?i)(?<![a-z\d])\d{1,3}f(?![a-z\d])"),
    (
        "link",
        r"(?i)(?<![a-z\d@.-])(?:[a-z\d-]+\.)+(?:com|org|net|gl|ly|io|info|app|page|link|site|tokyo|jp)(?![a-z])(?<!lg\.jp)(?<!go\.jp)",
    ),
    ("person", _TITLE + r"[:=の]?\s+(?!等|など)[一-龥ァ-ヶ]{1,3}\s*[一-龥ぁ-んァ-ヶ]{1,10}(?=$|[、。,.）)\s])"),
    (
        "person",
        r"(?i)(?<![a-z])(?:director|manager|head|staff|contact|caretaker|representative|run by|operated by)\b[:, ]+(?:(?:ms|mr|mrs|dr)\.? )?(?-i:[A-Z][a-zā-ū]+ [A-Z][a-zA-Zā-ū]+)",
    ),
    (
        "building",
        r"(?<![A-Za-z])[A-Z][\w’'-]+ (?i:building|bldg|mansion|heights|apartments?|residence|tower|plaza|house no)\b",
    ),
    (
        "operator",
        r"(?i)(?<![a-z])(?:inc|ltd|corp|npo corporation|social welfare corporation|foundation)\b\.? +(?-i:[A-Z])\w+|\b(?-i:[A-Z])\w+,? (?:inc|ltd|corp)\b",
    ),
)
_SOUNDED: tuple[tuple[Trace, str], ...] = (
    ("mail", r"[a-z0-9_.]{2,}(?:あっと|アット|@)[a-z0-9]+(?:どっと|dot|\.)[a-z]{2,}"),
)


def _compiled(rules: tuple[tuple[Trace, str], ...]) -> tuple[tuple[Trace, re.Pattern[str]], ...]:
    return tuple((trace, re.compile(pattern)) for trace, pattern in rules)


_REFERENCES = re.compile(
    r"(?<![一-龥ぁ-んァ-ヶ])[IVXⅠ-Ⅻ]+-[\d()（）-]+|方針\d(?:-[(（]\d[)）])+"
    r"|^R\d-\d$|(?<=[（(「、。])\d+(?:-\d+){2,}(?=では|に再掲|の再掲|と同じ|と内容)"
)
"""Rows and sections of a plan, whose numbers look like an address's; an address follows the name of a town."""
_RULES = tuple((_compiled(rules)) for rules in (_FLAT, _PLAIN, _SPACED, _SOUNDED))


@lru_cache(maxsize=100_000)
def trace_of(text: str) -> Trace | None:
    """The first kind of trace to a place that a text holds, None where it holds none; O(characters).

    >>> trace_of("中央壱の弐の参"), trace_of("ＴＥＬ０４２５７６２１１１"), trace_of("35°41′22″N")
    ('address', 'phone', 'position')
    >>> trace_of("民間シェルターの積極的な活用") is None
    True
    """
    text = _REFERENCES.sub(" ", text)
    plain = visible(text)
    lower = plain.lower()
    looked = ((_RULES[0], numbered(text)), (_RULES[1], re.sub(r"\s+", "", lower)), (_RULES[1], lower))
    for rules, form in (*looked, (_RULES[2], plain), (_RULES[3], sounded(text))):
        for trace, pattern in rules:
            if pattern.search(form):
                return trace
    return None


_PLACED_ID = re.compile(
    r"cho-?me|banchi|[a-z]{4,}[-_]?\d+[-_]\d+|\d+[-_]\d+[-_]?[a-z]{4,}|0\d{1,4}[-_]?\d{2,4}[-_]?\d{4}"
)
_USUAL_ID = re.compile(r"link|genjo|kino|type|change|baseline|target|actual")


def trace_of_id(identifier: str) -> bool:
    """Tell whether an identifier spells an address or telephone in Latin letters.

    >>> trace_of_id("chuo-1-2-3"), trace_of_id("III-1-(5)-4"), trace_of_id("link-030")
    (True, False, False)
    """
    return bool(_PLACED_ID.search(_USUAL_ID.sub("", numbered(identifier))))
