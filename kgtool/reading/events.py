"""The events that an article speaks of, and which words speak of the same one.

In: mentions, evocations, dates. Out: a :class:`Thing` for each event word, with the frames that describe it. Words
are taken in
the order of the text: an indefinite phrase or a verb opens an event, a definite one points back to the nearest event
that it can
mean, if there is one whose kind, number and dates agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date as Day

from kgtool.language.dates import DateExpression
from kgtool.language.document import Document, Span
from kgtool.language.english import words
from kgtool.ontology.lexicon import Frame, Role
from kgtool.reading.identity import Identity
from kgtool.reading.model import Evocation, Mention, Thing
from kgtool.reading.modes import AGREED, HAPPENED, HYPOTHETICAL, PLANNED, Modes
from kgtool.reading.registry import EVENT, PERSON, PLACE
from kgtool.reading.slots import Slots
from kgtool.terms import KG

PERSONAL = ("he", "she")
"""Anaphors of the lexicon that stand for a person."""


@dataclass(slots=True)
class EventWord:
    """One word that speaks of an event, with the frames that it opens."""

    head: int
    thing: Thing
    frames: list[tuple[Frame, Evocation]] = field(default_factory=list)
    is_new: bool = False


class Events:
    """Finds the events of one document."""

    def __init__(
        self,
        document: Document,
        slots: Slots,
        evocations: Iterable[Evocation],
        identity: Identity,
        modes: Modes,
        dates: Iterable[DateExpression],
        muted: Iterable[int] = (),
        titled: Mapping[int, Thing] | None = None,
        published: Day | None = None,
    ) -> None:
        self.document, self.slots, self.identity, self.modes = document, slots, identity, modes
        self.mentions = identity.mentions
        self.by_head: dict[int, list[Evocation]] = {}
        for evocation in evocations:
            self.by_head.setdefault(evocation.head, []).append(evocation)
        self.words: dict[int, EventWord] = {}
        self.about: dict[int, Thing] = {}
        """Verbs that say something of an event named beside them, and that event."""
        self.muted = set(muted)
        self.titled = dict(titled or {})
        self.codenames: dict[int, int] = {}
        """Heads of names that a word such as "codenamed" gives to an event, and the event's word."""
        self.classifiers = {e.head for e in evocations if "Classifier" in e.entry.kinds}
        self.generic = {e.head for e in evocations if "Generic" in e.entry.kinds}
        self.fresh = {i for e in evocations if "Fresh" in e.entry.kinds for i in e.span}
        self.serial = {i for e in evocations if "Serial" in e.entry.kinds for i in e.span}
        self.ordinals = {e.entry.words[0]: e.entry.rank for e in evocations if e.entry.rank}
        self.published = published
        self.dates = list(dates)
        self.dates_at: dict[int, list[DateExpression]] = {}
        self._history: list[Thing] = []
        self._nouned: set[str] = set()
        """Events that a noun has named."""
        self._orders: dict[str, str] = {}
        """Which of a series an event is, where a phrase says so."""

    def find(self) -> dict[int, EventWord]:
        """The event words by their head token, in order of the text."""
        for mention in self.mentions.values():
            if mention.kind == "noun" and mention.head not in self.muted:
                self._evoked_classes(mention)
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

    def thing_at(self, index: int) -> Thing | None:
        """The event that the phrase with this head stands for."""
        word = self.words.get(index)
        return word.thing if word else self.about.get(index)

    def above(self, index: int) -> Thing | None:
        """The event of the nearest word that governs a token."""
        at = index
        for _ in range(12):
            head = self.document.tokens[at].head
            if head == at:
                return None
            at = head
            found = self.thing_at(at)
            if found is not None:
                return found
        return None

    # -- nouns ---------------------------------------------------------------------------------------------------

    def _is_event(self, mention: Mention) -> bool:
        """Whether a phrase names an event of some kind; a festival or contest that only has a name is none here."""
        if mention.kind == "name" and set(mention.classes) == {EVENT} and mention.head not in self.codenames:
            return False
        return any(self.identity.vocabulary.is_subclass(c, EVENT) for c in mention.classes)

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
        thing = known or self._open(mention.head, self._classes(mention), self._label(mention), mention.number)
        thing.classes.update(c for c in mention.classes if self.identity.vocabulary.is_subclass(c, EVENT))
        self._nouned.add(thing.iri)
        if self._order(mention):
            self._orders.setdefault(thing.iri, self._order(mention))
        self.words[mention.head] = EventWord(mention.head, thing, frames, known is None)
        self.identity.attach(mention, thing)
        self._history.append(thing)
        thing.dates.extend(d for d in self._dates_of(mention.head) if d not in thing.dates)
        if inner is not None:  # "a round of talks": the inner word speaks of the same event
            self.words[inner.head] = EventWord(inner.head, thing)
            inner.things = (thing,)
            thing.classes.update(inner.classes)

    def _classes(self, mention: Mention) -> set[str]:
        return {c for c in mention.classes if self.identity.vocabulary.is_subclass(c, EVENT)}

    def _inner_event(self, mention: Mention) -> Mention | None:
        """The event of which a classifier speaks: the talks of "a round of talks"."""
        if mention.head not in self.classifiers:
            return None
        slots = sorted(words("grammar", "genitive"))
        for filler in (f for slot in slots for f in self.slots.fillers(mention.head, slot)):
            inner = self.mentions.get(filler)
            if inner is not None and self._is_event(inner):
                if not self._compatible(mention.classes, inner.classes):
                    mention.classes = inner.classes
                return inner
        return None

    def _label(self, mention: Mention) -> str:
        first = mention.span.first
        if len(mention.span) > 1 and self.document.tokens[first].text.lower() in words("grammar", "articles"):
            first += 1
        return self.document.words(first, mention.span.last)

    def _compatible(self, a: Iterable[str], b: Iterable[str]) -> bool:
        vocabulary = self.identity.vocabulary
        return any(
            EVENT not in (x, y) and (vocabulary.is_subclass(x, y) or vocabulary.is_subclass(y, x)) for x in a for y in b
        )

    def _earlier(self, mention: Mention) -> Thing | None:
        """The event before that a phrase points back to."""
        if not self._points_back(mention):
            return None
        named = [thing for thing in self._history if thing.iri in self._nouned]
        return (
            self._latest_before(mention, named, is_exact=True)
            or self._latest_before(mention, self._history, is_exact=True)
            or self._latest_before(mention, self._history, is_exact=False)
            or self._generic(mention)
        )

    def _latest_before(self, mention: Mention, history: list[Thing], is_exact: bool) -> Thing | None:
        """The latest event of the very kind that a phrase names, or of a kind that goes with it.

        One that a noun has named comes before one that only a verb told of.
        """
        own_dates = self._dates_of(mention.head)
        classes = self._classes(mention)
        order = self._order(mention)
        mode = self.modes.of(mention.head)
        fallback = None
        found: list[Thing] = []
        for thing in reversed(history):
            known = self._orders.get(thing.iri, "")
            if order and order != known and (known or not order.isdigit() or self.modes.of(mention.head) != thing.mode):
                continue  # "the next round" is not the one told of
            if thing.number != mention.number or not self._compatible(classes, thing.classes):
                continue
            if is_exact and not classes & thing.classes:
                continue
            agreed = thing.mode == AGREED and is_exact  # "the truce" that was agreed
            if thing.mode != HAPPENED and not agreed and mode != thing.mode:
                continue
            if thing.mode == HAPPENED and mode in (PLANNED, HYPOTHETICAL) and not mention.definite:
                continue  # "Talks will resume": not those that were held
            if known and not order and not known.isdigit() and thing.mode == HAPPENED:
                continue  # "talks" after "an earlier round"
            if _conflict(own_dates, thing.dates) or self._other_owner(mention, thing):
                continue
            if own_dates and not thing.dates and any(d.span.first in mention.span for d in own_dates):
                continue  # "the 2003 ceasefire" is none that has just been agreed
            if own_dates and not thing.dates:
                fallback = fallback or thing
                continue
            if thing not in found:
                found.append(thing)
        return self._salient(mention, found) if found else fallback

    def _salient(self, mention: Mention, found: list[Thing]) -> Thing | None:
        """The latest, if it was told of just before; else the one that the article speaks of most, if there is one."""
        heads = {thing.iri: [h for h, w in self.words.items() if w.thing is thing] for thing in found}
        sentence = self.document.tokens[mention.head].sentence
        if sentence - self.document.tokens[max(heads[found[0].iri])].sentence <= 1:
            return found[0]
        most = max(len(heads[thing.iri]) for thing in found)
        leading = [thing for thing in found if len(heads[thing.iri]) == most]
        return leading[0] if len(leading) == 1 else None

    def _order(self, mention: Mention) -> str:
        """Which of a series a phrase names: its number, or the word itself ("next", "previous"); else empty."""
        for child in self.slots.children(mention.head, "amod"):
            lemma = self.document.tokens[child].lemma.lower()
            if lemma in self.ordinals:
                return str(self.ordinals[lemma])
            if child in self.serial:
                return lemma
        return ""

    def _generic(self, mention: Mention) -> Thing | None:
        """ "the operation", "the incident": whatever the sentence before told of, if it told of one thing that
        happened.
        """
        if mention.head not in self.generic or mention.number != "Sing" or not mention.definite:
            return None
        sentence = self.document.tokens[mention.head].sentence
        before = {
            word.thing.iri: word.thing
            for head, word in self.words.items()
            if self.document.tokens[head].sentence == sentence - 1 and word.thing.mode == HAPPENED and word.is_new
            and self.document.tokens[head].upos == "VERB"
        }  # fmt: skip
        return next(iter(before.values())) if len(before) == 1 else None

    def _dates_of(self, head: int) -> list[DateExpression]:
        """Dates beside an event noun or beside the verb that says something of its event."""
        found = list(self.dates_at.get(head, ()))
        verb = self.slots.clause_head(self.document.tokens[head].head)
        for evocation in self.by_head.get(verb, ()):
            for frame in evocation.frames:
                if frame.kind == "EventFrame" and frame.event_slots and not frame.time_property:
                    if any(head in self.slots.fillers(verb, slot) for slot in frame.event_slots):
                        found.extend(d for d in self.dates_at.get(verb, ()) if d not in found)
        return found

    def _points_back(self, mention: Mention) -> bool:
        if any(c in self.fresh for c in self.document.children[mention.head]) and not mention.definite:
            return False
        if self._brings_new(mention):
            return False
        if mention.kind == "name" or mention.definite:
            return True
        governor = self.document.tokens[mention.head].head  # "what it called an operation"
        above = self.document.tokens[self.document.tokens[governor].head]
        asked = [self.document.tokens[c] for c in self.document.children[governor]]
        if above.xpos == "WP" or any(t.xpos == "WP" and not t.deprel.startswith("nsubj") for t in asked):
            return True
        # a bare plural such as "talks" points back unless it says something new
        has_article = bool(self.slots.children(mention.head, "det", "nummod"))
        plain = not [c for c in self.document.children[mention.head] if self._is_content(c)]
        is_subject = self.document.tokens[mention.head].deprel.startswith("nsubj")
        return is_subject and not has_article and plain and not self.dates_at.get(mention.head)

    def _brings_new(self, mention: Mention) -> bool:
        """ "the release of *12 hostages*": what has an indefinite object of its own was not told of before."""
        roles = [
            role
            for evocation in self.by_head.get(mention.head, ())
            for frame in evocation.frames
            if evocation.entry.pos == "noun" and frame.kind == "EventFrame" and not frame.event_slots
            for role in frame.roles
            if role.required
        ]
        fillers = [f for r in roles for s in r.slots for f in self.slots.fillers(mention.head, s) if self.fits(f, r)]
        return any(not self.mentions[f].definite for f in fillers if f in self.mentions)

    def _is_content(self, child: int) -> bool:
        return self.document.tokens[child].deprel.split(":")[0] in ("nmod", "amod", "acl", "compound", "appos", "case")

    def _other_owner(self, mention: Mention, thing: Thing) -> bool:
        """Whether the phrase names a doer that is not the event's ("Russia's attacks" after an attack by another)."""
        owner = self.identity.state_of(mention.head)
        if owner is None:
            return False
        if not thing.parties and not self._is_named_beside(owner, thing):
            return True
        if self.slots.children(mention.head, "nmod:poss") and owner not in thing.parties:
            return True
        return bool(thing.parties) and owner not in thing.parties

    def _is_named_beside(self, owner: Thing, thing: Thing) -> bool:
        """Whether a sentence that tells of an event names a party: "Kenya launched a raid. The *Kenyan* raid …"."""
        told = {self.document.tokens[h].sentence for h, w in self.words.items() if w.thing is thing}
        return any(
            self.document.tokens[m.head].sentence in told
            for m in self.mentions.values()
            if any(t is owner or owner in t.parties for t in m.things) or (m.entity and m.entity.iri == owner.iri)
        )

    # -- names ---------------------------------------------------------------------------------------------------

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
        names = [m for m in names if m.kind == "name" or self.document.tokens[m.head].text[:1].isupper()]
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

    # -- verbs ---------------------------------------------------------------------------------------------------

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
        self.words[index] = EventWord(index, thing, [(frame, evocation)], True)
        self._history.append(thing)

    def _within(self, verb: int, frame: Frame) -> Thing | None:
        """ "X exchanged prisoners *in a swap*": the noun of the same kind beside a verb tells of the same event."""
        for child in self.slots.children(verb, "obl"):
            word = self.words.get(child)
            if word is not None and word.is_new and frame.reference in word.thing.classes:
                if self.slots.case(child) in words("grammar", "containing_prepositions"):
                    return word.thing
        return None

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

    def filled(self, index: int, frame: Frame) -> int:
        """How many roles of a frame have a fitting filler; 0 where a required one has none."""
        score = 0
        for role in frame.roles:
            fitting = [f for slot in role.slots for f in self.slots.fillers(index, slot) if self.fits(f, role)]
            if role.required and not fitting:
                return 0
            score += (2 if role.required else 1) if fitting else 0
        return score

    def _is_hollow(self, index: int, frame: Frame) -> bool:
        """Whether a deed would have one person who does it and nothing else: "she attacked his record"."""
        doing = KG + "conductedBy"
        if not any(role.property == doing for role in frame.roles) or self.dates_at.get(index):
            return False
        doers = [self.mentions[f] for f in self.slots.fillers(index, "subject") if f in self.mentions]
        if not doers or not all(m.anaphor in PERSONAL or self.identity.is_a(m, PERSON) for m in doers):
            return False
        for role in frame.roles:
            fillers = [f for slot in role.slots for f in self.slots.fillers(index, slot)]
            if role.property != doing and any(self.fits(f, role) for f in fillers):
                return False
        below = [self.mentions[c] for c in self.slots.children(index, "obl") if c in self.mentions]
        return not any(
            self.identity.is_a(m, PLACE) or any(self.identity.is_a(t, PLACE) for t in m.things) for m in below
        )

    def fits(self, filler: int, role: Role) -> bool:
        """Whether a phrase may fill a role, by its classes."""
        if role.literal:
            return True
        mention = self.mentions.get(filler)
        if filler in self.titled:
            classes = self.titled[filler].classes
            wanted = role.fillers or self.identity.vocabulary.range_of(role.property)
            return any(self.identity.is_a_kind(c, w) for c in classes for w in wanted)
        if mention is None:
            return False
        if mention.kind == "pronoun":
            personal = mention.anaphor in PERSONAL
            return not personal or any(self.identity.is_a_kind(KG + "Person", f) for f in role.fillers)
        acting = [self.identity.acting(thing) for thing in mention.things]
        classes = set(mention.classes) | {c for thing in (*mention.things, *acting) for c in thing.classes}
        wanted = role.fillers or self.identity.vocabulary.range_of(role.property)
        return any(self.identity.vocabulary.is_subclass(c, w) for c in classes for w in wanted)

    def _open(self, head: int, classes: set[str], label: str, number: str) -> Thing:
        thing = self.identity.thing(self.identity.own_iri("event"), classes or {EVENT}, label, "event")
        thing.number = number
        thing.mode = self.modes.of(head)
        thing.sentence = self.document.tokens[head].sentence
        owner = self.identity.state_of(head) if self.document.tokens[head].upos == "NOUN" else None
        if owner is not None and self.identity.is_a(owner, KG + "Actor"):
            thing.parties = (owner,)
        return thing

    # -- dates ---------------------------------------------------------------------------------------------------

    def _anchor_dates(self) -> None:
        """Hangs each date on the nearest verb or event noun that governs it."""
        for date in self.dates:
            if not date.certain or date.earliest is None:
                continue
            head = self._head(date)
            noun = self._aside(date)
            if noun is not None:
                self.dates_at.setdefault(noun, []).append(date)
                continue
            at = self.document.tokens[head].head
            if self._only_describes(head, at):
                continue
            for _ in range(10):
                mention = self.mentions.get(at)
                token = self.document.tokens[at]
                if (mention is not None and self._is_event(mention)) or token.upos in ("VERB", "AUX") or token.is_root:
                    break
                at = token.head
            self.dates_at.setdefault(self._told_by(at, date), []).append(date)

    def _told_by(self, verb: int, date: DateExpression) -> int:
        """The verb of a day to come: of "agreed *to meet* on 8 May", said before that day, the infinitive."""
        if self.published is None or date.earliest is None or date.earliest <= self.published:
            return verb
        for child in self.slots.children(verb, "xcomp", "ccomp"):
            if verb < child < date.span.first and self.slots.is_infinitive(child):
                return self._told_by(child, date)
        return verb

    def _only_describes(self, head: int, noun: int) -> bool:
        """Whether a date belongs to a noun that tells of no event: "the *2024* vote"."""
        relation = self.document.tokens[head].deprel
        if not relation.startswith(("compound", "nummod", "amod", "nmod:poss")) or noun in self.slots.dated:
            return False
        mention = self.mentions.get(noun)
        is_event = mention is not None and self._is_event(mention)
        return self.document.tokens[noun].upos in ("NOUN", "PROPN") and not is_event

    def _aside(self, date: DateExpression) -> int | None:
        """The event noun of the aside without a verb that a date ends: "…, the largest since *a swap* in May"."""
        tokens, at = self.document.tokens, date.span.first
        start = next((i for i in range(at - 1, -1, -1) if tokens[i].text == ","), None)
        if start is None or tokens[start].sentence != tokens[at].sentence or tokens[at - 1].text == ",":
            return None
        inside = range(start + 1, at)
        if any(tokens[i].upos in ("VERB", "AUX") for i in inside) or tokens[start + 1].upos not in ("DET", "ADJ"):
            return None
        verbs = [t for t in tokens[self.document.sentences[tokens[at].sentence].first : start] if t.xpos == "VBD"]
        nouns = [i for i in inside if i in self.mentions and self._is_event(self.mentions[i])]
        return nouns[-1] if verbs and nouns else None

    def _head(self, date: DateExpression) -> int:
        for index in date.span:
            if self.document.tokens[index].is_root or self.document.tokens[index].head not in date.span:
                if self.document.tokens[index].upos not in ("PUNCT", "ADP", "DET"):
                    return index
        return date.span.last - 1


def _conflict(a: list[DateExpression], b: list[DateExpression]) -> bool:
    """Whether two lists of dates exclude each other."""
    return (
        bool(a)
        and bool(b)
        and not any(
            x.earliest <= y.latest and y.earliest <= x.latest
            for x in a
            for y in b
            if x.earliest and x.latest and y.earliest and y.latest
        )
    )


def names_only(document: Document, index: int) -> bool:
    """Whether a verb only says how somebody calls what the sentence tells of: "what it *called* an operation"."""
    token = document.tokens[index]
    return token.deprel.startswith("acl") and document.tokens[token.head].xpos == "WP"


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
