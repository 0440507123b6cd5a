"""Parameters become terms: whatever a value holds, the query asks the same question about another thing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kgtool.errors import UsageError
from kgtool.querying import Parameter, StoredQuery, bind
from kgtool.querying.tokens import tokenize
from kgtool.store import LocalStore, Table
from kgtool.terms import ID, KG

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
HOSTILE = st.sampled_from(
    [
        '" } INSERT DATA { <a:a> <a:b> <a:c> } #',
        "'''",
        '"""',
        "\\",
        '\\"',
        "> } #",
        "$other",
        "?x",
        "\n# $value",
        "\u2028",
    ]
)


def stored(text: str, *params: Parameter) -> StoredQuery:
    return StoredQuery(name="q", title="q", text=text, path=Path("q.rq"), params=params)


def only_row(text: str) -> tuple[object, ...]:
    result = LocalStore.of([]).query(text)
    assert isinstance(result, Table)
    (row,) = result.rows
    return row


@given(ANY_TEXT)
def test_tokens_joined_are_the_text(text: str) -> None:
    assert "".join(token.text for token in tokenize(text)) == text


@given(ANY_TEXT | HOSTILE)
def test_a_string_arrives_as_it_is(value: str) -> None:
    query = stored("SELECT ($value AS ?got) {}", Parameter("value"))
    assert only_row(bind(query, {"value": value})) == (Literal(value),)


@given(HOSTILE, HOSTILE)
def test_values_that_look_like_parameters_are_not_replaced_again(first: str, other: str) -> None:
    query = stored("SELECT ($first AS ?a) ($other AS ?b) {}", Parameter("first"), Parameter("other"))
    assert only_row(bind(query, {"first": first, "other": other})) == (Literal(first), Literal(other))


@given(ANY_TEXT | HOSTILE)
def test_an_iri_is_one_iri_or_refused(value: str) -> None:
    query = stored("SELECT ($value AS ?got) {}", Parameter("value", "iri"))
    try:
        bound = bind(query, {"value": f"<http://e/{value}>"})
    except UsageError:
        return
    assert only_row(bound) == (NamedNode(f"http://e/{value}"),)


@pytest.mark.parametrize(
    "text",
    [
        '"$value"',
        "'it is \\'$value\\''",
        '"""a "quoted" $value"""',
        "'''\n$value'''",
        "<http://e/$value>",
        "1 # $value",
        "STR(<http://e/#$value>)",
    ],
)
def test_names_in_strings_iris_and_comments_stay(text: str) -> None:
    query = stored(f"SELECT ({text}\n AS ?got) {{}}", Parameter("value", "xsd:integer"))
    assert bind(query, {"value": "1"}) == query.text


def test_longer_names_are_other_names() -> None:
    query = stored("SELECT ($a AS ?x) ($ab AS ?y) {}", Parameter("a"), Parameter("ab"))
    assert only_row(bind(query, {"ab": "2", "a": "1"})) == (Literal("1"), Literal("2"))


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("xsd:integer", "42", "4 2"),
        ("xsd:integer", "-42", "1 } #"),
        ("xsd:decimal", "4.5", "4,5"),
        ("xsd:date", "2025-06-02", "2025-13-02"),
        ("xsd:boolean", "true", "yes"),
        ("xsd:duration", "PT1H", "1 hour"),
    ],
)
def test_typed_values_are_checked(kind: str, good: str, bad: str) -> None:
    query = stored("SELECT (DATATYPE($value) AS ?got) {}", Parameter("value", kind))
    assert only_row(bind(query, {"value": good})) == (
        NamedNode("http://www.w3.org/2001/XMLSchema#" + kind.removeprefix("xsd:")),
    )
    with pytest.raises(UsageError, match="value"):
        bind(query, {"value": bad})


def test_a_count_can_stand_in_limit() -> None:
    query = stored("SELECT ?x { VALUES ?x { 1 2 3 } } LIMIT $n", Parameter("n", "xsd:integer", default="2"))
    result = LocalStore.of([]).query(bind(query, {}))
    assert isinstance(result, Table)
    assert len(result) == 2


def test_a_parameter_without_value_matches_anything() -> None:
    store = LocalStore.of([Quad(NamedNode(ID + "c"), NamedNode(KG + "claimedBy"), NamedNode(ID + "Ada"))])
    query = stored("ASK { ?c kg:claimedBy $who }", Parameter("who", "iri"))
    assert store.query(bind(query, {})) == store.query(bind(query, {"who": "id:Ada"}))
    assert store.query(bind(query, {"who": "id:Bob"})) != store.query(bind(query, {}))


def test_things_are_found_by_name() -> None:
    names = {"Ada": [ID + "Ada"], "Ben": [ID + "a/person/Ben", ID + "b/person/Ben"]}
    query = stored("ASK { $who ?p ?o }", Parameter("who", "iri", required=True))
    assert f"<{ID}Ada>" in bind(query, {"who": "Ada"}, lambda name: names.get(name, []))
    with pytest.raises(UsageError, match=r"2 things are called 'Ben'(.|\n)*<.*b/person/Ben>"):
        bind(query, {"who": "Ben"}, lambda name: names.get(name, []))
    with pytest.raises(UsageError, match="nothing is called 'Cid'"):
        bind(query, {"who": "Cid"}, lambda name: names.get(name, []))


def test_wrong_names_and_missing_values_are_named() -> None:
    query = stored(
        "ASK { $who a $kind }", Parameter("who", "iri", True), Parameter("kind", "enum", values=("kg:A", "b"))
    )
    with pytest.raises(UsageError, match=r"no parameter 'whom'(.|\n)*did you mean 'who'"):
        bind(query, {"whom": "x"})
    with pytest.raises(UsageError, match="needs the parameter 'who'"):
        bind(query, {})
    with pytest.raises(UsageError, match=r"kind cannot be 'c'(.|\n)*kg:A, b"):
        bind(query, {"who": "id:x", "kind": "c"})
    assert f"a  <{KG}A> " in bind(query, {"who": "id:x", "kind": "kg:A"})
