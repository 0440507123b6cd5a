"""The ontology's classes and properties in their order: what lies above what."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from kgtool.store import Store, Table

_ABOVE = (
    "SELECT DISTINCT ?low ?high { ?low rdfs:subClassOf|rdfs:subPropertyOf ?high FILTER(isIRI(?low) && isIRI(?high)) }"
)


class ClassTree:
    """Which classes (and properties) lie above which."""

    def __init__(self, store: Store) -> None:
        result = store.query(_ABOVE)
        self._direct: dict[str, set[str]] = {}
        for low, high in result.rows if isinstance(result, Table) else []:
            if isinstance(low, NamedNode) and isinstance(high, NamedNode) and low != high:
                self._direct.setdefault(low.value, set()).add(high.value)
        self._all: dict[str, frozenset[str]] = {}

    def above(self, name: str) -> frozenset[str]:
        """All that lie above one, itself left out."""
        if name not in self._all:
            found: set[str] = set()
            waiting = [name]
            while waiting:
                higher = self._direct.get(waiting.pop(), set()) - found
                found |= higher
                waiting += higher
            self._all[name] = frozenset(found - {name})
        return self._all[name]

    def is_child(self, low: str, high: str) -> bool:
        """Whether one lies directly below the other."""
        return high in self._direct.get(low, set())

    def narrowest(self, names: Iterable[str]) -> list[str]:
        """Those below which there is no other one of them, in order."""
        given = sorted(set(names))
        covered = {high for low in given for high in self.above(low) if low not in self.above(high)}
        return [name for name in given if name not in covered]
