"""Names that a word such as "codenamed" gives to an event.

In: evocations of codename frames. Out: name phrases and the events that they name.
"""

from __future__ import annotations

from kgtool.ontology.lexicon import Frame
from kgtool.reading.event_references import EventReferences
from kgtool.reading.model import Evocation, Mention, Thing
from kgtool.terms import KG


class EventNames(EventReferences):
    """The names of the events of one document."""

    def _named_events(self) -> dict[int, int]:
        """Name phrases that a codename frame gives to an event: name head → event head."""
        found = {}
        for evocations in self.by_head.values():
            for evocation in evocations:
                for frame in evocation.frames:
                    if frame.kind == "RelationFrame" and frame.reference == KG + "codename":
                        pair = self._codename_pair(evocation, frame)
                        if pair:
                            found[pair[1]] = pair[0]
        return found

    def _codename_pair(self, evocation: Evocation, frame: Frame) -> tuple[int, int] | None:
        events = [f for s in frame.domain_slots for f in self.slots.fillers(evocation.head, s)]
        events = [e for e in events if e in self.mentions and self._is_event(self.mentions[e])]
        before = [e for e in events if e < evocation.head]
        if not before:  # the noun right before, where the tree is wrong
            before = [
                m.head
                for m in self.mentions.values()
                if 0 <= evocation.span.first - m.span.last <= 1 and self._is_event(m)
            ]
        events = before or events
        last = evocation.span.last
        names = [m for m in self.mentions.values() if 0 <= max(m.span.first, last) - last <= 2 and m.head >= last]
        tokens = self.document.tokens
        names = [m for m in names if tokens[m.head].sentence == tokens[evocation.head].sentence]
        names = [m for m in names if m.kind == "name" or tokens[m.head].text[:1].isupper()]
        others = [m for m in names if m.head not in events]
        if events and others:
            return events[0], others[0].head
        own = next((m.head for m in names if self._is_event(m)), None)
        return (own, own) if own is not None else None  # "…, codenamed Operation X" of what has no other noun

    def _codenamed(self, mention: Mention) -> Thing | None:
        event = self.codenames.get(mention.head)
        if event is not None and event in self.words:
            thing = self.words[event].thing
            thing.label = self.name_of(mention)
            thing.aliases.add(thing.label)
            return thing
        if mention.kind == "name":
            text = self.document.words(mention.span.first, mention.span.last)
            for thing in self._history:
                if text in thing.aliases:
                    return thing
        return None

    def name_of(self, mention: Mention) -> str:
        """The name as printed, with a number behind it ("Operation 12")."""
        tokens, last = self.document.tokens, mention.span.last
        first = next((i for i in mention.span if not tokens[i].text[:1].islower()), mention.span.first)
        if last < len(tokens) and tokens[last].upos == "NUM" and tokens[last].head in mention.span:
            last += 1
        return self.document.words(first, last)
