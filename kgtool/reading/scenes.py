"""Trees of phrases that say where people came together or clashed, set right.

"Talks between the sides *in Nairobi*", "met the leaders *in Nicosia*": the tree often hangs the place on those who are
there. Behind people who take part in something that happens at one place it is where that happens.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kgtool.language.document import Document, Token
from kgtool.language.english import words
from kgtool.language.repairs import rehung
from kgtool.reading.model import Evocation
from kgtool.reading.registry import ACTOR, DELEGATION, GROUP, ORGANIZATION, PLACE
from kgtool.reading.schema import Schema
from kgtool.terms import KG

SCENES = tuple(KG + name for name in ("Meeting", "Negotiation", "Ceremony", "Battle", "Attack"))
"""What happens where those are who take part in it."""
PEOPLE = (GROUP, DELEGATION, ACTOR, KG + "Delegate", KG + "ArmedGroup")
PLACED = ("LOC", "FAC")
"""Kinds of names that a place may have."""


def with_scenes(document: Document, evocations: Iterable[Evocation], schema: Schema) -> Document:
    """The document with such places hung on the word for what happens there."""
    found = list(evocations)
    scenes = {e.head for e in found if _is_scene(e, schema)}
    denoted = {e.head: e for e in found if e.entry.pos == "noun" and e.entry.denotes}
    people = {head for head, e in denoted.items() if _denotes(e, PEOPLE, schema)}
    people -= {head for head, e in denoted.items() if _is_body(e, schema)}
    people |= {e.head for e in found if "Title" in e.entry.kinds and document.tokens[e.head].upos == "NOUN"}
    places = {i for name in document.names if name.kind in PLACED for i in range(name.first, name.last)}
    places |= {e.head for e in found if "Capital" in e.entry.kinds or _denotes(e, (PLACE,), schema)}
    changed: dict[int, Token] = {}
    for token in document.tokens:
        if token.deprel != "nmod" or token.index not in places or token.head not in people - scenes:
            continue
        scene = _scene_of(document, token.head, scenes)
        cases = [c for c in document.children[token.index] if document.tokens[c].deprel == "case"]
        if (
            scene is None
            or not cases
            or document.tokens[cases[0]].text.lower() not in words("grammar", "scene_prepositions")
        ):
            continue
        if cases[0] == token.head + 1:
            is_verb = document.tokens[scene].upos == "VERB"
            changed[token.index] = replace(token, head=scene, deprel="obl" if is_verb else "nmod")
    return rehung(document, changed)


def _is_scene(evocation: Evocation, schema: Schema) -> bool:
    """Whether a word tells of something that happens at one place."""
    if evocation.entry.pos == "noun":
        return _denotes(evocation, SCENES, schema)
    opened = [f.reference for f in evocation.frames if f.kind == "EventFrame" and not f.event_slots]
    return evocation.entry.pos == "verb" and any(schema.is_subclass(c, top) for c in opened for top in SCENES)


def _denotes(evocation: Evocation, classes: tuple[str, ...], schema: Schema) -> bool:
    return any(schema.is_subclass(c, top) for c in evocation.entry.denotes for top in classes)


def _is_body(evocation: Evocation, schema: Schema) -> bool:
    """Whether a noun is for a body that may itself be named by its seat: "the government in Accra"."""
    bodies = [c for c in evocation.entry.denotes if schema.is_subclass(c, ORGANIZATION)]
    return bool(bodies) and not any(schema.is_subclass(c, KG + "ArmedGroup") for c in bodies)


def _scene_of(document: Document, index: int, scenes: set[int]) -> int | None:
    """The word before people for what they take part in: "*talks* between the sides", "*met* rebels"."""
    tokens = document.tokens
    at = index
    while tokens[at].deprel == "conj" and not tokens[at].is_root:
        at = tokens[at].head
    token = tokens[at]
    if token.is_root or token.deprel.split(":")[0] not in ("obj", "obl", "nmod") or token.head > index:
        return None
    if token.head in scenes:
        return token.head
    if token.deprel.startswith("nmod") and tokens[token.head].deprel.startswith(("nmod", "obj", "obl")):
        above = tokens[token.head].head  # "talks with *leaders* of rebel groups"
        return above if above in scenes and above < index and tokens[token.head].upos == "NOUN" else None
    objects = [c for c in document.children[token.head] if tokens[c].deprel == "obj" and c in scenes and c < index]
    return objects[0] if objects else None  # "held *talks* with rebels"
