"""One step back: the rule instances that conclude a given triple from triples of the closure.

Nothing is recorded while the closure is computed. A triple over terms is looked up in the compiled program by the
column that it belongs to; an instance's head is matched with it and the body against the facts. Equality is undone here
as well: facts are held over representatives, but every step given back is an instance of a rule of tables 4 to 9 over
the terms themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kgtool.reasoning.columns import holds
from kgtool.reasoning.equalities import EqualityPaths
from kgtool.reasoning.evaluate import Materialisation
from kgtool.reasoning.facts import Facts, class_key, property_key
from kgtool.reasoning.literals import DATATYPES
from kgtool.reasoning.matching import Binding, matches
from kgtool.reasoning.membership import Membership
from kgtool.reasoning.patterns import PATTERNS, Atom, Members, Pattern, Slot
from kgtool.reasoning.schema import Instance
from kgtool.reasoning.strategies import AXIOMS
from kgtool.reasoning.terms import DIFFERENT_FROM, FIRST, NUMBER, SAME_AS, SUB_CLASS_OF, SUB_PROPERTY_OF, TYPE
from kgtool.reasoning.vocabulary import EQUIVALENT_CLASS, PREFIXES

Numbers = tuple[int, int, int]


class Step(NamedTuple):
    """A rule instance: what it is called, and the triples that its body matched."""

    rule: str
    premises: tuple[Numbers, ...]


AXIOM_RULES = {triple: rule for rule, triple in AXIOMS}
EQUIVALENTS = {
    TYPE: (NUMBER[EQUIVALENT_CLASS], "cax-eqc1", "cax-eqc2"),
    SUB_PROPERTY_OF: (NUMBER[PREFIXES["owl"] + "equivalentProperty"], "prp-eqp1", "prp-eqp2"),
}


class Backward:
    """Steps back from triples of one closure. Valid until the closure changes."""

    def __init__(self, done: Materialisation, asserted: Facts, most_matches: int) -> None:
        self.done = done
        self.asserted = asserted
        self.membership = Membership(done, asserted)
        self.paths = EqualityPaths(done, asserted)
        self.most_matches = most_matches
        self._subclasses = _reversed(done.program.edges.supers)
        self._subproperties = _reversed(done.program.edges.super_properties)
        self._next: dict[tuple[int, int], dict[int, int]] = {}

    def is_asserted(self, triple: Numbers) -> bool:
        subject, predicate, obj = triple
        if predicate == TYPE:
            members = self.asserted.classes.get(obj)
            return members is not None and holds(members, subject)
        column = self.asserted.properties.get(predicate)
        return column is not None and column.holds(subject, obj)

    def steps(self, triple: Numbers) -> Iterator[Step]:
        """The rule instances that conclude the triple, which must be in the closure; not all are well-founded."""
        subject, predicate, obj = triple
        find = self.done.equality.find
        if triple in AXIOM_RULES:
            yield Step(AXIOM_RULES[triple], ())
        if predicate == SAME_AS:
            yield from self._same(subject, obj)
        elif predicate == DIFFERENT_FROM and self.membership.differ_in_value(subject, obj):
            yield Step("dt-diff", ())
        elif predicate == TYPE:
            yield from self._type(subject, obj)
        number = find(predicate)
        for below in self._subproperties.get(number, ()):
            if self.membership.holds(subject, below, obj):
                yield Step("prp-spo1", ((below, SUB_PROPERTY_OF, predicate), (subject, below, obj)))
        yield from self._equivalents(triple, SUB_PROPERTY_OF, predicate, lambda other: (subject, other, obj))
        keys = [property_key(number)]
        if number == TYPE:
            keys.append(class_key(find(obj)))
        self.done.add_for_proofs()
        for key in keys:
            for instance in self.done.program.producers.get(key, ()):
                yield from self._instance(instance, triple)
        yield from self._replaced(triple)

    def _type(self, subject: int, obj: int) -> Iterator[Step]:
        find = self.done.equality.find
        for below in self._subclasses.get(find(obj), ()):
            if holds(self.done.facts.members(below), find(subject)):
                yield Step("cax-sco", ((below, SUB_CLASS_OF, obj), (subject, TYPE, below)))
        yield from self._equivalents((subject, TYPE, obj), TYPE, obj, lambda other: (subject, TYPE, other))
        if obj in DATATYPES and self.membership.is_of_datatype(subject, obj):
            yield Step("dt-type2", ())

    def _equivalents(self, triple: Numbers, of: int, number: int, premise: object) -> Iterator[Step]:
        """Steps over asserted equivalences of a class or property."""
        assert callable(premise)
        predicate, forth, back = EQUIVALENTS[of]
        column = self.asserted.properties.get(predicate)
        if column is None:
            return
        for other in column.subjects(number).tolist():
            if other != number and self.membership.holds(*premise(other)):
                yield Step(forth, ((other, predicate, number), premise(other)))
        for other in column.objects(number).tolist():
            if other != number and self.membership.holds(*premise(other)):
                yield Step(back, ((number, predicate, other), premise(other)))

    # Rule instances

    def _instance(self, instance: Instance, triple: Numbers) -> Iterator[Step]:
        pattern = PATTERNS[instance.rule]
        find = self.done.equality.find
        bound = dict(instance.binding)
        for atom in pattern.head:
            binding: Binding = {}
            if not all(self._match(slot, term, bound, binding) for slot, term in zip(atom, triple, strict=True)):
                continue
            schema_binding = {name: binding.get(name, value) for name, value in bound.items()}
            replaced = schema_binding != bound
            schema = tuple(_resolve(schema_atom, schema_binding) for schema_atom in pattern.schema)
            of_list = _with_members(pattern, instance.schema[len(schema) :], bound, schema_binding)
            facts = instance.body
            if replaced:
                own = tuple(_substitute(fact, schema_binding) for fact in pattern.facts)
                facts = (*own, *instance.body[len(dict.fromkeys(own)) :])
            transitive = self.done.program.transitive_as(instance)
            if transitive is not None:
                found = self._hops(transitive, triple, binding, facts)
            else:
                found = matches(facts, binding, self.done.facts, find, self.most_matches)
            for match in found:
                premises = tuple(_resolve(fact, match) for fact in facts)
                yield Step(instance.rule, (*schema, *of_list, *premises))

    def _match(self, slot: Slot, term: int, bound: dict[str, int], binding: Binding) -> bool:
        """Matches one place of a head with a term, which may be any of those that are equal to the instance's own."""
        if isinstance(slot, int):
            return slot == term
        if slot in bound and self.done.equality.find(term) != bound[slot]:
            return False
        return binding.setdefault(slot, term) == term

    def _hops(self, number: int, triple: Numbers, binding: Binding, facts: tuple[Atom, ...]) -> Iterator[Binding]:
        """Middle terms of a transitive step: the next on a shortest way over asserted triples, or else any."""
        find = self.done.equality.find
        source, target = find(triple[0]), find(triple[2])
        middle = next(slot for slot in facts[0] if isinstance(slot, str) and slot not in binding)
        hop = self._towards(number, target).get(source)
        if hop is not None and hop != target:
            yield binding | {middle: hop}
            return
        yield from matches(facts, binding, self.done.facts, find, self.most_matches)

    def _towards(self, number: int, target: int) -> dict[int, int]:
        """For each term from which asserted triples of a property lead to the target: the next on the way there."""
        known = self._next.get((number, target))
        if known is None:
            known = {}
            edges = self.paths.asserted_by_object(number)
            layer, seen = [target], {target}
            while layer:
                below = []
                for node in layer:
                    for other in edges.get(node, ()):
                        if other not in seen:
                            seen.add(other)
                            known[other] = node
                            below.append(other)
                layer = below
            self._next[number, target] = known
        return known

    # Equality

    def _same(self, one: int, other: int) -> Iterator[Step]:
        if one == other:
            occurrence = self.membership.occurrence(one)
            if occurrence is not None:
                yield Step("eq-ref", (occurrence,))
            return
        for why, reverse in self.paths.reasons(one, other):
            if reverse:
                yield Step("eq-sym", ((other, SAME_AS, one),))
            elif isinstance(why, Instance):
                yield from self._instance(why, (one, SAME_AS, other))
            elif why == "dt-eq":
                yield Step("dt-eq", ())
            elif why is not None:
                for alias in self.done.equality.members(SAME_AS):
                    if alias != SAME_AS and self.is_asserted((one, alias, other)):
                        yield Step("eq-rep-p", ((alias, SAME_AS, SAME_AS), (one, alias, other)))
        middle = self.paths.between(one, other)
        if middle is not None:
            yield Step("eq-trans", ((one, SAME_AS, middle), (middle, SAME_AS, other)))

    def _replaced(self, triple: Numbers) -> Iterator[Step]:
        """Steps that put one term in the place of an equal one, towards an asserted triple or the representatives."""
        equality = self.done.equality
        if equality.representative is None or triple[1] == SAME_AS:
            return
        goals = list(self.paths.asserted_variants(triple))
        goals.append((equality.find(triple[0]), equality.find(triple[1]), equality.find(triple[2])))
        for goal in dict.fromkeys(goals):
            for place, rule in ((0, "eq-rep-s"), (1, "eq-rep-p"), (2, "eq-rep-o")):
                if goal[place] != triple[place]:
                    before = list(triple)
                    before[place] = goal[place]
                    yield Step(rule, ((goal[place], SAME_AS, triple[place]), (before[0], before[1], before[2])))
                    break


def _reversed(edges: dict[int, list[int]]) -> dict[int, list[int]]:
    result: dict[int, list[int]] = {}
    for below, found in edges.items():
        for above in found:
            result.setdefault(above, []).append(below)
    return result


def _with_members(
    pattern: Pattern, of_list: tuple[Numbers, ...], bound: dict[str, int], binding: dict[str, int]
) -> tuple[Numbers, ...]:
    """The triples of a list, with the members that variables stand for as they are bound now."""
    triples = list(of_list)
    if isinstance(pattern.of_list, Members):
        places = iter([place for place, (_, predicate, _) in enumerate(triples) if predicate == FIRST])
        for variable in pattern.of_list.variables:
            place = next(place for place in places if triples[place][2] == bound[variable])
            node, first, _ = triples[place]
            triples[place] = node, first, binding[variable]
    return tuple(triples)


def _resolve(atom: Atom, binding: Binding) -> Numbers:
    subject, predicate, obj = (binding[slot] if isinstance(slot, str) else slot for slot in atom)
    return subject, predicate, obj


def _substitute(atom: Atom, binding: Binding) -> Atom:
    subject, predicate, obj = (binding.get(slot, slot) if isinstance(slot, str) else slot for slot in atom)
    return subject, predicate, obj
