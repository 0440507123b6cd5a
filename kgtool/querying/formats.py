"""Results as text: ``table`` for a terminal, ``json`` (SPARQL 1.1 JSON), ``csv``, ``tsv``, ``xml`` and ``md``.

A graph is written as Turtle for a person, N-Triples, JSON-LD (``json``) or RDF/XML (``xml``), and in the tabular
formats as its triples.
"""

from __future__ import annotations

import csv
import io
import json
import re
from html import escape

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple

from kgtool.querying.labels import Labels
from kgtool.querying.terminal import draw_table, visible
from kgtool.store import Result, Table, Term, Triples, Truth, turtle_text
from kgtool.store.notation import Notation
from kgtool.terms import PREFIXES, XSD

FORMATS = ("table", "json", "csv", "tsv", "xml", "md")
GRAPH_FORMATS = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES}
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def format_result(result: Result, form: str, *, labels: Labels | None = None, width: int | None = None) -> str:
    """A result in one of ``FORMATS``, ending with a line end. With ``labels``, things are shown by name.

    ``width`` is the number of columns of the terminal, None for as many as needed.
    """
    if isinstance(result, Truth):
        return _truth(result, form)
    if isinstance(result, Triples):
        if form in {"table", *GRAPH_FORMATS, "json", "xml"}:
            return _graph(result, form)
        result = Table(("subject", "predicate", "object"), [(t.subject, t.predicate, t.object) for t in result.triples])
    if labels is not None:
        labels.prepare(term for row in result.rows for term in row)
    match form:
        case "json":
            return _json(result)
        case "csv":
            return _csv(result, labels)
        case "tsv":
            return _tsv(result)
        case "xml":
            return _xml(result)
        case "md":
            return _markdown(result, labels)
        case _:
            cells = [[_shown(term, labels) for term in row] for row in result.rows]
            return draw_table(list(result.columns), cells, width)


def _truth(result: Truth, form: str) -> str:
    word = "true" if result.value else "false"
    match form:
        case "json":
            return json.dumps({"head": {}, "boolean": result.value}) + "\n"
        case "xml":
            return f"{_XML_HEAD}<head/>\n<boolean>{word}</boolean>\n</sparql>\n"
        case "table" | "md":
            return "yes\n" if result.value else "no\n"
        case _:
            return word + "\n"


def _graph(result: Triples, form: str) -> str:
    if form in {"table", "turtle"}:
        return turtle_text(result.triples)
    kind = {"json": RdfFormat.JSON_LD, "xml": RdfFormat.RDF_XML}.get(form, RdfFormat.N_TRIPLES)
    prefixes = PREFIXES if kind.supports_datasets or kind is RdfFormat.RDF_XML else None
    data = pyoxigraph.serialize(sorted(result.triples, key=str), format=kind, prefixes=prefixes)
    assert data is not None
    return data.decode().rstrip("\n") + "\n"


def _shown(term: Term | None, labels: Labels | None) -> str:
    if labels is not None:
        return labels.display(term)
    if isinstance(term, NamedNode):
        return Notation().iri(term.value)
    return _plain(term)


def _plain(term: Term | None) -> str:
    """The string value of a term, as W3C's CSV results have it."""
    if term is None:
        return ""
    return str(term) if isinstance(term, BlankNode | Triple) else term.value


def _json(table: Table) -> str:
    bindings = [
        {name: _json_term(term) for name, term in zip(table.columns, row, strict=True) if term is not None}
        for row in table.rows
    ]
    lines = ",\n".join(json.dumps(binding, ensure_ascii=False) for binding in bindings)
    head = json.dumps({"vars": list(table.columns)}, ensure_ascii=False)
    return f'{{"head": {head}, "results": {{"bindings": [\n{lines}\n]}}}}\n'


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    written: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        written["xml:lang"] = term.language
    elif term.datatype.value != XSD + "string":
        written["datatype"] = term.datatype.value
    return written


def safe_cell(text: str) -> str:
    """Text that a spreadsheet shows and does not calculate; a number stays a number."""
    return "'" + text if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def _csv(table: Table, labels: Labels | None) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow(safe_cell(labels.display(term) if labels else _plain(term)) for term in row)
    return out.getvalue()


def _tsv(table: Table) -> str:
    full = Notation({}, None)
    lines = ["\t".join(f"?{name}" for name in table.columns)]
    lines += ["\t".join("" if term is None else full.term(term) for term in row) for row in table.rows]
    return "\n".join(lines) + "\n"


_XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'


def _xml(table: Table) -> str:
    lines = ["<head>", *(f"<variable name={attribute(name)}/>" for name in table.columns), "</head>", "<results>"]
    for row in table.rows:
        lines.append("<result>")
        for name, term in zip(table.columns, row, strict=True):
            if term is not None:
                lines.append(f"<binding name={attribute(name)}>{_xml_term(term)}</binding>")
        lines.append("</result>")
    return _XML_HEAD + "\n".join([*lines, "</results>", "</sparql>"]) + "\n"


def _xml_term(term: Term) -> str:
    if isinstance(term, NamedNode):
        return f"<uri>{_xml_text(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{_xml_text(term.value)}</bnode>"
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return "<triple>" + "".join(f"<{name}>{_xml_term(part)}</{name}>" for name, part in parts.items()) + "</triple>"
    about = ""
    if term.language:
        about = f" xml:lang={attribute(term.language)}"
    elif term.datatype.value != XSD + "string":
        about = f" datatype={attribute(term.datatype.value)}"
    return f"<literal{about}>{_xml_text(term.value)}</literal>"


def _xml_text(text: str) -> str:
    """Escaped; XML 1.0 has no way to write most control characters, so they become U+FFFD."""
    allowed = "".join(char if char >= " " or char in "\t\n\r" else "\ufffd" for char in text)
    kept = allowed.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    return escape(kept, quote=False).replace("\r", "&#13;")


def attribute(text: str) -> str:
    """A value of an XML attribute, in quotes."""
    return f'"{escape(text)}"'


def _markdown(table: Table, labels: Labels | None) -> str:
    def line(cells: list[str]) -> str:
        return "| " + " | ".join(cells) + " |"

    rows = [[_markdown_cell(_shown(term, labels)) for term in row] for row in table.rows]
    return "\n".join([line(list(table.columns)), line(["---"] * len(table.columns)), *map(line, rows)]) + "\n"


def _markdown_cell(text: str) -> str:
    cell = escape(visible(text), quote=False).replace("\\", "\\\\")
    for mark in "|*_`[]":
        cell = cell.replace(mark, "\\" + mark)
    return "<br>".join(cell.splitlines())
