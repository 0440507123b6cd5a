"""Names in re3d, reports on the war in Syria and Iraq, brought to the kinds of this project.

re3d marks phrases ("the moderate Syrian opposition", "Foreign Minister Julie Bishop"); what counts here is the name
inside: titles, articles and common nouns at the ends are cut away, and a phrase in which no clear name remains is
left open. A country that re3d calls an organisation because it acts is a place here, as in the other sources.
"""

from __future__ import annotations

import json
from pathlib import Path

from kgtool.language.tokens import tokenize
from training.names import ANY, COUNTRIES, DEMONYMS, PRONOUNS, TITLES, bits, mark, nothing_but, place_kind
from training.treebank import Sentence

_KINDS = {
    "Person": "PER",
    "Organisation": "ORG",
    "Location": "LOC",
    "Nationality": "NORP",
    "MilitaryPlatform": "WEAPON",
    "Weapon": "WEAPON",
}
_JOINS = frozenset(
    ["of", "for", "the", "and", "in", "on", "to", "de", "al", "bin", "&", "-", "'", "’", "(", ")", ".", ",", "'s", "’s"]
)
_PARTICLES = frozenset(["al", "el", "bin", "ibn", "de", "van", "von", "abu"])
_NO_NAMES = (
    frozenset(
        [
            "jan",
            "feb",
            "mar",
            "march",
            "apr",
            "april",
            "may",
            "jun",
            "june",
            "jul",
            "july",
            "aug",
            "sept",
            "sep",
            "oct",
            "nov",
            "dec",
            "monday",
            "today",
        ]
    )
    | PRONOUNS
)


def read_reports(data: Path) -> list[list[Sentence]]:
    """The documents of re3d in the order of their numbers, one sentence an item, with names."""
    documents = []
    for folder in sorted((data / "ner/re3d").iterdir()):
        if not (folder / "documents.json").is_file():
            continue
        entities: dict[str, list[tuple[int, int, str]]] = {}
        for line in (folder / "entities.json").read_text(encoding="utf-8").splitlines():
            entity = json.loads(line)
            entities.setdefault(entity["documentId"], []).append((entity["begin"], entity["end"], entity["type"]))
        for line in sorted((folder / "documents.json").read_text(encoding="utf-8").splitlines()):
            document = json.loads(line)
            documents.append(
                _document(f"re3d {folder.name} {document['_id']}", document["text"], entities.get(document["_id"], []))
            )
    return documents


def held_out(documents: list[list[Sentence]]) -> tuple[list[list[Sentence]], list[list[Sentence]]]:
    """Documents to train on, and every fourth one, kept for measuring."""
    return [d for at, d in enumerate(documents) if at % 4 != 3], [d for at, d in enumerate(documents) if at % 4 == 3]


def _document(name: str, text: str, entities: list[tuple[int, int, str]]) -> list[Sentence]:
    sentences = []
    known = _known_names(text, entities)
    for line in tokenize(text):
        words = [text[start:end] for start, end in line]
        spaces = [line[at + 1][0] > line[at][1] if at + 1 < len(line) else True for at in range(len(line))]
        names = _names(words, line, entities, known)
        cuts = [0]
        for at in range(1, len(words)):
            if (
                words[at - 1] in (".", "?", "!", "”", '"')
                and words[at][:1].isupper()
                and (words[at - 1] in ".?!" or words[at - 2 : at - 1] in (["."], ["?"]))
            ):
                cuts.append(at)
        for first, last in zip(cuts, [*cuts[1:], len(words)], strict=True):
            sentences.append(
                Sentence(
                    name,
                    words[first:last],
                    spaces[first:last],
                    names=names[first:last],
                    starts_line=first == 0,
                    starts_known=first == 0,
                    text=text[line[first][0] : line[last - 1][1]],
                )
            )
    return sentences


