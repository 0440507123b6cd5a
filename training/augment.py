"""Variations: names from all over the world in place of the treebanks', the print of news, and made-up sentences for
rare kinds.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from kgtool.language.tokens import tokenize
from training.names import ANY, DATA, DEMONYMS, bits, gold, mark, phrase_list, spans, word_list
from training.treebank import Sentence

_FILES = {
    "LOC": "places.txt",
    "ORG": "organizations.txt",
    "FAC": "facilities.txt",
    "WEAPON": "weapons.txt",
    "EVENT": "events.txt",
    "MISC": "works.txt",
}
_SLOT_KINDS = {"WORK": "MISC", "LOCCAPS": "LOC", "ACR": "ORG", "PERLAST": "PER"}
_COMPOSED = {"ORG": 0.3, "FAC": 0.3, "LOC": 0.04}
"""How often a name of a kind is composed of a head and an ending."""
MASKED = -2
"""A head that is not known."""


def composed_names() -> dict[str, list[tuple[list[str], list[str]]]]:
    """For each kind, lists of heads with the endings that fit them, of ``composed.txt``."""
    found: dict[str, list[tuple[list[str], list[str]]]] = {}
    kind, heads = "", list[str]()
    for line in (DATA / "composed.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        if line.startswith(" "):
            found[kind].append((heads, [ending.strip() for ending in line.split("|")]))
        else:
            kind, *heads = line.split("|")
            found.setdefault(kind, [])
    return found


class Augmenter:
    """Varies windows; all choices come from one random source."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.phrases = {
            kind: phrase_list(name) + (phrase_list("countries.txt") if kind == "LOC" else [])
            for kind, name in _FILES.items()
        }
        self.people = []
        for line in (DATA / "persons.txt").read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                given, _, family = line.partition(":")[2].partition("|")
                self.people.append((given.split(), family.split()))
        self.demonyms = sorted(word for word in DEMONYMS if not word.endswith("s"))
        self.left_open = word_list("left_open.txt")
        self.titles = phrase_list("offices.txt")
        self.composed = composed_names()
        self.templates = (DATA / "templates.txt").read_text(encoding="utf-8").splitlines()

    def vary(self, window: list[Sentence]) -> list[Sentence]:
        """The window with other names, or printed in another way."""
        chance = self.chance.random()
        if chance < 0.45:
            window = [self._renamed(sentence) for sentence in window]
        if self.chance.random() < 0.06 and window[0].starts_line and window[0].heads:
            window = [self._with_dateline(window[0]), *window[1:]]
        if self.chance.random() < 0.4:
            window = [replace(sentence, words=curly(sentence.words, sentence.xpos)) for sentence in window]
        elif self.chance.random() < 0.03 and len(window) == 1 and len(window[0]) < 20:
            window = [_headline(window[0], self.chance.random() < 0.3)]
        return window

    def made_up(self, count: int) -> list[list[Sentence]]:
        """Windows of one or two sentences from the templates, with names only."""
        found = []
        for _ in range(count):
            size = self.chance.choice((1, 1, 2))
            window = [self._from_template(self.chance.choice(self.templates)) for _ in range(size)]
            window[0].starts_line = True
            if self.chance.random() < 0.4:
                window = [
                    replace(sentence, words=[word.replace("'", "’") for word in sentence.words]) for sentence in window
                ]
            found.append(window)
        return found

    def person(self, family_only: bool = False) -> str:
        """A name as one would print it."""
        given, family = self.chance.choice(self.people)
        last = re.sub(r"^(de|van|Le|bin)-", r"\1 ", self.chance.choice(family))
        if family_only:
            return last
        chance = self.chance.random()
        if chance < 0.08:
            return f"{self.chance.choice(given)} {self.chance.choice(given)} {last}"
        if chance < 0.12:
            return f"{self.chance.choice(given)} {self.chance.choice('ABCDEFGHJKLMPRSTVW')}. {last}"
        return f"{self.chance.choice(given)} {last}"

    def acronym(self) -> str:
        """Two to five capital letters."""
        return "".join(
            self.chance.choice("ABCDEFGHIJKLMNOPRSTU") for _ in range(self.chance.choice((2, 3, 3, 3, 4, 4, 5)))
        )

    def phrase(self, slot: str) -> str:
        """What may stand in a slot of a template."""
        if slot == "PER":
            return self.person()
        if slot == "PERLAST":
            return self.person(family_only=True)
        if slot == "NORP":
            return self.chance.choice(self.demonyms)
        if slot == "TITLE":
            return self.chance.choice(self.titles)
        if slot == "ACR":
            return self.acronym()
        if slot == "WEAPON" and self.chance.random() < 0.3:
            letters = self.chance.choice(
                (
                    "Su",
                    "Tu",
                    "MiG",
                    "An",
                    "Kh",
                    "Il",
                    "F",
                    "B",
                    "M",
                    "T",
                    "S",
                    "R",
                    "AH",
                    "MQ",
                    "BM",
                    "KN",
                    "J",
                    "C",
                    "X",
                )
            )
            mark_behind = self.chance.choice(("", "", "", "M", "A", "MK", "M3", "U", "s"))
            return f"{letters}-{self.chance.randrange(2, 400)}{mark_behind}"
        if slot == "ORG" and self.chance.random() < 0.15:
            return self.acronym()
        if self.chance.random() < _COMPOSED.get(slot, 0.0):
            return self.composed_name(slot)
        phrase = self.chance.choice(self.phrases[_SLOT_KINDS.get(slot, slot)])
        return phrase.upper() if slot == "LOCCAPS" else phrase

    def composed_name(self, kind: str) -> str:
        """A name of a head and an ending, such as a ministry *of* something or a front *for* something."""
        heads, endings = self.chance.choice(self.composed[kind])
        ending = self.chance.choice(endings)
        if "{LOC}" in ending:
            places = [self.chance.choice(self.phrases["LOC"]) for _ in range(3)]
            ending = ending.replace("{LOC}", next((place for place in places if "," not in place), places[0]))
        return f"{self.chance.choice(heads)} {ending}"

    def _from_template(self, template: str) -> Sentence:
        text = ""
        marked: list[tuple[int, int, str]] = []
        for number, part in enumerate(re.split(r"\{(\w+)\}", template)):
            if number % 2 == 0:
                text += part
                continue
            phrase = self.phrase(part)
            if part != "TITLE":
                marked.append((len(text), len(text) + len(phrase), _SLOT_KINDS.get(part, part)))
            text += phrase
        line = [place for found in tokenize(text) for place in found]
        words = [text[start:end] for start, end in line]
        spaces = [line[at + 1][0] > line[at][1] if at + 1 < len(line) else True for at in range(len(line))]
        names = [bits("O")] * len(line)
        for begin, end, kind in marked:
            inside = [number for number, (start, stop) in enumerate(line) if start < end and stop > begin]
            mark(names, inside[0], inside[-1] + 1, [kind])
        for at, word in enumerate(words):
            if names[at] == bits("O") and word in DEMONYMS:
                names[at] = bits("B-NORP")
            elif names[at] == bits("O") and word in self.left_open:
                names[at] = ANY
        return Sentence("made up", words, spaces, names=names, text=text)

    def _renamed(self, sentence: Sentence) -> Sentence:
        """Some names replaced by others of their kind."""
        if not sentence.names or not sentence.heads:
            return sentence
        for first, last, kind in reversed(spans(gold(sentence.names))):
            sure = sentence.names[first] in (bits(f"B-{kind}"), 0)
            if (
                not sure
                or self.chance.random() < 0.3
                or kind in ("NORP", "MISC", "EVENT")
                or not sentence.words[first][:1].isupper()
            ):
                continue
            if kind == "PER":
                phrase = self.person(family_only=last - first == 1)
            elif kind == "LOC" and last - first == 1 and self.chance.random() < 0.5:
                phrase = self.chance.choice(
                    [p for p in (self.phrase("LOC") for _ in range(4)) if " " not in p] or ["Geneva"]
                )
            else:
                phrase = self.phrase(kind)
            sentence = spliced(sentence, first, last, phrase, kind)
        return sentence

    def _with_dateline(self, sentence: Sentence) -> Sentence:
        place, other = (self.phrase("LOC") for _ in range(2))
        agency = self.chance.choice(("AP", "Reuters", "AFP", "dpa", "TASS", "Xinhua", "UPI"))
        day = f"{self.chance.choice(('Jan.', 'March', 'June', 'Sept.'))} {self.chance.randrange(1, 29)}"
        dash = self.chance.choice(("—", "—", "–", "-", "--"))
        text = self.chance.choice(
            (
                f"{place.upper()}, {other} {dash}",
                f"{place.upper()} {dash}",
                f"{place.upper()} ({agency}) {dash}",
                f"{place.upper()}, {other} ({agency}) {dash}",
                f"{place} ({agency}) {dash}",
                f"{place.upper()}, {day} ({agency}) {dash}",
            )
        )
        line = [span for found in tokenize(text) for span in found]
        words = [text[start:end] for start, end in line]
        size = len(words)
        names = [bits("O")] * size
        for phrase, kind in ((place.upper(), "LOC"), (place, "LOC"), (other, "LOC"), (agency, "ORG")):
            begin = text.find(phrase)
            at = [
                number
                for number, (start, stop) in enumerate(line)
                if begin >= 0 and start < begin + len(phrase) and stop > begin
            ]
            if at:
                mark(names, at[0], at[-1] + 1, [kind])
        root = sentence.heads.index(-1) + size
        return replace(
            sentence,
            words=words + sentence.words,
            space_after=[line[at + 1][0] > line[at][1] for at in range(size - 1)] + [True] + sentence.space_after,
            upos=[""] * size + sentence.upos,
            xpos=[""] * size + sentence.xpos,
            feats=["?"] * size + sentence.feats,
            heads=[root] + [MASKED] * (size - 1) + [head + size if head >= 0 else head for head in sentence.heads],
            deprels=["parataxis"] + ["?"] * (size - 1) + sentence.deprels,
            lemmas=words + sentence.lemmas,
            misc=[""] * size + sentence.misc,
            names=names + (sentence.names or [0] * len(sentence)),
        )


