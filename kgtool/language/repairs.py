"""Trees that the order of English words rules out, set right.

A noun right before a bare participle is what the participle describes ("an attack *codenamed* X", "a pact *signed* in
May"): a tree that hangs the noun on the participle, and the participle on a verb before it, has them the wrong way
round. An infinitive is joined to an infinitive, not to its object.
"""

from __future__ import annotations

from dataclasses import replace

from kgtool.language.document import Document, Token
from kgtool.language.english import words

_WRONG = ("obj", "compound", "nsubj", "nmod", "dep", "amod")
_ABOVE = ("xcomp", "obj", "acl", "dep", "ccomp", "advcl")


def repair(document: Document) -> Document:
    """The document with such trees turned round; the same object where there are none."""
    changed: dict[int, Token] = {}
    for token in document.tokens:
        verb = _joined_to(document, token)
        if verb is None:
            verb = _speaking_verb(document, token) or _finite_verb(document, token)
        if verb is not None:
            changed[token.index] = replace(token, head=verb)
        whole = _whole_told_of(document, token)
        if whole is not None:
            changed[token.index] = replace(token, head=whole)
        doer = _joint_agent(document, token)
        if doer is not None:
            changed[token.index] = replace(token, head=doer)
        if _is_nominal(document, token):
            changed[token.index] = replace(changed.get(token.index, token), upos="NOUN", xpos="NN", deprel="nmod")
            for below in (document.tokens[c] for c in document.children[token.index]):
                if below.deprel == "obl":
                    changed[below.index] = replace(changed.get(below.index, below), deprel="nmod")
        if token.xpos != "VBN" or token.upos != "VERB" or not token.index or token.is_root:
            continue
        noun, above = document.tokens[token.index - 1], document.tokens[token.head]
        if noun.head != token.index or noun.upos != "NOUN" or noun.deprel.split(":")[0] not in _WRONG:
            continue
        if token.deprel.split(":")[0] not in _ABOVE or above.index > noun.index or above.upos != "VERB":
            continue
        if any(document.tokens[c].deprel.startswith(("aux", "cop", "mark")) for c in document.children[token.index]):
            continue
        changed[noun.index] = replace(noun, head=above.index, deprel="obj")
        changed[token.index] = replace(token, head=noun.index, deprel="acl")
    return rehung(document, changed)


def _is_nominal(document: Document, token: Token) -> bool:
    """Whether an "-ing" is a noun by its place in the tree, whatever its tag: "four days of *fighting*"."""
    if token.xpos != "VBG" or token.deprel not in ("nmod", "acl") or document.tokens[token.head].upos != "NOUN":
        return False
    below = [document.tokens[c] for c in document.children[token.index]]
    opening = [t for t in below if t.deprel in ("case", "mark")]
    is_genitive = any(t.text.lower() in words("grammar", "genitive") for t in opening)
    return len(opening) == 1 and is_genitive and all(t.deprel in ("case", "mark", "obl", "nmod") for t in below)


def _joined_to(document: Document, token: Token) -> int | None:
    """The infinitive that another is joined to, where the tree has another word: "to stop fighting and *to leave*".

    It is the nearest one above that word, or the last one right below it and before the token ("*agreed* to stop").
    """
    if token.deprel != "conj" or not _is_infinitive(document, token) or token.is_root:
        return None
    joined = document.tokens[token.head]
    if _is_infinitive(document, joined) or joined.index > token.index:
        return None
    above = joined
    while not above.is_root:
        above = document.tokens[above.head]
        if _is_infinitive(document, above) and above.index < joined.index:
            return above.index
    below = [document.tokens[index] for index in document.children[joined.index] if index < token.index]
    return max((one.index for one in below if one.deprel == "xcomp" and _is_infinitive(document, one)), default=None)


