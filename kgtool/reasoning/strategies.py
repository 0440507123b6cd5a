"""Which rules are evaluated in another way than by joins, and what holds in every graph."""

from __future__ import annotations

from kgtool.reasoning import vocabulary as v
from kgtool.reasoning.literals import DATATYPES
from kgtool.reasoning.schema import COMPILED, reads
from kgtool.reasoning.terms import NUMBER, THING, TYPE
from kgtool.terms import OWL, RDFS

SUB_CLASS_OF, SUB_PROPERTY_OF = NUMBER[v.SUB_CLASS_OF], NUMBER[v.SUB_PROPERTY_OF]
TAXONOMY = frozenset({"cax-sco", "prp-spo1"})
"""Rules that are evaluated along edges between columns rather than as instances."""
INHERITED = frozenset({"scm-dom1", "scm-dom2", "scm-rng1", "scm-rng2"})
"""Rules whose conclusions need no instances of their own: what these would conclude, others do along the edges."""
MUTUAL = frozenset({"scm-eqc2", "scm-eqp2"})
"""Rules over the pairs that one column holds both ways."""
READS = {pattern.rule.name: reads(pattern) for pattern in COMPILED if pattern.schema}

AXIOMS: tuple[tuple[str, tuple[int, int, int]], ...] = (
    *(("prp-ap", (NUMBER[iri], TYPE, NUMBER[OWL + "AnnotationProperty"])) for iri in v.ANNOTATION_PROPERTIES),
    ("cls-thing", (THING, TYPE, NUMBER[OWL + "Class"])),
    ("cls-nothing1", (NUMBER[v.NOTHING], TYPE, NUMBER[OWL + "Class"])),
    *(("dt-type1", (number, TYPE, NUMBER[RDFS + "Datatype"])) for number in DATATYPES),
)
"""What holds in every graph, and by which rule."""
