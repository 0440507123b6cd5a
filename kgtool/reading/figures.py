"""Figures: what is counted or measured, how much of it, in which event, place, time and on whose side.

In: quantities of the text and measure frames of the lexicon. Out: :class:`ReadFigure` objects. A quantity whose
measure no word tells
becomes a plain count where it fills a role of an event, and is left out otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kgtool.language.dates import DateExpression
from kgtool.language.document import Document
from kgtool.language.english import words
from kgtool.language.quantities import Quantity
from kgtool.ontology.lexicon import Frame
from kgtool.reading.events import Events
from kgtool.reading.identity import Identity
from kgtool.reading.listing import phrase_behind
from kgtool.reading.model import Evocation, Thing
from kgtool.reading.registry import ACTOR, EQUIPMENT, EVENT, GROUP, PLACE
from kgtool.reading.slots import Slots
from kgtool.reading.things import Things
from kgtool.terms import KG

AGENTS = ("subject", *sorted(words("grammar", "agent_prepositions")))
"""Slots of whoever does what a verb tells."""


@dataclass(slots=True)
class ReadFigure:
    """A quantity with its measure, and the word (a token) that tells the measure."""

    quantity: Quantity
    measure: str
    word: int
    head: int
    """The counted noun, or the number where there is none."""
    event: Thing | None = None
    holders: list[Thing] = field(default_factory=list)
    """Whose measure it is (an event, a delegation), from the frame's ``of`` slots."""
    doers: list[Thing] = field(default_factory=list)
    """Who did what is counted: the agent of "killed", "destroyed"."""
    part_of: ReadFigure | None = None
    iri: str = ""
    gap: tuple[str, int, int] | None = None
    """Of a clause without a verb: the role that its phrase fills, the phrase, and the verb that it leaves out."""


