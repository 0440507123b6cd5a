"""Which event told of before a phrase points back to.

In: the events found so far. Out: one of them, or none where it is not clear. Kind, number, dates, mode, doer and place
in a series must agree; one that a noun named comes before one that only a verb told of.
"""

from __future__ import annotations

import datetime

from kgtool.language.dates import DateExpression
from kgtool.language.document import Span
from kgtool.language.english import words
from kgtool.reading.event_dates import EventDates, exclude_each_other
from kgtool.reading.model import Mention, Thing
from kgtool.reading.modes import AGREED, HAPPENED, HYPOTHETICAL, NEGATED, PLANNED
from kgtool.terms import KG

MEETING, ATTACK = KG + "Meeting", KG + "Attack"
LONGEST_ROUND = datetime.timedelta(days=60)


class EventReferences(EventDates):
    """Settles phrases that speak of an event again."""

    def _earlier(self, mention: Mention) -> Thing | None:
        """The event before that a phrase points back to."""
        if not self._points_back(mention):
            return None
        called = self._called_so(mention)
        if called is not None:
            return called
        named = [thing for thing in self._history if thing.iri in self._nouned]
        first = self._latest_before(mention, named, is_exact=True)
        if first is not None and not self._is_clear(mention, first):
            return None
        if self._begins_of(mention.head) and self.slots.children(mention.head, "nmod:poss"):
            return first  # "began *its* assault on Monday": not what a verb told of before
        if mention.kind == "name":
            return first if first is not None and self._may_be_named(mention, first) else None
        return (
            first
            or self._latest_before(mention, self._history, is_exact=True)
            or self._latest_before(mention, self._history, is_exact=False)
            or self._generic(mention)
        )

    def _called_so(self, mention: Mention) -> Thing | None:
        """The event whose name begins with a noun: "an assault called *Operation* X; *the operation* …"; none where
        another of that kind was told of since.
        """
        if mention.kind != "noun" or not mention.definite or mention.head not in self.generic:
            return None
        lemma = self.document.tokens[mention.head].lemma.lower()
        called = [
            self.words[event].thing
            for name, event in self.codenames.items()
            if name < mention.head and event in self.words and self._name_begins(name) == lemma
        ]
        for thing in reversed(self._history):
            if thing in called:
                return None if self._other_owner(mention, thing) or thing.number != mention.number else thing
            if mention.denotes in thing.classes:
                return None
        return None

    def _name_begins(self, name: int) -> str:
        """The first word of a name that an event was given."""
        mention = self.mentions.get(name)
        tokens = self.document.tokens
        first = next((i for i in mention.span if tokens[i].upos not in ("DET", "PUNCT")), name) if mention else name
        return tokens[first].lemma.lower()

    def _latest_before(self, mention: Mention, history: list[Thing], is_exact: bool) -> Thing | None:
        """The latest event of the very kind that a phrase names, or of a kind that goes with it.

        One that a noun has named comes before one that only a verb told of.
        """
        own_dates = self._dates_of(mention.head)
        begins = self._begins_of(mention.head)
        classes = self._classes(mention)
        order = self._order(mention)
        mode = self.modes.of(mention.head)
        fallback = None
        found: list[Thing] = []
        for thing in reversed(history):
            known = self._orders.get(thing.iri, "")
            if order and order != known and (known or not order.isdigit() or self.modes.of(mention.head) != thing.mode):
                continue  # "the next round" is not the one told of
            if order == "1" and not known and thing.mode == HAPPENED and mention.head not in self.classifiers:
                continue  # "the first talks" are not those that the article is about; "the first round" may be of them
            if order and order != known and mention.head in self.alone:
                continue  # "*the third* ended": none that was not called so
            if thing.number != mention.number or not self._compatible(classes, thing.classes):
                continue
            if is_exact and not classes & thing.classes:
                continue
            is_meeting = any(self.identity.vocabulary.is_subclass(c, MEETING) for c in thing.classes)
            if mode == NEGATED and thing.mode == HAPPENED and is_meeting:
                continue  # "the meeting was cancelled": none that was held
            agreed = thing.mode == AGREED and is_exact and (mode == PLANNED or not is_meeting)  # "the truce" agreed on
            held = thing.mode == PLANNED and mention.definite and self._share_a_day(own_dates, thing.dates)
            if thing.mode != HAPPENED and not agreed and not held and mode != thing.mode:
                continue
            if thing.mode == HAPPENED and mode in (PLANNED, HYPOTHETICAL) and not mention.definite:
                continue  # "Talks will resume": not those that were held
            if thing.mode == HAPPENED and mode == PLANNED and self._is_to_be_held(mention, classes):
                continue
            if known and not order and not known.isdigit() and thing.mode == HAPPENED:
                continue  # "talks" after "an earlier round"
            if exclude_each_other(own_dates, thing.dates) or self._other_owner(mention, thing):
                continue
            if self._is_called_otherwise(mention, thing):
                continue
            if exclude_each_other(begins, self._begins.get(thing.iri, [])) or self._began_long_before(begins, thing):
                continue  # "The negotiations began in 2015": not the round held this week
            if self._is_told_apart(mention, thing):
                continue
            if not mention.definite and mention.kind == "noun" and self._is_long_ago(begins) and thing.mode == HAPPENED:
                continue  # "and fighting erupted in 2008": none that was told of before
            if own_dates and not thing.dates and any(d.span.first in mention.span for d in own_dates):
                continue  # "the 2003 ceasefire" is none that has just been agreed
            if own_dates and not thing.dates:
                fallback = fallback or thing
                continue
            if thing not in found:
                found.append(thing)
        return self._salient(mention, found) if found else fallback

    def _share_a_day(self, own: list[DateExpression], dates: list[DateExpression]) -> bool:
        """Whether what is told to be held was planned for that very day."""
        days = {d.earliest for d in own if d.precision == "day" and d.earliest}
        return bool(days & {d.earliest for d in dates if d.precision == "day"})

    def _is_called_otherwise(self, mention: Mention, thing: Thing) -> bool:
        """Whether a phrase in capitals means no event of that word: "the *Conference*" is not the round of talks."""
        token = self.document.tokens[mention.head]
        first = self.document.sentences[token.sentence].first
        if token.index == first or not token.text[:1].isupper() or token.text.isupper():
            return False
        if mention.kind == "name" and not self.identity.is_a(mention, MEETING):
            return False
        heads = [h for h, word in self.words.items() if word.thing is thing]
        spans = [self.mentions[h].span if h in self.mentions else Span(h, h + 1) for h in heads]
        told = [self.document.tokens[i] for span in spans for i in span]
        nouns = {t.lemma.lower() for t in told if t.upos in ("NOUN", "PROPN")}
        return bool(nouns) and token.lemma.lower() not in nouns

    def _is_told_apart(self, mention: Mention, thing: Thing) -> bool:
        """Whether a participle says which one a phrase means, and not one told of long before: "the pact *signed in X
        two years later*".
        """
        tokens = self.document.tokens
        below = self.slots.children(mention.head, "acl")
        clauses = [c for c in below if tokens[c].xpos == "VBN" and tokens[c].deprel == "acl"]
        told = [o for c in clauses if (c, "object") in self.modes.telling for o in self.slots.children(c, "obl")]
        places = words("grammar", "place_prepositions")
        if not any(o in self.slots.dated or self.slots.case(o) in places for o in told):
            return False
        sentence = tokens[mention.head].sentence
        return all(sentence - tokens[h].sentence > 1 for h, w in self.words.items() if w.thing is thing)

    def _began_long_before(self, begins: list[DateExpression], thing: Thing) -> bool:
        """Whether what began then is too long ago to be a meeting held, or an attack made, on a known day."""
        if self.identity.is_a(thing, ATTACK) and exclude_each_other(begins, [*thing.dates, *self._first_told(thing)]):
            return True
        if not self.identity.is_a(thing, MEETING):
            return False
        held = [d.earliest for d in thing.dates if d.earliest]
        return bool(held) and any(b.latest and b.latest < min(held) - LONGEST_ROUND for b in begins)

    def _first_told(self, thing: Thing) -> list[DateExpression]:
        """The dates of the verbs that tell of an event in the sentence that first names it."""
        tokens = self.document.tokens
        told = [*self.about.items(), *((head, word.thing) for head, word in self.words.items())]
        verbs = [v for v, event in told if event is thing and tokens[v].sentence == thing.sentence]
        begins = [f.time_property for v in verbs for e in self.by_head.get(v, ()) for f in e.frames]
        return [] if any(begins) else [date for verb in verbs for date in self.dates_at.get(verb, ())]

    def _is_long_ago(self, begins: list[DateExpression]) -> bool:
        """Whether what began then began long before the article."""
        if not begins or self.published is None:
            return False
        earliest = self.published - LONGEST_ROUND
        return all(date.latest is not None and date.latest < earliest for date in begins)

    def _may_be_named(self, mention: Mention, thing: Thing) -> bool:
        """Whether a name of its own may be an event's: told of just before, or called by such words."""
        tokens = self.document.tokens
        own = {tokens[i].text.lower() for i in mention.span if i != mention.head}
        told = [other for other in self.mentions.values() if thing in other.things and other.head < mention.head]
        if any(tokens[mention.head].sentence - tokens[m.head].sentence <= 1 and m.kind != "name" for m in told):
            return True
        return any(own & {tokens[i].text.lower() for i in m.span if i != m.head} for m in told if m.kind == "name")

    def _is_to_be_held(self, mention: Mention, classes: set[str]) -> bool:
        """Whether a phrase means a meeting to come: one told of before, or one of a day to come."""
        if not any(self.identity.vocabulary.is_subclass(c, MEETING) for c in classes):
            return False
        if any(t.mode in (PLANNED, AGREED) and self._compatible(classes, t.classes) for t in self._history):
            return True
        verb = self.slots.clause_head(mention.head)
        verbs = (verb, *self.slots.children(verb, "xcomp"))
        dates = [d for v in verbs for d in self.dates_at.get(v, ())]
        return self.published is not None and any(d.earliest and d.earliest > self.published for d in dates)

    def _is_clear(self, mention: Mention, thing: Thing) -> bool:
        """Whether a thing is told of just before, or more than once, or is the only one that a phrase can mean."""
        heads = [head for head, word in self.words.items() if word.thing is thing]
        sentence = self.document.tokens[mention.head].sentence
        if len(heads) > 1 or sentence - self.document.tokens[max(heads)].sentence <= 1:
            return True
        classes = self._classes(mention)
        others = [t for t in self._history if t is not thing and t.number == mention.number]
        return not any(self._compatible(classes, t.classes) and t.mode == thing.mode for t in others)

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
        for child in (mention.head, *self.slots.children(mention.head, "amod")):
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
        if self.slots.children(mention.head, "nmod:poss"):
            return None  # "its operation" need not be what another did
        if mention.kind == "name" or self._has_name(mention):
            return None  # "Operation X" points at none without a name
        sentence = self.document.tokens[mention.head].sentence
        before = {
            word.thing.iri: word.thing
            for head, word in self.words.items()
            if self.document.tokens[head].sentence == sentence - 1 and word.thing.sentence == sentence - 1
            and word.thing.mode == HAPPENED and self.document.tokens[head].upos == "VERB"
        }  # fmt: skip
        return next(iter(before.values())) if len(before) == 1 else None

    def _has_name(self, mention: Mention) -> bool:
        """Whether a phrase ends with a name of its own: "*Operation X*"."""
        tokens = self.document.tokens
        behind = [t for t in tokens[mention.head + 1 : mention.head + 2] if t.sentence == tokens[mention.head].sentence]
        return tokens[mention.head].text[:1].isupper() and any(t.upos == "PROPN" for t in behind)

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
            return self._other_body(mention, thing)
        if not thing.parties and not self._is_named_beside(owner, thing):
            return True
        if self.slots.children(mention.head, "nmod:poss") and owner not in thing.parties:
            return True
        return bool(thing.parties) and owner not in thing.parties

    def _other_body(self, mention: Mention, thing: Thing) -> bool:
        """Whether an organisation named in the phrase was not named where the event was told of: "the *UN* mission"."""
        named = [self.mentions.get(f) for f in self.slots.fillers(mention.head, "modifier")]
        bodies = [t for m in named if m is not None and m.kind == "name" for t in m.things]
        return any(
            self.identity.is_a(body, KG + "Organization") and not self._is_named_beside(body, thing) for body in bodies
        )

    def _is_named_beside(self, owner: Thing, thing: Thing) -> bool:
        """Whether a sentence that tells of an event names a party: "Kenya launched a raid. The *Kenyan* raid …"."""
        told = {self.document.tokens[h].sentence for h, w in self.words.items() if w.thing is thing}
        return any(
            self.document.tokens[m.head].sentence in told
            for m in self.mentions.values()
            if any(t is owner or owner in t.parties for t in m.things) or (m.entity and m.entity.iri == owner.iri)
        )
