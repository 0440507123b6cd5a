"""The rules of tables 4 to 9 evaluated as plainly as they are written: the oracle that the engine is compared with.

Triples are tuples of terms in one set; each rule's body is matched atom by atom until nothing new follows. Of the
engine only the rules' texts, their parser and the value spaces of literals are used.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pyoxigraph as ox

from kgtool.reasoning.datatypes import has_value, is_in_value_space, value_of
from kgtool.reasoning.patterns import PATTERNS, Every, Members, Path, Pattern
from kgtool.reasoning.proof import Proof, Term, Triple
from kgtool.reasoning.terms import BUILT_IN
from kgtool.reasoning.vocabulary import ANNOTATION_PROPERTIES, DATATYPES
from kgtool.terms import OWL, RDF, RDFS

BUILT_IN_TERMS = [ox.NamedNode(iri) for iri in BUILT_IN]
FIRST, REST, NIL, TYPE = (ox.NamedNode(RDF + name) for name in ("first", "rest", "nil", "type"))
SAME, DIFFERENT = ox.NamedNode(OWL + "sameAs"), ox.NamedNode(OWL + "differentFrom")
Binding = dict[str, Term]

AXIOMS: dict[Triple, str] = {
    **{(ox.NamedNode(a), TYPE, ox.NamedNode(OWL + "AnnotationProperty")): "prp-ap" for a in ANNOTATION_PROPERTIES},
    (ox.NamedNode(OWL + "Thing"), TYPE, ox.NamedNode(OWL + "Class")): "cls-thing",
    (ox.NamedNode(OWL + "Nothing"), TYPE, ox.NamedNode(OWL + "Class")): "cls-nothing1",
    **{(ox.NamedNode(d), TYPE, ox.NamedNode(RDFS + "Datatype")): "dt-type1" for d in DATATYPES},
}


class Naive:
    """The closure of some triples, with every contradiction as (rule, premises)."""

    def __init__(self, triples: list[Triple]) -> None:
        self.triples: set[Triple] = set()
        self.by_predicate: dict[Term, set[tuple[Term, Term]]] = {}
        self.index: dict[tuple[Term | None, ...], set[Triple]] = {}
        for triple in [*triples, *AXIOMS]:
            self._add(triple)
        while True:
            before = len(self.triples)
            for triple in [*self._from_datatypes(), *self._from_rules()]:
                self._add(triple)
            if len(self.triples) == before:
                break
        self.false = {
            pattern.rule.name
            for pattern in PATTERNS.values()
            if not pattern.head and pattern.rule.name != "dt-not-type" and any(True for _ in self.bodies(pattern))
        }
        if any(is_dt_not_type(triple) for triple in self.triples):
            self.false.add("dt-not-type")

    def _add(self, triple: Triple) -> None:
        if triple in self.triples:
            return
        self.triples.add(triple)
        subject, predicate, obj = triple
        self.by_predicate.setdefault(predicate, set()).add((subject, obj))
        for key in ((subject, predicate, None), (None, predicate, obj), (subject, None, None), (None, None, obj)):
            self.index.setdefault(key, set()).add(triple)

    def _from_rules(self) -> list[Triple]:
        found = []
        for pattern in PATTERNS.values():
            if pattern.head and (pattern.schema or pattern.facts):
                for binding in self.bodies(pattern):
                    found += [resolve(atom, binding) for atom in pattern.head]
        return found

    def _from_datatypes(self) -> Iterator[Triple]:
        literals = sorted({t for triple in self.triples for t in triple if isinstance(t, ox.Literal)}, key=str)
        for literal in literals:
            value = value_of(literal)
            if value is None:
                continue
            for datatype in DATATYPES:
                if is_in_value_space(value, datatype):
                    yield literal, TYPE, ox.NamedNode(datatype)
            for other in literals:
                another = value_of(other)
                if another is not None:
                    yield literal, SAME if value == another else DIFFERENT, other

    def bodies(self, pattern: Pattern) -> Iterator[Binding]:
        """All ways to match a rule's body."""
        for binding in self._match(pattern.schema, {}):
            if not all(has_value(binding[variable], number) for variable, number in pattern.values):
                continue
            if pattern.of_list is None:
                yield from self._match(pattern.facts, binding)
                continue
            for members in self.lists(binding[pattern.of_list.list]):
                if isinstance(pattern.of_list, Members):
                    for chosen in combinations(members, len(pattern.of_list.variables)):
                        bound = binding | dict(zip(pattern.of_list.variables, chosen, strict=True))
                        yield from self._match(pattern.facts, bound)
                elif members:
                    yield from self._match((*pattern.facts, *list_atoms(pattern.of_list, members)), binding)

    def lists(self, head: Term, seen: frozenset[Term] = frozenset()) -> Iterator[list[Term]]:
        """Every reading of a list that visits no node twice."""
        if head == NIL:
            yield []
        elif head not in seen:
            for subject, rest in sorted(self.by_predicate.get(REST, ()), key=str):
                if subject == head:
                    for node, first in self.by_predicate.get(FIRST, ()):
                        if node == head:
                            for tail in self.lists(rest, seen | {head}):
                                yield [first, *tail]

    def _match(self, atoms: tuple[tuple[object, object, object], ...], binding: Binding) -> Iterator[Binding]:
        if not atoms:
            yield binding
            return
        subject, predicate, obj = (ground(slot, binding) for slot in atoms[0])
        for one, found, other in self._candidates(subject, predicate, obj):
            bound = unify(((subject, one), (predicate, found), (obj, other)), binding)
            if bound is not None:
                yield from self._match(atoms[1:], bound)

    def _candidates(self, subject: Term | str, predicate: Term | str, obj: Term | str) -> list[Triple]:
        one = None if isinstance(subject, str) else subject
        middle = None if isinstance(predicate, str) else predicate
        other = None if isinstance(obj, str) else obj
        if one is not None and middle is not None and other is not None:
            return [(one, middle, other)] if (one, middle, other) in self.triples else []
        if one is not None:
            return list(self.index.get((one, middle, None), ()))
        if other is not None:
            return list(self.index.get((None, middle, other), ()))
        if middle is not None:
            return [(s, middle, o) for s, o in self.by_predicate.get(middle, ())]
        return list(self.triples)


