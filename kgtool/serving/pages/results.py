"""The result of a query as a table for people, and as the view that the stored query asks for."""

from __future__ import annotations

from typing import Any

from pyoxigraph import Literal, NamedNode

from kgtool.serving.pages import map as places
from kgtool.serving.pages import network, timeline
from kgtool.serving.pages.knowledge import Knowledge, text_of
from kgtool.store import Result, Table, Term, Triples, Truth
from kgtool.terms import ID, KG, XSD

MOST_ROWS = 1_000
"""Rows of a table on a page; downloads have all of them."""
CLAIMER, QUOTE, DOCUMENT = "claimer", "quote", "document"
"""What stored queries call the columns that say who says it, in which words, and where."""


def as_table(result: Result) -> Table:
    """Any result as a table."""
    if isinstance(result, Truth):
        return Table(("answer",), [(Literal(result.value),)])
    if isinstance(result, Triples):
        return Table(("subject", "predicate", "object"), [(t.subject, t.predicate, t.object) for t in result.triples])
    return result


def shown_table(knowledge: Knowledge, table: Table) -> dict[str, Any]:
    """A table's columns and rows as pages show them; claimers carry their marks."""
    rows = table.rows[:MOST_ROWS]
    knowledge.prepare(term for row in rows for term in row)
    columns = [{"name": name, "kind": _kind(name, index, rows)} for index, name in enumerate(table.columns)]
    return {
        "columns": columns,
        "rows": [
            [_cell(knowledge, column["kind"], term) for column, term in zip(columns, row, strict=True)] for row in rows
        ],
        "count": len(table.rows),
        "left_out": max(0, len(table.rows) - MOST_ROWS),
    }


def _kind(name: str, index: int, rows: list[tuple[Term | None, ...]]) -> str:
    if name.startswith(CLAIMER):
        return CLAIMER
    if name.startswith(QUOTE):
        return QUOTE
    values = [row[index] for row in rows if row[index] is not None]
    if values and all(map(_is_date, values)):
        return "date"
    is_number = bool(values) and all(_is_number(value) for value in values)
    return "number" if is_number else "text"


def _is_number(term: Term | None) -> bool:
    try:
        float(text_of(term))
    except ValueError:
        return False
    return not isinstance(term, NamedNode)


def _cell(knowledge: Knowledge, kind: str, term: Term | None) -> dict[str, Any] | None:
    cell = knowledge.term(term)
    if cell is not None and kind == CLAIMER and "iri" in cell and cell["iri"] in knowledge.claimers:
        cell["voice"] = knowledge.voice(cell["iri"])
    return cell


def drawn(knowledge: Knowledge, view: str, table: Table) -> dict[str, Any] | None:
    """A result as a timeline, map or network; None where it is a plain table or holds nothing to draw."""
    if view == "timeline":
        return timeline.draw(_happenings(knowledge, table)[: timeline.MOST_DRAWN])
    if view == "map":
        return places.draw(_spots(knowledge, table))
    if view == "network":
        return network.draw(knowledge, _edges(knowledge, table)[: network.MOST_EDGES])
    return None


def _column(table: Table, name: str) -> int | None:
    return table.columns.index(name) if name in table.columns else None


def _voice(knowledge: Knowledge, table: Table, row: tuple[Term | None, ...]) -> dict[str, Any] | None:
    at = _column(table, CLAIMER)
    iri = text_of(row[at]) if at is not None else ""
    return knowledge.voice(iri) if iri in knowledge.claimers else None


def _happenings(knowledge: Knowledge, table: Table) -> list[timeline.Happening]:
    """The first column of things that are events, with the first and second columns of dates."""
    dates = [i for i in range(len(table.columns)) if any(_is_date(row[i]) for row in table.rows)]
    things = [i for i in range(len(table.columns)) if any(_is_event(knowledge, row[i]) for row in table.rows)]
    found: dict[tuple[str, str, str], timeline.Happening] = {}
    for row in table.rows if dates and things else []:
        term = knowledge.term(row[things[0]])
        days = [day for i in dates[:2] if row[i] is not None and (day := timeline.day_of(text_of(row[i]))) is not None]
        if term is None or not days:
            continue
        at = _column(table, "mode")
        mode = text_of(row[at]) if at is not None else ""
        voice = _voice(knowledge, table, row)
        key = (term["text"] + term["nt"], str(days), voice["iri"] if voice else "")
        found.setdefault(
            key,
            timeline.Happening(
                term=term,
                start=min(days),
                end=max(days),
                lane=timeline.lane_of(knowledge, term["iri"]) if "iri" in term else "",
                mode=mode.removeprefix(KG),
                mode_name=knowledge.name(mode) if mode.startswith("http") else mode,
                voice=voice,
            ),
        )
    return sorted(found.values(), key=lambda one: (one.start, one.end, one.term["nt"]))


def _is_date(term: Term | None) -> bool:
    return getattr(getattr(term, "datatype", None), "value", "") in {XSD + "date", XSD + "dateTime"}


def _is_event(knowledge: Knowledge, term: Term | None) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(ID) and knowledge.is_a(term.value, KG + "Event")


def _spots(knowledge: Knowledge, table: Table) -> list[places.Spot]:
    """The things of the first column that have coordinates, with the events of the same row."""
    found: dict[str, places.Spot] = {}
    iris = {
        term.value for row in table.rows for term in row if isinstance(term, NamedNode) and term.value.startswith(ID)
    }
    known = places.spots_of(knowledge, (iri for iri in iris if knowledge.is_a(iri, KG + "Place")))
    for row in table.rows:
        first = next((term.value for term in row if isinstance(term, NamedNode) and term.value in known), None)
        if first is not None:
            spot = found.setdefault(first, known[first])
            events = [term for term in row if _is_event(knowledge, term)]
            spot.events += [{"term": knowledge.term(term)} for term in events]
    return list(found.values())


def _edges(knowledge: Knowledge, table: Table) -> list[network.Edge]:
    """Rows as edges: the first column whose values are properties between the first two other things."""
    found: dict[tuple[str, str, str, str], network.Edge] = {}
    for row in table.rows:
        cells = [
            term for name, term in zip(table.columns, row, strict=True) if not name.startswith((CLAIMER, DOCUMENT))
        ]
        things = [term.value for term in cells if isinstance(term, NamedNode)]
        predicate = next((iri for iri in things if iri.startswith(KG) and iri[len(KG)].islower()), "")
        ends = [iri for iri in things if iri.startswith(ID)][:2]
        if len(ends) == 2 and ends[0] != ends[1]:
            voice = _voice(knowledge, table, row)
            key = (ends[0], predicate or KG + "involves", ends[1], voice["iri"] if voice else "")
            found.setdefault(key, network.Edge(*key[:3], voice))
    return list(found.values())
