"""Whose office a title is: "*Turkish* foreign minister", "minister of defence *of Y*", "*the movement's* spokesman".

In: a title word and the mentions. Out: an :class:`Owned`.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from kgtool.language.document import Document, Span
from kgtool.ontology.lexicon import Frame
from kgtool.reading.identity import Identity
from kgtool.reading.model import Evocation, Mention, Thing
from kgtool.reading.registry import ACTOR, ORGANIZATION, PERSON, PLACE, STATE

REACH = 4
"""Words behind a preposition in which the institution must be named."""


@dataclass(frozen=True, slots=True)
class Owned:
    """A title as printed, whose office it is, and the tokens that say whose."""

    title: Span
    of: tuple[Thing, ...]
    is_former: bool
    tokens: frozenset[int]


class Owners:
    """Finds whose offices the titles of one document are."""

    def __init__(
        self, document: Document, identity: Identity, titles: Container[int], former: set[int], lesser: set[int]
    ) -> None:
        self.document, self.identity, self.titles = document, identity, titles
        self.former, self.lesser = former, lesser
        self.mentions = identity.mentions
        self._over = {i: m for m in self.mentions.values() if m.kind in ("name", "demonym") for i in m.span}

    def end(self, evocation: Evocation) -> int:
        """Where a title ends, with the field of work behind it: "minister *of foreign affairs*"."""
        tokens = self.document.tokens
        at = evocation.span.last
        if at >= len(tokens) or tokens[at].upos != "ADP" or not self._leads_to_field(evocation, at):
            return at
        last = at + 1
        while last < len(tokens) and tokens[last].sentence == tokens[at].sentence:
            token, mention = tokens[last], self.mentions.get(last)
            if (
                last in self._over
                or last in self.titles
                or (mention is not None and (mention.things or mention.classes))
            ):
                break
            joins = token.upos == "CCONJ" and last + 1 < len(tokens) and tokens[last + 1].upos in ("NOUN", "PROPN")
            if token.upos not in ("ADJ", "NOUN", "PROPN") and not joins:
                break
            last += 1
        while last - 1 > at and tokens[last - 1].upos not in ("NOUN", "PROPN"):
            last -= 1
        whole = last >= len(tokens) or last in self._over or tokens[last].upos in ("PUNCT", "VERB", "AUX", "ADP")
        return last if last > at + 1 and whole else evocation.span.last

    def _leads_to_field(self, evocation: Evocation, preposition: int) -> bool:
        """Whether a field of work may stand behind a preposition; behind "for" in capitals: "minister for Health"."""
        tokens, word = self.document.tokens, self.document.tokens[preposition].text.lower()
        if word in self._first_slots(evocation):
            return True
        behind = tokens[preposition + 1] if preposition + 1 < len(tokens) else None
        return word in self._prepositions(evocation) and behind is not None and behind.text[:1].isupper()

    def _prepositions(self, evocation: Evocation) -> set[str]:
        return {slot for frame in self._frames(evocation) for slot in frame.range_slots}

    def of(self, evocation: Evocation, person: Mention) -> Owned:
        """The title with whose office it is; ``person`` is its holder's name."""
        tokens = self.document.tokens
        first = at = evocation.span.first
        at -= 1
        is_former = False
        used: set[int] = set()
        of = self._inside(evocation, used)
        while at >= 0 and tokens[at].sentence == tokens[first].sentence:
            mention = self._over.get(at)
            if at in self.identity.slots.dated:
                break  # "Three *days* later President X …"
            if self.is_genitive(at) and not of:
                of.extend(self._genitive(at, used))
                break
            if at in self.former:
                is_former = True
            elif at in self.lesser and all(i in self._over for i in range(at + 1, first)):
                first = at  # "*acting* foreign minister", "*acting* U.N. envoy"
            elif mention is not None and self._is_half(mention):
                at = mention.span.first
            elif mention is not None and mention.things:
                if not self._is_person(mention) or self.is_genitive(at + 1):
                    of.extend(mention.things)
                    used.update(mention.span)
                at = mention.span.first
                if mention.kind == "name" and self.is_genitive(at - 1):  # "the group's Libya researcher"
                    of[:] = self._genitive(at - 1, used) or of
                before = self._over.get(at - 1)
                if before is not None and self._is_body(before) and not self._is_body(mention):
                    of.clear()  # "U.S. Mideast envoy"
                elif mention.kind == "name":
                    is_former = is_former or at - 1 in self.former  # "former U.S. marine X"
                    first = at - 1 if at - 1 in self.lesser else first  # "acting U.N. envoy X"
                    break
            elif tokens[at].upos in ("ADJ", "NOUN", "PROPN") and not of:
                of.extend(self._body(at))
                used.update([at] if of else [])
                first = at = self._body_begin(at) if of else at
            elif (
                tokens[at].text in ("-", "‐")
                or self.is_genitive(at)
                or tokens[at].upos == "ADV"
                or tokens[at].deprel == "amod"
            ):
                pass
            elif (pronoun := self.mentions.get(at)) is not None and pronoun.kind == "pronoun" and not of:
                of.extend(self.identity.settle_pronoun(pronoun, self._wanted(evocation)))
                break
            else:
                break
            at -= 1
        behind = self._behind(evocation, self.end(evocation))
        if not behind and not of and person.span.first == self.end(evocation):
            behind = [b for b in self._behind(evocation, person.span.last) if b[2]]  # "President X of Y"
        for thing, span, is_first in behind:
            if is_first or not of:
                of.insert(0, thing)
                used.update(span)
        of = of or self._led(evocation, person)
        found = [self._acting(thing, evocation) for thing in dict.fromkeys(of)][:1]
        return Owned(Span(first, self.end(evocation)), tuple(found), is_former, frozenset(used))

    def _led(self, evocation: Evocation, person: Mention) -> list[Thing]:
        """The state that somebody leads by the office: "*Kenya*, led by President X"."""
        tokens = self.document.tokens
        verb = tokens[tokens[person.head].head]
        state = self.mentions.get(verb.head)
        if tokens[person.head].deprel != "obl:agent" or not verb.deprel.startswith("acl") or state is None:
            return []
        if not any("National" in frame.kinds for frame in self._frames(evocation)) or state.kind != "name":
            return []
        return [t for t in state.things if self.identity.is_a(t, STATE)]

    def _inside(self, evocation: Evocation, used: set[int]) -> list[Thing]:
        """Whose office it is by a word inside the title: "chief *government* negotiator", "senior *U.S.* adviser"."""
        for index in range(evocation.span.first + 1, evocation.span.last - 1):
            mention = self._over.get(index)
            things = list(mention.things) if mention is not None and self._is_body(mention) else self._body(index)
            if things:
                used.add(index)
                return things
        return []

    def _is_half(self, mention: Mention) -> bool:
        """Whether a name is the first half of an adjective: "the *London*-based negotiator" is not London's."""
        tokens, at = self.document.tokens, mention.span.last
        return at + 1 < len(tokens) and tokens[at].xpos == "HYPH" and tokens[at + 1].xpos in ("VBN", "VBD", "VBG")

    def _is_person(self, mention: Mention) -> bool:
        return self.identity.is_a(mention.things[0], PERSON)

    def _is_body(self, mention: Mention) -> bool:
        return bool(mention.things) and self.identity.is_a(mention.things[0], ORGANIZATION, STATE)

    def _body(self, index: int) -> list[Thing]:
        """The organisation that a noun before the title names: "*army* spokesman"."""
        mention = self.mentions.get(index)
        if mention is None or not mention.things or not self.identity.is_a(mention.things[0], ORGANIZATION):
            return []
        return list(mention.things)

    def _body_begin(self, index: int) -> int:
        """Where the words for an organisation begin: "*defence* ministry spokesman"."""
        span = self.mentions[index].word_span
        return span.first if span is not None and index in span else index

    def _acting(self, thing: Thing, evocation: Evocation) -> Thing:
        """For a capital its state, where the office is none that cities have."""
        wanted = self._wanted(evocation)
        if not wanted or self.identity.is_a(thing, *wanted) or PLACE in wanted:
            return thing
        return self.identity.acting(thing)

    def _frames(self, evocation: Evocation) -> list[Frame]:
        return [frame for frame in evocation.frames if frame.kind == "OfficeFrame"]

    def _wanted(self, evocation: Evocation) -> tuple[str, ...]:
        """The classes of what has such offices."""
        return tuple(dict.fromkeys(c for frame in self._frames(evocation) for c in frame.range_fillers))

    def _first_slots(self, evocation: Evocation) -> set[str]:
        """Prepositions that win over a demonym before the title: "Finnish head *of* the mission"."""
        return {slot for frame in self._frames(evocation) for slot in frame.of_slots or frame.range_slots}

    def _genitive(self, genitive: int, used: set[int]) -> list[Thing]:
        """Whose office it is by the genitive before the title: "the movement's chief negotiator"."""
        for mention in self.mentions.values():
            if mention.span.last in (genitive, genitive + 1) and genitive - 1 in mention.span and mention.things:
                used.update(mention.span)
                return list(mention.things)
        return []

    def is_genitive(self, index: int) -> bool:
        tokens = self.document.tokens
        return 0 <= index < len(tokens) and tokens[index].text in ("'s", "’s", "'", "’")

    def _behind(self, evocation: Evocation, at: int) -> list[tuple[Thing, Span, bool]]:
        """The first thing named behind "of", "to", "at" …, and whether it comes before what stands before the title."""
        tokens = self.document.tokens
        if at >= len(tokens) or tokens[at].text.lower() not in self._prepositions(evocation):
            return []
        is_first = tokens[at].text.lower() in self._first_slots(evocation)
        for mention in sorted(self.mentions.values(), key=lambda m: m.head):
            if mention.span.first > at and mention.span.first <= at + REACH and mention.things:
                if any(tokens[i].upos in ("VERB", "PUNCT") for i in range(at + 1, mention.span.first)):
                    break
                behind = mention.span.last
                if mention.kind == "demonym" or (behind < len(tokens) and self.is_genitive(behind)):
                    continue
                if self.identity.is_a(mention.things[0], ACTOR, ORGANIZATION, STATE, PLACE, PERSON):
                    return [(mention.things[0], Span(at, mention.span.last), is_first)]
        return []
