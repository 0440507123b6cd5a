"""How the names of things are compared: without case, accents, punctuation and article; acronyms keep their case."""

from __future__ import annotations

import unicodedata

_LONGEST_ACRONYM = 6
"""A name in capitals of at most so many letters is an acronym and found in capitals only: WHO is not "who"."""

_TABLE: dict[int, str] = {ord(c): "" for c in ".,'’‘ʻʼ`´\"“”"} | {ord(c): " " for c in "-‐‑–—_/&"}
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ə": "a", "Ə": "A"})
_ARTICLE = "the "


def plain(name: str) -> str:
    """The name without accents and punctuation, with single spaces and no leading article.

    >>> plain("the  Çırağan-Palace")
    'Ciragan Palace'
    """
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name.translate(_LETTERS))
        name = "".join(c for c in decomposed if not unicodedata.combining(c))
    name = " ".join(name.translate(_TABLE).split())
    return name[len(_ARTICLE) :] if name[: len(_ARTICLE)].casefold() == _ARTICLE else name


def key(name: str) -> str:
    """Under which a known name is kept: folded, or as it stands behind "=" for an acronym."""
    bare = plain(name)
    is_acronym = bare.isupper() and len(bare) <= _LONGEST_ACRONYM and bare.isalpha()
    return "=" + bare if is_acronym else bare.casefold()


def keys_for(text: str) -> tuple[str, str]:
    """Under which a text may be found: the folded key, and that of an acronym."""
    bare = plain(text)
    return bare.casefold(), "=" + bare
