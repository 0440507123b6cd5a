"""Which format a client gets: by its Accept header (RFC 9110, 12.5.1), or by ``format=`` in links, which have none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

TABLES = {
    "application/sparql-results+json": "application/sparql-results+json",
    "application/json": "application/sparql-results+json",
    "application/sparql-results+xml": "application/sparql-results+xml",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "text/csv": "text/csv",
    "text/tab-separated-values": "text/tab-separated-values",
}
"""What a table or truth value can be asked for as, and what it is then sent as; first what anybody gets."""

GRAPHS = {
    "text/turtle": "text/turtle",
    "application/x-turtle": "text/turtle",
    "application/turtle": "text/turtle",
    "application/n-triples": "application/n-triples",
    "text/plain": "application/n-triples",
    "application/ld+json": "application/ld+json",
    "application/json": "application/ld+json",
    "application/rdf+xml": "application/rdf+xml",
    "application/xml": "application/rdf+xml",
    "text/xml": "application/rdf+xml",
    "application/trig": "application/trig",
    "application/n-quads": "application/n-quads",
    "text/n3": "text/n3",
}

DATASETS = {
    "application/trig": "application/trig",
    "application/n-quads": "application/n-quads",
    "application/ld+json": "application/ld+json",
    "application/json": "application/ld+json",
}

NAMES = {
    "json": ("application/sparql-results+json", "application/ld+json"),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "csv": ("text/csv", None),
    "tsv": ("text/tab-separated-values", None),
    "turtle": (None, "text/turtle"),
    "ttl": (None, "text/turtle"),
    "ntriples": (None, "application/n-triples"),
    "nt": (None, "application/n-triples"),
    "rdfxml": (None, "application/rdf+xml"),
    "rdf": (None, "application/rdf+xml"),
    "jsonld": (None, "application/ld+json"),
    "json-ld": (None, "application/ld+json"),
    "trig": (None, "application/trig"),
    "nquads": (None, "application/n-quads"),
    "n3": (None, "text/n3"),
}
"""Values of ``format=``: the formats of tables and of graphs that each stands for."""

_UTF8 = {"text/csv", "text/tab-separated-values", "text/turtle", "text/n3"}


@dataclass(frozen=True, slots=True)
class Range:
    """One media range of an Accept header."""

    type: str
    subtype: str
    quality: float

    def fits(self, media_type: str) -> int:
        """How exactly it names a media type: 3 for just this one, 1 for any, 0 for another."""
        kind, _, sub = media_type.partition("/")
        if self.type == "*":
            return 1
        if self.type != kind:
            return 0
        return 2 if self.subtype == "*" else 3 * (self.subtype == sub)


def ranges(accept: str) -> list[Range]:
    """The ranges of an Accept header; what cannot be read is left out, and nothing at all means anything."""
    found = []
    for part in accept.split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        kind, slash, sub = name.lower().partition("/")
        if not slash or not kind or not sub:
            continue
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                try:
                    quality = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        found.append(Range(kind, sub, quality))
    return found or [Range("*", "*", 1.0)]


def choose(accept: str, offered: Mapping[str, str]) -> str | None:
    """The offer that a client likes best, in its canonical name; None where it takes none of them."""
    known = ranges(accept)
    best: tuple[float, int, int] = (0.0, 0, 0)
    chosen = None
    for place, (name, canonical) in enumerate(offered.items()):
        quality, exactness = _wanted(known, name)
        if exactness < 3 and _wanted(known, canonical)[0] == 0:
            continue  # another name of what is refused
        rank = (quality, exactness, -place)
        if quality > 0 and (chosen is None or rank > best):
            best, chosen = rank, canonical
    return chosen


def _wanted(known: Sequence[Range], media_type: str) -> tuple[float, int]:
    exactness, quality = max((one.fits(media_type), one.quality) for one in known)
    return (quality, exactness) if exactness else (0.0, 0)


def formats(accept: str, names: Sequence[str] = ()) -> tuple[str | None, str | None]:
    """The formats for a table and for a graph; the first of ``names`` that is known beats the header."""
    table, graph = choose(accept, TABLES), choose(accept, GRAPHS)
    for name in names:
        if name.lower() in NAMES:
            named_table, named_graph = NAMES[name.lower()]
            return named_table or (None if named_graph else table), named_graph or (None if named_table else graph)
    return table, graph


def prefers_html(accept: str) -> bool:
    """Whether a client is a browser with a person: it names HTML, and likes nothing else better."""
    known = ranges(accept)
    html = max((one.quality for one in known if one.fits("text/html") == 3), default=0.0)
    others = [one.quality for one in known if one.type != "*" and one.subtype not in {"html", "xhtml+xml"}]
    return html > 0 and html >= max(others, default=0.0)


def with_charset(media_type: str) -> str:
    """The Content-Type of a media type."""
    return f"{media_type}; charset=utf-8" if media_type in _UTF8 else media_type