def list_atoms(of_list: Every | Path, members: list[Term]) -> list[tuple[object, object, object]]:
    """What ``all`` and ``path`` stand for, once the list's members are known."""
    if isinstance(of_list, Path):
        names = [of_list.start, *(f"?u{i}" for i in range(1, len(members))), of_list.end]
        return [(names[i], member, names[i + 1]) for i, member in enumerate(members)]
    return [
        tuple(member if s == of_list.variable else s.replace("*", str(i)) if isinstance(s, str) else s for s in atom)  # type: ignore[misc]
        for i, member in enumerate(members)
        for atom in of_list.atoms
    ]


def ground(slot: object, binding: Binding) -> Term | str:
    """The slot's term, or its variable where it is still free."""
    if isinstance(slot, int):
        return BUILT_IN_TERMS[slot]
    return binding.get(slot, slot) if isinstance(slot, str) else slot  # type: ignore[return-value]


def unify(pairs: tuple[tuple[Term | str, Term], ...], binding: Binding) -> Binding | None:
    bound = dict(binding)
    for slot, term in pairs:
        if isinstance(slot, str):
            if bound.setdefault(slot, term) != term:
                return None
        elif slot != term:
            return None
    return bound


def resolve(atom: tuple[object, object, object], binding: Binding) -> Triple:
    subject, predicate, obj = (ground(slot, binding) for slot in atom)
    return subject, predicate, obj  # type: ignore[return-value]


def is_dt_not_type(triple: Triple) -> bool:
    literal, predicate, datatype = triple
    if predicate != TYPE or not isinstance(literal, ox.Literal) or not isinstance(datatype, ox.NamedNode):
        return False
    if datatype.value not in DATATYPES:
        return False
    value = value_of(literal)
    if value is None:
        return literal.datatype.value in DATATYPES
    return not is_in_value_space(value, datatype.value)


def is_rule_instance(proof: Proof) -> bool:
    """Whether the root of a proof follows from its premises by the rule that it names."""
    if proof.rule is None:
        return not proof.premises
    return concludes(proof.rule, [premise.triple for premise in proof.premises], proof.triple)


def concludes(rule: str, premises: list[Triple], conclusion: Triple | None) -> bool:
    """Whether these premises, all of them needed, are one match of the rule's body with this conclusion."""
    if conclusion in AXIOMS and AXIOMS[conclusion] == rule:
        return not premises
    if rule in ("dt-type2", "dt-eq", "dt-diff", "dt-not-type"):
        return _datatype_rule(rule, premises, conclusion)
    pattern = PATTERNS[rule]
    small = Naive.__new__(Naive)
    small.triples, small.by_predicate, small.index = set(), {}, {}
    for premise in premises:
        small._add(premise)
    for binding in small.bodies(pattern):
        if conclusion is None:
            return not pattern.head
        if any(resolve(atom, binding) == conclusion for atom in pattern.head):
            return True
    return False


def _datatype_rule(rule: str, premises: list[Triple], conclusion: Triple | None) -> bool:
    if rule == "dt-not-type":
        return conclusion is None and len(premises) == 1 and is_dt_not_type(premises[0])
    assert conclusion is not None
    one, predicate, other = conclusion
    value = value_of(one) if isinstance(one, ox.Literal) else None
    if value is None or premises:
        return False
    if rule == "dt-type2":
        return predicate == TYPE and bool(is_in_value_space(value, other.value))  # type: ignore[union-attr]
    another = value_of(other) if isinstance(other, ox.Literal) else None
    return (
        another is not None
        and (predicate, value == another) in ((SAME, True), (DIFFERENT, False))
        and ((rule == "dt-eq") == (predicate == SAME))
    )
