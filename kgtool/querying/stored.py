"""Stored queries: ``queries/NAME.rq``, SPARQL 1.1 with a YAML header in the comment lines that begin with ``#+``."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import yaml

from kgtool.errors import DataError, ProjectError, UsageError
from kgtool.querying.tokens import Kind, tokenize

VIEWS = ("table", "timeline", "map", "network")
_KEYS = ("title", "description", "questions", "params", "view")
_PARAMETER_KEYS = ("type", "required", "default", "values", "description")
_TYPE = re.compile(r"iri|string|enum|xsd:[A-Za-z]+")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_HEADER_LINE = re.compile(r"#\+ ?(.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a stored query; ``$name`` in its text."""

    name: str
    type: str = "string"
    """``iri``, ``string``, ``enum`` (one of ``values``), or an XML Schema type such as ``xsd:date``."""
    required: bool = False
    default: str | None = None
    values: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class StoredQuery:
    """A query that a person wrote down, with what it answers."""

    name: str
    title: str
    text: str
    """The whole file, so that lines in messages are lines of the file."""
    path: Path
    description: str = ""
    questions: tuple[str, ...] = ()
    params: tuple[Parameter, ...] = ()
    view: str = "table"


def load_queries(folder: Path) -> list[StoredQuery]:
    """All stored queries of a folder, by name. Raises ``ProjectError`` or ``DataError``."""
    if not folder.is_dir():
        raise ProjectError(f"there is no folder of stored queries {folder}")
    return [read_query(path) for path in sorted(folder.glob("*.rq"))]


def load_query(folder: Path, name: str) -> StoredQuery:
    """The stored query of this name, looked up and never joined to a path. Raises ``UsageError`` with the nearest."""
    files = {path.stem: path for path in sorted(folder.glob("*.rq"))}
    if name in files:
        return read_query(files[name])
    near = difflib.get_close_matches(name, files, n=1, cutoff=0.4)
    hint = f"did you mean {near[0]!r}? " if near else ""
    raise UsageError(f"there is no stored query {name!r}", hint=f"{hint}list them with: kgtool query")


def read_query(path: Path) -> StoredQuery:
    """Reads one file. Raises ``DataError`` that names the file and the line of what is wrong."""
    try:
        text = path.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise DataError(f"not UTF-8 at byte {error.start}", path=path, hint="save it as UTF-8") from None
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror}", path=path) from None
    header = _Header(path, text)
    params = header.parameters()
    _check_variables(path, text, {param.name: header.line("params", param.name) for param in params})
    return StoredQuery(
        name=path.stem,
        title=header.text("title", required=True),
        text=text,
        path=path,
        description=header.text("description"),
        questions=header.texts("questions"),
        params=params,
        view=header.choice("view", VIEWS),
    )


