"""From a file of text, Markdown or HTML to a seed: ``kgtool add``."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from kgtool.errors import DataError, UsageError
from kgtool.seeds import LARGEST_MEGABYTES, check_name, decode, front_matter, load_seed, read_bytes
from kgtool.store import write_text

_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Article:
    """What is known of an article before it is a seed."""

    text: str
    title: str | None = None
    date: datetime.date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None


def add_article(
    path: Path,
    seeds: Path,
    given: Article,
    *,
    name: str | None = None,
    largest_megabytes: float = LARGEST_MEGABYTES,
) -> Path:
    """Writes a seed into ``seeds`` and gives its path; what ``given`` says wins over what the file says of itself.

    Raises ``UsageError`` where the date is not known or a seed of that name stands there, and what reading raises.
    """
    found = read_article(path, largest_megabytes)
    date = given.date or found.date
    if date is None:
        raise UsageError(f"{path}: the date of publication is not known", hint="give it with --date YYYY-MM-DD")
    title = given.title or found.title or _first_line(found.text) or path.stem
    target = seeds / f"{name or file_name(path.stem)}.md"
    check_name(target)
    if target.exists():
        raise UsageError(f"{target} exists", hint="choose another name with --name, or remove it first")
    head = front_matter(
        [
            ("title", title),
            ("date", date),
            ("publisher", given.publisher or found.publisher),
            ("url", given.url or found.url),
            ("language", given.language or found.language or "en"),
        ]
    )
    write_text(head + found.text.strip("\r\n") + "\n", target)
    load_seed(target, largest_megabytes=largest_megabytes)
    return target


def read_article(path: Path, largest_megabytes: float = LARGEST_MEGABYTES) -> Article:
    """The text of a file, and what the file says of itself. Raises ``DataError`` where there is no text."""
    data = read_bytes(path, largest_megabytes)
    if path.suffix.lower() in _HTML_SUFFIXES or data[:200].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        article = read_html(_decode_html(data, path))
    else:
        text = decode(data, path)
        if text.removeprefix("\ufeff").startswith("---"):
            seed = load_seed(path, largest_megabytes=largest_megabytes)
            return Article(seed.body, seed.title, seed.date, seed.publisher, seed.url, seed.language)
        article = Article(text.removeprefix("\ufeff"))
    if not article.text.strip():
        raise DataError("holds no text of an article", path=path)
    return article


def file_name(text: str) -> str:
    """A name for a seed: lower case, words joined by ``-``."""
    plain = unicodedata.normalize("NFC", text).casefold()
    return re.sub(r"[^\w.]+|\.+(?!\d)", "-", plain).strip("-._") or "article"


def _first_line(text: str) -> str | None:
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    heading = line.lstrip("# ").strip()
    return heading if heading and len(heading) <= 120 else None


def _decode_html(data: bytes, path: Path) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared is None or data.startswith(b"\xef\xbb\xbf"):
        return decode(data, path)
    try:
        return data.decode(declared[1].decode())
    except (LookupError, UnicodeDecodeError) as error:
        raise DataError(f"declares the encoding {declared[1].decode()} and is not in it: {error}", path=path) from None


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
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.BLOCKS or tag in {"h1", "title"}:
            self._flush()
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "title" in self._open:
            self.title = " ".join((self.title + data).split())
        elif not self.SKIPPED.intersection(self._open):
            if "h1" in self._open:
                self.heading = " ".join((self.heading + data).split())
            else:
                self._piece.append(data)

    def close(self) -> None:
        super().close()
        self._flush()

    def _flush(self) -> None:
        text, self._piece = " ".join("".join(self._piece).split()), []
        if text:
            for place in ("article", "main", "body"):
                if place in self._open or place == "body":
                    self.paragraphs[place].append(text)
