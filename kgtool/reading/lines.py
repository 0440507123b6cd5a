"""Lines that were broken only because they were full: sentences run on over them. And links, whose words are text.

In: a text. Out: a text of the same length in which such line breaks, and the addresses of links, are spaces; places in
one are places in the other.
"""

from __future__ import annotations

import re
from itertools import pairwise

_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_OPENS_BLOCK = re.compile(r"(?:[#>|*+-]|\d+[.)])\s")
"""A heading, quotation, table row or list item of Markdown."""
_LINK = re.compile(
    r"""(?P<picture>!?)\[(?P<words>[^\[\]\n]*)\]\((?P<address>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+"[^"\n]*")?\)"""
)
_BROKEN = re.compile(r"[^\W\d_]-$")
"""The end of a line in the middle of a word."""
FULL = 40
"""Characters that a text's longest line must have before its lines count as filled."""


def without_links(text: str) -> str:
    """The text with nothing but spaces for the addresses of Markdown's links and for its pictures; as long as before.

    >>> without_links("[Norway](https://example.org) mediated.")
    ' Norway                       mediated.'
    """

    def words_only(match: re.Match[str]) -> str:
        kept = "" if match["picture"] else f" {match['words']}"
        return kept.ljust(len(match[0]))

    return _LINK.sub(words_only, text)


def unwrapped(text: str) -> str:
    """The text with the breaks of full lines as spaces; as long as before.

    A line was full where the first word of the next one would not have fitted any more. One that ends a sentence keeps
    its break, and so do a headline above its text, lists, and lines with a blank one between.

    >>> unwrapped("The director of the foundation said on Monday that\\nit was so.\\n")
    'The director of the foundation said on Monday that it was so.\\n'
    >>> unwrapped("Talks resume\\nThe delegations met on Monday in the old palace of the city.\\n")
    'Talks resume\\nThe delegations met on Monday in the old palace of the city.\\n'
    """
    lines = text.split("\n")
    joined = [lines[0]]
    for width, (line, following) in zip(_widths(lines), pairwise(lines), strict=False):
        joined += [" " if _runs_on(line, following, width) else "\n", following]
    return "".join(joined)


def _widths(lines: list[str]) -> list[int]:
    """For each line the length of the longest line of its paragraph."""
    widths: list[int] = []
    paragraph: list[str] = []
    for line in [*lines, ""]:
        paragraph.append(line)
        if not line.strip():
            widest = max(len(one.rstrip()) for one in paragraph)
            widths += [widest] * len(paragraph)
            paragraph = []
    return widths[: len(lines)]


def _runs_on(line: str, following: str, width: int) -> bool:
    line, first = line.rstrip("\r "), following.split(maxsplit=1)[:1]
    if first and _BROKEN.search(line) and first[0][0].islower():
        return True  # "the dele-", "gation"
    if not line.strip() or not first or width < FULL:
        return False
    is_full = len(line) + 1 + len(first[0]) > width
    return is_full and not _ENDS.search(line) and not _OPENS_BLOCK.match(following.lstrip())
