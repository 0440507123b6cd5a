"""From a file of text, Markdown or HTML to a seed: ``kgtool add``."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from kgtool.adding.article import Article
from kgtool.adding.files import text_of
from kgtool.adding.page import declared_encoding, read_html
from kgtool.errors import DataError, UsageError
from kgtool.seeds import LARGEST_MEGABYTES, check_name, front_matter, has_front_matter, load_seed, read_bytes, split
from kgtool.store import write_text

_HTML_SUFFIXES = (".html", ".htm", ".xhtml")


def add_article(
    path: Path,
    seeds: Path,
    given: Article,
    *,
    name: str | None = None,
    encoding: str | None = None,
    largest_megabytes: float = LARGEST_MEGABYTES,
) -> Path:
    """Writes a seed into ``seeds`` and gives its path; what ``given`` says wins over what the file says of itself.

    Raises ``UsageError`` where the date is not known or a seed of that name stands there, and what reading raises.
    """
    found = read_article(path, largest_megabytes, encoding)
    date = given.date or found.date
    if date is None:
        raise UsageError(f"{path}: the date of publication is not known", hint="give it with --date YYYY-MM-DD")
    title = given.title or found.title or _first_line(found.text) or path.stem
    target = _target(seeds, file_name(path.stem) if name is None else name)
    head = front_matter(
        [
            ("title", title),
            ("date", date),
            ("publisher", given.publisher or found.publisher),
            ("url", given.url or found.url),
            ("language", given.language or found.language or "en"),
        ]
    )
    text = found.text.replace("\r\n", "\n").strip("\n")
    write_text(head + text + "\n", target)
    load_seed(target, largest_megabytes=largest_megabytes)
    return target


def _target(seeds: Path, name: str) -> Path:
    """The file of a new seed. Raises ``UsageError`` where it cannot have this name."""
    target = seeds / f"{name}.md"
    try:
        if target.parent != seeds:
            raise DataError("a name is no path")
        check_name(target)
    except DataError as error:
        hint = error.hint or "the seed goes into seeds/"
        raise UsageError(f"{name!r} cannot be the name of a seed: choose one with --name", hint=hint) from None
    if target.exists():
        raise UsageError(
            f"{seeds.name}/{target.name} exists", hint="choose another name with --name, or remove it first"
        )
    return target


def read_article(path: Path, largest_megabytes: float = LARGEST_MEGABYTES, encoding: str | None = None) -> Article:
    """The text of a file, and what the file says of itself. Raises ``DataError`` where there is no text."""
    data = read_bytes(path, largest_megabytes)
    if path.suffix.lower() in _HTML_SUFFIXES or data[:200].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        article = read_html(text_of(data, path, encoding or declared_encoding(data)))
    else:
        text = text_of(data, path, encoding)
        article = Article(text)
        if has_front_matter(text):
            front, start = split(text, path)
            date = front.date() if "date" in front.content else None
            title, publisher, url, language = map(front.optional, ("title", "publisher", "url", "language"))
            article = Article(text[start:], title, date, publisher, url, language)
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
