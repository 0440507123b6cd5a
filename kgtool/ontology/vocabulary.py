"""What can be said: the classes, properties and named individuals of ``ontology/*.ttl``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

import pyoxigraph as ox

from kgtool.errors import DataError
from kgtool.ontology.rooms import vocabulary_files
from kgtool.ontology.turtle import read_turtle
from kgtool.terms import KGL, OWL, RDF, RDFS, SKOS

SCHEMA_ORG = "https://schema.org/"
PropertyKind = Literal["object", "datatype", "annotation"]


@dataclass(frozen=True, slots=True)
class ClassTerm:
    """A class."""

    iri: str
    label: str
    definition: str
    alternatives: tuple[str, ...]
    """Further labels (``skos:altLabel``)."""
    parents: tuple[str, ...]
    """Named classes directly above it."""
    name_kinds: tuple[str, ...] = ()
    """Labels of the English reader whose names are of this class by default (``kgl:nameKind``)."""


@dataclass(frozen=True, slots=True)
class PropertyTerm:
    """A property."""

    iri: str
    label: str
    definition: str
    alternatives: tuple[str, ...]
    kind: PropertyKind
    parents: tuple[str, ...]
    """Properties directly above it."""
    inverses: tuple[str, ...]
    domains: tuple[str, ...]
    """The usual classes of its subjects: ``schema:domainIncludes``, else the domain axiom, else those of a parent."""
    ranges: tuple[str, ...]
    """The usual classes of its objects, or datatypes; ``rdfs:Literal`` for a datatype property that says no more."""
    domain_axioms: tuple[str, ...]
    """``rdfs:domain``: whatever has the property is of these classes."""
    range_axioms: tuple[str, ...]
    """``rdfs:range``: every value is of these classes."""


@dataclass(frozen=True, slots=True)
class IndividualTerm:
    """A named individual of the vocabulary: a measure, comparator, mode, stance, precision …"""

    iri: str
    label: str
    definition: str
    alternatives: tuple[str, ...]
    classes: tuple[str, ...]
    broader: tuple[str, ...]
    """What covers it (``skos:broader``): *killed or injured* covers *killed*."""


@dataclass(frozen=True)
class Vocabulary:
    """All terms, by IRI, sorted.

    >>> vocabulary = Vocabulary.load(Path("ontology"))
    >>> vocabulary.is_subclass(KG + "NegotiationRound", KG + "Event")
    True
    """

    classes: Mapping[str, ClassTerm]
    properties: Mapping[str, PropertyTerm]
    individuals: Mapping[str, IndividualTerm]
    disjoint: frozenset[frozenset[str]] = field(repr=False, default=frozenset())
    """Pairs of classes that are declared to share nothing."""

    @classmethod
    def load(cls, folder: Path) -> Vocabulary:
        """Reads the vocabulary of the ontology room ``folder``; raises :class:`DataError` where a file is broken."""
        paths = vocabulary_files(folder)
        if not paths:
            raise DataError("no ontology: there is no .ttl file in this folder", path=folder, hint="Write one there.")
        return _Facts(read_turtle(paths)).vocabulary()

    # -- classes -------------------------------------------------------------------------------------------------

    @cached_property
    def _above(self) -> dict[str, frozenset[str]]:
        return _closure({iri: term.parents for iri, term in self.classes.items()})

    @cached_property
    def _above_property(self) -> dict[str, frozenset[str]]:
        return _closure({iri: term.parents for iri, term in self.properties.items()})

    def superclasses(self, iri: str) -> frozenset[str]:
        """The class itself and every named class above it."""
        return self._above.get(iri, frozenset((iri,)))

    def subclasses(self, iri: str) -> frozenset[str]:
        """The class itself and every named class below it."""
        return frozenset(c for c, above in self._above.items() if iri in above) | {iri}

    def is_subclass(self, narrow: str, wide: str) -> bool:
        """Whether ``narrow`` is ``wide`` or lies below it."""
        return wide in self.superclasses(narrow)

    def are_disjoint(self, one: str, other: str) -> bool:
        """Whether nothing can be of both classes, by what is declared of them or of classes above."""
        return any(frozenset((a, b)) in self.disjoint for a in self.superclasses(one) for b in self.superclasses(other))

    def class_of_name(self, kind: str) -> str | None:
        """The class of names that the English reader labels ``kind``, such as PER; None where there is none."""
        return next((iri for iri, term in self.classes.items() if kind in term.name_kinds), None)

    # -- properties and labels -----------------------------------------------------------------------------------

    def superproperties(self, iri: str) -> frozenset[str]:
        """The property itself and every property above it."""
        return self._above_property.get(iri, frozenset((iri,)))

    def subproperties(self, iri: str) -> frozenset[str]:
        """The property itself and every property below it."""
        return frozenset(p for p, above in self._above_property.items() if iri in above) | {iri}

    def label(self, iri: str) -> str:
        """The term's label, or the last part of its IRI where it has none."""
        term = self.term(iri)
        return term.label if term is not None and term.label else _local_name(iri)

    def term(self, iri: str) -> ClassTerm | PropertyTerm | IndividualTerm | None:
        """The term of that IRI; None where the vocabulary has none."""
        return self.classes.get(iri) or self.properties.get(iri) or self.individuals.get(iri)

    def __contains__(self, iri: object) -> bool:
        return isinstance(iri, str) and self.term(iri) is not None


