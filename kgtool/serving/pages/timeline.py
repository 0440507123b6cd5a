"""Events in time, drawn with the precision of their dates: a bar is as wide as the time that the text leaves open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.requests import Request

from kgtool.serving.pages.axis import Axis
from kgtool.serving.pages.frame import Data
from kgtool.serving.pages.knowledge import Knowledge, text_of
from kgtool.serving.pages.statements import sources_of
from kgtool.terms import KG

DAY_WIDTH, ROW, LETTER, MARGIN, HEAD = 250, 36, 7.2, 16, 58
"""Pixels: of a day, of a row, of a letter of a label, at the sides, and above the rows."""
_NARROWEST_DAY = 64
_WIDEST = 2_400
_HOURS = {"Morning": (6, 12), "Afternoon": (12, 18), "Evening": (18, 24), "Night": (20, 30)}
"""The hours that a precision leaves open, from the first midnight."""
_LONGEST_LABEL = 44
MOST_DRAWN = 400
"""Events in one drawing, the earliest first; where there are more, one chooses days."""

_SPANS = """SELECT DISTINCT ?event ?earliest ?latest ?precision ?text ?g {
  GRAPH ?g { ?event kg:time ?span } ?g kg:document ?document . ?span kg:earliest ?earliest ; kg:latest ?latest
  OPTIONAL { ?span kg:precision ?precision } OPTIONAL { ?span kg:text ?text } }
ORDER BY ?earliest ?latest ?event ?g ?precision ?text"""
_DATES = """SELECT DISTINCT ?event ?earliest ?latest ?g {
  GRAPH ?g { ?event kg:date|kg:beginDate ?earliest } ?g kg:document ?document
  FILTER NOT EXISTS { ?event kg:time/kg:earliest ?some } OPTIONAL { ?event kg:finishDate ?latest } }
ORDER BY ?earliest ?event ?g ?latest"""
_MODES = "SELECT DISTINCT ?event ?mode { ?event kg:mode ?mode } ORDER BY ?event ?mode"


@dataclass(frozen=True, slots=True)
class Happening:
    """One event at one time, as one voice gives it. ``precision`` and ``mode`` are the ends of their IRIs."""

    term: dict[str, Any]
    start: date
    end: date
    precision: str = ""
    text: str = ""
    lane: str = ""
    mode: str = ""
    mode_name: str = ""
    voice: dict[str, Any] | None = None
    source: dict[str, Any] | None = None


def read_timeline(knowledge: Knowledge, request: Request) -> Data:
    """Every event with a time."""
    happenings = knowledge.kept("happenings", happenings_in)
    since, before = (day_of(request.query_params.get(name, "")) for name in ("since", "before"))
    if since or before:
        happenings = [
            one for one in happenings if (not since or one.end >= since) and (not before or one.start < before)
        ]
    left_out = max(0, len(happenings) - MOST_DRAWN)
    return {
        "drawing": draw(happenings[:MOST_DRAWN]),
        "rows": rows_of(happenings[:MOST_DRAWN]),
        "left_out": left_out,
        "since": since.isoformat() if since else "",
        "before": before.isoformat() if before else "",
    }


def happenings_in(knowledge: Knowledge) -> list[Happening]:
    """What the articles say happened when, each event once for each voice."""
    modes = {text_of(event): text_of(mode) for event, mode in knowledge.rows(_MODES)}
    dated = [(*row[:3], None, None, row[3]) for row in knowledge.rows(_DATES)]
    rows = [*knowledge.rows(_SPANS), *dated]
    knowledge.prepare(row[0] for row in rows)
    sources = sources_of(knowledge)
    sources.prepare(text_of(row[5]) for row in rows)
    found: dict[tuple[str, str, str, str], Happening] = {}
    for event, earliest, latest, precision, text, graph in rows:
        iri, source = text_of(event), sources.of(text_of(graph))
        start, end = day_of(text_of(earliest)), day_of(text_of(latest) or text_of(earliest))
        shown = knowledge.term(event)
        if start is None or end is None or end < start or shown is None:
            continue
        mode = modes.get(iri, "")
        voice = source["claimer"]
        found.setdefault(
            (iri, str(start), str(end), voice["iri"] if voice else ""),
            Happening(
                term=shown,
                start=start,
                end=end,
                precision=text_of(precision).removeprefix(KG),
                text=text_of(text),
                lane=lane_of(knowledge, iri),
                mode=mode.removeprefix(KG),
                mode_name=knowledge.name(mode) if mode else "",
                voice=voice,
                source=source,
            ),
        )
    return sorted(found.values(), key=lambda one: (one.start, one.end, one.term["iri"]))


def lane_of(knowledge: Knowledge, iri: str) -> str:
    """The name of the broadest class of an event below that of all events."""
    types = knowledge.types(iri)
    tops = [
        top
        for one in types
        for top in (one, *knowledge.classes.above(one))
        if knowledge.classes.is_child(top, KG + "Event")
    ]
    return knowledge.name(min(tops)) if tops else ""


def day_of(text: str) -> date | None:
    """The day of an ``xsd:date`` or ``xsd:dateTime``."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def rows_of(happenings: Iterable[Happening]) -> list[dict[str, Any]]:
    """The same as a table."""
    return [
        {
            "term": one.term,
            "from": one.start.isoformat(),
            "until": one.end.isoformat(),
            "precision": one.precision,
            "text": one.text,
            "lane": one.lane,
            "mode": one.mode_name,
            "voice": one.voice,
            "source": one.source,
        }
        for one in happenings
    ]


