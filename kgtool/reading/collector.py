"""What all parts of the last step share: the understood article, and the statements found so far.

In: what the other steps found in one document. Out: a list of :class:`Statement`, each with its tokens and its voice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kgtool.language.document import Document
from kgtool.language.quotations import Quotation
from kgtool.reading.attribution import Attributions
from kgtool.reading.events import Events
from kgtool.reading.figures import Figures
from kgtool.reading.identity import Identity
from kgtool.reading.model import Evocation, Literal, Report, Statement, Thing, Voice
from kgtool.reading.modes import Modes
from kgtool.reading.offices import Holding
from kgtool.reading.slots import Slots
from kgtool.reading.things import Things
from kgtool.reading.times import TimeWriter
from kgtool.reading.voices import Voices
from kgtool.terms import KG, RDF, RDFS


@dataclass
class Understanding:
    """One article as the steps before have understood it."""

    document: Document
    slots: Slots
    evocations: list[Evocation]
    identity: Identity
    attributions: Attributions
    voices: Voices
    modes: Modes
    events: Events
    things: Things
    figures: Figures
    holdings: list[Holding]
    quotations: list[Quotation]
    published: Literal
    report: Report
    times: TimeWriter
    statements: list[Statement] = field(default_factory=list)

    def add(
        self,
        subject: str,
        predicate: str,
        value: str | Literal,
        tokens: Iterable[int],
        at: int,
        voice: Voice | None = None,
    ) -> None:
        """Adds a statement read at token ``at``; nothing where its speaker is not known."""
        voice = voice or self.voices.at(at)
        if voice is None:
            self.report.count("statements whose speaker is not named")
            return
        used = frozenset(tokens) | frozenset({at}) | self.voices.tokens(at)
        sentence = self.document.tokens[at].sentence
        used = frozenset(i for i in used if self.document.tokens[i].sentence == sentence)
        if predicate == KG + "represents" and isinstance(value, str) and value in self.identity.things:
            known = self.identity.sides.represented.setdefault(subject, [])
            if self.identity.things[value] not in known:
                known.append(self.identity.things[value])
        self.statements.append(Statement(subject, predicate, value, used, sentence, at, voice))

    def introduce(self, delegation: Thing, tokens: Iterable[int], at: int) -> None:
        """States what a delegation is that is only named through its party ("Kenya's chief negotiator")."""
        if delegation.kind != "delegation" or delegation.mentions:
            return
        for cls in sorted(delegation.classes):
            self.add(delegation.iri, RDF + "type", cls, tokens, at)
        self.add(delegation.iri, RDFS + "label", Literal(delegation.label, language="en"), tokens, at)
        for party in delegation.parties:
            self.add(delegation.iri, KG + "delegationOf", party.iri, tokens, at)


class Part:
    """One part of the last step: short names for what it works on."""

    def __init__(self, article: Understanding) -> None:
        self.article = article
        self.document, self.slots, self.identity = article.document, article.slots, article.identity
        self.attributions, self.voices, self.modes = article.attributions, article.voices, article.modes
        self.events, self.things, self.quotations = article.events, article.things, article.quotations
        self.vocabulary, self.report = article.identity.vocabulary, article.report
        self.times = article.times
        self.add = article.add