class Figures:
    """Reads the figures of one document."""

    def __init__(
        self,
        document: Document,
        slots: Slots,
        evocations: Iterable[Evocation],
        quantities: Iterable[Quantity],
        identity: Identity,
        events: Events,
        things: Things,
    ) -> None:
        self.document, self.slots, self.identity = document, slots, identity
        self.events, self.things = events, things
        self.quantities = list(quantities)
        self.measuring: list[tuple[Frame, Evocation]] = [
            (frame, evocation) for evocation in evocations for frame in evocation.frames if frame.measure
        ]
        self.naming: dict[int, str] = {}
        for evocation in evocations:
            for denoted in evocation.entry.denotes:
                if identity.vocabulary.is_measure(denoted):
                    self.naming[evocation.head] = denoted

    def read(self) -> list[ReadFigure]:
        """All figures, in order of the text."""
        found: list[ReadFigure] = []
        for quantity in self.quantities:
            if quantity.value is None and quantity.minimum is None and quantity.maximum is None:
                self.identity.report.count("vague quantities")
                continue
            figure = self._measured(quantity)
            if quantity.including:
                figure = self._part(quantity, figure, found) or figure
            figure = figure or self._gapped(quantity, found) or self._counted_in_role(quantity)
            if figure is not None:
                figure.holders = [thing for thing in figure.holders if not self._is_no_part(figure, thing)]
                if figure.event is not None and self._is_no_part(figure, figure.event):
                    figure.event = None
                    figure = figure if figure.measure != KG + "Count" else None
            if figure is None:
                self.identity.report.count("quantities whose measure no word tells")
                continue
            found.append(figure)
        return found

    def _is_no_part(self, figure: ReadFigure, event: Thing) -> bool:
        """Whether a figure stands near an event that cannot bring it: nobody dies of an agreement."""
        vocabulary = self.identity.vocabulary
        if not self.identity.is_a(event, *vocabulary.unarmed):
            return False
        if figure.measure != KG + "Count":
            return figure.measure in vocabulary.figurative
        governor = self.events.words.get(self.document.tokens[figure.head].head)
        if self.identity.is_a(event, KG + "Statement") and (governor is None or governor.thing is not event):
            return True  # "rejected a text on *nine ports*": of the ports, not of the rejection
        clause = self.slots.clause_head(figure.head)
        harms = any(e.head == clause and f.measure in vocabulary.figurative for f, e in self.measuring)
        subjects = self.slots.children(clause, "nsubj")
        tells_other = bool(subjects) and not any(self.events.thing_at(c) is event for c in subjects)
        return harms or (tells_other and clause not in self.events.words)

    def head_of(self, quantity: Quantity) -> int:
        """The counted noun, or the head of the number."""
        if quantity.noun is not None:
            return quantity.noun
        span = quantity.span
        for index in span:
            if self.document.tokens[index].is_root or self.document.tokens[index].head not in span:
                return index
        return span.last - 1

    def _measured(self, quantity: Quantity) -> ReadFigure | None:
        head = self.head_of(quantity)
        if quantity.kind == "duration":
            own = self._of_event(quantity, head)
            if own is not None:
                return own
        heads = {head, *quantity.span} if quantity.noun is None or quantity.kind != "count" else {head}
        if self.document.tokens[head].head in quantity.number_span:  # "29 of its soldiers": what is told of the 29
            heads = {*quantity.number_span}
        best: tuple[tuple[bool, bool, int, bool], Frame, Evocation] | None = None
        for frame, evocation in self.measuring:
            if self.document.tokens[evocation.head].sentence != self.document.tokens[head].sentence:
                continue
            if not self._kind_fits(quantity, frame) or not self._counted(frame, evocation, heads, quantity):
                continue
            if self._is_unfilled(frame, evocation):
                continue
            is_held = any(self._holders(frame, evocation))
            told = self.events.words.get(evocation.head)
            is_meant = told is None or any(f is frame for f, _ in told.frames) or frame.kind != "EventFrame"
            is_own = (
                evocation.head == head and not is_held and self._is_people(head)
            )  # "two *members* of a militia died"
            rank = (is_own, bool(frame.of_slots) and not is_held, abs(evocation.head - head), not is_meant)
            if best is None or rank < best[0]:
                best = (rank, frame, evocation)
        amount = self._amount_of(quantity, head)
        if amount is not None and (best is None or best[2].head in (amount[1], self.document.tokens[head].head)):
            return ReadFigure(quantity, amount[0], amount[1], head, self._event(amount[1]))
        if best is None:
            named = self.naming.get(head) or self.naming.get(quantity.span.last)
            if not named and quantity.state is not None:  # "left 15 people *dead*"
                named = self.naming.get(quantity.state)
            if named and quantity.kind == "count":
                word = head if head in self.naming else quantity.span.last
                return ReadFigure(quantity, named, word, head, self._event(head))
            default = self.identity.vocabulary.measure_of_kind(quantity.kind)
            return ReadFigure(quantity, default, head, head, self._event(head)) if default else None
        _, frame, evocation = best
        measure = self._joint(frame, evocation)
        if not measure or (quantity.noun is None and self._is_open(evocation, heads, quantity)):
            return None
        figure = ReadFigure(quantity, measure, evocation.head, head)
        figure.holders, figure.doers = self._holders(frame, evocation)
        figure.event = self._own_event(evocation.head) or next(
            (h for h in figure.holders if self.identity.is_a(h, EVENT)), None
        )
        if figure.event is None and not self._does_another_thing(evocation.head, measure):
            figure.event = self._event(evocation.head)
        if figure.event is not None and self._is_of_another_time(evocation.head, figure.event):
            figure.event = None
        other = self.events.dated_object(evocation.head, head)
        if other is not None:
            figure.event = self.events.apart.get(other)
            figure.holders = [h for h in figure.holders if not self.identity.is_a(h, EVENT)]
        return figure

    def _is_unfilled(self, frame: Frame, evocation: Evocation) -> bool:
        """Whether a deed lacks what makes it one: "344 boys were *taken*" nowhere."""
        places = [role for role in frame.roles if role.required and not set(role.slots) & set(frame.counted_slots)]
        return frame.kind == "EventFrame" and bool(places) and not self.events.filled(evocation.head, frame)

    def _is_open(self, evocation: Evocation, heads: set[int], quantity: Quantity) -> bool:
        """Whether a noun counts either people or arms, and a bare number does not tell which: "the loss *of three*"."""
        frames = [f for f in evocation.frames if f.measure and self._counted(f, evocation, heads, quantity)]
        return evocation.entry.pos == "noun" and len({f.measure for f in frames}) > 1

    def _amount_of(self, quantity: Quantity, head: int) -> tuple[str, int] | None:
        """What a noun in the same clause says is counted: "the *death toll* rose to 42", "put *losses* at $5 million",
        "the *dead* included nine women"; the measure and the noun.
        """
        token = self.document.tokens[head]
        if quantity.noun is not None and not self._is_people(quantity.noun):
            return None
        while token.deprel == "conj" and token.head < token.index:
            token = self.document.tokens[token.head]
        if token.deprel.startswith("nsubj") and self.slots.case(token.head) in words("grammar", "member_prepositions"):
            named = self._measures_of(token.head)  # "five were *among the dead*"
            return (named[0], token.head) if named and quantity.kind == "count" else None
        predicative = self._predicative(token.head) if token.deprel == "nsubj" and quantity.kind == "count" else ""
        if predicative:
            return predicative, token.head
        predicate = self.slots.children(head, "cop")
        verb = head if predicate else token.head
        if not predicate:
            slot = "object" if token.deprel.startswith("obj") else self.slots.case(head)
            is_said = token.deprel.split(":")[0] in ("obj", "obl")
            if not is_said or (slot != "object" and quantity.noun is not None and not self._is_people(head)):
                return None
            if slot not in ("object", *words("grammar", "amount_prepositions")):
                return None
            if self.document.tokens[verb].lemma.lower() not in words("grammar", "amounting_verbs"):
                return None
        nouns = [*self.slots.fillers(verb, "subject"), *self.slots.fillers(verb, "object")]
        for noun in (n for n in nouns if n != head):
            of = [f for g in words("grammar", "genitive") for f in self.slots.fillers(noun, g)]
            is_number = self.document.tokens[noun].lemma.lower() in words("grammar", "number_nouns")
            done = [c for i in of for c in self.slots.children(i, "acl") if self.document.tokens[c].xpos == "VBN"]
            for index in (*of, *done) if is_number else (noun,):
                for measure in self._measures_of(index):
                    kind = self.identity.vocabulary.kind_of_measure(measure) or "count"
                    if kind == quantity.kind:
                        return measure, noun
        return None

    def _predicative(self, adjective: int) -> str:
        """The measure that an adjective tells of its subject: "nine are *dead*", "ten are *dead or missing*"."""
        tokens = self.document.tokens
        if tokens[adjective].upos != "ADJ" or not self.slots.children(adjective, "cop", "aux"):
            return ""
        joined = [c for c in self.slots.children(adjective, "conj") if tokens[c].upos == "ADJ"]
        joined = [c for c in joined if not self.slots.children(c, "nsubj") and not self._is_counting(adjective, c)]
        told = [m for a in (adjective, *joined) for m in [*self._told_by_adjective(a)][:1]]
        joint = self.identity.vocabulary.joint_measure(set(told))
        return joint or (told[0] if len(told) == 1 and not joined else "")

    def _told_by_adjective(self, index: int) -> list[str]:
        named = [self.naming[index]] if index in self.naming else []
        return named + [f.measure for f, e in self.measuring if e.head == index and "subject" in f.counted_slots]

    def _measures_of(self, noun: int) -> list[str]:
        """The measures that a noun names itself: "death toll", "losses"."""
        found = [self.naming[noun]] if noun in self.naming else []
        return found + [
            f.measure
            for f, e in self.measuring
            if e.head == noun and f.kind == "MeasureFrame" and {"self", "object"} & set(f.counted_slots)
            if "self" in f.counted_slots or e.entry.pos == "verb"
        ]

    def _is_people(self, noun: int) -> bool:
        mention = self.identity.mentions.get(noun)
        return mention is not None and self.identity.is_a(mention, GROUP, KG + "Person")

    def _of_event(self, quantity: Quantity, head: int) -> ReadFigure | None:
        """How long an event is: "a *four-day* truce", "*18 days* of talks", "a truce of *six months*"."""
        at = quantity.modifies if quantity.modifies is not None else quantity.noun
        of = words("grammar", "genitive")
        if at is None:
            at = next((c for c in self.slots.children(head, "nmod") if c > head and self.slots.case(c) in of), None)
        if at is None and self.slots.case(head) in of and self.document.tokens[head].deprel.startswith("nmod"):
            at = self.document.tokens[head].head
        if at is None or at not in self.identity.mentions:
            return None
        event = self.events.thing_at(at)
        if event is None:
            return None
        return ReadFigure(quantity, KG + "Duration", at, head, event, [event])

    def _kind_fits(self, quantity: Quantity, frame: Frame) -> bool:
        kind = self.identity.vocabulary.kind_of_measure(frame.measure)
        return quantity.kind == (kind or "count")

    def _counted(self, frame: Frame, evocation: Evocation, heads: set[int], quantity: Quantity) -> bool:
        for slot in frame.counted_slots:
            dated = [h for o in self.events.dated_objects.get(evocation.head, ()) for h in o.heads]
            for filler in (*self.slots.fillers(evocation.head, slot), *(dated if slot == "object" else ())):
                if filler not in heads or self._is_of_another(frame, evocation.head, heads):
                    continue
                if quantity.noun is None and self._is_of_things_named(frame):
                    continue
                noun = quantity.noun if quantity.noun is not None else self._noun_of(filler)
                if frame.counted_fillers and noun is not None:
                    mention = self.identity.mentions.get(noun)
                    if self.slots.is_word(noun, "substitutes"):
                        return True  # "and two others were shot down"
                    if mention is None or not self.identity.is_a(mention, *frame.counted_fillers):
                        continue
                return True
        return self._is_adjacent(frame, evocation, heads, quantity)

    def _is_of_things_named(self, frame: Frame) -> bool:
        """Whether a measure is of what a bare number cannot mean: "left 12 *dead*" counts no bodies."""
        usual = (ACTOR, EQUIPMENT, PLACE)
        fillers = frame.counted_fillers
        return bool(fillers) and not any(self.identity.is_a_kind(f, u) for f in fillers for u in usual)

    def _noun_of(self, number: int) -> int | None:
        """The noun of which a number counts some: "lost 14 *of* the city's *seats*"."""
        return next(
            (
                c
                for c in self.slots.children(number, "nmod")
                if self.slots.case(c) in words("grammar", "genitive") and self.document.tokens[c].upos == "NOUN"
            ),
            None,
        )

    def _is_of_another(self, frame: Frame, verb: int, heads: set[int]) -> bool:
        """Whether a verb does something to another thing: "a pact that ended the war after *two years*" lasted none."""
        if frame.reference != KG + "Duration" or frame.of_slots != ("subject",) or self.slots.is_passive(verb):
            return False
        return any(c not in heads for c in self.slots.children(verb, "obj"))

    def _is_adjacent(self, frame: Frame, evocation: Evocation, heads: set[int], quantity: Quantity) -> bool:
        """Surface fallback: "192 servicemen killed", "over 5,000 injured": the word right behind the counted noun."""
        if "object" not in frame.counted_slots or evocation.entry.pos not in ("verb", "adjective"):
            return False
        token = self.document.tokens[evocation.head]
        does = any(h in self.slots.children(evocation.head, "nsubj") for h in heads)
        if self.slots.children(evocation.head, "obj") or (does and frame.kind == "EventFrame"):
            return False  # "the two sides exchanged 34 prisoners"
        mention = self.identity.mentions.get(quantity.noun) if quantity.noun is not None else None
        fits = mention is not None and self.identity.is_a(mention, *frame.counted_fillers)
        known = mention is not None and bool(mention.classes)
        is_of_people = any(self.identity.is_a_kind(f, ACTOR) for f in frame.counted_fillers)
        if frame.counted_fillers and quantity.noun is not None and (known or not is_of_people) and not fits:
            return False  # "645 rifles recovered" are no bodies
        behind = max(heads | set(quantity.span)) + 1
        return evocation.head == behind and token.xpos in ("VBN", "VBD", "JJ") and quantity.kind == "count"

    def _joint(self, frame: Frame, evocation: Evocation) -> str:
        """The measure of joined verbs: "destroyed or damaged" is one."""
        token = self.document.tokens[evocation.head]
        partners = self.slots.children(evocation.head, "conj")
        if token.deprel == "conj":
            partners = [*partners, token.head]
        measures = {frame.measure}
        for partner in partners:
            near = abs(partner - evocation.head) <= 3 and not self._is_counting(partner, evocation.head)
            for other, evoked in self.measuring:
                if evoked.head == partner and near:
                    measures.add(other.measure)
        joint = self.identity.vocabulary.joint_measure(measures)
        return joint or ("" if len(measures) > 1 and self._are_either(evocation.head, partners) else frame.measure)

    def _is_counting(self, one: int, other: int) -> bool:
        """Whether a number stands between two words: "five were killed and *six* wounded" counts twice."""
        between = self.document.tokens[min(one, other) + 1 : max(one, other)]
        return any(t.upos in ("NUM", "NOUN", "PROPN") for t in between)

    def _are_either(self, verb: int, partners: list[int]) -> bool:
        """Whether joined verbs tell that one or the other was done: "were shot *or* drowned"."""
        near = [p for p in partners if abs(p - verb) <= 3 and not self._is_counting(p, verb)]
        return any(
            self.slots.is_word(c, "either_conjunctions") for p in (*near, verb) for c in self.slots.children(p, "cc")
        )

    def _holders(self, frame: Frame, evocation: Evocation) -> tuple[list[Thing], list[Thing]]:
        """Whose measure it is, and who did what is counted: an actor that kills is not on the side of the killed."""
        holders: list[Thing] = []
        doers: list[Thing] = []
        for slot in frame.of_slots:
            for filler in self.slots.fillers(evocation.head, slot):
                for thing in self.things.of(filler, (EVENT,)):
                    is_doer = slot in AGENTS and "Own" not in frame.kinds and self.identity.is_a(thing, ACTOR, GROUP)
                    into = doers if is_doer else holders
                    if thing not in into:
                        into.append(thing)
        return holders, doers

    def _own_event(self, index: int) -> Thing | None:
        return self.events.thing_at(index)

    def _event(self, index: int) -> Thing | None:
        return None if self._is_apart(index) else self.events.above(index)

    def _is_joined(self, index: int) -> bool:
        """Whether a phrase stands in a clause joined to another with a subject of its own, which tells no event."""
        clause = self.slots.clause_head(index)
        is_joined = self.document.tokens[clause].deprel == "conj" and bool(self.slots.children(clause, "nsubj"))
        return is_joined and self.events.thing_at(clause) is None

    def _does_another_thing(self, verb: int, measure: str) -> bool:
        """Whether somebody else does what harms nobody: "rockets hit X, *and Y called up* 16,000 reservists"."""
        does = [c for c in self.slots.children(verb, "nsubj") if not self.slots.is_passive(verb)]
        joined = self.document.tokens[verb].deprel in ("conj", "parataxis")
        return joined and bool(does) and measure not in self.identity.vocabulary.figurative

    def _is_of_another_time(self, verb: int, event: Thing) -> bool:
        """Whether a verb has dates of its own that are not the event's: "fired rockets in May *and held 8 in June*"."""
        if self.events.thing_at(verb) is not None or not event.dates:
            return False
        own = [d for d in self.events.dates_at.get(verb, []) if d not in event.dates and d.earliest and d.latest]
        return any(not any(_is_within(d, other) for other in event.dates) for d in own)

    def _is_apart(self, index: int) -> bool:
        """Whether the clause of a word tells of another time or doer: "attacked X *after gunmen killed 26 people*"."""
        clause = self.slots.clause_head(index)
        relation = self.document.tokens[clause].deprel
        if relation == "conj" and self.document.tokens[clause].upos != "VERB":  # "…, and 4 million are out of school"
            return bool(self.slots.children(clause, "nsubj"))
        if self._is_at_that_time(clause):
            return True
        if not relation.startswith(("advcl", "acl")) or self.slots.is_infinitive(clause):
            return False
        marks = self.slots.children(clause, "mark")
        if relation.startswith("advcl"):
            return any(self.slots.is_word(c, "time_clauses") for c in marks) and bool(
                self.slots.children(clause, "nsubj")
            )
        subjects = self.slots.children(clause, "nsubj")
        return bool(self.slots.children(clause, "obj")) and any(
            self.document.tokens[c].xpos not in ("WDT", "WP") for c in subjects
        )

    def _is_at_that_time(self, clause: int) -> bool:
        """Whether a clause, or what it is joined to, hangs on a date: "since 9 May, *when they came and took 5*"."""
        while self.document.tokens[clause].deprel == "conj":
            clause = self.document.tokens[clause].head
        if not self.document.tokens[clause].deprel.startswith(("acl", "advcl")):
            return False
        asking = [c for c in self.slots.children(clause, "advmod") if self.slots.is_word(c, "time_adverbs")]
        return bool(asking) and any(c in self.slots.dated for c in (self.document.tokens[clause].head, min(asking) - 2))

    # -- parts, ellipsis, plain counts ---------------------------------------------------------------------------

    def _part(self, quantity: Quantity, own: ReadFigure | None, found: list[ReadFigure]) -> ReadFigure | None:
        """A part of the figure before it: of the same measure ("19 injuries, including 2 children") or of its own
        ("launched 80 drones, shooting down 52 of them")."""
        if not found:
            return None
        whole = found[-1]
        head = self.head_of(quantity)
        if self.document.tokens[whole.head].sentence != self.document.tokens[head].sentence:
            return None
        if whole.quantity.including and whole.part_of is None:
            return own  # "who included 13 A and 10 B": B is no part of A
        whole = whole.part_of or whole
        if whole.quantity.kind != quantity.kind:
            return own  # "after *two hours* of fighting, … killed a dozen of them"
        is_clause = own is not None and self.document.tokens[own.word].upos == "VERB"
        if own is not None and is_clause and own.word > whole.quantity.span.last and own.measure != whole.measure:
            own.part_of = whole
            return own
        holders, doers = list(whole.holders), list(whole.doers)
        return ReadFigure(quantity, whole.measure, whole.word, head, whole.event, holders, doers, whole)

    def _gapped(self, quantity: Quantity, found: list[ReadFigure]) -> ReadFigure | None:
        """ "Ten people were flown to A, *thirteen to B*": the same measure in an event of its own."""
        behind = phrase_behind(self.document, quantity)
        if behind is None or not found:
            return None
        whole = [f for f in reversed(found) if f.part_of is None and f.word in self.events.words]
        model = whole[0] if whole else None
        if model is None or self.document.tokens[model.head].sentence != self.document.tokens[behind].sentence:
            return None
        preposition = self.document.tokens[quantity.span.last].text.lower()
        for frame, evocation in self.events.words[model.word].frames if model.word in self.events.words else ():
            for role in frame.roles:
                if preposition in role.slots and self.events.fits(behind, role):
                    event = self.events.alike(model.word, quantity.span.first)
                    figure = ReadFigure(quantity, model.measure, quantity.span.first, model.head, event)
                    figure.gap = (role.property, behind, evocation.head)
                    return figure
        return None

    def _counted_in_role(self, quantity: Quantity) -> ReadFigure | None:
        """A counted noun that fills a role of an event: "five air bases" that an attack targets."""
        head = self.head_of(quantity)
        if quantity.kind != "count" or quantity.noun is None:
            return None
        mention = self.identity.mentions.get(head)
        if mention is None or not mention.classes or mention.definite or self.identity.sides.is_side(mention):
            return None
        event = None if self._is_joined(head) else self._event(head)
        is_beside = self.document.tokens[head].deprel == "obl" and self.events.thing_at(head) is not None
        if event is None or is_beside:  # "signed it after *ten rounds*": the rounds are no part of the signing
            return None
        return ReadFigure(quantity, KG + "Count", head, head, event)


def _is_within(date: DateExpression, other: DateExpression) -> bool:
    """Whether a date lies in the stretch of another."""
    if not (date.earliest and date.latest and other.earliest and other.latest):
        return False
    return other.earliest <= date.earliest and date.latest <= other.latest
