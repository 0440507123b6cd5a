"""From frames to statements: the last step of reading before writing.

In: everything the other steps found in one document. Out: :class:`Statement` objects, each with the tokens that it was read from and
the voice in which it stands. A frame whose arguments are not all known gives nothing; what is dropped is counted.
"""

from __future__ import annotations

from collections.abc import Iterable

from kgtool.language.dates import DateExpression
from kgtool.language.document import Document
from kgtool.language.quotations import Quotation
from kgtool.ontology.lexicon import Frame, Role
from kgtool.reading.attribution import Attributions
from kgtool.reading.events import Events, EventWord
from kgtool.reading.figures import Figures, ReadFigure
from kgtool.reading.identity import DELEGATION, EVENT, GROUP, ORGANIZATION, PERSON, PLACE, STATE, Identity
from kgtool.reading.model import Evocation, Literal, Mention, Report, Statement, Thing, Voice
from kgtool.reading.modes import HAPPENED, NEGATED, Modes
from kgtool.reading.offices import Holding
from kgtool.reading.slots import Slots
from kgtool.reading.things import Things
from kgtool.reading.times import TimeWriter
from kgtool.reading.voices import Voices
from kgtool.terms import KG, RDF, RDFS, XSD

TYPE, LABEL, ALIAS = RDF + "type", RDFS + "label", KG + "alias"
CONTAINERS = tuple(KG + name for name in ("Country", "Region", "City", "District", "Venue", "Base"))
LONGEST_LITERAL = 60
"""Tokens of the longest phrase that is kept as a literal value."""


