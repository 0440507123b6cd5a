"""The lexicon: which words express which classes and properties, and in which grammatical frames.

The files ``ontology/lexicon/*.ttl`` follow OntoLex-Lemon. An entry (``ontolex:LexicalEntry``) has a part of speech,
a written form (its lemma; several words for a multi-word expression), and

* ``ontolex:denotes`` a class or individual: the word names a kind of thing ("delegation", "palace", "killed" …), or
* ``ontolex:sense`` a frame of this lexicon: the word is a predicate whose arguments stand in grammatical *slots*.

One lexicon serves both directions: ``reading`` finds statements with it, ``asking`` understands questions with it.

Slots, seen from the word (voice is normalised: the agent of a passive stands in ``subject``, its subject in
``object``):

========================  ===============================================================================
``subject`` ``object``    the core arguments of a verb, through relative clauses, participles and control
``complement``            a predicate noun, adjective or second object ("called the deal *a feat*")
``clause``                a clause or infinitive that the word governs
``infinitive``            a clause that the word governs, with "to" ("asked them *to leave*")
``quote``                 a quotation that hangs on the word
``self``                  what the noun itself stands for ("*the head* of …", with its appositions)
``possessor``             "*Azerbaijan's* delegation", "*his* country"
``modifier``              an adjective or noun before the word ("*Russian* delegation", "*drone* attack")
``apposition``            a name that stands beside the noun ("Operation *X*", "the town of *X*")
``host``                  the noun that a noun or participle modifies
any other word            the noun phrase after this preposition ("by", "of", "on", "according to")
========================  ===============================================================================
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from kgtool.errors import DataError
from kgtool.ontology.entries import FRAME_KINDS, Entry, Frame, Role
from kgtool.terms import KGL, LEXINFO, ONTOLEX, RDF


@dataclass(frozen=True)
class Lexicon:
    """All entries, found by their first word."""

    entries: tuple[Entry, ...]
    frames: Mapping[str, Frame] = field(repr=False, default_factory=dict)

    @classmethod
    def load(cls, folder: Path) -> Lexicon:
        """Reads every Turtle file of ``folder``; a broken one raises :class:`DataError` with its line."""
        view = _View()
        for path in sorted(folder.glob("*.ttl")):
            try:
                view.extend(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
            except SyntaxError as error:
                raise DataError(
                    f"broken Turtle: {error.msg}", path=path, line=error.lineno, hint="Correct the file."
                ) from error
        frames = {
            iri: frame
            for kind in FRAME_KINDS
            for iri in view.instances(KGL + kind)
            for frame in [view.frame(iri, kind)]
        }
        entries = tuple(
            sorted(
                (view.entry(iri, frames) for iri in view.instances(ONTOLEX + "LexicalEntry")),
                key=lambda entry: (entry.words, entry.pos, entry.iri),
            )
        )
        return cls(entries, dict(sorted(frames.items())))

    @cached_property
    def by_first_word(self) -> Mapping[str, tuple[Entry, ...]]:
        """Entries by their first word, longest first."""
        table: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            table[entry.words[0]].append(entry)
        return {word: tuple(sorted(found, key=lambda e: -len(e.words))) for word, found in table.items()}

    def starting(self, word: str) -> tuple[Entry, ...]:
        """Entries whose first word is ``word`` (a lemma in lower case), longest first."""
        return self.by_first_word.get(word, ())

    @cached_property
    def by_reference(self) -> Mapping[str, tuple[Entry, ...]]:
        """Entries by what they denote or their frames refer to: the words for a class or property."""
        table: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for reference in dict.fromkeys((*entry.denotes, *(f.reference for f in entry.frames))):
                table[reference].append(entry)
        return {reference: tuple(found) for reference, found in table.items()}

    def expressing(self, reference: str) -> tuple[Entry, ...]:
        """The words for a class, property, measure, mode or stance."""
        return self.by_reference.get(reference, ())

    def marked(self, kind: str) -> tuple[Entry, ...]:
        """Entries with the mark ``kgl:kind``."""
        return tuple(entry for entry in self.entries if kind in entry.kinds)


__all__ = ["FRAME_KINDS", "Entry", "Frame", "Lexicon", "Role"]

Node = ox.NamedNode | ox.BlankNode


class _View:
    """The triples of the lexicon by subject and property, and short ways to read them."""

    def __init__(self) -> None:
        self.by_subject: defaultdict[Node, defaultdict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]]]
        self.by_subject = defaultdict(lambda: defaultdict(list))
        self.by_type: defaultdict[str, list[str]] = defaultdict(list)

    def extend(self, quads: Iterable[ox.Quad]) -> None:
        for quad in quads:
            if isinstance(quad.subject, ox.Triple) or isinstance(quad.object, ox.Triple):
                continue
            self.by_subject[quad.subject][quad.predicate.value].append(quad.object)
            if quad.predicate.value == RDF + "type":
                self.by_type[quad.object.value].append(quad.subject.value)

    def instances(self, cls: str) -> list[str]:
        return sorted(self.by_type[cls])

    def values(self, node: Node, prop: str) -> list[str]:
        return sorted(value.value for value in self.by_subject[node][prop])

    def nodes(self, node: Node, prop: str) -> list[Node]:
        return [value for value in self.by_subject[node][prop] if not isinstance(value, ox.Literal)]

    def one(self, node: Node, prop: str) -> str:
        found = self.values(node, prop)
        return found[0] if found else ""

    def marks(self, node: Node) -> tuple[str, ...]:
        return tuple(v.removeprefix(KGL) for v in self.values(node, RDF + "type") if v.startswith(KGL))

    def frame(self, iri: str, kind: str) -> Frame:
        node = ox.NamedNode(iri)

        def many(name: str) -> tuple[str, ...]:
            return tuple(self.values(node, KGL + name))

        reference = self.one(node, ONTOLEX + "reference")
        if not reference:
            raise DataError(f"the frame {iri} has no ontolex:reference", hint="Say what it means.")
        roles = [self.role(role) for role in self.nodes(node, KGL + "role")]
        return Frame(
            iri=iri,
            kind=kind,
            reference=reference,
            domain_slots=many("domainSlot"),
            range_slots=many("rangeSlot"),
            domain_fillers=many("domainFiller"),
            range_fillers=many("rangeFiller"),
            roles=tuple(sorted(roles, key=lambda role: (role.property, role.slots))),
            counted_slots=many("countedSlot"),
            counted_fillers=many("countedFiller"),
            of_slots=many("ofSlot"),
            measure=self.one(node, KGL + "measure") or (reference if kind == "MeasureFrame" else ""),
            source_slots=many("sourceSlot"),
            content_slots=many("contentSlot"),
            mode=self.one(node, KGL + "mode"),
            event_slots=many("eventSlot"),
            event_fillers=many("eventFiller"),
            time_property=self.one(node, KGL + "timeProperty"),
            time_slots=many("timeSlot"),
            kinds=self.marks(node),
        )

    def role(self, node: Node) -> Role:
        return Role(
            property=self.one(node, KGL + "property"),
            slots=tuple(self.values(node, KGL + "slot")),
            fillers=tuple(self.values(node, KGL + "filler")),
            literal=self.one(node, KGL + "literal") == "true",
            required=self.one(node, KGL + "required") == "true",
        )

    def entry(self, iri: str, frames: Mapping[str, Frame]) -> Entry:
        node = ox.NamedNode(iri)
        forms = [self.one(form, ONTOLEX + "writtenRep") for form in self.nodes(node, ONTOLEX + "canonicalForm")]
        if not forms or not forms[0]:
            raise DataError(f"the lexical entry {iri} has no canonical form", hint="Add ontolex:canonicalForm.")
        senses = self.values(node, ONTOLEX + "sense")
        missing = [sense for sense in senses if sense not in frames]
        if missing:
            raise DataError(f"the lexical entry {iri} points at a frame that does not exist: {missing[0]}")
        return Entry(
            iri=iri,
            words=tuple(sorted(forms)[0].lower().split()),
            pos=self.one(node, LEXINFO + "partOfSpeech").removeprefix(LEXINFO),
            denotes=tuple(self.values(node, ONTOLEX + "denotes")),
            frames=tuple(frames[sense] for sense in senses),
            kinds=self.marks(node),
            number=self.one(node, LEXINFO + "number").removeprefix(LEXINFO),
            gender=self.one(node, LEXINFO + "gender").removeprefix(LEXINFO),
            anaphor=self.one(node, KGL + "anaphor"),
            rank=int(self.one(node, KGL + "rank") or 0),
        )
