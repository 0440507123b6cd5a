"""Lint of the lexicon: entries and frames that point at terms which do not exist, and entries that say nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kgtool.checking.finding import Finding, Level
from kgtool.checking.places import line_of
from kgtool.checking.terms import unknown_term
from kgtool.ontology.rooms import lexicon_files
from kgtool.ontology.turtle import read_turtle
from kgtool.ontology.vocabulary import Vocabulary
from kgtool.terms import ID, KG, KGL, LEX, ONTOLEX, RDF


def check_lexicon(ontology: Path, vocabulary: Vocabulary) -> list[Finding]:
    """Findings about ``lexicon/*.ttl`` of the ontology room."""
    described = {quad.subject.value for quad in _quads(ontology) if isinstance(quad.subject, ox.NamedNode)}
    findings: list[Finding] = []
    for path in lexicon_files(ontology):
        findings += _dangling(path, described, vocabulary)
        findings += _silent(path)
    return findings


def _quads(ontology: Path) -> Iterator[ox.Quad]:
    return read_turtle(lexicon_files(ontology))


def _dangling(path: Path, described: set[str], vocabulary: Vocabulary) -> Iterator[Finding]:
    seen: set[str] = set()
    for quad in read_turtle([path]):
        if not isinstance(quad.object, ox.NamedNode) or quad.object.value in seen:
            continue
        target = quad.object.value
        seen.add(target)
        if target.startswith(KG) and target not in vocabulary:
            yield unknown_term(target, "the lexicon", vocabulary, *line_of(target, [path]))
        elif target.startswith((LEX, ID)) and target not in described and not target.startswith(ID):
            place, line = line_of(target, [path])
            yield Finding(
                Level.ERROR,
                "dangling-entry",
                f"lex:{target.removeprefix(LEX)} is referred to and nowhere described",
                hint="Describe the frame, or correct its name.",
                path=place,
                line=line,
            )


def _silent(path: Path) -> Iterator[Finding]:
    """Entries that neither denote something, nor evoke a frame, nor carry a mark of the lexicon's own."""
    entries: dict[str, bool] = {}
    speaking = (ONTOLEX + "denotes", ONTOLEX + "sense")
    for quad in read_turtle([path]):
        if not isinstance(quad.subject, ox.NamedNode):
            continue
        iri, predicate, value = quad.subject.value, quad.predicate.value, quad.object
        if predicate == RDF + "type" and isinstance(value, ox.NamedNode) and value.value == ONTOLEX + "LexicalEntry":
            entries.setdefault(iri, False)
        marked = predicate == RDF + "type" and isinstance(value, ox.NamedNode) and value.value.startswith(KGL)
        if predicate in speaking or predicate.startswith(KGL) or marked:
            entries[iri] = iri in entries or True
    for iri in sorted(iri for iri, speaks in entries.items() if not speaks):
        place, line = line_of(iri, [path])
        yield Finding(
            Level.WARNING,
            "silent-entry",
            f"lex:{iri.removeprefix(LEX)} has a word but no meaning",
            hint="Add ontolex:denotes or ontolex:sense.",
            path=place,
            line=line,
        )
