"""The grammar of noun phrases and adjuncts in questions: from words to phrases.

Words that nobody knows are let through where a noun or adjective may stand; whether that is fit, meaning decides.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgtool.asking.english import English
from kgtool.asking.markup import Markup, NounSense
from kgtool.asking.tokens import Token
from kgtool.asking.trees import Adjunct, Clause, Modifier, Phrase
from kgtool.asking.tuples import replace

CIRCUMSTANCES = ("place", "time", "clock", "reason", "manner", "duration", "length")
"""What the question words ask for that stand alone, without a noun."""


class Nominals:
    """Reads noun phrases with all that hangs on them. Clauses that modify a noun are read by the clause grammar."""

    def __init__(self, english: English, markup: Markup, tokens: list[Token]) -> None:
        self.english = english
        self.markup = markup
        self.tokens = tokens
        self.keys = [token.key for token in tokens]
        self.in_place = False
        """Whether a question word may stand where its answer would: "was led BY WHOM"."""

    def _predicate(self, at: int, subject: Phrase) -> Iterator[tuple[Clause, int]]:
        raise NotImplementedError

    def _verb_phrase(
        self, at: int, subject: Phrase | None, *, be: bool, have: bool, bare: bool
    ) -> Iterator[tuple[Clause, int]]:
        raise NotImplementedError

    # -- adjuncts ------------------------------------------------------------------------------------------------

    def _adjuncts(self, at: int) -> Iterator[tuple[tuple[Adjunct, ...], int]]:
        """Zero or more adjuncts, as many as possible first."""
        i = at + (self._key(at) == ",")
        for adjunct, after in self._adjunct(i):
            for more, stop in self._adjuncts(self._skip_adverbs(after)):
                yield (adjunct, *more), stop
        yield (), at

    def _adjunct(self, at: int) -> Iterator[tuple[Adjunct, int]]:
        if at >= len(self.keys):
            return
        time = self.markup.times.get(at)
        if time is not None:
            stop = at + time.first_words
            yield Adjunct("", Phrase(at, stop, time=time), at, stop), stop
        according = self.english.starts_phrase("according", self.keys, at)
        if according:
            for phrase, stop in self._full_phrase(at + according):
                if not phrase.wh:
                    yield Adjunct("according to", phrase, at, stop), stop
            return
        if self.in_place:
            for phrase, stop in self._full_phrase(at):
                if phrase.wh in CIRCUMSTANCES and phrase.noun is None:
                    yield Adjunct("", phrase, at, stop), stop
        size = self._preposition(at)
        if not size:
            return
        if self.english.is_a("own_words", self.keys[at]):  # "by the doctors' account"
            for phrase, stop in self._full_phrase(at + size):
                if phrase.possessor is not None and not phrase.wh and self._is_account(phrase):
                    yield Adjunct("according to", phrase.possessor, at, stop), stop
        preposition = " ".join(self.keys[at : at + size])
        inner = at + size
        time = self.markup.times.get(inner)
        if time is not None:
            stop = inner + time.first_words
            yield Adjunct(preposition, Phrase(inner, stop, time=time), at, stop), stop
        for phrase, stop in self._full_phrase(inner):
            if not phrase.wh or self.in_place:
                yield Adjunct(preposition, phrase, at, stop), stop
        if self.english.is_a("topic_prepositions", preposition):
            for phrase, stop in self._asked_inside(inner):
                yield Adjunct(preposition, phrase, at, stop), stop
        if self.english.is_a("doing", self._key(inner)) and inner + 1 == len(self.keys):  # "accuse X of doing"
            yield Adjunct(preposition, None, at, inner + 1), inner + 1
        if inner == len(self.keys) or self.english.is_a("prepositions", self._key(inner)) or inner in self.markup.times:
            yield Adjunct(preposition, None, at, inner), inner

    def _asked_inside(self, at: int) -> Iterator[tuple[Phrase, int]]:
        """ "(about) how many people died": the people who died."""
        found = self.markup.phrase_at(at)
        if not found or found[0] != "count" or self.in_place:
            return
        for phrase, after in self._full_phrase(at):
            if phrase.wh == "count" and not phrase.clauses:
                people = next(iter(self.english.pointing.values()))
                noun = phrase.noun or NounSense((), people, people)
                for clause, stop in self._predicate(after, Phrase(after, after, pronoun="host")):
                    yield replace(phrase, wh="", noun=noun, clauses=(clause,), last=stop), stop

    def _is_account(self, phrase: Phrase) -> bool:
        """Whether it is somebody's account, estimate or the like, of which no more is said."""
        noun = phrase.noun
        more = phrase.posts or phrase.clauses or phrase.modifiers
        return noun is not None and not more and self.english.is_a("claim_nouns", noun.lemma)

    def _preposition(self, at: int) -> int:
        if at >= len(self.keys):
            return 0
        if (
            self.english.is_a("to", self.keys[at])
            and self.markup.is_base_verb(at + 1)
            and not self.markup.names_at(at + 1)
        ):
            return 0
        return self.english.starts_phrase("prepositions", self.keys, at)

    # -- noun phrases --------------------------------------------------------------------------------------------

    def _full_phrase(self, at: int) -> Iterator[tuple[Phrase, int]]:
        """A noun phrase with what follows it: adjuncts and clauses, as much as possible first."""
        for phrase, after in self._coordinated(at):
            yield from self._with_posts(phrase, after)

    def _with_posts(self, phrase: Phrase, at: int) -> Iterator[tuple[Phrase, int]]:
        if phrase.wh in CIRCUMSTANCES and phrase.noun is None:
            yield phrase, at
            return
        if phrase.time is None and len(phrase.posts) < 4:
            for adjunct, after in self._adjunct(at):
                if adjunct.phrase is not None:
                    longer = replace(phrase, posts=(*phrase.posts, adjunct), last=after)
                    yield from self._with_posts(longer, after)
            for clause, after in self._relative(at, phrase):
                longer = replace(phrase, clauses=(*phrase.clauses, clause), last=after)
                yield from self._with_posts(longer, after)
        yield phrase, at

    def _relative(self, at: int, phrase: Phrase) -> Iterator[tuple[Clause, int]]:
        """ "headed by X", "that targeted X", "who led X", "killed in X"."""
        if at >= len(self.keys):
            return
        host = Phrase(at, at, pronoun="host")
        i = at + (self._key(at) == ",")
        if self._key(i) in self.english.words["relatives"] and (
            phrase.noun or phrase.name or phrase.unknown or phrase.wh
        ):
            yield from self._predicate(i + 1, host)
            for subject, after in self._full_phrase(i + 1):
                for clause, stop in self._predicate(after, subject):
                    yield replace(clause, objects=(host, *clause.objects)), stop
            return
        if phrase.noun is None and not phrase.unknown and phrase.name is None:
            return
        if phrase.noun is not None and i == at and self.markup.names_at(i):
            for subject, after in self._possessed(i):  # "the prisoners Moscow released"
                if subject.noun is None:
                    for clause, stop in self._predicate(after, subject):
                        if clause.verb is not None and not clause.objects and not clause.passive:
                            yield replace(clause, objects=(host,)), stop
        for verb, end in self.markup.verbs_at(i):
            if end == len(self.keys) and self.english.is_a("naming", verb.lemma):
                return  # "what was it called"
            if verb.is_participle:
                yield from self._verb_phrase(i, host, be=True, have=False, bare=True)
                return
            if verb.is_ing:
                yield from self._verb_phrase(i, host, be=True, have=False, bare=True)
                return

    def coordinated(self, at: int) -> Iterator[tuple[Phrase, int]]:
        """Noun phrases from a position on, with those that are joined to them."""
        return self._coordinated(at)

    def _coordinated(self, at: int) -> Iterator[tuple[Phrase, int]]:
        for phrase, after in self._possessed(at):
            comma = self._key(after) == ","
            if (comma or self._joins(after)) and not phrase.wh:
                i = after + 1 + (comma and self._joins(after + 1))
                for other, stop in self._coordinated(i):
                    if not other.wh and not other.pronoun:
                        yield replace(phrase, conjuncts=(*phrase.conjuncts, other, *other.conjuncts), last=stop), stop
            yield phrase, after

    def _owns(self, at: int) -> bool:
        return self.english.is_a("owner_prepositions", self._key(at))

    def _joins(self, at: int) -> bool:
        return self.english.is_a("joining", self._key(at))

    def _possessed(self, at: int) -> Iterator[tuple[Phrase, int]]:
        for phrase, after in self._base(at):
            yield from self._possession(phrase, after)

    def _possession(self, phrase: Phrase, at: int) -> Iterator[tuple[Phrase, int]]:
        if self._key(at) == "'s":
            for owned, after in self._nominal(at + 1, at + 1):
                mine = replace(owned, possessor=phrase, definite=True, first=phrase.first)
                yield from self._possession(mine, after)
            if phrase.name is None and phrase.noun is None:
                if phrase.wh and at == phrase.last:  # "what's the name of X"
                    yield phrase, at
                return
        elif phrase.wh == "owner":
            return
        yield phrase, at

    def _base(self, at: int) -> Iterator[tuple[Phrase, int]]:
        if at >= len(self.keys):
            return
        english, key = self.english, self.keys[at]
        for asks, after in self._question_words(at):
            yield from self._asking_phrase(at, after, asks)
        if key in english.question or (self.markup.phrase_at(at) and not (self.in_place and self._preposition(at))):
            return
        if self.tokens[at].quoted:
            yield Phrase(at, at + 1, quoted=self.tokens[at].text, name=self.markup.best_name(at, 1)), at + 1
            return
        time = self.markup.times.get(at)
        if english.is_a("pronouns", key) and not self.markup.names_at(at):
            yield Phrase(at, at + 1, pronoun=key), at + 1
            if key not in ("one",):
                return
        if key in english.pointing and self._says_which(at + 1):  # "those killed in X"
            noun = NounSense((), english.pointing[key], english.pointing[key])
            yield Phrase(at, at + 1, noun=noun, definite=True), at + 1
        i, definite, quantifier, number = at, False, "", None
        while i < len(self.keys):
            key = self.keys[i]
            if (english.is_a("articles", key) or english.is_a("determiners", key)) and not self._is_name_here(i):
                definite = definite or english.is_a("definite", key)
                i += 1
            elif english.is_a("distributive", key):
                quantifier, i = key, i + 1
                if self._owns(i):
                    i += 1
            elif self._comparator(i):
                i += self._comparator(i)
            elif self.markup.number_at(i) is not None and i not in self.markup.times:
                value, i = self.markup.number_at(i)  # type: ignore[misc]
                number = value
            else:
                break
        if i > at and i >= len(self.keys):
            if number is not None or quantifier:
                yield Phrase(at, i, number=number, quantifier=quantifier), i
            return
        for phrase, after in self._nominal(i, at):
            yield replace(phrase, definite=definite, quantifier=quantifier, number=number, first=at), after
        if number is not None or quantifier:
            yield Phrase(at, i, number=number, quantifier=quantifier, definite=definite), i
        if time is not None and i == at:
            yield Phrase(at, at + time.first_words, time=time), at + time.first_words

    def _says_which(self, at: int) -> bool:
        """Whether a clause that tells of a noun begins there: "who died", "killed in X"."""
        verbs = self.markup.verbs_at(at)
        return self.english.is_a("relatives", self._key(at)) or any(
            verb.is_participle or verb.is_ing for verb, _ in verbs
        )

    def _comparator(self, at: int) -> int:
        """How many words before a number weaken it: "at least", "about"."""
        size = self.english.starts_phrase("comparators", self.keys, at)
        return size if size and self.markup.number_at(at + size) is not None else 0

    def _is_name_here(self, at: int) -> bool:
        return (
            any(name.score >= 2 for name, _ in self.markup.names_at(at)) and at > 0 and self.tokens[at].is_capitalised
        )

    def _question_words(self, at: int) -> Iterator[tuple[str, int]]:
        found = self.markup.phrase_at(at)
        if found:
            if not (self.in_place and self._preposition(at)):  # "was led by whom": "by" has its own place
                yield found
        elif self.keys[at] in self.english.question:
            yield self.english.question[self.keys[at]], at + 1

    def _asking_phrase(self, at: int, after: int, asks: str) -> Iterator[tuple[Phrase, int]]:
        if asks in ("thing", "count", "amount", "owner", "share", "size"):
            if self._owns(after):
                for whole, stop in self._full_phrase(after + 1):
                    yield Phrase(at, stop, wh=asks, posts=(Adjunct(self._key(after), whole, after, stop),)), stop
            else:
                i = after
                while self.english.is_a("articles", self._key(i)) and asks == "share":
                    i += 1
                number = self.markup.number_at(i) if asks == "thing" and i not in self.markup.times else None
                i = number[1] if number else i
                for phrase, stop in self._nominal(i, i):
                    if asks == "owner":
                        owner = Phrase(at, after, wh=asks)
                        yield replace(phrase, possessor=owner, definite=True, first=at), stop
                    else:
                        yield replace(phrase, wh=asks, first=at), stop
        yield Phrase(at, after, wh=asks), after

    def _nominal(self, at: int, first: int) -> Iterator[tuple[Phrase, int]]:
        """Modifiers and a head, longest first."""
        yield from self._nominal_from(at, first, ())

    def _nominal_from(self, at: int, first: int, modifiers: tuple[Modifier, ...]) -> Iterator[tuple[Phrase, int]]:
        if at >= len(self.keys) or len(modifiers) > 6:
            return
        names = self.markup.names_at(at)
        nouns = self.markup.nouns_at(at)
        for name, after in names:
            modifier = Modifier(at, after, name=name)
            yield from self._nominal_from(after, first, (*modifiers, modifier))
        for noun, after in nouns:
            yield from self._nominal_from(after, first, (*modifiers, Modifier(at, after, noun=noun)))
        ordinal = self.english.ordinals.get(self.keys[at], 0) or _ordinal_digits(self.keys[at])
        if ordinal:
            yield from self._nominal_from(at + 1, first, (*modifiers, Modifier(at, at + 1, ordinal=ordinal)))
        if at in self.markup.times and not names:
            time = self.markup.times[at]
            after = at + time.first_words
            yield from self._nominal_from(after, first, (*modifiers, Modifier(at, after, time=time)))
        for word, after in self.markup.adjectives_at(at):
            yield from self._nominal_from(after, first, (*modifiers, Modifier(at, after, adjective=word)))
        is_before = self.english.is_a("previous", self.keys[at]) or self.english.is_a("next", self.keys[at])
        if is_before or (not names and not nouns and self.markup.unknown_at(at)):
            word = self.keys[at]
            yield from self._nominal_from(at + 1, first, (*modifiers, Modifier(at, at + 1, adjective=word)))
        for verb, after in self.markup.verbs_at(at) if not (names or nouns) else ():
            if verb.is_participle and not verb.is_ing:  # "evacuated people": people who were evacuated
                done = Clause(verb=verb, passive=True, subject=Phrase(at, at, pronoun="host"), first=at, last=after)
                for phrase, stop in self._nominal_from(after, first, modifiers):
                    if phrase.noun is not None and phrase.apposition is None:
                        yield replace(phrase, clauses=(done, *phrase.clauses)), stop
        # heads
        for noun, after in nouns:
            for name, stop in self.markup.names_at(after):
                if not name.demonym and not modifiers[1:]:
                    apposed = Phrase(after, stop, name=name)
                    yield Phrase(first, stop, noun=noun, modifiers=modifiers, apposition=apposed), stop
            if self._key(after) and after < len(self.tokens) and self.tokens[after].quoted:
                apposed = Phrase(after, after + 1, quoted=self.tokens[after].text, name=self.markup.best_name(after, 1))
                yield Phrase(first, after + 1, noun=noun, modifiers=modifiers, apposition=apposed), after + 1
            yield Phrase(first, after, noun=noun, modifiers=modifiers), after
        for name, after in names:
            yield Phrase(first, after, name=name, modifiers=modifiers), after
        if not names and not nouns and self.markup.unknown_at(at):
            yield Phrase(first, at + 1, unknown=self.keys[at], modifiers=modifiers), at + 1
        elif not nouns and not names:
            for word, after in self.markup.adjectives_at(at):
                yield Phrase(first, after, unknown=word, modifiers=modifiers), after

    # -- small things --------------------------------------------------------------------------------------------

    def _key(self, at: int) -> str:
        return self.keys[at] if at < len(self.keys) else ""

    def _skip_adverbs(self, at: int) -> int:
        while at < len(self.keys) and (
            self.english.is_a("adverbs", self.keys[at]) or self.english.is_a("negations", self.keys[at])
        ):
            if self.english.is_a("prepositions", self.keys[at]) and at + 1 < len(self.keys):
                break
            at += 1
        return at


def _ordinal_digits(key: str) -> int:
    return int(key[:-2]) if key[-2:] in ("st", "nd", "rd", "th") and key[:-2].isdigit() else 0
