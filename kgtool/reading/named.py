"""Names: known entities, persons, organisations and places; short forms join the full ones."""

from __future__ import annotations

from collections.abc import Iterable

from kgtool.reading.model import Evocation, Mention, Thing
from kgtool.reading.naming import fold, is_acronym_of, is_short_form, plain, slug
from kgtool.reading.registry import EVENT, ORGANIZATION, PERSON, PLACE, STATE, Settler
from kgtool.terms import ID, KG


class Named(Settler):
    """Settles what the names of one document stand for."""

    def settle(self) -> None:
        """Names first: known entities, persons, organisations, places; short forms join the full ones."""
        names = [m for m in self.mentions.values() if m.kind in ("name", "demonym")]
        for mention in sorted(names, key=lambda m: (m.entity is None, -len(m.span), m.head)):
            if mention.entity is not None:
                entity = mention.entity
                thing = self.registry.thing(entity.iri, entity.classes, entity.label, "entity")
                thing.entity = entity
                thing.aliases.update(mention.aliases)
                self.registry.attach(mention, thing)
            elif self.registry.is_a(mention, PERSON):
                self._person(mention)
            elif not self.registry.is_a(mention, EVENT):
                self._named(mention)
        self._settle_apposed()
        for thing in self.things.values():
            thing.mentions.sort(key=lambda m: m.head)

    def _settle_apposed(self) -> None:
        """Nouns with the name of what they describe right behind them: "the battery maker X", "the news agency Y"."""
        names = {m.span.first: m for m in self.mentions.values() if m.kind == "name" and m.things}
        for mention in self.mentions.values():
            name = names.get(mention.head + 1)
            if name is None or mention.kind != "noun" or mention.things:
                continue
            fits = self.registry.is_a(mention, ORGANIZATION) and self._can_be_same(mention, name.things[0])
            if (fits or not mention.classes) and self.slots.describes(mention.head, name.span):
                mention.classes |= name.classes
                name.things[0].classes.update(mention.classes)
                self.registry.attach(mention, *name.things)

    def settle_aliases(self, evocations: Iterable[Evocation]) -> None:
        """ "X, also known as Y": both names are one thing's."""
        for evocation in evocations:
            if "Alias" not in evocation.entry.kinds:
                continue
            last = evocation.span.first
            before = [m for m in self.mentions.values() if m.kind == "name" and m.span.last in (last, last - 1)]
            behind = [m for m in self.mentions.values() if m.kind == "name" and m.span.first == evocation.span.last]
            if before and behind and before[0].things and before[0].things != behind[0].things:
                self._merge(before[0].things[0], behind[0])

    def _merge(self, thing: Thing, mention: Mention) -> None:
        """Makes all phrases of a mention's thing speak of another thing."""
        text = plain(self.document.words(mention.span.first, mention.span.last))
        for other in mention.things:
            for phrase in list(other.mentions):
                phrase.things = (thing,)
                thing.mentions.append(phrase)
            self.order[:] = [(head, thing if t is other else t) for head, t in self.order]
            if other.kind != "entity":
                self.things.pop(other.iri, None)
        thing.aliases.add(text)

    def _person(self, mention: Mention) -> None:
        text = self.document.words(mention.span.first, mention.span.last)
        words = [w for w in fold(text).split() if w]
        known = self._of_that_name(words)
        meant = self._namesake(mention, known) if known else None
        if meant is not None and not self._is_another(mention):
            self.registry.attach(mention, meant)
            return
        label = plain(text)
        iri = ID + slug(label) if len(words) > 1 else f"{ID}{self.registry.name}/person/{slug(label)}"
        self.registry.attach(mention, self.registry.thing(iri, {PERSON}, label, "person"))

    def _of_that_name(self, words: list[str]) -> list[Thing]:
        """The persons whose name may be shortened so."""
        persons = [t for t in self.things.values() if t.kind == "person" and words]
        return [t for t in persons if is_short_form(words, fold(t.label).split())]

    def _namesake(self, mention: Mention, known: list[Thing]) -> Thing | None:
        """Of several persons whom a short name may mean, the only one named before, or so called before."""
        told = {t.iri: [m for m in t.mentions if m.head < mention.head] for t in known}
        before = [t for t in known if told[t.iri]]
        if not before and self._is_titled(mention):
            return None if all(self._is_introduced(t) for t in known) else known[0]
        if len(before) < 2:
            return (before or known)[0]
        called = [t for t in before if any(len(m.span) == len(mention.span) for m in told[t.iri])]
        return called[0] if len(called) == 1 else None

    def _is_titled(self, mention: Mention) -> bool:
        """Whether a title stands before a name: "*General* Berg"."""
        before = self.document.tokens[mention.span.first - 1] if mention.span.first else None
        return before is not None and before.upos == "PROPN" and before.sentence == self._sentence(mention)

    def _is_introduced(self, person: Thing) -> bool:
        """Whether a full name is new where it first stands: "his *lawyer, Ida Berg*," is no general told of before."""
        first = min((m for m in person.mentions), key=lambda m: m.head)
        before = self.document.tokens[first.span.first - 1] if first.span.first else None
        return before is not None and before.text == "," and before.sentence == self._sentence(first)

    def _sentence(self, mention: Mention) -> int:
        return self.document.tokens[mention.head].sentence

    def _is_another(self, mention: Mention) -> bool:
        """ "*a third* Berg": none of those who are named so."""
        determiners = self.slots.children(mention.head, "det")
        return any(self.slots.is_word(d, "indefinite_articles") for d in determiners)

    def _named(self, mention: Mention) -> None:
        text = plain(self.document.words(mention.span.first, mention.span.last))
        key = fold(text)
        for thing in self.things.values():  # a surname that the model took for something else
            full = fold(thing.label).split()
            if thing.kind == "person" and len(mention.span) == 1 and len(full) > 1 and key in (full[0], full[-1]):
                self.registry.attach(mention, thing)
                return
        bodies = [thing for thing in self.things.values() if thing.kind != "person"]
        for thing in bodies:
            if key in {fold(thing.label), *(fold(a) for a in thing.aliases)}:
                self.registry.attach(mention, thing)
                return
        for thing in bodies:
            if is_acronym_of(text, thing.label) and not self.registry.is_a(thing, STATE):
                thing.aliases.add(text)
                self.registry.attach(mention, thing)
                return
            if not self._can_be_same(mention, thing):
                continue
            if is_short_form(key.split(), fold(thing.label).split()) and len(key) > 3 and self._is_told(thing, mention):
                self.registry.attach(mention, thing)
                return
        shared = self.registry.is_a(mention, ORGANIZATION, PLACE)
        iri = ID + slug(text) if shared else f"{ID}{self.registry.name}/{slug(text)}"
        thing = self.registry.thing(iri, mention.classes or {KG + "Thing"}, text, "named")
        self.registry.attach(mention, thing)

    def _is_told(self, thing: Thing, mention: Mention) -> bool:
        """Whether a full name comes before its first word alone: "Harrow … the *Harrow Junta*" are two bodies."""
        words = fold(thing.label).split()
        if fold(plain(self.document.words(mention.span.first, mention.span.last))).split()[-1] == words[-1]:
            return True
        sentence = self.document.tokens[mention.head].sentence
        return any(self.document.tokens[m.head].sentence <= sentence for m in thing.mentions) or not thing.mentions

    def _can_be_same(self, mention: Mention, thing: Thing) -> bool:
        return any(
            self.vocabulary.is_subclass(a, b) or self.vocabulary.is_subclass(b, a)
            for a in mention.classes
            for b in thing.classes
        )
