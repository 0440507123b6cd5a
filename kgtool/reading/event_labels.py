"""Labels for events that a verb tells: its clause from the verb on, cut where a phrase ends.

In: a document and the place of a verb. Out: a text of a few words with quotation marks in pairs.
"""

from __future__ import annotations

from kgtool.language.document import Document

STOPS = frozenset(",;:.!?()[]—–")
QUOTES = {'"': '"', "“": "”", "«": "»", "‘": "’"}
LONG = 10
"""Tokens that a label may have, where no phrase is longer."""
LOOSE = ("obl", "advmod", "advcl", "conj", "parataxis", "ccomp", "xcomp", "punct")
"""Relations of phrases that may be cut off, from the verb or from a verb that it governs."""


def clause_label(document: Document, head: int) -> str:
    """The verb with as many whole phrases behind it as make a short label."""
    last = max(_ends(document, head, _clause_end(document, head)))
    return document.words(head, last)


def _clause_end(document: Document, head: int) -> int:
    """Where the words of the clause end: at its last token, or before a comma or the like."""
    inside = set(document.subtree(head))
    for child in document.children[head]:
        clause = document.tokens[child]
        is_own = any(document.tokens[c].deprel.startswith(("nsubj", "aux")) for c in document.children[child])
        if clause.deprel == "conj" and child > head and clause.upos == "VERB" and is_own:
            inside -= set(range(document.subtree(child)[0], document.subtree(child)[-1] + 1))
    at = head + 1
    while at in inside and document.tokens[at].text not in STOPS:
        at += 1
    return at


def _ends(document: Document, head: int, limit: int) -> list[int]:
    """Where a phrase ends not too far from the verb; the verb alone always does."""
    found = [head + 1]
    for end in range(head + 1, limit + 1):
        is_whole = end == limit or not _is_torn(document, head, end)
        if is_whole and _is_balanced(document, head, end) and (end - head <= LONG or len(found) == 1):
            found.append(end)
    return found


def _is_torn(document: Document, head: int, end: int) -> bool:
    """Whether a cut before ``end`` parts words that belong together."""
    for index in range(head, end):
        token = document.tokens[index]
        if index != head and token.head >= end:
            return True
        is_verb = token.upos in ("VERB", "AUX")
        for child in document.children[index]:
            relation = document.tokens[child].deprel.split(":")[0]
            if child >= end and not (is_verb and relation in LOOSE):
                return True
    return False


def _is_balanced(document: Document, head: int, end: int) -> bool:
    text = document.words(head, end)
    for mark, partner in QUOTES.items():
        if mark == partner and text.count(mark) % 2:
            return False
        if mark != partner and mark not in "‘" and text.count(mark) != text.count(partner):
            return False
    return True
