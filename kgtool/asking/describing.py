"""What a named thing is: "what was Operation X", "what is the SBU", "what does SBU stand for".

The answer is put together from what one voice says of the thing: the article, else one claimer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from kgtool.asking.answer import Evidence
from kgtool.asking.drafts import Draft, Node, Pattern, short
from kgtool.asking.evidence import EvidenceFinder
from kgtool.asking.rendering import Renderer
from kgtool.asking.schema import Schema
from kgtool.asking.trees import Clause
from kgtool.store.results import Store, Table
from kgtool.terms import BACKGROUND_GRAPH, KG, ONTOLOGY_GRAPH, RDF

if TYPE_CHECKING:
    from kgtool.asking.interpreter import Interpreter


class Description(NamedTuple):
    """The words, the quotes behind them, and who says so where it is not the article."""

    text: str
    evidence: tuple[tuple[Evidence, str], ...]


def drafts_of(shared: Interpreter, draft: Draft, node: Node) -> Iterator[Draft]:
    """A draft that asks what a named thing is."""
    if not node.things or shared.schema.is_kind(node.classes, "Person"):
        return
    kind = Pattern(node.variable, ((RDF + "type", False),), f"{node.variable}_kind")
    yield draft.worse(0.3).with_pattern(kind, said=True).asking(node, "description")


def is_meaning(shared: Interpreter, clause: Clause) -> bool:
    """Whether the clause asks what a name stands for."""
    verb = clause.verb
    return verb is not None and any(shared.english.is_a("meaning", lemma) for lemma in shared.english.lemmas(verb.form))


class Describer:
    """Describes things of one store."""

    def __init__(
        self, store: Store, schema: Schema, renderer: Renderer, evidence: EvidenceFinder, parts: Mapping[str, str]
    ) -> None:
        """``parts`` is the table ``describe`` of ``questions.toml``: wordings by the property that they tell."""
        self.store = store
        self.schema = schema
        self.renderer = renderer
        self.evidence = evidence
        self.parts = parts

    def describe(self, thing: str) -> Description | None:
        """What the thing is; None where no voice says of what kind it is."""
        voices = self._voices(thing)
        for voice in sorted(voices, key=lambda name: (name != "", name)):
            told = voices[voice]
            kinds = [(value, claim) for prop, value, claim in told if prop == RDF + "type"]
            kind = self._narrowest([value for value, _ in kinds])
            if kind:
                return self._put(thing, kind, told)
        return None

    def _put(self, thing: str, kind: str, told: list[tuple[str, str, str]]) -> Description:
        modes = [value for prop, value, _ in told if prop == KG + "mode" and value != KG + "Happened"]
        words = " ".join([*(self.renderer.label(mode) for mode in modes[:1]), self.schema.label(kind)])
        used = [claim for prop, value, claim in told if prop == RDF + "type" and value == kind]
        for name, wording in self.parts.items():
            found = {value: claim for prop, value, claim in told if prop == KG + name}
            labels = list(dict.fromkeys(self._words(value) for value in sorted(found)))
            if labels:
                words += " " + wording.format(self.renderer.wording["and"].join(labels))
                used += found.values()
        name = self.renderer.label(thing)
        is_named = name.lower() not in words.lower() and KG + "Event" not in self.schema.above(kind)
        text = f"{name}, {words}" if is_named else words
        pieces = [piece for claim in dict.fromkeys(used) for piece in self.evidence.of_claim(claim)]
        return Description(text, tuple(dict.fromkeys(pieces)))

    def _words(self, value: str) -> str:
        return self.renderer.label(value) if value.startswith("http") else value

    def _voices(self, thing: str) -> dict[str, list[tuple[str, str, str]]]:
        """Property, value and claim of what is said of the thing, by claimer; "" is the article's own voice."""
        found = self.store.query(
            f"SELECT DISTINCT ?p ?o ?claim ?by ?narrated WHERE {{ GRAPH ?claim {{ {short(thing)} ?p ?o }} "
            f"FILTER(?claim NOT IN (<{BACKGROUND_GRAPH}>, <{ONTOLOGY_GRAPH}>)) "
            "?claim kg:quote ?quote OPTIONAL { ?claim kg:claimedBy ?by } "
            "BIND(EXISTS { ?claim a kg:Narration } AS ?narrated) } ORDER BY ?p ?o ?claim ?by"
        )
        assert isinstance(found, Table)
        own: list[tuple[str, str, str]] = []
        others: dict[str, list[tuple[str, str, str]]] = {}
        for prop, value, claim, by, narrated in found.rows:
            row = (prop.value, value.value, claim.value)  # type: ignore[union-attr]
            is_own = by is None or narrated.value == "true"  # type: ignore[union-attr]
            (own if is_own else others.setdefault(by.value, [])).append(row)  # type: ignore[union-attr]
        return {"": own, **{by: [*own, *rows] for by, rows in others.items()}}

    def _narrowest(self, kinds: list[str]) -> str:
        """The class that lies below most others; the first by name of several."""
        known = sorted({kind for kind in kinds if kind in self.schema.classes})
        return max(known, key=lambda kind: len(self.schema.above(kind)), default="")
