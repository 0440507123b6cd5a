"""Who says what: the claims of a text, with source, cue and scope.

In: evocations of claim frames, mentions, quotations. Out: :class:`Attribution` objects and, for any token, the chain
of those in whose scope it stands, innermost first.
"""

from __future__ import annotations

from kgtool.ontology.lexicon import Frame
from kgtool.reading.attribution_contents import Contents
from kgtool.reading.attribution_quotes import NOBODY
from kgtool.reading.model import Attribution, Evocation, Mention, Thing

DESCRIBING = ("compound", "amod", "nmod:poss")
"""Relations of what only describes the noun behind it."""


class Attributions(Contents):
    """The claims of one document."""

    def read(self) -> Attributions:
        """Finds the claims; gives itself."""
        for evocation in sorted(self.claims, key=lambda e: e.entry.pos == "noun"):
            for frame in evocation.frames:
                if frame.kind == "ClaimFrame":
                    self._read(evocation, frame)
        self._continue_quotes()
        self._read_unclaimed_speech()
        self._read_turns()
        self.found.sort(key=lambda a: (len(a.scope), a.source))
        return self

    def speakers(self, index: int) -> tuple[Thing, ...]:
        """Who says the words at a position, where they stand in quotation marks and their source is settled."""
        source = self.speaking(index)
        return source.things if source is not None else ()

    def speaking(self, index: int) -> Mention | None:
        """The phrase for whoever says the words at a position in quotation marks."""
        quoted = [q.span for q in self.quotations if q.kind == "speech" and index in q.span]
        quoted += [t.span for t in self.turns if index in t.span]
        outer = [a for a in self.around(index) if any(a.cue.first not in span for span in quoted)]
        return self.mentions.get(outer[0].source) if outer else None

    def around(self, index: int) -> list[Attribution]:
        """The attributions in whose scope a token stands, innermost first."""
        return [a for a in self.found if index in a.scope]

    def _read(self, evocation: Evocation, frame: Frame) -> None:
        if evocation.entry.pos == "verb":
            self._read_verb(evocation, frame)
        elif evocation.entry.pos == "noun":
            self._read_noun(evocation, frame)
        else:
            self._read_preposition(evocation, frame)

    # -- "X said that …" -----------------------------------------------------------------------------------------

    def _read_verb(self, evocation: Evocation, frame: Frame) -> None:
        verb = evocation.head
        tag = self._tag(verb) if "clause" in frame.content_slots else None
        if tag is not None:
            source, scope = tag
            sources = self.slots.conjuncts(source)
        else:
            scope = self._content(verb, frame) or self._vouched_for(verb, frame)
            if not scope:
                if "clause" in frame.content_slots and self._closes(verb):
                    self._nobody(evocation, set(self.document.sentences[self.document.tokens[verb].sentence]), frame)
                return
            sources = [s for slot in frame.source_slots for s in self.slots.fillers(verb, slot)]
            if "subject" in frame.source_slots and (doers := self.slots.fillers(verb, "subject")):
                sources = list(doers)  # "X rejected a report *by Y*": Y rejects nothing
            own = [s for s in dict.fromkeys(sources) if s not in scope or s in self.slots.children(verb, "nsubj")]
            sources = self._speaker_before(verb) or own or self._inverted_subject(verb, scope)
            if any(c in self.negations for s in sources for c in self.slots.children(s, "det")):
                return  # "*no* group claimed responsibility for the attack": nobody says it, and the attack is known
            if self._is_negated(verb):
                self._nobody(evocation, scope, frame)
                return
            scope -= {i for s in sources for i in self._phrase(s)} | {verb}
            if not sources and (self.slots.children(verb, "ccomp") or self._is_charge(verb) or _tells_deed(evocation)):
                self._nobody(evocation, scope, frame)
        scope, beyond = self._up_to_semicolon(verb, scope)
        if beyond:
            self._nobody(evocation, beyond, frame)
        if tag is not None:
            scope |= self._begun_before(verb, scope)
        for source in sources:
            names, via = self._unfold(source)
            for name in names:
                self.found.append(
                    Attribution(frozenset(scope), name, evocation.span, frame.reference, tuple(via), frame)
                )

    def _read_preposition(self, evocation: Evocation, frame: Frame) -> None:
        first = self.document.tokens[evocation.span.first]
        source = self._complement_of(evocation)
        if source is None:
            return
        sentence = self.document.sentences[first.sentence]
        phrase = self._source_phrase(source) | set(evocation.span)
        at_edge = evocation.span.first <= sentence.first + 2 or max(phrase) >= sentence.last - 3
        alone = not any(
            e.entry.pos == "verb" and self.document.tokens[e.head].sentence == first.sentence for e in self.claims
        )
        clause = self._clause_opened_before(evocation.span.first)
        if clause is not None:
            scope = {i for i in self.document.subtree(clause) if i > evocation.span.first} - phrase
        elif at_edge or alone or self.document.tokens[source].is_root:
            scope = set(sentence) - phrase
        else:
            scope = set(self.document.subtree(self.slots.clause_head(self.document.tokens[source].head))) - phrase
        names, via = self._unfold(source)
        for name in names:
            if scope:
                self.found.append(
                    Attribution(frozenset(scope), name, evocation.span, frame.reference, tuple(via), frame)
                )

    def _read_noun(self, evocation: Evocation, frame: Frame) -> None:
        """What a claim is said to be is said by whoever makes it, and by nobody known where that is not told."""
        noun = evocation.head
        aside = self._aside(noun)
        scope = aside or {
            i
            for clause in self.slots.children(noun, "acl", "ccomp")
            if self._is_deed(clause)
            or any(self.slots.is_word(mark, "complementizers") for mark in self.slots.children(clause, "mark"))
            for i in self.document.subtree(clause)
        }
        if not scope or self._is_denied(noun, scope):
            return
        sources = [f for slot in frame.source_slots for f in self.slots.fillers(noun, slot)]
        for source in [s for s in dict.fromkeys(sources) if s in self.mentions and s not in scope] or [NOBODY]:
            self.found.append(Attribution(frozenset(scope), source, evocation.span, frame.reference, (), frame))

    def _unfold(self, source: int) -> tuple[list[int], list[int]]:
        """The claimers behind a phrase: of "reports from A including B" these are A and B."""
        evocation = self.nouns.get(source)
        if evocation is None:
            joined = self.slots.conjuncts(source)
            return [j for j in joined if j in self.mentions] or joined[:1], []
        found: list[int] = []
        for frame in evocation.frames:
            for slot in frame.source_slots:
                found.extend(self.slots.fillers(source, slot))
        members = self._members(source)
        found = [f for f in found if f in self.mentions and f not in members]
        return [*members, *found] or [source], []

    def _members(self, filler: int) -> list[int]:
        """Names that a group is said to include."""
        inside = [i for i in self.document.subtree(filler) if i in self.mentions and i != filler]
        inside = [i for i in inside if not self.document.tokens[i].deprel.startswith(DESCRIBING)]  # "a *US* officer"
        return [i for i in inside if self.mentions[i].kind == "name"]


def _tells_deed(evocation: Evocation) -> bool:
    """Whether a verb of speech tells who did something: "blamed the attack on X", "claimed responsibility"."""
    return any(frame.kind == "EventFrame" and frame.event_slots for frame in evocation.frames)
