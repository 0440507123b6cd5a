"""Figures as statements: value, comparator, unit, what is counted, and the event, place, time and side they are of."""

from __future__ import annotations

from kgtool.language.dates import DateExpression
from kgtool.language.english import words
from kgtool.reading.collector import Part, Understanding
from kgtool.reading.figures import ReadFigure
from kgtool.reading.model import Literal, Thing
from kgtool.reading.modes import HAPPENED
from kgtool.reading.registry import DELEGATION, EVENT, GROUP, PLACE, STATE
from kgtool.reading.roles import LABEL, TYPE, Roles
from kgtool.reading.syntax import HYPHENS
from kgtool.terms import KG, XSD

NAMED_SLOTS = ("subject", "object", "clause", "quote", "complement")
"""Slots of claims that are no prepositions."""


class FigureStatements(Part):
    """States the figures of one article."""

    def __init__(self, article: Understanding, roles: Roles) -> None:
        super().__init__(article)
        self.roles = roles

    def state(self, figure: ReadFigure) -> None:
        quantity = figure.quantity
        if figure.gap is not None and figure.event is not None:
            self._gap_event(figure, figure.event, *figure.gap)
        if figure.event is not None and self.identity.is_a(figure.event, KG + "Statement"):
            figure.event = None  # what is claimed is not of the claim
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
        if mention is not None and mention.denotes and not self.vocabulary.is_measure(mention.denotes):
            triples.append((iri, KG + "countedClass", mention.denotes))
        if figure.part_of is not None and figure.part_of.iri:
            triples.append((iri, KG + "partOf", figure.part_of.iri))
            tokens |= set(figure.part_of.quantity.span)
        link = self.vocabulary.holder_property(figure.measure)
        for holder in self._owners(figure):
            self.article.introduce(holder, tokens, at)
            triples.append((holder.iri, link, iri))
        for prop, thing, used in self._scope(figure):
            if thing.iri != iri:
                triples.append((iri, prop, thing.iri))
                tokens |= used
        own, others = self._dates(figure)
        for date in own:
            tokens |= set(date.span)
        for subject, predicate, value in triples:
            self.add(subject, predicate, value, tokens, at, voice)
        for prop, thing, used in self._roles(figure):
            self.add(iri, prop, thing.iri, tokens | used, at, voice)
        for date in (*own, *others):
            for subject, predicate, value in self.times.node(iri, KG + "ofTime", date, self.document):
                self.add(subject, predicate, value, tokens | set(date.span), at, voice)

    def _roles(self, figure: ReadFigure) -> list[tuple[str, Thing, set[int]]]:
        """What any counted noun may have beside it: the kinds that it includes."""
        found = []
        for frame in self.things.lexicon.frames.values():
            if frame.reference != KG + "Figure" or "Universal" not in frame.kinds:
                continue
            for role in frame.roles:
                for slot in role.slots:
                    for filler in self.slots.fillers(figure.head, slot):
                        for thing in self.things.of(filler):
                            if self.identity.is_a(thing, *role.fillers):
                                found.append((role.property, thing, set(self.things.span(filler))))
        return found

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
            bodies = [h for h in sides if h.kind == "delegation" or self.identity.is_a(h, KG + "Organization", STATE)]
            return [owner for h in bodies for owner in self._measured(h)]
        return [figure.event] if figure.event is not None else []

    def _measured(self, body: Thing) -> list[Thing]:
        """The delegation of a body that is said to have so many members, where the article tells of one."""
        delegations = [t for t in self.identity.things.values() if t.kind == "delegation"]
        return [body] if body.kind == "delegation" else [t for t in delegations if body in t.parties]

    def _figure_text(self, figure: ReadFigure) -> str:
        return self.document.words(figure.quantity.span.first, figure.quantity.span.last)

    def _counted(self, figure: ReadFigure) -> str:
        quantity = figure.quantity
        if quantity.kind != "count" and quantity.counted is not None and self._is_price(quantity.counted.first):
            return ""  # "paid $5 million for X" does not count X
        if quantity.counted is not None and len(quantity.counted):
            return self.document.words(quantity.counted.first, quantity.counted.last)
        if figure.part_of is None and figure.quantity.noun is None:
            return ""
        return self.document.tokens[figure.head].text if quantity.noun is not None else ""

    def _is_price(self, first: int) -> bool:
        return first > 0 and self.document.tokens[first - 1].text.lower() in words("grammar", "price_prepositions")

    def _scope(self, figure: ReadFigure) -> list[tuple[str, Thing, set[int]]]:
        """Event, place and side that the same sentence gives to a figure."""
        found: list[tuple[str, Thing, set[int]]] = []
        for holder in figure.holders:
            if self.identity.is_a(holder, EVENT):
                found.append((KG + "ofEvent", holder, set()))
            elif figure.quantity.kind != "count":
                continue
            elif (
                self.identity.is_a(holder, DELEGATION, GROUP, STATE, KG + "Actor")
                and not self.identity.is_a(holder, PLACE)
            ) or self.identity.is_a(holder, STATE):
                found.append((KG + "ofSide", holder, set()))
            elif self.identity.is_a(holder, PLACE):
                found.append((KG + "ofPlace", holder, set()))
        if figure.quantity.kind == "count":
            counted = self.things.of(figure.head)  # "three officers injured": who is counted did not do it
            found.extend((KG + "bySide", doer, set()) for doer in figure.doers if doer not in counted)
        if figure.event is not None and not any(p == KG + "ofEvent" for p, _, _ in found):
            found.append((KG + "ofEvent", figure.event, set()))
        side = self._side(figure)
        if side is not None:
            found.append((KG + "ofSide", side, set()))
        placeless = figure.quantity.kind == "duration" or self._counts_places(figure)  # an event's, not its length's
        for place, used in () if placeless else self._places_near(figure):
            found.append((KG + "ofPlace", place, used))
        return list({(p, t.iri): (p, t, u) for p, t, u in found}.values())

    def _counts_places(self, figure: ReadFigure) -> bool:
        mention = self.identity.mentions.get(figure.head)
        return mention is not None and self.identity.is_a(mention, PLACE)

    def _side(self, figure: ReadFigure) -> Thing | None:
        """Whose soldiers, drones, bombers: a demonym or genitive on the counted noun, or on the noun of what is put
        at it.
        """
        stated = self._stated_owner(figure)
        if stated is not None:
            return stated
        if figure.quantity.noun is None:
            return None
        for slot in ("modifier", "possessor"):
            for filler in self.slots.fillers(figure.head, slot):
                mention = self.identity.mentions.get(filler)
                if mention is not None and mention.kind == "pronoun" and slot == "possessor":
                    owners = self.things.of(filler, (KG + "Organization", STATE))
                    if len(owners) == 1 and self.identity.is_a(owners[0], KG + "Organization", STATE):
                        return owners[0]
                if (
                    mention is not None
                    and not self._is_hyphened(filler)
                    and mention.things
                    and self.identity.is_a(mention.things[0], STATE, KG + "Actor")
                ):
                    return mention.things[0]
        return None

    def _is_hyphened(self, index: int) -> bool:
        """Whether a hyphen makes of a name what somebody did: "*Israeli*-made drones" are not Israel's."""
        behind = self.document.tokens[index + 1 : index + 3]
        return len(behind) == 2 and behind[0].text in HYPHENS and behind[1].upos in ("VERB", "ADJ")

    def _stated_owner(self, figure: ReadFigure) -> Thing | None:
        """ "put *its own losses* at 192 servicemen killed": whose losses they are."""
        for attribution in self.attributions.around(figure.head):
            verb = attribution.cue.first
            slots = attribution.frame.content_slots if attribution.frame is not None else ()
            if not any(s not in NAMED_SLOTS and self.slots.fillers(verb, s) for s in slots):
                continue
            for noun in self.slots.fillers(verb, "object"):
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
        roles = self.roles.universal(figure.event or Thing("", {EVENT}, "", "event"))
        roles = [role for role in roles if role.property in (KG + "place", KG + "venue")]
        for index in sorted(words):
            for role in roles:
                for slot in role.slots:
                    for filler in self.slots.fillers(index, slot):
                        for thing in self.things.of(filler):
                            if self.identity.is_a(thing, PLACE):
                                found.append((thing, set(self.things.span(filler))))
        if figure.event is not None:
            for statement in self.article.statements:
                if statement.subject == figure.event.iri and statement.sentence == sentence:
                    if statement.predicate in (KG + "target", KG + "place") and isinstance(statement.object, str):
                        place = self.identity.things.get(statement.object)
                        if place is not None and self.identity.is_a(place, PLACE):
                            found.append((place, set()))
        return list({t.iri: (t, u) for t, u in found}.values())

    def _dates(self, figure: ReadFigure) -> tuple[list[DateExpression], list[DateExpression]]:
        """When what is counted was: as its own clause tells, and as its sentence tells of its event."""
        if figure.quantity.kind == "duration":
            return [], []
        other = self.events.dated_object(figure.word, figure.head)
        if other is not None:
            return [other.date], []
        sentence = self.document.tokens[figure.head].sentence
        anchors = {figure.word, figure.head, self.slots.clause_head(figure.head), self.slots.clause_head(figure.word)}
        telling = {
            w.head
            for w in self.events.words.values()
            if w.thing is figure.event and self.document.tokens[w.head].sentence == sentence
        }
        own = self._dates_at(anchors)
        return own, [d for d in self._dates_at(telling) if d not in own] if figure.event is not None else []

    def _dates_at(self, anchors: set[int]) -> list[DateExpression]:
        """The dates of words, without those by, before or after which something is told."""
        dates = [date for anchor in sorted(anchors) for date in self.events.dates_at.get(anchor, [])]
        return [d for d in dict.fromkeys(dates) if d.relation not in ("until", "before", "after", "by")]
