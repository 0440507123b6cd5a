"""The page of an article: its text as printed, every passage that gave a statement marked, and the statements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import pairwise
from typing import Any

from starlette.requests import Request

from kgtool.project import Project
from kgtool.serving.pages.articles import text_of_article
from kgtool.serving.pages.frame import Data
from kgtool.serving.pages.knowledge import Article, Knowledge, text_of
from kgtool.serving.pages.passages import Piece, Span, cut, paragraphs, whole_notes
from kgtool.serving.problems import NotFound
from kgtool.terms import ID, KG, RDF, RDFS

_PLAIN = {RDF + "type", RDFS + "label"}
_NAMES = {RDFS + "label", KG + "text"}
ARTICLES_A_PAGE = 200
_LONGEST_NAME = 60
"""Characters of a thing's label that is noted in the text; longer ones are clauses, not names."""


def read_articles(knowledge: Knowledge, request: Request) -> Data:
    """The list of articles, a page (``page``) at a time."""
    wanted = request.query_params.get("page", "1")
    number = int(wanted) if wanted.isdecimal() and len(wanted) < 9 else 1
    shown = knowledge.articles[(number - 1) * ARTICLES_A_PAGE : number * ARTICLES_A_PAGE] if number else []
    if not shown and knowledge.articles:
        raise NotFound("there is no such page of the list of articles")
    values = " ".join(f"<{article.iri}>" for article in shown)
    counts = {
        text_of(article): (int(text_of(claims)), int(text_of(sentences)))
        for article, claims, sentences in knowledge.rows(
            f"SELECT ?d (COUNT(DISTINCT ?c) AS ?claims) (COUNT(DISTINCT ?s) AS ?sentences) {{ VALUES ?d {{ {values} }} "
            "{ ?c kg:document ?d ; kg:claimedBy ?by } UNION { ?s kg:document ?d ; kg:number ?number } } GROUP BY ?d"
        )
    }
    return {
        "articles": [
            dict(zip(("claims", "sentences"), counts.get(one.iri, (0, 0)), strict=True)) | asdict(one) for one in shown
        ],
        "page": number,
        "pages": -(-len(knowledge.articles) // ARTICLES_A_PAGE),
    }


def read_article(project: Project, knowledge: Knowledge, request: Request) -> Data:
    """One article. Raises ``NotFound`` where the graph has none of this name."""
    name = request.path_params["name"]
    article = knowledge.article(name)
    if article is None:
        raise NotFound("there is no such article", hint="the list of articles has all of them")
    printed = text_of_article(project, knowledge, article)
    claims = claims_of(knowledge, article)
    spans = [Span(claim["start"], claim["end"], claim["id"]) for claim in claims]
    notes, described = _notes(knowledge, claims, printed.text)
    sentences = _sentences(knowledge, article)
    blocks = []
    for start, end in paragraphs(printed.text, printed.start):
        parts = [
            {
                "number": number,
                "start": left,
                "pieces": [_piece(piece, claims, described) for piece in cut(printed.text, left, right, spans, notes)],
            }
            for left, right, number in _parts(start, end, sentences)
        ]
        blocks.append({"sentences": parts})
    voices = {claim["claimer"]["iri"]: claim["claimer"] for claim in claims if claim["claimer"]}
    return {
        "article": asdict(article),
        "note": printed.note,
        "paragraphs": blocks,
        "claimers": sorted(voices.values(), key=lambda voice: (voice["style"], voice["name"])),
        "sentences": [{"number": number, "claims": _in_sentence(claims, number)} for _, _, number in sentences],
    }


def claims_of(knowledge: Knowledge, article: Article) -> list[dict[str, Any]]:
    """The claims of an article in the order of its text, each with its statements."""
    found: dict[str, dict[str, Any]] = {}
    rows = knowledge.rows(
        "SELECT ?claim ?start ?end ?quote ?number ?by ?narrated ?cue ?stance ?via { "
        f"?claim kg:document <{article.iri}> ; kg:claimedBy ?by ; kg:start ?start ; kg:end ?end ; kg:quote ?quote ; "
        "kg:sentence/kg:number ?number OPTIONAL { ?claim kg:cue ?cue } OPTIONAL { ?claim kg:stance ?stance } "
        "OPTIONAL { ?claim kg:reportedBy ?via } BIND(EXISTS { ?claim a kg:Narration } AS ?narrated) } "
        "ORDER BY ?start DESC(?end) ?claim ?via"
    )
    knowledge.prepare(term for row in rows for term in (row[5], row[8], row[9]))
    for claim, start, end, quote, number, by, narrated, cue, stance, via in rows:
        iri = text_of(claim)
        known = found.setdefault(
            iri,
            {
                "iri": iri,
                "id": iri.removeprefix(ID).rsplit("/", 1)[-1],
                "sentence": int(text_of(number)),
                "start": int(text_of(start)),
                "end": int(text_of(end)),
                "quote": text_of(quote),
                "claimer": None if text_of(narrated) == "true" else knowledge.voice(text_of(by)),
                "cue": text_of(cue),
                "stance": knowledge.term(stance),
                "reported_by": [],
                "statements": [],
            },
        )
        if via is not None:
            known["reported_by"].append(knowledge.term(via))
    triples = knowledge.rows(
        f"SELECT ?claim ?s ?p ?o {{ ?claim kg:document <{article.iri}> ; kg:claimedBy ?by "
        "GRAPH ?claim { ?s ?p ?o } } ORDER BY ?claim ?s ?p ?o"
    )
    knowledge.prepare(term for row in triples for term in row[1:])
    for claim, s, p, o in triples:
        known = found[text_of(claim)]
        statement = {"subject": knowledge.term(s), "predicate": knowledge.term(p), "object": knowledge.term(o)}
        if statement not in known["statements"]:
            known["statements"].append(statement)
    for known in found.values():
        known["is_mention"] = all(one["predicate"]["iri"] in _PLAIN for one in known["statements"])
        known["about"] = _about(known["statements"])
    return list(found.values())


def _about(statements: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Statements by what they are about; labels and printed texts are left out, for the subject's name says them."""
    found: dict[str, dict[str, Any]] = {}
    for one in statements:
        thing = found.setdefault(one["subject"]["nt"], {"subject": one["subject"], "facts": {}})
        predicate = one["predicate"]
        is_shown_already = predicate["iri"] == RDF + "type" and "kind" in one["subject"]
        if predicate["iri"] not in _NAMES and not is_shown_already:
            fact = thing["facts"].setdefault(predicate["iri"], {"predicate": predicate, "values": []})
            fact["values"].append(one["object"])
    return [{**thing, "facts": list(thing["facts"].values())} for thing in found.values()]


def _sentences(knowledge: Knowledge, article: Article) -> list[tuple[int, int, int]]:
    rows = knowledge.rows(
        f"SELECT ?start ?end ?number {{ ?s a kg:Sentence ; kg:document <{article.iri}> ; "
        "kg:start ?start ; kg:end ?end ; kg:number ?number } ORDER BY ?start"
    )
    return [(int(text_of(start)), int(text_of(end)), int(text_of(number))) for start, end, number in rows]


def _parts(start: int, end: int, sentences: list[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """A paragraph as sentences and, numbered 0, what stands between them."""
    inside = [
        (max(start, left), min(end, right), number) for left, right, number in sentences if left < end and start < right
    ]
    edges = [(start, start, 0), *inside, (end, end, 0)]
    for before, after in pairwise(edges):
        if before[0] < before[1]:
            yield before
        if before[1] < after[0]:
            yield before[1], after[0], 0


def _in_sentence(claims: list[dict[str, Any]], number: int) -> list[dict[str, Any]]:
    """A sentence's claims: what is stated first, mere mentions of things after it."""
    mine = [claim for claim in claims if claim["sentence"] == number]
    return sorted(mine, key=lambda claim: claim["is_mention"])


def _piece(piece: Piece, claims: list[dict[str, Any]], described: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """A piece with the claims that cover it, those of the narrowest passage first; they give it its colour."""
    covering = [claim for claim in claims if claim["id"] in piece.keys]
    covering.sort(key=lambda claim: (claim["claimer"] is None, claim["end"] - claim["start"]))
    stating = [claim for claim in covering if not claim["is_mention"]]
    voice = stating[0]["claimer"] if stating else None
    return {
        "start": piece.start,
        "text": piece.text,
        "claims": [claim["id"] for claim in covering],
        "marked": bool(stating),
        "style": voice["style"] if voice else 0,
        "begins": [claim["claimer"]["tag"] for claim in stating if claim["claimer"] and claim["start"] == piece.start][
            :1
        ],
        "note": described.get(piece.note),
    }


def _notes(
    knowledge: Knowledge, claims: list[dict[str, Any]], text: str
) -> tuple[list[Span], dict[str, dict[str, Any]]]:
    """Where figures, dates and named things stand in the text, and what is noted of each."""
    spans: list[tuple[int, int, Span]] = []
    described: dict[str, dict[str, Any]] = {}
    for claim in claims:
        about: dict[str, dict[str, list[dict[str, Any]]]] = {}
        for one in claim["statements"]:
            subject = about.setdefault(one["subject"].get("iri", ""), {})
            subject.setdefault(one["predicate"]["iri"], []).append(one["object"])
        for iri, said in about.items():
            found = _place(claim, said, text)
            if iri and found is not None:
                rank, start, end = found
                spans.append((rank, start - end, Span(start, end, iri)))
                if iri not in described:
                    described[iri] = _description(knowledge, iri, said)
    return whole_notes(
        span for _, _, span in sorted(spans, key=lambda one: (*one[:2], one[2].start, one[2].key))
    ), described


def _place(claim: dict[str, Any], said: dict[str, list[dict[str, Any]]], text: str) -> tuple[int, int, int] | None:
    """Where a thing of a claim is printed: a figure's or date's text (first choice), or a thing's label."""
    for rank, predicate in enumerate((KG + "text", RDFS + "label")):
        for value in said.get(predicate, []):
            wanted = value["text"]
            at = text.find(wanted, claim["start"], claim["end"])
            if wanted and at >= 0 and (rank == 0 or len(wanted) <= _LONGEST_NAME):
                counted = next((one["text"] for one in said.get(KG + "counts", [])), "")
                end = at + len(wanted)
                if counted and text.startswith(counted, end + 1):
                    end += 1 + len(counted)
                return rank, at, end
    if claim["is_mention"] and said.keys() <= _PLAIN and claim["end"] - claim["start"] <= _LONGEST_NAME:
        return 1, claim["start"], claim["end"]
    return None


def _description(knowledge: Knowledge, iri: str, said: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """What is shown where the reader points at a name, figure or date: its kind, and the values that say most."""
    facts = [
        {"name": knowledge.name(predicate), "values": [value["text"] for value in values]}
        for predicate, values in said.items()
        if predicate not in _PLAIN and predicate != KG + "text"
    ]
    return {
        "iri": iri,
        "name": knowledge.name(iri),
        "kind": knowledge.kind(iri),
        "address": knowledge.address(iri),
        "facts": facts[:6],
    }
