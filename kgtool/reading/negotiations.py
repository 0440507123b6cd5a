"""Which negotiation a round belongs to, and which round came before it.

In: the statements of one article. Out: for each set of parties that negotiate a ``kg:Negotiation`` with its rounds,
their numbers and their order. Rounds between the same parties stay apart where their numbers or dates say that they
cannot be of one negotiation. Whether two articles speak of the same negotiation is decided later, over all of them.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from kgtool.reading.collector import Part, Understanding
from kgtool.reading.model import Literal, Statement, Thing
from kgtool.reading.modes import AGREED, HAPPENED, PLANNED
from kgtool.reading.registry import DELEGATION, ORGANIZATION, STATE
from kgtool.terms import KG, RDF, RDFS, XSD

HELD = (HAPPENED, KG + "Ongoing", PLANNED, AGREED)
FARTHEST = datetime.timedelta(days=366)
"""Rounds of one negotiation follow each other within this time, as far as one article tells."""


@dataclass
class _Round:
    """What an article says of one round."""

    thing: Thing
    parties: dict[str, Statement] = field(default_factory=dict)
    """The parties that negotiate, each with a statement that says so."""
    others: set[str] = field(default_factory=set)
    """Those that take part otherwise: hosts, mediators, chairs."""
    ordinal: Statement | None = None
    dated: Statement | None = None
    places: set[str] = field(default_factory=set)

    @property
    def number(self) -> str:
        return self.ordinal.object.value if self.ordinal and isinstance(self.ordinal.object, Literal) else ""

    @property
    def date(self) -> datetime.date | None:
        value = self.dated.object if self.dated is not None else None
        return datetime.date.fromisoformat(value.value) if isinstance(value, Literal) else None

    @property
    def negotiators(self) -> frozenset[str]:
        return frozenset(self.parties) - self.others

    def excludes(self, other: _Round) -> bool:
        """Whether both cannot be rounds of one negotiation."""
        if self.date is None or other.date is None:
            return bool(self.number) and self.number == other.number
        if self.date == other.date:
            numbers = {self.number, other.number} - {""}
            return len(numbers) > 1 or bool(self.places and other.places and not self.places & other.places)
        return (bool(self.number) and self.number == other.number) or abs(self.date - other.date) > FARTHEST


class Negotiations(Part):
    """States the negotiations of one article."""

    def __init__(self, article: Understanding) -> None:
        super().__init__(article)
        self._of_parties: dict[frozenset[str], list[list[_Round]]] = {}
        self._attending = {
            evocation.head
            for evocation in article.evocations
            for frame in evocation.frames
            if frame.kind == "RelationFrame"
            and frame.reference == KG + "participant"
            and "subject" in frame.range_slots
        }
        """Words that say who was there, which a mediator may be too: "Norway *attended* the talks"."""

    def state(self) -> None:
        for one in self._rounds():
            if len(one.negotiators) < 2:
                continue
            known = self._of_parties.setdefault(one.negotiators, [])
            fitting = next((rounds for rounds in known if not any(one.excludes(other) for other in rounds)), None)
            if fitting is None:
                known.append([one])
            else:
                fitting.append(one)
        for parties, negotiations in self._of_parties.items():
            for rounds in negotiations:
                self._state(parties, rounds)

    def _rounds(self) -> list[_Round]:
        found: dict[str, _Round] = {}
        for statement in self.article.statements:
            thing = self.identity.things.get(statement.subject)
            if thing is None or thing.mode not in HELD or not self.identity.is_a(thing, KG + "NegotiationRound"):
                continue
            self._note(found.setdefault(thing.iri, _Round(thing)), statement)
        return list(found.values())

    def _note(self, one: _Round, statement: Statement) -> None:
        name = statement.predicate.removeprefix(KG)
        if name == "ordinal":
            one.ordinal = one.ordinal or statement
        elif name == "date":
            one.dated = one.dated or statement
        elif name == "place" and isinstance(statement.object, str):
            one.places.add(statement.object)
        elif name in ("participant", "attendedBy") and isinstance(statement.object, str):
            thing = self.identity.things.get(statement.object)
            if statement.at in self._attending and not (thing and self.identity.is_a(thing, DELEGATION)):
                return
            for party in thing.parties if thing and self.identity.is_a(thing, DELEGATION) else (thing,):
                if party is not None and self.identity.is_a(party, STATE, ORGANIZATION):
                    one.parties.setdefault(party.iri, statement)
        elif isinstance(statement.object, str) and self._is_part(statement.predicate):
            one.others.add(statement.object)

    def _is_part(self, prop: str) -> bool:
        return KG + "participant" in self.vocabulary.vocabulary.superproperties(prop)

    def _state(self, parties: frozenset[str], rounds: list[_Round]) -> None:
        iri = self.identity.own_iri("negotiation")
        ordered = sorted(parties)
        label = " – ".join(self.identity.things[party].label for party in ordered)
        for one in rounds:
            because = one.parties[ordered[0]]
            self._add(one.thing.iri, KG + "process", iri, because)
            self._add(iri, RDF + "type", KG + "Negotiation", because)
            self._add(iri, RDFS + "label", Literal(label, language="en"), because)
            for party in ordered:
                self._add(iri, KG + "participant", party, one.parties[party])
            if one.ordinal is not None:
                number = Literal(one.number, XSD + "integer")
                self._add(one.thing.iri, KG + "roundNumber", number, one.ordinal)
            before = _previous(one, rounds)
            if before is not None and before.dated is not None:
                self._add(one.thing.iri, KG + "previousRound", before.thing.iri, before.dated)

    def _add(self, subject: str, predicate: str, value: str | Literal, like: Statement) -> None:
        """States something where another statement stands, in the same voice."""
        made = Statement(subject, predicate, value, like.tokens, like.sentence, like.at, like.voice)
        if made not in self.article.statements:
            self.article.statements.append(made)


def _previous(one: _Round, rounds: list[_Round]) -> _Round | None:
    """The round before: by its number, or the only earlier one where this is the second."""
    if one.date is None or not one.number:
        return None
    earlier = [other for other in rounds if other.date is not None and other.date < one.date]
    counted = [other for other in earlier if other.number and int(other.number) == int(one.number) - 1]
    if not counted and int(one.number) == 2 and len(earlier) == 1 and not earlier[0].number:
        counted = earlier
    return counted[0] if len(counted) == 1 else None
