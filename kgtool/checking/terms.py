"""Lint of the ontology: profile, labels, definitions, and terms that are used and nowhere declared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from kgtool.checking.finding import Finding, Level
from kgtool.checking.places import line_of
from kgtool.checking.profile import outside_profile
from kgtool.ontology.rooms import entity_files, shape_files, vocabulary_files
from kgtool.ontology.turtle import read_turtle
from kgtool.ontology.vocabulary import ClassTerm, IndividualTerm, PropertyTerm, Vocabulary
from kgtool.terms import KG, KGL, RDF, RDFS, SKOS


def check_terms(ontology: Path, vocabulary: Vocabulary) -> list[Finding]:
    """Findings about the vocabulary and the known entities of the ontology room."""
    paths = vocabulary_files(ontology)
    return [
        *_profile(paths),
        *_undescribed(paths, vocabulary),
        *_undeclared(ontology, vocabulary),
        *_unlabelled(ontology),
    ]


def _profile(paths: Sequence[Path]) -> Iterator[Finding]:
    for term, reason in outside_profile(read_turtle(paths)):
        path, line = line_of(term, paths)
        yield Finding(
            Level.ERROR,
            "outside-owl-2-rl",
            f"{_short(term)}: {reason}",
            hint="Say it in another way, or in a shape: the reasoner would pass over it.",
            path=path,
            line=line,
        )


def _undescribed(paths: Sequence[Path], vocabulary: Vocabulary) -> Iterator[Finding]:
    terms: list[ClassTerm | PropertyTerm | IndividualTerm] = [
        *vocabulary.classes.values(),
        *vocabulary.properties.values(),
        *vocabulary.individuals.values(),
    ]
    for term in terms:
        if not term.iri.startswith((KG, KGL)):
            continue
        for text, name, code in ((term.label, "label", "no-label"), (term.definition, "definition", "no-definition")):
            if not text:
                path, line = line_of(term.iri, paths)
                wanted = "rdfs:label" if name == "label" else "skos:definition"
                yield Finding(
                    Level.ERROR, code, f"{_short(term.iri)} has no {name}", hint=f"Add {wanted}.", path=path, line=line
                )


def _undeclared(ontology: Path, vocabulary: Vocabulary) -> Iterator[Finding]:
    for paths in (vocabulary_files(ontology), entity_files(ontology), shape_files(ontology)):
        for path in paths:
            used: dict[str, None] = {}
            for quad in read_turtle([path]):
                for term in (quad.subject, quad.predicate, quad.object):
                    if isinstance(term, ox.NamedNode) and term.value.startswith(KG):
                        used[term.value] = None
            for iri in used:
                if iri not in vocabulary and iri.removeprefix(KG) not in _OF_THE_CHECKER:
                    place, line = line_of(iri, [path])
                    yield unknown_term(iri, "", vocabulary, place, line)


def _unlabelled(ontology: Path) -> Iterator[Finding]:
    for path in entity_files(ontology):
        named: dict[str, bool] = {}
        for quad in read_turtle([path]):
            if isinstance(quad.subject, ox.NamedNode) and quad.predicate.value in (RDF + "type", RDFS + "label"):
                iri = quad.subject.value
                named[iri] = named.get(iri, False) or quad.predicate.value == RDFS + "label"
        for iri in sorted(iri for iri, has_label in named.items() if not has_label):
            place, line = line_of(iri, [path])
            yield Finding(
                Level.ERROR,
                "entity-without-label",
                f"{_short(iri)} has no label, so it is never found",
                hint="Add rdfs:label.",
                path=place,
                line=line,
            )


def unknown_term(iri: str, who: str, vocabulary: Vocabulary, path: str | None, line: int | None) -> Finding:
    """A term of the vocabulary's namespace that is nowhere declared, with the nearest that is."""
    import difflib

    known = [*vocabulary.classes, *vocabulary.properties, *vocabulary.individuals]
    near = difflib.get_close_matches(iri, [k for k in known if k.startswith(KG)], n=1, cutoff=0.85)
    hint = f"Did you mean {_short(near[0])}?" if near else "Declare it in ontology/, or use another term."
    subject = f"{who} uses" if who else "used is"
    return Finding(
        Level.ERROR, "unknown-term", f"{subject} {_short(iri)}, which the ontology does not declare", hint, path, line
    )


_OF_THE_CHECKER = ("reifies", "inClaim")
"""Terms of the shapes that are the checker's and not the vocabulary's."""


def _short(iri: str) -> str:
    for prefix, namespace in (("kg:", KG), ("kgl:", KGL), ("skos:", SKOS)):
        if iri.startswith(namespace):
            return prefix + iri.removeprefix(namespace)
    return iri if "://" in iri else "an axiom without a name"
