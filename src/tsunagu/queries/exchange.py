"""Write a result for other programs: SPARQL 1.1 JSON, XML, CSV and TSV for tables, the usual RDF formats for graphs.

Types, languages, yes or no, and blank nodes stay. The RDF library writes; what it cannot know is added here: that an
answer was cut (`limited` in JSON, a comment in XML, Turtle and N-Triples), and that XML holds no control characters.
"""

from __future__ import annotations

import json
import re
from typing import Literal, get_args

from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse_query_results, serialize

from tsunagu.disclosure.shown import Shown
from tsunagu.errors import QueryProblem
from tsunagu.graph.iris import Iris
from tsunagu.queries.limits import Cut
from tsunagu.queries.output import to_csv, to_table, workbook
from tsunagu.queries.results import ConstructedGraph, Reply, Solutions, Truth, as_answer, written

ReplyFormat = Literal[
    "table", "csv", "xlsx", "json", "json-rows", "xml", "sparql-csv", "tsv", "ttl", "nt", "jsonld", "rdfxml"
]
REPLY_FORMATS: tuple[ReplyFormat, ...] = get_args(ReplyFormat)
_W3C = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "sparql-csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
_GRAPHS = {
    "table": RdfFormat.TURTLE,
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"


def render_reply(shown: Shown[Reply], form: ReplyFormat, note: str = "", iris: Iris | None = None) -> bytes:
    """Write a reply in one of `REPLY_FORMATS`; `note` says in words why it was cut.

    A graph is written as Turtle where a table was asked for without a choice. Raises `QueryProblem` where a format
    cannot hold the result.
    """
    reply = shown.value
    if isinstance(reply.result, ConstructedGraph):
        return _graph(reply.result, form, note, iris or Iris())
    if form in _W3C:
        return _w3c(reply.result, form, reply.cut, note)
    if form == "ttl":
        return _result_set(reply.result, note)
    if form not in ("table", "csv", "xlsx", "json-rows"):
        raise QueryProblem("format-for-graphs", form=form)
    return _for_people(reply, form, note)


def limited(cut: Cut, note: str) -> dict[str, object]:
    """What JSON says of a limit."""
    return {"key": cut.key, **cut.data, "message": note}


def _for_people(reply: Reply, form: Literal["table", "csv", "xlsx", "json-rows"], note: str) -> bytes:
    answer = as_answer(reply.result)
    if form == "json-rows":
        told = {"limited": limited(reply.cut, note)} if reply.cut else {}
        shape = {"columns": answer.columns, "rows": answer.as_dicts(), **told}
        return (json.dumps(shape, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    if form == "xlsx":
        return workbook({"tsunagu": answer}, note)
    return to_csv(answer) if form == "csv" else to_table(answer)


def _w3c(result: Solutions | Truth, form: str, cut: Cut | None, note: str) -> bytes:
    if isinstance(result, Truth):
        found = parse_query_results(json.dumps({"head": {}, "boolean": result.value}), QueryResultsFormat.JSON)
        data = found.serialize(format=_W3C[form]) or b""
    else:
        data = result.parsed().serialize(format=_W3C[form]) or b""
    if form == "json":
        return _json(data, cut, note)
    if form == "xml":
        return _xml(data, note)
    return data


def _json(data: bytes, cut: Cut | None, note: str) -> bytes:
    if not cut:
        return data + b"\n"
    told = json.dumps(limited(cut, note), ensure_ascii=False).encode("utf-8")
    return data.rstrip()[:-1] + b',"limited":' + told + b"}\n"


def _xml(data: bytes, note: str) -> bytes:
    """XML that every parser takes: without characters XML 1.0 cannot hold; a note as a comment at the end."""
    text = _NOT_IN_XML.sub("\ufffd", data.decode("utf-8"))
    return (text.rstrip() + (f"\n<!-- {note.replace('--', '‑‑')} -->" if note else "") + "\n").encode("utf-8")


def _graph(result: ConstructedGraph, form: str, note: str, iris: Iris) -> bytes:
    if form not in _GRAPHS:
        raise QueryProblem("format-for-tables", form=form)
    kind = _GRAPHS[form]
    if kind == RdfFormat.N_TRIPLES:
        return _comment(note) + result.ntriples
    prefixes = iris.prefixes if kind in (RdfFormat.TURTLE, RdfFormat.RDF_XML) else None
    data = serialize(result.parsed(), format=kind, prefixes=prefixes) or b""
    if kind == RdfFormat.RDF_XML:
        return _xml(data, note)
    return _comment(note) + data if kind == RdfFormat.TURTLE else data + b"\n"


def _comment(note: str) -> bytes:
    return f"# {note}\n".encode() if note else b""


def _result_set(result: Solutions | Truth, note: str) -> bytes:
    """Turtle in the vocabulary of the W3C's test results."""
    lines = [f"@prefix rs: <{_RS}> .", ""]
    if isinstance(result, Truth):
        lines.append(f"[] a rs:ResultSet ; rs:boolean {str(result.value).lower()} .")
    else:
        names = "".join(f" ;\n  rs:resultVariable {_quoted(name)}" for name in result.columns)
        rows = "".join(_solution(number, found) for number, found in enumerate(_rows(result.parsed()), start=1))
        lines.append(f"[] a rs:ResultSet{names}{rows} .")
    return _comment(note) + ("\n".join(lines) + "\n").encode("utf-8")


def _rows(solutions: QuerySolutions) -> list[list[tuple[str, str]]]:
    names = [variable.value for variable in solutions.variables]
    return [[(name, written(row[name])) for name in names if row[name] is not None] for row in solutions]


def _solution(number: int, cells: list[tuple[str, str]]) -> str:
    bound = "".join(f" ;\n    rs:binding [ rs:variable {_quoted(name)} ; rs:value {term} ]" for name, term in cells)
    return f" ;\n  rs:solution [ rs:index {number}{bound} ]"


def _quoted(text: str) -> str:
    return '"' + text + '"'
