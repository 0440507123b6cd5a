"""The reasoner's rules, and the properties of RDF and OWL, in words (``rules.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

RULES = Path(__file__).parent / "rules.toml"


@cache
def _words(table: str) -> dict[str, str]:
    words: dict[str, str] = tomllib.loads(RULES.read_text(encoding="utf-8"))[table]
    return words


def rule_in_words(rule: str) -> str:
    """What a rule of OWL 2 RL says, for people; empty for a rule that has no words yet.

    >>> rule_in_words("prp-symp")
    'the property goes both ways'
    """
    return _words("rules").get(rule, "")


def property_in_words(iri: str) -> str:
    """How a property of RDF or OWL reads between two names; empty for others.

    >>> property_in_words("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    'is a'
    """
    return _words("properties").get(iri, "")
