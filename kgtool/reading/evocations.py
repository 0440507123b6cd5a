"""Where words of the lexicon stand in a text.

In: a document and a lexicon. Out: :class:`Evocation` objects, longest first at each place. Knows no RDF.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgtool.language.document import Document, Span, Token
from kgtool.ontology.lexicon import Entry, Lexicon
from kgtool.reading.model import Evocation

FITTING_TAGS = {
    "verb": ("VERB", "AUX"),
    "noun": ("NOUN", "PROPN"),
    "adjective": ("ADJ", "VERB"),
    "adposition": ("ADP", "SCONJ", "VERB"),
    "adverb": ("ADV", "PART", "DET", "ADP", "CCONJ", "SCONJ"),
    "auxiliary": ("AUX",),
    "conjunction": ("SCONJ", "CCONJ"),
    "particle": ("PART", "ADP"),
}
"""Universal parts of speech that a token may have where an entry of this part of speech is meant."""

TOLD = ("VBD", "VBN")
"""Tags of verbs that no noun has: "two drones *struck*" is no "drone strike"."""

PARTICLE_REACH = 4
"""How many tokens may stand between a verb and its particle ("shot all of them down")."""


def find_evocations(document: Document, lexicon: Lexicon) -> list[Evocation]:
    """All entries of the lexicon that stand in the text; of nouns only the longest at each head."""
    found: list[Evocation] = []
    for token in document.tokens:
        for lemma in sorted(_lemmas(token)):
            for entry in lexicon.starting(lemma):
                match = _match(document, token.index, entry)
                if match is not None and match not in found[-8:]:
                    found.append(match)
    return sorted(_longest(found), key=lambda e: (e.span.first, -len(e.span), e.entry.iri))


def _lemmas(token: Token) -> set[str]:
    """The lemma, the form as printed, and for inflected verbs the forms that the spelling rules of English admit.

    The lexicon decides among them: a verb that is rare in treebanks is known by its entry.
    """
    text = token.text.lower()
    found = {token.lemma.lower(), text}
    if token.xpos in ("VBD", "VBN", "JJ"):
        found |= {text.removesuffix("d"), text.removesuffix("ed"), text[:-3]} if text.endswith("ed") else set()
    elif token.xpos == "VBG" and text.endswith("ing"):
        found |= {text[:-3], text[:-3] + "e", text[:-4]}
    return found


def _match(document: Document, start: int, entry: Entry) -> Evocation | None:
    if entry.pos == "verb":
        return _match_verb(document, start, entry)
    tokens = document.tokens
    at, words = start, list(entry.words)
    for word in words:
        if at < len(tokens) and tokens[at].text in "-‐‑" and at > start:
            at += 1
        if word is words[-1] and "Title" in entry.kinds:
            at = _past_modifiers(document, at, start, word)
        if at >= len(tokens) or tokens[at].sentence != tokens[start].sentence or not _is_word(tokens[at], word):
            return None
        at += 1
    span = Span(start, at)
    head = _noun_head(document, span) if entry.pos == "noun" else start
    fits = tokens[head].upos in FITTING_TAGS.get(entry.pos, ()) or (
        entry.pos == "noun" and (_is_gerund(document, head) or _is_left_alone(document, head))
    )
    fits = fits or (bool(entry.rank) and tokens[head].upos == "NOUN")  # "*a third* followed"
    if not fits and (len(words) == 1 or tokens[head].xpos in TOLD):
        return None
    if entry.pos == "noun" and len(words) == 1 and tokens[head].upos == "PROPN" and tokens[head].text.islower():
        return None
    return Evocation(entry, head, span)


def _is_gerund(document: Document, index: int) -> bool:
    """Whether a verb in -ing stands behind a preposition as a noun does ("four days of *fighting*")."""
    children = [document.tokens[c] for c in document.children[index]]
    token = document.tokens[index]
    return (
        token.xpos == "VBG"
        and token.deprel.startswith(("nmod", "obl"))
        and any(c.deprel == "case" for c in children)
        and not any(c.deprel.startswith(("obj", "nsubj")) for c in children)
    )


def _is_left_alone(document: Document, index: int) -> bool:
    """Whether what is tagged an adjective is a noun by its place: "launched a broad *offensive*, codenamed …"."""
    token = document.tokens[index]
    if token.upos != "ADJ" or not index or index + 1 >= len(document.tokens):
        return False
    before, behind = document.tokens[index - 1], document.tokens[index + 1]
    is_modified = before.upos in ("DET", "ADJ") or before.deprel == "amod"
    return is_modified and token.deprel == "amod" and behind.text == ","


def _past_modifiers(document: Document, at: int, start: int, word: str) -> int:
    """Where the noun of a title stands behind a modifier in its middle: "chief *government* negotiator"."""
    for index in range(at, min(at + 3, len(document.tokens))):
        between = document.tokens[at:index]
        if _is_word(document.tokens[index], word) and all(t.head == index and t.upos != "PUNCT" for t in between):
            return index if at > start else at
    return at


def _is_word(token: Token, word: str) -> bool:
    return word in (token.text.lower(), token.lemma.lower())


def _noun_head(document: Document, span: Span) -> int:
    """The last noun before a preposition, as "exchange" in "exchange of prisoners"."""
    for index in span:
        if document.tokens[index].upos == "ADP" and index > span.first:
            return index - 1
    return span.last - 1


def _match_verb(document: Document, start: int, entry: Entry) -> Evocation | None:
    token = document.tokens[start]
    hyphened = start > 0 and document.tokens[start - 1].text in "-‐‑" and token.text.endswith("ed")
    if (token.upos not in FITTING_TAGS["verb"] and not hyphened) or entry.words[0] not in _lemmas(token):
        return None
    if token.upos == "AUX" and token.deprel.startswith(("aux", "cop")):
        return None
    if _is_in_name(document, start):
        return None
    last = start + 1
    for word in entry.words[1:]:
        reach = range(last, min(last + PARTICLE_REACH, len(document.tokens)))
        at = next(
            (
                i
                for i in reach
                if document.tokens[i].sentence == token.sentence
                and _is_word(document.tokens[i], word)
                and (i == last or start in (document.tokens[i].head, _phrase_governor(document, i)))
            ),
            None,
        )
        if at is None:
            return None
        last = at + 1
    return Evocation(entry, start, Span(start, last))


def _is_in_name(document: Document, index: int) -> bool:
    """Whether a verb is a word of a name: "the Mission to *Support* the Accord"; not in a headline in capitals."""
    token = document.tokens[index]
    if not token.text[:1].isupper() or token.text.isupper() or index == document.sentences[token.sentence].first:
        return False
    before = document.tokens[index - 1]
    if before.upos == "PUNCT" or not any(t[:1].isupper() for t in (before.text, _text_before(document, index - 1))):
        return False
    sentence = document.sentences[token.sentence]
    verbs = [t for t in document.tokens[sentence.first : sentence.last] if t.xpos in TOLD or t.xpos in ("VBZ", "VBP")]
    return any(t.text.islower() for t in verbs)


def _text_before(document: Document, index: int) -> str:
    """The word before a token of its sentence, if that is only a small word: "to", "of"."""
    token = document.tokens[index]
    before = document.tokens[index - 1] if index else token
    small = token.upos in ("PART", "ADP", "DET", "CCONJ")
    return before.text if small and before.sentence == token.sentence else ""


def _phrase_governor(document: Document, index: int) -> int:
    """What governs the phrase of a preposition: the verb of "spoke to him *by* phone"."""
    token = document.tokens[index]
    return document.tokens[token.head].head if token.deprel == "case" else token.head


def _longest(found: list[Evocation]) -> Iterator[Evocation]:
    """Drops entries that are part of a longer one with the same head ("talks" in "peace talks")."""
    longest: dict[tuple[int, str], int] = {}
    for match in found:
        key = (match.head, match.entry.pos)
        longest[key] = max(longest.get(key, 0), len(match.entry.words))
    hyphened = {i for match in found if match.entry.pos == "noun" for i in _before_hyphen(match)}
    closest = _closest(found, longest)
    for match in found:
        if match.entry.pos == "verb" and len(match.span) > closest[match.head]:
            continue
        if len(match.entry.words) == longest[match.head, match.entry.pos]:
            if match.entry.pos != "noun" or match.span.last - 1 not in hyphened or len(match.entry.words) > 1:
                yield match


def _closest(found: list[Evocation], longest: dict[tuple[int, str], int]) -> dict[int, int]:
    """For a verb how far the nearest of its longest entries reaches: "called *up* men for war" calls for none."""
    reach: dict[int, int] = {}
    for match in found:
        if match.entry.pos == "verb" and len(match.entry.words) == longest[match.head, "verb"]:
            reach[match.head] = min(reach.get(match.head, len(match.span)), len(match.span))
    return reach


def _before_hyphen(match: Evocation) -> list[int]:
    """Tokens of an entry that a hyphen follows: in "secretary-general" there is no secretary."""
    extra = len(match.span) - len(match.entry.words)
    return [match.span.first] if extra > 0 and "Title" in match.entry.kinds and len(match.span) == 3 else []
