"""What an inconsistency says to a person, rule by rule; ``{?x}`` stands for the term that the variable is bound to."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "eq-diff1": "{?x} and {?y} are the same and different",
    "eq-diff2": "{?y} and {?z} are the same, but listed as all different",
    "eq-diff3": "{?y} and {?z} are the same, but listed as all different",
    "prp-irp": "{?x} is related to itself by the irreflexive {?p}",
    "prp-asyp": "{?x} and {?y} are related both ways by the asymmetric {?p}",
    "prp-pdw": "{?x} and {?y} are related by {?p} and {?q}, which are disjoint",
    "prp-adp": "{?x} and {?y} are related by {?p} and {?q}, which are disjoint",
    "prp-npa1": "{?x} is related to {?y} by {?p}, which a negative assertion denies",
    "prp-npa2": "{?x} has the value {?y} for {?p}, which a negative assertion denies",
    "cls-nothing2": "{?x} is an instance of the empty class",
    "cls-com": "{?x} is an instance of {?d} and of its complement {?c}",
    "cls-maxc1": "{?u} has a value {?y} for {?p}, of which it may have none",
    "cls-maxqc1": "{?u} has a value {?y} for {?p} in {?c}, of which it may have none",
    "cls-maxqc2": "{?u} has a value {?y} for {?p}, of which it may have none",
    "cax-dw": "{?x} is an instance of {?c} and {?d}, which are disjoint",
    "cax-adc": "{?x} is an instance of {?c} and {?d}, which are disjoint",
    "dt-not-type": "{?lt} does not belong to the datatype {?dt}",
}


def message(rule: str, binding: dict[str, str]) -> str:
    """The rule's message with its variables replaced by the texts of their terms."""
    text = MESSAGES[rule]
    for variable, term in binding.items():
        text = text.replace("{" + variable + "}", term)
    return text
