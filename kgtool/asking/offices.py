"""Offices in questions: "the foreign minister of X", "who heads Y"."""

from __future__ import annotations

from collections.abc import Iterable

from kgtool.asking.drafts import WORD_START, quoted
from kgtool.asking.interpreter import Interpreter


def office_patterns(shared: Interpreter, office: str, words: Iterable[str], *, former: bool) -> list[str]:
    """Lines that bind an office by its printed title: all words stand in it, and none that makes it another office.

    A former office is not held: it is an answer only where the question says "former". One of which an article only
    says that it was held long ago is no answer either.
    """
    asked = [word.lower() for word in words]
    title = f"{office}_title"
    altering = sorted(
        w for w in shared.english.words["altering"] if w not in asked and not (former and w in ("former", "ex", "past"))
    )
    lines = [
        f"{office} kg:title {title} .",
        f'FILTER(REGEX(STR({title}), {quoted(_ending(asked))}, "i"))',
        f'FILTER(!REGEX(STR({title}), {quoted("(^|[^a-z])(" + "|".join(altering) + ")[ -]")}, "i"))',
    ]
    status = "Former" if former else "Current"
    lines.append(f"FILTER EXISTS {{ {office} kg:officeStatus kg:{status} }}")
    return lines


def leader_title_filter(shared: Interpreter, office: str, leader_words: Iterable[str]) -> list[str]:
    """Lines that bind an office whose title makes its holder the leader: head, chief, director …"""
    title = f"{office}_title"
    pattern = "^(" + "|".join(sorted(leader_words)) + ")( |$)"
    return [
        f"{office} kg:title {title} .",
        f'FILTER(REGEX(STR({title}), {quoted(pattern)}, "i"))',
        f"FILTER EXISTS {{ {office} kg:officeStatus kg:Current }}",
    ]


def _ending(words: list[str]) -> str:
    """A pattern of titles whose last words these are, in either spelling (adviser, advisor; defence, defense)."""
    return WORD_START + r"\W+".join(_spellings(word) for word in words) + "$"


def _spellings(word: str) -> str:
    for ending, both in (("er", "[eo]r"), ("or", "[eo]r"), ("ence", "en[cs]e"), ("ense", "en[cs]e")):
        if len(word) > 5 and word.endswith(ending):
            return word[: -len(ending)] + both
    return word.replace("organis", "organi[sz]").replace("organiz", "organi[sz]")
