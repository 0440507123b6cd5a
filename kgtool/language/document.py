"""What reading English gives: a text, its tokens in Universal Dependencies trees, its sentences and its names.

The text is never changed: every token, sentence and name points into it with character offsets.
Nothing here knows RDF or the ontology.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Token:
    """A word in the sense of Universal Dependencies (a part of a multi-word token has the part's own characters)."""

    index: int
    """Position in the document, from 0."""
    start: int
    """Offset of the first character in the document's text."""
    end: int
    """Offset behind the last character."""
    text: str
    lemma: str
    upos: str
    """Universal part of speech, such as ``PROPN``."""
    xpos: str
    """Penn Treebank tag, such as ``NNP``."""
    feats: str
    """Universal features as in CoNLL-U, such as ``Number=Plur|Tense=Past``; empty where there are none."""
    head: int
    """Document index of the head; the token's own index at the root of a sentence."""
    deprel: str
    """Universal relation with its subtype, such as ``nsubj:pass``."""
    sentence: int
    """Number of the sentence, from 0."""
    space_after: bool = True

    @property
    def is_root(self) -> bool:
        return self.head == self.index

    def feature(self, name: str) -> str:
        """The value of one universal feature, or an empty string."""
        for pair in self.feats.split("|"):
            key, _, value = pair.partition("=")
            if key == name:
                return value
        return ""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of tokens, ``first`` to ``last`` (``last`` is outside, as in slices)."""

    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.first, self.last))

    def __contains__(self, index: object) -> bool:
        return isinstance(index, int) and self.first <= index < self.last


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the model marks it: ``kind`` is one of ``NAME_KINDS``."""

    first: int
    last: int
    kind: str
    score: float = 1.0
    """Probability that the model gives to the whole span, 0 to 1."""


NAME_KINDS = ("PER", "ORG", "LOC", "FAC", "NORP", "WEAPON", "EVENT", "MISC")
"""Person, organisation, place, built place, nationality or group, weapon or vehicle, named event or operation, rest."""


@dataclass(frozen=True, slots=True)
class Document:
    """A read text. ``text[token.start:token.end] == token.text`` holds for every token."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Span, ...]
    names: tuple[Name, ...]
    paragraphs: tuple[Span, ...] = ()
    """Runs of tokens between blank lines or line breaks."""
    children: tuple[tuple[int, ...], ...] = field(default=(), repr=False)
    """For each token the indices of its dependents, in order."""

    def words(self, first: int, last: int) -> str:
        """The characters from token ``first`` up to, not including, token ``last``, as printed."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if last > first else ""

    def subtree(self, index: int) -> list[int]:
        """The indices of a token and of all below it, in order of the text."""
        found, waiting = [], [index]
        while waiting:
            at = waiting.pop()
            found.append(at)
            waiting.extend(self.children[at])
        return sorted(found)