def _names(
    words: list[str], places: list[tuple[int, int]], entities: list[tuple[int, int, str]], known: dict[str, str]
) -> list[int]:
    unlabelled = nothing_but("EVENT", "MISC")
    names = [unlabelled if word[:1].isupper() or any(ch.isdigit() for ch in word) else bits("O") for word in words]
    order = sorted(entities, key=lambda entity: (entity[0] - entity[1], entity[0]))
    taken: set[int] = set()
    for begin, end, kind in order:
        at = [number for number, (first, last) in enumerate(places) if first < end and last > begin]
        if not at or taken & set(at):
            continue
        if kind not in _KINDS:
            if kind in ("Vehicle", "DocumentReference"):
                for number in at:
                    names[number] = names[number] | nothing_but("MISC", "WEAPON", "EVENT")
            continue
        _mark(names, words, at[0], at[-1] + 1, _KINDS[kind], known)
        taken |= set(at)
    for number, word in enumerate(words):
        if word in DEMONYMS and names[number] & bits("O"):
            names[number] = bits("B-NORP")
    return names


def _name_in(words: list[str], first: int, last: int, kind: str) -> tuple[int, int]:
    """The part of a phrase that may be its name: articles, titles and common words at the ends cut away."""
    start, end = first, last
    lower = [word.lower() for word in words]
    while (start < end and lower[start] in ("the", "a", "an")) or (start < end and lower[start] in PRONOUNS):
        start += 1
    if kind == "PER":
        titles = [at for at in range(start, end) if lower[at] in TITLES]
        if titles and titles[-1] + 1 < end:
            start = titles[-1] + 1
            if lower[start] in ("for", "of", "to"):
                return first, first  # an office: "the Minister for ..."
    while start < end and not (_is_named(words[start]) or (lower[start] in _PARTICLES and start + 1 < end)):
        start += 1
    while end > start and not _is_named(words[end - 1]):
        end -= 1
    return start, end


def _mark(names: list[int], words: list[str], first: int, last: int, kind: str, known: dict[str, str]) -> None:
    start, end = _name_in(words, first, last, kind)
    inside = words[start:end]
    if not inside or all(word.lower().rstrip(".") in _NO_NAMES for word in inside):
        return
    lower = [word.lower() for word in inside]
    if kind in ("ORG", "LOC") and all(word in DEMONYMS or word in "-/" for word in inside):
        for at in range(start, end):
            names[at] = bits("B-NORP") if words[at] in DEMONYMS else bits("O")
        return
    phrase = " ".join(inside)
    if end < last:
        # "ISIL vehicles": the name inside is not what the phrase is.
        if known.get(phrase) is None:
            _leave_open(names, first, last)
        else:
            mark(names, start, end, [known[phrase]])
        return
    if kind == "LOC" and "," in inside:
        at = start
        for number in range(start, end + 1):
            if number == end or words[number] == ",":
                if number > at and all(_is_named(word) or word.lower() in _JOINS for word in words[at:number]):
                    mark(names, at, number, [place_kind(words[at:number])])
                at = number + 1
        return
    clear = (
        all(_is_named(word) or word.lower() in _JOINS for word in inside) and "," not in inside and "(" not in inside
    )
    if kind == "PER" and any(word in TITLES or word in ("of", "for", "the", "and", "to") for word in lower):
        clear = False
    if not clear:
        _leave_open(names, first, last)
        return
    if kind in ("NORP", "ORG") and phrase in COUNTRIES:
        kind = "LOC"
    if kind == "LOC":
        kind = place_kind(inside)
    mark(names, start, end, [kind])


def _leave_open(names: list[int], first: int, last: int) -> None:
    for at in range(first, last):
        names[at] = ANY


def _is_named(word: str) -> bool:
    return word[:1].isupper() or (word[:1].isdigit() and any(ch.isalpha() for ch in word))


def _known_names(text: str, entities: list[tuple[int, int, str]]) -> dict[str, str]:
    """Names of persons, organisations and places that are phrases of their own somewhere in the document."""
    known = {}
    for begin, end, kind in entities:
        if _KINDS.get(kind) in ("PER", "ORG", "LOC"):
            words = [
                text[a:b] for line in tokenize(text[begin:end]) for a, b in [(begin + a, begin + b) for a, b in line]
            ]
            start, stop = _name_in(words, 0, len(words), _KINDS[kind])
            if words and stop == len(words) and start < stop:
                phrase = " ".join(words[start:stop])
                known[phrase] = "LOC" if phrase in COUNTRIES else _KINDS[kind]
    return known
