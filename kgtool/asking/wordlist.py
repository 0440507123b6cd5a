"""The lexicon as asking uses it: entries by their first word, made only when a question has the word.

Reading the Turtle files takes longer than all the rest of a question, so a copy in JSON is kept in the project's
``.cache`` under the hash of the files. It is never needed: where it cannot be read or written, the files are read.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgtool.ontology.entries import Entry, Frame, Role

if TYPE_CHECKING:
    from kgtool.ontology.lexicon import Lexicon

LAYOUT = "1"
"""Changes when copies made by an earlier program must not be used."""


class WordList:
    """Entries by first word, and the frames that no word evokes."""

    def __init__(
        self, entries: Mapping[str, list[Any]], frames: Mapping[str, list[Any]], circumstances: list[str]
    ) -> None:
        self._entries = entries
        self._frames = frames
        self._made: dict[str, tuple[Entry, ...]] = {}
        self.circumstances: tuple[Frame, ...] = tuple(_frame(frames[iri]) for iri in circumstances)
        """What every event may have beside it: places."""

    def starting(self, word: str) -> tuple[Entry, ...]:
        """Entries whose first word this is, longest first."""
        found = self._made.get(word)
        if found is None:
            found = tuple(self._entry(record) for record in self._entries.get(word, ()))
            self._made[word] = found
        return found

    def first_words(self) -> list[str]:
        """The first words of all entries."""
        return list(self._entries)

    def _entry(self, record: list[Any]) -> Entry:
        values = [_value(value) for value in record]
        at = _ENTRY.index("frames")
        values[at] = tuple(_frame(self._frames[iri]) for iri in record[at])
        return Entry(*values)

    @classmethod
    def of(cls, *lexicons: Lexicon) -> WordList:
        """The words of some lexicons together."""
        return cls(*_records(lexicons))

    @classmethod
    def load(cls, folders: Iterable[Path], cache: Path | None) -> WordList:
        """The words of the lexicon folders, from the copy in ``cache`` where it is of exactly these files."""
        present = [folder for folder in folders if folder.is_dir()]
        copy = None if cache is None else cache / f"words-{_key(present)}.json"
        if copy is not None:
            try:
                return cls(*json.loads(copy.read_bytes()))
            except (OSError, ValueError, TypeError, KeyError):
                pass
        from kgtool.ontology.lexicon import Lexicon  # here, as the copy in the cache needs no parser of Turtle

        records = _records([Lexicon.load(folder) for folder in present])
        if copy is not None:
            _keep(copy, json.dumps(records, ensure_ascii=False, separators=(",", ":")))
        return cls(*records)


_ENTRY, _FRAME, _ROLE = (cls._fields for cls in (Entry, Frame, Role))

Records = tuple[dict[str, list[Any]], dict[str, list[Any]], list[str]]


def _records(lexicons: Iterable[Lexicon]) -> Records:
    entries: dict[str, list[Any]] = {}
    frames: dict[str, list[Any]] = {}
    evoked: set[str] = set()
    for lexicon in lexicons:
        for iri, frame in lexicon.frames.items():
            frames[iri] = _frame_record(frame)
        for word, found in lexicon.by_first_word.items():
            entries.setdefault(word, []).extend(_entry_record(entry) for entry in found)
        evoked |= {frame.iri for entry in lexicon.entries for frame in entry.frames}
    for records in entries.values():
        records.sort(key=lambda record: (-len(record[_ENTRY.index("words")]), record[0]))
    kind = _FRAME.index("kind")
    loose = [iri for iri, record in frames.items() if iri not in evoked and record[kind] == "EventFrame"]
    return entries, frames, sorted(loose)


def _entry_record(entry: Entry) -> list[Any]:
    return [[f.iri for f in entry.frames] if name == "frames" else getattr(entry, name) for name in _ENTRY]


def _frame_record(frame: Frame) -> list[Any]:
    roles = [[getattr(role, name) for name in _ROLE] for role in frame.roles]
    return [roles if name == "roles" else getattr(frame, name) for name in _FRAME]


def _frame(record: list[Any]) -> Frame:
    values = [_value(value) for value in record]
    values[_FRAME.index("roles")] = tuple(Role(*map(_value, role)) for role in record[_FRAME.index("roles")])
    return Frame(*values)


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _key(folders: Iterable[Path]) -> str:
    digest = hashlib.sha256(f"{LAYOUT} {_ENTRY} {_FRAME} {_ROLE}".encode())
    for folder in folders:
        for path in sorted(folder.glob("*.ttl")):
            digest.update(path.name.encode() + b"\n" + path.read_bytes())
    return digest.hexdigest()[:24]


def _keep(copy: Path, text: str) -> None:
    """Writes the copy whole or not at all, and removes earlier ones."""
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        made = copy.with_name(f"{copy.name}.{os.getpid()}")
        made.write_text(text, encoding="utf-8")
        made.replace(copy)
        for old in copy.parent.glob("words-*.json"):
            if old != copy:
                old.unlink(missing_ok=True)
    except OSError:
        return
