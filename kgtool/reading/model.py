"""What passes between the steps of reading: mentions, evocations, things, claims and statements.

All positions are token indices of a :class:`kgtool.language.document.Document` unless they are called offsets.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kgtool.language.dates import DateExpression
from kgtool.language.document import Span
from kgtool.language.quantities import Quantity
from kgtool.ontology.entities import Entity
from kgtool.ontology.lexicon import Entry, Frame


@dataclass(slots=True)
class Mention:
    """A phrase that stands for something: a name, a common noun, a pronoun or a demonym."""

    head: int
    span: Span
    kind: str
    """``name``, ``noun``, ``pronoun`` or ``demonym``."""
    classes: frozenset[str] = frozenset()
    """IRIs of the classes that the words denote; empty where the lexicon does not know the noun."""
    denotes: str = ""
    """The one class of the head noun, where it has one."""
    entity: Entity | None = None
    """The known entity that the words name."""
    number: str = ""
    """``Sing``, ``Plur`` or empty."""
    definite: bool = False
    anaphor: str = ""
    """``this``, ``each``, ``both``, ``he``, ``she``, ``it``, ``they`` … where the phrase points back."""
    quantity: Quantity | None = None
    aliases: tuple[str, ...] = ()
    antecedent: int | None = None
    """Head of the earlier phrase that a definite description repeats."""
    things: tuple[Thing, ...] = ()
    """What the phrase stands for; several for "both sides"; empty until identity is settled."""
    word_span: Span | None = None
    """The class word itself, such as "peace talks", without determiners and adjectives."""
    score: float = 1.0
    people_of: str = ""
    """IRI of the state or region whose people a noun such as "Armenians" names."""

    @property
    def word_span_first(self) -> int:
        """Where the class word begins."""
        return self.word_span.first if self.word_span is not None else self.span.first


@dataclass(eq=False, slots=True)
class Thing:
    """Something that the article speaks of, with all that points to it."""

    iri: str
    classes: set[str]
    label: str
    kind: str
    """``entity``, ``person``, ``organisation``, ``place``, ``event``, ``delegation``, ``group`` …"""
    mentions: list[Mention] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)
    entity: Entity | None = None
    number: str = "Sing"
    parties: tuple[Thing, ...] = ()
    """A delegation's party, a ministry's state, an office's organisation."""
    dates: list[DateExpression] = field(default_factory=list)
    sentence: int = 0
    gender: str = ""
    mode: str = ""


@dataclass(frozen=True, slots=True)
class Evocation:
    """A word of the text that is an entry of the lexicon."""

    entry: Entry
    head: int
    span: Span

    @property
    def frames(self) -> tuple[Frame, ...]:
        return self.entry.frames


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what stands in ``scope``: ``source`` is the head of the phrase that names the claimer."""

    scope: frozenset[int]
    source: int
    cue: Span
    stance: str
    via: tuple[int, ...] = ()
    """Heads of phrases through which it is said ("according to media reports")."""
    frame: Frame | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """In whose voice a statement stands."""

    claimer: str
    """IRI of the claimer; empty for the article's own voice."""
    stance: str = ""
    cue: str = ""
    reported_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that is written as an RDF literal: its lexical form, datatype IRI (empty: a plain string) and
    language.
    """

    value: str
    datatype: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One triple, the tokens it was read from, and the voice it stands in."""

    subject: str
    predicate: str
    object: str | Literal
    tokens: frozenset[int]
    sentence: int
    at: int
    """The word that the statement hangs on; statements of one word and voice make one claim."""
    voice: Voice = Voice("")


@dataclass(slots=True)
class Report:
    """What a reading left out, counted by reason, for the build's summary."""

    left_out: dict[str, int] = field(default_factory=dict)

    def count(self, reason: str) -> None:
        self.left_out[reason] = self.left_out.get(reason, 0) + 1
