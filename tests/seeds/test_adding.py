"""``kgtool add``: text, Markdown and HTML become seeds."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from kgtool.adding import Article, add_article, read_html
from kgtool.errors import DataError, UsageError
from kgtool.seeds import load_seed

DAY = datetime.date(2031, 3, 5)
PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Harbour talks | Gazette</title>
<meta property="og:title" content="Harbour talks resume &amp; end"><meta property="og:site_name" content="The Gazette">
<meta property="article:published_time" content="2031-03-05T09:00:00Z"><link rel="canonical" href="https://e.org/a">
<style>p { color: red }</style><script>var p = "<p>no article</p>";</script></head>
<body><nav><ul><li>Home</li><li>World</li></ul></nav>
<aside><p>Most read: ten ways to fold a map</p></aside>
<article><h1>Harbour talks</h1>
<p>The second round was held at the <b>Old&nbsp;Mill</b> in
Port Amber, the <a href="/g">Gazette</a> reported, and it lasted for two hours.</p>
<p>&ldquo;A small step,&rdquo; said Ada Brook.<br>She spoke of Çınar.
<p>An unclosed paragraph of an old page, which is long enough to count.
<figure><img src="a.png"><figcaption>A picture</figcaption></figure></article>
<footer><p>All rights reserved</p></footer></body></html>
"""


def test_a_page_gives_its_article_and_nothing_around_it(tmp_path: Path) -> None:
    path = tmp_path / "Harbour Talks.html"
    path.write_text(PAGE, encoding="utf-8")
    seed = load_seed(add_article(path, tmp_path / "seeds", Article("")))
    assert seed.name == "harbour-talks"
    assert (seed.title, seed.date, seed.publisher) == ("Harbour talks resume & end", DAY, "The Gazette")
    assert (seed.url, seed.language) == ("https://e.org/a", "en")
    assert seed.body == (
        "The second round was held at the Old Mill in Port Amber, the Gazette reported, and it lasted for two hours."
        "\n\n“A small step,” said Ada Brook.\n\nShe spoke of Çınar.\n\n"
        "An unclosed paragraph of an old page, which is long enough to count.\n"
    )


def test_what_is_given_wins_over_what_the_page_says(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    given = Article("", "Another title", datetime.date(2030, 1, 1), "Another: publisher")
    seed = load_seed(add_article(path, tmp_path, given, name="other"))
    assert (seed.name, seed.title, seed.publisher) == ("other", "Another title", "Another: publisher")
    assert seed.date == datetime.date(2030, 1, 1)


def test_a_declared_encoding_is_used(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(PAGE.replace("utf-8", "windows-1254").encode("windows-1254"))
    assert "She spoke of Çınar." in load_seed(add_article(path, tmp_path, Article(""))).body


def test_plain_text_keeps_its_words_and_needs_a_date(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text('Talks resume\n\nThe talks resumed: "well" — they said.\n', encoding="utf-8")
    with pytest.raises(UsageError, match="date of publication"):
        add_article(path, tmp_path / "seeds", Article(""))
    seed = load_seed(add_article(path, tmp_path / "seeds", Article("", date=DAY)))
    assert seed.title == "Talks resume"
    assert seed.body == path.read_text(encoding="utf-8")


def test_a_file_with_front_matter_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("---\ntitle: A\ndate: 2031-03-05\npublisher: B\n---\nText.\n", encoding="utf-8")
    seed = load_seed(add_article(path, tmp_path / "seeds", Article("")))
    assert (seed.title, seed.date, seed.publisher, seed.body) == ("A", DAY, "B", "Text.\n")


def test_what_is_given_completes_a_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("---\ntitle: A\n---\nText.\n", encoding="utf-8")
    with pytest.raises(UsageError, match="date of publication"):
        add_article(path, tmp_path / "seeds", Article(""))
    seed = load_seed(add_article(path, tmp_path / "seeds", Article("", date=DAY)))
    assert (seed.title, seed.date, seed.body) == ("A", DAY, "Text.\n")


@pytest.mark.parametrize(
    ("encoding", "given"),
    [("utf-16", None), ("utf-8-sig", None), ("windows-1252", "windows-1252"), ("latin-1", "latin-1")],
)
def test_text_in_another_encoding(tmp_path: Path, encoding: str, given: str | None) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes("In Zürich\r\nthey met.\r\n".encode(encoding))
    added = add_article(path, tmp_path / "seeds", Article("", date=DAY), encoding=given)
    assert load_seed(added).body == "In Zürich\nthey met.\n"


def test_an_older_encoding_is_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes("In Zürich.".encode("latin-1"))
    with pytest.raises(DataError, match="not UTF-8: byte 0xfc at offset 4") as caught:
        add_article(path, tmp_path / "seeds", Article("", date=DAY))
    assert "--encoding" in caught.value.hint
    with pytest.raises(UsageError, match="no encoding 'klingon'"):
        add_article(path, tmp_path / "seeds", Article("", date=DAY), encoding="klingon")


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "Word"),
        (b"{\\rtf1", "rich text"),
        (b"\xff\xd8\xff", "picture"),
        (b"a\0b", "NUL"),
    ],
)
def test_a_file_that_is_no_text_is_named(tmp_path: Path, start: bytes, kind: str) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(start + b" and more text.")
    with pytest.raises(DataError, match=kind):
        add_article(path, tmp_path / "seeds", Article("", date=DAY))


@pytest.mark.parametrize("name", ["../notes", "deep/notes", "", "inferred", "."])
def test_a_seed_stays_in_its_folder(tmp_path: Path, name: str) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Text.\n", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be the name"):
        add_article(path, tmp_path / "seeds", Article("", date=DAY), name=name)
    assert not (tmp_path / "seeds").exists()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Text.\n", encoding="utf-8")
    add_article(path, tmp_path / "seeds", Article("", date=DAY))
    with pytest.raises(UsageError, match="exists"):
        add_article(path, tmp_path / "seeds", Article("", date=DAY))


@pytest.mark.parametrize("text", ["", "<html><body><nav>Menu</nav></body></html>"])
def test_no_text_is_an_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="no text of an article"):
        add_article(path, tmp_path / "seeds", Article("", date=DAY))


def test_broken_html_gives_what_it_has() -> None:
    assert read_html("<p>One<p>Two</div></b><script>x").text == "One\n\nTwo"


def test_what_stands_beside_an_article_is_left_out() -> None:
    page = (
        "<article class='news with-comments'><div id='cookie-banner'><p>You agreed.</p></div>"
        "<p>Officers met on Monday for three long hours of talks in Kara, and will meet again in Lima on Friday.</p>"
        "<div class='newsletter signup'><p>Sign up.</p></div><p>They agreed to pull their sol\u00addiers back by 200 "
        "metres, and to meet again before the end of May if nothing else happens.</p>"
        "<section id='comments'><h3>Comments</h3><p>100 dead!</p></section></article>"
    )
    assert read_html(page).text.split("\n\n") == [
        "Officers met on Monday for three long hours of talks in Kara, and will meet again in Lima on Friday.",
        "They agreed to pull their soldiers back by 200 metres, and to meet again before the end of May if nothing "
        "else happens.",
    ]
