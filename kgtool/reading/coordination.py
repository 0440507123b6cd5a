"""Joined phrases: conjuncts, lists, and subjects that the tree joins to the phrase before them.

In: the trees. Out: positions. Where the tree is wrong, the order of the words is looked at.
"""

from __future__ import annotations

from kgtool.language.document import Document
from kgtool.language.english import words
from kgtool.reading.syntax import Syntax, is_relation


class Coordination(Syntax):
    """Which phrases are joined in one document."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.dated: set[int] = set()
        """Tokens of dates, which are no doers: "Monday, the 2nd of June, *a second round* was held"."""
        self.adjacent_subjects = self._find_adjacent_subjects()
        self._taken = {i for head in self.adjacent_subjects.values() for i in self._with_title(head)}
        self.gapped = {t.index: self._find_gapped(t.index) for t in document.tokens if t.xpos == "VBN"}
        """Of a passive verb the pairs (phrase, doer) in clauses that leave it out, as ``_find_gapped`` tells them."""
        self._taken |= {left for pairs in self.gapped.values() for left, _ in pairs}

    def conjuncts(self, index: int) -> list[int]:
        """The phrase and those coordinated with it, in order; not one that is the subject of the next verb."""
        found = [index]
        joined = (*self._listed(index), *self._behind_name(index), *self._behind_part(index))
        for child in (*self.children(index, "conj"), *joined):
            excluded = any(self.is_word(c, "excluding_conjunctions") for c in self.children(child, "cc", "advmod"))
            other = index in self.dated and child not in self.dated  # "took A in May and *B* in June": no place of A
            if child not in self._taken and self.tokens[child].upos not in ("VERB", "AUX") and not (excluded or other):
                found.extend(self.conjuncts(child))
        return found

    def _behind_part(self, index: int) -> list[int]:
        """What the tree joins to the noun behind a number is joined to the number: "*14* of its men *and 12* boys"."""
        if self.tokens[index].upos != "NUM":
            return []
        wholes = [c for c in self.children(index, "nmod") if self.case(c) in words("grammar", "genitive")]
        joined = [c for whole in wholes for c in self.children(whole, "conj")]
        return [c for c in joined if self.children(c, "nummod") or self.tokens[c].upos == "NUM"]

    def _behind_name(self, index: int) -> list[int]:
        """What the tree joins to the name right behind a title is joined to the title: "Minister X *and Y* met"."""
        names = [c for c in self.children(index, "appos") if c == index + 1 and self.tokens[c].upos == "PROPN"]
        return [joined for name in names for joined in self.children(name, "conj")]

    def _listed(self, index: int) -> list[int]:
        """Names that the tree takes for appositions but that stand in a list: "A, *B* and C"."""
        if self.tokens[index].upos != "PROPN":
            return []
        last = max(self.children(index, "conj"), default=-1)
        return [c for c in self.children(index, "appos") if self.tokens[c].upos == "PROPN" and index < c < last]

    def _all_conjuncts(self, index: int) -> list[int]:
        return [index, *(c for child in self.children(index, "conj") for c in self._all_conjuncts(child))]

    def is_passive(self, index: int) -> bool:
        """As the tree has it; a participle with a subject right before it is a finite verb."""
        return index not in self.adjacent_subjects and super().is_passive(index)

    def _find_adjacent_subjects(self) -> dict[int, int]:
        """Surface rule: a finite verb without a subject in the tree has as its subject the noun right before it.

        The tree of "A met B and C met D" may hang C on B; the order of English words tells better.
        """
        found: dict[int, int] = {}
        for token in self.tokens:
            if token.xpos == "VBG" and token.index:  # "…, and both sides launching attacks"
                noun = self.tokens[token.index - 1]
                if noun.upos in ("NOUN", "PROPN") and noun.deprel == "conj" and noun.sentence == token.sentence:
                    found[token.index] = noun.index
                continue
            if token.xpos not in ("VBD", "VBZ", "VBP") or token.upos != "VERB" or not token.index:
                continue
            if self.children(token.index, "nsubj", "csubj", "aux:pass", "expl"):
                continue
            if token.deprel.startswith("acl") and not self._goes_on_with_name(token.index):
                continue
            before = self.tokens[token.index - 1]
            if before.upos != "PROPN" or before.sentence != token.sentence:
                continue
            head = before.index
            while self.tokens[head].head != head and self.tokens[head].head < token.index:
                above = self.tokens[head]
                if not is_relation(above.deprel, ("flat", "compound", "appos", "nmod")) or self.case(head):
                    break
                head = above.head
            relation = self.tokens[head].deprel
            is_late_subject = relation.startswith("nsubj") and self.tokens[head].head < head
            if (relation in ("conj", "obj", "nmod", "obl", "dep") or is_late_subject) and not self.case(head):
                if not self._is_in_phrase(head):
                    found[token.index] = head
        return found

    def _goes_on_with_name(self, verb: int) -> bool:
        """Whether a clause is joined to one before it, with a name of its own: "in which A led X *and B led Y*"."""
        at = verb - 1
        while at > 0 and self.tokens[at].upos == "PROPN":
            at -= 1
        return at < verb - 1 and self.tokens[at].upos == "CCONJ" and not self.children(verb, "obl:agent")

    def _find_gapped(self, verb: int) -> list[tuple[int, int]]:
        """Surface rule: "one team was led by A and *the other's by B*", wherever the tree hangs the second phrase."""
        doers = [
            c
            for c in self.document.children[verb]
            if c > verb and self.case(c) in words("grammar", "agent_prepositions")
        ]
        found: list[tuple[int, int]] = []
        if not doers:
            return found
        last = self.document.sentences[self.tokens[verb].sentence].last
        for token in self.tokens[doers[0] + 1 : last]:
            if token.upos in ("VERB", "AUX"):
                break
            before = self.tokens[token.index - 1]
            is_genitive = self.is_word(before.index, "possessive_marks")
            if not self.is_word(token.index, "agent_prepositions") or before.upos == "CCONJ":
                continue
            if before.upos == "PUNCT" and not is_genitive:
                continue
            left = token.index - (2 if is_genitive else 1)
            if is_relation(self.tokens[left].deprel, ("flat",)):
                left = self.tokens[left].head
            if token.head > token.index and left > doers[0]:
                found.append((left, token.head))
        return found

    def _with_title(self, index: int) -> list[int]:
        """A name's head and the words of its title right before it, which the tree may take for its equals."""
        found, at = [index], index - 1
        while at >= 0 and self.tokens[at].upos in ("PROPN", "NOUN") and self.tokens[at].head == self.tokens[index].head:
            found.append(at)
            at -= 1
        return found

    def _is_in_phrase(self, index: int) -> bool:
        """Whether a conjunct belongs to a phrase with a preposition ("talks between A and B opened")."""
        at = index
        while self.tokens[at].deprel == "conj":
            at = self.tokens[at].head
        return at != index and bool(self.case(at))
