"""What people call things: from IRIs to labels for display, and from names to IRIs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode

from kgtool.store import Store, Table, Term
from kgtool.store.notation import Notation, quoted
from kgtool.terms import ID, KG, RDFS

LABEL, TITLE, TEXT, COUNTS = RDFS + "label", KG + "title", KG + "text", KG + "counts"
NAMING = (LABEL, TITLE, TEXT, COUNTS)
"""Properties whose values name a thing: its label, an office's title, the words of a time span or figure."""

_BATCH = 2_000


def name_from(said: Mapping[str, Sequence[str]]) -> str:
    """What a thing is called, from the values of its ``NAMING`` properties, the best first; empty where none is.

    >>> name_from({TEXT: ["19"], COUNTS: ["injuries"]})
    '19 injuries'
    """
    for prop in (LABEL, TITLE):
        if said.get(prop):
            return said[prop][0]
    text, counts = (next(iter(said.get(prop, ())), "") for prop in (TEXT, COUNTS))
    return f"{text} {counts}" if text and counts and counts not in text else text


def name_in_iri(iri: str) -> str:
    """What the IRI of a thing without a name says; empty where it is none of ours.

    >>> name_in_iri("https://w3id.org/kgtool/id/Example_News")
    'Example News'
    >>> name_in_iri("https://w3id.org/kgtool/id/talks/event/3")
    'event 3 (talks)'
    """
    if not iri.startswith(ID) or len(iri) == len(ID):
        return ""
    first, *rest = unquote(iri.removeprefix(ID)).split("/")
    return f"{' '.join(rest).replace('_', ' ')} ({first})" if rest else first.replace("_", " ")


class Labels:
    """The labels of a store's things, looked up when asked for and then kept."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, str] = {}
        self._notation = Notation()

    def prepare(self, terms: Iterable[Term | None]) -> None:
        """Looks up many labels at once."""
        wanted = sorted({term.value for term in terms if isinstance(term, NamedNode)} - self._known.keys())
        for start in range(0, len(wanted), _BATCH):
            self._look_up(wanted[start : start + _BATCH])

    def _look_up(self, iris: list[str]) -> None:
        values, naming = (" ".join(f"<{iri}>" for iri in some) for some in (iris, NAMING))
        result = self._store.query(
            f"SELECT ?x ?p ?name ?curated {{ VALUES ?x {{ {values} }} VALUES ?p {{ {naming} }} ?x ?p ?name "
            "OPTIONAL { GRAPH ?curated { ?x ?p ?name } FILTER(?curated IN (id:background, id:ontology)) } }"
        )
        best: dict[str, dict[str, tuple[bool, bool, int, str]]] = {}
        for thing, prop, name, curated in result.rows if isinstance(result, Table) else []:
            if isinstance(thing, NamedNode) and isinstance(prop, NamedNode) and isinstance(name, Literal):
                rank = (curated is not None, name.language in {None, "en"}, len(name.value), name.value)
                said = best.setdefault(thing.value, {})
                said[prop.value] = max(said.get(prop.value, rank), rank)
        for iri in iris:
            self._known[iri] = name_from({prop: [rank[3]] for prop, rank in best.get(iri, {}).items()})

    def of(self, iri: str) -> str:
        """The name of a thing: a curated one, else the fullest in the articles; empty where it has none."""
        if iri not in self._known:
            self._look_up([iri])
        return self._known[iri]

    def shown(self, iri: str) -> str:
        """The name of a thing, else what its IRI says of it, else a short IRI."""
        return self.of(iri) or name_in_iri(iri) or self._notation.iri(iri)

    def display(self, term: Term | None) -> str:
        """A term for people: a name; a literal's text; nothing for nothing."""
        if term is None:
            return ""
        if isinstance(term, NamedNode):
            return self.shown(term.value)
        return term.value if isinstance(term, Literal) else str(term)

    def find(self, name: str) -> list[str]:
        """The IRIs of the things with this label, alias, acronym or title, whatever its case, in order.

        Where a thing that all articles share has the name, things of single articles are left out. Where nothing has
        just this name, those that have it as a part of theirs: "Umerov" finds "Rustem Umerov".
        """
        wanted = " ".join(name.split()).casefold()
        if not wanted:
            return []
        for test in ("{label} = {name}", "CONTAINS({label}, {name})"):
            condition = test.format(label="LCASE(STR(?label))", name=quoted(wanted))
            result = self._store.query(
                "SELECT DISTINCT ?x ?label { "
                "?x rdfs:label|skos:prefLabel|skos:altLabel|kg:alias|kg:title|dcterms:title ?label "
                f"FILTER({condition}) }}"
            )
            word = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
            found = sorted(
                {
                    thing.value
                    for thing, label in (result.rows if isinstance(result, Table) else [])
                    if isinstance(thing, NamedNode)
                    and isinstance(label, Literal)
                    and word.search(label.value.casefold())
                }
            )
            shared = [iri for iri in found if not iri.startswith(ID) or "/" not in iri.removeprefix(ID)]
            if found:
                return shared or found
        return []
