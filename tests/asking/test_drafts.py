"""Drafts of queries: what limits one thing alone is tested before anything is joined."""

from __future__ import annotations

from kgtool.asking.drafts import Draft, Pattern
from kgtool.terms import KG, RDF

TYPED = "?x1 a ?x1_type . VALUES ?x1_type { kg:City }"
ALONE = "FILTER EXISTS { ?x1 kg:alias ?l }"
JOINED = "FILTER EXISTS { ?event2 kg:place ?x1 }"


def test_conditions_on_one_variable_stand_with_its_type() -> None:
    text = Draft().where(TYPED, ALONE, JOINED).with_pattern(Pattern("?event2", ((KG + "time", False),), "?t")).sparql()
    assert f"{{ {TYPED} {ALONE} }}" in text
    assert f"  {JOINED}" in text


def test_a_class_that_the_filters_name_is_no_pattern() -> None:
    kind = Pattern("?x1", ((RDF + "type", False),), "?x1_kind")
    place = Pattern("?event2", ((KG + "place", False),), "?x1")
    assert "?x1_kind" not in Draft().where(TYPED).with_pattern(kind).with_pattern(place, said=True).sparql()
    assert "?x1_kind" in Draft().where(TYPED).with_pattern(kind, said=True).sparql()


def test_who_claims_it_is_needed_where_it_is_the_answer() -> None:
    from kgtool.asking.drafts import Node

    draft = Draft().with_pattern(Pattern("?event2", ((KG + "place", False),), "?x1"), said=True)
    assert "OPTIONAL { ?claim kg:claimedBy ?claimedBy }" in draft.sparql()
    assert "OPTIONAL" not in draft.asking(Node("?claimedBy"), "source").sparql()
