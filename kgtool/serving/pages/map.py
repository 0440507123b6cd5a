"""Places on a map of coastlines that needs no network. Borders are not drawn: the graph takes no side in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from pyoxigraph import NamedNode
from starlette.requests import Request

from kgtool.serving.pages.frame import Data
from kgtool.serving.pages.knowledge import Knowledge, text_of
from kgtool.serving.pages.mercator import HEIGHT, WIDTH, place
from kgtool.serving.pages.statements import sources_of
from kgtool.terms import KG

_PROPERTIES = """SELECT DISTINCT ?p { { ?p rdfs:range/rdfs:subClassOf* kg:Place } UNION
  { ?p rdfs:subPropertyOf* kg:target } UNION { ?p rdfs:subPropertyOf* kg:place } FILTER(?p != kg:locatedIn) }"""
_EVENTS = """SELECT ?place ?event ?p ?g { VALUES ?p { %s } GRAPH ?g { ?event ?p ?place } ?g kg:document ?document
  FILTER(isIRI(?place)) } ORDER BY ?place ?event ?p ?g"""
_POINTS = """SELECT ?place ?latitude ?longitude { VALUES ?place { %s }
  ?place kg:latitude ?latitude ; kg:longitude ?longitude } ORDER BY ?place ?latitude ?longitude"""
_AROUND = "SELECT DISTINCT ?place ?around { VALUES ?place { %s } ?place kg:locatedIn+ ?around } ORDER BY ?place ?around"
_MARGIN, _SMALLEST = 0.22, 2_000
"""Around the outermost places: a share of their extent, and at least so many units (hundredths of a degree)."""
MOST_EVENTS = 40
"""Events of a place in the table."""
_SHAPE = 1.9
"""Width of the drawing by its height."""
DRAWN, LETTER = 1_000, 8.2
"""How wide the map is drawn, in pixels or nearly so, and a letter of a label."""
Box: TypeAlias = tuple[float, float, float, float]


@dataclass(slots=True)
class Spot:
    """A place with its coordinates; ``near`` names what it lies in where only that has some."""

    term: dict[str, Any]
    latitude: float
    longitude: float
    near: dict[str, Any] | None = None
    is_area: bool = False
    events: list[dict[str, Any]] = field(default_factory=list)


def read_map(knowledge: Knowledge, request: Request) -> Data:
    """Every place at which the articles put something."""
    return knowledge.kept("map", _read)


def _read(knowledge: Knowledge) -> Data:
    properties = sorted({text_of(row[0]) for row in knowledge.rows(_PROPERTIES)})
    rows = knowledge.rows(_EVENTS % " ".join(f"<{iri}>" for iri in properties))
    knowledge.prepare(term for row in rows for term in row[:3])
    rows = [row for row in rows if knowledge.is_a(text_of(row[0]), KG + "Place")]
    sources = sources_of(knowledge)
    sources.prepare(text_of(row[3]) for row in rows)
    spots = spots_of(knowledge, (text_of(row[0]) for row in rows))
    seen: set[tuple[str, str, str, str]] = set()
    for where, event, predicate, graph in rows:
        source = sources.of(text_of(graph))
        by = source["claimer"]["iri"] if source["claimer"] else ""
        key = (text_of(where), text_of(event), text_of(predicate), by)
        spot = spots.get(text_of(where))
        if spot is not None and key not in seen and _is_event(knowledge, text_of(event)):
            seen.add(key)
            told = {"term": knowledge.term(event), "how": knowledge.name(text_of(predicate)), "source": source}
            spot.events.append(told)
    return shown([spot for spot in spots.values() if spot.events])


def _is_event(knowledge: Knowledge, iri: str) -> bool:
    return knowledge.is_a(iri, KG + "Event")


def spots_of(knowledge: Knowledge, places: Iterable[str]) -> dict[str, Spot]:
    """The places of which coordinates are known, their own or those of the narrowest that they lie in."""
    wanted = sorted(set(places))
    if not wanted:
        return {}
    values = " ".join(f"<{iri}>" for iri in wanted)
    around: dict[str, list[str]] = {iri: [] for iri in wanted}
    for one, other in knowledge.rows(_AROUND % values):
        around[text_of(one)].append(text_of(other))
    everything = " ".join(f"<{iri}>" for iri in sorted({*wanted, *(one for many in around.values() for one in many)}))
    points: dict[str, tuple[float, float]] = {}
    for one, latitude, longitude in knowledge.rows(_POINTS % everything):
        if (at := _point(text_of(latitude), text_of(longitude))) is not None:
            points.setdefault(text_of(one), at)
    knowledge.prepare(NamedNode(iri) for iri in points)
    found = {}
    for iri in wanted:
        inside_first = sorted(
            around[iri], key=lambda one: (-len(around.get(one, [])), knowledge.is_a(one, KG + "Country"), one)
        )
        known = next((one for one in [iri, *inside_first] if one in points), None)
        term = knowledge.term(NamedNode(iri))
        if known is not None and term is not None:
            near = None if known == iri else knowledge.term(NamedNode(known))
            is_area = knowledge.is_a(known, KG + "Country") or knowledge.is_a(known, KG + "Region")
            found[iri] = Spot(term, *points[known], near=near, is_area=is_area)
    return found


def _point(latitude: str, longitude: str) -> tuple[float, float] | None:
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        return None
    return (north, east) if abs(north) <= 90 and abs(east) <= 180 else None


def shown(spots: list[Spot]) -> Data:
    """The drawing and the table of some places."""
    rows = [
        {
            "term": spot.term,
            "near": spot.near,
            "latitude": spot.latitude,
            "longitude": spot.longitude,
            "is_area": spot.is_area,
            "events": spot.events[:MOST_EVENTS],
            "more": max(0, len(spot.events) - MOST_EVENTS),
        }
        for spot in sorted(spots, key=lambda one: (one.term["text"], one.term["iri"]))
    ]
    return {"drawing": draw(spots), "rows": rows}


def draw(spots: list[Spot]) -> dict[str, Any] | None:
    """The part of the map that holds the places, and the marks on it; None where there are none.

    Countries and regions have no one point, so they widen that part only where there is nothing else.
    """
    if not spots:
        return None
    marks: dict[tuple[float, float], list[Spot]] = {}
    for spot in sorted(spots, key=lambda one: (one.is_area, one.term["text"])):
        marks.setdefault(place(spot.latitude, spot.longitude), []).append(spot)
    exact = [at for at, there in marks.items() if not all(spot.is_area for spot in there)]
    left, top, width, height = _frame(exact or list(marks))
    unit = width / DRAWN
    taken: list[Box] = []
    drawn = [_mark(*at, there, unit, taken) for at, there in marks.items()]
    return {
        "box": [round(left), round(top), round(width), round(height)],
        "world": [0, 0, WIDTH, round(HEIGHT)],
        "unit": round(unit, 3),
        "marks": sorted(drawn, key=lambda mark: (mark["y"], mark["x"])),
    }


def _mark(x: float, y: float, there: list[Spot], unit: float, taken: list[Box]) -> dict[str, Any]:
    told = {event["term"]["iri"] for spot in there for event in spot.events if "iri" in event["term"]}
    size = min(18.0, 6.0 + 1.5 * len(told))
    label = there[0].term["text"] + (f" +{len(there) - 1}" if len(there) > 1 else "")
    label_x, label_y, anchor = _label_place(x / unit, y / unit, size, LETTER * len(label), taken)
    return {
        "x": round(x),
        "y": round(y),
        "size": size,
        "is_area": all(spot.is_area for spot in there),
        "name": ", ".join(spot.term["text"] for spot in there),
        "label": label,
        "label_x": label_x,
        "label_y": label_y,
        "anchor": anchor,
        "address": there[0].term.get("address", ""),
        "events": len(told),
    }


def _label_place(x: float, y: float, size: float, width: float, taken: list[Box]) -> tuple[float, float, str]:
    """Beside, above or below its mark: the first place where it hides no other label or mark."""
    taken.append((x - size, y - size, x + size, y + size))
    choices = (
        (size + 5, 5.0, "start", 0.0),
        (-size - 5, 5.0, "end", -width),
        (0.0, -size - 6, "middle", -width / 2),
        (0.0, size + 16, "middle", -width / 2),
        (size + 5, -12.0, "start", 0.0),
        (size + 5, 22.0, "start", 0.0),
    )
    boxes = [(x + dx + shift, y + dy - 14, x + dx + shift + width, y + dy + 5) for dx, dy, _, shift in choices]
    free = (i for i, box in enumerate(boxes) if not any(_overlap(box, other) for other in taken[:-1]))
    best = next(free, 0)
    taken.append(boxes[best])
    return round(choices[best][0], 1), round(choices[best][1], 1), choices[best][2]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _frame(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    """A part of the map of fixed shape that holds the points with a margin."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    width = max((max(xs) - min(xs)) * (1 + 2 * _MARGIN), _SMALLEST)
    height = max((max(ys) - min(ys)) * (1 + 2 * _MARGIN), _SMALLEST / _SHAPE)
    width, height = max(width, height * _SHAPE), max(height, width / _SHAPE)
    width, height = min(width, WIDTH), min(height, WIDTH / _SHAPE)
    left = min(max(0, (max(xs) + min(xs) - width) / 2), WIDTH - width)
    top = min(max(0, (max(ys) + min(ys) - height) / 2), max(0.0, HEIGHT - height))
    return left, top, width, height
