"""What pronouns stand for: the speaker, the last person of that gender, the last body, the last pair.

In: mentions with their things. Out: the things of a pronoun. What is not clear stays open: what the rules find must be
probable enough by the learned scorer (``antecedents``), and what they leave open must be nearly sure by it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from functools import cached_property

from kgtool.language.english import words
from kgtool.reading.antecedents import SCORED, Antecedents
from kgtool.reading.model import Mention, Thing
from kgtool.reading.registry import ACTOR, EVENT, ORGANIZATION, PERSON, STATE, Registry, Settler
from kgtool.reading.syntax import HYPHENS

PRONOUN_REACH = 2
"""Sentences back in which a pronoun's antecedent may stand."""
PERSONAL = ("he", "she")
"""Anaphors of the lexicon that stand for a person."""
BODIES = (ORGANIZATION, STATE)
LEAST = 0.3
"""Probability that what a rule finds must have."""
LIKELY = 0.5
"""Probability at which a pronoun is taken to repeat a phrase that has no thing of its own."""
SURE = 0.8
"""Probability at which a phrase is taken that no rule finds."""


class Pronouns(Settler):
    """Settles the pronouns of one document."""

    def __init__(self, registry: Registry) -> None:
        super().__init__(registry)
        self.titles: Container[int] = ()
        """Nouns that are titles."""
        self.speakers: Callable[[int], tuple[Thing, ...]] = lambda index: ()
        """Who says the words at a position in quotation marks; nobody as long as it is not read."""
        self.quoted: set[int] = set()
        """Tokens in quotation marks: whoever is named there is not the one who says it."""
        self.speaking: Callable[[int], Mention | None] = lambda index: None
        """The phrase for whoever says them."""

    def settle_persons(self) -> None:
        """Pronouns for persons in the order of the text, since each tells of the gender of whom it stands for."""
        for mention in sorted(self.mentions.values(), key=lambda m: m.head):
            if mention.kind == "pronoun" and mention.anaphor in (*PERSONAL, "i"):
                speaker = self.speaking(mention.head)  # who is not the "he" of what he says himself
                if speaker is not None and speaker.kind == "pronoun" and speaker.anaphor in PERSONAL:
                    self._settle_person(speaker)
                self._settle_person(mention)

    def _settle_person(self, mention: Mention) -> None:
        found = self.settle(mention) if not mention.things else ()
        if found:
            self.registry.attach(mention, *found)
        if len(found) == 1 and mention.anaphor in PERSONAL:
            found[0].gender = mention.anaphor

    def settle_rest(self) -> None:
        """The other pronouns, when all else is settled."""
        for mention in sorted(self.mentions.values(), key=lambda m: m.head):
            if mention.kind == "pronoun" and not mention.things:
                mention.things = self.settle(mention)
                if not mention.things and mention.anaphor in ("it", "they"):
                    mention.antecedent = self._noun_before(mention)

    def _noun_before(self, mention: Mention) -> int | None:
        """The noun that the sentence or the last is about, if it is probable enough, or else the likeliest phrase."""
        shares = self._shares(mention)
        likely = max(shares, key=lambda h: shares[h], default=None)
        for head, least in ((self._main_noun(mention), LEAST), (likely, LIKELY)):
            if head is not None and self._may_repeat(mention, head) and shares.get(head, 0.0) >= least:
                return head
        return None

    def _main_noun(self, mention: Mention) -> int | None:
        sentence = self.document.tokens[mention.head].sentence
        for at in (sentence, sentence - 1):
            for index in self.document.sentences[at] if at >= 0 else ():
                is_main = index < mention.head and self._is_subject(index) and self._depth(index) == 1
                if is_main and self._may_repeat(mention, index):
                    return index
        return None

    def _may_repeat(self, mention: Mention, head: int) -> bool:
        """Whether a phrase is none for a person, and has the pronoun's number."""
        other = self.mentions.get(head)
        agrees = other is not None and (other.number == "Plur") == (mention.anaphor == "they")
        return other is not None and agrees and not self.registry.is_a(other, PERSON)

    def settle(self, mention: Mention, wanted: tuple[str, ...] = ()) -> tuple[Thing, ...]:
        """What a pronoun stands for, given the classes that its place admits; empty where it is not clear."""
        if mention.things:
            return mention.things
        if mention.anaphor == "i":
            return self.speakers(mention.head)
        found = self._by_rule(mention, wanted)
        if mention.anaphor not in SCORED:
            return found
        weights = self._weights(mention)
        if found and self._is_likely(found, wanted, weights):
            return found
        return self._by_score(mention, wanted, weights)

    def _by_rule(self, mention: Mention, wanted: tuple[str, ...]) -> tuple[Thing, ...]:
        speaker = self._speaker_of(mention)
        if speaker:
            return speaker
        match mention.anaphor:
            case "he" | "she":
                return self._person_before(mention)
            case "it":
                return self._body_before(mention, wanted)
            case "this":
                return self._event_before(mention, wanted)
            case "they" | "both" | "each":
                return self._group_before(mention, wanted)
        return ()

    # -- the scorer ----------------------------------------------------------------------------------------------

    @cached_property
    def _antecedents(self) -> Antecedents:
        return Antecedents(self.document, self.mentions, self.vocabulary)

    def _shares(self, mention: Mention) -> dict[int, float]:
        """The phrases before with their probabilities; a pronoun that is open hands its own on to those before it."""
        found: dict[int, float] = {}
        asked = self._asked(mention.head)
        waiting = {h: p for h, p in self._antecedents.of(mention.head).items() if h not in asked}
        while waiting:
            head = max(waiting)
            probability = waiting.pop(head)
            other = self.mentions.get(head)
            if other is not None and not other.things and other.anaphor in SCORED:
                for before, share in self._antecedents.of(head).items():
                    waiting[before] = waiting.get(before, 0.0) + probability * share
            else:
                found[head] = probability
        return found

    def _weights(self, mention: Mention) -> dict[tuple[Thing, ...], float]:
        """What the phrases before stand for, with its probability; for "they" what is joined is one."""
        things_at: dict[int, tuple[Thing, ...]] = {}
        for head, thing in self.order:
            things_at[head] = (*things_at.get(head, ()), thing)
        found: dict[tuple[Thing, ...], float] = {}
        for head, probability in self._shares(mention).items():
            other = self.mentions.get(head)
            if self._is_quoted(head, mention):
                continue
            things = (other.things if other is not None else ()) or things_at.get(head, ()) or self._apposed(head)
            joined = tuple(dict.fromkeys(self._joined(head))) if mention.anaphor == "they" else ()
            if things:
                things = joined if len(joined) > 1 else things
                found[things] = found.get(things, 0.0) + probability
        return found

    def _apposed(self, index: int) -> tuple[Thing, ...]:
        """What the name beside a noun stands for: "special envoy X", "a smaller group, the Y"."""
        beside = [self.mentions[i] for i in self.slots.appositions(index) if i in self.mentions]
        return next((other.things for other in beside if other.kind == "name"), ())

    def _is_likely(
        self, found: tuple[Thing, ...], wanted: tuple[str, ...], weights: dict[tuple[Thing, ...], float]
    ) -> bool:
        """Whether what a rule finds is probable enough; where its place admits some classes, among things of these."""
        probability = sum(p for things, p in weights.items() if self._acting(things) & set(found))
        admitted = sum(p for things, p in weights.items() if all(self.registry.is_a(t, *wanted) for t in things))
        return probability >= LEAST * (admitted if wanted else 1)

    def _is_quoted(self, head: int, mention: Mention) -> bool:
        """Whether whom "he" means would be named in the quotation beside it: ""X is safe," *he* said"."""
        tokens = self.document.tokens
        beside = tokens[head].sentence == tokens[mention.head].sentence and mention.anaphor in PERSONAL
        return beside and head in self.quoted and mention.head not in self.quoted

    def _acting(self, things: tuple[Thing, ...]) -> set[Thing]:
        """Things with those that act for them: a capital's state."""
        return {*things, *(self.registry.acting(thing) for thing in things)}

    def _by_score(
        self, mention: Mention, wanted: tuple[str, ...], weights: dict[tuple[Thing, ...], float]
    ) -> tuple[Thing, ...]:
        """What nearly all of the probability falls on, where number, gender and class admit it."""
        best = max(weights, key=lambda things: weights[things], default=())
        return best if best and weights[best] >= SURE and self._admits(mention, best, wanted) else ()

    def _admits(self, mention: Mention, things: tuple[Thing, ...], wanted: tuple[str, ...]) -> bool:
        """Whether number, gender and class let a pronoun stand for things."""
        if mention.anaphor in PERSONAL:
            return len(things) == 1 and self.registry.is_a(things[0], PERSON) and self._may_be(things[0], mention)
        plural = len(things) > 1 or things[0].number == "Plur"
        if mention.anaphor == "they":
            return plural and all(self.registry.is_a(thing, *(wanted or (ACTOR,))) for thing in things)
        fits = self.registry.is_a(things[0], *(wanted or BODIES)) and not self.registry.is_a(things[0], PERSON)
        return fits and not plural

    # -- the speaker ---------------------------------------------------------------------------------------------

    def _speaker_of(self, mention: Mention) -> tuple[Thing, ...]:
        """In "X said it had …" the subject of what is said is X, where number and kind agree."""
        token = self.document.tokens[mention.head]
        clause = self.document.tokens[token.head]
        while clause.deprel == "conj":
            clause = self.document.tokens[clause.head]
        if token.deprel.startswith("nmod:poss") and clause.deprel.startswith("nsubj") and mention.anaphor == "it":
            token, clause = clause, self.document.tokens[clause.head]  # "X denied that *its* planes had struck"
        if not token.deprel.startswith("nsubj") or clause.deprel != "ccomp" or mention.anaphor in ("each", "both"):
            return ()
        for subject in self.slots.fillers(clause.head, "subject"):
            other = self.mentions.get(subject)
            if other is None or not other.things or subject > mention.head:
                continue
            person = self.registry.is_a(other.things[0], PERSON)
            if (mention.anaphor in PERSONAL) != person or (mention.anaphor == "they") != (other.number == "Plur"):
                continue
            if person and not self._may_be(other.things[0], mention):
                continue
            return other.things
        return ()

    def _may_be(self, person: Thing, mention: Mention) -> bool:
        """Whether a person is of the pronoun's gender, and not the one who says it in quotation marks."""
        return person.gender in ("", mention.anaphor) and person not in self.speakers(mention.head)

    # -- what stands before --------------------------------------------------------------------------------------

    def _asked(self, index: int) -> set[int]:
        """The subject of the question right before an answer, who does not give it: "*X asked*. …, *he* answered"."""
        tokens = self.document.tokens
        if not self.slots.is_word(tokens[index].head, "answering_verbs"):
            return set()
        return {
            i
            for at in (tokens[index].sentence - 1, tokens[index].sentence)
            for i in (self.document.sentences[at] if at >= 0 else ())
            if i < index and self._is_subject(i) and self.slots.is_word(tokens[i].head, "asking_verbs")
        }

    def _before(self, index: int, sentence: int) -> list[tuple[int, Thing]]:
        """Things of one sentence before a token: subjects first, those high in the tree before those below."""
        asked = self._asked(index)
        found = [
            (head, thing)
            for head, thing in self.order
            if head < index and head not in asked and self.document.tokens[head].sentence == sentence
        ]
        return sorted(found, key=lambda f: (not self._is_subject(f[0]), self._depth(f[0]), f[0]))

    def _is_subject(self, index: int) -> bool:
        return self.document.tokens[index].deprel.startswith("nsubj")

    def _depth(self, index: int) -> int:
        """How far a token is from the root of its sentence."""
        depth, at = 0, index
        while not self.document.tokens[at].is_root:
            depth, at = depth + 1, self.document.tokens[at].head
        return depth

    def main_subject(self, sentence: int, before: int | None = None) -> Thing | None:
        """What the subject of a sentence's main clause stands for, if that is one thing."""
        for index in self.document.sentences[sentence]:
            if self._is_subject(index) and self._depth(index) == 1 and (before is None or index < before):
                mention = self.mentions.get(index)
                if mention is None or len(mention.things) != 1 or len(self.slots.conjuncts(index)) > 1:
                    return None
                return mention.things[0]
        return None

    def _person_before(self, mention: Mention) -> tuple[Thing, ...]:
        """The main subject, the one subject or the one person of the nearest sentence that has persons."""
        sentence = self.document.tokens[mention.head].sentence
        for at in range(sentence, max(sentence - PRONOUN_REACH, 0) - 1, -1):
            persons = [
                (head, thing)
                for head, thing in self._before(mention.head, at)
                if self.registry.is_a(thing, PERSON)
                and self._may_be(thing, mention)
                and not self._is_quoted(head, mention)
            ]
            if self._is_unnamed(at, mention.head):
                return ()
            if not persons:
                continue
            main = self.main_subject(at, mention.head)
            if main is not None and any(thing is main for _, thing in persons):
                return (main,)
            subjects = [t for h, t in persons if self._is_subject(h)]
            distinct = list(dict.fromkeys(t.iri for t in (subjects or [t for _, t in persons])))
            return (self.things[distinct[0]],) if len(distinct) == 1 else ()
        return ()

    def _is_unnamed(self, sentence: int, before: int) -> bool:
        """Whether a sentence is about one person whom it does not name: "*His successor* rejected it"."""
        for index in self.document.sentences[sentence]:
            if index < before and self._is_subject(index) and self._depth(index) == 1:
                mention = self.mentions.get(index)
                if mention is not None and (mention.things or mention.kind != "noun" or mention.number == "Plur"):
                    return False
                is_person = mention is not None and self.registry.is_a(mention, PERSON)
                return (is_person or index in self.titles) and not self._apposed(index)
        return False

    def _body_before(self, mention: Mention, wanted: tuple[str, ...]) -> tuple[Thing, ...]:
        """The organisation or state named last, subjects first; where an event may be meant, the one event before."""
        if EVENT in wanted:
            return self._event_before(mention, wanted)
        sentence = self.document.tokens[mention.head].sentence
        classes = wanted or BODIES
        for at in range(sentence, max(sentence - PRONOUN_REACH, 0) - 1, -1):
            for head, thing in self._before(mention.head, at):
                if thing.number == "Plur" or self.registry.is_a(thing, PERSON) or self._is_aside(head, mention.head):
                    continue
                if self._only_modifies(head) or (at < sentence and self._is_scene(head)):
                    continue
                if self.registry.is_a(thing, *classes):
                    return (thing,)
                state = self.registry.acting(thing) if self._is_subject(head) else thing  # "*Nairobi* denied it"
                if state is not thing and self.registry.is_a(state, *classes):
                    return (state,)
        return ()

    def _only_modifies(self, index: int) -> bool:
        """Whether a phrase only says whose another is: "*X's* opposition", behind which "it" is not X."""
        mention = self.mentions.get(index)
        owns = self.document.tokens[index].deprel.startswith(("nmod:poss", "compound", "amod"))
        hyphened = self.document.tokens[index + 1 : index + 2]
        owns = owns or any(token.text in HYPHENS for token in hyphened)  # "a *U.N.*-backed mission"
        return owns or (mention is not None and mention.kind == "demonym")

    def _is_scene(self, index: int) -> bool:
        """Whether a phrase only says where: "police deployed *in X*", behind which "its commander" is not X's."""
        relation = self.document.tokens[index].deprel
        return relation.startswith(("obl", "nmod")) and self.slots.case(index) in words("grammar", "place_prepositions")

    def _is_aside(self, index: int, pronoun: int) -> bool:
        """Whether a phrase stands in a relative clause in which the pronoun does not."""
        at = index
        while not self.document.tokens[at].is_root:
            if self.document.tokens[at].deprel == "acl:relcl":
                return pronoun not in self.document.subtree(at)
            at = self.document.tokens[at].head
        return False

    def _event_before(self, mention: Mention, wanted: tuple[str, ...]) -> tuple[Thing, ...]:
        """The one event that the sentence before tells of."""
        if EVENT not in wanted:
            return ()
        sentence = self.document.tokens[mention.head].sentence
        found = {
            thing.iri: thing
            for at in (sentence, sentence - 1)
            for _, thing in self._before(mention.head, at)
            if self.registry.is_a(thing, EVENT)
        }
        return tuple(found.values()) if len(found) == 1 else ()

    def _group_before(self, mention: Mention, wanted: tuple[str, ...]) -> tuple[Thing, ...]:
        """The last ones that the text joins, or the one plural body that the sentence is about."""
        sentence = self.document.tokens[mention.head].sentence
        classes = wanted or (ACTOR,)
        for at in range(sentence, max(sentence - PRONOUN_REACH, 0) - 1, -1):
            if mention.anaphor == "they":
                main = self._plural_subject(at, mention.head)
                if main and all(self.registry.is_a(t, *classes) for t in main):
                    return main
            for other in sorted(self.mentions.values(), key=lambda m: -m.head):
                if other.head >= mention.head or self.document.tokens[other.head].sentence != at:
                    continue
                group = list(self._joined(other.head))
                if len(group) > 1 and all(self.registry.is_a(t, *classes) for t in group):
                    return tuple(dict.fromkeys(group))
        return ()

    def _plural_subject(self, sentence: int, before: int) -> tuple[Thing, ...]:
        """The main subject of a sentence, if it is a plural with one thing: "the armed forces"."""
        for index in self.document.sentences[sentence]:
            if index < before and self._is_subject(index) and self._depth(index) == 1:
                mention = self.mentions.get(index)
                if mention is not None and mention.number == "Plur" and len(mention.things) == 1:
                    return mention.things
        return ()

    def _joined(self, index: int) -> Iterable[Thing]:
        return (t for c in self.slots.conjuncts(index) if c in self.mentions for t in self.mentions[c].things)
