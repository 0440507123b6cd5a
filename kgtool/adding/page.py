"""Web pages: the paragraphs of a page's article, and what its metadata say."""

from __future__ import annotations

import datetime
import re
from html.parser import HTMLParser

from kgtool.adding.article import Article

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
"""Where a word may be broken at the end of a line: no part of the word."""

_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", re.IGNORECASE)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page says it is in."""
    found = _CHARSET.search(data[:4096])
    return found[1].decode() if found else None


def read_html(source: str) -> Article:
    """The paragraphs of a page's article (or main part, or body), and what its metadata say."""
    page = _Page()
    page.feed(source)
    page.close()
    for place in ("article", "main", "body"):
        paragraphs = page.paragraphs[place]
        if sum(map(len, paragraphs)) >= 200 or place == "body":
            break
    return Article(
        "\n\n".join(paragraphs),
        page.about.get("og:title") or page.heading or page.title or None,
        _day(page.about.get("article:published_time") or page.about.get("date") or page.time),
        page.about.get("og:site_name"),
        page.about.get("og:url") or page.canonical,
        page.language,
    )


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


class _Page(HTMLParser):
    """Collects the text of block elements, apart for what is inside an article or the main part."""

    SKIPPED = frozenset(
        [
            "script",
            "style",
            "noscript",
            "template",
            "nav",
            "header",
            "footer",
            "aside",
            "form",
            "button",
            "figure",
            "svg",
            "iframe",
        ]
    )
    BLOCKS = frozenset(
        [
            "p",
            "li",
            "blockquote",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "dd",
            "dt",
            "td",
            "pre",
            "div",
            "section",
            "article",
            "main",
            "br",
        ]
    )
    ASIDE = frozenset(
        [
            "ad",
            "ads",
            "advert",
            "advertisement",
            "banner",
            "breadcrumb",
            "breadcrumbs",
            "comment",
            "comments",
            "consent",
            "cookie",
            "cookies",
            "disqus",
            "newsletter",
            "paywall",
            "promo",
            "related",
            "share",
            "sharing",
            "sidebar",
            "social",
            "subscribe",
            "subscription",
        ]
    )
    """Words in the id or class of an element that is beside the article."""
    EMPTY = frozenset(
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: dict[str, list[str]] = {"article": [], "main": [], "body": []}
        self.about: dict[str, str] = {}
        self.title = self.heading = ""
        self.canonical: str | None = None
        self.language: str | None = None
        self.time: str | None = None
        self._open: list[str] = []
        self._aside: list[int] = []
        """How many elements were open before each one beside the article."""
        self._piece: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given.get("lang", "").split("-")[0] or None
        elif tag == "meta":
            name = given.get("property") or given.get("name") or ""
            self.about.setdefault(name.lower(), given.get("content", "").strip())
        elif tag == "link" and given.get("rel") == "canonical":
            self.canonical = given.get("href")
        elif tag == "time" and self.time is None:
            self.time = given.get("datetime")
        if tag in self.BLOCKS:
            self._flush()
        if tag not in self.EMPTY:
            if tag in {"div", "section", "p", "ul", "ol", "span"} and self._is_aside(given):
                self._flush()
                self._aside.append(len(self._open))
            self._open.append(tag)

    def _is_aside(self, given: dict[str, str]) -> bool:
        named = f"{given.get('id', '')} {given.get('class', '')}".lower()
        return bool(self.ASIDE.intersection(re.split(r"[^a-z]+", named)))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.BLOCKS or tag in {"h1", "title"}:
            self._flush()
        if tag in self._open:
            while self._open.pop() != tag:
                pass
            if any(before >= len(self._open) for before in self._aside):
                self._piece = []
                self._aside = [before for before in self._aside if before < len(self._open)]

    def handle_data(self, data: str) -> None:
        if "title" in self._open:
            self.title = " ".join((self.title + data).split())
        elif not self._aside and not self.SKIPPED.intersection(self._open):
            if "h1" in self._open:
                self.heading = " ".join((self.heading + data).split())
            else:
                self._piece.append(data)

    def close(self) -> None:
        super().close()
        self._flush()

    def _flush(self) -> None:
        text, self._piece = " ".join("".join(self._piece).replace(SOFT_HYPHEN, "").split()), []
        if text:
            for place in ("article", "main", "body"):
                if place in self._open or place == "body":
                    self.paragraphs[place].append(text)
