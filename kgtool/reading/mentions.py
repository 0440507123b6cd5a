"""The phrases that stand for something: names, known entities, common nouns of the lexicon, demonyms and pronouns.

In: a document, what the lexicon finds in it, the known entities. Out: one :class:`Mention` at most for each head token.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kgtool.language.document import Document, Name, Span
from kgtool.language.quantities import Quantity
from kgtool.language.quotations import Quotation
from kgtool.ontology.entities import Entity, Gazetteer
from kgtool.ontology.lexicon import Lexicon
from kgtool.reading.model import Evocation, Mention
from kgtool.reading.namesakes import nearest, states_named
from kgtool.reading.naming import fold
from kgtool.reading.registry import ORGANIZATION
from kgtool.reading.schema import Schema
from kgtool.reading.slots import Slots
from kgtool.terms import KG

PERSON, PEOPLE = KG + "Person", KG + "PeopleGroup"
SURE = 0.6
"""Least probability of a name of a rare kind."""
LONGEST_NAME = 7
"""Tokens that a known name may have."""


class MentionFinder:
    """Finds the mentions of one document."""

    def __init__(
        self,
        document: Document,
        slots: Slots,
        evocations: list[Evocation],
        quantities: Iterable[Quantity],
        quotations: Iterable[Quotation],
        lexicon: Lexicon,
        vocabulary: Schema,
        gazetteer: Gazetteer,
    ) -> None:
        self.document, self.slots = document, slots
        self.vocabulary, self.gazetteer = vocabulary, gazetteer
        self.nouns: dict[int, list[Evocation]] = {}
        self.anaphors = {("pronoun", w): e.anaphor for e in lexicon.entries if e.pos == "pronoun" for w in e.words}
        self.anaphors |= {
            ("determiner", w): e.anaphor for e in lexicon.entries if e.pos == "determiner" for w in e.words
        }
        for evocation in evocations:
            if evocation.entry.pos == "noun" and evocation.entry.denotes:
                self.nouns.setdefault(evocation.head, []).append(evocation)
        self.offices = {e.head for e in evocations if "Title" in e.entry.kinds}
        self.national = {
            e.span.last - 1
            for e in evocations
            if "Title" in e.entry.kinds and any("National" in f.kinds for f in e.frames)
        }
        self.titles = [q.span for q in quotations if q.kind == "title" and len(q.span)]
        self._states_named = states_named(document, gazetteer)
        self.quantity_of = {q.noun: q for q in quantities if q.noun is not None}

    def find(self) -> dict[int, Mention]:
        """The mentions by their head token."""
        found: dict[int, Mention] = {}
        covered: set[int] = set()
        for name, entities in self._names():
            if not entities and self._is_only_class_word(name):
                continue
            mention = self._name_mention(name, entities)
            if mention.head in found:
                continue
            found[mention.head] = self._anothers(mention, entities)
            covered.update(mention.span)
        for token in self.document.tokens:
            if token.index in covered:
                continue
            new = self._pronoun(token.index) or self._demonym(token.index) or self._noun(token.index, found)
            if new is not None and new.head not in found:
                found[new.head] = new
        return dict(sorted(found.items()))

    def _anothers(self, mention: Mention, entities: tuple[Entity, ...]) -> Mention:
        """A state's own body with the short name of another is a described one: "Kenya's Security Council"."""
        if mention.entity is not None or not any(self._is_another_s(e, mention.span, mention.head) for e in entities):
            return mention
        first = min(self.document.subtree(self.slots.children(mention.head, "nmod:poss")[0]))
        organization = KG + "Organization"
        return Mention(
            mention.head, Span(first, mention.span.last), "noun", frozenset({organization}), organization,
            number=mention.number, definite=True, word_span=mention.span,
        )  # fmt: skip

    # -- names ---------------------------------------------------------------------------------------------------

    def _names(self) -> list[tuple[Name, tuple[Entity, ...]]]:
        """Names of the model and of the gazetteer, the longer first where they overlap."""
        known = self._known_names()
        given = [name for name in self.document.names if name.kind != "NORP" and not self._is_demonym(name)]
        candidates = [(name, self._entities(name)) for name in given]
        candidates += [(name, entities) for name, entities in known]
        candidates += [(name, self._entities(name)) for name in self._names_with_class_word()]
        quoted = [Name(span.first, span.last, "MISC") for span in self.titles]
        candidates += [(name, self._entities(name)) for name in quoted]
        # a longer name wins; of the same length a known one
        candidates = [(name, entities) for name, entities in candidates if not self._is_field(name, entities)]
        candidates.sort(key=lambda c: (-(c[0].last - c[0].first), not c[1], c[0].first))
        taken: set[int] = set()
        demonyms = self._long_demonyms()
        kept = []
        for marked, entities in candidates:
            name = self._whole_words(marked)
            span = set(range(name.first, name.last))
            if taken & span or any(span <= set(demonym) for demonym in demonyms):
                continue
            taken |= span
            kept.append((name, entities))
        return sorted(kept, key=lambda c: c[0].first)

    def _names_with_class_word(self) -> list[Name]:
        """Names that end in a capitalised class word the model left out: "Esenboğa Airport"."""
        found = []
        for name in self.document.names:
            for evocations in self.nouns.values():
                for evocation in evocations:
                    words = self.document.tokens[evocation.span.first : evocation.span.last]
                    if evocation.span.first == name.last and all(w.text[:1].isupper() for w in words):
                        if name.kind in ("LOC", "FAC", "ORG", "MISC", "EVENT", "PER") and not self._titles(evocation):
                            kind = "" if name.kind == "PER" else name.kind
                            found.append(Name(name.first, evocation.span.last, kind, name.score))
        return found

    def _is_field(self, name: Name, entities: tuple[Entity, ...]) -> bool:
        """Whether a name only tells a minister's field of work: "Minister for *Foreign Affairs*"."""
        before = self.document.tokens[name.first - 1] if name.first else None
        if before is None or before.upos != "ADP" or name.first - 2 not in self.national:
            return False
        press = KG + "MediaOutlet"
        if any(not self.vocabulary.is_subclass(c, press) for entity in entities for c in entity.classes):
            return False
        return bool(entities) or name.kind in ("ORG", "MISC")

    def _titles(self, evocation: Evocation) -> bool:
        return "Title" in evocation.entry.kinds

    def _is_only_class_word(self, name: Name) -> bool:
        """ "Defense Ministry", "Russian Air Force": capitalised words of the lexicon, at most behind a demonym."""
        first = next(
            (
                last
                for last in range(min(name.first + 2, name.last - 1), name.first, -1)
                if self.gazetteer.find_demonym(self.document.words(name.first, last))
            ),
            name.first,
        )
        return any(
            evocation.span.first <= first and evocation.span.last >= name.last
            for index in range(name.first, name.last)
            for evocation in self.nouns.get(index, ())
        )

    def _is_demonym(self, name: Name) -> bool:
        """Whether a name of the model is a demonym before a noun: "the *Qatari* capital"."""
        last = name.last
        if last >= len(self.document.tokens) or self.document.tokens[last].upos not in ("NOUN", "PROPN", "ADJ"):
            return False
        text = self.document.words(name.first, last)
        return bool(self.gazetteer.find_demonym(text)) and not self.gazetteer.find(text)

    def _long_demonyms(self) -> list[Span]:
        """Demonyms of several words, which are no names: "South Korean"."""
        found = []
        for token in self.document.tokens:
            if token.text[:1].isupper():
                first, entity = self._demonym_ending(token.index)
                if entity is not None and first < token.index:
                    found.append(Span(first, token.index + 1))
        return found

    def _whole_words(self, name: Name) -> Name:
        """The name with the rest of a hyphenated word that the model cut: "Cho Myoung-" and "gyon"."""
        tokens, last = self.document.tokens, name.last
        while last < len(tokens) and not tokens[last - 1].space_after:
            if tokens[last].text not in "-‐‑" and tokens[last - 1].text not in "-‐‑":
                break
            if tokens[last].upos in ("VERB", "ADJ"):
                break  # "a U.N.-brokered truce"
            last += 1
        while last - 1 > name.first and (tokens[last - 1].text in "-‐‑" or tokens[last - 1].upos == "PRON"):
            last -= 1  # "Peter Munya *that* of the rebels"
        first = name.first
        if tokens[first].upos == "NOUN" and tokens[first].text.islower():  # "council of the X Front"
            first = next((i for i in range(first, last) if tokens[i].text[:1].isupper()), first)
        return Name(first, last, name.kind, name.score)

    def _entities(self, name: Name) -> tuple[Entity, ...]:
        text = self.document.words(name.first, name.last)
        return self.gazetteer.find(text)

    def _known_names(self) -> list[tuple[Name, tuple[Entity, ...]]]:
        tokens = self.document.tokens
        found = []
        at = 0
        while at < len(tokens):
            match = None
            if tokens[at].text[:1].isupper() or tokens[at].text[:1].isdigit():
                for last in range(min(at + LONGEST_NAME, len(tokens)), at, -1):
                    if tokens[last - 1].sentence != tokens[at].sentence or not tokens[last - 1].text[:1].isalnum():
                        continue
                    entities = self.gazetteer.find(self.document.words(at, last))
                    if entities and self._is_name(at, last) and not self._is_adjectival(last):
                        match = (Name(at, last, ""), entities)
                        break
            if match is None:
                at += 1
            else:
                found.append(match)
                at = match[0].last
        return found

    def _is_adjectival(self, last: int) -> bool:
        """Whether the words before ``last`` only modify the noun behind them ("Russian military air bases")."""
        tokens = self.document.tokens
        return tokens[last - 1].upos == "ADJ" and last < len(tokens) and tokens[last].upos in ("NOUN", "ADJ")

    def _is_name(self, first: int, last: int) -> bool:
        """A single word must be tagged as a name, so that "Turkey" is one and "Us" is none."""
        if last - first > 1:
            return True
        token = self.document.tokens[first]
        return token.upos == "PROPN" or (token.text.isupper() and len(token.text) > 1 and token.upos != "PRON")

    def _name_mention(self, name: Name, entities: tuple[Entity, ...]) -> Mention:
        span = Span(name.first, name.last)
        head = self._head(span)
        classes: set[str] = set()
        denotes = ""
        entity = entities[0] if len(entities) == 1 else None
        if entities and not entity:
            entity = self._choose(name, entities)
        if entity is not None and self._is_another_s(entity, span, head):
            entity = None
        if entity is not None:
            classes = set(entity.classes)
        else:
            noun = self._class_noun(span, name) or self._class_before(span)
            if noun:
                denotes = noun
                # of a name that is not known, "Council" or "Committee" does not tell that it is one of many states
                classes = {ORGANIZATION if noun == KG + "InternationalOrganization" else noun}
            elif name.kind and not self._is_doubtful(name):
                kind = self.vocabulary.class_of_name(name.kind)
                classes = {kind} if kind else set()
        return Mention(
            head=head,
            span=span,
            kind="name",
            classes=frozenset(classes),
            denotes=denotes,
            entity=entity,
            number=self.document.tokens[head].feature("Number") or "Sing",
            definite=True,
            aliases=self._acronym(span),
            score=name.score,
        )

    def _is_another_s(self, entity: Entity, span: Span, head: int) -> bool:
        """Whether a state owns what only shares a short name with a body of no state: "Kenya's Security Council"."""
        if entity.state is not None or fold(self.document.words(span.first, span.last)) == fold(entity.label):
            return False
        owners = [self.document.tokens[c].text for c in self.slots.children(head, "nmod:poss") if c not in span]
        return any(e.iri == e.state for owner in owners for e in self.gazetteer.find(owner))

    def _is_doubtful(self, name: Name) -> bool:
        """Whether the model is unsure of a name of a rare kind, which no word of the name supports."""
        return name.kind in ("EVENT", "WEAPON", "MISC") and name.score < SURE

    def _choose(self, name: Name, entities: tuple[Entity, ...]) -> Entity | None:
        """Of several known things of this name the one that the model's kind admits; the first named otherwise."""
        kind = self.vocabulary.class_of_name(name.kind) if name.kind else ""
        fitting = [e for e in entities if kind and any(self.vocabulary.is_subclass(c, kind) for c in e.classes)]
        fitting = fitting or list(entities)
        return nearest(fitting, self.gazetteer, self._states_named)

    def _class_noun(self, span: Span, name: Name) -> str:
        """The class that a word of the name denotes: Venue for "Çırağan Palace", if it fits the model's kind."""
        kind = self.vocabulary.class_of_name(name.kind) if name.kind else ""
        for index in sorted(span, key=lambda i: (i != span.last - 1, i != span.first, i)):
            for evocation in self.nouns.get(index, ()):
                for denoted in evocation.entry.denotes:
                    if not kind or name.kind == "MISC" or self._compatible(denoted, kind):
                        return denoted
        return ""

    def _class_before(self, span: Span) -> str:
        """The class that the noun right before a name gives it: an organisation for "the bakery chain X"."""
        noun = span.first - 1
        if noun not in self.nouns or self.document.tokens[noun].upos != "NOUN" or not self.slots.describes(noun, span):
            return ""
        denoted = [c for evocation in self.nouns[noun] for c in evocation.entry.denotes]
        return next((c for c in denoted if self.vocabulary.is_subclass(c, KG + "Organization")), "")

    def _compatible(self, denoted: str, kind: str) -> bool:
        if self.vocabulary.is_subclass(denoted, kind) or self.vocabulary.is_subclass(kind, denoted):
            return True
        return any(
            self.vocabulary.is_subclass(denoted, top) and self.vocabulary.is_subclass(kind, top)
            for top in (KG + "Place", KG + "Event")
        )

    def _acronym(self, span: Span) -> tuple[str, ...]:
        """An acronym in brackets behind a name: "Security Service of Ukraine (SBU)"."""
        tokens = self.document.tokens
        at = span.last
        if at + 2 < len(tokens) and tokens[at].text == "(" and tokens[at + 2].text == ")":
            text = tokens[at + 1].text
            if len(text) > 1 and len(span) > 1 and sum(c.isupper() for c in text) >= 2:
                return (text,)
        return ()

    def _head(self, span: Span) -> int:
        tokens = self.document.tokens
        for index in span:
            if tokens[index].is_root or tokens[index].head not in span:
                if tokens[index].upos not in ("DET", "ADP", "PUNCT"):
                    return index
        return span.last - 1

    # -- other phrases -------------------------------------------------------------------------------------------

    def _pronoun(self, index: int) -> Mention | None:
        token = self.document.tokens[index]
        anaphor = self.anaphors.get(("pronoun", token.text.lower()), "")
        if not anaphor or token.upos not in ("PRON", "DET") or (token.upos == "DET" and token.deprel == "det"):
            return None
        number = "Plur" if anaphor in ("they", "both", "each") else "Sing"
        return Mention(index, Span(index, index + 1), "pronoun", anaphor=anaphor, number=number)

    def _demonym(self, index: int) -> Mention | None:
        token = self.document.tokens[index]
        if not token.text[:1].isupper() or token.upos not in ("ADJ", "PROPN", "NOUN"):
            return None
        first, entity = self._demonym_ending(index)
        if entity is None:
            return None
        if self._stands_alone(index):
            people = KG + "PeopleGroup" if token.feature("Number") == "Plur" else KG + "Person"
            span = self._phrase(index, Span(first, index + 1))
            return Mention(
                index, span, "noun", frozenset({people}), people, number=token.feature("Number") or "Sing",
                people_of=entity.iri,
            )  # fmt: skip
        return Mention(
            index, Span(first, index + 1), "demonym", frozenset(entity.classes), entity=entity, number="Sing"
        )

    def _demonym_ending(self, index: int) -> tuple[int, Entity | None]:
        """The longest demonym whose last word stands at ``index`` ("South African"), and its state or region."""
        for first in range(max(0, index - 2), index + 1):
            if self.document.tokens[first].text[:1].isupper():
                found = self.gazetteer.find_demonym(self.document.words(first, index + 1))
                if found:
                    return first, found[0]
        return index, None

    def _stands_alone(self, index: int) -> bool:
        token = self.document.tokens[index]
        if token.feature("Number") == "Plur" and token.text.endswith("s"):
            return True
        return token.upos == "NOUN" or (
            token.deprel.split(":")[0] in ("nsubj", "obj", "obl", "root", "conj", "appos") and token.upos != "ADJ"
        )

    def _noun(self, index: int, before: Mapping[int, Mention]) -> Mention | None:
        token = self.document.tokens[index]
        evocations = self._meant(index, before)
        nominal = token.upos in ("NOUN", "PROPN") or (token.upos in ("NUM", "ADJ", "VERB") and evocations)
        if not nominal or (not evocations and token.upos == "PROPN" and index not in self.offices):
            return None
        if token.deprel in ("compound", "flat", "fixed") and not evocations:
            return None
        classes = frozenset(c for e in evocations for c in e.entry.denotes)
        if not classes and index in self.offices:
            classes = frozenset({PEOPLE if token.feature("Number") == "Plur" else PERSON})
        word = evocations[0].span if evocations else Span(index, index + 1)
        span = self._phrase(index, word)
        determiner = self._determiner(index)
        anaphor = determiner if determiner in ("this", "each", "both") else ""
        return Mention(
            head=index,
            span=span,
            kind="noun",
            classes=classes,
            denotes=sorted(classes)[0] if classes else "",
            number="Sing" if self._is_plural_only(evocations) else token.feature("Number") or "Sing",
            definite=bool(determiner) or bool(self.slots.children(index, "nmod:poss")),
            anaphor=anaphor,
            quantity=self.quantity_of.get(index),
            word_span=word,
            aliases=self._acronym(span),
        )

    def _meant(self, index: int, before: Mapping[int, Mention]) -> list[Evocation]:
        """What a noun means here: "the coroner's office" is a body, an office as such is a place."""
        evocations = self.nouns.get(index, [])
        if not any("Owned" in e.entry.kinds for e in evocations):
            return evocations
        possessors = self.slots.children(index, "nmod:poss")
        if any(self.document.tokens[p].upos == "PRON" for p in possessors):
            return []
        owned = bool(possessors) or any(
            child in before and before[child].kind in ("name", "demonym")
            for child in self.slots.children(index, "compound", "amod", "nmod")
            if child < index
        )
        return [e for e in evocations if ("Owned" in e.entry.kinds) == owned]

    def _is_plural_only(self, evocations: list[Evocation]) -> bool:
        """Words such as "talks" that are plural in form only."""
        return any("PluralOnly" in evocation.entry.kinds for evocation in evocations)

    def _determiner(self, index: int) -> str:
        for child in self.slots.children(index, "det", "det:predet"):
            found = self.anaphors.get(("determiner", self.document.tokens[child].text.lower()))
            if found:
                return found
        if index and not self.document.children[index]:
            return self.anaphors.get(("determiner", self.document.tokens[index - 1].text.lower()), "")
        return ""

    def _phrase(self, index: int, word: Span) -> Span:
        """The noun with what stands before it, and an "of" phrase behind it; no clauses, no appositions."""
        first = word.first
        for child in self.document.children[index]:
            relation = self.document.tokens[child].deprel.split(":")[0]
            if child < index and relation in ("det", "amod", "compound", "nummod", "nmod", "advmod", "flat"):
                if relation == "nmod" and self.slots.case(child):
                    continue
                if child in self.slots.dated:
                    continue  # "On Friday morning residents said"
                first = min(first, self.document.subtree(child)[0])
        case = [c for c in self.slots.children(index, "case") if c < index]
        if case:
            first = max(first, max(case) + 1)
        return Span(first, max(word.last, index + 1))
