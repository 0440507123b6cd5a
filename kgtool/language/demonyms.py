"""Whether a word is made from the name of a place: "Sylvanian" from "Sylvania", in the singular or the plural."""

from __future__ import annotations

from kgtool.language.english import english, words


def is_demonym_of(word: str, name: str) -> bool:
    """Whether a word is a demonym of a name, as far as spelling tells.

    >>> is_demonym_of("Sylvanian", "Sylvania"), is_demonym_of("Sylvester", "Sylvania")
    (True, False)
    """
    settings = english()["demonyms"]
    if not word[:1].isupper() or word == name:
        return False
    stem = name.rstrip(settings["vowels"])
    suffixes = words("demonyms", "suffixes")
    return any(
        len(start) >= settings["shortest_stem"] and word.startswith(start) and _is_suffix(word[len(start) :], suffixes)
        for start in (name, stem)
    )


def _is_suffix(end: str, suffixes: frozenset[str]) -> bool:
    return end in suffixes or end.removesuffix("s") in suffixes
