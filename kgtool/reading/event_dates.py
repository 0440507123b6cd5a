"""Which word each date of a text belongs to: the verb that governs it, or the event noun beside it.

In: dates, trees, event nouns. Out: dates by the position of a word.
"""

from __future__ import annotations

from dataclasses import replace

from kgtool.language.dates import DateExpression
from kgtool.language.document import Span
from kgtool.ontology.lexicon import Frame
from kgtool.reading.dated_objects import dated_objects
from kgtool.reading.event_words import EventWords
from kgtool.terms import KG

BEGIN = KG + "begin"


class EventDates(EventWords):
    """The dates of the events of one document."""

    def _anchor_dates(self) -> None:
        """Hangs each date on the nearest verb or event noun that governs it."""
        vague: list[DateExpression] = []
        for printed in self.dates:
            if not printed.certain or printed.earliest is None:
                vague.append(printed)
                continue
            head = self._head(printed)
            date = self._counted_from(printed, head)
            for clause in self._clause_on(date):
                self.dates_at.setdefault(clause, []).append(replace(date, relation="on"))
            noun = self._aside(date)
            if noun is not None:
                self.dates_at.setdefault(noun, []).append(date)
                continue
            at = self._saying(date) or self._said_first(date, self.document.tokens[head].head)
            if self._only_describes(head, at):
                continue
            for _ in range(10):
                mention = self.mentions.get(at)
                token = self.document.tokens[at]
                if token.deprel.startswith(("acl:relcl", "advcl:relcl")):
                    break  # "X, who is due on Monday, spoke": nothing was spoken on Monday
                if (
                    (mention is not None and self._is_event(mention) and not self._is_lacking(at))
                    or token.upos in ("VERB", "AUX")
                    or token.is_root
                ):
                    break
                at = token.head
            self.dates_at.setdefault(self._told_by(at, date), []).append(date)
        self.dated_objects = dated_objects(self.document, self.slots, self.dates_at, vague)
        for verb, others in self.dated_objects.items():
            own = {other.date.span for other in others}
            self.dates_at[verb] = [d for d in self.dates_at[verb] if d.span not in own]

    def _counted_from(self, date: DateExpression, head: int) -> DateExpression:
        """The date of what a stretch begins with opens the stretch: "since the start of the siege *on 6 May*"."""
        at = self.document.tokens[head].head
        while date.relation == "on" and self.document.tokens[at].upos in ("NOUN", "PROPN"):
            if self.slots.case(at) == "since":
                first = min({*self.document.subtree(at)} - {*self.slots.children(at, "case")})
                return replace(date, relation="since", span=Span(first, date.span.last))
            if self.document.tokens[at].is_root:
                break
            at = self.document.tokens[at].head
        return date

    def _saying(self, date: DateExpression) -> int | None:
        """The verb of a tag right before a date, which tells when it was said: "…, X *said on Sunday*, …"."""
        tokens, at = self.document.tokens, date.span.first
        while at and tokens[at - 1].upos == "ADP" and at > date.span.first - 2:
            at -= 1
        behind = tokens[date.span.last] if date.span.last < len(tokens) else None
        if not at or behind is None or behind.upos not in ("PUNCT", "CCONJ"):
            return None
        verb = at - 1
        claims = any(f.kind == "ClaimFrame" for e in self.by_head.get(verb, ()) for f in e.frames)
        return verb if claims and tokens[verb].xpos == "VBD" else None

    def _said_first(self, date: DateExpression, verb: int) -> int:
        """Of a date before what is said, with the tag behind it, the verb of that: "*On Friday* X met Y, Z said"."""
        if date.span.first != self.document.sentences[self.document.tokens[verb].sentence].first + 1:
            return verb
        said = [c for c in self.slots.children(verb, "ccomp") if date.span.first < c < verb]
        return said[0] if said else verb

    def _clause_on(self, date: DateExpression) -> list[int]:
        """The verb that tells what was done on a day: "since 18 March, *when* they *met*"."""
        tokens, at = self.document.tokens, date.span.last
        at += 1 if at < len(tokens) and tokens[at].text == "," else 0
        if at >= len(tokens) or tokens[at].sentence != tokens[date.span.first].sentence:
            return []
        verb = tokens[at].head
        if not self.slots.is_word(at, "time_adverbs") or tokens[verb].upos != "VERB":
            return []
        joined = [c for c in self.slots.children(verb, "conj") if tokens[c].upos == "VERB"]
        return [verb, *(c for c in joined if not self.slots.children(c, "nsubj") and not self.dates_at.get(c))]

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

    def _is_lacking(self, head: int) -> bool:
        """Whether a noun names what there was not: the day of "ended without *a deal* on Friday" is that of the end."""
        return any(self.modes.is_negation(c) for c in self.slots.children(head, "case"))

    def _begins_of(self, head: int) -> list[DateExpression]:
        """The dates of the verb that tells when an event began."""
        verb = self.slots.clause_head(self.document.tokens[head].head)
        clauses = [c for c in self.slots.children(head, "acl") if self.document.tokens[c].upos == "VERB"]
        return [
            date
            for told in (verb, *clauses)
            for evocation in self.by_head.get(told, ())
            for frame in evocation.frames
            if frame.time_property == BEGIN
            and head in {f for s in frame.event_slots for f in self.slots.fillers(told, s)}
            for date in self.told_times(told, frame)
        ]

    def told_times(self, verb: int, frame: Frame) -> list[DateExpression]:
        """The dates beside a verb that are those of the event it speaks of: "postponed on Monday *to Friday*"."""
        dates = self.dates_at.get(verb, [])
        if not frame.time_slots:
            return dates
        return [d for d in dates if self.document.tokens[max(d.span.first - 1, 0)].text.lower() in frame.time_slots]

    def _dates_of(self, head: int) -> list[DateExpression]:
        """Dates beside an event noun or beside the verb that says something of its event."""
        found = list(self.dates_at.get(head, ()))
        participles = [c for c in self.slots.children(head, "acl") if self.document.tokens[c].xpos == "VBN"]
        for verb in (self.slots.clause_head(self.document.tokens[head].head), *participles):
            for evocation in self.by_head.get(verb, ()):
                for frame in evocation.frames:
                    if frame.kind == "EventFrame" and frame.event_slots and not frame.time_property:
                        if any(head in self.slots.fillers(verb, slot) for slot in frame.event_slots):
                            found.extend(d for d in self.dates_at.get(verb, ()) if d not in found)
        return found


def exclude_each_other(a: list[DateExpression], b: list[DateExpression]) -> bool:
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
