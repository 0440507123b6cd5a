"""The parts of asking: words, names, dates, the JSON contract, and the SPARQL that other engines must read."""

from __future__ import annotations

import doctest
from datetime import date

import pytest
from rdflib.plugins.sparql.parser import parseQuery

from kgtool.asking import Asker, names, tokens
from kgtool.asking.asker import QUESTION_WORDS
from kgtool.asking.dates import find_time
from kgtool.asking.english import English
from kgtool.asking.names import NameIndex, distance, is_proper
from kgtool.asking.tokens import tokenise
from kgtool.errors import DataError
from tests.asking.world import ONTOLOGY, invented_store

ENGLISH = English.load(ONTOLOGY / QUESTION_WORDS)


@pytest.fixture(scope="module")
def asker() -> Asker:
    return Asker(invented_store(), ONTOLOGY)


def test_docstring_examples_hold() -> None:
    for module in (names, tokens):
        assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("question", "at", "spans"),
    [
        ("on 16 May", 1, [(date(2025, 5, 16), date(2025, 5, 16))]),
        ("on the 2nd of June", 1, [(date(2025, 6, 2), date(2025, 6, 2))]),
        ("on Monday", 1, [(date(2025, 6, 2), date(2025, 6, 2))]),
        ("in November 2022", 1, [(date(2022, 11, 1), date(2022, 11, 30))]),
        ("on June 1st", 1, [(date(2025, 6, 1), date(2025, 6, 1))]),
        ("on 2025-06-02", 1, [(date(2025, 6, 2), date(2025, 6, 2))]),
        ("in December", 1, [(date(2024, 12, 1), date(2024, 12, 31))]),
    ],
)
def test_dates_are_resolved_against_the_articles(question: str, at: int, spans: list[tuple[date, date]]) -> None:
    time = find_time(ENGLISH, tokenise(question), at)
    assert time is not None
    assert time.spans([date(2025, 6, 3)]) == spans


def test_a_night_keeps_its_precision() -> None:
    time = find_time(ENGLISH, tokenise("on the night of June 1st"), 1)
    assert time is not None
    assert (time.month, time.day, time.part) == (6, 1, "Night")


def test_names_are_found_in_other_spellings() -> None:
    index = NameIndex(invented_store())
    for written in ("Elan Palace", "Élan Palace", "elan palace"):
        found = index.find(written.lower().replace("é", "e").split(), written.split(), ordinary=False)
        assert found is not None and found.things == ("https://w3id.org/kgtool/id/Elan",)
    guessed = index.guess("Okorro")
    assert guessed is not None and guessed.things == ("https://w3id.org/kgtool/id/Okoro",)
    assert index.guess("Zzyzx") is None


def test_edit_distance_counts_a_swap_as_one() -> None:
    assert distance("teh", "the", 2) == 1
    assert distance("abc", "abcdef", 2) == 3


def test_a_description_is_no_name() -> None:
    assert is_proper("Khaled al-Yamani")
    assert not is_proper("Norlandic delegation")


def test_the_json_object_has_exactly_the_promised_keys(asker: Asker) -> None:
    known = asker.ask("Who led each delegation?").as_json()
    assert list(known) == ["question", "answers", "columns", "rows", "sparql", "evidence", "because"]
    assert set(known["evidence"][0]) == {"document", "start", "end", "quote", "claimedBy"}
    unknown = asker.ask("Who led the Westrian delegation?")
    assert unknown.as_json()["answers"] == [] and unknown.exit_status == 1 and unknown.because
    assert "kg:" in unknown.as_json()["sparql"]


def test_a_claim_never_looks_like_a_fact(asker: Asker) -> None:
    found = asker.ask("How many drones were launched?")
    assert found.columns == ("answer", "claimed by", "document")
    assert all(row[1] for row in found.rows)
    assert "claimed by Norlandic Defence Ministry" in found.as_text()


def test_words_that_are_not_understood_are_named(asker: Asker) -> None:
    assert "“painted”" in asker.ask("Who painted the palace?").because


def test_the_sparql_is_standard(asker: Asker) -> None:
    questions = ["Who led each delegation?", "How many drones were shot down?", "Where did the meeting take place?"]
    for question in [*questions, "Who denied Okoro's claim?", "What did the sides agree on 4 March?"]:
        text = asker.ask(question).sparql
        parseQuery(text)
        assert asker.store.query(text)


def test_a_projects_own_words_lie_over_the_shipped_ones(tmp_path: object) -> None:
    from pathlib import Path

    own = Path(str(tmp_path)) / "questions.toml"
    own.write_text('[render]\nyes = "aye"\n', encoding="utf-8")
    english = English.load(own, ONTOLOGY / QUESTION_WORDS)
    assert english.render["yes"] == "aye"
    assert english.question["who"] == "actor"
    own.write_text("broken [", encoding="utf-8")
    with pytest.raises(DataError):
        English.load(own)
