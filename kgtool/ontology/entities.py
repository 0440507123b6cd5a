"""What is known beforehand: states, cities, regions, organisations and equipment, and the names that they go by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from kgtool.ontology.names import key, keys_for
from kgtool.ontology.rooms import entity_files
from kgtool.ontology.turtle import read_turtle
from kgtool.terms import KG, RDF, RDFS, SKOS

_LABEL, _ALIAS, _TYPE = RDFS + "label", SKOS + "altLabel", RDF + "type"
_DEMONYM, _STATE = KG + "demonym", KG + "State"
_CAPITAL, _CAPITAL_OF, _SEAT_OF = KG + "capital", KG + "capitalOf", KG + "seatOfGovernmentOf"

_STATE_LINKS = (KG + "nationality", _CAPITAL_OF, _SEAT_OF, KG + "officeOf", KG + "locatedIn", KG + "basedIn")
"""Properties that lead to the state to which a thing belongs, the closest first."""

_LONGEST_WAY = 4
"""So many steps at most lead from a thing to its state."""

_READ = frozenset((_LABEL, _ALIAS, _TYPE, _DEMONYM, _CAPITAL, *_STATE_LINKS))

Facts = dict[str, list[str]]
"""What is said of one thing: values by property."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A known thing."""

    iri: str
    label: str
    aliases: tuple[str, ...]
    classes: tuple[str, ...]
    """IRIs of its classes as declared, without those above them."""
    state: str | None
    """IRI of the state to which it belongs; its own for a state; None where there is none or states dispute it."""
    demonyms: tuple[str, ...]


class Gazetteer:
    """Known things by IRI, and by their names. An entity is made when it is first asked for.

    >>> gazetteer = Gazetteer.load(Path("ontology"))
    >>> [entity.label for entity in gazetteer.find("the U.S.")]
    ['United States']
    """

    def __init__(self, facts: Mapping[str, Facts]) -> None:
        self._facts = facts
        self._made: dict[str, Entity] = {}
        self._by_label: dict[str, list[str]] = {}
        self._by_alias: dict[str, list[str]] = {}
        self._capitals: dict[str, str] = {}
        self._governed: dict[str, str] = {}
        for iri, found in facts.items():
            for label in found.get(_LABEL, ()):
                self._by_label.setdefault(key(label), []).append(iri)
            for alias in found.get(_ALIAS, ()):
                self._by_alias.setdefault(key(alias), []).append(iri)
            for city in found.get(_CAPITAL, ()):
                self._govern(iri, city)
            for state in found.get(_CAPITAL_OF, ()):
                self._govern(state, iri)
        for iri, found in facts.items():
            for state in found.get(_SEAT_OF, ()):
                self._govern(state, iri)

    def _govern(self, state: str, city: str) -> None:
        self._capitals.setdefault(state, city)
        self._governed.setdefault(city, state)

    @classmethod
    def load(cls, folder: Path) -> Gazetteer:
        """Reads ``entities/*.ttl`` of the ontology room ``folder``; a broken file raises :class:`DataError`."""
        return cls(_collect(read_turtle(entity_files(folder))))

    # -- by IRI --------------------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._facts)

    @property
    def entities(self) -> dict[str, Entity]:
        """All of them by IRI, sorted."""
        return {iri: self._entity(iri) for iri in sorted(self._facts)}

    def entity(self, iri: str) -> Entity | None:
        """The known thing of that IRI; None where there is none."""
        return self._entity(iri) if iri in self._facts else None

    def capital_of(self, state: str) -> Entity | None:
        """The capital of the state of that IRI or, where none is given, its seat of government."""
        return self.entity(self._capitals.get(state, ""))

    # -- by name -------------------------------------------------------------------------------------------------

    def find(self, text: str) -> tuple[Entity, ...]:
        """The things of that name, those first whose label it is.

        Case, accents, punctuation and a leading article make no difference; acronyms are found in capitals only.
        """
        folded, acronym = keys_for(text)
        iris = [
            iri
            for table in (self._by_label, self._by_alias)
            for name in (acronym, folded)
            for iri in table.get(name, ())
        ]
        return tuple(self._entity(iri) for iri in dict.fromkeys(iris))

    def find_demonym(self, text: str) -> tuple[Entity, ...]:
        """The states, regions and cities of which the word is a demonym, states first."""
        return tuple(self._entity(iri) for iri in self._by_demonym.get(keys_for(text)[0], ()))

    def state_of_demonym(self, text: str) -> Entity | None:
        """The state of which the word is a demonym: Ukraine for "Ukrainian"."""
        return next((entity for entity in self.find_demonym(text) if _STATE in entity.classes), None)

    def state_of_capital(self, text: str) -> Entity | None:
        """The state whose capital or seat of government goes by that name: news says "Moscow" for Russia."""
        return next((self.entity(self._governed[c.iri]) for c in self.find(text) if c.iri in self._governed), None)

    @cached_property
    def _by_demonym(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for iri in sorted(self._facts, key=lambda iri: _STATE not in self._facts[iri].get(_TYPE, ())):
            for demonym in self._facts[iri].get(_DEMONYM, ()):
                found.setdefault(key(demonym), []).append(iri)
        return found

    # -- making an entity ----------------------------------------------------------------------------------------

    def _entity(self, iri: str) -> Entity:
        made = self._made.get(iri)
        if made is None:
            facts = self._facts[iri]
            made = self._made[iri] = Entity(
                iri,
                min(facts.get(_LABEL, ()), default=iri.rsplit("/", 1)[-1].replace("_", " ")),
                tuple(facts.get(_ALIAS, ())),
                tuple(sorted(facts.get(_TYPE, ()))),
                self._state(iri, _LONGEST_WAY),
                tuple(facts.get(_DEMONYM, ())),
            )
        return made

    def _state(self, iri: str, steps: int) -> str | None:
        facts = self._facts.get(iri)
        if facts is None or not steps:
            return None
        if _STATE in facts.get(_TYPE, ()):
            return iri
        ways = (other for link in _STATE_LINKS for other in facts.get(link, ()))
        return next((state for other in ways if (state := self._state(other, steps - 1)) is not None), None)


def _collect(quads: Iterable[ox.Quad]) -> dict[str, Facts]:
    """The statements by subject and property; coordinates and matches are left to whoever queries the graph."""
    things: dict[str, Facts] = {}
    for subject, predicate, value, _ in quads:
        prop = predicate.value
        if prop in _READ and not isinstance(value, ox.Triple) and not isinstance(subject, ox.Triple):
            things.setdefault(subject.value, {}).setdefault(prop, []).append(value.value)
    return things
