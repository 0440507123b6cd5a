"""Which file of the ontology room holds what.

Every ``*.ttl`` directly in the folder belongs to the vocabulary, but for the shapes and the alignments; known entities
and the lexicon have folders of their own.
"""

from __future__ import annotations

from pathlib import Path

SHAPES = "shapes"
ALIGNMENTS = "alignments"


def vocabulary_files(folder: Path) -> list[Path]:
    """The files of classes, properties and axioms, sorted by name."""
    return [path for path in sorted(folder.glob("*.ttl")) if not path.stem.startswith((SHAPES, ALIGNMENTS))]


def shape_files(folder: Path) -> list[Path]:
    """The files of SHACL shapes, ``shapes*.ttl``."""
    return sorted(folder.glob(f"{SHAPES}*.ttl"))


def alignment_files(folder: Path) -> list[Path]:
    """The files that relate the vocabulary to others, ``alignments*.ttl``."""
    return sorted(folder.glob(f"{ALIGNMENTS}*.ttl"))


def entity_files(folder: Path) -> list[Path]:
    """The files of known entities: ``entities/*.ttl``."""
    return sorted((folder / "entities").glob("*.ttl"))


def lexicon_files(folder: Path) -> list[Path]:
    """The files of the lexicon: ``lexicon/*.ttl``."""
    return sorted((folder / "lexicon").glob("*.ttl"))
