"""What things are: offices, parties of delegations, places in places; types, labels and other names."""

from __future__ import annotations

import datetime

from kgtool.language.english import words
from kgtool.reading.collector import Part, Understanding
from kgtool.reading.model import Literal, Mention, Thing, Voice
from kgtool.reading.offices import Holding
from kgtool.reading.registry import PARTY_SLOTS, PLACE, STATE
from kgtool.reading.roles import LABEL, TYPE
from kgtool.terms import KG, XSD

ALIAS = KG + "alias"
BESIDE_NAMES = ("nmod:desc", "compound", "flat", "appos", "nsubj")
"""How a title hangs that stands beside a name; one under a verb is what somebody becomes."""
LONG_AGO = datetime.timedelta(days=366)
CONTAINERS = tuple(KG + name for name in ("Country", "Region", "City", "District", "Venue", "Base"))


class Descriptions(Part):
    """Describes the things of one article."""

    def __init__(self, article: Understanding) -> None:
        super().__init__(article)
        self.abroad = {e.head for e in article.evocations if "Abroad" in e.entry.kinds}
        """Nouns for what may stand in another state than its owner's."""

    def state_office(self, holding: Holding) -> None:
        iri = self.identity.own_iri("office")
        text = self.document.words(holding.title.first, holding.title.last)
        voice = self.voices.at(holding.head)
        person = holding.person.iri
        triples: list[tuple[str, str, str | Literal]] = [
            (person, KG + "holds", iri),
            (iri, TYPE, KG + "Office"),
            (iri, KG + "title", Literal(text)),
        ]
        then = self._then(holding)
        if holding.is_former:
            triples.append((iri, KG + "officeStatus", KG + "Former"))
        elif then is None and not self._is_long_ago(holding):
            triples.append((iri, KG + "officeStatus", KG + "Current"))
            triples.append((iri, KG + "asOf", self.article.published))
        else:  # whether the office is still held is not told
            triples.extend((iri, KG + "asOf", Literal(day.isoformat(), XSD + "date")) for day in then or ())
        triples.extend((iri, KG + "officeOf", thing.iri) for thing in holding.of)
        # an office is told in passing: the article itself vouches for it, unless it stands in quotation marks
        quoted = any(holding.head in q.span for q in self.quotations if q.kind == "speech")
        for subject, predicate, value in triples:
            self.add(subject, predicate, value, holding.tokens, holding.head, voice if quoted else Voice(""))

    def _is_long_ago(self, holding: Holding) -> bool:
        """Whether a sentence tells of other years only: who was president in it need not be so any more."""
        sentence = self.document.sentences[holding.sentence]
        years = [d.latest.year for at, dates in self.events.dates_at.items() for d in dates
                 if d.latest is not None and d.span.first in sentence and not self._is_added(at, holding)]  # fmt: skip
        return bool(years) and max(years) < int(self.article.published.value[:4]) - 1

    def _is_added(self, verb: int, holding: Holding) -> bool:
        """Whether a relative clause that says nothing of an office tells a time: "X, *who was born in 1960*, is …"."""
        is_relative = self.document.tokens[verb].deprel.startswith("acl:relcl")
        return is_relative and holding.head not in self.document.subtree(verb)

    def _then(self, holding: Holding) -> list[datetime.date] | None:
        """When somebody held an office, as far as it is told, where that is not now: "X was premier *in 2010*", "In
        2013 Premier X signed a pact"; none where it may be now.
        """
        tokens, head = self.document.tokens, holding.head
        is_past = any(tokens[c].xpos == "VBD" for c in self.slots.children(head, "cop"))
        dates = self.events.dates_at.get(head if is_past else self.slots.clause_head(head), [])
        days = [date.latest for date in dates if date.latest is not None]
        if is_past and not self.attributions.around(head):
            return days[:1]
        published = datetime.date.fromisoformat(self.article.published.value)
        is_beside = tokens[head].deprel.startswith(BESIDE_NAMES)
        is_old = bool(days) and max(days) < published - LONG_AGO
        return [max(days)] if is_beside and is_old else None

    def state_delegations(self) -> None:
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
        for slot in PARTY_SLOTS:
            for filler in self.slots.fillers(mention.head, slot):
                found.extend(self.things.span(filler))
        return found

    def state_places(self) -> None:
        """ "Istanbul, Turkey", "the district of Bahri", "outskirts of X": places inside places."""
        for mention in self.identity.mentions.values():
            if not mention.things or not self.identity.is_a(mention.things[0], PLACE) or mention.kind == "demonym":
                continue
            place = mention.things[0]
            following = self._place_behind_comma(mention)
            if following is not None and following.things[0] is not place:
                tokens = {*mention.span, *following.span}
                self.add(place.iri, KG + "locatedIn", following.things[0].iri, tokens, mention.head, Voice(""))
            owned = self.identity.is_a(place, KG + "Base")  # "a Russian base", "the US embassy" may stand anywhere
            owned = owned or mention.head in self.abroad
            if self.identity.is_a(place, STATE, KG + "Country"):
                continue  # "mediated by Norway in Cairo"
            owned = owned or bool(
                self.slots.fillers(mention.head, "in")
            )  # "its embassy in X" does not lie in its state
            owned = owned or any(i in self.things.lesser for i in mention.span)  # "the *former* Serbian province"
            slots = ("of", "in", "modifier", "possessor") if mention.kind == "noun" and not owned else ("in",)
            for slot in slots:
                fillers = self.slots.fillers(mention.head, slot)
                if mention.kind == "noun" and mention.number == "Plur" and len(fillers) > 1:
                    continue  # "the cities of A and B": side by side
                for filler in fillers:
                    for whole in self.things.of(filler, (PLACE,)):
                        if slot == "modifier" and not self.identity.is_a(whole, STATE, KG + "Country"):
                            continue  # "the Red Sea city of X"
                        if filler in self.slots.conjuncts(mention.head) or mention.head in self.slots.conjuncts(filler):
                            continue
                        if slot == "in" and self._is_of_talks(mention):
                            continue  # "signed a treaty on *the river in X*"
                        if self._lies_in(whole, place):
                            continue  # "a hotel in the capital in which …"
                        if whole is not place and self.identity.is_a(whole, *CONTAINERS) and whole.kind != "event":
                            tokens = {*mention.span, *self.things.span(filler)}
                            self.add(place.iri, KG + "locatedIn", whole.iri, tokens, mention.head, Voice(""))

    def _lies_in(self, part: Thing, whole: Thing) -> bool:
        """Whether one place is already said to lie in another."""
        return any(
            s.subject == part.iri and s.predicate == KG + "locatedIn" and s.object == whole.iri
            for s in self.article.statements
        )

    def _place_behind_comma(self, mention: Mention) -> Mention | None:
        tokens = self.document.tokens
        at = mention.span.last
        if at >= len(tokens) or tokens[at].text != "," or not self.identity.is_a(mention, PLACE):
            return None
        for other in self.identity.mentions.values():
            if other.span.first == at + 1 and other.kind == "name" and other.things:
                closing = other.span.last
                if self._goes_on(closing) and not self.identity.is_a(other, STATE, KG + "Country"):
                    return None  # "in A, B, and C"
                if self._can_contain(other, mention) and (
                    closing >= len(tokens) or tokens[closing].upos in ("PUNCT", "SCONJ", "VERB")
                ):
                    return other
        return None

    def _goes_on(self, index: int) -> bool:
        """Whether a list goes on behind a name: ", *and C*"."""
        tokens = self.document.tokens[index : index + 3]
        return len(tokens) == 3 and tokens[0].text == "," and tokens[1].upos == "CCONJ" and tokens[2].upos == "PROPN"

    def _can_contain(self, whole: Mention, part: Mention) -> bool:
        """Whether "PART, WHOLE" may name a place and what it lies in, rather than be a list."""
        country, region = KG + "Country", KG + "Region"
        if not self.identity.is_a(whole, STATE, country, region) or self.identity.is_a(part, STATE, country):
            return False
        if self.document.tokens[whole.head].deprel.startswith("nsubj") and not self._is_subject(part):
            return False  # "In X, *Y* met the rebels"
        if whole.head in self.slots.conjuncts(part.head) or self.document.tokens[whole.head].deprel == "conj":
            return False
        known = part.things[0].entity
        return (
            known is None
            or known.state is None
            or whole.things[0].iri in (known.state, known.iri)
            or self.identity.is_a(whole, region)
        )

    def _is_subject(self, mention: Mention) -> bool:
        return self.document.tokens[mention.head].deprel.startswith("nsubj")

    def _is_of_talks(self, mention: Mention) -> bool:
        """Whether a place is what an agreement or a meeting is about, so that a further place may be where it was."""
        token = self.document.tokens[mention.head]
        event = self.events.thing_at(token.head)
        about = token.deprel.startswith("nmod")
        is_there = self.slots.case(mention.head) in words("grammar", "place_prepositions")
        return event is not None and about and not is_there and self.identity.is_a(event, *self.vocabulary.unarmed)

    def state_things(self) -> None:
        """Type, label and other names of everything that a statement speaks of, quoted where it is first mentioned."""
        used = {s.subject for s in self.article.statements} | {
            s.object for s in self.article.statements if isinstance(s.object, str)
        }
        claimers = {s.voice.claimer for s in self.article.statements}
        used |= claimers | {iri for s in self.article.statements for iri in s.voice.reported_by}
        for thing in list(self.identity.things.values()):
            if thing.iri not in used or thing.kind == "event" or not thing.mentions:
                continue
            mention = min(thing.mentions, key=lambda m: (m.kind == "demonym", m.kind != "name", m.head))
            voice = Voice("") if thing.kind in ("entity", "person", "named", "organisation", "delegation") else None
            if thing.iri in claimers and self.voices.at(mention.head) is None:
                voice = Voice("")  # who is said to say something has a name, whoever names him
            tokens = set(self.things.span(mention.head))
            for cls in sorted(self.vocabulary.narrowest(thing.classes)):
                self.add(thing.iri, TYPE, cls, tokens, mention.head, voice)
            self.add(thing.iri, LABEL, Literal(thing.label, language="en"), tokens, mention.head, voice)
            for alias in sorted(thing.aliases):
                self.add(thing.iri, ALIAS, Literal(alias, language="en"), tokens, mention.head, voice)
