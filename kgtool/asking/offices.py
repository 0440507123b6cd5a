"""Offices in questions: "the foreign minister of X", "who heads Y"."""

from __future__ import annotations

from collections.abc import Iterable

from kgtool.asking.drafts import contains_words, quoted
from kgtool.asking.english import literal_stem
from kgtool.asking.interpreter import Interpreter


def office_patterns(shared: Interpreter, office: str, words: Iterable[str], *, former: bool) -> list[str]:
    """Lines that bind an office by its printed title: all words stand in it, and none that makes it another office.

    A former office is not held: it is an answer only where the question says "former".
    """
    asked = [word.lower() for word in words]
    title = f"{office}_title"
    altering = sorted(
        w for w in shared.english.words["altering"] if w not in asked and not (former and w in ("former", "ex", "past"))
    )
    lines = [
        f"{office} kg:title {title} .",
        f"FILTER({contains_words(f'STR({title})', [_variant_stem(w) for w in asked])})",
        f'FILTER(!REGEX(STR({title}), {quoted("(^|[^a-z])(" + "|".join(altering) + ")[ -]")}, "i"))',
    ]
    status = f"{office} kg:officeStatus kg:Former"
    lines.append(f"FILTER EXISTS {{ {status} }}" if former else f"FILTER NOT EXISTS {{ {status} }}")
    return lines


def leader_title_filter(shared: Interpreter, office: str, leader_words: Iterable[str]) -> list[str]:
    """Lines that bind an office whose title makes its holder the leader: head, chief, director …"""
    title = f"{office}_title"
    pattern = "^(" + "|".join(sorted(leader_words)) + ")( |$)"
    return [
        f"{office} kg:title {title} .",
        f'FILTER(REGEX(STR({title}), {quoted(pattern)}, "i"))',
        f"FILTER NOT EXISTS {{ {office} kg:officeStatus kg:Former }}",
    ]


def _variant_stem(word: str) -> str:
    """A stem that spellings share: adviser and advisor, defence and defense."""
    stem = literal_stem(word)
    for ending in ("er", "or"):
        if len(stem) > 5 and stem.endswith(ending):
            return stem[:-2]
    if stem.endswith(("enc", "ens")):
        return stem[:-1]
    return stem
