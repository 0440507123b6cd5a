"""Which articles speak of the same negotiation: the one thing about identity that no axiom can say.

In: what the articles say. Out: :class:`Join` objects. Two negotiations are one where the same parties
negotiate, a round of each agrees (the same day and place, or the same number at about the same time), and no round
of one contradicts a round of the other. What their rounds share follows by the keys of the ontology. Only what the
articles themselves say counts, no claim; what is not told agrees with nothing.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from kgtool.reasoning import Term, Triple
from kgtool.store.trig import Predicates, natural
from kgtool.terms import ID, JOINED_GRAPH, KG, OWL, RDF
from kgtool.voices import Statement

LONGEST_DAYS = 31
"""A round that is dated no more finely than this has no date that could agree with another."""

TELLING = frozenset(
    KG + name
    for name in ("process", "participant", "roundNumber", "time", "earliest", "latest", "precision", "place", "venue",
                 "locatedIn")
)  # fmt: skip
"""The properties of which anything must be known here."""
_OPEN = {KG + "Before", KG + "After", KG + "Vague"}
Facts: TypeAlias = dict[str, dict[str, list[str]]]
"""By property and subject, the objects."""


@dataclass(frozen=True, slots=True)
class Join:
    """Two negotiations that are one, with the rounds of each that agree."""

    one: str
    other: str
    rounds: tuple[str, str]

    @property
    def node(self) -> NamedNode:
        """The name of the join itself."""
        return NamedNode(f"{JOINED_GRAPH}/{self.other.removeprefix(ID)}")

    def equality(self) -> Triple:
        return NamedNode(self.other), NamedNode(OWL + "sameAs"), NamedNode(self.one)

    def reason(self) -> Predicates:
        """What is said of the join: what it joins, and why."""
        return {
            NamedNode(RDF + "type"): [NamedNode(KG + "Join")],
            NamedNode(KG + "joins"): [NamedNode(self.one), NamedNode(self.other)],
            NamedNode(KG + "agreeing"): [NamedNode(one) for one in self.rounds],
        }


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
    located: frozenset[str] = frozenset()
    """Those of the places of which is known where they are."""

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
        return bool(self.located and other.located) and not self.is_near(other)

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


def find_joins(said: Iterable[Statement], known: Iterable[Statement] = ()) -> list[Join]:
    """The negotiations of different articles that are one, in the order of their names.

    ``said`` is what the articles say in their own voice, ``known`` the background, which tells what lies where.
    """
    background = _facts(known)
    facts = _facts(said)
    parties = facts["participant"]
    rounds = _rounds(facts, background["locatedIn"])
    groups: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for negotiation in sorted(rounds, key=natural):
        groups[frozenset(parties.get(negotiation, ()))].append(negotiation)
    joins: list[Join] = []
    for together, members in groups.items():
        if len(together) > 1:
            joins += _joins({member: rounds[member] for member in members})
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


def _rounds(facts: Facts, around: dict[str, list[str]]) -> dict[str, list[_Round]]:
    """The rounds of each negotiation."""
    located = {place: [*facts["locatedIn"].get(place, ()), *around.get(place, ())]
               for place in {*facts["locatedIn"], *around}}  # fmt: skip
    known = {*located, *(outer for outers in located.values() for outer in outers)}
    result: defaultdict[str, list[_Round]] = defaultdict(list)
    for iri, negotiations in sorted(facts["process"].items()):
        places = {place for name in ("place", "venue") for place in facts[name].get(iri, ())}
        first, last = _dates(iri, facts)
        number = facts["roundNumber"].get(iri, [])
        one = _Round(iri, number[0] if len(number) == 1 else "", first, last, frozenset(places))
        one.around, one.located = frozenset(_all_around(places, located)), frozenset(places & known)
        for negotiation in sorted(negotiations):
            result[negotiation].append(one)
    return result


def _dates(iri: str, facts: Facts) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and last day on which a round may have been, by all that its article says of its time."""
    spans = [span for span in facts["time"].get(iri, ()) if not _OPEN & set(facts["precision"].get(span, ()))]
    first = [datetime.date.fromisoformat(day) for span in spans for day in facts["earliest"].get(span, ())]
    last = [datetime.date.fromisoformat(day) for span in spans for day in facts["latest"].get(span, ())]
    return max(first, default=None), min(last, default=None)


def _all_around(places: Iterable[str], located: dict[str, list[str]]) -> set[str]:
    """The places, and all that they lie in."""
    found, waiting = set(places), list(places)
    while waiting:
        for place in located.get(waiting.pop(), ()):
            if place not in found:
                found.add(place)
                waiting.append(place)
    return found


def _facts(statements: Iterable[Statement]) -> Facts:
    found: Facts = {name.removeprefix(KG): {} for name in TELLING}
    for subject, predicate, value in statements:
        if isinstance(predicate, NamedNode) and predicate.value in TELLING:
            values = found[predicate.value.removeprefix(KG)].setdefault(_value(subject), [])
            if _value(value) not in values:
                values.append(_value(value))
    return found


def _value(term: Term) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""
