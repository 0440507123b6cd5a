"""Statements as quads: claims, sentences and the document in the default graph, what they say in named graphs.

In: the statements of one article. Out: pyoxigraph quads in the layout of ``docs/graph.md``. Offsets count characters
of the seed file.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kgtool.language.document import Document
from kgtool.reading.model import Literal, Statement, Voice
from kgtool.terms import DCTERMS, ID, KG, RDF, XSD

A = ox.NamedNode(RDF + "type")


@dataclass(frozen=True, slots=True)
class Source:
    """The article that is read: its name, where its text starts in the file, and its front matter."""

    name: str
    body_start: int
    published: datetime.date
    title: str = ""
    publisher: str = ""
    """IRI of the publisher; empty where none is given."""
    publisher_name: str = ""
    url: str = ""
    language: str = "en"
    path: str = ""
    sha256: str = ""

    @property
    def iri(self) -> str:
        return ID + self.name

    @property
    def voice(self) -> str:
        """IRI of who speaks where the article names no other: the publisher, or the article itself."""
        return self.publisher or self.iri


def quads(
    document: Document,
    statements: Iterable[Statement],
    source: Source,
    printed: str,
    left_out: Mapping[str, int] | None = None,
) -> list[ox.Quad]:
    """All quads of one article, in no particular order; ``printed`` is its text letter for letter, ``left_out`` what
    was not understood well enough, counted by reason.
    """
    writer = _Writer(document, source, printed)
    writer.describe_document()
    for reason, count in (left_out or {}).items():
        writer.add(source.iri, KG + "leftOut", ox.Literal(f"{reason}: {count}"))
    groups: defaultdict[tuple[int, int, Voice], list[Statement]] = defaultdict(list)
    for statement in statements:
        groups[statement.sentence, statement.at, statement.voice].append(statement)
    spans: defaultdict[int, list[tuple[int, int, str, Voice, list[Statement]]]] = defaultdict(list)
    for (sentence, _, voice), members in groups.items():
        tokens = {i for member in members for i in member.tokens}
        spans[sentence].append((min(tokens), max(tokens) + 1, voice.claimer, voice, members))
    for sentence in sorted(spans):
        writer.sentence(sentence)
        ordered = sorted(spans[sentence], key=lambda s: (s[0], s[1], s[2], s[3].stance, s[3].cue, s[4][0].at))
        for number, (first, last, _, voice, members) in enumerate(ordered, start=1):
            writer.claim(sentence, number, first, last, voice, members)
    return list(dict.fromkeys(writer.quads))


class _Writer:
    def __init__(self, document: Document, source: Source, printed: str) -> None:
        self.document, self.source, self.printed = document, source, printed
        self.quads: list[ox.Quad] = []

    def add(self, subject: str, predicate: str, value: ox.NamedNode | ox.Literal, graph: str = "") -> None:
        name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        self.quads.append(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value, name))

    def describe_document(self) -> None:
        source = self.source
        self.add(source.iri, RDF + "type", ox.NamedNode(KG + "Document"))
        self.add(source.iri, DCTERMS + "issued", _typed(source.published.isoformat(), XSD + "date"))
        for prop, text in ((DCTERMS + "title", source.title), (DCTERMS + "language", source.language),
                           (KG + "path", source.path), (KG + "sha256", source.sha256)):  # fmt: skip
            if text:
                self.add(source.iri, prop, ox.Literal(text))
        if source.url:
            self.add(source.iri, DCTERMS + "source", ox.Literal(source.url, datatype=ox.NamedNode(XSD + "anyURI")))
        if source.publisher:
            self.add(source.iri, DCTERMS + "publisher", ox.NamedNode(source.publisher))
            self.add(source.publisher, KG + "name", ox.Literal(source.publisher_name))

    def place(self, subject: str, first: int, last: int) -> None:
        """Offsets and quote of a run of tokens."""
        start, end = self.document.tokens[first].start, self.document.tokens[last - 1].end
        self.add(subject, KG + "start", _integer(start + self.source.body_start))
        self.add(subject, KG + "end", _integer(end + self.source.body_start))
        self.add(subject, KG + "quote", ox.Literal(self.printed[start:end]))
        self.add(subject, KG + "document", ox.NamedNode(self.source.iri))

    def sentence(self, number: int) -> None:
        iri = self._sentence_iri(number)
        self.add(iri, RDF + "type", ox.NamedNode(KG + "Sentence"))
        self.add(iri, KG + "number", _integer(number + 1))
        span = self.document.sentences[number]
        self.place(iri, span.first, span.last)

    def _sentence_iri(self, number: int) -> str:
        return f"{self.source.iri}/sentence/{number + 1}"

    def claim(self, sentence: int, number: int, first: int, last: int, voice: Voice, said: list[Statement]) -> None:
        iri = f"{self.source.iri}/claim/{sentence + 1}.{number}"
        self.add(iri, RDF + "type", ox.NamedNode(KG + ("Claim" if voice.claimer else "Narration")))
        self.add(iri, KG + "claimedBy", ox.NamedNode(voice.claimer or self.source.voice))
        self.add(iri, KG + "sentence", ox.NamedNode(self._sentence_iri(sentence)))
        for outer in voice.reported_by:
            self.add(iri, KG + "reportedBy", ox.NamedNode(outer))
        if voice.stance:
            self.add(iri, KG + "stance", ox.NamedNode(voice.stance))
        if voice.cue:
            self.add(iri, KG + "cue", ox.Literal(voice.cue))
        self.place(iri, first, last)
        for statement in said:
            self.add(statement.subject, statement.predicate, _object(statement.object), iri)


def _object(value: str | Literal) -> ox.NamedNode | ox.Literal:
    if isinstance(value, str):
        return ox.NamedNode(value)
    if value.language:
        return ox.Literal(value.value, language=value.language)
    return ox.Literal(value.value, datatype=ox.NamedNode(value.datatype)) if value.datatype else ox.Literal(value.value)


def _typed(value: str, datatype: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(datatype))


def _integer(value: int) -> ox.Literal:
    return _typed(str(value), XSD + "integer")
