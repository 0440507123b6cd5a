"""Titles that stand for their holders: "the minister said", behind "Interior Minister X".

In: holdings and title words. Out: for the position of a title the person whom it means. Each title with a name beside
it means that person; one without a name means the holder of such an office whom the text named last. A new description
of somebody ("the Swedish diplomat") means the subject of the sentence before, if that is a person and nothing speaks
against it.
"""

from __future__ import annotations

from collections.abc import Mapping

from kgtool.language.document import Document
from kgtool.reading.identity import Identity
from kgtool.reading.model import Evocation, Mention, Thing
from kgtool.reading.offices import Holding
from kgtool.reading.registry import PERSON, STATE
from kgtool.reading.slots import Slots

REACH = 3
"""Sentences back in which the one of several holders must have been named."""
PARTS_OF_NAMES = ("compound", "flat", "nmod:desc")


class Holders:
    """Finds whom the titles of one document mean."""

    def __init__(
        self,
        document: Document,
        slots: Slots,
        identity: Identity,
        titles: Mapping[int, Evocation],
        holdings: list[Holding],
    ) -> None:
        self.document, self.slots, self.identity = document, slots, identity
        self.titles, self.holdings = titles, holdings
        self.found = {holding.head: holding.person for holding in holdings}

    def settle(self) -> dict[int, Thing]:
        """Persons by the position of a title; the phrases are given their persons."""
        for head in sorted(self.titles):
            mention = self.identity.mentions.get(head)
            if mention is None or mention.kind != "noun" or mention.things or mention.number == "Plur":
                continue
            if self.document.tokens[head].deprel.startswith(PARTS_OF_NAMES):
                continue
            person = self.found.get(head) or (self._holder(mention) if self._points_back(mention) else None)
            if person is not None:
                self.found[head] = person
                self.identity.attach(mention, person)
        self.identity.sort()
        return self.found

    def _points_back(self, mention: Mention) -> bool:
        """Whether a title is definite and has nobody beside it."""
        token = self.document.tokens[mention.head]
        apposed = self.slots.children(mention.head, "appos", "flat", "cop") or token.deprel.startswith("appos")
        return self._is_definite(mention) and mention.quantity is None and not apposed

    def _is_definite(self, mention: Mention) -> bool:
        return mention.definite and not self.slots.children(mention.head, "nmod:poss")

    def _holder(self, mention: Mention) -> Thing | None:
        """The holder of such an office whom the text named last."""
        word = self.document.tokens[mention.head].lemma.lower()
        owner = self._owner(mention)
        persons: dict[str, Thing] = {}
        for holding in self.holdings:
            same = self.document.tokens[holding.head].lemma.lower() == word or self._is_one_office(mention, holding)
            if holding.head >= mention.head or not same:
                continue
            if self._is_modified_otherwise(mention, holding):
                continue
            if owner is None or owner in holding.of or (not holding.of and self._is_told_near(owner, holding)):
                persons[holding.person.iri] = holding.person
        if len(persons) == 1:
            return next(iter(persons.values()))
        return self._last_named(mention, persons) if persons else self._described(mention)

    def _is_told_near(self, owner: Thing, holding: Holding) -> bool:
        """Whether a state is spoken of beside an office of which it is not told whose it is."""
        sentences = range(holding.sentence - 1, holding.sentence + 2)
        return any(
            self.identity.acting(thing) is owner and self.document.tokens[head].sentence in sentences
            for head, thing in self.identity.order
        )

    def _is_one_office(self, mention: Mention, holding: Holding) -> bool:
        """Whether both titles are words for one office: "premier", "prime minister"."""
        one, other = self.titles[mention.head], self.titles[holding.head]
        return any("OneOffice" in frame.kinds and frame in other.frames for frame in one.frames)

    def _is_modified_otherwise(self, mention: Mention, holding: Holding) -> bool:
        """Whether the title has a word that the office has not: "the *acting* premier" is no mere premier."""
        first = self.document.sentences[holding.sentence].first
        known = {self.document.tokens[i].lemma.lower() for i in range(first, holding.head + 1)}
        return any(
            self.document.tokens[i].lemma.lower() not in known
            for i in mention.span
            if i != mention.head and self.document.tokens[i].upos in ("ADJ", "NOUN", "VERB") and not self._is_demonym(i)
        )

    def _is_demonym(self, index: int) -> bool:
        mention = self.identity.mentions.get(index)
        return mention is not None and mention.kind == "demonym"

    def _owner(self, mention: Mention) -> Thing | None:
        """Whose office it is, as far as the phrase says it."""
        return self.identity.state_of(mention.head)

    def _last_named(self, mention: Mention, persons: Mapping[str, Thing]) -> Thing | None:
        sentence = self.document.tokens[mention.head].sentence
        for back in range(REACH):
            near = {
                thing.iri
                for head, thing in self.identity.order
                if head < mention.head
                and thing.iri in persons
                and self.document.tokens[head].sentence == sentence - back
            }
            if near:
                return persons[near.pop()] if len(near) == 1 else None
        return None

    def _described(self, mention: Mention) -> Thing | None:
        """The person who is the subject of the sentence before, in the same paragraph."""
        token = self.document.tokens[mention.head]
        if not token.deprel.startswith("nsubj") or self.slots.children(mention.head, "nmod", "acl"):
            return None
        paragraph = next((p for p in self.document.paragraphs if mention.head in p), None)
        before = self.document.sentences[token.sentence - 1] if token.sentence else None
        if paragraph is None or before is None or before.first not in paragraph:
            return None
        person = self.identity.pronouns.main_subject(token.sentence - 1)
        if person is None or not self.identity.is_a(person, PERSON):
            return None
        same = self.document.sentences[token.sentence]
        if any(i in same and h is person for i, h in self.identity.order):
            return None  # "The prince received X": is not X
        owner = self._owner(mention)
        others = [t for h in self.holdings if h.person is person for t in h.of if self.identity.is_a(t, STATE)]
        return person if owner is None or all(t is owner for t in others) else None
