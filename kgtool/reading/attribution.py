"""Who says what: the claims of a text, with source, cue and scope.

In: evocations of claim frames, mentions, quotations. Out: :class:`Attribution` objects and, for any token, the chain
of those
in whose scope it stands, innermost first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kgtool.language.document import Document, Span
from kgtool.language.quotations import Quotation
from kgtool.language.transcripts import Turn
from kgtool.ontology.lexicon import Frame
from kgtool.reading.model import Attribution, Evocation, Mention, Thing
from kgtool.reading.slots import Slots
from kgtool.reading.syntax import HYPHENS
from kgtool.terms import KG

LONGEST_TAG = 4
"""Tokens that may stand behind the verb of a tag ("…, X said *in a statement*,")."""
BEFORE_NAMES = ("DET", "ADJ", "NOUN", "PROPN", "PART", "ADV", "NUM")
DESCRIBING = ("compound", "amod", "nmod:poss")
"""Relations of what only describes the noun behind it."""
FINITE = ("VBD", "VBZ", "VBP", "MD")
NOBODY = -1
"""The source of what somebody says whom the sentence does not name."""


class Attributions:
    """The claims of one document."""

    def __init__(
        self,
        document: Document,
        slots: Slots,
        evocations: list[Evocation],
        mentions: dict[int, Mention],
        quotations: Iterable[Quotation],
        turns: Iterable[Turn] = (),
    ) -> None:
        self.document, self.slots, self.mentions = document, slots, mentions
        self.quotations, self.turns = list(quotations), list(turns)
        self.claims = [e for e in evocations if any(f.kind == "ClaimFrame" for f in e.frames)]
        self.negations = {
            e.head for e in evocations for f in e.frames if f.reference == KG + "Negated" and e.entry.pos == "adverb"
        }
        self.quoting = sorted({e.head for e in evocations if e.entry.pos == "verb" and _takes_quote(e)})
        self.nouns = {e.head: e for e in self.claims if e.entry.pos == "noun"}
        self.found: list[Attribution] = []
        for evocation in sorted(self.claims, key=lambda e: e.entry.pos == "noun"):
            for frame in evocation.frames:
                if frame.kind == "ClaimFrame":
                    self._read(evocation, frame)
        self._continue_quotes()
        self._read_unclaimed_speech()
        self._read_turns()
        self.found.sort(key=lambda a: (len(a.scope), a.source))

    def speakers(self, index: int) -> tuple[Thing, ...]:
        """Who says the words at a position, where they stand in quotation marks and their source is settled."""
        source = self.speaking(index)
        return source.things if source is not None else ()

    def speaking(self, index: int) -> Mention | None:
        """The phrase for whoever says the words at a position in quotation marks."""
        quoted = [q.span for q in self.quotations if q.kind == "speech" and index in q.span]
        quoted += [t.span for t in self.turns if index in t.span]
        outer = [a for a in self.around(index) if any(a.cue.first not in span for span in quoted)]
        return self.mentions.get(outer[0].source) if outer else None

    def around(self, index: int) -> list[Attribution]:
        """The attributions in whose scope a token stands, innermost first."""
        return [a for a in self.found if index in a.scope]

    def _read(self, evocation: Evocation, frame: Frame) -> None:
        if evocation.entry.pos == "verb":
            self._read_verb(evocation, frame)
        elif evocation.entry.pos == "noun":
            self._read_noun(evocation, frame)
        else:
            self._read_preposition(evocation, frame)

    # -- "X said that …" -----------------------------------------------------------------------------------------

    def _read_verb(self, evocation: Evocation, frame: Frame) -> None:
        verb = evocation.head
        tag = self._tag(verb) if "clause" in frame.content_slots else None
        if tag is not None:
            source, scope = tag
            sources = self.slots.conjuncts(source)
        else:
            scope = self._content(verb, frame) or self._vouched_for(verb, frame)
            if not scope:
                if "clause" in frame.content_slots and self._closes(verb):
                    self._nobody(evocation, set(self.document.sentences[self.document.tokens[verb].sentence]), frame)
                return
            sources = [s for slot in frame.source_slots for s in self.slots.fillers(verb, slot)]
            if "subject" in frame.source_slots and (doers := self.slots.fillers(verb, "subject")):
                sources = list(doers)  # "X rejected a report *by Y*": Y rejects nothing
            own = [s for s in dict.fromkeys(sources) if s not in scope or s in self.slots.children(verb, "nsubj")]
            sources = self._speaker_before(verb) or own or self._inverted_subject(verb, scope)
            if any(c in self.negations for s in sources for c in self.slots.children(s, "det")):
                return  # "*no* group claimed responsibility for the attack": nobody says it, and the attack is known
            if self._is_negated(verb):
                self._nobody(evocation, scope, frame)
                return
            scope -= {i for s in sources for i in self._phrase(s)} | {verb}
            if not sources and (self.slots.children(verb, "ccomp") or self._is_charge(verb) or _tells_deed(evocation)):
                self._nobody(evocation, scope, frame)
        scope, beyond = self._up_to_semicolon(verb, scope)
        if beyond:
            self._nobody(evocation, beyond, frame)
        if tag is not None:
            scope |= self._begun_before(verb, scope)
        for source in sources:
            names, via = self._unfold(source)
            for name in names:
                self.found.append(
                    Attribution(frozenset(scope), name, evocation.span, frame.reference, tuple(via), frame)
                )

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

    def _nobody(self, evocation: Evocation, scope: Iterable[int], frame: Frame | None) -> None:
        self.found.append(
            Attribution(frozenset(scope), NOBODY, evocation.span, frame.reference if frame else "", (), frame)
        )

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

    def _phrase(self, source: int) -> range:
        mention = self.mentions.get(source)
        return range(mention.span.first, mention.span.last) if mention is not None else range(source, source + 1)

    def _tag(self, verb: int) -> tuple[int, set[int]] | None:
        """The order of words in "…, X said (on a day), …": all the sentence but the tag is what X says.

        Read from the surface, since trees of such sentences are often wrong.
        """
        tokens = self.document.tokens
        if tokens[verb].xpos not in ("VBD", "VBZ", "VBP") or self._has_clause_behind(verb):
            return None
        sentence = self.document.sentences[tokens[verb].sentence]
        before = next((m for m in self.mentions.values() if m.span.last == verb), None) or self._apposed(verb)
        if before is None:
            return None
        first = before.span.first - 1 if tokens[verb - 1].text == "," else before.span.first
        while first > sentence.first and self._is_before_name(first - 1):
            first -= 1
        while tokens[verb - 1].text == "," and tokens[first - 1].upos == "ADP" and self._is_before_name(first - 2):
            first -= 2  # "the chief negotiator *for* those talks, X, said"
            while first > sentence.first and self._is_before_name(first - 1):
                first -= 1
        source = before.head
        if first - 2 > sentence.first and tokens[first - 1].upos == "ADP" and self._is_of(before, first - 2):
            source, first = first - 2, first - 2  # "a statement by X showed", "mediators from Y announced"
            while first > sentence.first and self._is_before_name(first - 1):
                first -= 1
        if first - sentence.first < 4 or tokens[first - 1].text not in (",", "”", '"', "’"):
            return None
        if not self._ends_tag(verb):
            return None
        start = max((i + 1 for i in range(sentence.first, first) if self._parts(i)), default=sentence.first)
        beside = self.slots.children(verb, "iobj", "obj", "obl", "advmod")
        tag = {*range(first, verb + 1), *(i for c in beside if c > verb for i in self.document.subtree(c))}
        scope = set(range(start, sentence.last)) - tag - self._told_beside(verb, sentence.last)
        added = self.beside(verb)
        if added and added[1] in {e.head for e in self.claims}:
            scope -= set(added)  # "…, X said, *accusing Y of Z*": told of what X says
        if tokens[first - 1].text != ",":  # behind "…," X said, only what is quoted again is X's
            quoted = {i for q in self.quotations if q.kind == "speech" for i in q.span}
            scope = {i for i in scope if i < verb or i in quoted}
        return source, scope

    def _parts(self, index: int) -> bool:
        """Whether a mark ends what another verb tells: a semicolon; a colon behind "X denied it: …, *he said*, …"."""
        tokens = self.document.tokens
        if tokens[index].text != ":":
            return tokens[index].text == ";"
        first = self.document.sentences[tokens[index].sentence].first
        return any(first < e.head < index and tokens[e.head].xpos == "VBD" for e in self.claims)

    def _begun_before(self, verb: int, scope: set[int]) -> set[int]:
        """What stands in the same marks in sentences before: "*A.* B," X said."""
        quoted = [q.span for q in self.quotations if q.kind == "speech" and scope & set(q.span)]
        first = self.document.sentences[self.document.tokens[verb].sentence].first
        return {i for span in quoted for i in span if i < first}

    def _told_beside(self, verb: int, last: int) -> set[int]:
        """What the article adds behind a tag, of another time or place: "…, X said, *as mediators met in Y*"."""
        tokens = self.document.tokens
        comma = next((i for i in range(verb + 1, last) if tokens[i].upos == "PUNCT"), last)
        if comma >= last or tokens[comma].text != ",":
            return set()
        opening = next((i for i in range(comma + 1, min(comma + 5, last)) if tokens[i].upos == "SCONJ"), None)
        if opening is None or not (self.slots.is_word(opening, "time_clauses") or tokens[opening].text.lower() == "as"):
            return set()
        between = tokens[comma + 1 : opening]
        clause = tokens[tokens[opening].head]
        told = bool(self.slots.children(clause.index, "nsubj"))
        return (
            set(range(comma, last)) if told and all(t.upos in ("NUM", "NOUN", "ADV", "DET") for t in between) else set()
        )

    def _is_of(self, mention: Mention, noun: int) -> bool:
        """Whether a phrase hangs on the noun before its preposition."""
        return noun in self.nouns or (noun in self.mentions and self.document.tokens[mention.head].head == noun)

    def _is_before_name(self, index: int) -> bool:
        """Whether a token may belong to the title before a speaker's name: "its mayor", "army spokesman"."""
        tokens = self.document.tokens
        if tokens[index].text in HYPHENS or tokens[index + 1].text in HYPHENS or tokens[index - 1].text in HYPHENS:
            return True  # "the *state-run* agency"
        token = self.document.tokens[index]
        return token.upos in BEFORE_NAMES or token.deprel == "nmod:poss"

    def _apposed(self, verb: int) -> Mention | None:
        """The name between commas right before a verb, behind what describes it: "…, its mayor, X, told reporters"."""
        tokens = self.document.tokens
        if verb < 2 or tokens[verb - 1].text != ",":
            return None
        name = next((m for m in self.mentions.values() if m.kind == "name" and m.span.last == verb - 1), None)
        if name is None or name.span.first < 2 or tokens[name.span.first - 1].text != ",":
            return None
        return name if tokens[name.span.first - 2].upos in ("NOUN", "PROPN") else None

    def _ends_tag(self, verb: int) -> bool:
        """Whether at most a day or an adverb stands between the verb and the next comma or full stop."""
        for token in self.document.tokens[verb + 1 : verb + 2 + LONGEST_TAG]:
            if token.upos == "PUNCT":
                return True
            if token.upos in ("VERB", "AUX", "SCONJ", "PRON"):
                return False
        return False

    def _closes(self, verb: int) -> bool:
        """Whether a verb of speech ends a sentence as a tag does, whoever speaks: "…, *somebody said*."."""
        tokens = self.document.tokens
        sentence = self.document.sentences[tokens[verb].sentence]
        behind = [tokens[i] for i in range(verb + 1, sentence.last)]
        if tokens[verb].xpos != "VBD" or any(t.upos != "PUNCT" for t in behind):
            return False
        return any(tokens[i].text == "," for i in range(sentence.first, verb - 1))

    def _has_clause_behind(self, verb: int) -> bool:
        behind = [c for c in self.slots.children(verb, "ccomp", "xcomp", "obj") if c > verb]
        behind = [c for c in behind if not self._is_new_clause(verb, c)]
        return any(not self._is_afterthought(c) and not self._is_beside(verb, c) for c in behind)

    def _is_beside(self, verb: int, clause: int) -> bool:
        """Whether a participle behind a comma tells what somebody did by saying something: "…, X said, *citing* Y"."""
        tokens = self.document.tokens
        if tokens[clause].xpos != "VBG" or clause < verb or self.slots.children(clause, "nsubj", "aux", "mark"):
            return False
        return tokens[clause - 1].text == ","

    def beside(self, verb: int) -> range:
        """The participle clause right behind a tag, which is no part of the words said: "…, X said, *citing Y*"."""
        tokens = self.document.tokens
        last = self.document.sentences[tokens[verb].sentence].last
        comma = next((i for i in range(verb + 1, min(verb + 2 + LONGEST_TAG, last)) if tokens[i].upos == "PUNCT"), last)
        if comma + 1 >= last or tokens[comma].text != "," or not self._is_beside(verb, comma + 1):
            return range(0)
        return range(comma, last)

    def _speaker_before(self, verb: int) -> list[int]:
        """The speaker of the tag right before a participle that says more: "…, X said, *accusing* Y"."""
        tokens = self.document.tokens
        if not verb or not self._is_beside(verb - 1, verb):
            return []
        first = self.document.sentences[tokens[verb].sentence].first
        at = next((i for i in range(verb - 2, max(first, verb - 2 - LONGEST_TAG), -1) if tokens[i].upos == "VERB"), -1)
        if at not in self.quoting or tokens[at].xpos != "VBD":
            return []
        tag = self._tag(at)
        return self.slots.conjuncts(tag[0]) if tag is not None else []

    def _is_afterthought(self, index: int) -> bool:
        """Whether a phrase without a verb stands behind a comma: "…, X said on Friday, *one of the worst days*"."""
        tokens = self.document.tokens
        first = min(self.document.subtree(index))
        is_phrase = tokens[index].upos in ("NUM", "NOUN") and not self.slots.children(index, "cop", "nsubj", "aux")
        return tokens[index].deprel == "ccomp" and is_phrase and "," in (tokens[first - 1].text, tokens[first].text)

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

    def _is_new_clause(self, verb: int, child: int) -> bool:
        """Whether a semicolon stands before the words of ``child``: "X rejected the deal; Y …"."""
        return any(self.document.tokens[i].text == ";" for i in range(verb, child))

    def _is_aside(self, index: int) -> bool:
        return bool(self.slots.children(index, "nsubj")) and any(e.head == index for e in self.claims)

    def _quoted(self, verb: int, right_beside: bool = False) -> set[int]:
        """Speech in quotation marks in the verb's sentence that no other speaker's verb is nearer to.

        A verb that says nothing else ("continued: …") must stand ``right_beside`` it.
        """
        sentence = self.document.tokens[verb].sentence
        found: set[int] = set()
        if self.document.tokens[verb].xpos == "VBG" and not self.slots.children(verb, "nsubj", "aux"):
            return found
        others = [head for head in self.quoting if head != verb]
        for quotation in self.quotations:
            if quotation.kind != "speech" or sentence not in self._sentences(quotation):
                continue
            if _is_inside(verb, quotation) or (right_beside and not self._is_right_beside(verb, quotation)):
                continue
            if quotation.is_fragment and self._governor(quotation) not in (None, verb):
                continue
            distance = _distance(verb, quotation.span)
            if all(
                _distance(other, quotation.span) > distance
                for other in others
                if self.document.tokens[other].sentence == sentence and not _is_inside(other, quotation)
            ):
                found.update(quotation.span)
        return found

    def _is_right_beside(self, verb: int, quotation: Quotation) -> bool:
        """Whether nothing but marks and the speaker stands between a verb and a quotation."""
        between = range(min(verb + 1, quotation.outer.last), max(verb, quotation.outer.first))
        speaker = {i for c in self.slots.children(verb, "nsubj") for i in self.document.subtree(c)}
        return all(self.document.tokens[i].upos == "PUNCT" or i in speaker for i in between)

    def _governor(self, quotation: Quotation) -> int | None:
        """The verb of speech under which a piece of a sentence is quoted: *called* it "a feat"."""
        at = next(
            (i for i in quotation.span if self.document.tokens[i].head not in quotation.span), quotation.span.first
        )
        while not self.document.tokens[at].is_root and at not in self.quoting:
            at = self.document.tokens[at].head
        return at if at in self.quoting and at not in quotation.span else None

    def _sentences(self, quotation: Quotation) -> tuple[int, int]:
        """The sentences in which a quotation begins and ends: its tag stands in one of them."""
        tokens = self.document.tokens
        last, behind = quotation.span.last - 1, quotation.outer.last
        if tokens[last].text == "," and behind < len(tokens):
            last = behind  # a tag that was taken for a sentence of its own
        return tokens[quotation.span.first].sentence, tokens[last].sentence

    def _continue_quotes(self) -> None:
        """A quotation that makes up whole sentences, without a tag, goes on with what was said right before it."""
        said = {i for attribution in self.found for i in attribution.scope}
        for quotation in self.quotations:
            if quotation.kind != "speech" or quotation.depth or said & set(quotation.span):
                continue
            first, last = self._sentences(quotation)
            sentences = range(self.document.sentences[first].first, self.document.sentences[last].last)
            if any(i not in quotation.span and self.document.tokens[i].upos != "PUNCT" for i in sentences):
                continue
            for attribution in self._said_before(first, quotation):
                at = self.found.index(attribution)
                self.found[at] = replace(attribution, scope=attribution.scope | set(quotation.span))

    def _said_before(self, sentence: int, quotation: Quotation) -> list[Attribution]:
        """The last claims by a verb in the paragraph before a quotation, in the sentence right before it."""
        paragraph = next((p for p in self.document.paragraphs if quotation.span.first in p), None)
        cues = [a for a in self.found if a.cue.first < quotation.span.first and a.source != NOBODY]
        cues = [a for a in cues if paragraph is not None and a.cue.first in paragraph]
        near = [a for a in cues if self.document.tokens[a.cue.first].sentence == sentence - 1]
        last = max((a.cue.first for a in near), default=-1)
        return [a for a in near if a.cue.first == last and self.document.tokens[last].upos == "VERB"]

    def _inverted_subject(self, verb: int, scope: set[int]) -> list[int]:
        """Surface fallback: the name right before or behind the verb ("…," said X)."""
        after = self._mention_starting(verb + 1)
        if after is not None and after not in scope:
            return [after]
        before = [m.head for m in self.mentions.values() if m.span.last == verb and m.head not in scope]
        return before[:1]

    def _mention_starting(self, index: int) -> int | None:
        return next((m.head for m in self.mentions.values() if m.span.first == index), None)

    # -- "according to X" ----------------------------------------------------------------------------------------

    def _read_preposition(self, evocation: Evocation, frame: Frame) -> None:
        first = self.document.tokens[evocation.span.first]
        source = self._complement_of(evocation)
        if source is None:
            return
        sentence = self.document.sentences[first.sentence]
        phrase = self._source_phrase(source) | set(evocation.span)
        at_edge = evocation.span.first <= sentence.first + 2 or max(phrase) >= sentence.last - 3
        alone = not any(
            e.entry.pos == "verb" and self.document.tokens[e.head].sentence == first.sentence for e in self.claims
        )
        clause = self._clause_opened_before(evocation.span.first)
        if clause is not None:
            scope = {i for i in self.document.subtree(clause) if i > evocation.span.first} - phrase
        elif at_edge or alone or self.document.tokens[source].is_root:
            scope = set(sentence) - phrase
        else:
            scope = set(self.document.subtree(self.slots.clause_head(self.document.tokens[source].head))) - phrase
        names, via = self._unfold(source)
        for name in names:
            if scope:
                self.found.append(
                    Attribution(frozenset(scope), name, evocation.span, frame.reference, tuple(via), frame)
                )

    def _clause_opened_before(self, index: int) -> int | None:
        """The verb of the clause whose "that" stands right before: "X said that, *according to Y*, …"."""
        tokens = self.document.tokens
        before = index - 1 if not index or tokens[index - 1].text != "," else index - 2
        if before < 0 or tokens[before].deprel != "mark" or not self.slots.is_word(before, "complementizers"):
            return None
        return tokens[before].head

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

    def _read_noun(self, evocation: Evocation, frame: Frame) -> None:
        """What a claim is said to be is said by whoever makes it, and by nobody known where that is not told."""
        noun = evocation.head
        aside = self._aside(noun)
        scope = aside or {
            i
            for clause in self.slots.children(noun, "acl", "ccomp")
            if self._is_deed(clause)
            or any(self.slots.is_word(mark, "complementizers") for mark in self.slots.children(clause, "mark"))
            for i in self.document.subtree(clause)
        }
        if not scope or self._is_denied(noun, scope):
            return
        sources = [f for slot in frame.source_slots for f in self.slots.fillers(noun, slot)]
        for source in [s for s in dict.fromkeys(sources) if s in self.mentions and s not in scope] or [NOBODY]:
            self.found.append(Attribution(frozenset(scope), source, evocation.span, frame.reference, (), frame))

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

    def _read_unclaimed_speech(self) -> None:
        """What stands in quotation marks of which no verb tells the speaker is not the article's own voice."""
        told = {i for a in self.found for i in a.scope}
        for quotation in self.quotations:
            if quotation.kind == "speech" and not quotation.is_fragment:
                unclaimed = {i for i in quotation.span if i not in told and self.document.tokens[i].upos != "PUNCT"}
                if unclaimed:
                    cue = Span(quotation.outer.first, quotation.outer.first + 1)
                    self.found.append(Attribution(frozenset(unclaimed), NOBODY, cue, "", (), None))

    def _read_turns(self) -> None:
        """What stands behind a speaker's name in a transcript; nobody is known to say what stands behind "Q:"."""
        for turn in self.turns:
            source = next((m.head for m in self.mentions.values() if m.kind == "name" and m.head in turn.label), NOBODY)
            self.found.append(Attribution(frozenset(turn.span), source, turn.label, KG + "Said"))

    # -- sources -------------------------------------------------------------------------------------------------

    def _unfold(self, source: int) -> tuple[list[int], list[int]]:
        """The claimers behind a phrase: of "reports from A including B" these are A and B."""
        evocation = self.nouns.get(source)
        if evocation is None:
            joined = self.slots.conjuncts(source)
            return [j for j in joined if j in self.mentions] or joined[:1], []
        found: list[int] = []
        for frame in evocation.frames:
            for slot in frame.source_slots:
                found.extend(self.slots.fillers(source, slot))
        members = self._members(source)
        found = [f for f in found if f in self.mentions and f not in members]
        return [*members, *found] or [source], []

    def _members(self, filler: int) -> list[int]:
        """Names that a group is said to include."""
        inside = [i for i in self.document.subtree(filler) if i in self.mentions and i != filler]
        inside = [i for i in inside if not self.document.tokens[i].deprel.startswith(DESCRIBING)]  # "a *US* officer"
        return [i for i in inside if self.mentions[i].kind == "name"]


def _tells_deed(evocation: Evocation) -> bool:
    """Whether a verb of speech tells who did something: "blamed the attack on X", "claimed responsibility"."""
    return any(frame.kind == "EventFrame" and frame.event_slots for frame in evocation.frames)


def _takes_quote(evocation: Evocation) -> bool:
    return any(
        ("quote" in frame.content_slots and len(frame.content_slots) > 1)
        or any("quote" in role.slots for role in frame.roles)
        for frame in evocation.frames
    )


def _is_inside(index: int, quotation: Quotation) -> bool:
    """Whether a verb is one of the words quoted: "It is time to *say* goodbye," X said."""
    return quotation.closed and index in quotation.span


def _distance(index: int, span: Span) -> int:
    return span.first - index if index < span.first else max(0, index - span.last + 1)
