"""The examples of ``docs/lexicon.md``: entries, a sentence, and what is read of it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kgtool.language.parser import Reader
from kgtool.ontology import Gazetteer, Lexicon
from kgtool.reading import ArticleReader, Source
from kgtool.reading.model import Literal, Statement
from kgtool.reading.schema import Schema
from kgtool.terms import ID, KG, KGL, LEX, LEXINFO, ONTOLEX, RDF, RDFS

ROOT = Path(__file__).parents[2]
PUBLISHED = date(2025, 6, 3)
PREFIXES = {
    "kg": KG,
    "kgl": KGL,
    "lex": LEX,
    "lexinfo": LEXINFO,
    "ontolex": ONTOLEX,
    "id": ID,
    "rdf": RDF,
    "rdfs": RDFS,
}

_BLOCK = re.compile(r"^#+ (?P<title>[^\n]*)$|^```(?P<kind>\w+)\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """Entries in Turtle, a text, and lines such as ``event/1 kg:participant id:Russia`` or ``not …``."""

    title: str
    entries: str
    text: str
    lines: tuple[str, ...]


def examples(document: str) -> Iterator[Example]:
    """The examples of a document: ``text`` and ``reads`` blocks, with the ``turtle`` blocks of their section."""
    title, entries, text = "", "", ""
    for block in _BLOCK.finditer(document):
        if block["title"] is not None:
            title, entries = block["title"], ""
        elif block["kind"] == "turtle":
            entries += block["content"]
        elif block["kind"] == "text":
            text = " ".join(block["content"].split())
        elif block["kind"] == "reads":
            yield Example(title, entries, text, tuple(block["content"].strip().split("\n")))


class Bench:
    """Reads texts with the vocabulary of this project and the entries of an example, and no others."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.schema = Schema.load(ROOT / "ontology")
        self.gazetteer = Gazetteer.load(ROOT / "ontology")
        self.english = Reader.load()

    def read(self, example: Example) -> set[str]:
        """What is read, as lines."""
        lexicon = self.folder / "lexicon"
        shutil.rmtree(lexicon, ignore_errors=True)
        lexicon.mkdir()
        for name in ("pronouns.ttl", "ordinals.ttl"):
            shutil.copyfile(ROOT / "ontology" / "lexicon" / name, lexicon / name)
        prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
        (lexicon / "example.ttl").write_text(prefixes + example.entries, encoding="utf-8")
        reader = ArticleReader(self.schema, Lexicon.load(lexicon), self.gazetteer, self.english)
        reading = reader.read(example.text, Source("example", 0, PUBLISHED))
        return {line for statement in reading.statements for line in _lines(statement)}


def _lines(statement: Statement) -> tuple[str, ...]:
    value = statement.object
    plain = f'"{value.value}"' if isinstance(value, Literal) else _short(value)
    line = f"{_short(statement.subject)} {_short(statement.predicate)} {plain}"
    return (line, f"{_short(statement.voice.claimer)} says: {line}") if statement.voice.claimer else (line,)


def _short(iri: str) -> str:
    own = ID + "example/"
    if iri.startswith(own):
        return iri.removeprefix(own)
    return next((f"{name}:{iri.removeprefix(base)}" for name, base in PREFIXES.items() if iri.startswith(base)), iri)
