"""The house stands as ``docs/architecture.md`` draws it: parts import only from parts below them, and no fact of an
article stands in the program."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

ROOT = Path(__file__).parents[1]
PROGRAM = ROOT / "kgtool"
KG = "https://w3id.org/kgtool/ns#"
RDFS_LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")

FLOORS = (
    ("errors", "terms"),
    ("language", "ontology", "seeds"),
    ("reading", "reasoning", "store"),
    ("querying", "voices"),
    ("asking", "checking", "explaining", "exporting", "adding", "starting"),
    ("project",),
    ("building",),
    ("serving",),
    ("cli",),
    ("__main__",),
)
"""The parts, lowest first: a part imports only from floors below its own."""

SEALED: dict[str, set[str]] = {
    "terms": set(),
    "errors": set(),
    "language": {"errors"},
    "ontology": {"errors", "terms"},
    "reading": {"errors", "language", "ontology", "seeds", "terms"},
    "reasoning": {"errors", "terms"},
    "store": {"errors", "terms"},
    "querying": {"errors", "store", "terms"},
}
"""Parts that can be taken out and replaced: all that each may import."""

ABSENT = {
    "language": ("pyoxigraph", "rdflib", "click", "starlette"),
    "reading": ("rdflib", "click", "starlette"),
    "reasoning": ("onnxruntime", "click", "starlette", "yaml"),
    "store": ("onnxruntime", "click", "starlette"),
    "querying": ("onnxruntime", "click", "starlette"),
    "asking": ("onnxruntime", "tokenizers", "click", "starlette"),
    "checking": ("onnxruntime", "click", "starlette"),
    "building": ("click", "starlette"),
    "project": ("click", "starlette"),
    "serving": ("click", "onnxruntime"),
}
"""Libraries that a part does not know."""


def _part(path: Path) -> str:
    inside = path.relative_to(PROGRAM)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


@cache
def _modules() -> tuple[tuple[Path, ast.Module], ...]:
    paths = sorted(path for path in PROGRAM.rglob("*.py") if path != PROGRAM / "__init__.py")
    return tuple((path, ast.parse(path.read_text(encoding="utf-8"))) for path in paths)


def _imports(tree: ast.Module) -> Iterator[str]:
    """Every module imported anywhere in a file, within functions and for types too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names)


@cache
def _imported() -> tuple[tuple[Path, frozenset[str]], ...]:
    return tuple((path, frozenset(_imports(tree))) for path, tree in _modules())


def _parts_used() -> Iterator[tuple[str, str, str]]:
    """Part, part it imports, and in which file."""
    for path, names in _imported():
        for name in names:
            words = name.split(".")
            if words[0] == "kgtool" and len(words) > 1 and words[1] != _part(path):
                if (PROGRAM / words[1]).is_dir() or (PROGRAM / f"{words[1]}.py").is_file():
                    yield _part(path), words[1], str(path.relative_to(ROOT))


def test_every_part_has_its_floor() -> None:
    assert {_part(path) for path, _ in _modules()} == {part for floor in FLOORS for part in floor}


def test_parts_import_only_from_below() -> None:
    floor_of = {part: number for number, floor in enumerate(FLOORS) for part in floor}
    wrong = [f"{file}: {part} imports {used}" for part, used, file in _parts_used() if floor_of[used] >= floor_of[part]]
    assert wrong == []


@pytest.mark.parametrize("part", SEALED)
def test_replaceable_parts_know_little(part: str) -> None:
    assert {used for one, used, _ in _parts_used() if one == part} <= SEALED[part]


@pytest.mark.parametrize("part", ABSENT)
def test_parts_do_not_know_these_libraries(part: str) -> None:
    used = {
        name.split(".")[0]: str(path.relative_to(ROOT))
        for path, names in _imported()
        if _part(path) == part
        for name in names
    }
    assert {name: file for name, file in used.items() if name in ABSENT[part]} == {}


# -- no fact of an article in the program


def _graph() -> Iterator[ox.Quad]:
    for path in sorted((ROOT / "graph").glob("*.trig")):
        yield from ox.parse(path=str(path), format=ox.RdfFormat.TRIG)


def _background() -> frozenset[str]:
    """Names that stand in the ontology room: generally known, and data, not program."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "ontology").rglob("*.ttl"))
    return frozenset(re.findall(r'"([^"\n]+)"', text))


@cache
def _names_of_articles() -> frozenset[str]:
    """The names that the articles' graphs hold: of people, places, organisations and operations, whole and by word."""
    names = set()
    for quad in _graph():
        label = quad.object.value if isinstance(quad.object, ox.Literal) else ""
        is_name = quad.predicate in (RDFS_LABEL, ox.NamedNode(KG + "codename"), ox.NamedNode(KG + "alias"))
        if is_name and isinstance(quad.subject, ox.NamedNode) and label[:1].isupper():
            names.add(label)
    words = {word for name in names for word in re.findall(r"[^\W\d_][\w’-]+", name) if word[0].isupper()}
    return frozenset(names | words)


ROUND = frozenset({"128", "256", "360", "365", "366", "400", "500", "512", "1000"})
"""Numbers that any program may hold."""


@cache
def _numbers_of_articles() -> frozenset[str]:
    """The values of the figures, but for small and round ones, which any program may hold."""
    values = {
        quad.object.value.removesuffix(".0")
        for quad in _graph()
        if quad.predicate == ox.NamedNode(KG + "value") and isinstance(quad.object, ox.Literal)
    }
    return frozenset(
        value for value in values if re.fullmatch(r"\d+", value) and int(value) > 100 and value not in ROUND
    )


EVERYDAY = frozenset(
    re.findall(
        r"\w+",
        """
    Air Analysis Armed Center Defense Defence Delegation Drone European Field Force Foreign Forces Institute
    Minister Ministry Military News One Operation Palace Policy President Press Region Round Security Service
    Side St Statement State University Union War Weapon
    """,
    )
)
"""Words of the language that names are also made of; docstrings and messages may use them."""


def _literals(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Strings that the program works with: all but docstrings and the texts below assignments that document them."""
    documentation = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.lineno, node.value


def test_the_articles_hold_names_and_numbers() -> None:
    assert len(_names_of_articles()) > 20
    assert len(_numbers_of_articles()) > 1


def test_no_name_of_an_article_is_in_the_program() -> None:
    names = _names_of_articles() - EVERYDAY
    pattern = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r")\b")
    found = [
        f"{path.relative_to(ROOT)}:{line}: {hit[0]!r}"
        for path, tree in _modules()
        for line, text in _literals(tree)
        for hit in pattern.finditer(text)
    ]
    assert found == []


def test_no_figure_of_an_article_is_in_the_program() -> None:
    numbers = _numbers_of_articles()
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.value!r}"
        for path, tree in _modules()
        if _part(path) in {"language", "reading", "asking"}
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and not isinstance(node.value, bool) and str(node.value) in numbers
    ]
    assert found == []
