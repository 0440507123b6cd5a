"""Dates as time spans: what RDF says of "Sunday", "the night of June 1st", "November 2020".

In: resolved dates. Out: triples of a ``kg:TimeSpan`` and, where the day is known, a plain ``xsd:date`` beside it.
"""

from __future__ import annotations

from kgtool.language.dates import DateExpression
from kgtool.language.document import Document
from kgtool.reading.identity import Identity
from kgtool.reading.model import Literal, Thing
from kgtool.terms import KG, RDF, XSD

SHORTCUTS = {KG + "time": KG + "date", KG + "begin": KG + "beginDate", KG + "finish": KG + "finishDate"}
STRETCHES = ("since",)
"""Relations of dates that open a stretch of time which lasts up to the day of publication."""
RELATIONS = {"since": KG + "begin", "from": KG + "begin", "until": KG + "finish"}


class TimeWriter:
    """Gives each date of a document one time span."""

    def __init__(self, identity: Identity, published: str) -> None:
        self.identity, self.published = identity, published
        self._spans: dict[tuple[int, bool], str] = {}

    def property_for(self, prop: str, date: DateExpression) -> str:
        """ "since" and "until" say when something began or ended, whatever the verb."""
        return RELATIONS.get(date.relation or "", prop) if prop == KG + "time" else prop

    def triples(
        self, thing: Thing, prop: str, date: DateExpression, document: Document
    ) -> list[tuple[str, str, str | Literal]]:
        """The time of an event."""
        found = self.node(thing.iri, prop, date, document)
        if date.earliest == date.latest and date.earliest is not None and prop in SHORTCUTS and self._is_exact(date):
            found.append((thing.iri, SHORTCUTS[prop], Literal(date.earliest.isoformat(), XSD + "date")))
        return found

    def _is_exact(self, date: DateExpression) -> bool:
        return (date.relation or "on") not in ("before", "after", "by")

    def node(
        self, subject: str, prop: str, date: DateExpression, document: Document
    ) -> list[tuple[str, str, str | Literal]]:
        """A link to the time span of a date, and the span itself."""
        if date.earliest is None or date.latest is None:
            return []
        is_stretch = date.relation in STRETCHES and prop == KG + "ofTime"  # "since Tuesday": up to this article
        key = (date.span.first, is_stretch)
        iri = self._spans.setdefault(key, "") or self.identity.own_iri("time")
        self._spans[key] = iri
        precision = self.identity.vocabulary.precision("range" if is_stretch else date.precision)
        latest = max(self.published, date.latest.isoformat()) if is_stretch else date.latest.isoformat()
        first = date.span.first - 1 if is_stretch else date.span.first
        found: list[tuple[str, str, str | Literal]] = [
            (subject, prop, iri),
            (iri, RDF + "type", KG + "TimeSpan"),
            (iri, KG + "earliest", Literal(date.earliest.isoformat(), XSD + "date")),
            (iri, KG + "latest", Literal(latest, XSD + "date")),
            (iri, KG + "text", Literal(document.words(first, date.span.last), language="en")),
        ]
        if precision:
            found.append((iri, KG + "precision", precision))
        return found
