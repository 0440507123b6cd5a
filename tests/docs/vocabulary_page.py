"""The tables of ``docs/model.md``, made from the ontology so that they cannot go stale."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from kgtool.ontology.vocabulary import ClassTerm, PropertyTerm, Vocabulary
from kgtool.terms import KG

ROOT = Path(__file__).parents[2]
MODEL_PAGE = "docs/model.md"
_TABLE = re.compile(r"(<!-- (classes|properties|individuals): .*? -->\n).*?(<!-- end -->)", re.DOTALL)


def with_tables(page: str) -> str:
    """The page with its tables as the ontology has them today."""
    vocabulary = Vocabulary.load(ROOT / "ontology")
    tables = {"classes": _classes, "properties": _properties, "individuals": _individuals}
    return _TABLE.sub(lambda found: found[1] + "\n" + tables[found[2]](vocabulary) + "\n" + found[3], page)


def _name(iri: str) -> str:
    return iri.removeprefix(KG) if iri.startswith(KG) else re.split(r"[#/]", iri)[-1]


def _names(iris: Iterable[str]) -> str:
    return ", ".join(f"`{_name(iri)}`" for iri in sorted(iris))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _table(head: str, rows: Iterable[str]) -> str:
    columns = head.count("|") - 1
    return "\n".join([head, "|" + "---|" * columns, *rows]) + "\n"


def _classes(vocabulary: Vocabulary) -> str:
    below: dict[str, list[ClassTerm]] = {}
    roots = []
    for term in vocabulary.classes.values():
        parents = [parent for parent in term.parents if parent in vocabulary.classes]
        for parent in parents:
            below.setdefault(parent, []).append(term)
        if not parents:
            roots.append(term)

    def walk(terms: list[ClassTerm], depth: int) -> Iterator[str]:
        for term in sorted(terms, key=lambda term: term.iri):
            yield f"| {'&emsp;' * depth}`{_name(term.iri)}` | {_cell(term.definition)} |"
            yield from walk(below.get(term.iri, []), depth + 1)

    return _table("| class | is |", walk(roots, 0))


def _properties(vocabulary: Vocabulary) -> str:
    def row(term: PropertyTerm) -> str:
        ends = f"{_names(term.domains) or 'anything'} → {_names(term.ranges) or 'anything'}"
        above = f" Below {_names(term.parents)}." if term.parents else ""
        return f"| `{_name(term.iri)}` | {ends} | {_cell(term.definition)}{above} |"

    terms = sorted(vocabulary.properties.values(), key=lambda term: term.iri)
    return _table("| property | from → to | is |", (row(term) for term in terms if term.iri.startswith(KG)))


def _individuals(vocabulary: Vocabulary) -> str:
    kinds: dict[str, list[str]] = {}
    for term in vocabulary.individuals.values():
        for kind in term.classes:
            if term.iri.startswith(KG):
                kinds.setdefault(kind, []).append(term.iri)
    rows = (f"| `{_name(kind)}` | {_names(iris)} |" for kind, iris in sorted(kinds.items()))
    return _table("| kind | values |", rows)
