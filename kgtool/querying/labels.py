"""What people call things: from IRIs to labels for display, and from names to IRIs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from kgtool.store import Store, Table, Term
from kgtool.store.notation import Notation, quoted
from kgtool.terms import ID

_BATCH = 2_000


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
        values = " ".join(f"<{iri}>" for iri in iris)
        result = self._store.query(
            f"SELECT ?x ?label ?curated {{ VALUES ?x {{ {values} }} ?x rdfs:label ?label "
            "OPTIONAL { GRAPH ?curated { ?x rdfs:label ?label } FILTER(?curated IN (id:background, id:ontology)) } }"
        )
        best: dict[str, tuple[bool, bool, int, str]] = {}
        for thing, label, curated in result.rows if isinstance(result, Table) else []:
            if isinstance(thing, NamedNode) and isinstance(label, Literal):
                rank = (curated is not None, label.language in {None, "en"}, len(label.value), label.value)
                best[thing.value] = max(best.get(thing.value, rank), rank)
        for iri in iris:
            self._known[iri] = best[iri][3] if iri in best else ""

    def of(self, iri: str) -> str:
        """The label of a thing: a curated one, else the fullest in the articles; empty where it has none."""
        if iri not in self._known:
            self._look_up([iri])
        return self._known[iri]

    def display(self, term: Term | None) -> str:
        """A term for people: a label, else a short IRI; a literal's text; nothing for nothing."""
        if term is None:
            return ""
        if isinstance(term, NamedNode):
            return self.of(term.value) or self._notation.iri(term.value)
        return term.value if isinstance(term, Literal) else str(term)

    def find(self, name: str) -> list[str]:
        """The IRIs of the things with this label, alias or acronym, whatever its case, in order.

        Where a thing that all articles share has the name, things of single articles are left out. Where nothing has
        just this name, those that have it as a part of theirs: "Umerov" finds "Rustem Umerov".
        """
        wanted = " ".join(name.split()).casefold()
        if not wanted:
            return []
        for test in ("{label} = {name}", "CONTAINS({label}, {name})"):
            condition = test.format(label="LCASE(STR(?label))", name=quoted(wanted))
            result = self._store.query(
                "SELECT DISTINCT ?x ?label { ?x rdfs:label|skos:prefLabel|skos:altLabel|kg:alias|dcterms:title ?label "
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
