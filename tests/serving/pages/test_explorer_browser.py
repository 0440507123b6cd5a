"""The explorer in a real browser: what is asked is answered with marked quotes, proofs open, drawings are drawn.

``KGTOOL_PICTURES=docs/pictures`` writes the pictures of the documentation.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.serving.running import REPOSITORY, Server

sync_api = pytest.importorskip("playwright.sync_api", reason="no Playwright: pip install playwright")
CHROMIUM = os.environ.get("KGTOOL_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
if not CHROMIUM:
    pytest.skip("no browser: install chromium (or name one in KGTOOL_CHROMIUM)", allow_module_level=True)

FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
AXE = REPOSITORY / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = os.environ.get("KGTOOL_PICTURES")
MISSION = "Who led each delegation?"
ROUND = "/id/istanbul-talks/event/1"
PATIENCE = 60_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def page(browser: Any, explorer: Server) -> Iterator[Any]:
    """A page of a browser that reports every broken policy, script and foreign request as a failure."""
    yield from _page(browser, explorer)


@pytest.fixture
def phone(browser: Any, explorer: Server) -> Iterator[Any]:
    yield from _page(browser, explorer, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)


@pytest.fixture
def dark(browser: Any, explorer: Server) -> Iterator[Any]:
    yield from _page(browser, explorer, color_scheme="dark")


def _page(browser: Any, explorer: Server, **options: Any) -> Iterator[Any]:
    settings = {"viewport": {"width": 1280, "height": 860}, "base_url": explorer.url, "reduced_motion": "reduce"}
    context = browser.new_context(**{**settings, **options})
    context.set_default_timeout(PATIENCE)
    found = context.new_page()
    wrong: list[str] = []
    found.on("pageerror", lambda error: wrong.append(str(error)))
    found.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    found.on("request", lambda request: wrong.append(request.url) if _is_foreign(request.url, explorer) else None)
    yield found
    context.close()
    assert wrong == []


def _is_foreign(url: str, explorer: Server) -> bool:
    return not url.startswith((explorer.url, "data:", "blob:"))


def picture(page: Any, name: str, tmp_path: Path) -> Path:
    folder = REPOSITORY / PICTURES if PICTURES else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png")
    assert (folder / f"{name}.png").stat().st_size > 5_000
    return folder / f"{name}.png"


def test_the_question_of_the_mission_finds_both_leaders_with_marked_quotes(page: Any, tmp_path: Path) -> None:
    page.goto("/")
    page.get_by_role("searchbox", name="Question").fill(MISSION)
    page.get_by_role("button", name="Ask").click()
    page.wait_for_selector(".answer")
    for leader, words in (("Umerov", "Ukrainian delegation was led by"), ("Medinsky", "Russian delegation was led by")):
        answer = page.locator(".answer", has=page.locator("h2", has_text=leader)).first
        assert words in answer.locator("mark").first.text_content()
    picture(page, "ask", tmp_path)
    page.locator("summary").click()
    assert "SELECT" in page.locator("details pre").text_content()


def test_a_quote_leads_to_its_place_in_the_article(page: Any) -> None:
    page.goto(f"/?q={MISSION}")
    page.locator(".answer figcaption a").first.click()
    page.wait_for_url("**/articles/**")
    lit = page.locator(".piece.lit").first
    lit.wait_for()
    box = lit.bounding_box()
    assert box
    assert 0 < box["y"] < 860


def test_the_article_and_its_statements_show_each_other(page: Any, tmp_path: Path) -> None:
    page.goto("/articles/istanbul-talks")
    assert page.locator(".marked").count() > 30
    assert page.locator(".legend .voice").count() >= 2
    picture(page, "article", tmp_path)
    page.locator(".marked", has_text="was led by").first.click(position={"x": 5, "y": 12})
    shown = page.locator(".claim:visible")
    assert 0 < shown.count() < 12
    assert any("led by" in text for text in shown.all_text_contents())
    page.keyboard.press("Escape")
    assert page.locator(".claim:visible").count() > 50
    page.locator(".claim").nth(3).hover()
    assert page.locator(".piece.lit").count() > 0


def test_a_name_tells_what_it_is_when_it_has_the_focus(page: Any) -> None:
    page.goto("/articles/istanbul-talks")
    name = page.locator("a.name", has_text="Istanbul").first
    name.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    tip = name.locator(".tip")
    assert tip.is_visible()
    assert "city" in tip.text_content().lower()


def test_the_proof_of_an_inferred_statement_opens(page: Any, tmp_path: Path) -> None:
    page.goto(ROUND)
    follows = page.locator(".group", has_text="place").locator("dd.follows", has=page.locator("a.thing")).first
    why = follows.locator("a.why")
    why.click()
    proof = follows.locator(".opened .proof")
    proof.wait_for()
    assert "because" in proof.text_content()
    assert proof.locator("mark").count() > 0
    assert why.get_attribute("aria-expanded") == "true"
    follows.evaluate("it => it.scrollIntoView({block: 'center'})")
    picture(page, "thing", tmp_path)
    why.click()
    assert not proof.is_visible()


def test_claims_stand_side_by_side(page: Any, tmp_path: Path) -> None:
    page.goto("/claims")
    assert page.locator(".duel").count() > 0
    assert "scopes differ" in page.locator(".duel").first.text_content()
    picture(page, "claims", tmp_path)


def test_a_stored_query_with_a_parameter_is_run_sorted_filtered_and_downloaded(page: Any, tmp_path: Path) -> None:
    page.goto("/queries/evidence")
    page.get_by_label("thing").fill("Ukraine")
    page.get_by_role("button", name="Run").click()
    page.wait_for_selector("table tbody tr")
    rows = page.locator("table tbody tr")
    assert rows.count() > 5
    page.get_by_role("button", name="predicate").click()
    column = [text.strip() for text in page.locator("table tbody tr td:nth-child(2)").all_text_contents()]
    assert column == sorted(column, key=str.lower)
    page.evaluate("scrollTo(0, 0)")
    picture(page, "query", tmp_path)
    page.get_by_label("Filter").fill("delegation of")
    assert 0 < page.locator("table tbody tr:visible").count() < rows.count()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    saved = tmp_path / "result.csv"
    download.value.save_as(saved)
    lines = saved.read_text(encoding="utf-8").splitlines()
    assert lines[0].split(",")[:3] == ["subject", "predicate", "object"]
    assert len(lines) > 5


@pytest.mark.parametrize(
    ("name", "shapes"), [("timeline", ".bar .extent"), ("map", ".mark circle"), ("network", ".node rect")]
)
def test_it_is_drawn(page: Any, tmp_path: Path, name: str, shapes: str) -> None:
    page.goto(f"/{name}")
    drawn = page.locator(f"svg.{name} {shapes}")
    assert drawn.count() >= 4
    for box in (drawn.nth(index).bounding_box() for index in range(4)):
        assert box
        assert box["width"] > 4
    assert page.locator("table tbody tr").count() >= 4
    picture(page, name, tmp_path)


def test_the_map_has_land_and_can_be_zoomed_with_the_keyboard(page: Any) -> None:
    page.goto("/map")
    land = page.request.get(page.locator("svg.map use").get_attribute("href").partition("#")[0])
    assert land.ok
    before = page.locator("svg.map").get_attribute("viewBox")
    page.get_by_role("button", name="Zoom in").focus()
    page.keyboard.press("Enter")
    after = page.locator("svg.map").get_attribute("viewBox")
    assert float(after.split()[2]) < float(before.split()[2])
    page.get_by_role("button", name="Show the world").click()
    assert float(page.locator("svg.map").get_attribute("viewBox").split()[2]) == 36_000


def test_the_network_shows_what_is_linked(page: Any) -> None:
    page.goto("/network")
    node = page.locator(".node").first
    node.focus()
    assert page.locator(".network.showing .edge.lit").count() > 0
    assert page.locator(".node.far").count() > 0


def test_the_editor_runs_a_query_on_the_endpoint(page: Any, tmp_path: Path) -> None:
    page.goto("/sparql")
    page.wait_for_selector(".CodeMirror")
    assert not page.locator("#plain-editor").is_visible()
    with page.expect_response(lambda answer: answer.url.endswith("/sparql") and answer.request.method == "POST") as got:
        page.locator(".yasqe_queryButton").first.click()
    assert got.value.ok
    page.wait_for_selector(".yasr table.dataTable tbody tr")
    assert page.locator(".yasr table.dataTable tbody tr").count() > 1
    picture(page, "sparql", tmp_path)


def test_a_query_can_be_carried_to_the_editor(page: Any) -> None:
    page.goto("/queries/delegation-leaders")
    page.locator("summary").click()
    page.get_by_role("link", name="Open it in the SPARQL editor").click()
    page.wait_for_selector(".tabPanel.active .CodeMirror")
    text = page.evaluate("[...document.querySelectorAll('.tabPanel.active .CodeMirror')].pop().CodeMirror.getValue()")
    assert "kg:ledBy" in text


def test_the_keyboard_is_enough(page: Any) -> None:
    """From the first page to the answer, to its article, to a sentence's statements, without a mouse."""
    page.goto("/")
    page.keyboard.type(MISSION)
    page.keyboard.press("Enter")
    page.wait_for_selector(".answer")
    page.goto(page.url)
    _tab_to(page, ".clipping figcaption a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/**")
    page.keyboard.press("Tab")
    page.goto(page.url.partition("#")[0])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    _tab_to(page, "a.ref")
    page.keyboard.press("Enter")
    page.wait_for_url("**#s-*")
    page.goto(ROUND)
    _tab_to(page, "dd.follows a.why")
    page.keyboard.press("Space")
    page.wait_for_selector(".opened .proof")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


