"""Trees of sentences that end in a tag ("…, the minister said *on Friday*."), set right.

What stands between the verb of the tag and the full stop tells of the saying, and not of what is said; trees often hang
it on a verb before the tag.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kgtool.language.document import Document, Token
from kgtool.language.repairs import rehung
from kgtool.reading.model import Evocation

LONGEST_TAIL = 6
"""Tokens that may stand behind the verb of a tag."""
SHORTEST_SPEECH = 4
"""Tokens of speech and speaker before that verb, at least."""
FINITE = ("VBD", "VBZ", "VBP")
CLAUSAL = ("VERB", "AUX", "SCONJ", "PRON")


def with_tags(document: Document, evocations: Iterable[Evocation]) -> Document:
    """The document with what stands behind the verb of a closing tag hung on that verb."""
    changed: dict[int, Token] = {}
    for evocation in evocations:
        if evocation.entry.pos == "verb" and any(f.kind == "ClaimFrame" for f in evocation.frames):
            verb = evocation.head
            for index in tail(document, verb):
                token = document.tokens[index]
                if token.head < verb and not token.is_root:
                    changed[index] = replace(token, head=verb, deprel="obl" if token.upos != "ADV" else "advmod")
            for index, above in _behind(document, verb):
                changed[index] = replace(document.tokens[index], head=above)
    return rehung(document, changed)


def _behind(document: Document, verb: int) -> Iterator[tuple[int, int]]:
    """Phrases behind a tag in the middle that hang in a relative clause before it, and the verb of what is said."""
    tokens = document.tokens
    sentence = document.sentences[tokens[verb].sentence]
    said = [c for c in document.children[verb] if c < verb and tokens[c].deprel == "ccomp"]
    for index in range(verb + 1, sentence.last):
        at = tokens[index].head
        while said and said[0] < at < verb and not tokens[at].is_root:
            if tokens[at].deprel == "acl:relcl":
                yield index, said[0]
                break
            at = tokens[at].head


def tail(document: Document, verb: int) -> range:
    """The tokens between the verb of a tag and the stop that ends its sentence; empty where it is no such verb."""
    tokens = document.tokens
    sentence = document.sentences[tokens[verb].sentence]
    if tokens[verb].xpos not in FINITE or verb - sentence.first < SHORTEST_SPEECH:
        return range(0)
    end = verb + 1
    while end < sentence.last and tokens[end].upos != "PUNCT":
        if tokens[end].upos in CLAUSAL or end - verb > LONGEST_TAIL:
            return range(0)
        end += 1
    return range(verb + 1, end) if all(tokens[i].upos == "PUNCT" for i in range(end, sentence.last)) else range(0)
