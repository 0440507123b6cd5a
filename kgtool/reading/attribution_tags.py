"""Tags of what is said: the verb of a tag ("…, X said in a statement"), and who stands beside it."""

from __future__ import annotations

from collections.abc import Iterable

from kgtool.language.document import Document
from kgtool.language.quotations import Quotation
from kgtool.language.transcripts import Turn
from kgtool.reading.model import Attribution, Evocation, Mention
from kgtool.reading.slots import Slots
from kgtool.reading.syntax import HYPHENS
from kgtool.terms import KG

LONGEST_TAG = 4
"""Tokens that may stand behind the verb of a tag ("…, X said *in a statement*,")."""
BEFORE_NAMES = ("DET", "ADJ", "NOUN", "PROPN", "PART", "ADV", "NUM")


class Tags:
    """What the claims of one document are read from, and its tags."""

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

    def _mention_starting(self, index: int) -> int | None:
        return next((m.head for m in self.mentions.values() if m.span.first == index), None)

    # -- "according to X" ----------------------------------------------------------------------------------------

    def _inverted_subject(self, verb: int, scope: set[int]) -> list[int]:
        """Surface fallback: the name right before or behind the verb ("…," said X)."""
        after = self._mention_starting(verb + 1)
        if after is not None and after not in scope:
            return [after]
        before = [m.head for m in self.mentions.values() if m.span.last == verb and m.head not in scope]
        return before[:1]

    def _is_aside(self, index: int) -> bool:
        return bool(self.slots.children(index, "nsubj")) and any(e.head == index for e in self.claims)

    def _is_new_clause(self, verb: int, child: int) -> bool:
        """Whether a semicolon stands before the words of ``child``: "X rejected the deal; Y …"."""
        return any(self.document.tokens[i].text == ";" for i in range(verb, child))


def _takes_quote(evocation: Evocation) -> bool:
    return any(
        ("quote" in frame.content_slots and len(frame.content_slots) > 1)
        or any("quote" in role.slots for role in frame.roles)
        for frame in evocation.frames
    )
