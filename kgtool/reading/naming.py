"""Names as text: as part of an IRI, folded to compare, without genitives, and short forms of longer ones."""

from __future__ import annotations

import re
import unicodedata

from kgtool.language.english import words


def slug(text: str) -> str:
    """Words as one part of an IRI: letters (of any script), digits and hyphens; the rest becomes underscores."""
    text = unicodedata.normalize("NFC", text.strip())
    return re.sub(r"[^\w.\-]+", "_", text).strip("_.") or "x"


def fold(text: str) -> str:
    """A name without case, diacritics and punctuation, to compare."""
    text = unicodedata.normalize("NFKD", text).replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d")
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    return re.sub(r"[^\w]+", " ", text.replace("’", "").replace("'", "").replace(".", "")).strip()


def plain(text: str) -> str:
    """A name without its genitive; one in capitals (a dateline's city) as names are written."""
    text = text.removesuffix("'s").removesuffix("’s").removesuffix("'").removesuffix("’")
    return text.title() if text.isupper() and len(text) > 4 and text.isalpha() else text


def is_short_form(short: list[str], full: list[str]) -> bool:
    """Whether one name is the other with words left out, its last word kept ("Zelenskyy", "V. Zelenskyy")."""
    suffixes = words("persons", "suffixes")
    short, full = [w for w in short if w not in suffixes], [w for w in full if w not in suffixes]
    if not short or not full or len(short) > len(full):
        return False
    if short == full:
        return True
    is_first = len(short) == 1 and short[0] == full[0] and len(short[0]) > 1
    if short[-1] != full[-1] and not (is_first and short[0] not in words("datelines", "name_particles")):
        return False
    rest = iter(full)
    return all(any(_agree(word, other) for other in rest) for word in short)


def _agree(word: str, other: str) -> bool:
    return word == other or (len(word) == 1 and other.startswith(word))


def is_acronym_of(text: str, name: str) -> bool:
    """Whether a word in capitals is made of the initials of a name: "TLF", "Tarsk Liberation Front"."""
    initials = "".join(part[0] for part in re.split(r"[\s\-]+", name) if part[:1].isupper())
    return len(text) > 2 and text.isupper() and text == initials