def _speaking_verb(document: Document, token: Token) -> int | None:
    """The verb of speech that another is joined to, where the tree has what is said: "X *said* two died *and denied
    that* …"; what died denies nothing.
    """
    if token.deprel != "conj" or token.xpos not in ("VBD", "VBN") or not _says_that(document, token):
        return None
    said = document.tokens[token.head]
    if said.deprel != "ccomp" or said.index > token.index or said.is_root:
        return None
    above = document.tokens[said.head]
    is_told = any(document.tokens[c].deprel.startswith(("nsubj", "aux")) for c in document.children[token.index])
    if is_told or above.xpos not in ("VBD", "VBZ", "VBP") or above.index > said.index or _says_that(document, said):
        return None
    return above.index


def _finite_verb(document: Document, token: Token) -> int | None:
    """The finite verb that another is joined to, where the tree has an infinitive: "X *said* Y would come *and told*
    Z to leave".
    """
    if token.deprel != "conj" or token.xpos not in ("VBD", "VBN") or token.upos != "VERB":
        return None
    said = document.tokens[token.head]
    if token.xpos == "VBN" and said.upos == "VERB":
        return None  # "would be killed and wounded"
    beside = [document.tokens[c] for c in document.children[said.index]]
    is_bare = said.xpos == "VB" or any(t.deprel == "cop" and t.xpos == "VB" for t in beside)
    if said.deprel != "ccomp" or not is_bare or not any(t.deprel == "aux" and t.xpos == "MD" for t in beside):
        return None
    above = document.tokens[said.head]
    has_subject = any(document.tokens[c].deprel.startswith("nsubj") for c in document.children[token.index])
    return above.index if above.xpos == "VBD" and above.index < said.index < token.index and not has_subject else None


def _says_that(document: Document, token: Token) -> bool:
    """Whether a verb governs a clause that "that" opens."""
    clauses = [c for c in document.children[token.index] if document.tokens[c].deprel == "ccomp"]
    return any(
        document.tokens[m].deprel == "mark" and document.tokens[m].text.lower() in words("grammar", "complementizers")
        for c in clauses
        for m in document.children[c]
    )


def _whole_told_of(document: Document, token: Token) -> int | None:
    """The noun that a clause right behind it tells of: "the fourth round of the *talks*, which began in May"."""
    part = document.tokens[token.head]
    if token.deprel != "acl:relcl" or not any(
        document.tokens[c].feature("NumType") == "Ord" for c in document.children[part.index]
    ):
        return None
    for inner in document.children[part.index]:
        below = document.children[inner]
        is_genitive = any(document.tokens[c].text.lower() in words("grammar", "genitive") for c in below)
        is_definite = any(document.tokens[c].text.lower() in words("grammar", "definite_determiners") for c in below)
        opening = [c for c in document.children[token.index] if document.tokens[c].xpos == "WDT"]
        if is_genitive and is_definite and opening and opening[0] - inner in (1, 2):
            return inner
    return None


def _joint_agent(document: Document, token: Token) -> int | None:
    """The doer that another is joined to, past a clause on the first: "signed by A, who led it, and *by B*"."""
    if token.deprel != "conj" or token.upos not in ("PROPN", "NOUN") or token.is_root:
        return None
    clause = document.tokens[token.head]
    host = document.tokens[clause.head]
    by = words("grammar", "agent_prepositions")

    def is_agent(index: int) -> bool:
        below = [document.tokens[c] for c in document.children[index]]
        return any(t.deprel == "case" and t.text.lower() in by for t in below)

    if not clause.deprel.startswith("acl") or not is_agent(token.index) or not is_agent(host.index):
        return None
    return host.index


def _is_infinitive(document: Document, token: Token) -> bool:
    """Whether a verb stands behind its "to"."""
    marks = words("grammar", "infinitive_marks")
    return token.xpos == "VB" and any(document.tokens[c].text.lower() in marks for c in document.children[token.index])


def rehung(document: Document, changed: dict[int, Token]) -> Document:
    """The document with some tokens changed in its trees; the same object where there are none."""
    if not changed:
        return document
    tokens = tuple(changed.get(token.index, token) for token in document.tokens)
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if not token.is_root:
            children[token.head].append(token.index)
    return replace(document, tokens=tokens, children=tuple(tuple(below) for below in children))
