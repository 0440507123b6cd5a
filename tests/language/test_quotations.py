"""Quotations, titles and apostrophes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kgtool.language.quotations import find_quotations
from tests.language.flat_documents import JOINED, SCRAPS, SPLIT, WAYS, flat, read


def found(text: str, way: str = "split") -> list[tuple[str, str, bool]]:
    document = read(text, way)
    return [
        (document.words(quotation.span.first, quotation.span.last), quotation.kind, quotation.is_fragment)
        for quotation in find_quotations(document)
    ]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("text", "inside", "kind", "fragment"),
    [
        ("“We will rebuild the harbour,” the mayor said.", "We will rebuild the harbour,", "speech", False),
        ('"We will rebuild the harbour," the mayor said.', "We will rebuild the harbour,", "speech", False),
        ("'We won't rebuild the harbour,' the mayor said.", "We won't rebuild the harbour,", "speech", False),
        ("‘We won’t rebuild it,’ the mayor said.", "We won’t rebuild it,", "speech", False),
        ("«We will rebuild the harbour», the mayor said.", "We will rebuild the harbour", "speech", False),
        ("„We will rebuild the harbour,“ the mayor said.", "We will rebuild the harbour,", "speech", False),
        ("She called the pact “a triumph of patience” and left.", "a triumph of patience", "speech", True),
        ('She said it "was not easy for anyone".', "was not easy for anyone", "speech", True),
        ("The raid, codenamed “Operation Northern Lantern”, failed.", "Operation Northern Lantern", "title", False),
        ("The raid was dubbed “angry hornet” by soldiers.", "angry hornet", "title", False),
        ("“Channel Four” showed it.", "Channel Four", "title", False),
        ('He wrote "The Winds of Autumn" in jail.', "The Winds of Autumn", "title", False),
        ("“Yes,” she said.", "Yes,", "speech", False),
    ],
)
def test_one_quotation(text: str, inside: str, kind: str, fragment: bool, way: str) -> None:
    quotations = found(text, way)
    assert [quotation[:2] for quotation in quotations] == [(inside, kind)]
    assert way != "split" or quotations[0][2] == fragment or kind == "title"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "text",
    [
        "The players' union didn't object.",
        "It's the '90s, rock 'n' roll.",
        'A 6\'2" man held a 12" pipe.',
        "O’Brien’s friends’ car",
    ],
)
def test_apostrophes_are_no_quotation_marks(text: str, way: str) -> None:
    assert found(text, way) == []


def test_a_possessive_inside_single_marks() -> None:
    assert found("'It was the players' fault,' he said.")[0][0] == "It was the players' fault,"


@pytest.mark.parametrize(
    "text", ["“He told me ‘go home’ and I left,” she said.", "\"He told me 'go home' and I left,\" she said."]
)
def test_nested(text: str) -> None:
    document = flat(text)
    assert [(document.words(q.span.first, q.span.last), q.depth) for q in find_quotations(document)] == [
        (text[1 : text.index(" she") - 1], 0),
        ("go home", 1),
    ]


def test_speech_over_paragraphs() -> None:
    document = flat('"First we talk.\n\n"Then we sign," she said.\n\nThe end.')
    (quotation,) = find_quotations(document)
    assert [document.words(part.first, part.last) for part in quotation.parts] == ["First we talk.", "Then we sign,"]
    assert quotation.closed


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    document = flat("She said: “We leave.\nThe end.")
    (quotation,) = find_quotations(document)
    assert (document.words(quotation.span.first, quotation.span.last), quotation.closed) == ("We leave.", False)


def test_the_marks_are_outside() -> None:
    document = flat("He said “no way” twice.")
    (quotation,) = find_quotations(document)
    assert document.words(quotation.outer.first, quotation.outer.last) == "“no way”"


@given(
    some.lists(some.sampled_from(SCRAPS), max_size=25).map(" ".join)
    | some.text(alphabet="aS .,'\"“”‘’«»\n", max_size=60),
    some.sampled_from((JOINED, SPLIT)),
)
def test_any_text(text: str, pattern: str) -> None:
    document = flat(text, pattern)
    for quotation in find_quotations(document):
        assert (
            0
            <= quotation.outer.first
            <= quotation.span.first
            < quotation.span.last
            <= quotation.outer.last
            <= len(document.tokens)
        )
