"""Stored queries as answers: where a question is worded like one of theirs, theirs is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kgtool.asking.answer import Answer, Evidence
from kgtool.asking.tokens import tokenise
from kgtool.store.results import Table, Term
from kgtool.terms import KG

if TYPE_CHECKING:
    from kgtool.asking.asker import Asker

BESIDE = ("claimer", "quote", "document", "claim", "sentence")
"""Columns that say whose word a row is and where it stands."""

_QUESTION = re.compile(r"^#\+\s+-\s+(.*\S)\s*$")


def stored_answer(asker: Asker, question: str) -> Answer | None:
    """The answer of a stored query that has a phrasing with the question's content words; None where there is none.

    Only queries without required parameters are run. Each row is an answer; its evidence is the quote in the row.
    """
    wanted = _words(asker, question)
    if _says_more(asker, question):
        return None
    asks = _asks(asker, question)
    matching = [
        name
        for name, phrasing in phrasings(asker.queries)
        if wanted and _words(asker, phrasing) == wanted and _asks(asker, phrasing) == asks
    ]
    if not matching or asker.queries is None:
        return None
    from kgtool.querying import load_query, run_stored

    query = load_query(asker.queries, matching[0])
    if any(param.required and param.default is None for param in query.params):
        return None
    found = run_stored(query, asker.store)
    if not isinstance(found, Table) or not found.rows:
        return None
    return _table_answer(asker, question, query.text, found)


def _says_more(asker: Asker, question: str) -> bool:
    """Whether the question has a word of the domain or a name, which a whole table would pass over."""
    english = asker.english
    for token in tokenise(question):
        if not _is_content(asker, token.key) or any(english.is_a("disagree", w) for w in english.lemmas(token.key)):
            continue
        if token.key in asker.names.exact or token.key in asker.names.demonyms:
            return True
        for lemma in asker.english.lemmas(token.key):
            for entry in asker.lexicon.starting(lemma):
                general = asker.english.words["generic_classes"] | asker.english.words["generic_events"]
                classes = {iri.removeprefix(KG) for iri in entry.denotes}
                if classes - general or any(frame.kind in ("MeasureFrame", "EventFrame") for frame in entry.frames):
                    return True
    return False


def _table_answer(asker: Asker, question: str, sparql: str, found: Table) -> Answer | None:
    answers: dict[str, tuple[list[Evidence], set[str]]] = {}
    rows: list[tuple[str, ...]] = []
    for row in found.rows:
        cells = {column: _text(asker, cell) for column, cell in zip(found.columns, row, strict=True)}
        said = [cells[c] for n, c in enumerate(found.columns) if cells[c] and (n == 0 or not c.startswith(BESIDE))]
        quotes = [cells[c] for c in found.columns if c.startswith("quote")]
        pieces = [piece for quote in quotes for piece in asker.evidence.of_quote(quote)]
        if not said or not pieces:
            continue
        text = " – ".join(dict.fromkeys(said))
        evidence, claimers = answers.setdefault(text, ([], set()))
        evidence.extend(pieces)
        claimers.update([cells["claimer"]] if cells.get("claimer") else [])
        rows.append(tuple(cells[column] for column in found.columns))
    if not answers:
        return None
    support = tuple(tuple(dict.fromkeys(evidence)) for evidence, _ in answers.values())
    return Answer(
        question,
        tuple(answers),
        found.columns,
        tuple(rows),
        sparql,
        tuple(dict.fromkeys(piece for pieces in support for piece in pieces)),
        claimers=tuple(tuple(sorted(claimers)) for _, claimers in answers.values()),
        support=support,
    )


def _text(asker: Asker, cell: Term | None) -> str:
    if cell is None or not hasattr(cell, "value"):
        return ""
    value: str = cell.value
    if not str(cell).startswith("<"):
        return value
    kinds = asker.renderer.values(value).get("type", ())
    if KG + "Figure" in kinds:
        return asker.renderer.figure(value)
    if KG + "TimeSpan" in kinds:
        return asker.renderer.time(value)
    if KG + "Office" in kinds:
        return asker.renderer.office(value)
    return asker.renderer.label(value)


def nearest_queries(asker: Asker, question: str) -> tuple[str, ...]:
    """Names of the stored queries whose phrasings share most words with the question; at most three."""
    wanted = _words(asker, question)
    scored: dict[str, float] = {}
    for name, phrasing in phrasings(asker.queries):
        words = _words(asker, phrasing)
        if wanted & words:
            share = len(wanted & words) / len(wanted | words)
            scored[name] = max(scored.get(name, 0.0), share)
    nearest = sorted(scored, key=lambda name: (-scored[name], name))
    return tuple(nearest[:3]) or _offered(asker, question)


def _offered(asker: Asker, question: str) -> tuple[str, ...]:
    """Stored queries for what the question words ask for, where none shares a word with the question."""
    keys = [token.key for token in tokenise(question)]
    pairs = [" ".join(keys[at : at + 2]) for at in range(len(keys))]
    asked = [asker.english.phrases.get(pair, "") for pair in pairs] + [asker.english.question.get(k, "") for k in keys]
    kind = next((asks for asks in asked if asks), "thing")
    there = {name for name, _ in phrasings(asker.queries)}
    return tuple(name for name in asker.english.offered.get(kind, ()) if name in there)


def phrasings(folder: Path | None) -> Iterator[tuple[str, str]]:
    """The name and each English phrasing of every stored query, read without a YAML parser."""
    if folder is None or not folder.is_dir():
        return
    for path in sorted(folder.glob("*.rq")):
        within = False
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            if not line.startswith("#+"):
                break
            if re.match(r"#\+\s*questions:", line):
                within = True
                continue
            match = _QUESTION.match(line)
            if within and match:
                yield path.stem, match[1].strip("\"'")
            elif re.match(r"#\+\s?\w", line):
                within = False


def _words(asker: Asker, text: str) -> frozenset[str]:
    keys = [token.key for token in tokenise(text)]
    return frozenset(min(asker.english.lemmas(key), key=len) for key in keys if _is_content(asker, key))


def _asks(asker: Asker, text: str) -> frozenset[str]:
    """What the question words ask for."""
    found = {asker.english.question.get(token.key, "") for token in tokenise(text)} - {""}
    return frozenset("thing" if asks == "actor" else asks for asks in found)


def _is_content(asker: Asker, key: str) -> bool:
    """Whether the word carries meaning: no question word or function word."""
    kinds = ("articles", "determiners", "be", "do", "have", "to", "prepositions", "pronouns")
    return not (
        key in asker.english.question or key in ("'s", ",") or any(asker.english.is_a(kind, key) for kind in kinds)
    )