class StatementReader:
    """Turns the frames of one document into statements."""

    def __init__(
        self,
        document: Document,
        slots: Slots,
        evocations: Iterable[Evocation],
        identity: Identity,
        attributions: Attributions,
        voices: Voices,
        modes: Modes,
        events: Events,
        things: Things,
        figures: Figures,
        holdings: Iterable[Holding],
        quotations: Iterable[Quotation],
        published: Literal,
        report: Report,
    ) -> None:
        self.document, self.slots, self.identity = document, slots, identity
        self.evocations = list(evocations)
        self.attributions, self.voices, self.modes = attributions, voices, modes
        self.events, self.things, self.figures = events, things, figures
        self.holdings, self.quotations = list(holdings), list(quotations)
        self.published, self.report = published, report
        self.vocabulary = identity.vocabulary
        self.times = TimeWriter(identity)
        self.found: list[Statement] = []
        self.dated = {i for date in events.dates for i in date.span}
        self.universal = [
            role
            for frame in self._frames_of(EVENT)
            for role in frame.roles
        ]  # fmt: skip

    def _frames_of(self, reference: str) -> list[Frame]:
        lexicon = self.things.lexicon
        return [f for f in lexicon.frames.values() if f.reference == reference and "Universal" in f.kinds]

    # -- collecting ----------------------------------------------------------------------------------------------

    def add(
        self,
        subject: str,
        predicate: str,
        value: str | Literal,
        tokens: Iterable[int],
        at: int,
        voice: Voice | None = None,
    ) -> None:
        """Adds a statement read at token ``at``; nothing where its speaker is not known."""
        voice = voice or self.voices.at(at)
        if voice is None:
            self.report.count("statements whose speaker is not named")
            return
        used = frozenset(tokens) | frozenset({at}) | self.voices.tokens(at)
        sentence = self.document.tokens[at].sentence
        used = frozenset(i for i in used if self.document.tokens[i].sentence == sentence)
        if predicate == KG + "represents" and isinstance(value, str) and value in self.identity.things:
            known = self.identity.represented.setdefault(subject, [])
            if self.identity.things[value] not in known:
                known.append(self.identity.things[value])
        self.found.append(Statement(subject, predicate, value, used, sentence, at, voice))

    def read(self) -> list[Statement]:
        """All statements of the document."""
        for holding in self.holdings:
            self._office(holding)
        for word in list(self.events.words.values()):
            self._event(word)
        for evocation in self.evocations:
            for frame in evocation.frames:
                if frame.kind == "RelationFrame":
                    self._relation(evocation, frame)
                elif frame.kind == "EventFrame" and frame.event_slots:
                    self._light(evocation, frame)
        for figure in self.figures.read():
            self._figure(figure)
        self._speech()
        self._delegations()
        self._places()
        self._describe()
        return self.found

    # -- offices and delegations ---------------------------------------------------------------------------------

    def _office(self, holding: Holding) -> None:
        iri = self.identity.own_iri("office")
        text = self.document.words(holding.title.first, holding.title.last)
        voice = self.voices.at(holding.head)
        person = holding.person.iri
        triples: list[tuple[str, str, str | Literal]] = [
            (person, KG + "holds", iri),
            (iri, TYPE, KG + "Office"),
            (iri, KG + "title", Literal(text)),
            (iri, KG + "officeStatus", KG + ("Former" if holding.is_former else "Current")),
        ]
        if not holding.is_former:
            triples.append((iri, KG + "asOf", self.published))
        triples.extend((iri, KG + "officeOf", thing.iri) for thing in holding.of)
        # an office is told in passing: the article itself vouches for it, unless it stands in quotation marks
        quoted = any(holding.head in q.span for q in self.quotations if q.kind == "speech")
        for subject, predicate, value in triples:
            self.add(subject, predicate, value, holding.tokens, holding.head, voice if quoted else Voice(""))

    def _delegations(self) -> None:
        for thing in self.identity.things.values():
            if thing.kind != "delegation" or not thing.mentions:
                continue
            for mention in thing.mentions:
                others = [t for t in mention.things if t is not thing]
                for party in thing.parties:
                    tokens = set(mention.span) | set(self._party_tokens(mention))
                    self.add(thing.iri, KG + "delegationOf", party.iri, tokens, mention.head)
                if others or thing.parties:
                    break

    def _party_tokens(self, mention: Mention) -> list[int]:
        found: list[int] = []
        for slot in ("modifier", "possessor", "of", "from", "for"):
            for filler in self.slots.fillers(mention.head, slot):
                found.extend(self.things.span(filler))
        return found

    def _places(self) -> None:
        """ "Istanbul, Turkey", "the district of Bahri", "outskirts of X": places inside places."""
        for mention in self.identity.mentions.values():
            if not mention.things or not self.identity.is_a(mention.things[0], PLACE) or mention.kind == "demonym":
                continue
            place = mention.things[0]
            following = self._place_behind_comma(mention)
            if following is not None and following.things[0] is not place:
                tokens = {*mention.span, *following.span}
                self.add(place.iri, KG + "locatedIn", following.things[0].iri, tokens, mention.head, Voice(""))
            if mention.kind != "noun":
                continue
            for slot in ("of", "in", "modifier", "possessor"):
                for filler in self.slots.fillers(mention.head, slot):
                    for whole in self.things.of(filler, (PLACE,)):
                        if whole is not place and self.identity.is_a(whole, *CONTAINERS) and whole.kind != "event":
                            tokens = {*mention.span, *self.things.span(filler)}
                            self.add(place.iri, KG + "locatedIn", whole.iri, tokens, mention.head, Voice(""))

    def _place_behind_comma(self, mention: Mention) -> Mention | None:
        tokens = self.document.tokens
        at = mention.span.last
        if at >= len(tokens) or tokens[at].text != "," or not self.identity.is_a(mention, PLACE):
            return None
        for other in self.identity.mentions.values():
            if other.span.first == at + 1 and other.kind == "name" and other.things:
                closing = other.span.last
                if self._can_contain(other, mention) and (
                    closing >= len(tokens) or tokens[closing].upos in ("PUNCT", "SCONJ", "VERB")
                ):
                    return other
        return None

    def _can_contain(self, whole: Mention, part: Mention) -> bool:
        """Whether "PART, WHOLE" may name a place and what it lies in, rather than be a list."""
        country, region = KG + "Country", KG + "Region"
        if not self.identity.is_a(whole, STATE, country, region) or self.identity.is_a(part, STATE, country):
            return False
        if whole.head in self.slots.conjuncts(part.head) or self.document.tokens[whole.head].deprel == "conj":
            return False
        known = part.things[0].entity
        return (
            known is None
            or known.state is None
            or whole.things[0].iri in (known.state, known.iri)
            or self.identity.is_a(whole, region)
        )

    # -- events --------------------------------------------------------------------------------------------------

    def _event(self, word: EventWord) -> None:
        head = word.head
        mention = self.identity.mentions.get(head)
        span = set(mention.span) if mention is not None and mention.kind != "pronoun" else {head}
        if word.is_new:
            for cls in sorted(word.thing.classes):
                self.add(word.thing.iri, TYPE, cls, span, head)
            self.add(word.thing.iri, LABEL, Literal(self._event_label(word, span), language="en"), span, head)
            self.add(word.thing.iri, KG + "mode", self._mode(word), span, head)
        for frame, evocation in word.frames:
            self._roles(word.thing, head, frame.roles, evocation, span)
        self._roles(word.thing, head, self.universal, None, span)
        self._time(word.thing, head, self.events.dates_at.get(head, []), KG + "time", span)
        if mention is not None:
            self._ordinal(word.thing, mention)

    def _mode(self, word: EventWord) -> str:
        own = next((frame.mode for frame, _ in word.frames if frame.mode and not frame.content_slots), "")
        return own or self.modes.of(word.head)

    def _event_label(self, word: EventWord, span: set[int]) -> str:
        first = min(span)
        if len(span) > 1 or self.document.tokens[first].upos in ("NOUN", "PROPN"):
            return word.thing.label
        clause = [i for i in self.document.subtree(word.head)]
        near = [i for i in clause if word.head <= i <= word.head + 6]
        stop = next((i for i in near if self.document.tokens[i].upos == "PUNCT"), near[-1] + 1)
        return self.document.words(word.head, max(stop, word.head + 1))

    def _ordinal(self, thing: Thing, mention: Mention) -> None:
        if mention.head not in self.things.classifiers and not self.identity.is_a(mention, KG + "NegotiationRound"):
            return
        for child in self.slots.children(mention.head, "amod"):
            token = self.document.tokens[child]
            if token.feature("NumType") == "Ord" or token.lemma.lower() in self.things.ordinals:
                number = self.things.ordinals.get(token.lemma.lower()) or self.things.ordinals.get(token.text.lower())
                if number:
                    value = Literal(str(number), XSD + "integer")
                    self.add(thing.iri, KG + "ordinal", value, {*mention.span}, mention.head)

    def _roles(
        self, thing: Thing, head: int, roles: Iterable[Role], evocation: Evocation | None, span: set[int]
    ) -> None:
        """States what fills the roles of an event at one of its words."""
        trigger = set(evocation.span) if evocation is not None else set()
        for role in roles:
            if role.literal:
                self._literal_role(thing, head, role, span | trigger)
                continue
            for slot in role.slots:
                for filler in self.slots.fillers(head, slot):
                    if not self.events.fits(filler, role):
                        continue
                    for value in self.things.filling(filler, role.fillers or self.vocabulary.range_of(role.property)):
                        if value is thing or not self._fits_thing(value, role):
                            continue
                        tokens = span | trigger | set(self.things.span(filler))
                        self.add(thing.iri, role.property, value.iri, tokens, head)

    def _fits_thing(self, value: Thing, role: Role) -> bool:
        wanted = role.fillers or self.vocabulary.range_of(role.property)
        return not wanted or self.identity.is_a(value, *wanted)

    def _literal_role(self, thing: Thing, head: int, role: Role, span: set[int]) -> None:
        """The words of the first slot that is filled, as a value."""
        for slot in role.slots:
            phrases = [p for p in self._phrases(head, slot) if self._text(p)]
            for phrase in phrases:
                value = Literal(self._text(phrase), language="en")
                self.add(thing.iri, role.property, value, span | set(phrase), head)
            if phrases:
                return

    def _phrases(self, head: int, slot: str) -> list[list[int]]:
        """The tokens of what stands in a slot, as whole phrases; conjoined ones stay together."""
        if slot == "clause":
            heads = [
                c
                for c in self.slots.children(head, "ccomp", "xcomp", "advcl")
                if self.document.tokens[c].deprel != "advcl" or self._is_purpose(c)
            ]
        elif slot == "quote":
            return [list(q.span) for q in self.quotations if q.kind == "speech" and self._hangs_on(q, head)]
        else:
            heads = [f for f in self.slots.fillers(head, slot) if not self._is_conjunct_of_other(f, head, slot)]
        found = []
        for index in heads:
            phrase = self.document.subtree(index)
            phrase = [i for i in phrase if i != head and not self._is_introducing(i, index)]
            if phrase and len(phrase) <= LONGEST_LITERAL and not set(phrase) <= self.dated:
                found.append(phrase)
        return found

    def _is_conjunct_of_other(self, filler: int, head: int, slot: str) -> bool:
        token = self.document.tokens[filler]
        return token.deprel == "conj" and token.head in self.slots.fillers(head, slot)

    def _is_purpose(self, index: int) -> bool:
        return any(self.document.tokens[c].text.lower() == "to" for c in self.slots.children(index, "mark"))

    def _is_introducing(self, index: int, head: int) -> bool:
        token = self.document.tokens[index]
        introducing = token.head == head and token.deprel in ("case", "mark") and index < head
        return introducing and token.text.lower() != "to" and not self.modes.is_negation(index)

    def _hangs_on(self, quotation: Quotation, head: int) -> bool:
        tokens = self.document.tokens
        if tokens[quotation.span.first].sentence != tokens[head].sentence:
            return False
        return any(tokens[i].head == head for i in quotation.span) or any(
            head in self.document.subtree(i) for i in quotation.span if tokens[i].head not in quotation.span
        )

    def _text(self, phrase: list[int]) -> str:
        """The phrase as printed, without the punctuation around it."""
        first, last = phrase[0], phrase[-1] + 1
        tokens = self.document.tokens
        while last > first and tokens[last - 1].upos == "PUNCT":
            last -= 1
        while first < last and tokens[first].upos == "PUNCT":
            first += 1
        return _balanced(self.document.words(first, last))

    def _light(self, evocation: Evocation, frame: Frame) -> None:
        """A verb that says something of an event named beside it: "the talks *began* on …", "X *hosted* …"."""
        head = evocation.head
        for slot in frame.event_slots:
            for filler in self.slots.fillers(head, slot):
                for thing in self._events_of(filler, frame):
                    span = {*evocation.span, *self.things.span(filler)}
                    self._roles(thing, head, frame.roles, evocation, span)
                    self._roles(thing, head, self.universal, evocation, span)
                    dates = self.events.dates_at.get(head, [])
                    self._time(thing, head, dates, frame.time_property or KG + "time", span)

    def _events_of(self, filler: int, frame: Frame) -> list[Thing]:
        wanted = frame.event_fillers or (EVENT,)
        return [t for t in self.things.of(filler, wanted) if self.identity.is_a(t, *wanted)]

    def _time(self, thing: Thing, head: int, dates: list[DateExpression], prop: str, span: set[int]) -> None:
        for date in dates:
            if date.relation == "since" and self.document.tokens[head].upos not in ("VERB", "AUX"):
                continue  # "the first such meeting since 2016" does not say when it was
            actual = self.times.property_for(prop, date)
            for subject, predicate, value in self.times.triples(thing, actual, date, self.document):
                self.add(subject, predicate, value, span | set(date.span), head)

    # -- relations -----------------------------------------------------------------------------------------------

    def _relation(self, evocation: Evocation, frame: Frame) -> None:
        head = evocation.head
        is_literal = self.vocabulary.is_literal_property(frame.reference)
        domain = [(f, t) for slot in frame.domain_slots for f in self._slot(evocation, slot)
                  for t in self._domain_things(f, frame)]  # fmt: skip
        domain = [(f, t) for f, t in domain if self._admits(t, frame.domain_fillers, frame.reference, True)]
        if not domain:
            domain = self._topic(frame, evocation)
        if evocation.entry.pos == "noun" and "self" in frame.range_slots and self._is_lesser(evocation):
            return
        mode = self.modes.of(head) if evocation.entry.pos == "verb" else HAPPENED
        if mode != HAPPENED and not (is_literal and mode == NEGATED):
            if domain:
                self.report.count("relations that are not said to hold")
            return
        if not is_literal:
            self._gapped(evocation, frame)
            self._distributed(evocation, frame)
        for filler, subject in dict.fromkeys(domain):
            span = {*evocation.span, *self.things.span(filler)}
            if is_literal:
                for slot in frame.range_slots:
                    for phrase in self._phrases(head, slot):
                        if mode == NEGATED:
                            phrase = self._with_negation(head, phrase)
                        text = self._text(phrase)
                        value = Literal(text, language="en")
                        if "Named" in frame.kinds and not self._is_title(phrase):
                            continue
                        if text and not set(phrase) & set(self.things.span(filler)):
                            self.add(subject.iri, frame.reference, value, span | set(phrase), head)
                continue
            for slot in frame.range_slots:
                for other in self._slot(evocation, slot):
                    for value_thing in self.things.filling(other, frame.range_fillers):
                        if value_thing is subject or self._is_same_word(filler, other):
                            continue
                        if (
                            frame.reference == KG + "delegationOf"
                            and subject.parties
                            and value_thing not in subject.parties
                        ):
                            continue  # "delegations from A and B": each has its own party
                        if self._admits(value_thing, frame.range_fillers, frame.reference, False):
                            tokens = span | set(self.things.span(other))
                            self.add(subject.iri, frame.reference, value_thing.iri, tokens, head)

    def _gapped(self, evocation: Evocation, frame: Frame) -> None:
        """Clauses that leave the verb out: "A signed for X and B for Y"."""
        for slot in frame.range_slots:
            for left, right in self.slots.gaps(evocation.head, slot):
                for subject in self.things.filling(left, frame.domain_fillers):
                    for value in self.things.filling(right, frame.range_fillers):
                        if self._admits(subject, frame.domain_fillers, frame.reference, True) and self._admits(
                            value, frame.range_fillers, frame.reference, False
                        ):
                            tokens = {*evocation.span, *self.things.span(left), *self.things.span(right)}
                            self.add(subject.iri, frame.reference, value.iri, tokens, evocation.head)

    def _distributed(self, evocation: Evocation, frame: Frame) -> None:
        """ "each heads his side's delegation": each of the persons named before, and the side that he represents."""
        subjects = [f for f in self.slots.fillers(evocation.head, "subject") if f in self.identity.mentions]
        each = [f for f in subjects if self.identity.mentions[f].anaphor == "each" and f not in self.events.words]
        if not each or "subject" not in frame.range_slots:
            return
        for filler in self.slots.fillers(evocation.head, "object"):
            mention = self.identity.mentions.get(filler)
            if mention is None or mention.things or not self.identity.is_a(mention, DELEGATION):
                continue
            for person in self.identity.settle_pronoun(self.identity.mentions[each[0]], (PERSON,)) or self._persons(
                each[0]
            ):
                for side in self.identity.represented.get(person.iri, ()):
                    delegation = self.identity.delegation_of(side)
                    self.identity.attach(mention, *mention.things, delegation)
                    tokens = {*evocation.span, *self.things.span(filler), each[0]}
                    self.add(delegation.iri, frame.reference, person.iri, tokens, evocation.head)
                    self.add(delegation.iri, KG + "delegationOf", side.iri, tokens, evocation.head)

    def _persons(self, index: int) -> list[Thing]:
        """The persons of the same sentence before a token."""
        sentence = self.document.tokens[index].sentence
        found = [
            thing
            for head, thing in sorted(self.identity.order, key=lambda pair: pair[0])
            if head < index and self.document.tokens[head].sentence == sentence and self.identity.is_a(thing, PERSON)
        ]
        return list(dict.fromkeys(found))

    def _is_lesser(self, evocation: Evocation) -> bool:
        """ "deputy leader", "foreign policy chief", "former head": not the one who leads now."""
        for child in self.slots.children(evocation.head, "amod", "compound", "nmod"):
            if child > evocation.head or child in evocation.span or self.slots.case(child):
                continue
            mention = self.identity.mentions.get(child)
            if mention is None or mention.kind not in ("name", "demonym") and not mention.things:
                return True
        first = evocation.span.first - 1
        return first >= 0 and first in self.things.lesser

    def _is_title(self, phrase: list[int]) -> bool:
        """Whether a phrase is a name: its words of meaning are capitalised."""
        words = [self.document.tokens[i] for i in phrase]
        meaning = [t for t in words if t.upos in ("NOUN", "PROPN", "ADJ", "VERB", "NUM")]
        return bool(meaning) and all(t.text[:1].isupper() or t.text[:1].isdigit() for t in meaning)

    def _with_negation(self, head: int, phrase: list[int]) -> list[int]:
        """The phrase with its verb and what negates it ("did not yield any results")."""
        extra = [c for c in self.slots.children(head, "aux", "advmod") if c < head]
        return sorted({*phrase, head, *extra})

    def _domain_things(self, filler: int, frame: Frame) -> tuple[Thing, ...]:
        found = self.things.filling(filler, frame.domain_fillers)
        if "ForDelegation" not in frame.kinds:
            return found
        return tuple(self.identity.delegation_of(t) if self.identity.is_a(t, ORGANIZATION, STATE) else t for t in found)

    def _is_same_word(self, one: int, other: int) -> bool:
        """Whether two phrases overlap: nothing is said of a thing and a part of its own name."""
        return bool(set(self.things.span(one)) & set(self.things.span(other)))

    def _slot(self, evocation: Evocation, slot: str) -> list[int]:
        if slot == "self":
            return [evocation.head]
        return list(self.slots.fillers(evocation.head, slot))

    def _admits(self, thing: Thing, fillers: tuple[str, ...], prop: str, is_domain: bool) -> bool:
        wanted = fillers or (self.vocabulary.domain_of(prop) if is_domain else self.vocabulary.range_of(prop))
        return bool(wanted) and self.identity.is_a(thing, *wanted)

    def _topic(self, frame: Frame, evocation: Evocation) -> list[tuple[int, Thing]]:
        """ "X mediated." without an object speaks of the talks that the sentences before are about."""
        if not frame.domain_slots or evocation.entry.pos != "verb" or "Topic" not in frame.kinds:
            return []
        if self.slots.fillers(evocation.head, "object"):
            return []
        sentence = self.document.tokens[evocation.head].sentence
        for index in sorted(self.events.words, reverse=True):
            word = self.events.words[index]
            at = self.document.tokens[index].sentence
            if at < sentence and sentence - at <= 3 and self.identity.is_a(word.thing, KG + "Meeting"):
                return [(evocation.head, word.thing)]
        return []

    # -- figures -------------------------------------------------------------------------------------------------

    def _figure(self, figure: ReadFigure) -> None:
        quantity = figure.quantity
        if figure.gap is not None and figure.event is not None:
            self._gap_event(figure, figure.event, *figure.gap)
        figure.iri = self.identity.own_iri("figure")
        at = figure.word
        tokens = {*quantity.span, at, figure.head}
        tokens |= set(quantity.counted or ())
        voice_at = figure.head if self.attributions.around(figure.head) else at
        voice = self.voices.at(voice_at)
        if voice is None:
            self.report.count("figures whose source is not named")
            return
        iri = figure.iri
        triples: list[tuple[str, str, str | Literal]] = [
            (iri, TYPE, KG + "Figure"),
            (iri, KG + "measure", figure.measure),
            (iri, KG + "comparator", self.vocabulary.comparator(quantity.comparator)),
            (iri, KG + "text", Literal(self._figure_text(figure), language="en")),
        ]
        bounds = (("value", quantity.value), ("minimum", quantity.minimum), ("maximum", quantity.maximum))
        for name, number in bounds:
            if number is not None and (name == "value" or quantity.comparator != "exactly"):
                triples.append((iri, KG + name, Literal(format(number.normalize(), "f"), XSD + "decimal")))
        if quantity.unit:
            triples.append((iri, KG + "unit", Literal(quantity.unit)))
        if quantity.iso_duration:
            triples.append((iri, KG + "durationValue", Literal(quantity.iso_duration, XSD + "duration")))
        counted = self._counted(figure)
        mode = self.modes.of(at)
        if mode != HAPPENED:
            triples.append((iri, KG + "mode", mode))
        if counted:
            triples.append((iri, KG + "counts", Literal(counted, language="en")))
        mention = self.identity.mentions.get(figure.head)
        if mention is not None and mention.denotes:
            triples.append((iri, KG + "countedClass", mention.denotes))
        if figure.part_of is not None and figure.part_of.iri:
            triples.append((iri, KG + "partOf", figure.part_of.iri))
            tokens |= set(figure.part_of.quantity.span)
        link = self.vocabulary.holder_property(figure.measure)
        for holder in self._owners(figure):
            triples.append((holder.iri, link, iri))
        for prop, thing, used in self._scope(figure):
            if thing.iri != iri:
                triples.append((iri, prop, thing.iri))
                tokens |= used
        for subject, predicate, value in triples:
            self.add(subject, predicate, value, tokens, at, voice)
        for subject, predicate, value in self._figure_times(figure):
            self.add(subject, predicate, value, tokens, at, voice)

    def _gap_event(self, figure: ReadFigure, event: Thing, prop: str, phrase: int, verb: int) -> None:
        """The event of a clause that leaves its verb out."""
        at, tokens = figure.word, {verb, *figure.quantity.span, *self.things.span(phrase)}
        for cls in sorted(event.classes):
            self.add(event.iri, TYPE, cls, tokens, at)
        self.add(event.iri, LABEL, Literal(self.document.tokens[verb].text, language="en"), tokens, at)
        self.add(event.iri, KG + "mode", self.modes.of(verb), tokens, at)
        for thing in self.things.of(phrase):
            self.add(event.iri, prop, thing.iri, tokens, at)

    def _owners(self, figure: ReadFigure) -> list[Thing]:
        """What the figure belongs to: its event, or the delegation of the side that it measures."""
        if self.vocabulary.holder_property(figure.measure) == KG + "size":
            sides = [h for h in figure.holders if self.identity.is_a(h, DELEGATION, STATE, KG + "Actor")]
            return [h if h.kind == "delegation" else self.identity.delegation_of(h) for h in sides]
        return [figure.event] if figure.event is not None else []

    def _figure_text(self, figure: ReadFigure) -> str:
        return self.document.words(figure.quantity.span.first, figure.quantity.span.last)

    def _counted(self, figure: ReadFigure) -> str:
        quantity = figure.quantity
        if quantity.counted is not None and len(quantity.counted):
            return self.document.words(quantity.counted.first, quantity.counted.last)
        if figure.part_of is None and figure.quantity.noun is None:
            return ""
        return self.document.tokens[figure.head].text if quantity.noun is not None else ""

    def _scope(self, figure: ReadFigure) -> list[tuple[str, Thing, set[int]]]:
        """Event, place and side that the same sentence gives to a figure."""
        found: list[tuple[str, Thing, set[int]]] = []
        for holder in figure.holders:
            if self.identity.is_a(holder, EVENT):
                found.append((KG + "ofEvent", holder, set()))
            elif self.identity.is_a(holder, DELEGATION, GROUP, STATE, KG + "Actor") and not self.identity.is_a(
                holder, PLACE
            ):
                found.append((KG + "ofSide", holder, set()))
            elif self.identity.is_a(holder, STATE):
                found.append((KG + "ofSide", holder, set()))
            elif self.identity.is_a(holder, PLACE):
                found.append((KG + "ofPlace", holder, set()))
        if figure.event is not None and not any(p == KG + "ofEvent" for p, _, _ in found):
            found.append((KG + "ofEvent", figure.event, set()))
        side = self._side(figure)
        if side is not None:
            found.append((KG + "ofSide", side, set()))
        for place, used in self._places_near(figure):
            found.append((KG + "ofPlace", place, used))
        return list({(p, t.iri): (p, t, u) for p, t, u in found}.values())

    def _side(self, figure: ReadFigure) -> Thing | None:
        """Whose soldiers, drones, bombers: a demonym or genitive on the counted noun, or on the noun of what is put at it."""
        stated = self._stated_owner(figure)
        if stated is not None:
            return stated
        if figure.quantity.noun is None:
            return None
        for slot in ("modifier", "possessor"):
            for filler in self.slots.fillers(figure.head, slot):
                mention = self.identity.mentions.get(filler)
                if (
                    mention is not None
                    and mention.things
                    and self.identity.is_a(mention.things[0], STATE, KG + "Actor")
                ):
                    return mention.things[0]
        return None

    def _stated_owner(self, figure: ReadFigure) -> Thing | None:
        """ "put *its own losses* at 192 servicemen killed": whose losses they are."""
        for evocation in self.evocations:
            for frame in evocation.frames:
                if frame.kind == "ClaimFrame" and "at" in frame.content_slots:
                    if figure.head not in self.slots.fillers(evocation.head, "at"):
                        continue
                    for noun in self.slots.fillers(evocation.head, "object"):
                        for owner in self.slots.fillers(noun, "possessor"):
                            for thing in self.things.of(owner, (KG + "Organization", STATE)):
                                return thing.parties[0] if thing.parties else thing
        return None

    def _places_near(self, figure: ReadFigure) -> list[tuple[Thing, set[int]]]:
        """Places beside the measuring word, or the place or target of the event in the same sentence."""
        found: list[tuple[Thing, set[int]]] = []
        sentence = self.document.tokens[figure.head].sentence
        words = {figure.word, figure.head}
        for word in self.events.words.values():
            if word.thing is figure.event and self.document.tokens[word.head].sentence == sentence:
                words.add(word.head)
                words.update(i for i in (self.document.tokens[word.head].head,) if i != word.head)
        roles = [*self.universal]
        for index in sorted(words):
            for role in roles:
                for slot in role.slots:
                    for filler in self.slots.fillers(index, slot):
                        for thing in self.things.of(filler):
                            if self.identity.is_a(thing, PLACE):
                                found.append((thing, set(self.things.span(filler))))
        if figure.event is not None:
            for statement in self.found:
                if statement.subject == figure.event.iri and statement.sentence == sentence:
                    if statement.predicate in (KG + "target", KG + "place") and isinstance(statement.object, str):
                        thing = self.identity.things.get(statement.object)
                        if thing is not None and self.identity.is_a(thing, PLACE):
                            found.append((thing, set()))
        return list({t.iri: (t, u) for t, u in found}.values())

    def _figure_times(self, figure: ReadFigure) -> list[tuple[str, str, str | Literal]]:
        sentence = self.document.tokens[figure.head].sentence
        anchors = {figure.word, figure.head, self.slots.clause_head(figure.head), self.slots.clause_head(figure.word)}
        if figure.event is not None:
            anchors |= {
                w.head
                for w in self.events.words.values()
                if w.thing is figure.event and self.document.tokens[w.head].sentence == sentence
            }
        found: list[tuple[str, str, str | Literal]] = []
        for anchor in sorted(anchors):
            for date in self.events.dates_at.get(anchor, []):
                found.extend(self.times.node(figure.iri, KG + "ofTime", date, self.document))
        return list(dict.fromkeys(found))

    # -- speech --------------------------------------------------------------------------------------------------

    def _speech(self) -> None:
        """Each attribution by a verb is an event of its own: who said what, where, in which words."""
        done: set[tuple[int, str]] = set()
        for attribution in sorted(self.attributions.found, key=lambda a: (a.cue.first, a.source)):
            verb = attribution.cue.first
            if self.document.tokens[verb].upos != "VERB" or self.document.tokens[verb].text.lower() == "according":
                continue
            speaker = self.voices.claimer(attribution)
            if speaker is None:
                self.report.count("speakers that the article does not name clearly")
                continue
            if (verb, speaker.iri) in done or verb in self.events.words:
                continue
            done.add((verb, speaker.iri))
            source = self.identity.mentions.get(attribution.source)
            content = sorted(attribution.scope)
            tokens = {*attribution.cue, *(source.span if source else ()), *content}
            iri = self.identity.own_iri("statement")
            cls = KG + ("Denial" if attribution.stance == KG + "Denied" else "Statement")
            self.add(iri, TYPE, cls, tokens, verb)
            self.add(iri, KG + "speaker", speaker.iri, tokens, verb)
            self.add(iri, KG + "stance", attribution.stance, tokens, verb)
            text = self._text(self._without_mark(content))
            if text:
                self.add(iri, KG + "content", Literal(text, language="en"), tokens, verb)
            for quotation in self.quotations:
                if quotation.kind == "speech" and set(quotation.span) <= attribution.scope:
                    quoted = self._text(list(quotation.span))
                    if quoted:
                        self.add(iri, KG + "quotation", Literal(quoted, language="en"), tokens, verb)
            statement = Thing(iri, {KG + "Statement"}, text, "statement")
            self._roles(statement, verb, self.universal, None, tokens)
            self._time(statement, verb, self.events.dates_at.get(verb, []), KG + "time", tokens)

    def _without_mark(self, content: list[int]) -> list[int]:
        tokens = self.document.tokens
        while content and (tokens[content[0]].deprel == "mark" or tokens[content[0]].upos == "PUNCT"):
            content = content[1:]
        return content

    # -- descriptions --------------------------------------------------------------------------------------------

    def _describe(self) -> None:
        """Type, label and other names of everything that a statement speaks of, quoted where it is first mentioned."""
        used = {s.subject for s in self.found} | {s.object for s in self.found if isinstance(s.object, str)}
        used |= {s.voice.claimer for s in self.found} | {iri for s in self.found for iri in s.voice.reported_by}
        for thing in list(self.identity.things.values()):
            if thing.iri not in used or thing.kind == "event" or not thing.mentions:
                continue
            mention = min(thing.mentions, key=lambda m: (m.kind == "demonym", m.kind != "name", m.head))
            voice = Voice("") if thing.kind in ("entity", "person", "named", "organisation", "delegation") else None
            tokens = set(self.things.span(mention.head))
            for cls in sorted(self.vocabulary.narrowest(thing.classes)):
                self.add(thing.iri, TYPE, cls, tokens, mention.head, voice)
            self.add(thing.iri, LABEL, Literal(thing.label, language="en"), tokens, mention.head, voice)
            for alias in sorted(thing.aliases):
                self.add(thing.iri, ALIAS, Literal(alias, language="en"), tokens, mention.head, voice)


def _balanced(text: str) -> str:
    """The text without quotation marks that have lost their partner."""
    for opening, closing in (("“", "”"), ("‘", "’")):
        if text.count(opening) != text.count(closing) and opening in text:
            text = text.replace(opening, "", 1) if text.count(opening) > text.count(closing) else text
        if opening == "“" and text.count(closing) > text.count(opening):
            text = text.replace(closing, "", 1)
    return text.replace(" ,", ",").strip()
