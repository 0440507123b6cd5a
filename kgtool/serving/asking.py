"""Questions over HTTP: /ask?q=… gives the object that ``kgtool ask --format json`` prints."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kgtool.errors import UsageError
from kgtool.serving.context import Context
from kgtool.serving.negotiation import prefers_html
from kgtool.serving.problems import RequestTooLarge
from kgtool.serving.reading import Fields, until_gone


class Questions:
    """The handler of /ask."""

    def __init__(self, context: Context) -> None:
        self.context = context

    async def ask(self, request: Request) -> Response:
        """The answer to one question; 200 as well where the graph does not know, with ``because``."""
        page = self.context.html.get("ask")
        fields = Fields(request.scope["query_string"])
        if page is not None and prefers_html(request.headers.get("accept", "")):
            return await page(request)
        question = fields.one("q")
        if question is None or not question.strip():
            raise UsageError("the parameter 'q' is missing", hint="/ask?q=QUESTION")
        most = self.context.limits.question_characters
        if len(question) > most:
            raise RequestTooLarge(f"the question has more than {most} characters")
        answer = await until_gone(request, self.context.ask(question))
        return JSONResponse(answer.as_json(), headers={"Vary": "Accept"})
