"""What asking must know of the ontology: classes and properties below others, their labels, domains and ranges."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from kgtool.store.keeping import kept
from kgtool.store.results import Store, Table
from kgtool.terms import KG, ONTOLOGY_GRAPH, OWL, RDF, RDFS, SKOS

SCHEMA_ORG = "https://schema.org/"
_PROPERTIES = {
    "sub_class": RDFS + "subClassOf",
    "sub_property": RDFS + "subPropertyOf",
    "inverse": OWL + "inverseOf",
    "domain": RDFS + "domain",
    "range": RDFS + "range",
    "domain_hint": SCHEMA_ORG + "domainIncludes",
    "range_hint": SCHEMA_ORG + "rangeIncludes",
    "label": RDFS + "label",
    "alternative": SKOS + "altLabel",
    "broader": SKOS + "broader",
    "type": RDF + "type",
}


class Schema:
    """The ontology as tables of IRIs."""

    def __init__(self, store: Store) -> None:
        tables: dict[str, defaultdict[str, set[str]]] = {name: defaultdict(set) for name in _PROPERTIES}
        for name, subject, other in kept(store, __file__, lambda: _rows(store)):
            tables[name][subject].add(other)
        self._tables = tables
        self._below_class = _inverted(tables["sub_class"])
        self._below_property = _inverted(tables["sub_property"])
        self._narrower = _inverted(tables["broader"])
        self.inverse: dict[str, set[str]] = defaultdict(set)
        for prop, inverses in tables["inverse"].items():
            for inverse in inverses:
                self.inverse[prop].add(inverse)
                self.inverse[inverse].add(prop)
        self.classes = {iri for iri, types in tables["type"].items() if OWL + "Class" in types}
        self.data_properties = {iri for iri, types in tables["type"].items() if OWL + "DatatypeProperty" in types}
        self.properties = self.data_properties | {
            iri for iri, types in tables["type"].items() if OWL + "ObjectProperty" in types
        }

    @lru_cache(maxsize=1000)  # noqa: B019  one schema a process
    def below(self, cls: str) -> frozenset[str]:
        """The class and all its subclasses."""
        return _reach(cls, self._below_class)

    @lru_cache(maxsize=1000)  # noqa: B019
    def above(self, cls: str) -> frozenset[str]:
        """The class and all its superclasses."""
        return _reach(cls, self._tables["sub_class"])

    @lru_cache(maxsize=1000)  # noqa: B019
    def properties_below(self, prop: str) -> frozenset[str]:
        """The property and all its subproperties."""
        return _reach(prop, self._below_property)

    @lru_cache(maxsize=1000)  # noqa: B019
    def properties_above(self, prop: str) -> frozenset[str]:
        return _reach(prop, self._tables["sub_property"])

    def narrower(self, measure: str) -> frozenset[str]:
        """The measure and those that it covers."""
        return _reach(measure, self._narrower)

    def path(self, prop: str) -> tuple[tuple[str, bool], ...]:
        """All (property, is inverse) pairs that express ``prop``: itself, subproperties, and their inverses."""
        found: set[tuple[str, bool]] = set()
        for below in self.properties_below(prop):
            found.add((below, False))
            found.update((other, True) for other in self.inverse[below])
        return tuple(sorted(found, key=lambda pair: (pair[0] != prop, pair[1], pair[0])))

    def is_literal(self, prop: str) -> bool:
        return prop in self.data_properties

    def domains(self, prop: str) -> frozenset[str]:
        return self._classes_of(prop, "domain_hint", "domain")

    def ranges(self, prop: str) -> frozenset[str]:
        return self._classes_of(prop, "range_hint", "range")

    def _classes_of(self, prop: str, *tables: str) -> frozenset[str]:
        for table in tables:
            if self._tables[table][prop]:
                return frozenset(self._tables[table][prop])
        for above in self._tables["sub_property"][prop]:
            found = self._classes_of(above, *tables)
            if found:
                return found
        return frozenset()

    def domain_axioms(self, prop: str) -> frozenset[str]:
        return self._classes_of(prop, "domain")

    def label(self, iri: str) -> str:
        labels = self._tables["label"][iri]
        return min(labels) if labels else iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]

    def labels(self, iri: str) -> frozenset[str]:
        return frozenset(self._tables["label"][iri] | self._tables["alternative"][iri])

    def instances(self, cls: str) -> frozenset[str]:
        """Individuals that the ontology itself declares, such as measures."""
        below = self.below(cls)
        return frozenset(iri for iri, types in self._tables["type"].items() if types & below)

    def are_compatible(self, ones: frozenset[str] | set[str], others: frozenset[str] | set[str]) -> bool:
        """Whether something may belong to a class of each set; an empty set says nothing."""
        if not ones or not others:
            return True
        return any(b in self.above(a) or a in self.above(b) for a in ones for b in others)

    def is_kind(self, classes: frozenset[str] | set[str], cls: str) -> bool:
        """Whether one of the classes is ``cls`` (a local name) or lies below it."""
        return any(KG + cls in self.above(c) for c in classes)


def _rows(store: Store) -> list[tuple[str, str, str]]:
    """What the ontology says with those properties."""
    names = {iri: name for name, iri in _PROPERTIES.items()}
    wanted = " ".join(f"<{iri}>" for iri in names)
    pattern = f"GRAPH <{ONTOLOGY_GRAPH}> {{ VALUES ?p {{ {wanted} }} ?s ?p ?o }}"
    found = store.query(f"SELECT ?s ?p ?o WHERE {{ {pattern} }} ORDER BY ?p ?s ?o")
    assert isinstance(found, Table)
    rows = []
    for row in found.rows:
        subject, prop, other = (cell.value for cell in row)  # type: ignore[union-attr]
        rows.append((names[prop], subject, other))
    return rows


def _inverted(table: dict[str, set[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, values in table.items():
        for value in values:
            found[value].add(key)
    return found


def _reach(start: str, table: dict[str, set[str]]) -> frozenset[str]:
    seen, waiting = {start}, [start]
    while waiting:
        for value in table.get(waiting.pop(), ()):
            if value not in seen:
                seen.add(value)
                waiting.append(value)
    return frozenset(seen)
