"""The events that an article speaks of, and which words speak of the same one.

In: mentions, evocations, dates. Out: a :class:`Thing` for each event word, with the frames that describe it. Words
are taken in
the order of the text: an indefinite phrase or a verb opens an event, a definite one points back to the nearest event
that it can
mean, if there is one whose kind, number and dates agree.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from kgtool.language.document import Document, Span
from kgtool.language.english import table, words
from kgtool.ontology.lexicon import Frame
from kgtool.reading.event_names import EventNames
from kgtool.reading.event_references import LONGEST_ROUND, MEETING
from kgtool.reading.event_words import EventWord
from kgtool.reading.model import Evocation, Mention, Thing
from kgtool.reading.modes import HAPPENED, PLANNED
from kgtool.reading.registry import EVENT
from kgtool.reading.series import Series
from kgtool.reading.slots import Slots
from kgtool.reading.syntax import HYPHENS
from kgtool.terms import KG

WEEK = datetime.timedelta(days=7)
"""Longer stretches are not told of one meeting or raid: "they always attack in April"."""
REACH = 6
"""Words before a noun that may tell how long it lasted."""

__all__ = ["EventWord", "Events", "muted", "names_only"]


class Events(EventNames):
    """Finds the events of one document."""

    def find(self) -> dict[int, EventWord]:
        """The event words by their head token, in order of the text."""
        for mention in self.mentions.values():
            if mention.kind == "noun" and mention.head not in self.muted:
                self._evoked_classes(mention)
        self._stand_for_series()
        self._anchor_dates()
        self.codenames = self._named_events()
        for sentence in self.document.sentences:
            self._told_again(sentence)
            spoken = [i for i in sentence if i not in self.muted]
            for index in spoken:
                spoken_of = self.mentions.get(index)
                if spoken_of is not None and self._is_event(spoken_of) and not self._only_modifies(index):
                    self._noun(spoken_of)
            for index in spoken:
                if index not in self.words and self.document.tokens[index].upos in ("VERB", "AUX"):
                    self._verb(index)
        return self.words

    def _stand_for_series(self) -> None:
        """Order words that stand alone for a meeting: "The first round was held in May, *the second* in June"."""
        telling = {h for h, found in self.by_head.items() for e in found for f in e.frames if f.event_slots}
        meetings = {h: m for h, m in self.mentions.items() if m.kind == "noun" and self.identity.is_a(m, MEETING)}
        for mention in Series(self.document, self.slots, self.ordinals, telling).find(meetings):
            self.mentions[mention.head] = mention
            self.alone.add(mention.head)

    def _only_modifies(self, index: int) -> bool:
        """Whether an event noun only says of what kind another thing is: "the *war* cabinet", "a *truce* proposal"."""
        token = self.document.tokens[index]
        above = self.mentions.get(token.head)
        if token.upos != "NOUN" or token.deprel != "compound" or token.head < index:
            return False
        return above is None or above.kind != "noun" or not self._is_event(above)

    def _evoked_classes(self, mention: Mention) -> None:
        """Nouns that speak of an event only with the right company: "exchange" with "of prisoners"."""
        for evocation in self.by_head.get(mention.head, ()):
            for frame in evocation.frames:
                required = any(role.required for role in frame.roles)
                if evocation.entry.pos == "noun" and frame.kind == "EventFrame" and not frame.event_slots:
                    is_filled = self.filled(mention.head, frame) or self._is_beside(mention.head, frame)
                    if (not required and not mention.classes) or (required and is_filled):
                        mention.classes |= {frame.reference}

    def _told_again(self, sentence: Span) -> None:
        """A definite noun that speaks of an event only in company does so alone too where one was told of before."""
        for index in sentence:
            mention = self.mentions.get(index)
            if mention is None or mention.kind != "noun" or not mention.definite or self._is_event(mention):
                continue
            for evocation in self.by_head.get(index, ()):
                for frame in evocation.frames:
                    if evocation.entry.pos == "noun" and frame.kind == "EventFrame" and not frame.event_slots:
                        if any(frame.reference in thing.classes for thing in self._history):
                            mention.classes |= {frame.reference}

    def _is_beside(self, head: int, frame: Frame) -> bool:
        """Whether a noun stands in a phrase of a verb of its own kind: "exchanged prisoners in *a swap*"."""
        governor = self.document.tokens[head].head
        if self.slots.case(head) not in words("grammar", "containing_prepositions"):
            return False
        frames = [f for e in self.by_head.get(governor, ()) if e.entry.pos == "verb" for f in e.frames]
        return any(f.reference == frame.reference and self.filled(governor, f) for f in frames)

    def _noun(self, mention: Mention) -> None:
        inner = self._inner_event(mention)
        if inner is not None and inner.head in self.words:
            self.words[mention.head] = EventWord(mention.head, self.words[inner.head].thing)
            mention.things = (self.words[inner.head].thing,)
            return
        if mention.head in self.words:
            return
        frames = [
            (frame, evocation)
            for evocation in self.by_head.get(mention.head, ())
            if evocation.entry.pos == "noun"
            for frame in evocation.frames
            if frame.kind == "EventFrame" and not frame.event_slots
        ]
        known = self._codenamed(mention) or self._earlier(mention)
        if known is None and mention.head not in self.classifiers and self._is_long_process(mention):
            mention.classes = frozenset({KG + "Negotiation"})
        thing = known or self._open(mention.head, self._classes(mention), self._label(mention), mention.number)
        thing.classes.update(c for c in mention.classes if self.identity.vocabulary.is_subclass(c, EVENT))
        self._nouned.add(thing.iri)
        if self._order(mention):
            self._orders.setdefault(thing.iri, self._order(mention))
        self.words[mention.head] = EventWord(mention.head, thing, frames, known is None)
        self.identity.attach(mention, thing)
        self._history.append(thing)
        thing.dates.extend(d for d in self._dates_of(mention.head) if d not in thing.dates)
        self._begins.setdefault(thing.iri, []).extend(self._begins_of(mention.head))
        if inner is not None:  # "a round of talks": the inner word speaks of the same event
            self.words[inner.head] = EventWord(inner.head, thing)
            inner.things = (thing,)
            thing.classes.update(inner.classes)

    def _is_long_process(self, mention: Mention) -> bool:
        """Whether talks began too long ago to be a round: "The talks began in 2015", beside a round this week."""
        round_of_talks = KG + "NegotiationRound"
        if round_of_talks in mention.classes and self._takes_months(mention.head):
            return True
        begins = self._begins_of(mention.head)
        if round_of_talks not in mention.classes or not begins or self.published is None:
            return False
        earliest = self.published - LONGEST_ROUND
        is_old = all(date.latest is not None and date.latest < earliest for date in begins)
        return is_old and any(round_of_talks in thing.classes for thing in self._history)

    def _takes_months(self, head: int) -> bool:
        """Whether talks last months or years: "*three-year* negotiations", "*months-long* talks"."""
        tokens, months = self.document.tokens, table("durations", "months")
        opened = words("quantities", "long")
        for index in range(max(self.document.sentences[tokens[head].sentence].first, head - REACH), head):
            unit = table("dates", "unit_names").get(tokens[index].text.lower(), "")
            if unit not in months:
                continue
            if index + 2 <= head and tokens[index + 1].text in HYPHENS and tokens[index + 2].text.lower() in opened:
                return self._is_before(index + 2, head)
            if index >= 2 and tokens[index - 1].text in HYPHENS and tokens[index - 2].upos == "NUM":
                return self._is_before(index, head)
        return False

    def _is_before(self, index: int, noun: int) -> bool:
        """Whether a word describes a noun behind it, with nothing but other such words between them."""
        tokens = self.document.tokens
        return all(tokens[i].upos in ("ADJ", "NOUN", "PROPN") and tokens[i].head == noun for i in range(index, noun))

    def _inner_event(self, mention: Mention) -> Mention | None:
        """The event of which a classifier speaks: the talks of "a round of talks"."""
        if mention.head not in self.classifiers:
            return None
        slots = sorted(words("grammar", "genitive"))
        for filler in (f for slot in slots for f in self.slots.fillers(mention.head, slot)):
            inner = self.mentions.get(filler)
            if inner is not None and self._is_event(inner) and self._is_whole(mention, inner):
                inner.classes = frozenset({KG + "Negotiation"})
                return None
            if inner is not None and self._is_event(inner):
                if not self._compatible(mention.classes, inner.classes):
                    mention.classes = inner.classes
                return inner
        return None

    def _is_whole(self, mention: Mention, inner: Mention) -> bool:
        """Whether a clause on the inner noun tells of all rounds: "the fourth round of the talks, *which began …*"."""
        is_numbered = self._order(mention).isdigit()
        return is_numbered and inner.definite and bool(self.slots.children(inner.head, "acl:relcl"))

    def _label(self, mention: Mention) -> str:
        first, opening = mention.span.first, self.document.tokens[mention.span.first].text.lower()
        if len(mention.span) > 1 and (opening in words("grammar", "articles") or self.modes.is_negation(first)):
            first += 1
        return self.document.words(first, mention.span.last)

    def _verb(self, index: int) -> None:
        if names_only(self.document, index):
            return
        best: tuple[int, Frame, Evocation] | None = None
        named = self._named_event(index)
        for evocation in self.by_head.get(index, ()):
            for frame in evocation.frames:
                if frame.kind != "EventFrame" or frame.event_slots or evocation.entry.pos != "verb":
                    continue
                score = self.filled(index, frame)
                if score and self._is_hollow(index, frame):
                    continue
                if score and (best is None or score > best[0]):
                    best = (score, frame, evocation)
        if named is not None and (best is None or not any(role.required for role in best[1].roles)):
            self.about[index] = named
            return
        if best is None:
            return
        _, frame, evocation = best
        within = self._within(index, frame)
        if within is not None:
            self.words[index] = EventWord(index, within, [(frame, evocation)])
            return
        thing = self._open(index, {frame.reference}, self._verb_label(index), "Sing")
        thing.dates.extend(self.dates_at.get(index, ()))
        if thing.mode == HAPPENED and self._is_yet_to_come(index, thing):
            thing.mode = PLANNED
        self.words[index] = EventWord(index, thing, [(frame, evocation)], True)
        self._history.append(thing)
        for other in self.dated_objects.get(index, ()):
            if any("object" in role.slots and self.fits(h, role) for role in frame.roles for h in other.heads):
                again = self.alike(index, index)
                again.label = (
                    f"{self.document.tokens[index].text} {self.document.words(other.phrase.first, other.phrase.last)}"
                )
                again.dates.append(other.date)
                self.apart[other] = again
                self._history.append(again)

    def _is_yet_to_come(self, verb: int, thing: Thing) -> bool:
        """Whether the present tells of a day to come: "X *meets* Y next Sunday"."""
        auxiliaries = self.slots.children(verb, "aux")  # "*is* published on Friday", not "has"
        finite = self.document.tokens[auxiliaries[0] if auxiliaries else verb]
        is_plain = not auxiliaries or finite.lemma.lower() in words("grammar", "copulas")
        if self.published is None or finite.xpos not in ("VBP", "VBZ") or not is_plain:
            return False
        return any(
            date.earliest is not None
            and date.latest is not None
            and date.earliest > self.published
            and date.latest - date.earliest < WEEK
            for date in thing.dates
        )

    def _within(self, verb: int, frame: Frame) -> Thing | None:
        """ "X exchanged prisoners *in a swap*", "X met Y *for talks*": the noun tells of the verb's event."""
        for child in self.slots.children(verb, "obl"):
            word = self.words.get(child)
            if word is not None and word.is_new and self._is_met_for(child, word.thing, frame):
                return word.thing
            if word is not None and word.is_new and frame.reference in word.thing.classes:
                if self.slots.case(child) in words("grammar", "containing_prepositions"):
                    return word.thing
        return None

    def _is_met_for(self, noun: int, thing: Thing, frame: Frame) -> bool:
        """Whether a meeting is what its parties meet for."""
        if self.slots.case(noun) not in words("grammar", "purpose_prepositions") or frame.reference != KG + "Meeting":
            return False
        return self.identity.is_a(thing, frame.reference)

    def _named_event(self, index: int) -> Thing | None:
        """The event of which a verb speaks rather than opening one: "the strikes hit …", "X launched an attack"."""
        for evocation in self.by_head.get(index, ()):
            for frame in evocation.frames:
                if evocation.entry.pos != "verb":
                    continue
                slots, wanted = frame.event_slots, frame.event_fillers
                if frame.kind == "RelationFrame":
                    slots, wanted = frame.domain_slots, frame.domain_fillers
                    if not any(self.identity.vocabulary.is_subclass(w, EVENT) for w in wanted):
                        continue
                elif frame.kind == "MeasureFrame":
                    slots = frame.of_slots
                for slot in slots:
                    for filler in self.slots.fillers(index, slot):
                        thing = self.thing_at(filler)
                        if thing is not None and self._admits(thing, wanted):
                            return thing
        return None

    def _admits(self, thing: Thing, wanted: tuple[str, ...]) -> bool:
        return not wanted or self.identity.is_a(thing, *wanted)

    def alike(self, verb: int, at: int) -> Thing:
        """A new event of the kind that a verb tells, for a clause that leaves the verb out."""
        model = self.words[verb].thing
        return self._open(at, set(model.classes), model.label, "Sing")

    def _verb_label(self, index: int) -> str:
        return self.document.tokens[index].lemma


