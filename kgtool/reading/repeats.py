"""Definite descriptions that repeat an earlier phrase: "a market in X … the market".

In: mentions. Out: each such mention with its antecedent. The head word and the number are the same, the later phrase
says nothing that the earlier did not, and nothing hangs on it that would make it another.
"""

from __future__ import annotations

from kgtool.language.document import Document
from kgtool.reading.model import Mention
from kgtool.reading.slots import Slots

REACH = 12
"""Sentences back in which the earlier phrase may stand."""


class Repeats:
    """Finds the repeated descriptions of one document."""

    def __init__(self, document: Document, slots: Slots, mentions: dict[int, Mention]) -> None:
        self.document, self.slots, self.mentions = document, slots, mentions

    def settle(self) -> None:
        """Gives each repeating mention the head of the one that it repeats."""
        before: dict[tuple[str, str], list[Mention]] = {}
        for mention in sorted(self.mentions.values(), key=lambda m: m.head):
            if mention.kind != "noun":
                continue
            token = self.document.tokens[mention.head]
            known = before.setdefault((token.lemma.lower(), token.feature("Number")), [])
            if self._may_repeat(mention):
                found = next((other for other in reversed(known) if self._repeats(mention, other)), None)
                mention.antecedent = found.head if found is not None else None
            known.append(mention)

    def _may_repeat(self, mention: Mention) -> bool:
        """Whether a phrase is definite, and without anything behind it or an owner; or a bare word for a substance."""
        if len(mention.span) == 1 and mention.number == "Sing" and self._is_bare(mention):
            return True
        hanging = self.slots.children(mention.head, "nmod", "acl", "nmod:poss", "nummod", "appos")
        return mention.definite and mention.quantity is None and not hanging and mention.anaphor not in ("each", "both")

    def _is_bare(self, mention: Mention) -> bool:
        token = self.document.tokens[mention.head]
        return token.xpos == "NN" and not self.document.children[mention.head] and not token.deprel.startswith("comp")

    def _repeats(self, mention: Mention, other: Mention) -> bool:
        tokens = self.document.tokens
        if self._is_bare(mention) and not self._is_bare(other):
            return False
        if tokens[mention.head].sentence - tokens[other.head].sentence > REACH:
            return False
        said = {tokens[i].lemma.lower() for i in self.document.subtree(other.head)}
        return all(
            tokens[i].lemma.lower() in said
            for i in mention.span
            if i != mention.head and tokens[i].upos in ("ADJ", "NOUN", "PROPN", "VERB", "NUM")
        )
