"""What one state of the graph knows about things: names, kinds, articles and claimers, as plain data for pages.

Looked up when asked for, in batches, and then kept: one :class:`Knowledge` belongs to one store.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode

from kgtool.querying import Labels
from kgtool.serving.pages.addresses import address_of, article_address
from kgtool.serving.pages.kinds import ClassTree
from kgtool.store import Store, Table, Term
from kgtool.terms import DCTERMS, ID, KG, RDF, XSD

T = TypeVar("T")
STYLES = 8
"""Ways to mark a claimer (a colour and a kind of line each); beyond that they repeat, and the tags tell them apart."""

_TYPE, _TITLE = RDF + "type", DCTERMS + "title"
_BATCH = 1_000
_CLAIMERS = """SELECT ?claimer (COUNT(DISTINCT ?claim) AS ?claims) (MIN(?place) AS ?first) {
  ?claim a kg:Claim ; kg:claimedBy ?claimer ; kg:document ?document ; kg:start ?start
  FILTER NOT EXISTS { ?claim a kg:Narration }
  BIND(CONCAT(STR(?document), " ", SUBSTR(STR(1000000000 + ?start), 2)) AS ?place)
} GROUP BY ?claimer ORDER BY ?first ?claimer"""
_ARTICLES = """SELECT ?article ?title ?issued ?publisher ?source ?sha { ?article a kg:Document ; kg:sha256 ?sha
  OPTIONAL { ?article dcterms:title ?title } OPTIONAL { ?article dcterms:issued ?issued }
  OPTIONAL { ?article dcterms:publisher ?publisher } OPTIONAL { ?article dcterms:source ?source }
} ORDER BY DESC(?issued) ?article"""


@dataclass(frozen=True, slots=True)
class Claimer:
    """Somebody whose claims the articles report; ``style`` (from 1) and ``tag`` mark what they say."""

    iri: str
    name: str
    tag: str
    style: int
    claims: int
    address: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article as the graph describes it."""

    name: str
    iri: str
    title: str
    issued: str
    publisher: str
    source: str
    sha256: str
    address: str