_KINDS: tuple[tuple[str, PropertyKind], ...] = (
    (OWL + "ObjectProperty", "object"),
    (OWL + "DatatypeProperty", "datatype"),
    (OWL + "AnnotationProperty", "annotation"),
)
_META = (RDF, RDFS, OWL)


class _Facts:
    """The statements of the vocabulary's files, by predicate and subject."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.values: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            subject, value = quad.subject, quad.object
            if isinstance(subject, ox.Triple) or isinstance(value, ox.Triple):
                continue
            self.values[quad.predicate.value][subject.value].append(value.value)

    def of(self, predicate: str, subject: str) -> tuple[str, ...]:
        return tuple(sorted(set(self.values[predicate].get(subject, ()))))

    def one(self, predicate: str, subject: str) -> str:
        return min(self.values[predicate].get(subject, ()), default="")

    def vocabulary(self) -> Vocabulary:
        types = {subject: frozenset(found) for subject, found in sorted(self.values[RDF + "type"].items())}
        classes = {iri: self._class(iri) for iri, found in types.items() if OWL + "Class" in found}
        properties = {
            iri: self._property(iri, kind) for iri, found in types.items() for owl, kind in _KINDS if owl in found
        }
        individuals = {
            iri: self._individual(iri, found)
            for iri, found in types.items()
            if any(not cls.startswith(_META) and cls in classes for cls in found)
        }
        return Vocabulary(classes, properties, individuals, frozenset(self._disjoint()))

    def _texts(self, iri: str) -> tuple[str, str, tuple[str, ...]]:
        label, definition = self.one(RDFS + "label", iri), self.one(SKOS + "definition", iri)
        return label, definition, self.of(SKOS + "altLabel", iri)

    def _class(self, iri: str) -> ClassTerm:
        parents = tuple(c for c in self.of(RDFS + "subClassOf", iri) if "://" in c)
        return ClassTerm(iri, *self._texts(iri), parents, self.of(KGL + "nameKind", iri))

    def _property(self, iri: str, kind: PropertyKind) -> PropertyTerm:
        inverses = set(self.of(OWL + "inverseOf", iri))
        inverses.update(p for p, others in self.values[OWL + "inverseOf"].items() if iri in others)
        ranges = self._usual("range", iri, set())
        return PropertyTerm(
            iri,
            *self._texts(iri),
            kind=kind,
            parents=self.of(RDFS + "subPropertyOf", iri),
            inverses=tuple(sorted(inverses)),
            domains=self._usual("domain", iri, set()),
            ranges=ranges if ranges or kind != "datatype" else (RDFS + "Literal",),
            domain_axioms=self.of(RDFS + "domain", iri),
            range_axioms=self.of(RDFS + "range", iri),
        )

    def _usual(self, end: str, iri: str, seen: set[str]) -> tuple[str, ...]:
        """Hint, axiom, or what a property above says; properties may lie above each other in a circle."""
        seen.add(iri)
        found = self.of(f"{SCHEMA_ORG}{end}Includes", iri) or self.of(RDFS + end, iri)
        for parent in self.of(RDFS + "subPropertyOf", iri):
            if not found and parent not in seen:
                found = self._usual(end, parent, seen)
        return found

    def _individual(self, iri: str, types: frozenset[str]) -> IndividualTerm:
        classes = tuple(sorted(cls for cls in types if not cls.startswith(_META)))
        return IndividualTerm(iri, *self._texts(iri), classes, self.of(SKOS + "broader", iri))

    def _disjoint(self) -> set[frozenset[str]]:
        pairs = {
            frozenset((one, other)) for one, others in self.values[OWL + "disjointWith"].items() for other in others
        }
        for head in (node for nodes in self.values[OWL + "members"].values() for node in nodes):
            members = self._list(head)
            pairs.update(frozenset((a, b)) for i, a in enumerate(members) for b in members[i + 1 :])
        return pairs

    def _list(self, head: str) -> list[str]:
        members: list[str] = []
        while head and head != RDF + "nil":
            members.append(self.one(RDF + "first", head))
            head = self.one(RDF + "rest", head)
        return members


def _closure(parents: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """Each key with everything above it, itself included."""
    found = {}
    for start in parents:
        seen, waiting = {start}, [start]
        while waiting:
            new = [p for p in parents.get(waiting.pop(), ()) if p not in seen]
            seen.update(new)
            waiting.extend(new)
        found[start] = frozenset(seen)
    return found


def _local_name(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1].replace("_", " ")
