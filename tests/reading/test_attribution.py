"""Who says what: cues of speech in the orders and constructions of news, and what is no speech."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgtool.reading import ArticleReader, Source
from tests.reading.read_articles import PUBLISHED, Read

Reads = Callable[[str], Read]
ATTACK = "?e a kg:Attack ; kg:target id:Garissa"

CLAIMS = [
    # the clause that "as X said" stands beside
    ("As President Mary Mwangi said in Oslo, rebels attacked Garissa.", "Mary Mwangi"),
    ("Rebels attacked Garissa on Monday, as the Kenyan army reported.", "Kenyan army"),
    ("As Ali Warsame told reporters in Oslo, rebels attacked Garissa.", "Ali Warsame"),
    # findings and rulings
    ("The Kenyan army found that rebels had attacked Garissa.", "Kenyan army"),
    ("Rebels attacked Garissa, the Kenyan army found.", "Kenyan army"),
    ("Mary Mwangi concluded that rebels had attacked Garissa.", "Mary Mwangi"),
    ("The Supreme Court of Kenya ruled that rebels had attacked Garissa.", "Supreme Court"),
    ("Kenya informed the United Nations that rebels had attacked Garissa.", "Kenya"),
    ("Kenya predicted that rebels would attack Garissa.", "Kenya"),
    # nouns of claims
    ("Kenya's assertion that rebels attacked Garissa was discussed in Oslo.", "Kenya"),
    ("The announcement by Kenya that rebels attacked Garissa was discussed in Oslo.", "Kenya"),
    ("Mary Mwangi's belief that rebels attacked Garissa was discussed in Oslo.", "Mary Mwangi"),
    ("Kenya's allegation that rebels attacked Garissa was rejected.", "Kenya"),
    # a quotation of several sentences
    ('Mary Mwangi said, "We left on Monday. Rebels attacked Garissa on Tuesday." Ali Warsame left.', "Mary Mwangi"),
    ('"Rebels attacked Garissa on Monday. They left on Tuesday", said Mary Mwangi.', "Mary Mwangi"),
    ('Mary Mwangi continued: "Rebels attacked Garissa on Monday."', "Mary Mwangi"),
    # "that" opens what the second source vouches for
    ("Mary Mwangi said that according to Somalia, rebels attacked Garissa.", "Somalia"),
]  # fmt: skip

NOBODY_S = [
    "Allegations that rebels attacked Garissa were discussed in Oslo.",
    "Rumours that rebels had attacked Garissa spread in Nairobi.",
    "Rebels were found to have attacked Garissa.",
]

THE_ARTICLE_S = [
    "The fact that rebels attacked Garissa was discussed in Oslo.",
    "Rebels attacked Garissa as Mary Mwangi spoke in Oslo.",
    "Rebels attacked Garissa as Kenya announced a truce.",
    "Police found 20 bodies in Oslo, and rebels attacked Garissa.",
    "Kenya maintained a truce, and rebels attacked Garissa.",
]


def _claimers(said: Read) -> list[str]:
    rows = said.rows(f"GRAPH ?g {{ {ATTACK} }} ?g kg:claimedBy ?who . ?who rdfs:label ?name", "?name")
    return [name for (name,) in rows]


@pytest.mark.parametrize(("text", "claimer"), CLAIMS)
def test_claims(read: Reads, text: str, claimer: str) -> None:
    said = read(text)
    assert not said.narrates(ATTACK)
    assert [name for name in _claimers(said) if claimer in name], _claimers(said)


@pytest.mark.parametrize("text", NOBODY_S)
def test_nobody_known_says_it(read: Reads, text: str) -> None:
    assert not read(text).says(ATTACK)


@pytest.mark.parametrize("text", THE_ARTICLE_S)
def test_the_article_says_it(read: Reads, text: str) -> None:
    assert read(text).narrates(ATTACK)


def test_an_allegation_that_somebody_rejects(read: Reads) -> None:
    said = read("Allegations that rebels attacked Garissa were rejected by Somalia.")
    assert not said.narrates(ATTACK)
    assert not said.says("?e a kg:Attack ; kg:mode kg:Happened")


def test_what_is_joined_behind_is_the_article_s(read: Reads) -> None:
    said = read("Rebels attacked Garissa, as the Kenyan army reported, and Somalia attacked Mandera.")
    assert not said.narrates(ATTACK)
    assert said.narrates("?e a kg:Attack ; kg:conductedBy id:Somalia")


@pytest.mark.parametrize(
    "text",
    [
        "The Kenyan team, which met rebels in Garissa, had been denied visas until Monday.",
        "Kenya maintained a ceasefire that began on Monday.",
        "Investigators found two rebels hiding in Garissa.",
    ],
)
def test_what_is_got_kept_or_come_upon_is_not_said(reader: ArticleReader, text: str) -> None:
    assert reader.read(text, Source("test", 0, PUBLISHED)).attributions == []


def test_the_attributions_of_a_reading(reader: ArticleReader) -> None:
    read = reader.read("Kenya said that rebels attacked Garissa.", Source("test", 0, PUBLISHED))
    (said,) = read.attributions
    words = [token.text for token in read.document.tokens]
    assert (words[said.source], words[said.cue.first]) == ("Kenya", "said")
    assert words.index("attacked") in said.scope


def test_a_verb_in_a_quotation_does_not_quote_it(read: Reads) -> None:
    said = read('"It is time to say goodbye. Rebels attacked Garissa," Mary Mwangi says in Oslo.')
    assert not said.narrates(ATTACK)
    assert _claimers(said) in ([], ["Mary Mwangi"])
    assert said.says('?s kg:speaker ?p ; kg:quotation ?q . ?p rdfs:label "Mary Mwangi"@en')


def test_going_on_quotes_only_what_stands_beside_it(reader: ArticleReader) -> None:
    text = 'While talks will continue, officials will close the camp to "protect the people there".'
    found = reader.read(text, Source("test", 0, PUBLISHED)).attributions
    assert [a for a in found if a.frame is not None] == []


def test_the_rest_of_a_quotation_is_nobody_s(read: Reads) -> None:
    said = read("“Rebels told us: ‘We left Oslo.’ They attacked Garissa.” The hall was full.")
    assert not said.narrates(ATTACK)
