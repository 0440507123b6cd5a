"""Scripts of other sites read nothing, unless their origin was allowed; they never write."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.serving.running import TOKEN, Server, make_empty_project, serving

SITE = "https://yasgui.example"
ASKED = {"Origin": SITE, "Accept": "application/sparql-results+json"}


def _cors(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name.startswith("access-control-")}


def test_no_origin_is_allowed_by_default(server: Server) -> None:
    for method in ("GET", "OPTIONS"):
        reply = server.send(method, "/sparql?query=ASK%7B%7D", headers=ASKED)
        assert _cors(reply.headers) == {}
        assert reply.headers["cross-origin-resource-policy"] == "same-origin"


def test_an_allowed_origin_reads_and_does_not_write(tmp_path: Path) -> None:
    with serving(make_empty_project(tmp_path / "p"), "--allow-origin", f"{SITE}/", "--writable") as server:
        asked = server.send("GET", "/sparql?query=ASK%7B%7D", headers=ASKED)
        assert asked.status == 200
        assert asked.headers["access-control-allow-origin"] == SITE
        assert "origin" in asked.headers["vary"].lower()
        before = server.send("OPTIONS", "/sparql", headers={**ASKED, "Access-Control-Request-Method": "POST"})
        assert before.status == 204
        allowed = before.headers["access-control-allow-headers"].lower()
        assert "content-type" in allowed
        assert "authorization" not in allowed
        assert "access-control-allow-credentials" not in before.headers
        broken = server.send("GET", "/sparql?query=nonsense", headers=ASKED)
        assert (broken.status, broken.headers["access-control-allow-origin"]) == (400, SITE)
        other = server.send("GET", "/sparql?query=ASK%7B%7D", headers={**ASKED, "Origin": "https://other.example"})
        assert _cors(other.headers) == {}
        assert server.update("INSERT DATA { <a:a> <a:b> <a:c> }", TOKEN).status in {200, 204}
