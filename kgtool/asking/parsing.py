"""The grammar of questions: from words to a clause with its slots.

In: tokens, and what each run of them may be (names, words of the lexicon, dates). Out: every way to read the whole
question as one clause, likeliest first. Knows English word order; knows neither RDF nor what a word means. Words that
nobody knows are let through where a noun, adjective or verb may stand; whether that is fit, meaning decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kgtool.asking.dates import Time
from kgtool.asking.english import English, is_participle, is_plural
from kgtool.asking.markup import Markup, NounSense, VerbSense
from kgtool.asking.names import Name
from kgtool.asking.tokens import Token
from kgtool.asking.tuples import replace

MOST_READINGS = 400


class Phrase(NamedTuple):
    """A noun phrase, or a bare question word."""

    first: int
    last: int
    """Token indices, the last one excluded."""
    wh: str = ""
    """What the phrase asks for: ``actor``, ``thing``, ``count`` …; empty where it asks for nothing."""
    noun: NounSense | None = None
    name: Name | None = None
    unknown: str = ""
    """A head noun that nobody knows."""
    time: Time | None = None
    number: float | None = None
    pronoun: str = ""
    quoted: str = ""
    modifiers: tuple[Modifier, ...] = ()
    possessor: Phrase | None = None
    posts: tuple[Adjunct, ...] = ()
    clauses: tuple[Clause, ...] = ()
    quantifier: str = ""
    definite: bool = False
    conjuncts: tuple[Phrase, ...] = ()
    apposition: Phrase | None = None

    @property
    def is_plural(self) -> bool:
        return self.noun is not None and is_plural(self.noun.form, self.noun.lemma)


class Modifier(NamedTuple):
    """A word before a noun: a name, a noun, an adjective, an ordinal, a participle, or something unknown."""

    first: int
    last: int
    name: Name | None = None
    noun: NounSense | None = None
    adjective: str = ""
    verb: VerbSense | None = None
    ordinal: int = 0
    time: Time | None = None


class Adjunct(NamedTuple):
    """A preposition with its phrase; no preposition before a bare date; no phrase where it is stranded."""

    preposition: str
    phrase: Phrase | None
    first: int
    last: int


class Clause(NamedTuple):
    """A verb with its slots; ``verb`` is None where a form of "be" links two phrases."""

    verb: VerbSense | None = None
    other_verbs: tuple[VerbSense, ...] = ()
    """Verbs coordinated with it: "destroyed or damaged"."""
    passive: bool = False
    negated: bool = False
    subject: Phrase | None = None
    objects: tuple[Phrase, ...] = ()
    adjuncts: tuple[Adjunct, ...] = ()
    content: Clause | None = None
    text_from: int = -1
    """First token after the verb and its plain objects, where free text may stand; -1 for none."""
    asks: bool = True
    """False for a yes/no question."""
    tense: str = ""
    first: int = 0
    last: int = 0


class Grammar:
    """A recursive-descent grammar with backtracking over one question."""

    def __init__(self, english: English, markup: Markup, tokens: list[Token]) -> None:
        self.english = english
        self.markup = markup
        self.tokens = tokens
        self.keys = [token.key for token in tokens]

    # -- the whole question --------------------------------------------------------------------------------------

    def readings(self) -> list[Clause]:
        """All clauses that use up every word, likeliest first."""
        found: list[Clause] = []
        for clause in self._question(0, ()):
            if clause not in found:
                found.append(clause)
            if len(found) >= MOST_READINGS:
                break
        return found

    def _question(self, at: int, fronted: tuple[Adjunct, ...]) -> Iterator[Clause]:
        for clause in self._core(at):
            if fronted:
                clause = replace(clause, adjuncts=(*clause.adjuncts, *fronted))
            yield clause
        for adjunct, after in self._adjunct(at):
            if adjunct.phrase is not None and not adjunct.phrase.wh:
                comma = after + (self._key(after) == ",")
                if comma < len(self.keys):
                    yield from self._question(comma, (*fronted, adjunct))

    def _core(self, at: int) -> Iterator[Clause]:
        end = len(self.keys)
        yield from self._wh_clause(at, end)
        yield from self._yes_no(at, end)
        for phrase, after in self._full_phrase(at):
            if after == end and not phrase.wh:
                yield Clause(subject=None, objects=(phrase,), tense="fragment", first=at, last=end)

    # -- clauses -------------------------------------------------------------------------------------------------

    def _wh_clause(self, at: int, end: int) -> Iterator[Clause]:
        for preposition, phrase, after in self._wh_start(at):
            if not preposition:
                for clause, stop in self._predicate(after, phrase):
                    if stop == end:
                        yield replace(clause, first=at, last=end)
            yield from self._inverted(after, end, preposition, phrase, at)

    def _wh_start(self, at: int) -> Iterator[tuple[str, Phrase, int]]:
        size = self._preposition(at)
        according = self.english.starts_phrase("according", self.keys, at)
        if according:
            for phrase, after in self._full_phrase(at + according):
                if phrase.wh:
                    yield "according to", phrase, after + (self._key(after) == ",")
        elif size:
            for phrase, after in self._full_phrase(at + size):
                if _asks(phrase):
                    yield " ".join(self.keys[at : at + size]), phrase, after
        else:
            for phrase, after in self._full_phrase(at):
                if _asks(phrase):
                    yield "", phrase, after

    def _inverted(self, after: int, end: int, preposition: str, phrase: Phrase, first: int) -> Iterator[Clause]:
        """ "which delegation DID X lead", "where WERE the talks held", "who IS X"."""
        auxiliary = self._key(after)
        english = self.english
        is_be = english.is_a("be", auxiliary)
        if not (
            is_be
            or english.is_a("do", auxiliary)
            or english.is_a("have", auxiliary)
            or english.is_a("modals", auxiliary)
        ):
            # "when the agreement was signed": no inversion
            if phrase.wh in ("count", "amount", "share"):
                return
            for subject, next_ in self._full_phrase(after):
                if subject.wh:
                    continue
                for clause, stop in self._predicate(next_, subject):
                    if stop == end:
                        yield from _with_asked(replace(clause, first=first, last=end), preposition, phrase)
            return
        start = self._skip_adverbs(after + 1)
        negated = start > after + 1 and any(english.is_a("negations", k) for k in self.keys[after + 1 : start])
        if is_be and not preposition and self._key(start) in english.words["existential"] and start + 1 >= end - 0:
            pass
        for subject, next_ in self._full_phrase(start):
            if subject.wh:
                continue
            next_ = self._skip_adverbs(next_)
            if is_be and next_ == end:
                yield from _with_asked(
                    Clause(subject=subject, negated=negated, tense="be", first=first, last=end), preposition, phrase
                )
                continue
            for clause, stop in self._verb_group(
                next_, subject, start_be=is_be, start_have=english.is_a("have", auxiliary)
            ):
                if stop == end:
                    clause = replace(clause, negated=negated or clause.negated, first=first, last=end)
                    yield from _with_asked(clause, preposition, phrase)
            if is_be:
                # "when was the meeting at X", adjuncts after a linked phrase
                for adjuncts, stop in self._adjuncts(next_):
                    if stop == end and adjuncts:
                        yield from _with_asked(
                            Clause(subject=subject, adjuncts=adjuncts, tense="be", first=first, last=end),
                            preposition,
                            phrase,
                        )

    def _yes_no(self, at: int, end: int) -> Iterator[Clause]:
        auxiliary = self._key(at)
        english = self.english
        is_be, is_have = english.is_a("be", auxiliary), english.is_a("have", auxiliary)
        if not (is_be or is_have or english.is_a("do", auxiliary) or english.is_a("modals", auxiliary)):
            return
        start = self._skip_adverbs(at + 1)
        for subject, next_ in self._full_phrase(start):
            if subject.wh:
                continue
            next_ = self._skip_adverbs(next_)
            for clause, stop in self._verb_group(next_, subject, start_be=is_be, start_have=is_have):
                if stop == end:
                    yield replace(clause, asks=False, first=at, last=end)
            if is_be:
                for clause, stop in self._copula(next_, subject):
                    if stop == end:
                        yield replace(clause, asks=False, first=at, last=end)

    def _predicate(self, at: int, subject: Phrase) -> Iterator[tuple[Clause, int]]:
        """Auxiliaries, verb and what follows, after a subject: "led X", "was killed in X", "is the president of X"."""
        english = self.english
        i, be, have, negated = at, False, False, False
        auxiliaries = 0
        while True:
            key = self._key(i)
            if english.is_a("be", key):
                for verb, after in self.markup.verbs_at(i):
                    for clause, stop in self._complements(after, verb, False):
                        yield clause._replace(verb=verb, subject=subject, negated=negated), stop
                be, have, i = True, False, i + 1
                auxiliaries += 1
            elif english.is_a("have", key) and (self._is_auxiliary_have(i)):
                have, i = True, i + 1
            elif english.is_a("modals", key) or (english.is_a("do", key)):
                i += 1
            elif english.is_a("get", key) and not self.markup.verbs_at(i):
                be, i = True, i + 1
            elif english.is_a("to", key) and i > at:
                i += 1
            else:
                after = self._skip_adverbs(i)
                negated = negated or any(english.is_a("negations", k) for k in self.keys[i:after])
                if after == i:
                    break
                i = after
        for clause, stop in self._verb_phrase(i, subject, be=be, have=have, bare=i > at):
            yield replace(clause, negated=negated), stop
        if be:
            for clause, stop in self._copula(i, subject):
                yield replace(clause, negated=negated), stop

    def _is_auxiliary_have(self, at: int) -> bool:
        after = self._skip_adverbs(at + 1)
        key = self._key(after)
        return bool(
            self.english.is_a("be", key)
            or self.english.is_a("have", key)
            or any(v.is_participle for v, _ in self.markup.verbs_at(after))
            or self.markup.unknown_at(after)
        )

    def _verb_group(
        self, at: int, subject: Phrase, *, start_be: bool, start_have: bool
    ) -> Iterator[tuple[Clause, int]]:
        """The rest of a verb group after an inverted auxiliary and the subject."""
        english = self.english
        i, be, have = at, start_be, start_have
        negated = False
        while True:
            key = self._key(i)
            if english.is_a("be", key):
                be, i = True, i + 1
            elif english.is_a("have", key) and self._is_auxiliary_have(i):
                have, i = True, i + 1
            elif english.is_a("to", key):
                i += 1
            else:
                after = self._skip_adverbs(i)
                negated = negated or any(english.is_a("negations", k) for k in self.keys[i:after])
                if after == i:
                    break
                i = after
        for clause, stop in self._verb_phrase(i, subject, be=be, have=have, bare=True):
            yield replace(clause, negated=negated), stop

    def _copula(self, at: int, subject: Phrase) -> Iterator[tuple[Clause, int]]:
        """What follows a form of "be" that links: a phrase, adjuncts, or an adjective of state ("missing")."""
        for phrase, after in self._full_phrase(at):
            for adjuncts, stop in self._adjuncts(after):
                yield Clause(subject=subject, objects=(phrase,), adjuncts=adjuncts, tense="be"), stop
        for adjuncts, stop in self._adjuncts(at):
            yield Clause(subject=subject, adjuncts=adjuncts, tense="be"), stop
        if at == len(self.keys):
            yield Clause(subject=subject, tense="be"), at

    def _verb_phrase(
        self, at: int, subject: Phrase | None, *, be: bool, have: bool, bare: bool
    ) -> Iterator[tuple[Clause, int]]:
        for verb, after in self._verbs(at, be or have):
            passive = be and verb.is_participle and not verb.is_ing
            if be and not (verb.is_participle or verb.is_ing):
                continue
            others, after = self._more_verbs(after)
            for clause, stop in self._complements(after, verb, passive):
                slots = replace(clause, verb=verb, other_verbs=others, passive=passive, subject=subject)
                yield slots, stop
        # "declared victory and …" is not read

    def _verbs(self, at: int, participle: bool) -> Iterator[tuple[VerbSense, int]]:
        found = self.markup.verbs_at(at)
        yield from found
        if not found and self.markup.unknown_at(at):
            token = self.tokens[at]
            yield VerbSense((), token.key, token.key, True, token.key.endswith("ing"), at, at + 1), at + 1

    def _more_verbs(self, at: int) -> tuple[tuple[VerbSense, ...], int]:
        """Verbs coordinated with the one before: "or damaged"."""
        if self._key(at) in ("and", "or"):
            for verb, after in self.markup.verbs_at(at + 1):
                if verb.is_participle:
                    return (verb,), after
        return (), at

    def _complements(self, at: int, verb: VerbSense, passive: bool) -> Iterator[tuple[Clause, int]]:
        """Objects, adjuncts and a clause after the verb."""
        text_from = at
        for objects, after in self._objects(at):
            after = self._skip_adverbs(after)
            for adjuncts, stop in self._adjuncts(after):
                yield Clause(objects=objects, adjuncts=adjuncts, text_from=text_from), stop
                if verb.takes_clause and stop < len(self.keys):
                    for content, end in self._content(stop):
                        yield Clause(objects=objects, adjuncts=adjuncts, content=content, text_from=text_from), end

    def _objects(self, at: int) -> Iterator[tuple[tuple[Phrase, ...], int]]:
        for one, after in self._full_phrase(at):
            if after < len(self.keys):
                for two, stop in self._full_phrase(after):
                    yield (one, two), stop
            yield (one,), after
        yield (), at

    def _content(self, at: int) -> Iterator[tuple[Clause, int]]:
        """A clause inside: "(that) 162 drones were shot down", "to stop fighting", "it captured the base"."""
        i = at
        if self._key(i) in self.english.words["complementizers"]:
            i += 1
        if self._key(i) == "to":
            yield from self._predicate(i + 1, Phrase(i, i, pronoun="gap"))
            return
        for subject, after in self._full_phrase(i):
            yield from self._predicate(after, subject)
        # a gap: "how many drones does X say were shot down"
        yield from self._predicate(i, Phrase(i, i, pronoun="gap"))

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
        size = self._preposition(at)
        if not size:
            return
        preposition = " ".join(self.keys[at : at + size])
        inner = at + size
        time = self.markup.times.get(inner)
        if time is not None:
            stop = inner + time.first_words
            yield Adjunct(preposition, Phrase(inner, stop, time=time), at, stop), stop
        for phrase, stop in self._full_phrase(inner):
            if not phrase.wh:
                yield Adjunct(preposition, phrase, at, stop), stop
        if inner == len(self.keys) or self.english.is_a("prepositions", self._key(inner)) or inner in self.markup.times:
            yield Adjunct(preposition, None, at, inner), inner

    def _preposition(self, at: int) -> int:
        if at >= len(self.keys):
            return 0
        if self.keys[at] == "to" and self.markup.is_base_verb(at + 1) and not self.markup.names_at(at + 1):
            return 0
        return self.english.starts_phrase("prepositions", self.keys, at)

    # -- noun phrases --------------------------------------------------------------------------------------------

    def _full_phrase(self, at: int) -> Iterator[tuple[Phrase, int]]:
        """A noun phrase with what follows it: adjuncts and clauses, as much as possible first."""
        for phrase, after in self._coordinated(at):
            yield from self._with_posts(phrase, after)

    def _with_posts(self, phrase: Phrase, at: int) -> Iterator[tuple[Phrase, int]]:
        if phrase.wh in ("place", "time", "reason", "manner", "duration", "length") and phrase.noun is None:
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
        for verb, _ in self.markup.verbs_at(i):
            if verb.is_participle:
                yield from self._verb_phrase(i, host, be=True, have=False, bare=True)
                return
            if verb.is_ing:
                yield from self._verb_phrase(i, host, be=True, have=False, bare=True)
                return

    def _coordinated(self, at: int) -> Iterator[tuple[Phrase, int]]:
        for phrase, after in self._possessed(at):
            if self._key(after) in ("and", ",") and not phrase.wh:
                i = after + 1 + (self._key(after) == "," and self._key(after + 1) == "and")
                for other, stop in self._coordinated(i):
                    if not other.wh and (phrase.name is not None) == (other.name is not None):
                        yield replace(phrase, conjuncts=(*phrase.conjuncts, other, *other.conjuncts), last=stop), stop
            yield phrase, after

    def _possessed(self, at: int) -> Iterator[tuple[Phrase, int]]:
        for phrase, after in self._base(at):
            yield from self._possession(phrase, after)

    def _possession(self, phrase: Phrase, at: int) -> Iterator[tuple[Phrase, int]]:
        if self._key(at) == "'s":
            for owned, after in self._nominal(at + 1, at + 1):
                owned = replace(owned, possessor=phrase, definite=True, first=phrase.first)
                yield from self._possession(owned, after)
            if phrase.wh == "actor" or (phrase.name is None and phrase.noun is None):
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
        if key in english.question or self.markup.phrase_at(at):
            return
        if self.tokens[at].quoted:
            yield Phrase(at, at + 1, quoted=self.tokens[at].text, name=self.markup.best_name(at, 1)), at + 1
            return
        time = self.markup.times.get(at)
        if english.is_a("pronouns", key) and not self.markup.names_at(at):
            yield Phrase(at, at + 1, pronoun=key), at + 1
            if key not in ("one",):
                return
        i, definite, quantifier, number = at, False, "", None
        while i < len(self.keys):
            key = self.keys[i]
            if (english.is_a("articles", key) or english.is_a("determiners", key)) and not self._is_name_here(i):
                definite = definite or key in ("the", "this", "that", "these", "those", "its", "their", "his", "her")
                i += 1
            elif english.is_a("distributive", key):
                quantifier, i = key, i + 1
                if self._key(i) == "of":
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
            yield found
        elif self.keys[at] in self.english.question:
            yield self.english.question[self.keys[at]], at + 1

    def _asking_phrase(self, at: int, after: int, asks: str) -> Iterator[tuple[Phrase, int]]:
        if asks in ("thing", "count", "amount", "owner", "share", "size"):
            if self._key(after) == "of":
                for whole, stop in self._full_phrase(after + 1):
                    yield Phrase(at, stop, wh=asks, posts=(Adjunct("of", whole, after, stop),)), stop
            else:
                i = after
                while self.english.is_a("articles", self._key(i)) and asks == "share":
                    i += 1
                number = self.markup.number_at(i) if asks == "thing" and i not in self.markup.times else None
                i = number[1] if number else i
                for phrase, stop in self._nominal(i, i):
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
        if not names and not nouns and self.markup.unknown_at(at):
            word = self.keys[at]
            yield from self._nominal_from(at + 1, first, (*modifiers, Modifier(at, at + 1, adjective=word)))
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


def _asks(phrase: Phrase) -> bool:
    return bool(phrase.wh) or (phrase.possessor is not None and _asks(phrase.possessor))


def _with_asked(clause: Clause, preposition: str, phrase: Phrase) -> Iterator[Clause]:
    """Puts the fronted question phrase where its gap is: object, complement, stranded preposition, or adjunct."""
    if preposition:
        adjunct = Adjunct(preposition, phrase, phrase.first, phrase.last)
        yield replace(clause, adjuncts=(adjunct, *clause.adjuncts))
        return
    for number, adjunct in enumerate(clause.adjuncts):
        if adjunct.phrase is None:
            filled = replace(adjunct, phrase=phrase)
            yield replace(clause, adjuncts=(*clause.adjuncts[:number], filled, *clause.adjuncts[number + 1 :]))
            return
    if phrase.wh in ("place", "time", "duration", "reason", "manner", "length", "frequency") and phrase.noun is None:
        yield replace(clause, adjuncts=(Adjunct("", phrase, phrase.first, phrase.last), *clause.adjuncts))
        if phrase.wh != "manner" or clause.verb is None:
            return
    if clause.content is not None:
        inner = next(iter(_with_asked(clause.content, "", phrase)), None)
        if inner is not None:
            yield replace(clause, content=inner)
    if clause.tense == "be":
        yield replace(clause, objects=(phrase, *clause.objects))
        return
    if clause.passive and clause.subject is not None:
        yield replace(clause, objects=(phrase, *clause.objects))
        return
    if len(clause.objects) < 2:
        yield replace(clause, objects=(*clause.objects, phrase))
        if clause.objects:
            yield replace(clause, objects=(phrase, *clause.objects))


def _ordinal_digits(key: str) -> int:
    return int(key[:-2]) if key[-2:] in ("st", "nd", "rd", "th") and key[:-2].isdigit() else 0


__all__ = ["Adjunct", "Clause", "Grammar", "Modifier", "Phrase", "is_participle"]