def spliced(sentence: Sentence, first: int, last: int, phrase: str, kind: str) -> Sentence:
    """The sentence with words ``first`` to ``last`` replaced by a name.

    The head of the new name takes the place of the old head in the tree. A person's later names hang flat below the
    first; other inner words have no known head.
    """
    heads = [at for at in range(first, last) if not first <= sentence.heads[at] < last]
    if len(heads) != 1:
        return sentence
    line = [place for found in tokenize(phrase) for place in found]
    words = [phrase[start:end] for start, end in line]
    spaces = [line[at + 1][0] > line[at][1] for at in range(len(line) - 1)] + [sentence.space_after[last - 1]]
    size = len(words)
    if kind == "PER":
        new_head = 0
    else:
        joins = [
            at
            for at, word in enumerate(words)
            if at and word.lower() in ("of", "for", "to", "on", "al", "-", "and", "de")
        ]
        new_head = joins[0] - 1 if joins else size - 1
    old = heads[0]
    grown = size - (last - first)

    def moved(head: int) -> int:
        if head < 0:
            return head
        if first <= head < last:
            return first + new_head
        return head + grown if head >= last else head

    def column(values: list[str], fill: str, at_head: str) -> list[str]:
        inner = [at_head if at == new_head else fill for at in range(size)]
        return values[:first] + inner + values[last:]

    plain = kind == "PER" and all(word[0].isupper() for word in words)
    inner_heads = [
        moved(sentence.heads[old]) if at == new_head else first + new_head if plain else MASKED for at in range(size)
    ]
    names = list(sentence.names[:first]) + [0] * size + list(sentence.names[last:])
    mark(names, first, first + size, [kind])
    proper = "PROPN" if plain else ""
    feats = "Number=Sing"
    return replace(
        sentence,
        words=sentence.words[:first] + words + sentence.words[last:],
        space_after=sentence.space_after[:first] + spaces + sentence.space_after[last:],
        upos=column(sentence.upos, proper, "PROPN"),
        xpos=column(sentence.xpos, "NNP" if plain else "", "NNP"),
        feats=column(sentence.feats, feats if plain else "?", feats),
        lemmas=column(sentence.lemmas, "_", "_"),
        misc=column(sentence.misc, "", ""),
        heads=[moved(head) for head in sentence.heads[:first]]
        + inner_heads
        + [moved(head) for head in sentence.heads[last:]],
        deprels=column(sentence.deprels, "flat" if plain else "?", sentence.deprels[old]),
        names=names,
    )


def _headline(sentence: Sentence, capitals: bool) -> Sentence:
    words = [
        word.upper() if capitals else word[:1].upper() + word[1:] if len(word) > 3 else word for word in sentence.words
    ]
    return replace(sentence, words=words)


def curly(words: Sequence[str], tags: Sequence[str]) -> list[str]:
    """Straight quotation marks and apostrophes as the curly ones of print."""
    found = []
    for at, word in enumerate(words):
        if word in ('"', "``", "''"):
            found.append("“" if tags and tags[at] == "``" else "”")
        elif word == "'" and tags and tags[at] == "``":
            found.append("‘")
        else:
            found.append(word.replace("'", "’"))
    return found
