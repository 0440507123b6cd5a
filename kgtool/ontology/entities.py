"""What is known beforehand: states, cities, regions, organisations and equipment, and the names that they go by."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from kgtool.ontology.rooms import entity_files
from kgtool.ontology.turtle import read_turtle
from kgtool.terms import KG, RDF, RDFS, SKOS

_MANY_LETTERS = 6
"""A name in capitals of at most so many letters is an acronym and found in capitals only: WHO is not "who"."""

_STATE_LINKS = (
    KG + "nationality",
    KG + "capitalOf",
    KG + "seatOfGovernmentOf",
    KG + "officeOf",
    KG + "locatedIn",
    KG + "basedIn",
)
"""Properties that lead to the state to which a thing belongs, the closest first."""


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


@dataclass(frozen=True)
class Gazetteer:
    """Known things by IRI, and by their names.

    >>> gazetteer = Gazetteer.load(Path("ontology"))
    >>> [entity.label for entity in gazetteer.find("the U.S.")]
    ['United States']
    """

    entities: Mapping[str, Entity]
    by_name: Mapping[str, tuple[Entity, ...]] = field(repr=False)
    by_demonym: Mapping[str, tuple[Entity, ...]] = field(repr=False)
    capitals: Mapping[str, str] = field(repr=False)
    """From a state's IRI to that of its capital or, where none is given, of its seat of government."""
    governed_from: Mapping[str, str] = field(repr=False)
    """From a city's IRI to that of the state whose capital or seat of government it is."""

    @classmethod
    def load(cls, folder: Path) -> Gazetteer:
        """Reads ``entities/*.ttl`` of the ontology room ``folder``; a broken file raises :class:`DataError`."""
        return _Facts(read_turtle(entity_files(folder))).gazetteer()

    def entity(self, iri: str) -> Entity | None:
        """The known thing of that IRI."""
        return self.entities.get(iri)

    def find(self, text: str) -> tuple[Entity, ...]:
        """The things of that name, those first whose label it is.

        Case, accents, punctuation and a leading article make no difference; acronyms are found in capitals only.
        """
        return _look_up(self.by_name, text)

    def find_demonym(self, text: str) -> tuple[Entity, ...]:
        """The states, regions and cities of which the word is a demonym, states first."""
        return _look_up(self.by_demonym, text)

    def state_of_demonym(self, text: str) -> Entity | None:
        """The state of which the word is a demonym: Ukraine for "Ukrainian"."""
        return next((e for e in self.find_demonym(text) if KG + "State" in e.classes), None)

    def capital_of(self, state: str) -> Entity | None:
        """The capital of the state of that IRI or, where none is given, its seat of government."""
        return self.entities.get(self.capitals.get(state, ""))

    def state_of_capital(self, text: str) -> Entity | None:
        """The state whose capital or seat of government goes by that name: news says "Moscow" for Russia."""
        for city in self.find(text):
            if city.iri in self.governed_from:
                return self.entities.get(self.governed_from[city.iri])
        return None


class _Facts:
    """The statements about entities, by subject and predicate."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.things: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            subject, predicate, value, _ = quad
            if not isinstance(subject, ox.Triple) and not isinstance(value, ox.Triple):
                self.things[subject.value][predicate.value].append(value.value)

    def gazetteer(self) -> Gazetteer:
        entities = {iri: self._entity(iri) for iri in sorted(self.things) if self.things[iri].get(RDF + "type")}
        names: defaultdict[str, dict[str, Entity]] = defaultdict(dict)
        for entity in entities.values():
            names[_key(entity.label)][entity.iri] = entity
        for entity in entities.values():
            for alias in entity.aliases:
                names[_key(alias)][entity.iri] = entity
        demonyms: defaultdict[str, dict[str, Entity]] = defaultdict(dict)
        for entity in sorted(entities.values(), key=lambda e: KG + "State" not in e.classes):
            for demonym in entity.demonyms:
                demonyms[_key(demonym)][entity.iri] = entity
        capitals, governed = self._capitals()
        return Gazetteer(
            entities,
            {name: tuple(found.values()) for name, found in names.items()},
            {name: tuple(found.values()) for name, found in demonyms.items()},
            capitals,
            governed,
        )

    def _entity(self, iri: str) -> Entity:
        facts = self.things[iri]
        label = min(facts.get(RDFS + "label", ()), default=iri.rsplit("/", 1)[-1].replace("_", " "))
        return Entity(
            iri,
            label,
            tuple(facts.get(SKOS + "altLabel", ())),
            tuple(sorted(facts[RDF + "type"])),
            self._state(iri),
            tuple(facts.get(KG + "demonym", ())),
        )

    def _state(self, iri: str, depth: int = 4) -> str | None:
        facts = self.things.get(iri)
        if facts is None or not depth:
            return None
        if KG + "State" in facts.get(RDF + "type", ()):
            return iri
        for link in _STATE_LINKS:
            for other in facts.get(link, ()):
                state = self._state(other, depth - 1)
                if state is not None:
                    return state
        return None

    def _capitals(self) -> tuple[dict[str, str], dict[str, str]]:
        capitals: dict[str, str] = {}
        governed: dict[str, str] = {}
        for link in (KG + "capitalOf", KG + "seatOfGovernmentOf"):
            for city, facts in sorted(self.things.items()):
                for state in facts.get(link, ()):
                    capitals.setdefault(state, city)
                    governed.setdefault(city, state)
        for state, facts in sorted(self.things.items()):
            for city in facts.get(KG + "capital", ()):
                capitals.setdefault(state, city)
                governed.setdefault(city, state)
        return capitals, governed


_ARTICLES = re.compile(r"^the ", re.IGNORECASE)
_DROPPED = re.compile(r"[.,'’‘ʻʼ`´\"“”]")
_SPACED = re.compile(r"[\s\-‐‑–—_/&]+")


def _look_up(table: Mapping[str, tuple[Entity, ...]], text: str) -> tuple[Entity, ...]:
    plain = _plain(text)
    return table.get(plain.casefold(), ()) or table.get("=" + plain, ())


def _key(name: str) -> str:
    """The key of a name: folded, or as it stands behind "=" for an acronym."""
    plain = _plain(name)
    return "=" + plain if _is_acronym(plain) else plain.casefold()


def _is_acronym(plain: str) -> bool:
    return plain.isupper() and len(plain) <= _MANY_LETTERS and plain.isalpha()


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    """Without accents and punctuation, with single spaces and no leading article."""
    if not text.isascii():
        text = text.replace("ı", "i").replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("Ł", "L")
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = _SPACED.sub(" ", _DROPPED.sub("", text)).strip()
    return _ARTICLES.sub("", text)
