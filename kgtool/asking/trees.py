"""What the grammar gives: clauses with their verb and slots, phrases with their head, modifiers and adjuncts."""

from __future__ import annotations

from typing import NamedTuple

from kgtool.asking.dates import Time
from kgtool.asking.english import is_plural
from kgtool.asking.markup import NounSense, VerbSense
from kgtool.asking.names import Name


class Phrase(NamedTuple):
    """A noun phrase, or a bare question word."""

    first: int
    last: int
    """Token indices, the last one excluded."""
    wh: str = ""
    """What the phrase asks for: ``actor``, ``thing``, ``count`` …; empty where it asks for nothing."""
    noun: NounSense | None = None
    name: Name | None = None
    unknown: str = ""
    """A head noun that nobody knows."""
    time: Time | None = None
    number: float | None = None
    pronoun: str = ""
    quoted: str = ""
    modifiers: tuple[Modifier, ...] = ()
    possessor: Phrase | None = None
    posts: tuple[Adjunct, ...] = ()
    clauses: tuple[Clause, ...] = ()
    quantifier: str = ""
    definite: bool = False
    conjuncts: tuple[Phrase, ...] = ()
    apposition: Phrase | None = None

    @property
    def is_plural(self) -> bool:
        return self.noun is not None and is_plural(self.noun.form, self.noun.lemma)


class Modifier(NamedTuple):
    """A word before a noun: a name, a noun, an adjective, an ordinal, a participle, or something unknown."""

    first: int
    last: int
    name: Name | None = None
    noun: NounSense | None = None
    adjective: str = ""
    verb: VerbSense | None = None
    ordinal: int = 0
    time: Time | None = None


class Adjunct(NamedTuple):
    """A preposition with its phrase; no preposition before a bare date; no phrase where it is stranded."""

    preposition: str
    phrase: Phrase | None
    first: int
    last: int


class Clause(NamedTuple):
    """A verb with its slots; ``verb`` is None where a form of "be" links two phrases."""

    verb: VerbSense | None = None
    other_verbs: tuple[VerbSense, ...] = ()
    """Verbs coordinated with it: "destroyed or damaged"."""
    passive: bool = False
    negated: bool = False
    subject: Phrase | None = None
    objects: tuple[Phrase, ...] = ()
    adjuncts: tuple[Adjunct, ...] = ()
    content: Clause | None = None
    text_from: int = -1
    """First token after the verb and its plain objects, where free text may stand; -1 for none."""
    asks: bool = True
    """False for a yes/no question."""
    tense: str = ""
    first: int = 0
    last: int = 0
