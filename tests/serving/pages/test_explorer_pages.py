"""Every page over plain HTTP: it is there, it has a JSON twin, and what is not there is a 404."""

from __future__ import annotations

import json
import re

import pyoxigraph
import pytest
from starlette.testclient import TestClient

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
QUESTION = "Who led each delegation?"
ALL_PAGES = [
    "/",
    f"/?q={QUESTION}",
    f"/ask?q={QUESTION}",
    "/articles",
    "/articles/istanbul-talks",
    "/id/Ukraine",
    "/id/istanbul-talks",
    "/id/istanbul-talks/event/1",
    "/id/istanbul-talks/sentence/1",
    "/ns/ledBy",
    "/ns/Delegation",
    "/thing?iri=https://w3id.org/kgtool/id/Russia",
    "/claims",
    "/timeline",
    "/map",
    "/network",
    "/network?around=https://w3id.org/kgtool/id/Russia",
    "/queries",
    "/queries/delegation-leaders",
    "/queries/evidence?thing=Ukraine",
    "/queries/timeline",
    "/queries/places",
    "/queries/participants",
    "/sparql",
]


@pytest.mark.parametrize("address", ALL_PAGES)
def test_a_page_is_whole_and_has_no_inline_script_or_style(pages: TestClient, address: str) -> None:
    answer = pages.get(address, headers=BROWSER)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    text = answer.text
    assert text.rstrip().endswith("</html>")
    assert "<main" in text
    assert re.search(r"<title>[^<]+</title>", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text)
    assert "<Macro" not in text


@pytest.mark.parametrize("address", ALL_PAGES)
def test_every_page_has_a_json_twin(pages: TestClient, address: str) -> None:
    twin = pages.get(address, headers={"Accept": "application/json"})
    assert twin.status_code == 200
    assert twin.headers["content-type"] == "application/json"
    assert twin.headers["vary"] == "Accept"
    assert isinstance(json.loads(twin.text), dict)


@pytest.mark.parametrize("path", ["/articles", "/articles/istanbul-talks", "/claims", "/timeline", "/map", "/network"])
def test_the_twin_has_an_address_of_its_own(pages: TestClient, path: str) -> None:
    assert (
        pages.get(path + ".json", headers=BROWSER).json()
        == pages.get(path, headers={"Accept": "application/json"}).json()
    )
    assert f'href="{path}.json"' in pages.get(path, headers=BROWSER).text


def test_every_link_within_the_pages_leads_somewhere(pages: TestClient) -> None:
    seen, waiting = set(), ["/", "/articles/istanbul-talks", "/claims", "/timeline", "/map", "/network", "/queries"]
    for page in waiting:
        for link in re.findall(r'href="(/[^"#]*)', pages.get(page, headers=BROWSER).text):
            seen.add(link.replace("&amp;", "&"))
    assert len(seen) > 60
    broken = {}
    for link in sorted(seen):
        if not link.startswith(("/why", "/sparql?", "/openapi")):
            status = pages.get(link, headers=BROWSER).status_code
            if status != 200:
                broken[link] = status
    assert broken == {}


def test_the_question_of_the_mission_has_both_leaders_with_their_quotes_in_place(pages: TestClient) -> None:
    answer = pages.get("/", params={"q": QUESTION}, headers={"Accept": "application/json"}).json()["answer"]
    texts = " ".join(item["text"] for item in answer["items"])
    assert "Umerov" in texts
    assert "Medinsky" in texts
    for item in answer["items"][:2]:
        for passage in item["passages"]:
            marked = [piece["text"] for piece in passage["pieces"] if piece["marked"]]
            assert marked
            assert all(quote in "".join(piece["text"] for piece in passage["pieces"]) for quote in marked)


def test_an_unknown_answer_says_why(pages: TestClient) -> None:
    text = pages.get("/", params={"q": "Who won the lottery?"}, headers=BROWSER).text
    assert "No answer" in text
    assert "lottery" in text


def test_the_article_is_shown_letter_for_letter(pages: TestClient) -> None:
    data = pages.get("/articles/istanbul-talks.json").json()
    assert data["note"] == ""
    shown = ["".join(p["text"] for s in block["sentences"] for p in s["pieces"]) for block in data["paragraphs"]]
    file = (pages.app.state.folder / "seeds" / "istanbul-talks.md").read_text(encoding="utf-8")
    printed = [line for line in file[file.rindex("---\n") + 4 :].splitlines() if line.strip()]
    assert shown == printed


