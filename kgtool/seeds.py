"""Seeds: the articles, UTF-8 text or Markdown with YAML front matter (``title``, ``date``, ``publisher``, ``url``,
``language``). The text is kept as it is in the file, so that offsets count from the file's first character."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import yaml

from kgtool.errors import DataError, LimitExceeded, ProjectError

SUFFIXES = (".md", ".markdown", ".txt")
LARGEST_MEGABYTES = 5.0
_RESERVED = {"background", "inferred", "joined", "ontology"}
"""Names of graphs that are no article's."""
_NAME = re.compile(r"[\w][\w.-]*")
_FENCE = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_CLOSING = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)")
_EXAMPLE = "begin the file with:\n  ---\n  title: Talks resume\n  date: 2025-06-03\n  ---"


@dataclass(frozen=True, slots=True)
class Seed:
    """An article. ``text`` is the whole file, front matter included; the article itself begins at ``body_start``."""

    path: Path
    text: str
    body_start: int
    title: str
    date: datetime.date
    publisher: str | None = None
    url: str | None = None
    language: str = "en"

    @property
    def name(self) -> str:
        """What the article's graph and its IRIs are called: the file's name without its ending."""
        return self.path.stem

    @property
    def body(self) -> str:
        """The article without its front matter."""
        return self.text[self.body_start :]

    @property
    def sha256(self) -> str:
        """The hash of the file's bytes."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def find_seeds(path: Path) -> list[Path]:
    """The seed files at a path, itself one or a folder of them, by name.

    Raises ``ProjectError`` where there are none, ``DataError`` where two of them would share a name.
    """
    if path.is_file():
        found = [path]
    elif path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
        found = [file for file in files if file.stem.lower() != "readme" and not _is_hidden(file.relative_to(path))]
    else:
        raise ProjectError(f"there is no seed file or folder {path}", hint="add an article with: kgtool add FILE")
    if not found:
        raise ProjectError(f"no seeds in {path}", hint="add an article with: kgtool add FILE --date YYYY-MM-DD")
    by_name: dict[str, Path] = {}
    for file in found:
        check_name(file)
        other = by_name.setdefault(file.stem.casefold(), file)
        if other is not file:
            raise DataError(f"has the same name as {other}", path=file, hint="rename one: both would be one graph")
    return found


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def check_name(path: Path) -> None:
    """Raises ``DataError`` where a file's name cannot be the name of a graph."""
    if not _NAME.fullmatch(path.stem) or path.stem.casefold() in _RESERVED:
        raise DataError(
            f"{path.stem!r} cannot be the name of a seed",
            path=path,
            hint=f"use letters, digits, - _ and . (and none of: {', '.join(sorted(_RESERVED))})",
        )


def load_seed(path: Path, *, largest_megabytes: float = LARGEST_MEGABYTES) -> Seed:
    """Reads a seed. Raises ``DataError`` with file and line where it is none, ``LimitExceeded`` if it is too large."""
    check_name(path)
    text = decode(read_bytes(path, largest_megabytes), path)
    if not text.strip("\ufeff \t\r\n"):
        raise DataError("the seed is empty", path=path, line=1, hint=_EXAMPLE)
    front, body_start = split(text, path)
    seed = Seed(
        path=path,
        text=text,
        body_start=body_start,
        title=front.required("title"),
        date=front.date(),
        publisher=front.optional("publisher"),
        url=front.optional("url"),
        language=front.optional("language") or "en",
    )
    if not seed.body.strip():
        line = len(text[:body_start].splitlines())
        raise DataError("the seed has front matter and no text", path=path, line=line, hint="put the article below it")
    return seed


def has_front_matter(text: str) -> bool:
    """Whether a text begins as front matter does."""
    return _FENCE.match(text, int(text.startswith("\ufeff"))) is not None


def split(text: str, path: Path) -> tuple[FrontMatter, int]:
    """The front matter of a text, and where the article begins. Raises ``DataError`` where there is none or no end."""
    opening = _FENCE.match(text, int(text.startswith("\ufeff")))
    if opening is None:
        raise DataError("no front matter", path=path, line=1, hint=_EXAMPLE)
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        raise DataError("the front matter has no end", path=path, line=1, hint="end it with a line that is ---")
    return FrontMatter(path, text[opening.end() : closing.start()]), closing.end()


def read_bytes(path: Path, largest_megabytes: float = LARGEST_MEGABYTES) -> bytes:
    """A file's bytes, unless there are too many. Raises ``LimitExceeded`` or ``DataError``."""
    try:
        size = path.stat().st_size
        if size > largest_megabytes * 1_000_000:
            raise LimitExceeded(
                f"{size / 1_000_000:.1f} MB, and a seed has at most {largest_megabytes:g} MB",
                path=path,
                hint="is it one article? The limit is seed-megabytes in kgtool.toml",
            )
        return path.read_bytes()
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror or error}", path=path) from None


def decode(data: bytes, path: Path) -> str:
    """UTF-8 bytes as text, line ends untouched. Raises ``DataError`` that says where the first other byte is."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        likely = "UTF-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "WINDOWS-1252"
        raise DataError(
            f"not UTF-8: byte 0x{data[error.start]:02x} at offset {error.start}",
            path=path,
            line=line,
            hint=f"if it is {likely}, convert it: iconv -f {likely} -t UTF-8 {path.name} > new.md",
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise DataError("holds a NUL character, so it is no text", path=path, line=line)
    return text


class FrontMatter:
    """The mapping between the fences, with the line of each key."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        try:
            node = yaml.compose(text, yaml.SafeLoader)
            content = yaml.safe_load(text)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self.fail(f"the front matter is not YAML: {error.problem or error.context}", mark.line + 2 if mark else 1)
        except (yaml.YAMLError, ValueError) as error:
            self.fail(f"the front matter is not YAML: {error}", 1)
        if not isinstance(node, yaml.MappingNode) or not isinstance(content, dict):
            raise DataError("the front matter is no mapping of keys to values", path=path, line=1, hint=_EXAMPLE)
        self.content: dict[Any, Any] = content
        self.lines = {str(key.value): key.start_mark.line + 2 for key, _ in node.value}

    def fail(self, message: str, line: int, hint: str = "put quotes around a value that has a colon") -> NoReturn:
        raise DataError(message, path=self.path, line=line, hint=hint)

    def optional(self, key: str) -> str | None:
        value = self.content.get(key)
        if value is None:
            return None
        if isinstance(value, list | dict):
            self.fail(f"{key} is no text", self.lines[key])
        return " ".join(str(value).split()) or None

    def required(self, key: str) -> str:
        value = self.optional(key)
        if value is None:
            self.fail(f"{key} is missing in the front matter", self.lines.get(key, 1), _EXAMPLE)
        return value

    def date(self) -> datetime.date:
        value = self.content.get("date")
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        text = self.required("date")
        try:
            return datetime.datetime.fromisoformat(text).date()
        except ValueError:
            self.fail(f"date {text!r} is no date", self.lines["date"], "write it as 2025-06-03")


def front_matter(fields: Iterable[tuple[str, str | datetime.date | None]]) -> str:
    """Front matter with the fields that have a value, in this order."""
    given = {key: value for key, value in fields if value}
    return f"---\n{yaml.safe_dump(given, allow_unicode=True, sort_keys=False, width=10_000)}---\n"
