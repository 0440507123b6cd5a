"""What is said: the tokens that a verb, noun or preposition of saying has as its content."""

from __future__ import annotations

from kgtool.ontology.lexicon import Frame
from kgtool.reading.attribution_quotes import Quotes
from kgtool.reading.model import Evocation
from kgtool.terms import KG

FINITE = ("VBD", "VBZ", "VBP", "MD")


class Contents(Quotes):
    """The scope of claims."""

    def _content(self, verb: int, frame: Frame) -> set[int]:
        token = self.document.tokens[verb]
        scope: set[int] = set()
        if "clause" in frame.content_slots:
            finite_only = "Finite" in frame.kinds
            for child in self.slots.children(verb, "ccomp"):
                if self._is_beside(verb, child) or (finite_only and not self._is_told(child)):
                    continue
                below = self.document.subtree(child)
                scope.update(i for i in below if i < verb or child > verb)  # what is said first ends before its tag
                if child > verb and not self.slots.children(child, "nsubj", "csubj", "expl"):
                    scope.update(self._misplaced_subject(verb, child))
            for child in self.slots.children(verb, "parataxis"):
                is_other = self._is_aside(child) or self._is_beside(verb, child) or self._is_new_clause(verb, child)
                if child > verb and not is_other:
                    scope.update(self.document.subtree(child))
            for child in self.slots.children(verb, "advcl"):
                marks = [m for m in self.slots.children(child, "mark") if self.slots.is_word(m, "genitive")]
                if marks:  # "accused by X, a rival, of *shelling Y*"
                    scope.update(i for i in self.document.subtree(child) if i > marks[0])
            if not scope:
                scope.update(self._behind_that(verb, frame))
            if not scope:
                for child in self.slots.children(verb, "xcomp"):
                    is_said = self._is_deed(child) or not finite_only
                    if is_said and self.document.tokens[child].upos == "VERB" and not self._is_beside(verb, child):
                        scope.update(self.document.subtree(child))
            if token.deprel == "parataxis" and not self._has_clause_behind(verb):
                scope.update(set(self.document.subtree(token.head)) - set(self.document.subtree(verb)))
        clausal = bool(scope)
        for slot in frame.content_slots:
            is_gift = slot == "object" and self._is_gift(verb)
            if slot not in ("clause", "quote") and not clausal and not self._is_effect(verb, slot) and not is_gift:
                for filler in self.slots.fillers(verb, slot):
                    if "at" in frame.content_slots:
                        scope.update(i for i in self._clause_behind(verb) if i >= min(filler, verb))
                    scope.update(i for i in self.document.subtree(filler) if i != verb)
        if frame.reference == KG + "Denied" and not clausal:  # "rejected *reports of an attack*"
            said = [f for f in self.slots.fillers(verb, "object") if f in self.nouns]
            scope.update(i for noun in said for i in self.document.subtree(noun))
        if "quote" in frame.content_slots:
            scope.update(self._quoted(verb, right_beside=frame.content_slots == ("quote",)))
        if frame.reference == KG + "Denied":
            scope = {i for i in scope if i < self._colon_behind(verb)}
        told = set() if clausal else self._told_of_object(verb)
        return scope - set(range(verb, verb + 1)) - self._others(verb, scope) - told

    def _is_told(self, clause: int) -> bool:
        """Whether a clause has a subject and a finite verb: "found *that X had fled*", not "found *X hiding*"."""
        if not self.slots.children(clause, "nsubj", "csubj", "expl"):
            return False
        verbs = [clause, *self.slots.children(clause, "aux", "cop")]
        return any(self.document.tokens[i].xpos in FINITE for i in verbs) and not self.slots.is_infinitive(clause)

    def _vouched_for(self, verb: int, frame: Frame) -> set[int]:
        """The clause to which "as X said" is added, without what is joined to it behind that."""
        tokens = self.document.tokens
        opened = [m for m in self.slots.children(verb, "mark") if self.slots.is_word(m, "quoting_conjunctions")]
        told = [s for s in ("clause", "object") if s in frame.content_slots]
        if not opened or "clause" not in told or not tokens[verb].deprel.startswith("advcl"):
            return set()
        if not self.slots.children(verb, "nsubj") or ("object" in told and self.slots.children(verb, "obj")):
            return set()
        clause, own = tokens[verb].head, set(self.document.subtree(verb))
        if tokens[clause].upos not in ("VERB", "AUX") and not self.slots.children(clause, "cop", "nsubj"):
            return set()
        joined = [c for c in self.slots.children(clause, "conj") if c > max(own)]
        beside = {i for c in joined for i in self.document.subtree(c)} if min(own) > clause else set()
        return set(self.document.subtree(clause)) - own - beside

    def _is_effect(self, verb: int, slot: str) -> bool:
        """ "…, *revealing* weaknesses": what a thing shows is said by nobody; with a number it is a report."""
        token = self.document.tokens[verb]
        if slot != "object" or token.xpos != "VBG" or not token.deprel.startswith("advcl"):
            return False
        objects = self.slots.children(verb, "obj")
        return not any(self.slots.children(o, "nummod") for o in objects)

    def _is_gift(self, verb: int) -> bool:
        """Whether the object of a verb is what one gets or is refused: "denied *them visas*", "was denied *visas*"."""
        return bool(
            self.slots.children(verb, "iobj") or (self.slots.is_passive(verb) and self.slots.children(verb, "obj"))
        )

    def _misplaced_subject(self, verb: int, clause: int) -> list[int]:
        """The subject of a clause that the tree takes for the object of the verb of speech."""
        objects = [c for c in self.slots.children(verb, "obj") if verb < c < clause]
        begin = min(self.document.subtree(clause))
        return [i for c in objects for i in self.document.subtree(c) if max(self.document.subtree(c)) == begin - 1]

    def _others(self, verb: int, scope: set[int]) -> set[int]:
        """What the scope holds of the article's own: "…, a charge that Y rejected", where Y is no part of X's words."""
        beside = {
            i
            for index in scope
            if self.document.tokens[index].deprel.startswith("advcl") and any(e.head == index for e in self.claims)
            and index > verb and self.slots.children(index, "nsubj")
            and any(self.slots.is_word(m, "contrast_clauses") for m in self.slots.children(index, "mark"))
            for i in self.document.subtree(index)
        }  # fmt: skip
        return beside | {
            i
            for index in scope
            if self._is_added(index)
            for clause in self.slots.children(index, "acl:relcl")
            if clause != verb and any(e.head == clause for e in self.claims)
            for i in self.document.subtree(index)
        }

    def _colon_behind(self, verb: int) -> int:
        """Where a colon ends what is denied: "X denied that he had fled: *he was in Y*"; else the sentence's end."""
        last = self.document.sentences[self.document.tokens[verb].sentence].last
        return next((i for i in range(verb, last) if self.document.tokens[i].text == ":"), last)

    def _is_added(self, index: int) -> bool:
        """Whether a phrase is added to a sentence: "…, *a charge* that Y rejected"."""
        token = self.document.tokens[index]
        return token.deprel.endswith(("appos", ":unmarked")) or (token.deprel == "parataxis" and token.upos == "NOUN")

    def _told_of_object(self, verb: int) -> set[int]:
        """What the article adds about the thing that is announced: "announced a truce, *which Y rejected*"."""
        tokens = self.document.tokens
        return {
            i
            for noun in self.slots.children(verb, "obj")
            for clause in self.slots.children(noun, "acl:relcl")
            for below in [self.document.subtree(clause)]
            if verb < noun < clause and "," in (tokens[below[0]].text, tokens[below[0] - 1].text)
            for i in below
        }

    def _clause_behind(self, verb: int) -> list[int]:
        """The tokens behind a verb up to the next verb that has a subject of its own."""
        found: list[int] = []
        for index in range(verb + 1, self.document.sentences[self.document.tokens[verb].sentence].last):
            token = self.document.tokens[index]
            if token.upos == "VERB" and self.slots.children(index, "nsubj"):
                first = min(self.slots.children(index, "nsubj"))
                return [i for i in found if i < first - 1]
            found.append(index)
        return found

    def _behind_that(self, verb: int, frame: Frame) -> range:
        """What stands behind "that", where the tree hangs the clause elsewhere ("stated in X *that* …")."""
        tokens = self.document.tokens
        end = self.document.sentences[tokens[verb].sentence].last
        for index in range(verb + 1, end):
            if tokens[index].deprel == "mark" and tokens[index].head > index:
                opens = (
                    self.slots.is_word(index, "complementizers") or tokens[index].text.lower() in frame.content_slots
                )
                return range(index + 1, end) if opens else range(0)
            if tokens[index].upos in ("VERB", "AUX", "PUNCT") and tokens[index].text != ",":
                break
        return range(0)

    def _source_phrase(self, source: int) -> set[int]:
        """The words that name a source, up to the comma that ends them."""
        found = set(self.document.subtree(source))
        comma = next((i for i in sorted(found) if i > source and self.document.tokens[i].text == ","), None)
        return {i for i in found if comma is None or i < comma}

    def _complement_of(self, evocation: Evocation) -> int | None:
        first = self.document.tokens[evocation.span.first]
        if first.head > evocation.span.last - 1:
            return first.head
        for child in self.document.children[evocation.span.first]:
            if child >= evocation.span.last and self.document.tokens[child].deprel.startswith(("obl", "nmod", "obj")):
                return child
        following = [m for m in self.mentions.values() if m.span.first >= evocation.span.last]
        near = min(following, key=lambda m: m.span.first, default=None)
        return near.head if near is not None and near.span.first - evocation.span.last <= 3 else None

    # -- "X's claim that …" --------------------------------------------------------------------------------------

    def _is_charge(self, verb: int) -> bool:
        """Whether a deed is told that nobody named vouches for: "X was accused *of shelling Y*", "is alleged *to have
        shelled Y*"; what is expected "to meet" is no deed.
        """
        if not self.slots.is_passive(verb):
            return False
        behind = [c for c in self.slots.children(verb, "advcl", "obl") if c > verb]
        if any(
            self.slots.is_word(m, "charge_prepositions") for c in behind for m in self.slots.children(c, "mark", "case")
        ):
            return True
        return any(self._is_deed(c) for c in self.slots.children(verb, "xcomp"))

    def _is_deed(self, clause: int) -> bool:
        """Whether an infinitive tells what was done: "*to have shelled Y*"."""
        done = self.document.tokens[clause].xpos == "VBN"
        return done and self.slots.is_infinitive(clause) and bool(self.slots.children(clause, "aux"))

    def _up_to_semicolon(self, verb: int, scope: set[int]) -> tuple[set[int], set[int]]:
        """What is said up to the semicolon that ends the speaker's clause, and the rest, which may be another's."""
        tokens = self.document.tokens
        sentence = self.document.sentences[tokens[verb].sentence]
        cuts = [
            i for i in sentence
            if tokens[i].text == ";" and not any(i in q.span for q in self.quotations)
            and not any(self.slots.is_word(j, "complementizers") for j in (i + 1, i + 2) if j < sentence.last)
        ]  # fmt: skip
        first = max((i for i in cuts if i < verb), default=sentence.first - 1)
        last = min((i for i in cuts if i > verb), default=sentence.last)
        kept = {i for i in scope if first < i < last or i not in sentence}
        return kept, {i for i in scope - kept if tokens[i].text != ";"}

    def _is_negated(self, verb: int) -> bool:
        """ "X did *not* say that …" claims nothing."""
        return any(c in self.negations for c in self.document.children[verb])

    def _clause_opened_before(self, index: int) -> int | None:
        """The verb of the clause whose "that" stands right before: "X said that, *according to Y*, …"."""
        tokens = self.document.tokens
        before = index - 1 if not index or tokens[index - 1].text != "," else index - 2
        if before < 0 or tokens[before].deprel != "mark" or not self.slots.is_word(before, "complementizers"):
            return None
        return tokens[before].head

    def _aside(self, noun: int) -> set[int]:
        """What is so "…, *by the UN's count*": the rest of the sentence."""
        phrase = self.document.subtree(noun)
        first = next(i for i in phrase if self.document.tokens[i].upos != "PUNCT")
        before = self.document.tokens[first - 1].text if first else ""
        by = any(self.slots.is_word(c, "agent_prepositions") for c in self.slots.children(noun, "case"))
        owned = self.slots.children(noun, "nmod:poss") or any(
            self.mentions[c].kind == "demonym" for c in self.slots.children(noun, "amod") if c in self.mentions
        )
        if not by or before != "," or not owned:
            return set()
        return set(self.document.sentences[self.document.tokens[noun].sentence]) - set(phrase)

    def _is_denied(self, noun: int, scope: set[int]) -> bool:
        """Whether a claim stands under a verb of denial whose speaker is known and speaks of its content."""
        verb = self.document.tokens[noun].head
        return any(a.cue.first == verb and a.stance == KG + "Denied" and scope & a.scope for a in self.found)

    # -- speech without a speaker --------------------------------------------------------------------------------
