"""The ontology room as Python objects: what can be said, in which words, and what is known beforehand.

In: the folder ``ontology/``. Out: frozen objects, loaded without any RDF library but Oxigraph's parser.

* ``vocabulary``: classes, properties and named individuals with their labels, and which lies below which
* ``entities``:   known things (states, cities, organisations, equipment) and the names that they go by
* ``lexicon``:    the words and grammatical frames that express classes and properties
* ``rooms``:      which file of the folder holds what
* ``turtle``:     Turtle files, with errors that name file and line

It does not know: articles, questions, the graph. Each name is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgtool.ontology.entities import Entity, Gazetteer
    from kgtool.ontology.lexicon import Lexicon
    from kgtool.ontology.vocabulary import ClassTerm, IndividualTerm, PropertyTerm, Vocabulary

_MODULES = {
    "entities": ("Entity", "Gazetteer"),
    "lexicon": ("Lexicon",),
    "vocabulary": ("ClassTerm", "IndividualTerm", "PropertyTerm", "Vocabulary"),
}

__all__ = ["ClassTerm", "Entity", "Gazetteer", "IndividualTerm", "Lexicon", "PropertyTerm", "Vocabulary"]


def __getattr__(name: str) -> Any:
    for module, names in _MODULES.items():
        if name in names:
            from importlib import import_module

            value = getattr(import_module(f"kgtool.ontology.{module}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
