"""The reader as a whole, with the model that is committed."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgtool.language.document import NAME_KINDS, Document
from kgtool.language.parser import MODEL, Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load(threads=1)


def check(document: Document) -> None:
    """What holds for every document."""
    text = document.text
    behind = 0
    for index, token in enumerate(document.tokens):
        assert token.index == index
        assert text[token.start : token.end] == token.text
        assert behind <= token.start < token.end
        assert not any(ch in token.text for ch in "\n\r")
        behind = token.end
        sentence = document.sentences[token.sentence]
        assert index in sentence and token.head in sentence
        assert token.is_root == (token.deprel == "root")
        assert list(document.children[index]) == [
            t.index for t in document.tokens if t.head == index and t.index != index
        ]
    for spans in (document.sentences, document.paragraphs):
        assert [at for span in spans for at in span] == list(range(len(document.tokens)))
    for sentence in document.sentences:
        roots = [at for at in sentence if document.tokens[at].is_root]
        assert len(roots) == 1
        assert document.subtree(roots[0]) == list(sentence)
        first, last = document.tokens[sentence.first], document.tokens[sentence.last - 1]
        assert "\n" not in text[first.start : last.end]
    behind = 0
    for name in document.names:
        assert behind <= name.first < name.last
        assert name.kind in NAME_KINDS and 0 <= name.score <= 1
        assert document.tokens[name.first].sentence == document.tokens[name.last - 1].sentence
        behind = name.last


def sentences(document: Document) -> list[str]:
    return [document.words(span.first, span.last) for span in document.sentences]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_any_text_is_readable(text: str) -> None:
    check(_shared().read(text))


def _shared(kept: list[Reader] = []) -> Reader:  # noqa: B006  one reader for all examples
    if not kept:
        kept.append(Reader.load(threads=1))
    return kept[0]


@pytest.mark.parametrize(
    "text", ["", " \n\t\n", ".", "\x00", "a" * 5000, "a " * 700, "-" * 300, "x-" * 400, "😀" * 50, "«—»\u2028…"]
)
def test_odd_texts(reader: Reader, text: str) -> None:
    check(reader.read(text))


def test_a_long_paragraph_is_read_whole(reader: Reader) -> None:
    text = " ".join(f"The {number} delegates met in Geneva and signed the text." for number in range(2, 60))
    document = reader.read(text)
    check(document)
    assert sentences(document) == [part + "." for part in text.removesuffix(".").split(". ")]


def test_the_same_text_gives_the_same_document(reader: Reader) -> None:
    text = "Talks opened in Doha on Monday. “We hope for the best,” said the envoy.\nA second round follows."
    alone = reader.read(text)
    assert reader.read(text) == alone
    assert list(reader.read_many(["Other words entirely.", text, "x " * 300]))[1] == alone
    both = Reader.load(threads=2)
    assert both.read(text) == alone
    texts = [f"{text} Round {number} follows." for number in range(9)]
    assert list(both.read_many(texts)) == [reader.read(text) for text in texts]


def test_the_two_tags_of_a_word_go_together(reader: Reader) -> None:
    pairs = {tuple(pair) for pair in json.loads((MODEL / "model.json").read_text(encoding="utf-8"))["tags"]}
    assert ("NOUN", "NN") in pairs and ("VERB", "NN") not in pairs
    document = reader.read("After days of fighting, the fighting sides, Brazil-made drones and upcoming talks stopped.")
    assert {(token.upos, token.xpos) for token in document.tokens} <= pairs


def test_sentences_do_not_end_at_abbreviations(reader: Reader) -> None:
    text = "Gen. A. B. Carter of the U.S. Army met Mr. Osei at 10 a.m. on Tuesday. They talked for an hour."
    assert sentences(reader.read(text)) == [text[:70], text[71:]]


def test_sentences_keep_their_quotation_marks(reader: Reader) -> None:
    text = "“The talks were useful,” the minister said. “We will meet again in May.” He left the city on Friday."
    assert sentences(reader.read(text)) == [text[:43], text[44:72], text[73:]]


def test_a_dateline_belongs_to_its_sentence(reader: Reader) -> None:
    text = "LUSAKA, Zambia — The two governments signed an agreement on Monday. It takes effect in June."
    document = reader.read(text)
    assert sentences(document) == [text[:67], text[68:]]
    assert [(document.words(n.first, n.last), n.kind) for n in document.names][:2] == [
        ("LUSAKA", "LOC"),
        ("Zambia", "LOC"),
    ]


def test_a_line_is_a_paragraph(reader: Reader) -> None:
    document = reader.read("Truce holds\n\nThe truce held on Monday. Aid arrived.\n")
    assert [document.words(span.first, span.last) for span in document.paragraphs] == [
        "Truce holds",
        "The truce held on Monday. Aid arrived.",
    ]


def test_a_passive_with_its_agent(reader: Reader) -> None:
    document = reader.read("The Peruvian delegation was led by Ambassador Rosa Quispe.")
    tokens = {token.text: token for token in document.tokens}
    assert document.tokens[tokens["delegation"].head].lemma == "lead"
    assert tokens["delegation"].deprel == "nsubj:pass"
    assert tokens["Rosa"].deprel == "obl:agent"
    assert ("Rosa Quispe", "PER") in [(document.words(n.first, n.last), n.kind) for n in document.names]


def test_names_of_many_kinds(reader: Reader) -> None:
    document = reader.read(
        "Nigerian officials met Tomás Herrera of the African Union in Nairobi, and a Su-34 was shot down."
    )
    names = {document.words(name.first, name.last): name.kind for name in document.names}
    assert names == {
        "Nigerian": "NORP",
        "Tomás Herrera": "PER",
        "African Union": "ORG",
        "Nairobi": "LOC",
        "Su-34": "WEAPON",
    }


def test_a_contraction_is_two_words(reader: Reader) -> None:
    document = reader.read("They didn't agree.")
    assert [(t.text, t.lemma, t.space_after) for t in document.tokens[1:3]] == [
        ("did", "do", False),
        ("n't", "not", True),
    ]


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"reader\.onnx"):
        Reader.load(tmp_path)
