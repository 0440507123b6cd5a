"""Rounds of talks: of which negotiation they are, their numbers, and which came before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.reading.read_articles import Read

SAID = [
    ("The second round of talks between Kenya and Somalia was held in Oslo on Monday.",
     "?r kg:process ?n ; kg:roundNumber 2 . ?n a kg:Negotiation ; kg:participant id:Kenya, id:Somalia"),
    ("Kenya and Somalia held a third round of talks in Oslo on Monday.",
     "?r kg:process ?n ; kg:roundNumber 3 . ?n kg:participant id:Kenya, id:Somalia"),
    ("A second round of talks between delegations from Kenya and Somalia was held in Oslo on Monday.",
     "?r kg:process ?n ; kg:attendedBy ?d . ?n kg:participant id:Kenya, id:Somalia"),
    ("The second round of talks between Kenya and Somalia was held in Oslo on Monday. "
     "On 4 March, Kenya and Somalia also held a new round of talks in Oslo.",
     "?r kg:roundNumber 2 ; kg:process ?n ; kg:previousRound ?b . ?b kg:date '2024-03-04'^^xsd:date ; kg:process ?n"),
]  # fmt: skip
NOT_SAID = [
    ("The second round of talks was held in Oslo on Monday.", "?r kg:process ?n"),
    ("Kenya held a second round of talks in Oslo on Monday.", "?r kg:process ?n"),
    ("The third round of talks between Kenya and Somalia was held in Oslo on Monday. "
     "On 4 March, Kenya and Somalia also held a new round of talks in Oslo.", "?r kg:previousRound ?b"),
    ("A second round of talks between Kenya and Somalia was held in Oslo on Monday. "
     "A second round of talks between Kenya and Somalia was held in Geneva on 5 May 2019.",
     "?a kg:process ?n . ?b kg:process ?n . FILTER(?a != ?b)"),
    ("If Kenya and Somalia hold a second round of talks in Oslo, prisoners will be released.", "?r kg:process ?n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "pattern"), SAID)
def test_a_round_is_part_of_the_negotiation_of_its_parties(
    read: Callable[[str], Read], text: str, pattern: str
) -> None:
    assert read(text).says(pattern)


@pytest.mark.parametrize(("text", "pattern"), NOT_SAID)
def test_what_the_text_leaves_open_is_not_filled_in(read: Callable[[str], Read], text: str, pattern: str) -> None:
    assert not read(text).says(pattern)
