"""Words are cut as the English treebanks of Universal Dependencies cut them, and each stands where the text has it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgtool.language.tokens import tokenize


def words(text: str) -> list[str]:
    return [text[start:end] for line in tokenize(text) for start, end in line]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She didn't say so.", "She did n't say so ."),
        ("They can’t and cannot, he’d said", "They ca n’t and can not , he ’d said"),
        ("the city's rulers' sons", "the city 's rulers ' sons"),
        ("O'Hara came at nine o'clock", "O'Hara came at nine o'clock"),
        ("a large-scale, 24-hour raid", "a large - scale , 24 - hour raid"),
        ("an anti-tank re-elected non-combat mid-June", "an anti-tank re-elected non-combat mid-June"),
        ("three Tu-22M3, two F-16s and an A-50", "three Tu-22M3 , two F-16s and an A-50"),
        ("U.S.-made arms", "U.S. - made arms"),
        ("Gen. J. K. Hill of Acme Inc. left", "Gen. J. K. Hill of Acme Inc. left"),
        ("at 10:30 a.m. on Sept. 5", "at 10:30 a.m. on Sept. 5"),
        ("$1,000.50, €7bn or 34%", "$ 1,000.50 , € 7 bn or 34 %"),
        ("about 620 miles/1,000km", "about 620 miles / 1,000 km"),
        ("“a ‘serious’ blow,” he said", "“ a ‘ serious ’ blow , ” he said"),
        ("the plan—new – failed…", "the plan — new – failed …"),
        ("PORT LOUIS (AP) — It", "PORT LOUIS ( AP ) — It"),
        ("see https://example.org/a?b=1.", "see https://example.org/a?b=1 ."),
        ("It ended.Then", "It ended . Then"),
        ("on 9/11 and/or 2022-23", "on 9/11 and / or 2022 - 23"),
        ("Wait... what?!", "Wait ... what ?!"),
    ],
)
def test_cuts_like_the_treebanks(text: str, expected: str) -> None:
    assert words(text) == expected.split()


def test_a_line_break_ends_everything() -> None:
    assert [len(line) for line in tokenize("One two\n\nthree\r\nfour")] == [2, 1, 1]


def test_letters_with_marks_stay_in_their_word() -> None:
    assert words("Çırağan cafe\u0301 naïve") == ["Çırağan", "cafe\u0301", "naïve"]


@settings(deadline=None)
@given(st.text())
def test_every_word_is_a_piece_of_its_line_in_order(text: str) -> None:
    behind = 0
    for line in tokenize(text):
        for start, end in line:
            assert behind <= start < end <= len(text)
            assert not any(ch.isspace() for ch in text[start:end])
            behind = end


@settings(deadline=None)
@given(st.text(alphabet="aZ9é.,-'’\"“”/$% \n&()@:", max_size=60))
def test_no_letter_or_digit_is_lost(text: str) -> None:
    kept = {at for line in tokenize(text) for start, end in line for at in range(start, end)}
    assert all(at in kept for at, ch in enumerate(text) if ch.isalnum())
