"""Whether what a word speaks of happened, is planned, agreed, demanded, hypothetical or denied.

In: the place of an event word. Out: IRI of a mode. The cues are mode frames of the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterable

from kgtool.language.document import Document
from kgtool.language.english import table, words
from kgtool.ontology.lexicon import Frame
from kgtool.reading.model import Evocation
from kgtool.reading.slots import Slots
from kgtool.terms import KG

HAPPENED, PLANNED, NEGATED, HYPOTHETICAL = KG + "Happened", KG + "Planned", KG + "Negated", KG + "Hypothetical"
DENIED, AGREED = KG + "Denied", KG + "Agreed"
STRENGTH = (DENIED, NEGATED, HYPOTHETICAL, KG + "Demanded", KG + "Agreed", PLANNED, HAPPENED)
"""Where several cues meet the one that is furthest from "it happened" wins."""
DAY = 86400
"""Seconds."""


class Modes:
    """Modes of the events of one document."""

    def __init__(
        self, document: Document, slots: Slots, evocations: list[Evocation], denied: Iterable[int] = ()
    ) -> None:
        self.document, self.slots = document, slots
        self.denied = set(denied)
        """Tokens of what somebody denies."""
        self.endings = {e.head for e in evocations for f in e.frames if f.time_property == KG + "finish"}
        """Verbs that tell the end of an event."""
        self.endings -= {
            e.head
            for e in evocations
            for f in e.frames
            if f.kind == "EventFrame" and "object" in f.event_slots and not f.time_property
        }  # "conclude an agreement" makes one
        self.telling = {
            (e.head, slot)
            for e in evocations
            for f in e.frames
            for slot in (*f.event_slots, *f.content_slots, *(f.domain_slots if "Holding" in f.kinds else ()))
        }
        """Verbs that tell of what stands in one of their slots whether and when it is: "hold", "sign", "agree"."""
        self.kinds: dict[int, set[str]] = {}
        """What kind of thing a noun names."""
        for e in evocations:
            if e.entry.pos == "noun":
                evoked = [f.reference for f in e.frames if f.kind == "EventFrame" and not f.event_slots]
                self.kinds.setdefault(e.head, set()).update(e.entry.denotes, evoked)
        self.begins = {e.head for e in evocations for f in e.frames if f.time_property == KG + "begin"}
        """Verbs that tell the begin of an event."""
        self.saying = {e.head for e in evocations if e.entry.pos == "noun" for f in e.frames if f.kind == "ClaimFrame"}
        """Nouns of what is said: "reports *of an attack*"."""
        self.cues: dict[int, list[Evocation]] = {}
        for evocation in evocations:
            if any(f.kind == "ModeFrame" or f.mode for f in evocation.frames):
                self.cues.setdefault(evocation.head, []).append(evocation)

    def of(self, index: int) -> str:
        """The mode of the event that the word at ``index`` speaks of."""
        if index in self.denied:
            if self._is_done(index):
                return HAPPENED  # "denied that it had broken a pact *signed in X*"
            if self._is_what_is_denied(index):
                return DENIED
            return HAPPENED if self._is_definite(index) else HYPOTHETICAL
        if self._is_asked(index):
            return HYPOTHETICAL
        found = {*self._own(index), *self._of_none(index), *self._undone(index)}
        at, child = self.document.tokens[index].head, index
        is_beside = False
        for _ in range(8):
            if at == child:
                break
            if self._governs(at, child) and not (child == index and self._is_known(at, child)):
                given = set(self._given(at, child))
                is_beside = is_beside or (not given and self._is_circumstance(child))
                found.update(mode for mode in given if mode != NEGATED or not is_beside)
                if given and self.document.tokens[at].upos == "NOUN":
                    found.update(self._own(at))  # "without an agreement on a truce"
                if is_beside and child == index and self._is_to_come(at) and not self._is_definite(child):
                    found.add(PLANNED)
                if self._is_complement(child) and any(
                    self.slots.is_word(s, "negative_pronouns") for s in self.slots.children(at, "nsubj")
                ):
                    found.add(NEGATED)  # "*nobody* wants a war"
                if not self._is_doer(at, child):
                    found.update(m for m in self._own(at) if m != HAPPENED and self.document.tokens[at].upos == "VERB"
                                 and (self._is_complement(child) or self._shares_auxiliary(at, child)))  # fmt: skip
            else:
                break
            at, child = self.document.tokens[at].head, at
        if self._was_to_come(index):
            found.add(PLANNED)
        strongest = next((mode for mode in STRENGTH if mode in found), HAPPENED)
        return HAPPENED if strongest in (AGREED, PLANNED) and self._is_done(index) else strongest

    def _is_what_is_denied(self, index: int) -> bool:
        """Whether a denial is of the deed itself: not so where one denies to have been "*warned of* an ambush"."""
        tokens = self.document.tokens
        child = index
        for _ in range(8):
            at = tokens[child].head
            if at == child or at not in self.denied:
                return True
            relation = tokens[child].deprel
            if relation == "acl:relcl" or self._is_background(child):
                return False
            is_phrase = relation.startswith(("obl", "nmod")) and tokens[child].upos in ("NOUN", "PROPN")
            if is_phrase and at not in self.saying and (at, self.slots.case(child)) not in self.telling:
                return False
            child = at
        return True

    def _is_done(self, index: int) -> bool:
        """Whether a participle tells where or when what a noun names was done: "to carry out a deal *reached in X*"."""
        if self._is_begun(index):
            return True
        return any(
            self.document.tokens[c].xpos == "VBN" and (c, "object") in self.telling and self.slots.children(c, "obl")
            for c in self.slots.children(index, "acl")
            if c not in self.cues
            and not self.slots.children(c, "mark")
            and all(self.document.tokens[a].xpos in ("VBD", "VBN") for a in self.slots.children(c, "aux"))
        )

    def _is_begun(self, index: int) -> bool:
        """Whether a verb beside tells that it began: "announced a truce that *took effect* on Monday"."""
        token = self.document.tokens[index]
        joined = self.slots.children(token.head, "conj") if token.deprel.startswith("nsubj") else []
        return any(
            verb in self.begins
            and self.document.tokens[verb].xpos == "VBD"
            and not self.slots.children(verb, "nsubj" if verb in joined else "mark")
            and not any(self.is_negation(c) for c in self.document.children[verb])
            for verb in (*self.slots.children(index, "acl:relcl"), *joined)
        )

    def _was_to_come(self, index: int) -> bool:
        """ "X withdrew from a fifth round hours before *it was to begin*": a pronoun tells of what a noun names."""
        tokens = self.document.tokens
        if tokens[index].upos != "NOUN":
            return False
        for verb in range(index + 1, self.document.sentences[tokens[index].sentence].last):
            pronoun = next((c for c in self.slots.children(verb, "nsubj") if tokens[c].upos == "PRON"), -1)
            if pronoun < index or (verb, "subject") not in self.telling or PLANNED not in set(self._own(verb)):
                continue
            number = tokens[index].feature("Number")
            other = any(i in self.kinds and tokens[i].feature("Number") == number for i in range(index + 1, pronoun))
            if not other and tokens[verb].deprel.startswith(("advcl", "acl:relcl")):
                return True
        return False

    def _is_asked(self, index: int) -> bool:
        """Whether a word stands in a question: "A deal today?" tells of no deal."""
        sentence = self.document.sentences[self.document.tokens[index].sentence]
        closing = [t.text for t in self.document.tokens[sentence.first : sentence.last] if t.upos == "PUNCT"][-2:]
        return "?" in closing

    def _is_known(self, at: int, child: int) -> bool:
        """Whether a phrase names something that is there whatever a verb does to it: "would look into *the attack*"."""
        relation = self.document.tokens[child].deprel
        if self.document.tokens[child].upos not in ("NOUN", "PROPN"):
            return False
        if relation == "obl" and self._is_definite(child):  # "vowed to withdraw *from the accord*"
            return not self._is_circumstance(child) and (at, self.slots.case(child)) not in self.telling
        if not relation.startswith(("obj", "nsubj")):
            return False
        if (at, "subject" if relation == "nsubj" else "object") in self.telling:
            return False
        return bool(self.slots.children(child, "nmod:poss")) or self._is_definite(child)

    def _is_doer(self, at: int, child: int) -> bool:
        """Whether what an event did not do, or only nearly, is told: "a raid *nearly killed* X" took place."""
        token = self.document.tokens[child]
        if token.deprel != "nsubj" or token.upos not in ("NOUN", "PROPN") or (at, "subject") in self.telling:
            return False
        return bool(self.slots.children(at, "obj")) and not any(c in self.cues for c in self.slots.children(at, "aux"))

    def _is_definite(self, noun: int) -> bool:
        return any(self.slots.is_word(c, "definite_determiners") for c in self.slots.children(noun, "det"))

    def is_negation(self, index: int) -> bool:
        """Whether a word ("not", "without") negates what it stands before."""
        return any(
            f.reference == NEGATED for e in self.cues.get(index, ()) for f in e.frames if e.entry.pos == "adverb"
        )

    def _own(self, index: int) -> Iterable[str]:
        """Auxiliaries, negation, conditions and purposes on the word itself."""
        token = self.document.tokens[index]
        for child in self.document.children[index]:
            relation = self.document.tokens[child].deprel.split(":")[0]
            if relation in ("aux", "advmod", "mark", "det", "amod", "cc", "cop") or self._is_misread(child, index):
                for evocation in self.cues.get(child, ()):
                    if evocation.entry.pos in ("auxiliary", "adverb", "conjunction", "adjective"):
                        yield from (
                            PLANNED if "Backshifted" in f.kinds and self._is_reported(index) else f.reference
                            for f in evocation.frames
                            if f.kind == "ModeFrame"
                        )
        if self.slots.is_infinitive(index) and (
            token.deprel.split(":")[0] in ("advcl", "root", "acl", "parataxis") or self._is_to_be(index)
        ):
            yield PLANNED
        for evocation in self.cues.get(index, ()):
            if evocation.entry.pos == "noun":
                yield from (f.reference for f in evocation.frames if f.kind == "ModeFrame")
        cases = self.slots.children(index, "case")
        if any(self.is_negation(c) for c in cases):
            yield NEGATED
        if any(self.slots.is_word(c, "likening_prepositions") for c in cases):
            yield HYPOTHETICAL  # "it sounded *like an attack*"
        if token.xpos == "VBG" and token.deprel.startswith("csubj") and self._is_general(token.head):
            yield HYPOTHETICAL  # "*liberating* the town is our duty"
        for participle in self.slots.children(index, "acl"):  # "a conference *planned* for May"
            if self.document.tokens[participle].xpos == "VBN":
                yield from self._given(participle, index)

    def _is_general(self, predicate: int) -> bool:
        """Whether a predicate tells what something is or would be, not what it was."""
        if self.document.tokens[predicate].upos == "PROPN":
            return False  # "*heading* the team is X"
        copulas = [self.document.tokens[c] for c in self.slots.children(predicate, "cop")]
        auxiliaries = [self.document.tokens[c] for c in self.slots.children(predicate, "aux")]
        return any(t.xpos in ("VBZ", "VBP", "MD") for t in (*copulas, *auxiliaries))

    def _of_none(self, verb: int) -> Iterable[str]:
        """ "*No* helicopter was shot down", "*nobody* fired": not done, though what stands around it may well have
        happened.
        """
        for core in self.slots.children(verb, "nsubj", "obj"):
            if self.slots.is_word(core, "negative_pronouns"):
                yield NEGATED
            if any(self.is_negation(c) for c in self.slots.children(core, "det")):
                yield NEGATED

    def _undone(self, index: int) -> Iterable[str]:
        """ "Talks were to open but *were called off*": what a joined verb says of the same subject."""
        token = self.document.tokens[index]
        if not token.deprel.startswith("nsubj"):
            return
        for verb in self.slots.children(token.head, "conj"):
            if self.slots.is_passive(verb) and not self.slots.children(verb, "nsubj"):
                yield from (mode for mode in self._given(verb, index) if mode == NEGATED)

    def _is_reported(self, verb: int) -> bool:
        """Whether a clause is what somebody said, without a condition: "said the sides *would* meet"."""
        at = verb
        while self.document.tokens[at].deprel == "conj":
            at = self.document.tokens[at].head
        token = self.document.tokens[at]
        said = [token.head] if token.deprel == "ccomp" else self.slots.children(at, "parataxis")
        conditions = [
            mark
            for clause in (*self.slots.children(at, "advcl"), *self.slots.children(verb, "advcl"))
            for mark in self.slots.children(clause, "mark")
            if any(f.reference == HYPOTHETICAL for e in self.cues.get(mark, ()) for f in e.frames)
        ]
        return not conditions and any(self._is_past(s) for s in said)

    def _is_past(self, verb: int) -> bool:
        """Whether somebody said, or had said."""
        xpos = [self.document.tokens[i].xpos for i in (verb, *self.slots.children(verb, "aux"))]
        return "VBD" in xpos

    def _is_misread(self, child: int, verb: int) -> bool:
        """ "Talks are *due to* open", where the tree takes the adjective and "to" for a preposition."""
        case, token = self.document.tokens[child], self.document.tokens[verb]
        return case.deprel == "case" and case.upos == "ADJ" and token.xpos == "VB"

    def _is_to_be(self, index: int) -> bool:
        """ "X *is to* be signed": a form of "be" before the infinitive's mark."""
        marks = [c for c in self.slots.children(index, "mark") if self.slots.is_word(c, "infinitive_marks")]
        before = [c for c in self.slots.children(index, "aux", "cop") if c < min(marks, default=0)]
        return any(self.document.tokens[c].lemma.lower() in words("grammar", "copulas") for c in before)

    def _shares_auxiliary(self, at: int, child: int) -> bool:
        """ "They *will* bid and send": a bare infinitive joined to one with an auxiliary."""
        head, token = self.document.tokens[at], self.document.tokens[child]
        if token.deprel != "conj" or token.xpos not in ("VB", "VBN") or token.xpos != head.xpos:
            return False
        if self.slots.is_infinitive(at) and self.slots.is_infinitive(
            child
        ):  # "are to begin talks and *to conclude* it"
            return not self.slots.children(child, "aux", "nsubj")
        return not self.slots.children(child, "aux", "nsubj", "mark")

    def _governs(self, at: int, child: int) -> bool:
        relation = self.document.tokens[child].deprel.split(":")[0]
        if relation == "nmod":
            return any(e.entry.pos == "noun" for e in self.cues.get(at, ()))  # "hopes *for a truce*"
        if at in self.endings and relation in ("obj", "xcomp", "nsubj"):
            return False  # "agreed to stop fighting": the fighting is not what is agreed
        if self.document.tokens[child].deprel == "acl:relcl" or self._is_background(child):
            return False
        if relation == "nmod":  # "an agreement *on a truce*"
            return self.document.tokens[at].upos == "NOUN" and AGREED in set(self._given(at, child))
        return relation in ("ccomp", "xcomp", "obj", "obl", "conj", "acl", "advcl", "csubj", "nsubj")

    def _is_circumstance(self, child: int) -> bool:
        """Whether a phrase only says where or when: "failed to agree *at a meeting*", which was held."""
        return (
            self.document.tokens[child].deprel == "obl"
            and self.document.tokens[child].upos == "NOUN"
            and self.slots.case(child) in words("grammar", "circumstantial_prepositions")
        )

    def _is_to_come(self, verb: int) -> bool:
        """Whether a verb tells what will be: "*will* sign it at a ceremony"."""
        return self.document.tokens[verb].upos == "VERB" and PLANNED in set(self._own(verb))

    def _is_background(self, child: int) -> bool:
        """Whether a clause only says when or why: "agreed to meet *since the talks began*"."""
        if not self.document.tokens[child].deprel.startswith(("advcl", "acl")) or self.slots.is_infinitive(child):
            return False
        marks = self.slots.children(child, "mark")
        if self.document.tokens[child].deprel == "acl" and any(self.slots.is_word(m, "complementizers") for m in marks):
            return False  # "a demand *that* X leave"
        return any(self.document.tokens[m].xpos == "IN" for m in marks)

    def _is_complement(self, child: int) -> bool:
        return self.document.tokens[child].deprel.split(":")[0] in ("xcomp", "obj", "nsubj")

    def _given(self, at: int, child: int) -> Iterable[str]:
        """The mode that a verb like "agree" or "plan" gives to what it governs."""
        for evocation in self.cues.get(at, ()):
            if evocation.entry.pos not in ("verb", "noun", "adjective"):
                continue
            for frame in evocation.frames:
                if not self._admits(frame, child) or ("Late" in frame.kinds and self._is_hours_late(at)):
                    continue
                given = frame.reference if frame.kind == "ModeFrame" else frame.mode
                is_content = any(child in self._content(at, slot) for slot in frame.content_slots)
                if given and (is_content or (evocation.entry.pos == "adjective" and self._is_told_below(at, child))):
                    yield given

    def _admits(self, frame: Frame, child: int) -> bool:
        """Whether a frame gives a mode to things of this kind: who announces *a truce* has not kept it."""
        if frame.kind != "ModeFrame" or not frame.event_fillers:
            return True
        return any(kind in frame.event_fillers for kind in self.kinds.get(child, ()))

    def _is_hours_late(self, verb: int) -> bool:
        """ "The ceremony *was delayed by three hours*": it was held on that day after all."""
        tokens, seconds = self.document.tokens, table("durations", "seconds")
        if not any(tokens[a].xpos == "VBD" for a in self.slots.children(verb, "aux:pass")):
            return False
        late = [tokens[c].lemma.lower() for c in self.slots.children(verb, "obl") if tokens[c].upos == "NOUN"]
        return any(seconds.get(unit, DAY) < DAY for unit in late)

    def _is_told_below(self, adjective: int, child: int) -> bool:
        """ "Talks are *due to open*": what is due is told of the subject, unless it is its end."""
        if child not in self.slots.children(adjective, "nsubj"):
            return False
        verbs = self.slots.children(adjective, "xcomp", "ccomp", "advcl")
        return any((v, "subject") in self.telling and v not in self.endings for v in verbs)

    def _content(self, at: int, slot: str) -> tuple[int, ...]:
        if slot == "clause":
            return tuple(
                c for head in self.slots.children(at, "ccomp", "xcomp", "acl") for c in self.slots.conjuncts(head)
            ) + tuple(
                c
                for head in self.slots.children(at, "advcl")
                if self.slots.is_infinitive(head)
                for c in self.slots.conjuncts(head)
            )
        return self.slots.fillers(at, slot)
