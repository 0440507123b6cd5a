"""Phrases behind a preposition, wherever the tree hangs them, and clauses whose verb is left out.

In: the trees. Out: the heads of the phrases that belong to a word.
"""

from __future__ import annotations

from kgtool.language.english import words
from kgtool.reading.coordination import Coordination


class Prepositions(Coordination):
    """Which phrases with a preposition belong to a word."""

    def _prepositional(self, index: int, preposition: str) -> list[int]:
        elsewhere = {right for _, right in self.gapped.get(index, ())}
        if preposition in words("grammar", "agent_prepositions") and self._has_doer(index):
            return []  # "foiled an attempt *by X*": X did not foil it
        found = [c for c in self.document.children[index] if self.case(c) == preposition and not self._is_clause(c)]
        found = [c for c in found if c not in elsewhere]
        if not found and preposition in words("grammar", "containing_prepositions") and self._is_where(index):
            return [self.tokens[index].head]
        if not found and " " in preposition:
            return self._phrase_of_words(index, preposition.split())
        if not found and self.tokens[index].upos not in ("VERB", "AUX"):
            return self._following(index, preposition) or self._pair(index, preposition)
        if any(c not in self.dated for c in found):
            return found
        behind = self._behind_date(index, preposition)
        if behind:
            return behind
        particles = [c for c in self.children(index, "compound:prt") if self.tokens[c].text.lower() == preposition]
        if particles:  # "resulting in 3 deaths", the preposition read as a particle
            bare = [c for c in self.children(index, "obl", "obj") if c > particles[0] and not self.case(c)]
            if bare:
                return bare
        # the phrase may hang on the object, the subject's complement or a particle instead
        nested = [
            c
            for child in self.children(index, "obj", "xcomp", "obl", "compound:prt", "nsubj:pass")
            if self.tokens[child].upos != "VERB"  # "agreed to send a team *to the games*" is no agreement to games
            for c in self.children(child, "nmod", "obl")
            if self.case(c) == preposition and c > index and self._is_light(child, preposition)
        ]
        nested = nested or self._past_participle(index, preposition)
        nested = nested or self._following(index, preposition) or self._shared_phrase(index, preposition)
        return [c for c in nested if c not in self.dated] or found or nested

    def _past_participle(self, verb: int, preposition: str) -> list[int]:
        """Where something goes, hung on a participle: "drove a truck packed with explosives *into a crowd*"."""
        if preposition not in words("grammar", "direction_prepositions"):
            return []
        participles = [p for c in self.children(verb, "obj") for p in self.children(c, "acl") if self.is_passive(p)]
        return [c for p in participles for c in self.children(p, "obl") if self.case(c) == preposition]

    def _has_doer(self, verb: int) -> bool:
        """Whether a verb in the active voice has a subject of its own."""
        if self.tokens[verb].upos != "VERB" or self.is_passive(verb):
            return False
        return any(c < verb and not self.tokens[c].deprel.endswith(":pass") for c in self.children(verb, "nsubj"))

    def _is_where(self, verb: int) -> bool:
        """Whether a clause tells what is done at the place before it: "the hotel *where the talks are held*"."""
        if not self.tokens[verb].deprel.startswith("acl:relcl"):
            return False
        return any(self.is_word(c, "place_adverbs") for c in self.children(verb, "advmod"))

    def _pair(self, index: int, preposition: str) -> list[int]:
        """ "The talks in X *between A and B*": what stands between two is of the noun before, wherever it hangs."""
        if preposition not in words("grammar", "pair_prepositions"):
            return []
        governor = self.tokens[index].head
        near = sorted({*self.document.subtree(index), *self.document.subtree(governor)})
        return [c for c in near if c > index and self.case(c) == preposition and not self._is_of_noun(c, index)][:1]

    def _is_of_noun(self, phrase: int, index: int) -> bool:
        """Whether a phrase hangs on a common noun of its own: "the talks would prepare *a summit* between A and B", but
        not "a round *of talks* between A and B"."""
        above = self.tokens[self.tokens[phrase].head]
        if above.head == index and self.case(above.index) == "of":
            return False
        return above.upos == "NOUN" and above.index > index

    def _behind_date(self, index: int, preposition: str) -> list[int]:
        """A phrase that the tree hangs on a date: "planned for 14 April *in Oslo*"."""
        return [
            c
            for date in self.children(index, "obl", "nmod")
            if date in self.dated
            for c in self.children(date, "nmod")
            if self.case(c) == preposition and c not in self.dated
        ]

    def _phrase_of_words(self, index: int, parts: list[str]) -> list[int]:
        """The phrase behind a preposition of several words that the tree takes apart: "on behalf of *X*"."""
        for first in range(index + 1, self._sentence_end(index) - len(parts)):
            if [t.text.lower() for t in self.tokens[first : first + len(parts)]] != parts:
                continue
            last = first + len(parts) - 1
            above = self.tokens[self.tokens[first].head].head
            if self.clause_head(above) == self.clause_head(index) and self.tokens[last].head > last:
                return [self.tokens[last].head]
            if self.tokens[last].upos == "PRON":
                return self._opened_by(last)
        return []

    def _opened_by(self, pronoun: int) -> list[int]:
        """The phrase right behind a pronoun, wherever the tree hangs it: "five members, among them *X*"."""
        at = pronoun + 1
        while at < self._sentence_end(pronoun) and self.tokens[at].head > pronoun and not self.tokens[at].is_root:
            at = self.tokens[at].head
        return [at] if self.tokens[at].upos in ("NOUN", "PROPN") and at < self._sentence_end(pronoun) else []

    def _sentence_end(self, index: int) -> int:
        sentence = self.tokens[index].sentence
        return self.document.sentences[sentence].last

    def _shared_phrase(self, index: int, preposition: str) -> list[int]:
        """A phrase at the end of joined verbs is of all of them: "two were killed and six wounded *in an ambush*"."""
        if not self.is_passive(index):
            return []
        joined = [c for c in self.children(index, "conj") if self.tokens[c].xpos == "VBN"]
        return [
            c
            for verb in joined
            if not self.children(verb, "aux")
            for c in self.children(verb, "obl")
            if self.case(c) == preposition and c > verb
        ]

    def _following(self, index: int, preposition: str) -> list[int]:
        """Surface fallback: the phrase whose preposition stands right behind the noun, wherever the tree hangs it."""
        behind = index + 1
        if behind >= len(self.tokens) or self.tokens[behind].text.lower() != preposition:
            return []
        head = self.tokens[behind].head
        return [head] if self.tokens[behind].deprel == "case" and head > behind else []

    def _is_clause(self, index: int) -> bool:
        return self.tokens[index].upos in ("VERB", "AUX") and not self.children(index, "case")

    def _is_light(self, child: int, preposition: str) -> bool:
        if preposition in words("grammar", "place_prepositions") and self.tokens[child].upos == "PROPN":
            return True  # "awarded the prize to X in Y": people seldom carry a place
        return preposition not in words("grammar", "noun_prepositions") or self.tokens[child].deprel.startswith("xcomp")

    def gaps(self, index: int, slot: str) -> list[tuple[int, int]]:
        """Pairs of phrases in clauses whose verb is left out: "A signed for X and *B for Y*" gives (B, Y)."""
        by_doer = slot == "subject" or slot in words("grammar", "agent_prepositions")
        found = list(self.gapped.get(index, ())) if by_doer else []
        phrases = self.children(index, "obl") if " " in slot else self._prepositional(index, slot)
        for start in (*self.children(index, "nsubj"), *phrases, *self.children(index, "obj")):
            for conjunct in self._all_conjuncts(start):
                if conjunct == start:
                    continue
                for child in self.children(conjunct, "nmod", "orphan", "obl"):
                    if self.case(child) == slot:
                        found.append((conjunct, child))
                behind = self._phrase_behind(conjunct, slot) or self._phrase_past(conjunct, start, slot)
                if behind is not None:
                    found.append((conjunct, behind))
        return list(dict.fromkeys(found))

    def _phrase_past(self, conjunct: int, first: int, preposition: str) -> int | None:
        """The phrase past what describes a name: "A signed for X and B, the rebels' secretary, *for Y*"."""
        if self.case(first) != preposition or self.case(conjunct) or self.tokens[conjunct].upos != "PROPN":
            return None
        verb = self.tokens[first].head
        later = [c for c in self.children(verb, "obl") if c > conjunct and self.case(c) == preposition]
        later = [c for c in later if self.tokens[c].upos == "PROPN"]
        return later[0] if later and any(t.text == "," for t in self.tokens[conjunct : later[0]]) else None

    def _phrase_behind(self, index: int, preposition: str) -> int | None:
        """The phrase whose preposition stands right behind a name."""
        end = max([index, *self.children(index, "flat")]) + 1
        parts = preposition.split()
        last = end + len(parts) - 1
        if [t.text.lower() for t in self.tokens[end : last + 1]] == parts:
            return self.tokens[last].head if self.tokens[last].head > last else None
        return None

    def _is_gapped(self, conjunct: int, verb: int) -> bool:
        """Whether a conjunct is the subject of a clause whose verb is left out ("… and B for Y")."""
        if self.tokens[verb].upos not in ("VERB", "AUX"):
            return False
        phrases = [c for c in self.children(verb, "obl") if c < conjunct and c not in self.dated]
        prepositions = {self.case(c) for c in phrases} - {""}
        return (
            any(self.case(c) in prepositions for c in self.children(conjunct, "nmod", "orphan", "obl"))
            or any(self._phrase_behind(conjunct, p) is not None for p in prepositions)
            or any(self._phrase_past(conjunct, c, self.case(c)) is not None for c in phrases if self.case(c))
        )
