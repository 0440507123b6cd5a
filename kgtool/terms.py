"""The vocabulary's IRIs: namespaces, and the few terms that the program itself must know.

Everything else that can be said lives in ``ontology/`` and is reached by name through the loaded ontology.
"""

from __future__ import annotations

KG = "https://w3id.org/kgtool/ns#"
ID = "https://w3id.org/kgtool/id/"
LEX = "https://w3id.org/kgtool/lexicon#"
KGL = "https://w3id.org/kgtool/lexicon/ns#"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
SH = "http://www.w3.org/ns/shacl#"
ONTOLEX = "http://www.w3.org/ns/lemon/ontolex#"
SYNSEM = "http://www.w3.org/ns/lemon/synsem#"
LEXINFO = "http://www.lexinfo.net/ontology/3.0/lexinfo#"

PREFIXES: dict[str, str] = {
    "dcterms": DCTERMS,
    "id": ID,
    "kg": KG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "xsd": XSD,
}
"""Prefixes that stored queries and written files may use without declaring them."""

BACKGROUND_GRAPH = ID + "background"
ONTOLOGY_GRAPH = ID + "ontology"
INFERRED_GRAPH = ID + "inferred"
JOINED_GRAPH = ID + "joined"
"""What articles speak of in common: equalities between things of different articles."""