def test_every_claim_stands_beside_the_article_and_its_passage_is_marked(pages: TestClient) -> None:
    data = pages.get("/articles/istanbul-talks.json").json()
    claims = {claim["id"]: claim for sentence in data["sentences"] for claim in sentence["claims"]}
    marked: dict[str, str] = {}
    for block in data["paragraphs"]:
        for sentence in block["sentences"]:
            for piece in sentence["pieces"]:
                for name in piece["claims"]:
                    marked[name] = marked.get(name, "") + piece["text"]
    assert claims.keys() == marked.keys()
    assert all(claim["quote"] in marked[name] for name, claim in claims.items())
    assert any(claim["claimer"] for claim in claims.values())


def test_a_changed_article_is_not_shown_as_what_was_read(built: object, pages: TestClient) -> None:
    path = pages.app.state.folder / "seeds" / "istanbul-talks.md"
    before = path.read_bytes()
    try:
        path.write_bytes(before.replace(b"Umerov", b"Someone"))
        data = pages.get("/articles/istanbul-talks.json").json()
        assert "changed" in data["note"]
        shown = "".join(p["text"] for block in data["paragraphs"] for s in block["sentences"] for p in s["pieces"])
        assert "Umerov" in shown
    finally:
        path.write_bytes(before)


@pytest.mark.parametrize(
    "address",
    [
        "/articles/none",
        "/articles/..%2fseeds%2fistanbul-talks",
        "/articles/istanbul-talks%2f..%2f..%2fetc%2fpasswd",
        "/articles/%2e%2e",
        "/id/none",
        "/id/",
        "/id/../../etc/passwd",
        "/id/%3Cscript%3E",
        "/id/a%20b",
        "/id/x%3E%20%7B%7D%20%23",
        "/id/%00",
        "/ns/none",
        "/ns/..%2f..%2fpyproject.toml",
        "/thing",
        "/thing?iri=javascript:alert(1)",
        "/thing?iri=%3E%20}%20INSERT",
        "/queries/none",
        "/queries/..%2fontology%2factors.ttl",
        "/claims?event=https://example.org/none",
        "/why?s=<http://a>&p=<http://b>&o=<http://c>",
        "/static/..%2ftemplates%2fbase.html",
        "/static/%2e%2e/app.py",
        "/static/none.js",
        "/templates/base.html",
        "/nothing",
    ],
)
def test_what_is_not_there_is_a_404(pages: TestClient, address: str) -> None:
    answer = pages.get(address, headers=BROWSER)
    assert answer.status_code == 404
    assert "root:" not in answer.text
    assert pages.get(address, headers={"Accept": "application/json"}).status_code == 404


@pytest.mark.parametrize(
    "address", ["/why", "/why?s=a&p=b&o=c", "/why?s=_:a&p=<http://b>&o=<http://c>", f"/?q={'x' * 2000}"]
)
def test_what_is_asked_wrongly_is_a_400(pages: TestClient, address: str) -> None:
    answer = pages.get(address, headers=BROWSER)
    assert answer.status_code == 400
    assert "<h1" in answer.text


def test_a_thing_is_linked_data(pages: TestClient) -> None:
    kinds = {
        "text/turtle": pyoxigraph.RdfFormat.TURTLE,
        "application/trig": pyoxigraph.RdfFormat.TRIG,
        "application/ld+json": pyoxigraph.RdfFormat.JSON_LD,
    }
    endings = {"text/turtle": ".ttl", "application/trig": ".trig", "application/ld+json": ".jsonld"}
    for media_type, kind in kinds.items():
        answer = pages.get("/id/istanbul-talks/event/1", headers={"Accept": f"{media_type}, text/html;q=0.5"})
        assert answer.headers["content-type"].startswith(media_type)
        quads = list(pyoxigraph.parse(answer.text, format=kind))
        assert any(quad.subject.value.endswith("istanbul-talks/event/1") for quad in quads)
        same = pages.get("/id/istanbul-talks/event/1" + endings[media_type], headers=BROWSER)
        assert same.text == answer.text


