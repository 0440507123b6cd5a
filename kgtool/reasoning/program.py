"""The rule instances of one schema, found by the column that they read, the one that they write, or their rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kgtool.reasoning.edges import ALONG_EDGES, Edge, Edges
from kgtool.reasoning.facts import class_key, property_key
from kgtool.reasoning.patterns import Slot
from kgtool.reasoning.schema import Instance, key_of
from kgtool.reasoning.terms import DOMAIN, RANGE, SAME_AS, SCHEMA_KEYS, THING, TYPE

FOR_PROOFS = frozenset({"cls-int2", "cls-uni"}) | ALONG_EDGES
"""Rules whose instances only proofs need: edges conclude the same (for the first two those of ``scm-int`` and
``scm-uni``)."""
INHERITED = frozenset({"scm-dom1", "scm-dom2", "scm-rng1", "scm-rng2"})
"""Rules whose conclusions need no edges of their own: what these would conclude, others do along theirs."""


class Program:
    """What the rules have become under the present schema; grows as schema is found, shrinks where terms are equal."""

    def __init__(self) -> None:
        self.known: dict[tuple[object, ...], Instance] = {}
        self.consumers: dict[int, list[tuple[Instance, int]]] = {}
        """Key → instances that read it, with the position of the atom in their body."""
        self.producers: dict[int, list[Instance]] = {}
        """Key → instances whose head writes it."""
        self.tests: list[Instance] = []
        """Instances that conclude false."""
        self.transitive: dict[int, Instance] = {}
        """Property → the instance that closes it transitively."""
        self.edges = Edges()
        """The rules in ``ALONG_EDGES``."""
        self.reads_same_as: list[Instance] = []
        self.inherited: dict[int, set[int]] = {}
        """Key → domains or ranges that follow from others, as packed pairs."""
        self.has_all = True
        """Whether the instances are there that only proofs need."""
        self.silent: set[Instance] = set()
        """Instances that only matter to proofs, as others conclude all that they would."""
        self._heard: set[tuple[object, ...]] = set()
        """Body and head of those that are evaluated."""
        self.tested: set[int] = set()
        """Keys that the tests read."""

    def copy(self) -> Program:
        other = Program()
        other.known = dict(self.known)
        other.consumers = {key: list(found) for key, found in self.consumers.items()}
        other.producers = {key: list(found) for key, found in self.producers.items()}
        other.tests = list(self.tests)
        other.transitive = dict(self.transitive)
        other.edges = self.edges.copy()
        other.reads_same_as = list(self.reads_same_as)
        other.tested = set(self.tested)
        other.inherited = {key: set(pairs) for key, pairs in self.inherited.items()}
        other.has_all = self.has_all
        other.silent, other._heard = set(self.silent), set(self._heard)
        return other

    def add(self, instance: Instance) -> bool:
        """Takes the instance in; False where it is there already."""
        identity = (instance.rule, instance.binding, instance.of_list)
        if identity in self.known:
            return False
        self.known[identity] = instance
        if not instance.head:
            self.tests.append(instance)
            self.tested.update(key_of(atom) for atom in instance.body)
            return True
        transitive = _closed_property(instance)
        if self._is_silent(instance):
            self.silent.add(instance)
        elif transitive is not None:
            self.transitive.setdefault(transitive, instance)
        else:
            for position, atom in enumerate(instance.body):
                if instance.rule in INHERITED and atom[1] in (DOMAIN, RANGE):
                    continue  # inherited at once, when the column grows
                self.consumers.setdefault(key_of(atom), []).append((instance, position))
            if SAME_AS in [atom[1] for atom in instance.body]:
                self.reads_same_as.append(instance)
        for atom in instance.head:
            self.producers.setdefault(key_of(atom), []).append(instance)
        return True

    def forget(self, changed: set[int], find: Callable[[int], int]) -> dict[int, list[Edge]]:
        """Drops instances that name a number which no longer represents itself: the schema is compiled anew for them.

        Gives the edges that have moved to a representative, by the predicate of their axioms.
        """
        kept = [
            instance
            for instance in self.known.values()
            if not any(number in changed for _, number in instance.binding)
            and not any(slot in changed for atom in (*instance.body, *instance.head) for slot in atom)
        ]
        if len(kept) < len(self.known):
            edges = self.edges
            self.__init__()  # type: ignore[misc]
            self.edges = edges
            for instance in kept:
                self.add(instance)
        return self.edges.move(changed, find)

    def _is_silent(self, instance: Instance) -> bool:
        if instance.rule in FOR_PROOFS:
            return True
        if SAME_AS in [atom[1] for atom in instance.head]:
            return False  # equalities are kept with each instance that concludes them
        shape = (instance.body, instance.head)
        if shape in self._heard:
            return True
        self._heard.add(shape)
        return False

    def transitive_as(self, instance: Instance) -> int | None:
        """The property that the instance closes transitively, or None."""
        return _closed_property(instance)

    def wants(self, number: int) -> bool:
        """Whether anything but a listing of types depends on who the class's members are."""
        return self.wants_types() or self._reads(number)

    def wanted(self, numbers: Iterable[int]) -> list[int]:
        """Those classes of whom :meth:`wants` is true."""
        return list(numbers) if self.wants_types() else [number for number in numbers if self._reads(number)]

    def _reads(self, number: int) -> bool:
        key = class_key(number)
        if key in self.consumers or key in self.tested:
            return True
        return any(above not in (number, THING) for above in self.edges.supers.get(number, ()))

    def wants_types(self) -> bool:
        """Whether anything depends on all types there are."""
        return self.reads_types() or property_key(TYPE) in self.tested or TYPE in self.transitive

    def reads_types(self) -> bool:
        """Whether anything is concluded from ``rdf:type`` as a property like others."""
        return property_key(TYPE) in self.consumers or self.edges.of_property(TYPE)

    def feeds(self) -> Iterator[tuple[int, int]]:
        """Which key feeds which, the schema's own aside."""
        for key, consumers in self.consumers.items():
            if key >> 1 not in SCHEMA_KEYS:
                yield from [(key, key_of(atom)) for instance, _ in consumers for atom in instance.head]
        yield from self.edges.keys()


def feeding_order(edges: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Keys in an order in which each comes, cycles aside, after all that feed it (reverse postorder)."""
    below: dict[int, list[int]] = {}
    for source, target in edges:
        below.setdefault(source, []).append(target)
    done: dict[int, int] = {}
    seen: set[int] = set()
    for root in sorted(below):
        if root in seen:
            continue
        seen.add(root)
        work = [(root, iter(below[root]))]
        while work:
            node, targets = work[-1]
            for target in targets:
                if target in seen:
                    continue
                seen.add(target)
                if target in below:
                    work.append((target, iter(below[target])))
                    break
                done[target] = -len(done)
            else:
                done[node] = -len(done)
                work.pop()
    return done


def _closed_property(instance: Instance) -> int | None:
    """The property, where the instance says ``x p y, y p z → x p z``."""
    if len(instance.body) != 2 or len(instance.head) != 1:
        return None
    (x, p, y), (y2, p2, z), (x3, p3, z3) = *instance.body, instance.head[0]
    names: tuple[Slot, ...] = (x, y, z)
    if not all(isinstance(name, str) for name in names) or len(set(names)) != 3:
        return None
    if (p, p2, p3) != (p, p, p) or (y2, x3, z3) != (y, x, z) or p in (TYPE, SAME_AS):
        return None
    assert isinstance(p, int)
    return p