class Knowledge:
    """Names and kinds of the things of one store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.labels = Labels(store)
        self._naming: dict[str, dict[str, list[str]]] = {}
        self._kept: dict[str, Any] = {}

    @cached_property
    def classes(self) -> ClassTree:
        """The ontology's classes, one below the other."""
        return ClassTree(self.store)

    def kept(self, name: str, make: Callable[[Knowledge], T]) -> T:
        """What is worked out from the whole graph once, and then kept as long as the graph is served."""
        if name not in self._kept:
            self._kept[name] = make(self)
        found: T = self._kept[name]
        return found

    def rows(self, query: str) -> list[tuple[Term | None, ...]]:
        """The rows of a SELECT query."""
        result = self.store.query(query)
        return result.rows if isinstance(result, Table) else []

    def prepare(self, terms: Iterable[Term | None]) -> None:
        """Looks up many things at once."""
        wanted = sorted({term.value for term in terms if isinstance(term, NamedNode)} - self._naming.keys())
        self.labels.prepare(map(NamedNode, wanted))
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            values = " ".join(f"<{iri}>" for iri in batch)
            found: dict[str, dict[str, list[str]]] = {iri: {} for iri in batch}
            for x, p, o in self.rows(
                f"SELECT ?x ?p ?o {{ VALUES ?x {{ {values} }} ?x ?p ?o VALUES ?p {{ <{_TYPE}> <{_TITLE}> }} }}"
            ):
                if isinstance(x, NamedNode) and isinstance(p, NamedNode) and isinstance(o, NamedNode | Literal):
                    found[x.value].setdefault(p.value, []).append(o.value)
            self._naming.update(found)

    def _words(self, iri: str, predicate: str) -> list[str]:
        if iri not in self._naming:
            self.prepare([NamedNode(iri)])
        return sorted(self._naming[iri].get(predicate, []))

    def name(self, iri: str) -> str:
        """What a thing is called: its label, title or text; else its kind and number, or the end of its IRI."""
        label = self.labels.of(iri)
        if label:
            return label
        if titles := self._words(iri, _TITLE):
            return titles[0]
        ending = re.split(r"[/#]", iri.rstrip("/#"))[-1] or iri
        if self.is_own(iri) and (kind := self.kind(iri)):
            return f"{kind} {ending}"
        return ending.replace("_", " ")

    def types(self, iri: str) -> list[str]:
        """The classes of a thing, without those above another one of them."""
        return self.classes.narrowest(self._words(iri, _TYPE))

    def kind(self, iri: str) -> str:
        """The labels of a thing's classes."""
        return ", ".join(sorted(self.name(one) for one in self.types(iri) if one.startswith(KG)))

    def is_a(self, iri: str, wanted: str) -> bool:
        """Whether a thing is of a class or of one below it."""
        return any(one == wanted or wanted in self.classes.above(one) for one in self._words(iri, _TYPE))

    def is_own(self, iri: str) -> bool:
        """Whether it is a thing of one article, such as its third event."""
        return iri.startswith(ID) and "/" in iri[len(ID) :]

    def exists(self, iri: str) -> bool:
        """Whether the graph says anything about it."""
        places = f"{{ <{iri}> ?p ?o }} UNION {{ ?s ?p <{iri}> }} UNION {{ ?s <{iri}> ?o }}"
        return bool(self.rows(f"SELECT * {{ {places} }} LIMIT 1"))

    def term(self, term: Term | None) -> dict[str, Any] | None:
        """A term as pages and their JSON twins show it; ``nt`` is the term as in N-Triples."""
        if term is None:
            return None
        if isinstance(term, NamedNode):
            iri = term.value
            shown = {"text": self.name(iri), "iri": iri, "address": self.address(iri), "nt": str(term)}
            if self.is_own(iri) and (kind := self.kind(iri)) and kind not in shown["text"]:
                shown["kind"] = kind
            return shown
        if isinstance(term, Literal):
            shown = {"text": term.value, "nt": str(term)}
            if term.language:
                shown["language"] = term.language
            elif term.datatype.value != XSD + "string":
                shown["datatype"] = term.datatype.value
            return shown
        return {"text": term.value if isinstance(term, BlankNode) else str(term), "nt": str(term)}

    def address(self, iri: str) -> str:
        """The page of a thing; that of an article is the article itself."""
        article = self._articles_by_iri.get(iri)
        return article.address if article else address_of(iri)

    @cached_property
    def claimers(self) -> dict[str, Claimer]:
        """Everybody who claims something, by IRI, in the order of their first claims."""
        rows = self.rows(_CLAIMERS)
        self.prepare(row[0] for row in rows)
        found: dict[str, Claimer] = {}
        tags: set[str] = set()
        for number, (claimer, claims, _) in enumerate(rows):
            if isinstance(claimer, NamedNode) and isinstance(claims, Literal):
                iri, name = claimer.value, self.name(claimer.value)
                tag = _tag(name, tags)
                style = number % STYLES + 1
                found[iri] = Claimer(iri, name, tag, style, int(claims.value), self.address(iri))
        return found

    def voice(self, iri: str) -> dict[str, Any] | None:
        """A claimer as plain data; None for the article's own voice (no IRI)."""
        if not iri:
            return None
        known = self.claimers.get(iri)
        return asdict(known or Claimer(iri, self.name(iri), _tag(self.name(iri), set()), STYLES, 0, self.address(iri)))

    @cached_property
    def articles(self) -> list[Article]:
        """The articles, the newest first."""
        found = []
        for article, title, issued, publisher, source, sha in self.rows(_ARTICLES):
            if isinstance(article, NamedNode):
                iri, name = article.value, article.value.removeprefix(ID)
                who = self.name(publisher.value) if isinstance(publisher, NamedNode) else text_of(publisher)
                found.append(
                    Article(
                        name=name,
                        iri=iri,
                        title=text_of(title) or name,
                        issued=text_of(issued),
                        publisher=who,
                        source=text_of(source),
                        sha256=text_of(sha),
                        address=article_address(name),
                    )
                )
        return found

    @cached_property
    def _articles_by_iri(self) -> dict[str, Article]:
        return {article.iri: article for article in self.articles}

    def article(self, name: str) -> Article | None:
        """The article of this name."""
        return self._articles_by_iri.get(ID + name)


def text_of(term: Term | None) -> str:
    """The value of an IRI or literal; nothing else."""
    return term.value if isinstance(term, NamedNode | Literal) else ""


def _tag(name: str, taken: set[str]) -> str:
    """A short mark for a name, unlike those taken: the first letters of its words."""
    words = re.findall(r"\w+", name)
    letters = "".join(word[0] for word in words if word[0].isupper() or word[0].isdigit())
    short = letters[:4] if len(letters) > 1 else name[:3]
    tag = next(tag for tag in (short, *(f"{short}{number}" for number in range(2, 10_000))) if tag not in taken)
    taken.add(tag)
    return tag
