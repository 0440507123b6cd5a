"""In whose voice each word of an article stands, as IRIs.

In: attributions (token positions) and identity. Out: a :class:`Voice` for any token, or None where somebody says it
whom the
article does not name clearly enough: such statements are left out.
"""

from __future__ import annotations

from kgtool.reading.attribution import Attributions
from kgtool.reading.identity import Identity
from kgtool.reading.model import Attribution, Thing, Voice
from kgtool.reading.registry import ORGANIZATION, STATE
from kgtool.reading.things import Things


class Voices:
    """Resolves the claimers of one document."""

    def __init__(self, attributions: Attributions, identity: Identity, things: Things) -> None:
        self.attributions, self.identity, self.things = attributions, identity, things
        self._known: dict[Attribution, Thing | None] = {}

    def at(self, index: int) -> Voice | None:
        """The voice of a token: the innermost speaker, through the outer ones."""
        around = self.attributions.around(index)
        if not around:
            return Voice("")
        innermost = around[0]
        same = [a for a in around if a.scope == innermost.scope and a.cue == innermost.cue]
        speakers = [self.claimer(a) for a in same]
        if any(s is None for s in speakers):
            return None
        claimers = list(dict.fromkeys(s.iri for s in speakers if s is not None))
        outer = [self.claimer(a) for a in around if a not in same]
        through = [s.iri for s in outer if s is not None and s.iri not in claimers]
        cue = self.identity.document.words(innermost.cue.first, innermost.cue.last)
        return Voice(claimers[0], innermost.stance, cue, tuple(dict.fromkeys((*claimers[1:], *through))))

    def claimer(self, attribution: Attribution) -> Thing | None:
        """Who the source of an attribution is."""
        if attribution not in self._known:
            mention = self.identity.mentions.get(attribution.source)
            found: tuple[Thing, ...] = ()
            if mention is not None:
                if mention.kind == "pronoun":
                    found = self.identity.settle_pronoun(mention, (ORGANIZATION, STATE))
                else:
                    found = tuple(self.identity.acting(t) for t in self.things.of(attribution.source))
            speaker = next((t for t in found if self.things.can_speak(t)), None)
            self._known[attribution] = speaker
        return self._known[attribution]

    def tokens(self, index: int) -> frozenset[int]:
        """Cue and source of the innermost attribution around a token, to be quoted with the statement."""
        around = self.attributions.around(index)
        if not around:
            return frozenset()
        source = self.identity.mentions.get(around[0].source)
        return frozenset({*around[0].cue, *(source.span if source else ())})