@dataclass
class _Header:
    """The YAML of a file's ``#+`` lines, with the line that each key stands on."""

    path: Path
    source: str
    content: dict[Any, Any] = field(init=False)
    lines: dict[tuple[str, ...], int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        numbered = [
            (number, found[1])
            for number, line in enumerate(self.source.splitlines(), 1)
            if (found := _HEADER_LINE.fullmatch(line))
        ]
        if not numbered:
            self.fail("no header", 1, 'begin the file with lines such as: #+ title: "Who led each delegation"')
        numbers = [number for number, _ in numbered]
        text = "\n".join(line for _, line in numbered)
        try:
            node = yaml.compose(text, yaml.SafeLoader)
            self.content = yaml.safe_load(text)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = numbers[min(mark.line, len(numbers) - 1)] if mark else numbers[0]
            self.fail(f"the header is not YAML: {error.problem or error.context}", line)
        except (yaml.YAMLError, ValueError) as error:
            self.fail(f"the header is not YAML: {error}", numbers[0])
        self.lines[()] = numbers[0]
        if not isinstance(node, yaml.MappingNode) or not isinstance(self.content, dict):
            self.fail("the header is no mapping of keys to values", numbers[0])
        self._find_lines((), node, numbers)
        self.only((), self.content, _KEYS)

    def _find_lines(self, where: tuple[str, ...], node: yaml.MappingNode, numbers: list[int]) -> None:
        for key, value in node.value:
            inner = (*where, str(key.value))
            self.lines[inner] = numbers[key.start_mark.line]
            if isinstance(value, yaml.MappingNode):
                self._find_lines(inner, value, numbers)

    def line(self, *where: str) -> int:
        return self.lines.get(where, self.lines[()])

    def fail(self, message: str, line: int, hint: str = "") -> NoReturn:
        raise DataError(message, path=self.path, line=line, hint=hint)

    def only(self, where: tuple[str, ...], mapping: dict[Any, Any], known: tuple[str, ...]) -> None:
        for key in mapping:
            if key not in known:
                self.fail(f"unknown key {key!r}", self.line(*where, str(key)), f"known are: {', '.join(known)}")

    def text(self, key: str, *, required: bool = False) -> str:
        value = self.content.get(key)
        if value is None and not required:
            return ""
        if not isinstance(value, str) or not value.strip():
            self.fail(f"{key} is no text" if key in self.content else f"{key} is missing", self.line(key))
        return " ".join(str(value).split())

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.content.get(key) or []
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.fail(f"{key} is no list of texts", self.line(key), "put quotes around what has a colon")
        return tuple(value)

    def choice(self, key: str, known: tuple[str, ...]) -> str:
        value = self.content.get(key, known[0])
        if value not in known:
            self.fail(f"{key} {value!r} is not one of: {', '.join(known)}", self.line(key))
        return str(value)

    def parameters(self) -> tuple[Parameter, ...]:
        value = self.content.get("params") or {}
        if not isinstance(value, dict):
            self.fail("params is no mapping of names to parameters", self.line("params"))
        return tuple(self._parameter(name, content) for name, content in value.items())

    def _parameter(self, name: Any, content: Any) -> Parameter:
        where = ("params", str(name))

        def fail(message: str) -> NoReturn:
            self.fail(f"parameter {name}: {message}", self.line(*where))

        if not isinstance(name, str) or not _NAME.fullmatch(name):
            fail("a name is letters, digits and _")
        if not isinstance(content, dict):
            fail("write it as {type: string, required: true}")
        self.only(where, content, _PARAMETER_KEYS)
        kind, required, default = content.get("type", "string"), content.get("required", False), content.get("default")
        values = content.get("values", [])
        if not isinstance(kind, str) or not _TYPE.fullmatch(kind):
            fail(f"type {kind!r} is not iri, string, enum or xsd:…")
        if not isinstance(required, bool):
            fail("required is true or false")
        if not isinstance(values, list) or (kind == "enum") != bool(values):
            fail("values is a list, and belongs to type enum")
        names = tuple(str(one) for one in values)
        if default is not None and kind == "enum" and str(default) not in names:
            fail(f"default {default!r} is not one of its values")
        if default is not None and required:
            fail("it is required, so it takes no default")
        return Parameter(
            name=name,
            type=kind,
            required=required,
            default=None if default is None else str(default),
            values=names,
            description=str(content.get("description", "")),
        )


def _check_variables(path: Path, text: str, declared: dict[str, int]) -> None:
    used: dict[str, int] = {}
    for token in tokenize(text):
        if token.kind is Kind.VARIABLE and token.text.startswith("$"):
            used.setdefault(token.text[1:], token.line)
    for name, line in used.items():
        if name not in declared:
            raise DataError(
                f"${name} is no parameter of the header", path=path, line=line, hint=f"a variable is written ?{name}"
            )
    for name, line in declared.items():
        if name not in used:
            raise DataError(f"parameter {name}: ${name} does not stand in the query", path=path, line=line)