def test_turtle_does_not_make_a_fact_of_a_claim(pages: TestClient) -> None:
    """A thing that only a claim speaks of has no plain statement in Turtle, and keeps its claimer in TriG."""
    data = pages.get("/articles/istanbul-talks.json").json()
    claimed = [c for s in data["sentences"] for c in s["claims"] if c["claimer"] and c["statements"]]
    narrated = [c for s in data["sentences"] for c in s["claims"] if not c["claimer"]]
    plain = {
        (st["subject"]["nt"], st["predicate"]["nt"], st["object"]["nt"]) for c in narrated for st in c["statements"]
    }
    for claim in claimed:
        for st in claim["statements"]:
            triple = (st["subject"]["nt"], st["predicate"]["nt"], st["object"]["nt"])
            if triple in plain:
                continue
            address = st["subject"]["address"]
            turtle = pyoxigraph.parse(pages.get(address + ".ttl").text, format=pyoxigraph.RdfFormat.TURTLE)
            assert triple not in {(str(t.subject), str(t.predicate), str(t.object)) for t in turtle}
            assert claim["iri"] in {
                getattr(quad.graph_name, "value", "")
                for quad in pyoxigraph.parse(pages.get(address + ".trig").text, format=pyoxigraph.RdfFormat.TRIG)
            }
            return
    pytest.fail("no claim to look at")


def test_an_inferred_statement_says_so_and_its_proof_ends_in_quotes(pages: TestClient) -> None:
    thing = pages.get("/id/istanbul-talks/event/1.json").json()
    inferred = [value for group in thing["said"] for value in group["values"] if value["inferred"]]
    assert inferred
    leaves = []

    def walk(reason: dict[str, object]) -> None:
        premises = reason["premises"]
        assert isinstance(premises, list)
        if not premises:
            leaves.append(reason)
        for premise in premises:
            walk(premise)

    for value in inferred[:6]:
        leaves.clear()
        proof = pages.get(value["why"], headers={"Accept": "application/json"}).json()
        for reason in proof["reasons"]:
            assert reason["rule"]
            walk(reason)
        assert all(leaf["quotes"] or leaf["room"] or leaf["rule"] for leaf in leaves)
        assert any(leaf["quotes"] for leaf in leaves)


def test_the_article_s_own_voice_is_told_from_what_somebody_claims(pages: TestClient) -> None:
    figures = [f for event in pages.get("/claims.json").json()["events"] for f in event["figures"]]
    by = {f["value"]: [s["claimer"]["name"] if s["claimer"] else None for s in f["sources"]] for f in figures}
    assert by["472"] == [None]
    assert by["80"] == ["Ukrainian Air Force"]


def test_figures_that_only_seem_to_disagree_say_why(pages: TestClient) -> None:
    seeming = pages.get("/claims.json").json()["seeming"]
    pairs = {tuple(sorted(one["value"] for one in pair["figures"])): pair["differing"] for pair in seeming}
    assert pairs["472", "80"]


def test_a_required_parameter_is_asked_for(pages: TestClient) -> None:
    answer = pages.get("/queries/evidence", headers={"Accept": "application/json"}).json()
    assert answer["missing"] == ["thing"]
    assert answer["table"] is None


def test_a_wrong_parameter_is_told_on_the_page(pages: TestClient) -> None:
    answer = pages.get("/queries/evidence", params={"thing": "No such thing at all"}, headers=BROWSER)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize(("name", "part"), [("timeline", "lanes"), ("places", "marks"), ("participants", "nodes")])
def test_a_stored_query_is_drawn_as_its_view_says(pages: TestClient, name: str, part: str) -> None:
    data = pages.get(f"/queries/{name}", headers={"Accept": "application/json"}).json()
    assert data["drawing"][part]
    assert data["table"]["count"] > 0
    assert "<svg" in pages.get(f"/queries/{name}", headers=BROWSER).text


def test_a_table_can_be_had_as_turtle(pages: TestClient) -> None:
    answer = pages.get("/queries/delegation-leaders/result.ttl")
    assert answer.headers["content-type"].startswith("text/turtle")
    triples = list(pyoxigraph.parse(answer.text, format=pyoxigraph.RdfFormat.TURTLE))
    rows = pages.get("/queries/delegation-leaders", headers={"Accept": "application/json"}).json()["table"]["count"]
    assert sum(triple.predicate.value.endswith("#solution") for triple in triples) == rows
    assert pages.get("/queries/evidence/result.ttl", params={"thing": "Ukraine"}).status_code == 200
    assert pages.get("/queries/none/result.ttl").status_code == 404
