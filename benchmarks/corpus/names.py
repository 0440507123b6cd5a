"""Names for the persons of varied articles: each person gets another name, that of no other person of the article."""

from __future__ import annotations

import tomllib
from pathlib import Path

_NAMES: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def replacements(number: int) -> dict[str, str]:
    """For each name, whole or short, what stands in its place in the variant of that number; none in the first."""
    if not number:
        return {}
    found = {}
    for place, person in enumerate(_NAMES["persons"]):
        given = _NAMES["given"][(number * 7 + place * 3) % len(_NAMES["given"])]
        family = _NAMES["family"][(number * 11 + place) % len(_NAMES["family"])]
        found[person] = f"{given} {family}"
        first, *_, last = person.split()
        if person in _NAMES["by_given_name"]:
            found[first] = given
        else:
            found[last] = family
    return found