def _tab_to(page: Any, selector: str) -> None:
    for _ in range(250):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the keyboard does not reach {selector}")


PAGES = {
    "ask": "/",
    "answer": f"/?q={MISSION}",
    "no answer": "/?q=Who won the lottery?",
    "articles": "/articles",
    "article": "/articles/istanbul-talks",
    "thing": ROUND,
    "vocabulary": "/ns/ledBy",
    "claims": "/claims",
    "timeline": "/timeline",
    "map": "/map",
    "network": "/network",
    "queries": "/queries",
    "query": "/queries/evidence?thing=Ukraine",
    "sparql": "/sparql",
}


@pytest.mark.skipif(not AXE.is_file(), reason="no axe-core: npm ci in frontend/")
@pytest.mark.parametrize("scheme", ["page", "dark", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(request: pytest.FixtureRequest, scheme: str, name: str) -> None:
    page = request.getfixturevalue(scheme)
    page.goto(PAGES[name])
    if name == "sparql":
        page.locator(".yasqe_queryButton").first.click()
        page.wait_for_selector(".yasr table.dataTable tbody tr")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")
    serious = [
        (one["id"], one["help"], [node["html"][:160] for node in one["nodes"][:3]])
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
    ]
    assert serious == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_sticks_out_of_a_telephone(phone: Any, name: str) -> None:
    phone.goto(PAGES[name])
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_pictures_for_a_telephone_and_the_dark(phone: Any, dark: Any, tmp_path: Path) -> None:
    phone.goto("/articles/istanbul-talks")
    picture(phone, "article-telephone", tmp_path)
    dark.goto("/articles/istanbul-talks")
    picture(dark, "article-dark", tmp_path)


def test_pages_work_without_scripts(browser: Any, explorer: Server) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=explorer.url)
    page = context.new_page()
    page.goto(f"/?q={MISSION}")
    assert "Umerov" in page.locator(".answers").text_content()
    page.goto(ROUND)
    page.locator("dd.follows a.why").first.click()
    assert page.locator(".proof mark").count() > 0
    page.goto("/timeline")
    assert page.locator("svg.timeline .bar").count() > 3
    page.goto("/sparql")
    assert page.locator("#plain-query").is_visible()
    context.close()


def test_an_article_can_be_printed(page: Any, tmp_path: Path) -> None:
    page.goto("/articles/istanbul-talks")
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert page.locator(".printed").is_visible()
    page.pdf(path=tmp_path / "article.pdf")
    assert (tmp_path / "article.pdf").read_bytes().startswith(b"%PDF")
