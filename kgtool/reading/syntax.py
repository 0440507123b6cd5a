"""What the tree says of a word: its dependents, its preposition, its voice, its clause.

In: a document. Knows Universal Dependencies; knows no slots and no ontology.
"""

from __future__ import annotations

from functools import lru_cache

from kgtool.language.document import Document
from kgtool.language.english import words

HYPHENS = "-‐‑–"


class Syntax:
    """Looks things up in the trees of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens = document.tokens

    def children(self, index: int, *deprels: str) -> list[int]:
        """Dependents with one of these relations, subtypes included."""
        return [c for c in self.document.children[index] if is_relation(self.tokens[c].deprel, deprels)]

    def case(self, index: int) -> str:
        """The preposition of a phrase in lower case, "" where it has none ("on behalf of" as one)."""
        cases = [c for c in self.children(index, "case") if not self.is_word(c, "possessive_marks")]
        if not cases:
            return ""
        printed: list[str] = []
        for case in cases:
            printed.append(self.tokens[case].text.lower())
            printed.extend(self.tokens[c].text.lower() for c in self.children(case, "fixed"))
        return " ".join(printed)

    def words_of(self, index: int) -> list[int]:
        """The tokens of a phrase, from its preposition on where it has one."""
        cases = [c for c in self.children(index, "case") if c < index]
        first = min(cases, default=0)
        return [i for i in self.document.subtree(index) if i >= first]

    def is_passive(self, index: int) -> bool:
        token = self.tokens[index]
        if any(
            self.tokens[c].deprel in ("nsubj:pass", "aux:pass", "csubj:pass") for c in self.document.children[index]
        ):
            return True
        if token.deprel == "conj" and token.xpos in ("VBN", "VBD") and not self.children(index, "nsubj", "aux"):
            return self.is_passive(token.head) and token.xpos == self.tokens[token.head].xpos
        bare = not self.children(index, "aux", "nsubj")
        if token.upos == "ADJ" and token.text.endswith("ed") and self.tokens[index - 1].text in HYPHENS:
            return True  # "a Russian-brokered truce"
        if token.xpos == "VBN" and bare and token.deprel == "xcomp":
            return True  # "stands *accused*"
        return token.xpos in ("VBN", "VBD") and bare and is_relation(token.deprel, ("acl", "advcl", "amod", "dep"))

    def is_half(self, index: int) -> bool:
        """Whether a word is the first half of an adjective: "a *Norwegian*-brokered truce" is not Norway's."""
        if index + 2 >= len(self.tokens) or self.tokens[index + 1].text not in HYPHENS:
            return False
        other = self.tokens[index + 2]
        return other.xpos in ("VBN", "VBD", "VBG") or (other.upos == "ADJ" and other.text.endswith("ed"))

    def clause_head(self, index: int) -> int:
        """The verb (or predicate noun) whose clause a token stands in."""
        at = index
        while not self.tokens[at].is_root:
            token = self.tokens[at]
            if token.upos in ("VERB", "AUX") and not token.deprel.startswith(("aux", "cop", "amod", "compound")):
                return at
            at = token.head
        return at

    def is_word(self, index: int, kind: str) -> bool:
        """Whether a token is one of the function words that ``english.toml`` lists under ``grammar``."""
        return self.tokens[index].text.lower() in words("grammar", kind)

    def is_infinitive(self, index: int) -> bool:
        """Whether a verb stands with "to"."""
        return any(self.is_word(c, "infinitive_marks") for c in self.children(index, "mark"))


@lru_cache(maxsize=4096)
def is_relation(deprel: str, wanted: tuple[str, ...]) -> bool:
    """Whether a relation is one of these, subtypes included."""
    return any(deprel == name or deprel.startswith(name + ":") for name in wanted)
