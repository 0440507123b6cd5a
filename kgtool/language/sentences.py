"""Sentence starts that the order of marks tells for certain, whatever the model thinks of them.

A full stop, question or exclamation mark that stands as a token of its own (so it belongs to no abbreviation), closing
marks behind it, a space, and then a capital letter or an opening quotation mark begin a new sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

STOPS = frozenset((".", "!", "?", "…", "..."))
CLOSING = frozenset(("”", "’", '"', "'", "''", ")", "]", "»"))
OPENING = frozenset(("“", "‘", '"', "'", "``", "«", "(", "["))


def settle_starts(words: Sequence[str], gaps: Sequence[bool], starts: Sequence[int]) -> list[int]:
    """The starts of a line's sentences, sorted.

    ``gaps`` says for each word whether space stands before it; ``starts`` are the positions that the model gives.
    """
    sure = {at for at in range(1, len(words)) if _is_start(words, gaps, at)}
    found = {0, *sure, *starts}
    for at in sorted(found):
        is_stray = at not in sure and at > 0
        if is_stray and ((words[at - 1] in OPENING and gaps[at - 1]) or words[at] in STOPS | {",", ";", ")", "”", "’"}):
            found.discard(at)  # the opening mark belongs to the sentence that it opens
    return sorted(found)


def _is_start(words: Sequence[str], gaps: Sequence[bool], at: int) -> bool:
    if not gaps[at]:
        return False
    word = words[at]
    begins = word[:1].isupper() or (word in OPENING and at + 1 < len(words) and not gaps[at + 1])
    if not begins:
        return False
    back = at - 1
    while back > 0 and words[back] in CLOSING and not gaps[back]:
        back -= 1
    return words[back] in STOPS and back > 0 and not (len(words[back - 1]) == 1 and words[back - 1].isupper())
