"""What reading asks of the ontology, beyond the vocabulary itself: which class a kind of name stands for, which
measure a unit.

The answers are annotations in ``ontology/`` (``kgl:nameKind``, ``kgl:quantityKind``, ``kgl:defaultMeasure``,
``kgl:eitherOf``, ``kgl:figurative``, ``kgl:unarmed``).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from kgtool.ontology.rooms import vocabulary_files
from kgtool.ontology.turtle import read_turtle
from kgtool.ontology.vocabulary import Vocabulary
from kgtool.terms import KG, KGL, RDF, RDFS, XSD


class Schema:
    """The vocabulary, with its reading annotations."""

    def __init__(self, vocabulary: Vocabulary, annotations: dict[str, dict[str, tuple[str, ...]]]) -> None:
        self.vocabulary = vocabulary
        self.annotations = annotations
        self._subclass: dict[tuple[str, str], bool] = {}

    @classmethod
    def load(cls, folder: Path) -> Schema:
        """Loads the ontology room ``folder``."""
        annotations: dict[str, dict[str, list[str]]] = {}
        for quad in read_turtle(vocabulary_files(folder)):
            if not quad.predicate.value.startswith(KGL) or isinstance(quad.object, ox.Triple):
                continue
            if isinstance(quad.subject, ox.NamedNode):
                by_subject = annotations.setdefault(quad.predicate.value.removeprefix(KGL), {})
                by_subject.setdefault(quad.subject.value, []).append(quad.object.value)
        frozen = {p: {s: tuple(sorted(v)) for s, v in sorted(t.items())} for p, t in annotations.items()}
        return cls(Vocabulary.load(folder), frozen)

    # -- classes and properties ----------------------------------------------------------------------------------

    def is_subclass(self, narrow: str, wide: str) -> bool:
        key = (narrow, wide)
        if key not in self._subclass:
            self._subclass[key] = narrow == wide or self.vocabulary.is_subclass(narrow, wide)
        return self._subclass[key]

    def narrowest(self, classes: Iterable[str]) -> list[str]:
        """The classes without those that another of them implies."""
        distinct = sorted(set(classes))
        return [c for c in distinct if not any(o != c and self.is_subclass(o, c) for o in distinct)]

    def range_of(self, prop: str) -> tuple[str, ...]:
        """The classes that the objects of a property belong to."""
        found = self.vocabulary.properties.get(prop)
        return tuple(found.ranges) if found is not None else ()

    def domain_of(self, prop: str) -> tuple[str, ...]:
        found = self.vocabulary.properties.get(prop)
        return tuple(found.domains) if found is not None else ()

    def is_literal_property(self, prop: str) -> bool:
        ranges = self.range_of(prop)
        return bool(ranges) and all(r.startswith((XSD, RDF)) or r == RDFS + "Literal" for r in ranges)

    @cached_property
    def figurative(self) -> frozenset[str]:
        """Classes and measures of which words of war in games, votes and takeovers seem to speak."""
        return self._marked("figurative")

    @cached_property
    def fictional(self) -> frozenset[str]:
        """Classes and measures of which films and novels tell as if it were so."""
        return self._marked("fictional") | self.figurative

    @cached_property
    def unarmed(self) -> frozenset[str]:
        """Classes of events that harm nobody."""
        return self._marked("unarmed")

    @cached_property
    def crewed(self) -> frozenset[str]:
        """Classes of equipment that belongs to whoever fights with it."""
        return self._marked("crewed") - self._marked("crewless")

    def _marked(self, annotation: str) -> frozenset[str]:
        """What bears an annotation, with the classes below it."""
        marked = self.annotations.get(annotation, {})
        return frozenset(
            {iri for iri in self.vocabulary.classes if any(m in self.vocabulary.superclasses(iri) for m in marked)}
            | set(marked)
        )

    # -- names and figures ---------------------------------------------------------------------------------------

    def class_of_name(self, kind: str) -> str:
        """The class that names of this kind stand for; empty where none is given."""
        return self.vocabulary.class_of_name(kind) or ""

    def is_measure(self, iri: str) -> bool:
        return iri in self._measures

    @cached_property
    def _measures(self) -> frozenset[str]:
        individuals = self.vocabulary.individuals
        return frozenset(iri for iri, term in individuals.items() if KG + "Measure" in term.classes)

    def kind_of_measure(self, measure: str) -> str:
        """The kind of quantity that a measure takes, such as ``money``; empty: a count."""
        found = self.annotations.get("quantityKind", {}).get(measure, ())
        return found[0] if found else ""

    def measure_of_kind(self, kind: str) -> str:
        """The measure of a kind of quantity where no word tells it; empty where there is none."""
        for measure, kinds in self.annotations.get("defaultFor", {}).items():
            if kind in kinds:
                return measure
        return ""

    def holder_property(self, measure: str) -> str:
        """The property from what is measured to its figure, such as ``kg:duration``; ``kg:figure`` otherwise."""
        found = self.annotations.get("holderProperty", {}).get(measure, ())
        return found[0] if found else KG + "figure"

    def joint_measure(self, measures: set[str]) -> str:
        """The measure "one or the other", such as destroyed or damaged; empty where there is none."""
        if len(measures) < 2:
            return ""
        for joint, parts in self.annotations.get("eitherOf", {}).items():
            if set(parts) == measures:
                return joint
        return ""

    def comparator(self, name: str) -> str:
        """IRI of a comparator that ``language`` names ``at_least``, ``about`` …"""
        return KG + _camel(name)

    def precision(self, name: str) -> str:
        """IRI of a precision of dates that ``language`` names ``day``, ``night`` …; empty where unknown."""
        iri = KG + _camel(name)
        return iri if iri in self.vocabulary.individuals else ""


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))
