"""Why a statement is in the graph: the quotes that say it, or the rule and the premises, down to quotes.

In: a store and a statement (``find_statements`` finds it by names). Out: an ``Explanation`` for each reason; as text or
plain data. Rules of the reasoner are put into words by ``rules.toml``; axioms are told apart from what is said.
Nothing here knows the articles' language.
"""

from kgtool.explaining.axioms import axioms_in_words, is_axiom
from kgtool.explaining.explain import Explanation, Quote, explain, find_statements, find_things, quotes_of, stated_of
from kgtool.explaining.rules import property_in_words, rule_in_words
from kgtool.explaining.text import as_json, as_text

__all__ = [
    "Explanation",
    "Quote",
    "as_json",
    "as_text",
    "axioms_in_words",
    "explain",
    "find_statements",
    "find_things",
    "is_axiom",
    "property_in_words",
    "quotes_of",
    "rule_in_words",
    "stated_of",
]
