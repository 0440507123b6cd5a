"""The grammar of questions: from words to a clause with its slots.

In: tokens, and what each run of them may be (names, words of the lexicon, dates). Out: every way to read the whole
question as one clause, likeliest first. Knows English word order; knows neither RDF nor what a word means.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgtool.asking.markup import VerbSense
from kgtool.asking.nominals import CIRCUMSTANCES, Nominals
from kgtool.asking.trees import Adjunct, Clause, Phrase
from kgtool.asking.tuples import replace

MOST_READINGS = 400


class Grammar(Nominals):
    """A recursive-descent grammar with backtracking over one question."""

    # -- the whole question --------------------------------------------------------------------------------------

    def readings(self) -> list[Clause]:
        """All clauses that use up every word, likeliest first."""
        found: list[Clause] = []
        for clause in self._question(0, ()):
            if clause not in found:
                found.append(clause)
            if len(found) >= MOST_READINGS:
                break
        if not any(clause.asks and clause.tense != "fragment" for clause in found) and self._asks_late():
            self.in_place = True
            found = [*self._declaratives(0, asks=True), *found][:MOST_READINGS]
            self.in_place = False
        return found

    def statements(self) -> list[Clause]:
        """All ways to read the words as a statement that is to be confirmed: "X led the talks"."""
        return [clause._replace(asks=False) for clause in self._declaratives(0, asks=False)][:MOST_READINGS]

    def _asks_late(self) -> bool:
        """Whether a question word stands behind the beginning."""
        return any(next(self._question_words(at), None) is not None for at in range(1, len(self.keys)))

    def _declaratives(self, at: int, *, asks: bool, fronted: tuple[Adjunct, ...] = ()) -> Iterator[Clause]:
        """Clauses in the order of statements, with one question word ("X was led by whom?") or none."""
        end = len(self.keys)
        for subject, after in self._full_phrase(at):
            if subject.wh:
                continue
            for clause, stop in self._predicate(after, subject):
                phrases = [*clause.objects, *(a.phrase for a in clause.adjuncts)]
                if stop == end and sum(bool(p and _asks(p)) for p in phrases) == asks:
                    yield replace(clause, adjuncts=(*clause.adjuncts, *fronted), first=at, last=end)
        for adjunct, after in self._adjunct(at):
            comma = after + (self._key(after) == ",")
            if adjunct.phrase is not None and not adjunct.phrase.wh and comma < end:
                yield from self._declaratives(comma, asks=asks, fronted=(*fronted, adjunct))

    def _question(self, at: int, fronted: tuple[Adjunct, ...]) -> Iterator[Clause]:
        for clause in self._core(at):
            yield replace(clause, adjuncts=(*clause.adjuncts, *fronted)) if fronted else clause
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
            if after == end and phrase.wh in ("count", "amount", "share") and not _asks_alone(phrase):
                yield Clause(subject=phrase, tense="be", first=at, last=end)  # "how many dead in X"
            if after == end and not phrase.wh:
                yield Clause(subject=None, objects=(phrase,), tense="fragment", first=at, last=end)

    # -- clauses -------------------------------------------------------------------------------------------------

    def _wh_clause(self, at: int, end: int) -> Iterator[Clause]:
        for preposition, phrase, start in self._wh_start(at):
            after = start + self._cleft(start)
            if not preposition:
                for clause, stop in self._predicate(after, phrase):
                    if stop == end:
                        yield replace(clause, first=at, last=end)
            yield from self._inverted(after, end, preposition, phrase, at)

    def _cleft(self, at: int) -> int:
        """How many words "is it that" are, which say nothing: "who WAS IT THAT led X"."""
        words = [self._key(at + n) for n in range(3)]
        is_cleft = self.english.is_a("be", words[0]) and words[1] == "it" and self.english.is_a("relatives", words[2])
        return 3 if is_cleft else 0

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
            for phrase, after in self._full_phrase(at) if self.markup.phrase_at(at) else ():  # "in what way"
                if phrase.wh in CIRCUMSTANCES:
                    yield "", phrase, after
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
        if is_be and not preposition and self._key(start) in english.words["existential"]:
            # "how many deaths were there in X"
            for adjuncts, stop in self._adjuncts(start + 1):
                if stop == end:
                    yield Clause(subject=phrase, adjuncts=adjuncts, tense="be", first=first, last=end)
            return
        for subject, after_subject in self._full_phrase(start):
            if subject.wh:
                continue
            next_ = self._skip_adverbs(after_subject)
            if is_be and next_ == end:
                yield from _with_asked(
                    Clause(subject=subject, negated=negated, tense="be", first=first, last=end), preposition, phrase
                )
                continue
            for clause, stop in self._verb_group(
                next_, subject, start_be=is_be, start_have=english.is_a("have", auxiliary)
            ):
                if stop == end:
                    whole = replace(clause, negated=negated or clause.negated, first=first, last=end)
                    yield from _with_asked(whole, preposition, phrase)
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
        if is_be and self._key(at + 1) in english.words["existential"]:
            for subject, stop in self._full_phrase(at + 2):
                if stop == end and not subject.wh:
                    yield Clause(subject=subject, tense="exists", asks=False, first=at, last=end)
            return
        for subject, after_subject in self._full_phrase(start):
            if subject.wh:
                continue
            next_ = self._skip_adverbs(after_subject)
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
            elif (english.is_a("to", key) and i > at) or (be and self._is_prospective(i)):
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
                be, i = False, i + 1
            elif be and self._is_prospective(i):
                i += 1
            else:
                after = self._skip_adverbs(i)
                negated = negated or any(english.is_a("negations", k) for k in self.keys[i:after])
                if after == i:
                    break
                i = after
        for clause, stop in self._verb_phrase(i, subject, be=be, have=have, bare=True):
            yield replace(clause, negated=negated), stop

    def _is_prospective(self, at: int) -> bool:
        """Whether the word and "to" tell what is to come: "is DUE to meet"."""
        return self.english.is_a("prospective", self._key(at)) and self.english.is_a("to", self._key(at + 1))

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
            others, rest = self._more_verbs(after, verb.is_participle)
            for clause, stop in self._complements(rest, verb, passive):
                slots = replace(clause, verb=verb, other_verbs=others, passive=passive, subject=subject)
                yield slots, stop
        for verb, after in self._verbs(at, be or have):
            if not be:
                yield from self._free_text(after, verb, subject)

    def _verbs(self, at: int, participle: bool) -> Iterator[tuple[VerbSense, int]]:
        found = self.markup.verbs_at(at)
        yield from found
        if not found and self.markup.unknown_at(at):
            token = self.tokens[at]
            yield VerbSense((), token.key, token.key, True, token.key.endswith("ing"), at, at + 1), at + 1

    def _more_verbs(self, at: int, participle: bool) -> tuple[tuple[VerbSense, ...], int]:
        """Verbs coordinated with the one before, in the same form: "or damaged"."""
        if self.english.is_a("conjunctions", self._key(at)):
            for verb, after in self.markup.verbs_at(at + 1):
                if verb.is_participle == participle and not verb.is_ing:
                    return (verb,), after
        return (), at

    def _complements(self, at: int, verb: VerbSense, passive: bool) -> Iterator[tuple[Clause, int]]:
        """Objects, adjuncts and a clause after the verb."""
        text_from = at
        for objects, after in self._objects(at):
            size = self._preposition(after) if verb.takes_clause and objects else 0
            if size and self.tokens[after + size :] and self._key(after + size).endswith("ing"):
                # "accused X of breaking the truce"
                for content, stop in self._predicate(after + size, Phrase(after, after, pronoun="gap")):
                    yield Clause(objects=objects, content=content, text_from=text_from), stop
            if verb.takes_clause and not objects and self._key(after).endswith("ing"):  # "denied breaking the truce"
                for content, stop in self._predicate(after, Phrase(after, after, pronoun="gap")):
                    yield Clause(content=content, text_from=text_from), stop
            for adjuncts, stop in self._adjuncts(self._skip_adverbs(after)):
                yield Clause(objects=objects, adjuncts=adjuncts, text_from=text_from), stop
                is_to_do = self.english.starts_phrase("to_do", self.keys, stop) if stop < len(self.keys) else 0
                if verb.takes_clause and is_to_do and stop + is_to_do == len(self.keys):
                    yield Clause(objects=objects, adjuncts=adjuncts, text_from=text_from), len(self.keys)
                if verb.takes_clause and self.in_place and is_to_do:
                    for phrase, end in self._full_phrase(stop + is_to_do):  # "they agreed to do what"
                        if phrase.wh == "thing" and not objects:
                            yield Clause(objects=(phrase,), adjuncts=adjuncts, text_from=text_from), end
                if verb.takes_clause and stop < len(self.keys):
                    for content, end in self._content(stop):
                        yield Clause(objects=objects, adjuncts=adjuncts, content=content, text_from=text_from), end

    def _free_text(self, at: int, verb: VerbSense, subject: Phrase | None) -> Iterator[tuple[Clause, int]]:
        """ "who said that this was a critical step": words that the grammar does not read, after a verb of saying."""
        if verb.takes_clause and subject is not None and subject.wh and at < len(self.keys):
            yield Clause(verb=verb, subject=subject, tense="text", text_from=at, last=len(self.keys)), len(self.keys)

    def _objects(self, at: int) -> Iterator[tuple[tuple[Phrase, ...], int]]:
        for one, after in self._full_phrase(at):
            if one.wh in CIRCUMSTANCES and one.noun is None:
                continue
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
        if self.english.is_a("to", self._key(i)):
            yield from self._predicate(i + 1, Phrase(i, i, pronoun="gap"))
            return
        for subject, after in self._full_phrase(i):
            yield from self._predicate(after, subject)
        # a gap: "how many drones does X say were shot down"
        yield from self._predicate(i, Phrase(i, i, pronoun="gap"))


def _asks(phrase: Phrase) -> bool:
    return bool(phrase.wh) or (phrase.possessor is not None and _asks(phrase.possessor))


def _asks_alone(phrase: Phrase) -> bool:
    return phrase.noun is None and not phrase.unknown


def _with_asked(clause: Clause, preposition: str, phrase: Phrase) -> Iterator[Clause]:
    """Puts the fronted question phrase where its gap is: object, complement, stranded preposition, or adjunct."""
    if preposition:
        adjunct = Adjunct(preposition, phrase, phrase.first, phrase.last)
        yield replace(clause, adjuncts=(adjunct, *clause.adjuncts))
        return
    for number, adjunct in enumerate(clause.adjuncts):
        if adjunct.phrase is None:
            filled = replace(adjunct, phrase=phrase)
            if phrase.wh == "duration" and phrase.noun is None:  # "how long did they meet for"
                filled = replace(filled, preposition="")
            yield replace(clause, adjuncts=(*clause.adjuncts[:number], filled, *clause.adjuncts[number + 1 :]))
            return
    if phrase.wh in (*CIRCUMSTANCES, "frequency") and phrase.noun is None:
        yield replace(clause, adjuncts=(Adjunct("", phrase, phrase.first, phrase.last), *clause.adjuncts))
        if phrase.wh != "manner" or clause.verb is None:
            return
    if clause.content is not None:
        for inner in _with_asked(clause.content, "", phrase):
            yield replace(clause, content=inner)
            break
    if clause.tense == "be":
        yield replace(clause, objects=(phrase, *clause.objects))
        return
    if clause.passive and clause.subject is not None:
        if clause.subject.pronoun == "gap":  # "how many drones does X say were launched"
            yield replace(clause, subject=phrase)
        yield replace(clause, objects=(phrase, *clause.objects))
        return
    if len(clause.objects) < 2:
        yield replace(clause, objects=(*clause.objects, phrase))
        if clause.objects:
            yield replace(clause, objects=(phrase, *clause.objects))
