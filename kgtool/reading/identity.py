"""Which phrases stand for the same thing, within one article.

In: mentions. Out: the same mentions with their things. Things of the outside world (states, known organisations,
persons with a full name) get IRIs that all articles share; everything else belongs to its document. What cannot be
decided stays open: a mention without a thing takes part in no statement.

The steps: ``named`` (names), ``organisations`` (described ones), ``sides`` (delegations), and on demand ``pronouns``.
"""

from __future__ import annotations

from kgtool.language.document import Document
from kgtool.ontology.entities import Gazetteer
from kgtool.reading.model import Evocation, Mention, Report, Thing
from kgtool.reading.named import Named
from kgtool.reading.organisations import Organisations
from kgtool.reading.pronouns import Pronouns
from kgtool.reading.registry import Registry
from kgtool.reading.repeats import Repeats
from kgtool.reading.schema import Schema
from kgtool.reading.sides import Sides
from kgtool.reading.slots import Slots
from kgtool.terms import KG

DELEGATION_OF = KG + "delegationOf"


class Identity(Registry):
    """Settles what the mentions of one document stand for."""

    def __init__(
        self,
        name: str,
        document: Document,
        slots: Slots,
        mentions: dict[int, Mention],
        vocabulary: Schema,
        gazetteer: Gazetteer,
        report: Report,
    ) -> None:
        super().__init__(name, document, slots, mentions, vocabulary, gazetteer, report)
        self.named, self.organisations = Named(self), Organisations(self)
        self.sides, self.pronouns = Sides(self), Pronouns(self)

    def settle(self, evocations: list[Evocation]) -> None:
        """All that names and descriptions alone decide; pronouns and sides are settled when they are needed."""
        self.named.settle()
        self.named.settle_aliases(evocations)
        self.sides.teams = {
            e.head
            for e in evocations
            for f in e.frames
            if e.entry.pos == "noun" and f.reference == DELEGATION_OF and KG + "Delegation" not in e.entry.denotes
        }
        self.sides.claim_teams()
        marked = {mark: {e.head for e in evocations if mark in e.entry.kinds} for mark in ("Title", "Joint")}
        self.pronouns.titles = marked["Title"]
        self.organisations.settle(marked["Title"], marked["Joint"])
        self.sides.sending = {
            e.head for e in evocations for f in e.frames if f.reference == DELEGATION_OF and e.entry.pos == "verb"
        }
        self.sides.counterparts = {e.head for e in evocations if "Counterpart" in e.entry.kinds}
        self.sides.settle()
        Repeats(self.document, self.slots, self.mentions).settle()
        self.sort()

    def sort(self) -> None:
        """Puts the order of what is spoken of in the order of the text."""
        self.order.sort(key=lambda pair: pair[0])

    def settle_pronoun(self, mention: Mention, wanted: tuple[str, ...] = ()) -> tuple[Thing, ...]:
        """What a pronoun stands for, given the classes that its place admits; empty where it is not clear."""
        return self.pronouns.settle(mention, wanted)
