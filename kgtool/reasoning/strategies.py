"""Which rules are evaluated in another way than by joins, and what holds in every graph."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from kgtool.reasoning import vocabulary as v
from kgtool.reasoning.columns import Ints
from kgtool.reasoning.facts import class_key
from kgtool.reasoning.literals import DATATYPES
from kgtool.reasoning.patterns import Members, is_fixed
from kgtool.reasoning.program import FOR_PROOFS, feeding_order
from kgtool.reasoning.schema import COMPILED, key_of, reads
from kgtool.reasoning.terms import NUMBER, THING, TYPE
from kgtool.terms import OWL, RDFS

SWAPPED = frozenset({"prp-inv1", "prp-inv2", "prp-symp"})
"""Rules that conclude one property's pairs the other way round."""
MUTUAL = frozenset({"scm-eqc2", "scm-eqp2"})
"""Rules over the pairs that one column holds both ways."""
READS = {pattern.rule.name: reads(pattern) for pattern in COMPILED if pattern.schema}
"""Rule → the keys of the columns whose change may give it new instances."""
NEEDED = {
    pattern.rule.name: tuple(key_of(atom) for atom in pattern.schema)
    for pattern in COMPILED
    if pattern.schema and pattern.rule.name not in FOR_PROOFS
}
"""Rule → the keys of its schema atoms, without facts under which it has no instances; rules for proofs aside."""
READERS = {
    key: frozenset(name for name, keys in READS.items() if key in keys) for key in frozenset().union(*READS.values())
}
"""The same by key."""
OVER_LISTS = frozenset(
    pattern.rule.name for pattern in COMPILED if isinstance(pattern.of_list, Members) and not pattern.facts
)
"""Rules that match nothing but a schema triple and its list: what they conclude may be schema for all others."""
LISTS = frozenset().union(*(READS[name] for name in OVER_LISTS))
"""The keys of the columns that these read."""


def _schema_edges() -> Iterator[tuple[int, int]]:
    for pattern in COMPILED:
        facts = {key_of(atom) for atom in pattern.facts if is_fixed(atom)}
        for target in {key_of(atom) for atom in pattern.head if is_fixed(atom)}:
            yield from ((source, target) for source in sorted(reads(pattern) | facts))


SCHEMA_ORDER = feeding_order(_schema_edges())
"""The keys of the schema's columns in an order in which each comes, cycles aside, after all that feed it."""

AXIOMS: tuple[tuple[str, tuple[int, int, int]], ...] = (
    *(("prp-ap", (NUMBER[iri], TYPE, NUMBER[OWL + "AnnotationProperty"])) for iri in v.ANNOTATION_PROPERTIES),
    ("cls-thing", (THING, TYPE, NUMBER[OWL + "Class"])),
    ("cls-nothing1", (NUMBER[v.NOTHING], TYPE, NUMBER[OWL + "Class"])),
    *(("dt-type1", (number, TYPE, NUMBER[RDFS + "Datatype"])) for number in DATATYPES),
)
"""What holds in every graph, and by which rule."""

AXIOM_MEMBERS: dict[int, Ints] = {
    class_key(number): np.array(sorted(s for _, (s, _, o) in AXIOMS if o == number), np.int64)
    for number in dict.fromkeys(o for _, (_, _, o) in AXIOMS)
}
"""The same as facts: key → members."""
