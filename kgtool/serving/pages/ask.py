"""The first page: a question, its answer, the quotes in their place in the article, who claims it, and the query."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kgtool.asking import Answer, Evidence
from kgtool.errors import UsageError
from kgtool.serving.context import Context, Page, Snapshot
from kgtool.serving.pages.addresses import article_address, with_query
from kgtool.serving.pages.articles import Text, text_of_article
from kgtool.serving.pages.frame import Data, answering, knowledge_of, respond
from kgtool.serving.pages.knowledge import Knowledge
from kgtool.serving.pages.passages import Span, cut, enclosing, paragraphs


def ask_page(context: Context) -> Page:
    """The page that asks, at ``/`` and ``/ask``, with the question in ``q``."""

    async def show(request: Request) -> Response:
        snapshot = context.snapshot
        question = " ".join(request.query_params.get("q", "").split())
        most = context.limits.question_characters
        if len(question) > most:
            raise UsageError(f"the question is longer than {most} characters", hint="ask one thing at a time")
        answer = await context.ask(question, snapshot) if question else None
        return respond(request, "ask.html", await context.in_thread(_read, snapshot, question, answer))

    return answering(show)


def _read(snapshot: Snapshot, question: str, answer: Answer | None) -> Data:
    knowledge = knowledge_of(snapshot)
    queries = snapshot.queries()
    data: Data = {
        "question": question,
        "answer": None if answer is None else _shown(snapshot, knowledge, answer),
        "examples": [
            {"title": query.title, "name": query.name, "questions": list(query.questions[:3])}
            for query in queries
            if query.questions
        ],
        "articles": [asdict(article) for article in knowledge.articles[:12]],
        "article_count": len(knowledge.articles),
    }
    if answer is not None:
        titles = {query.name: query.title for query in queries}
        data["nearest"] = [{"name": name, "title": titles.get(name, name)} for name in answer.nearest]
        if answer.sparql:
            data["editor"] = with_query("/sparql", {"edit": answer.sparql})
    return data


def _shown(snapshot: Snapshot, knowledge: Knowledge, answer: Answer) -> Data:
    """The answer as ``kgtool ask --format json`` gives it, with each answer's quotes in their place."""
    places = _Places(snapshot, knowledge)
    items = []
    for number, text in enumerate(answer.answers):
        support = answer.support[number] if number < len(answer.support) else ()
        claimers = answer.claimers[number] if number < len(answer.claimers) else ()
        items.append(
            {
                "text": text,
                "claimers": [places.voice(name) for name in claimers],
                "passages": places.passages(support),
            }
        )
    return {**answer.as_json(), "items": items}


class _Places:
    """Puts quotes back where they were printed."""

    def __init__(self, snapshot: Snapshot, knowledge: Knowledge) -> None:
        self.snapshot = snapshot
        self.knowledge = knowledge
        self._texts: dict[str, Text | None] = {}

    def voice(self, name: str) -> dict[str, Any]:
        """A claimer by name."""
        for claimer in self.knowledge.claimers.values():
            if claimer.name == name:
                return asdict(claimer)
        return {"name": name, "tag": "", "style": 8, "address": ""}

    def text(self, document: str) -> Text | None:
        if document not in self._texts:
            article = self.knowledge.article(document)
            found = None if article is None else text_of_article(self.snapshot.project, self.knowledge, article)
            self._texts[document] = found
        return self._texts[document]

    def passages(self, support: tuple[Evidence, ...]) -> list[dict[str, Any]]:
        """The paragraphs that hold some quotes, each once, the quotes marked."""
        found: dict[tuple[str, int, int], list[Evidence]] = {}
        for piece in sorted(set(support)):
            text = self.text(piece.document)
            if text is None or text.text[piece.start : piece.end] != piece.quote:
                found.setdefault((piece.document, piece.start, piece.end), []).append(piece)
                continue
            start, end = enclosing(paragraphs(text.text, text.start), piece.start, piece.end)
            found.setdefault((piece.document, start, end), []).append(piece)
        return [self._passage(*place, pieces) for place, pieces in found.items()]

    def _passage(self, document: str, start: int, end: int, pieces: list[Evidence]) -> dict[str, Any]:
        article = self.knowledge.article(document)
        text = self.text(document)
        if text is None or any(text.text[one.start : one.end] != one.quote for one in pieces):
            shown: list[dict[str, Any]] = [
                {"text": pieces[0].quote, "marked": True, "voice": self._said_by(pieces[:1])}
            ]
        else:
            spans = [Span(one.start, one.end, str(number)) for number, one in enumerate(pieces)]
            shown = []
            for part in cut(text.text, start, end, spans, []):
                covering = [pieces[int(key)] for key in part.keys]
                voice = self._said_by(covering)
                if shown and shown[-1]["marked"] == bool(covering) and shown[-1]["voice"] == voice:
                    shown[-1]["text"] += part.text
                else:
                    shown.append({"text": part.text, "marked": bool(covering), "voice": voice})
        return {
            "document": document,
            "title": article.title if article else document,
            "issued": article.issued if article else "",
            "publisher": article.publisher if article else "",
            "address": article_address(document, pieces[0].start),
            "pieces": shown,
            "voices": [self.voice(name) for name in sorted({one.claimed_by for one in pieces if one.claimed_by})],
        }

    def _said_by(self, covering: list[Evidence]) -> dict[str, Any] | None:
        name = next((one.claimed_by for one in covering if one.claimed_by), "")
        return self.voice(name) if name else None
