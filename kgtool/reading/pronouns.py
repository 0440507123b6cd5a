"""What pronouns stand for: the speaker, the last person of that gender, the last body, the last pair.

What is not clear stays open.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgtool.reading.model import Mention, Thing
from kgtool.reading.registry import ACTOR, EVENT, ORGANIZATION, PERSON, STATE, Settler

PRONOUN_REACH = 2
"""Sentences back in which a pronoun's antecedent may stand."""


class Pronouns(Settler):
    """Settles the pronouns of one document."""

    def candidates(self, index: int, reach: int = PRONOUN_REACH) -> Iterator[tuple[int, Thing]]:
        """Things mentioned before a token, nearest sentence first, subjects before the rest."""
        sentence = self.document.tokens[index].sentence
        seen = []
        for head, thing in self.order:
            at = self.document.tokens[head]
            if head < index and sentence - at.sentence <= reach:
                subject = at.deprel.startswith("nsubj")
                seen.append((-(at.sentence), not subject, self._depth(head), head, thing))
        for entry in sorted(seen, key=lambda e: e[:4]):
            yield entry[3], entry[4]

    def _depth(self, index: int) -> int:
        """How far a token is from the root of its sentence."""
        depth, at = 0, index
        while not self.document.tokens[at].is_root:
            depth, at = depth + 1, self.document.tokens[at].head
        return depth

    def settle(self, mention: Mention, wanted: tuple[str, ...] = ()) -> tuple[Thing, ...]:
        """What a pronoun stands for, given the classes that its place admits; empty where it is not clear."""
        if mention.things:
            return mention.things
        speaker = self._speaker_of(mention)
        if speaker:
            return speaker
        match mention.anaphor:
            case "he" | "she":
                found = self._person_before(mention)
            case "it":
                found = self._singular_before(mention, wanted or (ORGANIZATION, STATE))
            case "this":
                found = self._singular_before(mention, (EVENT,)) if EVENT in wanted else ()
            case "they" | "both" | "each":
                found = self._plural_before(mention, wanted)
            case _:
                found = ()
        return found

    def _speaker_of(self, mention: Mention) -> tuple[Thing, ...]:
        """In "X said it had …" the subject of what is said is X, where number and kind agree."""
        token = self.document.tokens[mention.head]
        clause = self.document.tokens[token.head]
        if not token.deprel.startswith("nsubj") or clause.deprel != "ccomp" or mention.anaphor in ("each", "both"):
            return ()
        for subject in self.slots.fillers(clause.head, "subject"):
            other = self.mentions.get(subject)
            if other is None or not other.things or subject > mention.head:
                continue
            person = self.registry.is_a(other.things[0], PERSON)
            if (mention.anaphor in ("he", "she")) == person and (mention.anaphor == "they") == (other.number == "Plur"):
                return other.things
        return ()

    def _person_before(self, mention: Mention) -> tuple[Thing, ...]:
        sentence = self.document.tokens[mention.head].sentence
        for back in range(PRONOUN_REACH + 1):
            persons = [
                (head, thing)
                for head, thing in self.candidates(mention.head)
                if self.document.tokens[head].sentence == sentence - back
                and self.registry.is_a(thing, PERSON)
                and thing.gender in ("", mention.anaphor)
            ]
            if not persons:
                continue
            subjects = [t for h, t in persons if self.document.tokens[h].deprel.startswith("nsubj")]
            distinct = list(dict.fromkeys(t.iri for t in (subjects or [t for _, t in persons])))
            if len(distinct) == 1:
                return (self.things[distinct[0]],)
            return ()
        return ()

    def _singular_before(self, mention: Mention, wanted: tuple[str, ...]) -> tuple[Thing, ...]:
        for _, thing in self.candidates(mention.head):
            if thing.number != "Plur" and self.registry.is_a(thing, *wanted) and not self.registry.is_a(thing, PERSON):
                return (thing,)
        return ()

    def _plural_before(self, mention: Mention, wanted: tuple[str, ...]) -> tuple[Thing, ...]:
        sentence = self.document.tokens[mention.head].sentence
        for back in range(PRONOUN_REACH + 1):
            for other in sorted(self.mentions.values(), key=lambda m: -m.head):
                at = self.document.tokens[other.head]
                if other.head >= mention.head or at.sentence != sentence - back:
                    continue
                group = [
                    t for c in self.slots.conjuncts(other.head) if c in self.mentions for t in self.mentions[c].things
                ]
                if len(group) > 1 and all(self.registry.is_a(t, *(wanted or (ACTOR,))) for t in group):
                    return tuple(dict.fromkeys(group))
        return ()
