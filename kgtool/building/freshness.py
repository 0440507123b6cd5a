"""What must be read again: an article whose file, ontology or program differs from when it was read last.

What is known of the last build lies in ``graph/build.json``, by the content of files, not their dates: so it holds
after ``git clone`` too. Without it everything is read again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import kgtool
from kgtool.store import write_text

READING_PARTS = ("language", "ontology", "reading")
REASONING_PARTS = ("reasoning", "building")


@dataclass
class BuildState:
    """For each graph file, the key of what it was made from and the hash of its bytes."""

    path: Path
    made: dict[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> BuildState:
        """The state of the last build; an unreadable one counts as none."""
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            return cls(path, {str(name): (str(key), str(sha)) for name, (key, sha) in content.items()})
        except (OSError, ValueError, TypeError, AttributeError):
            return cls(path)

    def is_fresh(self, file: Path, key: str) -> bool:
        """Whether a graph file was made from what ``key`` stands for, and is as it was made."""
        made = self.made.get(file.name)
        return made is not None and made[0] == key and file.is_file() and made[1] == hash_files([file])

    def note(self, file: Path, key: str) -> None:
        """Remembers that a graph file was made from what ``key`` stands for."""
        self.made[file.name] = (key, hash_files([file]))

    def save(self) -> None:
        """Writes the state."""
        lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(self.made[name])}" for name in sorted(self.made))
        write_text(f"{{\n{lines}\n}}\n", self.path)


def hash_files(files: Iterable[Path], root: Path | None = None) -> str:
    """One hash over the bytes of files (and over their names below ``root``), in the order given."""
    digest = hashlib.sha256()
    for file in files:
        if root is not None:
            digest.update(f"\n{file.relative_to(root).as_posix()} ".encode())
        with file.open("rb") as opened:
            digest.update(hashlib.file_digest(opened, "sha256").digest())
    return digest.hexdigest()


def hash_folder(folder: Path, without: str = "") -> str:
    """One hash over all files of a folder; hidden ones, byte code and those with the suffix ``without`` left out."""
    files = (file for file in folder.rglob("*") if file.is_file() and not (without and file.suffix == without))
    kept = [file for file in files if not any(part.startswith((".", "__")) for part in _folders(file, folder))]
    return hash_files(sorted(kept), folder)


def _folders(file: Path, folder: Path) -> tuple[str, ...]:
    parts = file.relative_to(folder).parts
    return (*parts[:-1], parts[-1] if parts[-1].startswith(".") else "")


def hash_program(parts: Iterable[str]) -> str:
    """One hash over those parts of the program, but not over what is written about them."""
    package = Path(kgtool.__file__).parent
    return " ".join(hash_folder(package / part, without=".md") for part in parts if (package / part).is_dir())


def combined(*parts: str) -> str:
    """One key for several hashes."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
