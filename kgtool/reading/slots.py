"""Which phrases stand in the grammatical slots of a word.

In: a document and the place of a word. Out: the heads of the phrases in a slot (see ``kgtool.ontology.lexicon``), with
voice normalised, coordination spread out, relative pronouns replaced by what they stand for, and the subjects of
participles and infinitives found. Where the tree has nothing, the words next to the predicate are looked at.
Knows Universal Dependencies; knows no ontology.
"""

from __future__ import annotations

from kgtool.language.document import Document, Span
from kgtool.reading.arguments import Arguments
from kgtool.reading.syntax import is_relation

CLAUSES = ("clause", "infinitive")
"""Slots of clauses."""


class Slots(Arguments):
    """Slot look-up over one document."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._cache: dict[tuple[int, str], tuple[int, ...]] = {}
        self.lists: dict[int, tuple[int, ...]] = {}
        """For the head of a name the heads of the names listed behind it, found on the surface."""
        self.apart: set[int] = set()
        """Heads of phrases that belong to a clause whose verb is left out ("thirteen *to Germany*")."""

    def fillers(self, index: int, slot: str) -> tuple[int, ...]:
        """Heads of the phrases in a slot of the word at ``index``, coordination spread out."""
        key = (index, slot)
        if key not in self._cache:
            heads = self._direct(index, slot)
            spread = [c for head in heads for c in self.conjuncts(head)] if slot not in CLAUSES else heads
            if slot not in (*CLAUSES, "self", "modifier", "possessor", "host"):
                spread = [c for c in spread if c in heads or not self._is_gapped(c, index)]
                if self.tokens[index].upos == "VERB" and slot not in ("subject", "object", "complement"):
                    other = {right for _, right in self.gaps(index, slot)}
                    spread = [c for c in spread if c not in other]
            if slot == "subject":
                other = {right for _, right in self.gapped.get(index, ())}
                spread = [c for c in spread if c not in other]
            if slot in ("subject", "object"):
                spread = [c for head in spread for c in self._past_date(head)]
            resolved = [self.antecedent(head) for head in spread if head not in self.apart or slot == "self"]
            resolved = [r for head in resolved for r in (head, *self.lists.get(head, ()))]
            begin = self._clause_begin(index)
            resolved = [r for r in resolved if r > begin or r in self.lists or slot in ("self", "host")]
            self._cache[key] = tuple(dict.fromkeys(r for r in resolved if r != index or slot == "self"))
        return self._cache[key]

    def _clause_begin(self, index: int) -> int:
        """Where the clause of a verb begins if "that" or the like opens it: nothing before it belongs to it."""
        if self.tokens[index].upos not in ("VERB", "AUX") or self.tokens[index].deprel.startswith("acl"):
            return -1
        marks = [c for c in self.children(index, "mark") if self.tokens[c].xpos == "IN" and c < index]
        marks = [c for c in marks if not self._opens_charge(c)]
        return min(marks, default=-1)

    def _past_date(self, index: int) -> list[int]:
        """What the tree takes for an apposition to a date is what stands in its place."""
        if index not in self.dated:
            return [index]
        return [c for c in self.children(index, "appos") if c not in self.dated]

    def _direct(self, index: int, slot: str) -> list[int]:
        token = self.tokens[index]
        verbal = token.upos in ("VERB", "AUX") or self.is_passive(index)
        match slot:
            case "self":
                return [index]
            case "subject":
                return self._subject(index) if verbal else self._copular_subject(index)
            case "object":
                return self._object(index)
            case "complement":
                return self._complement(index)
            case "clause":
                if not verbal:
                    return self.children(index, "acl")
                return [c for c in self.children(index, "ccomp", "xcomp", "advcl", "acl") if not self.says_when(c)]
            case "infinitive":
                clauses = self.children(index, "xcomp", "ccomp", "advcl")
                return [c for c in clauses if c > index and self.is_infinitive(c)]
            case "quote":
                return []
            case "possessor":
                return self.children(index, "nmod:poss")
            case "modifier":
                return self._modifiers(index)
            case "apposition":
                return self.appositions(index)
            case "host":
                return self._host(index)
            case "whole":
                return [token.head] if token.deprel.startswith("nmod") else []
            case _:
                return self._prepositional(index, slot) or self._beside_role(index, slot)

    def _beside_role(self, index: int, preposition: str) -> list[int]:
        """What somebody is there at in a part: "took part *in the talks* as a mediator", "attended *them* as one"."""
        verb = self.role_verb(index)
        if verb is None:
            return []
        named = [c for c in self._object(verb) if self._is_phrase(c)]
        return [c for c in self._prepositional(verb, preposition) if c != index] or named

    def _is_phrase(self, index: int) -> bool:
        """Whether a noun is more than a part of its verb, as "part" in "take part" is not."""
        return self.tokens[index].feature("Number") != "Sing" or bool(self.children(index, "det", "nmod:poss", "amod"))

    def _modifiers(self, index: int) -> list[int]:
        found = [c for c in self.children(index, "amod", "compound", "nmod", "flat") if c < index]
        found = [c for c in found if not self.children(c, "case") and not self.tokens[c].deprel.startswith("nmod:poss")]
        nested = [m for c in found for m in self._modifiers(c)]
        found, nested = [c for c in found if not self.is_half(c)], [m for m in nested if not self.is_half(m)]
        spread = [k for c in found for k in self.children(c, "conj") if k < index]
        return sorted({*found, *nested, *spread})

    def appositions(self, index: int) -> list[int]:
        """Phrases that stand beside a noun, on either side."""
        token = self.tokens[index]
        found = self.children(index, "appos", "flat", "nmod:desc")
        if token.deprel in ("appos", "nmod:desc") or token.deprel.startswith("flat"):
            found.append(token.head)
        return found

    def describes(self, noun: int, name: Span) -> bool:
        """Whether a noun says what the name right behind it is: "the news agency X", "the battery maker Y".

        The tree has one below the other, or, where it is wrong, both in the same place of one verb.
        """
        if name.first != noun + 1:
            return False
        token = self.tokens[noun]
        if any(c in name for c in self.children(noun, "appos", "flat", "nmod:desc")):
            return True
        if token.head in name:
            return is_relation(token.deprel, ("compound", "nmod:desc"))
        return any(self.tokens[i].head == token.head and self.tokens[i].deprel == token.deprel for i in name)

    def _host(self, index: int) -> list[int]:
        token = self.tokens[index]
        noun = self._noun_before(index)
        if noun is not None:
            return [noun]
        if token.upos in ("VERB", "AUX") and is_relation(token.deprel, ("acl", "amod")):
            return [token.head]
        if token.upos in ("NOUN", "ADJ", "PROPN") and is_relation(token.deprel, ("compound", "amod", "nmod", "acl")):
            return [token.head]
        if token.upos in ("VERB", "AUX") and token.deprel.startswith("advcl"):
            marks = [*self.children(index, "mark"), *(c for c in self.children(index, "advmod") if self._asks_when(c))]
            told = self.children(index, "nsubj") and marks  # "… after gunmen killed 26"
            return [] if told else [token.head]
        return []

    def _opens_charge(self, mark: int) -> bool:
        """ "accused X *of* shelling a camp"; behind a comma only below a passive verb, since trees err there."""
        verb = self.tokens[self.tokens[mark].head].head
        return self.is_word(mark, "genitive") and (self.tokens[mark - 1].text != "," or self.is_passive(verb))

    def is_told_of_another(self, verb: int) -> bool:
        """Whether the object of a verb is what something is to be done to: "ordered *officers* to be recruited"."""
        clauses = [c for c in self.children(verb, "xcomp") if self.is_infinitive(c)]
        return any(self.is_passive(c) and self.children(c, "aux") for c in clauses)

    def says_when(self, clause: int) -> bool:
        """Whether a clause only says when: "accepted the truce *before it was to expire*"."""
        if not self.tokens[clause].deprel.startswith("advcl"):
            return False
        return any(self.is_word(m, "time_clauses") for m in self.children(clause, "mark"))

    def _asks_when(self, index: int) -> bool:
        return self.is_word(index, "time_adverbs")
