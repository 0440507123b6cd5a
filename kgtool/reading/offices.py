"""Who holds which office: "Turkish Foreign Minister Hakan Fidan", "X, the president of Y", "the head of Y, X".

In: title words of the lexicon and the mentions. Out: :class:`Holding` objects. Titles are read from the order of the
words,
which news keeps strictly, and from the tree where it agrees.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kgtool.language.document import Document, Span
from kgtool.reading.identity import Identity
from kgtool.reading.model import Evocation, Mention, Thing
from kgtool.reading.registry import ACTOR, ORGANIZATION, PERSON, PLACE, STATE
from kgtool.reading.slots import Slots

BETWEEN = ("DET", "ADJ", "NOUN", "PROPN", "PART", "ADP", "NUM", "PRON")
"""Parts of speech that may stand inside a title phrase."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A person, the title as printed, whose office it is, and the tokens that say so."""

    person: Thing
    title: Span
    of: tuple[Thing, ...]
    is_former: bool
    tokens: frozenset[int]
    sentence: int
    head: int


class Offices:
    """Reads the offices of one document."""

    def __init__(self, document: Document, slots: Slots, evocations: Iterable[Evocation], identity: Identity) -> None:
        self.document, self.slots, self.identity = document, slots, identity
        self.mentions = identity.mentions
        self.titles: dict[int, Evocation] = {}
        self.former: set[int] = set()
        for evocation in evocations:
            if "Title" in evocation.entry.kinds:
                known = self.titles.get(evocation.head)
                if known is None or len(known.span) < len(evocation.span):
                    self.titles[evocation.head] = evocation
            if "Former" in evocation.entry.kinds:
                self.former.update(evocation.span)
        self.persons = [m for m in self.mentions.values() if m.kind == "name" and m.things and self._is_person(m)]
        self.by_start = {m.span.first: m for m in self.persons}

    def _is_person(self, mention: Mention) -> bool:
        return self.identity.is_a(mention.things[0], PERSON)

    def read(self) -> list[Holding]:
        """All holdings, in order of the text."""
        found = []
        for evocation in self.titles.values():
            mention = self.mentions.get(evocation.head)
            if mention is not None and mention.kind == "name" and self.identity.is_a(mention, PERSON):
                continue
            for person in self._holders(evocation):
                found.append(self._holding(evocation, person))
        return sorted(found, key=lambda h: (h.sentence, h.title.first))

    def _holders(self, evocation: Evocation) -> list[Mention]:
        behind = self.by_start.get(evocation.span.last)
        if behind is not None:
            return [behind]
        return self._before(evocation) or self._after(evocation) or self._copular(evocation)

    def _before(self, evocation: Evocation) -> list[Mention]:
        """ "NAME, (the) … TITLE" """
        tokens = self.document.tokens
        at = evocation.span.first - 1
        while at >= 0 and tokens[at].upos in BETWEEN and at not in self._name_tokens():
            at -= 1
        if at < 1 or tokens[at].text != "," or tokens[at].sentence != tokens[evocation.head].sentence:
            return []
        if any(tokens[i].upos == "ADP" for i in range(at + 1, evocation.span.first)):
            return []
        person = next((m for m in self.persons if m.span.last == at), None)
        if person is None or self._is_list(evocation, person):
            return []
        return [person]

    def _is_list(self, evocation: Evocation, person: Mention) -> bool:
        """Whether title and name are members of an enumeration rather than one in apposition to the other."""
        tokens = self.document.tokens
        if tokens[evocation.head].deprel == "appos" and tokens[evocation.head].head in person.span:
            return False
        follower = self.by_start.get(evocation.span.last)
        return follower is not None or tokens[evocation.head].deprel == "conj"

    def _name_tokens(self) -> set[int]:
        return {i for m in self.persons for i in m.span}

    def _after(self, evocation: Evocation) -> list[Mention]:
        """ "the TITLE of …, NAME," """
        tokens = self.document.tokens
        at = evocation.span.last
        if at < len(tokens) and tokens[at].text != "," and tokens[at].upos != "ADP":
            return []
        steps = 0
        while at < len(tokens) and tokens[at].upos in BETWEEN and at not in self._name_tokens() and steps < 14:
            at, steps = at + 1, steps + 1
        if at >= len(tokens) or tokens[at].text != ",":
            return []
        person = self.by_start.get(at + 1)
        if person is None or self._has_other_title(person):
            return []
        closing = person.span.last
        if (
            closing < len(tokens)
            and tokens[closing].text not in (",", ".", ";", ":")
            and tokens[closing].upos != "VERB"
        ):
            return []
        return [person]

    def _has_other_title(self, person: Mention) -> bool:
        return any(e.span.last == person.span.first for e in self.titles.values())

    def _copular(self, evocation: Evocation) -> list[Mention]:
        token = self.document.tokens[evocation.head]
        if token.deprel == "nsubj" and self.slots.children(token.head, "cop"):  # "the chief negotiator is X"
            return [m for m in self.persons if token.head in m.span]
        if not self.slots.children(evocation.head, "cop"):
            return []
        subjects = self.slots.fillers(evocation.head, "subject")
        return [m for s in subjects if (m := self.mentions.get(s)) is not None and m in self.persons]

    # -- title and institution -----------------------------------------------------------------------------------

    def _holding(self, evocation: Evocation, person: Mention) -> Holding:
        first = evocation.span.first
        tokens = self.document.tokens
        is_former = False
        owner_tokens: set[int] = set()
        of: list[Thing] = []
        at = first - 1
        while at >= 0 and tokens[at].sentence == tokens[first].sentence:
            mention = self._mention_over(at)
            if self._is_genitive(at) and not of:
                of.extend(self._owner_before(at, owner_tokens))
                break
            if at in self.former:
                is_former = True
            elif mention is not None and mention.kind in ("name", "demonym") and mention.things:
                if not self._is_person(mention) or self._is_genitive(at + 1):
                    of.extend(mention.things)
                    owner_tokens.update(mention.span)
                at = mention.span.first
                if mention.kind == "name":
                    break
            elif tokens[at].upos in ("ADJ", "NOUN", "PROPN") and not of:
                first = at
            elif tokens[at].text in ("-", "‐", "'s", "’s") or tokens[at].upos == "ADV":
                pass
            elif (pronoun := self.mentions.get(at)) is not None and pronoun.kind == "pronoun" and not of:
                of.extend(self.identity.settle_pronoun(pronoun, (ORGANIZATION,)))
                break
            else:
                break
            at -= 1
        title = Span(first, evocation.span.last)
        if not of or self._institution_behind(evocation):
            behind = self._institution_behind(evocation)
            for thing, span in behind:
                of.insert(0, thing) if thing not in of else None
                owner_tokens.update(span)
        used = frozenset({*title, *person.span, *owner_tokens})
        return Holding(person.things[0], title, tuple(dict.fromkeys(of))[:1], is_former, used,
                       tokens[first].sentence, evocation.head)  # fmt: skip

    def _owner_before(self, genitive: int, used: set[int]) -> list[Thing]:
        """Whose office it is by the genitive before the title: "the movement's chief negotiator"."""
        for mention in self.mentions.values():
            if mention.span.last in (genitive, genitive + 1) and genitive - 1 in mention.span and mention.things:
                used.update(mention.span)
                return list(mention.things)
        return []

    def _is_genitive(self, index: int) -> bool:
        return self.document.tokens[index].text in ("'s", "’s", "'", "’")

    def _mention_over(self, index: int) -> Mention | None:
        for mention in self.mentions.values():
            if index in mention.span and mention.kind in ("name", "demonym"):
                return mention
        return None

    def _institution_behind(self, evocation: Evocation) -> list[tuple[Thing, Span]]:
        """The first thing named behind "of", "to", "at" … that follows the title."""
        tokens = self.document.tokens
        at = evocation.span.last
        prepositions = {slot for frame in evocation.frames if frame.kind == "OfficeFrame" for slot in frame.range_slots}
        if at >= len(tokens) or tokens[at].text.lower() not in prepositions:
            return []
        for mention in sorted(self.mentions.values(), key=lambda m: m.head):
            if mention.span.first > at and mention.span.first <= at + 4 and mention.things:
                if any(tokens[i].upos in ("VERB", "PUNCT") for i in range(at + 1, mention.span.first)):
                    break
                behind = mention.span.last
                if mention.kind == "demonym" or (behind < len(tokens) and self._is_genitive(behind)):
                    continue
                if self.identity.is_a(mention.things[0], ACTOR, ORGANIZATION, STATE, PLACE, PERSON):
                    return [(mention.things[0], Span(at, mention.span.last))]
        return []