def names_only(document: Document, index: int) -> bool:
    """Whether a verb only says how somebody calls what the sentence tells of: "what it *called* an operation"."""
    token = document.tokens[index]
    if not token.deprel.startswith("acl"):
        return False
    behind = document.tokens[index + 1 : index + 2]
    gives_name = token.xpos == "VBN" and token.head == index - 1 and any(t.upos == "PROPN" for t in behind)
    return document.tokens[token.head].xpos == "WP" or (gives_name and not _is_done_to(document, index))


def _is_done_to(document: Document, index: int) -> bool:
    """Whether a participle has more than a name behind it: "a man *called a Nazi by* X"."""
    return any(document.tokens[c].deprel.startswith(("obl", "advmod")) for c in document.children[index])


def muted(evocations: Iterable[Evocation], slots: Slots) -> set[int]:
    """Words that only describe: what somebody calls something."""
    found: set[int] = set()
    for evocation in evocations:
        if names_only(slots.document, evocation.head):
            continue
        for frame in evocation.frames:
            for role in frame.roles:
                if role.literal and role.required and frame.kind == "EventFrame" and evocation.entry.pos == "verb":
                    found.update(
                        i
                        for slot in role.slots
                        for filler in slots.fillers(evocation.head, slot)
                        for i in slots.words_of(filler)
                        if i != evocation.head
                    )
    return found
