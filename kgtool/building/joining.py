"""Which articles speak of the same negotiation: the one thing about identity that no axiom can say.

In: the articles' graphs in a store. Out: :class:`Join` objects. Two negotiations are one where the same parties
negotiate, a round of each agrees (the same day and place, or the same number at about the same time), and no round
of one contradicts a round of the other. What their rounds share follows by the keys of the ontology. Only what the
articles themselves say counts, no claim; what is not told agrees with nothing.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from kgtool.store import LocalStore, Table, Term
from kgtool.store.trig import natural
from kgtool.terms import ID, JOINED_GRAPH, KG, OWL, RDF

LONGEST_DAYS = 31
"""A round that is dated no more finely than this has no date that could agree with another."""

_PARTIES = """SELECT DISTINCT ?negotiation ?party {
  ?negotiation a kg:Negotiation GRAPH ?in { ?negotiation kg:participant ?party } ?in a kg:Narration
}"""
_ROUNDS = "SELECT DISTINCT ?negotiation ?round { GRAPH ?in { ?round kg:process ?negotiation } ?in a kg:Narration }"
_NUMBERS = """SELECT DISTINCT ?round ?number {
  ?round kg:process ?negotiation GRAPH ?in { ?round kg:roundNumber ?number } ?in a kg:Narration
}"""
_TIMES = """SELECT DISTINCT ?round ?earliest ?latest {
  ?round kg:process ?negotiation GRAPH ?in { ?round kg:time ?span } ?in a kg:Narration .
  ?span kg:earliest ?earliest ; kg:latest ?latest
  FILTER NOT EXISTS { ?span kg:precision ?open FILTER(?open IN (kg:Before, kg:After, kg:Vague)) }
}"""
_PLACES = """SELECT DISTINCT ?round ?place ?around {
  ?round kg:process ?negotiation GRAPH ?in { ?round kg:place|kg:venue ?place } ?in a kg:Narration .
  GRAPH id:background { ?place a ?kind } ?place kg:locatedIn* ?around
}"""


@dataclass(frozen=True, slots=True)
class Join:
    """Two negotiations that are one, with the rounds of each that agree."""

    one: str
    other: str
    rounds: tuple[str, str]

    def quads(self) -> Iterator[Quad]:
        """The equality, and why it was found."""
        node, one, other = NamedNode(f"{JOINED_GRAPH}/{self.other.removeprefix(ID)}"), *self._nodes()
        graph = NamedNode(JOINED_GRAPH)
        yield Quad(graph, NamedNode(RDF + "type"), NamedNode(KG + "Inference"))
        yield Quad(other, NamedNode(OWL + "sameAs"), one, graph)
        yield Quad(node, NamedNode(RDF + "type"), NamedNode(KG + "Join"))
        for joined in (one, other):
            yield Quad(node, NamedNode(KG + "joins"), joined)
        for agreeing in self.rounds:
            yield Quad(node, NamedNode(KG + "agreeing"), NamedNode(agreeing))

    def _nodes(self) -> tuple[NamedNode, NamedNode]:
        return NamedNode(self.one), NamedNode(self.other)


@dataclass(slots=True)
class _Round:
    """What an article says of one round."""

    iri: str
    number: str = ""
    first: datetime.date | None = None
    last: datetime.date | None = None
    places: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    """The places, and those that they lie in."""

    @property
    def days(self) -> list[datetime.date]:
        """The days on which it may have been; none where that is not told finely enough."""
        if self.first is None or self.last is None or not 0 <= (self.last - self.first).days < LONGEST_DAYS:
            return []
        return [self.first + datetime.timedelta(n) for n in range((self.last - self.first).days + 1)]

    def is_near(self, other: _Round) -> bool:
        """Whether the places of both may be the same: equal, or one within the other."""
        return bool(self.places & other.around or other.places & self.around)

    def is_elsewhere(self, other: _Round) -> bool:
        return bool(self.places and other.places) and not self.is_near(other)

    def may_be_when(self, other: _Round) -> bool:
        return bool(self.days and other.days) and bool(set(self.days) & set(other.days))

    def is_apart_in_time(self, other: _Round) -> bool:
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return False
        return self.first > other.last or other.first > self.last

    def agrees(self, other: _Round) -> bool:
        """Whether both are one round, by what both articles tell."""
        if not self.may_be_when(other) or self.contradicts(other):
            return False
        is_day = len(self.days) == 1 and len(other.days) == 1
        return (bool(self.number) and self.number == other.number) or (is_day and self.is_near(other))

    def contradicts(self, other: _Round) -> bool:
        """Whether both cannot be rounds of one negotiation."""
        if self.number and self.number == other.number:
            return self.is_apart_in_time(other) or self.is_elsewhere(other)
        if len(self.days) == 1 and self.days == other.days:
            return bool(self.number and other.number) or self.is_elsewhere(other)
        return False


@dataclass(slots=True)
class _Cluster:
    """Negotiations that are one."""

    members: list[str]
    rounds: list[_Round] = field(default_factory=list)

    def agreement(self, rounds: Iterable[_Round]) -> tuple[_Round, _Round] | None:
        """The first round of this that agrees with one of those; None where none does or any two contradict."""
        pairs = [(mine, its) for mine in self.rounds for its in rounds]
        if any(mine.contradicts(its) for mine, its in pairs):
            return None
        return next(((mine, its) for mine, its in pairs if mine.agrees(its)), None)

    def take(self, rounds: Iterable[_Round]) -> None:
        """Keeps what is new among rounds; rounds of which the same is told need not be looked at again."""
        known = {(r.number, r.first, r.last, r.places) for r in self.rounds}
        for one in rounds:
            key = (one.number, one.first, one.last, one.places)
            if key not in known:
                known.add(key)
                self.rounds.append(one)


def find_joins(store: LocalStore) -> list[Join]:
    """The negotiations of different articles that are one, in the order of their names."""
    groups: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    parties: defaultdict[str, set[str]] = defaultdict(set)
    for negotiation, party in _rows(store, _PARTIES):
        parties[negotiation].add(party)
    for negotiation in sorted(parties, key=natural):
        groups[frozenset(parties[negotiation])].append(negotiation)
    rounds = _rounds(store)
    joins: list[Join] = []
    for together, members in groups.items():
        if len(together) < 2:
            continue
        joins += _joins({member: rounds.get(member, []) for member in members})
    return sorted(joins, key=lambda join: natural(join.other))


def _joins(negotiations: dict[str, list[_Round]]) -> Iterator[Join]:
    """Joins negotiations of the same parties, one after the other; one that agrees with two that are apart stays."""
    clusters: list[_Cluster] = []
    by_day: defaultdict[datetime.date, dict[int, None]] = defaultdict(dict)
    for name, rounds in negotiations.items():
        near = sorted({place for one in rounds for day in one.days for place in by_day[day]})
        found = [(place, agreed) for place in near if (agreed := clusters[place].agreement(rounds)) is not None]
        if len(found) == 1:
            ((place, (mine, its)),) = found
            yield Join(clusters[place].members[0], name, (mine.iri, its.iri))
            clusters[place].members.append(name)
        else:
            place = len(clusters)
            clusters.append(_Cluster([name]))
        clusters[place].take(rounds)
        for one in rounds:
            for day in one.days:
                by_day[day][place] = None


def _rounds(store: LocalStore) -> dict[str, list[_Round]]:
    """The rounds of each negotiation."""
    found: dict[str, _Round] = {}
    result: defaultdict[str, list[_Round]] = defaultdict(list)
    for negotiation, iri in _rows(store, _ROUNDS):
        result[negotiation].append(found.setdefault(iri, _Round(iri)))
    for iri, number in _rows(store, _NUMBERS):
        found[iri].number = number
    for iri, earliest, latest in _rows(store, _TIMES):
        first, last = datetime.date.fromisoformat(earliest), datetime.date.fromisoformat(latest)
        one = found[iri]
        one.first, one.last = max(first, one.first or first), min(last, one.last or last)
    for iri, place, around in _rows(store, _PLACES):
        found[iri].places |= {place}
        found[iri].around |= {around}
    return result


def _rows(store: LocalStore, query: str) -> list[tuple[str, ...]]:
    result = store.query(query)
    rows = result.rows if isinstance(result, Table) else []
    return sorted(tuple(map(_value, row)) for row in rows)


def _value(term: Term | None) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""
