"""The ontology room as Python objects: what can be said, in which words, and what is known beforehand.

In: the folder ``ontology/``. Out: frozen objects, loaded without any RDF library but Oxigraph's parser.

* ``vocabulary``: classes, properties and named individuals with their labels, and which lies below which
* ``entities``:   known things (states, cities, organisations, equipment) and the names that they go by
* ``lexicon``:    the words and grammatical frames that express classes and properties
* ``rooms``:      which file of the folder holds what
* ``turtle``:     Turtle files, with errors that name file and line

It does not know: articles, questions, the graph.
"""

from kgtool.ontology.entities import Entity, Gazetteer
from kgtool.ontology.lexicon import Lexicon
from kgtool.ontology.vocabulary import ClassTerm, IndividualTerm, PropertyTerm, Vocabulary

__all__ = ["ClassTerm", "Entity", "Gazetteer", "IndividualTerm", "Lexicon", "PropertyTerm", "Vocabulary"]
