"""Words that speak of events, and the events opened for them.

In: mentions, evocations, modes. Out: an :class:`EventWord` for each word found so far, and whether a phrase may fill a
role of a frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date as Day

from kgtool.language.dates import DateExpression
from kgtool.language.document import Document
from kgtool.ontology.lexicon import Frame, Role
from kgtool.reading.dated_objects import DatedObject
from kgtool.reading.identity import Identity
from kgtool.reading.model import Evocation, Mention, Thing
from kgtool.reading.modes import Modes
from kgtool.reading.pronouns import PERSONAL
from kgtool.reading.registry import EVENT, PERSON, PLACE
from kgtool.reading.slots import Slots
from kgtool.terms import KG


@dataclass(slots=True)
class EventWord:
    """One word that speaks of an event, with the frames that it opens."""

    head: int
    thing: Thing
    frames: list[tuple[Frame, Evocation]] = field(default_factory=list)
    is_new: bool = False


class EventWords:
    """The events of one document found so far."""

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
        self.alone: set[int] = set()
        """Order words that stand alone for an event."""
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
        self.dated_objects: dict[int, list[DatedObject]] = {}
        """Of a verb the objects behind its first that have dates of their own."""
        self.apart: dict[DatedObject, Thing] = {}
        """The events of their own of these."""
        self._history: list[Thing] = []
        self._nouned: set[str] = set()
        """Events that a noun has named."""
        self._begins: dict[str, list[DateExpression]] = {}
        """When an event began, as far as it is told."""
        self._orders: dict[str, str] = {}
        """Which of a series an event is, where a phrase says so."""

    def thing_at(self, index: int) -> Thing | None:
        """The event that the phrase with this head stands for."""
        word = self.words.get(index)
        return word.thing if word else self.about.get(index)

    def dated_object(self, verb: int, index: int) -> DatedObject | None:
        """The object of a verb with a date of its own in whose phrase a token stands."""
        return next((o for o in self.dated_objects.get(verb, ()) if index in o.phrase), None)

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

    def _is_event(self, mention: Mention) -> bool:
        """Whether a phrase names an event of some kind; a festival or contest that only has a name is none here."""
        if mention.kind == "name" and set(mention.classes) == {EVENT} and mention.head not in self.codenames:
            return False
        return any(self.identity.vocabulary.is_subclass(c, EVENT) for c in mention.classes)

    def _classes(self, mention: Mention) -> set[str]:
        return {c for c in mention.classes if self.identity.vocabulary.is_subclass(c, EVENT)}

    def _compatible(self, a: Iterable[str], b: Iterable[str]) -> bool:
        vocabulary = self.identity.vocabulary
        return any(
            EVENT not in (x, y) and (vocabulary.is_subclass(x, y) or vocabulary.is_subclass(y, x)) for x in a for y in b
        )

    def filled(self, index: int, frame: Frame) -> int:
        """How many roles of a frame have a fitting filler; 0 where a required one has none."""
        score = 0
        for role in frame.roles:
            fitting = [f for slot in role.slots for f in self.slots.fillers(index, slot) if self.fits(f, role)]
            if role.property == KG + "addressee" and self.slots.is_told_of_another(index):
                fitting = []
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
