"""Which of several known things of one name an article means, by the states that it names.

In: the things, the article, the known entities. Out: one of the things.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kgtool.language.document import Document
from kgtool.ontology.entities import Entity, Gazetteer


def states_named(document: Document, gazetteer: Gazetteer) -> Mapping[str, int]:
    """How often an article names each state, by name or by demonym."""
    found: Counter[str] = Counter()
    for name in document.names:
        known = gazetteer.find(document.words(name.first, name.last))
        found.update(e.iri for e in known if len(known) == 1)
    for token in document.tokens:
        if token.text[:1].isupper():
            found.update(e.iri for e in gazetteer.find_demonym(token.text))
    return found


def nearest(entities: Sequence[Entity], gazetteer: Gazetteer, states: Mapping[str, int]) -> Entity:
    """Of things of one name the one in a state that is named too; a capital before others, then the one whose state
    is named most often; else the first.
    """
    near = [e for e in entities if e.state in states] or list(entities)
    seats = [e for e in near if e.state and gazetteer.capital_of(e.state) == e]
    return max(seats or near, key=lambda e: states.get(e.state or "", 0))