def draw(happenings: list[Happening]) -> dict[str, Any] | None:
    """Where everything stands in the drawing, in pixels; None where there is nothing to draw."""
    if not happenings:
        return None
    axis = Axis(day for one in happenings for day in (one.start, one.end))
    day_width = max(_NARROWEST_DAY, min(DAY_WIDTH, int(_WIDEST / max(axis.width, 1))))
    lanes: list[dict[str, Any]] = []
    top = HEAD
    rightmost = MARGIN + axis.width * day_width
    for name in dict.fromkeys(one.lane for one in happenings):
        taken: list[float] = []
        bars = []
        for one in (one for one in happenings if one.lane == name):
            left, right = _reach(axis, one)
            x, width = MARGIN + left * day_width, max(10.0, (right - left) * day_width)
            label = _short(one.term["text"])
            full = max(x + width, x + 12 + LETTER * (len(label) + len(one.mode_name) + 3 + (6 if one.voice else 0)))
            row = next((number for number, end in enumerate(taken) if end + 8 < x), len(taken))
            taken[row : row + 1] = [full]
            rightmost = max(rightmost, full)
            bars.append(
                {
                    "x": round(x, 1),
                    "y": top + 26 + row * ROW,
                    "width": round(width, 1),
                    "label": label,
                    "name": one.term["text"],
                    "address": one.term.get("address", ""),
                    "when": one.text or _days(one),
                    "days": _days(one),
                    "precision": one.precision,
                    "mode": one.mode,
                    "mode_name": "" if one.mode in {"", "Happened"} else one.mode_name,
                    "voice": one.voice,
                }
            )
        height = 26 + max(1, len(taken)) * ROW + 10
        lanes.append({"name": name, "y": top, "height": height, "bars": bars})
        top += height
    return {
        "width": round(rightmost + MARGIN),
        "height": top + 8,
        "head": HEAD,
        "row": ROW,
        "ticks": [
            {
                "x": round(MARGIN + tick.at * day_width, 1),
                "width": round(tick.width * day_width, 1),
                "folded": tick.days if tick.days > 1 else 0,
                "weekday": f"{tick.day:%a}",
                "day": f"{tick.day.day} {tick.day:%b}",
                "year": tick.day.year,
            }
            for tick in axis.ticks
        ],
        "lanes": lanes,
    }


def _reach(axis: Axis, one: Happening) -> tuple[float, float]:
    first, last = _HOURS.get(one.precision, (0, 24))
    if one.precision not in _HOURS or one.start != one.end:
        last = 24
    return axis.place(one.start, first), axis.place(one.end, min(last, 24)) + max(0, last - 24) / 24


def _days(one: Happening) -> str:
    return one.start.isoformat() if one.start == one.end else f"{one.start.isoformat()} – {one.end.isoformat()}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_LABEL else text[: _LONGEST_LABEL - 1].rstrip() + "…"
