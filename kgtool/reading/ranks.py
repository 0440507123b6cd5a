"""Trees of "acting" and the like before a title, set right.

"…, *acting* U.N. envoy X said": the tree may take the word for a participle and the name for its subject. Right before
a title and a name it only says how the office is held.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kgtool.language.document import Document, Token
from kgtool.language.repairs import rehung
from kgtool.reading.model import Evocation

REACH = 5
"""Words of a title behind such a word."""


def with_ranks(document: Document, evocations: Iterable[Evocation]) -> Document:
    """The document with such words made adjectives of their titles."""
    found = list(evocations)
    titles = {e.head: e for e in found if "Title" in e.entry.kinds}
    changed: dict[int, Token] = {}
    for evocation in found:
        word = document.tokens[evocation.head]
        if "Lesser" not in evocation.entry.kinds or word.xpos != "VBG" or word.deprel == "amod":
            continue
        title = _title_behind(document, word.index, titles)
        name = _name_behind(document, titles[title].span.last) if title is not None else None
        if title is None or name is None:
            continue
        changed[word.index] = replace(word, upos="ADJ", xpos="JJ", deprel="amod", head=title)
        verb = _verb_behind(document, name)
        above = document.tokens[word.head]
        for child in document.children[word.index]:
            token = changed.get(child, document.tokens[child])
            if child in (title, name):
                if verb is not None and child == name:
                    changed[child] = replace(token, head=verb, deprel="nsubj")
                else:
                    changed[child] = replace(token, head=above.index, deprel=word.deprel)
            else:
                changed[child] = replace(token, head=above.index)
    return rehung(document, changed)


def _title_behind(document: Document, first: int, titles: dict[int, Evocation]) -> int | None:
    """The title that a word leads to over names and nouns alone."""
    for index in range(first + 1, min(first + 1 + REACH, len(document.tokens))):
        if index in titles and titles[index].span.last == index + 1:
            return index
        if document.tokens[index].upos not in ("PROPN", "ADJ", "NOUN"):
            return None
    return None


def _name_behind(document: Document, index: int) -> int | None:
    """The head of the name of a person that begins at a token."""
    for name in document.names:
        if name.kind == "PER" and name.first == index:
            inside = range(name.first, name.last)
            return next((i for i in inside if document.tokens[i].head not in inside), None)
    return None


def _verb_behind(document: Document, name: int) -> int | None:
    """The finite verb right behind a name."""
    last = max((i for i in document.subtree(name) if document.tokens[i].upos == "PROPN"), default=name)
    behind = document.tokens[last + 1] if last + 1 < len(document.tokens) else None
    return behind.index if behind is not None and behind.xpos in ("VBD", "VBZ", "VBP") else None
